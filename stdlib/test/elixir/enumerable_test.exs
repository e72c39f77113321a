defmodule EnumerableTest do
  use ExUnit.Case, async: true
  doctest Enumerable

  defp step(:cont), do: fn x, acc -> {:cont, [x | acc]} end
  defp step(:suspend), do: fn x, acc -> {:suspend, [x | acc]} end
  defp step({:halt_at, n}), do: fn x, acc -> {if(x == n, do: :halt, else: :cont), [x | acc]} end

  test "the three commands, for lists, ranges, sets and streams" do
    for enumerable <- [[1, 2, 3], 1..3, MapSet.new(1..3), Stream.map(1..3, & &1)] do
      assert Enumerable.reduce(enumerable, {:cont, []}, step(:cont)) == {:done, [3, 2, 1]}
      assert Enumerable.reduce(enumerable, {:halt, []}, step(:cont)) == {:halted, []}
      assert Enumerable.reduce(enumerable, {:cont, []}, step({:halt_at, 2})) == {:halted, [2, 1]}

      assert {:suspended, [1], more} = Enumerable.reduce(enumerable, {:cont, []}, step(:suspend))
      assert {:suspended, [2, 1], more} = more.({:cont, [1]})
      assert more.({:halt, [2, 1]}) == {:halted, [2, 1]}
    end
  end

  test "functions of two arguments are enumerable, others are not" do
    fun = fn {:cont, acc}, step -> {:done, step.(1, acc) |> elem(1)} end
    assert Enum.to_list(fun) == [1]
    assert_raise Protocol.UndefinedError, ~r/arity 2/, fn -> Enum.to_list(fn -> 1 end) end
  end

  test "map members are pairs" do
    assert {1, 2} in %{1 => 2}
    refute {1, 2.0} in %{1 => 2}
    refute 1 in %{1 => 2}
  end
end
