# Erlang expressions, evaluated as they stand.

defmodule Evaluated do
  def parse(text) do
    {:ok, tokens, _} = :erl_scan.string(String.to_charlist(text))
    {:ok, exprs} = :erl_parse.parse_exprs(tokens)
    exprs
  end

  def run(text, bindings \\ []) do
    {:value, value, bindings} = :erl_eval.exprs(parse(text), bindings)
    {value, bindings |> :erl_eval.bindings() |> Enum.map(&shown/1) |> Enum.sort()}
  catch
    kind, reason -> {kind, reason}
  end

  defp shown({name, value}) when is_function(value), do: {name, :fun}
  defp shown({:Stack, stack}), do: {:Stack, is_list(stack)}
  defp shown(pair), do: pair
end

show = fn text -> IO.puts("#{text}  =>  #{inspect(Evaluated.run(text), limit: :infinity)}") end

expressions = ~S"""
% Values and operators
1 + 2 * 3 - 4.
7 div 2 + 7 rem 2.
7 / 2.
[1, 2 | [3]] ++ [4] -- [2].
{a, "text", $c, <<"bin">>, 'an atom', 1.5}.
not true or false xor true and true.
1 =:= 1.0.
1 == 1.0.
1 =< 2.
2 /= 2.0.
a =/= b.
- 5 + + 3.
bnot 5 band 7 bor 8 bxor 1 bsl 2 bsr 1.
true andalso maybe_not.
false andalso error(no).
true orelse error(no).
x andalso true.
x orelse true.
1 + a.
hd([]).
% Variables and patterns
X = 1, Y = X + 1, {X, Y}.
{A, [B | C]} = {1, [2, 3, 4]}.
X = 1, X = 2.
X.
{X, X} = {1, 1}.
{X, X} = {1, 2}.
_ = 5.
[A, _, _] = "abc".
"ab" ++ Rest = "abc".
{1 + 1, $a} = {2, 97}.
X = Y = 3.
{X, Z} = Z2 = {1, 2}.
% Branches
case {1, 2} of {X, Y} when X > Y -> more; {X, Y} when X < Y; X == Y -> less end.
case 5 of 1 -> a end.
X = 5, case 6 of X -> same; Other -> {other, Other} end.
if 1 > 2 -> a; true -> b end.
if false -> a end.
X = 3, if X > 2, X < 5 -> between; true -> outside end.
case 1 of X when hd(X) -> a; X when is_integer(X) -> b end.
begin A = 1, B = 2, A + B end.
maybe {ok, A} ?= {ok, 1}, {ok, B} ?= {error, 2}, A + B else {error, E} -> {failed, E} end.
maybe {ok, A} ?= {ok, 1}, A + 1 end.
maybe {ok, A} ?= no, A end.
maybe {ok, A} ?= no, A else x -> y end.
% Functions
(fun(X) -> X * 2 end)(4).
F = fun(0) -> zero; (N) when N > 0 -> pos; (_) -> neg end, {F(0), F(1), F(-1)}.
F = fun(0) -> zero end, F(1).
F = fun(X) -> X end, try F(1, 2) catch error:{badarity, {G, As}} -> {is_function(G, 1), As} end, ok.
(fun Fact(0) -> 1; Fact(N) -> N * Fact(N - 1) end)(20).
Y = 10, (fun(X) -> X + Y end)(1).
X = 10, (fun(X) -> X end)(1).
lists:map(fun(X) -> X * X end, [1, 2, 3]).
lists:foldl(fun(X, Acc) -> Acc + X end, 0, [1, 2, 3]).
F = fun lists:reverse/1, F([1, 2]).
F = fun length/1, F([1, 2]).
M = lists, N = sort, M:N([3, 1, 2]).
length([1, 2, 3]) + abs(-3).
apply(lists, sum, [[1, 2]]).
no_such_function(1).
lists:no_such_function(1).
5().
5(1).
F = fun(A, B, C, D, E, G, H, I, J, K) -> A + B + C + D + E + G + H + I + J + K end, F(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).
% Comprehensions
[X * 2 || X <- [1, 2, 3], X > 1].
[{X, Y} || X <- [1, 2], Y <- "ab"].
[X || {X, 1} <- [{a, 1}, {b, 2}, c]].
[X || X <- 5].
[X || X <- [1 | 2]].
[X || X <- [1, 2], foo].
<< <<(X + 1)>> || <<X>> <= <<1, 2, 3>> >>.
[X || <<X:4>> <= <<16#12, 16#34>>].
<< <<X:2>> || X <- [1, 2, 3] >>.
#{X => Y || X := Y <- #{a => 1}}.
#{X => X * X || X <- [1, 2]}.
[{K, V} || K := V <- #{a => 1}].
% Maps and binaries
M = #{a => 1}, M2 = M#{b => 2, a := 3}, M2.
M = #{a => 1}, M#{b := 2}.
#{a := X} = #{a => 1, b => 2}, X.
K = b, #{K := X} = #{a => 1, b => 2}, X.
#{c := X} = #{a => 1}.
a#{b => 1}.
<<A:8, B/binary>> = <<1, 2, 3>>, {A, B}.
<<N, Text:N/binary, Rest/bits>> = <<2, "abcd">>, {N, Text, Rest}.
<<A:16/little-signed, B:8/unit:2>> = <<255, 255, 1, 2>>, {A, B}.
<<F/float, U/utf8>> = <<1.5/float, 8364/utf8>>, {F, U}.
<<1:1, 0:2>>.
<<"abc", 1:16, 2.5:32/float, "é"/utf8, $x/utf16>>.
<<a>>.
<<"ab", X>> = <<"abc">>, X.
<<X:3, _/bits>> = <<255>>, X.
% Failures
catch throw(x).
catch exit(x).
element(1, catch error(x)).
catch 1 + 2.
try throw(a) catch a -> caught end.
try error(a) catch error:a -> caught; throw:_ -> no end.
try exit(a) catch Class:Reason -> {Class, Reason} end.
element(1, try error(a) catch Class:Reason:Stack -> {{Class, Reason, is_list(Stack)}} end).
try 1 of 1 -> one; 2 -> two catch _:_ -> no end.
try 3 of 1 -> one catch _:_ -> no end.
try error(a) catch throw:_ -> no end.
try 1 after put(after_ran, yes) end, get(after_ran).
try throw(1) of X -> X catch throw:X when X > 5 -> big; X -> {small, X} after ok end.
% Messages
self() ! {hello, 1}, receive {hello, X} -> X after 100 -> none end.
receive x -> y after 0 -> none end.
self() ! a, self() ! b, receive b -> first_b end, receive Any -> Any end.
receive after 1 -> later end.
"""

