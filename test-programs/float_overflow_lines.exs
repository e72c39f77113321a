# Which operation of a body fails, when its floats leave the finite numbers.
defmodule Body do
  def pull({x, y, m}, [{a, b, n} | rest], acc) do
    dx = x - a
    dy = y - b
    d = dx * dx + dy * dy
    f = m / (d * :math.sqrt(d))
    g = n * f
    pull({x, y - g, m}, rest, [{a, b + f, n} | acc])
  end

  def pull(body, [], acc), do: {body, acc}

  def root({x, y}) do
    r = :math.sqrt(x - y)
    s = r + x
    {s, r}
  end
end

run = fn label, fun ->
  try do
    IO.inspect(fun.(), label: label)
  rescue
    e ->
      {_, name, _, where} = List.keyfind(__STACKTRACE__, Body, 0)
      IO.inspect({e.__struct__, Exception.message(e), name, where[:line]}, label: label)
  end
end

start = {1.0, 2.0, 3.0}
run.("fine", fn -> Body.pull(start, [{4.0, 5.0, 6.0}, {7.5, 1.5, 2.0}], []) end)
run.("difference", fn -> Body.pull({1.0e308, 2.0, 3.0}, [{-1.0e308, 5.0, 6.0}], []) end)
run.("square", fn -> Body.pull({1.0e200, 2.0, 3.0}, [{4.0, 5.0, 6.0}], []) end)
run.("cube", fn -> Body.pull({1.0e150, 2.0, 3.0}, [{4.0, 5.0, 6.0}], []) end)
run.("zero", fn -> Body.pull(start, [{1.0, 2.0, 6.0}], []) end)
run.("product", fn -> Body.pull({1.0e-100, 2.0, 1.0e10}, [{2.0e-100, 2.0, 6.0e300}], []) end)
run.("later", fn -> Body.pull(start, [{4.0, 5.0, 6.0}, {4.0, 5.0, 6.0}, {1.0, 5.0e200, 6.0}], []) end)
run.("negative", fn -> Body.root({1.0, 2.5}) end)
run.("root", fn -> Body.root({2.5, 0.25}) end)
run.("integers", fn -> Body.pull({1, 2, 3}, [{4, 5, 6}], []) end)
run.("atom", fn -> Body.pull({1, 2, 3}, [{4, :five, 6}], []) end)
