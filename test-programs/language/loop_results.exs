# Private loops whose result is taken apart at once: what they compute, and which functions their failures name.

defmodule Continued do
  def step([], _), do: []
  def step([b | rest], dt) do
    {b2, rest2} = pull(b, rest, dt, [])
    {x, y} = b2
    [{x + dt * y, y} | step(rest2, dt)]
  end

  defp pull(b, [], _dt, acc), do: {b, Enum.reverse(acc)}
  defp pull({x, y}, [{u, v} | rest], dt, acc) do
    w = x * v - y * u + dt
    pull({x + w, y - w}, rest, dt, [{u, v + w} | acc])
  end

  def words(bin), do: words(bin, 1)
  defp words(<<>>, _), do: []
  defp words(bin, n) do
    {word, rest} = word(bin, "")
    [{n, word} | words(rest, n + 1)]
  end
  defp word(<<" ", rest::binary>>, acc), do: {acc, rest}
  defp word(<<c, rest::binary>>, acc), do: word(rest, <<acc::binary, c>>)
  defp word(<<>>, acc), do: {acc, ""}

  def fails(list) do
    {n, rest} = until(list, 0)
    n + hd(rest)
  end
  defp until([x | rest], n) when x > 0, do: until(rest, n + x)
  defp until([:raise | _], n), do: raise("at #{n}")
  defp until(rest, n), do: {n, rest}
end
alias Continued, as: C

shown = fn run ->
  try do
    IO.inspect(run.())
  rescue
    e ->
      IO.inspect(e)

      __STACKTRACE__
      |> Enum.filter(&(elem(&1, 0) == C))
      |> Enum.map(fn {_, f, a, location} -> {f, a, location[:line]} end)
      |> IO.inspect()
  end
end

IO.inspect(C.step([{1.0, 2.0}, {3.0, 4.0}, {5.0, 6.5}], 0.5))
IO.inspect(C.step([{1, 2}, {3.0, 4.0}, {5, 6.5}], 2))
IO.inspect(C.step([{1, 2}], 2))
IO.inspect(C.words("the quick brown fox"))

for list <- [[1, 2, -3], [1, 2, -1, :a], [1, 2, :a], [1, :raise], [1, 2], [3 | 4], [1, 2, "x"]] do
  shown.(fn -> C.fails(list) end)
end

shown.(fn -> C.step([{1.0, 2.0}, {3.0, :a}], 0.5) end)
shown.(fn -> C.step([{1.0, 2.0}, {3.0, 1.0e308}, {3.0, 4.0}], 1.0e200) end)
shown.(fn -> C.step([{1.0, 2.0}, {3.0, 4.0}, :x], 0.5) end)
shown.(fn -> C.step([:x], 0.5) end)
