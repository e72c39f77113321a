defmodule Code.Formatter.Layout do
  @moduledoc false

  # Pieces of documents that formatting of all kinds of code shares.

  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  # An empty line where the group around it breaks; nothing collapses the spaces after it.
  @doc false
  def blank_line, do: nest(break(""), :reset)

  @doc false
  def color(doc, _key, %{inspect: %{syntax_colors: []}}), do: doc
  def color(doc, key, %{inspect: opts}), do: color_doc(doc, key, opts)

  @doc false
  def atom_color(nil), do: nil
  def atom_color(boolean) when is_boolean(boolean), do: :boolean
  def atom_color(_), do: :atom

  # The width of a name is counted in characters.
  @doc false
  def name_doc(name), do: name |> Atom.to_string() |> string()

  # What is on the right follows on the same line, or nested on the next one.
  @doc false
  def bind(left, text, right, fits?, nesting, meta, state) do
    with_fits(fits?, right, fn right ->
      doc = nest(glue(text, group(right)), nesting, :break)
      doc = if eol?(meta, state), do: force_unfit(doc), else: doc
      concat(group(left), group(doc))
    end)
  end

  @doc false
  def lead(text, doc), do: group(concat(text <> " ", nest(doc, String.length(text) + 1)))

  # The break before a document is cancelled when the document itself may break.
  defp with_fits(true, doc, fun), do: doc |> next_break_fits(:enabled) |> fun.() |> next_break_fits(:disabled)
  defp with_fits(false, doc, fun), do: fun.(doc)

  # A single argument breaks together with what ends the line.
  @doc false
  def ungroup({:doc_group, doc, _mode}), do: doc
  def ungroup({:doc_fits, {:doc_group, doc, _mode}, :disabled}), do: {:doc_fits, doc, :disabled}
  def ungroup(doc), do: doc

  # The comma counts for whether the group before it fits.
  @doc false
  def with_comma([left | right]), do: [left | with_comma(right)]
  def with_comma({:doc_group, doc, mode}), do: {:doc_group, concat(doc, ","), mode}
  def with_comma(doc), do: concat(doc, ",")

  @doc false
  def surround_container(open, doc, close, :flex_break), do: group(concat([open, nest(doc, 1), close]))

  def surround_container(open, doc, close, :line) do
    open |> line(doc) |> nest(2) |> line(close) |> force_unfit() |> group()
  end

  def surround_container(open, doc, close, :break) do
    group(concat([nest(concat([open, break(""), doc]), 2, :break), break(""), close]))
  end

  @doc false
  def wrap(doc), do: concat(["(", nest(doc, :cursor), ")"])

  # An operator in parentheses breaks together with what it stands in.
  @doc false
  def wrap_operator(doc), do: doc |> ungroup() |> wrap()

  @doc false
  def block_in_parens(doc), do: "(" |> line(doc) |> nest(2) |> line(")") |> force_unfit()

  # Line breaks within a string stand at the margin, whatever the nesting.
  @doc false
  def string_lines(text) do
    case String.split(text, "\n") do
      [single] -> string(single)
      [first | rest] -> Enum.reduce(rest, string(first), &concat([&2, nest(line(), :reset), string(&1)]))
    end
  end

  @doc false
  def concat_all(docs), do: Enum.reduce(Enum.reverse(docs), empty(), &concat/2)
end
