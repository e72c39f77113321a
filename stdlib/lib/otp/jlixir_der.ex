defmodule :jlixir_der do
  @moduledoc """
  The distinguished encoding rules of ASN.1, as far as keys are written in them: `{tag, contents}` for a value, where a constructed one has a
  list of values as its contents. Tags are the first byte as it stands in the encoding.
  """

  @integer 0x02
  @bit_string 0x03
  @octet_string 0x04
  @null 0x05
  @object_identifier 0x06
  @sequence 0x30

  # Decoding

  @doc "The value that a binary holds and nothing else; raises `badarg` for another one."
  def decode(binary) do
    case value(binary) do
      {value, ""} -> value
      _ -> :erlang.error(:badarg)
    end
  end

  defp value(<<tag, rest::binary>>) do
    {length, rest} = size_of(rest)

    case rest do
      <<contents::binary-size(^length), rest::binary>> -> {{tag, contents(tag, contents)}, rest}
      _ -> :erlang.error(:badarg)
    end
  end

  defp value(_binary), do: :erlang.error(:badarg)

  defp contents(tag, contents) when :erlang.band(tag, 0x20) != 0, do: values(contents)
  defp contents(_tag, contents), do: contents

  defp values(""), do: []

  defp values(binary) do
    {value, rest} = value(binary)
    [value | values(rest)]
  end

  defp size_of(<<0::1, length::7, rest::binary>>), do: {length, rest}
  defp size_of(<<1::1, size::7, length::unit(8)-size(size), rest::binary>>) when size > 0, do: {length, rest}
  defp size_of(_binary), do: :erlang.error(:badarg)

  @doc "The number of an integer."
  def to_integer({@integer, bytes}) do
    size = byte_size(bytes)
    <<number::signed-unit(8)-size(^size)>> = bytes
    number
  end

  @doc "The numbers of an object identifier, a tuple."
  def to_identifier({@object_identifier, <<first, rest::binary>>}) do
    :erlang.list_to_tuple([:erlang.div(first, 40), :erlang.rem(first, 40) | arcs(rest, 0)])
  end

  defp arcs(<<1::1, bits::7, rest::binary>>, acc), do: arcs(rest, acc * 128 + bits)
  defp arcs(<<0::1, bits::7, rest::binary>>, acc), do: [acc * 128 + bits | arcs(rest, 0)]
  defp arcs("", _acc), do: []

  # Encoding

  @doc "The encoding of a value."
  def encode({tag, contents}) when is_list(contents), do: tagged(tag, :erlang.iolist_to_binary(for(value <- contents, do: encode(value))))
  def encode({tag, contents}), do: tagged(tag, contents)

  defp tagged(tag, contents) do
    size = byte_size(contents)

    if size < 128 do
      <<tag, size, contents::binary>>
    else
      length = :binary.encode_unsigned(size)
      <<tag, :erlang.bor(0x80, byte_size(length)), length::binary, contents::binary>>
    end
  end

  def integer(number) do
    size = bytes(number, 1)
    {@integer, <<number::signed-unit(8)-size(size)>>}
  end

  defp bytes(number, size) do
    limit = :erlang.bsl(1, size * 8 - 1)
    if number >= -limit and number < limit, do: size, else: bytes(number, size + 1)
  end

  def octets(binary), do: {@octet_string, binary}
  def bits(binary), do: {@bit_string, <<0, binary::binary>>}
  def null, do: {@null, ""}
  def sequence(values), do: {@sequence, values}
  def explicit(number, value), do: {0xA0 + number, [value]}

  def identifier(tuple) do
    [first, second | rest] = :erlang.tuple_to_list(tuple)
    {@object_identifier, :erlang.iolist_to_binary([first * 40 + second | for(arc <- rest, do: arc(arc, []))])}
  end

  defp arc(number, []) when number < 128, do: [number]
  defp arc(number, acc) when number < 128, do: [:erlang.bor(number, 0x80) | acc]

  defp arc(number, acc) do
    low = :erlang.band(number, 0x7F)
    arc(:erlang.bsr(number, 7), [if(acc == [], do: low, else: :erlang.bor(low, 0x80)) | acc])
  end
end
