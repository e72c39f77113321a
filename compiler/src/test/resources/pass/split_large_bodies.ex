defmodule SplitLargeBodies do
  def small(x), do: {x, x}

  def branches(x, y) do
    if x == y do
      {:same, f(x, 1), f(x, 2), f(x, 3), f(x, 4), f(x, 5)}
    else
      {:different, f(y, 1), f(y, 2), f(y, 3), f(y, 4), f(x, 5)}
    end
  end

  def clauses(:a), do: 1
  def clauses(:b), do: 2
  def clauses({:c, x}), do: x
  def clauses({:d, x, y}), do: {x, y}
  def clauses({:e, x, [y | _]}), do: {x, y}
  def clauses([x]), do: x
  def clauses([_, x]), do: x
  def clauses(%{a: x, b: y}), do: {x, y}
  def clauses(%{c: x}), do: x

  def map(x) do
    %{a: x, b: f(x, 2), c: f(x, 3), d: f(x, 4), e: f(x, 5), f: f(x, 6), g: f(x, 7), h: f(x, 8), i: f(x, 9)}
  end

  defp f(x, n), do: {x, n}
end
