defmodule Loops do
  def sum(<<c, rest::binary>>, acc), do: sum(rest, acc + c)
  def sum(<<>>, acc), do: acc

  def before?(a, b), do: {elem(a, 0), elem(a, 1)} <= {elem(b, 0), elem(b, 1)}
end
