defmodule :supervisor do
  @moduledoc """
  A process that starts, watches, restarts and stops child processes.

  A child is held as `{:child, pid, id, mfargs, restart, significant, shutdown, type, modules}`; `pid` may also be
  `:undefined` or `{:restarting, old_pid}`. The state keeps the ids in `order`, newest first, and the children by id.
  A `:simple_one_for_one` supervisor has one child as a template and its processes in `dynamic`, pid to arguments.
  """

  @behaviour :gen_server

  @callback init(term) :: {:ok, {map | tuple, list}} | :ignore

  @defaults %{strategy: :one_for_one, intensity: 1, period: 5, auto_shutdown: :never}

  # Clients

  @doc "Starts a supervisor from a callback module."
  def start_link(module, args), do: :gen_server.start_link(:supervisor, {:self, module, args}, [])
  def start_link(name, module, args), do: :gen_server.start_link(name, :supervisor, {name, module, args}, [])

  @doc "Starts and adds a child."
  def start_child(supervisor, spec_or_args), do: call(supervisor, {:start_child, spec_or_args})

  @doc "Starts a child that was stopped."
  def restart_child(supervisor, id), do: call(supervisor, {:restart_child, id})

  @doc "Forgets a child that is not running."
  def delete_child(supervisor, id), do: call(supervisor, {:delete_child, id})

  @doc "Stops a child."
  def terminate_child(supervisor, id), do: call(supervisor, {:terminate_child, id})

  @doc "Returns the specification of a child as a map."
  def get_childspec(supervisor, id), do: call(supervisor, {:get_childspec, id})

  @doc "Lists the children as `{id, pid, type, modules}`, newest first."
  def which_children(supervisor), do: call(supervisor, :which_children)

  @doc "Counts the children."
  def count_children(supervisor), do: call(supervisor, :count_children)

  defp call(supervisor, request), do: :gen_server.call(supervisor, request, :infinity)

  @doc "Checks child specifications."
  def check_childspecs(specs), do: check_childspecs(specs, :undefined)

  def check_childspecs(specs, auto_shutdown) when is_list(specs) do
    case check_specs(specs, auto_shutdown) do
      {:ok, _} -> :ok
      error -> {:error, error}
    end
  end

  def check_childspecs(other, _auto_shutdown), do: {:error, {:badarg, other}}

  # Start

  @doc false
  def init({name, module, args}) do
    :erlang.process_flag(:trap_exit, true)

    case module.init(args) do
      {:ok, {flags, specs}} -> init_state(supervisor_name(name, module), flags, specs, module, args)
      :ignore -> :ignore
      other -> {:stop, {:bad_return, {module, :init, other}}}
    end
  end

  defp supervisor_name(:self, module), do: {self(), module}
  defp supervisor_name(name, _module), do: name

  defp init_state(name, flags, specs, module, args) do
    case check_flags(flags) do
      {:ok, flags} ->
        state = %{
          name: name,
          strategy: flags.strategy,
          intensity: flags.intensity,
          period: flags.period,
          auto_shutdown: flags.auto_shutdown,
          restarts: [],
          order: [],
          children: %{},
          pids: %{},
          dynamic: %{},
          module: module,
          args: args
        }

        case flags.strategy do
          :simple_one_for_one -> init_dynamic(state, specs)
          _ -> init_children(state, specs)
        end

      error ->
        {:stop, {:supervisor_data, error}}
    end
  end

  defp init_dynamic(state, [_] = specs) do
    case check_specs(specs, state.auto_shutdown) do
      {:ok, [child]} -> {:ok, add_child(state, child)}
      error -> {:stop, {:start_spec, error}}
    end
  end

  defp init_dynamic(_state, specs), do: {:stop, {:bad_start_spec, specs}}

  defp init_children(state, specs) when is_list(specs) do
    case check_specs(specs, state.auto_shutdown) do
      {:ok, children} -> start_all(children, state)
      error -> {:stop, {:start_spec, error}}
    end
  end

  defp init_children(_state, specs), do: {:stop, {:bad_start_spec, specs}}

  defp start_all([], state), do: {:ok, state}

  defp start_all([child | rest], state) do
    case start(state.name, child) do
      {:ok, :undefined} when elem(child, 4) == :temporary ->
        start_all(rest, state)

      {:ok, pid} ->
        start_all(rest, add_child(state, put_elem(child, 1, pid)))

      {:ok, pid, _extra} ->
        start_all(rest, add_child(state, put_elem(child, 1, pid)))

      {:error, reason} ->
        report_error(:start_error, reason, child, state.name)
        terminate_children(state)
        {:stop, {:shutdown, {:failed_to_start_child, id(child), reason}}}
    end
  end

  defp start(name, child), do: start(name, child, mfargs(child))

  defp start(name, child, {module, function, args}) do
    case run_start(module, function, args) do
      {:ok, pid} when is_pid(pid) ->
        report_progress(put_elem(child, 1, pid), name)
        {:ok, pid}

      {:ok, pid, extra} when is_pid(pid) ->
        report_progress(put_elem(child, 1, pid), name)
        {:ok, pid, extra}

      :ignore ->
        {:ok, :undefined}

      {:error, reason} ->
        {:error, reason}

      other ->
        {:error, other}
    end
  end

  defp run_start(module, function, args) do
    :erlang.apply(module, function, args)
  catch
    :throw, value -> value
    :exit, reason -> {:EXIT, reason}
    :error, reason -> {:EXIT, {reason, __STACKTRACE__}}
  end

  # Children in the state

  defp id(child), do: elem(child, 2)
  defp mfargs(child), do: elem(child, 3)
  defp restart_type(child), do: elem(child, 4)
  defp significant?(child), do: elem(child, 5)

  defp add_child(state, child) do
    id = id(child)

    %{
      state
      | order: [id | state.order],
        children: :maps.put(id, child, state.children),
        pids: add_pid(state.pids, elem(child, 1), id)
    }
  end

  defp add_pid(pids, pid, id) when is_pid(pid), do: :maps.put(pid, id, pids)
  defp add_pid(pids, _pid, _id), do: pids

  # Sets what is known of a child's process.
  defp set_pid(state, child, pid) do
    id = id(child)
    pids = add_pid(drop_pid(state.pids, elem(child, 1)), pid, id)
    %{state | children: :maps.put(id, put_elem(child, 1, pid), state.children), pids: pids}
  end

  defp drop_pid(pids, pid) when is_pid(pid), do: :maps.remove(pid, pids)
  defp drop_pid(pids, _pid), do: pids

  defp remove_child(state, child) do
    id = id(child)

    %{
      state
      | order: :lists.delete(id, state.order),
        children: :maps.remove(id, state.children),
        pids: drop_pid(state.pids, elem(child, 1))
    }
  end

  # A child that ended and is not restarted: a temporary one leaves no trace.
  defp ended(state, child) when elem(child, 4) == :temporary, do: remove_child(state, child)
  defp ended(state, child), do: set_pid(state, child, :undefined)

  defp template(%{order: [id], children: children}), do: :maps.get(id, children)

  # Requests

  @doc false
  def handle_call({:start_child, args}, _from, %{strategy: :simple_one_for_one} = state) do
    child = template(state)
    {module, function, first_args} = mfargs(child)
    args = first_args ++ args

    case start(state.name, child, {module, function, args}) do
      {:ok, :undefined} -> {:reply, {:ok, :undefined}, state}
      {:ok, pid} -> {:reply, {:ok, pid}, put_dynamic(state, pid, args)}
      {:ok, pid, extra} -> {:reply, {:ok, pid, extra}, put_dynamic(state, pid, args)}
      {:error, reason} -> {:reply, {:error, reason}, state}
    end
  end

  def handle_call({:start_child, spec}, _from, state) do
    case check_spec(spec, state.auto_shutdown) do
      {:ok, child} -> add_and_start(child, state)
      error -> {:reply, {:error, error}, state}
    end
  end

  def handle_call({:terminate_child, pid}, _from, %{strategy: :simple_one_for_one} = state) when is_pid(pid) do
    case state.dynamic do
      %{^pid => _} ->
        shutdown(put_elem(template(state), 1, pid), state.name)
        {:reply, :ok, %{state | dynamic: :maps.remove(pid, state.dynamic)}}

      _ ->
        case :erlang.is_process_alive(pid) do
          true -> {:reply, {:error, :not_found}, state}
          false -> {:reply, :ok, state}
        end
    end
  end

  def handle_call({:get_childspec, id}, _from, %{strategy: :simple_one_for_one} = state) do
    child = template(state)

    case id(child) == id or is_map_key(state.dynamic, id) do
      true -> {:reply, {:ok, child_map(child)}, state}
      false -> {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call({request, _id}, _from, %{strategy: :simple_one_for_one} = state)
      when request in [:terminate_child, :restart_child, :delete_child] do
    {:reply, {:error, :simple_one_for_one}, state}
  end

  def handle_call({:terminate_child, id}, _from, state) do
    case find(state, id) do
      {:ok, child} ->
        shutdown(child, state.name)
        {:reply, :ok, ended(state, child)}

      :error ->
        {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call({:restart_child, id}, _from, state) do
    case find(state, id) do
      {:ok, child} when elem(child, 1) == :undefined ->
        case start(state.name, child) do
          {:ok, pid} ->
            {:reply, {:ok, pid}, set_pid(state, child, pid)}

          {:ok, pid, extra} ->
            {:reply, {:ok, pid, extra}, set_pid(state, child, pid)}

          {:error, reason} ->
            report_error(:start_error, reason, child, state.name)
            {:reply, {:error, reason}, state}
        end

      {:ok, child} when is_tuple(elem(child, 1)) ->
        {:reply, {:error, :restarting}, state}

      {:ok, _child} ->
        {:reply, {:error, :running}, state}

      :error ->
        {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call({:delete_child, id}, _from, state) do
    case find(state, id) do
      {:ok, child} when elem(child, 1) == :undefined -> {:reply, :ok, remove_child(state, child)}
      {:ok, child} when is_tuple(elem(child, 1)) -> {:reply, {:error, :restarting}, state}
      {:ok, _child} -> {:reply, {:error, :running}, state}
      :error -> {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call({:get_childspec, id}, _from, state) do
    case find(state, id) do
      {:ok, child} -> {:reply, {:ok, child_map(child)}, state}
      :error -> {:reply, {:error, :not_found}, state}
    end
  end

  def handle_call(:which_children, _from, %{strategy: :simple_one_for_one} = state) do
    {:child, _, _, _, _, _, _, type, modules} = template(state)
    show = fn pid -> {:undefined, shown_pid(pid), type, modules} end
    {:reply, :lists.map(show, :maps.keys(state.dynamic)), state}
  end

  def handle_call(:which_children, _from, %{children: children} = state) do
    show = fn id ->
      {:child, pid, _, _, _, _, _, type, modules} = :maps.get(id, children)
      {id, shown_pid(pid), type, modules}
    end

    {:reply, :lists.map(show, state.order), state}
  end

  def handle_call(:count_children, _from, %{strategy: :simple_one_for_one} = state) do
    count = :erlang.map_size(state.dynamic)
    active = :lists.foldl(&count_alive/2, 0, :maps.keys(state.dynamic))

    {supervisors, workers} =
      case elem(template(state), 7) do
        :supervisor -> {count, 0}
        :worker -> {0, count}
      end

    {:reply, [specs: 1, active: active, supervisors: supervisors, workers: workers], state}
  end

  def handle_call(:count_children, _from, state) do
    count = fn _id, child, {specs, active, supervisors, workers} ->
      active = count_alive(elem(child, 1), active)

      case elem(child, 7) do
        :supervisor -> {specs + 1, active, supervisors + 1, workers}
        :worker -> {specs + 1, active, supervisors, workers + 1}
      end
    end

    {specs, active, supervisors, workers} = :maps.fold(count, {0, 0, 0, 0}, state.children)
    {:reply, [specs: specs, active: active, supervisors: supervisors, workers: workers], state}
  end

  defp count_alive(pid, count) when is_pid(pid), do: if(:erlang.is_process_alive(pid), do: count + 1, else: count)
  defp count_alive(_, count), do: count

  defp shown_pid({:restarting, _}), do: :restarting
  defp shown_pid(pid), do: pid

  defp put_dynamic(state, pid, args), do: %{state | dynamic: :maps.put(pid, args, state.dynamic)}

  defp find(%{children: children, pids: pids}, id) do
    case children do
      %{^id => child} ->
        {:ok, child}

      _ ->
        case pids do
          %{^id => child_id} -> {:ok, :maps.get(child_id, children)}
          _ -> :error
        end
    end
  end

  defp add_and_start(child, %{children: children} = state) do
    id = id(child)

    case children do
      %{^id => {:child, :undefined, _, _, _, _, _, _, _}} ->
        {:reply, {:error, :already_present}, state}

      %{^id => {:child, pid, _, _, _, _, _, _, _}} ->
        {:reply, {:error, {:already_started, pid}}, state}

      _ ->
        case start(state.name, child) do
          {:ok, :undefined} when elem(child, 4) == :temporary ->
            {:reply, {:ok, :undefined}, state}

          {:ok, pid} ->
            {:reply, {:ok, pid}, add_child(state, put_elem(child, 1, pid))}

          {:ok, pid, extra} ->
            {:reply, {:ok, pid, extra}, add_child(state, put_elem(child, 1, pid))}

          {:error, reason} ->
            report_error(:start_error, reason, child, state.name)
            {:reply, {:error, {reason, child}}, state}
        end
    end
  end

  defp child_map({:child, _, id, mfargs, restart, significant, shutdown, type, modules}) do
    %{
      id: id,
      start: mfargs,
      restart: restart,
      significant: significant,
      shutdown: shutdown,
      type: type,
      modules: modules
    }
  end

  # Restarts

  @doc false
  def handle_cast({:try_again_restart, pid}, %{strategy: :simple_one_for_one} = state) do
    case state.dynamic do
      %{^pid => _} -> stop_or_go(restart(put_elem(template(state), 1, pid), state))
      _ -> {:noreply, state}
    end
  end

  def handle_cast({:try_again_restart, id}, state) do
    case state.children do
      %{^id => {:child, {:restarting, _}, _, _, _, _, _, _, _} = child} -> stop_or_go(restart(child, state))
      _ -> {:noreply, state}
    end
  end

  @doc false
  def handle_info({:EXIT, pid, reason}, state), do: stop_or_go(child_exited(pid, reason, state))

  def handle_info(message, state) do
    :logger.error(~c"Supervisor received unexpected message: ~tp~n", [message], %{
      domain: [:otp],
      error_logger: %{tag: :error}
    })

    {:noreply, state}
  end

  defp stop_or_go({:ok, state}), do: {:noreply, state}
  defp stop_or_go({:shutdown, state}), do: {:stop, :shutdown, state}

  defp child_exited(pid, reason, %{strategy: :simple_one_for_one} = state) do
    case state.dynamic do
      %{^pid => _} -> child_ended(put_elem(template(state), 1, pid), reason, state)
      _ -> {:ok, state}
    end
  end

  defp child_exited(pid, reason, state) do
    case state.pids do
      %{^pid => id} -> child_ended(:maps.get(id, state.children), reason, state)
      _ -> {:ok, state}
    end
  end

  defp child_ended(child, reason, state) do
    case {restart_type(child), reason} do
      {:permanent, reason} ->
        report_error(:child_terminated, reason, child, state.name)
        restart(child, state)

      {_, :normal} ->
        not_restarted(child, state)

      {_, :shutdown} ->
        not_restarted(child, state)

      {_, {:shutdown, _}} ->
        not_restarted(child, state)

      {:transient, reason} ->
        report_error(:child_terminated, reason, child, state.name)
        restart(child, state)

      {:temporary, reason} ->
        report_error(:child_terminated, reason, child, state.name)
        not_restarted(child, state)
    end
  end

  defp not_restarted(child, %{strategy: :simple_one_for_one} = state) do
    {:ok, %{state | dynamic: :maps.remove(elem(child, 1), state.dynamic)}}
  end

  defp not_restarted(child, state) do
    state = ended(state, child)

    case significant?(child) and auto_shutdown?(state) do
      true -> {:shutdown, state}
      false -> {:ok, state}
    end
  end

  defp auto_shutdown?(%{auto_shutdown: :never}), do: false
  defp auto_shutdown?(%{auto_shutdown: :any_significant}), do: true

  defp auto_shutdown?(%{auto_shutdown: :all_significant, children: children}) do
    not :lists.any(fn child -> significant?(child) and is_pid(elem(child, 1)) end, :maps.values(children))
  end

  defp restart(child, state) do
    case add_restart(state) do
      {:ok, state} ->
        restart(state.strategy, child, state)

      {:too_many, state} ->
        report_error(:shutdown, :reached_max_restart_intensity, :erlang.setelement(2, child, :undefined), state.name)
        {:shutdown, forget(child, state)}
    end
  end

  defp forget(child, %{strategy: :simple_one_for_one} = state) do
    %{state | dynamic: :maps.remove(elem(child, 1), state.dynamic)}
  end

  defp forget(child, state), do: ended(state, child)

  defp add_restart(%{intensity: intensity, period: period, restarts: restarts} = state) do
    now = :erlang.monotonic_time(:millisecond)
    oldest = now - period * 1000
    restarts = [now | recent(restarts, oldest)]
    state = %{state | restarts: restarts}

    case length(restarts) > intensity do
      true -> {:too_many, state}
      false -> {:ok, state}
    end
  end

  defp recent([time | rest], oldest) when time >= oldest, do: [time | recent(rest, oldest)]
  defp recent(_, _oldest), do: []

  defp restart(:simple_one_for_one, child, state) do
    {:child, old_pid, _, {module, function, _}, _, _, _, _, _} = child
    args = :maps.get(old_pid, state.dynamic)
    state = %{state | dynamic: :maps.remove(old_pid, state.dynamic)}

    case start(state.name, child, {module, function, args}) do
      {:ok, :undefined} ->
        {:ok, state}

      {:ok, pid} ->
        {:ok, put_dynamic(state, pid, args)}

      {:ok, pid, _extra} ->
        {:ok, put_dynamic(state, pid, args)}

      {:error, reason} ->
        report_error(:start_error, reason, child, state.name)
        key = restarting(old_pid)
        try_again(key)
        {:ok, put_dynamic(state, key, args)}
    end
  end

  defp restart(:one_for_one, child, state) do
    case start(state.name, child) do
      {:ok, pid} ->
        {:ok, set_pid(state, child, pid)}

      {:ok, pid, _extra} ->
        {:ok, set_pid(state, child, pid)}

      {:error, reason} ->
        report_error(:start_error, reason, child, state.name)
        try_again(id(child))
        {:ok, set_pid(state, child, restarting(elem(child, 1)))}
    end
  end

  defp restart(:rest_for_one, child, state) do
    id = id(child)
    {after_id, _} = :lists.splitwith(fn other -> other != id end, state.order)
    restart_many(after_id ++ [id], set_pid(state, child, :undefined))
  end

  defp restart(:one_for_all, child, state) do
    restart_many(state.order, set_pid(state, child, :undefined))
  end

  defp restarting({:restarting, _} = restarting), do: restarting
  defp restarting(pid), do: {:restarting, pid}

  defp try_again(id), do: :gen_server.cast(self(), {:try_again_restart, id})

  # Stops the children `ids` (newest first), then starts those of them that are left, oldest first.
  defp restart_many(ids, state) do
    state = stop_many(ids, state)
    start_many(:lists.reverse(ids), state)
  end

  defp stop_many([], state), do: state

  defp stop_many([id | rest], state) do
    child = :maps.get(id, state.children)
    shutdown(child, state.name)
    stop_many(rest, ended(state, child))
  end

  defp start_many([], state), do: {:ok, state}

  defp start_many([id | rest], state) do
    case state.children do
      %{^id => child} ->
        case start(state.name, child) do
          {:ok, pid} ->
            start_many(rest, set_pid(state, child, pid))

          {:ok, pid, _extra} ->
            start_many(rest, set_pid(state, child, pid))

          {:error, reason} ->
            report_error(:start_error, reason, child, state.name)
            try_again(id)
            {:ok, set_pid(state, child, {:restarting, :undefined})}
        end

      _ ->
        start_many(rest, state)
    end
  end

  # Stopping

  @doc false
  def terminate(_reason, %{strategy: :simple_one_for_one} = state), do: terminate_dynamic(state)
  def terminate(_reason, state), do: terminate_children(state)

  defp terminate_children(state) do
    :lists.foreach(fn id -> shutdown(:maps.get(id, state.children), state.name) end, state.order)
  end

  defp shutdown({:child, pid, _, _, _, _, how, _, _} = child, name) when is_pid(pid) do
    monitor = take_over(pid)

    reason =
      case how do
        :brutal_kill -> kill(pid, monitor)
        timeout -> ask_to_leave(pid, monitor, timeout)
      end

    case as_asked?(reason, how, child) do
      true -> :ok
      false -> report_error(:shutdown_error, reason, child, name)
    end
  end

  defp shutdown(_child, _name), do: :ok

  # From now on the child's end is seen as a :DOWN message; an exit message that has already come is turned into one.
  defp take_over(pid) do
    monitor = :erlang.monitor(:process, pid)
    :erlang.unlink(pid)

    receive do
      {:EXIT, ^pid, reason} ->
        :erlang.demonitor(monitor, [:flush])
        send(self(), {:DOWN, monitor, :process, pid, reason})
        monitor
    after
      0 -> monitor
    end
  end

  defp ask_to_leave(pid, monitor, timeout) do
    :erlang.exit(pid, :shutdown)

    receive do
      {:DOWN, ^monitor, :process, ^pid, reason} -> reason
    after
      timeout -> kill(pid, monitor)
    end
  end

  defp kill(pid, monitor) do
    :erlang.exit(pid, :kill)

    receive do
      {:DOWN, ^monitor, :process, ^pid, reason} -> reason
    end
  end

  defp as_asked?(:killed, :brutal_kill, _child), do: true
  defp as_asked?(:shutdown, how, _child) when how != :brutal_kill, do: true
  defp as_asked?({:shutdown, _}, how, _child) when how != :brutal_kill, do: true
  defp as_asked?(:noproc, _how, _child), do: true
  defp as_asked?(:normal, _how, child), do: restart_type(child) != :permanent
  defp as_asked?(_reason, _how, _child), do: false

  # All at once, sharing one timeout.
  defp terminate_dynamic(state) do
    child = template(state)
    how = elem(child, 6)
    monitors = :maps.from_list(for pid <- :maps.keys(state.dynamic), is_pid(pid), do: {take_over(pid), pid})
    signal = if how == :brutal_kill, do: :kill, else: :shutdown
    :lists.foreach(fn pid -> :erlang.exit(pid, signal) end, :maps.values(monitors))
    await_dynamic(monitors, how, dynamic_timer(how), child, state.name)
  end

  defp dynamic_timer(timeout) when is_integer(timeout), do: :erlang.start_timer(timeout, self(), :kill)
  defp dynamic_timer(_), do: :undefined

  defp await_dynamic(monitors, _how, timer, _child, _name) when monitors == %{} do
    case timer do
      :undefined ->
        :ok

      _ ->
        :erlang.cancel_timer(timer)

        receive do
          {:timeout, ^timer, :kill} -> :ok
        after
          0 -> :ok
        end
    end
  end

  defp await_dynamic(monitors, how, timer, child, name) do
    receive do
      {:DOWN, monitor, :process, pid, reason} when is_map_key(monitors, monitor) ->
        case as_asked?(reason, how, child) do
          true -> :ok
          false -> report_error(:shutdown_error, reason, put_elem(child, 1, pid), name)
        end

        await_dynamic(:maps.remove(monitor, monitors), how, timer, child, name)

      {:timeout, ^timer, :kill} ->
        :lists.foreach(fn pid -> :erlang.exit(pid, :kill) end, :maps.values(monitors))
        await_dynamic(monitors, how, timer, child, name)
    end
  end

  @doc false
  def code_change(_vsn, %{module: module, args: args} = state, _extra) do
    case module.init(args) do
      {:ok, {flags, specs}} ->
        with {:ok, flags} <- check_flags(flags),
             {:ok, children} <- check_specs(specs, flags.auto_shutdown) do
          {:ok, new_specs(children, :maps.merge(state, flags))}
        else
          error -> {:error, error}
        end

      :ignore ->
        {:ok, state}

      other ->
        {:error, other}
    end
  end

  defp new_specs([], state), do: state

  defp new_specs([child | rest], state) do
    id = id(child)

    case state.children do
      %{^id => old} -> new_specs(rest, set_pid(state, put_elem(child, 1, elem(old, 1)), elem(old, 1)))
      _ -> new_specs(rest, add_child(state, child))
    end
  end

  # Checks

  defp check_flags(flags) when is_map(flags), do: check_flag_values(:maps.merge(@defaults, flags))

  defp check_flags({strategy, intensity, period}) do
    check_flag_values(%{@defaults | strategy: strategy, intensity: intensity, period: period})
  end

  defp check_flags(other), do: {:invalid_type, other}

  defp check_flag_values(%{strategy: strategy, intensity: intensity, period: period, auto_shutdown: auto_shutdown}) do
    cond do
      strategy not in [:one_for_one, :one_for_all, :rest_for_one, :simple_one_for_one] ->
        {:invalid_strategy, strategy}

      not (is_integer(intensity) and intensity >= 0) ->
        {:invalid_intensity, intensity}

      not (is_integer(period) and period > 0) ->
        {:invalid_period, period}

      auto_shutdown not in [:never, :any_significant, :all_significant] ->
        {:invalid_auto_shutdown, auto_shutdown}

      strategy == :simple_one_for_one and auto_shutdown != :never ->
        {:bad_combination, [auto_shutdown: auto_shutdown, strategy: strategy]}

      true ->
        {:ok, %{strategy: strategy, intensity: intensity, period: period, auto_shutdown: auto_shutdown}}
    end
  end

  defp check_specs(specs, auto_shutdown), do: check_specs(specs, auto_shutdown, %{}, [])

  defp check_specs([], _auto_shutdown, _seen, children), do: {:ok, :lists.reverse(children)}

  defp check_specs([spec | rest], auto_shutdown, seen, children) do
    case check_spec(spec, auto_shutdown) do
      {:ok, child} when is_map_key(seen, elem(child, 2)) -> {:duplicate_child_name, id(child)}
      {:ok, child} -> check_specs(rest, auto_shutdown, :maps.put(id(child), true, seen), [child | children])
      error -> error
    end
  end

  defp check_specs(other, _auto_shutdown, _seen, _children), do: {:badarg, other}

  defp check_spec({id, mfargs, restart, shutdown, type, modules}, auto_shutdown) do
    spec = %{id: id, start: mfargs, restart: restart, shutdown: shutdown, type: type, modules: modules}
    check_spec(spec, auto_shutdown)
  end

  defp check_spec(spec, auto_shutdown) when is_map(spec) do
    case spec do
      %{id: id, start: start} -> check_parts(id, start, spec, auto_shutdown)
      %{id: _} -> :missing_start
      _ -> :missing_id
    end
  end

  defp check_spec(other, _auto_shutdown), do: {:invalid_child_spec, other}

  defp check_parts(id, start, spec, auto_shutdown) do
    restart = :maps.get(:restart, spec, :permanent)
    significant = :maps.get(:significant, spec, false)
    type = :maps.get(:type, spec, :worker)
    shutdown = :maps.get(:shutdown, spec, default_shutdown(type))

    cond do
      not valid_start?(start) ->
        {:invalid_mfa, start}

      restart not in [:permanent, :transient, :temporary] ->
        {:invalid_restart_type, restart}

      not is_boolean(significant) ->
        {:invalid_significant, significant}

      significant and restart == :permanent ->
        {:bad_combination, [restart: :permanent, significant: true]}

      significant and auto_shutdown == :never ->
        {:bad_combination, [auto_shutdown: :never, significant: true]}

      type not in [:worker, :supervisor] ->
        {:invalid_child_type, type}

      not valid_shutdown?(shutdown) ->
        {:invalid_shutdown, shutdown}

      true ->
        modules = :maps.get(:modules, spec, [elem(start, 0)])

        case check_modules(modules) do
          :ok -> {:ok, {:child, :undefined, id, start, restart, significant, shutdown, type, modules}}
          error -> error
        end
    end
  end

  defp default_shutdown(:supervisor), do: :infinity
  defp default_shutdown(_), do: 5000

  defp valid_start?({module, function, args}), do: is_atom(module) and is_atom(function) and is_list(args)
  defp valid_start?(_), do: false

  defp valid_shutdown?(shutdown) when shutdown in [:brutal_kill, :infinity], do: true
  defp valid_shutdown?(shutdown), do: is_integer(shutdown) and shutdown >= 0

  defp check_modules(:dynamic), do: :ok
  defp check_modules([]), do: :ok
  defp check_modules([module | rest]) when is_atom(module), do: check_modules(rest)
  defp check_modules([other | _]), do: {:invalid_module, other}
  defp check_modules(other), do: {:invalid_modules, other}

  # Reports

  defp report_error(error, reason, child, name) do
    case :logger.allow(:error, :supervisor) do
      true ->
        report = [supervisor: name, errorContext: error, reason: reason, offender: offender(child)]

        :logger.error(%{label: {:supervisor, error}, report: report}, %{
          domain: [:otp, :sasl],
          report_cb: &:supervisor.format_log/2,
          logger_formatter: %{title: ~c"SUPERVISOR REPORT"},
          error_logger: %{tag: :error_report, type: :supervisor_report, report_cb: &:supervisor.format_log/1}
        })

      false ->
        :ok
    end
  end

  defp report_progress(child, name) do
    case :logger.allow(:info, :supervisor) do
      true ->
        :logger.info(%{label: {:supervisor, :progress}, report: [supervisor: name, started: offender(child)]}, %{
          domain: [:otp, :sasl],
          report_cb: &:supervisor.format_log/2,
          logger_formatter: %{title: ~c"PROGRESS REPORT"},
          error_logger: %{tag: :info_report, type: :progress, report_cb: &:supervisor.format_log/1}
        })

      false ->
        :ok
    end
  end

  defp offender({:child, pid, id, mfargs, restart, significant, shutdown, type, _modules}) do
    [
      pid: pid,
      id: id,
      mfargs: mfargs,
      restart_type: restart,
      significant: significant,
      shutdown: shutdown,
      child_type: type
    ]
  end

  @doc "Formats a log report of this module, on one line where the configuration says so."
  def format_log(%{label: {:supervisor, :progress}, report: report}, %{single_line: true}) do
    :io_lib.format(~c"Supervisor: ~0tp. Started: ~ts.", [report[:supervisor], one_line(report[:started])])
  end

  def format_log(%{label: {:supervisor, _}, report: report}, %{single_line: true}) do
    args = [report[:supervisor], report[:errorContext], report[:reason], one_line(report[:offender])]
    :io_lib.format(~c"Supervisor: ~0tp. Context: ~0tp. Reason: ~0tp. Offender: ~ts.", args)
  end

  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  defp one_line(child), do: :io_lib.format(~c"id=~0tp,pid=~0tp", [child[:id], child[:pid]])

  @doc "Formats a log report of this module."
  def format_log(%{label: {:supervisor, :progress}, report: report}) do
    {~c"    supervisor: ~tp~n    started: ~tp~n", [report[:supervisor], report[:started]]}
  end

  def format_log(%{label: {:supervisor, _}, report: report}) do
    {~c"    supervisor: ~tp~n    errorContext: ~tp~n    reason: ~tp~n    offender: ~tp~n",
     [report[:supervisor], report[:errorContext], report[:reason], report[:offender]]}
  end
end
