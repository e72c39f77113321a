defmodule Order do
  for n <- [1, 2] do
    def take(unquote(n)), do: nowhere(unquote(n))
  end

  def other(x), do: outer(inner(x))
  def add(x), do: first(x) + second(x)
end
