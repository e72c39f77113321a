# Elixir functions where Java wants an object of a functional interface.
words = ["pear", "fig", "banana"]

IO.inspect(
  :"java.util.List".stream(words)
  |> :"java.util.stream.Stream".filter(&(String.length(&1) > 3))
  |> :"java.util.stream.Stream".map(&String.upcase/1)
  |> :"java.util.stream.Stream".toList()
)

list = :"java.util.ArrayList".new(words)
:"java.util.List".sort(list, fn a, b -> String.length(a) - String.length(b) end)
IO.inspect(list)
:"java.util.List".sort(list, :"java.util.Comparator".reversed(:"java.util.Comparator".comparing(&String.length/1)))
IO.inspect(list)
IO.inspect(:"java.util.ArrayList".removeIf(list, fn word -> word =~ "an" end))
IO.inspect(list)

:"java.util.List".forEach([1, 2], fn x -> IO.puts("element #{x}") end)
IO.inspect(:"java.util.Map".computeIfAbsent(:"java.util.HashMap".new(), "key", fn key -> key <> "!" end))
IO.inspect(:"java.util.Optional".map(:"java.util.Optional".of(3), &(&1 + 1)))
twice = :"java.util.function.Function".andThen(fn x -> x + 1 end, fn x -> x * 2 end)
IO.inspect(:"java.util.function.Function".apply(twice, 4))
IO.inspect(:"java.util.stream.Stream".reduce(:"java.util.List".stream([1, 2, 3]), 0, &+/2))
IO.inspect(:"java.util.stream.IntStream".mapToObj(:"java.util.stream.IntStream".range(0, 2), fn i -> {i, self()} end) |> Enum.map(fn {i, pid} -> {i, pid == self()} end))

IO.puts("-- on other threads")
main = self()
executor = :"java.util.concurrent.Executors".newFixedThreadPool(2)
future = :"java.util.concurrent.ExecutorService".submit(executor, fn -> send(main, {:from, self() == main}) && 42 end)
IO.inspect(:"java.util.concurrent.Future".get(future))
IO.inspect(receive(do: (message -> message)))
failing = :"java.util.concurrent.ExecutorService".submit(executor, fn -> raise "in another thread" end)

try do
  :"java.util.concurrent.Future".get(failing)
rescue
  e in :"java.util.concurrent.ExecutionException" -> IO.inspect(e.class)
end

:"java.util.concurrent.ExecutorService".shutdown(executor)

IO.puts("-- failures pass through Java")

try do
  :"java.util.List".forEach([1], fn _ -> raise ArgumentError, "from Elixir" end)
rescue
  e in ArgumentError -> IO.puts(e.message)
end

try do
  :"java.util.List".forEach([1, 2, 3], fn x -> if x == 2, do: throw({:found, x}) end)
catch
  value -> IO.inspect(value)
end

try do
  :"java.util.List".sort(:"java.util.ArrayList".new([1, 2]), fn _, _ -> :less end)
rescue
  e in ArgumentError -> IO.puts(e.message)
end

IO.puts("-- processes that block in Java")
latch = :"java.util.concurrent.CountDownLatch".new(500)

for _ <- 1..500 do
  spawn(fn ->
    :"java.util.concurrent.CountDownLatch".countDown(latch)
    :"java.util.concurrent.CountDownLatch".await(latch)
    send(main, :through)
  end)
end

IO.inspect(Enum.count(1..500, fn _ -> receive(do: (:through -> true)) end))

for reason <- [:kill, :shutdown] do
  pid = spawn(fn -> :"java.lang.Thread".sleep(60_000) end)
  ref = Process.monitor(pid)
  Process.sleep(100)
  Process.exit(pid, reason)
  IO.inspect(receive(do: ({:DOWN, ^ref, _, _, reason} -> reason)))
end
