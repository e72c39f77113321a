# 500 processes in endless loops of all kinds: others make progress beside them, and all can be ended at once.
defmodule Loops do
  def tail(n), do: tail(n + 1)

  def even(n), do: odd(n + 1)
  def odd(n), do: even(n + 1)

  def closure do
    fun = fn fun, n -> fun.(fun, n + 1) end
    fun.(fun, 0)
  end

  def fib(0), do: 0
  def fib(1), do: 1
  def fib(n), do: fib(n - 1) + fib(n - 2)

  def numbers do
    fib(30)
    numbers()
  end

  def streams, do: Stream.iterate(0, &(&1 + 1)) |> Enum.each(fn _ -> :ok end)

  def receiving(n) do
    receive do
      :never -> :ok
    after
      0 -> receiving(n + 1)
    end
  end

  def rescuing do
    try do
      raise "again"
    rescue
      RuntimeError -> :ok
    end

    rescuing()
  end

  def sending do
    send(self(), :message)

    receive do
      :message -> sending()
    end
  end

  def maps(map, n), do: maps(Map.put(map, rem(n, 1000), n), n + 1)

  def lists do
    Enum.sort(Enum.map(1..10_000, &rem(&1 * 7919, 10_007)))
    lists()
  end

  def text do
    String.split(String.duplicate("a b ", 1000))
    text()
  end

  def trapping do
    Process.flag(:trap_exit, true)
    tail(0)
  end

  def kinds do
    [
      fn -> tail(0) end,
      fn -> even(0) end,
      &closure/0,
      &numbers/0,
      &streams/0,
      fn -> receiving(0) end,
      &rescuing/0,
      &sending/0,
      fn -> maps(%{}, 0) end,
      &lists/0,
      &text/0,
      &trapping/0
    ]
  end
end

defmodule PingPong do
  def pong do
    receive do
      {:ping, from} ->
        send(from, :pong)
        pong()
    end
  end

  def ping(other, trips, until) do
    if System.monotonic_time(:millisecond) > until do
      trips
    else
      send(other, {:ping, self()})

      receive do
        :pong -> ping(other, trips + 1, until)
      after
        10_000 -> exit(:no_answer)
      end
    end
  end
end

loops = for kind <- Stream.cycle(Loops.kinds()) |> Enum.take(500), do: spawn(kind)
pong = spawn(&PingPong.pong/0)

trips =
  for _ <- 1..3 do
    PingPong.ping(pong, 0, System.monotonic_time(:millisecond) + 1000)
  end

IO.puts(:stderr, "round trips a second: #{inspect(trips)}")
IO.puts("round trips every second: #{Enum.all?(trips, &(&1 > 0))}")
IO.puts("still running: #{Enum.count(loops, &Process.alive?/1)}")

monitors = Map.new(loops, &{Process.monitor(&1), &1})
start = System.monotonic_time(:millisecond)
Enum.each(loops, &Process.exit(&1, :kill))

reasons =
  for _ <- loops do
    receive do
      {:DOWN, monitor, :process, _, reason} when is_map_key(monitors, monitor) -> reason
    after
      60_000 -> :alive
    end
  end

time = System.monotonic_time(:millisecond) - start
IO.puts(:stderr, "all ended after #{time} ms")
IO.puts("ended: #{inspect(Enum.frequencies(reasons))}, within a second: #{time < 1000}")
