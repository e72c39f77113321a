# Macro.escape/1 writes the keys of a map in the order of terms, however the map keeps them.

IO.inspect(Macro.escape(1..2))
IO.inspect(Macro.escape(%{b: 1, a: 2}))
IO.inspect(Macro.escape(~D[2020-01-01]))
IO.inspect(Macro.escape(MapSet.new([1])))
IO.inspect(Macro.escape(%{1 => 0, "a" => :x, :b => 1, {1} => 2, [1] => 3}))
IO.inspect(Macro.escape(%{2 => 0, 1.0 => 0}))
IO.inspect(Macro.escape(Map.new(1..40, &{rem(&1 * 7, 41), 0})))
IO.puts(Macro.to_string(Macro.escape(%{z: %{y: 1, x: [b: %{q: 1, p: 2}]}})))
