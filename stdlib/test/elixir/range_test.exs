defmodule RangeTest do
  use ExUnit.Case, async: true

  doctest Range

  defp ranges(),
    do: for(first <- -2..3, last <- [-3, 0, 4], step <- [1, 2, 3, -1, -2], do: first..last//step)

  test "size, list, membership and positions agree" do
    for range <- ranges() do
      list = Range.to_list(range)
      assert Enum.to_list(range) == list
      assert Range.size(range) == length(list)
      assert Enum.map(range, & &1) == list
      assert Enum.sum(range) == Enum.sum(list)
      assert Enum.reverse(range) == Enum.reverse(list)
      for x <- -5..6, do: assert(x in range == x in list)
      for i <- -4..4, do: assert(Enum.at(range, i) == Enum.at(list, i))
      assert Enum.slice(range, 1..-1//2) == Enum.slice(list, 1..-1//2)
    end
  end

  test "disjoint?/2 agrees with a search" do
    for range1 <- ranges(), range2 <- ranges() do
      assert Range.disjoint?(range1, range2) == Enum.all?(range1, &(&1 not in range2))
    end
  end

  test "split/2 keeps the ends and the elements" do
    for range <- ranges(), count <- -4..4 do
      {left, right} = Range.split(range, count)
      assert {left.first, right.last} == {range.first, range.last}
      assert Enum.to_list(left) ++ Enum.to_list(right) == Enum.to_list(range)
    end
  end

  test "steps have to be integers other than 0" do
    assert_raise ArgumentError, ~r/non-zero integer/, fn -> Range.new(1, 2, 0) end
    assert_raise ArgumentError, ~r/non-zero integer/, fn -> Range.new(1, 2, 1.0) end
  end

  test "ranges without a step can still be walked" do
    assert Enum.to_list(%{__struct__: Range, first: 3, last: 1}) == [3, 2, 1]
    assert Enum.count(%{__struct__: Range, first: 1, last: 3}) == 3
  end
end
