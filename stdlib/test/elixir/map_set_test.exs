defmodule MapSetTest do
  use ExUnit.Case, async: true

  doctest MapSet

  test "set operations agree with lists, whichever set is larger" do
    for left <- [[], [1], [1, 2, 3], [2, 9]], right <- [[], [2], [1, 2, 3, 4, 5, 6, 7]] do
      set1 = MapSet.new(left)
      set2 = MapSet.new(right)
      sorted = fn set -> Enum.sort(set) end

      assert sorted.(MapSet.union(set1, set2)) == Enum.sort(Enum.uniq(left ++ right))
      assert sorted.(MapSet.difference(set1, set2)) == left -- right
      assert sorted.(MapSet.difference(set2, set1)) == right -- left
      assert sorted.(MapSet.intersection(set1, set2)) == left -- (left -- right)

      assert sorted.(MapSet.symmetric_difference(set1, set2)) ==
               Enum.sort((left -- right) ++ (right -- left))

      assert MapSet.subset?(set1, set2) == (left -- right == [])
      assert MapSet.disjoint?(set1, set2) == (left -- right == left)
    end
  end

  test "collecting and walking" do
    set = Enum.into(1..3, MapSet.new([0]))
    assert Enum.sum(set) == 6
    assert Enum.count(set) == 4
    assert 2 in set
    refute 2.0 in set
  end

  test "inspect" do
    assert inspect(MapSet.new([97])) == "MapSet.new([97])"
  end
end
