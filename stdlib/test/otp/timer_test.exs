defmodule TimerTest do
  use ExUnit.Case, async: true

  test "sends once and again and again" do
    {:ok, {:send_local, _}} = :timer.send_after(1, :once)
    assert_receive :once
    {:ok, interval} = :timer.send_interval(1, :tick)
    for _ <- 1..3, do: assert_receive(:tick)
    assert :timer.cancel(interval) == {:ok, :cancel}
  end

  test "calls functions" do
    me = self()
    {:ok, _} = :timer.apply_after(1, Kernel, :send, [me, :applied])
    assert_receive :applied
    {:ok, _} = :timer.apply_after(1, fn -> send(me, :fun) end)
    assert_receive :fun
    {:ok, repeated} = :timer.apply_repeatedly(1, fn -> send(me, :again) end)
    for _ <- 1..3, do: assert_receive(:again)
    :timer.cancel(repeated)
  end

  test "cancels" do
    {:ok, timer} = :timer.send_after(20, :late)
    assert :timer.cancel(timer) == {:ok, :cancel}
    {:ok, timer} = :timer.apply_after(20, Kernel, :send, [self(), :late])
    assert :timer.cancel(timer) == {:ok, :cancel}
    refute_receive :late, 40
    assert :timer.cancel(:junk) == {:error, :badarg}
  end

  test "refuses wrong arguments" do
    assert :timer.send_after(-1, :x) == {:error, :badarg}
    assert :timer.apply_after(1, 1, 2, 3) == {:error, :badarg}
    assert :timer.apply_interval(1, fn _ -> :ok end, []) == {:error, :badarg}
  end

  test "measures and converts" do
    assert {us, 3} = :timer.tc(fn a, b -> a + b end, [1, 2])
    assert us >= 0
    assert {_, 6} = :timer.tc(Enum, :sum, [[1, 2, 3]])
    assert {:timer.seconds(1), :timer.minutes(1), :timer.hms(1, 1, 1)} == {1000, 60_000, 3_661_000}
    assert :timer.now_diff({0, 1, 5}, {0, 0, 0}) == 1_000_005
  end
end
