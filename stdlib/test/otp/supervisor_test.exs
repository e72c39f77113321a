defmodule SupervisorBehaviourTest do
  use ExUnit.Case, async: true

  defmodule Top do
    def init(arg), do: arg
  end

  defp child(id, more \\ %{}) do
    Map.merge(%{id: id, start: {Agent, :start_link, [fn -> id end]}}, more)
  end

  defp start(flags, children) do
    {:ok, pid} = :supervisor.start_link(Top, {:ok, {flags, children}})
    pid
  end

  defp pid_of(supervisor, id) do
    {_, pid, _, _} = List.keyfind(:supervisor.which_children(supervisor), id, 0)
    pid
  end

  defp kill(pid) do
    ref = Process.monitor(pid)
    Process.exit(pid, :kill)
    assert_receive {:DOWN, ^ref, _, _, _}
  end

  test "restarts one, all or the rest" do
    for {strategy, kept} <- [one_for_one: [:a, :c], one_for_all: [], rest_for_one: [:a]] do
      supervisor = start(%{strategy: strategy}, [child(:a), child(:b), child(:c)])
      before = for id <- [:a, :b, :c], do: {id, pid_of(supervisor, id)}
      kill(before[:b])
      :supervisor.count_children(supervisor)
      same = for {id, pid} <- before, pid_of(supervisor, id) == pid, do: id
      assert {strategy, same} == {strategy, kept}
    end
  end

  test "gives up after too many restarts" do
    Process.flag(:trap_exit, true)
    supervisor = start(%{intensity: 1, period: 60}, [child(:a)])
    kill(pid_of(supervisor, :a))
    kill(pid_of(supervisor, :a))
    assert_receive {:EXIT, ^supervisor, :shutdown}
  end

  test "runs many children from one template" do
    template = %{id: :t, start: {Agent, :start_link, []}, restart: :temporary}
    supervisor = start(%{strategy: :simple_one_for_one}, [template])
    {:ok, pid} = :supervisor.start_child(supervisor, [fn -> 5 end])
    assert Agent.get(pid, & &1) == 5
    assert [{:undefined, ^pid, :worker, [Agent]}] = :supervisor.which_children(supervisor)
    assert :supervisor.terminate_child(supervisor, pid) == :ok
    assert :supervisor.count_children(supervisor)[:active] == 0
    assert :supervisor.delete_child(supervisor, :t) == {:error, :simple_one_for_one}
  end

  test "shuts itself down with a significant child" do
    Process.flag(:trap_exit, true)
    flags = %{auto_shutdown: :any_significant}
    supervisor = start(flags, [child(:a), child(:b, %{significant: true, restart: :transient})])
    Agent.stop(pid_of(supervisor, :b))
    assert_receive {:EXIT, ^supervisor, :shutdown}
  end

  test "checks flags and child specifications" do
    Process.flag(:trap_exit, true)

    assert :supervisor.start_link(Top, {:ok, {%{intensity: -1}, []}}) ==
             {:error, {:supervisor_data, {:invalid_intensity, -1}}}

    assert :supervisor.start_link(Top, :junk) == {:error, {:bad_return, {Top, :init, :junk}}}
    assert :supervisor.check_childspecs([child(:a), child(:a)]) == {:error, {:duplicate_child_name, :a}}
    assert :supervisor.check_childspecs([child(:a, %{significant: true})]) ==
             {:error, {:bad_combination, [restart: :permanent, significant: true]}}

    assert :supervisor.check_childspecs([{:a, {Agent, :start, []}, :permanent, 1, :worker, [Agent]}]) == :ok
  end

  test "describes a child as a map" do
    supervisor = start(%{}, [child(:a)])
    {:ok, spec} = :supervisor.get_childspec(supervisor, :a)
    assert {spec.restart, spec.shutdown, spec.modules} == {:permanent, 5000, [Agent]}
  end

  test "is described by its callback module" do
    {:dictionary, dictionary} = Process.info(start(%{}, []), :dictionary)
    assert dictionary[:"$initial_call"] == {:supervisor, Top, 1}
  end
end
