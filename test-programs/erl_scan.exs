# The module :erl_scan: the tokens of Erlang source, whole and in parts.

t = fn name, fun -> IO.puts("#{name} => #{inspect(fun.(), limit: :infinity, printable_limit: :infinity)}") end

for s <- [
      "foo.",
      "X = 1 + 2.",
      "{a, \"b\\n\", $c, $\\n, 'q r', 1.5, 16#ff, 2.0e3, 1_000}.",
      "<<1:8/integer>>",
      "% c\nfoo\n bar",
      "a =:= b =/= c == d /= e =< f >= g < h > i",
      "-> <- <= => := || :: .. ... ++ -- ! ? ;",
      "case X of end",
      "fun(X) when X andalso Y -> ok end",
      "#rec{a=1}",
      "\#{a => 1}",
      "foo:bar(1)",
      "-module(m).",
      "\"unterminated",
      "'unt",
      "$",
      "1.2.3",
      "é",
      "É",
      "\"é\\x{3b1}\\101\\s\"",
      "a.b",
      "a. b",
      "a.%c",
      "3#12",
      "37#1",
      "1e5",
      "1.0e",
      "~",
      "`",
      "@",
      "_X",
      "X@y",
      "a@b",
      "maybe else",
      "$\\^a $\\x41 $\\101 $  ",
      "?MODULE",
      "\"a\" \"b\"",
      "X#r.f",
      "10#",
      "1.5e-3",
      "a\r\nb",
      "\"a\nb\" c",
      "\\"
    ],
    do: t.("#{inspect(s)}", fn -> :erl_scan.string(to_charlist(s)) end)

t.("loc", fn -> :erl_scan.string(~c"foo bar\n baz.", {1, 1}) end)
t.("loc2", fn -> :erl_scan.string(~c"foo", 5) end)
t.("ret", fn -> :erl_scan.string(~c"foo % x\n bar", 1, [:return]) end)
t.("retc", fn -> :erl_scan.string(~c"foo % x\n bar", {1, 1}, [:return_comments]) end)
t.("text", fn -> :erl_scan.string(~c"foo 16#ff", 1, [:text]) end)

t.("err", fn ->
  {:error, {_, m, d}, _} = :erl_scan.string(~c"\"abc")
  IO.iodata_to_binary(m.format_error(d))
end)

t.("err2", fn ->
  {:error, {_, m, d}, _} = :erl_scan.string(~c"37#1")
  IO.iodata_to_binary(m.format_error(d))
end)

t.("tok", fn -> :erl_scan.tokens([], ~c"foo. bar", 1) end)

t.("tok2", fn ->
  {:more, c} = :erl_scan.tokens([], ~c"foo ", 1)
  :erl_scan.tokens(c, ~c"bar. x", 1)
end)

t.("tok3", fn ->
  {:more, c} = :erl_scan.tokens([], ~c"foo ", 1)
  :erl_scan.tokens(c, :eof, 1)
end)

t.("tok4", fn -> :erl_scan.tokens([], :eof, 1) end)

t.("tok5", fn ->
  {:more, c} = :erl_scan.tokens([], ~c"foo.", 1)
  :erl_scan.tokens(c, :eof, 1)
end)

t.("acc", fn ->
  {:ok, [a, b | _], _} = :erl_scan.string(~c"foo 12 +", {3, 1})
  {:erl_scan.category(a), :erl_scan.symbol(b), :erl_scan.line(a), :erl_scan.location(b), :erl_scan.column(b), :erl_scan.text(b)}
end)

t.("res", fn -> for w <- [:fun, :foo, :case, :maybe, :else, :cond, :let, :andalso], do: :erl_scan.reserved_word(w) end)
