defmodule Float do
  @moduledoc """
  Floating-point numbers: 64 bits, IEEE 754, without infinities and NaN.
  """

  @type precision_range :: 0..15

  @doc """
  The greatest finite float.

      iex> Float.max_finite()
      1.7976931348623157e308

  """
  @spec max_finite() :: float
  def max_finite(), do: 1.7976931348623157e308

  @doc """
  The least finite float.

      iex> Float.min_finite()
      -1.7976931348623157e308

  """
  @spec min_finite() :: float
  def min_finite(), do: -1.7976931348623157e308

  @doc """
  `base` to the power of `exponent`.

      iex> Float.pow(2.0, 3)
      8.0

  """
  @doc since: "1.12.0"
  @spec pow(float, number) :: float
  def pow(base, exponent) when is_float(base) and is_number(exponent), do: :math.pow(base, exponent)

  # -- Rounding --------------------------------------------------------------------------------------------------------

  @doc """
  The nearest float with at most `precision` decimals, halves away from zero. The float is taken as the exact number that it is.

      iex> Float.round(5.5675, 2)
      5.57
      iex> Float.round(-0.5)
      -1.0

  """
  @spec round(float, precision_range) :: float
  def round(float, precision \\ 0)
  def round(float, precision) when is_float(float) and precision in 0..15, do: rounded(float, precision, :half)
  def round(float, precision) when is_float(float), do: invalid_precision(precision)

  @doc """
  The least float with at most `precision` decimals that is not less than `float`.

      iex> Float.ceil(34.253, 2)
      34.26

  """
  @spec ceil(float, precision_range) :: float
  def ceil(float, precision \\ 0)
  def ceil(float, precision) when is_float(float) and precision in 0..15, do: rounded(float, precision, :up)
  def ceil(float, precision) when is_float(float), do: invalid_precision(precision)

  @doc """
  The greatest float with at most `precision` decimals that is not greater than `float`.

      iex> Float.floor(34.259, 2)
      34.25

  """
  @spec floor(float, precision_range) :: float
  def floor(float, precision \\ 0)
  def floor(float, precision) when is_float(float) and precision in 0..15, do: rounded(float, precision, :down)
  def floor(float, precision) when is_float(float), do: invalid_precision(precision)

  defp invalid_precision(precision) do
    raise ArgumentError, "precision #{precision} is out of valid range of 0..15"
  end

  # From 2 ** 52 on, floats have no fraction.
  defp rounded(float, _precision, _how) when float >= 4_503_599_627_370_496.0 or float <= -4_503_599_627_370_496.0, do: float
  defp rounded(float, _precision, _how) when float == 0.0, do: float

  defp rounded(float, precision, how) do
    <<sign::1, _::63>> = <<float::float>>
    {numerator, denominator} = ratio(float)
    scale = Integer.pow(10, precision)
    scaled = abs(numerator) * scale
    quotient = div(scaled, denominator)
    remainder = scaled - quotient * denominator

    quotient =
      case away?(how, sign, remainder, denominator) do
        true -> quotient + 1
        false -> quotient
      end

    signed(sign, decimal(quotient, scale, precision))
  end

  defp away?(_how, _sign, 0, _denominator), do: false
  defp away?(:half, _sign, remainder, denominator), do: remainder + remainder >= denominator
  defp away?(:up, sign, _remainder, _denominator), do: sign == 0
  defp away?(:down, sign, _remainder, _denominator), do: sign == 1

  defp signed(0, float), do: float
  defp signed(1, float), do: -float

  # Both numbers are exact floats below 2 ** 53, otherwise the text has to be read to round once only.
  defp decimal(quotient, scale, _precision) when quotient < 9_007_199_254_740_992, do: quotient / scale

  defp decimal(quotient, _scale, precision) do
    digits = :erlang.integer_to_binary(quotient)
    whole = byte_size(digits) - precision
    :erlang.binary_to_float(:binary.part(digits, 0, whole) <> "." <> :binary.part(digits, whole, precision))
  end

  @doc """
  The float as a fraction of integers, in lowest terms.

      iex> Float.ratio(0.75)
      {3, 4}

  """
  @doc since: "1.4.0"
  @spec ratio(float) :: {integer, pos_integer}
  def ratio(float) when is_float(float) do
    case <<float::float>> do
      <<_sign::1, 0::63>> -> {0, 1}
      <<sign::1, 0::11, mantissa::52>> -> fraction(sign, mantissa, -1074)
      <<sign::1, exponent::11, mantissa::52>> -> fraction(sign, mantissa + 4_503_599_627_370_496, exponent - 1075)
    end
  end

  defp fraction(sign, mantissa, exponent) when exponent < 0 and :erlang.band(mantissa, 1) == 0 do
    fraction(sign, :erlang.bsr(mantissa, 1), exponent + 1)
  end

  defp fraction(0, mantissa, exponent) when exponent < 0, do: {mantissa, :erlang.bsl(1, -exponent)}
  defp fraction(1, mantissa, exponent) when exponent < 0, do: {-mantissa, :erlang.bsl(1, -exponent)}
  defp fraction(0, mantissa, exponent), do: {:erlang.bsl(mantissa, exponent), 1}
  defp fraction(1, mantissa, exponent), do: {-:erlang.bsl(mantissa, exponent), 1}

  # -- Text ------------------------------------------------------------------------------------------------------------

  @doc """
  Reads a float from the start of `binary`: `{float, rest}`, or `:error` when there is none.

      iex> Float.parse("1.5kg")
      {1.5, "kg"}
      iex> Float.parse("3")
      {3.0, ""}
      iex> Float.parse(".5")
      :error

  """
  @spec parse(binary) :: {float, binary} | :error
  def parse(binary)
  def parse(<<?-, rest::binary>>), do: parse_unsigned(rest, "-")
  def parse(<<?+, rest::binary>>), do: parse_unsigned(rest, "")
  def parse(binary) when is_binary(binary), do: parse_unsigned(binary, "")

  defp parse_unsigned(text, sign) do
    case count_digits(text, 0) do
      0 -> :error
      whole -> parse_fraction(text, whole, sign)
    end
  end

  defp parse_fraction(text, whole, sign) do
    case text do
      <<integer::binary-size(^whole), ?., char, _::binary>> when char in ?0..?9 ->
        fraction = count_digits(text, whole + 1)
        <<_::binary-size(^whole), ?., digits::binary-size(^fraction), rest::binary>> = text
        parse_exponent(rest, sign <> integer <> "." <> digits)

      <<integer::binary-size(^whole), rest::binary>> ->
        parse_exponent(rest, sign <> integer <> ".0")
    end
  end

  defp parse_exponent(<<e, sign, char, _::binary>> = text, number) when e in [?e, ?E] and sign in [?-, ?+] and char in ?0..?9 do
    with_exponent(text, 2, number)
  end

  defp parse_exponent(<<e, char, _::binary>> = text, number) when e in [?e, ?E] and char in ?0..?9 do
    with_exponent(text, 1, number)
  end

  defp parse_exponent(rest, number), do: to_float(number, rest)

  defp with_exponent(text, skipped, number) do
    size = skipped + count_digits(text, skipped)
    <<exponent::binary-size(^size), rest::binary>> = text
    to_float(number <> exponent, rest)
  end

  defp to_float(text, rest) do
    try do
      :erlang.binary_to_float(text)
    rescue
      ArgumentError -> :error
    else
      float -> {float, rest}
    end
  end

  defp count_digits(text, from), do: count_digits(text, from, 0)

  defp count_digits(text, from, count) do
    case from + count < byte_size(text) and :binary.at(text, from + count) in ?0..?9 do
      true -> count_digits(text, from, count + 1)
      false -> count
    end
  end

  @doc """
  The shortest text that reads as the same float.

      iex> Float.to_string(0.1)
      "0.1"

  """
  @spec to_string(float) :: String.t()
  def to_string(float), do: :erlang.float_to_binary(float, [:short])

  @doc """
  The shortest text that reads as the same float, as a charlist.

      iex> Float.to_charlist(7.0)
      ~c"7.0"

  """
  @spec to_charlist(float) :: charlist
  def to_charlist(float), do: :erlang.float_to_list(float, [:short])

  @doc false
  @deprecated "Use Float.to_charlist/1 instead"
  def to_char_list(float), do: Float.to_charlist(float)

  @doc false
  @deprecated "Use :erlang.float_to_list/2 instead"
  def to_char_list(float, options), do: :erlang.float_to_list(float, expand_compact(options))

  @doc false
  @deprecated "Use :erlang.float_to_binary/2 instead"
  def to_string(float, options), do: :erlang.float_to_binary(float, expand_compact(options))

  defp expand_compact([{:compact, false} | rest]), do: expand_compact(rest)
  defp expand_compact([{:compact, true} | rest]), do: [:compact | expand_compact(rest)]
  defp expand_compact([option | rest]), do: [option | expand_compact(rest)]
  defp expand_compact([]), do: []
end
