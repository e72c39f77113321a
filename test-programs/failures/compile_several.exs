defmodule Bad do
  def f(x) do
    x + unknwon
  end

  def g do
    missing_fun(1)
  end

  def h, do: other_var
end
