defmodule Code.Formatter.Strings do
  @moduledoc false

  # Strings, charlists, heredocs and sigils, and the code between `#{` and `}`.

  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.Blocks

  @min_line min_line()
  @double_heredoc ~s["""]
  @single_heredoc "'''"

  @doc false
  def heredoc(text, delimiter, suffix, state) do
    [text] = ended_line([text])
    {concat([delimiter, text |> escape_heredoc(delimiter) |> heredoc_body(), delimiter, suffix]) |> force_unfit(), state}
  end

  # The last line break belongs to the closing delimiter.
  defp heredoc_body(text) do
    text |> String.split("\n") |> heredoc_lines(empty())
  end

  # Empty lines are left empty; the last line holds the closing delimiter.
  defp heredoc_lines([last], acc), do: acc |> concat(line()) |> concat(string(last))
  defp heredoc_lines([text | rest], acc), do: heredoc_lines(rest, concat(acc, heredoc_line(text)))

  defp heredoc_line(""), do: nest(line(), :reset)
  defp heredoc_line("\r"), do: concat(nest(line(), :reset), "\r")
  defp heredoc_line(text), do: concat(line(), string(text))

  @doc false
  def charlist_entries(entries) do
    Enum.map(entries, fn
      {{:., meta, [Kernel, :to_string]}, call_meta, args} -> {:"::", [], [{{:., meta, [Kernel, :to_string]}, call_meta, args}, {:binary, [], nil}]}
      other -> other
    end)
  end

  # The parser takes the backslash off an escaped closing delimiter.
  @doc false
  def escape_closing(text, closing), do: String.replace(text, closing, "\\" <> closing)

  @doc false
  def interpolated(entries, open, close, state), do: interpolated(entries, open, close, String.first(close), state)

  def interpolated(entries, open, close, closing, state) do
    {docs, state} = Enum.map_reduce(entries, state, &interpolated_entry(&1, closing, &2))
    {concat([open, concat_all(docs), close]), state}
  end

  defp interpolated_entry(text, closing, state) when is_binary(text), do: {string_lines(escape_closing(text, closing)), state}

  defp interpolated_entry({:"::", _, [{{:., _, [Kernel, :to_string]}, meta, [code]}, _]}, _closing, state) do
    {first, last} = line_range(code, {line(meta), @min_line})

    # Comments move out of the string.
    {doc, inner} = Blocks.block(code, first, max(last, @min_line + 1), %{state | skip_eol: true, comments: []})
    state = %{inner | comments: state.comments}
    {no_limit(concat(["\#{", doc, "}"])), %{state | skip_eol: false}}
  end

  @doc false
  def heredoc_entries(entries, state, delimiter, suffix) do
    {docs, state} = entries |> ended_line() |> heredoc_docs(delimiter, [], state)
    first = if match?(["\n" <> _ | _], entries), do: nest(line(), :reset), else: line()
    {concat([delimiter, first, concat_all(docs), delimiter, suffix]) |> force_unfit(), state}
  end

  # Code whose escapes have been replaced may lack the line break before the closing delimiter.
  defp ended_line([]), do: []
  defp ended_line([last]) when is_binary(last), do: [if(String.ends_with?(last, "\n"), do: last, else: last <> "\n")]
  defp ended_line([last]), do: [last, "\n"]
  defp ended_line([entry | rest]), do: [entry | ended_line(rest)]

  defp heredoc_docs([text | rest], delimiter, acc, state) when is_binary(text) do
    [first | others] = text |> escape_heredoc(delimiter) |> String.split("\n")
    doc = heredoc_rest(others, rest == [], string(first))
    heredoc_docs(rest, delimiter, [doc | acc], state)
  end

  defp heredoc_docs([entry | rest], delimiter, acc, state) do
    {doc, state} = interpolated_entry(entry, nil, state)
    heredoc_docs(rest, delimiter, [doc | acc], state)
  end

  defp heredoc_docs([], _delimiter, acc, state), do: {Enum.reverse(acc), state}

  # A line is empty when neither text nor interpolation follows.
  defp heredoc_rest([], _end?, acc), do: acc
  defp heredoc_rest([last], _end?, acc), do: acc |> concat(line()) |> concat(string(last))
  defp heredoc_rest([text | rest], end?, acc), do: heredoc_rest(rest, end?, concat(acc, heredoc_line(text)))

  defp escape_heredoc(text, delimiter), do: String.replace(text, delimiter, "\\" <> delimiter)

  @doc false
  def sigil(name, meta, [{:<<>>, _, entries}, modifiers], state) do
    "sigil_" <> letters = Atom.to_string(name)
    opening = meta[:delimiter]
    suffix = List.to_string(modifiers)

    entries =
      case {state.sigils, entries} do
        {%{} = sigils, [text]} when is_binary(text) and map_size(sigils) > 0 ->
          custom_sigil(String.to_atom(letters), text, meta, modifiers, opening, state)

        _ ->
          entries
      end

    if opening in [@double_heredoc, @single_heredoc] do
      {doc, state} = heredoc_entries(entries, state, opening, suffix)
      {concat("~" <> letters, doc), state}
    else
      interpolated(entries, "~" <> letters <> opening, closing(opening) <> suffix, state)
    end
  end

  defp custom_sigil(name, text, meta, modifiers, opening, state) do
    case state.sigils do
      %{^name => formatter} ->
        opts = [
          file: state.file,
          line: meta[:line],
          sigil: name,
          modifiers: modifiers,
          opening_delimiter: opening
        ]

        [IO.iodata_to_binary(formatter.(text, opts))]

      _ ->
        [text]
    end
  end

  defp closing("("), do: ")"
  defp closing("["), do: "]"
  defp closing("{"), do: "}"
  defp closing("<"), do: ">"
  defp closing(same), do: same
end
