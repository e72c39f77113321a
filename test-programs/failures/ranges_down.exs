defmodule Down do
  def written, do: 5..1
  def within?(x), do: x in 9..7
  def given(n), do: [1..n]
end

IO.inspect(Down.written())
IO.inspect(Down.given(0))
IO.inspect(Down.given(-1))
IO.inspect(Enum.filter([0, 8], &Down.within?/1))
