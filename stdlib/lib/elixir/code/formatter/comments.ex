defmodule Code.Formatter.Comments do
  @moduledoc false

  # Comments are kept in the state, in order. Whatever is formatted takes those out that stand before or inside it.

  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  @max_line max_line()
  @min_line min_line()

  # One space follows the signs of a comment, except in the first line of a script.
  @doc false
  def format_comment(%{text: "#!" <> _} = comment), do: comment
  def format_comment(%{text: text} = comment), do: %{comment | text: spaced(text, "")}

  defp spaced("#" <> rest, signs), do: spaced(rest, signs <> "#")
  defp spaced("", signs), do: signs
  defp spaced(" " <> _ = rest, signs), do: signs <> rest
  defp spaced(rest, signs), do: signs <> " " <> rest

  # Formats the nodes and puts the comments that come before or inside each of them in front of it. Returns parts
  # `{doc, what_follows, newlines}`.
  @doc false
  def interleave(nodes, min_line, max_line, state, fun) do
    {parts, comments?, state} = interleave_nodes(nodes, [], min_line, max_line, false, state, fun)

    {rest, comments} = take_comments(state.comments, min_line, max_line - 1)
    parts = prepend_comments(rest, parts, :after)
    {Enum.reverse(parts), comments? or rest != [], %{state | comments: comments}}
  end

  defp interleave_nodes([node | nodes], parts, min_line, max_line, comments?, state, fun) do
    case line_range(node, {@max_line, @min_line}) do
      {@max_line, @min_line} ->
        {part, state} = fun.(node, nodes == [], state)
        interleave_nodes(nodes, [part | parts], min_line, max_line, comments?, state, fun)

      {first, last} ->
        {before, comments} = take_comments(state.comments, min_line, first - 1)
        {part, state} = fun.(node, nodes == [], %{state | comments: comments})
        inside_last = if closed_on?(node, last) and first < last, do: last - 1, else: last
        {inside, comments} = take_comments(state.comments, min_line, inside_last)
        parts = prepend_comments(before, parts, :after)
        parts = prepend_comments(inside, parts, :inside)
        comments? = comments? or before != [] or inside != []
        interleave_nodes(nodes, [part | parts], min_line, max_line, comments?, %{state | comments: comments}, fun)
    end
  end

  defp interleave_nodes([], parts, _min_line, _max_line, comments?, state, _fun), do: {parts, comments?, state}

  # Those in the opening line belong to the expression around it.
  defp take_comments(comments, min_line, max_line) do
    {before, rest} = Enum.split_while(comments, &(&1.line <= min_line))
    {taken, rest} = Enum.split_while(rest, &(&1.line <= max_line))
    {taken, before ++ rest}
  end

  # A comment behind `end` or a closing delimiter comes after the expression.
  defp closed_on?({_, meta, args}, line) when is_list(meta) do
    end_line(meta) == line or closing_line(meta) == line or
      (is_list(args) and args != [] and closed_on?(List.last(args), line))
  end

  defp closed_on?(_, _), do: false

  # A comment on a line of its own keeps its distance; one that moves in front of its expression stays close to it.
  @doc false
  def prepend_comments([comment | rest], parts, place) do
    %{text: text, previous_eol_count: previous, next_eol_count: next} = comment

    case place do
      :after ->
        prepend_comments(rest, [{text, :comment, next} | adjust_newlines(parts, previous)], place)

      :inside ->
        prepend_comments(rest, [{text, :comment, 1} | parts], place)
    end
  end

  def prepend_comments([], parts, _place), do: parts

  # The distance of an expression is that to the comment after it.
  defp adjust_newlines([{doc, next, _newlines} | rest], previous) when next != :comment, do: [{doc, next, previous} | rest]
  defp adjust_newlines(parts, _previous), do: parts

  @doc false
  def join_parts([]), do: empty()

  def join_parts(parts) do
    case surround_parts(parts, empty()) do
      [single] -> single
      [first | rest] -> rest |> Enum.reduce(first, &concat([&2, line(), &1])) |> force_unfit() |> group()
    end
  end

  @doc false
  def surround_parts([{doc, :comment, newlines} | rest], left), do: surround_parts([{doc, empty(), newlines} | rest], left)

  def surround_parts([{doc, next, newlines} | rest], left) do
    right = if newlines >= 2, do: line(), else: next
    doc = if left == empty(), do: doc, else: concat(left, doc)

    doc =
      if rest == [] or right == empty(), do: doc, else: doc |> concat(collapse_lines(2)) |> concat(right)

    [group(doc) | surround_parts(rest, right)]
  end

  def surround_parts([], _left), do: []

  # Those that move to another line have no distance from what comes before and after.
  @doc false
  def close_comments(comments), do: Enum.map(comments, &%{&1 | previous_eol_count: 1, next_eol_count: 1})

  @doc false
  def comments_above([], doc), do: doc

  def comments_above([comment | rest], doc) do
    rest |> Enum.reduce(comment.text, &line(&2, &1.text)) |> line(doc) |> force_unfit()
  end

  @doc false
  def comments_below(doc, comments), do: comments_below(comments, doc, false)

  defp comments_below([comment | rest], doc, blank?) do
    doc = doc |> blank_below(blank? or comment.previous_eol_count >= 2) |> line(comment.text)
    comments_below(rest, doc, comment.next_eol_count >= 2)
  end

  defp comments_below([], doc, blank?), do: blank_below(doc, blank?)

  defp blank_below(doc, true), do: concat(doc, nest(line(), :reset))
  defp blank_below(doc, false), do: doc

  @doc false
  def pop_comments(min_line, max_line, state) do
    {taken, comments} = take_comments(state.comments, min_line, max_line)
    {taken, %{state | comments: comments}}
  end
end
