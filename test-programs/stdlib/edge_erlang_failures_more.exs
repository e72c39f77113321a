# More of what is wrong with the arguments of built-in functions: what each expression gives, or how it fails.

expressions = ~S"""
:unicode.characters_to_binary([97 | <<255>>], :utf8, :latin1)
:unicode.characters_to_binary([97 | <<255>>])
:unicode.characters_to_binary([[97 | <<255>>], "b"])
:unicode.characters_to_binary([[97 | <<255>>], "b"], :utf8, :latin1)
:unicode.characters_to_list([97 | <<255>>])
:unicode.characters_to_list([[97 | <<255>>], "b"])
:unicode.characters_to_list([0xD800], :utf16)
:unicode.characters_to_list([97, 0xD800])
:unicode.characters_to_list(<<0xD8, 0>>, :utf16)
:erlang.function_exported(1, 2, 3)
:erlang.function_exported(:a, :b, -1)
:erlang.is_record({:a}, 1)
:erlang.is_record(1, :a, :b)
:erlang.binary_to_term(<<131, 119, 3, "zzq">>, [:safe])
:erlang.binary_to_term("x", [:safe])
:erlang.binary_to_term(1, [:safe])
:erlang.binary_to_term("x", :foo)
:erlang.term_to_binary(1, [:foo])
:erlang.term_to_binary(1, :foo)
:erlang.term_to_binary(1, [{:compressed, 10}])
:maps.from_list([1])
:maps.from_list(1)
:maps.from_list([{1, 2} | 3])
:binary.part("abc", {5, 1})
:binary.part("abc", {2, 5})
:binary.part("abc", 5, 1)
:binary.at("abc", 3)
"""

show = &inspect(&1, limit: 100, printable_limit: 400, custom_options: [sort_maps: true])

for line <- String.split(expressions, "\n", trim: true) do
  result =
    try do
      {value, _} = Code.eval_string(line)
      "=> " <> show.(value)
    rescue
      error -> "!! " <> inspect(error.__struct__) <> ": " <> Exception.message(error)
    catch
      kind, value -> "** #{kind} #{inspect(value)}"
    end

  IO.puts(line <> "\n   " <> result)
end
