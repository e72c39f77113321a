# An empty block within another one is written as nil.

empty = {:__block__, [], []}
nested = {:__block__, [], [empty]}

for quoted <- [
      empty,
      nested,
      {:block, [], [[do: empty]]},
      {:block, [], [[do: nested]]},
      {:block, [], [[do: nested, else: empty]]},
      {:block, [], [[do: {:__block__, [], [empty, 1]}]]},
      {:fn, [], [{:->, [], [[], empty]}]},
      {:fn, [], [{:->, [], [[], nested]}]},
      {:foo, [], [empty]},
      {:foo, [], [nested]},
      {:+, [], [nested, 1]}
    ] do
  IO.puts(Macro.to_string(quoted))
  IO.puts(quoted |> Code.quoted_to_algebra() |> Inspect.Algebra.format(98))
  IO.puts("--")
end
