defmodule ExUnit.Formatter do
  @moduledoc """
  Texts for failures, for formatters of test runs.

  A formatter is a GenServer that gets casts: `{:suite_started, opts}`, `{:module_started, module}`, `{:test_started, test}`,
  `{:test_finished, test}`, `{:module_finished, module}`, `{:suite_finished, times}`.
  """

  @no_value ExUnit.AssertionError.no_value()
  @indent "     "

  @doc """
  The closing line on times.

      iex> ExUnit.Formatter.format_times(%{run: 10_000, async: nil, load: nil})
      "Finished in 0.01 seconds (0.00s async, 0.01s sync)"

  """
  @spec format_times(%{run: pos_integer, async: pos_integer | nil, load: pos_integer | nil}) :: String.t()
  def format_times(%{run: run, async: async, load: load}) do
    async = async || 0
    total = seconds(run + (load || 0))
    on_load = if load, do: "#{seconds(load)}s on load, ", else: ""
    "Finished in #{total} seconds (#{on_load}#{seconds(async)}s async, #{seconds(run - async)}s sync)"
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
  def format_filters(filters, :exclude), do: "Excluding tags: #{inspect(filters)}"
  def format_filters(filters, :include), do: "Including tags: #{inspect(filters)}"

  @doc "The report on a test that failed."
  @spec format_test_failure(ExUnit.Test.t(), ExUnit.failed(), non_neg_integer, non_neg_integer | :infinity, fun) :: String.t()
  def format_test_failure(test, failures, counter, width, formatter) do
    %ExUnit.Test{name: name, module: module, tags: tags} = test
    title = "#{test.description || name} (#{inspect(module)})"

    IO.iodata_to_binary([
      title(counter, title, formatter),
      parameters(test.parameters, formatter),
      indent(formatter.(:location_info, location(tags))),
      "\n",
      failures(failures, {module, name}, width, formatter),
      logs(test.logs)
    ])
  end

  defp logs(""), do: ""
  defp logs(logs), do: [indent("\nThe following output was logged:\n\n" <> String.trim_trailing(logs)), "\n"]

  defp parameters(parameters, _formatter) when parameters == %{}, do: ""

  defp parameters(parameters, formatter),
    do: [indent("Parameters: #{inspect(formatter.(:parameters_info, parameters))}"), "\n"]

  @doc "The report on a module whose `setup_all` failed."
  @spec format_test_all_failure(ExUnit.TestModule.t(), ExUnit.failed(), non_neg_integer, non_neg_integer | :infinity, fun) ::
          String.t()
  def format_test_all_failure(%ExUnit.TestModule{name: name} = test_module, failures, counter, width, formatter) do
    title = "#{inspect(name)}: failure on setup_all callback, all tests have been invalidated"

    IO.iodata_to_binary([
      title(counter, title, formatter),
      parameters(test_module.parameters, formatter),
      failures(failures, {name, nil}, width, formatter)
    ])
  end

  @doc false
  def format_test_case_failure(test_case, failures, counter, width, formatter),
    do: format_test_all_failure(test_case, failures, counter, width, formatter)

  defp title(counter, text, formatter),
    do: [formatter.(:test_info, String.pad_leading("#{counter})", 4) <> " " <> text), "\n"]

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
    failures
    |> Enum.with_index(1)
    |> Enum.map(fn {failure, number} ->
      ["\n", indent("Failure ##{number}"), "\n", failure(failure, test, width, formatter)]
    end)
  end

  defp failure({kind, reason, stack}, test, width, formatter) do
    [
      text(kind, reason, stack, test, width, formatter),
      stacktrace(stack, test, formatter)
    ]
  end

  defp text(:error, %ExUnit.AssertionError{} = error, stack, test, width, formatter) do
    code = if error.expr == @no_value, do: snippet(stack, test), else: nil
    assertion(error, code, width, formatter)
  end

  defp text({:EXIT, pid}, {%ExUnit.AssertionError{} = error, [_ | _]}, _stack, _test, width, formatter) do
    [line("** (EXIT from #{inspect(pid)}) an exception was raised:", formatter), "\n", nest(assertion(error, nil, width, formatter))]
  end

  defp text(kind, reason, stack, test, _width, formatter) do
    {reason, stack} =
      case kind do
        :error -> {Exception.normalize(:error, reason, stack), stack}
        _ -> {reason, stack}
      end

    banner = banner(kind, reason, stack)

    code =
      case {kind, snippet(stack, test)} do
        {{:EXIT, _}, _} -> ""
        {_, nil} -> ""
        {_, code} -> [indent(label("code:", formatter) <> " " <> code), "\n"]
      end

    [indent(formatter.(:error_info, banner)), "\n", code]
  end

  defp banner(:error, reason, stack) do
    {reason, stack} = if is_exception(reason), do: Exception.blame(:error, reason, stack), else: {reason, stack}
    Exception.format_banner(:error, reason, stack)
  end

  defp banner(kind, reason, stack), do: Exception.format_banner(kind, reason, stack)

  defp line(text, formatter), do: [indent(formatter.(:error_info, text)), "\n"]
  defp nest(text), do: indent(IO.iodata_to_binary(text))

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
    text = IO.iodata_to_binary(assertion(error, nil, :infinity, fn _, value -> value end))
    text |> String.split("\n") |> Enum.map_join("\n", &unindent/1)
  end

  defp unindent("     " <> line), do: line
  defp unindent(line), do: line

  defp assertion(error, code, width, formatter) do
    message = if error.message == @no_value, do: [], else: [indent(formatter.(:error_info, error.message)), "\n"]
    [message, doctest(error.doctest), fields(error, code, width, formatter)]
  end

  defp doctest(doctest) when doctest in [@no_value, nil], do: []
  defp doctest(text), do: [indent("doctest:\n" <> nest_lines(text)), "\n"]

  defp nest_lines(text), do: text |> String.split("\n") |> Enum.map_join("\n", &if(&1 == "", do: &1, else: "  " <> &1))

  defp fields(error, code, width, formatter) do
    rows =
      [
        {"code:", code || expression(error.expr)},
        {"left:", side(error.left, error.context)},
        {"right:", side(error.right, :value)}
      ]
      |> Enum.reject(fn {_label, value} -> value == nil end)

    {rows, mailbox} =
      case error.context do
        {:mailbox, _pins, messages} -> {List.keydelete(rows, "left:", 0), mailbox(error.left, messages)}
        _ -> {rows, []}
      end

    longest = rows |> Enum.map(fn {label, _} -> byte_size(label) end) |> Enum.max(fn -> 0 end)

    [
      for {label, value} <- rows do
        head = label(String.pad_trailing(label, longest), formatter) <> " "
        padding = longest + 1
        [indent(head <> value(value, padding, width)), "\n"]
      end,
      arguments(error.args, width),
      mailbox
    ]
  end

  defp expression(@no_value), do: nil
  defp expression(expr) when is_binary(expr), do: expr
  defp expression(expr), do: Macro.to_string(expr)

  defp side(@no_value, _context), do: nil
  defp side(left, {:match, _}), do: Macro.to_string(left)
  defp side(left, {:mailbox, _, _}), do: Macro.to_string(left)
  defp side(value, _context), do: {:value, value}

  defp value({:value, term}, padding, width), do: pad_lines(inspect_term(term, width, padding + 5), padding)
  defp value(text, padding, _width), do: pad_lines(text, padding)

  defp inspect_term(term, width, used) do
    width = if is_integer(width), do: max(width - used, 20), else: width
    inspect(term, pretty: true, limit: :infinity, printable_limit: :infinity, width: width)
  end

  defp pad_lines(text, padding) do
    space = String.duplicate(" ", padding)
    text |> String.split("\n") |> Enum.map_join("\n", & &1) |> String.replace("\n", "\n" <> space)
  end

  defp arguments(args, _width) when args in [@no_value, [], nil], do: []

  defp arguments(args, width) do
    numbered =
      args
      |> Enum.with_index(1)
      |> Enum.map(fn {arg, number} -> ["    # #{number}\n    ", pad_lines(inspect_term(arg, width, 9), 4), "\n\n"] end)

    [indent("arguments:\n\n" <> String.trim_trailing(IO.iodata_to_binary(numbered))), "\n\n"]
  end

  defp mailbox(_pattern, []), do: []

  defp mailbox(pattern, messages) do
    pattern = Macro.to_string(pattern)
    entries = Enum.map(messages, &["  pattern: ", pattern, "\n  value:   ", pad_lines(inspect(&1, pretty: true), 11)])
    [indent(IO.iodata_to_binary(["mailbox:\n" | Enum.intersperse(entries, "\n\n")])), "\n"]
  end

  defp label(text, formatter), do: IO.iodata_to_binary(formatter.(:extra_info, text))

  # Stack traces

  defp stacktrace([], _test, _formatter), do: []

  defp stacktrace(stack, test, formatter) do
    [
      indent(formatter.(:extra_info, "stacktrace:")),
      "\n",
      for(entry <- stack, do: [@indent, "  ", formatter.(:stacktrace_info, entry(entry, test)), "\n"])
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
      line -> @indent <> line
    end)
  end

  @doc """
  Both sides of a failed assertion as texts, `[left: text, right: text]`. Differences are not marked.
  """
  @spec format_assertion_diff(ExUnit.AssertionError.t(), non_neg_integer, non_neg_integer | :infinity, fun) :: keyword
  def format_assertion_diff(error, padding, width, _formatter) do
    left = side(error.left, error.context)
    right = side(error.right, :value)

    for {key, text} <- [left: left, right: right], text != nil do
      {key, value(text, padding, width)}
    end
  end
end
