# What the reference makes of source files, for DumpQuoted to compare with:
#
#   elixir dump_quoted.exs OUT LIST
#
#   elixir dump_quoted.exs --snippets OUT TOPIC.txt     for Snippets.java
#
# LIST names a file of paths, one a line. For the path on line N, OUT/N.full gets its quoted form with columns and
# token_metadata, OUT/N.plain the one without, OUT/N.encoded the one that the formatter asks for, in the text form of
# TermLines.java.
defmodule DumpQuoted do
  def main(["--snippets", out, list]) do
    lines = list |> File.read!() |> String.split("\n", trim: true) |> Enum.reject(&String.starts_with?(&1, "    "))

    for {line, n} <- Enum.with_index(lines, 1) do
      text = String.replace(line, "␤", "\n")
      File.write!("#{out}/#{n}", snippet(text))
    end
  end

  def main([out, list]) do
    for {path, n} <- list |> File.read!() |> String.split("\n", trim: true) |> Enum.with_index(1) do
      text = File.read!(path)
      File.write!("#{out}/#{n}.full", dump(text, columns: true, token_metadata: true))
      File.write!("#{out}/#{n}.plain", dump(text, []))
      encoder = &{:ok, {:__block__, &2, [&1]}}
      options = [columns: true, token_metadata: true, unescape: false, literal_encoder: encoder]
      File.write!("#{out}/#{n}.encoded", dump(text, options))
    end
  end

  defp snippet(text) do
    case Code.string_to_quoted(text, columns: true, token_metadata: true, emit_warnings: false) do
      {:ok, quoted} ->
        lines(quoted, 0)

      {:error, {meta, message, token}} ->
        {prefix, suffix} = with prefix when is_binary(prefix) <- message, do: {prefix, "-"}

        places =
          if meta[:end_line],
            do:
              "#{meta[:end_line]}:#{meta[:end_column]} #{meta[:opening_delimiter]} " <>
                "#{meta[:closing_delimiter] || "-"} #{meta[:expected_delimiter]}",
            else: "-"

        "error #{meta[:line]}:#{meta[:column]}\n[#{prefix}]\n[#{suffix}]\n[#{token}]\n#{places}\n"
    end
  rescue
    e -> "raised #{inspect(e)}\n"
  end

  defp dump(text, options) do
    case Code.string_to_quoted(text, [emit_warnings: false] ++ options) do
      {:ok, quoted} -> lines(quoted, 0)
      {:error, {meta, message, token}} -> "error #{meta[:line]}:#{meta[:column]} #{inspect({message, token})}\n"
    end
  rescue
    e -> "raised #{inspect(e)}\n"
  end

  defp lines(term, depth) when is_list(term) do
    [pad(depth), "[\n", Enum.map(term, &lines(&1, depth + 1)), pad(depth), "]\n"]
  end

  defp lines(term, depth) when is_tuple(term) do
    [pad(depth), "{\n", term |> Tuple.to_list() |> Enum.map(&lines(&1, depth + 1)), pad(depth), "}\n"]
  end

  defp lines(term, depth) when is_binary(term), do: [pad(depth), "bin ", Base.encode16(term), "\n"]
  defp lines(term, depth) when is_integer(term), do: [pad(depth), "int ", Integer.to_string(term), "\n"]
  defp lines(term, depth) when is_float(term), do: [pad(depth), "float ", Base.encode16(<<term::float>>), "\n"]
  defp lines(term, depth) when is_atom(term), do: [pad(depth), "atom ", Atom.to_string(term), "\n"]

  defp pad(depth), do: String.duplicate(" ", depth)
end

DumpQuoted.main(System.argv())
