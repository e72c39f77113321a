defmodule RegistryTest do
  use ExUnit.Case, async: true
  doctest Registry

  for keys <- [:unique, :duplicate, {:duplicate, :key}], partitions <- [1, 4] do
    test "finds entries, #{inspect(keys)} in #{partitions} partitions" do
      name = start(unquote(Macro.escape(keys)), unquote(partitions))
      assert {:ok, owner} = Registry.register(name, "k", 1)
      assert is_pid(owner)
      assert Registry.lookup(name, "k") == [{self(), 1}]
      assert Registry.keys(name, self()) == ["k"]
      assert Registry.values(name, "k", self()) == [1]
      assert Registry.count(name) == 1
      assert Registry.match(name, "k", :_) == [{self(), 1}]
      assert Registry.count_match(name, "k", :"$1", [{:>, :"$1", 1}]) == 0
      assert Registry.select(name, [{{:"$1", :"$2", :"$3"}, [], [{{:"$1", :"$3"}}]}]) == [{"k", 1}]
      assert Registry.unregister(name, "k") == :ok
      assert Registry.lookup(name, "k") == []
    end

    test "forgets ended processes, #{inspect(keys)} in #{partitions} partitions" do
      name = start(unquote(Macro.escape(keys)), unquote(partitions))
      task = Task.async(fn -> Registry.register(name, :k, nil) end)
      {:ok, owner} = Task.await(task)
      GenServer.call(owner, :sync)
      assert Registry.lookup(name, :k) == []
      assert Registry.count(name) == 0
    end
  end

  defp start(keys, partitions) do
    name = :"registry_#{System.unique_integer([:positive])}"
    start_supervised!({Registry, keys: keys, name: name, partitions: partitions})
    name
  end

  test "keys that look like patterns mean themselves" do
    name = start(:duplicate, 1)
    for key <- [:_, :"$1", {:a, :_}, :other], do: Registry.register(name, key, key)
    assert Registry.match(name, :_, :_) == [{self(), :_}]
    Registry.unregister(name, :_)
    Registry.unregister(name, {:a, :_})
    assert Enum.sort(Registry.keys(name, self())) == [:"$1", :other]
  end

  test "a unique key has one owner" do
    name = start(:unique, 2)
    me = self()
    {:ok, _} = Registry.register(name, :k, 0)
    assert Task.await(Task.async(fn -> Registry.register(name, :k, 1) end)) == {:error, {:already_registered, me}}
    assert Registry.update_value(name, :k, &(&1 + 1)) == {1, 0}
    assert Task.await(Task.async(fn -> Registry.update_value(name, :k, &(&1 + 1)) end)) == :error
  end

  test "names processes" do
    name = start(:unique, 1)
    via = {:via, Registry, {name, :agent, :value}}
    {:ok, pid} = Agent.start_link(fn -> 1 end, name: via)
    assert GenServer.whereis(via) == pid
    assert Agent.get(via, & &1) == 1
    assert Registry.lookup(name, :agent) == [{pid, :value}]
    assert {:error, {:already_started, ^pid}} = Agent.start(fn -> 2 end, name: via)
  end

  test "dispatches to all" do
    name = start(:duplicate, 4)
    for i <- 1..3, do: Registry.register(name, :topic, i)
    Registry.dispatch(name, :topic, fn entries -> for {pid, i} <- entries, do: send(pid, {:got, i}) end, parallel: true)
    for i <- 1..3, do: assert_received({:got, ^i})
  end

  test "removes by value" do
    name = start(:duplicate, 1)
    for i <- 1..3, do: Registry.register(name, :k, i)
    Registry.unregister_match(name, :k, :"$1", [{:<, :"$1", 3}])
    assert Registry.lookup(name, :k) == [{self(), 3}]
    assert Registry.keys(name, self()) == [:k]
  end

  test "locks" do
    name = start(:unique, 2)
    counter = :counters.new(2, [])

    1..10
    |> Enum.map(fn _ ->
      Task.async(fn ->
        Registry.lock(name, :lock, fn ->
          :counters.add(counter, 1, 1)
          if :counters.get(counter, 1) > 1, do: :counters.add(counter, 2, 1)
          :counters.sub(counter, 1, 1)
        end)
      end)
    end)
    |> Task.await_many()

    assert :counters.get(counter, 2) == 0
  end

  test "tells listeners" do
    Process.register(self(), :registry_listener)
    start_supervised!({Registry, keys: :unique, name: :listened, listeners: [:registry_listener]})
    me = self()
    Registry.register(:listened, :k, :v)
    assert_received {:register, :listened, :k, ^me, :v}
    Registry.unregister(:listened, :k)
    assert_received {:unregister, :listened, :k, ^me}
  end

  test "keeps meta data" do
    start_supervised!({Registry, keys: :unique, name: :with_meta, meta: [a: 1]})
    assert Registry.meta(:with_meta, :a) == {:ok, 1}
    assert Registry.put_meta(:with_meta, {:b, 1}, 2) == :ok
    assert Registry.delete_meta(:with_meta, :a) == :ok
    assert {Registry.meta(:with_meta, :a), Registry.meta(:with_meta, {:b, 1})} == {:error, {:ok, 2}}
  end
end
