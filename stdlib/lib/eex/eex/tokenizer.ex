defmodule EEx.Tokenizer do
  @moduledoc false

  # A template is read character by character: text is gathered, newest character first, until a tag starts. A tag ends at the first
  # end mark, whatever the code in it says. What the code of a tag is to a block (start, middle, end) is told by its words.

  @blanks [?\s, ?\t]

  @doc "Returns `{:ok, tokens}` or `{:error, message, place}`."
  def tokenize(contents, options) when is_list(options) and (is_binary(contents) or is_list(contents)) do
    indentation = options[:indentation] || 0

    state = %{
      source: contents,
      file: options[:file] || "nofile",
      indentation: indentation,
      trim: options[:trim] || false
    }

    place = {options[:line] || 1, (options[:column] || 1) + indentation}
    chars = contents |> IO.chardata_to_string() |> String.to_charlist()
    text(chars, place, {[], place}, [], state)
  end

  # Text. `gathered` is the text and where it starts.

  defp text(~c"<%%" ++ rest, place, {chars, start}, tokens, state) do
    text(rest, right(place, 3), {[?%, ?< | chars], start}, tokens, state)
  end

  defp text(~c"<%!--" ++ rest, place, gathered, tokens, state) do
    with {:ok, comment, rest, next} <- until(~c"--%>", rest, right(place, 5), place, state) do
      tokens = [{:comment, comment, meta(place)} | before_tag(gathered, tokens, state)]
      behind_tag(rest, next, tokens, state)
    end
  end

  defp text(~c"<%#" ++ rest, place, gathered, tokens, state) do
    message = "<%# is deprecated, use <%!-- or add a space between <% and # instead"
    IO.warn(message, file: state.file, line: elem(place, 0))

    with {:ok, _comment, rest, next} <- until(~c"%>", rest, right(place, 3), place, state) do
      behind_tag(rest, next, before_tag(gathered, tokens, state), state)
    end
  end

  defp text(~c"<%" ++ rest, place, gathered, tokens, state) do
    {marker, rest} = marker(rest)

    with {:ok, code, rest, next} <- until(~c"%>", rest, right(place, 2 + length(marker)), place, state) do
      kind = EEx.Tokenizer.Words.kind(code)
      token = {kind, checked_marker(kind, marker, code, place, state), code, meta(place)}
      behind_tag(rest, next, [token | before_tag(gathered, tokens, state)], state)
    end
  end

  defp text([char | rest], place, {chars, start}, tokens, state) do
    text(rest, behind(char, place, state), {[char | chars], start}, tokens, state)
  end

  defp text([], place, {chars, start}, tokens, _state) do
    tokens = text_token(:lists.reverse(chars), start, tokens)
    {:ok, :lists.reverse(tokens, [{:eof, meta(place)}])}
  end

  defp marker([char | rest]) when char in ~c"=/|", do: {[char], rest}
  defp marker(rest), do: {[], rest}

  defp checked_marker(kind, ~c"=", code, {line, column}, state) when kind in [:middle_expr, :end_expr] do
    message = "unexpected beginning of EEx tag \"<%=\" on \"<%=#{code}%>\", please remove \"=\""
    IO.warn(message, file: state.file, line: line, column: column)
    []
  end

  defp checked_marker(_kind, marker, _code, _place, _state), do: marker

  # What is before the end mark: {:ok, characters, rest, place behind the mark}

  defp until(mark, chars, place, start, state), do: until(mark, chars, place, [], start, state)

  defp until(mark, [], _place, _found, {line, column}, state) do
    message = "expected closing '#{mark}' for EEx expression"
    snippet = EEx.SyntaxError.snippet(state.source, state.indentation, line, column)
    {:error, message <> snippet, %{line: line, column: column}}
  end

  defp until(mark, [char | rest] = chars, place, found, start, state) do
    if :lists.prefix(mark, chars) do
      {:ok, :lists.reverse(found), :lists.nthtail(length(mark), chars), right(place, length(mark))}
    else
      until(mark, rest, behind(char, place, state), [char | found], start, state)
    end
  end

  # Trimming

  defp before_tag({chars, start}, tokens, %{trim: false}), do: text_token(:lists.reverse(chars), start, tokens)

  defp before_tag({chars, start}, tokens, _state) do
    case trim_line_start(chars) do
      ~c"\n" when tokens == [] -> tokens
      trimmed -> text_token(:lists.reverse(trimmed), start, tokens) |> at_start(trimmed, tokens)
    end
  end

  # Blanks before the first tag of the template stand at the start of a line too
  defp at_start(with_text, chars, []), do: if(Enum.all?(chars, &(&1 in @blanks)), do: [], else: with_text)
  defp at_start(with_text, _chars, _tokens), do: with_text

  # The characters come in reverse: blanks back to a line end go, and of several line ends one stays
  defp trim_line_start(chars) do
    case drop_blanks(chars) do
      [?\n | rest] -> [?\n | trim_line_ends(rest)]
      _ -> chars
    end
  end

  defp trim_line_ends([?\r | rest]), do: trim_line_ends(rest)

  defp trim_line_ends(chars) do
    case drop_blanks(chars) do
      [?\n | rest] -> trim_line_ends(rest)
      [] -> []
      _ -> chars
    end
  end

  defp behind_tag(chars, place, tokens, %{trim: false} = state), do: text(chars, place, {[], place}, tokens, state)

  defp behind_tag(chars, place, tokens, state) do
    case skip_line_ends(chars, place, nil, state) do
      {[], place} -> text([], place, {[], place}, tokens, state)
      {rest, place} -> text(rest, place, {[], place}, tokens, state)
      nil -> text(chars, place, {[], place}, tokens, state)
    end
  end

  # Where the last of the line ends right behind a tag is; the end of the template when nothing else is left
  defp skip_line_ends([char | rest], place, found, state) when char in @blanks or char == ?\r do
    skip_line_ends(rest, behind(char, place, state), found, state)
  end

  defp skip_line_ends([?\n | rest] = chars, place, _found, state) do
    skip_line_ends(rest, behind(?\n, place, state), {chars, place}, state)
  end

  defp skip_line_ends([], place, _found, _state), do: {[], place}
  defp skip_line_ends(_chars, _place, found, _state), do: found

  defp drop_blanks([char | rest]) when char in @blanks, do: drop_blanks(rest)
  defp drop_blanks(rest), do: rest

  # Tokens and places

  defp text_token([], _place, tokens), do: tokens
  defp text_token(chars, place, tokens), do: [{:text, chars, meta(place)} | tokens]

  defp behind(?\n, {line, _column}, state), do: {line + 1, state.indentation + 1}
  defp behind(_char, place, _state), do: right(place, 1)

  defp right({line, column}, count), do: {line, column + count}

  defp meta({line, column}), do: %{line: line, column: column}
end
