# Tables of many objects are walked key by key and in portions: each step takes as long as the others.
n = 300_000

for type <- [:set, :ordered_set, :bag, :duplicate_bag] do
  table = :ets.new(:large, [type])
  for i <- 1..n, do: :ets.insert(table, {i, rem(i, 10)})

  keys =
    table
    |> :ets.first()
    |> Stream.iterate(&:ets.next(table, &1))
    |> Enum.take_while(&(&1 != :"$end_of_table"))

  IO.inspect({type, length(keys), Enum.sum(keys)})

  selected =
    Stream.unfold(:ets.select(table, [{{:"$1", :"$2"}, [{:<, :"$2", 5}], [:"$1"]}], 100), fn
      :"$end_of_table" -> nil
      {found, rest} -> {found, :ets.select(rest)}
    end)

  IO.inspect(selected |> Stream.concat() |> Enum.reduce(0, fn key, sum -> sum + key end))

  found =
    Stream.unfold(:ets.match_object(table, {:_, 3}, 50), fn
      :"$end_of_table" -> nil
      {found, rest} -> {found, :ets.match_object(rest)}
    end)

  IO.inspect(found |> Stream.concat() |> Enum.reduce(0, fn {key, 3}, sum -> sum + key end))
  :ets.delete(table)
end
