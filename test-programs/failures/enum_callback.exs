Enum.map([1, 2], fn x ->
  if x == 2, do: raise("two")
  x
end)
