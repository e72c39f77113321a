# The module :json: encoding and decoding, with functions of the caller and in parts.
shown = fn fun ->
  try do
    fun.()
  catch
    kind, reason -> {kind, reason}
  end
end

t = fn name, fun -> IO.puts("#{name} => #{inspect(shown.(fun), limit: :infinity, printable_limit: :infinity)}") end
s = &IO.iodata_to_binary/1

for v <- [
      1,
      1.5,
      1.0e22,
      -0.0,
      :a,
      nil,
      :null,
      true,
      "str\"\n\u0001é€😀/\x7f",
      [],
      [1, 2, [3]],
      %{},
      %{a: 1},
      %{"k" => [nil]},
      %{1 => 2, 1.5 => 3},
      123_456_789_012_345_678_901_234_567_890,
      {1, 2},
      ~c"abc",
      <<255>>
    ],
    do: t.("encode #{inspect(v)}", fn -> s.(:json.encode(v)) end)

t.("encode/2", fn ->
  s.(
    :json.encode({1, [2, {3}]}, fn
      t, e when is_tuple(t) -> :json.encode_list(Tuple.to_list(t), e)
      o, e -> :json.encode_value(o, e)
    end)
  )
end)

t.("encode_kv", fn -> s.(:json.encode_key_value_list([{:a, 1}, {"b", 2}, {3, 4}, {1.5, 2}], &:json.encode_value/2)) end)
t.("encode_kvc", fn -> s.(:json.encode_key_value_list_checked([{:a, 1}, {"a", 2}], &:json.encode_value/2)) end)
t.("encode_map_checked", fn -> s.(:json.encode_map_checked(%{:a => 1, "a" => 2}, &:json.encode_value/2)) end)
t.("encode_map", fn -> s.(:json.encode_map(%{:a => 1}, &:json.encode_value/2)) end)
t.("encode_atom", fn -> s.(:json.encode_atom(:abc, &:json.encode_value/2)) end)
t.("encode_atom t", fn -> s.(:json.encode_atom(true, &:json.encode_value/2)) end)
t.("encode_integer", fn -> :json.encode_integer(12) end)
t.("encode_float", fn -> :json.encode_float(1.5) end)
t.("encode_binary", fn -> s.(:json.encode_binary("aé\"")) end)
t.("encode_binary_escape_all", fn -> s.(:json.encode_binary_escape_all("aé\"😀\x01")) end)
t.("encode_list", fn -> s.(:json.encode_list([1, "a"], &:json.encode_value/2)) end)

for d <- [
      "1",
      "1.5",
      "-0",
      "1e5",
      "1.0E+2",
      "0",
      "01",
      "-",
      "1.",
      "tru",
      "true ",
      " [1, 2 ,3]",
      "{\"a\":{}, \"b\":[]}",
      "\"\\u00e9\\ud83d\\ude00\\n\\/\"",
      "\"\\ud83d\"",
      "\"\\x\"",
      "",
      " ",
      "[1,]",
      "{\"a\" 1}",
      "{1:2}",
      "nullx",
      "1 2",
      "\"abc",
      "[",
      "{\"a\":1,\"a\":2}",
      <<"\"", 255, "\"">>,
      "\"\x01\"",
      "123456789012345678901234567890",
      "1e400",
      "{",
      "{\"a\"",
      "{\"a\":",
      "[1",
      "nul",
      "\"\\u12",
      "\"\\"
    ],
    do: t.("decode #{inspect(d)}", fn -> :json.decode(d) end)

decs = %{
  array_start: fn a -> {:arr, a} end,
  array_push: fn v, {:arr, a} -> {:arr, [v | List.wrap(a)]} end,
  array_finish: fn a, old -> {{:fin, a}, old} end,
  null: :nil!
}

t.("decode/3", fn -> :json.decode("[1,[2],null] rest", :acc, decs) end)

t.("decode/3 obj", fn ->
  :json.decode("{\"a\":1,\"b\":{\"c\":2}}", 0, %{object_push: fn k, v, a -> [{String.upcase(k), v} | a] end})
end)

t.("decode/3 num", fn ->
  :json.decode("[1,2.5,\"x\"]", 0, %{integer: fn b -> {:i, b} end, float: fn b -> {:f, b} end, string: fn b -> {:s, b} end})
end)

t.("decode/3 objf", fn ->
  :json.decode("{\"a\":1}", :o, %{object_start: fn a -> [{:start, a}] end, object_finish: fn a, o -> {{:obj, a}, o} end})
end)

t.("decode_start2", fn ->
  {:continue, st} = :json.decode_start("12", :ok, %{})
  {:continue, st} = :json.decode_continue("34", st)
  :json.decode_continue(:end_of_input, st)
end)

t.("decode_start3", fn -> :json.decode_start("[1] x", :ok, %{}) end)

t.("decode_start4", fn ->
  {:continue, st} = :json.decode_start("[1, \"a\\u00", :ok, %{})
  :json.decode_continue("e9\"] z", st)
end)

t.("decode_start5", fn ->
  {:continue, st} = :json.decode_start("[1", :ok, %{})
  :json.decode_continue(:end_of_input, st)
end)

t.("decode_start6", fn ->
  {:continue, st} = :json.decode_start("tr", :ok, %{})
  :json.decode_continue("ue", st)
end)
