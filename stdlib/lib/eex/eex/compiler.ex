defmodule EEx.Compiler do
  @moduledoc false

  # An expression is parsed as it stands. The tags of a block are parsed together: between them stand calls in place of the contents,
  # which are then replaced by the code that the engine made of the contents.

  alias EEx.Tokenizer.Words

  @place_of_contents :__EEX__

  @doc "Returns the quoted code for the tokens of a template."
  def compile(tokens, source, options) do
    context = %{
      engine: options[:engine] || EEx.SmartEngine,
      source: source,
      file: options[:file] || "nofile",
      indentation: options[:indentation] || 0,
      parser_options: options[:parser_options] || Code.get_compiler_option(:parser_options)
    }

    {buffer, rest} = contents(tokens, context.engine.init(options), context)

    case rest do
      [{:eof, _meta}] -> context.engine.handle_body(buffer)
      [{:middle_expr, _, _, _} = token | _] -> stray("middle", token, context)
      [{:end_expr, _, _, _} = token | _] -> stray("end", token, context)
    end
  end

  defp stray(what, {_kind, marker, code, meta}, context) do
    syntax_error("unexpected #{what} of expression <%#{marker}#{code}%>", meta.line, meta.column, context)
  end

  defp syntax_error(message, line, column, context) do
    snippet = EEx.SyntaxError.snippet(context.source, context.indentation, line, column)
    raise EEx.SyntaxError, file: context.file, line: line, column: column, message: message, snippet: snippet
  end

  # Everything up to a token that continues or ends a block, or ends the template

  defp contents([{:text, chars, meta} | rest], buffer, context) do
    meta = [line: meta.line, column: meta.column]
    contents(rest, context.engine.handle_text(buffer, meta, List.to_string(chars)), context)
  end

  defp contents([{:comment, _chars, _meta} | rest], buffer, context), do: contents(rest, buffer, context)

  defp contents([{:expr, marker, code, meta} | rest], buffer, context) do
    quoted = parse(code, code_start(meta, marker), context)
    contents(rest, expression(buffer, marker, quoted, meta, context), context)
  end

  defp contents([{:start_expr, marker, code, meta} = token | rest], buffer, context) do
    {line, column} = code_start(meta, marker)
    source = append({[], line, column}, code, context)
    {quoted, rest} = block(rest, Words.clause?(code), source, [], buffer, token, context)
    warn_unused(marker, quoted, meta, context)
    contents(rest, expression(buffer, marker, quoted, meta, context), context)
  end

  defp contents(rest, buffer, _context), do: {buffer, rest}

  # The code of a tag starts behind its mark
  defp code_start(meta, marker), do: {meta.line, meta.column + 2 + length(marker)}

  # An engine is not told where the code stands, so that what it says of a marker lacks the place
  defp expression(buffer, marker, quoted, meta, context) do
    context.engine.handle_expr(buffer, List.to_string(marker), quoted)
  rescue
    error in EEx.SyntaxError ->
      place = if error.line, do: %{}, else: %{file: context.file, line: meta.line, column: meta.column}
      reraise Map.merge(error, place), __STACKTRACE__
  end

  # A block: its source so far, and the code of its contents so far, newest first

  defp block(tokens, in_clause?, source, bodies, buffer, start, context) do
    tokens = if in_clause?, do: tokens, else: skip_to_clause(tokens)

    if not in_clause? and first_clause?(tokens) do
      next_part(tokens, source, bodies, buffer, start, context)
    else
      {body, rest} = contents(tokens, context.engine.handle_begin(buffer), context)
      source = append_text(source, ~c" #{@place_of_contents}(#{length(bodies)});", context)
      bodies = [context.engine.handle_end(body) | bodies]
      next_part(rest, source, bodies, buffer, start, context)
    end
  end

  # What stands before the first clause of a block is no contents when it is only white space and comments
  defp skip_to_clause(tokens) do
    rest = Enum.drop_while(tokens, &blank?/1)
    if first_clause?(rest), do: rest, else: tokens
  end

  defp blank?({:text, chars, _meta}), do: Enum.all?(chars, &(&1 in ~c"\s\t\r\n"))
  defp blank?(token), do: elem(token, 0) == :comment

  defp first_clause?([{:middle_expr, _marker, code, _meta} | _]), do: Words.clause?(code)
  defp first_clause?(_tokens), do: false

  defp next_part([{:middle_expr, marker, code, meta} | rest], source, bodies, buffer, start, context) do
    source = source |> move_to(code_start(meta, marker), context) |> append(code, context)
    block(rest, Words.clause?(code), source, bodies, buffer, start, context)
  end

  defp next_part([{:end_expr, marker, code, meta} | rest], source, bodies, _buffer, start, context) do
    {chars, _line, _column} = source |> move_to(code_start(meta, marker), context) |> append(code, context)
    {_kind, start_marker, _code, start_meta} = start
    quoted = chars |> :lists.reverse() |> List.flatten() |> parse(code_start(start_meta, start_marker), context)
    {put_contents(quoted, bodies |> :lists.reverse() |> List.to_tuple()), rest}
  end

  defp next_part([{:eof, _meta}], _source, _bodies, _buffer, {_kind, marker, code, meta}, context) do
    {line, column} = first_word(code, code_start(meta, marker), context)
    syntax_error("expected a closing '<% end %>' for block expression in EEx", line, column, context)
  end

  defp first_word([char | rest], {line, column}, context) when char in ~c"\s\t\r", do: first_word(rest, {line, column + 1}, context)
  defp first_word([?\n | rest], {line, _}, context), do: first_word(rest, {line + 1, context.indentation + 1}, context)
  defp first_word(_code, place, _context), do: place

  defp put_contents(quoted, bodies) do
    Macro.postwalk(quoted, fn
      {@place_of_contents, _meta, [index]} -> elem(bodies, index)
      other -> other
    end)
  end

  # Only a block whose value is kept may go without output
  defp warn_unused([], {:=, _, _}, _meta, _context), do: :ok

  defp warn_unused([], _quoted, meta, context) do
    message = "the contents of this expression won't be output unless the EEx block starts with \"<%=\""
    IO.warn(message, file: context.file, line: meta.line, column: meta.column)
  end

  defp warn_unused(_marker, _quoted, _meta, _context), do: :ok

  # Source text of a block: parts, newest first, and the place behind them. Each piece keeps its line, and its column where the text
  # before it leaves room for that. Lines begin behind the indentation.

  defp append(source, code, context), do: append_text(source, Words.trimmed(code), context)

  defp append_text({parts, line, column}, chars, context) do
    {line, column} = Enum.reduce(chars, {line, column}, &behind(&1, &2, context))
    {[chars | parts], line, column}
  end

  defp behind(?\n, {line, _column}, context), do: {line + 1, context.indentation + 1}
  defp behind(_char, {line, column}, _context), do: {line, column + 1}

  defp move_to({parts, line, _column}, {to_line, to_column}, context) when line < to_line do
    newlines = List.duplicate(?\n, to_line - line)
    {[List.duplicate(?\s, to_column - 1 - context.indentation), newlines | parts], to_line, to_column}
  end

  defp move_to({parts, line, column}, {line, to_column}, _context) when column < to_column do
    {[List.duplicate(?\s, to_column - column) | parts], line, to_column}
  end

  defp move_to({parts, line, column}, _to, _context), do: {[~c" " | parts], line, column + 1}

  defp parse(chars, {line, column}, context) do
    place = [file: context.file, line: line, column: column, indentation: context.indentation]
    options = place ++ context.parser_options
    Code.string_to_quoted!(chars, options)
  end
end
