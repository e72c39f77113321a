defmodule PartitionSupervisor do
  @moduledoc """
  A supervisor that starts several copies of one child and spreads callers over them by a key.

      iex> {:ok, _} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 3 end}, name: Doc.Agents, partitions: 2)
      iex> Agent.get({:via, PartitionSupervisor, {Doc.Agents, "any key"}}, & &1)
      3

  """

  @behaviour Supervisor

  @type name :: atom | {:via, module, term}

  # A table holds the number of partitions under :partitions, and the pid of each partition under its number. It has
  # the supervisor's name if that is an atom; else the supervisor's dictionary has it under this key.
  @table :"$partition_supervisor_table"

  @doc false
  def child_spec(opts) when is_list(opts) do
    id =
      case Keyword.get(opts, :name, PartitionSupervisor) do
        name when is_atom(name) -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {PartitionSupervisor, :start_link, [opts]}, type: :supervisor}
  end

  @doc """
  Starts a partition supervisor.

  Options: `:name` and `:child_spec` (required), `:partitions`, `:strategy`, `:max_restarts`, `:max_seconds` and
  `:with_arguments`, a function of the start arguments and the partition's number.

      iex> {:ok, _pid} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 0 end}, name: DocPartitions.Start, partitions: 2)
      iex> PartitionSupervisor.partitions(DocPartitions.Start)
      2

  """
  @spec start_link(keyword) :: Supervisor.on_start()
  def start_link(opts) do
    name = opts[:name]

    unless name, do: raise(ArgumentError, "the :name option must be given to PartitionSupervisor")

    {child_spec, opts} = Keyword.pop(opts, :child_spec)

    unless child_spec, do: raise(ArgumentError, "the :child_spec option must be given to PartitionSupervisor")

    {partitions, opts} = Keyword.pop(opts, :partitions, System.schedulers_online())

    unless is_integer(partitions) and partitions >= 1 do
      raise ArgumentError, "the :partitions option must be a positive integer, got: #{inspect(partitions)}"
    end

    {with_arguments, opts} = Keyword.pop(opts, :with_arguments, fn args, _partition -> args end)

    unless is_function(with_arguments, 2) do
      raise ArgumentError,
            "the :with_arguments option must be a function that receives two arguments, " <>
              "the current call arguments and the partition, got: #{inspect(with_arguments)}"
    end

    {auto_shutdown, opts} = Keyword.pop(opts, :auto_shutdown, :never)

    unless auto_shutdown == :never do
      raise ArgumentError, "the :auto_shutdown option must be :never, got: #{inspect(auto_shutdown)}"
    end

    %{start: {module, fun, args}} = map = Supervisor.child_spec(child_spec, [])
    modules = map[:modules] || [module]
    {start_opts, init_opts} = Keyword.split(opts, [:name])

    children = fn table ->
      for partition <- :lists.seq(0, partitions - 1) do
        args = [module, fun, with_arguments.(args, partition), {table, partition}]
        Map.merge(map, %{id: partition, start: {PartitionSupervisor, :start_child, args}, modules: modules})
      end
    end

    init_opts = Keyword.put_new(init_opts, :strategy, :one_for_one)
    Supervisor.start_link(PartitionSupervisor, {name, partitions, children, init_opts}, start_opts)
  end

  @doc false
  def start_child(module, fun, args, {table, partition}) do
    case apply(module, fun, args) do
      {:ok, pid} = result ->
        :ets.insert(table, {partition, pid})
        result

      {:ok, pid, _extra} = result ->
        :ets.insert(table, {partition, pid})
        result

      other ->
        other
    end
  end

  @doc false
  @impl true
  def init({name, partitions, children, init_opts}) do
    options = [:set, :public, read_concurrency: true]
    table = if is_atom(name), do: :ets.new(name, [:named_table | options]), else: :ets.new(PartitionSupervisor, options)
    Process.put(@table, table)
    :ets.insert(table, {:partitions, partitions, partitions})
    Supervisor.init(children.(table), init_opts)
  end

  @doc """
  Returns the number of partitions.

      iex> {:ok, _pid} = PartitionSupervisor.start_link(child_spec: DynamicSupervisor, name: DocPartitions.Count, partitions: 3)
      iex> PartitionSupervisor.partitions(DocPartitions.Count)
      3

  """
  @spec partitions(name) :: non_neg_integer
  def partitions(name), do: name |> table() |> partitions_of(name)

  defp table(name) when is_atom(name), do: name

  defp table(name) do
    with pid when is_pid(pid) <- GenServer.whereis(name),
         {:dictionary, dictionary} <- Process.info(pid, :dictionary),
         {_, table} <- List.keyfind(dictionary, @table, 0) do
      table
    else
      _ -> noproc(name)
    end
  end

  defp partitions_of(table, name) do
    :ets.lookup_element(table, :partitions, 2)
  catch
    :error, :badarg -> noproc(name)
  end

  defp noproc(name), do: exit({:noproc, {__MODULE__, :partitions, [name]}})

  @doc """
  Starts or stops partitions until there are `partitions`, no more than at the start; returns the number before.

      iex> {:ok, _pid} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 0 end}, name: DocPartitions.Resize, partitions: 3)
      iex> PartitionSupervisor.resize!(DocPartitions.Resize, 1)
      3
      iex> PartitionSupervisor.partitions(DocPartitions.Resize)
      1

  """
  @spec resize!(name, non_neg_integer) :: non_neg_integer
  def resize!(name, partitions) when is_integer(partitions) do
    table = table(name)
    current = partitions_of(table, name)
    max = :ets.lookup_element(table, :partitions, 3)

    unless partitions in 0..max do
      raise ArgumentError,
            "the number of partitions to resize to must be a number between 0 and #{max}, got: #{partitions}"
    end

    resize(name, table, current, partitions, max)
    current
  end

  defp resize(name, table, current, new, max) when new < current do
    :ets.insert(table, {:partitions, new, max})
    for partition <- :lists.seq(new, current - 1), do: :ok = Supervisor.terminate_child(name, partition)
  end

  defp resize(name, table, current, new, max) do
    for partition <- :lists.seq(current, new - 1), do: {:ok, _} = Supervisor.restart_child(name, partition)
    :ets.insert(table, {:partitions, new, max})
  end

  @doc """
  Lists the partitions as `{number, pid, type, modules}`.

      iex> {:ok, _pid} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 0 end}, name: DocPartitions.Which, partitions: 2)
      iex> PartitionSupervisor.which_children(DocPartitions.Which) |> Enum.map(&elem(&1, 0)) |> Enum.sort()
      [0, 1]

  """
  @spec which_children(name) :: [{integer, pid | :restarting, :worker | :supervisor, [module] | :dynamic}]
  def which_children(name) when is_atom(name) or elem(name, 0) == :via, do: Supervisor.which_children(name)

  @doc """
  Counts the partitions as `Supervisor.count_children/1` does.

      iex> {:ok, _pid} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 0 end}, name: DocPartitions.Children, partitions: 2)
      iex> PartitionSupervisor.count_children(DocPartitions.Children).workers
      2

  """
  @spec count_children(name) :: map
  def count_children(supervisor), do: Supervisor.count_children(supervisor)

  @doc """
  Stops a partition supervisor.

      iex> {:ok, pid} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> 0 end}, name: DocPartitions.Stop, partitions: 1)
      iex> PartitionSupervisor.stop(pid)
      :ok

  """
  @spec stop(name, reason :: term, timeout) :: :ok
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: Supervisor.stop(supervisor, reason, timeout)

  # The functions of a `:via` module

  @doc false
  def whereis_name({name, key}) do
    table = table(name)

    case partitions_of(table, name) do
      0 ->
        raise ArgumentError, "#{inspect(name)} has zero partitions, it was resized to zero"

      partitions ->
        partition = if is_integer(key), do: rem(abs(key), partitions), else: :erlang.phash2(key, partitions)
        :ets.lookup_element(table, partition, 2)
    end
  end

  @doc false
  def send(name_key, message), do: Kernel.send(whereis_name(name_key), message)

  @doc false
  def register_name(_, _) do
    raise "{:via, PartitionSupervisor, _} cannot be given on registration"
  end

  @doc false
  def unregister_name(_) do
    raise "{:via, PartitionSupervisor, _} cannot be given on unregistration"
  end
end
