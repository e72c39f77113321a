defmodule ExUnit.JUnitFormatterTest do
  use ExUnit.Case, async: true

  defp finished(name, state, fields \\ []) do
    struct!(
      %ExUnit.Test{name: name, module: Sample, state: state, time: 1500, tags: %{file: Path.expand("sample_test.exs"), line: 3}},
      fields
    )
  end

  @tag :tmp_dir
  test "writes what has become of each test", %{tmp_dir: dir} do
    file = Path.join(dir, "below/report.xml")
    {:ok, pid} = GenServer.start_link(ExUnit.JUnitFormatter, junit_file: file, seed: 7)
    failure = {:error, %RuntimeError{message: "a < b & \"c\"\e"}, []}

    for test <- [
          finished(:"test passes", nil),
          finished(:"test fails", {:failed, [failure]}, logs: "said"),
          finished(:"test is skipped", {:skipped, "for a reason"}),
          finished(:"test of one", nil, parameters: %{number: 1})
        ] do
      GenServer.cast(pid, {:test_finished, test})
    end

    GenServer.cast(pid, {:suite_finished, %{run: 2_000_000, async: nil, load: nil}})
    GenServer.stop(pid)
    report = File.read!(file)
    assert report =~ ~s(<testsuites time="2.000000" tests="4" failures="1" errors="0" skipped="1">)
    assert report =~ ~s(<testsuite name="Sample" time="0.004500" tests="3" failures="1" errors="0" skipped="1">)
    assert report =~ ~s(<testcase classname="Sample" name="test passes" file="sample_test.exs" line="3" time="0.001500"/>)
    assert report =~ ~s(<failure message="** \(RuntimeError\) a &lt; b &amp; &quot;c&quot;">)
    assert report =~ "<system-out>said</system-out>"
    assert report =~ ~s(<skipped message="for a reason"/>)
    assert report =~ ~s(name="test of one %{number: 1}")
  end
end
