defmodule Code.Formatter.Clauses do
  @moduledoc false

  # Clauses with `->`, and the functions made of them.

  import Code.Formatter.Comments
  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Blocks, Expressions, Operators}

  @min_line min_line()
  @max_line max_line()

  # fn with one clause
  @doc false
  def anonymous_function([{:->, meta, [args, body]}] = clauses, fn_meta, state) do
    if eol?(fn_meta, state) do
      anonymous_functions(clauses, fn_meta, state)
    else
      min_line = line(meta)
      {args_doc, state} = clause_arguments(args, state, :fn)
      {body_doc, state} = clause_body(body, min_line, bound(closing_line(fn_meta)), state)

      head =
        if args == [] do
          "fn ->"
        else
          concat("fn ", args_doc |> concat(" ->") |> nest(:cursor) |> group())
        end

      if eol?(meta, state) do
        {head |> line(body_doc) |> nest(2) |> line("end") |> force_unfit() |> group(), state}
      else
        {head |> glue(body_doc) |> nest(2) |> glue("end") |> group(), state}
      end
    end
  end

  def anonymous_function(clauses, fn_meta, state), do: anonymous_functions(clauses, fn_meta, state)

  defp anonymous_functions(clauses, fn_meta, state) do
    {doc, state} = clauses(clauses, line(fn_meta), bound(closing_line(fn_meta)), state)
    {"fn" |> line(doc) |> nest(2) |> line("end") |> force_unfit(), state}
  end

  # (x -> y) as a type or argument
  @doc false
  def clauses_in_parens([{:->, meta, [args, body]}] = clauses, _min_line, max_line, state) do
    {args_doc, state} = clause_arguments(args, state, :type)
    {body_doc, state} = clause_body(body, line(meta), max(max_line, @min_line + 1), state)

    head = if args == [], do: "-> ", else: group(concat(args_doc, " ->"))

    doc =
      if args == [] do
        concat(head, nest(body_doc, 3))
      else
        concat(head, nest(glue("", body_doc), 2))
      end

    doc = concat(["(", nest(doc, :cursor), ")"]) |> maybe_force_clauses(clauses, state) |> group()
    {doc, state}
  end

  def clauses_in_parens(clauses, min_line, max_line, state) do
    {doc, state} = clauses(clauses, min_line, max(max_line, @min_line + 1), state)
    {"(" |> line(doc) |> nest(2) |> line(")") |> force_unfit(), state}
  end

  # All clauses on one line each, or all spread out.
  @doc false
  def clauses(clauses, min_line, max_line, state) do
    {parts, state} = Enum.map_reduce(with_limits(clauses, max_line), state, &clause(&1, min_line, &2))

    # A newline after an arrow in any clause spreads all of them.
    spread? = Enum.any?(clauses, fn {:->, meta, _} -> eol?(meta, state) end)
    doc = Enum.reduce(tl(parts), hd(parts), &concat([&2, blank_line(), line(), &1]))
    {group(if(spread?, do: force_unfit(doc), else: doc)), state}
  end

  # The last clause reaches to the end of them all.
  defp with_limits([clause], max_line), do: [{clause, max_line}]

  defp with_limits([clause | rest], max_line) do
    {_first, last} = line_range(clause, {@max_line, @min_line})
    [{clause, last} | with_limits(rest, max_line)]
  end

  defp clause({{:->, meta, [args, body]}, max_line}, min_line, state) do
    {head, head_line, state} = clause_head(args, min_line, line(meta), state)
    {body_doc, state} = clause_body(body, head_line, max_line, state)
    {concat(head, nest(glue("", body_doc), 2)), state}
  end

  # All comments up to the last line of the arguments come before the clause.
  defp clause_head(args, min_line, arrow_line, state) do
    {first, last} = line_range(args, {arrow_line, @min_line})
    last = if last == @min_line, do: arrow_line, else: last
    {before, state} = pop_comments(min_line, first - 1, state)
    {args_doc, state} = clause_arguments(args, state, :clause)
    {inside, state} = pop_comments(min_line, last, state)

    head_doc =
      if before == [] and inside == [] do
        args_doc
      else
        parts = prepend_comments(inside, prepend_comments(before, [], :after), :inside)
        [{args_doc, empty(), 1} | parts] |> Enum.reverse() |> surround_parts(empty()) |> Enum.reduce(&line(&2, &1))
      end

    {group(concat(head_doc, " ->")), last, state}
  end

  defp maybe_force_clauses(doc, clauses, state) do
    if Enum.any?(clauses, fn {:->, meta, _} -> eol?(meta, state) end), do: force_unfit(doc), else: doc
  end

  # With keywords as its guard `when` is an operator.
  defp clause_arguments([{:when, _, [_, [{_, _} | _]]}] = args, state, kind), do: clause_args(args, state, kind)

  defp clause_arguments([{:when, meta, args}], state, kind) do
    {args, [guard]} = Enum.split(args, -1)
    {args_doc, state} = if args == [], do: {"()", state}, else: clause_args(args, state, kind)
    {guard_doc, state} = guard(guard, state)
    doc = glue(group(args_doc), guard_doc)
    {if(eol?(meta, state), do: force_unfit(doc), else: doc), state}
  end

  defp clause_arguments([], state, _kind), do: {"()", state}

  # Without a guard keywords at the end need no brackets.
  defp clause_arguments(args, state, kind) do
    case Enum.split(args, -1) do
      {front, [[{_, _} | _] = keyword]} -> clause_args(front ++ keyword, state, kind)
      _ -> clause_args(args, state, kind)
    end
  end

  # Several guards stand below each other.
  defp guard({:when, meta, [left, right]}, state), do: Operators.binary(:when, "when", meta, left, right, :parens_arg, state, :chain)

  defp guard(guard, state) do
    {doc, state} = Expressions.expr(guard, :parens_arg, state)
    {lead("when", doc), state}
  end

  # Comments between the arguments come before the clause.
  defp clause_args(args, state, kind) do
    # Operands stand out from the body below.
    nesting = if kind == :clause, do: 4, else: 2
    {docs, state} = Enum.map_reduce(args, %{state | operand_nesting: nesting}, &Expressions.expr(&1, :no_parens_arg, &2))
    {join_args(docs), %{state | operand_nesting: 2}}
  end

  defp join_args([doc]), do: doc
  defp join_args([doc | rest]), do: glue(concat(doc, ","), join_args(rest))

  defp clause_body(body, min_line, max_line, state) do
    min_line = if min_line == @max_line, do: @min_line, else: min_line
    Blocks.block(body, min_line, max_line, state)
  end
end
