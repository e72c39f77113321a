# The module :erl_parse: expressions and terms in the abstract format.

parse = fn s ->
  {:ok, tokens, _} = :erl_scan.string(to_charlist(s), {1, 1})
  :erl_parse.parse_exprs(tokens)
end

t = fn s -> IO.puts("#{s} => #{inspect(parse.(s), limit: :infinity, printable_limit: :infinity)}") end

for s <- [
      "1.",
      "foo.",
      "X.",
      "{a, B, 3}.",
      "[].",
      "[1,2|T].",
      "[1,2].",
      "\"a\" \"b\".",
      "$a.",
      "1.5.",
      "1 + 2 * 3.",
      "1 - 2 - 3.",
      "a ++ b ++ c.",
      "-1.",
      "- -1.",
      "not true.",
      "bnot 1.",
      "X = Y = 1.",
      "P ! M.",
      "a andalso b orelse c.",
      "1 < 2.",
      "1 =:= 2.",
      "catch foo().",
      "foo(1, 2).",
      "m:f(1).",
      "M:F(1).",
      "F().",
      "(F)(1).",
      "foo()().",
      "begin 1, 2 end.",
      "if X > 1 -> a; true -> b end.",
      "case X of 1 -> a; {Y, _} when Y > 1, Y < 3; Y == 9 -> b end.",
      "receive X -> X end.",
      "receive X -> X after 10 -> t end.",
      "receive after 0 -> ok end.",
      "fun(X) -> X + 1 end.",
      "fun(1) -> a; (X) when X > 1 -> b end.",
      "fun F(X) -> F(X) end.",
      "fun foo/1.",
      "fun m:f/1.",
      "fun M:F/A.",
      "try foo() of X -> X catch error:E:S -> E; throw:T -> T; X -> X after c end.",
      "try a catch _:_ -> b end.",
      "try a after b end.",
      "[X || X <- L].",
      "[X || X <- L, X > 1].",
      "[{X,Y} || X <- L, <<Y>> <= B].",
      "<< <<X>> || X <- L >>.",
      "<<1, 2:8, X/binary, Y:4/little-integer-unit:8, \"abc\"/utf8>>.",
      "<<>>.",
      "\#{}.",
      "\#{a => 1, b := 2}.",
      "M\#{a => 1}.",
      "\#r{a = 1, _ = 2}.",
      "R\#r{a = 1}.",
      "R\#r.a.",
      "\#r.a.",
      "{1, [2, {3}]}.",
      "1, 2, 3.",
      "maybe X ?= 1, Y else _ -> z end.",
      "A = fun() -> ok end, A().",
      "(1 + 2) * 3.",
      "a:b:c.",
      "1 rem 2 div 3 band 4.",
      "1 bsl 2 bor 3.",
      "foo:bar(baz).",
      "[X || {X, Y} <- L, Y =:= 1, is_atom(X)].",
      "\#{K => V || K := V <- M}.",
      "spawn(fun() -> loop(State) end).",
      "\"a\" ++ X.",
      "-X + Y.",
      "begin a end + 1.",
      "f(), g().",
      "1 +.",
      "(.",
      "foo bar.",
      "case X of end.",
      "'hello world'.",
      "X#r{}.",
      "{}.",
      "f(X)#r.a.",
      "a = b ! c = d.",
      "not a == b.",
      "-foo()."
    ],
    do: t.(s)

parse_term = fn s ->
  {:ok, tokens, _} = :erl_scan.string(to_charlist(s))
  :erl_parse.parse_term(tokens)
end

g = fn s -> IO.puts("#{s} => #{inspect(parse_term.(s))}") end
for s <- ["{a, [1, \"b\"], <<1,2>>, \#{x => -1.5}}.", "foo().", "X.", "-1.", "[a|b].", "<<\"abc\">>.", "1 + 2.", "a"], do: g.(s)

for x <- [1, 1.5, :a, "bin", ~c"str", [], [1, :a], [1 | 2], {1, {2}}, %{a: 1}, <<1::3>>, [1, 300, ~c"x"], -1],
    do:
      IO.puts(
        "abstract #{inspect(x)} => #{inspect(:erl_parse.abstract(x))} #{inspect(:erl_parse.normalise(:erl_parse.abstract(x)) == x)}"
      )

IO.inspect(:erl_parse.abstract({:a, "b"}, 5))
