defmodule DynamicSupervisor do
  @moduledoc """
  A supervisor for many children of any kind that are started while it runs.

      iex> {:ok, sup} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> {:ok, pid} = DynamicSupervisor.start_child(sup, {Agent, fn -> 7 end})
      iex> Agent.get(pid, & &1)
      7

  """

  @behaviour GenServer

  defstruct [
    :args,
    :extra_arguments,
    :mod,
    :name,
    :strategy,
    :max_children,
    :max_restarts,
    :max_seconds,
    children: %{},
    restarts: []
  ]

  @type sup_flags :: %{
          strategy: strategy,
          intensity: non_neg_integer,
          period: pos_integer,
          max_children: non_neg_integer | :infinity,
          extra_arguments: [term]
        }
  @type option :: GenServer.option()
  @type init_option ::
          {:strategy, strategy}
          | {:max_restarts, non_neg_integer}
          | {:max_seconds, pos_integer}
          | {:max_children, non_neg_integer | :infinity}
          | {:extra_arguments, [term]}
  @type strategy :: :one_for_one
  @type on_start_child :: {:ok, pid} | {:ok, pid, info :: term} | :ignore | {:error, {:already_started, pid} | :max_children | term}

  @callback init(init_arg :: term) :: {:ok, sup_flags} | :ignore

  @doc """
  Returns a specification to start a dynamic supervisor under a supervisor.

      iex> DynamicSupervisor.child_spec(name: My.Sup).id
      My.Sup

  """
  @spec child_spec([init_option | option]) :: Supervisor.child_spec()
  def child_spec(options) when is_list(options) do
    id =
      case Keyword.get(options, :name, DynamicSupervisor) do
        name when is_atom(name) -> name
        {:global, name} -> name
        {:via, _module, name} -> name
      end

    %{id: id, start: {DynamicSupervisor, :start_link, [options]}, type: :supervisor}
  end

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour DynamicSupervisor

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}, type: :supervisor}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  # Clients

  @doc """
  Starts a dynamic supervisor.

  Options: `:strategy`, `:max_restarts`, `:max_seconds`, `:max_children`, `:extra_arguments` and those of
  `GenServer.start_link/3`.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> DynamicSupervisor.which_children(supervisor)
      []

  """
  @spec start_link([option | init_option]) :: Supervisor.on_start()
  def start_link(options) when is_list(options) do
    {init_options, start_options} =
      Keyword.split(options, [:extra_arguments, :max_children, :max_seconds, :max_restarts, :strategy])

    start_link(Supervisor.Default, init(init_options), start_options)
  end

  @doc """
  Starts a dynamic supervisor from a module and its argument.

      DynamicSupervisor.start_link(MyApp.Sessions, [], name: MyApp.Sessions)

  """
  @spec start_link(module, term, [option]) :: Supervisor.on_start()
  def start_link(module, init_arg, opts \\ []) do
    GenServer.start_link(DynamicSupervisor, {module, init_arg, opts[:name]}, opts)
  end

  @doc """
  Starts a child.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> 1 end})
      iex> Agent.get(pid, & &1)
      1

  """
  @spec start_child(Supervisor.supervisor(), Supervisor.child_spec() | Supervisor.module_spec() | tuple) ::
          on_start_child
  def start_child(supervisor, {_, _, _, _, _, _} = child_spec), do: start_valid(supervisor, child_spec)
  def start_child(supervisor, child_spec), do: start_valid(supervisor, Supervisor.child_spec(child_spec, []))

  defp start_valid(supervisor, child_spec) do
    case check_child(child_spec) do
      {:ok, child} -> call(supervisor, {:start_child, child})
      error -> {:error, error}
    end
  end

  defp check_child(%{id: _, start: {module, _, _} = start} = child) do
    restart = Map.get(child, :restart, :permanent)
    type = Map.get(child, :type, :worker)
    modules = Map.get(child, :modules, [module])
    shutdown = Map.get(child, :shutdown, if(type == :supervisor, do: :infinity, else: 5000))

    case Map.get(child, :significant, false) do
      false -> check_child(start, restart, shutdown, type, modules)
      other -> {:invalid_significant, other}
    end
  end

  defp check_child({_id, start, restart, shutdown, type, modules}), do: check_child(start, restart, shutdown, type, modules)
  defp check_child(other), do: {:invalid_child_spec, other}

  defp check_child(start, restart, shutdown, type, modules) do
    with :ok <- check_start(start),
         :ok <- check_restart(restart),
         :ok <- check_shutdown(shutdown),
         :ok <- check_type(type),
         :ok <- check_modules(modules) do
      {:ok, {start, restart, shutdown, type, modules}}
    end
  end

  defp check_start({module, fun, args}) when is_atom(module) and is_atom(fun) and is_list(args), do: :ok
  defp check_start(start), do: {:invalid_mfa, start}

  defp check_type(type) when type in [:supervisor, :worker], do: :ok
  defp check_type(type), do: {:invalid_child_type, type}

  defp check_restart(restart) when restart in [:permanent, :temporary, :transient], do: :ok
  defp check_restart(restart), do: {:invalid_restart_type, restart}

  defp check_shutdown(shutdown) when shutdown in [:infinity, :brutal_kill], do: :ok
  defp check_shutdown(shutdown) when is_integer(shutdown) and shutdown >= 0, do: :ok
  defp check_shutdown(shutdown), do: {:invalid_shutdown, shutdown}

  defp check_modules(:dynamic), do: :ok

  defp check_modules(modules) do
    if is_list(modules) and :lists.all(&is_atom/1, modules), do: :ok, else: {:invalid_modules, modules}
  end

  @doc """
  Stops the child `pid`.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> 1 end})
      iex> DynamicSupervisor.terminate_child(supervisor, pid)
      :ok
      iex> DynamicSupervisor.terminate_child(supervisor, pid)
      {:error, :not_found}

  """
  @spec terminate_child(Supervisor.supervisor(), pid) :: :ok | {:error, :not_found}
  def terminate_child(supervisor, pid) when is_pid(pid), do: call(supervisor, {:terminate_child, pid})

  @doc """
  Lists the children as `{:undefined, pid | :restarting, type, modules}`.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> 1 end})
      iex> DynamicSupervisor.which_children(supervisor) == [{:undefined, pid, :worker, [Agent]}]
      true

  """
  @spec which_children(Supervisor.supervisor()) :: [
          {:undefined, pid | :restarting, :worker | :supervisor, [module] | :dynamic}
        ]
  def which_children(supervisor), do: call(supervisor, :which_children)

  @doc """
  Counts the children: `:specs`, `:active`, `:supervisors` and `:workers`.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> DynamicSupervisor.count_children(supervisor) |> Enum.sort()
      [active: 0, specs: 0, supervisors: 0, workers: 0]

  """
  @spec count_children(Supervisor.supervisor()) :: %{
          specs: non_neg_integer,
          active: non_neg_integer,
          supervisors: non_neg_integer,
          workers: non_neg_integer
        }
  def count_children(supervisor), do: :maps.from_list(call(supervisor, :count_children))

  @doc """
  Stops a dynamic supervisor and its children.

      iex> {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
      iex> DynamicSupervisor.stop(supervisor)
      :ok

  """
  @spec stop(Supervisor.supervisor(), reason :: term, timeout) :: :ok
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(supervisor, reason, timeout)

  @doc """
  Makes the flags that `c:init/1` returns.

      iex> {:ok, flags} = DynamicSupervisor.init(max_children: 2)
      iex> flags.max_children
      2

  """
  @spec init([init_option]) :: {:ok, sup_flags}
  def init(options) when is_list(options) do
    {:ok,
     %{
       strategy: Keyword.get(options, :strategy, :one_for_one),
       intensity: Keyword.get(options, :max_restarts, 3),
       period: Keyword.get(options, :max_seconds, 5),
       max_children: Keyword.get(options, :max_children, :infinity),
       extra_arguments: Keyword.get(options, :extra_arguments, [])
     }}
  end

  # The process

  @impl true
  def init({module, init_arg, name}) do
    unless is_atom(module) and :code.ensure_loaded(module) == {:module, module} do
      raise ArgumentError, "invalid module #{inspect(module)} passed to DynamicSupervisor.start_link/3"
    end

    Process.put(:"$initial_call", {:supervisor, module, 1})
    Process.flag(:trap_exit, true)

    case module.init(init_arg) do
      {:ok, flags} when is_map(flags) ->
        name =
          cond do
            is_nil(name) -> {self(), module}
            is_atom(name) -> {:local, name}
            is_tuple(name) -> name
          end

        state = %DynamicSupervisor{mod: module, args: init_arg, name: name}

        case apply_flags(state, flags) do
          {:ok, state} -> {:ok, state}
          {:error, reason} -> {:stop, {:supervisor_data, reason}}
        end

      :ignore ->
        :ignore

      other ->
        {:stop, {:bad_return, {module, :init, other}}}
    end
  end

  defp apply_flags(state, flags) do
    extra_arguments = Map.get(flags, :extra_arguments, [])
    max_children = Map.get(flags, :max_children, :infinity)
    max_restarts = Map.get(flags, :intensity, 1)
    max_seconds = Map.get(flags, :period, 5)
    strategy = Map.get(flags, :strategy, :one_for_one)

    cond do
      strategy != :one_for_one ->
        {:error, {:invalid_strategy, strategy}}

      not (is_integer(max_restarts) and max_restarts >= 0) ->
        {:error, {:invalid_intensity, max_restarts}}

      not (is_integer(max_seconds) and max_seconds > 0) ->
        {:error, {:invalid_period, max_seconds}}

      not (max_children == :infinity or (is_integer(max_children) and max_children >= 0)) ->
        {:error, {:invalid_max_children, max_children}}

      Map.get(flags, :auto_shutdown, :never) != :never ->
        {:error, {:invalid_auto_shutdown, Map.get(flags, :auto_shutdown)}}

      not is_list(extra_arguments) ->
        {:error, {:invalid_extra_arguments, extra_arguments}}

      true ->
        {:ok,
         %{
           state
           | extra_arguments: extra_arguments,
             max_children: max_children,
             max_restarts: max_restarts,
             max_seconds: max_seconds,
             strategy: strategy
         }}
    end
  end

  @impl true
  def handle_call(:which_children, _from, state) do
    children =
      for {pid, child} <- Map.to_list(state.children) do
        case child do
          {:restarting, {_, _, _, type, modules}} -> {:undefined, :restarting, type, modules}
          {_, _, _, type, modules} -> {:undefined, pid, type, modules}
        end
      end

    {:reply, children, state}
  end

  def handle_call(:count_children, _from, %{children: children} = state) do
    {active, supervisors, workers} = count(Map.values(children), 0, 0, 0)
    reply = [specs: map_size(children), active: active, supervisors: supervisors, workers: workers]
    {:reply, reply, state}
  end

  def handle_call({:terminate_child, pid}, _from, %{children: children} = state) do
    case children do
      %{^pid => child} ->
        stop_children(%{pid => child}, state)
        {:reply, :ok, %{state | children: Map.delete(children, pid)}}

      %{} ->
        {:reply, {:error, :not_found}, state}
    end
  end

  # Sent by Task.Supervisor: its children differ in their arguments alone.
  def handle_call({:start_task, args, restart, shutdown}, from, state) do
    handle_call({:start_child, {{Task.Supervised, :start_link, args}, restart, shutdown, :worker, [Task.Supervised]}}, from, state)
  end

  def handle_call({:start_child, _child}, _from, %{children: children, max_children: max} = state)
      when map_size(children) >= max do
    {:reply, {:error, :max_children}, state}
  end

  def handle_call({:start_child, {{module, fun, args}, restart, shutdown, type, modules}}, _from, state) do
    case start(module, fun, state.extra_arguments ++ args) do
      {:ok, pid, _extra} = reply ->
        {:reply, reply, save_child(pid, module, fun, args, restart, shutdown, type, modules, state)}

      {:ok, pid} = reply ->
        {:reply, reply, save_child(pid, module, fun, args, restart, shutdown, type, modules, state)}

      reply ->
        {:reply, reply, state}
    end
  end

  defp count([{:restarting, {_, _, _, :supervisor, _}} | rest], active, supervisors, workers) do
    count(rest, active, supervisors + 1, workers)
  end

  defp count([{:restarting, _} | rest], active, supervisors, workers), do: count(rest, active, supervisors, workers + 1)

  defp count([{_, _, _, :supervisor, _} | rest], active, supervisors, workers) do
    count(rest, active + 1, supervisors + 1, workers)
  end

  defp count([_ | rest], active, supervisors, workers), do: count(rest, active + 1, supervisors, workers + 1)
  defp count([], active, supervisors, workers), do: {active, supervisors, workers}

  defp start(module, fun, args) do
    apply(module, fun, args)
  catch
    kind, reason -> {:error, exit_reason(kind, reason, __STACKTRACE__)}
  else
    {:ok, pid, extra} when is_pid(pid) -> {:ok, pid, extra}
    {:ok, pid} when is_pid(pid) -> {:ok, pid}
    :ignore -> :ignore
    {:error, _} = error -> error
    other -> {:error, other}
  end

  # A temporary child is never started again, so its arguments need not be kept.
  defp save_child(pid, module, fun, _args, :temporary, shutdown, type, modules, state) do
    put_child(state, pid, {{module, fun, :undefined}, :temporary, shutdown, type, modules})
  end

  defp save_child(pid, module, fun, args, restart, shutdown, type, modules, state) do
    put_child(state, pid, {{module, fun, args}, restart, shutdown, type, modules})
  end

  defp put_child(state, pid, child), do: %{state | children: Map.put(state.children, pid, child)}

  defp exit_reason(:exit, reason, _stack), do: reason
  defp exit_reason(:error, reason, stack), do: {reason, stack}
  defp exit_reason(:throw, value, stack), do: {{:nocatch, value}, stack}

  @impl true
  def handle_cast(_message, state), do: {:noreply, state}

  @impl true
  def handle_info({:EXIT, pid, reason}, state) do
    case state.children do
      %{^pid => {_, restart, _, _, _} = child} -> ended(restart, reason, pid, child, state)
      %{} -> {:noreply, state}
    end
  end

  def handle_info({:"$gen_restart", pid}, state) do
    case state.children do
      %{^pid => {:restarting, child}} -> restart(pid, child, state)
      %{} -> {:noreply, state}
    end
  end

  def handle_info(message, state) do
    :logger.error(
      %{label: {DynamicSupervisor, :unexpected_msg}, report: %{msg: message}},
      %{domain: [:otp, :elixir], error_logger: %{tag: :error_msg}, report_cb: &DynamicSupervisor.format_report/1}
    )

    {:noreply, state}
  end

  defp ended(:permanent, reason, pid, child, state) do
    report(:child_terminated, reason, pid, child, state)
    restart(pid, child, state)
  end

  defp ended(_, :normal, pid, _child, state), do: {:noreply, drop_child(pid, state)}
  defp ended(_, :shutdown, pid, _child, state), do: {:noreply, drop_child(pid, state)}
  defp ended(_, {:shutdown, _}, pid, _child, state), do: {:noreply, drop_child(pid, state)}

  defp ended(:transient, reason, pid, child, state) do
    report(:child_terminated, reason, pid, child, state)
    restart(pid, child, state)
  end

  defp ended(:temporary, reason, pid, child, state) do
    report(:child_terminated, reason, pid, child, state)
    {:noreply, drop_child(pid, state)}
  end

  defp drop_child(pid, state), do: %{state | children: Map.delete(state.children, pid)}

  defp restart(pid, child, state) do
    case add_restart(state) do
      {:ok, state} ->
        case start_again(pid, child, state) do
          {:ok, state} ->
            {:noreply, state}

          {:try_again, state} ->
            send(self(), {:"$gen_restart", pid})
            {:noreply, state}
        end

      {:shutdown, state} ->
        report(:shutdown, :reached_max_restart_intensity, pid, child, state)
        {:stop, :shutdown, drop_child(pid, state)}
    end
  end

  defp add_restart(%{max_seconds: seconds, max_restarts: max, restarts: restarts} = state) do
    now = :erlang.monotonic_time(:millisecond)
    restarts = [now | recent(restarts, now - seconds * 1000)]
    state = %{state | restarts: restarts}
    if length(restarts) <= max, do: {:ok, state}, else: {:shutdown, state}
  end

  defp recent([time | rest], oldest) when time >= oldest, do: [time | recent(rest, oldest)]
  defp recent(_, _oldest), do: []

  defp start_again(old_pid, {{module, fun, args}, restart, shutdown, type, modules} = child, state) do
    case start(module, fun, state.extra_arguments ++ args) do
      {:ok, pid, _extra} ->
        {:ok, save_child(pid, module, fun, args, restart, shutdown, type, modules, drop_child(old_pid, state))}

      {:ok, pid} ->
        {:ok, save_child(pid, module, fun, args, restart, shutdown, type, modules, drop_child(old_pid, state))}

      :ignore ->
        {:ok, drop_child(old_pid, state)}

      {:error, reason} ->
        report(:start_error, reason, {:restarting, old_pid}, child, state)
        {:try_again, put_child(state, old_pid, {:restarting, child})}
    end
  end

  @impl true
  def terminate(_reason, %{children: children} = state), do: stop_children(children, state)

  # All children are asked to leave at once; each has its own time to do so.
  defp stop_children(children, state) do
    monitors =
      for {pid, {_, _, _, _, _} = child} <- Map.to_list(children), into: %{} do
        {take_over(pid), {pid, child}}
      end

    timers =
      for {ref, {pid, {_, _, shutdown, _, _}}} <- Map.to_list(monitors), into: %{} do
        Process.exit(pid, if(shutdown == :brutal_kill, do: :kill, else: :shutdown))
        {ref, if(is_integer(shutdown), do: :erlang.start_timer(shutdown, self(), ref))}
      end

    await(monitors, timers, state)
  end

  defp take_over(pid) do
    ref = Process.monitor(pid)
    Process.unlink(pid)

    receive do
      {:EXIT, ^pid, reason} ->
        Process.demonitor(ref, [:flush])
        send(self(), {:DOWN, ref, :process, pid, reason})
        ref
    after
      0 -> ref
    end
  end

  defp await(monitors, _timers, _state) when monitors == %{}, do: :ok

  defp await(monitors, timers, state) do
    receive do
      {:DOWN, ref, :process, pid, reason} when is_map_key(monitors, ref) ->
        {{_pid, {_, restart, shutdown, _, _} = child}, monitors} = Map.pop(monitors, ref)
        {timer, timers} = Map.pop(timers, ref)
        timer && cancel(timer)

        unless as_asked?(reason, shutdown, restart), do: report(:shutdown_error, reason, pid, child, state)
        await(monitors, timers, state)

      {:timeout, _timer, ref} when is_map_key(monitors, ref) ->
        {pid, _child} = Map.fetch!(monitors, ref)
        Process.exit(pid, :kill)
        await(monitors, timers, state)
    end
  end

  defp cancel(timer) do
    :erlang.cancel_timer(timer)

    receive do
      {:timeout, ^timer, _} -> :ok
    after
      0 -> :ok
    end
  end

  defp as_asked?(:killed, :brutal_kill, _restart), do: true
  defp as_asked?(_reason, :brutal_kill, _restart), do: false
  defp as_asked?(:shutdown, _, _restart), do: true
  defp as_asked?({:shutdown, _}, _, _restart), do: true
  defp as_asked?(:normal, _, restart), do: restart != :permanent
  defp as_asked?(_reason, _shutdown, _restart), do: false

  @impl true
  def code_change(_vsn, %{mod: module, args: init_arg} = state, _extra) do
    case module.init(init_arg) do
      {:ok, flags} when is_map(flags) ->
        case apply_flags(state, flags) do
          {:ok, state} -> {:ok, state}
          {:error, reason} -> {:error, {:supervisor_data, reason}}
        end

      :ignore ->
        {:ok, state}

      error ->
        error
    end
  end

  # Reports

  defp report(error, reason, pid, child, state) do
    :logger.error(
      %{
        label: {:supervisor, error},
        report: [supervisor: state.name, errorContext: error, reason: reason, offender: offender(pid, child, state)]
      },
      %{
        domain: [:otp, :sasl],
        report_cb: &:logger.format_otp_report/1,
        logger_formatter: %{title: "SUPERVISOR REPORT"},
        error_logger: %{tag: :error_report, type: :supervisor_report}
      }
    )
  end

  defp offender(pid, {{module, fun, args}, restart, shutdown, type, _modules}, state) do
    # Those of a temporary child are forgotten once it runs.
    args = if is_list(args), do: state.extra_arguments ++ args, else: args
    [pid: pid, id: :undefined, mfargs: {module, fun, args}, restart_type: restart, shutdown: shutdown, child_type: type]
  end

  @doc false
  def format_report(%{label: {DynamicSupervisor, :unexpected_msg}, report: %{msg: message}}) do
    {~c"DynamicSupervisor received unexpected message: ~p~n", [message]}
  end

  @compile {:inline, call: 2}
  defp call(supervisor, request), do: GenServer.call(supervisor, request, :infinity)
end
