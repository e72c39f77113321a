defmodule :gen_event do
  @moduledoc """
  Event managers: a process that passes each event to a list of handlers, newest first.

  A handler is `{id, module, state, supervisor}` inside, with `id` as the module or `{module, term}`; `supervisor` is the
  process that added it with `add_sup_handler/3`, or `false`.
  """

  import Kernel, except: [send: 2]

  @callback init(term) :: {:ok, term} | {:ok, term, :hibernate} | {:error, term}
  @callback handle_event(term, term) :: term
  @callback handle_call(term, term) :: term
  @callback handle_info(term, term) :: term
  @callback terminate(term, term) :: term
  @callback code_change(term, term, term) :: {:ok, term}
  @callback format_status(map) :: map
  @callback format_status(:normal | :terminate, list) :: term
  @optional_callbacks handle_info: 2, terminate: 2, code_change: 3, format_status: 1, format_status: 2

  # Starting and stopping

  @doc "Starts a manager without a link."
  def start, do: start([])
  def start(name) when is_tuple(name), do: start(name, [])
  def start(options) when is_list(options), do: :gen.start(:gen_event, :nolink, :no_callback, [], options)
  def start(name, options), do: :gen.start(:gen_event, :nolink, name, :no_callback, [], options)

  @doc "Starts a manager linked to the caller."
  def start_link, do: start_link([])
  def start_link(name) when is_tuple(name), do: start_link(name, [])
  def start_link(options) when is_list(options), do: :gen.start(:gen_event, :link, :no_callback, [], options)
  def start_link(name, options), do: :gen.start(:gen_event, :link, name, :no_callback, [], options)

  @doc "Starts a manager monitored by the caller."
  def start_monitor, do: start_monitor([])
  def start_monitor(name) when is_tuple(name), do: start_monitor(name, [])
  def start_monitor(options) when is_list(options), do: :gen.start(:gen_event, :monitor, :no_callback, [], options)
  def start_monitor(name, options), do: :gen.start(:gen_event, :monitor, name, :no_callback, [], options)

  @doc "Stops a manager."
  def stop(manager), do: :gen.stop(manager)
  def stop(manager, reason, timeout), do: :gen.stop(manager, reason, timeout)

  # Requests

  @doc "Passes an event to all handlers without waiting."
  def notify(manager, event), do: cast(manager, {:notify, event})

  @doc "Passes an event to all handlers and waits until they have had it."
  def sync_notify(manager, event), do: rpc(manager, {:sync_notify, event})

  @doc "Adds a handler."
  def add_handler(manager, handler, args), do: rpc(manager, {:add_handler, handler, args})

  @doc "Adds a handler that leaves when the caller ends, and about whose end the caller is told."
  def add_sup_handler(manager, handler, args), do: rpc(manager, {:add_sup_handler, handler, args, self()})

  @doc "Removes a handler and returns what its `terminate/2` returned."
  def delete_handler(manager, handler, args), do: rpc(manager, {:delete_handler, handler, args})

  @doc "Puts one handler in the place of another, which leaves it what its `terminate/2` returns."
  def swap_handler(manager, {handler1, args1}, {handler2, args2}) do
    rpc(manager, {:swap_handler, handler1, args1, handler2, args2})
  end

  @doc "As `swap_handler/3`, with the new handler supervised by the caller."
  def swap_sup_handler(manager, {handler1, args1}, {handler2, args2}) do
    rpc(manager, {:swap_sup_handler, handler1, args1, handler2, args2, self()})
  end

  @doc "Lists the ids of the handlers."
  def which_handlers(manager), do: rpc(manager, :which_handlers)

  @doc "Calls one handler."
  def call(manager, handler, query), do: call_handler(manager, handler, query, 5000, [])
  def call(manager, handler, query, timeout), do: call_handler(manager, handler, query, timeout, [timeout])

  # Failures show the call as it was written.
  defp call_handler(manager, handler, query, timeout, written) do
    {:ok, reply} = :gen.call(manager, self(), {:call, handler, query}, timeout)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_event, :call, [manager, handler, query | written]}})
  end

  @doc "Calls one handler; the reply is fetched later."
  def send_request(manager, handler, query), do: :gen.send_request(manager, self(), {:call, handler, query})

  def send_request(manager, handler, query, label, collection) do
    :gen.send_request(manager, self(), {:call, handler, query}, label, collection)
  end

  @doc "Waits for the reply of a request."
  def wait_response(request, timeout), do: plain_response(:gen.wait_response(request, timeout))
  def wait_response(collection, timeout, delete?), do: :gen.wait_response(collection, timeout, delete?)

  @doc "Waits for the reply of a request and gives it up after the timeout."
  def receive_response(request, timeout), do: plain_response(:gen.receive_response(request, timeout))
  def receive_response(collection, timeout, delete?), do: :gen.receive_response(collection, timeout, delete?)

  @doc "Tells whether a message is the reply to a request."
  def check_response(message, request), do: plain_response(:gen.check_response(message, request))
  def check_response(message, collection, delete?), do: :gen.check_response(message, collection, delete?)

  defp plain_response({:reply, {:error, _} = error}), do: error
  defp plain_response(response), do: response

  @doc "Returns an empty collection of requests."
  def reqids_new, do: :gen.reqids_new()
  @doc "Returns the size of a collection of requests."
  def reqids_size(collection), do: :gen.reqids_size(collection)
  @doc "Adds a request to a collection."
  def reqids_add(request, label, collection), do: :gen.reqids_add(request, label, collection)
  @doc "Lists a collection of requests."
  def reqids_to_list(collection), do: :gen.reqids_to_list(collection)

  defp rpc(manager, command) do
    {:ok, reply} = :gen.call(manager, self(), command, :infinity)
    reply
  end

  defp cast({:global, name}, message) do
    :global.send(name, message)
    :ok
  catch
    _, _ -> :ok
  end

  defp cast({:via, module, name}, message) do
    module.send(name, message)
    :ok
  catch
    _, _ -> :ok
  end

  defp cast(manager, message) do
    :erlang.send(manager, message)
    :ok
  end

  # The manager

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, full_name, _module, _args, options) do
    :erlang.process_flag(:trap_exit, true)
    name = :gen.name(full_name)
    debug = :gen.debug_options(name, options)
    :proc_lib.init_ack(starter, {:ok, self()})
    loop({parent, name, :gen.hibernate_after(options)}, [], debug, false)
  end

  @doc "Makes the calling process, which is registered as `name`, a manager with some handlers. Does not return."
  def serve(name, handlers) do
    :erlang.process_flag(:trap_exit, true)

    handlers =
      :lists.foldl(
        fn {id, args}, handlers ->
          {:ok, handlers, false} = add(id, args, false, handlers)
          handlers
        end,
        [],
        handlers
      )

    loop({self(), name, :infinity}, handlers, [], false)
  end

  defp loop(manager, handlers, debug, true) do
    :proc_lib.hibernate(:gen_event, :wake_hib, [manager, handlers, debug])
  end

  defp loop({_, _, hibernate_after} = manager, handlers, debug, false) do
    receive do
      message -> received(message, manager, handlers, debug)
    after
      hibernate_after -> loop(manager, handlers, debug, true)
    end
  end

  @doc false
  def wake_hib(manager, handlers, debug) do
    receive do
      message -> received(message, manager, handlers, debug)
    end
  end

  defp received({:system, from, request}, {parent, _, _} = manager, handlers, debug) do
    :sys.handle_system_msg(request, from, parent, :gen_event, debug, [manager, handlers], false)
  end

  defp received({:EXIT, parent, reason}, {parent, _, _} = manager, handlers, debug) do
    leave(reason, manager, handlers, debug)
  end

  defp received(message, manager, handlers, []), do: handle(message, manager, handlers, [])

  defp received(message, manager, handlers, debug) do
    handle(message, manager, handlers, :sys.handle_debug(debug, &print_event/3, elem(manager, 1), {:in, message}))
  end

  defp handle({:notify, event}, manager, handlers, debug) do
    {handlers, hibernate?} = notify_all(handlers, :handle_event, event, manager, [], false)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:sync_notify, event}}, manager, handlers, debug) do
    {handlers, hibernate?} = notify_all(handlers, :handle_event, event, manager, [], false)
    :gen.reply(from, :ok)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:call, id, query}}, manager, handlers, debug) do
    {reply, handlers, hibernate?} = call_one(id, query, handlers, manager)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:add_handler, id, args}}, manager, handlers, debug) do
    {reply, handlers, hibernate?} = add(id, args, false, handlers)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:add_sup_handler, id, args, parent}}, manager, handlers, debug) do
    :erlang.link(parent)
    {reply, handlers, hibernate?} = add(id, args, parent, handlers)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:delete_handler, id, args}}, manager, handlers, debug) do
    {reply, handlers} = delete(id, args, handlers, manager)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, false)
  end

  defp handle({_pid, from, {:swap_handler, id1, args1, id2, args2}}, manager, handlers, debug) do
    {reply, handlers, hibernate?} = swap(id1, args1, id2, args2, :keep, handlers, manager)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, {:swap_sup_handler, id1, args1, id2, args2, parent}}, manager, handlers, debug) do
    :erlang.link(parent)
    {reply, handlers, hibernate?} = swap(id1, args1, id2, args2, parent, handlers, manager)
    :gen.reply(from, reply)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle({_pid, from, :which_handlers}, manager, handlers, debug) do
    :gen.reply(from, :lists.map(fn {id, _, _, _} -> id end, handlers))
    loop(manager, handlers, debug, false)
  end

  defp handle({:EXIT, pid, reason} = message, manager, handlers, debug) do
    handlers = drop_supervised(pid, reason, handlers, manager)
    {handlers, hibernate?} = notify_all(handlers, :handle_info, message, manager, [], false)
    loop(manager, handlers, debug, hibernate?)
  end

  defp handle(message, manager, handlers, debug) do
    {handlers, hibernate?} = notify_all(handlers, :handle_info, message, manager, [], false)
    loop(manager, handlers, debug, hibernate?)
  end

  # Adding and removing

  defp module_of({module, _id}), do: module
  defp module_of(module), do: module

  defp add(id, args, supervisor, handlers) do
    module = module_of(id)

    case run_init(module, args) do
      {:ok, state} ->
        {:ok, [{id, module, state, supervisor} | handlers], false}

      {:ok, state, :hibernate} ->
        {:ok, [{id, module, state, supervisor} | handlers], true}

      other ->
        unlink_supervisor(supervisor, handlers)
        {other, handlers, false}
    end
  end

  defp run_init(module, args) do
    module.init(args)
  catch
    kind, reason -> failure(kind, reason, __STACKTRACE__)
  end

  defp failure(:throw, value, _stack), do: value
  defp failure(:exit, reason, _stack), do: {:EXIT, reason}
  defp failure(:error, reason, stack), do: {:EXIT, {reason, stack}}

  defp unlink_supervisor(false, _handlers), do: :ok

  defp unlink_supervisor(pid, handlers) do
    case :lists.keymember(pid, 4, handlers) do
      true -> :ok
      false -> :erlang.unlink(pid)
    end
  end

  defp delete(id, args, handlers, manager) do
    case :lists.keytake(id, 1, handlers) do
      {:value, handler, rest} -> {terminate(handler, args, :delete, rest, manager, :normal), rest}
      false -> {{:error, :module_not_found}, handlers}
    end
  end

  defp swap(id1, args1, id2, args2, supervisor, handlers, manager) do
    {left, handlers, supervisor} =
      case :lists.keytake(id1, 1, handlers) do
        {:value, {_, _, _, old_supervisor} = handler, rest} ->
          supervisor = if(supervisor == :keep, do: old_supervisor, else: supervisor)
          {terminate(handler, args1, :swap, rest, manager, {:swapped, id2, supervisor_shown(supervisor)}), rest, supervisor}

        false ->
          {:error, handlers, if(supervisor == :keep, do: false, else: supervisor)}
      end

    {reply, handlers, hibernate?} = add(id2, {args2, left}, supervisor, handlers)
    {swap_reply(reply), handlers, hibernate?}
  end

  defp supervisor_shown(false), do: :undefined
  defp supervisor_shown(pid), do: pid

  defp swap_reply(:ok), do: :ok
  defp swap_reply({:error, _} = error), do: error
  defp swap_reply(other), do: {:error, other}

  defp drop_supervised(_pid, _reason, [], _manager), do: []

  defp drop_supervised(pid, reason, [{_, _, _, pid} = handler | rest], manager) do
    run_terminate(handler, {:stop, reason})
    drop_supervised(pid, reason, rest, manager)
  end

  defp drop_supervised(pid, reason, [handler | rest], manager) do
    [handler | drop_supervised(pid, reason, rest, manager)]
  end

  # Events

  defp notify_all([], _function, _event, _manager, kept, hibernate?), do: {:lists.reverse(kept), hibernate?}

  defp notify_all([handler | rest], function, event, manager, kept, hibernate?) do
    case update(handler, function, event, rest, kept, manager) do
      {:keep, handler} ->
        notify_all(rest, function, event, manager, [handler | kept], hibernate?)

      {:hibernate, handler} ->
        notify_all(rest, function, event, manager, [handler | kept], true)

      :gone ->
        notify_all(rest, function, event, manager, kept, hibernate?)

      {:swapped, [handler], swap_hibernate?} ->
        notify_all(rest, function, event, manager, [handler | kept], hibernate? or swap_hibernate?)

      {:swapped, [], _} ->
        notify_all(rest, function, event, manager, kept, hibernate?)
    end
  end

  defp update({id, module, state, supervisor} = handler, function, event, rest, kept, manager) do
    case run_event(module, function, event, state) do
      {:ok, new_state} ->
        {:keep, {id, module, new_state, supervisor}}

      {:ok, new_state, :hibernate} ->
        {:hibernate, {id, module, new_state, supervisor}}

      :no_handle_info ->
        {:keep, handler}

      {:swap_handler, args1, new_state, id2, args2} ->
        others = kept ++ rest
        old = {id, module, new_state, supervisor}
        left = terminate(old, args1, :swap, others, manager, {:swapped, id2, supervisor_shown(supervisor)})

        case add(id2, {args2, left}, supervisor, others) do
          {:ok, [new | _], hibernate?} -> {:swapped, [new], hibernate?}
          _ -> {:swapped, [], false}
        end

      :remove_handler ->
        terminate(handler, :remove_handler, :remove, kept ++ rest, manager, :normal)
        :gone

      other ->
        crashed(handler, other, event, kept ++ rest, manager)
        :gone
    end
  end

  defp run_event(module, function, event, state) do
    :erlang.apply(module, function, [event, state])
  catch
    :error, :undef ->
      case {function, :erlang.function_exported(module, :handle_info, 2), __STACKTRACE__} do
        {:handle_info, false, [{^module, :handle_info, [_, _], _} | _]} ->
          report_unhandled(module, event)
          :no_handle_info

        {_, _, stack} ->
          {:EXIT, {:undef, stack}}
      end

    kind, reason ->
      failure(kind, reason, __STACKTRACE__)
  end

  defp report_unhandled(module, message) do
    :logger.warning(
      %{label: {:gen_event, :no_handle_info}, module: module, message: message},
      %{
        domain: [:otp],
        report_cb: &:gen_event.format_log/2,
        error_logger: %{tag: :warning_msg, report_cb: &:gen_event.format_log/1}
      }
    )
  end

  defp call_one(id, query, handlers, manager) do
    case :lists.keyfind(id, 1, handlers) do
      {^id, module, state, supervisor} = handler ->
        others = :lists.keydelete(id, 1, handlers)

        case run_event(module, :handle_call, query, state) do
          {:ok, reply, new_state} ->
            {reply, :lists.keyreplace(id, 1, handlers, {id, module, new_state, supervisor}), false}

          {:ok, reply, new_state, :hibernate} ->
            {reply, :lists.keyreplace(id, 1, handlers, {id, module, new_state, supervisor}), true}

          {:swap_handler, reply, args1, new_state, id2, args2} ->
            old = {id, module, new_state, supervisor}
            left = terminate(old, args1, :swap, others, manager, {:swapped, id2, supervisor_shown(supervisor)})
            {_, handlers, hibernate?} = add(id2, {args2, left}, supervisor, others)
            {reply, handlers, hibernate?}

          {:remove_handler, reply} ->
            terminate(handler, :remove_handler, :remove, others, manager, :normal)
            {reply, others, false}

          {:EXIT, _} = failure ->
            crashed(handler, failure, query, others, manager)
            {{:error, failure}, others, false}

          other ->
            crashed(handler, other, query, others, manager)
            {{:error, other}, others, false}
        end

      false ->
        {{:error, :bad_module}, handlers, false}
    end
  end

  # A handler ends: its supervisor hears of it, unless it was the supervisor that ended.
  defp terminate({id, _, _, supervisor} = handler, args, _why, others, _manager, told) do
    result = run_terminate(handler, args)
    tell_supervisor(supervisor, id, told, others)
    result
  end

  defp run_terminate({_id, module, state, _supervisor}, args) do
    case :erlang.function_exported(module, :terminate, 2) do
      true -> module.terminate(args, state)
      false -> :ok
    end
  catch
    kind, reason -> failure(kind, reason, __STACKTRACE__)
  end

  defp tell_supervisor(false, _id, _reason, _others), do: :ok

  defp tell_supervisor(pid, id, reason, others) do
    :erlang.send(pid, {:gen_event_EXIT, id, reason})
    unlink_supervisor(pid, others)
  end

  defp crashed({id, _module, state, supervisor} = handler, result, event, others, manager) do
    run_terminate(handler, {:error, result})
    report(id, result, event, state, manager)
    tell_supervisor(supervisor, id, result, others)
  end

  defp report(_id, {:EXIT, :normal}, _event, _state, _manager), do: :ok
  defp report(_id, {:EXIT, :shutdown}, _event, _state, _manager), do: :ok
  defp report(_id, {:EXIT, {:shutdown, _}}, _event, _state, _manager), do: :ok

  defp report(id, reason, event, state, {_, name, _}) do
    module = module_of(id)
    status = %{state: state, message: event, reason: reason, log: []}
    status = :gen.format_status(module, :terminate, status, [:erlang.get(), state])

    :logger.error(
      %{
        label: {:gen_event, :terminate},
        handler: id,
        name: name,
        last_message: :maps.get(:message, status, event),
        state: :maps.get(:state, status, state),
        log: [],
        reason: :maps.get(:reason, status, reason),
        process_label: :proc_lib.get_label(self())
      },
      %{
        domain: [:otp],
        report_cb: &:gen_event.format_log/2,
        error_logger: %{tag: :error, report_cb: &:gen_event.format_log/1}
      }
    )
  end

  # The manager ends

  defp leave(reason, manager, handlers, _debug) do
    stop_handlers(handlers, reason, manager)
    exit(reason)
  end

  defp stop_handlers([], _reason, _manager), do: :ok

  defp stop_handlers([{id, _, _, supervisor} = handler | rest], reason, manager) do
    run_terminate(handler, :stop)
    tell_supervisor(supervisor, id, reason, [])
    stop_handlers(rest, reason, manager)
  end

  # System callbacks

  @doc false
  def system_continue(parent, debug, [{_, name, hibernate_after}, handlers]) do
    loop({parent, name, hibernate_after}, handlers, debug, false)
  end

  @doc false
  def system_terminate(reason, _parent, debug, [manager, handlers]), do: leave(reason, manager, handlers, debug)

  @doc false
  def system_code_change([manager, handlers], module, vsn, extra) do
    changed =
      :lists.map(
        fn
          {id, ^module, state, supervisor} ->
            {:ok, new_state} = module.code_change(vsn, state, extra)
            {id, module, new_state, supervisor}

          other ->
            other
        end,
        handlers
      )

    {:ok, [manager, changed]}
  end

  @doc false
  def system_get_state([_manager, handlers]) do
    {:ok, :lists.map(fn {id, module, state, _} -> {module, shown_id(id), state} end, handlers)}
  end

  defp shown_id({_module, id}), do: id
  defp shown_id(_module), do: false

  @doc false
  def system_replace_state(fun, [manager, handlers]) do
    {states, handlers} = :lists.unzip(:lists.map(fn handler -> replaced(fun, handler) end, handlers))
    {:ok, states, [manager, handlers]}
  end

  defp replaced(fun, {id, module, state, supervisor} = handler) do
    old = {module, shown_id(id), state}

    try do
      {_, _, new_state} = new = fun.(old)
      {new, {id, module, new_state, supervisor}}
    catch
      _, _ -> {old, handler}
    end
  end

  @doc false
  def format_status(opt, [dictionary, sys_state, parent, debug, [{_, name, _}, handlers]]) do
    shown =
      :lists.map(
        fn {id, module, state, supervisor} ->
          status = :gen.format_status(module, opt, %{state: state, log: []}, [dictionary, state])
          {:handler, module, shown_id(id), :maps.get(:state, status), supervisor}
        end,
        handlers
      )

    [
      {:header, :gen.format_status_header(~c"Status for event handler", name)},
      {:data, [{~c"Status", sys_state}, {~c"Logged Events", :sys.get_log(debug)}, {~c"Parent", parent}]},
      {:items, {~c"Installed handlers", shown}}
    ]
  end

  defp print_event(device, {:in, message}, name) do
    :io.put_chars(device, :io_lib.format(~c"*DBG* ~tp got ~tp~n", [name, message]))
  end

  defp print_event(device, event, name), do: :io.put_chars(device, :io_lib.format(~c"*DBG* ~tp : ~tp~n", [name, event]))

  @doc "Formats a log report of this module."
  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  def format_log(%{label: {:gen_event, :terminate}} = report) do
    {~c"** gen_event handler ~tp crashed.~n** Was installed in ~tp~n** Last event was: ~tp~n** When handler state == ~tp~n** Reason == ~tp~n",
     [report.handler, report.name, report.last_message, report.state, report.reason]}
  end

  def format_log(%{label: {:gen_event, :no_handle_info}} = report) do
    {~c"** Undefined handle_info in ~tp~n** Unhandled message: ~tp~n", [report.module, report.message]}
  end
end
