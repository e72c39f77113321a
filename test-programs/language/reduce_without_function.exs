# Enum.reduce/3 with what is no function: an empty list refuses it, an empty map does not look at it.
attempt = fn fun ->
  try do
    fun.()
  rescue
    error -> error.__struct__
  end
end

for enumerable <- [[], %{}, 1..0//1, %{a: 1}] do
  IO.inspect({enumerable, attempt.(fn -> Enum.reduce(enumerable, 0, 5) end), attempt.(fn -> Enum.reduce(enumerable, 0, fn -> 0 end) end)})
end

IO.inspect({Enum.reduce(%{}, 0, fn _, acc -> acc + 1 end), Enum.reduce(%{a: 1}, 0, fn _, acc -> acc + 1 end)})
