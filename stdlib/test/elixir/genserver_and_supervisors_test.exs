defmodule GenServerAndSupervisorsTest do
  use ExUnit.Case, async: true
  doctest GenServer
  doctest Supervisor
  doctest DynamicSupervisor
  doctest PartitionSupervisor
  doctest Agent
  doctest Process
  doctest Node

  defmodule Stack do
    use GenServer, restart: :transient
    def start_link(arg), do: GenServer.start_link(__MODULE__, arg)
    def init(list), do: {:ok, list}
    def handle_call(:pop, _from, [head | tail]), do: {:reply, head, tail}
    def handle_cast({:push, x}, list), do: {:noreply, [x | list]}
  end

  test "use GenServer gives a child specification and default callbacks" do
    assert Stack.child_spec([1]) == %{id: Stack, start: {Stack, :start_link, [[1]]}, restart: :transient}
    {:ok, pid} = Stack.start_link([1])
    GenServer.cast(pid, {:push, 2})
    assert GenServer.call(pid, :pop) == 2
    assert GenServer.stop(pid) == :ok
  end

  @tag :capture_log
  test "a call without a clause names the server" do
    {:ok, pid} = GenServer.start(Stack, [])
    assert {{:function_clause, _}, {GenServer, :call, [^pid, :unknown, 5000]}} = catch_exit(GenServer.call(pid, :unknown))
  end

  test "names are checked" do
    assert_raise ArgumentError, ~r/expected :name option/, fn -> GenServer.start(Stack, [], name: "no") end
    assert GenServer.whereis(:nobody_is_called_this) == nil
    assert GenServer.cast(:nobody_is_called_this, :x) == :ok
    assert {:noproc, {GenServer, :call, _}} = catch_exit(GenServer.call(:nobody_is_called_this, :x))
  end

  test "a dynamic supervisor limits its children" do
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 1)
    {:ok, pid} = DynamicSupervisor.start_child(supervisor, {Stack, []})
    assert DynamicSupervisor.start_child(supervisor, {Stack, []}) == {:error, :max_children}
    assert DynamicSupervisor.terminate_child(supervisor, pid) == :ok
    assert DynamicSupervisor.terminate_child(supervisor, pid) == {:error, :not_found}
    assert DynamicSupervisor.count_children(supervisor).active == 0
  end

  test "a dynamic supervisor restarts, and puts its extra arguments first" do
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one, extra_arguments: [fn -> :state end])
    {:ok, pid} = DynamicSupervisor.start_child(supervisor, %{id: 1, start: {Agent, :start_link, []}})
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, _, _, _}
    assert [{:undefined, new, :worker, [Agent]}] = DynamicSupervisor.which_children(supervisor)
    assert new != pid
    assert Agent.get(new, & &1) == :state
  end

  test "partitions are found by key and can be resized" do
    name = :partitions_of_this_test
    start_supervised!({PartitionSupervisor, child_spec: {Agent, fn -> 0 end}, name: name, partitions: 3})
    pids = for key <- 0..2, do: GenServer.whereis({:via, PartitionSupervisor, {name, key}})
    assert length(Enum.uniq(pids)) == 3
    assert GenServer.whereis({:via, PartitionSupervisor, {name, -4}}) == Enum.at(pids, 1)
    assert PartitionSupervisor.resize!(name, 1) == 3
    assert GenServer.whereis({:via, PartitionSupervisor, {name, 2}}) == hd(pids)
    assert PartitionSupervisor.count_children(name).active == 1
  end
end
