defmodule Code.Fragment.Lines do
  @moduledoc false

  # The line of a cursor, joined with those that its expression began or goes on with.
  #
  # A joined text is two lists: the characters, and the place of each in the whole text.

  @type place :: {line :: pos_integer, column :: pos_integer}
  @type placed :: {char, place}

  @doc """
  The last line of a text backwards, behind the lines it goes on from.

  Lines are joined around a dot and behind an opening parenthesis. Comments of the lines above are left out.
  """
  @spec last(charlist) :: charlist
  def last(text) do
    [line | above] = text |> numbered() |> Enum.reverse()
    line |> Enum.reverse() |> join_above(above) |> Enum.map(&elem(&1, 0))
  end

  @doc """
  The text up to a place, backwards, and from there on, with the lines that belong to them; nil when there is no such
  place.
  """
  @spec around(charlist, place) :: {[placed], [placed]} | nil
  def around(text, {line, column}) do
    {above, from} = text |> numbered() |> Enum.split(line - 1)

    case from do
      [current | below] when length(current) >= column - 1 ->
        {left, right} = Enum.split(current, column - 1)
        whole = current |> Enum.reverse() |> join_above(Enum.reverse(above))
        before = Enum.drop(whole, length(current) - length(left))
        {before, right |> without_comment() |> join_below(before, below)}

      _ ->
        nil
    end
  end

  # The lines of the text, each a list of characters with their places.
  defp numbered(text) do
    text |> split([], []) |> Enum.with_index(1) |> Enum.map(fn {line, number} -> placed(line, number) end)
  end

  defp placed(line, number),
    do: line |> Enum.with_index(1) |> Enum.map(fn {char, column} -> {char, {number, column}} end)

  defp split([?\r, ?\n | rest], line, lines), do: split(rest, [], [Enum.reverse(line) | lines])
  defp split([?\n | rest], line, lines), do: split(rest, [], [Enum.reverse(line) | lines])
  defp split([char | rest], line, lines), do: split(rest, [char | line], lines)
  defp split([], line, lines), do: Enum.reverse([Enum.reverse(line) | lines])

  # `reversed` behind the lines above it, the nearest first, all backwards.
  defp join_above(reversed, above) do
    case nearest_above(above) do
      nil ->
        reversed

      {[{last, _} | _] = upper, above} ->
        if last in ~c".(" or starts_with_dot?(Enum.reverse(reversed)),
          do: reversed ++ join_above(upper, above),
          else: reversed
    end
  end

  # The first line that is more than white space and comments, backwards without them, and those above it.
  defp nearest_above([]), do: nil

  defp nearest_above([line | above]) do
    case line |> without_comment() |> Enum.reverse() |> skip_spaces() do
      [] -> nearest_above(above)
      reversed -> {reversed, above}
    end
  end

  # `line` with the lines below it that go on with it. What is before it is given backwards.
  defp join_below(line, before, below) do
    case nearest_below(below) do
      nil ->
        line

      {lower, below} ->
        before = Enum.reverse(line, before)
        if goes_on?(before, lower), do: line ++ join_below(lower, before, below), else: line
    end
  end

  defp goes_on?(before, lower), do: match?([{?., _} | _], skip_spaces(before)) or starts_with_dot?(lower)

  defp nearest_below([]), do: nil

  defp nearest_below([line | below]) do
    line = without_comment(line)
    if skip_spaces(line) == [], do: nearest_below(below), else: {line, below}
  end

  defp without_comment(line), do: Enum.take_while(line, fn {char, _} -> char != ?# end)

  defp starts_with_dot?(line) do
    case skip_spaces(line) do
      [{?., _}, {?., _} | _] -> false
      [{?., _} | _] -> true
      _ -> false
    end
  end

  defp skip_spaces(line), do: Enum.drop_while(line, fn {char, _} -> char in ~c"\s\t\r" end)
end
