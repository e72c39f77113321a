# Loops whose parameters are tuples that are taken apart and made anew: kept in parts, whole wherever somebody looks.
defmodule LoopTuples do
  def move(body, 0), do: body
  def move({x, y, v, name}, n), do: move({x + v * 0.5, y - v, v, name}, n - 1)

  # The tuple is made before it is passed; what fails in it fails before the rest.
  def early({x, y}, [h | t]) do
    next = {x / h, y + 1.0}
    _ = 10 / (h - 1)
    early(next, t)
  end

  def early(end_, []), do: elem(end_, 0)

  def sunk(state, []), do: state

  def sunk({sum, product}, [h | t]) do
    next = {sum + h * 1.5, product * (h + 0.5)}
    sunk(next, t)
  end

  # Used as a whole beside the parts.
  def history(last, 0, acc), do: {last, acc}
  def history({a, b} = pair, n, acc), do: history({b, a + b}, n - 1, [pair | acc])

  def captured(state, 0, funs), do: {state, Enum.map(funs, & &1.())}

  def captured({a, b} = state, n, funs) when rem(n, 2) == 0,
    do: captured(state, n - 1, [fn -> {state, a, b} end | funs])

  def captured({a, b}, n, funs), do: captured({a + 0.5, b * 2}, n - 1, [fn -> {:odd, a, b} end | funs])

  # Several shapes, and what is no tuple at all.
  def shapes({:done, x}, _), do: {:finished, x}
  def shapes({x, 3}, n), do: shapes({x, n, :three}, n)
  def shapes({x, k}, n), do: shapes({x * 2.0, k + 1}, n)
  def shapes({x, y, :three}, n), do: shapes([x, y], n)
  def shapes([x, _], n), do: shapes(%{x: x}, n)
  def shapes(%{x: x}, n), do: shapes({:done, x + n}, n)

  def clauses({1.0, y}, n), do: {:one, y, n}
  def clauses({-0.0, y}, n), do: {:minus_zero, y, n}
  def clauses({x, y}, n) when x > 4.0 and y > 100.0, do: {:large, x, y, n}
  def clauses({x, y}, n) when n > 0, do: clauses({x - 1.0, y * 1.5}, n - 1)

  # Floats and integers by turns.
  def turns(t, 0), do: t
  def turns({x, y}, n) when rem(n, 3) == 0, do: turns({trunc(x + y), y * 1.0}, n - 1)
  def turns({x, y}, n), do: turns({x + 0.25, y + x}, n - 1)

  def factorial({acc, k}, n) when k > n, do: {acc, k}
  def factorial({acc, k}, n), do: factorial({acc * k, k + 1}, n)

  def fib({a, _b}, 0), do: a
  def fib({a, b}, n), do: fib({b, a + b}, n - 1)

  def fails({x, y}, n), do: fails({x * 1.0e200, y + 1.0}, n - 1)

  def divides({x, y}, n), do: divides({x / n, y + 1.0}, n - 1)

  def rescued({x, y}, n) do
    r =
      try do
        1.0 / n + x
      rescue
        ArithmeticError -> {:rescued, x, y}
      end

    if n == 0, do: {r, x, y}, else: rescued({x + 1.0, y * 2.0}, n - 1)
  end

  def two(a, b, 0), do: {a, b}
  def two({x, y}, {u, v, w}, n) when x < 100.0, do: two({x + u, y * 1.5}, {v, w, u + 0.5}, n - 1)
  def two({x, y}, other, n), do: two({x - 100.0, y}, other, n - 1)
  def two(a, {u, v, w}, n), do: two(a, {w, v, u}, n - 1)

  # The element goes to another place.
  def rotate(t, 0), do: t
  def rotate({a, b, c}, n), do: rotate({b * 1.0, c + 0.0, a}, n - 1)

  def swap(t, 0), do: t
  def swap({a, b}, n) when a >= b, do: swap({b, a}, n - 1)
  def swap({a, b}, n), do: swap({b - 0.5, a + 0.5}, n - 1)

  def nested({{a, b}, c}, 0), do: [a, b, c]
  def nested({{a, b}, c}, n), do: nested({{b, a + c}, c * 0.5}, n - 1)

  def nil_or({x, nil}, n), do: nil_or({x, n * 1.0}, n - 1)
  def nil_or({x, y}, n) when n > 0, do: nil_or({x + y, nil}, n - 1)
  def nil_or(other, n), do: {other, n}

  def passed({x, y} = p, n) when n > 0 do
    if rem(n, 2) == 0, do: passed({x + size(p), y}, n - 1), else: passed({y, x * 2.0}, n - 1)
  end

  def passed(p, _), do: [p, size(p), p]

  defp size(p), do: tuple_size(p)

  def pinned({x, y}, [h | t]) do
    case h do
      ^y -> {:found, x, y, t}
      _ -> pinned({x + 1.0, y + 1.0}, t)
    end
  end

  def binary({x, rest}, n) do
    case rest do
      <<c, more::binary>> -> binary({x + c * 1.0, more}, n + 1)
      <<>> -> {x, rest, n}
    end
  end

  def again(p, n) do
    {x, y} = p
    if n == 0, do: p, else: again({y + 0.5, x}, n - 1)
  end

  def nine({a, b, c, d, e, f, g, h, i}, n) when n > 0,
    do: nine({b, c, d, e, f, g, h, i, a + 1.0}, n - 1)

  def nine(t, 0), do: t

  def literal({3.0, 4.0}, n), do: {:end, n}
  def literal({1, 2}, n), do: literal({1.0, 2.0}, n)
  def literal({x, y}, n), do: literal({x + 1.0, y + 1.0}, n - 1)

  def fixed({x, _} = p, p, n), do: {:met, x, n}
  def fixed({x, y}, p, n), do: fixed({x + 1.0, y + 1.0}, p, n - 1)

  def case_of(p, n) do
    case p do
      {4.0, y} -> {:four, y, p}
      %{x: x} -> case_of({x, 0.0}, n)
      [x | y] -> case_of({x, y}, n)
      {x, y} when is_float(y) and n > 0 -> case_of({x + 1.0, y + 0.5}, n - 1)
      other -> {:other, other}
    end
  end

  def one({x}, n) when n > 0, do: one({x * 1.5}, n - 1)
  def one(t, _), do: t
