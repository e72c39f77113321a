defmodule ExUnit.CLIFormatter do
  @moduledoc false

  # Dots, reports and closing lines on standard output.
  use GenServer

  import ExUnit.Formatter, only: [format_times: 1, format_filters: 2, format_test_failure: 5, format_test_all_failure: 5]

  @counts [:passed, :failed, :invalid, :skipped, :excluded]

  defp remaining(opts) do
    case opts[:remaining_runs] do
      nil -> ""
      count -> ", remaining_runs: #{count}"
    end
  end

  @impl true
  def init(opts) do
    IO.puts("Running ExUnit with seed: #{opts[:seed]}, max_cases: #{opts[:max_cases]}#{remaining(opts)}")
    print_filters(opts, :exclude)
    print_filters(opts, :include)
    IO.puts("")

    {:ok,
     %{
       trace: opts[:trace],
       dry_run: opts[:dry_run],
       colors: colors(opts[:colors] || []),
       summary: opts[:summary] || :result,
       width: width(),
       slowest: opts[:slowest] || 0,
       slowest_modules: opts[:slowest_modules] || 0,
       tests: [],
       failure_counter: 0,
       counts: Map.new(@counts, &{&1, %{}})
     }}
  end

  defp print_filters(opts, key) do
    if opts[key] not in [nil, []], do: IO.puts(format_filters(opts[key], key))
  end

  @impl true
  def handle_cast({:suite_finished, times}, state) do
    if all_excluded?(state), do: IO.puts(paint(:invalid, "All tests have been excluded.", state))
    IO.puts(["\n", format_times(times)])
    if state.slowest > 0, do: IO.puts([slowest_tests(state, times), "\n"])
    if state.slowest_modules > 0, do: IO.puts([slowest_modules(state, times), "\n"])
    summary(state, false)
    {:noreply, state}
  end

  def handle_cast({:test_started, test}, state) do
    if state.trace, do: IO.write("  * #{line(test)} [L##{test.tags.line}]")
    {:noreply, state}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: nil} = test}, state) do
    cond do
      state.dry_run -> IO.puts("#{Path.relative_to_cwd(test.tags.file)}:#{test.tags.line}")
      state.trace -> IO.puts(paint(:success, trace_line(test), state))
      true -> IO.write(paint(:success, ".", state))
    end

    {:noreply, count(%{state | tests: timed(test, state)}, :passed, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:excluded, _reason}} = test}, state) do
    if state.trace, do: IO.puts(paint(:invalid, "\r  * #{line(test)} (excluded) [L##{test.tags.line}]", state))
    {:noreply, count(state, :excluded, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:skipped, _reason}} = test}, state) do
    if state.trace,
      do: IO.puts(paint(:skipped, "\r  * #{line(test)} (skipped) [L##{test.tags.line}]", state)),
      else: IO.write(paint(:skipped, "*", state))

    {:noreply, count(state, :skipped, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:invalid, _}} = test}, state) do
    if state.trace, do: IO.puts(paint(:invalid, trace_line(test), state)), else: IO.write(paint(:invalid, "?", state))
    {:noreply, count(state, :invalid, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:failed, failures}} = test}, state) do
    if state.trace, do: IO.puts(paint(:failure, trace_line(test), state))
    counter = state.failure_counter + 1
    report(format_test_failure(test, failures, counter, state.width, &format(&1, &2, state)), state)
    {:noreply, count(%{state | failure_counter: counter, tests: timed(test, state)}, :failed, test)}
  end

  def handle_cast({:module_started, %ExUnit.TestModule{name: name, file: file, parameters: parameters}}, state) do
    if state.trace do
      IO.puts("\n#{inspect(name)} [#{Path.relative_to_cwd(file)}]")
      if parameters != %{}, do: IO.puts("Parameters: #{inspect(parameters)}")
    end

    {:noreply, state}
  end

  def handle_cast({:module_finished, %ExUnit.TestModule{state: {:failed, failures}, tests: tests} = test_module}, state) do
    # what fails at the end of a module takes the tests that have passed with it
    passed = Enum.filter(tests, &(&1.state == nil))
    state = Enum.reduce(passed, state, fn test, state -> state |> uncount(:passed, test) |> count(:failed, test) end)
    state = %{state | failure_counter: state.failure_counter + length(passed)}
    report(format_test_all_failure(test_module, failures, state.failure_counter, state.width, &format(&1, &2, state)), state)
    {:noreply, state}
  end

  def handle_cast(:max_failures_reached, state) do
    IO.write(paint(:failure, "--max-failures reached, aborting test suite", state))
    {:noreply, state}
  end

  def handle_cast({:sigquit, running}, state) do
    IO.write("\n\n")

    if running == [] do
      IO.puts(paint(:failure, "Aborting test suite, showing results so far...\n", state))
    else
      IO.puts(paint(:failure, "Aborting test suite, the following have not completed:\n", state))
      Enum.each(running, &IO.puts(unfinished(&1)))
      IO.puts(paint(:failure, "\nShowing results so far...\n", state))
    end

    summary(state, true)
    {:noreply, state}
  end

  def handle_cast(_event, state), do: {:noreply, state}

  defp report(text, %{trace: true}), do: IO.puts(["\n", text])
  defp report(text, _state), do: IO.puts(["\n\n", text])

  defp unfinished(%ExUnit.Test{name: name, tags: tags}), do: "  * #{name} [#{Path.relative_to_cwd(tags.file)}:#{tags.line}]"
  defp unfinished(%ExUnit.TestModule{name: name, file: file}), do: "  * #{inspect(name)} [#{Path.relative_to_cwd(file)}]"

  # Names of several lines are shown on one.
  defp line(test), do: test.name |> Atom.to_string() |> String.replace("\n", " ") |> String.trim_trailing()

  defp trace_line(test), do: "\r  * #{line(test)} (#{milliseconds(test.time)}ms) [L##{test.tags.line}]"

  defp milliseconds(microseconds) do
    hundredths = div(microseconds, 10)
    if hundredths < 10, do: "0.0#{hundredths}", else: "#{div(hundredths, 100)}.#{rem(div(hundredths, 10), 10)}"
  end

  # Slowest

  defp timed(test, %{slowest: 0, slowest_modules: 0, tests: tests}) when is_map(test.tags), do: tests
  defp timed(test, %{tests: tests}), do: [test | tests]

  defp slowest_tests(%{slowest: number, tests: tests}, %{run: run}) do
    slowest = tests |> Enum.sort_by(& &1.time, :desc) |> Enum.take(number)

    entries =
      for test <- slowest do
        ["* #{line(test)} (#{milliseconds(test.time)}ms) [#{Path.relative_to_cwd(test.tags.file)}:#{test.tags.line}]\n"]
      end

    ["\n", slowest_head(length(slowest), total_time(slowest), run), "\n", entries]
  end

  defp slowest_modules(%{slowest_modules: number, tests: tests}, %{run: run}) do
    slowest =
      tests
      |> Enum.group_by(& &1.module)
      |> Enum.map(fn {module, [test | _] = tests} -> {module, test.tags.file, total_time(tests)} end)
      |> Enum.sort_by(&elem(&1, 2), :desc)
      |> Enum.take(number)

    entries =
      for {module, file, time} <- slowest do
        ["* #{inspect(module)} (#{milliseconds(time)}ms)\n", "  [#{Path.relative_to_cwd(file)}]\n"]
      end

    ["\n", slowest_head(length(slowest), slowest |> Enum.map(&elem(&1, 2)) |> Enum.sum(), run), "\n", entries]
  end

  defp slowest_head(count, time, run) do
    percentage = Float.round(time / max(run, 1) * 100, 1)
    "Top #{count} slowest (#{seconds(time)}s), #{percentage}% of total time:\n"
  end

  defp seconds(microseconds) do
    tenths = div(microseconds, 100_000)
    if tenths == 0, do: "0.0#{div(microseconds, 10_000)}", else: "#{div(tenths, 10)}.#{rem(tenths, 10)}"
  end

  defp total_time(tests), do: tests |> Enum.map(& &1.time) |> Enum.sum()

  # Counting

  defp count(state, kind, test) do
    type = test.tags.test_type
    %{state | counts: Map.update!(state.counts, kind, &Map.update(&1, type, 1, fn count -> count + 1 end))}
  end

  defp uncount(state, kind, test) do
    type = test.tags.test_type

    counts =
      Map.update!(state.counts, kind, fn counts ->
        case counts do
          %{^type => 1} -> Map.delete(counts, type)
          %{^type => count} -> %{counts | type => count - 1}
        end
      end)

    %{state | counts: counts}
  end

  # The closing line of Elixir up to 1.19, which counts all tests by their types, whether they ran or not.
  defp summary(%{summary: :counts, counts: counts} = state, aborted?) do
    kinds = Enum.reduce(Map.values(counts), %{}, fn types, all -> Map.merge(all, types, fn _type, a, b -> a + b end) end)
    failed = total(counts.failed)
    failures = "#{failed} #{noun(:failure, failed)}"

    others =
      for kind <- [:excluded, :invalid, :skipped], counts[kind] != %{} do
        text = "#{total(counts[kind])} #{kind}"
        if kind == :skipped, do: paint(:skipped, text, state), else: text
      end

    color =
      cond do
        failed > 0 or (aborted? and kinds == %{}) -> :failure
        counts.invalid != %{} or all_excluded?(state) -> :invalid
        true -> :success
      end

    listed = if kinds == %{}, do: [], else: [listed(kinds)]
    IO.puts(paint(color, Enum.join(listed ++ [failures | others], ", "), state))
  end

  # The closing lines: how many of the tests that ran have passed, how many did not run, and what has failed.
  defp summary(%{counts: counts} = state, aborted?) do
    passed = total(counts.passed)
    ran = passed + total(counts.failed)

    {color, result} =
      cond do
        ran == 0 -> {if(aborted?, do: :failure, else: :invalid), "0 tests"}
        passed == ran -> {:success, "#{passed} passed#{types(counts.passed)}"}
        true -> {:failure, "#{passed}/#{ran} passed"}
      end

    color = if counts.invalid == %{}, do: color, else: :failure
    others = for kind <- [:excluded, :invalid, :skipped], counts[kind] != %{}, do: "#{total(counts[kind])} #{kind}"
    IO.puts(paint(color, Enum.join(["Result: " <> result | others], ", "), state))
    if counts.failed != %{}, do: IO.puts(paint(:failure, "Failed: #{listed(counts.failed)}", state))
  end

  defp all_excluded?(%{counts: counts}), do: counts.excluded != %{} and Enum.all?(@counts -- [:excluded], &(counts[&1] == %{}))

  defp types(counts) when map_size(counts) < 2, do: ""
  defp types(counts), do: " (#{listed(counts)})"

  defp listed(counts) do
    counts |> Enum.sort() |> Enum.map_join(", ", fn {type, count} -> "#{count} #{noun(type, count)}" end)
  end

  defp noun(type, 1), do: Atom.to_string(type)
  defp noun(type, _count), do: ExUnit.plural_rule(Atom.to_string(type))

  defp total(counts), do: counts |> Map.values() |> Enum.sum()

  # Colours

  @colors [
    success: :green,
    invalid: :yellow,
    skipped: :yellow,
    failure: :red,
    error_info: :red,
    extra_info: :cyan,
    location_info: [:bright, :black],
    diff_delete: :red,
    diff_delete_whitespace: IO.ANSI.color_background(2, 0, 0),
    diff_insert: :green,
    diff_insert_whitespace: IO.ANSI.color_background(0, 2, 0),
    blame_diff: :red
  ]

  defp colors(options), do: @colors |> Keyword.merge(options) |> Keyword.put_new(:enabled, IO.ANSI.enabled?())

  defp paint(nil, text, _state), do: text

  defp paint(key, text, %{colors: colors}) do
    if colors[:enabled], do: IO.iodata_to_binary(IO.ANSI.format([List.wrap(colors[key]), text], true)), else: text
  end

  defp format(:diff_enabled?, _default, %{colors: colors}), do: colors[:enabled]
  defp format(:blame_diff, text, %{colors: colors} = state), do: if(colors[:enabled], do: paint(:blame_diff, text, state), else: "-" <> text <> "-")

  defp format(key, document, %{colors: colors})
       when key in [:diff_delete, :diff_delete_whitespace, :diff_insert, :diff_insert_whitespace] do
    # the document is printed with a reset behind each colour
    Inspect.Algebra.color_doc(document, key, %Inspect.Opts{syntax_colors: [{key, colors[key]}, {:reset, :reset}]})
  end

  defp format(key, text, state) when key in [:error_info, :extra_info, :location_info, :stacktrace_info, :test_info, :test_module_info] do
    if state.colors[key], do: paint(key, text, state), else: text
  end

  defp format(_key, value, _state), do: value

  defp width do
    case :io.columns() do
      {:ok, width} -> max(40, width)
      _ -> 80
    end
  end
end
