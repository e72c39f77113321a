defmodule Task.Supervised do
  @moduledoc false

  # The process of a task. `owner` is `{node, name_or_pid, pid}` of the process that started it.
  # A task with a reply first waits for `{pid, ref, reply_to, callers, mfa}` from its owner and answers `{ref, reply}`
  # to `reply_to`.

  @wait_for_request 5000

  def start(owner, callers, mfa) do
    {:ok, :erlang.spawn(__MODULE__, :noreply, [owner, ancestors(), callers, mfa])}
  end

  def start_link(owner, callers, mfa) do
    {:ok, :erlang.spawn_link(__MODULE__, :noreply, [owner, ancestors(), callers, mfa])}
  end

  def start_link(owner, monitor) do
    {:ok, :erlang.spawn_link(__MODULE__, :reply, [owner, ancestors(), monitor])}
  end

  # A task is not started by :proc_lib, which would report its crash a second time, but looks as if it were.
  defp ancestors do
    case :erlang.get(:"$ancestors") do
      ancestors when is_list(ancestors) -> [own_name() | ancestors]
      _ -> [own_name()]
    end
  end

  def noreply(owner, ancestors, callers, mfa) do
    start_work(ancestors, callers, mfa)
    invoke_mfa(owner, mfa)
  end

  def reply({_node, _name, pid} = owner, ancestors, :nomonitor) do
    receive do
      {^pid, ref, reply_to, callers, mfa} -> answer(owner, ancestors, ref, reply_to, callers, mfa)
    after
      @wait_for_request -> exit(:timeout)
    end
  end

  def reply({_node, _name, pid} = owner, ancestors, :monitor) do
    monitor = Process.monitor(pid)

    receive do
      {^pid, ref, reply_to, callers, mfa} ->
        Process.demonitor(monitor, [:flush])
        answer(owner, ancestors, ref, reply_to, callers, mfa)

      {:DOWN, ^monitor, _, _, reason} ->
        exit({:shutdown, reason})
    after
      @wait_for_request -> exit(:timeout)
    end
  end

  defp answer(owner, ancestors, ref, reply_to, callers, mfa) do
    start_work(ancestors, callers, mfa)
    send(reply_to, {ref, invoke_mfa(owner, mfa)})
    :ok
  end

  defp start_work(ancestors, callers, mfa) do
    :erlang.put(:"$ancestors", ancestors)
    :erlang.put(:"$initial_call", initial_call(mfa))
    :erlang.put(:"$callers", callers)
  end

  defp initial_call({:erlang, :apply, [fun, args]}) when is_function(fun, length(args)) do
    {:module, module} = :erlang.fun_info(fun, :module)
    {:name, name} = :erlang.fun_info(fun, :name)
    {:arity, arity} = :erlang.fun_info(fun, :arity)
    {module, name, arity}
  end

  defp initial_call({module, fun, args}), do: {module, fun, length(args)}

  defp invoke_mfa(owner, {module, fun, args} = mfa) do
    apply(module, fun, args)
  catch
    :exit, reason when reason == :normal or reason == :shutdown or (is_tuple(reason) and elem(reason, 0) == :shutdown and tuple_size(reason) == 2) ->
      :erlang.raise(:exit, reason, __STACKTRACE__)

    kind, reason ->
      {shown_fun, shown_args} = shown_call(mfa)
      log_reason = log_reason(kind, reason, __STACKTRACE__)

      :logger.error(
        %{
          label: {Task.Supervisor, :terminating},
          report: %{
            name: own_name(),
            starter: starter(owner),
            function: shown_fun,
            args: shown_args,
            reason: log_reason,
            process_label: :proc_lib.get_label(self())
          }
        },
        %{
          domain: [:otp, :elixir],
          error_logger: %{tag: :error_msg},
          report_cb: &Task.Supervised.format_report/1,
          callers: Process.get(:"$callers")
        }
      )

      :erlang.raise(:exit, exit_reason(kind, reason, __STACKTRACE__), __STACKTRACE__)
  end

  defp log_reason(:exit, reason, stack), do: {reason, stack}
  defp log_reason(:error, reason, stack), do: {Exception.normalize(:error, reason, stack), stack}
  defp log_reason(:throw, value, stack), do: {{:nocatch, value}, stack}

  defp exit_reason(:exit, reason, _stack), do: reason
  defp exit_reason(:error, reason, stack), do: {reason, stack}
  defp exit_reason(:throw, value, stack), do: {{:nocatch, value}, stack}

  defp starter({node, name_or_pid, _}) when node == node(), do: name_or_pid
  defp starter({node, name, _}) when is_atom(name), do: {node, name}
  defp starter({_node, pid, _}), do: pid

  defp own_name do
    case :erlang.process_info(self(), :registered_name) do
      {:registered_name, name} -> name
      _ -> self()
    end
  end

  defp shown_call({:erlang, :apply, [fun, args]}) when is_function(fun), do: if(args == [], do: {fun, []}, else: {&:erlang.apply/2, [fun, args]})
  defp shown_call({module, fun, args}), do: {:erlang.make_fun(module, fun, length(args)), args}

  def format_report(%{label: {Task.Supervisor, :terminating}, report: report}) do
    {label_format, label_args} =
      case report do
        %{process_label: label} when label != :undefined -> {~c"** Process Label == ~p~n", [label]}
        _ -> {~c"", []}
      end

    {~c"** Task ~p terminating~n" ++
       label_format ++
       ~c"** Started from ~p~n** When function  == ~p~n**      arguments == ~p~n** Reason for termination == ~n** ~p~n",
     [report.name] ++ label_args ++ [report.starter, report.function, report.args, report.reason]}
  end

  # Streams
  #
  # The owner reduces over the input and hands each element to a watcher process. The watcher starts the tasks, gets
  # their replies, times them and tells the owner one outcome a task, `{stream, id, outcome}`, when the task has ended.
  # It is linked to the owner and traps exits if the owner does, so that a linked task that crashes takes both along.

  def validate_stream_options(options) do
    max_concurrency = Keyword.get_lazy(options, :max_concurrency, &System.schedulers_online/0)
    on_timeout = Keyword.get(options, :on_timeout, :exit)
    timeout = Keyword.get(options, :timeout, 5000)
    ordered = Keyword.get(options, :ordered, true)
    zip_input_on_exit = Keyword.get(options, :zip_input_on_exit, false)

    unless is_integer(max_concurrency) and max_concurrency > 0 do
      raise ArgumentError, ":max_concurrency must be an integer greater than zero"
    end

    unless on_timeout in [:exit, :kill_task] do
      raise ArgumentError, ":on_timeout must be either :exit or :kill_task"
    end

    unless (is_integer(timeout) and timeout >= 0) or timeout == :infinity do
      raise ArgumentError, ":timeout must be either a positive integer or :infinity"
    end

    %{
      max_concurrency: max_concurrency,
      on_timeout: on_timeout,
      timeout: timeout,
      ordered: ordered,
      zip_input_on_exit: zip_input_on_exit
    }
  end

  # `mfa_of` makes the call of an element; `spawn` starts a task process: `{:ok, type, pid, owner_of_request}`.
  def stream(enumerable, acc, reducer, callers, mfa, options, spawn) do
    next = &Enumerable.reduce(enumerable, &1, fn element, list -> {:suspend, [element | list]} end)
    owner = self()
    stream = make_ref()
    {:trap_exit, trap_exit} = Process.info(owner, :trap_exit)

    {watcher, monitor} =
      :erlang.spawn_opt(
        fn -> watch_start(owner, stream, trap_exit, callers, spawn, options) end,
        [:link, :monitor]
      )

    config = %{
      stream: stream,
      watcher: watcher,
      monitor: monitor,
      reducer: reducer,
      mfa: mfa,
      timeout: options.timeout,
      ordered: options.ordered,
      zip: options.zip_input_on_exit
    }

    go(acc, options.max_concurrency, 0, 0, %{}, next, config)
  end

  # `free` tasks may be started; `spawned` and `delivered` count elements; `waiting` maps an id to its element while the
  # task runs and to `{:done, result}` until its turn comes.
  defp go({:halt, acc}, _free, _spawned, _delivered, _waiting, next, config) do
    close_input(next)
    close(config)
    {:halted, acc}
  end

  defp go({:suspend, acc}, free, spawned, delivered, waiting, next, config) do
    {:suspended, acc, &go(&1, free, spawned, delivered, waiting, next, config)}
  end

  defp go({:cont, acc}, _free, spawned, spawned, _waiting, :done, config) do
    close(config)
    {:done, acc}
  end

  defp go({:cont, acc}, free, spawned, delivered, waiting, next, config) when free > 0 and next != :done do
    try do
      next.({:cont, []})
    catch
      kind, reason ->
        stack = __STACKTRACE__
        close(config)
        :erlang.raise(kind, reason, stack)
    else
      # Mostly one element, but a stream that ends inside a stream gives its last one along with the next.
      {:suspended, elements, next} ->
        {spawned, waiting} = hand_over_all(:lists.reverse(elements), spawned, waiting, config)
        go({:cont, acc}, free - length(elements), spawned, delivered, waiting, next, config)

      {_, elements} ->
        {spawned, waiting} = hand_over_all(:lists.reverse(elements), spawned, waiting, config)
        go({:cont, acc}, free - length(elements), spawned, delivered, waiting, :done, config)
    end
  end

  defp go({:cont, acc}, free, spawned, delivered, waiting, next, %{stream: stream, monitor: monitor} = config) do
    receive do
      {^stream, id, outcome} ->
        result = result(outcome, :maps.get(id, waiting), config)

        case config.ordered do
          true ->
            deliver({:cont, acc}, free + 1, spawned, delivered, :maps.put(id, {:done, result}, waiting), next, config)

          false ->
            waiting = :maps.remove(id, waiting)
            go(reduce(result, acc, next, config), free + 1, spawned, delivered + 1, waiting, next, config)
        end

      {^stream, :timeout} ->
        close_input(next)
        close(config)
        exit({:timeout, {__MODULE__, :stream, [config.timeout]}})

      {^stream, :max_children} ->
        close_input(next)
        close(config)

        raise """
        reached the maximum number of tasks for this task supervisor. The maximum number \
        of tasks that are allowed to run at the same time under this supervisor can be \
        configured with the :max_children option passed to Task.Supervisor.start_link/1. When \
        using async_stream or async_stream_nolink, make sure to configure :max_concurrency to \
        be lower or equal to :max_children and pay attention to whether other tasks are also \
        spawned under the same task supervisor.\
        """

      {:DOWN, ^monitor, _, _, reason} ->
        close_input(next)
        exit({reason, {__MODULE__, :stream, [config.timeout]}})
    end
  end

  defp deliver({:cont, acc} = command, free, spawned, delivered, waiting, next, config) do
    case waiting do
      %{^delivered => {:done, result}} ->
        waiting = :maps.remove(delivered, waiting)
        deliver(reduce(result, acc, next, config), free, spawned, delivered + 1, waiting, next, config)

      _ ->
        go(command, free, spawned, delivered, waiting, next, config)
    end
  end

  defp deliver({:suspend, acc}, free, spawned, delivered, waiting, next, config) do
    {:suspended, acc, &deliver(&1, free, spawned, delivered, waiting, next, config)}
  end

  defp deliver({:halt, _} = command, free, spawned, delivered, waiting, next, config) do
    go(command, free, spawned, delivered, waiting, next, config)
  end

  defp hand_over_all([], spawned, waiting, _config), do: {spawned, waiting}

  defp hand_over_all([element | rest], spawned, waiting, config) do
    hand_over_all(rest, spawned + 1, hand_over(spawned, element, waiting, config), config)
  end

  defp hand_over(id, element, waiting, config) do
    send(config.watcher, {:spawn, id, call(config.mfa, element)})
    :maps.put(id, {:input, if(config.zip, do: element)}, waiting)
  end

  defp call({module, fun, args}, element), do: {module, fun, [element | args]}
  defp call(fun, element), do: {:erlang, :apply, [fun, [element]]}

  defp result({:exit, reason}, {:input, element}, %{zip: true}), do: {:exit, {element, reason}}
  defp result(outcome, _, _config), do: outcome

  defp reduce(result, acc, next, config) do
    config.reducer.(result, acc)
  catch
    kind, reason ->
      stack = __STACKTRACE__
      close_input(next)
      close(config)
      :erlang.raise(kind, reason, stack)
  end

  defp close_input(:done), do: :ok

  defp close_input(next) do
    next.({:halt, []})
    :ok
  catch
    _, _ -> :ok
  end

  # Stops the watcher with its tasks and drops what they have still sent.
  defp close(%{stream: stream, watcher: watcher, monitor: monitor}) do
    Process.unlink(watcher)
    send(watcher, :stop)

    receive do
      {:DOWN, ^monitor, _, _, _} -> :ok
    end

    receive do
      {:EXIT, ^watcher, _} -> :ok
    after
      0 -> :ok
    end

    flush(stream)
  end

  defp flush(stream) do
    receive do
      {^stream, _} -> flush(stream)
      {^stream, _, _} -> flush(stream)
    after
      0 -> :ok
    end
  end

  defp watch_start(owner, stream, trap_exit, callers, spawn, options) do
    Process.flag(:trap_exit, trap_exit)

    config = %{
      owner: owner,
      owner_monitor: Process.monitor(owner),
      stream: stream,
      callers: callers,
      spawn: spawn,
      timeout: options.timeout,
      on_timeout: options.on_timeout
    }

    watch(%{}, config)
  end

  # `tasks` maps a monitor to `{id, pid, link, timer, status}`; status is `:running`, `{:ok, reply}` or `:timeout`.
  defp watch(tasks, %{owner_monitor: owner_monitor, stream: stream, owner: owner} = config) do
    receive do
      {:spawn, id, mfa} ->
        watch_spawn(id, mfa, tasks, config)

      {:DOWN, ^owner_monitor, _, _, reason} ->
        kill_all(tasks)
        exit(reason)

      {:DOWN, ref, _, _, reason} when is_map_key(tasks, ref) ->
        {id, _pid, _link, timer, status} = :maps.get(ref, tasks)
        cancel(timer)
        send(owner, {stream, id, outcome(status, reason)})
        watch(:maps.remove(ref, tasks), config)

      {:timeout, _timer, ref} when is_map_key(tasks, ref) ->
        watch(timed_out(:maps.get(ref, tasks), ref, tasks, config), config)

      {ref, reply} when is_map_key(tasks, ref) ->
        {id, pid, link, timer, _status} = :maps.get(ref, tasks)
        watch(:maps.put(ref, {id, pid, link, timer, {:ok, reply}}, tasks), config)

      :stop ->
        kill_all(tasks)

      _ ->
        watch(tasks, config)
    end
  end

  defp watch_spawn(id, mfa, tasks, config) do
    case config.spawn.(config.owner) do
      {:ok, link, pid, requester} ->
        ref = Process.monitor(pid)
        send(pid, {requester, ref, self(), config.callers, mfa})
        watch(:maps.put(ref, {id, pid, link, timer(config.timeout, ref), :running}, tasks), config)

      {:error, :max_children} ->
        send(config.owner, {config.stream, :max_children})
        watch(tasks, config)
    end
  end

  defp timer(:infinity, _ref), do: nil
  defp timer(timeout, ref), do: :erlang.start_timer(timeout, self(), ref)

  defp cancel(nil), do: :ok
  defp cancel(timer), do: :erlang.cancel_timer(timer, async: true, info: false)

  defp outcome({:ok, reply}, _reason), do: {:ok, reply}
  defp outcome(:timeout, _reason), do: {:exit, :timeout}
  defp outcome(:running, :noconnection), do: {:exit, :noconnection}
  defp outcome(:running, reason), do: {:exit, reason}

  defp timed_out({id, pid, link, timer, :running}, ref, tasks, %{on_timeout: :kill_task}) do
    unlink_and_kill(link, pid)
    :maps.put(ref, {id, pid, link, timer, :timeout}, tasks)
  end

  defp timed_out({_, _, _, _, :running}, _ref, tasks, config) do
    send(config.owner, {config.stream, :timeout})
    tasks
  end

  defp timed_out(_done, _ref, tasks, _config), do: tasks

  defp unlink_and_kill(link, pid) do
    if link == :link, do: Process.unlink(pid)
    Process.exit(pid, :kill)
  end

  defp kill_all(tasks) do
    :maps.foreach(fn _ref, {_, pid, link, _, _} -> unlink_and_kill(link, pid) end, tasks)
    await_all(tasks)
  end

  defp await_all(tasks) when tasks == %{}, do: :ok

  defp await_all(tasks) do
    receive do
      {:DOWN, ref, _, _, _} when is_map_key(tasks, ref) -> await_all(:maps.remove(ref, tasks))
    end
  end
end
