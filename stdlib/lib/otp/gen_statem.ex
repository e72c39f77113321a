defmodule :gen_statem do
  @moduledoc """
  State machines: a server whose callback module has a state, which may be postponed against, timed and entered, besides
  its data.

  One turn: take an event (own ones first, then timeouts of zero, then the mailbox), call back, carry out the actions,
  enter the new state if there is one, set timers, go on. Events inside are `{type, content}`.
  """

  import Kernel, except: [send: 2]

  @callback init(term) :: term
  @callback callback_mode() :: atom | [atom]
  @callback state_name(term, term, term) :: term
  @callback handle_event(term, term, term, term) :: term
  @callback terminate(term, term, term) :: term
  @callback code_change(term, term, term, term) :: term
  @callback format_status(map) :: map
  @callback format_status(:normal | :terminate, list) :: term
  @optional_callbacks state_name: 3,
                      handle_event: 4,
                      terminate: 3,
                      code_change: 4,
                      format_status: 1,
                      format_status: 2

  # Clients

  @doc "Starts a state machine without a link."
  def start(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :nolink, module, args, options)
  end

  def start(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :nolink, name, module, args, options)
  end

  @doc "Starts a state machine linked to the caller."
  def start_link(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :link, module, args, options)
  end

  def start_link(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :link, name, module, args, options)
  end

  @doc "Starts a state machine monitored by the caller."
  def start_monitor(module, args, options) when is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :monitor, module, args, options)
  end

  def start_monitor(name, module, args, options) when is_tuple(name) and is_atom(module) and is_list(options) do
    :gen.start(:gen_statem, :monitor, name, module, args, options)
  end

  @doc "Stops a state machine."
  def stop(server), do: :gen.stop(server)
  def stop(server, reason, timeout), do: :gen.stop(server, reason, timeout)

  @doc "Sends an event without waiting."
  def cast({:global, name}, event) do
    :global.send(name, {:"$gen_cast", event})
    :ok
  catch
    _, _ -> :ok
  end

  def cast({:via, module, name}, event) do
    module.send(name, {:"$gen_cast", event})
    :ok
  catch
    _, _ -> :ok
  end

  def cast(server, event) do
    :erlang.send(server, {:"$gen_cast", event})
    :ok
  catch
    _, _ -> :ok
  end

  @doc "Makes a call and waits for its reply."
  def call(server, request), do: call(server, request, :infinity)
  def call(server, request, {:clean_timeout, timeout}), do: call(server, request, timeout)
  def call(server, request, {:dirty_timeout, timeout}), do: call(server, request, timeout)

  def call(server, request, timeout) do
    {:ok, reply} = :gen.call(server, :"$gen_call", request, timeout)
    reply
  catch
    :exit, reason -> exit({reason, {:gen_statem, :call, [server, request, timeout]}})
  end

  @doc "Makes a call whose reply is fetched later."
  def send_request(server, request), do: :gen.send_request(server, :"$gen_call", request)

  def send_request(server, request, label, collection) do
    :gen.send_request(server, :"$gen_call", request, label, collection)
  end

  @doc "Waits for a reply, keeping the request after a timeout."
  def wait_response(request), do: :gen.wait_response(request, :infinity)
  def wait_response(request, timeout), do: :gen.wait_response(request, timeout)
  def wait_response(collection, timeout, delete?), do: :gen.wait_response(collection, timeout, delete?)

  @doc "Waits for a reply, giving the request up after a timeout."
  def receive_response(request), do: :gen.receive_response(request, :infinity)
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

  @doc "Answers one or several calls."
  def reply({:reply, from, reply}), do: :gen.reply(from, reply)
  def reply(replies) when is_list(replies), do: :lists.foreach(&reply/1, replies)
  def reply(from, reply), do: :gen.reply(from, reply)

  # Starting

  @doc "Makes the calling process a state machine."
  def enter_loop(module, options, state, data), do: enter_loop(module, options, state, data, self(), [])

  def enter_loop(module, options, state, data, server) when is_pid(server) or (is_tuple(server) and elem(server, 0) in [:local, :global, :via]) do
    enter_loop(module, options, state, data, server, [])
  end

  def enter_loop(module, options, state, data, actions), do: enter_loop(module, options, state, data, self(), actions)

  def enter_loop(module, options, state, data, server, actions) when is_atom(module) and is_list(options) do
    name = :gen.get_proc_name(server)
    s = new(:gen.get_parent(), name, module, options)
    begin(set_mode(s, module), state, data, actions, :gen.debug_options(name, options))
  end

  @doc false
  def init_it(starter, :self, name, module, args, options), do: init_it(starter, self(), name, module, args, options)

  def init_it(starter, parent, full_name, module, args, options) do
    name = :gen.name(full_name)
    debug = :gen.debug_options(name, options)

    case run_init(module, args) do
      {:ok, {:ok, state, data}} ->
        init_mode(starter, full_name, new(parent, name, module, options), module, state, data, [], debug)

      {:ok, {:ok, state, data, actions}} ->
        init_mode(starter, full_name, new(parent, name, module, options), module, state, data, actions, debug)

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
        reason = {:bad_return_from_init, other}
        :proc_lib.init_fail(starter, {:error, reason}, {:error, reason, []})

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

  defp init_mode(starter, full_name, s, module, state, data, actions, debug) do
    try do
      set_mode(s, module)
    catch
      kind, reason ->
        :gen.unregister_name(full_name)
        stack = __STACKTRACE__
        shown = if kind == :error, do: {reason, stack}, else: reason
        :proc_lib.init_fail(starter, {:error, shown}, {kind, reason, stack})
    else
      s ->
        :proc_lib.init_ack(starter, {:ok, self()})
        begin(s, state, data, actions, debug)
    end
  end

  # `timers` maps a timeout type to `{ref, content}`, where `ref` is a timer or `{:zero, n}`; `zeros` are the due ones of
  # the latter, in order.
  defp new(parent, name, module, options) do
    %{
      parent: parent,
      name: name,
      module: module,
      modules: [module],
      mode: :undefined,
      enter: false,
      hibernate_after: :gen.hibernate_after(options),
      hibernate: false,
      timers: %{},
      zeros: [],
      count: 0
    }
  end

  defp set_mode(s, module) do
    case module.callback_mode() do
      mode when mode in [:state_functions, :handle_event_function] -> %{s | mode: mode, enter: false}
      modes when is_list(modes) -> mode_list(modes, s, modes)
      other -> :erlang.error({:bad_return_from_callback_mode, other})
    end
  end

  defp mode_list([], %{mode: :undefined}, all), do: :erlang.error({:bad_return_from_callback_mode, all})
  defp mode_list([], s, _all), do: s
  defp mode_list([:state_enter | rest], s, all), do: mode_list(rest, %{s | enter: true}, all)

  defp mode_list([mode | rest], s, all) when mode in [:state_functions, :handle_event_function] do
    mode_list(rest, %{s | mode: mode}, all)
  end

  defp mode_list(_, _s, all), do: :erlang.error({:bad_return_from_callback_mode, all})

  # The first turn is like one that has changed the state: it enters it.
  defp begin(s, state, data, actions, debug) do
    turn = new_turn(state, {:internal, :init_state})
    done = carry_out(actions, turn, s, state, data, [], debug)
    settle(done, data, state, state, true, [], [], {:internal, :init_state}, debug)
  end

  # The loop

  defp loop(s, state, data, [event | queue], postponed, debug) do
    handle(event, s, state, data, queue, postponed, debug)
  end

  defp loop(%{zeros: [{type, n} | zeros]} = s, state, data, [], postponed, debug) do
    case s.timers do
      %{^type => {{:zero, ^n}, content}} ->
        s = %{s | zeros: zeros, timers: :maps.remove(type, s.timers)}
        handle({type, content}, s, state, data, [], postponed, debug)

      _ ->
        loop(%{s | zeros: zeros}, state, data, [], postponed, debug)
    end
  end

  defp loop(%{hibernate: true} = s, state, data, [], postponed, debug) do
    :proc_lib.hibernate(:gen_statem, :wakeup_from_hibernate, [%{s | hibernate: false}, state, data, postponed, debug])
  end

  defp loop(%{hibernate_after: hibernate_after} = s, state, data, [], postponed, debug) do
    receive do
      message -> received(message, s, state, data, postponed, debug)
    after
      hibernate_after -> loop(%{s | hibernate: true}, state, data, [], postponed, debug)
    end
  end

  @doc false
  def wakeup_from_hibernate(s, state, data, postponed, debug) do
    receive do
      message -> received(message, s, state, data, postponed, debug)
    end
  end

  defp received({:"$gen_call", from, request}, s, state, data, postponed, debug) do
    incoming({{:call, from}, request}, s, state, data, postponed, debug)
  end

  defp received({:"$gen_cast", event}, s, state, data, postponed, debug) do
    incoming({:cast, event}, s, state, data, postponed, debug)
  end

  defp received({:timeout, ref, type} = message, s, state, data, postponed, debug) when is_reference(ref) do
    case s.timers do
      %{^type => {^ref, content}} ->
        incoming({type, content}, %{s | timers: :maps.remove(type, s.timers)}, state, data, postponed, debug)

      _ ->
        incoming({:info, message}, s, state, data, postponed, debug)
    end
  end

  defp received({:system, from, request}, s, state, data, postponed, debug) do
    :sys.handle_system_msg(request, from, s.parent, :gen_statem, debug, [s, state, data, postponed], s.hibernate)
  end

  defp received({:EXIT, parent, reason}, %{parent: parent} = s, state, data, postponed, debug) do
    terminate(:exit, reason, [], s, state, data, [], postponed, debug)
  end

  defp received(message, s, state, data, postponed, debug) do
    incoming({:info, message}, s, state, data, postponed, debug)
  end

  defp incoming(event, s, state, data, postponed, []), do: handle(event, s, state, data, [], postponed, [])

  defp incoming(event, s, state, data, postponed, debug) do
    debug = :sys.handle_debug(debug, &print_event/3, {s.name, state}, {:in, event, state})
    handle(event, s, state, data, [], postponed, debug)
  end

  # Any event cancels the event timeout.
  defp handle(event, s, state, data, queue, postponed, debug) do
    s = cancel_timer(s, :timeout)

    case run_callback(event, s, state, data) do
      {:ok, result} ->
        handle_result(result, event, s, state, data, queue, postponed, debug)

      {kind, reason, stack} ->
        terminate(kind, reason, stack, s, state, data, [event | queue], postponed, debug)
    end
  end

  defp run_callback({type, content}, %{mode: :state_functions, module: module}, state, data) do
    {:ok, :erlang.apply(module, state, [type, content, data])}
  catch
    :throw, value -> {:ok, value}
    kind, reason -> {kind, reason, __STACKTRACE__}
  end

  defp run_callback({type, content}, %{module: module}, state, data) do
    {:ok, module.handle_event(type, content, state, data)}
  catch
    :throw, value -> {:ok, value}
    kind, reason -> {kind, reason, __STACKTRACE__}
  end

  defp handle_result(result, event, s, state, data, queue, postponed, debug) do
    case result do
      {:next_state, new_state, new_data} ->
        turn(new_state, new_data, [], false, event, s, state, queue, postponed, debug)

      {:next_state, new_state, new_data, actions} ->
        turn(new_state, new_data, actions, false, event, s, state, queue, postponed, debug)

      {:keep_state, new_data} ->
        turn(state, new_data, [], false, event, s, state, queue, postponed, debug)

      {:keep_state, new_data, actions} ->
        turn(state, new_data, actions, false, event, s, state, queue, postponed, debug)

      :keep_state_and_data ->
        turn(state, data, [], false, event, s, state, queue, postponed, debug)

      {:keep_state_and_data, actions} ->
        turn(state, data, actions, false, event, s, state, queue, postponed, debug)

      {:repeat_state, new_data} ->
        turn(state, new_data, [], true, event, s, state, queue, postponed, debug)

      {:repeat_state, new_data, actions} ->
        turn(state, new_data, actions, true, event, s, state, queue, postponed, debug)

      :repeat_state_and_data ->
        turn(state, data, [], true, event, s, state, queue, postponed, debug)

      {:repeat_state_and_data, actions} ->
        turn(state, data, actions, true, event, s, state, queue, postponed, debug)

      :stop ->
        terminate(:exit, :normal, [], s, state, data, [event | queue], postponed, debug)

      {:stop, reason} ->
        terminate(:exit, reason, [], s, state, data, [event | queue], postponed, debug)

      {:stop, reason, new_data} ->
        terminate(:exit, reason, [], s, state, new_data, [event | queue], postponed, debug)

      {:stop_and_reply, reason, replies} ->
        stop_and_reply(reason, replies, s, state, data, [event | queue], postponed, debug)

      {:stop_and_reply, reason, replies, new_data} ->
        stop_and_reply(reason, replies, s, state, new_data, [event | queue], postponed, debug)

      other ->
        reason = {:bad_return_from_state_function, other}
        terminate(:error, reason, here(), s, state, data, [event | queue], postponed, debug)
    end
  end

  defp here do
    {:current_stacktrace, [_, _ | stack]} = :erlang.process_info(self(), :current_stacktrace)
    stack
  end

  defp stop_and_reply(reason, replies, s, state, data, queue, postponed, debug) do
    terminate(:exit, reason, [], s, state, data, queue, postponed, reply_all(replies, s, state, debug))
  end

  defp reply_all([], _s, _state, debug), do: debug
  defp reply_all([reply | rest], s, state, debug), do: reply_all(rest, s, state, reply_all(reply, s, state, debug))

  defp reply_all({:reply, from, reply}, s, state, debug) do
    :gen.reply(from, reply)
    debug_event(debug, s, state, {:out, reply, from})
  end

  defp turn(new_state, data, actions, repeat?, event, s, state, queue, postponed, debug) do
    turn = new_turn(state, event)

    case carry_out(actions, turn, s, new_state, data, [event | queue], debug) do
      {:bad_action, action, debug} ->
        reason = {:bad_action_from_state_function, action}
        terminate(:error, reason, here(), s, new_state, data, [event | queue], postponed, debug)

      done ->
        settle(done, data, new_state, state, repeat?, queue, postponed, event, debug)
    end
  end

  # What the actions of one turn ask for; `events` and `timeouts` in reverse order.
  defp new_turn(_state, event), do: %{event: event, postpone: false, events: [], timeouts: [], entering: false}

  defp carry_out([], turn, s, _state, _data, _queue, debug), do: {turn, s, debug}

  defp carry_out([action | rest], turn, s, state, data, queue, debug) do
    case act(action, turn, s, state, debug) do
      {:bad_action, _, _} = bad -> bad
      {turn, s, debug} -> carry_out(rest, turn, s, state, data, queue, debug)
    end
  end

  defp carry_out(action, turn, s, state, data, queue, debug), do: carry_out([action], turn, s, state, data, queue, debug)

  defp act({:reply, from, reply}, turn, s, state, debug) do
    :gen.reply(from, reply)
    {turn, s, debug_event(debug, s, state, {:out, reply, from})}
  end

  defp act(:hibernate, turn, s, _state, debug), do: {turn, %{s | hibernate: true}, debug}
  defp act({:hibernate, flag}, turn, s, _state, debug) when is_boolean(flag), do: {turn, %{s | hibernate: flag}, debug}
  defp act(:postpone, %{entering: false} = turn, s, _state, debug), do: {%{turn | postpone: true}, s, debug}

  defp act({:postpone, flag}, %{entering: false} = turn, s, _state, debug) when is_boolean(flag) do
    {%{turn | postpone: flag}, s, debug}
  end

  defp act({:next_event, type, content}, %{entering: false} = turn, s, state, debug) do
    debug = debug_event(debug, s, state, {:in, {type, content}, state})
    {%{turn | events: [{type, content} | turn.events]}, s, debug}
  end

  defp act({:change_callback_module, module}, turn, s, _state, debug) when is_atom(module) do
    [_ | rest] = s.modules
    {turn, set_mode(%{s | module: module, modules: [module | rest]}, module), debug}
  end

  defp act({:push_callback_module, module}, turn, s, _state, debug) when is_atom(module) do
    {turn, set_mode(%{s | module: module, modules: [module | s.modules]}, module), debug}
  end

  defp act(:pop_callback_module, turn, %{modules: [_, module | rest]} = s, _state, debug) do
    {turn, set_mode(%{s | module: module, modules: [module | rest]}, module), debug}
  end

  defp act(:infinity, turn, s, _state, debug), do: {add_timeout(turn, {:timeout, :infinity, :infinity, []}), s, debug}

  defp act(time, turn, s, _state, debug) when is_integer(time) and time >= 0 do
    {add_timeout(turn, {:timeout, time, time, []}), s, debug}
  end

  defp act({type, :cancel}, turn, s, _state, debug) do
    case timeout_type?(type) do
      true -> {add_timeout(turn, {type, :infinity, :undefined, []}), s, debug}
      false -> {:bad_action, {type, :cancel}, debug}
    end
  end

  defp act({type, time, content}, turn, s, state, debug), do: act({type, time, content, []}, turn, s, state, debug)

  defp act({type, time, content, options}, turn, s, _state, debug) do
    case timeout_type?(type) and timeout?(time, options) do
      true -> {add_timeout(turn, {type, time, content, options}), s, debug}
      false -> {:bad_action, {type, time, content, options}, debug}
    end
  end

  defp act(action, _turn, _s, _state, debug), do: {:bad_action, action, debug}

  defp add_timeout(turn, timeout), do: %{turn | timeouts: [timeout | turn.timeouts]}

  defp timeout_type?(:timeout), do: true
  defp timeout_type?(:state_timeout), do: true
  defp timeout_type?({:timeout, _name}), do: true
  defp timeout_type?(_), do: false

  defp timeout?(:infinity, _options), do: true
  defp timeout?(:update, []), do: true
  defp timeout?(time, options), do: is_integer(time) and (time >= 0 or absolute?(options))

  defp absolute?({:abs, flag}), do: flag == true
  defp absolute?([{:abs, true} | _]), do: true
  defp absolute?([_ | rest]), do: absolute?(rest)
  defp absolute?(_), do: false

  # After the actions: the queue and the postponed events, the state's entry, the timers.
  defp settle({:bad_action, action, debug}, data, new_state, _state, _repeat?, queue, postponed, event, _debug) do
    _ = {data, new_state, queue, postponed, event, debug}
    :erlang.error({:bad_action_from_state_function, action})
  end

  defp settle({turn, s, debug}, data, new_state, state, repeat?, queue, postponed, event, _debug) do
    postponed = if turn.postpone, do: [event | postponed], else: postponed
    changed? = new_state !== state
    debug = debug_settled(debug, s, state, event, turn.postpone, new_state)

    {queue, postponed, s} =
      case changed? do
        true -> {:lists.reverse(postponed, queue), [], cancel_timer(s, :state_timeout)}
        false when repeat? -> {:lists.reverse(postponed, queue), [], s}
        false -> {queue, postponed, s}
      end

    case s.enter and (changed? or repeat?) do
      true -> enter(turn, s, new_state, state, data, queue, postponed, event, debug)
      false -> ready(turn, s, new_state, data, queue, postponed, debug)
    end
  end

  defp ready(turn, s, state, data, queue, postponed, debug) do
    queue = :lists.reverse(turn.events, queue)
    loop(set_timers(:lists.reverse(turn.timeouts), s), state, data, queue, postponed, debug)
  end

  defp enter(turn, s, state, old_state, data, queue, postponed, event, debug) do
    case run_callback({:enter, old_state}, s, state, data) do
      {:ok, result} ->
        case enter_result(result, data, s, state) do
          {:go, new_data, actions, again?} ->
            case carry_out(actions, %{turn | entering: true}, s, state, new_data, queue, debug) do
              {:bad_action, action, debug} ->
                reason = {:bad_state_enter_action_from_state_function, action}
                terminate(:error, reason, here(), s, state, new_data, queue, postponed, debug)

              {turn, s, debug} when again? ->
                enter(turn, s, state, old_state, new_data, queue, postponed, event, debug)

              {turn, s, debug} ->
                ready(turn, s, state, new_data, queue, postponed, debug)
            end

          {:stop, reason, replies, new_data} ->
            stop_and_reply(reason, replies, s, state, new_data, queue, postponed, debug)

          :bad ->
            reason = {:bad_state_enter_return_from_state_function, result}
            terminate(:error, reason, here(), s, state, data, queue, postponed, debug)
        end

      {kind, reason, stack} ->
        terminate(kind, reason, stack, s, state, data, queue, postponed, debug)
    end
  end

  defp enter_result(result, data, _s, state) do
    case result do
      {:next_state, ^state, new_data} -> {:go, new_data, [], false}
      {:next_state, ^state, new_data, actions} -> {:go, new_data, actions, false}
      {:keep_state, new_data} -> {:go, new_data, [], false}
      {:keep_state, new_data, actions} -> {:go, new_data, actions, false}
      :keep_state_and_data -> {:go, data, [], false}
      {:keep_state_and_data, actions} -> {:go, data, actions, false}
      {:repeat_state, new_data} -> {:go, new_data, [], true}
      {:repeat_state, new_data, actions} -> {:go, new_data, actions, true}
      :repeat_state_and_data -> {:go, data, [], true}
      {:repeat_state_and_data, actions} -> {:go, data, actions, true}
      :stop -> {:stop, :normal, [], data}
      {:stop, reason} -> {:stop, reason, [], data}
      {:stop, reason, new_data} -> {:stop, reason, [], new_data}
      {:stop_and_reply, reason, replies} -> {:stop, reason, replies, data}
      {:stop_and_reply, reason, replies, new_data} -> {:stop, reason, replies, new_data}
      _ -> :bad
    end
  end

  # Timers

  defp set_timers([], s), do: s
  defp set_timers([timeout | rest], s), do: set_timers(rest, set_timer(timeout, s))

  defp set_timer({type, :infinity, _content, _options}, s), do: cancel_timer(s, type)

  defp set_timer({type, :update, content, _options}, s) do
    case s.timers do
      %{^type => {ref, _}} -> %{s | timers: :maps.put(type, {ref, content}, s.timers)}
      _ -> set_timer({type, 0, content, []}, s)
    end
  end

  defp set_timer({type, time, content, options}, s) do
    s = cancel_timer(s, type)

    case {time, absolute?(options)} do
      {0, false} ->
        n = s.count + 1
        timers = :maps.put(type, {{:zero, n}, content}, s.timers)
        %{s | timers: timers, zeros: s.zeros ++ [{type, n}], count: n}

      {time, absolute?} ->
        ref = :erlang.start_timer(time, self(), type, abs: absolute?)
        %{s | timers: :maps.put(type, {ref, content}, s.timers)}
    end
  end

  defp cancel_timer(%{timers: timers} = s, _type) when timers == %{}, do: s

  defp cancel_timer(%{timers: timers} = s, type) do
    case timers do
      %{^type => {{:zero, _}, _}} ->
        %{s | timers: :maps.remove(type, timers)}

      %{^type => {ref, _}} ->
        case :erlang.cancel_timer(ref) do
          false ->
            receive do
              {:timeout, ^ref, _} -> :ok
            after
              0 -> :ok
            end

          _ ->
            :ok
        end

        %{s | timers: :maps.remove(type, timers)}

      _ ->
        s
    end
  end

  # The end

  defp terminate(kind, reason, stack, s, state, data, queue, postponed, debug) do
    shown = if kind == :error, do: {reason, stack}, else: reason

    case run_terminate(s.module, shown, state, data) do
      :ok ->
        case quiet?(kind, reason) do
          true -> :ok
          false -> report(kind, reason, stack, s, state, data, queue, postponed, debug)
        end

        leave(kind, reason, stack)

      {other_kind, other_reason, other_stack} ->
        report(other_kind, other_reason, other_stack, s, state, data, queue, postponed, debug)
        leave(other_kind, other_reason, other_stack)
    end
  end

  defp run_terminate(module, reason, state, data) do
    case :erlang.function_exported(module, :terminate, 3) do
      true ->
        module.terminate(reason, state, data)
        :ok

      false ->
        :ok
    end
  catch
    :throw, _value -> :ok
    kind, reason -> {kind, reason, __STACKTRACE__}
  end

  defp quiet?(:exit, :normal), do: true
  defp quiet?(:exit, :shutdown), do: true
  defp quiet?(:exit, {:shutdown, _}), do: true
  defp quiet?(_, _), do: false

  defp leave(:exit, reason, []), do: exit(reason)
  defp leave(kind, reason, stack), do: :erlang.raise(kind, reason, stack)

  defp report(kind, reason, stack, s, state, data, queue, postponed, debug) do
    case :logger.allow(:error, :gen_statem) do
      true ->
        status = %{
          state: state,
          data: data,
          reason: reason,
          queue: queue,
          postponed: :lists.reverse(postponed),
          log: :sys.get_log(debug)
        }

        status = :gen.format_status(s.module, :terminate, status, [:erlang.get(), state, data])

        :logger.error(
          %{
            label: {:gen_statem, :terminate},
            name: s.name,
            queue: :maps.get(:queue, status),
            postponed: :maps.get(:postponed, status),
            modules: s.modules,
            callback_mode: s.mode,
            state_enter: s.enter,
            state: state_at_end(s.module, status, state, data),
            timeouts: shown_timers(s),
            log: :maps.get(:log, status),
            reason: {kind, :maps.get(:reason, status), stack},
            client_info: client_info(queue),
            process_label: :proc_lib.get_label(self())
          },
          %{
            domain: [:otp],
            report_cb: &:gen_statem.format_log/2,
            error_logger: %{tag: :error, report_cb: &:gen_statem.format_log/1}
          }
        )

      false ->
        :ok
    end
  end

  # `format_status/2` gives what stands for both.
  defp state_at_end(module, status, state, data) do
    case :erlang.function_exported(module, :format_status, 2) and not :erlang.function_exported(module, :format_status, 1) do
      true -> :maps.get(:state, status)
      false -> shown_state(status, state, data)
    end
  end

  defp shown_state(%{state: state, data: data}, _state, _data), do: {state, data}

  defp shown_timers(s) do
    timers = :lists.map(fn {type, {_ref, content}} -> {type, content} end, :maps.to_list(s.timers))
    {:erlang.length(timers), timers}
  end

  defp client_info([{{:call, {pid, _tag}}, _} | _]) when is_pid(pid) and node(pid) == node() do
    case :erlang.process_info(pid, [:current_stacktrace, :registered_name]) do
      :undefined -> {pid, :dead}
      [{:current_stacktrace, stack}, {:registered_name, []}] -> {pid, {pid, stack}}
      [{:current_stacktrace, stack}, {:registered_name, name}] -> {pid, {name, stack}}
    end
  end

  defp client_info([{{:call, {pid, _tag}}, _} | _]) when is_pid(pid), do: {pid, :remote}
  defp client_info(_), do: :undefined

  # System callbacks

  @doc false
  def system_continue(parent, debug, [s, state, data, postponed]) do
    loop(%{s | parent: parent}, state, data, [], postponed, debug)
  end

  @doc false
  def system_terminate(reason, _parent, debug, [s, state, data, postponed]) do
    terminate(:exit, reason, [], s, state, data, [], postponed, debug)
  end

  @doc false
  def system_code_change([s, state, data, postponed], _module, vsn, extra) do
    case s.module.code_change(vsn, state, data, extra) do
      {:ok, new_state, new_data} -> {:ok, [set_mode(s, s.module), new_state, new_data, postponed]}
      other -> other
    end
  end

  @doc false
  def system_get_state([_s, state, data, _postponed]), do: {:ok, {state, data}}

  @doc false
  def system_replace_state(fun, [s, state, data, postponed]) do
    {new_state, new_data} = result = fun.({state, data})
    {:ok, result, [s, new_state, new_data, postponed]}
  end

  @doc false
  def format_status(opt, [dictionary, sys_state, parent, debug, [s, state, data, postponed]]) do
    status = %{state: state, data: data, queue: [], postponed: :lists.reverse(postponed), log: :sys.get_log(debug)}
    status = :gen.format_status(s.module, opt, status, [dictionary, state, data])

    shown =
      case status do
        %{"$status": list} when is_list(list) -> list
        %{"$status": other} -> [other]
        _ -> [{:data, [{~c"State", shown_state(status, state, data)}]}]
      end

    [
      {:header, :gen.format_status_header(~c"Status for state machine", s.name)},
      {:data,
       [
         {~c"Status", sys_state},
         {~c"Parent", parent},
         {~c"Modules", s.modules},
         {~c"Time-outs", shown_timers(s)},
         {~c"Logged Events", :maps.get(:log, status)},
         {~c"Postponed", :maps.get(:postponed, status)}
       ]}
      | shown
    ]
  end

  # Debugging

  defp debug_event([], _s, _state, _event), do: []
  defp debug_event(debug, s, state, event), do: :sys.handle_debug(debug, &print_event/3, {s.name, state}, event)

  defp debug_settled([], _s, _state, _event, _postpone, _new_state), do: []

  defp debug_settled(debug, s, state, event, true, new_state) do
    debug_event(debug, s, state, {:postpone, event, state, new_state})
  end

  defp debug_settled(debug, s, state, event, false, new_state) do
    debug_event(debug, s, state, {:consume, event, state, new_state})
  end

  defp print_event(device, event, {name, state}) do
    :io.put_chars(device, :io_lib.format(~c"*DBG* ~tp ~tp in state ~tp~n", [name, event, state]))
  end

  @doc "Formats a log report of this module."
  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  def format_log(%{label: {:gen_statem, :terminate}} = report) do
    {~c"** State machine ~tp terminating~n** When server state  = ~tp~n** Reason for termination = ~tp~n** Queued = ~tp~n** Postponed = ~tp~n",
     [report.name, report.state, report.reason, report.queue, report.postponed]}
  end
end
