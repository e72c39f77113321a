defmodule IO.ANSI.Markdown do
  @moduledoc false

  # The blocks of Markdown text, for `IO.ANSI.Docs`:
  #
  #   {:heading, text}  {:paragraph, lines}  {:quote, paragraphs}  {:code, lines}  {:links, lines}
  #   {:table, rows, alignments, heading?}  {:list, [{marker, blocks, loose?}]}

  @doc "The blocks of a text."
  def blocks(text) when is_binary(text) do
    text |> without_comments() |> String.split(["\r\n", "\n"]) |> parse([], [])
  end

  # A comment that has its lines for itself ends a paragraph.
  defp without_comments(text) do
    text = Regex.replace(~r/^[ \t]*<!--.*?-->[ \t]*$/ms, text, "")
    Regex.replace(~r/<!--.*?-->/s, text, "")
  end

  # `paragraph` collects the lines of the paragraph that is open, last one first.
  defp parse([], paragraph, acc), do: Enum.reverse(close(paragraph, acc))

  defp parse([line | rest] = lines, paragraph, acc) do
    case kind(line) do
      :blank ->
        parse(rest, [], close(paragraph, acc))

      :heading ->
        parse(rest, [], [{:heading, String.trim(line)} | close(paragraph, acc)])

      :quote ->
        {quoted, rest} = Enum.split_while(lines, &(kind(&1) == :quote))
        parse(rest, [], [{:quote, quote_paragraphs(quoted)} | close(paragraph, acc)])

      {:fence, fence, language} ->
        {code, rest} = Enum.split_while(rest, &(not String.starts_with?(String.trim_leading(&1), fence)))
        acc = close(paragraph, acc)
        acc = if language == "mermaid", do: acc, else: [{:code, unindented(code, indentation(line))} | acc]
        parse(Enum.drop(rest, 1), [], acc)

      {:item, indentation} ->
        {items, rest} = items(lines, indentation, [])
        parse(rest, [], [{:list, items} | close(paragraph, acc)])

      :code ->
        {code, rest} = Enum.split_while(lines, &(kind(&1) in [:code, :blank]))
        code = code |> Enum.reverse() |> Enum.drop_while(&(kind(&1) == :blank)) |> Enum.reverse()
        parse(rest, [], [{:code, unindented(code, 4)} | close(paragraph, acc)])

      :link when paragraph == [] ->
        {links, rest} = Enum.split_while(lines, &(kind(&1) == :link))
        parse(rest, [], [{:links, links} | acc])

      _text ->
        case table(lines) do
          {table, rest} -> parse(rest, [], [table | close(paragraph, acc)])
          nil -> parse(rest, [line | paragraph], acc)
        end
    end
  end

  defp close([], acc), do: acc
  defp close(paragraph, acc), do: [{:paragraph, Enum.reverse(paragraph)} | acc]

  defp kind(line) do
    trimmed = String.trim_leading(line)
    indentation = indentation(line)

    cond do
      trimmed == "" -> :blank
      fence = fence(trimmed) -> fence
      indentation < 4 and trimmed =~ ~r/^\#{1,6} / -> :heading
      indentation < 4 and String.starts_with?(trimmed, ">") -> :quote
      indentation >= 4 -> :code
      marker(trimmed) -> {:item, indentation}
      trimmed =~ ~r/^\[[^\]]+\]:\s/ -> :link
      true -> :text
    end
  end

  defp fence(trimmed) do
    case Regex.run(~r/^(```+|~~~+)\s*([^`\s]*)[^`]*$/, trimmed) do
      [_, fence, language] -> {:fence, fence, language}
      nil -> nil
    end
  end

  defp marker(trimmed) do
    case Regex.run(~r/^([*+-]|\d+\.)\s+/, trimmed) do
      [whole, marker] -> {marker, byte_size(whole)}
      nil -> nil
    end
  end

  defp indentation(line), do: byte_size(line) - byte_size(String.trim_leading(line, " "))

  defp unindented(lines, count), do: Enum.map(lines, &strip(&1, count))

  defp strip(" " <> line, count) when count > 0, do: strip(line, count - 1)
  defp strip(line, _count), do: line

  defp quote_paragraphs(lines) do
    lines
    |> Enum.map(&(&1 |> String.trim_leading() |> String.trim_leading(">") |> String.trim()))
    |> Enum.chunk_by(&(&1 == ""))
    |> Enum.reject(&match?(["" | _], &1))
  end

  # Lists

  defp items([line | rest] = lines, indentation, acc) do
    case item(line, indentation) do
      {marker, text} ->
        {content, rest} = content(rest, indentation, [], false)
        loose? = Enum.any?(content, &(&1 == ""))
        last? = match?(nil, rest != [] and item(hd(rest), indentation)) or rest == []
        blocks = parse([text | trim_blank(content)], [], [])
        items(rest, indentation, [{marker, blocks, loose? and not last?} | acc])

      nil ->
        {Enum.reverse(acc), lines}
    end
  end

  defp items([], _indentation, acc), do: {Enum.reverse(acc), []}

  defp item(line, indentation) do
    with {:item, found} when found <= indentation + 1 <- kind(line) do
      trimmed = String.trim_leading(line)
      {marker, size} = marker(trimmed)
      {marker, binary_part(trimmed, size, byte_size(trimmed) - size)}
    else
      _ -> nil
    end
  end

  # The lines that belong to an item: all up to the next one, but after an empty line only what is indented.
  defp content([], _indentation, acc, _blank?), do: {Enum.reverse(acc), []}

  defp content([line | rest] = lines, indentation, acc, blank?) do
    nested = nested(line, indentation)

    cond do
      String.trim(line) == "" -> content(rest, indentation, ["" | acc], true)
      nested -> content(rest, indentation, [nested | acc], false)
      item(line, indentation) -> {Enum.reverse(acc), lines}
      kind(line) == :heading -> {Enum.reverse(acc), lines}
      blank? and indentation(line) < 2 -> {Enum.reverse(acc), lines}
      true -> content(rest, indentation, [strip(line, 4) | acc], false)
    end
  end

  # An item further to the right than this one's.
  defp nested(line, indentation) do
    if indentation(line) >= indentation + 2 and marker(String.trim_leading(line)), do: strip(line, indentation + 2)
  end

  defp trim_blank(lines) do
    lines |> Enum.reverse() |> Enum.drop_while(&(&1 == "")) |> Enum.reverse()
  end

  # Tables

  defp table([line, next | _] = lines) do
    if table_line?(line) and table_line?(next) do
      {lines, rest} = Enum.split_while(lines, &table_line?/1)
      {with_heading(Enum.map(lines, &cells/1)), rest}
    end
  end

  defp table(_lines), do: nil

  defp table_line?(line), do: line =~ ~r/^\s*\||(^|\s)(?<!\\)\|(\s|$)/

  defp cells(line) do
    line
    |> String.trim()
    |> String.trim_leading("|")
    |> String.split(~r/(?<!\\)\|/)
    |> Enum.map(&String.trim/1)
    |> without_last_empty()
    |> Enum.map(&String.replace(&1, "\\|", "|"))
  end

  defp without_last_empty(cells) do
    case Enum.split(cells, -1) do
      {[_ | _] = first, [""]} -> first
      _ -> cells
    end
  end

  defp with_heading([heading, second | rows]) do
    if Enum.all?(second, &(&1 =~ ~r/^:?-+:?$/)) do
      {:table, [heading | rows], Enum.map(second, &alignment/1), true}
    else
      {:table, [heading, second | rows], [], false}
    end
  end

  defp alignment(cell) do
    case {String.starts_with?(cell, ":"), String.ends_with?(cell, ":")} do
      {true, true} -> :center
      {false, true} -> :right
      _ -> :left
    end
  end
end
