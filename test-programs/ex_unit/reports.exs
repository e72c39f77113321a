# File names in reports are relative to the current directory.
File.cd!(__DIR__)

defmodule Reports do
  use GenServer

  def init(_), do: {:ok, []}

  # All is told at the end: events and the output of tests come from several processes.
  def handle_cast({:suite_finished, _times}, events) do
    events
    |> Enum.reverse()
    |> Enum.with_index(1)
    |> Enum.each(fn {event, number} -> tell(event, number) end)

    {:noreply, []}
  end

  def handle_cast({kind, item}, events) when kind in [:test_finished, :module_finished],
    do: {:noreply, [{kind, item} | events]}

  def handle_cast(_event, events), do: {:noreply, events}

  defp tell({:test_finished, %{state: {:failed, failures}} = test}, number) do
    own = for {kind, reason, stack} <- failures, do: {kind, reason, Enum.filter(stack, &(elem(&1, 1) == test.name))}
    IO.puts(ExUnit.Formatter.format_test_failure(test, own, number, 80, fn _, text -> text end))
  end

  defp tell({:test_finished, test}, _number) do
    state = if is_tuple(test.state) and elem(test.state, 0) == :invalid, do: :invalid, else: test.state
    IO.puts("#{inspect(test.module)} #{test.name}: #{inspect(state)} #{inspect(test.tags[:describe])}")
  end

  defp tell({:module_finished, %{state: {:failed, failures}} = module}, number) do
    own = for {kind, reason, _stack} <- failures, do: {kind, reason, []}
    IO.puts(ExUnit.Formatter.format_test_all_failure(module, own, number, 80, fn _, text -> text end))
  end

  defp tell({:module_finished, module}, _number), do: IO.puts("#{inspect(module.name)}: #{length(module.tests)} tests")
end

ExUnit.start(seed: 0, autorun: false, formatters: [Reports], exclude: [:slow], timeout: 5000)

defmodule OrderTest do
  use ExUnit.Case

  @moduletag :here

  setup_all do
    IO.puts("setup_all")
    on_exit(fn -> IO.puts("exit all") end)
    {:ok, all: 1}
  end

  setup context do
    IO.inspect({context.all, context.test, context[:size], context[:here]})
    on_exit(fn -> IO.puts("exit #{context.test}") end)
    [one: 1]
  end

  setup :named

  defp named(%{one: one}), do: %{two: one + 1}

  test "first", %{one: one, two: two} do
    assert {one, two} == {1, 2}
  end

  describe "group" do
    setup do
      {:ok, three: 3}
    end

    @tag size: 4
    test "second", context do
      assert context.three + context.size == 7
      assert context.describe == "group"
    end

    @tag :slow
    test "left out" do
      flunk("no")
    end

    @tag skip: "not now"
    test "skipped" do
      flunk("no")
    end
  end
end

defmodule FailingTest do
  use ExUnit.Case

  test "comparison" do
    value = [1, 2]
    assert value == [1, 3]
  end

  test "message" do
    assert 1 > 2, "one is small"
  end

  test "truth" do
    assert Enum.empty?([1])
  end

  test "refutes" do
    refute String.contains?("abc", "b")
  end

  test "match" do
    pinned = 1
    assert {:ok, ^pinned} = {:error, pinned}
  end

  test "refuted match" do
    refute match?({:ok, _}, {:ok, 1})
  end

  test "wrong exception" do
    assert_raise ArgumentError, fn -> raise "other" end
  end

  test "no exception" do
    assert_raise ArgumentError, fn -> :ok end
  end

  test "wrong message" do
    assert_raise RuntimeError, "this", fn -> raise "that" end
  end

  test "delta" do
    assert_in_delta 1.0, 1.5, 0.1
  end

  test "no message" do
    send(self(), {:other, 1})
    assert_receive {:this, _}, 10
  end

  test "unwanted message" do
    send(self(), :hello)
    refute_receive :hello, 10
  end

  test "caught" do
    assert catch_throw(:nothing)
  end

  test "raised" do
    raise ArgumentError, "wrong"
  end

  test "left" do
    exit(:away)
  end

  test "not written"

  test "flunk" do
    flunk("given up")
  end

  test "in" do
    assert 1 in [2, 3]
  end

  test "all right" do
    assert catch_exit(exit(1)) == 1
    assert catch_error(raise "a").message == "a"
    assert_received :none
  end
end

defmodule BrokenTest do
  use ExUnit.Case

  setup_all do
    raise "no set-up"
  end

  test "never", do: :ok
end

defmodule AsyncTest do
  use ExUnit.Case, async: true

  test "runs beside others", context do
    assert context.async
    pid = start_supervised!({Agent, fn -> 1 end})
    assert Agent.get(pid, & &1) == 1
  end
end

result = ExUnit.run()
IO.inspect(result |> Enum.sort())
