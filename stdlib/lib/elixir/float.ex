defmodule Float do
  @moduledoc "Floats: 64-bit binary floating point numbers."

  @doc "The shortest text that reads back as the same float."
  @spec to_string(float) :: String.t()
  def to_string(float), do: :erlang.float_to_binary(float, [:short])

  @doc "As `to_string/1`, as a charlist."
  @spec to_charlist(float) :: charlist
  def to_charlist(float), do: :erlang.float_to_list(float, [:short])

  @doc "The float rounded down."
  @spec floor(float) :: float
  def floor(number) when is_float(number), do: :math.floor(number)

  @doc "The float rounded up."
  @spec ceil(float) :: float
  def ceil(number) when is_float(number), do: :math.ceil(number)

  @doc "The float rounded to so many decimal digits (0 to 15), halves away from zero by the decimal text."
  @spec round(float, 0..15) :: float
  def round(float, precision \\ 0) when is_float(float) and precision in 0..15 do
    :erlang.binary_to_float(decimals(float, precision))
  end

  defp decimals(float, 0), do: :erlang.float_to_binary(:erlang.round(float) * 1.0, decimals: 1)
  defp decimals(float, precision), do: :erlang.float_to_binary(float, decimals: precision)

  @doc "`base` to the power of `exponent`, as a float."
  @spec pow(float, number) :: float
  def pow(base, exponent) when is_float(base) and is_number(exponent), do: :math.pow(base, exponent)

  @doc "The float at the start of the text and the rest, `:error` when there is none."
  @spec parse(binary) :: {float, binary} | :error
  def parse(binary) when is_binary(binary) do
    case Integer.parse(binary) do
      :error -> :error
      {_whole, rest} -> number(binary, byte_size(binary) - byte_size(rest), rest)
    end
  end

  defp number(binary, size, <<?., digit, _::binary>> = rest) when digit in ?0..?9 do
    <<_point, fraction::binary>> = rest
    after_fraction = skip_digits(fraction)
    mantissa = size + byte_size(rest) - byte_size(after_fraction)
    {exponent, remaining} = exponent(after_fraction)
    {:erlang.binary_to_float(binary_part(binary, 0, mantissa) <> exponent), remaining}
  end

  defp number(binary, size, rest) do
    {exponent, remaining} = exponent(rest)
    {:erlang.binary_to_float(binary_part(binary, 0, size) <> ".0" <> exponent), remaining}
  end

  defp exponent(<<e, sign, digit, _::binary>> = rest) when e in [?e, ?E] and sign in [?+, ?-] and digit in ?0..?9 do
    <<_::16, digits::binary>> = rest
    remaining = skip_digits(digits)
    {binary_part(rest, 0, byte_size(rest) - byte_size(remaining)), remaining}
  end

  defp exponent(<<e, digit, _::binary>> = rest) when e in [?e, ?E] and digit in ?0..?9 do
    <<_, digits::binary>> = rest
    remaining = skip_digits(digits)
    {binary_part(rest, 0, byte_size(rest) - byte_size(remaining)), remaining}
  end

  defp exponent(rest), do: {"", rest}

  defp skip_digits(<<digit, rest::binary>>) when digit in ?0..?9, do: skip_digits(rest)
  defp skip_digits(rest), do: rest
end
