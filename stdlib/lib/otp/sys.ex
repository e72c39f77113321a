defmodule :sys do
  @moduledoc """
  System messages: looking at, suspending, changing and tracing a running behaviour process.

  A request travels as `{:system, from, request}` and is answered like a call. The process hands it to
  `handle_system_msg/6` and goes on in its own `system_continue/3`.
  """

  import Kernel, except: [send: 2]

  @timeout 5000

  # Requests

  @doc "Stops the process from handling its messages until `resume/1`."
  def suspend(name), do: request(name, :suspend, @timeout, :suspend)
  def suspend(name, timeout), do: request(name, :suspend, timeout, :suspend)

  @doc "Lets a suspended process go on."
  def resume(name), do: request(name, :resume, @timeout, :resume)
  def resume(name, timeout), do: request(name, :resume, timeout, :resume)

  @doc "Returns the status of the process."
  def get_status(name), do: request(name, :get_status, @timeout, :get_status)
  def get_status(name, timeout), do: request(name, :get_status, timeout, :get_status)

  @doc "Returns the state of the process."
  def get_state(name), do: get_state(name, @timeout)

  def get_state(name, timeout) do
    case request(name, :get_state, timeout, :get_state) do
      {:ok, state} -> state
      {:error, reason} -> :erlang.error(reason)
    end
  end

  @doc "Replaces the state of the process by `fun` of it and returns the new one."
  def replace_state(name, fun), do: replace_state(name, fun, @timeout)

  def replace_state(name, fun, timeout) do
    case request(name, {:replace_state, fun}, timeout, :replace_state) do
      {:ok, state} -> state
      {:error, reason} -> :erlang.error(reason)
    end
  end

  @doc "Asks a suspended process to convert its state for a new version of `module`."
  def change_code(name, module, vsn, extra), do: change_code(name, module, vsn, extra, @timeout)

  def change_code(name, module, vsn, extra, timeout) do
    request(name, {:change_code, module, vsn, extra}, timeout, :change_code)
  end

  @doc "Ends the process with `reason`."
  def terminate(name, reason), do: terminate(name, reason, @timeout)
  def terminate(name, reason, timeout), do: request(name, {:terminate, reason}, timeout, :terminate)

  @doc "Keeps (`true`, `{true, n}`), drops (`false`), prints or returns (`:print`, `:get`) a log of system events."
  def log(name, flag), do: request(name, {:debug, {:log, flag}}, @timeout, :log)
  def log(name, flag, timeout), do: request(name, {:debug, {:log, flag}}, timeout, :log)

  @doc "Prints system events as they happen."
  def trace(name, flag), do: request(name, {:debug, {:trace, flag}}, @timeout, :trace)
  def trace(name, flag, timeout), do: request(name, {:debug, {:trace, flag}}, timeout, :trace)

  @doc "Writes system events to a file."
  def log_to_file(name, file), do: request(name, {:debug, {:log_to_file, file}}, @timeout, :log_to_file)
  def log_to_file(name, file, timeout), do: request(name, {:debug, {:log_to_file, file}}, timeout, :log_to_file)

  @doc "Collects (`true`), drops (`false`) or returns (`:get`) statistics."
  def statistics(name, flag), do: request(name, {:debug, {:statistics, flag}}, @timeout, :statistics)
  def statistics(name, flag, timeout), do: request(name, {:debug, {:statistics, flag}}, timeout, :statistics)

  @doc "Turns all debugging off."
  def no_debug(name), do: request(name, {:debug, :no_debug}, @timeout, :no_debug)
  def no_debug(name, timeout), do: request(name, {:debug, :no_debug}, timeout, :no_debug)

  @doc "Installs a debug function `{fun, state}`, called with `(state, event, misc)` at each system event."
  def install(name, spec), do: request(name, {:debug, {:install, spec}}, @timeout, :install)
  def install(name, spec, timeout), do: request(name, {:debug, {:install, spec}}, timeout, :install)

  @doc "Removes a debug function."
  def remove(name, fun_or_id), do: request(name, {:debug, {:remove, fun_or_id}}, @timeout, :remove)
  def remove(name, fun_or_id, timeout), do: request(name, {:debug, {:remove, fun_or_id}}, timeout, :remove)

  defp request(name, request, timeout, function) do
    try do
      {:ok, reply} = :gen.call(name, :system, request, timeout)
      reply
    catch
      :exit, reason -> exit({reason, {:sys, function, request_args(name, request, timeout)}})
    end
  end

  defp request_args(name, request, @timeout), do: [name | shown_args(request)]
  defp request_args(name, request, timeout), do: [name | shown_args(request)] ++ [timeout]

  defp shown_args({:debug, {_, flag}}), do: [flag]
  defp shown_args({:debug, _}), do: []
  defp shown_args({:replace_state, fun}), do: [fun]
  defp shown_args({:change_code, module, vsn, extra}), do: [module, vsn, extra]
  defp shown_args({:terminate, reason}), do: [reason]
  defp shown_args(_), do: []

  # In the process asked

  @doc "Handles a system message and ends in the module's `system_continue/3` or `system_terminate/4`."
  def handle_system_msg(request, from, parent, module, debug, misc) do
    handle(:running, request, from, parent, module, debug, misc, false)
  end

  def handle_system_msg(request, from, parent, module, debug, misc, hibernate?) do
    handle(:running, request, from, parent, module, debug, misc, hibernate?)
  end

  defp handle(status, request, from, parent, module, debug, misc, hibernate?) do
    case command(status, request, parent, module, debug, misc) do
      {:suspended, reply, debug, misc} ->
        :gen.reply(from, reply)
        suspend_loop(parent, module, debug, misc, hibernate?)

      {:running, reply, debug, misc} ->
        :gen.reply(from, reply)
        module.system_continue(parent, debug, misc)

      {{:terminating, reason}, reply, debug, misc} ->
        :gen.reply(from, reply)
        module.system_terminate(reason, parent, debug, misc)
    end
  end

  defp suspend_loop(parent, module, debug, misc, true) do
    :proc_lib.hibernate(:sys, :suspend_loop_hibernated, [parent, module, debug, misc])
  end

  defp suspend_loop(parent, module, debug, misc, false), do: suspended(parent, module, debug, misc, false)

  @doc false
  def suspend_loop_hibernated(parent, module, debug, misc), do: suspended(parent, module, debug, misc, true)

  defp suspended(parent, module, debug, misc, hibernate?) do
    receive do
      {:system, from, request} ->
        handle(:suspended, request, from, parent, module, debug, misc, hibernate?)

      {:EXIT, ^parent, reason} ->
        module.system_terminate(reason, parent, debug, misc)
    end
  end

  defp command(_status, :suspend, _parent, _module, debug, misc), do: {:suspended, :ok, debug, misc}
  defp command(_status, :resume, _parent, _module, debug, misc), do: {:running, :ok, debug, misc}

  defp command(status, :get_state, _parent, module, debug, misc) do
    {status, current_state(status, module, misc), debug, misc}
  end

  defp command(status, {:replace_state, fun}, _parent, module, debug, misc) do
    {reply, misc} = new_state(status, module, fun, misc)
    {status, reply, debug, misc}
  end

  defp command(status, :get_status, parent, module, debug, misc) do
    {status, status_reply(status, parent, module, debug, misc), debug, misc}
  end

  defp command(status, {:debug, what}, _parent, _module, debug, misc) do
    {reply, debug} = change_debug(what, debug)
    {status, reply, debug, misc}
  end

  defp command(_status, {:terminate, reason}, _parent, _module, debug, misc) do
    {{:terminating, reason}, :ok, debug, misc}
  end

  defp command(:suspended, {:change_code, module, vsn, extra}, _parent, behaviour, debug, misc) do
    case convert(behaviour, module, vsn, extra, misc) do
      {:ok, misc} -> {:suspended, :ok, debug, misc}
      error -> {:suspended, {:error, error}, debug, misc}
    end
  end

  defp command(status, request, _parent, _module, debug, misc) do
    {status, {:error, {:unknown_system_msg, request}}, debug, misc}
  end

  defp convert(behaviour, module, vsn, extra, misc) do
    behaviour.system_code_change(misc, module, vsn, extra)
  catch
    :exit, reason -> {:EXIT, reason}
    :error, reason -> {:EXIT, {reason, __STACKTRACE__}}
    :throw, value -> value
  end

  defp current_state(_status, module, misc) do
    case :erlang.function_exported(module, :system_get_state, 1) do
      true ->
        {:ok, state} = module.system_get_state(misc)
        {:ok, state}

      false ->
        {:ok, misc}
    end
  catch
    kind, reason -> {:error, {:callback_failed, {module, :system_get_state}, {kind, reason}}}
  end

  defp new_state(_status, module, fun, misc) do
    case :erlang.function_exported(module, :system_replace_state, 2) do
      true ->
        {:ok, state, misc} = module.system_replace_state(fun, misc)
        {{:ok, state}, misc}

      false ->
        misc = fun.(misc)
        {{:ok, misc}, misc}
    end
  catch
    kind, reason -> {{:error, {:callback_failed, {module, :system_replace_state}, {kind, reason}}}, misc}
  end

  defp status_reply(status, parent, module, debug, misc) do
    dictionary = :erlang.get()

    shown =
      case :erlang.function_exported(module, :format_status, 2) do
        true -> module.format_status(:normal, [dictionary, status, parent, debug, misc])
        false -> misc
      end

    {:status, self(), {:module, module}, [dictionary, status, parent, debug, shown]}
  end

  # Debugging: a list of `{:log, {max, events}}` (newest first), `{:trace, true}`, `{:statistics, counters}`,
  # `{:log_to_file, device}` and `{id, {fun, state}}` entries.

  defp change_debug(:no_debug, debug) do
    close_file(debug)
    {:ok, []}
  end

  defp change_debug({:trace, true}, debug), do: {:ok, put(debug, :trace, true)}
  defp change_debug({:trace, false}, debug), do: {:ok, drop(debug, :trace)}

  defp change_debug({:log, true}, debug), do: change_debug({:log, {true, 10}}, debug)

  defp change_debug({:log, {true, max}}, debug) do
    {_, events} = get(debug, :log, {max, []})
    {:ok, put(debug, :log, {max, :lists.sublist(events, max)})}
  end

  defp change_debug({:log, false}, debug), do: {:ok, drop(debug, :log)}
  defp change_debug({:log, :get}, debug), do: {{:ok, :lists.map(&logged_event/1, logged(debug))}, debug}

  defp change_debug({:log, :print}, debug) do
    print_log(debug)
    {:ok, debug}
  end

  defp change_debug({:statistics, true}, debug) do
    {:ok, put(debug, :statistics, {:calendar.local_time(), reductions(), 0, 0})}
  end

  defp change_debug({:statistics, false}, debug), do: {:ok, drop(debug, :statistics)}
  defp change_debug({:statistics, :get}, debug), do: {{:ok, counted(get(debug, :statistics, false))}, debug}

  defp change_debug({:log_to_file, false}, debug) do
    close_file(debug)
    {:ok, drop(debug, :log_to_file)}
  end

  defp change_debug({:log_to_file, file}, debug) do
    close_file(debug)

    case :file.open(file, [:write, {:encoding, :utf8}]) do
      {:ok, device} -> {:ok, put(debug, :log_to_file, device)}
      _ -> {{:error, :open_file}, drop(debug, :log_to_file)}
    end
  end

  defp change_debug({:install, {fun, state}}, debug), do: {:ok, installed(debug, fun, fun, state)}
  defp change_debug({:install, {id, fun, state}}, debug), do: {:ok, installed(debug, id, fun, state)}
  defp change_debug({:remove, id}, debug), do: {:ok, drop(debug, {:fun, id})}
  defp change_debug(other, debug), do: {{:error, {:unknown_debug, other}}, debug}

  defp installed(debug, id, fun, state) do
    case :lists.keymember({:fun, id}, 1, debug) do
      true -> debug
      false -> [{{:fun, id}, {fun, state}} | debug]
    end
  end

  defp counted(false), do: :no_statistics

  defp counted({start, reductions, messages_in, messages_out}) do
    [
      {:start_time, start},
      {:current_time, :calendar.local_time()},
      {:reductions, reductions() - reductions},
      {:messages_in, messages_in},
      {:messages_out, messages_out}
    ]
  end

  defp reductions do
    {:reductions, count} = :erlang.process_info(self(), :reductions)
    count
  end

  defp close_file(debug) do
    case get(debug, :log_to_file, false) do
      false -> :ok
      device -> :file.close(device)
    end
  end

  defp get(debug, key, default) do
    case :lists.keyfind(key, 1, debug) do
      {_, value} -> value
      false -> default
    end
  end

  defp put(debug, key, value), do: :lists.keystore(key, 1, debug, {key, value})
  defp drop(debug, key), do: :lists.keydelete(key, 1, debug)

  @doc "Turns `:debug` start options into a debug structure."
  def debug_options(flags), do: debug_options(flags, [])

  defp debug_options([], debug), do: debug
  defp debug_options([:trace | rest], debug), do: debug_options(rest, debug({:trace, true}, debug))
  defp debug_options([:log | rest], debug), do: debug_options(rest, debug({:log, true}, debug))
  defp debug_options([{:log, max} | rest], debug), do: debug_options(rest, debug({:log, {true, max}}, debug))
  defp debug_options([:statistics | rest], debug), do: debug_options(rest, debug({:statistics, true}, debug))
  defp debug_options([{:log_to_file, _} = flag | rest], debug), do: debug_options(rest, debug(flag, debug))
  defp debug_options([{:install, _} = flag | rest], debug), do: debug_options(rest, debug(flag, debug))
  defp debug_options([_ | rest], debug), do: debug_options(rest, debug)

  defp debug(flag, debug) do
    {_, debug} = change_debug(flag, debug)
    debug
  end

  @doc "Passes a system event to all that watch the process; `format` is `fun(device, event, misc)`."
  def handle_debug([], _format, _misc, _event), do: []

  def handle_debug([{:trace, true} = entry | rest], format, misc, event) do
    print_event({:user, event, misc, format})
    [entry | handle_debug(rest, format, misc, event)]
  end

  def handle_debug([{:log, {max, events}} | rest], format, misc, event) do
    events = :lists.sublist([{event, misc, format} | events], max)
    [{:log, {max, events}} | handle_debug(rest, format, misc, event)]
  end

  def handle_debug([{:statistics, counters} | rest], format, misc, event) do
    [{:statistics, count(counters, event)} | handle_debug(rest, format, misc, event)]
  end

  def handle_debug([{:log_to_file, device} = entry | rest], format, misc, event) do
    print_event({device, event, misc, format})
    [entry | handle_debug(rest, format, misc, event)]
  end

  def handle_debug([{{:fun, id}, {fun, state}} | rest], format, misc, event) do
    case installed_result(fun, state, event, misc) do
      :done -> handle_debug(rest, format, misc, event)
      state -> [{{:fun, id}, {fun, state}} | handle_debug(rest, format, misc, event)]
    end
  end

  defp installed_result(fun, state, event, misc) do
    fun.(state, event, misc)
  catch
    _, _ -> :done
  end

  defp print_event({device, event, misc, format}) do
    format.(device, event, misc)
  catch
    _, _ -> :ok
  end

  defp count({start, reductions, messages_in, messages_out}, event) do
    case event do
      {:in, _} -> {start, reductions, messages_in + 1, messages_out}
      {:in, _, _} -> {start, reductions, messages_in + 1, messages_out}
      {:out, _, _} -> {start, reductions, messages_in, messages_out + 1}
      {:out, _, _, _} -> {start, reductions, messages_in, messages_out + 1}
      _ -> {start, reductions, messages_in, messages_out}
    end
  end

  @doc "Returns the logged events of a debug structure, oldest first."
  def get_log(debug), do: :lists.map(&logged_event/1, logged(debug))

  defp logged(debug) do
    {_, events} = get(debug, :log, {0, []})
    :lists.reverse(events)
  end

  defp logged_event({event, _misc, _format}), do: event

  @doc "Prints the logged events of a debug structure."
  def print_log(debug) do
    :lists.foreach(fn {event, misc, format} -> print_event({:user, event, misc, format}) end, logged(debug))
  end
end
