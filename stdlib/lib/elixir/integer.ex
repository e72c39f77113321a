defmodule Integer do
  @moduledoc "Integers of any size."

  import Bitwise, only: [band: 2]

  @doc "Whether the integer is odd. Allowed in guards."
  defguard is_odd(integer) when is_integer(integer) and band(integer, 1) == 1

  @doc "Whether the integer is even. Allowed in guards."
  defguard is_even(integer) when is_integer(integer) and band(integer, 1) == 0

  @doc "The integer as text in a base from 2 to 36."
  @spec to_string(integer, 2..36) :: String.t()
  def to_string(integer, base \\ 10), do: :erlang.integer_to_binary(integer, base)

  @doc "The integer as a charlist in a base from 2 to 36."
  @spec to_charlist(integer, 2..36) :: charlist
  def to_charlist(integer, base \\ 10), do: :erlang.integer_to_list(integer, base)

  @doc "The integer at the start of the text and the rest, `:error` when there is none."
  @spec parse(binary, 2..36) :: {integer, binary} | :error
  def parse(binary, base \\ 10)

  def parse(binary, base) when is_binary(binary) and base in 2..36 do
    case binary do
      <<?-, rest::binary>> -> negated(digits_of(rest, base, 0, false))
      <<?+, rest::binary>> -> digits_of(rest, base, 0, false)
      _ -> digits_of(binary, base, 0, false)
    end
  end

  defp negated({integer, rest}), do: {-integer, rest}
  defp negated(:error), do: :error

  defp digits_of(<<char, rest::binary>> = binary, base, value, found) do
    digit = digit(char)

    cond do
      digit < base -> digits_of(rest, base, value * base + digit, true)
      found -> {value, binary}
      true -> :error
    end
  end

  defp digits_of(<<>>, _base, value, true), do: {value, ""}
  defp digits_of(<<>>, _base, _value, false), do: :error

  defp digit(char) when char in ?0..?9, do: char - ?0
  defp digit(char) when char in ?a..?z, do: char - ?a + 10
  defp digit(char) when char in ?A..?Z, do: char - ?A + 10
  defp digit(_char), do: 99

  @doc "The digits of the integer in a base, highest first."
  @spec digits(integer, pos_integer) :: [integer, ...]
  def digits(integer, base \\ 10) when is_integer(integer) and is_integer(base) and base >= 2, do: digits(integer, base, [])

  defp digits(integer, base, digits) when abs(integer) < base, do: [integer | digits]
  defp digits(integer, base, digits), do: digits(div(integer, base), base, [rem(integer, base) | digits])

  @doc "The integer that the digits spell in a base."
  @spec undigits([integer], pos_integer) :: integer
  def undigits(digits, base \\ 10) when is_list(digits) and is_integer(base) and base >= 2, do: undigits(digits, base, 0)

  defp undigits([], _base, value), do: value

  defp undigits([digit | _digits], base, _value) when is_integer(digit) and digit >= base do
    raise ArgumentError, "invalid digit #{digit} in base #{base}"
  end

  defp undigits([digit | digits], base, value) when is_integer(digit), do: undigits(digits, base, value * base + digit)

  @doc "`base` to the power of `exponent`, which is not negative."
  @spec pow(integer, non_neg_integer) :: integer
  def pow(base, exponent) when is_integer(base) and is_integer(exponent) do
    if exponent < 0, do: raise(ArithmeticError)
    power(base, exponent, 1)
  end

  defp power(_base, 0, result), do: result
  defp power(base, exponent, result) when band(exponent, 1) == 1, do: power(base * base, div(exponent, 2), result * base)
  defp power(base, exponent, result), do: power(base * base, div(exponent, 2), result)

  @doc "The quotient rounded towards negative infinity."
  @spec floor_div(integer, integer) :: integer
  def floor_div(dividend, divisor) do
    if dividend * divisor < 0 and rem(dividend, divisor) != 0 do
      div(dividend, divisor) - 1
    else
      div(dividend, divisor)
    end
  end

  @doc "The quotient rounded towards positive infinity."
  @spec ceil_div(integer, integer) :: integer
  def ceil_div(dividend, divisor), do: -floor_div(-dividend, divisor)

  @doc "The remainder with the sign of the divisor."
  @spec mod(integer, integer) :: integer
  def mod(dividend, divisor) do
    remainder = rem(dividend, divisor)
    if remainder * divisor < 0, do: remainder + divisor, else: remainder
  end

  @doc "The greatest common divisor, never negative."
  @spec gcd(integer, integer) :: non_neg_integer
  def gcd(a, 0) when is_integer(a), do: abs(a)
  def gcd(a, b) when is_integer(a) and is_integer(b), do: gcd(b, rem(a, b))

  @doc "The greatest common divisor and the two factors that give it: `{gcd, m, n}` with `a * m + b * n == gcd`."
  @spec extended_gcd(integer, integer) :: {non_neg_integer, integer, integer}
  def extended_gcd(0, 0), do: {0, 0, 0}
  def extended_gcd(0, b), do: {abs(b), 0, div(b, abs(b))}
  def extended_gcd(a, 0), do: {abs(a), div(a, abs(a)), 0}

  def extended_gcd(a, b) when is_integer(a) and is_integer(b) do
    {gcd, m, n} = extended(abs(a), abs(b), 1, 0, 0, 1)
    {gcd, if(a < 0, do: -m, else: m), if(b < 0, do: -n, else: n)}
  end

  defp extended(a, 0, m, n, _next_m, _next_n), do: {a, m, n}

  defp extended(a, b, m, n, next_m, next_n) do
    quotient = div(a, b)
    extended(b, rem(a, b), next_m, next_n, m - quotient * next_m, n - quotient * next_n)
  end

  @doc "How many bits of the integer, which is not negative, are one."
  @spec popcount(non_neg_integer) :: non_neg_integer
  def popcount(integer) when is_integer(integer) and integer >= 0, do: popcount(integer, 0)

  defp popcount(0, count), do: count
  defp popcount(integer, count), do: popcount(Bitwise.bsr(integer, 1), count + band(integer, 1))
end
