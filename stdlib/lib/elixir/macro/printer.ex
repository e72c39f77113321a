defmodule Macro.Printer do
  @moduledoc false

  # The text of quoted code, node by node, for `Macro.to_string/2`: unlike the formatter it breaks no lines that are long, puts
  # parentheses around the arguments of every call, and hands the text of each node to a function.

  import Kernel, except: [to_string: 1]

  @block_keywords [:do, :rescue, :catch, :else, :after]
  @unary_operators [:!, :@, :^, :not, :+, :-, :"~~~", :&]

  @spec to_string(Macro.t(), (Macro.t(), String.t() -> String.t())) :: String.t()
  def to_string(tree, fun)

  def to_string({:__aliases__, _, [_ | _] = parts} = node, fun) do
    fun.(node, Enum.map_join(parts, ".", &if(is_atom(&1), do: alias_part(&1), else: operand_of_call(&1, fun))))
  end

  def to_string({:__block__, _, [expression]} = node, fun), do: fun.(node, to_string(expression, fun))
  def to_string({:__block__, _, [_ | _] = expressions} = node, fun), do: fun.(node, "(\n  " <> indent(lines(expressions, fun)) <> "\n)")
  def to_string({:{}, _, elements} = node, fun) when is_list(elements), do: fun.(node, "{" <> list(elements, fun) <> "}")
  def to_string({left, right} = node, fun), do: fun.(node, "{" <> list([left, right], fun) <> "}")
  def to_string({:%{}, _, [{:|, _, [map, pairs]}]} = node, fun), do: fun.(node, "%{" <> update(map, pairs, fun) <> "}")
  def to_string({:%{}, _, pairs} = node, fun) when is_list(pairs), do: fun.(node, "%{" <> pairs(pairs, fun) <> "}")

  def to_string({:%, _, [name, {:%{}, _, [{:|, _, [struct, pairs]}]}]} = node, fun) do
    fun.(node, "%" <> to_string(name, fun) <> "{" <> update(struct, pairs, fun) <> "}")
  end

  def to_string({:%, _, [name, {:%{}, _, pairs}]} = node, fun) do
    fun.(node, "%" <> to_string(name, fun) <> "{" <> pairs(pairs, fun) <> "}")
  end

  def to_string({:<<>>, _, segments} = node, fun) when is_list(segments) do
    text = if interpolated?(segments), do: Macro.to_string(node), else: "<<" <> segments(segments, fun) <> ">>"
    fun.(node, text)
  end

  def to_string({:fn, _, [{:->, _, [_, body]} = clause]} = node, fun) do
    text = to_string(body, fun)
    head = "fn" <> fn_head(clause, fun)

    if several_lines?(body) or String.contains?(text, "\n") do
      fun.(node, head <> " ->\n  " <> indent(body(body, fun)) <> "\nend")
    else
      fun.(node, head <> " -> " <> text <> " end")
    end
  end

  def to_string({:fn, _, [_ | _] = clauses} = node, fun) do
    fun.(node, "fn\n  " <> indent(clauses(clauses, fun)) <> "\nend")
  end

  def to_string({:..//, _, [first, last, step]} = node, fun) do
    fun.(node, operand(first, :.., :left, fun) <> ".." <> operand(last, :.., :right, fun) <> "//" <> operand(step, :"//", :right, fun))
  end

  def to_string({:not, _, [{:in, _, [left, right]}]} = node, fun) do
    fun.(node, operand(left, :in, :left, fun) <> " not in " <> operand(right, :in, :right, fun))
  end

  def to_string({:not, _, [operand]} = node, fun), do: fun.(node, "not(" <> to_string(operand, fun) <> ")")
  def to_string({:&, _, [place]} = node, fun) when is_integer(place), do: fun.(node, "&" <> Integer.to_string(place))

  def to_string({:&, _, [{:/, _, [{name, _, context}, arity]}]} = node, fun) when is_atom(name) and is_atom(context) do
    fun.(node, "&" <> Atom.to_string(name) <> "/" <> to_string(arity, fun))
  end

  def to_string({:&, _, [{:/, _, [{{:., _, [module, name]}, _, []}, arity]}]} = node, fun) when is_atom(name) do
    fun.(node, "&" <> operand_of_call(module, fun) <> "." <> function_name(name) <> "/" <> to_string(arity, fun))
  end

  def to_string({:&, _, [code]} = node, fun), do: fun.(node, "&(" <> to_string(code, fun) <> ")")

  def to_string({operator, _, [operand]} = node, fun) when operator in @unary_operators do
    text = to_string(operand, fun)
    fun.(node, Atom.to_string(operator) <> if(operator?(operand), do: "(" <> text <> ")", else: text))
  end

  def to_string({{:., _, [Access, :get]}, _, [container, key]} = node, fun) do
    fun.(node, operand_of_call(container, fun) <> "[" <> to_string(key, fun) <> "]")
  end

  def to_string({{:., _, [left, :{}]}, _, parts} = node, fun) do
    fun.(node, to_string(left, fun) <> ".{" <> list(parts, fun) <> "}")
  end

  def to_string({{:., _, [function]}, _, args} = node, fun) when is_list(args) do
    fun.(node, call(operand_of_call(function, fun) <> ".", args, fun))
  end

  def to_string({{:., _, [left, name]}, meta, args} = node, fun) when is_atom(name) and is_list(args) do
    target = operand_of_call(left, fun) <> "." <> function_name(name)

    cond do
      interpolated_charlist?(node) -> fun.(node, Macro.to_string(node))
      args == [] and Keyword.get(meta, :no_parens, false) -> fun.(node, target)
      true -> fun.(node, call(target, args, fun))
    end
  end

  def to_string({name, _, context} = node, fun) when is_atom(name) and is_atom(context), do: fun.(node, Atom.to_string(name))

  def to_string({name, _, args} = node, fun) when is_atom(name) and is_list(args) do
    cond do
      sigil?(node) -> fun.(node, Macro.to_string(node))
      length(args) == 2 and binary_operator(name) != :error -> fun.(node, binary(name, args, fun))
      true -> fun.(node, call(Atom.to_string(name), args, fun))
    end
  end

  def to_string({function, _, args} = node, fun) when is_tuple(function) and is_list(args) do
    fun.(node, call(to_string(function, fun), args, fun))
  end

  def to_string([{:->, _, _} | _] = clauses, fun), do: fun.(clauses, "(" <> Enum.map_join(clauses, "; ", &inline_clause(&1, fun)) <> ")")

  def to_string(list, fun) when is_list(list) do
    cond do
      list == [] -> fun.(list, "[]")
      List.ascii_printable?(list) -> fun.(list, Macro.to_string(list))
      keywords?(list) -> fun.(list, "[" <> keywords(list, fun) <> "]")
      true -> fun.(list, "[" <> elements(list, fun) <> "]")
    end
  end

  def to_string(other, fun), do: fun.(other, Macro.to_string(other))

  # Calls

  defp call(name, args, fun) do
    {last, others} = List.pop_at(args, -1)

    if args != [] and block_keywords?(last) do
      name <> if(others == [], do: "", else: "(" <> arguments(others, fun) <> ")") <> blocks(last, fun)
    else
      name <> "(" <> arguments(args, fun) <> ")"
    end
  end

  defp arguments([], _fun), do: ""

  defp arguments(args, fun) do
    {last, others} = List.pop_at(args, -1)

    if last != [] and keywords?(last) do
      Enum.join(Enum.map(others, &to_string(&1, fun)) ++ [keywords(last, fun)], ", ")
    else
      list(args, fun)
    end
  end

  defp block_keywords?([{:do, _} | _] = list), do: Enum.all?(list, &match?({key, _} when key in @block_keywords, &1))
  defp block_keywords?(_), do: false

  defp blocks(keywords, fun) do
    sections =
      for key <- @block_keywords, {^key, body} <- keywords do
        "#{key}\n  " <> indent(body(body, fun)) <> "\n"
      end

    " " <> Enum.join(sections) <> "end"
  end

  defp body([{:->, _, _} | _] = clauses, fun), do: clauses(clauses, fun)
  defp body({:__block__, _, [_, _ | _] = expressions} = node, fun), do: fun.(node, lines(expressions, fun))
  defp body(expression, fun), do: to_string(expression, fun)

  defp lines(expressions, fun), do: Enum.map_join(expressions, "\n", &to_string(&1, fun))

  defp several_lines?({:__block__, _, [_, _ | _]}), do: true
  defp several_lines?([{:->, _, _} | _]), do: true
  defp several_lines?(_), do: false

  # Clauses

  defp clauses(clauses, fun) do
    Enum.map_join(clauses, "\n", fn {:->, _, [head, body]} = clause ->
      text = if head == [], do: "() ->\n  ", else: head(clause, fun) <> " ->\n  "
      text <> indent(body(body, fun))
    end)
  end

  defp inline_clause({:->, _, [[], body]}, fun), do: "() -> " <> to_string(body, fun)
  defp inline_clause({:->, _, [_, body]} = clause, fun), do: head(clause, fun) <> " -> " <> to_string(body, fun)

  defp fn_head({:->, _, [[], _]}, _fun), do: ""
  defp fn_head(clause, fun), do: " " <> head(clause, fun)

  defp head({:->, _, [[{:when, _, [_, _, _ | _] = parts}], _]}, fun) do
    {guard, patterns} = List.pop_at(parts, -1)
    "(" <> list(patterns, fun) <> ") when " <> to_string(guard, fun)
  end

  defp head({:->, _, [patterns, _]}, fun), do: arguments(patterns, fun)

  # Operators

  defp binary(:.., [left, right], fun), do: operand(left, :.., :left, fun) <> ".." <> operand(right, :.., :right, fun)

  defp binary(operator, [left, right], fun) do
    operand(left, operator, :left, fun) <> " #{operator} " <> operand(right, operator, :right, fun)
  end

  defp operand({name, _, [_, _]} = node, parent, side, fun) when is_atom(name) do
    text = to_string(node, fun)

    with {_, precedence} <- binary_operator(name),
         {associativity, parent_precedence} <- binary_operator(parent),
         true <- precedence < parent_precedence or (precedence == parent_precedence and associativity != side) do
      "(" <> text <> ")"
    else
      _ -> text
    end
  end

  defp operand(node, _parent, _side, fun), do: to_string(node, fun)

  defp binary_operator(:"//"), do: {:right, 190}
  defp binary_operator(operator), do: Code.Identifier.binary_op(operator)

  defp operator?({:&, _, [place]}) when is_integer(place), do: false
  defp operator?({operator, _, [_]}) when operator in @unary_operators, do: true
  defp operator?({operator, _, [_, _]}) when is_atom(operator), do: binary_operator(operator) != :error
  defp operator?({:..//, _, [_, _, _]}), do: true
  defp operator?(_), do: false

  # What is called, or has a field read, stands in parentheses when it is more than a name.
  defp operand_of_call(node, fun) do
    text = to_string(node, fun)
    if operator?(node) or match?({:fn, _, _}, node) or with_block?(node), do: "(" <> text <> ")", else: text
  end

  defp with_block?({_, _, [_ | _] = args}), do: block_keywords?(List.last(args))
  defp with_block?(_), do: false

  # Containers

  defp list(elements, fun), do: Enum.map_join(elements, ", ", &to_string(&1, fun))

  defp elements([{:|, _, [head, tail]}], fun), do: to_string(head, fun) <> " | " <> to_string(tail, fun)
  defp elements([last], fun), do: to_string(last, fun)
  defp elements([head | rest], fun), do: to_string(head, fun) <> ", " <> elements(rest, fun)

  defp keywords?([_ | _] = list), do: Enum.all?(list, &match?({key, _} when is_atom(key), &1)) and not Enum.any?(list, &module?/1)
  defp keywords?(_), do: false

  defp module?({key, _}), do: match?("Elixir." <> _, Atom.to_string(key))

  defp keywords(list, fun) do
    Enum.map_join(list, ", ", fn {key, value} -> Macro.inspect_atom(:key, key) <> " " <> to_string(value, fun) end)
  end

  defp pairs(pairs, fun) do
    cond do
      pairs == [] -> ""
      keywords?(pairs) -> keywords(pairs, fun)
      true -> Enum.map_join(pairs, ", ", &pair(&1, fun))
    end
  end

  defp pair({key, value}, fun), do: to_string(key, fun) <> " => " <> to_string(value, fun)
  defp pair(other, fun), do: to_string(other, fun)

  defp update(map, pairs, fun), do: to_string(map, fun) <> " | " <> pairs(pairs, fun)

  # Bitstrings

  defp interpolated?(segments) do
    Enum.any?(segments, &match?({:"::", _, [{{:., _, [Kernel, :to_string]}, _, [_]}, {:binary, _, _}]}, &1)) and
      Enum.all?(segments, &(is_binary(&1) or match?({:"::", _, [{{:., _, [Kernel, :to_string]}, _, [_]}, {:binary, _, _}]}, &1)))
  end

  defp segments(segments, fun) do
    last = length(segments) - 1

    segments
    |> Enum.with_index()
    |> Enum.map_join(", ", fn {segment, index} ->
      text = segment(segment, fun)
      # No `<<<<` and no `>>>>`.
      ambiguous? = (index == 0 and String.starts_with?(text, "<<")) or (index == last and String.ends_with?(text, ">>"))
      if ambiguous?, do: "(" <> text <> ")", else: text
    end)
  end

  defp segment({:"::", _, [value, modifiers]}, fun), do: to_string(value, fun) <> "::" <> modifiers(modifiers, fun)
  defp segment(value, fun), do: to_string(value, fun)

  defp modifiers({operator, _, [left, right]}, fun) when operator in [:-, :*] do
    modifiers(left, fun) <> Atom.to_string(operator) <> modifiers(right, fun)
  end

  defp modifiers(modifier, fun), do: to_string(modifier, fun)

  # Names

  defp alias_part(part), do: part |> Atom.to_string() |> String.replace_prefix("Elixir.", "")

  defp function_name(name), do: Macro.inspect_atom(:remote_call, name)

  defp sigil?({name, _, [{:<<>>, _, _}, modifiers]}) when is_list(modifiers), do: match?("sigil_" <> _, Atom.to_string(name))
  defp sigil?(_), do: false

  defp interpolated_charlist?({{:., _, [List, :to_charlist]}, meta, [[_ | _]]}), do: Keyword.has_key?(meta, :delimiter)
  defp interpolated_charlist?(_), do: false

  defp indent(text), do: String.replace(text, "\n", "\n  ")
end
