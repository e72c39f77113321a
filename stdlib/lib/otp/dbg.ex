defmodule :dbg do
  @moduledoc """
  Traces by hand: a tracer prints, or hands to a function, what `:erlang.trace/3` tells of processes and calls.

  `tracer/0` starts it, `p/2` says which processes are followed and `tp/2` or `tpl/2` which functions; `stop/0` ends it.
  """

  use GenServer

  @typedoc "Which processes: a pid, a name, `:all`, `:new` or `:existing`, `{0, number, 0}` or the number alone, a pid's text"
  @type item() :: pid() | atom() | integer() | {integer(), integer(), integer()} | charlist()

  @typedoc "What came of a request: how many processes or functions it concerned"
  @type matched() :: {:ok, [{:matched, node(), non_neg_integer()} | {:saved, term()} | tuple()]} | {:error, term()}

  @builtin [
    x: [{:_, [], [{:exception_trace}]}],
    c: [{:_, [], [{:message, {:caller_line}}]}],
    cx: [{:_, [], [{:exception_trace}, {:message, {:caller_line}}]}]
  ]
  @long_names [exception_trace: :x, caller_trace: :c, caller_exception_trace: :cx]

  @short_flags [s: [:send], r: [:receive], m: [:send, :receive], c: [:call], p: [:procs], sos: [:set_on_spawn]] ++
                 [sofs: [:set_on_first_spawn], sol: [:set_on_link], sofl: [:set_on_first_link]]
  @flags [:send, :receive, :call, :procs, :running, :exiting, :garbage_collection, :arity, :return_to, :silent, :timestamp, :all] ++
           [:ports, :monotonic_timestamp, :strict_monotonic_timestamp] ++ Enum.flat_map(@short_flags, &elem(&1, 1))

  # ---- the tracer

  @doc "As `tracer/0`."
  @spec start() :: {:ok, pid()} | {:error, :already_started}
  def start, do: tracer()

  @doc "Starts a tracer that prints what it is told."
  @spec tracer() :: {:ok, pid()} | {:error, :already_started}
  def tracer, do: tracer(:process, {&dhandler/2, :user})

  @doc "Starts a tracer that calls a function with each message and what it answered last."
  @spec tracer(:process, {(term(), term() -> term()), term()}) :: {:ok, pid()} | {:error, :already_started}
  def tracer(:process, {handler, initial}) when is_function(handler, 2) do
    case :gen_server.start({:local, :dbg}, __MODULE__, {handler, initial}, []) do
      {:ok, server} -> {:ok, server}
      {:error, {:already_started, _}} -> {:error, :already_started}
    end
  end

  @doc "The process that is told."
  @spec get_tracer() :: {:ok, pid()} | {:error, term()}
  def get_tracer, do: get_tracer(node())

  @doc "As `get_tracer/0`, of this node."
  @spec get_tracer(node()) :: {:ok, pid()} | {:error, term()}
  def get_tracer(node), do: ask(:tracer, {:error, {:no_tracer_on_node, node}})

  @doc "Ends tracing. What functions are to be traced is kept."
  @spec stop() :: :ok
  def stop do
    case ask(:stop, nil) do
      nil -> :ok
      {:ok, server, tracer} -> Enum.each([server, tracer], &await_end/1)
    end
  end

  @doc "Ends tracing and forgets which functions are traced."
  @spec stop_clear() :: :ok
  def stop_clear do
    {:ok, _} = ctp()
    stop()
  end

  defp await_end(pid) do
    ref = :erlang.monitor(:process, pid)

    receive do
      {:DOWN, ^ref, _, _, _} -> :ok
    end
  end

  defp ask(request, otherwise) do
    case :erlang.whereis(:dbg) do
      :undefined -> otherwise
      server -> :gen_server.call(server, request, :infinity)
    end
  catch
    :exit, _ -> otherwise
  end

  @impl true
  def init({handler, initial}) do
    tracer = :erlang.spawn_link(fn -> trace_loop(handler, initial) end)
    {:ok, %{tracer: tracer, saved: [], traced: []}}
  end

  @impl true
  def handle_call(:tracer, _from, state), do: {:reply, {:ok, state.tracer}, state}
  def handle_call(:traced, _from, state), do: {:reply, Enum.reverse(state.traced), state}
  def handle_call(:saved, _from, state), do: {:reply, state.saved, state}

  def handle_call({:save, pattern}, _from, state) do
    case List.keyfind(state.saved, pattern, 1) do
      {number, _} ->
        {:reply, number, state}

      nil ->
        number = Enum.find(1..(length(state.saved) + 1), &(not List.keymember?(state.saved, &1, 0)))
        {:reply, number, %{state | saved: List.keysort([{number, pattern} | state.saved], 0)}}
    end
  end

  def handle_call({:delete, :all}, _from, state), do: {:reply, :ok, %{state | saved: []}}

  def handle_call({:delete, number}, _from, state) do
    {:reply, :ok, %{state | saved: List.keydelete(state.saved, number, 0)}}
  end

  # The server asks for the trace, so that it is the one who can take it back.
  def handle_call({:trace, who, on, flags}, _from, state) do
    matched = :erlang.trace(who, on, if(on, do: [{:tracer, state.tracer} | flags], else: flags))
    traced = if is_pid(who), do: List.delete(state.traced, who), else: state.traced
    {:reply, {:ok, matched}, %{state | traced: if(on and is_pid(who), do: [who | traced], else: traced)}}
  rescue
    ArgumentError -> {:reply, :error, state}
  end

  def handle_call(:stop, _from, state) do
    :erlang.trace(:all, false, [:all])
    send(state.tracer, :stop_tracer)
    {:stop, :normal, {:ok, self(), state.tracer}, state}
  end

  defp trace_loop(handler, state) do
    receive do
      :stop_tracer -> :ok
      message -> trace_loop(handler, handler.(message, state))
    end
  end

  # ---- processes

  @doc "As `p/2` with messages and calls."
  @spec p(item()) :: matched()
  def p(item), do: p(item, [:m])

  @doc """
  Has processes followed: `:m` for messages, `:s` and `:r` for those sent and received, `:c` for calls, `:p` for their life; `:sos`
  and the like have others followed too. `:clear` ends it.
  """
  @spec p(item(), atom() | [atom()]) :: matched()
  def p(item, flags) do
    flags = List.wrap(flags)

    case Enum.reject(flags, &(&1 == :clear or &1 in @flags or Keyword.has_key?(@short_flags, &1))) do
      [] -> follow(process(item), :clear not in flags, Enum.flat_map(flags, &Keyword.get(@short_flags, &1, [&1])))
      bad -> {:error, {:bad_flags, bad}}
    end
  end

  defp follow({:none, item}, _on, _flags), do: {:ok, [{:matched, node(), 0, {:no_proc, item}}]}

  defp follow(who, on, flags) do
    case ask({:trace, who, on, if(on, do: flags, else: [:all])}, nil) do
      nil -> {:error, {:no_tracer_on_node, node()}}
      {:ok, count} -> {:ok, [{:matched, node(), count}]}
      :error -> {:ok, [{:matched, node(), 0, {:no_proc, who}}]}
    end
  end

  defp process(item) when item in [:all, :new, :existing, :processes, :new_processes, :existing_processes], do: item
  defp process(pid) when is_pid(pid), do: pid
  defp process(number) when is_integer(number), do: process({0, number, 0})
  defp process({a, b, c}), do: process(~c"<#{a}.#{b}.#{c}>")

  defp process(name) when is_atom(name) do
    case :erlang.whereis(name) do
      pid when is_pid(pid) -> pid
      _ -> {:none, name}
    end
  end

  defp process(text) when is_list(text), do: :erlang.list_to_pid(text)

  # ---- functions

  @doc "Has calls of functions traced that name the module."
  @spec tp(module() | tuple(), term()) :: matched()
  def tp(module_or_function, pattern), do: set(function(module_or_function), pattern, [:global])

  @doc "As `tp/2`, for all functions of a name."
  @spec tp(module(), atom(), term()) :: matched()
  def tp(module, name, pattern), do: set({module, name, :_}, pattern, [:global])

  @doc "As `tp/2`, for one function."
  @spec tp(module(), atom(), arity() | :_, term()) :: matched()
  def tp(module, name, arity, pattern), do: set({module, name, arity}, pattern, [:global])

  @doc "Has all calls of functions traced, of those that are not exported too."
  @spec tpl(module() | tuple(), term()) :: matched()
  def tpl(module_or_function, pattern), do: set(function(module_or_function), pattern, [:local])

  @doc "As `tpl/2`, for all functions of a name."
  @spec tpl(module(), atom(), term()) :: matched()
  def tpl(module, name, pattern), do: set({module, name, :_}, pattern, [:local])

  @doc "As `tpl/2`, for one function."
  @spec tpl(module(), atom(), arity() | :_, term()) :: matched()
  def tpl(module, name, arity, pattern), do: set({module, name, arity}, pattern, [:local])

  @doc "Ends the tracing of all calls."
  @spec ctp() :: matched()
  def ctp, do: ctp({:_, :_, :_})

  for {name, scopes, doc} <- [
        {:ctp, [:global, :local], "calls"},
        {:ctpl, [:local], "all calls"},
        {:ctpg, [:global], "calls that name the module"}
      ] do
    @doc "Ends the tracing of #{doc} of functions."
    @spec unquote(name)(module() | tuple()) :: matched()
    def unquote(name)(module_or_function), do: clear(function(module_or_function), unquote(scopes))

    @doc "As `#{name}/1`, for all functions of a name."
    @spec unquote(name)(module(), atom()) :: matched()
    def unquote(name)(module, function), do: clear({module, function, :_}, unquote(scopes))

    @doc "As `#{name}/1`, for one function."
    @spec unquote(name)(module(), atom(), arity() | :_) :: matched()
    def unquote(name)(module, function, arity), do: clear({module, function, arity}, unquote(scopes))
  end

  @doc "Ends the tracing of calls set by `tpl/2`."
  @spec ctpl() :: matched()
  def ctpl, do: ctpl({:_, :_, :_})

  @doc "Ends the tracing of calls set by `tp/2`."
  @spec ctpg() :: matched()
  def ctpg, do: ctpg({:_, :_, :_})

  defp function({module, name, arity}), do: {module, name, arity}
  defp function(module) when is_atom(module), do: {module, :_, :_}

  defp clear(function, scopes) do
    counts = for scope <- scopes, do: :erlang.trace_pattern(function, false, [scope])
    if :erlang.whereis(:dbg) == :undefined, do: {:ok, []}, else: {:ok, [{:matched, node(), Enum.max(counts)}]}
  end

  defp set(function, pattern, scope) do
    with true <- :erlang.whereis(:dbg) != :undefined,
         {:ok, specification, name} <- specification(pattern) do
      count = :erlang.trace_pattern(function, specification, scope)
      {:ok, [{:matched, node(), count} | for(saved <- name, do: {:saved, saved})]}
    else
      false -> {:ok, []}
      error -> error
    end
  rescue
    ArgumentError -> {:error, [error: ~c"Invalid match specification."]}
  end

  defp specification([]), do: {:ok, true, []}

  defp specification(pattern) when is_list(pattern) do
    # One that makes no sense is not kept.
    :erlang.trace_pattern({:"no such module", :_, :_}, pattern, [])
    {:ok, pattern, [ask({:save, pattern}, 1)]}
  end

  defp specification(name) do
    short = Keyword.get(@long_names, name, name)

    case List.keyfind(@builtin ++ ask(:saved, []), short, 0) do
      {_, pattern} -> {:ok, pattern, [name]}
      nil -> {:error, :unknown_pattern}
    end
  end

  @doc "Prints the patterns that are kept under a name or a number."
  @spec ltp() :: :ok
  def ltp do
    for {number, pattern} <- ask(:saved, []), do: print_pattern(number, ~c"~w", pattern)

    for {name, format, value} <-
          Enum.sort(
            for({name, pattern} <- @builtin, do: {name, ~c"~w", pattern}) ++
              for({long, short} <- @long_names, do: {long, ~c"~w", short})
          ) do
      print_pattern(name, format, value)
    end

    :ok
  end

  defp print_pattern(name, format, value), do: :io.format(~c"~tp: " ++ format ++ ~c"~n", [name, value])

  @doc "Forgets all patterns that are kept under a number."
  @spec dtp() :: :ok
  def dtp, do: ask({:delete, :all}, :ok)

  @doc "Forgets the pattern that is kept under a number."
  @spec dtp(term()) :: :ok
  def dtp(number), do: ask({:delete, number}, :ok)

  # ---- others

  @doc "As `c/4`, following everything."
  @spec c(module(), atom(), [term()]) :: term()
  def c(module, function, args), do: c(module, function, args, [:all])

  @doc "Calls a function in a process that is followed, and ends tracing."
  @spec c(module(), atom(), [term()], atom() | [atom()]) :: term()
  def c(module, function, args, flags) do
    _ = tracer()
    parent = self()
    ref = make_ref()

    pid =
      spawn(fn ->
        receive do
          ^ref -> send(parent, {ref, result(module, function, args)})
        end
      end)

    {:ok, _} = p(pid, flags)
    send(pid, ref)

    receive do
      {^ref, result} ->
        stop_clear()
        result
    end
  end

  defp result(module, function, args) do
    apply(module, function, args)
  catch
    :error, reason -> {:error, {reason, __STACKTRACE__}}
    _kind, reason -> {:error, reason}
  end

  @doc "Prints which processes are followed."
  @spec i() :: :ok
  def i do
    :io.format(~c"~nNode ~tw:~n~-12s ~-21s ~-6s~n", [node(), ~c"Pid", ~c"Initial call", ~c"Trace"])

    for pid <- ask(:traced, []), {:flags, [_ | _] = flags} <- [:erlang.trace_info(pid, :flags)] do
      call = with {:initial_call, call} <- :erlang.process_info(pid, :initial_call), do: call
      :io.format(~c"~-12w ~-21w ~ts~n", [pid, call, Enum.map_join(flags, " ", &to_string/1)])
    end

    :ok
  end

  @doc "Prints the nodes that are traced: this one."
  @spec ln() :: :ok
  def ln, do: :io.format(~c"~tw~n", [node()])

  @doc "Has another node traced: there is none to reach."
  @spec n(node()) :: {:error, term()}
  def n(node) when node == node(), do: {:error, :cant_add_local_node}
  def n(node), do: {:error, {:nodedown, node}}

  @doc "Ends the tracing of another node."
  @spec cn(node()) :: :ok
  def cn(_node), do: :ok

  # ---- printing

  @doc "Prints what a tracer is told, as the one that `tracer/0` starts does. Answers the device."
  @spec dhandler(term(), device) :: device when device: term()
  def dhandler(:end_of_trace, device), do: device

  def dhandler({:drop, count}, device) do
    :io.format(device, ~c"*** Dropped ~p messages.~n", [count])
    device
  end

  def dhandler(message, device) when elem(message, 0) == :trace and tuple_size(message) >= 4 do
    [:trace, pid | event] = Tuple.to_list(message)
    print(device, pid, event, ~c"~n", [])
  end

  def dhandler(message, device) when elem(message, 0) == :trace_ts and tuple_size(message) >= 5 do
    [:trace_ts, pid | rest] = Tuple.to_list(message)
    {event, [time]} = Enum.split(rest, -1)
    print(device, pid, event, ~c" (Timestamp: ~p)~n", [time])
  end

  def dhandler(message, device) do
    :io.format(device, ~c"~p~n", [message])
    device
  end

  defp print(device, pid, event, ending, more) do
    {format, args} = event(event)
    :io.format(device, ~c"(~p) " ++ format ++ ending, [pid | args] ++ more)
    device
  end

  defp event([:receive, message]), do: {~c"<< ~tp", [message]}
  defp event([:send, message, to]), do: {~c"~tp ! ~tp", [to, message]}
  defp event([:call, function]), do: with({format, args} <- call(function), do: {~c"call " ++ format, args})

  defp event([:call, function, message]) do
    {format, args} = call(function)
    {~c"call " ++ format ++ ~c" (~tp)", args ++ [message]}
  end

  defp event([:return_from, function, value]) do
    {format, args} = call(function)
    {~c"returned from " ++ format ++ ~c" -> ~tp", args ++ [value]}
  end

  defp event([:return_to, :undefined]), do: {~c"returning to ~tp", [:undefined]}
  defp event([:return_to, function]), do: with({format, args} <- call(function), do: {~c"returning to " ++ format, args})

  defp event([:spawn, pid, function]) do
    {format, args} = call(function)
    {~c"spawn ~p as " ++ format, [pid | args]}
  end

  # Each of them begins a line of its own, as far as breaking it is concerned.
  defp event([name | details]) do
    {~c"~tp" ++ Enum.flat_map(details, fn _ -> ~c" ~ts" end), [name | Enum.map(details, &:io_lib.format(~c"~tp", [&1]))]}
  end

  defp call({module, name, arity}) when is_integer(arity), do: {~c"~tw:~tw/~w", [module, name, arity]}

  defp call({module, name, args}) do
    arguments = args |> Enum.map(fn _ -> ~c"~tp" end) |> Enum.intersperse(~c",") |> :lists.append()
    {~c"~tw:~tw(" ++ arguments ++ ~c")", [module, name | args]}
  end
end
