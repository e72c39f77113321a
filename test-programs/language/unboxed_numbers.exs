# Functions over numbers: what fits a machine word, what does not, and what is no number at all.
defmodule Numbers do
  def f(0, _), do: 1
  def f(n, d), do: div(n, d) + f(n - 1, d)
  def g(n) when n > 3, do: :erlang.error(:big)
  def g(n), do: n + 0.5
  def fact(0), do: 1
  def fact(n), do: n * fact(n - 1)
  def pow(_, 0), do: 1
  def pow(b, n), do: b * pow(b, n - 1)
  def sum(0, acc), do: acc
  def sum(n, acc), do: sum(n - 1, acc + n * n * n)
  def even(0), do: true
  def even(n), do: odd(n - 1)
  def odd(0), do: false
  def odd(n), do: even(n - 1)
  def fl(0, x), do: x
  def fl(n, x), do: fl(n - 1, x * 1.5 + 1)
  def collatz(1, s), do: s
  def collatz(n, s) when rem(n, 2) == 0, do: collatz(div(n, 2), s + 1)
  def collatz(n, s), do: collatz(3 * n + 1, s + 1)
  def half(n) when n / 2 > 1.5, do: n / 2
  def half(n), do: n
  def mix(0, x), do: x
  def mix(n, x), do: mix(n - 1, if(rem(n, 2) == 0, do: x + 1, else: [x]))
  def clause(1), do: :one
  def clause(n) when n > 10, do: clause(n - 10)
end
for fun <- [fn -> Numbers.f(3, 0) end, fn -> Numbers.f(3, :a) end, fn -> Numbers.g(:a) end, fn -> Numbers.fact(30) end, fn -> Numbers.fact(5) end,
    fn -> Numbers.pow(2, 200) end, fn -> Numbers.pow(1.5, 3) end, fn -> Numbers.pow(-3, 41) end, fn -> Numbers.sum(100_000, 0) end, fn -> Numbers.sum(1_000_00, Bitwise.bsl(1, 70)) end, fn -> Numbers.even(1_000_001) end,
    fn -> Numbers.fl(10, 2) end, fn -> Numbers.fl(10, 2.5) end, fn -> Numbers.fl(5000, 1.0) end, fn -> Numbers.collatz(27, 0) end, fn -> Numbers.collatz(837799, 0) end, fn -> Numbers.collatz(9_223_372_036_854_775_807, 0) end,
    fn -> Numbers.half(3) end, fn -> Numbers.half(4) end, fn -> Numbers.mix(3, 1) end, fn -> Numbers.mix(1, 1) end, fn -> Numbers.clause(35) end, fn -> Numbers.clause(31) end, fn -> Enum.map(1..150, &Numbers.fact/1) |> List.last |> rem(1_000_007) end] do
  try do
    IO.inspect(fun.())
  rescue
    e -> IO.puts(Exception.message(e)); IO.inspect(for {Numbers, name, arity, [file: _, line: line]} <- __STACKTRACE__, do: {name, arity, line})
  end
end
