defmodule :pg do
  @moduledoc """
  Process groups within scopes, on a single node. A scope is a process registered under its name that owns a table of
  the same name: `{group, members, members_of_this_node}`.
  """

  @scope :pg

  # Starting

  @doc "Starts the default scope."
  def start_link, do: start_link(@scope)
  def start_link(scope) when is_atom(scope), do: :gen_server.start_link({:local, scope}, :pg, [scope], [])

  @doc "Starts a scope without a link."
  def start(scope) when is_atom(scope), do: :gen_server.start({:local, scope}, :pg, [scope], [])

  # Membership

  @doc "Adds one or several processes to a group."
  def join(group, pids), do: join(@scope, group, pids)

  def join(scope, group, pid) when is_pid(pid), do: :gen_server.call(scope, {:join, group, [pid]}, :infinity)
  def join(scope, group, pids) when is_list(pids), do: :gen_server.call(scope, {:join, group, pids}, :infinity)

  @doc "Removes one or several processes from a group."
  def leave(group, pids), do: leave(@scope, group, pids)

  def leave(scope, group, pid) when is_pid(pid), do: :gen_server.call(scope, {:leave, group, [pid]}, :infinity)
  def leave(scope, group, pids) when is_list(pids), do: :gen_server.call(scope, {:leave, group, pids}, :infinity)

  @doc "Subscribes to all changes of a scope: `{ref, groups}`."
  def monitor_scope, do: monitor_scope(@scope)
  def monitor_scope(scope), do: :gen_server.call(scope, {:monitor_scope, self()}, :infinity)

  @doc "Subscribes to the changes of a group: `{ref, members}`."
  def monitor(group), do: monitor(@scope, group)
  def monitor(scope, group), do: :gen_server.call(scope, {:monitor, group, self()}, :infinity)

  @doc "Ends a subscription."
  def demonitor(ref), do: demonitor(@scope, ref)

  def demonitor(scope, ref) do
    case :gen_server.call(scope, {:demonitor, ref}, :infinity) do
      :ok ->
        flush(ref)
        :ok

      false ->
        false
    end
  end

  defp flush(ref) do
    receive do
      {^ref, :join, _group, _pids} -> flush(ref)
      {^ref, :leave, _group, _pids} -> flush(ref)
    after
      0 -> :ok
    end
  end

  # Reading

  @doc "Lists the members of a group."
  def get_members(group), do: get_members(@scope, group)

  def get_members(scope, group) do
    :ets.lookup_element(scope, group, 2)
  catch
    :error, :badarg -> []
  end

  @doc "Lists the members of a group that run on this node."
  def get_local_members(group), do: get_local_members(@scope, group)

  def get_local_members(scope, group) do
    :ets.lookup_element(scope, group, 3)
  catch
    :error, :badarg -> []
  end

  @doc "Lists the groups of a scope."
  def which_groups, do: which_groups(@scope)
  def which_groups(scope) when is_atom(scope), do: :lists.map(fn {group, _, _} -> group end, :ets.tab2list(scope))

  @doc "Lists the groups of a scope with members on this node."
  def which_local_groups, do: which_local_groups(@scope)
  def which_local_groups(scope), do: which_groups(scope)

  # The scope: `members` maps a pid to `{monitor, groups}`; `subscribers` maps a reference to `{pid, group | :all}`.

  @doc false
  def init([scope]) do
    ^scope = :ets.new(scope, [:set, :protected, :named_table, {:read_concurrency, true}])
    {:ok, %{scope: scope, members: %{}, subscribers: %{}}}
  end

  @doc false
  def handle_call({:join, group, pids}, _from, state) do
    add(state.scope, group, pids)
    tell(:join, group, pids, state)
    {:reply, :ok, %{state | members: :lists.foldl(fn pid, members -> joined(pid, group, members) end, state.members, pids)}}
  end

  def handle_call({:leave, group, pids}, _from, state) do
    case :lists.filter(fn pid -> member?(pid, group, state.members) end, pids) do
      [] ->
        {:reply, :not_joined, state}

      leaving ->
        remove(state.scope, group, leaving)
        tell(:leave, group, leaving, state)
        members = :lists.foldl(fn pid, members -> left(pid, group, members) end, state.members, leaving)
        {:reply, :ok, %{state | members: members}}
    end
  end

  def handle_call({:monitor_scope, pid}, _from, state) do
    ref = :erlang.monitor(:process, pid)
    groups = :maps.from_list(:lists.map(fn {group, pids, _} -> {group, pids} end, :ets.tab2list(state.scope)))
    {:reply, {ref, groups}, %{state | subscribers: :maps.put(ref, {pid, :all}, state.subscribers)}}
  end

  def handle_call({:monitor, group, pid}, _from, state) do
    ref = :erlang.monitor(:process, pid)
    members = get_members(state.scope, group)
    {:reply, {ref, members}, %{state | subscribers: :maps.put(ref, {pid, {:group, group}}, state.subscribers)}}
  end

  def handle_call({:demonitor, ref}, _from, state) do
    case state.subscribers do
      %{^ref => _} ->
        :erlang.demonitor(ref, [:flush])
        {:reply, :ok, %{state | subscribers: :maps.remove(ref, state.subscribers)}}

      _ ->
        {:reply, false, state}
    end
  end

  defp add(scope, group, pids) do
    members = :lists.foldl(fn pid, members -> [pid | members] end, get_members(scope, group), pids)
    :ets.insert(scope, {group, members, members})
  end

  defp remove(scope, group, pids) do
    case :lists.foldl(&:lists.delete/2, get_members(scope, group), pids) do
      [] -> :ets.delete(scope, group)
      members -> :ets.insert(scope, {group, members, members})
    end
  end

  defp joined(pid, group, members) do
    case members do
      %{^pid => {monitor, groups}} -> %{members | pid => {monitor, [group | groups]}}
      _ -> :maps.put(pid, {:erlang.monitor(:process, pid), [group]}, members)
    end
  end

  defp member?(pid, group, members) do
    case members do
      %{^pid => {_, groups}} -> :lists.member(group, groups)
      _ -> false
    end
  end

  defp left(pid, group, members) do
    case members do
      %{^pid => {monitor, groups}} ->
        case :lists.delete(group, groups) do
          [] ->
            :erlang.demonitor(monitor, [:flush])
            :maps.remove(pid, members)

          rest ->
            %{members | pid => {monitor, rest}}
        end

      _ ->
        members
    end
  end

  defp tell(what, group, pids, state) do
    :maps.foreach(
      fn
        ref, {pid, :all} -> send(pid, {ref, what, group, pids})
        ref, {pid, {:group, ^group}} -> send(pid, {ref, what, group, pids})
        _ref, _other -> :ok
      end,
      state.subscribers
    )
  end

  @doc false
  def handle_cast(_message, state), do: {:noreply, state}

  @doc false
  def handle_info({:DOWN, ref, :process, pid, _reason}, state) do
    case {state.subscribers, state.members} do
      {%{^ref => _}, _} ->
        {:noreply, %{state | subscribers: :maps.remove(ref, state.subscribers)}}

      {_, %{^pid => {^ref, groups}}} ->
        :lists.foreach(
          fn group ->
            remove(state.scope, group, [pid])
            tell(:leave, group, [pid], state)
          end,
          groups
        )

        {:noreply, %{state | members: :maps.remove(pid, state.members)}}

      _ ->
        {:noreply, state}
    end
  end

  def handle_info(_message, state), do: {:noreply, state}

  @doc false
  def terminate(_reason, _state), do: :ok
end
