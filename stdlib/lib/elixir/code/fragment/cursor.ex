defmodule Code.Fragment.Cursor do
  @moduledoc false

  # What stands at the end of a text that is given backwards, as a list of code points.
  #
  # A text that ends anywhere cannot be split into tokens from its start: whether it begins within a string is not known.
  # From its end it can be read as far as names, dots and operators go, and that is all a context is made of.

  import Code.Fragment.Names

  @type reversed :: charlist

  # Operators that are made of signs, but for those of dots.
  @operators ~w(:: ! && &&& & + ++ +++ - -- --- * ** / < > <= >= <<< >>> <<~ ~>> <~ ~> <~> <|> |> | || |||)c ++
               ~w(= == != === !== =~ <- ^ ^^^ ~~~ <> \\\\)c
  @doc """
  The context at the end of the text and the text before it, backwards too.
  """
  @spec context(reversed) :: {term, reversed}
  def context(reversed) do
    case skip_spaces(reversed) do
      [] -> {:expr, []}
      ^reversed -> directly(reversed)
      stripped -> spaced(stripped)
    end
  end

  # The cursor is right behind a character that is no white space.
  defp directly([?% | rest]), do: percent(rest)
  defp directly([?: | rest]), do: colon(rest)

  defp directly([?~ | rest] = reversed),
    do: if(sigil_start?(rest), do: {{:sigil, []}, rest}, else: punctuation(reversed))

  defp directly([?. | _] = reversed), do: dots(reversed)

  defp directly(reversed) do
    case word(reversed) do
      {text, rest} -> word_context(text, rest)
      nil -> punctuation(reversed)
    end
  end

  # White space is between the text and the cursor: names and operators are called.
  defp spaced([?: | rest]) when rest == [] or hd(rest) != ?:, do: {:expr, rest}
  defp spaced([?% | rest]), do: percent(rest)
  defp spaced([?/ | rest]), do: rest |> slash() |> spaced_slash()
  defp spaced([?. | rest] = reversed) when rest == [] or hd(rest) not in ~c".:", do: dots(reversed)

  defp spaced(reversed) do
    case called(reversed) do
      {{:local_call, text}, rest} when is_literal_word(text) ->
        {{:block_keyword_or_binary_operator, []}, rest}

      {:none, _} ->
        if(ends_operand?(reversed), do: {{:block_keyword_or_binary_operator, []}, reversed}, else: opening(reversed))

      found ->
        found
    end
  end

  defp spaced_slash({{:operator, text}, rest}), do: {{:operator_call, text}, rest}
  defp spaced_slash({{kind, _}, _} = found) when kind in [:local_arity, :operator_arity], do: found
  defp spaced_slash({{:dot_arity, _, _}, _} = found), do: found
  defp spaced_slash({_, rest}), do: {:none, rest}

  defp percent([?:, ?: | _] = rest), do: {{:struct, []}, rest}
  defp percent([?: | rest]), do: {{:unquoted_atom, ~c"%"}, rest}
  defp percent(rest), do: {{:struct, []}, rest}

  defp colon([?: | _] = rest), do: signs([?: | rest])
  defp colon(rest), do: {{:unquoted_atom, []}, rest}

  # Whether a tilde behind this text begins a sigil rather than ending an operator.
  defp sigil_start?([?., ?. | _]), do: true
  defp sigil_start?(before), do: before == [] or (not is_operator(hd(before)) and behind_dot(before) == nil)

  # Dots

  defp dots([?., ?., ?. | rest]), do: {{:local_or_var, ~c"..."}, rest}
  defp dots([?., ?., ?: | rest]), do: {{:unquoted_atom, ~c".."}, rest}
  defp dots([?., ?. | rest]), do: {{:operator, ~c".."}, rest}
  defp dots([?., ?: | rest]), do: {{:unquoted_atom, ~c"."}, rest}
  defp dots([?. | rest]), do: rest |> member([]) |> in_struct()

  # `name` behind a dot, `before` in front of it.
  defp member(before, name) do
    case operand(before) do
      {:none, rest} -> {:none, rest}
      {operand, rest} -> {{:dot, operand, name}, rest}
    end
  end

  # What stands before a dot, as it is given within a `:dot` context.
  defp operand(reversed) do
    case skip_spaces(reversed) do
      [?) | [_ | _] = rest] -> {:expr, rest}
      stripped -> named_operand(stripped)
    end
  end

  defp named_operand([?., ?. | _] = reversed), do: reversed |> dots() |> as_operand()

  defp named_operand(reversed) do
    case word(reversed) do
      {text, rest} -> text |> word_context(rest, false) |> as_operand()
      nil -> reversed |> signs() |> as_operand()
    end
  end

  defp as_operand({{:local_or_var, text}, rest}) when not is_textual_operator(text), do: {{:var, text}, rest}
  defp as_operand({{kind, _}, _} = found) when kind in [:alias, :module_attribute, :unquoted_atom], do: found
  defp as_operand({{kind, _, _}, _} = found) when kind in [:alias, :dot], do: found
  defp as_operand({_, rest}), do: {:none, rest}

  # Names

  defp word_context(text, before, last? \\ true)

  defp word_context([?@ | name], before, last?) do
    if name == [] or kind(name) == :identifier,
      do: wrap({{:module_attribute, name}, before}, last?),
      else: {:none, before}
  end

  defp word_context(text, [?: | rest], _last?) when rest == [] or hd(rest) != ?: do
    if kind(text) == :other, do: {:none, rest}, else: {{:unquoted_atom, text}, rest}
  end

  defp word_context(_text, [?? | _] = before, _last?), do: {:none, before}

  defp word_context([char], [?~ | before], _last?)
       when (char in ?a..?z or char in ?A..?Z) and (before == [] or hd(before) not in ~c"~<=") do
    {{:sigil, [char]}, before}
  end

  defp word_context([char | _] = text, [?& | rest] = before, _last?) when is_digit(char) do
    if Enum.all?(text, &is_digit/1) and not match?([?& | _], rest),
      do: {{:capture_arg, [?& | text]}, rest},
      else: {:none, before}
  end

  defp word_context(text, before, last?) do
    case kind(text) do
      :identifier -> text |> identifier(before, last?) |> wrap(last?)
      :alias -> text |> nested_alias(before) |> wrap(last?)
      _ -> {:none, before}
    end
  end

  # Only the last name of a chain can make the whole of it a struct.
  defp wrap(found, true), do: in_struct(found)
  defp wrap(found, false), do: found

  defp identifier(text, before, last?) do
    case behind_dot(before) do
      nil -> if(last?, do: block_keyword(text, before), else: {{:local_or_var, text}, before})
      left -> member(left, text)
    end
  end

  # Behind a complete operand there can be no name: a keyword of a block or an operator has begun.
  defp block_keyword(text, before) do
    stripped = skip_spaces(before)

    if stripped != before and ends_operand?(stripped),
      do: {{:block_keyword_or_binary_operator, text}, before},
      else: {{:local_or_var, text}, before}
  end

  # The text before a dot that ends `reversed`; nil when there is no dot, or two of them.
  defp behind_dot(reversed) do
    case skip_spaces(reversed) do
      [?., ?. | _] -> nil
      [?. | rest] -> rest
      _ -> nil
    end
  end

  defp nested_alias(text, before) do
    case behind_dot(before) do
      nil -> {{:alias, text}, before}
      left -> left |> skip_spaces() |> outer_alias(text)
    end
  end

  defp outer_alias(left, text) do
    with {outer, before} <- word(left),
         {found, rest} when found != :none <- word_context(outer, before, false) do
      case found do
        {:alias, outer} -> {{:alias, outer ++ [?. | text]}, rest}
        {:alias, base, outer} -> {{:alias, base, outer ++ [?. | text]}, rest}
        {:local_or_var, name} when not is_textual_operator(name) -> {{:alias, found, text}, rest}
        {:module_attribute, _} -> {{:alias, found, text}, rest}
        _ -> {:none, rest}
      end
    else
      _ -> {:none, left}
    end
  end

  # Structs

  # An alias behind a percent sign is a struct's name, an attribute too when it touches the sign. A variable is one at
  # the start of the text alone: elsewhere the sign could be seen as an operator.
  defp in_struct({context, before}) do
    case {innermost(context), before} do
      {:alias, _} ->
        if(rest = behind_percent(skip_spaces(before)), do: struct_of(context, rest), else: {context, before})

      {:module_attribute, [?% | rest]} ->
        struct_of(context, rest)

      {:var, ~c"%"} ->
        struct_of(context, [])

      _ ->
        {context, before}
    end
  end

  defp behind_percent([?% | rest]), do: rest
  defp behind_percent(_), do: nil

  defp struct_of({:local_or_var, text}, rest) when is_textual_operator(text), do: {:none, rest}
  defp struct_of({:alias, text}, rest), do: {{:struct, text}, rest}
  defp struct_of({:dot, left, name}, rest), do: {{:struct, {:dot, static(left), name}}, rest}
  defp struct_of(context, rest), do: {{:struct, context}, rest}

  # What a chain of dots begins with.
  defp innermost({:dot, left, _}), do: innermost(left)
  defp innermost({:alias, _}), do: :alias
  defp innermost({:alias, base, _}), do: innermost(base)
  defp innermost({:module_attribute, [_ | _]}), do: :module_attribute
  defp innermost({kind, _}) when kind in [:var, :local_or_var], do: :var
  defp innermost(_), do: nil

  defp static({:var, text}), do: {:local_or_var, text}
  defp static({:dot, left, name}), do: {:dot, static(left), name}
  defp static(left), do: left

  # Operators and punctuation

  defp punctuation([?/ | rest]), do: slash(rest)

  defp punctuation(reversed) do
    case opening(reversed) do
      {:none, _} -> signs(reversed)
      found -> found
    end
  end

  # Behind these an expression begins.
  defp opening([?>, ?-, ?: | rest]) when rest == [] or not is_operator(hd(rest)), do: {{:unquoted_atom, ~c"->"}, rest}
  defp opening([?>, ?-, ?: | rest]), do: {:none, rest}
  defp opening([?>, ?=, ?: | rest]), do: {:none, rest}
  defp opening([?>, char | rest]) when char in ~c"-=", do: {:expr, rest}
  defp opening([?<, ?< | rest]) when rest == [] or hd(rest) != ?<, do: {:expr, rest}
  defp opening([char | rest]) when char in ~c",;[{", do: {:expr, rest}
  defp opening([?( | rest] = reversed), do: parenthesis(rest, reversed)
  defp opening(reversed), do: {:none, reversed}

  # The operator at the end, also as the name of a function behind a dot or an atom.
  defp signs(reversed) do
    case Enum.split_while(reversed, &is_operator/1) do
      {[], _} ->
        {:none, reversed}

      {signs, before} ->
        sign(Enum.reverse(signs), before)
    end
  end

  defp sign([?: | text], before) when text in @operators or text == ~c"<<>>", do: {{:unquoted_atom, text}, before}

  defp sign(text, before) when text in @operators do
    cond do
      # The delimiter that opens a sigil.
      text in [~c"/", ~c"|", ~c"<"] and match?([_, ?~ | _], before) and match?({{:sigil, _}, _}, directly(before)) ->
        {:none, before}

      left = behind_dot(before) ->
        member(left, text)

      true ->
        {{:operator, text}, before}
    end
  end

  defp sign(_text, before), do: {:none, before}

  defp slash(rest) do
    case rest |> skip_spaces() |> name_or_operator() |> arity() do
      {:none, _} -> division(rest)
      found -> found
    end
  end

  # The second slash of an empty sigil looks like an operator behind one that opens the sigil.
  defp division([?/, char, ?~ | _] = rest) when is_name(char), do: {{:operator, ~c"/"}, rest}
  defp division(rest), do: signs([?/ | rest])

  defp arity({{:local_or_var, text}, rest}) when is_textual_operator(text), do: {{:operator_arity, text}, rest}
  defp arity({{:local_or_var, text}, rest}), do: {{:local_arity, text}, rest}
  defp arity({{:dot, _, name}, rest}) when is_textual_operator(name), do: {{:operator_arity, name}, rest}
  defp arity({{:dot, left, name}, rest}) when name != [], do: {{:dot_arity, left, name}, rest}
  defp arity({{:operator, text}, rest}), do: {{:operator_arity, text}, rest}
  defp arity({_, rest}), do: {:none, rest}

  defp parenthesis(rest, reversed) do
    case skip_spaces(rest) do
      [?. | left] when left == [] or hd(left) != ?. -> anonymous_call(left)
      [?., ?., ?. | left] -> {{:operator_call, ~c"..."}, left}
      stripped -> if(stripped == [], do: {:none, reversed}, else: called(stripped))
    end
  end

  defp anonymous_call(left) do
    case operand(left) do
      {{kind, _} = operand, rest} when kind in [:var, :module_attribute] -> {{:anonymous_call, operand}, rest}
      {_, rest} -> {:none, rest}
    end
  end

  # A name or an operator with arguments to come.
  defp called(reversed) do
    case name_or_operator(reversed) do
      {{:local_or_var, text}, rest} when is_textual_operator(text) -> {{:operator_call, text}, rest}
      {{:local_or_var, text}, rest} -> {{:local_call, text}, rest}
      {{:dot, _left, name}, rest} when is_textual_operator(name) -> {{:operator_call, name}, rest}
      {{:dot, left, name}, rest} when name != [] -> {{:dot_call, left, name}, rest}
      {{:operator, text}, rest} -> {{:operator_call, text}, rest}
      {_, rest} -> {:none, rest}
    end
  end

  defp name_or_operator([?. | _] = reversed), do: dots(reversed)

  defp name_or_operator(reversed) do
    case word(reversed) do
      {text, rest} -> word_context(text, rest) |> as_local()
      nil -> signs(reversed)
    end
  end

  defp as_local({{:block_keyword_or_binary_operator, text}, rest}), do: {{:local_or_var, text}, rest}
  defp as_local(found), do: found

  # Whether the text ends with something that is complete: a literal, an alias, a closing delimiter.
  defp ends_operand?([char | _]) when char in ~c")]}\"'", do: true
  defp ends_operand?([?>, ?> | rest]), do: rest == [] or not is_operator(hd(rest))

  defp ends_operand?(reversed) do
    case word(reversed) do
      {text, _} when is_literal_word(text) -> true
      {[char | _], _} when is_digit(char) -> true
      {text, rest} -> complete?(word_context(text, rest, false))
      nil -> false
    end
  end

  defp complete?({{kind, _}, _}), do: kind in [:alias, :unquoted_atom, :capture_arg]
  defp complete?({{kind, _, _}, _}), do: kind == :alias
  defp complete?(_), do: false
end
