defmodule ExUnit.DocTest do
  @moduledoc ~S"""
  Runs the examples in documentation as tests.

      defmodule ListTest do
        use ExUnit.Case, async: true
        doctest List
      end

  An example is a line after an `iex>` prompt (lines after `...>` go on with it), followed by what it gives:
  an expression, `** (SomeError) message`, or the text of a term that cannot be written, as `#Reference<...>`.
  A blank line ends a test; examples without one in between share their variables.
  """

  @doc """
  Defines a test for each group of examples in a module's documentation.

  Options: `:only` and `:except` (lists of `:moduledoc` and `{function, arity}`), `:import`, `:tags`, `:inspect_opts`.
  """
  defmacro doctest(mod, opts \\ []) do
    # the module has to be compiled before its documentation can be read
    require_module =
      if is_atom(Macro.expand(mod, __CALLER__)) do
        quote do
          require unquote(mod)
        end
      end

    importing =
      if Keyword.keyword?(opts) and Keyword.get(opts, :import, false) do
        quote do
          import unquote(mod)
        end
      end

    quote do
      unquote(require_module)
      unquote(importing)
      unquote(define(quote(do: ExUnit.DocTest.__doctests__(unquote(mod), unquote(opts))), opts))
    end
  end

  @doc "Defines a test for each group of examples in a file."
  defmacro doctest_file(file, opts \\ []) do
    quote do
      @external_resource Path.relative_to_cwd(unquote(file))
      unquote(define(quote(do: ExUnit.DocTest.__doctest_file__(unquote(file), unquote(opts))), opts))
    end
  end

  defp define(tests, opts) do
    quote bind_quoted: [tests: tests, opts: opts] do
      env = __ENV__

      for {name, body, tags} <- tests do
        @file {Map.get(tags, :doctest_file, env.file), Map.get(tags, :doctest_line, env.line)}
        tags = Map.to_list(Map.drop(tags, [:doctest_file])) ++ [Keyword.get(opts, :tags, [])]
        function = ExUnit.Case.register_test(__MODULE__, env.file, env.line, :doctest, name, tags)
        def unquote(function)(_), do: unquote(body)
      end
    end
  end

  # Tests as {name, code, tags}

  @doc false
  def __doctests__(module, opts) do
    file = source(module)
    only = Keyword.get(opts, :only)
    except = Keyword.get(opts, :except, [])

    module
    |> docs()
    |> Enum.filter(fn {key, _line, _doc} -> (only == nil or key in only) and key not in except end)
    |> Enum.flat_map(fn {key, line, doc} ->
      for {test_line, examples} <- extract(doc, line), do: {key, test_line, examples}
    end)
    |> Enum.with_index(1)
    |> Enum.map(fn {{key, line, examples}, number} ->
      tags = %{doctest: key, doctest_line: line, doctest_file: file}
      {test_name(module, key, number), code(examples, file, opts), tags}
    end)
  end

  @doc false
  def __doctest_file__(file, opts) do
    for {{line, examples}, number} <- file |> File.read!() |> extract(1) |> Enum.with_index(1) do
      {"#{Path.relative_to_cwd(file)} (#{number})", code(examples, file, opts),
       %{doctest: nil, doctest_line: line, doctest_file: file}}
    end
  end

  defp test_name(module, :moduledoc, number), do: "module #{inspect(module)} (#{number})"
  defp test_name(module, {name, arity}, number), do: "#{inspect(module)}.#{name}/#{arity} (#{number})"

  defp source(module), do: module.module_info(:compile)[:source] |> to_string() |> Path.relative_to_cwd()

  defp docs(module) do
    case Code.fetch_docs(module) do
      {:docs_v1, annotation, _, _, moduledoc, _, docs} ->
        of_module = for doc when is_binary(doc) <- [text(moduledoc)], do: {:moduledoc, line(annotation), doc}

        of_functions =
          for {{kind, name, arity}, annotation, _, doc, _} <- docs, kind in [:function, :macro], doc = text(doc) do
            {{name, arity}, line(annotation), doc}
          end

        of_module ++ Enum.sort_by(of_functions, fn {_, line, _} -> line end)

      {:error, reason} ->
        raise ExUnit.DocTest.Error,
          module: module,
          message: "could not retrieve the documentation for module #{inspect(module)}. #{explain(reason)}"
    end
  end

  defp explain(:module_not_found), do: "The BEAM file of the module cannot be accessed"
  defp explain(:chunk_not_found), do: "The module was not compiled with docs"
  defp explain(reason), do: "The documentation chunk in the module is invalid: #{inspect(reason)}"

  defp text(%{"en" => doc}), do: doc
  defp text(_), do: nil

  defp line(annotation) when is_integer(annotation), do: annotation
  defp line(annotation), do: :erl_anno.line(annotation)

  # Extraction: groups of {expression, expected, line}

  defp extract(doc, line) do
    doc
    |> String.split(["\r\n", "\n"])
    |> Enum.with_index(line + 1)
    |> groups([], [])
  end

  # `examples` are those of the current group, the last first.
  defp groups([{text, line} | rest], examples, done) do
    case prompt(text) do
      {:iex, indent, code} ->
        {code, rest} = continuation(rest, [code])
        {expected, rest} = expected(rest, indent, [])
        groups(rest, [{code, expected, line} | examples], done)

      _ ->
        if String.trim(text) == "" or fence?(text), do: groups(rest, [], close(examples, done)), else: groups(rest, examples, done)
    end
  end

  defp groups([], examples, done), do: Enum.reverse(close(examples, done))

  defp close([], done), do: done

  defp close(examples, done) do
    [{_, _, line} | _] = examples = Enum.reverse(examples)
    [{line, examples} | done]
  end

  defp continuation([{text, _} | rest] = lines, acc) do
    case prompt(text) do
      {:more, _indent, code} -> continuation(rest, [code | acc])
      _ -> {acc |> Enum.reverse() |> Enum.join("\n"), lines}
    end
  end

  defp continuation([], acc), do: {acc |> Enum.reverse() |> Enum.join("\n"), []}

  defp expected([{text, _} | rest] = lines, indent, acc) do
    if String.trim(text) == "" or fence?(text) or prompt(text) != nil,
      do: {acc |> Enum.reverse() |> Enum.join("\n"), lines},
      else: expected(rest, indent, [unindent(text, indent) | acc])
  end

  defp expected([], _indent, acc), do: {acc |> Enum.reverse() |> Enum.join("\n"), []}

  defp unindent(text, 0), do: text
  defp unindent(<<space, rest::binary>>, count) when space in [?\s, ?\t], do: unindent(rest, count - 1)
  defp unindent(text, _count), do: text

  defp fence?(text), do: String.starts_with?(String.trim_leading(text), ["```", "~~~"])

  # {:iex | :more, indentation, code} or nil
  defp prompt(text) do
    trimmed = String.trim_leading(text)
    indent = byte_size(text) - byte_size(trimmed)

    case trimmed do
      "iex>" <> code -> {:iex, indent, after_prompt(code)}
      "iex(" <> rest -> numbered(:iex, indent, rest)
      "...>" <> code -> {:more, indent, after_prompt(code)}
      "...(" <> rest -> numbered(:more, indent, rest)
      _ -> nil
    end
  end

  defp numbered(kind, indent, <<byte, rest::binary>>) when byte in ?0..?9, do: numbered(kind, indent, rest)
  defp numbered(kind, indent, ")>" <> code), do: {kind, indent, after_prompt(code)}
  defp numbered(_kind, _indent, _), do: nil

  defp after_prompt(" " <> code), do: code
  defp after_prompt(code), do: code

  # Code

  defp code(examples, file, opts) do
    text = Enum.map_join(examples, "\n", fn {code, expected, _} -> example_text(code, expected) end)
    checks = for {code, expected, line} <- examples, do: check(code, expected, line, file, opts)

    quote do
      try do
        unquote_splicing(checks)
      rescue
        error -> ExUnit.DocTest.__failed__(error, unquote(text), __STACKTRACE__)
      end

      :ok
    end
  end

  defp example_text(code, expected) do
    [first | rest] = String.split(code, "\n")
    lines = ["iex> " <> first | Enum.map(rest, &("...> " <> &1))]
    Enum.join(if(expected == "", do: lines, else: lines ++ [expected]), "\n")
  end

  defp check(code, expected, line, file, opts) do
    case parse(code, line, file) do
      {:ok, quoted} -> check(expected, quoted, code, line, file, opts)
      {:error, message} -> uncompiled(message)
    end
  end

  defp check("", quoted, _code, _line, _file, _opts), do: quoted

  defp check("** (" <> rest, quoted, _code, _line, _file, _opts) do
    [exception, message] = :binary.split(rest, ")")
    exception = Module.concat([exception])
    quote do: ExUnit.DocTest.__raised__(fn -> unquote(quoted) end, unquote(exception), unquote(String.trim_leading(message, " ")))
  end

  defp check("#" <> <<letter, _::binary>> = expected, quoted, code, _line, _file, opts) when letter in ?A..?Z do
    inspect_opts = Keyword.get(opts, :inspect_opts, [])
    quote do: ExUnit.DocTest.__inspected__(unquote(quoted), unquote(expected), unquote(code), unquote(Macro.escape(inspect_opts)))
  end

  defp check(expected, quoted, code, line, file, _opts) do
    case parse(expected, line, file) do
      {:ok, expected_quoted} ->
        text = code <> " === " <> expected

        # two steps: what the example binds has to be seen by the next one
        quote do
          value = unquote(quoted)
          ExUnit.DocTest.__equal__(value, unquote(expected_quoted), unquote(text))
        end

      {:error, message} ->
        uncompiled(message)
    end
  end

  defp parse(code, line, file) do
    {:ok, Code.string_to_quoted!(code, line: line, file: file)}
  rescue
    error -> {:error, "Doctest did not compile, got: (#{inspect(error.__struct__)}) #{Exception.message(error)}"}
  end

  defp uncompiled(message), do: quote(do: ExUnit.Assertions.flunk(unquote(message)))

  @doc false
  def __equal__(value, expected, _text) when value === expected, do: :ok

  def __equal__(value, expected, text),
    do: raise(ExUnit.AssertionError, message: "Doctest failed", expr: text, left: value, right: expected)

  @doc false
  def __inspected__(value, expected, code, inspect_opts) do
    actual = inspect(value, [custom_options: []] ++ inspect_opts)

    if actual != expected do
      raise ExUnit.AssertionError,
        message: "Doctest failed",
        expr: "inspect(#{code}) === #{inspect(expected)}",
        left: actual,
        right: expected
    end

    :ok
  end

  @doc false
  def __raised__(fun, exception, message) do
    outcome =
      try do
        {:value, fun.()}
      rescue
        error -> {:raised, error, __STACKTRACE__}
      end

    case outcome do
      {:value, value} ->
        raise ExUnit.AssertionError,
          message: "Doctest failed: expected exception #{inspect(exception)} but nothing was raised",
          left: value

      {:raised, error, stack} ->
        check_raised(error, Exception.message(error), exception, message, stack)
    end
  end

  defp check_raised(%{__struct__: exception}, actual, exception, message, stack) do
    if not same_message?(actual, message) do
      text = """
      Doctest failed: wrong message for #{inspect(exception)}
      expected:
        #{inspect(message)}
      actual:
        #{inspect(actual)}\
      """

      reraise ExUnit.AssertionError, [message: text], stack
    end

    :ok
  end

  defp check_raised(error, actual, exception, _message, stack) do
    text =
      "Doctest failed: expected exception #{inspect(exception)} but got #{inspect(error.__struct__)} with message " <>
        inspect(actual)

    reraise ExUnit.AssertionError, [message: text], stack
  end

  # "..." at the end stands for anything.
  defp same_message?(actual, expected) do
    if String.ends_with?(expected, "..."),
      do: String.starts_with?(actual, String.trim_trailing(expected, "...")),
      else: String.trim_trailing(actual) == String.trim_trailing(expected)
  end

  @doc false
  def __failed__(%ExUnit.AssertionError{} = error, text, stack), do: reraise(%{error | doctest: text}, stack)

  def __failed__(error, text, stack) do
    message = "Doctest failed: got #{inspect(error.__struct__)} with message #{inspect(Exception.message(error))}"
    reraise ExUnit.AssertionError, [message: message, doctest: text], stack
  end
end
