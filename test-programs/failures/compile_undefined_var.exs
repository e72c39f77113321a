defmodule Bad do
  def f(x) do
    x + unknwon
  end
end
