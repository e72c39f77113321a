defmodule ExUnit.DocTest.Extractor do
  @moduledoc false

  # Finds the examples in a documentation.
  #
  # A test is %{line, end_line, examples}, an example
  #
  #     %{code: text behind the prompts, line: its line, expected: what it gives, text: the example as it stands in a report,
  #       begins: the line of that}
  #
  # where `expected` is nil, {:value, text, line}, {:error, exception, message} or {:inspect, text}.

  @doc """
  The tests in `doc`, whose text begins in `line` of `file`.
  """
  def extract(doc, line, file) do
    doc
    |> String.split(["\r\n", "\n"])
    |> Enum.with_index(line)
    |> Enum.map(&line(&1, file))
    |> tests(nil, [], [], file)
  end

  # A line as {kind, indentation, text, number}; of a prompt, the text is what stands behind it.
  defp line({text, number}, file) do
    trimmed = String.trim_leading(text)
    indentation = byte_size(text) - byte_size(trimmed)

    cond do
      trimmed == "" -> {:blank, indentation, text, number}
      String.starts_with?(trimmed, ["```", "~~~"]) -> {:fence, indentation, text, number}
      true -> prompt(trimmed, text, indentation, number, file)
    end
  end

  defp prompt("iex>" <> code, _text, indentation, number, _file), do: {:iex, indentation, code, number}
  defp prompt("...>" <> code, _text, indentation, number, _file), do: {:more, indentation, code, number}
  defp prompt("iex(" <> rest, text, indentation, number, file), do: numbered(:iex, rest, text, indentation, number, file)
  defp prompt("...(" <> rest, text, indentation, number, file), do: numbered(:more, rest, text, indentation, number, file)
  defp prompt(_trimmed, text, indentation, number, _file), do: {:text, indentation, text, number}

  defp numbered(kind, rest, text, indentation, number, file) do
    case Regex.run(~r/\A\d+\)>(.*)\z/s, rest) do
      [_, code] ->
        {kind, indentation, code, number}

      nil ->
        if rest =~ ~r/\A[^\s)]*\)\d*>/ do
          error!(file, number, """
          unknown IEx prompt: #{inspect(String.trim(text))}.
          Accepted formats are: iex>, iex(1)>, ...>, ...(1)>\
          """)
        else
          {:text, indentation, text, number}
        end
    end
  end

  # fence: the indentation of the fence that is open; examples: those of the current test, the last first
  defp tests([{:iex, indentation, code, number} | rest], fence, examples, done, file) do
    fence = if fence && fence <= indentation, do: fence
    {lines, rest} = source(rest, indentation, file, [{"iex>", code}])
    {expected, rest} = expected(rest, indentation, fence, file, [])
    example = example(lines, expected, number)

    if examples != [] and match?({:error, _, _}, example.expected) and Enum.any?(examples, &match?({:error, _, _}, &1.expected)) do
      error!(
        file,
        List.last(examples).line,
        "multiple exceptions in the same doctest example are not supported, " <>
          "please separate your iex> prompts by multiple newlines to start new examples"
      )
    end

    tests(same_column(rest, indentation, file), fence, [example | examples], done, file)
  end

  defp tests([{:fence, indentation, _, _} | rest], fence, examples, done, file),
    do: tests(rest, if(fence == nil, do: indentation), [], close(examples, done), file)

  defp tests([{:blank, _, _, _} | rest], fence, examples, done, file), do: tests(rest, fence, [], close(examples, done), file)
  defp tests([_text | rest], fence, examples, done, file), do: tests(rest, fence, [], close(examples, done), file)
  defp tests([], _fence, examples, done, _file), do: Enum.reverse(close(examples, done))

  # The next prompt of a test stands below the one before.
  defp same_column([{:iex, column, code, number} | _] = lines, indentation, file) do
    if column == indentation, do: lines, else: mismatch!(String.duplicate(" ", column) <> "iex>" <> code, number, indentation, file)
  end

  defp same_column(lines, _indentation, _file), do: lines

  defp close([], done), do: done

  defp close([last | _] = examples, done) do
    [first | _] = examples = examples |> Enum.reverse() |> reports([], nil)
    [%{line: first.line, end_line: last.end_line, examples: examples} | done]
  end

  # A report shows an example with those before it that have no result of their own.
  defp reports([], _before, _begins), do: []

  defp reports([example | rest], before, begins) do
    before = before ++ [example.text]
    begins = begins || example.line
    example = %{example | text: Enum.join(before, "\n"), begins: begins}
    [example | if(example.expected == nil, do: reports(rest, before, begins), else: reports(rest, [], nil))]
  end

  # Code that is not complete goes on behind the next prompt, whichever that is, and so does code before an operator:
  # {[{prompt, code}], rest}
  defp source(rest, indentation, file, lines) do
    {more, rest} = continuation(rest, indentation, file, [])
    lines = lines ++ Enum.map(more, &{"...>", &1})

    case rest do
      [{:iex, ^indentation, code, _} | after_prompt] ->
        if complete?(lines) and not continuing?(code),
          do: {lines, rest},
          else: source(after_prompt, indentation, file, lines ++ [{"iex>", code}])

      _ ->
        {lines, rest}
    end
  end

  defp complete?(lines) do
    case lines |> Enum.map_join("\n", &elem(&1, 1)) |> Code.string_to_quoted(emit_warnings: false) do
      {:error, {_, "missing terminator" <> _, _}} -> false
      {:error, {_, "syntax error before: ", ""}} -> false
      _ -> true
    end
  end

  # Begins with an operator, or a word, that no expression can begin with.
  defp continuing?(code) do
    with [token] <- Regex.run(~r/\A(?:\w+|[^\w\s"'(\[{]+)/u, String.trim_leading(code)),
         {:error, {meta, "syntax error before: ", _}} <- Code.string_to_quoted(token <> " x", columns: true, emit_warnings: false) do
      meta[:line] == 1 and meta[:column] == 1
    else
      _ -> false
    end
  end

  defp continuation([{:more, indentation, code, _} | rest], indentation, file, acc), do: continuation(rest, indentation, file, [code | acc])

  defp continuation([{:more, column, code, number} | _], indentation, file, _acc),
    do: mismatch!(String.duplicate(" ", column) <> "...>" <> code, number, indentation, file)

  defp continuation(rest, _indentation, _file, acc), do: {Enum.reverse(acc), rest}

  # The lines up to an empty one, a prompt, or the end of the block: {[{text, number}], rest}. Blanks behind the column of the prompt are text.
  defp expected([{:text, column, text, number} | rest], indentation, fence, file, acc) do
    check_column!(column, text, number, indentation, file, acc)
    expected(rest, indentation, fence, file, [{unindent(text, indentation), number} | acc])
  end

  defp expected([{:fence, column, text, number} | rest] = lines, indentation, fence, file, acc) do
    if column == indentation or column == fence do
      {Enum.reverse(acc), lines}
    else
      if column < indentation, do: mismatch!(text, number, indentation, file)
      expected(rest, indentation, fence, file, [{unindent(text, indentation), number} | acc])
    end
  end

  defp expected([{:blank, column, text, number} | rest], indentation, fence, file, [_ | _] = acc) when column > indentation do
    expected(rest, indentation, fence, file, [{unindent(text, indentation), number} | acc])
  end

  defp expected(rest, _indentation, _fence, _file, acc), do: {Enum.reverse(acc), rest}

  # The first line stands at the column of the prompt, others may stand behind it.
  defp check_column!(column, text, number, indentation, file, acc) do
    if column < indentation or (acc == [] and column > indentation), do: mismatch!(text, number, indentation, file)
  end

  defp unindent(text, indentation), do: binary_part(text, indentation, byte_size(text) - indentation)

  defp example([_ | more] = lines, expected, number) do
    prompts = Enum.map(lines, fn {prompt, code} -> prompt <> code end)
    results = Enum.map(expected, &elem(&1, 0))
    end_line = if expected == [], do: number + length(more), else: expected |> List.last() |> elem(1)

    %{
      code: Enum.map_join(lines, "\n", &elem(&1, 1)),
      line: number,
      begins: number,
      end_line: end_line,
      expected: result(results, expected),
      text: Enum.join(prompts ++ results, "\n")
    }
  end

  defp result([], _), do: nil

  defp result(["** (" <> rest | more] = lines, [{_, number} | _]) do
    case :binary.split(rest, ")") do
      [exception, message] -> {:error, Module.concat([exception]), Enum.join([String.replace_prefix(message, " ", "") | more], "\n")}
      _ -> {:value, Enum.join(lines, "\n"), number}
    end
  end

  defp result(["#" <> <<letter, _::binary>> | _] = lines, _) when letter in ?A..?Z, do: {:inspect, Enum.join(lines, "\n")}
  defp result(lines, [{_, number} | _]), do: {:value, Enum.join(lines, "\n"), number}

  @spec mismatch!(String.t(), pos_integer, non_neg_integer, String.t()) :: no_return
  defp mismatch!(text, number, indentation, file) do
    spaces = if indentation == 1, do: "space", else: "spaces"

    error!(file, number, """
    indentation level mismatch on doctest line: #{inspect(text)}

    If you are planning to assert on the result of an `iex>` expression, make sure the result is indented at the same level as \
    `iex>`, which in this case is exactly #{indentation} #{spaces}.

    If instead you have an `iex>` expression that spans over multiple lines, please make sure that each line after the first one \
    begins with `...>`.
    """)
  end

  @spec error!(String.t(), pos_integer, String.t()) :: no_return
  defp error!(file, number, message) do
    raise ExUnit.DocTest.Error, message: Exception.format_file_line(file, number) <> " " <> message
  end
end
