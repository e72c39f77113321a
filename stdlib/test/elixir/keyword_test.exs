defmodule KeywordTest do
  use ExUnit.Case, async: true

  doctest Keyword

  @keywords [a: 1, b: 2, a: 3]

  test "writing leaves one entry of a key" do
    assert Keyword.put(@keywords, :a, 9) == [a: 9, b: 2]
    assert Keyword.replace(@keywords, :a, 9) == [a: 9, b: 2]
    assert Keyword.replace!(@keywords, :a, 9) == [a: 9, b: 2]
    assert Keyword.replace_lazy(@keywords, :a, &(&1 * 10)) == [a: 10, b: 2]
    assert Keyword.update(@keywords, :a, 0, &(&1 * 10)) == [a: 10, b: 2]
    assert Keyword.update!(@keywords, :a, &(&1 * 10)) == [a: 10, b: 2]
    assert Keyword.get_and_update(@keywords, :a, &{&1, 9}) == {1, [a: 9, b: 2]}
    assert Keyword.get_and_update(@keywords, :a, fn _ -> :pop end) == {1, [b: 2, a: 3]}
  end

  test "missing keys raise KeyError where they have to be there" do
    calls = [
      &Keyword.fetch!(&1, :z),
      &Keyword.replace!(&1, :z, 1),
      &Keyword.update!(&1, :z, fn x -> x end),
      &Keyword.pop!(&1, :z),
      &Keyword.get_and_update!(&1, :z, fn x -> {x, x} end)
    ]

    for call <- calls do
      assert_raise KeyError, fn -> call.(@keywords) end
    end
  end

  test "merge/3 pairs repeated keys in turn" do
    join = fn _key, left, right -> {left, right} end
    assert Keyword.merge([a: 1, a: 2, b: 0], [a: 8, a: 9], join) == [b: 0, a: {1, 8}, a: {2, 9}]
    assert Keyword.merge([a: 1], [a: 8, a: 9], join) == [a: {1, 8}, a: 9]
  end

  test "merge refuses what is no keyword list" do
    assert_raise ArgumentError, ~r/as the first argument/, fn -> Keyword.merge([1], a: 1) end
    assert_raise ArgumentError, ~r/as the second argument/, fn -> Keyword.merge([a: 1], [1]) end
  end

  test "validate/2 counts repeated keys as unknown" do
    assert Keyword.validate([a: 1, a: 2], [:a]) == {:error, [:a]}

    assert_raise ArgumentError, "duplicate keys [:a] in [a: 1, a: 2]", fn ->
      Keyword.validate!([a: 1, a: 2], [:a])
    end

    assert_raise ArgumentError,
                 "unknown keys [:z] in [z: 1], the allowed keys are: [:a, :b]",
                 fn -> Keyword.validate!([z: 1], [:a, b: 2]) end
  end

  test "keys/1 names the entry that is no pair" do
    assert_raise ArgumentError, ~r/got: \{"a", 1\}/, fn -> Keyword.keys([{"a", 1}]) end
  end
end
