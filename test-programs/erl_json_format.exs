# :json.format: where it breaks lines, and how a function takes part.
numbers = Enum.to_list(1..45)

values = [
  1, "a\n", :null, [], %{}, [1, 2, 3], [[]], [[1, 2], [3]], %{a: 1}, %{a: "x"}, %{a: []}, %{"a" => [1, 2]}, %{a: %{b: %{c: 1}}}, [%{a: 1}, %{a: 2}],
  %{1 => 2, 1.5 => 3, "s" => 4, :at => 5}, [1, [2, [3]]], %{a: [%{b: [1]}]}, ["a", %{b: 1}, 2], [:a, "b"], [1, ["a"]], [1, %{a: 1, b: [2]}, 3],
  numbers, %{a: numbers}, [1, numbers, numbers, 2], [1, String.duplicate("x", 95), 2], ["é", 1]
]

for value <- values, options <- [%{}, %{indent: 4}, %{max: 7}, %{max: 1, indent: 0}] do
  IO.puts("-- #{inspect(value, limit: :infinity, charlists: :as_lists)} #{inspect(options)}")
  IO.puts(:json.format(value, options))
end

formatter = fn
  {:pairs, pairs}, formatter, state -> :json.format_key_value_list(pairs, formatter, state)
  {:checked, pairs}, formatter, state -> :json.format_key_value_list_checked(pairs, formatter, state)
  {:list, list}, formatter, state -> :json.format_value(list, formatter, state)
  {:state}, _formatter, state -> "<#{state.level},#{state.col}>"
  text, _formatter, _state when is_binary(text) -> "<#{text}>"
  other, formatter, state -> :json.format_value(other, formatter, state)
end

for value <- [
      {:state}, [{:state}, {:state}], [[{:state}], {:state}], %{a: {:state}}, [1, %{a: {:state}}], :foo, ["x"], [:foo], %{a: :b, c: :d}, %{1 => 2},
      {:pairs, []}, {:pairs, [a: 1]}, {:pairs, [a: 1, a: 2]}, {:checked, [a: 1, b: 2]}, %{a: {:pairs, [b: 1]}}, %{a: {:list, [1]}}, [{:list, [1, 2]}]
    ] do
  IO.puts("-- #{inspect(value)}")
  IO.puts(:json.format(value, formatter))
end

for fun <- [
      fn -> :json.format({1}) end,
      fn -> :json.format({:checked, [{"a", 1}, {:a, 2}]}, formatter) end,
      fn -> :json.format({:pairs, [{{1}, 1}]}, formatter) end,
      fn -> :json.format(1, []) end,
      fn -> :json.encode_key_value_list_checked([{"a", 1}, {:a, 2}], &:json.encode_value/2) end
    ] do
  IO.puts(try do: fun.(), rescue: (error -> Exception.message(error)))
end

encoder = fn
  text, _encoder when is_binary(text) -> "<#{text}>"
  other, encoder -> :json.encode_value(other, encoder)
end

for map <- [%{a: 1}, %{"k" => 1}, %{1 => 2, 1.5 => 3}], do: IO.puts(:json.encode(map, encoder))
