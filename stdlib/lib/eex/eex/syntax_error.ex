defmodule EEx.SyntaxError do
  @moduledoc "Raised for a template whose tags do not fit together."

  defexception [:file, :line, :column, :snippet, message: "syntax error"]

  @impl true
  def message(%{line: nil, message: message}), do: message

  def message(error) do
    place = Exception.format_file_line_column(Path.relative_to_cwd(error.file), error.line, error.column)
    "#{place} #{error.message}#{error.snippet}"
  end

  @doc """
  The lines of the template up to the one at fault, with a mark below its column; empty when the template has no such line.

      EEx.SyntaxError.snippet("<p>\\n<%= oops", 0, 2, 1)

  """
  def snippet(source, indentation, line, column) do
    lines = source |> IO.chardata_to_string() |> String.split("\n")

    if line in 1..length(lines)//1 do
      first = max(line - 3, 1)
      width = line |> Integer.to_string() |> String.length()
      margin = String.duplicate(" ", width) <> " |"

      shown =
        for number <- first..line do
          text = lines |> Enum.at(number - 1) |> String.trim_trailing("\r")
          [String.pad_leading("#{number}", width), " | ", String.duplicate(" ", indentation), text, "\n"]
        end

      IO.iodata_to_binary(["\n", margin, "\n", shown, margin, String.duplicate(" ", column), "^"])
    else
      ""
    end
  end
end
