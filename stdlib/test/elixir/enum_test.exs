defmodule EnumTest do
  use ExUnit.Case, async: true

  doctest Enum

  # The same elements as a list, a range, a stream and a function: every path has to agree.
  defp sources() do
    [
      [1, 2, 3, 4, 5, 6],
      1..6,
      Stream.map(1..6, & &1),
      fn acc, fun -> Enumerable.reduce([1, 2, 3, 4, 5, 6], acc, fun) end
    ]
  end

  defp agree(fun) do
    [expected | others] = Enum.map(sources(), fun)
    for other <- others, do: assert(other == expected)
    expected
  end

  test "all paths agree on functions of elements" do
    even? = &(rem(&1, 2) == 0)
    assert agree(&Enum.filter(&1, even?)) == [2, 4, 6]
    assert agree(&Enum.reject(&1, even?)) == [1, 3, 5]
    assert agree(&Enum.split_with(&1, even?)) == {[2, 4, 6], [1, 3, 5]}
    assert agree(&Enum.find(&1, even?)) == 2
    assert agree(&Enum.find_index(&1, even?)) == 1
    assert agree(&Enum.find_value(&1, fn x -> even?.(x) && {:even, x} end)) == {:even, 2}
    assert agree(&Enum.count(&1, even?)) == 3
    assert agree(&Enum.all?(&1, even?)) == false
    assert agree(&Enum.any?(&1, even?)) == true
    assert agree(&Enum.take_while(&1, fn x -> x < 3 end)) == [1, 2]
    assert agree(&Enum.drop_while(&1, fn x -> x < 3 end)) == [3, 4, 5, 6]
    assert agree(&Enum.split_while(&1, fn x -> x < 3 end)) == {[1, 2], [3, 4, 5, 6]}

    assert agree(&Enum.flat_map(&1, fn x -> if even?.(x), do: 1..x//3, else: [] end)) == [
             1,
             1,
             4,
             1,
             4
           ]

    assert agree(&Enum.map_reduce(&1, 0, fn x, acc -> {x * x, acc + x} end)) ==
             {[1, 4, 9, 16, 25, 36], 21}

    assert agree(&Enum.scan(&1, fn x, acc -> x + acc end)) == [1, 3, 6, 10, 15, 21]
    assert agree(&Enum.uniq_by(&1, fn x -> rem(x, 3) end)) == [1, 2, 3]
    assert agree(&Enum.dedup_by(&1, fn x -> div(x, 3) end)) == [1, 3, 6]
    assert agree(&Enum.chunk_by(&1, fn x -> div(x, 3) end)) == [[1, 2], [3, 4, 5], [6]]
    assert agree(&Enum.group_by(&1, even?)) == %{true => [2, 4, 6], false => [1, 3, 5]}
    assert agree(&Enum.with_index(&1, fn x, i -> x * i end)) == [0, 2, 6, 12, 20, 30]
    assert agree(&Enum.map_every(&1, 2, fn x -> -x end)) == [-1, 2, -3, 4, -5, 6]
    assert agree(&Enum.reduce(&1, fn x, acc -> x - acc end)) == 3

    assert agree(
             &Enum.reduce_while(&1, 0, fn x, acc ->
               if x == 4, do: {:halt, acc}, else: {:cont, acc + x}
             end)
           ) == 6

    assert agree(&Enum.max_by(&1, fn x -> rem(x, 4) end)) == 3
    assert agree(&Enum.min_max_by(&1, fn x -> rem(x, 4) end)) == {4, 3}
    assert agree(&Enum.sum_by(&1, fn x -> x * 2 end)) == 42
    assert agree(&Enum.map_join(&1, "-", fn x -> x end)) == "1-2-3-4-5-6"
    assert agree(&Enum.map_intersperse(&1, 0, fn x -> x end)) == [1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6]
  end

  test "all paths agree on positions" do
    for i <- [-9, -6, -2, 0, 1, 5, 6, 9] do
      agree(&Enum.at(&1, i))
      agree(&Enum.fetch(&1, i))
      agree(&Enum.take(&1, i))
      agree(&Enum.drop(&1, i))
      agree(&Enum.split(&1, i))

      for j <- [-9, -2, 0, 3, 9], step <- [1, 2, 3] do
        agree(&Enum.slice(&1, i..j//step))
        if j >= 0, do: agree(&Enum.slice(&1, i, j))
      end
    end
  end

  test "all paths agree on the whole" do
    for fun <- [
          &Enum.sum/1,
          &Enum.product/1,
          &Enum.max/1,
          &Enum.min/1,
          &Enum.min_max/1,
          &Enum.count/1,
          &Enum.reverse/1,
          &Enum.to_list/1,
          &Enum.sort(&1, :desc),
          &Enum.join(&1, ","),
          &Enum.take_every(&1, 4),
          &Enum.drop_every(&1, 4),
          &Enum.chunk_every(&1, 4, 3, [:x]),
          &Enum.zip(&1, 11..13),
          &Enum.zip(11..13, &1),
          &Enum.zip([&1, &1, [:a, :b]]),
          &Enum.into(&1, MapSet.new()),
          &Enum.count_until(&1, 4),
          &Enum.member?(&1, 4),
          &Enum.slide(&1, 0..1, 3),
          &Enum.intersperse(&1, 0)
        ] do
      agree(fun)
    end
  end

  test "empty collections" do
    for empty <- [[], 1..0//1, %{}, MapSet.new(), Stream.map([], & &1)] do
      assert Enum.empty?(empty)
      assert Enum.to_list(empty) == []
      assert Enum.sum(empty) == 0
      assert Enum.max(empty, fn -> :none end) == :none
      assert Enum.min_max(empty, fn -> :none end) == :none
      assert_raise Enum.EmptyError, fn -> Enum.max(empty) end
      assert_raise Enum.EmptyError, fn -> Enum.reduce(empty, &(&1 / &2)) end
      assert_raise Enum.EmptyError, fn -> Enum.random(empty) end
      assert_raise Enum.OutOfBoundsError, fn -> Enum.fetch!(empty, 0) end
    end
  end

  test "sorting is stable, whatever the direction" do
    pairs = [b: 1, a: 1, c: 0]
    assert Enum.sort_by(pairs, &elem(&1, 1)) == [c: 0, b: 1, a: 1]
    assert Enum.sort_by(pairs, &elem(&1, 1), :desc) == [b: 1, a: 1, c: 0]
    assert Enum.sort_by(pairs, &elem(&1, 1), &<=/2) == [c: 0, b: 1, a: 1]
  end

  test "extremes of equal elements are the first ones" do
    assert Enum.max([1, 1.0]) === 1
    assert Enum.min([1.0, 1]) === 1.0
    assert Enum.min_max([1, 1.0]) === {1, 1}
  end

  test "sorters by module" do
    dates = [~D[2024-02-01], ~D[2023-12-31], ~D[2024-01-15]]
    assert Enum.max(dates, Date) == ~D[2024-02-01]
    assert Enum.min(dates, Date) == ~D[2023-12-31]
    assert Enum.min_max(dates, Date) == {~D[2023-12-31], ~D[2024-02-01]}
    assert Enum.sort(dates, {:desc, Date}) == [~D[2024-02-01], ~D[2024-01-15], ~D[2023-12-31]]
  end

  test "take/2 asks for no more elements than it needs" do
    parent = self()
    stream = Stream.map(1..9, &send(parent, &1))
    assert Enum.take(stream, 2) == [1, 2]
    assert_received 2
    refute_received 3
  end

  test "random functions repeat with the same seed" do
    draw = fn ->
      :rand.seed(:exsss, {1, 2, 3})
      {Enum.random(1..100), Enum.shuffle(1..9), Enum.take_random(1..50, 4)}
    end

    assert draw.() == draw.()
    {_, shuffled, taken} = draw.()
    assert Enum.sort(shuffled) == Enum.to_list(1..9)
    assert length(Enum.uniq(taken)) == 4
  end

  test "count_until/2 needs a positive limit" do
    assert_raise ArgumentError, ~r/greater than 0, got: 0/, fn -> Enum.count_until([1], 0) end
  end

  test "slide/3 refuses to move a range into itself" do
    assert_raise ArgumentError, ~r/outside the range/, fn -> Enum.slide(1..5, 1..3, 2) end
  end
end
