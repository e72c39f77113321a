defmodule Task do
  @moduledoc """
  A process that computes one thing, often awaited by the process that started it.

      iex> task = Task.async(fn -> 1 + 1 end)
      iex> Task.await(task)
      2

  """

  @enforce_keys [:mfa, :owner, :pid, :ref]
  defstruct mfa: nil, owner: nil, pid: nil, ref: nil

  @type ref :: reference
  @type t :: %__MODULE__{mfa: mfa, owner: pid, pid: pid | nil, ref: ref}
  @type async_stream_option ::
          {:max_concurrency, pos_integer}
          | {:ordered, boolean}
          | {:timeout, timeout}
          | {:on_timeout, :exit | :kill_task}
          | {:zip_input_on_exit, boolean}

  defguardp is_timeout(timeout) when timeout == :infinity or (is_integer(timeout) and timeout >= 0)

  @doc """
  Returns a specification to start a task under a supervisor: `:temporary`, with `arg` as its function.

      iex> Task.child_spec(:arg).restart
      :temporary

  """
  @spec child_spec(term) :: Supervisor.child_spec()
  def child_spec(arg), do: %{id: Task, start: {Task, :start_link, [arg]}, restart: :temporary}

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        `arg` is passed as the argument to `Task.start_link/1` in the `:start` field of the spec.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}, restart: :temporary}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  # Starting

  @doc """
  Starts a task linked to the caller whose result nobody waits for.

      iex> me = self()
      iex> {:ok, _pid} = Task.start_link(fn -> send(me, :hello) end)
      iex> receive(do: (message -> message))
      :hello

  """
  @spec start_link((-> any)) :: {:ok, pid}
  def start_link(fun) when is_function(fun, 0), do: start_link(:erlang, :apply, [fun, []])

  @doc """
  As `start_link/1` with a module, function and arguments.

      iex> {:ok, _pid} = Task.start_link(Kernel, :send, [self(), :hello])
      iex> receive(do: (message -> message))
      :hello

  """
  @spec start_link(module, atom, [term]) :: {:ok, pid}
  def start_link(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    Task.Supervised.start_link(owner_info(self()), callers(self()), {module, function, args})
  end

  @doc """
  Starts a task without a link whose result nobody waits for.

      iex> me = self()
      iex> {:ok, pid} = Task.start(fn -> send(me, :hello) end)
      iex> is_pid(pid) and receive(do: (message -> message))
      :hello

  """
  @spec start((-> any)) :: {:ok, pid}
  def start(fun) when is_function(fun, 0), do: start(:erlang, :apply, [fun, []])

  @doc """
  As `start/1` with a module, function and arguments.

      iex> {:ok, _pid} = Task.start(Kernel, :send, [self(), :hello])
      iex> receive(do: (message -> message))
      :hello

  """
  @spec start(module, atom, [term]) :: {:ok, pid}
  def start(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    Task.Supervised.start(owner_info(self()), callers(self()), {module, function, args})
  end

  @doc """
  Starts a task, linked to the caller, that must be awaited.

      iex> task = Task.async(fn -> 1 + 1 end)
      iex> Task.await(task)
      2

  """
  @spec async((-> any)) :: t
  def async(fun) when is_function(fun, 0), do: async(:erlang, :apply, [fun, []])

  @doc """
  As `async/1` with a module, function and arguments.

      iex> Task.await(Task.async(Enum, :sum, [[1, 2]]))
      3

  """
  @spec async(module, atom, [term]) :: t
  def async(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    owner = self()
    {:ok, pid} = Task.Supervised.start_link(owner_info(owner), :nomonitor)
    alias = Process.monitor(pid, alias: :demonitor)
    send(pid, {owner, alias, alias, callers(owner), {module, function, args}})
    %Task{pid: pid, ref: alias, owner: owner, mfa: {module, function, length(args)}}
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

  @doc false
  def __alias__(pid), do: Process.monitor(pid, alias: :demonitor)

  @doc """
  Starts a task that is already done, with `result`.

      iex> Task.await(Task.completed(:there))
      :there

  """
  @spec completed(any) :: t
  def completed(result) do
    ref = make_ref()
    owner = self()
    send(owner, {ref, result})
    %Task{pid: nil, ref: ref, owner: owner, mfa: {Task, :completed, 1}}
  end

  # Streams

  @doc """
  Runs `fun` on each element in a task of its own, several at a time, and streams `{:ok, result}` or `{:exit, reason}`.

      iex> Enum.to_list(Task.async_stream([1, 2], &(&1 * 2)))
      [ok: 2, ok: 4]

  """
  @spec async_stream(Enumerable.t(), (term -> term), [async_stream_option]) :: Enumerable.t()
  def async_stream(enumerable, fun, options \\ []) when is_function(fun, 1) and is_list(options) do
    build_stream(enumerable, fun, options)
  end

  @doc """
  As `async_stream/3` with `apply(module, function, [element | args])`.

      iex> Task.async_stream([1, 2], Integer, :to_string, [2], max_concurrency: 2) |> Enum.to_list()
      [ok: "1", ok: "10"]

  """
  @spec async_stream(Enumerable.t(), module, atom, [term], [async_stream_option]) :: Enumerable.t()
  def async_stream(enumerable, module, function, args, options \\ [])
      when is_atom(module) and is_atom(function) and is_list(args) do
    build_stream(enumerable, {module, function, args}, options)
  end

  defp build_stream(enumerable, fun, options) do
    options = Task.Supervised.validate_stream_options(options)

    fn acc, reducer ->
      owner = self()
      # Once: the process that starts the tasks would have to ask the owner for its name each time.
      owner_info = owner_info(owner)

      Task.Supervised.stream(enumerable, acc, reducer, callers(owner), fun, options, fn owner ->
        {:ok, pid} = Task.Supervised.start_link(owner_info, :nomonitor)
        {:ok, :link, pid, owner}
      end)
    end
  end

  # Awaiting

  @doc """
  Waits for the result of a task, at most `timeout` milliseconds; exits if it fails.

      iex> task = Task.async(fn -> :done end)
      iex> Task.await(task, 1_000)
      :done

  """
  @spec await(t, timeout) :: term
  def await(%Task{ref: ref, owner: owner} = task, timeout \\ 5000) when is_timeout(timeout) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {^ref, reply} ->
        demonitor(ref)
        reply

      {:DOWN, ^ref, _, proc, reason} ->
        exit({reason(reason, proc), {__MODULE__, :await, [task, timeout]}})
    after
      timeout ->
        demonitor(ref)
        exit({:timeout, {__MODULE__, :await, [task, timeout]}})
    end
  end

  @doc """
  Takes a task out of the caller's care: its link, monitor and coming reply. See the reference for the result.

      iex> task = Task.async(fn -> Process.sleep(:infinity) end)
      iex> Task.ignore(task)
      nil

  """
  @spec ignore(t) :: {:ok, term} | {:exit, term} | nil
  def ignore(%Task{ref: ref, pid: pid, owner: owner} = task) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {^ref, reply} ->
        pid && Process.unlink(pid)
        demonitor(ref)
        {:ok, reply}

      {:DOWN, ^ref, _, proc, :noconnection} ->
        exit({reason(:noconnection, proc), {__MODULE__, :ignore, [task]}})

      {:DOWN, ^ref, _, _, reason} ->
        {:exit, reason}
    after
      0 ->
        pid && Process.unlink(pid)
        demonitor(ref)
        nil
    end
  end

  @doc """
  Waits for the results of several tasks, at most `timeout` milliseconds for all.

      iex> Task.await_many([Task.async(fn -> 1 end), Task.async(fn -> 2 end)])
      [1, 2]

  """
  @spec await_many([t], timeout) :: [term]
  def await_many(tasks, timeout \\ 5000) when is_timeout(timeout) do
    awaiting =
      Map.new(tasks, fn %Task{ref: ref, owner: owner} = task ->
        if owner != self(), do: raise(ArgumentError, not_owner(task))
        {ref, true}
      end)

    timer = make_ref()
    timer_ref = if timeout != :infinity, do: Process.send_after(self(), timer, timeout)

    try do
      replies = await_many(tasks, timeout, awaiting, %{}, timer)
      for %Task{ref: ref} <- tasks, do: Map.fetch!(replies, ref)
    after
      timer_ref && Process.cancel_timer(timer_ref)

      receive do
        ^timer -> :ok
      after
        0 -> :ok
      end
    end
  end

  defp await_many(_tasks, _timeout, awaiting, replies, _timer) when map_size(awaiting) == 0, do: replies

  defp await_many(tasks, timeout, awaiting, replies, timer) do
    receive do
      ^timer ->
        demonitor_all(awaiting)
        exit({:timeout, {__MODULE__, :await_many, [tasks, timeout]}})

      {:DOWN, ref, _, proc, reason} when is_map_key(awaiting, ref) ->
        demonitor_all(awaiting)
        exit({reason(reason, proc), {__MODULE__, :await_many, [tasks, timeout]}})

      {ref, reply} when is_map_key(awaiting, ref) ->
        demonitor(ref)
        await_many(tasks, timeout, Map.delete(awaiting, ref), Map.put(replies, ref, reply), timer)
    end
  end

  defp demonitor_all(awaiting), do: Enum.each(Map.keys(awaiting), &demonitor/1)

  @doc false
  @deprecated "Pattern match directly on the message instead"
  def find(tasks, {ref, reply}) when is_reference(ref) do
    case Enum.find(tasks, &(&1.ref == ref)) do
      nil ->
        nil

      task ->
        demonitor(ref)
        {reply, task}
    end
  end

  def find(tasks, {:DOWN, ref, _, proc, reason}) when is_reference(ref) do
    case Enum.find(tasks, &(&1.ref == ref)) do
      nil -> nil
      task -> exit({reason(reason, proc), {__MODULE__, :find, [task, {:DOWN, ref, :process, proc, reason}]}})
    end
  end

  def find(_tasks, _message), do: nil

  @doc """
  Waits for a task: `{:ok, result}`, `{:exit, reason}`, or `nil` after `timeout` milliseconds.

      iex> task = Task.async(fn -> :done end)
      iex> Task.yield(task, 1_000)
      {:ok, :done}

  """
  @spec yield(t, timeout) :: {:ok, term} | {:exit, term} | nil
  def yield(%Task{ref: ref, owner: owner} = task, timeout \\ 5000) when is_timeout(timeout) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {^ref, reply} ->
        demonitor(ref)
        {:ok, reply}

      {:DOWN, ^ref, _, proc, :noconnection} ->
        exit({reason(:noconnection, proc), {__MODULE__, :yield, [task, timeout]}})

      {:DOWN, ^ref, _, _, reason} ->
        {:exit, reason}
    after
      timeout -> nil
    end
  end

  @doc """
  Waits for several tasks and pairs each with its result as in `yield/2`.

  Options: `:timeout`, `:limit` (of results to wait for), `:on_timeout` (`:nothing`, `:ignore`, `:kill_task`).

      iex> tasks = for n <- 1..2, do: Task.async(fn -> n * 10 end)
      iex> for {_task, result} <- Task.yield_many(tasks), do: result
      [ok: 10, ok: 20]

  """
  @spec yield_many([t], timeout | keyword) :: [{t, {:ok, term} | {:exit, term} | nil}]
  def yield_many(tasks, opts \\ [])

  def yield_many(tasks, timeout) when is_timeout(timeout), do: yield_many(tasks, timeout: timeout)

  def yield_many(tasks, opts) when is_list(opts) do
    on_timeout = Keyword.get(opts, :on_timeout, :nothing)
    timeout = Keyword.get(opts, :timeout, 5000)
    limit = Keyword.get(opts, :limit, length(tasks))

    awaiting =
      Map.new(tasks, fn %Task{ref: ref, owner: owner} = task ->
        if owner != self(), do: raise(ArgumentError, not_owner(task))
        {ref, true}
      end)

    timer = make_ref()
    timer_ref = if timeout != :infinity, do: Process.send_after(self(), timer, timeout)

    {over, results} =
      try do
        yield_many(limit, awaiting, %{}, timer, tasks, timeout)
      after
        timer_ref && Process.cancel_timer(timer_ref)

        receive do
          ^timer -> :ok
        after
          0 -> :ok
        end
      end

    for %Task{ref: ref} = task <- tasks do
      case results do
        %{^ref => result} -> {task, result}
        %{} when over == :timeout -> {task, on_yield_timeout(on_timeout, task)}
        %{} -> {task, nil}
      end
    end
  end

  defp yield_many(0, _awaiting, results, _timer, _tasks, _timeout), do: {:enough, results}
  defp yield_many(_limit, awaiting, results, _timer, _tasks, _timeout) when map_size(awaiting) == 0, do: {:enough, results}

  defp yield_many(limit, awaiting, results, timer, tasks, timeout) do
    receive do
      {ref, reply} when is_map_key(awaiting, ref) ->
        demonitor(ref)
        yield_many(limit - 1, Map.delete(awaiting, ref), Map.put(results, ref, {:ok, reply}), timer, tasks, timeout)

      {:DOWN, ref, _, proc, :noconnection} when is_map_key(awaiting, ref) ->
        exit({reason(:noconnection, proc), {__MODULE__, :yield_many, [tasks, timeout]}})

      {:DOWN, ref, _, _, reason} when is_map_key(awaiting, ref) ->
        yield_many(limit - 1, Map.delete(awaiting, ref), Map.put(results, ref, {:exit, reason}), timer, tasks, timeout)

      ^timer ->
        {:timeout, yield_rest(Map.keys(awaiting), limit, results, tasks, timeout)}
    end
  end

  # The time is over: what has arrived meanwhile still counts.
  defp yield_rest([], _limit, results, _tasks, _timeout), do: results
  defp yield_rest(_refs, 0, results, _tasks, _timeout), do: results

  defp yield_rest([ref | rest], limit, results, tasks, timeout) do
    receive do
      {^ref, reply} ->
        demonitor(ref)
        yield_rest(rest, limit - 1, Map.put(results, ref, {:ok, reply}), tasks, timeout)

      {:DOWN, ^ref, _, proc, :noconnection} ->
        exit({reason(:noconnection, proc), {__MODULE__, :yield_many, [tasks, timeout]}})

      {:DOWN, ^ref, _, _, reason} ->
        yield_rest(rest, limit - 1, Map.put(results, ref, {:exit, reason}), tasks, timeout)
    after
      0 -> yield_rest(rest, limit, results, tasks, timeout)
    end
  end

  defp on_yield_timeout(:nothing, _task), do: nil
  defp on_yield_timeout(:ignore, task), do: ignore(task)
  defp on_yield_timeout(:kill_task, task), do: shutdown(task, :brutal_kill)

  # Shutting down

  @doc """
  Stops a task and returns its result if it has one: `{:ok, result}`, `{:exit, reason}` or `nil`.

  The second argument is the time it has to leave, or `:brutal_kill`.

      iex> task = Task.async(fn -> Process.sleep(:infinity) end)
      iex> Task.shutdown(task, :brutal_kill)
      nil

  """
  @spec shutdown(t, timeout | :brutal_kill) :: {:ok, term} | {:exit, term} | nil
  def shutdown(task, shutdown \\ 5000)

  def shutdown(%Task{pid: nil, ref: ref, owner: owner} = task, shutdown) do
    if owner != self(), do: raise(ArgumentError, not_owner(task))

    receive do
      {:DOWN, ^ref, _, proc, reason} -> finish_shutdown({:down, proc, reason}, task, shutdown)
    after
      0 -> take_reply(ref)
    end
  end

  def shutdown(%Task{owner: owner} = task, _shutdown) when owner != self() do
    raise ArgumentError, not_owner(task)
  end

  def shutdown(%Task{pid: pid} = task, :brutal_kill) do
    monitor = Process.monitor(pid)
    stop(pid, :kill)
    finish_shutdown(await_shutdown(task, monitor, :killed, :infinity), task, :brutal_kill)
  end

  def shutdown(%Task{pid: pid} = task, timeout) when is_timeout(timeout) do
    monitor = Process.monitor(pid)
    stop(pid, :shutdown)
    finish_shutdown(await_shutdown(task, monitor, :shutdown, timeout), task, timeout)
  end

  # The link must not take the caller along. Should the caller be killed in between, the helper process still stops the
  # task.
  defp stop(pid, reason) do
    caller = self()
    helper = spawn(fn -> stop_in_any_case(pid, reason, caller) end)
    Process.unlink(pid)
    Process.exit(pid, reason)
    send(helper, {:done, caller})
  end

  defp stop_in_any_case(pid, reason, caller) do
    monitor = Process.monitor(caller)

    receive do
      {:done, ^caller} -> :ok
      {:DOWN, ^monitor, _, _, _} -> Process.exit(pid, reason)
    end
  end

  defp finish_shutdown({:down, proc, :noconnection}, task, shutdown) do
    exit({reason(:noconnection, proc), {__MODULE__, :shutdown, [task, shutdown]}})
  end

  defp finish_shutdown({:down, _proc, reason}, _task, _shutdown), do: {:exit, reason}
  defp finish_shutdown(result, _task, _shutdown), do: result

  # `asked` is the reason a task that obeys leaves with.
  defp await_shutdown(%Task{ref: ref, pid: pid} = task, monitor, asked, timeout) do
    receive do
      {:DOWN, ^monitor, _, _, ^asked} ->
        take_reply(ref)

      {:DOWN, ^monitor, _, _, :shutdown} when asked == :timeout_kill ->
        take_reply(ref)

      {:DOWN, ^monitor, _, proc, :noproc} ->
        take_reply_or_down(ref, proc, asked)

      {:DOWN, ^monitor, _, proc, reason} ->
        case take_reply(ref) do
          nil -> {:down, proc, reason}
          result -> result
        end
    after
      timeout ->
        Process.exit(pid, :kill)
        await_shutdown(task, monitor, :timeout_kill, :infinity)
    end
  end

  defp take_reply(ref) do
    demonitor(ref)

    receive do
      {^ref, reply} -> {:ok, reply}
    after
      0 -> nil
    end
  end

  # The task had ended before: the first monitor knows why.
  defp take_reply_or_down(ref, proc, asked) do
    receive do
      {^ref, reply} ->
        demonitor(ref)
        {:ok, reply}

      {:DOWN, ^ref, _, _, ^asked} ->
        nil

      {:DOWN, ^ref, _, _, reason} ->
        {:down, proc, reason}
    after
      0 ->
        demonitor(ref)
        {:down, proc, :noproc}
    end
  end

  defp reason(:noconnection, proc), do: {:nodedown, monitor_node(proc)}
  defp reason(reason, _proc), do: reason

  defp monitor_node(pid) when is_pid(pid), do: node(pid)
  defp monitor_node({_, node}), do: node

  defp not_owner(task) do
    "task #{inspect(task)} must be queried from the owner but was queried from #{inspect(self())}"
  end

  defp demonitor(ref) when is_reference(ref) do
    :erlang.demonitor(ref, [:flush])
    :ok
  end
end
