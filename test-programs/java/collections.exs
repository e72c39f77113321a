# Java's collections, maps, iterators and streams in Enum, for, into and inspect; Elixir's lists and maps in Java.
list = :"java.util.ArrayList".new([3, 1, 2])
IO.inspect(list)
IO.inspect(Enum.sort(list))
IO.inspect(for x <- list, x > 1, do: x * 10)
IO.inspect({Enum.count(list), Enum.member?(list, 2), Enum.at(list, 1), Enum.slice(list, 1, 2), Enum.zip(list, [:a, :b, :c])})
IO.inspect(Enum.into([4, 5], list))
:"java.util.Collections".sort(list)
IO.inspect(list)
IO.inspect(:"java.util.List".remove(list, 0))
IO.inspect(Enum.to_list(list))

IO.puts("-- maps")
map = :"java.util.TreeMap".new(%{"b" => 1, "a" => [2]})
IO.inspect(map)
IO.inspect(Enum.map(map, fn {key, value} -> {value, key} end))
IO.inspect(Map.new(map))
Enum.into(%{"c" => nil}, map)
IO.inspect(:"java.util.Map".containsKey(map, "c"))
IO.inspect(:"java.util.Map".get(map, "none"))
IO.inspect(for {key, _} <- :"java.util.Map".entrySet(map), do: key)

IO.puts("-- what went in comes back")
box = :"java.util.concurrent.atomic.AtomicReference".new(%{a: {1, [2, "x"]}})
IO.inspect(:"java.util.concurrent.atomic.AtomicReference".get(box))
:"java.util.concurrent.atomic.AtomicReference".set(box, [1, 2.0, :three, nil, self: true])
IO.inspect(:"java.util.concurrent.atomic.AtomicReference".get(box))
fun = fn x -> x end
:"java.util.concurrent.atomic.AtomicReference".set(box, fun)
IO.inspect(:"java.util.concurrent.atomic.AtomicReference".get(box) == fun)

IO.puts("-- Elixir's own in Java's hands")
IO.inspect(:"java.util.Collections".max([3, 9, 2]))
IO.inspect(:"java.util.List".indexOf(["a", "b"], "b"))
IO.inspect(:"java.util.Map".getOrDefault(%{"a" => 1}, "b", 0))
IO.inspect(:"java.util.Collections".unmodifiableSet(MapSet.new([1])))
IO.inspect(:"java.lang.Object".toString(%{"a" => [1, nil, true]}))

IO.puts("-- streams and iterators")
squares = :"java.util.stream.IntStream".range(0, 5) |> :"java.util.stream.IntStream".map(fn x -> x * x end)
IO.inspect(Enum.to_list(squares))
endless = :"java.util.stream.Stream".iterate(1, fn x -> x * 2 end)
IO.inspect(Enum.take(endless, 8))
IO.inspect(:"java.util.List".iterator([1, 2]) |> Enum.map(&(&1 + 1)))
IO.inspect(:"java.util.Collections".enumeration([1, 2]) |> Enum.to_list())
IO.inspect(Enum.chunk_every(:"java.util.ArrayDeque".new([1, 2, 3]), 2))
IO.inspect(Stream.zip(:"java.util.List".of("a", "b"), 1..2) |> Enum.to_list())
IO.inspect(Java.to_term(:"java.util.List".of(:"java.util.Map".of("k", :"int[]".new(2)), [1])))
IO.inspect(MapSet.new(:"java.util.Set".of(7)))

IO.puts("-- not everything has elements")

try do
  Enum.to_list(:"java.lang.StringBuilder".new("x"))
rescue
  e in Protocol.UndefinedError -> IO.puts(e.description)
end
