defmodule Loops do
  def sum(<<c, rest::binary>>, acc), do: sum(rest, acc + c)
  def sum(<<>>, acc), do: acc

  def total(list, k), do: Enum.reduce(list, 0, fn x, acc -> acc + x * k end)

  def walk([], {x, y}), do: x + y

  def walk([_ | rest], {x, y}) do
    place = {x + 0.5, y - 1.5}
    walk(rest, place)
  end

  def before?(a, b), do: {elem(a, 0), elem(a, 1)} <= {elem(b, 0), elem(b, 1)}
end
