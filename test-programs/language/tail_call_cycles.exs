# Functions that go to each other by tail calls, with numbers and without.
defmodule Cycle do
  def a(0, acc), do: acc
  def a(n, acc) when rem(n, 3) == 0, do: b(n - 1, acc + 1)
  def a(n, acc), do: c(n - 1, acc * 2)
  def b(0, acc), do: acc + 1
  def b(n, acc) when rem(n, 5) == 0, do: a(n - 1, acc + 2)
  def b(n, acc), do: c(n - 1, acc)
  def c(0, acc), do: acc + 2
  def c(7, acc), do: :erlang.error({:seven, acc})
  def c(n, acc), do: a(n - 1, acc + 3)
  def x([h | t], n) when h > 3, do: y(t, [h | n])
  def x([_ | t], n), do: y(t, n)
  def x([], n), do: n
  def y([h | t], n) when rem(h, 2) == 1, do: x(t, [-h | n])
  def y([:boom | t], n) do
    z(t, hd(n))
  end
  def y(l, n), do: x(l, n)
  def z([], n), do: n
  def z([h | t], n), do: y([h | t], [n])
end
for f <- [fn -> Cycle.a(300, 0) end, fn -> Cycle.a(20, 1.5) end, fn -> Cycle.b(4, 0) end, fn -> Cycle.c(7, 3) end, fn -> Cycle.c(27, 3) end, fn -> Cycle.a(:x, 1) end,
   fn -> Cycle.x(Enum.to_list(1..20), []) end, fn -> Cycle.y([:boom, 1, 2], []) end, fn -> Cycle.y([:boom, 1, 2, 4], [7]) end, fn -> Cycle.x(:bad, 1) end] do
  try do
    IO.inspect(f.())
  rescue
    e -> IO.puts(Exception.message(e)); IO.inspect(for {Cycle, name, arity, [file: _, line: line]} <- __STACKTRACE__, do: {name, arity, line})
  end
end
