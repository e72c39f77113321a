defmodule JSON do
  @moduledoc """
  Reading and writing JSON.

      iex> JSON.decode!("[1, null]")
      [1, nil]
      iex> JSON.encode!(%{"a" => [1.5, true]})
      "{\\"a\\":[1.5,true]}"

  `null` is nil, objects are maps with strings for keys. Other terms are written by the protocol `JSON.Encoder`.
  """

  @type decode_error_reason ::
          {:unexpected_end, non_neg_integer}
          | {:invalid_byte, non_neg_integer, byte}
          | {:unexpected_sequence, non_neg_integer, binary}

  @type encoder :: (term, encoder -> iodata)

  defguardp is_space(byte) when byte == ?\s or byte == ?\n or byte == ?\r or byte == ?\t
  defguardp is_digit(byte) when byte in ?0..?9
  defguardp is_hex(byte) when byte in ?0..?9 or byte in ?a..?f or byte in ?A..?F

  # Decoding

  @doc """
  Reads a JSON text.

      iex> JSON.decode("[1,")
      {:error, {:unexpected_end, 3}}

  """
  @spec decode(binary) :: {:ok, term} | {:error, decode_error_reason}
  def decode(binary) when is_binary(binary) do
    {value, _acc, rest} = value(binary, binary, nil, nil)

    case skip_space(rest) do
      <<>> -> {:ok, value}
      _ -> {:error, {:invalid_byte, byte_size(binary) - byte_size(rest), :binary.first(rest)}}
    end
  catch
    :throw, {__MODULE__, reason} -> {:error, reason}
  end

  @doc """
  Reads the JSON value that a text begins with, by decoders of one's own: `{value, acc, rest}`.

  Decoders: `:array_start` (acc), `:array_push` (value, acc), `:array_finish` (acc, outer acc; returns `{value, acc}`),
  `:object_start`, `:object_push` (key, value, acc), `:object_finish`, `:integer`, `:float`, `:string` (text), `:null` (a value).

      iex> JSON.decode("[1.0, 2]", nil, float: &{:decimal, &1})
      {[{:decimal, "1.0"}, 2], nil, ""}

  """
  @spec decode(binary, term, keyword) :: {term, term, binary} | {:error, decode_error_reason}
  def decode(binary, acc, decoders) when is_binary(binary) and is_list(decoders) do
    {value, acc, rest} = value(binary, binary, acc, decoders(decoders))
    if skip_space(rest) == <<>>, do: {value, acc, <<>>}, else: {value, acc, rest}
  catch
    :throw, {__MODULE__, reason} -> {:error, reason}
  end

  @defaults %{
    array_start: nil,
    array_push: nil,
    array_finish: nil,
    object_start: nil,
    object_push: nil,
    object_finish: nil,
    integer: nil,
    float: nil,
    string: nil,
    null: nil
  }

  # Without decoders, nil: the common case costs nothing.
  defp decoders([]), do: nil

  defp decoders(list) do
    Enum.reduce(list, @defaults, fn {key, value}, decoders when is_map_key(@defaults, key) -> %{decoders | key => value} end)
  end

  @doc """
  Reads a JSON text; raises `JSON.DecodeError`.

      iex> JSON.decode!("[1, 2.5, null]")
      [1, 2.5, nil]

  """
  @spec decode!(binary) :: term
  def decode!(binary) when is_binary(binary) do
    case decode(binary) do
      {:ok, value} -> value
      {:error, reason} -> raise JSON.DecodeError, decode_error(reason, binary)
    end
  end

  defp decode_error({:unexpected_end, offset}, data),
    do: [message: "unexpected end of JSON binary at position (byte offset) #{offset}", data: data, offset: offset]

  defp decode_error({:invalid_byte, offset, byte}, data),
    do: [message: "invalid byte #{byte} at position (byte offset) #{offset}", data: data, offset: offset]

  defp decode_error({:unexpected_sequence, offset, bytes}, data),
    do: [message: "unexpected sequence #{inspect(bytes)} at position (byte offset) #{offset}", data: data, offset: offset]

  # Every reader takes the rest and the whole text (an error tells its offset), the accumulator of the array or object
  # around the value, and the decoders; it returns {value, acc, rest}.
  defp value(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte), do: value(rest, whole, acc, decoders)

  defp value(<<?", rest::binary>>, whole, acc, decoders) do
    {string, rest} = string(rest, whole)
    {decoded_string(string, decoders), acc, rest}
  end

  defp value(<<?{, rest::binary>>, whole, acc, decoders) do
    {object, rest} = object(rest, whole, object_start(acc, decoders), decoders)
    object_finish(object, acc, rest, decoders)
  end

  defp value(<<?[, rest::binary>>, whole, acc, decoders) do
    {array, rest} = array(rest, whole, array_start(acc, decoders), decoders)
    array_finish(array, acc, rest, decoders)
  end

  defp value(<<byte, _::binary>> = text, whole, acc, decoders) when is_digit(byte) or byte == ?- do
    {number, rest} = number(text, whole, decoders)
    {number, acc, rest}
  end

  defp value(<<"true", rest::binary>>, _whole, acc, _decoders), do: {true, acc, rest}
  defp value(<<"false", rest::binary>>, _whole, acc, _decoders), do: {false, acc, rest}
  defp value(<<"null", rest::binary>>, _whole, acc, nil), do: {nil, acc, rest}
  defp value(<<"null", rest::binary>>, _whole, acc, decoders), do: {decoders.null, acc, rest}
  # a word cut short is told as the end of the text, whatever follows, as in Erlang
  defp value(<<byte, _::binary>>, whole, _acc, _decoders) when byte in [?t, ?f, ?n], do: unexpected_end(whole)
  defp value(rest, whole, _acc, _decoders), do: invalid(rest, whole)

  # Arrays

  defp array(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte), do: array(rest, whole, acc, decoders)
  defp array(<<?], rest::binary>>, _whole, acc, _decoders), do: {acc, rest}
  defp array(rest, whole, acc, decoders), do: elements(rest, whole, acc, decoders)

  defp elements(rest, whole, acc, decoders) do
    {value, acc, rest} = value(rest, whole, acc, decoders)
    after_element(rest, whole, array_push(value, acc, decoders), decoders)
  end

  defp after_element(<<?,, rest::binary>>, whole, acc, decoders), do: elements(rest, whole, acc, decoders)
  defp after_element(<<?], rest::binary>>, _whole, acc, _decoders), do: {acc, rest}

  defp after_element(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte),
    do: after_element(rest, whole, acc, decoders)

  defp after_element(rest, whole, _acc, _decoders), do: invalid(rest, whole)

  defp array_start(acc, %{array_start: fun}) when fun != nil, do: fun.(acc)
  defp array_start(_acc, _decoders), do: []

  defp array_push(value, acc, %{array_push: fun}) when fun != nil, do: fun.(value, acc)
  defp array_push(value, acc, _decoders), do: [value | acc]

  defp array_finish(array, acc, rest, %{array_finish: fun}) when fun != nil do
    {value, acc} = fun.(array, acc)
    {value, acc, rest}
  end

  defp array_finish(array, acc, rest, _decoders), do: {:lists.reverse(array), acc, rest}

  # Objects

  defp object(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte), do: object(rest, whole, acc, decoders)
  defp object(<<?}, rest::binary>>, _whole, acc, _decoders), do: {acc, rest}
  defp object(rest, whole, acc, decoders), do: pairs(rest, whole, acc, decoders)

  defp pairs(<<?", rest::binary>>, whole, acc, decoders) do
    {key, rest} = string(rest, whole)
    rest = colon(rest, whole)
    {value, acc, rest} = value(rest, whole, acc, decoders)
    after_pair(rest, whole, object_push(decoded_string(key, decoders), value, acc, decoders), decoders)
  end

  defp pairs(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte), do: pairs(rest, whole, acc, decoders)
  defp pairs(rest, whole, _acc, _decoders), do: invalid(rest, whole)

  defp colon(<<?:, rest::binary>>, _whole), do: rest
  defp colon(<<byte, rest::binary>>, whole) when is_space(byte), do: colon(rest, whole)
  defp colon(rest, whole), do: invalid(rest, whole)

  defp after_pair(<<?,, rest::binary>>, whole, acc, decoders), do: pairs(rest, whole, acc, decoders)
  defp after_pair(<<?}, rest::binary>>, _whole, acc, _decoders), do: {acc, rest}

  defp after_pair(<<byte, rest::binary>>, whole, acc, decoders) when is_space(byte),
    do: after_pair(rest, whole, acc, decoders)

  defp after_pair(rest, whole, _acc, _decoders), do: invalid(rest, whole)

  defp object_start(acc, %{object_start: fun}) when fun != nil, do: fun.(acc)
  defp object_start(_acc, _decoders), do: []

  defp object_push(key, value, acc, %{object_push: fun}) when fun != nil, do: fun.(key, value, acc)
  defp object_push(key, value, acc, _decoders), do: [{key, value} | acc]

  defp object_finish(object, acc, rest, %{object_finish: fun}) when fun != nil do
    {value, acc} = fun.(object, acc)
    {value, acc, rest}
  end

  # of a key given twice, the first value stays
  defp object_finish(object, acc, rest, _decoders), do: {:maps.from_list(object), acc, rest}

  # Strings

  defp decoded_string(string, %{string: fun}) when fun != nil, do: fun.(string)
  defp decoded_string(string, _decoders), do: string

  # Most strings have no escapes: a part of the text will do.
  defp string(rest, whole) do
    case :erlang.split_binary(rest, plain_length(rest, 0)) do
      {string, <<?", rest::binary>>} -> {string, rest}
      {string, rest} -> string(rest, whole, string)
    end
  end

  defp plain_length(<<byte, rest::binary>>, length) when byte < 128 and byte >= 32 and byte != ?" and byte != ?\\,
    do: plain_length(rest, length + 1)

  defp plain_length(<<char::utf8, rest::binary>>, length) when char >= 128, do: plain_length(rest, length + utf8_size(char))
  defp plain_length(_, length), do: length

  defp utf8_size(char) when char < 0x800, do: 2
  defp utf8_size(char) when char < 0x10000, do: 3
  defp utf8_size(_char), do: 4

  defp string(<<?", rest::binary>>, _whole, acc), do: {acc, rest}

  defp string(<<?\\, rest::binary>>, whole, acc) do
    {char, rest} = escape(rest, whole)
    string(rest, whole, <<acc::binary, char::utf8>>)
  end

  defp string(<<byte, _::binary>> = rest, whole, _acc) when byte < 32, do: invalid(rest, whole)

  defp string(rest, whole, acc) do
    case plain_length(rest, 0) do
      0 ->
        invalid_utf8(rest, whole)

      length ->
        {part, rest} = :erlang.split_binary(rest, length)
        string(rest, whole, <<acc::binary, part::binary>>)
    end
  end

  defp escape(<<?", rest::binary>>, _whole), do: {?", rest}
  defp escape(<<?\\, rest::binary>>, _whole), do: {?\\, rest}
  defp escape(<<?/, rest::binary>>, _whole), do: {?/, rest}
  defp escape(<<?b, rest::binary>>, _whole), do: {?\b, rest}
  defp escape(<<?f, rest::binary>>, _whole), do: {?\f, rest}
  defp escape(<<?n, rest::binary>>, _whole), do: {?\n, rest}
  defp escape(<<?r, rest::binary>>, _whole), do: {?\r, rest}
  defp escape(<<?t, rest::binary>>, _whole), do: {?\t, rest}
  defp escape(<<?u, rest::binary>>, whole), do: unicode(rest, whole)
  defp escape(rest, whole), do: invalid(rest, whole)

  defp unicode(<<a, b, c, d, rest::binary>> = text, whole) do
    case hex(a, b, c, d) do
      high when high in 0xD800..0xDBFF -> surrogate(high, text, rest, whole)
      low when low in 0xDC00..0xDFFF -> unexpected_sequence(text, 6, whole)
      :error -> unexpected_sequence(text, 6, whole)
      char -> {char, rest}
    end
  end

  defp unicode(_rest, whole), do: unexpected_end(whole)

  # The first half of a pair has to be followed by the second.
  defp surrogate(high, text, <<?\\, ?u, a, b, c, d, rest::binary>>, whole) do
    case hex(a, b, c, d) do
      low when low in 0xDC00..0xDFFF -> {0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00), rest}
      _ -> unexpected_sequence(text, 12, whole)
    end
  end

  defp surrogate(_high, _text, _rest, whole), do: unexpected_end(whole)

  defp hex(a, b, c, d) when is_hex(a) and is_hex(b) and is_hex(c) and is_hex(d),
    do: ((digit(a) * 16 + digit(b)) * 16 + digit(c)) * 16 + digit(d)

  defp hex(_, _, _, _), do: :error

  defp digit(byte) when byte <= ?9, do: byte - ?0
  defp digit(byte) when byte <= ?F, do: byte - ?A + 10
  defp digit(byte), do: byte - ?a + 10

  # Numbers

  defp number(text, whole, decoders) do
    rest =
      case text do
        <<?-, rest::binary>> -> integer_part(rest, whole)
        _ -> integer_part(text, whole)
      end

    case fraction_part(rest, whole) do
      ^rest ->
        case exponent_part(rest, whole) do
          ^rest ->
            {integer(taken(text, rest), decoders), rest}

          rest2 ->
            # a float has a fraction, JSON's exponent needs none
            mantissa = taken(text, rest)
            <<_e, exponent::binary>> = taken(rest, rest2)
            {float(mantissa <> ".0e" <> exponent, taken(text, rest2), text, whole, decoders), rest2}
        end

      rest ->
        rest = exponent_part(rest, whole)
        number = taken(text, rest)
        {float(number, number, text, whole, decoders), rest}
    end
  end

  defp taken(text, rest), do: :binary.part(text, 0, byte_size(text) - byte_size(rest))

  defp integer_part(<<?0, rest::binary>>, _whole), do: rest
  defp integer_part(<<byte, rest::binary>>, _whole) when is_digit(byte), do: digits(rest)
  defp integer_part(rest, whole), do: invalid(rest, whole)

  defp fraction_part(<<?., byte, rest::binary>>, _whole) when is_digit(byte), do: digits(rest)
  defp fraction_part(<<?., rest::binary>>, whole), do: invalid(rest, whole)
  defp fraction_part(rest, _whole), do: rest

  defp exponent_part(<<e, sign, byte, rest::binary>>, _whole) when e in [?e, ?E] and sign in [?+, ?-] and is_digit(byte),
    do: digits(rest)

  defp exponent_part(<<e, sign, rest::binary>>, whole) when e in [?e, ?E] and sign in [?+, ?-], do: invalid(rest, whole)
  defp exponent_part(<<e, byte, rest::binary>>, _whole) when e in [?e, ?E] and is_digit(byte), do: digits(rest)
  defp exponent_part(<<e, rest::binary>>, whole) when e in [?e, ?E], do: invalid(rest, whole)
  defp exponent_part(rest, _whole), do: rest

  defp digits(<<byte, rest::binary>>) when is_digit(byte), do: digits(rest)
  defp digits(rest), do: rest

  defp integer(text, %{integer: fun}) when fun != nil, do: fun.(text)
  defp integer(text, _decoders), do: :erlang.binary_to_integer(text)

  defp float(_normal, text, _from, _whole, %{float: fun}) when fun != nil, do: fun.(text)

  defp float(normal, _text, from, whole, _decoders) do
    :erlang.binary_to_float(normal)
  rescue
    ArgumentError -> fail({:unexpected_sequence, byte_size(whole) - byte_size(from), normal})
  end

  defp skip_space(<<byte, rest::binary>>) when is_space(byte), do: skip_space(rest)
  defp skip_space(rest), do: rest

  # Errors

  defp invalid(<<>>, whole), do: unexpected_end(whole)
  defp invalid(<<byte, _::binary>> = rest, whole), do: fail({:invalid_byte, byte_size(whole) - byte_size(rest), byte})

  # The first byte that cannot go on what came before it.
  defp invalid_utf8(<<>>, whole), do: unexpected_end(whole)

  defp invalid_utf8(<<first, rest::binary>> = text, whole) do
    case continuations(first) do
      {count, range} -> invalid_continuation(rest, count, range, whole)
      nil -> invalid(text, whole)
    end
  end

  defp continuations(byte) when byte in 0xC2..0xDF, do: {1, 0x80..0xBF}
  defp continuations(0xE0), do: {2, 0xA0..0xBF}
  defp continuations(0xED), do: {2, 0x80..0x9F}
  defp continuations(byte) when byte in 0xE1..0xEF, do: {2, 0x80..0xBF}
  defp continuations(0xF0), do: {3, 0x90..0xBF}
  defp continuations(byte) when byte in 0xF1..0xF3, do: {3, 0x80..0xBF}
  defp continuations(0xF4), do: {3, 0x80..0x8F}
  defp continuations(_byte), do: nil

  defp invalid_continuation(<<byte, rest::binary>> = text, count, first..last//_, whole) do
    if count > 0 and byte >= first and byte <= last,
      do: invalid_continuation(rest, count - 1, 0x80..0xBF, whole),
      else: invalid(text, whole)
  end

  defp invalid_continuation(<<>>, _count, _range, whole), do: unexpected_end(whole)

  defp unexpected_end(whole), do: fail({:unexpected_end, byte_size(whole)})

  # `text` begins behind the "\\u" of the sequence, which has `size` bytes.
  defp unexpected_sequence(text, size, whole) do
    offset = byte_size(whole) - byte_size(text) - 2
    fail({:unexpected_sequence, offset, :binary.part(whole, offset, size)})
  end

  @spec fail(decode_error_reason) :: no_return
  defp fail(reason), do: :erlang.throw({__MODULE__, reason})

  # Encoding

  @doc """
  Writes a term as JSON. The encoder is called for every term within; by default that is `protocol_encode/2`.

      iex> JSON.encode!([nil, "q\\""])
      "[null,\\"q\\\\\\"\\"]"

  """
  @spec encode!(term, encoder) :: binary
  def encode!(term, encoder \\ &protocol_encode/2), do: :erlang.iolist_to_binary(encoder.(term, encoder))

  @doc ~S"""
  Like `encode!/2`, without joining the parts.

      iex> IO.iodata_to_binary(JSON.encode_to_iodata!([1, "two"]))
      "[1,\"two\"]"

  """
  @spec encode_to_iodata!(term, encoder) :: iodata
  def encode_to_iodata!(term, encoder \\ &protocol_encode/2), do: encoder.(term, encoder)

  @doc """
  Writes one term, calling the encoder for what is within; structs and other types go by `JSON.Encoder`.

      iex> IO.iodata_to_binary(JSON.protocol_encode([1, nil], &JSON.protocol_encode/2))
      "[1,null]"

  """
  @spec protocol_encode(term, encoder) :: iodata
  def protocol_encode(value, _encoder) when is_atom(value), do: encode_atom(value)
  def protocol_encode(value, _encoder) when is_binary(value), do: encode_string(value)
  def protocol_encode(value, _encoder) when is_integer(value), do: :erlang.integer_to_binary(value)
  def protocol_encode(value, _encoder) when is_float(value), do: encode_float(value)
  def protocol_encode(value, encoder) when is_list(value), do: encode_list(value, encoder)

  def protocol_encode(value, encoder) when is_map(value) and not is_map_key(value, :__struct__),
    do: encode_map(value, encoder)

  def protocol_encode(value, encoder), do: JSON.Encoder.encode(value, encoder)

  @doc false
  def encode_atom(nil), do: "null"
  def encode_atom(true), do: "true"
  def encode_atom(false), do: "false"
  def encode_atom(atom), do: encode_string(:erlang.atom_to_binary(atom))

  @doc false
  def encode_float(float), do: :erlang.float_to_binary(float, [:short])

  @doc false
  def encode_list([], _encoder), do: "[]"
  def encode_list([first | rest], encoder), do: [?[, encoder.(first, encoder) | encode_rest(rest, encoder)]

  defp encode_rest([value | rest], encoder), do: [?,, encoder.(value, encoder) | encode_rest(rest, encoder)]
  defp encode_rest([], _encoder), do: [?]]

  @doc false
  def encode_map(map, _encoder) when map_size(map) == 0, do: "{}"

  def encode_map(map, encoder) do
    [{key, value} | rest] = :maps.to_list(map)
    [?{, encode_key(key), ?:, encoder.(value, encoder) | encode_pairs(rest, encoder)]
  end

  defp encode_pairs([{key, value} | rest], encoder),
    do: [?,, encode_key(key), ?:, encoder.(value, encoder) | encode_pairs(rest, encoder)]

  defp encode_pairs([], _encoder), do: "}"

  defp encode_key(key) when is_binary(key), do: encode_string(key)
  defp encode_key(key) when is_atom(key), do: encode_string(:erlang.atom_to_binary(key))
  defp encode_key(key), do: encode_string(String.Chars.to_string(key))

  @doc false
  def encode_string(string) do
    case unescaped_length(string, 0) do
      length when length == byte_size(string) -> [?", string, ?"]
      length -> [?", :binary.part(string, 0, length) | escape_rest(:binary.part(string, length, byte_size(string) - length))]
    end
  end

  defp unescaped_length(<<byte, rest::binary>>, length) when byte < 128 and byte >= 32 and byte != ?" and byte != ?\\,
    do: unescaped_length(rest, length + 1)

  defp unescaped_length(<<char::utf8, rest::binary>>, length) when char >= 128, do: unescaped_length(rest, length + utf8_size(char))
  defp unescaped_length(_, length), do: length

  defp escape_rest(<<>>), do: [?"]

  defp escape_rest(<<byte, rest::binary>> = text) do
    case escaped(byte) do
      nil ->
        case unescaped_length(text, 0) do
          0 -> :erlang.error(if truncated?(text), do: :unexpected_end, else: {:invalid_byte, bad_byte(text)})
          length -> [:binary.part(text, 0, length) | escape_rest(:binary.part(text, length, byte_size(text) - length))]
        end

      text ->
        [text | escape_rest(rest)]
    end
  end

  defp truncated?(<<first, rest::binary>>) do
    case continuations(first) do
      {count, range} -> truncated?(rest, count, range)
      nil -> false
    end
  end

  defp truncated?(<<>>, _count, _range), do: true
  defp truncated?(<<byte, rest::binary>>, count, first..last//_) when count > 0 and byte >= first and byte <= last, do: truncated?(rest, count - 1, 0x80..0xBF)
  defp truncated?(_, _count, _range), do: false

  defp bad_byte(<<first, rest::binary>>) do
    case continuations(first) do
      {count, range} -> bad_byte(rest, count, range)
      nil -> first
    end
  end

  defp bad_byte(<<byte, rest::binary>>, count, first..last//_) when count > 0 and byte >= first and byte <= last,
    do: bad_byte(rest, count - 1, 0x80..0xBF)

  defp bad_byte(<<byte, _::binary>>, _count, _range), do: byte

  defp escaped(?"), do: "\\\""
  defp escaped(?\\), do: "\\\\"
  defp escaped(?\b), do: "\\b"
  defp escaped(?\f), do: "\\f"
  defp escaped(?\n), do: "\\n"
  defp escaped(?\r), do: "\\r"
  defp escaped(?\t), do: "\\t"

  defp escaped(byte) when byte < 32, do: [?\\, ?u, ?0, ?0, ?0 + div(byte, 16), hex_digit(rem(byte, 16))]
  defp escaped(_byte), do: nil

  defp hex_digit(value) when value < 10, do: ?0 + value
  defp hex_digit(value), do: ?A + value - 10
end
