defmodule AccessTest do
  use ExUnit.Case, async: true

  doctest Access

  defmodule Plain do
    defstruct [:a]
  end

  test "a struct without the behaviour says so" do
    assert_raise UndefinedFunctionError, ~r/does not implement the Access behaviour/, fn ->
      Access.fetch(struct(Plain), :a)
    end
  end

  test "lists by index are refused with advice" do
    assert_raise ArgumentError, ~r/Enum.at\/2/, fn -> Access.get([1], 0) end

    assert_raise ArgumentError, ~r/Access.at\/1/, fn ->
      Access.get_and_update([1], 0, &{&1, 1})
    end
  end

  test "nil reads as empty and cannot be written" do
    assert Access.fetch(nil, :a) == :error
    assert Access.get(nil, :a, 1) == 1
    assert_raise ArgumentError, fn -> Access.get_and_update(nil, :a, &{&1, 1}) end
    assert_raise ArgumentError, fn -> Access.pop(nil, :a) end
  end

  test "accessors pop" do
    pop = fn _ -> :pop end
    assert get_and_update_in([1, 2, 3], [Access.all()], pop) == {[1, 2, 3], []}
    assert get_and_update_in([1, 2, 3], [Access.at(-1)], pop) == {3, [1, 2]}
    assert get_and_update_in([1, 2, 3], [Access.filter(&(&1 > 1))], pop) == {[2, 3], [1]}
    assert get_and_update_in([1, 2, 3], [Access.find(&(&1 > 1))], pop) == {2, [1, 3]}
    assert get_and_update_in([1, 2, 3, 4], [Access.slice(0..-1//2)], pop) == {[1, 3], [2, 4]}
    assert get_and_update_in(%{a: 1}, [Access.key(:a)], pop) == {1, %{}}
    assert_raise RuntimeError, fn -> get_and_update_in({1}, [Access.elem(0)], pop) end
  end

  test "accessors say what they expected" do
    for {accessor, name} <- [
          {Access.all(), "all/0"},
          {Access.at(0), "at/1"},
          {Access.at!(0), "at!/1"},
          {Access.elem(0), "elem/1"},
          {Access.filter(& &1), "filter/1"},
          {Access.find(& &1), "find/1"},
          {Access.key!(:a), "key!/1"},
          {Access.values(), "values/0"}
        ] do
      assert_raise RuntimeError, ~r/Access.#{name} expected/, fn -> get_in(:x, [accessor]) end
    end
  end
end
