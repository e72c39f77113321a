# The generator MWC59 of :rand: states and what is taken out of them.

IO.inspect(Enum.take(Stream.iterate(1, &:rand.mwc59/1), 10))

for state <- [1, 0x123456789ABCDEF, 0x7FA650200000000 - 2, 0xFFFFFFFF, 0x100000000] do
  IO.inspect({:rand.mwc59(state), :rand.mwc59_value32(state), :rand.mwc59_value(state), :rand.mwc59_float(state)})
end

for state <- [0, -1, 1.0, 0x7FA650200000000 - 1], function <- [:mwc59, :mwc59_value32, :mwc59_value, :mwc59_float] do
  try do
    apply(:rand, function, [state])
  rescue
    error in FunctionClauseError -> IO.inspect({state, function, error.__struct__})
  end
end

IO.inspect(Enum.all?(1..100, fn _ -> :rand.mwc59_seed() in 1..0x400000000000000 end))
Stream.iterate(42, &:rand.mwc59/1) |> Stream.drop(1000) |> Enum.take(5) |> Enum.map(&:rand.mwc59_float/1) |> IO.inspect()
