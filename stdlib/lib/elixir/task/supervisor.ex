defmodule Task.Supervisor do
  @moduledoc """
  A supervisor of tasks, started while it runs.

      iex> {:ok, sup} = Task.Supervisor.start_link()
      iex> Task.await(Task.Supervisor.async(sup, fn -> :done end))
      :done

  """

  @typedoc "Option of `start_link/1`"
  @type option :: DynamicSupervisor.option() | DynamicSupervisor.init_option()
  @type async_stream_option :: Task.async_stream_option() | {:shutdown, Supervisor.shutdown()}

  @doc false
  def child_spec(opts) when is_list(opts) do
    id =
      case Keyword.get(opts, :name, Task.Supervisor) do
        name when is_atom(name) -> name
        {:global, name} -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {Task.Supervisor, :start_link, [opts]}, type: :supervisor}
  end

  @doc """
  Starts a supervisor; options `:name`, `:max_restarts`, `:max_seconds` and `:max_children`.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.children(supervisor)
      []

  """
  @spec start_link([option]) :: Supervisor.on_start()
  def start_link(options \\ []) do
    {restart, options} = Keyword.pop(options, :restart)
    {shutdown, options} = Keyword.pop(options, :shutdown)

    if restart || shutdown do
      IO.warn(":restart and :shutdown options in Task.Supervisor.start_link/1 are deprecated, please pass those options on start_child/3 instead")
    end

    keys = [:max_children, :max_seconds, :max_restarts]
    {sup_opts, start_opts} = Keyword.split(options, keys)
    defaults = {restart || :temporary, shutdown || 5000}
    DynamicSupervisor.start_link(__MODULE__, {defaults, sup_opts}, start_opts)
  end

  @doc false
  def init({{_restart, _shutdown} = defaults, options}) do
    Process.put(__MODULE__, defaults)
    DynamicSupervisor.init([strategy: :one_for_one] ++ options)
  end

  # Awaited tasks

  @doc """
  Starts a task under `supervisor`, linked to the caller, that must be awaited; option `:shutdown`.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async(supervisor, fn -> 1 + 1 end) |> Task.await()
      2

  """
  @spec async(Supervisor.supervisor(), (-> any), keyword) :: Task.t()
  def async(supervisor, fun, options \\ []), do: async(supervisor, :erlang, :apply, [fun, []], options)

  @doc """
  As `async/3` with a module, function and arguments.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async(supervisor, Enum, :sum, [[1, 2]]) |> Task.await()
      3

  """
  @spec async(Supervisor.supervisor(), module, atom, [term], keyword) :: Task.t()
  def async(supervisor, module, fun, args, options \\ []) do
    async(supervisor, :link, module, fun, args, options)
  end

  @doc """
  As `async/3` without a link to the caller.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> task = Task.Supervisor.async_nolink(supervisor, fn -> exit({:shutdown, :oops}) end)
      iex> Task.yield(task)
      {:exit, {:shutdown, :oops}}

  """
  @spec async_nolink(Supervisor.supervisor(), (-> any), keyword) :: Task.t()
  def async_nolink(supervisor, fun, options \\ []), do: async_nolink(supervisor, :erlang, :apply, [fun, []], options)

  @doc """
  As `async_nolink/3` with a module, function and arguments.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async_nolink(supervisor, Enum, :sum, [[1, 2]]) |> Task.await()
      3

  """
  @spec async_nolink(Supervisor.supervisor(), module, atom, [term], keyword) :: Task.t()
  def async_nolink(supervisor, module, fun, args, options \\ []) do
    async(supervisor, :nolink, module, fun, args, options)
  end

  defp async(supervisor, link, module, fun, args, options) do
    owner = self()

    case start_waiting(supervisor, owner_info(owner), options[:shutdown]) do
      {:ok, pid} ->
        if link == :link, do: Process.link(pid)
        alias = Process.monitor(pid, alias: :demonitor)
        send(pid, {owner, alias, alias, callers(owner), {module, fun, args}})
        %Task{pid: pid, ref: alias, owner: owner, mfa: {module, fun, length(args)}}

      {:error, :max_children} ->
        raise """
        reached the maximum number of tasks for this task supervisor. The maximum number \
        of tasks that are allowed to run at the same time under this supervisor can be \
        configured with the :max_children option passed to Task.Supervisor.start_link/1\
        """
    end
  end

  # A task process that waits for its request from the owner, and leaves if that ends before.
  defp start_waiting(supervisor, owner_info, shutdown) do
    start_task(supervisor, [owner_info, :monitor], :temporary, shutdown || 5000)
  end

  # Streams

  @doc """
  As `Task.async_stream/3` with the tasks under `supervisor`; option `:shutdown` besides.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async_stream(supervisor, [1, 2], &(&1 * 2)) |> Enum.to_list()
      [ok: 2, ok: 4]

  """
  @spec async_stream(Supervisor.supervisor(), Enumerable.t(), (term -> term), [async_stream_option]) :: Enumerable.t()
  def async_stream(supervisor, enumerable, fun, options \\ []) when is_function(fun, 1) do
    build_stream(:link, supervisor, enumerable, fun, options)
  end

  @doc """
  As `async_stream/4` with `apply(module, function, [element | args])`.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async_stream(supervisor, [1, 2], Integer, :to_string, []) |> Enum.to_list()
      [ok: "1", ok: "2"]

  """
  @spec async_stream(Supervisor.supervisor(), Enumerable.t(), module, atom, [term], [async_stream_option]) ::
          Enumerable.t()
  def async_stream(supervisor, enumerable, module, function, args, options \\ [])
      when is_atom(module) and is_atom(function) and is_list(args) do
    build_stream(:link, supervisor, enumerable, {module, function, args}, options)
  end

  @doc """
  As `async_stream/4` with tasks not linked to the caller.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async_stream_nolink(supervisor, [1, 2], &(&1 * 2)) |> Enum.to_list()
      [ok: 2, ok: 4]

  """
  @spec async_stream_nolink(Supervisor.supervisor(), Enumerable.t(), (term -> term), [async_stream_option]) ::
          Enumerable.t()
  def async_stream_nolink(supervisor, enumerable, fun, options \\ []) when is_function(fun, 1) do
    build_stream(:nolink, supervisor, enumerable, fun, options)
  end

  @doc """
  As `async_stream/6` with tasks not linked to the caller.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> Task.Supervisor.async_stream_nolink(supervisor, [1, 2], Integer, :to_string, []) |> Enum.to_list()
      [ok: "1", ok: "2"]

  """
  @spec async_stream_nolink(Supervisor.supervisor(), Enumerable.t(), module, atom, [term], [async_stream_option]) ::
          Enumerable.t()
  def async_stream_nolink(supervisor, enumerable, module, function, args, options \\ [])
      when is_atom(module) and is_atom(function) and is_list(args) do
    build_stream(:nolink, supervisor, enumerable, {module, function, args}, options)
  end

  defp build_stream(link, supervisor, enumerable, fun, options) do
    shutdown = check_shutdown(options[:shutdown])
    options = Task.Supervised.validate_stream_options(options)

    fn acc, reducer ->
      owner = self()
      # Once: the process that starts the tasks would have to ask the owner for its name each time.
      owner_info = owner_info(owner)

      Task.Supervised.stream(enumerable, acc, reducer, callers(owner), fun, options, fn owner ->
        case start_waiting(supervisor, owner_info, shutdown) do
          {:ok, pid} ->
            if link == :link, do: Process.link(pid)
            {:ok, link, pid, owner}

          {:error, :max_children} ->
            {:error, :max_children}
        end
      end)
    end
  end

  defp check_shutdown(nil), do: 5000
  defp check_shutdown(:brutal_kill), do: :brutal_kill
  defp check_shutdown(shutdown) when is_integer(shutdown) and shutdown >= 0, do: shutdown
  defp check_shutdown(_), do: raise(ArgumentError, ":shutdown must be either a positive integer or :brutal_kill")

  # Tasks on their own

  @doc """
  Starts a task whose result nobody waits for; options `:restart` and `:shutdown`.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> me = self()
      iex> {:ok, _pid} = Task.Supervisor.start_child(supervisor, fn -> send(me, :hello) end)
      iex> receive(do: (message -> message))
      :hello

  """
  @spec start_child(Supervisor.supervisor(), (-> any), keyword) :: DynamicSupervisor.on_start_child()
  def start_child(supervisor, fun, options \\ []) do
    args = [owner_info(self()), callers(self()), {:erlang, :apply, [fun, []]}]
    start_task(supervisor, args, options[:restart] || :temporary, options[:shutdown] || 5000)
  end

  @doc """
  As `start_child/3` with a module, function and arguments.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> {:ok, _pid} = Task.Supervisor.start_child(supervisor, Kernel, :send, [self(), :hello])
      iex> receive(do: (message -> message))
      :hello

  """
  @spec start_child(Supervisor.supervisor(), module, atom, [term], keyword) :: DynamicSupervisor.on_start_child()
  def start_child(supervisor, module, fun, args, options \\ [])
      when is_atom(module) and is_atom(fun) and is_list(args) do
    args = [owner_info(self()), callers(self()), {module, fun, args}]
    start_task(supervisor, args, options[:restart] || :temporary, options[:shutdown] || 5000)
  end

  defp start_task(supervisor, args, restart, shutdown) do
    GenServer.call(supervisor, {:start_task, args, restart, shutdown}, :infinity)
  end

  @doc """
  Stops the task `pid`.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> {:ok, pid} = Task.Supervisor.start_child(supervisor, fn -> Process.sleep(:infinity) end)
      iex> Task.Supervisor.terminate_child(supervisor, pid)
      :ok

  """
  @spec terminate_child(Supervisor.supervisor(), pid) :: :ok | {:error, :not_found}
  def terminate_child(supervisor, pid), do: DynamicSupervisor.terminate_child(supervisor, pid)

  @doc """
  Lists the pids of the tasks.

      iex> {:ok, supervisor} = Task.Supervisor.start_link()
      iex> {:ok, pid} = Task.Supervisor.start_child(supervisor, fn -> Process.sleep(:infinity) end)
      iex> Task.Supervisor.children(supervisor) == [pid]
      true

  """
  @spec children(Supervisor.supervisor()) :: [pid]
  def children(supervisor) do
    for {_, pid, _, _} <- DynamicSupervisor.which_children(supervisor), is_pid(pid), do: pid
  end

  defp owner_info(pid) do
    case :erlang.process_info(pid, :registered_name) do
      {:registered_name, name} when is_atom(name) -> {node(), name, pid}
      _ -> {node(), pid, pid}
    end
  end

  defp callers(owner) do
    case :erlang.get(:"$callers") do
      callers when is_list(callers) -> [owner | callers]
      _ -> [owner]
    end
  end
end
