defmodule ExUnit.RunnerStats do
  @moduledoc false

  # Counts tests as formatters see them.
  use GenServer

  def stats(pid), do: GenServer.call(pid, :stats, :infinity)

  @impl true
  def init(_opts), do: {:ok, %{total: 0, failures: 0, skipped: 0, excluded: 0}}

  @impl true
  def handle_call(:stats, _from, stats), do: {:reply, stats, stats}

  @impl true
  def handle_cast({:test_finished, %ExUnit.Test{state: state}}, stats) do
    stats = Map.update!(stats, :total, &(&1 + 1))

    case state do
      {:failed, _} -> {:noreply, Map.update!(stats, :failures, &(&1 + 1))}
      {:invalid, _} -> {:noreply, Map.update!(stats, :failures, &(&1 + 1))}
      {:skipped, _} -> {:noreply, Map.update!(stats, :skipped, &(&1 + 1))}
      {:excluded, _} -> {:noreply, Map.update!(stats, :excluded, &(&1 + 1))}
      nil -> {:noreply, stats}
    end
  end

  def handle_cast(_event, stats), do: {:noreply, stats}
end
