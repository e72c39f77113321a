defmodule Deep do
  def outer(n) do
    result = inner(n)
    {:ok, result}
  end

  def inner(n) do
    if n > 0, do: raise(ArgumentError, "too deep: #{n}")
    n
  end
end

value = Deep.outer(3)
IO.inspect(value)
