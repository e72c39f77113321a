defmodule Collecting do
  def map([h | t], acc), do: map(t, [h * 2 | acc])
  def map([], acc), do: Enum.reverse(acc)
  def tail([h | t], acc), do: tail(t, [h, h + 1 | acc])
  def tail([], acc), do: :lists.reverse(acc, [:end])
  def tail(x, acc), do: :lists.reverse(acc, x)
  def chunks(list, n), do: chunks(list, n, n, [], [])
  defp chunks([], _, _, acc, out), do: Enum.reverse([Enum.reverse(acc) | out])
  defp chunks([h | t], n, 0, acc, out), do: chunks(t, n, n - 1, [h], [Enum.reverse(acc) | out])
  defp chunks([h | t], n, k, acc, out), do: chunks(t, n, k - 1, [h | acc], out)
  def prefixes([h | t], acc, out), do: prefixes(t, [h | acc], [Enum.reverse([h | acc]) | out])
  def prefixes([], _acc, out), do: Enum.reverse(out)
  def prefixes2([h | t], acc, out), do: prefixes2(t, [h | acc], [Enum.reverse(acc) | out])
  def prefixes2([], acc, out), do: {Enum.reverse(acc), Enum.reverse(out)}
  def split([h | t], y, n) when h > 2, do: split(t, y, [h | n])
  def split([h | t], y, n), do: split(t, [h | y], n)
  def split([], y, n), do: {Enum.reverse(y), Enum.reverse(n)}
  def opt([h | t], acc), do: opt(t, if(h == 2, do: acc, else: [h | acc]))
  def opt([], acc), do: Enum.reverse(acc)
  def skip([2 | t], acc), do: skip(t, acc)
  def skip([h | t], acc) do
    case h do
      4 -> skip(t, Enum.reverse(acc))
      5 -> skip(t, [])
      _ -> skip(t, [h | acc])
    end
  end
  def skip([], acc), do: {length(acc), Enum.reverse(acc)}
  def skip2([2 | t], acc), do: skip2(t, acc)
  def skip2([h | t], acc) do
    case h do
      4 -> skip2(t, Enum.reverse(acc))
      5 -> skip2(t, [])
      _ -> skip2(t, [h | acc])
    end
  end
  def skip2([], acc), do: Enum.reverse(acc)
end
IO.inspect Collecting.map([1, 2, 3], [])
IO.inspect Collecting.map([1, 2, 3], [9, 8])
IO.inspect Collecting.map([], [])
IO.inspect Collecting.map([], [7])
IO.inspect Collecting.tail([1, 2, 3], [])
IO.inspect Collecting.tail([1, 2 | 3], [])
IO.inspect Collecting.tail([1, 2], [5, 4])
IO.inspect Collecting.chunks(Enum.to_list(1..10), 3)
IO.inspect Collecting.prefixes([1, 2, 3], [], [])
IO.inspect Collecting.prefixes2([1, 2, 3], [], [])
IO.inspect Collecting.split([1, 2, 3, 4], [], [])
IO.inspect Collecting.opt([1, 2, 3, 4], [])
IO.inspect Collecting.skip([1, 2, 3, 4, 6, 7], [])
IO.inspect Collecting.skip2([1, 2, 3, 4, 6, 7], [])
IO.inspect Collecting.skip2([1, 2, 3, 5, 6, 7], [])
try do Collecting.map([1, 2 | 3], []) rescue e -> IO.puts(Exception.message(Exception.blame(:error, e, __STACKTRACE__) |> elem(0))) end
defmodule CollectingMore do
  def pull(b, [], _dt, acc), do: {b, Enum.reverse(acc)}
  def pull({x, v}, [{y, w} | rest], dt, acc) do
    d = x - y
    b = {x + d * dt, v}
    pull(b, rest, dt, [{y, w + d} | acc])
  end
  def run(0, acc), do: Enum.reverse(acc)
  def run(n, acc), do: run(n - 1, [n * n | acc])
  def words(<<" ", rest::binary>>, w, acc), do: words(rest, "", [w | acc])
  def words(<<c, rest::binary>>, w, acc), do: words(rest, <<w::binary, c>>, acc)
  def words(<<>>, w, acc), do: Enum.reverse([w | acc])
  def a([h | t], acc) when h > 3, do: b(t, [h | acc])
  def a([_ | t], acc), do: a(t, acc)
  def a([], acc), do: Enum.reverse(acc)
  def b([h | t], acc), do: a(t, [-h | acc])
  def b([], acc), do: Enum.reverse(acc, [:b])
