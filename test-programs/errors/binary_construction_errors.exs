# Why a binary cannot be made.
i = fn x -> Process.get(:none, x) end
t = fn f -> try do f.() rescue e -> IO.puts(inspect(e.__struct__) <> " " <> inspect(Exception.message(e))) end end
t.(fn -> "a" <> i.(1) end)
t.(fn -> "a#{1}" <> i.(:x) <> "c" end)
t.(fn -> <<i.(:a)>> end)
t.(fn -> <<1, i.(1.5)::8>> end)
t.(fn -> <<i.(:a)::float>> end)
t.(fn -> <<i.("a")::utf8>> end)
t.(fn -> <<i.(0xD800)::utf8>> end)
t.(fn -> <<i.(1)::binary>> end)
t.(fn -> <<i.("ab")::binary-size(5)>> end)
t.(fn -> <<i.(<<1::3>>)::binary>> end)
t.(fn -> <<i.(:a)::bitstring>> end)
t.(fn -> <<i.(:a)::utf16>> end)
