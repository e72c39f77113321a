defmodule ListTest do
  use ExUnit.Case, async: true

  doctest List

  test "positions outside the list change nothing" do
    list = [1, 2, 3]

    for index <- [-4, 3, 9] do
      assert List.replace_at(list, index, :x) == list
      assert List.update_at(list, index, &(&1 * 2)) == list
      assert List.delete_at(list, index) == list
      assert List.pop_at(list, index, :none) == {:none, list}
    end
  end

  test "insert_at/3 clamps to the ends" do
    assert List.insert_at([1, 2], 9, :x) == [1, 2, :x]
    assert List.insert_at([1, 2], -9, :x) == [:x, 1, 2]
    assert List.insert_at([1, 2], -2, :x) == [1, :x, 2]
  end

  test "key functions compare with ==" do
    assert List.keyfind([{1, :a}], 1.0, 0) == {1, :a}
    assert List.keystore([{1, :a}], 1.0, 0, {1.0, :b}) == [{1.0, :b}]
    assert List.keytake([{1, :a}], 2, 0) == nil
  end

  test "keyfind!/3 says what is missing" do
    assert_raise KeyError, ~r/key :b at position 0/, fn -> List.keyfind!([a: 1], :b, 0) end
  end

  test "keysort/3 is stable for every sorter" do
    pairs = [a: 1, b: 2, c: 1]
    assert List.keysort(pairs, 1) == [a: 1, c: 1, b: 2]
    assert List.keysort(pairs, 1, :desc) == [b: 2, a: 1, c: 1]
    assert List.keysort(pairs, 1, &>=/2) == [b: 2, a: 1, c: 1]
    dates = [x: ~D[2024-02-01], y: ~D[2024-01-31]]
    assert List.keysort(dates, 1, Date) == Enum.reverse(dates)
    assert List.keysort(dates, 1, {:desc, Date}) == dates
  end

  test "conversions refuse what is no text" do
    assert_raise ArgumentError, ~r/cannot convert the given list to a string/, fn ->
      List.to_string([:a])
    end

    assert_raise ArgumentError, ~r/cannot convert the given list to a charlist/, fn ->
      List.to_charlist([:a])
    end

    assert_raise UnicodeConversionError, fn -> List.to_string([0xD800]) end
  end

  test "first!/1 and last!/1 need an element" do
    assert_raise ArgumentError, fn -> List.first!([]) end
    assert_raise ArgumentError, fn -> List.last!([]) end
  end

  test "myers_difference/2 gives a script that rebuilds both lists" do
    for left <- lists(), right <- lists() do
      script = List.myers_difference(left, right)

      assert Enum.flat_map(script, fn {kind, run} -> if kind == :ins, do: [], else: run end) ==
               left

      assert Enum.flat_map(script, fn {kind, run} -> if kind == :del, do: [], else: run end) ==
               right
    end
  end

  test "myers_difference/2 lets an insertion move before an equal run" do
    assert List.myers_difference([3, 2, 0], [2, 2, 0]) == [del: [3], ins: [2], eq: [2, 0]]
  end

  test "ascii_printable?/2 stops at the limit" do
    assert List.ascii_printable?([?a | ?b], 1)
    refute List.ascii_printable?([?a | ?b])
  end

  defp lists(), do: [[], [1], [1, 2], [2, 1], [1, 2, 3, 1], [3, 1, 1, 2], [2, 2, 3, 3, 1]]
end
