defmodule :jlixir_erl_bits do
  @moduledoc """
  The parts of a binary in Erlang's abstract format: what stands for the bits of one part, and the bits of a value.
  """

  @doc """
  What `{:bin_element, ...}` ask for: `{value, size, type, sign, endian, unit}` each, value and size still being expressions.

  A text is one part for each of its characters. The size is `:default` where none is given.
  """
  def parts(elements), do: :lists.flatmap(&part/1, elements)

  defp part({:bin_element, anno, {:string, _, text}, size, types}) do
    for char <- text, do: part_of({:integer, anno, char}, size, types)
  end

  defp part({:bin_element, _, value, size, types}), do: [part_of(value, size, types)]

  defp part_of(value, size, :default), do: part_of(value, size, [])

  defp part_of(value, size, types) do
    type = Enum.find(types, :integer, &(&1 in [:integer, :float, :binary, :bytes, :bitstring, :bits, :utf8, :utf16, :utf32]))
    sign = if :signed in types, do: :signed, else: :unsigned
    endian = Enum.find(types, :big, &(&1 in [:big, :little, :native]))
    {value, size, whole(type), sign, endian, unit(types, type)}
  end

  defp whole(:bytes), do: :binary
  defp whole(:bits), do: :bitstring
  defp whole(type), do: type

  defp unit([{:unit, unit} | _], _type), do: unit
  defp unit([_ | rest], type), do: unit(rest, type)
  defp unit([], type) when type in [:binary, :bytes], do: 8
  defp unit([], _type), do: 1

  @doc "The number of bits of a part whose size is that number of units; `:all` for the whole of what is there."
  def bits(:default, :integer, unit), do: 8 * unit
  def bits(:default, :float, unit), do: 64 * unit
  def bits(:default, type, unit) when type in [:binary, :bitstring], do: {:all, unit}
  def bits(:default, _utf, _unit), do: :utf
  def bits(size, _type, unit) when is_integer(size) and size >= 0, do: size * unit
  def bits(_size, _type, _unit), do: :erlang.error(:badarg)

  @doc "The bits of a value."
  def put(value, :integer, _sign, endian, bits) when is_integer(value) do
    case endian(endian) do
      :big -> <<value::size(bits)>>
      :little -> <<value::little-size(bits)>>
    end
  end

  def put(value, :float, _sign, endian, bits) when is_number(value) and bits in [16, 32, 64] do
    case endian(endian) do
      :big -> <<value::float-size(bits)>>
      :little -> <<value::float-little-size(bits)>>
    end
  end

  def put(value, type, _sign, _endian, {:all, unit}) when type in [:binary, :bitstring] and rem(bit_size(value), unit) == 0, do: value

  def put(value, type, _sign, _endian, bits) when type in [:binary, :bitstring] and is_bitstring(value) and bits <= bit_size(value) do
    <<part::bitstring-size(^bits), _::bitstring>> = value
    part
  end

  def put(value, :utf8, _sign, _endian, :utf) when is_integer(value), do: <<value::utf8>>

  def put(value, type, _sign, endian, :utf) when is_integer(value) do
    case {type, endian(endian)} do
      {:utf16, :big} -> <<value::utf16>>
      {:utf16, :little} -> <<value::utf16-little>>
      {:utf32, :big} -> <<value::utf32>>
      {:utf32, :little} -> <<value::utf32-little>>
    end
  end

  def put(_value, _type, _sign, _endian, _bits), do: :erlang.error(:badarg)

  @doc "The value at the beginning and what follows it: `{value, rest}`, or `:none`."
  def take(from, :integer, sign, endian, bits) do
    case {sign, endian(endian), from} do
      {:unsigned, :big, <<value::size(^bits), rest::bitstring>>} -> {value, rest}
      {:unsigned, :little, <<value::little-size(^bits), rest::bitstring>>} -> {value, rest}
      {:signed, :big, <<value::signed-size(^bits), rest::bitstring>>} -> {value, rest}
      {:signed, :little, <<value::little-signed-size(^bits), rest::bitstring>>} -> {value, rest}
      _ -> :none
    end
  end

  def take(from, :float, _sign, endian, bits) when bits in [16, 32, 64] do
    case {endian(endian), from} do
      {:big, <<value::float-size(^bits), rest::bitstring>>} -> {value, rest}
      {:little, <<value::float-little-size(^bits), rest::bitstring>>} -> {value, rest}
      _ -> :none
    end
  end

  def take(from, type, _sign, _endian, {:all, unit}) when type in [:binary, :bitstring] do
    if rem(bit_size(from), unit) == 0, do: {from, <<>>}, else: :none
  end

  def take(from, type, _sign, _endian, bits) when type in [:binary, :bitstring] do
    case from do
      <<value::bitstring-size(^bits), rest::bitstring>> -> {value, rest}
      _ -> :none
    end
  end

  def take(from, type, _sign, endian, :utf) do
    case {type, endian(endian), from} do
      {:utf8, _, <<value::utf8, rest::bitstring>>} -> {value, rest}
      {:utf16, :big, <<value::utf16, rest::bitstring>>} -> {value, rest}
      {:utf16, :little, <<value::utf16-little, rest::bitstring>>} -> {value, rest}
      {:utf32, :big, <<value::utf32, rest::bitstring>>} -> {value, rest}
      {:utf32, :little, <<value::utf32-little, rest::bitstring>>} -> {value, rest}
      _ -> :none
    end
  end

  def take(_from, _type, _sign, _endian, _bits), do: :none

  defp endian(:native), do: :erlang.system_info(:endian)
  defp endian(endian), do: endian
end
