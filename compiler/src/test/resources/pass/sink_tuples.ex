defmodule SinkTuples do
  # The tuple is for the next round alone.
  def moves({x, y}, n) when n > 0 do
    next = {x + 1, y * 2}
    left = n - 1
    moves(next, left)
  end

  def moves(state, 0), do: state

  # One way out goes back to the start with it, the other ends with it.
  def stays({x, y}, n) do
    next = {x + 1, y}
    if n > 0, do: stays(next, n - 1), else: next
  end

  # It is used twice.
  def twice({x, _}, n) when n > 0 do
    next = {x, n}
    twice(next, elem(next, 0))
  end

  # Another function's argument.
  def other(x) do
    next = {x, x}
    moves(next, 1)
  end
end