for text <- String.split(expressions, "\n", trim: true) do
  if String.starts_with?(text, "%"), do: IO.puts(text), else: show.(text)
end

# One expression, and what bindings are
[expr] = Evaluated.parse("X + Y.")
IO.inspect(:erl_eval.expr(expr, [{:X, 1}, {:Y, 2}]))
IO.inspect(:erl_eval.expr(expr, %{X: 1, Y: 2}))
b = :erl_eval.new_bindings()
IO.inspect(b)
b = :erl_eval.add_binding(:X, 1, b)
b = :erl_eval.add_binding(:Y, 2, b)
IO.inspect(:erl_eval.binding(:X, b))
IO.inspect(:erl_eval.binding(:Z, b))
IO.inspect(Enum.sort(:erl_eval.bindings(b)))
IO.inspect(:erl_eval.bindings(:erl_eval.del_binding(:X, b)))
IO.inspect(:erl_eval.add_binding(:X, 5, [{:X, 1}, {:A, 2}]))
IO.inspect(:erl_eval.add_binding(:B, 5, [{:X, 1}, {:A, 2}]))
IO.inspect(:erl_eval.binding(:X, [{:X, 1}]))
IO.inspect(:erl_eval.del_binding(:X, [{:X, 1}, {:Y, 2}]))
IO.inspect(:erl_eval.expr_list(Evaluated.parse("1 + 1, X, [X]."), [{:X, 7}]))
IO.inspect(:erl_eval.expr_list(Evaluated.parse("A = 1, B = 2."), []))

# Calls that go through handlers
local = fn name, args, bindings ->
  {:value, {:local, name, Enum.map(args, &elem(&1, 2))}, bindings}
end

IO.inspect(:erl_eval.exprs(Evaluated.parse("X = hello(1, a), X."), [], {:eval, local}))
values = fn name, args -> {:value_of, name, args} end
IO.inspect(:erl_eval.exprs(Evaluated.parse("hello(1 + 1, a)."), [], {:value, values}))
remote = fn target, args -> {:called, target, args} end

IO.inspect(
  :erl_eval.exprs(
    Evaluated.parse("lists:reverse([1]), lists:reverse([1, 2])."),
    [],
    :none,
    {:value, remote}
  )
)

IO.inspect(
  :erl_eval.exprs(Evaluated.parse("abs(-1)."), [], :none, {:value, fn t, a -> {t, a} end})
)

IO.inspect(:erl_eval.expr(hd(Evaluated.parse("{1, 2}.")), [], :none, :none, :value))
IO.inspect(:erl_eval.partial_eval(hd(Evaluated.parse("1 + 2 * 3."))))
IO.inspect(:erl_eval.partial_eval(hd(Evaluated.parse("X + 2 * 3."))))
