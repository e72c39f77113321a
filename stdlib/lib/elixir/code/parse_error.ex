defmodule Code.ParseError do
  @moduledoc false
  # The exceptions for the parser's errors, which come as `{meta, message, token}`.

  # The reserved words of which more is said; `do` has a message of its own elsewhere.
  @explained ~w(true false nil when and or not in fn end catch rescue after)

  # The exception for an error of the parser in `text`. Of the options `:file`, `:line`, `:column` and `:indentation` count: text that
  # begins further to the right is shown there.
  def exception(text, {meta, message, token}, opts) do
    first = Keyword.get(opts, :line, 1)
    text = margin(Keyword.get(opts, :column, 1) - 1) <> indented(text, Keyword.get(opts, :indentation, 0))
    line = Keyword.get(meta, :line, first)

    common = [
      file: Keyword.get(opts, :file, "nofile"),
      line: line,
      column: Keyword.get(meta, :column),
      description: description(message, token)
    ]

    cond do
      meta[:error_type] == :mismatched_delimiter ->
        delimiters = [:end_line, :end_column, :opening_delimiter, :closing_delimiter, :expected_delimiter]
        snippet = lines(text_from(text, line - first), meta[:end_line] - line + 1)
        MismatchedDelimiterError.exception(common ++ Keyword.take(meta, delimiters) ++ [snippet: snippet])

      meta[:expected_delimiter] != nil ->
        delimiters = [:end_line, :end_column, :opening_delimiter, :expected_delimiter]
        TokenMissingError.exception(common ++ Keyword.take(meta, delimiters) ++ [snippet: text_from(text, line - first)])

      # The parser wanted more where the text ends.
      token == "" and message in ["syntax error before: ", "invalid escape \\ at end of file"] ->
        TokenMissingError.exception(common ++ [snippet: line_at(text, line - first)])

      true ->
        SyntaxError.exception(common ++ [snippet: line_at(text, line - first)])
    end
  end

  defp indented(text, 0), do: text

  defp indented(text, columns), do: :binary.replace(text, "\n", "\n" <> margin(columns), [:global])

  defp margin(columns), do: String.duplicate(" ", columns)

  defp text_from(text, 0), do: text

  defp text_from(text, lines) do
    case :binary.split(text, "\n") do
      [_, rest] -> text_from(rest, lines - 1)
      [rest] -> rest
    end
  end

  defp lines(text, count), do: text |> String.split("\n") |> Enum.take(count) |> Enum.join("\n")

  defp line_at(text, lines) do
    text |> text_from(max(lines, 0)) |> :binary.split("\n") |> hd()
  end

  # Descriptions

  defp description({before, rest}, token), do: "#{before}#{token}#{rest}"

  defp description("syntax error before: ", ""), do: "syntax error: expression is incomplete"

  defp description("syntax error before: ", "eol") do
    "unexpectedly reached end of line. The current expression is invalid or incomplete"
  end

  defp description("syntax error before: " = message, token) do
    message <> (reserved_word(token) || as_written(token))
  end

  defp description(message, token), do: "#{message}#{token}"

  defp reserved_word(token) do
    word = token |> String.trim_leading("'") |> String.trim_trailing("'")

    if word in @explained and token in [word, "'#{word}'"] do
      "#{word}. \"#{word}\" is a reserved word in Elixir and therefore its usage is limited. For instance, " <>
        "it can't be used as a variable or be defined nor invoked as a regular function"
    end
  end

  # Characters and quoted text come as Erlang's terms.
  defp as_written("$" <> character), do: "?" <> character

  defp as_written("[" <> pieces) do
    case first_piece(pieces) do
      {:ok, text} -> "\"#{text}\""
      :error -> "\""
    end
  end

  defp as_written("{sigil,{" <> rest) do
    [_place, rest] = :binary.split(rest, "sigil_")
    [name, pieces] = :binary.split(rest, "[")

    text =
      case first_piece(pieces) do
        {:ok, text} -> text
        :error -> ""
      end

    "sigil ~#{name |> String.trim() |> String.trim_trailing(",")} starting with content '#{text}'"
  end

  defp as_written(token), do: token

  # The binary that a list of texts and interpolations begins with.
  defp first_piece("<<\"" <> text), do: {:ok, unescape(text, "")}
  defp first_piece("<<" <> bytes), do: {:ok, bytes |> :binary.split(">>") |> hd() |> bytes()}
  defp first_piece(_interpolation), do: :error

  defp unescape("\"" <> _, text), do: text
  defp unescape("\\n" <> rest, text), do: unescape(rest, text <> "\n")
  defp unescape("\\t" <> rest, text), do: unescape(rest, text <> "\t")
  defp unescape("\\r" <> rest, text), do: unescape(rest, text <> "\r")
  defp unescape("\\" <> <<character::utf8, rest::binary>>, text), do: unescape(rest, text <> <<character::utf8>>)
  defp unescape(<<character::utf8, rest::binary>>, text), do: unescape(rest, text <> <<character::utf8>>)
  defp unescape("", text), do: text

  defp bytes(text) do
    for number <- String.split(text, ",", trim: true), into: "", do: <<number |> String.trim() |> String.to_integer()>>
  end
end
