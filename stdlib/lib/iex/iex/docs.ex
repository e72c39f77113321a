defmodule IEx.Docs do
  @moduledoc false
  # Markdown for the terminal: headings, lists, code and quotes in colours, or as they are when there are none; texts are filled to the width.

  def render(text, options) do
    text |> String.split(["\r\n", "\n"]) |> blocks([], options) |> Enum.join("\n")
  end

  defp blocks([], out, _options), do: Enum.reverse(out)

  defp blocks(["```" <> _ | lines], out, options) do
    {code, rest} = Enum.split_while(lines, &(not String.starts_with?(&1, "```")))
    shown = for line <- code, do: "    " <> paint(:doc_code, line, options)
    blocks(Enum.drop(rest, 1), Enum.reverse(shown) ++ out, options)
  end

  defp blocks(["#" <> _ = line | lines], out, options) do
    blocks(lines, [paint(:doc_headings, if(options[:enabled], do: String.trim_leading(line, "#") |> String.trim(), else: line), options) | out], options)
  end

  defp blocks(["    " <> _ = line | lines], out, options), do: blocks(lines, [paint(:doc_code, line, options) | out], options)
  defp blocks([">" <> _ = line | lines], out, options), do: blocks(lines, [paint(:doc_quote, line, options) | out], options)

  defp blocks([line | lines], out, options) do
    case Regex.run(~r/^(\s*)([*+-]|\d+\.)\s+(.*)$/, line) do
      [_, indent, mark, text] ->
        {more, rest} = Enum.split_while(lines, &(&1 =~ ~r/^\s{2,}[^\s*+-]/))
        mark = if mark in ["*", "+", "-"], do: if(options[:enabled], do: "•", else: "*"), else: mark
        filled = fill(Enum.join([text | Enum.map(more, &String.trim/1)], " "), options[:width] - String.length(indent) - 4)
        [first | others] = filled
        shown = ["#{indent}  #{mark} #{inline(first, options)}" | Enum.map(others, &"#{indent}    #{inline(&1, options)}")]
        blocks(rest, Enum.reverse(shown) ++ out, options)

      nil ->
        paragraph([line | lines], out, options)
    end
  end

  defp paragraph(["" | lines], out, options), do: blocks(lines, ["" | out], options)
  defp paragraph(["|" <> _ = line | lines], out, options), do: blocks(lines, [line | out], options)

  defp paragraph(lines, out, options) do
    {text, rest} = Enum.split_while(lines, &(&1 != "" and not (&1 =~ ~r/^(#|```|    |>|\||\s*[*+-]\s|\s*\d+\.\s)/)))
    {text, rest} = if text == [], do: {Enum.take(lines, 1), Enum.drop(lines, 1)}, else: {text, rest}
    filled = fill(Enum.map_join(text, " ", &String.trim/1), options[:width])
    blocks(rest, Enum.reverse(Enum.map(filled, &inline(&1, options))) ++ out, options)
  end

  defp fill(text, width) do
    text
    |> String.split(~r/\s+/, trim: true)
    |> Enum.reduce([], fn
      word, [] -> [word]
      word, [line | lines] -> if String.length(line) + String.length(word) + 1 > width, do: [word, line | lines], else: [line <> " " <> word | lines]
    end)
    |> Enum.reverse()
    |> then(&if &1 == [], do: [""], else: &1)
  end

  defp inline(text, options) do
    if options[:enabled] do
      text = Regex.replace(~r/`([^`]+)`/, text, fn _, code -> paint(:doc_inline_code, code, options) end)
      Regex.replace(~r/\*\*([^*]+)\*\*/, text, fn _, bold -> paint(:doc_bold, bold, options) end)
    else
      text
    end
  end

  defp paint(name, text, options) do
    if options[:enabled], do: IO.iodata_to_binary([IO.ANSI.format_fragment(options[name], true), text, IO.ANSI.reset()]), else: text
  end
end
