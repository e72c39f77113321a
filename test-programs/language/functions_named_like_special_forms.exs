defmodule A1 do
  def try(x, y \\ 2), do: {:try, x, y}
  def case(x \\ 1), do: {:case, x}
  def receive(x, y \\ 3, z \\ 4), do: {:receive, x, y, z}
  def cond(x \\ 5), do: {:cond, x}
  def unquote(:fn)(x \\ 6), do: {:fn, x}
  def for(a, b \\ 7), do: {:for, a, b}
  def with(a \\ 8), do: {:with, a}
  def quote(a \\ 9), do: {:quote, a}
  def super(a \\ 10), do: {:super, a}
  def import(a, b \\ 11), do: {:import, a, b}
  def alias(a, b \\ 12), do: {:alias, a, b}
  def require(a, b \\ 13), do: {:require, a, b}
  def unquote(:unquote)(a, b \\ 15), do: {:unquote, a, b}
  defdelegate delegated(a, b \\ 5), to: __MODULE__, as: :try
  def call, do: {__MODULE__.try(1), __MODULE__.case(), __MODULE__.fn()}
end
defmodule A2 do
  defmacro receive(a, b \\ 1), do: {:{}, [], [:macro, a, b]}
  defmacro try(a \\ 1), do: {:{}, [], [:macro, a]}
  defmacro case(a \\ 1), do: {:{}, [], [:macro, a]}
  defdelegate cond(a), to: List, as: :wrap
  defguard unquote(:with)(a) when a > 1
end
defmodule A3 do
  defp try(x, y), do: {x, y}
  def case(x, y), do: {:case2, x, y}
  def run, do: &__MODULE__.case/2
  def use_it, do: (&try/2)
end
defmodule Use do
  def run do
    require A2
    for {n, a} <- A1.__info__(:functions), do: IO.inspect {n, a, apply(A1, n, Enum.to_list(101..(100+a)//1)) |> then(&if(n == :call, do: &1, else: &1))}
    IO.inspect [A1.try(1), A1.case, A1.receive(1), A1.cond, A1.fn(), A1.for(1), A1.with, A1.quote, A1.super, A1.import(1), A1.alias(1), A1.require(1)]
    f = &A1.try/1
    g = &A1.case/0
    h = &A1.fn/1
    IO.inspect {f.(5), g.(), h.(3)}
    IO.inspect {A2.receive(5), A2.try(), A2.case(4), A2.cond(1), A2.with(3)}
    IO.inspect A3.run.(1, 2)
    IO.inspect A1.delegated(1)
  end
end
Use.run()
defmodule B1 do
  def try(x, y), do: {:try, x, y}
  def case(x), do: {:case, x}
  def receive(x, y), do: {:receive, x, y}
  def cond(x, y), do: {:cond, x, y}
  def import(a, b, c), do: {:import, a, b, c}
  def alias(a, b, c), do: {:alias, a, b, c}
  def quote(a, b, c), do: {:quote, a, b, c}
  def run, do: {try(1, 2), case(1), receive(1, 2), cond(1, 2), import(1, 2, 3), alias(1, 2, 3), quote(1, 2, 3)}
  def caps, do: {(&try/2), &case/1, &receive/2}
  def pipes, do: {1 |> try(2), 1 |> case(), (fn x -> x |> receive(3) end).(2)}
  defmacro __using__(_), do: nil
  def super?(x), do: x
end
IO.inspect B1.run
IO.inspect B1.pipes
{a, b, c} = B1.caps
IO.inspect {a.(1, 2), b.(1), c.(1, 2)}
