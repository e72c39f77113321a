defmodule Code.Formatter.Blocks do
  @moduledoc false

  # Sequences of expressions, and the sections between `do` and `end`.

  import Code.Formatter.Comments
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Clauses, Expressions}

  @min_line min_line()

  @doc false
  def block({:__block__, _, []}, min_line, max_line, state), do: sequence([], min_line, max_line, state)

  def block({:__block__, _, [_, _ | _] = exprs}, min_line, max_line, state) do
    sequence(exprs, min_line, max_line, state)
  end

  def block(expr, min_line, max_line, state), do: sequence([expr], min_line, max_line, state)

  defp sequence(exprs, min_line, max_line, state) do
    {parts, _comments?, state} = interleave(exprs, min_line, max_line, state, &block_part/3)
    {join_parts(parts), state}
  end

  defp block_part(expr, _last?, state) do
    {doc, state} = Expressions.expr(expr, :block, state)
    {{group(doc), after_line(expr), newlines_after(expr)}, state}
  end

  # Expressions of several lines are set off by an empty line, but attributes stay with what they describe.
  defp after_line({:@, _, _}), do: empty()
  defp after_line(_), do: break("")

  defp newlines_after({_, meta, _}) when is_list(meta) do
    meta |> Keyword.get(:end_of_expression, []) |> Keyword.get(:newlines, 1)
  end

  defp newlines_after(_), do: 1

  @doc false
  def do_end_blocks(meta, [{{:__block__, _, [:do]}, body} | rest], state) do
    first_line = if meta?(meta, :do), do: meta |> Keyword.get(:do, []) |> Keyword.get(:line, @min_line), else: @min_line
    last_line = end_line(meta)
    sections = sections([{"do", first_line, body} | sections_of(rest)], last_line)

    Enum.reduce(sections, {empty(), state}, fn {name, min_line, max_line, body}, {acc, state} ->
      {doc, state} = section(body, min_line, max_line, state)
      head = if name == "do", do: empty(), else: concat(line(), name)
      body_doc = if doc == empty(), do: empty(), else: nest(concat(line(), doc), 2)
      {acc |> concat(head) |> concat(body_doc), state}
    end)
  end

  defp section([{:->, _, _} | _] = clauses, min_line, max_line, state), do: Clauses.clauses(clauses, min_line, max_line, state)
  defp section(body, min_line, max_line, state), do: block(body, min_line, max_line, state)

  defp sections_of(rest) do
    for {{:__block__, meta, [key]}, body} <- rest, do: {Atom.to_string(key), Keyword.get(meta, :line, @min_line), body}
  end

  # Each section lasts until the next one starts.
  defp sections([{name, line, body}], last), do: [{name, line, bound(last), body}]

  defp sections([{name, line, body} | [{_, next, _} | _] = rest], last) do
    [{name, line, bound(next), body} | sections(rest, last)]
  end
end
