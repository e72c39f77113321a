# :json's checked functions: the order in which the caller's function sees keys and values, each of them once.
encoder = fn
  text, _encoder when is_binary(text) -> IO.puts("key #{text}"); [?", text, ?"]
  {:value, value}, encoder -> IO.puts("value #{value}"); :json.encode_value(value, encoder)
  other, encoder -> :json.encode_value(other, encoder)
end

formatter = fn
  {:pairs, pairs}, formatter, state -> :json.format_key_value_list_checked(pairs, formatter, state)
  {:raw, text}, _formatter, _state -> text
  {:value, value}, formatter, state -> IO.puts("value #{value} #{state.level} #{state.col}"); :json.format_value(value, formatter, state)
  text, _formatter, state when is_binary(text) -> IO.puts("key #{text} #{state.level} #{state.col}"); [?", text, ?"]
  other, formatter, state -> :json.format_value(other, formatter, state)
end

encode = &:json.encode_key_value_list_checked(&1, encoder)
format = &:json.format({:pairs, &1}, formatter)

for pairs <- [
      [], [a: {:value, 1}], [a: {:value, 1}, b: {:value, 2}], [{1, {:value, 1}}, {1.5, {:value, 2}}, {"c", {:value, 3}}],
      [a: {:value, 1}, a: {:value, 2}], [{:a, {:value, 1}}, {"b", {:value, 2}}, {"a", {:value, 3}}, {:b, {:value, 4}}], [{1, {:value, 1}}, {"1", {:value, 2}}],
      [{{1}, {:value, 1}}]
    ],
    {name, fun} <- [encode: encode, format: format] do
  IO.puts("-- #{name} #{inspect(pairs)}")

  try do
    IO.puts(fun.(pairs))
  rescue
    error in FunctionClauseError -> IO.inspect(error.__struct__)
    error in ErlangError -> IO.inspect(error.original)
  end
end

# A member alone goes on one line unless its text begins as an array or an object does, wherever that byte is.
for text <- [["", [[], [["[1]"]]]], [[[] | ""] | "{1}"], ["" | "x"], [?{, "}"], [[[[]], "", [?[]], "]"], "1", [?1], ["", ?{ | "}"]] do
  IO.inspect(IO.iodata_to_binary(format.(a: {:raw, text})))
  IO.inspect(IO.iodata_to_binary(format.(a: {:raw, text}, b: {:raw, text})))
end

# How far the line is, as the caller's function is told for keys.
nested = {:pairs, [a: {:pairs, [b: {:pairs, [cc: 1]}, d: {:value, 1}]}]}
for value <- [nested, [1, nested], %{a: 1, b: %{c: 1}, d: [%{a: 1}]}], do: IO.puts(:json.format(value, formatter))
