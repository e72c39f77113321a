# ~p of many terms made from a seed, at several widths.
defmodule G do
  def term(0), do: Enum.random([1, 42, 123456, :a, :abc, :abcdefghij, "bin", "some binary", ~c"str", 1.5, <<1,2,3>>, [], {}])
  def term(n) do
    case :rand.uniform(5) do
      1 -> for _ <- 1..:rand.uniform(6), do: term(n - 1)
      2 -> List.to_tuple(for _ <- 1..:rand.uniform(5), do: term(n - 1))
      3 -> List.to_tuple([Enum.random([:t, :tag, :tagged, :very_long_tag]) | (for _ <- 1..:rand.uniform(4), do: term(n - 1))])
      4 -> %{:rand.uniform(100) => term(n - 1)}
      5 -> term(0)
    end
  end
end
:rand.seed(:exsss, {1, 2, 3})
for i <- 1..150 do
  t = G.term(4); w = Enum.random([10, 16, 20, 30, 40, 60, 80])
  IO.puts("#{i} #{w} #{:erlang.phash2(t)}"); IO.puts(:io_lib.format("~#{w}p", [t]))
end
