defmodule Code.Formatter.Arguments do
  @moduledoc false

  # The arguments of calls and the elements of containers, with their commas and the comments between them.

  import Code.Formatter.Comments
  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.Expressions

  @min_line min_line()
  @max_line max_line()

  # The arguments between parentheses, or after a space. `extra` ends the line (" do").
  @doc false
  def plain_arguments(args, meta, skip_parens?, extra, state) do
    {left, [last]} = Enum.split(args, -1)
    {keyword?, last_args} = last_as_keyword(last, state.keep_lists or (skip_parens? and comments_in_list?(last, state)))
    state = %{state | keep_lists: false}

    context =
      cond do
        left == [] and not keyword? -> if skip_parens?, do: :no_parens_one_arg, else: :parens_one_arg
        skip_parens? -> :no_parens_arg
        true -> :parens_arg
      end

    all = left ++ last_args
    many_eol? = match?([_, _ | _], all) and eol?(meta, state)
    generators? = Enum.any?(args, &match?({:<-, _, [_, _]}, &1))

    {args_doc, fits?, state} =
      if left != [] and keyword? and not generators? do
        keyword_call(left, last_args, all, meta, skip_parens?, many_eol?, context, state)
      else
        forced? = force_args?(all) or many_eol?
        join = if forced?, do: :line, else: :break
        fits? = join == :break and not keyword? and Expressions.fits?(last, state)
        mode = if fits?, do: :fits, else: :none
        {doc, _join, state} = arguments(all, meta, skip_parens?, mode, join, state, &Expressions.expr(&1, context, &2))
        {if(left == [] and not keyword?, do: ungroup(doc), else: doc), fits?, state}
      end

    doc =
      cond do
        left != [] and keyword? and skip_parens? and not generators? ->
          " " |> concat(args_doc) |> nest(2) |> concat(extra) |> group() |> next_break_fits(:disabled)

        skip_parens? and fits? ->
          " " |> concat(nest(args_doc, :cursor, :break)) |> concat(extra) |> group() |> next_break_fits(:disabled)

        skip_parens? ->
          " " |> concat(nest(args_doc, :cursor, :break)) |> concat(extra) |> group()

        left != [] and keyword? and not generators? ->
          "(" |> concat(args_doc) |> concat(")") |> concat(extra) |> group() |> next_break_fits(:disabled)

        fits? ->
          "(" |> surround_call(args_doc, ")", extra) |> next_break_fits(:disabled)

        true ->
          surround_call("(", args_doc, ")", extra)
      end

    {doc, state}
  end

  defp surround_call(left, doc, right, extra) do
    inner = concat(nest(concat(break(""), doc), 2, :break), break(""))
    group(concat([left, inner, right, extra]))
  end

  defp keyword_call(left, right, all, meta, skip_parens?, many_eol?, context, state) do
    join = if force_args?(left) or many_eol?, do: :line, else: :break
    fun = &Expressions.expr(&1, context, &2)
    {left_doc, _, state} = arguments(left, Keyword.delete(meta, :closing), skip_parens?, :comma, join, state, fun)

    join = if force_args?(right) or force_args?(all) or many_eol?, do: :line, else: :break
    {right_doc, _, state} = arguments(right, meta, false, :none, join, state, fun)
    break_doc = if join == :line, do: line(), else: break()
    right_doc = concat(break_doc, right_doc)

    doc =
      if skip_parens? do
        right_doc = if join == :line, do: force_unfit(right_doc), else: right_doc
        left_doc |> concat(next_break_fits(group(right_doc, :inherit), :enabled)) |> nest(:cursor, :break)
      else
        # The keywords may break although what is before them stays on the line of the call.
        right_doc = right_doc |> nest(2) |> concat(break(""))
        right_doc = if join == :line, do: force_unfit(right_doc), else: right_doc
        right_doc = right_doc |> group(:inherit) |> next_break_fits(:enabled)
        doc = break("") |> concat(left_doc) |> nest(2, :break) |> concat(right_doc)
        if many_eol?, do: force_unfit(doc), else: doc
      end

    {doc, true, state}
  end

  # A comment before the first pair needs the brackets.
  defp comments_in_list?({:__block__, meta, [[{{_, key_meta, _}, _} | _]]}, state) do
    Enum.any?(state.comments, &(&1.line > line(meta) and &1.line < line(key_meta)))
  end

  defp comments_in_list?(_, _), do: false

  # A keyword list at the end needs no brackets.
  @doc false
  def last_as_keyword({:__block__, meta, [[_ | _] = list]} = last, keep_lists?) do
    if not keep_lists? and meta[:delimiter] == nil and Enum.all?(list, &keyword_key?/1), do: {true, list}, else: {false, [last]}
  end

  def last_as_keyword([_ | _] = list, _keep_lists?) do
    if Enum.all?(list, &keyword_key?/1), do: {true, list}, else: {false, [list]}
  end

  def last_as_keyword(last, _keep_lists?), do: {false, [last]}

  defp keyword_key?({key, _value}), do: keyword_key_meta(key)[:format] == :keyword
  defp keyword_key?(_), do: false

  defp keyword_key_meta({_, meta, _}) when is_list(meta), do: meta
  defp keyword_key_meta(_), do: []

  # Documents of arguments with their commas, and the comments between them.
  @doc false
  def arguments(args, meta, skip_parens?, mode, join, state, fun) do
    min_line = line(meta)
    max_line = closing_line(meta)

    part = fn arg, last?, state ->
      {doc, state} = fun.(arg, state)

      doc =
        cond do
          mode == :plain -> if last?, do: doc, else: concat(doc, ",")
          last? and mode == :fits -> doc |> next_break_fits(:enabled) |> group()
          last? and mode != :comma -> group(doc)
          true -> doc |> with_comma() |> group()
        end

      {{doc, empty(), 1}, state}
    end

    max_line = if skip_parens?, do: @min_line, else: max_line
    min_line = if min_line >= @max_line - 1, do: @min_line, else: min_line

    {parts, comments?, state} =
      if skip_parens? and match?([_], args) do
        {part, state} = part.(hd(args), true, state)
        {[part], false, state}
      else
        interleave(args, min_line, max_line, state, part)
      end

    cond do
      args == [] and not comments? ->
        {empty(), join, state}

      join == :line or comments? ->
        {join_parts(parts), :line, state}

      join == :break ->
        {parts |> Enum.map(&elem(&1, 0)) |> Enum.reduce(&glue(&2, &1)), :break, state}

      join == :flex_break ->
        {parts |> Enum.map(&elem(&1, 0)) |> Enum.reduce(&flex_glue(&2, &1)), :flex_break, state}
    end
  end
end
