# The reports on callbacks and on processes that fail, on parameters, skipped and excluded tests, and the trace of a run. What
# varies from run to run or with the version is taken out: times, the closing lines, places in the libraries.
File.cd!(__DIR__)

defmodule Report do
  def print(modules, options) do
    ExUnit.configure(options)

    ExUnit.CaptureIO.capture_io(fn -> ExUnit.run(modules) end)
    |> String.replace(~r/\nFinished in .*\z/s, "")
    |> String.replace(~r/\n +\((elixir|ex_unit|stdlib) [^\n]*/, "")
    |> String.replace(~r/#(PID|Reference)<[\d.]+>/, "#\\1<...>")
    |> String.replace(~r/\([\d.]+ms\)/, "(...ms)")
    |> String.replace(~r/\d\d:\d\d:\d\d\.\d\d\d /, "")
    |> String.replace(["\e", "\r"], "^")
    |> String.replace(~r/ +$/m, "")
    |> IO.puts()
  end
end

ExUnit.start(autorun: false, seed: 0, max_cases: 4)

defmodule Callbacks do
  use ExUnit.Case, register: false

  defp answer, do: List.first([42])

  setup context do
    if context[:setup] == :fails, do: raise("no set up")
    if context[:clean_up], do: on_exit(fn -> raise("no clean up") end)
    :ok
  end

  @tag setup: :fails
  test "after a setup that fails" do
    flunk()
  end

  @tag :clean_up
  test "before a callback that fails" do
    assert answer() == 42
  end

  @tag :clean_up
  test "that fails before a callback that fails" do
    assert answer() == 43
  end

  @tag :skip
  test "skipped" do
    flunk()
  end

  @tag skip: "for a reason"
  test "skipped with a reason" do
    flunk()
  end

  @tag :slow
  test "excluded" do
    flunk()
  end

  test "of a process that raises" do
    spawn_link(fn -> raise "inner" end)
    Process.sleep(:infinity)
  end

  test "of a process that asserts" do
    spawn_link(fn -> assert answer() == 43 end)
    Process.sleep(:infinity)
  end

  test "of a process without a clause" do
    spawn_link(fn -> Access.fetch(answer(), :value) end)
    Process.sleep(:infinity)
  end

  test "of a process that is shut down" do
    spawn_link(fn -> exit({:shutdown, :done}) end)
    Process.sleep(:infinity)
  end

  test "of a task" do
    Process.flag(:trap_exit, true)

    task =
      Task.async(fn ->
        Access.fetch(answer(), :value)
        :ok
      end)

    Task.await(task)
  end

  test "of a supervised process" do
    start_supervised!(%{id: 1, start: :nothing})
  end
end

defmodule BadSetup do
  use ExUnit.Case, register: false

  setup :bad

  def bad(_context), do: :nothing

  test "with a setup that returns something" do
    :ok
  end
end

defmodule ReservedSetup do
  use ExUnit.Case, register: false

  setup do
    [line: 1]
  end

  test "with a setup that sets what it may not" do
    :ok
  end
end

defmodule SetupAll do
  use ExUnit.Case, register: false

  setup_all do
    if List.first([true]), do: raise("no set up")
    :ok
  end

  test "first", do: :ok
  test "second", do: flunk()

  @tag :skip
  test "skipped", do: flunk()
end

defmodule SetupAllEnds do
  use ExUnit.Case, register: false

  setup_all do
    Process.exit(self(), :ended)
  end

  test "only", do: :ok
end

defmodule OnExitAll do
  use ExUnit.Case, register: false

  setup_all do
    on_exit(fn -> raise "no clean up" end)
  end

  test "passing", do: :ok
  test "failing", do: flunk()
end

defmodule Parameters do
  use ExUnit.Case, register: false, parameterize: [%{number: 1}, %{number: 2}]

  require Logger

  test "of each number", %{number: number} do
    assert number == 1
  end

  @tag :capture_log
  test "with a log" do
    Logger.info("logged")
    flunk()
  end
end

modules = [Callbacks, BadSetup, ReservedSetup, SetupAll, SetupAllEnds, OnExitAll, Parameters]

for options <- [[colors: [enabled: false]], [colors: [enabled: true]]] do
  Logger.configure(level: :none)
  Report.print([Callbacks], [exclude: [:slow]] ++ options)
  Logger.configure(level: :info)
  Report.print(modules -- [Callbacks], [exclude: []] ++ options)
end

# what runs, and what ends the run
ExUnit.configure(colors: [enabled: false])

for options <- [
      [max_failures: 1],
      [include: [:slow], exclude: [:test]],
      [exclude: [:test]],
      [only_test_ids: MapSet.new([{Callbacks, :"test excluded"}])]
    ] do
  Logger.configure(level: :none)
  Report.print([Callbacks], Keyword.merge([max_failures: :infinity, include: [], exclude: [:slow]], options))
end

Logger.configure(level: :none)
ExUnit.configure(max_failures: :infinity, include: [], only_test_ids: nil)
Report.print([Callbacks], exclude: [:slow], trace: true)
Logger.configure(level: :info)
Report.print(modules -- [Callbacks], exclude: [])
