# Processes of high priority run before those of normal priority, which run more often than those of low priority.
defmodule Busy do
  # What each process gets done until the time is up, the sum by priority.
  def race(priorities, millis) do
    parent = self()
    cores = System.schedulers_online()
    until = System.monotonic_time(:millisecond) + millis

    pids =
      for priority <- priorities, _ <- 1..(2 * cores) do
        spawn_opt(
          fn ->
            receive do
              :go -> send(parent, {self(), priority, count(until, 0)})
            end
          end,
          priority
        )
      end

    Enum.each(pids, &send(&1, :go))

    Enum.reduce(pids, %{}, fn pid, sums ->
      receive do
        {^pid, priority, count} -> Map.update(sums, priority, count, &(&1 + count))
      end
    end)
  end

  defp spawn_opt(fun, priority), do: :erlang.spawn_opt(fun, priority: priority)

  defp count(until, n) do
    if rem(n, 100) == 0 and System.monotonic_time(:millisecond) >= until, do: n, else: count(until, n + 1)
  end
end

counts = Busy.race([:normal, :low], 1000)
IO.puts("normal more than low: #{counts.normal > 2 * counts.low}, low not starved: #{counts.low > 0}")
counts = Busy.race([:normal, :high], 1000)
IO.puts("high more than normal: #{counts.high > 5 * counts.normal}")
counts = Busy.race([:high, :max], 1000)
IO.puts("max more than high: #{counts.max > 5 * counts.high}")

IO.puts("-- the flag")
IO.inspect(Process.flag(:priority, :high))
IO.inspect(Process.info(self(), :priority))
IO.inspect(Process.flag(:priority, :normal))
IO.inspect(try do Process.flag(:priority, :highest) rescue error -> error.__struct__ end)

parent = self()

pids =
  for n <- 1..20 do
    spawn(fn ->
      Process.flag(:priority, Enum.at([:low, :normal, :high, :max], rem(n, 4)))
      for _ <- 1..50, do: send(parent, {self(), :ping}) && receive(do: (:pong -> :ok))
      send(parent, {self(), :done})
    end)
  end

answer = fn answer, left ->
  if left > 0 do
    receive do
      {pid, :ping} -> send(pid, :pong); answer.(answer, left)
      {_, :done} -> answer.(answer, left - 1)
    end
  end
end

answer.(answer, length(pids))
IO.puts("all done")
