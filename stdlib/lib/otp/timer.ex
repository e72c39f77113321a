defmodule :timer do
  @moduledoc """
  Timers that send messages or call functions, once or again and again; and time conversions.

  Messages to local processes go by the run-time's own timers. All else is kept by the process `:timer_server`, which
  the first call that needs it starts.
  """

  @max_timeout 0xFFFFFFFF
  @server :timer_server

  # Once

  @doc "Calls `apply(module, function, args)` in a new process after `time` milliseconds."
  def apply_after(time, module, function, args) when is_integer(time) and time >= 0 do
    case is_mfa(module, function, args) do
      true -> once(time, {:apply, {module, function, args}})
      false -> {:error, :badarg}
    end
  end

  def apply_after(_time, _module, _function, _args), do: {:error, :badarg}

  @doc "Calls `fun` in a new process after `time` milliseconds."
  def apply_after(time, fun) when is_integer(time) and time >= 0 and is_function(fun, 0), do: once(time, {:apply, {fun, []}})
  def apply_after(_time, _fun), do: {:error, :badarg}

  @doc "Calls `fun` with `args` in a new process after `time` milliseconds."
  def apply_after(time, fun, args) when is_integer(time) and time >= 0 do
    case is_fun_call(fun, args) do
      true -> once(time, {:apply, {fun, args}})
      false -> {:error, :badarg}
    end
  end

  def apply_after(_time, _fun, _args), do: {:error, :badarg}

  @doc "Sends `message` to the caller after `time` milliseconds."
  def send_after(time, message), do: send_after(time, self(), message)

  @doc "Sends `message` to a process after `time` milliseconds."
  def send_after(0, pid, message) when is_pid(pid) do
    send(pid, message)
    {:ok, {:instant, :erlang.make_ref()}}
  end

  def send_after(time, pid, message) when is_integer(time) and time >= 0 and is_pid(pid) and node(pid) == node() do
    {:ok, {:send_local, :erlang.send_after(time, pid, message)}}
  end

  def send_after(time, dest, message) when is_integer(time) and time >= 0 do
    case is_destination(dest) do
      true -> once(time, {:send, dest, message})
      false -> {:error, :badarg}
    end
  end

  def send_after(_time, _dest, _message), do: {:error, :badarg}

  @doc "Sends the caller an exit signal after `time` milliseconds."
  def exit_after(time, reason), do: exit_after(time, self(), reason)

  @doc "Sends a process an exit signal after `time` milliseconds."
  def exit_after(time, target, reason), do: apply_after(time, :erlang, :exit, [pid_of(target), reason])

  @doc "Kills the caller after `time` milliseconds."
  def kill_after(time), do: exit_after(time, self(), :kill)
  @doc "Kills a process after `time` milliseconds."
  def kill_after(time, target), do: exit_after(time, target, :kill)

  defp pid_of(name) when is_atom(name) do
    case :erlang.whereis(name) do
      :undefined -> name
      pid -> pid
    end
  end

  defp pid_of(pid), do: pid

  defp once(0, action) do
    run(action)
    {:ok, {:instant, :erlang.make_ref()}}
  end

  defp once(time, action), do: request({:once, time, action})

  # Again and again

  @doc "Sends `message` to the caller every `time` milliseconds."
  def send_interval(time, message), do: send_interval(time, self(), message)

  @doc "Sends `message` to a process every `time` milliseconds, as long as it lives."
  def send_interval(time, dest, message) when is_integer(time) and time >= 0 do
    case is_destination(dest) do
      true -> request({:interval, time, pid_of(dest), {:send, dest, message}})
      false -> {:error, :badarg}
    end
  end

  def send_interval(_time, _dest, _message), do: {:error, :badarg}

  @doc "Calls `apply(module, function, args)` in a new process every `time` milliseconds, as long as the caller lives."
  def apply_interval(time, module, function, args) when is_integer(time) and time >= 0 do
    case is_mfa(module, function, args) do
      true -> request({:interval, time, self(), {:apply, {module, function, args}}})
      false -> {:error, :badarg}
    end
  end

  def apply_interval(_time, _module, _function, _args), do: {:error, :badarg}

  @doc "As `apply_interval/4` with a function."
  def apply_interval(time, fun), do: apply_interval(time, fun, [])

  def apply_interval(time, fun, args) when is_integer(time) and time >= 0 do
    case is_fun_call(fun, args) do
      true -> request({:interval, time, self(), {:apply, {fun, args}}})
      false -> {:error, :badarg}
    end
  end

  def apply_interval(_time, _fun, _args), do: {:error, :badarg}

  @doc "As `apply_interval/4`, but a call begins only when the one before has ended."
  def apply_repeatedly(time, module, function, args) when is_integer(time) and time >= 0 do
    case is_mfa(module, function, args) do
      true -> request({:interval, time, self(), {:apply_in_turn, {module, function, args}}})
      false -> {:error, :badarg}
    end
  end

  def apply_repeatedly(_time, _module, _function, _args), do: {:error, :badarg}

  def apply_repeatedly(time, fun), do: apply_repeatedly(time, fun, [])

  def apply_repeatedly(time, fun, args) when is_integer(time) and time >= 0 do
    case is_fun_call(fun, args) do
      true -> request({:interval, time, self(), {:apply_in_turn, {fun, args}}})
      false -> {:error, :badarg}
    end
  end

  def apply_repeatedly(_time, _fun, _args), do: {:error, :badarg}

  @doc "Cancels a timer."
  def cancel({:send_local, ref}) when is_reference(ref) do
    :erlang.cancel_timer(ref)
    {:ok, :cancel}
  end

  def cancel({:instant, ref}) when is_reference(ref), do: {:ok, :cancel}
  def cancel({kind, ref}) when kind in [:once, :interval] and is_reference(ref), do: request({:cancel, ref})
  def cancel(_), do: {:error, :badarg}

  defp is_mfa(module, function, args) do
    is_atom(module) and is_atom(function) and is_list(args) and :erlang.length(args) >= 0
  end

  defp is_fun_call(fun, args), do: is_list(args) and is_function(fun, length(args))

  defp is_destination(pid) when is_pid(pid), do: true
  defp is_destination(name) when is_atom(name), do: true
  defp is_destination({name, node}) when is_atom(name) and is_atom(node), do: true
  defp is_destination(_), do: false

  # Waiting and measuring

  @doc "Lets the caller sleep."
  def sleep(time) when is_integer(time) and time > @max_timeout do
    receive after: (@max_timeout -> sleep(time - @max_timeout))
  end

  def sleep(time) do
    receive after: (time -> :ok)
  end

  @doc "Runs `fun`: `{microseconds, result}`."
  def tc(fun) when is_function(fun, 0) do
    start = :erlang.monotonic_time()
    result = fun.()
    {elapsed(start, :microsecond), result}
  end

  def tc(fun, args) when is_list(args) and is_function(fun, length(args)) do
    start = :erlang.monotonic_time()
    result = :erlang.apply(fun, args)
    {elapsed(start, :microsecond), result}
  end

  @doc "Runs `fun` and measures in the time unit given."
  def tc(fun, unit) when is_function(fun, 0) do
    start = :erlang.monotonic_time()
    result = fun.()
    {elapsed(start, unit), result}
  end

  def tc(fun, args, unit) when is_list(args) and is_function(fun, length(args)) do
    start = :erlang.monotonic_time()
    result = :erlang.apply(fun, args)
    {elapsed(start, unit), result}
  end

  def tc(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    tc(module, function, args, :microsecond)
  end

  def tc(module, function, args, unit) when is_atom(module) and is_atom(function) and is_list(args) do
    start = :erlang.monotonic_time()
    result = :erlang.apply(module, function, args)
    {elapsed(start, unit), result}
  end

  defp elapsed(start, unit) do
    :erlang.convert_time_unit(:erlang.monotonic_time() - start, :native, unit)
  end

  @doc "Returns the difference of two `{megaseconds, seconds, microseconds}` in microseconds."
  def now_diff({mega2, sec2, micro2}, {mega1, sec1, micro1}) do
    ((mega2 - mega1) * 1_000_000 + (sec2 - sec1)) * 1_000_000 + (micro2 - micro1)
  end

  @doc "Returns the milliseconds in `n` seconds."
  def seconds(n), do: n * 1000
  @doc "Returns the milliseconds in `n` minutes."
  def minutes(n), do: n * 60_000
  @doc "Returns the milliseconds in `n` hours."
  def hours(n), do: n * 3_600_000
  @doc "Returns the milliseconds in hours, minutes and seconds."
  def hms(hours, minutes, seconds), do: hours(hours) + minutes(minutes) + seconds(seconds)

  # The server: timers by reference, monitors of interval receivers by reference

  @doc "Starts the timer server if it does not run."
  def start do
    ensure_started()
    :ok
  end

  @doc false
  def start_link, do: :gen_server.start_link({:local, @server}, :timer, [], [])

  defp ensure_started do
    case :erlang.whereis(@server) do
      :undefined ->
        case :gen_server.start({:local, @server}, :timer, [], []) do
          {:ok, _} -> :ok
          {:error, {:already_started, _}} -> :ok
        end

      _ ->
        :ok
    end
  end

  defp request(request) do
    ensure_started()
    :gen_server.call(@server, request, :infinity)
  end

  @doc false
  def init([]) do
    :erlang.process_flag(:trap_exit, true)
    {:ok, {%{}, %{}}}
  end

  @doc false
  def handle_call({:once, time, action}, _from, {timers, monitors}) do
    key = :erlang.make_ref()
    timer = :erlang.start_timer(now() + time, self(), key, abs: true)
    {:reply, {:ok, {:once, key}}, {:maps.put(key, {:once, timer, action}, timers), monitors}}
  end

  def handle_call({:interval, time, watched, action}, _from, {timers, monitors}) do
    case :erlang.is_pid(watched) and node(watched) == node() and not :erlang.is_process_alive(watched) do
      true ->
        {:reply, {:error, :badarg}, {timers, monitors}}

      false ->
        key = :erlang.make_ref()
        due = now() + time
        timer = :erlang.start_timer(due, self(), key, abs: true)
        monitor = if(:erlang.is_pid(watched), do: :erlang.monitor(:process, watched), else: :undefined)
        timers = :maps.put(key, {:interval, timer, action, time, due, monitor}, timers)
        monitors = if(monitor == :undefined, do: monitors, else: :maps.put(monitor, key, monitors))
        {:reply, {:ok, {:interval, key}}, {timers, monitors}}
    end
  end

  def handle_call({:cancel, key}, _from, state), do: {:reply, {:ok, :cancel}, forget(key, state)}
  def handle_call(_request, _from, state), do: {:noreply, state}

  @doc false
  def handle_cast(_request, state), do: {:noreply, state}

  @doc false
  def handle_info({:timeout, _timer, key}, {timers, monitors} = state) do
    case timers do
      %{^key => {:once, _, action}} ->
        run(action)
        {:noreply, {:maps.remove(key, timers), monitors}}

      %{^key => {:interval, _, {:apply_in_turn, call}, time, due, monitor}} ->
        {_pid, running} = :erlang.spawn_monitor(fn -> apply_call(call) end)
        timers = :maps.put(key, {:interval, :running, {:apply_in_turn, call}, time, due + time, monitor}, timers)
        {:noreply, {timers, :maps.put(running, {:ended, key}, monitors)}}

      %{^key => {:interval, _, action, time, due, monitor}} ->
        # Before the action, so that a cancel that the action leads to comes after what is due already.
        timer = start_timer(due + time, key)
        run(action)
        {:noreply, {:maps.put(key, {:interval, timer, action, time, due + time, monitor}, timers), monitors}}

      _ ->
        {:noreply, state}
    end
  end

  def handle_info({:DOWN, monitor, _, _, _}, {timers, monitors} = state) do
    case monitors do
      %{^monitor => {:ended, key}} ->
        {:noreply, {in_turn(key, timers), :maps.remove(monitor, monitors)}}

      %{^monitor => key} ->
        {:noreply, forget(key, {timers, :maps.remove(monitor, monitors)})}

      _ ->
        {:noreply, state}
    end
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp in_turn(key, timers) do
    case timers do
      %{^key => {:interval, :running, action, time, due, monitor}} ->
        :maps.put(key, {:interval, start_timer(due, key), action, time, due, monitor}, timers)

      _ ->
        timers
    end
  end

  @doc false
  def terminate(_reason, _state), do: :ok

  @doc false
  def code_change(_vsn, state, _extra), do: {:ok, state}

  defp forget(key, {timers, monitors} = state) do
    case timers do
      %{^key => {:once, timer, _}} ->
        :erlang.cancel_timer(timer)
        {:maps.remove(key, timers), monitors}

      %{^key => {:interval, timer, _, _, _, monitor}} ->
        if :erlang.is_reference(timer), do: :erlang.cancel_timer(timer)
        if monitor != :undefined, do: :erlang.demonitor(monitor, [:flush])
        {:maps.remove(key, timers), :maps.remove(monitor, monitors)}

      _ ->
        state
    end
  end

  defp start_timer(due, key) do
    case due > now() do
      true ->
        :erlang.start_timer(due, self(), key, abs: true)

      false ->
        timer = :erlang.make_ref()
        send(self(), {:timeout, timer, key})
        timer
    end
  end

  # Rounded up twice, since monotonic time is negative and `div/2` goes towards zero: between one and two milliseconds ahead
  # of the clock. So timers wait for that much longer, and calls of an interval that are due within it follow one another
  # at once: those of 2 ms come in pairs, as the reference shows (test-programs/otp/timer_intervals.exs).
  defp now, do: div(:erlang.monotonic_time(:microsecond) + 999, 1000)

  defp run({:send, dest, message}) do
    send(dest, message)
    :ok
  catch
    _, _ -> :ok
  end

  defp run({:apply, {:erlang, :exit, [name, reason]}}) when is_atom(name) do
    case :erlang.whereis(name) do
      :undefined -> :ok
      pid -> :erlang.exit(pid, reason)
    end
  end

  defp run({:apply, {:erlang, :exit, [pid, reason]}}) when is_pid(pid), do: :erlang.exit(pid, reason)
  defp run({_, call}), do: :erlang.spawn(fn -> apply_call(call) end)

  defp apply_call({module, function, args}), do: :erlang.apply(module, function, args)
  defp apply_call({fun, args}), do: :erlang.apply(fun, args)
end
