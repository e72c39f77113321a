defmodule Registry.Supervisor do
  @moduledoc false
  use Supervisor

  def start_link(kind, registry, partitions, listeners, entries, compressed) do
    arg = {kind, registry, partitions, listeners, entries, compressed}
    Supervisor.start_link(__MODULE__, arg, name: registry)
  end

  # The registry's own table holds its meta data, and where the tables of its partitions are: under -2 what a reader
  # needs, under -1 what a writer needs, and under 0, 1... the tables of each partition if there are several.
  def init({kind, registry, partitions, listeners, entries, compressed}) do
    ^registry = :ets.new(registry, [:set, :public, :named_table, read_concurrency: true])
    true = :ets.insert(registry, entries)

    children =
      for i <- :lists.seq(0, partitions - 1) do
        arg = {kind, registry, i, partitions, listeners, compressed}

        %{
          id: Registry.Partition.pid_name(registry, i),
          start: {Registry.Partition, :start_link, [Registry.Partition.pid_name(registry, i), arg]}
        }
      end

    Supervisor.init(children, strategy: strategy_for_kind(kind))
  end

  # Losing one partition of a unique registry must not let a key be taken twice.
  defp strategy_for_kind(:unique), do: :one_for_all
  defp strategy_for_kind({:duplicate, _}), do: :one_for_one
end
