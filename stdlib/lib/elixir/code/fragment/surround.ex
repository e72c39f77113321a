defmodule Code.Fragment.Surround do
  @moduledoc false

  # What stands around a place of a text: the place is moved to the end of the name or operator it is in, then the text
  # up to there is read backwards as for a cursor.

  import Code.Fragment.Names

  alias Code.Fragment.{Cursor, Lines}

  @doc """
  The context of a place, and where it begins and ends, or `:none`.
  """
  @spec context(charlist, Lines.place()) :: map | :none
  def context(text, place) do
    case Lines.around(text, place) do
      nil -> :none
      {left, right} -> {left, right} |> move() |> found()
    end
  end

  defp found(nil), do: :none

  defp found({left, right}) do
    {chars, places} = Enum.unzip(left)
    {context, before} = Cursor.context(chars)

    case complete(context, Enum.map(right, &elem(&1, 0))) do
      :none ->
        :none

      context ->
        %{context: context, begin: Enum.at(places, length(chars) - length(before) - 1), end: behind(hd(places))}
    end
  end

  defp behind({line, column}), do: {line, column + 1}

  # Moving to the end of the word

  defp move({_left, []}), do: nil
  defp move({left, [{char, _} | _] = right}) when char in ~c"\s\t.", do: move_to_member(left, right)

  defp move({left, [{mark, _} = last | right]}) when mark in ~c"?!" do
    if ends_name?(mark, left, right),
      do: move_over_aliases({[last | left], right}),
      else: operator({left, [last | right]})
  end

  defp move({left, [{char, _} = placed | rest] = right}) do
    cond do
      is_name(char) -> {left, right} |> name() |> move_over_aliases()
      char in ~c"%~:&" and starts?(char, left, rest) -> start({[placed | left], rest}, char)
      true -> operator({left, right})
    end
  end

  defp start({left, [placed | right]}, ?~), do: {[placed | left], right}
  defp start(moved, ?&), do: digits(moved)
  defp start(moved, ?:), do: name(moved)

  defp start({left, right}, ?%) do
    {spaces, right} = Enum.split_while(right, &space?/1)
    {Enum.reverse(spaces) ++ left, right} |> name() |> move_over_aliases()
  end

  defp digits({left, [{char, _} = digit | right]}) when char in ?0..?9, do: digits({[digit | left], right})
  defp digits(moved), do: moved

  # Whether `char` is the start of a struct, a sigil, an atom or an argument of a capture.
  defp starts?(?%, _left, right), do: name_ahead?(Enum.drop_while(right, &space?/1))
  defp starts?(?:, left, right), do: name_ahead?(right) and not match?([{?:, _} | _], left)
  defp starts?(?&, left, [{char, _} | _]), do: char in ?0..?9 and not operator_behind?(left)
  defp starts?(?~, left, [{char, _} | _]), do: (char in ?a..?z or char in ?A..?Z) and not operator_behind?(left)
  defp starts?(_, _, _), do: false

  defp name_ahead?([{char, _} | _]), do: is_name(char)
  defp name_ahead?([]), do: false

  defp operator_behind?([{?., _}, {?., _} | _]), do: false
  defp operator_behind?([{char, _} | _]), do: char == ?. or is_operator(char)
  defp operator_behind?([]), do: false

  defp name_behind?([{char, _} | _]), do: is_name(char)
  defp name_behind?([]), do: false

  # Whether a name ends with this mark: behind a name, and not the start of `!=`.
  defp ends_name?(??, left, _right), do: name_behind?(left)
  defp ends_name?(?!, left, right), do: name_behind?(left) and not match?([{?=, _} | _], right)
  defp ends_name?(_, _, _), do: false

  defp space?({char, _}), do: char in ~c"\s\t\r"

  defp name({left, [{char, _} = placed | right]}) do
    cond do
      is_name(char) -> name({[placed | left], right})
      ends_name?(char, left, right) -> {[placed | left], right}
      true -> {left, [placed | right]}
    end
  end

  defp name({left, []}), do: {left, []}

  # From a dot or the white space around it to the end of what it is followed by.
  defp move_to_member(left, right) do
    {spaces, ahead} = Enum.split_while(right, &space?/1)
    behind = Enum.drop_while(left, &space?/1)

    case {behind, ahead} do
      {_, [{?., _}, {?., _} | _]} ->
        operator({left, right})

      {[{?., _} | _], [{?., _} | _]} ->
        operator({left, right})

      {_, [{?., _} = dot | rest]} ->
        {inner, rest} = Enum.split_while(rest, &space?/1)
        member(Enum.reverse(inner) ++ [dot | Enum.reverse(spaces) ++ left], rest, ?.)

      {[{?., _}, {?., _} | _], _} ->
        nil

      {[{mark, _} | _], _} when mark in ~c".%" ->
        member(Enum.reverse(spaces) ++ left, ahead, mark)

      _ ->
        nil
    end
  end

  defp member(left, [{char, _} | _] = right, mark) do
    cond do
      is_name(char) -> {left, right} |> name() |> move_over_aliases()
      mark == ?. and is_operator(char) -> operator({left, right})
      true -> nil
    end
  end

  defp member(_left, [], _mark), do: nil

  # An alias goes on with the aliases behind its dots.
  defp move_over_aliases({left, right}) do
    with [{?., _} = dot | rest] <- Enum.drop_while(right, &space?/1),
         {inner, [{char, _} | _] = rest} when char in ?A..?Z <- Enum.split_while(rest, &space?/1) do
      spaces = Enum.take_while(right, &space?/1)
      {Enum.reverse(inner) ++ [dot | Enum.reverse(spaces) ++ left], rest} |> name() |> move_over_aliases()
    else
      _ -> {left, right}
    end
  end

  defp operator({left, right}) do
    {signs, rest} = Enum.split_while(right, fn {char, _} -> is_operator(char) or char == ?. end)
    if signs == [], do: nil, else: {Enum.reverse(signs) ++ left, rest}
  end

  # The context of a whole word rather than one being typed; `right` is what follows.

  defp complete({:local_or_var, text}, right), do: local(text, right)
  defp complete({:block_keyword_or_binary_operator, text}, right), do: local(text, right)
  defp complete({kind, _}, _right) when kind in [:operator_arity, :local_arity], do: :none
  defp complete({:dot_arity, _, _}, _right), do: :none

  defp complete({:unquoted_atom, [char | _]} = context, _right),
    do: if(is_name(char), do: context, else: :none)

  defp complete({:module_attribute, []}, _right), do: {:operator, ~c"@"}
  defp complete({kind, []}, _right) when kind in [:sigil, :struct, :unquoted_atom], do: :none
  defp complete({:dot, _, []}, _right), do: :none
  defp complete({:struct, {:dot, _, []}}, _right), do: :none
  defp complete(:expr, _right), do: :none
  defp complete(context, _right), do: context

  defp local(~c"...", _right), do: :none

  defp local(text, right) do
    cond do
      key?(right) -> {:key, text}
      use = used(skip_spaces(right)) -> {use, text}
      is_textual_operator(text) -> {:operator, text}
      is_reserved_word(text) -> {:keyword, text}
      true -> {:local_or_var, text}
    end
  end

  defp key?([?:]), do: true
  defp key?([?:, char | _]), do: char in ~c"\s\t\r\n"
  defp key?(_), do: false

  defp used([?( | _]), do: :local_call
  defp used([?/ | _]), do: :local_arity
  defp used(_), do: nil
end
