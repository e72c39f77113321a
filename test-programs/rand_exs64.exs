# Xorshift64*, and the steps of Xoroshiro928** by themselves.

for seed <- [1, 42, {1, 2, 3}, 0, -5, 123_456_789_012_345_678_901_234, {-1, 99_999_999_999, 7}, [5]] do
  state = :rand.seed_s(:exs64, seed)
  IO.inspect({seed, :rand.export_seed_s(state)})

  {values, _} =
    Enum.map_reduce([1, 2, 10, 100, 2 ** 32, 2 ** 63, 2 ** 64, 2 ** 70], state, fn n, state -> :rand.uniform_s(n, state) end)

  IO.inspect(values)
  {floats, state} = Enum.map_reduce(1..5, state, fn _, state -> :rand.uniform_s(state) end)
  IO.inspect(floats)
  {bytes, state} = :rand.bytes_s(13, state)
  IO.inspect(bytes)
  {real, _} = :rand.uniform_real_s(state)
  IO.inspect(real)
end

:rand.seed(:exs64, 7)
IO.inspect(for _ <- 1..5, do: :rand.uniform(1000))
IO.inspect(:rand.export_seed())
:rand.seed({:exs64, 99})
IO.inspect(Enum.shuffle(1..10))

# The other old generators, which take every word as it comes
for alg <- [:exs64, :exs1024, :exsplus], n <- [2 ** 63, 2 ** 63 + 5, 2 ** 57, 2 ** 57 + 3, 2 ** 64 - 1] do
  {integers, state} = Enum.map_reduce(1..4, :rand.seed_s(alg, 42), fn _, state -> :rand.uniform_s(n, state) end)
  {bytes, state} = :rand.bytes_s(20, state)
  {reals, _} = Enum.map_reduce(1..20, state, fn _, state -> :rand.uniform_real_s(state) end)
  IO.inspect({alg, n, integers, bytes, reals}, limit: :infinity)
end

start = :rand.exro928_seed(Enum.to_list(1..16))
IO.inspect(start)
{words, state} = Enum.map_reduce(1..20, start, fn _, state -> :rand.exro928_next(state) end)
IO.inspect({words, state})
IO.inspect(:rand.exro928_next_state(state))
IO.inspect(:rand.exro928_jump_2pow512(state))
