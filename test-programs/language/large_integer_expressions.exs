# Expressions of several steps on large integers: their values, their order, their quotients, and what they raise.
defmodule Big do
  def linear(a, b, c), do: 4 * a + b - c
  def scaled(a, b, x), do: (2 * a - b) * x + 7
  def mixed(a, b), do: a * b - b * a + (a - b) * (a + b)
  def less?(a, b, c), do: 4 * a + b - c < 3 * c
  def at_least?(a, b), do: 2 * a - b >= a - b + a
  def quotient(a, b, c), do: div(10 * (3 * a + b), c)
  def remainder(a, b, c), do: rem(10 * (3 * a + b), c)
  def checked(a, b) when a * 2 - b > 0, do: :positive
  def checked(_, _), do: :other
end

values =
  for base <- [2, 3, 10, 7], power <- [1, 40, 200, 313, 900], sign <- [1, -1], do: sign * Integer.pow(base, power) + sign

digest = fn n -> {rem(n, 1_000_000_007), Integer.digits(abs(n)) |> length()} end

for [a, b, c] <- Enum.chunk_every(values, 3, 2, :discard) do
  IO.inspect({digest.(Big.linear(a, b, c)), digest.(Big.scaled(a, b, 12_345)), digest.(Big.mixed(a, b))})
  IO.inspect({Big.less?(a, b, c), Big.at_least?(a, b), Big.checked(a, b), Big.checked(b, a)})
  IO.inspect({digest.(Big.quotient(a, b, c)), digest.(Big.remainder(a, b, c))})
end

n = Integer.pow(10, 300)
IO.inspect(Big.linear(n, -3 * n, n))
IO.inspect(Big.linear(n, -3 * n, n + 1))
IO.inspect(Big.scaled(n, 2 * n - 1, 1_000_000_000_000))
IO.inspect(Big.quotient(n, 0, 30 * n))
IO.inspect(Big.quotient(n, -1, 30 * n))
IO.inspect(Big.linear(n, 0.5, 1.0))
IO.inspect(Big.less?(n, 0.5, 1.0e300))

for {f, args} <- [linear: [n, :b, 1], linear: [n, n, nil], scaled: [n, 1, "x"], quotient: [n, n, 0], less?: [n, n, []]] do
  try do
    apply(Big, f, args)
  rescue
    e in ArithmeticError -> IO.puts(Exception.message(Exception.blame(:error, e, __STACKTRACE__) |> elem(0)) |> String.replace(~r/0{40,}/, "..."))
  end
end

IO.inspect(Big.checked(n, :b))

# Products and sums in loops: factorials, powers, Fibonacci numbers, an inverse square root by Newton's method.
fibonacci = fn k -> Enum.reduce(1..k, {0, 1}, fn _, {a, b} -> {b, a + b} end) |> elem(0) end
IO.inspect(digest.(fibonacci.(20_000)))
IO.inspect(digest.(Enum.reduce(1..2_000, 1, &(&1 * &2))))

root = fn root, n, x ->
  next = div(x + div(n, x), 2)
  if next >= x, do: x, else: root.(root, n, next)
end

IO.inspect(root.(root, 2 * Integer.pow(10, 400), Integer.pow(10, 201)))
