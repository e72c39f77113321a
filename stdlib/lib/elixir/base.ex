defmodule Base do
  @moduledoc """
  Encoding of binaries as text by RFC 4648: base 16, 32 and 64.

      iex> Base.encode16("hi")
      "6869"
      iex> Base.decode64!("aGk=")
      "hi"

  """

  import Bitwise

  @type encode_case :: :upper | :lower
  @type decode_case :: :upper | :lower | :mixed

  # Base 16

  @doc """
  Encodes in base 16; `:case` is `:upper` or `:lower`.

      iex> Base.encode16("née", case: :lower)
      "6ec3a965"

  """
  @spec encode16(binary, case: encode_case) :: binary
  def encode16(data, opts \\ []) when is_binary(data) do
    case Keyword.get(opts, :case, :upper) do
      :upper -> :binary.encode_hex(data, :uppercase)
      :lower -> :binary.encode_hex(data, :lowercase)
    end
  end

  @doc """
  Decodes base 16; `:case` is `:upper`, `:lower` or `:mixed`.

      iex> Base.decode16("6A6C")
      {:ok, "jl"}

  """
  @spec decode16(binary, case: decode_case) :: {:ok, binary} | :error
  def decode16(string, opts \\ []) do
    {:ok, decode16!(string, opts)}
  rescue
    ArgumentError -> :error
  end

  @doc """
  Decodes base 16; raises `ArgumentError` on anything else.

      iex> Base.decode16!("6a6C", case: :mixed)
      "jl"

  """
  @spec decode16!(binary, case: decode_case) :: binary
  def decode16!(string, opts \\ [])

  def decode16!(string, opts) when is_binary(string) and rem(byte_size(string), 2) == 0 do
    letters = letter_case(opts)

    case quickly(fn -> :binary.decode_hex(string) end, &same16?(&1, string, letters)) do
      {:ok, data} -> data
      :error -> decode16!(string, letters, <<>>)
    end
  end

  def decode16!(string, _opts) when is_binary(string) do
    raise ArgumentError,
          "string given to decode has wrong length. An even number of bytes was expected, got: #{byte_size(string)}. " <>
            "Double check your string for unwanted characters or pad it accordingly"
  end

  defp decode16!(<<high, low, rest::binary>>, letters, acc),
    do: decode16!(rest, letters, <<acc::binary, value16(high, letters)::4, value16(low, letters)::4>>)

  defp decode16!(<<>>, _letters, acc), do: acc

  defp same16?(data, string, :upper), do: :binary.encode_hex(data, :uppercase) == string
  defp same16?(data, string, :lower), do: :binary.encode_hex(data, :lowercase) == string
  defp same16?(_data, _string, :mixed), do: true

  defp value16(byte, _) when byte in ?0..?9, do: byte - ?0
  defp value16(byte, letters) when byte in ?A..?F and letters != :lower, do: byte - ?A + 10
  defp value16(byte, letters) when byte in ?a..?f and letters != :upper, do: byte - ?a + 10
  defp value16(byte, _), do: bad_character!(byte)

  @doc """
  Whether `string` is base 16.

      iex> Base.valid16?("6A6C")
      true

  """
  @spec valid16?(binary, case: decode_case) :: boolean
  def valid16?(string, opts \\ []) when is_binary(string), do: decode16(string, opts) != :error

  # Base 64

  @doc """
  Encodes in base 64; `padding: false` leaves the `=` out.

      iex> Base.encode64("jl?>")
      "amw/Pg=="

  """
  @spec encode64(binary, padding: boolean) :: binary
  def encode64(data, opts \\ []) when is_binary(data),
    do: :base64.encode(data, %{mode: :standard, padding: padding?(opts)})

  @doc """
  Encodes in base 64 with the alphabet for URLs and file names.

      iex> Base.url_encode64("jl?>")
      "amw_Pg=="

  """
  @spec url_encode64(binary, padding: boolean) :: binary
  def url_encode64(data, opts \\ []) when is_binary(data),
    do: :base64.encode(data, %{mode: :urlsafe, padding: padding?(opts)})

  @doc """
  Decodes base 64. Options: `ignore: :whitespace`, `padding: false` (the `=` may be left out).

      iex> Base.decode64("amw/Pg==")
      {:ok, "jl?>"}

  """
  @spec decode64(binary, ignore: :whitespace, padding: boolean) :: {:ok, binary} | :error
  def decode64(string, opts \\ []) when is_binary(string) do
    {:ok, decode64!(string, opts)}
  rescue
    ArgumentError -> :error
  end

  @doc """
  Decodes base 64; raises `ArgumentError` on anything else.

      iex> Base.decode64!("amw/Pg", padding: false)
      "jl?>"

  """
  @spec decode64!(binary, ignore: :whitespace, padding: boolean) :: binary
  def decode64!(string, opts \\ []) when is_binary(string),
    do: string |> strip(opts[:ignore]) |> decode64(:standard, padding?(opts))

  @doc """
  Decodes base 64 with the alphabet for URLs and file names.

      iex> Base.url_decode64("amw_Pg==")
      {:ok, "jl?>"}

  """
  @spec url_decode64(binary, ignore: :whitespace, padding: boolean) :: {:ok, binary} | :error
  def url_decode64(string, opts \\ []) when is_binary(string) do
    {:ok, url_decode64!(string, opts)}
  rescue
    ArgumentError -> :error
  end

  @doc """
  Decodes base 64 with the alphabet for URLs; raises `ArgumentError` on anything else.

      iex> Base.url_decode64!("amw_Pg", padding: false)
      "jl?>"

  """
  @spec url_decode64!(binary, ignore: :whitespace, padding: boolean) :: binary
  def url_decode64!(string, opts \\ []) when is_binary(string),
    do: string |> strip(opts[:ignore]) |> decode64(:urlsafe, padding?(opts))

  defp decode64(string, mode, pad?) do
    padded? = rem(byte_size(string), 4) == 0
    options = %{mode: mode, padding: padded?}

    case quickly(fn -> :base64.decode(string, options) end, &(:base64.encode(&1, options) == string)) do
      {:ok, data} when padded? or not pad? -> data
      _unusual when mode == :standard -> decode64(string, ?+, ?/, pad?, <<>>)
      _unusual -> decode64(string, ?-, ?_, pad?, <<>>)
    end
  end

  defp decode64(<<a, b, ?=, ?=>>, plus, slash, _pad?, acc),
    do: <<acc::binary, v64(a, plus, slash)::6, v64(b, plus, slash) >>> 4::2>>

  defp decode64(<<a, b, c, ?=>>, plus, slash, _pad?, acc),
    do: <<acc::binary, v64(a, plus, slash)::6, v64(b, plus, slash)::6, v64(c, plus, slash) >>> 2::4>>

  defp decode64(<<a, b, c, d, rest::binary>>, plus, slash, pad?, acc) do
    value =
      v64(a, plus, slash) <<< 18 ||| v64(b, plus, slash) <<< 12 ||| v64(c, plus, slash) <<< 6 ||| v64(d, plus, slash)

    decode64(rest, plus, slash, pad?, <<acc::binary, value::24>>)
  end

  defp decode64(<<a, b>>, plus, slash, false, acc),
    do: <<acc::binary, v64(a, plus, slash)::6, v64(b, plus, slash) >>> 4::2>>

  defp decode64(<<a, b, c>>, plus, slash, false, acc),
    do: <<acc::binary, v64(a, plus, slash)::6, v64(b, plus, slash)::6, v64(c, plus, slash) >>> 2::4>>

  defp decode64(<<>>, _plus, _slash, _pad?, acc), do: acc
  defp decode64(_rest, _plus, _slash, _pad?, _acc), do: bad_padding!()

  defp v64(byte, _, _) when byte in ?A..?Z, do: byte - ?A
  defp v64(byte, _, _) when byte in ?a..?z, do: byte - ?a + 26
  defp v64(byte, _, _) when byte in ?0..?9, do: byte - ?0 + 52
  defp v64(byte, byte, _), do: 62
  defp v64(byte, _, byte), do: 63
  defp v64(byte, _, _), do: bad_character!(byte)

  @doc """
  Whether `string` is base 64. Options as for `decode64/2`.

      iex> Base.valid64?("amw/Pg==")
      true

  """
  @spec valid64?(binary, ignore: :whitespace, padding: boolean) :: boolean
  def valid64?(string, opts \\ []) when is_binary(string), do: decode64(string, opts) != :error

  @doc """
  Whether `string` is base 64 with the alphabet for URLs.

      iex> Base.url_valid64?("amw_Pg==")
      true

  """
  @spec url_valid64?(binary, ignore: :whitespace, padding: boolean) :: boolean
  def url_valid64?(string, opts \\ []) when is_binary(string), do: url_decode64(string, opts) != :error

  # Base 32

  @doc """
  Encodes in base 32. Options: `:case`, `:padding`.

      iex> Base.encode32("jlix", padding: false)
      "NJWGS6A"

  """
  @spec encode32(binary, case: encode_case, padding: boolean) :: binary
  def encode32(data, opts \\ []) when is_binary(data) do
    case Keyword.get(opts, :case, :upper) do
      :upper -> encode32(data, ?A, ?2 - 26, 26, padding?(opts), <<>>)
      :lower -> encode32(data, ?a, ?2 - 26, 26, padding?(opts), <<>>)
    end
  end

  @doc """
  Encodes in base 32 with the extended hexadecimal alphabet.

      iex> Base.hex_encode32("jlix")
      "D9M6IU0="

  """
  @spec hex_encode32(binary, case: encode_case, padding: boolean) :: binary
  def hex_encode32(data, opts \\ []) when is_binary(data) do
    case Keyword.get(opts, :case, :upper) do
      :upper -> encode32(data, ?0, ?A - 10, 10, padding?(opts), <<>>)
      :lower -> encode32(data, ?0, ?a - 10, 10, padding?(opts), <<>>)
    end
  end

  # Values below `split` count from the character `low`, the others from `high`.
  defp encode32(<<value::5, rest::bitstring>>, low, high, split, pad?, acc) when value < split,
    do: encode32(rest, low, high, split, pad?, <<acc::binary, low + value>>)

  defp encode32(<<value::5, rest::bitstring>>, low, high, split, pad?, acc),
    do: encode32(rest, low, high, split, pad?, <<acc::binary, high + value>>)

  defp encode32(<<>>, _low, _high, _split, pad?, acc), do: pad32(acc, pad?)

  defp encode32(bits, low, high, split, pad?, acc) do
    missing = 5 - bit_size(bits)
    encode32(<<bits::bitstring, 0::size(missing)>>, low, high, split, pad?, acc)
  end

  defp pad32(text, false), do: text

  defp pad32(text, true) do
    case rem(byte_size(text), 8) do
      0 -> text
      2 -> <<text::binary, "======">>
      4 -> <<text::binary, "====">>
      5 -> <<text::binary, "===">>
      7 -> <<text::binary, "=">>
    end
  end

  @doc """
  Decodes base 32. Options: `:case`, `:padding`.

      iex> Base.decode32("NJWGS6A=")
      {:ok, "jlix"}

  """
  @spec decode32(binary, case: decode_case, padding: boolean) :: {:ok, binary} | :error
  def decode32(string, opts \\ []) do
    {:ok, decode32!(string, opts)}
  rescue
    ArgumentError -> :error
  end

  @doc """
  Decodes base 32; raises `ArgumentError` on anything else.

      iex> Base.decode32!("NJWGS6A=")
      "jlix"

  """
  @spec decode32!(binary, case: decode_case, padding: boolean) :: binary
  def decode32!(string, opts \\ []) when is_binary(string), do: decode32(string, :plain, letter_case(opts), padding?(opts), <<>>)

  @doc """
  Decodes base 32 with the extended hexadecimal alphabet.

      iex> Base.hex_decode32("D9M6IU0=")
      {:ok, "jlix"}

  """
  @spec hex_decode32(binary, case: decode_case, padding: boolean) :: {:ok, binary} | :error
  def hex_decode32(string, opts \\ []) do
    {:ok, hex_decode32!(string, opts)}
  rescue
    ArgumentError -> :error
  end

  @doc """
  Decodes base 32 with the extended hexadecimal alphabet; raises `ArgumentError` on anything else.

      iex> Base.hex_decode32!("D9M6IU0=")
      "jlix"

  """
  @spec hex_decode32!(binary, case: decode_case, padding: boolean) :: binary
  def hex_decode32!(string, opts \\ []) when is_binary(string),
    do: decode32(string, :hex, letter_case(opts), padding?(opts), <<>>)

  defp decode32(<<a, b, "======">>, alphabet, letters, _pad?, acc), do: tail32(<<a, b>>, alphabet, letters, acc)
  defp decode32(<<a, b, c, d, "====">>, alphabet, letters, _pad?, acc), do: tail32(<<a, b, c, d>>, alphabet, letters, acc)
  defp decode32(<<abcde::binary-size(5), "===">>, alphabet, letters, _pad?, acc), do: tail32(abcde, alphabet, letters, acc)
  defp decode32(<<abcdefg::binary-size(7), "=">>, alphabet, letters, _pad?, acc), do: tail32(abcdefg, alphabet, letters, acc)

  defp decode32(<<group::binary-size(8), rest::binary>>, alphabet, letters, pad?, acc),
    do: decode32(rest, alphabet, letters, pad?, <<acc::binary, value32(group, alphabet, letters, 0)::40>>)

  defp decode32(<<>>, _alphabet, _letters, _pad?, acc), do: acc

  defp decode32(tail, alphabet, letters, false, acc) when byte_size(tail) in [2, 4, 5, 7],
    do: tail32(tail, alphabet, letters, acc)

  defp decode32(_tail, _alphabet, _letters, _pad?, _acc), do: bad_padding!()

  # The bits past the last whole byte say nothing.
  defp tail32(tail, alphabet, letters, acc) do
    bits = byte_size(tail) * 5
    surplus = rem(bits, 8)
    value = value32(tail, alphabet, letters, 0) >>> surplus
    size = bits - surplus
    <<acc::binary, value::size(size)>>
  end

  defp value32(<<byte, rest::binary>>, :plain, letters, value),
    do: value32(rest, :plain, letters, value <<< 5 ||| v32(byte, letters))

  defp value32(<<byte, rest::binary>>, :hex, letters, value),
    do: value32(rest, :hex, letters, value <<< 5 ||| h32(byte, letters))

  defp value32(<<>>, _alphabet, _letters, value), do: value

  defp v32(byte, letters) when byte in ?A..?Z and letters != :lower, do: byte - ?A
  defp v32(byte, letters) when byte in ?a..?z and letters != :upper, do: byte - ?a
  defp v32(byte, _) when byte in ?2..?7, do: byte - ?2 + 26
  defp v32(byte, _), do: bad_character!(byte)

  defp h32(byte, _) when byte in ?0..?9, do: byte - ?0
  defp h32(byte, letters) when byte in ?A..?V and letters != :lower, do: byte - ?A + 10
  defp h32(byte, letters) when byte in ?a..?v and letters != :upper, do: byte - ?a + 10
  defp h32(byte, _), do: bad_character!(byte)

  @doc """
  Whether `string` is base 32. Options as for `decode32/2`.

      iex> Base.valid32?("no")
      false

  """
  @spec valid32?(binary, case: decode_case, padding: boolean) :: boolean
  def valid32?(string, opts \\ []) when is_binary(string), do: decode32(string, opts) != :error

  @doc """
  Whether `string` is base 32 with the extended hexadecimal alphabet.

      iex> Base.hex_valid32?("D9M6IU0=")
      true

  """
  @spec hex_valid32?(binary, case: decode_case, padding: boolean) :: boolean
  def hex_valid32?(string, opts \\ []) when is_binary(string), do: hex_decode32(string, opts) != :error

  # Options and errors

  defp padding?(opts), do: Keyword.get(opts, :padding, true)

  defp letter_case(opts) do
    case Keyword.get(opts, :case, :upper) do
      letters when letters in [:upper, :lower, :mixed] -> letters
    end
  end

  defp strip(string, nil), do: string
  defp strip(string, :whitespace), do: strip_space(string, <<>>)

  defp strip_space(<<byte, rest::binary>>, acc) when byte in ~c"\s\t\r\n", do: strip_space(rest, acc)
  defp strip_space(<<byte, rest::binary>>, acc), do: strip_space(rest, <<acc::binary, byte>>)
  defp strip_space(<<>>, acc), do: acc

  # What a built-in decodes, if it is what `string` says: it may take more than the functions here, which also tell what is wrong.
  defp quickly(decode, same?) do
    data = decode.()
    if same?.(data), do: {:ok, data}, else: :error
  catch
    :error, _reason -> :error
  end

  @spec bad_character!(byte) :: no_return
  defp bad_character!(byte) do
    raise ArgumentError, "non-alphabet character found: #{inspect(<<byte>>, binaries: :as_strings)} (byte #{byte})"
  end

  @spec bad_padding!() :: no_return
  defp bad_padding!, do: raise(ArgumentError, "incorrect padding")
end
