for <<c <- "abc">>, y <- [1,2], y > 1, into: %{}, do: {c, y}
---
for x <- [1], reduce: 0 do acc -> acc + x end
---
for {:ok, x} when x > 1 <- [1], uniq: true, do: x
---
for(is_atom(:foo), do: :foo)