end
IO.inspect CollectingMore.pull({1.0, 2.0}, [{3.0, 4.0}, {5.0, 6.0}, {1, 2.0}], 0.5, [])
IO.inspect CollectingMore.pull({1, 2}, [{3, 4}, {5, 6}], 1, [:x])
IO.inspect CollectingMore.run(5, [])
IO.inspect CollectingMore.words("a bc  d e", "", [])
IO.inspect CollectingMore.a([1, 4, 5, 6, 2, 3, 7], [])
IO.inspect length(CollectingMore.run(3_000_000, []))
IO.inspect for x <- 1..10, rem(x, 3) == 0, do: x
IO.inspect Enum.map([1, 2], & &1) ++ Enum.filter([1, 2, 3], &(&1 > 1)) ++ Enum.reject(1..4, &(&1 > 2))

# What the list was before is no list.
for before <- [:foo, [1 | 2], []], list <- [[1, 2], [1, 2 | 3]] do
  try do
    Collecting.map(list, before)
  rescue
    error ->
      {error, trace} = Exception.blame(:error, error, __STACKTRACE__)
      {module, function, _, _} = hd(trace)
      IO.inspect({Exception.message(error), module, function})
  else
    value -> IO.inspect(value)
  end
end

defmodule Shown do
  def pinned([h | t], acc, x), do: pinned(t, [h | acc], x)

  def pinned([], acc, x) do
    reversed = Enum.reverse(acc)

    case x do
      ^acc -> {:same, reversed}
      _ -> {:other, reversed}
    end
  end

  def matched([h | t], acc), do: matched(t, [h | acc])

  def matched([], acc) do
    reversed = Enum.reverse(acc)

    case acc do
      list when length(list) > 2 -> reversed
    end
  end
end

IO.inspect(Shown.pinned([1, 2, 3], [], [3, 2, 1]))
IO.inspect(Shown.pinned([1, 2, 3], [], [1, 2, 3]))
IO.inspect(Shown.matched([1, 2, 3], []))

try do
  Shown.matched([1, 2], [])
rescue
  error -> IO.inspect(error)
end

# Long ones, and what they were before.
long = Enum.to_list(1..10_000)
IO.inspect(Collecting.map(long, []) == Enum.to_list(2..20_000//2))
IO.inspect(Enum.take(Collecting.map(long, [:b, :a]), 4))
IO.inspect(Collecting.tail(Enum.to_list(1..4096), []) |> Enum.take(-5))
IO.inspect(Collecting.chunks(long, 4096) |> Enum.map(&{hd(&1), length(&1)}))
IO.inspect(for n <- 4094..4099, do: CollectingMore.run(n, []) |> Enum.sum())

# Somebody looks at what a process holds while it makes a list.
test = self()

pid =
  spawn(fn ->
    list =
      for x <- 1..120_000 do
        if rem(x, 60_000) == 0 do
          send(test, :measure)
          receive(do: (:go -> :ok))
        end

        x
      end

    send(test, {:made, length(list)})
  end)

for _ <- 1..2 do
  receive(do: (:measure -> :ok))
  {:memory, bytes} = Process.info(pid, :memory)
  IO.inspect(bytes > 500_000)
  send(pid, :go)
end

receive(do: (made -> IO.inspect(made)))

{limited, reference} =
  spawn_monitor(fn ->
    Process.flag(:max_heap_size, %{size: 10_000_000, kill: true, error_logger: false})
    exit(length(Enum.map(1..200_000, fn x -> [x] end)))
  end)

receive(do: ({:DOWN, ^reference, _, ^limited, reason} -> IO.inspect(reason)))
