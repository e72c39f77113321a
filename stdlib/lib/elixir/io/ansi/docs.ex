defmodule IO.ANSI.Docs do
  @moduledoc false

  # Documentation on a terminal: headings, metadata and Markdown text, wrapped and with escape sequences where `:enabled` is true.

  @bullet "•"
  @formats ["text/markdown"]

  @doc """
  The options, with their defaults: `:enabled`, `:width`, and the sequences for each kind of text.
  """
  def default_options do
    [
      enabled: true,
      doc_bold: [:bright],
      doc_code: [:cyan],
      doc_headings: [:yellow],
      doc_metadata: [:yellow],
      doc_quote: [:light_black],
      doc_inline_code: [:cyan],
      doc_table_heading: [:reverse],
      doc_title: [:reverse, :yellow],
      doc_underline: [:underline],
      width: 80
    ]
  end

  @doc """
  Prints headings, each line of one centred.
  """
  def print_headings(headings, options \\ []) do
    options = options(options)
    reset_line(options)

    for heading <- headings, line <- String.split(heading, "\n") do
      width = options[:width]
      room = max(width - String.length(line), 0)
      text = String.duplicate(" ", div(room, 2)) <> line
      text = if options[:enabled], do: String.pad_trailing(text, width), else: text
      IO.puts(styled(text, :doc_title, options))
    end

    reset_line(options)
  end

  @doc """
  Prints what is told of functions beside their text, such as since when they are there.
  """
  def print_metadata(metadata, options \\ []) when is_map(metadata) do
    options = options(options)
    shown = for {key, value} <- Enum.sort(metadata), text = metadata(key, value), do: [styled("#{key}:", :doc_metadata, options), ?\s, text]
    Enum.each(shown, &IO.puts/1)
    if shown != [], do: IO.puts("")
    :ok
  end

  defp metadata(:delegate_to, {module, function, arity}), do: Exception.format_mfa(module, function, arity)
  defp metadata(key, value) when key in [:since, :deprecated] and is_binary(value), do: value
  defp metadata(:guard, true), do: "true"
  defp metadata(_key, _value), do: nil

  @doc """
  Prints a documentation text of the given format.
  """
  def print(doc, format, options \\ [])

  def print(doc, format, options) when is_binary(doc) and format in @formats, do: print_markdown(doc, options)
  def print(_doc, format, _options), do: IO.puts("\nUnknown documentation format #{inspect(format)}\n")

  @doc """
  Prints Markdown text.
  """
  def print_markdown(text, options) do
    text |> IO.ANSI.Markdown.blocks() |> blocks("", options(options))
    :ok
  end

  defp options(options), do: Keyword.merge(default_options(), options)

  # Blocks, each followed by a line that resets

  defp blocks(blocks, indentation, options), do: Enum.each(blocks, &block(&1, indentation, options))

  defp block({:heading, text}, indentation, options) do
    IO.puts([indentation, styled(text, :doc_headings, options)])
    reset_line(options)
  end

  defp block({:paragraph, lines}, indentation, options) do
    lines |> words(options) |> wrapped(indentation, indentation, options)
    reset_line(options)
  end

  defp block({:quote, paragraphs}, indentation, options) do
    prefix = [indentation, styled("> ", :doc_quote, options)] |> IO.iodata_to_binary()

    paragraphs
    |> Enum.map(fn lines -> fn -> lines |> words(options) |> wrapped(prefix, prefix, options) end end)
    |> Enum.intersperse(fn -> IO.puts(prefix) end)
    |> Enum.each(& &1.())

    reset_line(options)
  end

  defp block({:code, lines}, indentation, options) do
    text = Enum.map_join(lines, "\n", &[indentation, "    ", &1])
    IO.puts(styled(text, :doc_code, options))
    reset_line(options)
  end

  defp block({:links, lines}, indentation, _options), do: Enum.each(lines, &IO.puts([indentation, &1]))

  defp block({:list, items}, indentation, options) do
    Enum.each(items, &item(&1, indentation, options))
    reset_line(options)
  end

  defp block({:table, rows, alignments, heading?}, indentation, options) do
    columns = rows |> Enum.map(&length/1) |> Enum.max()
    rows = for row <- rows, do: Enum.map(row ++ List.duplicate("", columns - length(row)), &cell_text(&1, options))
    alignments = alignments ++ List.duplicate(:left, max(columns - length(alignments), 0))
    widths = rows |> Enum.zip_with(& &1) |> Enum.zip_with(alignments, &column_width/2)
    [first | others] = for row <- rows, do: Enum.zip_with([row, widths, alignments], &cell/1) |> Enum.join(" | ")
    first = if heading?, do: styled(first, :doc_table_heading, options), else: first
    Enum.each([first | others], &IO.puts([indentation, &1]))
    reset_line(options)
  end

  defp cell_text(text, options), do: text |> inline(options) |> String.replace("\0", " ")

  # So that a text of any length is centred in the same column.
  defp column_width(cells, alignment) do
    width = cells |> Enum.map(&visible_length/1) |> Enum.max()
    if alignment == :center and rem(width, 2) == 0, do: width + 1, else: width
  end

  defp cell([text, width, alignment]) do
    room = width - visible_length(text)

    case alignment do
      :left -> text <> String.duplicate(" ", room)
      :right -> String.duplicate(" ", room) <> text
      :center -> String.duplicate(" ", div(room, 2)) <> text <> String.duplicate(" ", room - div(room, 2))
    end
  end

  # The first paragraph of an item stands beside the marker and is not followed by a line of its own.
  defp item({marker, blocks, loose?}, indentation, options) do
    shown = if marker in ["*", "-", "+"], do: bullet(options), else: marker
    inner = indentation <> "    "
    first = indentation <> "  " <> shown <> " "

    case blocks do
      [{:paragraph, lines} | rest] ->
        lines |> words(options) |> wrapped(first, inner, options)
        blocks(rest, nested(rest, indentation, inner), options)
        if loose? and rest == [], do: reset_line(options)

      rest ->
        IO.puts(String.trim_trailing(first))
        blocks(rest, inner, options)
    end
  end

  # Lists bring two of the four columns themselves.
  defp nested([{:list, _} | _], indentation, _inner), do: indentation <> "  "
  defp nested(_blocks, _indentation, inner), do: inner

  defp bullet(options), do: if(options[:enabled], do: @bullet, else: "*")

  # Lines

  defp words(lines, options), do: lines |> Enum.map_join(" ", &String.trim(String.trim_trailing(&1, "\\"))) |> inline(options) |> split()

  # At spaces, but not within code, whose spaces are zero bytes until then.
  defp split(text), do: text |> String.split(" ") |> Enum.map(&String.replace(&1, "\0", " "))

  defp wrapped([], _first, _others, _options), do: :ok

  defp wrapped([word | words], first, others, options) do
    {line, lines} =
      Enum.reduce(words, {first <> word, []}, fn word, {line, lines} ->
        longer = line <> " " <> word
        if visible_length(longer) <= options[:width], do: {longer, lines}, else: {others <> word, [line | lines]}
      end)

    Enum.each(Enum.reverse([line | lines]), &IO.puts/1)
  end

  defp visible_length(text), do: ~r/\e\[[0-9;]*m/ |> Regex.replace(text, "") |> String.length()

  defp reset_line(options), do: IO.puts(if(options[:enabled], do: IO.ANSI.reset(), else: ""))

  defp styled(text, kind, options) do
    if options[:enabled] do
      [Enum.map(options[kind], &IO.ANSI.format_fragment(&1, true)), text, IO.ANSI.reset()] |> IO.iodata_to_binary()
    else
      IO.iodata_to_binary(text)
    end
  end

  # Text with emphasis, code and links; none of it within another

  defp inline(text, options), do: text |> links() |> inline(nil, [], options) |> IO.iodata_to_binary()

  defp links(text), do: Regex.replace(~r/\[([^\[\]]+)\]\(([^()\s]*)\)/, text, "\\1 (\\2)")

  # `before` is the character before the rest: a mark that follows a letter opens nothing.
  defp inline("", _before, acc, _options), do: Enum.reverse(acc)
  defp inline(<<?\\, mark, rest::binary>>, _before, acc, options) when mark in [?*, ?_, ?`, ?\\], do: inline(rest, mark, [mark | acc], options)

  defp inline(text, before, acc, options) do
    case span(text, before, options) do
      {shown, rest} ->
        inline(rest, ?., [shown | acc], options)

      nil ->
        <<char::utf8, rest::binary>> = text
        inline(rest, char, [<<char::utf8>> | acc], options)
    end
  end

  defp span(text, before, options) do
    with false <- letter?(before), {mark, kind, keep?} <- mark(text), {inner, rest} <- close(text, mark) do
      inner = if keep?, do: String.replace(inner, " ", "\0"), else: inner
      shown = if options[:enabled], do: styled(if(keep?, do: inner, else: unescaped(inner)), kind, options), else: mark <> inner <> mark
      {shown, rest}
    else
      _ -> nil
    end
  end

  defp letter?(nil), do: false
  defp letter?(char), do: <<char::utf8>> =~ ~r/^[\p{L}\p{N}_*]$/u

  defp mark("`" <> _), do: {"`", :doc_inline_code, true}
  defp mark("**" <> _), do: {"**", :doc_bold, false}
  defp mark("__" <> _), do: {"__", :doc_bold, false}
  defp mark("*" <> _), do: {"*", :doc_underline, false}
  defp mark("_" <> _), do: {"_", :doc_underline, false}
  defp mark(_text), do: nil

  defp close(text, "`") do
    case Regex.run(~r/^`([^`]+)`(.*)$/s, text) do
      [_, inner, rest] -> {inner, rest}
      nil -> nil
    end
  end

  # Emphasis begins and ends at something that is not white space, and does not end within a word.
  defp close(text, mark) do
    quoted = Regex.escape(mark)

    case Regex.run(~r/^#{quoted}(?![\s*_])((?:\\.|(?!#{quoted}).)*?(?:\\.|[^\s\\]))#{quoted}(?![\p{L}\p{N}_*])(.*)$/us, text) do
      [_, inner, rest] -> {inner, rest}
      nil -> nil
    end
  end

  defp unescaped(text), do: Regex.replace(~r/\\([*_`\\])/, text, "\\1")
end