end

defmodule Show do
  def failure(fun) do
    IO.inspect(fun.())
  rescue
    e ->
      frames = for {m, f, a, l} <- __STACKTRACE__, m == LoopTuples, do: {f, a, l[:line]}
      IO.puts(Exception.message(e))
      {e, _} = Exception.blame(:error, e, __STACKTRACE__)
      IO.puts(Exception.message(e))
      IO.inspect(frames)
  end
end

defmodule Run do
  import LoopTuples

  def main do
    IO.inspect(move({1.0, 2.0, 0.25, :a}, 1000))
    IO.inspect(move({1.0, 2.0, 4, "b"}, 3))
    IO.inspect(move({1, 2, 4, nil}, 0))
    IO.inspect(move({-0.0, 0.0, -0.0, nil}, 2))
    IO.inspect(sunk({0.0, 1.0}, [1, 2, 3.5, 4]))
    IO.inspect(sunk({0, 1}, []))
    IO.inspect(history({0, 1}, 10, []))
    IO.inspect(history({0.5, 1}, 3, []))
    IO.inspect(captured({1.0, 2}, 5, []))
    IO.inspect(shapes({1.5, 0}, 7))
    IO.inspect(clauses({3.0, 2.0}, 9))
    IO.inspect(clauses({-0.0, 2.0}, 2))
    IO.inspect(clauses({8.0, 60.0}, 9))
    IO.inspect(turns({1.0, 2.0}, 20))
    IO.inspect(turns({1, 2}, 20))
    IO.inspect(factorial({1, 1}, 30))
    IO.inspect(fib({0, 1}, 150))
    IO.inspect(fib({0.0, 1.0}, 50))
    IO.inspect(rescued({1.0, 2.0}, 4))
    IO.inspect(two({1.0, 2.0}, {3.0, 4.0, 5.0}, 60))
    IO.inspect(two({1, 2.0}, {3, 4.0, 5}, 3))
    IO.inspect(two({1.0, 2.0}, [], 0))
    IO.inspect(rotate({1.0, 2.0, 3.0}, 7))
    IO.inspect(swap({1.0, 2.0}, 7))
    IO.inspect(swap({:b, :a}, 1))
    IO.inspect(nested({{1.0, 2}, 3.0}, 5))
    IO.inspect(nil_or({1.0, nil}, 9))
    IO.inspect(nil_or({1.0, 2.0}, 0))
    IO.inspect(passed({1.0, 2.0}, 9))
    IO.inspect(pinned({0.0, 1.0}, [5, 6, 3.0, 4]))
    IO.inspect(binary({0.5, "abc"}, 0))
    IO.inspect(again({1.0, 2.0}, 5))
    IO.inspect(again({:a, 2.0}, 1))
    IO.inspect(nine({1, 2, 3, 4, 5, 6, 7, 8, 9}, 12))
    IO.inspect(literal({1, 2}, 10))
    IO.inspect(literal({0.0, 1.0}, 10))
    IO.inspect(fixed({1.0, 2.0}, {4.0, 5.0}, 10))
    IO.inspect(case_of(%{x: 1.0}, 10))
    IO.inspect(case_of([1.5 | 2.0], 3))
    IO.inspect(case_of([1.5], 3))
    IO.inspect(one({1.0}, 4))

    Show.failure(fn -> early({1.0, 2.0}, [2, 3, 0, 1]) end)
    Show.failure(fn -> early({1.0, 2.0}, [2, 3, 1, 0]) end)
    Show.failure(fn -> early({1.0, 2.0}, [2, 3]) end)
    Show.failure(fn -> move({1.0, 2.0, 3.0}, 5) end)
    Show.failure(fn -> move(:no_tuple, 5) end)
    Show.failure(fn -> move({1.0, :y, 3.0, nil}, 5) end)
    Show.failure(fn -> sunk({1.0, 2.0}, [1, 2 | :improper]) end)
    Show.failure(fn -> clauses({9.0, 1.0}, 3) end)
    Show.failure(fn -> fails({1.0, 2.0}, 5) end)
    Show.failure(fn -> divides({1.0, 2.0}, 3) end)
    Show.failure(fn -> pinned({0.0, 1.0}, [7, 8]) end)
    Show.failure(fn -> one({1.0, 2.0}, 4) end)
  end
end

Run.main()
