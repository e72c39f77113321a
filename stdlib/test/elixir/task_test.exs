defmodule TaskTest do
  use ExUnit.Case, async: true
  doctest Task
  doctest Task.Supervisor

  test "a task knows its callers" do
    me = self()
    assert Task.await(Task.async(fn -> Process.get(:"$callers") end)) == [me]
    assert Task.await(Task.async(fn -> hd(Process.get(:"$ancestors")) end)) == me
  end

  @tag :capture_log
  test "await and yield tell of failures" do
    Process.flag(:trap_exit, true)
    task = Task.async(fn -> exit(:why) end)
    assert {:why, {Task, :await, [^task, 5000]}} = catch_exit(Task.await(task))
    assert Task.yield(Task.async(fn -> exit(:why) end)) == {:exit, :why}
    task = Task.async(fn -> Process.sleep(:infinity) end)
    assert Task.yield(task, 0) == nil
    assert Task.shutdown(task, :brutal_kill) == nil
    assert {:timeout, _} = catch_exit(Task.await(Task.async(fn -> Process.sleep(:infinity) end), 0))
  end

  test "shutdown returns what was ready" do
    task = Task.async(fn -> :done end)
    ref = Process.monitor(task.pid)
    assert_receive {:DOWN, ^ref, _, _, _}
    assert Task.shutdown(task) == {:ok, :done}
  end

  test "only the owner awaits" do
    task = Task.async(fn -> 1 end)
    assert Task.await(Task.async(fn -> catch_error(Task.await(task)).__struct__ end)) == ArgumentError
    assert Task.await(task) == 1
  end

  test "ignore unlinks" do
    task = Task.async(fn -> Process.sleep(:infinity) end)
    assert Task.ignore(task) == nil
    Process.exit(task.pid, :kill)
    refute_receive {_, _, _, _, _}, 10
  end

  test "yield_many stops at its limit" do
    tasks = [Task.async(fn -> 1 end), Task.async(fn -> Process.sleep(:infinity) end)]
    assert [{_, {:ok, 1}}, {slow, nil}] = Task.yield_many(tasks, limit: 1, timeout: 5000)
    assert [{^slow, nil}] = Task.yield_many([slow], timeout: 0, on_timeout: :kill_task)
    refute Process.alive?(slow.pid)
  end

  describe "async_stream/3" do
    test "keeps the order unless told not to" do
      fun = fn i ->
        Process.sleep(if i == 1, do: 30, else: 0)
        i
      end

      assert Enum.to_list(Task.async_stream(1..4, fun, max_concurrency: 4)) == [ok: 1, ok: 2, ok: 3, ok: 4]
      unordered = Enum.to_list(Task.async_stream(1..4, fun, max_concurrency: 4, ordered: false))
      assert Enum.sort(unordered) == [ok: 1, ok: 2, ok: 3, ok: 4]
      assert List.last(unordered) == {:ok, 1}
    end

    test "runs no more than max_concurrency at once" do
      counter = :counters.new(2, [])

      1..20
      |> Task.async_stream(
        fn _ ->
          :counters.add(counter, 1, 1)
          :counters.put(counter, 2, max(:counters.get(counter, 2), :counters.get(counter, 1)))
          Process.sleep(1)
          :counters.sub(counter, 1, 1)
        end,
        max_concurrency: 3
      )
      |> Stream.run()

      assert :counters.get(counter, 2) <= 3
    end

    test "stops its tasks when the reader stops" do
      me = self()

      assert 1..100
             |> Task.async_stream(
               fn i ->
                 send(me, {:pid, self()})
                 if i > 1, do: Process.sleep(:infinity)
                 i
               end,
               max_concurrency: 3
             )
             |> Enum.take(1) == [ok: 1]

      for _ <- 1..2 do
        assert_receive {:pid, pid}
        refute Process.alive?(pid)
      end
    end

    test "times tasks" do
      stream = Task.async_stream([1, 2], fn i -> if i == 1, do: Process.sleep(:infinity), else: i end, timeout: 20, on_timeout: :kill_task)
      assert Enum.to_list(stream) == [exit: :timeout, ok: 2]

      assert {:timeout, {Task.Supervised, :stream, [0]}} =
               catch_exit(Enum.to_list(Task.async_stream([1], fn _ -> Process.sleep(:infinity) end, timeout: 0)))
    end

    @tag :capture_log
    test "reports exits with their input" do
      {:ok, supervisor} = Task.Supervisor.start_link()
      stream = Task.Supervisor.async_stream_nolink(supervisor, [:a, :b], &exit/1, zip_input_on_exit: true)
      assert Enum.to_list(stream) == [exit: {:a, :a}, exit: {:b, :b}]
    end
  end
end
