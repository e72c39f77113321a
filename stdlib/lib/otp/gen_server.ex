defmodule :gen_server do
  @moduledoc """
  The server behaviour: a loop that hands calls, casts and other messages to a callback module and keeps its state.
  """

  import Kernel, except: [send: 2]

  @callback init(term) :: term
  @callback handle_call(term, {pid, term}, term) :: term
  @callback handle_cast(term, term) :: term
  @callback handle_info(term, term) :: term
  @callback handle_continue(term, term) :: term
  @callback terminate(term, term) :: term
  @callback code_change(term, term, term) :: {:ok, term} | {:error, term}
  @callback format_status(map) :: map
  @callback format_status(:normal | :terminate, list) :: term
  @optional_callbacks handle_info: 2, handle_continue: 2, terminate: 2, code_change: 3, format_status: 1, format_status: 2

  # Clients

  @doc "Starts a server that is not linked to the caller."
  def start(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :nolink, module, args, options)
  end

  def start(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :nolink, name, module, args, options)
  end

  @doc "Starts a server linked to the caller."
  def start_link(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :link, module, args, options)
  end

  def start_link(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :link, name, module, args, options)
  end

  @doc "Starts a server monitored by the caller: `{:ok, {pid, monitor}}`."
  def start_monitor(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :monitor, module, args, options)
  end

  def start_monitor(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_server, :monitor, name, module, args, options)
  end

  @doc "Stops a server."
  def stop(server), do: :gen.stop(server)
  def stop(server, reason, timeout), do: :gen.stop(server, reason, timeout)

  @doc "Makes a call and waits for its reply."
  def call(server, request) do
    {:ok, reply} = :gen.call(server, :"$gen_call", request)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_server, :call, [server, request]}})
  end

  def call(server, request, timeout) do
    {:ok, reply} = :gen.call(server, :"$gen_call", request, timeout)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_server, :call, [server, request, timeout]}})
  end

  @doc "Sends a request without waiting."
  def cast({:global, name}, request) do
    :global.send(name, {:"$gen_cast", request})
    :ok
  catch
    _, _ -> :ok
  end

  def cast({:via, module, name}, request) do
    module.send(name, {:"$gen_cast", request})
    :ok
  catch
    _, _ -> :ok
  end

  def cast(server, request), do: send_cast(server, {:"$gen_cast", request})

  defp send_cast(server, message) do
    :erlang.send(server, message, [:noconnect])
    :ok
  catch
    _, _ -> :ok
  end

  @doc "Casts to the server `name` on several nodes."
  def abcast(name, request) when is_atom(name), do: abcast([node() | :erlang.nodes()], name, request)

  def abcast(nodes, name, request) when is_list(nodes) and is_atom(name) do
    :lists.foreach(fn node -> send_cast({name, node}, {:"$gen_cast", request}) end, nodes)
    :abcast
  end

  @doc "Calls the server `name` on several nodes: `{replies, bad_nodes}`."
  def multi_call(name, request), do: multi_call([node() | :erlang.nodes()], name, request, :infinity)
  def multi_call(nodes, name, request), do: multi_call(nodes, name, request, :infinity)

  def multi_call(nodes, name, request, timeout) when is_list(nodes) and is_atom(name) do
    requests = :lists.map(fn node -> {node, send_request({name, node}, request)} end, nodes)
    multi_collect(requests, deadline(timeout), [], [])
  end

  defp deadline(:infinity), do: :infinity
  defp deadline(timeout), do: {:abs, :erlang.monotonic_time(:millisecond) + timeout}

  defp multi_collect([], _deadline, replies, bad), do: {:lists.reverse(replies), :lists.reverse(bad)}

  defp multi_collect([{node, request} | rest], deadline, replies, bad) do
    case :gen.receive_response(request, deadline) do
      {:reply, reply} -> multi_collect(rest, deadline, [{node, reply} | replies], bad)
      _ -> multi_collect(rest, deadline, replies, [node | bad])
    end
  end

  @doc "Answers a call."
  def reply(client, reply), do: :gen.reply(client, reply)

  @doc "Sends several replies."
  def reply({:reply, client, reply}), do: :gen.reply(client, reply)
  def reply(replies) when is_list(replies), do: :lists.foreach(&reply/1, replies)

  @doc "Makes a call whose reply is fetched later."
  def send_request(server, request), do: :gen.send_request(server, :"$gen_call", request)

  def send_request(server, request, label, collection) do
    :gen.send_request(server, :"$gen_call", request, label, collection)
  end

  @doc "Waits for a reply, keeping the request after a timeout."
  def wait_response(request, timeout), do: :gen.wait_response(request, timeout)
  def wait_response(collection, timeout, delete?), do: :gen.wait_response(collection, timeout, delete?)

  @doc "Waits for a reply, giving the request up after a timeout."
  def receive_response(request, timeout), do: :gen.receive_response(request, timeout)
  def receive_response(collection, timeout, delete?), do: :gen.receive_response(collection, timeout, delete?)

  @doc "Tells whether a message is the reply to a request."
  def check_response(message, request), do: :gen.check_response(message, request)
  def check_response(message, collection, delete?), do: :gen.check_response(message, collection, delete?)

  @doc "Returns an empty collection of requests."
  def reqids_new, do: :gen.reqids_new()
  @doc "Returns the size of a collection of requests."
  def reqids_size(collection), do: :gen.reqids_size(collection)
  @doc "Adds a request to a collection."
  def reqids_add(request, label, collection), do: :gen.reqids_add(request, label, collection)
  @doc "Lists a collection of requests."
  def reqids_to_list(collection), do: :gen.reqids_to_list(collection)

  # The server

  @doc "Makes the calling process a server."
  def enter_loop(module, options, state), do: enter_loop(module, options, state, self(), :infinity)

  def enter_loop(module, options, state, name) when is_tuple(name) or is_pid(name) do
    enter_loop(module, options, state, name, :infinity)
  end

  def enter_loop(module, options, state, action), do: enter_loop(module, options, state, self(), action)

  def enter_loop(module, options, state, server_name, action) when is_atom(module) and is_list(options) do
    name = :gen.get_proc_name(server_name)
    server = {:gen.get_parent(), name, :gen.hibernate_after(options)}
    next(action, server, state, module, :gen.debug_options(name, options))
  end

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, full_name, module, args, options) do
    name = :gen.name(full_name)
    debug = :gen.debug_options(name, options)
    server = {parent, name, :gen.hibernate_after(options)}

    case run_init(module, args) do
      {:ok, {:ok, state}} ->
        :proc_lib.init_ack(starter, {:ok, self()})
        loop(server, state, module, :infinity, debug)

      {:ok, {:ok, state, action}} when action == :hibernate or action == :infinity or is_tuple(action) or is_integer(action) ->
        :proc_lib.init_ack(starter, {:ok, self()})
        next(action, server, state, module, debug)

      {:ok, {:stop, reason}} ->
        :gen.unregister_name(full_name)
        :proc_lib.init_fail(starter, {:error, reason}, {:exit, reason})

      {:ok, {:error, reason}} ->
        :gen.unregister_name(full_name)
        :proc_lib.init_fail(starter, {:error, reason}, {:exit, :normal})

      {:ok, :ignore} ->
        :gen.unregister_name(full_name)
        :proc_lib.init_fail(starter, :ignore, {:exit, :normal})

      {:ok, other} ->
        :gen.unregister_name(full_name)
        reason = {:bad_return_value, other}
        :proc_lib.init_fail(starter, {:error, reason}, {:exit, reason})

      {kind, reason, stack} ->
        :gen.unregister_name(full_name)
        shown = if kind == :error, do: {reason, stack}, else: reason
        :proc_lib.init_fail(starter, {:error, shown}, {kind, reason, stack})
    end
  end

  defp run_init(module, args) do
    {:ok, module.init(args)}
  catch
    :throw, value -> {:ok, value}
    kind, reason -> {kind, reason, __STACKTRACE__}
  end

  # What a callback asked for besides its new state.
  defp next(:infinity, server, state, module, debug), do: loop(server, state, module, :infinity, debug)
  defp next(:hibernate, server, state, module, debug), do: hibernate(server, state, module, debug)

  defp next({:continue, argument}, server, state, module, debug) do
    message = {:continue, argument}

    case run(module, :handle_continue, argument, state) do
      {:ok, result} -> common_result(result, server, state, module, message, :undefined, debug)
      failure -> failed(failure, server, state, module, message, :undefined, debug)
    end
  end

  defp next(timeout, server, state, module, debug), do: loop(server, state, module, timeout, debug)

  defp loop({_, _, :infinity} = server, state, module, :infinity, []) do
    receive do
      message -> received(message, server, state, module, :infinity, [])
    end
  end

  defp loop({_, _, hibernate_after} = server, state, module, :infinity, debug) do
    receive do
      message -> received(message, server, state, module, :infinity, debug)
    after
      hibernate_after -> hibernate(server, state, module, debug)
    end
  end

  defp loop(server, state, module, timeout, debug) do
    receive do
      message -> received(message, server, state, module, timeout, debug)
    after
      timeout -> received(:timeout, server, state, module, timeout, debug)
    end
  end

  defp hibernate(server, state, module, debug) do
    :proc_lib.hibernate(:gen_server, :wake_hib, [server, state, module, debug])
  end

  @doc false
  def wake_hib(server, state, module, debug) do
    receive do
      message -> received(message, server, state, module, :hibernate, debug)
    end
  end

  defp received({:"$gen_call", from, request} = message, server, state, module, _timeout, []) do
    handle_call(request, from, message, server, state, module, [])
  end

  defp received({:"$gen_cast", request} = message, server, state, module, _timeout, []) do
    case run(module, :handle_cast, request, state) do
      {:ok, result} -> common_result(result, server, state, module, message, :undefined, [])
      failure -> failed(failure, server, state, module, message, :undefined, [])
    end
  end

  defp received({:system, from, request}, {parent, _, _} = server, state, module, timeout, debug) do
    :sys.handle_system_msg(request, from, parent, :gen_server, debug, [server, state, module, timeout], timeout == :hibernate)
  end

  defp received({:EXIT, parent, reason} = message, {parent, _, _} = server, state, module, _timeout, debug) do
    terminate(:exit, reason, [], reason, server, state, module, message, :undefined, debug)
  end

  defp received(message, server, state, module, _timeout, []), do: handle_info(message, server, state, module, [])

  defp received(message, server, state, module, _timeout, debug) do
    debug = :sys.handle_debug(debug, &print_event/3, elem(server, 1), {:in, message})

    case message do
      {:"$gen_call", from, request} ->
        handle_call(request, from, message, server, state, module, debug)

      {:"$gen_cast", request} ->
        case run(module, :handle_cast, request, state) do
          {:ok, result} -> common_result(result, server, state, module, message, :undefined, debug)
          failure -> failed(failure, server, state, module, message, :undefined, debug)
        end

      _ ->
        handle_info(message, server, state, module, debug)
    end
  end

  defp handle_info(message, server, state, module, debug) do
    case run_info(module, message, state) do
      {:ok, result} -> common_result(result, server, state, module, message, :undefined, debug)
      failure -> failed(failure, server, state, module, message, :undefined, debug)
    end
  end

  defp handle_call(request, from, message, server, state, module, debug) do
    case run_call(module, request, from, state) do
      {:ok, {:reply, reply, new_state}} ->
        :gen.reply(from, reply)
        loop(server, new_state, module, :infinity, replied(debug, server, reply, from, new_state))

      {:ok, {:reply, reply, new_state, action}} ->
        :gen.reply(from, reply)
        next(action, server, new_state, module, replied(debug, server, reply, from, new_state))

      {:ok, {:stop, reason, reply, new_state}} ->
        try do
          terminate(:exit, reason, [], reason, server, new_state, module, message, from, debug)
        after
          :gen.reply(from, reply)
        end

      {:ok, result} ->
        common_result(result, server, state, module, message, from, debug)

      failure ->
        failed(failure, server, state, module, message, from, debug)
    end
  end

  defp replied([], _server, _reply, _from, _state), do: []

  defp replied(debug, server, reply, {to, _}, state) do
    :sys.handle_debug(debug, &print_event/3, elem(server, 1), {:out, reply, to, state})
  end

  defp common_result({:noreply, new_state}, server, _state, module, _message, _from, []) do
    loop(server, new_state, module, :infinity, [])
  end

  defp common_result({:noreply, new_state}, server, _state, module, _message, _from, debug) do
    loop(server, new_state, module, :infinity, stateful(debug, server, new_state))
  end

  defp common_result({:noreply, new_state, action}, server, _state, module, _message, _from, debug) do
    next(action, server, new_state, module, stateful(debug, server, new_state))
  end

  defp common_result({:stop, reason, new_state}, server, _state, module, message, from, debug) do
    terminate(:exit, reason, [], reason, server, new_state, module, message, from, debug)
  end

  defp common_result(other, server, state, module, message, from, debug) do
    reason = {:bad_return_value, other}
    terminate(:exit, reason, [], reason, server, state, module, message, from, debug)
  end

  defp stateful([], _server, _state), do: []
  defp stateful(debug, server, state), do: :sys.handle_debug(debug, &print_event/3, elem(server, 1), {:noreply, state})

  # A value thrown by a callback counts as returned.
  defp run(module, function, argument, state) do
    {:ok, :erlang.apply(module, function, [argument, state])}
  catch
    :throw, value -> {:ok, value}
    kind, reason -> {:failed, kind, reason, __STACKTRACE__}
  end

  defp run_call(module, request, from, state) do
    {:ok, module.handle_call(request, from, state)}
  catch
    :throw, value -> {:ok, value}
    kind, reason -> {:failed, kind, reason, __STACKTRACE__}
  end

  defp run_info(module, message, state) do
    {:ok, module.handle_info(message, state)}
  catch
    :throw, value ->
      {:ok, value}

    :error, :undef ->
      case {:erlang.function_exported(module, :handle_info, 2), __STACKTRACE__} do
        {false, [{^module, :handle_info, [_, _], _} | _]} ->
          report_unhandled(module, message)
          {:ok, {:noreply, state}}

        {_, stack} ->
          {:failed, :error, :undef, stack}
      end

    kind, reason ->
      {:failed, kind, reason, __STACKTRACE__}
  end

  defp report_unhandled(module, message) do
    :logger.warning(
      %{label: {:gen_server, :no_handle_info}, module: module, message: message},
      %{
        domain: [:otp],
        report_cb: &:gen_server.format_log/2,
        error_logger: %{tag: :warning_msg, report_cb: &:gen_server.format_log/1}
      }
    )
  end

  defp failed({:failed, :error, reason, stack}, server, state, module, message, from, debug) do
    terminate(:error, reason, stack, {reason, stack}, server, state, module, message, from, debug)
  end

  defp failed({:failed, kind, reason, stack}, server, state, module, message, from, debug) do
    terminate(kind, reason, stack, reason, server, state, module, message, from, debug)
  end

  # `shown` is the reason as the callback module sees it; the log has the stack trace of exits too.
  defp terminate(kind, reason, stack, shown, server, state, module, message, from, debug) do
    case run_terminate(module, shown, state) do
      :ok ->
        case quiet?(kind, reason) do
          true -> :ok
          false -> report(with_stack(shown, reason, stack), server, state, module, message, from, debug)
        end

        leave(kind, reason, stack)

      {:failed, other_kind, other_reason, other_stack} ->
        report({other_reason, other_stack}, server, state, module, message, from, debug)
        leave(other_kind, other_reason, other_stack)
    end
  end

  defp with_stack(reason, reason, [_ | _] = stack), do: {reason, stack}
  defp with_stack(shown, _reason, _stack), do: shown

  defp run_terminate(module, reason, state) do
    case :erlang.function_exported(module, :terminate, 2) do
      true ->
        module.terminate(reason, state)
        :ok

      false ->
        :ok
    end
  catch
    :throw, _value -> :ok
    kind, reason -> {:failed, kind, reason, __STACKTRACE__}
  end

  defp quiet?(:exit, :normal), do: true
  defp quiet?(:exit, :shutdown), do: true
  defp quiet?(:exit, {:shutdown, _}), do: true
  defp quiet?(_, _), do: false

  defp leave(:exit, reason, []), do: exit(reason)
  defp leave(kind, reason, stack), do: :erlang.raise(kind, reason, stack)

  defp report(_reason, {_, :application_controller, _}, _state, _module, _message, _from, _debug), do: :ok

  defp report(reason, {_, name, _}, state, module, message, from, debug) do
    case :logger.allow(:error, :gen_server) do
      true ->
        status = %{state: state, message: message, reason: reason, log: :sys.get_log(debug)}
        status = :gen.format_status(module, :terminate, status, [:erlang.get(), state])

        :logger.error(
          %{
            label: {:gen_server, :terminate},
            name: name,
            last_message: :maps.get(:message, status, message),
            state: :maps.get(:state, status, state),
            log: :maps.get(:log, status, []),
            reason: :maps.get(:reason, status, reason),
            client_info: client_info(from),
            process_label: :proc_lib.get_label(self())
          },
          %{
            domain: [:otp],
            report_cb: &:gen_server.format_log/2,
            error_logger: %{tag: :error, report_cb: &:gen_server.format_log/1}
          }
        )

      false ->
        :ok
    end
  end

  defp client_info(:undefined), do: :undefined
  defp client_info({pid, _tag}) when is_pid(pid) and node(pid) == node() do
    case :erlang.process_info(pid, [:current_stacktrace, :registered_name]) do
      :undefined -> {pid, :dead}
      [{:current_stacktrace, stack}, {:registered_name, []}] -> {pid, {pid, stack}}
      [{:current_stacktrace, stack}, {:registered_name, name}] -> {pid, {name, stack}}
    end
  end

  defp client_info({pid, _tag}) when is_pid(pid), do: {pid, :remote}
  defp client_info(_), do: :undefined

  # System callbacks

  @doc false
  def system_continue(_parent, debug, [server, state, module, :hibernate]), do: hibernate(server, state, module, debug)

  def system_continue(parent, debug, [{_, name, hibernate_after}, state, module, timeout]) do
    loop({parent, name, hibernate_after}, state, module, timeout, debug)
  end

  @doc false
  def system_terminate(reason, _parent, debug, [server, state, module, _timeout]) do
    terminate(:exit, reason, [], reason, server, state, module, [], :undefined, debug)
  end

  @doc false
  def system_code_change([server, state, module, timeout], _module, vsn, extra) do
    case module.code_change(vsn, state, extra) do
      {:ok, new_state} -> {:ok, [server, new_state, module, timeout]}
      other -> other
    end
  end

  @doc false
  def system_get_state([_server, state, _module, _timeout]), do: {:ok, state}

  @doc false
  def system_replace_state(fun, [server, state, module, timeout]) do
    new_state = fun.(state)
    {:ok, new_state, [server, new_state, module, timeout]}
  end

  @doc false
  def format_status(opt, [dictionary, sys_state, parent, debug, [{_, name, _}, state, module, _timeout]]) do
    log = :sys.get_log(debug)
    status = :gen.format_status(module, opt, %{state: state, log: log}, [dictionary, state])

    shown =
      case status do
        %{"$status": list} when is_list(list) -> list
        %{"$status": other} -> [other]
        _ -> [{:data, [{~c"State", :maps.get(:state, status)}]}]
      end

    [
      {:header, :gen.format_status_header(~c"Status for generic server", name)},
      {:data,
       [
         {~c"Status", sys_state},
         {~c"Parent", parent},
         {~c"Logged events", :maps.get(:log, status)}
       ]}
      | shown
    ]
  end

  defp print_event(device, event, name), do: :io.put_chars(device, event_text(event, name))

  defp event_text({:in, {:"$gen_call", {from, _}, request}}, name) do
    :io_lib.format(~c"*DBG* ~tp got call ~tp from ~tw~n", [name, request, from])
  end

  defp event_text({:in, {:"$gen_cast", request}}, name), do: :io_lib.format(~c"*DBG* ~tp got cast ~tp~n", [name, request])
  defp event_text({:in, message}, name), do: :io_lib.format(~c"*DBG* ~tp got ~tp~n", [name, message])

  defp event_text({:out, reply, to, state}, name) do
    :io_lib.format(~c"*DBG* ~tp sent ~tp to ~tw, new state ~tp~n", [name, reply, to, state])
  end

  defp event_text({:noreply, state}, name), do: :io_lib.format(~c"*DBG* ~tp new state ~tp~n", [name, state])
  defp event_text(event, name), do: :io_lib.format(~c"*DBG* ~tp dbg  ~tp~n", [name, event])


  @doc "Formats a log report of this module, on one line where the configuration says so."
  def format_log(%{label: {:gen_server, :terminate}} = report, %{single_line: true}) do
    {client_format, client_args} = client_line(report.client_info)
    {log_format, log_args} = if report.log == [], do: {[], []}, else: {~c" Log: ~0tp", [report.log]}
    {label_format, label_args} = labelled(report, ~c" Label: ~0tp.")

    parts = [~c"Generic server ~0tp terminating.", label_format, ~c" Reason: ~0tp. Last message: ~0tp. State: ~0tp.", client_format, log_format]

    :io_lib.format(
      :lists.flatten(parts),
      [report.name] ++ label_args ++ [reason(report.reason), report.last_message, report.state] ++ client_args ++ log_args
    )
  end

  def format_log(%{label: {:gen_server, :no_handle_info}} = report, %{single_line: true}) do
    :io_lib.format(~c"Undefined handle_info in ~0p. Unhandled message: ~0tp.", [report.module, report.message])
  end

  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  @doc "Formats a log report of this module."
  def format_log(%{label: {:gen_server, :terminate}} = report) do
    {client_format, client_args} = client(report.client_info)
    {label_format, label_args} = labelled(report, ~c"** Process label == ~tp~n")
    {log_format, log_args} = log(report.log)

    format = [
      ~c"** Generic server ~tp terminating \n",
      label_format,
      ~c"** Last message in was ~tp~n** When Server state == ~tp~n** Reason for termination ==~n** ~tp~n",
      client_format,
      log_format
    ]

    {:lists.flatten(format), [report.name] ++ label_args ++ [report.last_message, report.state, reason(report.reason)] ++ client_args ++ log_args}
  end

  def format_log(%{label: {:gen_server, :no_handle_info}} = report) do
    {~c"** Undefined handle_info in ~p~n** Unhandled message: ~tp~n", [report.module, report.message]}
  end

  defp labelled(%{process_label: label}, format) when label != :undefined, do: {format, [label]}
  defp labelled(_report, _format), do: {[], []}

  # A function that was called but is not there says so itself.
  defp reason({:undef, [{module, function, args, _location} | _] = stack}) do
    arity = if is_list(args), do: length(args), else: args

    cond do
      :code.is_loaded(module) == false -> {:"module could not be loaded", stack}
      not :erlang.function_exported(module, function, arity) -> {:"function not exported", stack}
      true -> {:undef, stack}
    end
  end

  defp reason(reason), do: reason

  defp client({_pid, {name, stack}}), do: {~c"** Client ~tp stacktrace~n** ~tp~n", [name, stack]}
  defp client({pid, :dead}), do: {~c"** Client ~p is dead~n", [pid]}
  defp client({pid, :remote}), do: {~c"** Client ~p is remote on node ~p~n", [pid, node(pid)]}
  defp client(_none), do: {[], []}

  defp client_line({_pid, {name, stack}}), do: {~c" Client ~0tp stacktrace: ~0tp.", [name, stack]}
  defp client_line({pid, :dead}), do: {~c" Client ~0p is dead.", [pid]}
  defp client_line({pid, :remote}), do: {~c" Client ~0p is remote on node ~0p.", [pid, node(pid)]}
  defp client_line(_none), do: {[], []}

  defp log([]), do: {[], []}
  defp log(events), do: {[~c"** Log ==~n** [", Enum.intersperse(Enum.map(events, fn _ -> ~c"~tp" end), ~c",~n    "), ~c"]~n"], events}
end
