defmodule Pair do
  def sum({a, b}) when a > b, do: a + b
  def sum(other), do: IO.inspect(other)
end
