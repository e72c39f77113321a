defmodule ExUnit.DocTest do
  @moduledoc ~S"""
  Runs the examples in documentation as tests.

      defmodule ListTest do
        use ExUnit.Case, async: true
        doctest List
      end

  ## Examples and tests

  An example begins with an `iex>` prompt and goes on in lines with the prompt `...>`. Numbered prompts, as `iex(1)>`, do as well.
  What it gives stands in the lines below:

      iex> Enum.map([1, 2, 3], fn number ->
      ...>   number * 2
      ...> end)
      [2, 4, 6]

  Examples without an empty line in between belong to the same test and share their variables:

      iex> half = div(6, 2)
      iex> half + 1
      4

  An example without a result need only run; if it is a match, it has to match.

  A result is one of

    * an expression, which may use the variables of the test. It is compared with `===/2`;
    * `** (SomeError) message`, for an exception. There may be one in a test;
    * the text of a term that cannot be written down, as `#Reference<0.1.2.3>`. It has to begin the result, and is compared with
      what `inspect/2` gives.

  Prompts may stand at any column, also between lines of three backticks; results stand at the column of their prompt.

  ## What is of use here

  Documentation is read from the compiled module, so modules in scripts have none. What is private cannot be tested this way, and
  examples that change the world outside, or print, belong into tests of their own.
  """

  alias ExUnit.DocTest.Extractor

  @doc """
  Defines a test for each group of examples in the documentation of a module.

    * `:only` - a list of `{function, arity}`, and `:moduledoc`: what to test
    * `:except` - likewise, what to leave out
    * `:import` - whether the tests import the module, so that examples need not name it (`false`)
    * `:tags` - tags of the tests
    * `:inspect_opts` - options of `inspect/2` for results that begin with `#`

  Besides, the tests have the tags `:doctest` (the module), `:doctest_line` (the line of the first prompt) and `:doctest_data`
  (a map with `:end_line`).

      defmodule MyApp.ShopTest do
        use ExUnit.Case, async: true
        doctest MyApp.Shop, except: [buy: 2]
      end

  """
  defmacro doctest(mod, opts \\ []) do
    # the module has to be compiled before its documentation can be read
    require_module =
      if is_atom(Macro.expand(mod, __CALLER__)) do
        quote do
          require unquote(mod)
        end
      end

    quote do
      unquote(require_module)
      unquote(define(quote(do: ExUnit.DocTest.__doctests__(unquote(mod), unquote(opts))), opts))
    end
  end

  @doc """
  Defines a test for each group of examples in a file, as for example a README.

  Option: `:tags`, the tags of the tests.

      doctest_file("README.md", tags: [:readme])

  """
  defmacro doctest_file(file, opts \\ []) do
    quote do
      @external_resource Path.relative_to_cwd(unquote(file))
      unquote(define(quote(do: ExUnit.DocTest.__doctest_file__(unquote(file), __MODULE__, unquote(opts))), opts))
    end
  end

  defp define(tests, opts) do
    quote bind_quoted: [tests: tests, opts: opts] do
      env = __ENV__

      for {name, body, file, tags} <- tests do
        @file "(for doctest at) " <> file
        function = ExUnit.Case.register_test(__MODULE__, env.file, env.line, :doctest, name, tags ++ [Keyword.get(opts, :tags, [])])

        def unquote(function)(_) do
          unquote(body)
        catch
          kind, reason -> :erlang.raise(kind, reason, ExUnit.DocTest.__locate__(__STACKTRACE__, __MODULE__, unquote(file)))
        end
      end
    end
  end

  # Tests as {name, code, file, tags}

  @doc false
  def __doctests__(module, opts) do
    file = source(module)
    only = Keyword.get(opts, :only)
    except = Keyword.get(opts, :except, [])
    docs = docs(module)
    if only, do: check_names!(module, only -- Enum.map(docs, &elem(&1, 0)), file)

    importing =
      if Keyword.get(opts, :import, false) do
        quote do
          import unquote(module)
        end
      end

    for({key, line, doc} <- docs, only == nil or key in only, key not in except, test <- Extractor.extract(doc, line + 1, file), do: {key, test})
    |> Enum.sort_by(fn {_key, test} -> test.line end)
    |> Enum.with_index(1)
    |> Enum.map(fn {{key, test}, number} ->
      body = quote(do: (unquote(importing); unquote(code(test, module, file, opts))))
      {test_name(module, key, number), body, file, tags(module, test)}
    end)
  end

  @doc false
  def __doctest_file__(file, module, opts) do
    relative = Path.relative_to_cwd(file)

    # Reports name the line below the one meant, as in Elixir.
    for {test, number} <- file |> File.read!() |> Extractor.extract(2, relative) |> Enum.with_index(1) do
      {"#{relative} (#{number})", code(test, module, relative, opts), relative, tags(relative, test)}
    end
  end

  defp tags(doctest, test), do: [doctest: doctest, doctest_line: test.line, doctest_data: %{end_line: test.end_line}]

  defp test_name(module, :moduledoc, number), do: "module #{inspect(module)} (#{number})"
  defp test_name(module, {name, arity}, number), do: "#{inspect(module)}.#{name}/#{arity} (#{number})"

  defp source(module) do
    case module.module_info(:compile)[:source] do
      nil -> inspect(module)
      source -> source |> to_string() |> Path.relative_to_cwd()
    end
  end

  defp check_names!(_module, [], _file), do: :ok

  defp check_names!(module, unknown, file) do
    functions = for {name, arity} <- unknown, not function_exported?(module, name, arity), do: {name, arity}

    if functions != [] do
      lines = for {name, arity} <- functions, do: "    #{Exception.format_mfa(module, name, arity)}\n"
      noun = if match?([_], functions), do: "function", else: "functions"

      raise ExUnit.DocTest.Error,
        module: module,
        message: "#{file}: undefined or private #{noun} given to doctest:\n\n#{lines}\n"
    end
  end

  defp docs(module) do
    case Code.fetch_docs(module) do
      {:docs_v1, annotation, _, _, moduledoc, _, docs} ->
        of_module = for doc when is_binary(doc) <- [text(moduledoc)], do: {:moduledoc, line(annotation), doc}

        others =
          for {{_kind, name, arity}, annotation, _, doc, _} <- docs, doc = text(doc) do
            {{name, arity}, line(annotation), doc}
          end

        of_module ++ Enum.sort_by(others, fn {key, line, _} -> {line, key} end)

      {:error, reason} ->
        raise ExUnit.DocTest.Error,
          module: module,
          message: "#{source(module)}: could not retrieve the documentation for module #{inspect(module)}. #{explain(reason)}"
    end
  end

  defp explain(:module_not_found), do: "The BEAM file of the module cannot be accessed"
  defp explain(:chunk_not_found), do: "The module was not compiled with docs"
  defp explain(reason), do: "The documentation chunk in the module is invalid: #{inspect(reason)}"

  defp text(%{"en" => doc}), do: doc
  defp text(_), do: nil

  defp line(annotation) when is_integer(annotation), do: annotation
  defp line(annotation), do: :erl_anno.line(annotation)

  # Code

  # What cannot be parsed is all the test tells, as the rest may need what it binds.
  defp code(test, module, file, opts) do
    parsed = Enum.map(test.examples, &parse_example(&1, file))

    case Enum.find(parsed, &match?({:error, _, _, _}, &1)) do
      {:error, message, example, line} ->
        stack = stack(module, file, line)
        quote(do: ExUnit.DocTest.__uncompiled__(unquote(message), unquote(shown(example)), unquote(stack)))

      nil ->
        checks = for {:ok, quoted, expected, example} <- parsed, do: check(expected, quoted, example, stack(module, file, example.begins), opts)
        last = List.last(checks)

        quote do
          unquote_splicing(Enum.drop(checks, -1))
          {:ok, unquote(last)}
        end
    end
  end

  defp stack(module, file, line), do: Macro.escape([{module, :__MODULE__, 0, [file: String.to_charlist(file), line: line]}])

  # A text that cannot be printed is not shown.
  defp shown(%{text: text}), do: if(String.valid?(text), do: text)

  defp parse_example(%{expected: expected} = example, file) do
    with {:ok, quoted} <- parse(example.code, example.line, file),
         {:ok, expected} <- parse_expected(expected, example, file) do
      {:ok, quoted, expected, example}
    else
      {:error, message, line} -> {:error, message, example, line}
    end
  end

  defp parse_expected({:value, text, line}, _example, file) do
    case parse(text, line, file) do
      {:ok, quoted} -> {:ok, {:value, quoted, text}}
      {:error, message, line} -> {:error, message <> advice(text), line}
    end
  end

  defp parse_expected(other, _example, _file), do: {:ok, other}

  defp parse(text, line, file) do
    {:ok, Code.string_to_quoted!(text, line: line, file: file)}
  rescue
    error -> {:error, "Doctest did not compile, got: (#{inspect(error.__struct__)}) #{Exception.message(error)}", line}
  end

  defp advice(text) do
    if text =~ ~r/#[A-Z][\w\.]*</ do
      "\nIf you are planning to assert on the result of an iex> expression which contains a value inspected as #Name<...>, " <>
        "please make sure the inspected value is placed at the beginning of the expression, " <>
        "otherwise Elixir will treat it as a comment due to the leading sign #."
    else
      ""
    end
  end

  defp check(expected, quoted, example, stack, opts), do: do_check(expected, matching(quoted), quoted, example, stack, opts)

  # Each match of an example is to tell its sides when it fails.
  defp matching({:=, _, [_, _]} = match), do: quote(do: ExUnit.DocTest.__assert__(unquote(match)))
  defp matching({:__block__, meta, expressions}), do: {:__block__, meta, Enum.map(expressions, &matching/1)}
  defp matching(quoted), do: quoted

  defp do_check(nil, quoted, _shown, _example, _stack, _opts), do: quoted

  # in two steps: what the example binds has to be seen by its result
  defp do_check({:value, expected, text}, quoted, shown, example, stack, _opts) do
    quote do
      value = unquote(quoted)
      ExUnit.DocTest.__test__(value, unquote(expected), unquote(code_text(shown)), unquote(text), unquote(shown(example)), unquote(stack))
    end
  end

  defp do_check({:error, exception, message}, quoted, _shown, example, stack, _opts) do
    quote do
      ExUnit.DocTest.__error__(fn -> unquote(quoted) end, unquote(message), unquote(exception), unquote(shown(example)), unquote(stack))
    end
  end

  defp do_check({:inspect, text}, quoted, shown, example, stack, opts) do
    inspect_opts = Macro.escape(Keyword.get(opts, :inspect_opts, []))

    quote do
      value = unquote(quoted)

      ExUnit.DocTest.__inspect__(
        value,
        unquote(text),
        unquote(code_text(shown)),
        unquote(inspect_opts),
        unquote(shown(example)),
        unquote(stack)
      )
    end
  end

  defp code_text({:__block__, _, []}), do: ""
  defp code_text(quoted), do: Macro.to_string(quoted)

  @doc false
  # The lines of an example are those of the documentation, in whose file they are.
  def __locate__(stack, module, file) do
    for entry <- stack do
      with {^module, name, arity, [_ | _] = location} <- entry, true <- String.contains?(Atom.to_string(name), "doctest ") do
        {module, name, arity, Keyword.put(location, :file, String.to_charlist("(for doctest at) " <> file))}
      else
        _ -> entry
      end
    end
  end

  @doc false
  # A match that has to match, even if it gives nil or false.
  defmacro __assert__({:=, _, [_, _]} = match), do: ExUnit.Assertions.__match__(match, match, false, __CALLER__)

  @doc false
  def __test__(value, expected, _code, _text, _doctest, _stack) when value === expected, do: value

  def __test__(value, expected, code, text, doctest, stack) do
    fail([message: "Doctest failed", doctest: doctest, expr: "#{code} === #{text}", left: value, right: expected], stack)
  end

  @doc false
  def __inspect__(value, expected, code, inspect_opts, doctest, stack) do
    actual =
      try do
        inspect(value, [safe: false] ++ inspect_opts)
      rescue
        error ->
          message = "Doctest failed: got #{inspect(error.__struct__)} with message #{inspect(Exception.message(error))}"
          fail([message: message, doctest: doctest, expr: "inspect(#{code})"], stack)
      end

    if actual != expected do
      expr = "inspect(#{code}) === #{inspect(expected)}"
      fail([message: "Doctest failed", doctest: doctest, expr: expr, left: actual, right: expected], stack)
    end

    value
  end

  @doc false
  def __error__(fun, message, exception, doctest, stack) do
    outcome =
      try do
        fun.()
        :nothing
      rescue
        error -> {error.__struct__, Exception.message(error), error}
      end

    case outcome do
      :nothing ->
        fail([message: "Doctest failed: expected exception #{inspect(exception)} but nothing was raised", doctest: doctest], stack)

      {^exception, ^message, error} ->
        error

      {^exception, actual, error} ->
        if abridged?(message, actual), do: error, else: wrong_message(exception, message, actual, doctest, stack)

      {other, actual, _error} ->
        text = "Doctest failed: expected exception #{inspect(exception)} but got #{inspect(other)} with message #{inspect(actual)}"
        fail([message: text, doctest: doctest], stack)
    end
  end

  # A message that ends in three dots gives the beginning.
  defp abridged?(message, actual) do
    String.ends_with?(message, "...") and String.starts_with?(actual, binary_part(message, 0, byte_size(message) - 3))
  end

  @spec wrong_message(module, String.t(), String.t(), String.t(), Exception.stacktrace()) :: no_return
  defp wrong_message(exception, message, actual, doctest, stack) do
    text = """
    Doctest failed: wrong message for #{inspect(exception)}
    expected:
      #{inspect(message)}
    actual:
      #{inspect(actual)}\
    """

    fail([message: text, doctest: doctest], stack)
  end

  @doc false
  @spec __uncompiled__(String.t(), String.t() | nil, Exception.stacktrace()) :: no_return
  def __uncompiled__(message, doctest, stack), do: fail([message: message, doctest: doctest], stack)

  @spec fail(keyword, Exception.stacktrace()) :: no_return
  defp fail(fields, stack), do: reraise(ExUnit.AssertionError, fields, stack)
end
