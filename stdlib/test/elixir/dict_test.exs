defmodule DictTest do
  use ExUnit.Case, async: true
  doctest HashDict

  # Called by name, since every direct call is worth a warning.
  defp call(module, function, arguments), do: apply(module, function, arguments)

  test "maps, keyword lists and structs are dicts" do
    for dict <- [%{a: 1}, [a: 1], call(HashDict, :put, [call(HashDict, :new, []), :a, 1])] do
      assert call(Dict, :get, [dict, :a]) == 1
      assert call(Dict, :size, [dict]) == 1
      assert call(Dict, :to_list, [call(Dict, :merge, [dict, [b: 2]])]) |> Enum.sort() == [a: 1, b: 2]
      assert call(Dict, :to_list, [call(Dict, :merge, [%{b: 2}, dict])]) |> Enum.sort() == [a: 1, b: 2]
      assert call(Dict, :equal?, [dict, %{a: 1}])
      assert call(Dict, :size, [call(Dict, :empty, [dict])]) == 0
    end

    assert_raise ArgumentError, "unsupported dict: 1", fn -> call(Dict, :get, [1, :a]) end
  end

  test "a HashDict is enumerable, collectable and shown" do
    dict = Enum.into([a: 1], call(HashDict, :new, []))
    assert Enum.to_list(dict) == [a: 1]
    assert {:a, 1} in dict
    assert inspect(dict) == "#HashDict<[a: 1]>"
    assert call(HashDict, :split, [dict, [:a]]) == {dict, call(HashDict, :new, [])}
    assert call(HashDict, :pop, [dict, :a, 0]) == {1, call(HashDict, :new, [])}
  end

  test "sets of both kinds work together" do
    set = Enum.into([1, 2], call(HashSet, :new, []))
    assert inspect(set) == "#HashSet<[1, 2]>"
    assert Enum.sort(set) == [1, 2]
    assert call(Set, :union, [MapSet.new([3]), set]) == MapSet.new([1, 2, 3])
    assert call(Set, :subset?, [set, MapSet.new([1, 2, 3])])
    assert call(Set, :difference, [set, MapSet.new([2])]) == Enum.into([1], call(HashSet, :new, []))
    assert call(Set, :size, [call(Set, :empty, [set])]) == 0
  end
end
