defmodule Code.Formatter.Containers do
  @moduledoc false

  # Lists, tuples, maps and structs, and their pairs.

  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Arguments, Expressions, Literals, Operators, Strings}

  @doc false
  def pair({:__block__, meta, [atom]} = key, value, context, state) when is_atom(atom) do
    if meta[:format] == :keyword do
      keyword_pair(atom |> Literals.key_text(meta) |> string() |> color(:atom, state), meta, value, context, state)
    else
      assoc_pair(key, value, context, state)
    end
  end

  # "a#{b}": value
  def pair({{:., _, [:erlang, name]}, meta, [{:<<>>, _, entries}, _]} = key, value, context, state)
       when name in [:binary_to_atom, :binary_to_existing_atom] do
    if meta[:format] == :keyword do
      {key_doc, state} = Strings.interpolated(entries, "\"", "\":", state)
      keyword_pair(key_doc, meta, value, context, state)
    else
      assoc_pair(key, value, context, state)
    end
  end

  def pair(key, value, context, state), do: assoc_pair(key, value, context, state)

  defp keyword_pair(key_doc, meta, value, context, state) do
    {value_doc, state} = Expressions.expr(value, context, state)
    {bind_value(key_doc, "", value, value_doc, meta, state), state}
  end

  defp assoc_pair(key, value, context, state) do
    {key_doc, state} =
      if match?({:&, _, [_]}, key), do: Expressions.expr(key, :parens_arg, state), else: Operators.operand(key, :"=>", {:left, 41}, :left, :parens_arg, state)

    key_doc = if binary_operator?(key), do: wrap_operator(key_doc), else: key_doc
    {value_doc, state} = Expressions.expr(value, context, state)
    {bind_value(key_doc, " =>", value, value_doc, assoc_meta(key), state), state}
  end

  # The parser notes the line break after `=>` with the key.
  defp assoc_meta({_, meta, _}) when is_list(meta), do: Keyword.get(meta, :assoc, [])
  defp assoc_meta(_), do: []

  defp bind_value(left, text, value, value_doc, meta, state) do
    fits? = not eol?(meta, state) and Expressions.fits?(value, state)
    bind(left, text, value_doc, fits?, 2, meta, state)
  end

  @doc false
  def tuple(meta, args, state) do
    join = if eol?(meta, state), do: :line, else: :flex_break

    case splice_keyword(args) do
      {true, left, keyword} -> keyword_tuple(meta, left, keyword, join, state)
      {false, args, []} -> container(meta, args, color("{", :tuple, state), color("}", :tuple, state), join, state)
    end
  end

  # When they do not fit on one line, the keywords start in a line of their own.
  defp keyword_tuple(meta, left, keyword, join, state) do
    fun = &Expressions.expr(&1, :parens_arg, &2)
    {left_doc, left_join, state} = Arguments.arguments(left, Keyword.delete(meta, :closing), false, :comma, join, state, fun)
    {keyword_doc, keyword_join, state} = Arguments.arguments(keyword, meta, false, :plain, :break, state, fun)

    # Comments between the elements take lines of their own.
    {doc, join} =
      if :line in [left_join, keyword_join] do
        {line(left_doc, group(keyword_doc)), :line}
      else
        {flex_glue(left_doc, group(keyword_doc)), join}
      end

    {surround_container(color("{", :tuple, state), doc, color("}", :tuple, state), join), state}
  end

  @doc false
  def splice_keyword([]), do: {false, [], []}

  def splice_keyword(args) do
    {left, [last]} = Enum.split(args, -1)

    case Arguments.last_as_keyword(last, true) do
      {true, keyword} when left != [] -> {true, left, keyword}
      _ -> {false, args, []}
    end
  end

  @doc false
  def list(meta, args, state) do
    join = if eol?(meta, state), do: :line, else: :break
    container(meta, args, color("[", :list, state), color("]", :list, state), join, state, &element/2)
  end

  @doc false
  def map(meta, open, [{:|, update_meta, [target, pairs]}], state) do
    join = if eol?(meta, state), do: :line, else: :break
    {target_doc, state} = Expressions.expr(target, :parens_arg, state)
    target_doc = if operator?(target), do: wrap(target_doc), else: target_doc
    meta = [line: line(update_meta) - 1] ++ Keyword.take(meta, [:closing])
    {args_doc, join, state} = Arguments.arguments(unwrap_pairs(pairs), meta, false, :none, join, state, &Expressions.expr(&1, :parens_arg, &2))
    separator = if join == :line, do: line(), else: break()
    doc = concat([target_doc, separator, "| ", nest(args_doc, 2)])
    {surround_container(color(open, :map, state), doc, color("}", :map, state), join), state}
  end

  def map(_meta, open, [], state), do: {concat(color(open, :map, state), color("}", :map, state)), state}

  def map(meta, open, pairs, state) do
    join = if eol?(meta, state), do: :line, else: :break
    container(meta, pairs, color(open, :map, state), color("}", :map, state), join, state)
  end

  defp unwrap_pairs({:__block__, _, [list]}) when is_list(list), do: list
  defp unwrap_pairs(pairs) when is_list(pairs), do: pairs
  defp unwrap_pairs(other), do: [other]

  @doc false
  def container(meta, args, open, close, join, state, fun \\ &Expressions.expr(&1, :parens_arg, &2))

  def container(meta, [], open, close, _join, state, fun) do
    case Arguments.arguments([], meta, false, :none, :break, state, fun) do
      {doc, :line, state} -> {surround_container(open, doc, close, :line), state}
      {_doc, :break, state} -> {concat(open, close), state}
    end
  end

  def container(meta, args, open, close, join, state, fun) do
    {args_doc, join, state} = Arguments.arguments(args, meta, false, :none, join, state, fun)
    {surround_container(open, args_doc, close, join), state}
  end

  # [head | tail]
  defp element({:|, meta, [left, right]}, state), do: Operators.binary(:|, "|", meta, left, right, :parens_arg, state)
  defp element(arg, state), do: Expressions.expr(arg, :parens_arg, state)
end
