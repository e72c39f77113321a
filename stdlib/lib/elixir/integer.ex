defmodule Integer do
  @moduledoc """
  Integers: division, digits, text. The operators are in `Kernel`, bits in `Bitwise`.
  """

  @doc """
  Whether `integer` is odd. Allowed in guards.

      iex> require Integer
      iex> {Integer.is_odd(3), Integer.is_odd(-2)}
      {true, false}

  """
  defguard is_odd(integer) when is_integer(integer) and :erlang.band(integer, 1) == 1

  @doc """
  Whether `integer` is even. Allowed in guards.

      iex> require Integer
      iex> {Integer.is_even(3), Integer.is_even(-2)}
      {false, true}

  """
  defguard is_even(integer) when is_integer(integer) and :erlang.band(integer, 1) == 0

  # -- Arithmetic ------------------------------------------------------------------------------------------------------

  @doc """
  `base` to the power of `exponent`, exactly.

      iex> Integer.pow(2, 70)
      1180591620717411303424

  """
  @doc since: "1.12.0"
  @spec pow(integer, non_neg_integer) :: integer
  def pow(base, exponent) when is_integer(base) and is_integer(exponent) do
    if exponent < 0, do: :erlang.error(:badarith)
    power(base, exponent, 1)
  end

  defp power(_base, 0, acc), do: acc
  defp power(base, 1, acc), do: base * acc
  defp power(base, exponent, acc) when :erlang.band(exponent, 1) == 0, do: power(base * base, :erlang.bsr(exponent, 1), acc)
  defp power(base, exponent, acc), do: power(base * base, :erlang.bsr(exponent, 1), acc * base)

  @doc """
  The remainder that goes with `floor_div/2`: it has the sign of the divisor.

      iex> {Integer.mod(-5, 3), Integer.mod(5, -3)}
      {1, -1}

  """
  @doc since: "1.4.0"
  @spec mod(integer, neg_integer | pos_integer) :: integer
  def mod(dividend, divisor) do
    remainder = rem(dividend, divisor)
    if remainder * divisor < 0, do: remainder + divisor, else: remainder
  end

  @doc """
  Division rounded down.

      iex> {Integer.floor_div(5, 2), Integer.floor_div(-5, 2)}
      {2, -3}

  """
  @doc since: "1.4.0"
  @spec floor_div(integer, neg_integer | pos_integer) :: integer
  def floor_div(dividend, divisor) do
    if dividend * divisor < 0 and rem(dividend, divisor) != 0 do
      div(dividend, divisor) - 1
    else
      div(dividend, divisor)
    end
  end

  @doc """
  Division rounded up.

      iex> {Integer.ceil_div(5, 2), Integer.ceil_div(-5, 2)}
      {3, -2}

  """
  @doc since: "1.20.0"
  @spec ceil_div(integer, neg_integer | pos_integer) :: integer
  def ceil_div(dividend, divisor) do
    if dividend * divisor > 0 and rem(dividend, divisor) != 0 do
      div(dividend, divisor) + 1
    else
      div(dividend, divisor)
    end
  end

  @doc """
  The greatest common divisor, never negative.

      iex> Integer.gcd(12, -18)
      6

  """
  @doc since: "1.5.0"
  @spec gcd(integer, integer) :: non_neg_integer
  def gcd(integer1, integer2) when is_integer(integer1) and is_integer(integer2), do: divisor(abs(integer1), abs(integer2))

  defp divisor(a, 0), do: a
  defp divisor(a, b), do: divisor(b, rem(a, b))

  @doc """
  `{gcd, m, n}` with `m * a + n * b == gcd`.

      iex> Integer.extended_gcd(240, 46)
      {2, -9, 47}

  """
  @doc since: "1.12.0"
  @spec extended_gcd(integer, integer) :: {non_neg_integer, integer, integer}
  def extended_gcd(a, b)
  def extended_gcd(0, 0), do: {0, 0, 0}
  def extended_gcd(a, b) when is_integer(a) and is_integer(b), do: bezout(a, b, 1, 0, 0, 1)

  defp bezout(r, 0, s, _s, t, _t) when r < 0, do: {-r, -s, -t}
  defp bezout(r, 0, s, _s, t, _t), do: {r, s, t}

  defp bezout(r0, r1, s0, s1, t0, t1) do
    quotient = div(r0, r1)
    bezout(r1, r0 - quotient * r1, s1, s0 - quotient * s1, t1, t0 - quotient * t1)
  end

  @doc """
  How many bits of `integer` are 1. Of a negative integer, how many are 0.

      iex> Integer.popcount(0b1011)
      3

  """
  @doc since: "1.20.0"
  @spec popcount(integer) :: non_neg_integer
  def popcount(integer) when is_integer(integer) and integer >= 0, do: ones(integer, 0)
  def popcount(integer) when is_integer(integer), do: ones(-integer - 1, 0)

  defp ones(0, count), do: count
  defp ones(integer, count), do: ones(:erlang.band(integer, integer - 1), count + 1)

  # -- Digits ----------------------------------------------------------------------------------------------------------

  @doc """
  The digits of `integer`, most significant first; all negative for a negative integer.

      iex> Integer.digits(255, 16)
      [15, 15]

  """
  @spec digits(integer, pos_integer) :: [integer, ...]
  def digits(integer, base \\ 10) when is_integer(integer) and is_integer(base) and base >= 2 do
    digits(integer, base, [])
  end

  defp digits(integer, base, digits) when abs(integer) < base, do: [integer | digits]
  defp digits(integer, base, digits), do: digits(div(integer, base), base, [rem(integer, base) | digits])

  @doc """
  The integer with these digits.

      iex> Integer.undigits([1, 2, 3])
      123

  """
  @spec undigits([integer], pos_integer) :: integer
  def undigits(digits, base \\ 10) when is_list(digits) and is_integer(base) and base >= 2, do: undigits(digits, base, 0)

  defp undigits([digit | rest], base, acc) when is_integer(digit) and abs(digit) < base, do: undigits(rest, base, acc * base + digit)

  defp undigits([digit | _rest], base, _acc) when is_integer(digit) do
    raise ArgumentError, "invalid digit #{digit} in base #{base}"
  end

  defp undigits([], _base, acc), do: acc

  # -- Text ------------------------------------------------------------------------------------------------------------

  @doc """
  Reads an integer from the start of `binary`: `{integer, rest}`, or `:error` when there is none.

      iex> Integer.parse("34px")
      {34, "px"}
      iex> Integer.parse("ff", 16)
      {255, ""}
      iex> Integer.parse("px")
      :error

  """
  @spec parse(binary, 2..36) :: {integer, binary} | :error
  def parse(binary, base \\ 10)

  def parse(binary, base) when is_binary(binary) and base in 2..36 do
    case binary do
      <<?-, rest::binary>> -> first_digit(rest, base, -1)
      <<?+, rest::binary>> -> first_digit(rest, base, 1)
      _ -> first_digit(binary, base, 1)
    end
  end

  def parse(binary, base) when is_binary(binary) do
    raise ArgumentError, "invalid base #{inspect(base)}"
  end

  defp first_digit(<<char, rest::binary>>, base, sign) do
    case digit(char) do
      digit when digit < base -> more_digits(rest, base, sign, digit)
      _ -> :error
    end
  end

  defp first_digit(<<>>, _base, _sign), do: :error

  defp more_digits(<<char, rest::binary>> = text, base, sign, acc) do
    case digit(char) do
      digit when digit < base -> more_digits(rest, base, sign, acc * base + digit)
      _ -> {acc * sign, text}
    end
  end

  defp more_digits(<<>>, _base, sign, acc), do: {acc * sign, ""}

  defp digit(char) when char in ?0..?9, do: char - ?0
  defp digit(char) when char in ?a..?z, do: char - ?a + 10
  defp digit(char) when char in ?A..?Z, do: char - ?A + 10
  defp digit(_char), do: 36

  @doc """
  The text of `integer` in `base`.

      iex> Integer.to_string(-255, 16)
      "-FF"

  """
  @spec to_string(integer, 2..36) :: String.t()
  def to_string(integer, base \\ 10)
  def to_string(integer, 10), do: :erlang.integer_to_binary(integer)
  def to_string(integer, base), do: :erlang.integer_to_binary(integer, base)

  @doc """
  The text of `integer` in `base` as a charlist.

      iex> Integer.to_charlist(255, 16)
      ~c"FF"

  """
  @spec to_charlist(integer, 2..36) :: charlist
  def to_charlist(integer, base \\ 10)
  def to_charlist(integer, 10), do: :erlang.integer_to_list(integer)
  def to_charlist(integer, base), do: :erlang.integer_to_list(integer, base)

  @doc false
  @deprecated "Use Integer.to_charlist/1 instead"
  def to_char_list(integer), do: :erlang.integer_to_list(integer)

  @doc false
  @deprecated "Use Integer.to_charlist/2 instead"
  def to_char_list(integer, base), do: :erlang.integer_to_list(integer, base)
end
