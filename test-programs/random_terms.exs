# Random terms, the same ones in every run: text and external format give them back, and how pairs of them compare is what is printed.
# With an argument, that many hundreds of terms are given back: 1000 for a check that takes its time.

defmodule RandomTerms do
  @atoms [:a, :b, nil, true, false, :"", :"hello world", :Upper, :é, :+, :"a@b", :a?, Enum, :"Elixir.x", :do, :"\n"]
  @floats [0.0, -0.0, 1.0, 1.5, -2.25, 1.0e22, 1.0e-7, 123_456_789.123, 5.0e-324, 1.7976931348623157e308]
  @integers [0, 1, -1, 2, 255, 256, -128, 65_535, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_993, 576_460_752_303_423_488]

  def term(0), do: leaf(pick(12))
  def term(depth), do: node(pick(16), depth - 1)

  def pick(n), do: :rand.uniform(n)
  def one_of(list), do: Enum.at(list, pick(length(list)) - 1)

  defp leaf(1), do: one_of(@atoms)
  defp leaf(2), do: one_of(@integers)
  defp leaf(3), do: one_of(@floats)
  defp leaf(4), do: pick(1_000) - 500
  defp leaf(5), do: (pick(1_000) - 500) / pick(64)
  defp leaf(6), do: pick(1_000_000_000_000) * pick(1_000_000_000_000) * one_of([1, -1])
  defp leaf(7), do: for(_ <- 1..pick(6), into: <<255>>, do: <<pick(256) - 1>>)
  defp leaf(8), do: for(_ <- 1..pick(8), into: "", do: one_of(["a", "é", "€", "😀", "\"", "\#{", "\\", "\n", "\0", "\u2028"]))
  defp leaf(9), do: <<pick(512)::size(pick(13))>>
  defp leaf(10), do: for(_ <- 1..pick(5), do: 31 + pick(95))
  defp leaf(11), do: one_of([[], {}, %{}, "", [0], ~c"\#{a}'\"", [a: 1, "b c": 2]])
  defp leaf(12), do: one_of([1..3, 5..1//-2, ~D[2024-02-29], ~T[12:00:00.001], MapSet.new([1, :a]), ~N[2024-01-01 00:00:00]])

  defp node(kind, depth) when kind in 1..4, do: List.to_tuple(terms(depth))
  defp node(kind, depth) when kind in 5..8, do: terms(depth)
  defp node(kind, depth) when kind in 9..11, do: Map.new(terms(depth), &{&1, term(depth)})
  defp node(12, depth), do: [term(depth) | leaf(one_of([1, 2, 3, 7]))]
  defp node(13, depth), do: Enum.map(terms(depth), &{one_of(@atoms), &1})
  defp node(_kind, _depth), do: leaf(pick(12))

  defp terms(depth), do: for(_ <- 1..pick(4), do: term(depth))

  # A neighbour of a term in the order, or something else.
  def relative(term) do
    case pick(5) do
      1 -> term
      2 when is_integer(term) and abs(term) < 10_000_000_000 -> term * 1.0
      2 when is_list(term) and term != [] -> tl(term)
      2 when is_tuple(term) -> Tuple.insert_at(term, tuple_size(term), term(0))
      2 when is_map(term) and not is_struct(term) -> Map.put(term, term(0), term(0))
      2 when is_binary(term) -> term <> "x"
      _ -> term(pick(3) - 1)
    end
  end

  def compare(a, b) do
    order = if a < b, do: 0, else: if(a > b, do: 2, else: 1)
    equal = if(a == b, do: 1, else: 0) + if(a === b, do: 2, else: 0)
    <<?a + order * 4 + equal>>
  end
end

:rand.seed(:exsss, {1, 2, 3})

hundreds = String.to_integer(List.first(System.argv(), "100"))

wrong =
  for _ <- 1..hundreds, reduce: 0 do
    wrong ->
      terms = for _ <- 1..100, do: RandomTerms.term(RandomTerms.pick(3) - 1)
      {read, _} = Code.eval_string(inspect(terms, limit: :infinity, printable_limit: :infinity))
      external = Enum.map(terms, &:erlang.binary_to_term(:erlang.term_to_binary(&1)))
      Enum.count(Enum.zip([terms, read, external]), fn {term, read, external} -> inspect(term) != inspect(read) or term !== external end) + wrong
  end

IO.puts("wrong: #{wrong} of #{hundreds * 100}")
:rand.seed(:exsss, {4, 5, 6})

for _ <- 1..100 do
  pairs =
    for _ <- 1..100 do
      term = RandomTerms.term(RandomTerms.pick(3) - 1)
      {term, RandomTerms.relative(term)}
    end

  IO.puts(for {a, b} <- pairs, do: RandomTerms.compare(a, b))
end

# What is written, byte for byte, and the hash. The order of keys is not the same in all versions unless it is asked for.
hashes =
  for _ <- 1..2_000 do
    term = RandomTerms.term(RandomTerms.pick(3) - 1)
    :erlang.crc32(:erlang.term_to_binary(term, [:deterministic])) + :erlang.phash2(term)
  end

for line <- Enum.chunk_every(hashes, 20), do: IO.puts(Enum.sum(line))
