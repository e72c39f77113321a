defmodule Words do
  # The loop goes on with the rest of the function.
  def words([]), do: []

  def words(text) do
    {word, rest} = take(text, [])
    [word | words(rest)]
  end

  defp take([?\s | rest], word), do: {word, rest}
  defp take([c | rest], word), do: take(rest, [c | word])

  # Two places take the result apart: the loop stays.
  def sum(list) do
    {sum, _} = add(list, 0)
    sum
  end

  def twice(list) do
    {sum, rest} = add(list, 0)
    [sum | rest]
  end

  defp add([h | t], sum), do: add(t, sum + h)
  defp add(rest, sum), do: {sum, rest}

  # What follows ends in a tail call.
  def first(list) do
    {small, large} = part(list, [], [])
    hd(small ++ large)
    sum(small)
  end

  defp part([h | t], small, large) when h > 9, do: part(t, small, [h | large])
  defp part([h | t], small, large), do: part(t, [h | small], large)
  defp part([], small, large), do: {small, large}
end
