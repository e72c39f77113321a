defmodule ExUnit.CLIFormatter do
  @moduledoc false

  # Dots and reports on standard output.
  use GenServer

  import ExUnit.Formatter, only: [format_times: 1, format_filters: 2, format_test_failure: 5, format_test_all_failure: 5]

  @counts [:passed, :failed, :invalid, :skipped, :excluded]

  @impl true
  def init(opts) do
    IO.puts("Running ExUnit with seed: #{opts[:seed]}, max_cases: #{opts[:max_cases]}")
    if opts[:exclude] not in [nil, []], do: IO.puts(format_filters(opts[:exclude], :exclude))
    if opts[:include] not in [nil, []], do: IO.puts(format_filters(opts[:include], :include))
    IO.puts("")

    {:ok,
     %{
       trace: opts[:trace],
       colors: colors(opts[:colors] || []),
       width: width(),
       failure_counter: 0,
       counts: Map.new(@counts, &{&1, %{}})
     }}
  end

  @impl true
  def handle_cast({:suite_finished, times}, state) do
    IO.puts(["\n", format_times(times)])
    summary(state)
    {:noreply, state}
  end

  def handle_cast({:test_started, test}, state) do
    if state.trace, do: IO.write("  * #{test.description || test.name} [L##{test.tags.line}]")
    {:noreply, state}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: nil} = test}, state) do
    if state.trace, do: IO.puts(success(trace_line(test), state)), else: IO.write(success(".", state))
    {:noreply, count(state, :passed, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:excluded, reason}} = test}, state) do
    if state.trace, do: IO.puts(invalid("\r  * #{test.description || test.name} (excluded: #{reason})", state))
    {:noreply, count(state, :excluded, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:skipped, reason}} = test}, state) do
    if state.trace,
      do: IO.puts(skipped("\r  * #{test.description || test.name} (skipped: #{reason})", state)),
      else: IO.write(skipped("*", state))

    {:noreply, count(state, :skipped, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:invalid, _}} = test}, state) do
    if state.trace, do: IO.puts(invalid(trace_line(test), state)), else: IO.write(invalid("?", state))
    {:noreply, count(state, :invalid, test)}
  end

  def handle_cast({:test_finished, %ExUnit.Test{state: {:failed, failures}} = test}, state) do
    if state.trace, do: IO.puts(failure(trace_line(test), state))
    counter = state.failure_counter + 1
    text = format_test_failure(test, failures, counter, state.width, &format(&1, &2, state))
    IO.write(["\n\n", text, "\n"])
    {:noreply, count(%{state | failure_counter: counter}, :failed, test)}
  end

  def handle_cast({:module_started, %ExUnit.TestModule{name: name, file: file}}, state) do
    if state.trace, do: IO.puts("\n#{inspect(name)} [#{Path.relative_to_cwd(file)}]")
    {:noreply, state}
  end

  def handle_cast({:module_finished, %ExUnit.TestModule{state: {:failed, failures}} = test_module}, state) do
    counter = max(state.failure_counter, 1)
    text = format_test_all_failure(test_module, failures, counter, state.width, &format(&1, &2, state))
    IO.write(["\n\n", text, "\n"])
    {:noreply, state}
  end

  def handle_cast(:max_failures_reached, state) do
    IO.write(failure("--max-failures reached, aborting test suite", state))
    {:noreply, state}
  end

  def handle_cast(_event, state), do: {:noreply, state}

  defp trace_line(test) do
    tenths = div(test.time, 100)
    "\r  * #{test.description || test.name} (#{div(tenths, 10)}.#{rem(tenths, 10)}ms) [L##{test.tags.line}]"
  end

  defp count(state, kind, test) do
    type = test.tags.test_type
    %{state | counts: Map.update!(state.counts, kind, &Map.update(&1, type, 1, fn count -> count + 1 end))}
  end

  # The closing lines: how many of the tests that ran have passed, then each other outcome.
  defp summary(%{counts: counts} = state) do
    passed = total(counts.passed)
    ran = passed + total(counts.failed) + total(counts.invalid)

    if ran == 0 and total(counts.skipped) == 0 and counts.excluded != %{} do
      IO.puts(invalid("All tests have been excluded.", state))
    end

    {color, result} =
      cond do
        ran == 0 -> {:invalid, "0 tests"}
        passed == ran -> {:success, "#{passed} passed#{types(counts.passed)}"}
        true -> {:failure, "#{passed}/#{ran} passed"}
      end

    IO.puts(paint(color, "Result: " <> result, state))

    for {kind, label} <- [failed: "Failed", invalid: "Invalid", skipped: "Skipped", excluded: "Excluded"] do
      if counts[kind] != %{}, do: IO.puts("#{label}: #{listed(counts[kind])}")
    end
  end

  defp types(counts) when map_size(counts) < 2, do: ""
  defp types(counts), do: " (#{listed(counts)})"

  defp listed(counts) do
    counts |> Enum.sort() |> Enum.map_join(", ", fn {type, count} -> "#{count} #{noun(type, count)}" end)
  end

  defp noun(type, 1), do: Atom.to_string(type)
  defp noun(type, _count), do: ExUnit.plural_rule(Atom.to_string(type))

  defp total(counts), do: counts |> Map.values() |> Enum.sum()

  # Colours

  defp colors(options) do
    [success: :green, invalid: :yellow, skipped: :yellow, failure: :red, error_info: :red, extra_info: :cyan,
     location_info: [:bright, :black]]
    |> Keyword.merge(options)
    |> Keyword.put_new(:enabled, IO.ANSI.enabled?())
  end

  defp paint(key, text, %{colors: colors}) do
    if colors[:enabled], do: IO.ANSI.format([List.wrap(colors[key]), text], true), else: text
  end

  defp success(text, state), do: paint(:success, text, state)
  defp invalid(text, state), do: paint(:invalid, text, state)
  defp skipped(text, state), do: paint(:skipped, text, state)
  defp failure(text, state), do: paint(:failure, text, state)

  defp format(key, text, state) when key in [:error_info, :extra_info, :location_info], do: IO.iodata_to_binary(paint(key, text, state))
  defp format(_key, value, _state), do: value

  defp width do
    case :io.columns() do
      {:ok, width} -> max(40, width)
      _ -> 80
    end
  end
end
