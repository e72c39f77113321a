defmodule In do
  @tail [13, 14]
  def f(x) when x in [12 | @tail], do: true
  def f(_), do: false
end

IO.inspect(for x <- 11..15, do: In.f(x))
IO.inspect({:module_info, 1} in :lists.module_info(:exports))
IO.inspect(:lists.module_info(:module))
