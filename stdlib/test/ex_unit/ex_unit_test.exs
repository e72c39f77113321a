defmodule ExUnit.RunTest do
  use ExUnit.Case
  doctest ExUnit

  import ExUnit.CaptureIO

  setup do
    options = ExUnit.configuration()
    ExUnit.configure(seed: 0, colors: [enabled: false], trace: false, include: [], exclude: [])
    on_exit(fn -> ExUnit.configure(options) end)
  end

  test "runs modules of a group one after the other, others beside them" do
    for {name, group} <- [{RunTest.A1, :a}, {RunTest.A2, :a}, {RunTest.B1, nil}] do
      defmodule name do
        use ExUnit.Case, async: true, group: group, register: false
        @name name
        test "tells when it runs" do
          send(:run_test, {:started, @name})
          Process.sleep(20)
          send(:run_test, {:ended, @name})
        end
      end
    end

    Process.register(self(), :run_test)
    ExUnit.configure(max_cases: 4)
    assert capture_io(fn -> assert %{total: 3, failures: 0} = ExUnit.run([RunTest.A1, RunTest.A2, RunTest.B1]) end) =~ "3 passed"
    {:messages, messages} = Process.info(self(), :messages)
    of_a = for {_, name} = message <- messages, name != RunTest.B1, do: message
    assert of_a == [started: RunTest.A1, ended: RunTest.A1, started: RunTest.A2, ended: RunTest.A2]
  end

  test "takes modules while others are still loaded" do
    Process.register(self(), :run_test)

    defmodule Early do
      use ExUnit.Case, async: true, register: false
      test "runs", do: send(:run_test, :ran)
    end

    output =
      capture_io(fn ->
        task = ExUnit.async_run()
        ExUnit.Server.add_module(Early, Early.__ex_unit__(:config))
        assert_receive :ran, 2000
        assert %{total: 1} = ExUnit.await_run(task)
      end)

    assert output =~ "Result: 1 passed"
  end

  test "a test that was killed is told so" do
    defmodule Killed do
      use ExUnit.Case, register: false
      test "ends early", do: Process.exit(self(), :kill)
    end

    assert capture_io(fn -> ExUnit.run([Killed]) end) =~ ~r/\*\* \(EXIT from #PID<[\d.]+>\) killed/
  end

  test "dry runs list the tests" do
    defmodule Listed do
      use ExUnit.Case, register: false
      test "does not run", do: flunk()
    end

    ExUnit.configure(dry_run: true)
    output = capture_io(fn -> assert %{failures: 0, total: 1} = ExUnit.run([Listed]) end)
    assert output =~ ~r/ex_unit_test.exs:\d+\n/
  end

  test "the closing line counts tests if it is asked to" do
    defmodule Counted do
      use ExUnit.Case, register: false
      test "passes", do: assert(true)
      test "fails", do: flunk()
      @tag :skip
      test "skipped", do: flunk()
    end

    line = fn -> capture_io(fn -> ExUnit.run([Counted]) end) |> String.split("\n", trim: true) |> List.last() end
    assert line.() =~ "Failed: 1 test"

    ExUnit.configure(summary: :counts)
    on_exit(fn -> ExUnit.configure(summary: :result) end)
    assert line.() =~ "3 tests, 1 failure, 1 skipped"
  end
end
