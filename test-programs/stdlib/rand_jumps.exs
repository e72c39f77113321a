# The generators of :rand from the same seeds: numbers, floats, bytes, states, jumps, and seeds that are refused.
import Bitwise

for algorithm <- [:exsss, :exro928ss, :exrop, :exs1024s, :exsp] do
  state = :rand.seed_s(algorithm, {1, 2, 3})
  {numbers, state} = Enum.map_reduce(1..6, state, fn _, s -> :rand.uniform_s(1000, s) end)
  {floats, state} = Enum.map_reduce(1..3, state, fn _, s -> :rand.uniform_s(s) end)
  {bytes, state} = :rand.bytes_s(20, state)
  {wide, state} = Enum.map_reduce([1, 2, 3, 1 <<< 40, 1 <<< 58, (1 <<< 58) + 5, 1 <<< 64, 1 <<< 100], state, fn n, s -> :rand.uniform_s(n, s) end)
  {reals, state} = Enum.map_reduce(1..3, state, fn _, s -> :rand.uniform_real_s(s) end)
  IO.inspect({algorithm, numbers, floats, bytes, wide, reals}, limit: :infinity)
  IO.inspect(elem(state, 1), limit: :infinity)
  IO.inspect(elem(:rand.jump(state), 1), limit: :infinity)
  IO.inspect({elem(:rand.seed_s(algorithm, 5), 1), elem(:rand.seed_s(algorithm, {-1, 1 <<< 70, 5}), 1)}, limit: :infinity)

  for list <- [[1], [], [0, 0], [1, 2, 3], Enum.to_list(1..16), Enum.to_list(1..20)] do
    IO.inspect(
      try do
        elem(:rand.seed_s(algorithm, list), 1)
      rescue
        e -> e.__struct__
      end,
      limit: :infinity,
      charlists: :as_lists
    )
  end
end
