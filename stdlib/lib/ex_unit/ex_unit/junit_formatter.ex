defmodule ExUnit.JUnitFormatter do
  @moduledoc """
  A formatter that writes the report of a run as the XML that servers of continuous integration read, in the form of JUnit.

  On the command line, `jlixir test --junit FILE` adds it to the formatters there are. Elsewhere, name it among them; the file is
  the option `:junit_file` of `ExUnit.configure/1`, by default `_build/test/junit.xml`:

      ExUnit.configure(formatters: [ExUnit.CLIFormatter, ExUnit.JUnitFormatter], junit_file: "report.xml")

  Each module of tests is a `testsuite`, each test a `testcase` with its file, line and time in seconds. Tests that have failed hold
  a `failure` with the report that is printed as well, and their log as `system-out`; those of a module whose `setup_all` has failed
  hold an `error`.
  """

  use GenServer

  @default_file "_build/test/junit.xml"

  @impl true
  def init(opts), do: {:ok, %{file: opts[:junit_file] || @default_file, seed: opts[:seed], suites: []}}

  @impl true
  def handle_cast({:test_finished, test}, state) do
    key = {test.module, test.parameters}

    suites =
      case List.keyfind(state.suites, key, 0) do
        {_, tests, failure} -> List.keyreplace(state.suites, key, 0, {key, [test | tests], failure})
        nil -> [{key, [test], nil} | state.suites]
      end

    {:noreply, %{state | suites: suites}}
  end

  # what fails at the end of a module takes the tests that have passed with it
  def handle_cast({:module_finished, %ExUnit.TestModule{state: {:failed, _}} = module}, state) do
    key = {module.name, module.parameters}

    suites =
      case List.keyfind(state.suites, key, 0) do
        {_, tests, _} -> List.keyreplace(state.suites, key, 0, {key, tests, module})
        nil -> state.suites
      end

    {:noreply, %{state | suites: suites}}
  end

  def handle_cast({:suite_finished, times}, state) do
    File.mkdir_p!(Path.dirname(state.file))
    File.write!(state.file, report(Enum.reverse(state.suites), times, state.seed))
    {:noreply, state}
  end

  def handle_cast(_event, state), do: {:noreply, state}

  defp report(suites, times, seed) do
    suites = for {key, tests, failure} <- suites, do: {key, Enum.reverse(tests), failure}
    cases = Enum.flat_map(suites, fn {_, tests, failure} -> Enum.map(tests, &outcome(&1, failure)) end)

    [
      ~s(<?xml version="1.0" encoding="UTF-8"?>\n),
      element(0, "testsuites", [time: times.run] ++ counts(cases), Enum.map(suites, &suite(&1, seed)))
    ]
  end

  defp suite({{module, _parameters}, tests, failure}, seed) do
    outcomes = Enum.map(tests, &outcome(&1, failure))
    time = tests |> Enum.map(& &1.time) |> Enum.sum()
    property = element(3, "property", [name: "seed", value: seed], [])

    element(1, "testsuite", [name: inspect(module), time: time] ++ counts(outcomes), [
      element(2, "properties", [], [property]) | Enum.map(tests, &test(&1, failure))
    ])
  end

  defp counts(outcomes) do
    [
      tests: length(outcomes),
      failures: Enum.count(outcomes, &(&1 == :failure)),
      errors: Enum.count(outcomes, &(&1 == :error)),
      skipped: Enum.count(outcomes, &(&1 == :skipped))
    ]
  end

  defp outcome(%{state: nil}, nil), do: :passed
  defp outcome(%{state: nil}, _failure), do: :error
  defp outcome(%{state: {:failed, _}}, _failure), do: :failure
  defp outcome(%{state: {:invalid, _}}, _failure), do: :error
  defp outcome(_left_out, _failure), do: :skipped

  defp test(test, failure) do
    attributes = [
      classname: inspect(test.module),
      name: name(test),
      file: Path.relative_to_cwd(test.tags.file),
      line: test.tags.line,
      time: test.time
    ]

    element(2, "testcase", attributes, details(test, failure))
  end

  defp name(%{parameters: parameters, name: name}) when parameters == %{}, do: Atom.to_string(name)
  defp name(%{parameters: parameters, name: name}), do: "#{name} #{inspect(parameters)}"

  defp details(%{state: nil}, nil), do: []
  defp details(%{state: nil}, module), do: [error(module)]
  defp details(%{state: {:invalid, module}}, _failure), do: [error(module)]
  defp details(%{state: {_skipped_or_excluded, reason}}, _failure) when is_binary(reason), do: [element(3, "skipped", [message: reason], [])]

  defp details(%{state: {:failed, failures}} = test, _failure) do
    text = ExUnit.Formatter.format_test_failure(%{test | logs: ""}, failures, 1, 80, &plain/2)
    log = if test.logs == "", do: [], else: [text_element(3, "system-out", [], test.logs)]
    [text_element(3, "failure", [message: message(failures)], text) | log]
  end

  defp error(%ExUnit.TestModule{state: {:failed, failures}} = module) do
    text = ExUnit.Formatter.format_test_all_failure(module, failures, 1, 80, &plain/2)
    text_element(3, "error", [message: message(failures)], text)
  end

  defp plain(:diff_enabled?, _default), do: false
  defp plain(:blame_diff, text), do: "-" <> text <> "-"
  defp plain(_key, value), do: value

  defp message([{:error, %ExUnit.AssertionError{message: message}, _stack} | _]) when is_binary(message), do: first_line(message)
  defp message([{kind, reason, stack} | _]), do: first_line(Exception.format_banner(kind, reason, stack))

  defp first_line(text), do: text |> String.split("\n", parts: 2) |> hd()

  # XML

  defp element(depth, name, attributes, []), do: [space(depth), "<", name, attributes(attributes), "/>\n"]

  defp element(depth, name, attributes, children),
    do: [space(depth), "<", name, attributes(attributes), ">\n", children, space(depth), "</", name, ">\n"]

  defp text_element(depth, name, attributes, text),
    do: [space(depth), "<", name, attributes(attributes), ">", escape(text, ""), "</", name, ">\n"]

  defp attributes(attributes), do: for({key, value} <- attributes, do: [" ", Atom.to_string(key), "=\"", attribute(key, value), "\""])

  defp attribute(:time, microseconds), do: :erlang.float_to_binary(microseconds / 1_000_000, decimals: 6)
  defp attribute(_key, value), do: value |> to_string() |> escape("&#10;")

  defp space(depth), do: String.duplicate("  ", depth)

  # Characters that XML has no way to write are left out.
  defp escape(text, line_break) do
    escaped = for <<char::utf8 <- valid(text)>>, into: "", do: escape_char(char)
    if line_break == "", do: escaped, else: String.replace(escaped, "\n", line_break)
  end

  defp valid(text), do: if(String.valid?(text), do: text, else: inspect(text))

  defp escape_char(?&), do: "&amp;"
  defp escape_char(?<), do: "&lt;"
  defp escape_char(?>), do: "&gt;"
  defp escape_char(?"), do: "&quot;"
  defp escape_char(char) when char in [?\t, ?\n, ?\r] or (char >= 0x20 and char not in [0xFFFE, 0xFFFF]), do: <<char::utf8>>
  defp escape_char(_char), do: ""
end
