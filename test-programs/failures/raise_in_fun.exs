defmodule Runner do
  def run(fun) do
    value = fun.(1)
    {:ok, value}
  end
end

{:ok, _} =
  Runner.run(fn x ->
    y = x + 1
    raise "fun #{y}"
  end)
