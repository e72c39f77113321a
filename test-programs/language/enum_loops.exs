# Enum's functions with a function that stands in the call, over lists, ranges and everything else.

defmodule EnumLoops do
  def all(e, k) do
    [
      reduce: Enum.reduce(e, 0, fn x, acc -> acc + x * k end),
      map: Enum.map(e, fn x -> x + k end),
      filter: Enum.filter(e, fn x -> rem(x, 2) == 0 end),
      reject: Enum.reject(e, &(rem(&1, 2) == 0)),
      any: Enum.any?(e, fn x -> x > k and :big end),
      all: Enum.all?(e, fn x -> x > 0 || nil end),
      count: Enum.count(e, fn x -> x != k end),
      sum_by: Enum.sum_by(e, fn x -> x * x end),
      find: Enum.find(e, fn x -> x == k end),
      find_default: Enum.find(e, :none, fn x -> x == k * 100 end),
      find_value: Enum.find_value(e, fn x -> x == k && {:at, x} end),
      find_value_default: Enum.find_value(e, :none, fn x -> x < 0 && x end),
      each: Enum.each(e, fn x -> send(self(), x) end),
      sent: sent([]),
      for: for(x <- e, rem(x, 3) > 0, y <- 1..x//1, y > 2, do: x * y + k),
      for_reduce: for(x <- e, reduce: {0, []}, do: ({n, all} -> {n + 1, [x | all]})),
      for_map: for(x <- e, into: %{}, do: {x, k}),
      for_uniq: for(x <- e, uniq: true, do: div(x, 2))
    ]
  end

  defp sent(all) do
    receive do
      x when is_integer(x) -> sent([x | all])
    after
      0 -> Enum.reverse(all)
    end
  end

  # What is added decides: integers of any size, floats, or a failure.
  def sum(e, start), do: Enum.reduce(e, start, fn x, acc -> acc + x end)
  def doubled(e), do: Enum.sum_by(e, fn x -> x + x end)

  def range_sum(first, last), do: Enum.reduce(first..last//1, 0, fn x, acc -> x + acc end)
  def powers(n), do: Enum.reduce(1..n, 1, fn _, acc -> acc * 1_000_003 end)
  def nested(n), do: Enum.map(1..n, fn x -> Enum.reduce(1..x, 0, fn y, acc -> acc + x * y end) end)
  def by_step(first, last, step), do: Enum.map(first..last//step, fn x -> x * 2 end)
  def literal, do: {Enum.map(3..6, fn x -> x end), Enum.map(3..6//2, & &1), Enum.map(6..3//1, & &1), Enum.map([], & &1)}

  def order do
    say = fn what ->
      IO.write("#{what} ")
      what
    end

    Enum.reduce([say.(1), say.(2)], say.(0), fn x, acc ->
      say.({:round, x} |> elem(1))
      acc
    end)

    Enum.each(say.(3)..say.(4), fn x -> say.(x * 10) end)
    Enum.find([say.(5)], say.(6), fn _ -> say.(nil) end)
    IO.puts("done")
  end

  def leaves(list) do
    Enum.each(list, fn x -> if x > 2, do: throw({:found, x}) end)
  catch
    {:found, x} -> x
  end

  def waits(n) do
    parent = self()
    pids = Enum.map(1..n, fn i -> spawn(fn -> send(parent, {self(), i * i}) end) end)
    Enum.map(pids, fn pid -> receive(do: ({^pid, square} -> square)) end)
  end

  def clauses(list) do
    Enum.map(list, fn
      {:ok, x} -> x
      :error -> :failed
      x when is_binary(x) -> String.upcase(x)
    end)
  end

  def last_call(list, k), do: Enum.map(list, fn x -> x + k end)
  def in_between(list, k), do: [k | Enum.map(list, fn x -> x + k end)]
  def filters(list, k, l), do: [Enum.filter(list, fn x -> {x + k, l} end)]
  def comprehension(list, k), do: [for(x <- list, x > 0, do: x + k)]
  def two_generators(list, k), do: [for(x <- list, x > 0, z <- [x], do: {z, x + k})]
  def no_clause(list, k), do: [Enum.each(list, fn {x} -> x + k end)]
end

alias EnumLoops, as: L

for e <- [[4, 1, 3, 2, 3], [], 1..7, MapSet.new([5, 3]), Stream.map([1, 2, 3], &(&1 * 2))] do
  IO.inspect(L.all(e, 3), label: inspect(e) |> String.slice(0, 16), limit: :infinity)
end

IO.inspect(Enum.sort(Enum.map(%{a: 1, b: 2}, fn {k, v} -> {v, k} end)))
IO.inspect([L.sum([1, 2, 3], 0), L.sum([1.5, 2], 0), L.sum([1, 2], 0.5), L.sum([0x7FFFFFFFFFFFFFFF, 1], 0), L.sum([1, 2], 2 ** 70)])
IO.inspect([L.doubled([1, 2]), L.doubled([1.5]), L.doubled([2 ** 63, 0.5]), L.range_sum(1, 100), L.range_sum(1, 0), L.range_sum(2 ** 64, 2 ** 64 + 2)])
IO.inspect([L.powers(2), L.powers(4), L.nested(5)])
IO.inspect([L.by_step(1, 3, 1), L.by_step(3, 1, -1), L.by_step(1, 9, 4), L.by_step(3, 1, 1), L.literal()])
L.order()
IO.inspect([L.leaves([1, 2, 3, 4]), L.leaves([1]), L.waits(5), L.clauses([{:ok, 1}, :error, "x"])])

# Many times, so that loops are compiled, with another kind of number at the end.
IO.inspect(Enum.reduce(1..2000, 0, fn i, acc -> acc + L.sum([i, if(i > 1990, do: 0.5, else: 1)], 0) end))

failing = [
  last_call: [[1, :a], 1],
  in_between: [[1, :a], 1],
  filters: [[1], :k, 2],
  comprehension: [[1], :k],
  two_generators: [[1], :k],
  no_clause: [[{1}, 2], 1],
  sum: [[1, nil], 0],
  last_call: [[1 | 2], 1],
  filters: [[1 | 2], 1, 1],
  range_sum: [1, 2.5],
  last_call: [:atom, 1],
  last_call: [nil, 1]
]

for {name, arguments} <- failing do
  try do
    apply(EnumLoops, name, arguments)
  rescue
    e ->
      IO.puts("#{name}: #{inspect(e.__struct__)}")

      # Down to the function that was called; lines of Enum are nobody's business.
      __STACKTRACE__
      |> Enum.map(fn {m, f, a, location} ->
        arity = if is_list(a), do: length(a), else: a
        {Exception.format_mfa(m, f, arity), if(m == EnumLoops, do: location[:line])}
      end)
      |> Enum.reject(fn {mfa, _} -> mfa =~ "Enum" and not (mfa =~ "EnumLoops") or mfa =~ "compiler" or mfa =~ "lexical" end)
      |> Enum.take(3)
      |> IO.inspect()
  end
end

defmodule Captures do
  def double(x), do: x * 2
  defp odd?(x), do: rem(x, 2) == 1

  def run(e) do
    [
      Enum.map(e, &double/1),
      Enum.filter(e, &odd?/1),
      Enum.map(e, &Integer.to_string/1),
      Enum.map(e, &Captures.double/1),
      Enum.reduce(e, 1, &*/2),
      Enum.reduce(e, 0, &max/2),
      Enum.sum_by(e, &-/1),
      Enum.find(e, &is_float/1),
      for(x <- e, do: double(x))
    ]
  end

  def missing(e), do: [Enum.map(e, &Captures.none/1)]
  def failing(e), do: [Enum.map(e, &double/1)]
end

for e <- [[1, 2, 3], 1..4, MapSet.new([7, 8])], do: IO.inspect(Captures.run(e))
IO.inspect(Captures.missing([]))

for {f, e} <- [missing: [1], failing: [nil], failing: [2, "3"]] do
  try do
    apply(Captures, f, [e])
  rescue
    error -> IO.puts(Exception.message(error) |> String.split("\n") |> hd())
  end
end
