defmodule :global do
  @moduledoc """
  Names and locks that hold for all connected nodes; on a single node, which this is.

  The server `:global_name_server` owns them and starts when the first one is taken. Names are read from a table.
  """

  import Kernel, except: [send: 2]

  @server :global_name_server
  @table :global_names

  # Names

  @doc "Registers `pid` under `name`: `:yes` or `:no`."
  def register_name(name, pid) when is_pid(pid), do: request({:register, name, pid})
  def register_name(name, pid, _resolve) when is_pid(pid), do: request({:register, name, pid})

  @doc "Registers `pid` under `name`, whoever had it before."
  def re_register_name(name, pid) when is_pid(pid), do: request({:re_register, name, pid})
  def re_register_name(name, pid, _resolve) when is_pid(pid), do: request({:re_register, name, pid})

  @doc "Gives up a name."
  def unregister_name(name) do
    case whereis_name(name) do
      :undefined ->
        :ok

      _ ->
        request({:unregister, name})
        :ok
    end
  end

  @doc "Returns the pid registered under `name`, or `:undefined`."
  def whereis_name(name) do
    case :ets.lookup(@table, name) do
      [{_, pid, _}] -> if(:erlang.is_process_alive(pid), do: pid, else: :undefined)
      [] -> :undefined
    end
  catch
    :error, :badarg -> :undefined
  end

  @doc "Lists the registered names."
  def registered_names do
    :lists.map(fn {name, _, _} -> name end, :ets.tab2list(@table))
  catch
    :error, :badarg -> []
  end

  @doc "Sends a message to the process registered under `name`."
  def send(name, message) do
    case whereis_name(name) do
      :undefined ->
        exit({:badarg, {name, message}})

      pid ->
        :erlang.send(pid, message)
        pid
    end
  end

  # Ways to settle a name conflict when nodes meet

  @doc "Kills one of two processes of the same name."
  def random_exit_name(_name, pid, _other), do: pid
  @doc "Tells one of two processes of the same name that it lost it."
  def random_notify_name(_name, pid, _other), do: pid
  @doc "Tells both processes of the same name that they lost it."
  def notify_all_name(_name, _pid, _other), do: :none

  # Locks: `{resource, requester}`

  @doc "Sets a lock, waiting as long as it takes."
  def set_lock(id), do: set_lock(id, [node() | :erlang.nodes()], :infinity)
  @doc "Sets a lock on several nodes."
  def set_lock(id, nodes), do: set_lock(id, nodes, :infinity)

  @doc "Sets a lock, trying again `retries` times."
  def set_lock({_resource, _requester} = id, nodes, retries) when is_list(nodes), do: try_lock(id, retries, 1)

  defp try_lock(id, retries, attempt) do
    case request({:lock, id, self()}) do
      true ->
        true

      false when retries == 0 ->
        false

      false ->
        receive after: (pause(attempt) -> :ok)
        try_lock(id, if(retries == :infinity, do: :infinity, else: retries - 1), attempt + 1)
    end
  end

  defp pause(attempt) when attempt > 5, do: 100 + :erlang.phash2(:erlang.make_ref(), 200)
  defp pause(attempt), do: 1 + :erlang.phash2(:erlang.make_ref(), attempt * 5)

  @doc "Releases a lock."
  def del_lock(id), do: del_lock(id, [node() | :erlang.nodes()])
  def del_lock({_resource, _requester} = id, _nodes), do: request({:unlock, id})

  @doc "Runs `fun` under a lock; `:aborted` if the lock is not to be had."
  def trans(id, fun), do: trans(id, fun, [node() | :erlang.nodes()], :infinity)
  def trans(id, fun, nodes), do: trans(id, fun, nodes, :infinity)

  def trans(id, fun, nodes, retries) when is_function(fun, 0) do
    case set_lock(id, nodes, retries) do
      true ->
        try do
          fun.()
        after
          del_lock(id, nodes)
        end

      false ->
        :aborted
    end
  end

  @doc "Synchronises with the other nodes: there are none."
  def sync, do: :ok

  @doc "Leaves the other nodes: there are none."
  def disconnect, do: []

  # The server. The table has `{name, pid, monitor}`; the state maps a resource to `{requester, holders}`, where the
  # holders are `{pid, monitor}`, and a monitor to the name or resource it is for.

  @doc false
  def start_link, do: :gen_server.start_link({:local, @server}, :global, [], [])

  defp request(request) do
    case :erlang.whereis(@server) do
      :undefined ->
        case :gen_server.start({:local, @server}, :global, [], []) do
          {:ok, _} -> :ok
          {:error, {:already_started, _}} -> :ok
        end

      _ ->
        :ok
    end

    :gen_server.call(@server, request, :infinity)
  end

  @doc false
  def init([]) do
    :ets.new(@table, [:set, :protected, :named_table, {:read_concurrency, true}])
    {:ok, %{locks: %{}, monitors: %{}}}
  end

  @doc false
  def handle_call({:register, name, pid}, _from, state) do
    case :ets.lookup(@table, name) do
      [{_, old, _}] ->
        case :erlang.is_process_alive(old) do
          true -> {:reply, :no, state}
          false -> {:reply, :yes, insert(name, pid, remove(name, state))}
        end

      [] ->
        {:reply, :yes, insert(name, pid, state)}
    end
  end

  def handle_call({:re_register, name, pid}, _from, state), do: {:reply, :yes, insert(name, pid, remove(name, state))}
  def handle_call({:unregister, name}, _from, state), do: {:reply, :ok, remove(name, state)}

  def handle_call({:lock, {resource, requester}, pid}, _from, %{locks: locks} = state) do
    case locks do
      %{^resource => {^requester, holders}} ->
        {:reply, true, hold(resource, requester, pid, holders, state)}

      %{^resource => _} ->
        {:reply, false, state}

      _ ->
        {:reply, true, hold(resource, requester, pid, [], state)}
    end
  end

  def handle_call({:unlock, {resource, requester}}, {pid, _tag}, %{locks: locks} = state) do
    case locks do
      %{^resource => {^requester, holders}} -> {:reply, true, release(resource, requester, pid, holders, state)}
      _ -> {:reply, true, state}
    end
  end

  defp insert(name, pid, state) do
    monitor = :erlang.monitor(:process, pid)
    :ets.insert(@table, {name, pid, monitor})
    %{state | monitors: :maps.put(monitor, {:name, name}, state.monitors)}
  end

  defp remove(name, state) do
    case :ets.lookup(@table, name) do
      [{_, _, monitor}] ->
        :erlang.demonitor(monitor, [:flush])
        :ets.delete(@table, name)
        %{state | monitors: :maps.remove(monitor, state.monitors)}

      [] ->
        state
    end
  end

  # A process that sets a lock twice releases it at once.
  defp hold(resource, requester, pid, holders, state) do
    case :lists.keymember(pid, 1, holders) do
      true ->
        state

      false ->
        monitor = :erlang.monitor(:process, pid)

        %{
          state
          | locks: :maps.put(resource, {requester, [{pid, monitor} | holders]}, state.locks),
            monitors: :maps.put(monitor, {:lock, resource, pid}, state.monitors)
        }
    end
  end

  defp release(resource, requester, pid, holders, state) do
    case :lists.keytake(pid, 1, holders) do
      {:value, {_, monitor}, rest} ->
        :erlang.demonitor(monitor, [:flush])
        state = %{state | monitors: :maps.remove(monitor, state.monitors)}

        locks =
          case rest do
            [] -> :maps.remove(resource, state.locks)
            _ -> :maps.put(resource, {requester, rest}, state.locks)
          end

        %{state | locks: locks}

      false ->
        state
    end
  end

  @doc false
  def handle_cast(_message, state), do: {:noreply, state}

  @doc false
  def handle_info({:DOWN, monitor, _, _, _}, state) do
    case state.monitors do
      %{^monitor => {:name, name}} ->
        {:noreply, remove(name, state)}

      %{^monitor => {:lock, resource, pid}} ->
        {requester, holders} = :maps.get(resource, state.locks)
        {:noreply, release(resource, requester, pid, holders, state)}

      _ ->
        {:noreply, state}
    end
  end

  def handle_info(_message, state), do: {:noreply, state}

  @doc false
  def terminate(_reason, _state), do: :ok

  @doc false
  def code_change(_vsn, state, _extra), do: {:ok, state}
end
