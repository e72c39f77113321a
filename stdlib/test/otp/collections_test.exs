defmodule OrderedCollectionsTest do
  # :orddict, :ordsets, :gb_trees, :gb_sets, :sets, :dict, :array and :proplists against maps and lists
  use ExUnit.Case, async: true

  @pairs for i <- 1..200, do: {:erlang.phash2(i, 90), i}

  test "dictionaries agree with a map" do
    map = Map.new(@pairs)
    sorted = Enum.sort(map)
    assert :orddict.to_list(:orddict.from_list(@pairs)) == sorted
    tree = Enum.reduce(@pairs, :gb_trees.empty(), fn {k, v}, tree -> :gb_trees.enter(k, v, tree) end)
    assert :gb_trees.to_list(tree) == sorted
    assert Enum.sort(:dict.to_list(:dict.from_list(@pairs))) == sorted

    for k <- 0..95 do
      expected = Map.fetch(map, k)
      assert :orddict.find(k, :orddict.from_list(sorted)) == expected
      assert :dict.find(k, :dict.from_list(sorted)) == expected
      assert :gb_trees.lookup(k, tree) == with({:ok, v} <- expected, do: {:value, v}, else: (:error -> :none))
      without = Enum.sort(Map.delete(map, k))
      assert :orddict.erase(k, sorted) == without
      assert :gb_trees.to_list(:gb_trees.delete_any(k, tree)) == without
    end
  end

  test "trees stay shallow" do
    tree = Enum.reduce(1..1000, :gb_trees.empty(), fn i, tree -> :gb_trees.insert(i, i, tree) end)
    depth = fn depth, node -> if node, do: 1 + max(depth.(depth, elem(node, 2)), depth.(depth, elem(node, 3))), else: 0 end
    assert depth.(depth, elem(tree, 1)) <= 21
    assert :gb_trees.smaller(10, tree) == {9, 9}
    assert :gb_trees.larger(1000, tree) == :none
    assert {1, 1, _} = :gb_trees.next(:gb_trees.iterator(tree))
    assert {999, 999, _} = :gb_trees.next(:gb_trees.iterator_from(999, tree, :reversed))
    assert_raise ErlangError, fn -> :gb_trees.insert(5, 5, tree) end
  end

  test "sets agree with MapSet" do
    a = for {k, _} <- @pairs, rem(k, 2) == 0, do: k
    b = for {k, _} <- @pairs, rem(k, 3) == 0, do: k
    [ma, mb] = [MapSet.new(a), MapSet.new(b)]

    for module <- [:ordsets, :gb_sets, :sets] do
      [sa, sb] = [module.from_list(a), module.from_list(b)]
      list = fn set -> Enum.sort(module.to_list(set)) end
      assert list.(module.union(sa, sb)) == Enum.sort(MapSet.union(ma, mb))
      assert list.(module.intersection(sa, sb)) == Enum.sort(MapSet.intersection(ma, mb))
      assert list.(module.subtract(sa, sb)) == Enum.sort(MapSet.difference(ma, mb))
      assert module.is_subset(module.intersection(sa, sb), sa)
      refute module.is_subset(sa, sb)
      refute module.is_disjoint(sa, sb)
      assert module.fold(&+/2, 0, sa) == Enum.sum(ma)
      assert list.(module.del_element(0, module.add_element(1, sa))) == Enum.sort(MapSet.delete(MapSet.put(ma, 1), 0))
    end
  end

  test "arrays have a default and grow" do
    array = :array.set(3, :x, :array.new(default: 0))
    assert :array.to_list(array) == [0, 0, 0, :x]
    assert :array.get(9, array) == 0
    assert :array.sparse_to_orddict(array) == [{3, :x}]
    assert_raise ArgumentError, fn -> :array.set(4, 1, :array.new(4)) end
    assert :array.foldl(fn i, v, acc -> [{i, v} | acc] end, [], :array.from_list([:a, :b])) == [{1, :b}, {0, :a}]
  end

  test "property lists" do
    list = [:a, {:b, 1}, {:a, false}, {:b, [2]}]
    assert :proplists.get_value(:a, list) == true
    assert :proplists.get_value(:c, list, :none) == :none
    assert :proplists.get_all_values(:b, list) == [1, [2]]
    assert :proplists.append_values(:b, list) == [1, 2]
    assert :proplists.delete(:a, list) == [{:b, 1}, {:b, [2]}]
    assert :proplists.split(list, [:b]) == {[[{:b, 1}, {:b, [2]}]], [:a, {:a, false}]}
    assert :proplists.expand([{:a, [:x, {:y, 1}]}], list) == [:x, {:y, 1}, {:b, 1}, {:b, [2]}]
  end
end
