# Sorting by keys of one type and of several, and comparing tuples that are written out.
keys = [
  [3, 1, 2, 1, 3],
  [9_223_372_036_854_775_807, -9_223_372_036_854_775_808, 0, -1, 9_223_372_036_854_775_807],
  [1_000_000_000_000, -5, 7, 7, 1_000_000_000_000],
  [18_446_744_073_709_551_616, 1, -18_446_744_073_709_551_616, 2, 1],
  [1.5, -0.5, 1.5, 2.0, -1.0e300],
  [1, 1.0, 0.5, 2, 1],
  ["b", "a", "ab", "", "a"],
  [{1, "b"}, {1, "a"}, {0, "z"}, {1, "a"}, {1.0, "a"}],
  [{1, 2, 3}, {1, 2}, {}, {1, 2, 2}, {0, 0, 0, 0}],
  [:b, :a, nil, true, :a],
  [[2], [], [1, 2], "x", [1]],
  [%{a: 1}, %{}, %{a: 0}, {1}, 3]
]

for list <- keys do
  pairs = Enum.zip(list, [:a, :b, :c, :d, :e])
  IO.inspect(List.keysort(pairs, 0))
  IO.inspect(:lists.ukeysort(1, pairs))
  IO.inspect(Enum.sort_by(pairs, &elem(&1, 0)) == List.keysort(pairs, 0))
  IO.inspect(pairs |> Enum.sort_by(&elem(&1, 0), :desc) |> Enum.map(&elem(&1, 1)))
end

IO.inspect(List.keysort([], 0))
IO.inspect(List.keysort([{2}], 0))
many = for i <- 1..3000, do: {rem(i * 7919, 101), i}
sorted = List.keysort(many, 0)
IO.inspect(Enum.zip(sorted, tl(sorted)) |> Enum.all?(fn {a, b} -> a < b end))
IO.inspect(many |> List.keysort(1) |> Enum.map(&elem(&1, 1)) == Enum.to_list(1..3000))

defmodule Compare do
  def trace(value, tag) do
    IO.write(tag)
    value
  end

  def less(a, b, c, d), do: {a, b} < {c, d}
  def at_most(a, b, c, d), do: {a, b} <= {c, d}
  def sign(a, b, c, d) when {a, b} > {c, d}, do: 1
  def sign(a, b, c, d) when {a, b} >= {c, d}, do: 0
  def sign(_, _, _, _), do: -1
  def one(a, b), do: if({a} < {b}, do: :less, else: :not_less)

  def in_order do
    {trace(1, "a"), trace(2, "b")} <= {trace(1, "c"), trace(1, "d")}
  end
end

for {a, b, c, d} <- [{1, 2, 1, 2}, {1, 2, 1.0, 2.0}, {1, "a", 1, "b"}, {2, 0, 1, 9}, {:a, [], "a", []}, {1, 2, 1, 1}] do
  IO.inspect({Compare.less(a, b, c, d), Compare.at_most(a, b, c, d), Compare.sign(a, b, c, d)})
end

IO.inspect({Compare.one(1, 2), Compare.one(2, 1), Compare.one(1, 1.0)})
IO.inspect(Compare.in_order())
