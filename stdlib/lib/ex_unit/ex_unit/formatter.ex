defmodule ExUnit.Formatter do
  @moduledoc """
  Texts for failures, for those who write formatters of test runs.

  A formatter is a `GenServer`; it is named with the option `:formatters` of `ExUnit.configure/1`, or on the command line with
  `--formatter`, and started with the options of the run. It gets the following casts:

    * `{:suite_started, opts}` and `{:suite_finished, times}` (`t:times_us/0`)
    * `{:module_started, module}` and `{:module_finished, module}` (`t:ExUnit.TestModule.t/0`)
    * `{:test_started, test}` and `{:test_finished, test}` (`t:ExUnit.Test.t/0`)
    * `:max_failures_reached`
    * `{:sigquit, [test | module]}`: the run is interrupted while these have not finished

  The functions of this module take a callback, `formatter`, that gets a key and a value and returns the value as it is to be
  shown, for example with colours. Of the keys

    * `:diff_enabled?` asks, by returning a boolean, whether the two sides of an assertion shall be compared;
    * `:diff_delete`, `:diff_delete_whitespace`, `:diff_insert` and `:diff_insert_whitespace` get what differs, as documents of
      `Inspect.Algebra`;
    * `:blame_diff` gets the parts of a function's clauses that do not match;
    * `:error_info`, `:extra_info`, `:location_info`, `:stacktrace_info`, `:test_info` and `:test_module_info` get parts of the report,
      `:parameters_info` the parameters of the test, as a map.

  """

  alias ExUnit.Diff
  alias Inspect.Algebra

  @type id :: term
  @type test :: ExUnit.Test.t()
  @type run_us :: pos_integer
  @type async_us :: pos_integer | nil
  @type load_us :: pos_integer | nil
  @typedoc "Times in microseconds: of the whole run, of its part that ran side by side, and of loading the tests."
  @type times_us :: %{run: run_us, async: async_us, load: load_us}
  @type formatter_callback :: (atom, term -> term)

  @no_value ExUnit.AssertionError.no_value()
  @margin 5

  @doc """
  The closing line on times.

      iex> ExUnit.Formatter.format_times(%{run: 2_500_000, async: nil, load: nil})
      "Finished in 2.5 seconds (0.00s async, 2.5s sync)"

      iex> ExUnit.Formatter.format_times(%{run: 30_000, async: 20_000, load: 150_000})
      "Finished in 0.1 seconds (0.1s on load, 0.02s async, 0.01s sync)"

  """
  @spec format_times(times_us) :: String.t()
  def format_times(%{run: run, async: async, load: load}) do
    async = async || 0
    on_load = if load, do: "#{seconds(load)}s on load, ", else: ""
    "Finished in #{seconds(run + (load || 0))} seconds (#{on_load}#{seconds(async)}s async, #{seconds(run - async)}s sync)"
  end

  defp seconds(microseconds) do
    hundredths = div(microseconds, 10_000)

    if hundredths < 10 do
      "0.0#{hundredths}"
    else
      tenths = div(hundredths, 10)
      "#{div(tenths, 10)}.#{rem(tenths, 10)}"
    end
  end

  @doc false
  def format_time(run, load), do: format_times(%{run: run, async: nil, load: load})

  @doc """
  The line on filters.

      iex> ExUnit.Formatter.format_filters([slow: true], :include)
      "Including tags: [slow: true]"

  """
  @spec format_filters(keyword, :exclude | :include) :: String.t()
  def format_filters(filters, :exclude), do: "Excluding tags: #{inspect(filters, charlists: :as_lists)}"
  def format_filters(filters, :include), do: "Including tags: #{inspect(filters, charlists: :as_lists)}"

  @doc """
  The report on a test that failed.

      iex> test = %ExUnit.Test{name: :"test adds", module: SumTest, tags: %{file: "sum_test.exs", line: 3}}
      iex> failures = [{:error, %RuntimeError{message: "oops"}, []}]
      iex> ExUnit.Formatter.format_test_failure(test, failures, 1, 80, fn _key, value -> value end)
      "  1) test adds (SumTest)\\n     sum_test.exs:3\\n     ** (RuntimeError) oops\\n"

  """
  @spec format_test_failure(test, [{atom, term, Exception.stacktrace()}], non_neg_integer, non_neg_integer | :infinity, formatter_callback) ::
          String.t()
  def format_test_failure(test, failures, counter, width, formatter) do
    %ExUnit.Test{name: name, module: module, tags: tags} = test
    title = test.description || Atom.to_string(name)

    IO.iodata_to_binary([
      formatter.(:test_info, numbered(counter, "#{title} (#{inspect(module)})")),
      "\n",
      parameters(test.parameters, formatter),
      indent(formatter.(:location_info, location(tags))),
      "\n",
      failures(failures, {module, name}, width, formatter),
      logs(test.logs)
    ])
  end

  @doc """
  The report on a module whose `setup_all` failed.

      ExUnit.Formatter.format_test_all_failure(test_module, failures, 1, 80, fn _key, text -> text end)

  """
  @spec format_test_all_failure(
          ExUnit.TestModule.t(),
          [{atom, term, Exception.stacktrace()}],
          non_neg_integer,
          non_neg_integer | :infinity,
          formatter_callback
        ) :: String.t()
  def format_test_all_failure(%ExUnit.TestModule{name: name} = test_module, failures, counter, width, formatter) do
    title = "#{inspect(name)}: failure on setup_all callback, all tests have been invalidated"

    IO.iodata_to_binary([
      formatter.(:test_module_info, numbered(counter, title)),
      "\n",
      parameters(test_module.parameters, formatter),
      failures(failures, {name, nil}, width, formatter)
    ])
  end

  @doc false
  def format_test_case_failure(test_case, failures, counter, width, formatter),
    do: format_test_all_failure(test_case, failures, counter, width, formatter)

  defp numbered(counter, text), do: String.pad_leading("#{counter})", 4) <> " " <> text

  defp parameters(parameters, _formatter) when parameters == %{}, do: ""
  defp parameters(parameters, formatter), do: [indent("Parameters: #{inspect(formatter.(:parameters_info, parameters))}"), "\n"]

  defp logs(""), do: ""

  defp logs(logs) do
    lines = logs |> String.split("\n") |> Enum.map_join("\n", &(space(@margin) <> &1))
    [indent("\nThe following output was logged:"), "\n", lines]
  end

  defp location(tags) do
    path = Path.relative_to_cwd(tags.file)

    path =
      case Application.get_env(:ex_unit, :test_location_relative_path) do
        nil -> path
        prefix -> Path.join(prefix, path)
      end

    "#{path}:#{tags.line}"
  end

  defp failures([failure], test, width, formatter), do: failure(failure, test, width, formatter)

  defp failures(failures, test, width, formatter) do
    for {failure, number} <- Enum.with_index(failures, 1) do
      ["\n", indent("Failure ##{number}"), "\n", failure(failure, test, width, formatter)]
    end
  end

  defp failure({:error, reason, stack}, test, width, formatter) do
    {error, stack} = Exception.blame(:error, Exception.normalize(:error, reason, stack), stack)
    [text(:error, error, stack, test, width, formatter), stacktrace(stack, test, formatter)]
  end

  defp failure({kind, reason, stack}, test, width, formatter),
    do: [text(kind, reason, stack, test, width, formatter), stacktrace(stack, test, formatter)]

  # A failed assertion, or a function without a matching clause, is told in full even where another process has failed by it.

  defp text(:error, %ExUnit.AssertionError{} = error, stack, test, width, formatter), do: assertion(error, stack, test, width, formatter)
  defp text(:error, %FunctionClauseError{} = error, stack, test, _width, formatter), do: function_clause(error, stack, test, formatter)

  defp text({:EXIT, pid}, {reason, [_ | _] = stack} = exit, _stack, test, width, formatter) do
    case told(reason, stack) do
      nil -> [indent(formatter.(:error_info, Exception.format_banner({:EXIT, pid}, exit))), "\n"]
      error -> ended("** (EXIT from #{inspect(pid)}) an exception was raised:\n", error, stack, 5, test, width, formatter)
    end
  end

  defp text(:exit, {{reason, [_ | _] = stack}, {_, _, _} = mfa} = exit, outer, test, width, formatter) do
    case told(reason, stack) do
      nil ->
        banner(:exit, exit, outer, test, formatter)

      error ->
        text = "** (exit) exited in: #{format_call(mfa)}\n   ** (EXIT) an exception was raised:"
        ended(text, error, stack, 5, test, width, formatter)
    end
  end

  defp text(kind, reason, stack, test, _width, formatter), do: banner(kind, reason, stack, test, formatter)

  defp told(%ExUnit.AssertionError{} = error, _stack), do: error
  defp told(%FunctionClauseError{} = error, _stack), do: error
  defp told(:function_clause, [{_, _, _, _} | _] = stack), do: Exception.normalize(:error, :function_clause, stack)
  defp told(_, _), do: nil

  defp format_call({module, function, args}), do: Exception.format_mfa(module, function, args)

  defp ended(head, error, stack, margin, test, width, formatter) do
    width = if is_integer(width), do: width - margin, else: width
    inner = failure({:error, error, stack}, no_snippet(test), width, formatter)
    [indent(formatter.(:error_info, head)), "\n", nest(inner, margin), "\n"]
  end

  defp no_snippet({module, _name}), do: {module, nil}

  defp nest(text, margin) do
    text
    |> IO.iodata_to_binary()
    |> String.split("\n")
    |> Enum.map_join("\n", &if(&1 == "", do: &1, else: space(margin) <> &1))
  end

  defp banner(kind, reason, stack, test, formatter) do
    text = Exception.format_banner(kind, reason, stack)
    [indent(formatter.(:error_info, text)), "\n", code_row(snippet(stack, test), formatter)]
  end

  defp code_row(nil, _formatter), do: []
  defp code_row(code, formatter), do: [indent([formatter.(:extra_info, "code: "), code]), "\n"]

  defp function_clause(error, stack, test, formatter) do
    banner = Exception.format_banner(:error, %{error | args: nil, clauses: nil}, stack)
    inspect = &inspect(&1, pretty: true, limit: :infinity)
    details = FunctionClauseError.blame(error, inspect, &clause_part(&1, formatter))

    [
      indent(formatter.(:error_info, banner)),
      "\n",
      if(details == "", do: [], else: [indent(String.trim_leading(details, "\n") |> then(&("\n" <> &1))), "\n"]),
      code_row(snippet(stack, test), formatter)
    ]
  end

  defp clause_part(%{match?: true, node: node}, _formatter), do: Macro.to_string(node)
  defp clause_part(%{match?: false, node: node}, formatter), do: formatter.(:blame_diff, Macro.to_string(node))

  # The line of the test that is on top of the stack.
  defp snippet(stack, {module, name}) when not is_nil(name) do
    with {_, _, _, location} <- Enum.find(stack, &match?({^module, ^name, 1, [_ | _]}, &1)),
         file when not is_nil(file) <- location[:file],
         line when is_integer(line) and line > 0 <- location[:line],
         {:ok, text} <- File.read(file),
         code when is_binary(code) <- text |> String.split(["\r\n", "\n"]) |> Enum.at(line - 1),
         code when code != "" <- String.trim(code) do
      code
    else
      _ -> nil
    end
  end

  defp snippet(_stack, _test), do: nil

  # Assertions

  @doc false
  def format_assertion_error(%ExUnit.AssertionError{} = error) do
    text = IO.iodata_to_binary(assertion(error, [], {nil, nil}, :infinity, &plain/2))
    text |> String.split("\n") |> Enum.map_join("\n", &String.replace_prefix(&1, space(@margin), ""))
  end

  defp plain(:diff_enabled?, _default), do: false
  defp plain(_key, value), do: value

  defp assertion(error, stack, test, width, formatter) do
    [
      if(error.message == @no_value, do: [], else: [indent(formatter.(:error_info, message(error.message))), "\n"]),
      doctest(error.doctest, formatter),
      rows(error, stack, test, width, formatter),
      arguments(error.args, width, formatter),
      mailbox(error, width, formatter)
    ]
  end

  defp message(message) when is_binary(message), do: message
  defp message(message), do: inspect(message)

  defp doctest(doctest, _formatter) when doctest in [@no_value, nil], do: []

  defp doctest(text, formatter) do
    lines = text |> String.split("\n") |> Enum.map_join("\n", &if(&1 == "", do: &1, else: "  " <> &1))
    [indent(formatter.(:extra_info, "doctest:")), "\n", indent(lines), "\n"]
  end

  defp rows(error, stack, test, width, formatter) do
    code = if error.expr == @no_value, do: snippet(stack, test), else: expression(error.expr)
    longest = if error.right == @no_value or mailbox?(error), do: 5, else: 6
    column = @margin + longest + 1
    sides = if mailbox?(error), do: [], else: format_assertion_diff(error, column, width, formatter)

    for {label, text} <- [{:code, code && at_column(code, column)} | sides], text != nil do
      [space(@margin), formatter.(:extra_info, String.pad_trailing("#{label}:", longest) <> " "), text, "\n"]
    end
  end

  defp mailbox?(%{context: {:mailbox, _, _}}), do: true
  defp mailbox?(_), do: false

  defp expression(expr) when is_binary(expr), do: expr
  # what is asserted is laid out on its own
  defp expression({name, _, [asserted]}) when is_atom(name), do: "#{name} #{Macro.to_string(asserted)}"
  defp expression(expr), do: Macro.to_string(expr)

  defp arguments(args, _width, _formatter) when args in [@no_value, [], nil], do: []

  defp arguments(args, width, formatter) do
    numbered =
      for {arg, number} <- Enum.with_index(args, 1) do
        ["\n\n", space(@margin + 4), "# #{number}\n", space(@margin + 4), inspect_value(arg, @margin + 4, width)]
      end

    [indent(formatter.(:extra_info, "arguments:")), numbered, "\n\n"]
  end

  defp mailbox(%{context: {:mailbox, pins, [_ | _] = messages}, left: pattern}, width, formatter) do
    column = @margin + 11

    entries =
      for message <- messages do
        {left, right} = sides(pattern, message, {:match, pins}, column, width, formatter)

        [
          space(@margin + 2),
          formatter.(:extra_info, "pattern: "),
          left,
          "\n",
          space(@margin + 2),
          formatter.(:extra_info, "value:   "),
          right,
          "\n"
        ]
      end

    [indent(formatter.(:extra_info, "mailbox:")), "\n", Enum.intersperse(entries, "\n")]
  end

  defp mailbox(_error, _width, _formatter), do: []

  @doc """
  Both sides of a failed assertion as texts to be printed at `column`, and a hint where there is one. What differs is given to the
  formatter, if it answers true to `:diff_enabled?`.

  Lines after the first begin at `column`; the first one goes behind a label of yours.

      iex> error = %ExUnit.AssertionError{left: [1, 2], right: [1, 3]}
      iex> sides = ExUnit.Formatter.format_assertion_diff(error, 0, 80, fn _key, value -> value end)
      iex> IO.iodata_to_binary(sides[:right])
      "[1, 3]"

  """
  @spec format_assertion_diff(ExUnit.AssertionError.t(), non_neg_integer, non_neg_integer | :infinity, formatter_callback) :: keyword
  def format_assertion_diff(error, column, width, formatter)

  def format_assertion_diff(%ExUnit.AssertionError{left: @no_value, right: @no_value}, _column, _width, _formatter), do: []

  def format_assertion_diff(%ExUnit.AssertionError{left: left, right: @no_value, context: context}, column, width, _formatter),
    do: [left: side(left, context, column, width)]

  def format_assertion_diff(%ExUnit.AssertionError{left: @no_value, right: right}, column, width, _formatter),
    do: [right: inspect_value(right, column, width)]

  def format_assertion_diff(%ExUnit.AssertionError{left: left, right: right, context: context}, column, width, formatter) do
    {left_text, right_text} = sides(left, right, context, column, width, formatter)
    [left: left_text, right: right_text] ++ hint(left, right)
  end

  defp hint(left, right) when is_binary(left) and is_binary(right) do
    if left != right and String.valid?(left) and String.valid?(right) and
         String.normalize(left, :nfc) == String.normalize(right, :nfc) do
      [hint: "you are comparing strings that have the same visual representation but are made of different Unicode codepoints"]
    else
      []
    end
  end

  defp hint(_left, _right), do: []

  defp sides(left, right, context, column, width, formatter) do
    with true <- formatter.(:diff_enabled?, false),
         false <- segments?(left, context),
         %Diff{} = diff <- difference(left, right, context) do
      {side_text(diff.left, :diff_delete, column, width, formatter), side_text(diff.right, :diff_insert, column, width, formatter)}
    else
      _ -> {side(left, context, column, width), inspect_value(right, column, width)}
    end
  end

  # Which part of a binary a segment of a pattern stands for can not be said when the pattern does not match.
  defp segments?(pattern, {:match, _pins}), do: pattern |> Macro.prewalker() |> Enum.any?(&match?({:<<>>, _, _}, &1))
  defp segments?(_value, _operator), do: false

  @difference_timeout 1500

  # What takes too long, or cannot be inspected, is shown as it is.
  defp difference(left, right, context) do
    {pid, ref} = spawn_monitor(fn -> exit({:shutdown, left |> Diff.compute(right, context) |> elem(0)}) end)

    receive do
      {:DOWN, ^ref, _, _, {:shutdown, diff}} -> diff
      {:DOWN, ^ref, _, _, _} -> nil
    after
      @difference_timeout ->
        Process.demonitor(ref, [:flush])
        Process.exit(pid, :kill)
        nil
    end
  end

  defp side_text(side, key, column, width, formatter) do
    side
    |> Diff.to_algebra(&formatter.(difference_key(key, &1), &1))
    |> Algebra.nest(column)
    |> Algebra.format(if(is_integer(width), do: max(width - column, 0), else: width))
  end

  defp difference_key(key, text) when is_binary(text) and text != "" do
    if String.trim_leading(text) == "", do: if(key == :diff_delete, do: :diff_delete_whitespace, else: :diff_insert_whitespace), else: key
  end

  defp difference_key(key, _document), do: key

  defp side(left, {:match, _pins}, column, _width), do: at_column(Macro.to_string(left), column)
  defp side(value, _context, column, width), do: inspect_value(value, column, width)

  defp inspect_value(term, column, width) do
    opts = Inspect.Opts.new(limit: :infinity, printable_limit: :infinity, pretty: true, width: width)

    term
    |> Algebra.to_doc(opts)
    |> Algebra.group()
    |> Algebra.nest(column)
    |> Algebra.format(if(is_integer(width), do: max(width - column, 0), else: width))
  end

  # Stack traces

  defp stacktrace([], _test, _formatter), do: []

  defp stacktrace(stack, test, formatter) do
    [
      indent(formatter.(:extra_info, "stacktrace:")),
      "\n",
      for(entry <- stack, do: [space(@margin + 2), formatter.(:stacktrace_info, entry(entry, test)), "\n"])
    ]
  end

  defp entry({module, name, 1, location}, {module, name}) when is_list(location) do
    case location[:file] do
      nil -> "(test)"
      file -> "#{Path.relative_to_cwd(file)}:#{location[:line]}: (test)"
    end
  end

  defp entry(entry, _test), do: Exception.format_stacktrace_entry(entry)

  defp indent(text) do
    text
    |> IO.iodata_to_binary()
    |> String.split("\n")
    |> Enum.map_join("\n", fn
      "" -> ""
      line -> space(@margin) <> line
    end)
  end

  defp at_column(code, column), do: String.replace(code, "\n", "\n" <> space(column))

  defp space(count), do: String.duplicate(" ", count)
end
