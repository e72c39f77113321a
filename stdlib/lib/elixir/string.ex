defmodule String do
  @moduledoc """
  Text: UTF-8 binaries. What a reader takes for one character is a grapheme, and lengths and positions count graphemes.
  """

  import Kernel, except: [length: 1, match?: 2]

  @type t :: binary
  @type grapheme :: t
  @type codepoint :: t
  @type pattern :: t | [t]

  @whitespace [?\s, ?\t, ?\n, ?\r, ?\v, ?\f, 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000] ++
                [0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007, 0x2008, 0x2009, 0x200A]

  @doc "How many graphemes the string has."
  @spec length(t) :: non_neg_integer
  def length(string) when is_binary(string), do: :jlixir_unicode.grapheme_length(string)

  @doc "The graphemes, as a list of strings."
  @spec graphemes(t) :: [grapheme]
  def graphemes(string) when is_binary(string), do: :jlixir_unicode.graphemes(string)

  @doc "The first grapheme and what follows, `nil` for the empty string."
  @spec next_grapheme(t) :: {grapheme, t} | nil
  def next_grapheme(string) when is_binary(string), do: :jlixir_unicode.next_grapheme(string)

  @doc "The code points, each as a string; a byte that is no UTF-8 stands for itself."
  @spec codepoints(t) :: [codepoint]
  def codepoints(<<point::utf8, rest::binary>>), do: [<<point::utf8>> | codepoints(rest)]
  def codepoints(<<byte, rest::binary>>), do: [<<byte>> | codepoints(rest)]
  def codepoints(<<>>), do: []

  @doc "The first code point and what follows, `nil` for the empty string."
  @spec next_codepoint(t) :: {codepoint, t} | nil
  def next_codepoint(<<point::utf8, rest::binary>>), do: {<<point::utf8>>, rest}
  def next_codepoint(<<byte, rest::binary>>), do: {<<byte>>, rest}
  def next_codepoint(<<>>), do: nil

  @doc "The code points as integers."
  @spec to_charlist(t) :: charlist
  def to_charlist(string) when is_binary(string) do
    case :unicode.characters_to_list(string) do
      list when is_list(list) ->
        list

      {:error, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid

      {:incomplete, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete
    end
  end

  @doc "Whether the binary is valid UTF-8."
  @spec valid?(t) :: boolean
  def valid?(<<_::utf8, rest::binary>>), do: valid?(rest)
  def valid?(<<>>), do: true
  def valid?(string) when is_binary(string), do: false

  @doc "Whether at most `limit` characters from the start are all printable."
  @spec printable?(t, non_neg_integer | :infinity) :: boolean
  def printable?(string, limit \\ :infinity)
  def printable?(<<>>, _limit), do: true
  def printable?(_string, 0), do: true
  def printable?(<<char::utf8, rest::binary>>, limit), do: printable_char?(char) and printable?(rest, less(limit))
  def printable?(string, _limit) when is_binary(string), do: false

  defp less(:infinity), do: :infinity
  defp less(limit), do: limit - 1

  defp printable_char?(char) when char in 0x20..0x7E, do: true
  defp printable_char?(char) when char in 0x07..0x0D or char == 0x1B, do: true
  defp printable_char?(char) when char in 0xA0..0xD7FF and char not in [0x2028, 0x2029], do: true
  defp printable_char?(char) when char in 0xE000..0xFFFD, do: true
  defp printable_char?(char) when char in 0x10000..0x10FFFF, do: true
  defp printable_char?(_char), do: false

  @doc "Upper case."
  @spec upcase(t, atom) :: t
  def upcase(string, mode \\ :default)
  def upcase(string, :ascii) when is_binary(string), do: for(<<byte <- string>>, into: "", do: <<ascii_upper(byte)>>)
  def upcase(string, mode) when is_binary(string), do: :jlixir_unicode.upcase(string, mode)

  defp ascii_upper(byte) when byte in ?a..?z, do: byte - 32
  defp ascii_upper(byte), do: byte

  @doc "Lower case."
  @spec downcase(t, atom) :: t
  def downcase(string, mode \\ :default)
  def downcase(string, :ascii) when is_binary(string), do: for(<<byte <- string>>, into: "", do: <<ascii_lower(byte)>>)
  def downcase(string, mode) when is_binary(string), do: :jlixir_unicode.downcase(string, mode)

  defp ascii_lower(byte) when byte in ?A..?Z, do: byte + 32
  defp ascii_lower(byte), do: byte

  @doc "The first character in title case, the others in lower case."
  @spec capitalize(t, atom) :: t
  def capitalize(string, mode \\ :default)
  def capitalize(<<byte, rest::binary>>, :ascii), do: <<ascii_upper(byte)>> <> downcase(rest, :ascii)

  def capitalize(string, mode) when is_binary(string) do
    case :jlixir_unicode.titlecase_first(string, mode) do
      nil -> ""
      {first, rest} -> first <> :jlixir_unicode.downcase(rest, mode)
    end
  end

  @doc "The string without white space at its start."
  @spec trim_leading(t) :: t
  def trim_leading(<<char::utf8, rest::binary>>) when char in @whitespace, do: trim_leading(rest)
  def trim_leading(string) when is_binary(string), do: string

  @doc "The string without repetitions of `part` at its start."
  @spec trim_leading(t, t) :: t
  def trim_leading(string, part) when is_binary(string) and is_binary(part) and part != "" do
    size = byte_size(part)

    case string do
      <<^part::binary-size(^size), rest::binary>> -> trim_leading(rest, part)
      _ -> string
    end
  end

  @doc "The string without white space at its end."
  @spec trim_trailing(t) :: t
  def trim_trailing(string) when is_binary(string), do: binary_part(string, 0, kept(string, 0, 0))

  # The size of the string up to its last character that is no white space.
  defp kept(<<char::utf8, rest::binary>>, at, last) do
    next = at + byte_size(<<char::utf8>>)
    kept(rest, next, if(char in @whitespace, do: last, else: next))
  end

  defp kept(<<_byte, rest::binary>>, at, _last), do: kept(rest, at + 1, at + 1)
  defp kept(<<>>, _at, last), do: last

  @doc "The string without repetitions of `part` at its end."
  @spec trim_trailing(t, t) :: t
  def trim_trailing(string, part) when is_binary(string) and is_binary(part) and part != "" do
    if ends_with?(string, part) do
      trim_trailing(binary_part(string, 0, byte_size(string) - byte_size(part)), part)
    else
      string
    end
  end

  @doc "The string without white space at both ends."
  @spec trim(t) :: t
  def trim(string) when is_binary(string), do: string |> trim_leading() |> trim_trailing()

  @doc "The string without repetitions of `part` at both ends."
  @spec trim(t, t) :: t
  def trim(string, part), do: string |> trim_leading(part) |> trim_trailing(part)

  @doc "The words between white space."
  @spec split(t) :: [t]
  def split(string) when is_binary(string), do: words(string, <<>>, [])

  defp words(<<char::utf8, rest::binary>>, word, words) when char in @whitespace, do: words(rest, <<>>, add(word, words))
  defp words(<<byte, rest::binary>>, word, words), do: words(rest, <<word::binary, byte>>, words)
  defp words(<<>>, word, words), do: :lists.reverse(add(word, words))

  defp add(<<>>, words), do: words
  defp add(word, words), do: [word | words]

  @doc """
  Splits at each occurrence of `pattern`: a string, a list of strings or a regular expression.

  Options: `:parts` (at most so many), `:trim` (no empty parts).
  """
  @spec split(t, pattern | Regex.t(), keyword) :: [t]
  def split(string, pattern, options \\ [])

  def split(string, pattern, options) when is_binary(string) and is_struct(pattern, Regex), do: Regex.split(pattern, string, options)

  def split(string, "", options) when is_binary(string) do
    parts = [""] ++ graphemes(string) ++ [""]
    parts = limit(parts, Keyword.get(options, :parts, :infinity))
    if options[:trim], do: without_empty(parts), else: parts
  end

  def split(string, [], options) when is_binary(string) do
    if options[:trim] && string == "", do: [], else: [string]
  end

  def split(string, pattern, options) when is_binary(string) do
    parts = parts(string, pattern, Keyword.get(options, :parts, :infinity), Keyword.get(options, :trim, false))
    if options[:trim], do: without_empty(parts), else: parts
  end

  defp limit(parts, :infinity), do: parts
  defp limit(parts, count) when Kernel.length(parts) <= count, do: parts

  defp limit(parts, count) do
    {first, rest} = Enum.split(parts, count - 1)
    first ++ [IO.iodata_to_binary(rest)]
  end

  defp without_empty(parts), do: :lists.filter(&(&1 != ""), parts)

  defp parts(string, pattern, :infinity, _trim), do: :binary.split(string, pattern, [:global])
  defp parts(string, _pattern, 1, _trim), do: [string]

  defp parts(string, pattern, count, trim) do
    case :binary.split(string, pattern) do
      ["", rest] when trim -> parts(rest, pattern, count, trim)
      [first, rest] -> [first | parts(rest, pattern, count - 1, trim)]
      [all] -> [all]
    end
  end

  @doc "Splits in two at a position counted in graphemes; a negative one counts from the end."
  @spec split_at(t, integer) :: {t, t}
  def split_at(string, position) when is_binary(string) and is_integer(position) do
    position = if position < 0, do: max(length(string) + position, 0), else: position
    {offset, _count} = :jlixir_unicode.grapheme_offset(string, position)
    {binary_part(string, 0, offset), binary_part(string, offset, byte_size(string) - offset)}
  end

  @doc "Whether the string starts with one of the prefixes."
  @spec starts_with?(t, t | [t]) :: boolean
  def starts_with?(string, prefix) when is_binary(string) and is_binary(prefix) do
    size = byte_size(prefix)
    Kernel.match?(<<^prefix::binary-size(^size), _::binary>>, string)
  end

  def starts_with?(string, prefixes) when is_binary(string) and is_list(prefixes) do
    :lists.any(&starts_with?(string, &1), prefixes)
  end

  @doc "Whether the string ends with one of the suffixes."
  @spec ends_with?(t, t | [t]) :: boolean
  def ends_with?(string, suffix) when is_binary(string) and is_binary(suffix) do
    skipped = byte_size(string) - byte_size(suffix)
    skipped >= 0 and binary_part(string, skipped, byte_size(suffix)) == suffix
  end

  def ends_with?(string, suffixes) when is_binary(string) and is_list(suffixes) do
    :lists.any(&ends_with?(string, &1), suffixes)
  end

  @doc "Whether one of the strings occurs in it."
  @spec contains?(t, pattern) :: boolean
  def contains?(string, []) when is_binary(string), do: false
  def contains?(string, ""), do: is_binary(string)

  def contains?(string, parts) when is_binary(string) and is_list(parts) do
    "" in parts or :binary.match(string, parts) != :nomatch
  end

  def contains?(string, part) when is_binary(string), do: :binary.match(string, part) != :nomatch

  @doc "Whether the regular expression matches."
  @spec match?(t, Regex.t()) :: boolean
  def match?(string, regex) when is_binary(string), do: Regex.match?(regex, string)

  @doc """
  Replaces `pattern` (a string, a list of strings, a regular expression) by a string or by what a function makes of it.

  Option: `:global`, `false` for the first occurrence alone.
  """
  @spec replace(t, pattern | Regex.t(), t | (t -> t | iodata), keyword) :: t
  def replace(string, pattern, replacement, options \\ [])

  def replace(string, pattern, replacement, options) when is_binary(string) and is_struct(pattern, Regex) do
    Regex.replace(pattern, string, replacement, options)
  end

  def replace(string, "", replacement, options) when is_binary(string) do
    between = fn -> replaced(replacement, "") end

    if Keyword.get(options, :global, true) do
      IO.iodata_to_binary([between.() | Enum.map(graphemes(string), &[&1, between.()])])
    else
      IO.iodata_to_binary([between.(), string])
    end
  end

  def replace(string, [], _replacement, _options) when is_binary(string), do: string

  def replace(string, pattern, replacement, options) when is_binary(string) do
    places =
      if Keyword.get(options, :global, true) do
        :binary.matches(string, pattern)
      else
        case :binary.match(string, pattern) do
          :nomatch -> []
          place -> [place]
        end
      end

    IO.iodata_to_binary(substitute(places, string, 0, replacement))
  end

  defp substitute([], string, from, _replacement), do: [binary_part(string, from, byte_size(string) - from)]

  defp substitute([{at, size} | places], string, from, replacement) do
    found = binary_part(string, at, size)

    [
      binary_part(string, from, at - from),
      replaced(replacement, found) | substitute(places, string, at + size, replacement)
    ]
  end

  defp replaced(replacement, _found) when is_binary(replacement), do: replacement
  defp replaced(replacement, found) when is_function(replacement, 1), do: replacement.(found)

  @doc "Replaces `prefix` where the string starts with it."
  @spec replace_prefix(t, t, t) :: t
  def replace_prefix(string, prefix, replacement) do
    if starts_with?(string, prefix), do: replacement <> drop(string, byte_size(prefix)), else: string
  end

  @doc "Replaces `suffix` where the string ends with it."
  @spec replace_suffix(t, t, t) :: t
  def replace_suffix(string, suffix, replacement) do
    if ends_with?(string, suffix) do
      binary_part(string, 0, byte_size(string) - byte_size(suffix)) <> replacement
    else
      string
    end
  end

  defp drop(string, size), do: binary_part(string, size, byte_size(string) - size)

  @doc "The grapheme at a position, `nil` past the end; a negative position counts from the end."
  @spec at(t, integer) :: grapheme | nil
  def at(string, position) when is_binary(string) and is_integer(position) do
    position = if position < 0, do: length(string) + position, else: position

    if position >= 0 do
      case next_grapheme(elem(split_at(string, position), 1)) do
        {grapheme, _rest} -> grapheme
        nil -> nil
      end
    end
  end

  @doc "The first grapheme."
  @spec first(t) :: grapheme | nil
  def first(string), do: at(string, 0)

  @doc "The last grapheme."
  @spec last(t) :: grapheme | nil
  def last(string), do: at(string, -1)

  @doc "`size` graphemes from `start` on."
  @spec slice(t, integer, non_neg_integer) :: t
  def slice(string, start, size) when is_binary(string) and is_integer(start) and is_integer(size) and size >= 0 do
    start = if start < 0, do: length(string) + start, else: start
    if start < 0, do: "", else: string |> split_at(start) |> elem(1) |> split_at(size) |> elem(0)
  end

  @doc "The graphemes whose positions are in the range."
  @spec slice(t, Range.t()) :: t
  def slice(string, first..last//step) when is_binary(string) do
    count = length(string)
    first = if first < 0, do: max(count + first, 0), else: first
    last = if last < 0, do: count + last, else: last

    cond do
      first > last -> ""
      step == 1 or step == -1 -> slice(string, first, last - first + 1)
      true -> string |> graphemes() |> Enum.slice(first..last//step) |> IO.iodata_to_binary()
    end
  end

  @doc "The graphemes in opposite order."
  @spec reverse(t) :: t
  def reverse(string) when is_binary(string), do: string |> graphemes() |> :lists.reverse() |> IO.iodata_to_binary()

  @doc "The string `count` times over."
  @spec duplicate(t, non_neg_integer) :: t
  def duplicate(string, count) when is_binary(string) and is_integer(count) and count >= 0 do
    :binary.copy(string, count)
  end

  @doc "Fills up to `count` graphemes at the start."
  @spec pad_leading(t, non_neg_integer, t | [t]) :: t
  def pad_leading(string, count, padding \\ " ") when is_binary(string) do
    IO.iodata_to_binary([fill(count - length(string), padding), string])
  end

  @doc "Fills up to `count` graphemes at the end."
  @spec pad_trailing(t, non_neg_integer, t | [t]) :: t
  def pad_trailing(string, count, padding \\ " ") when is_binary(string) do
    IO.iodata_to_binary([string, fill(count - length(string), padding)])
  end

  defp fill(missing, _padding) when missing <= 0, do: []
  defp fill(missing, padding) when is_binary(padding), do: fill(missing, graphemes(padding))
  defp fill(missing, padding), do: padding |> Stream.cycle() |> Enum.take(missing)

  @doc "The integer that the whole string spells."
  @spec to_integer(t) :: integer
  def to_integer(string), do: :erlang.binary_to_integer(string)

  @doc "The integer that the whole string spells in a base from 2 to 36."
  @spec to_integer(t, 2..36) :: integer
  def to_integer(string, base), do: :erlang.binary_to_integer(string, base)

  @doc "The float that the whole string spells."
  @spec to_float(t) :: float
  def to_float(string), do: :erlang.binary_to_float(string)

  @doc "The atom of that name."
  @spec to_atom(t) :: atom
  def to_atom(string), do: :erlang.binary_to_atom(string, :utf8)

  @doc "The atom of that name, which must exist."
  @spec to_existing_atom(t) :: atom
  def to_existing_atom(string), do: :erlang.binary_to_existing_atom(string, :utf8)

  @doc "How alike two strings are: 0.0 to 1.0, by the Jaro distance (Jaro 1989)."
  @spec jaro_distance(t, t) :: float
  def jaro_distance(same, same), do: 1.0
  def jaro_distance(_string, ""), do: 0.0
  def jaro_distance("", _string), do: 0.0

  def jaro_distance(first, second) when is_binary(first) and is_binary(second) do
    {a, b} = {graphemes(first), graphemes(second)}
    window = max(div(max(Kernel.length(a), Kernel.length(b)), 2) - 1, 0)
    places = b |> Enum.with_index() |> Map.new(fn {grapheme, index} -> {index, grapheme} end)
    {common, taken} = common(a, 0, window, places, %{}, [])
    matches = Kernel.length(common)

    if matches == 0 do
      0.0
    else
      other = for index <- Enum.sort(Map.keys(taken)), do: Map.fetch!(places, index)
      swapped = common |> Enum.zip(other) |> Enum.count(fn {x, y} -> x != y end)
      (matches / Kernel.length(a) + matches / Kernel.length(b) + (matches - swapped / 2) / matches) / 3
    end
  end

  defp common([], _index, _window, _places, taken, found), do: {:lists.reverse(found), taken}

  defp common([grapheme | rest], index, window, places, taken, found) do
    near = max(index - window, 0)..(index + window)//1

    case Enum.find(near, &(Map.get(places, &1) == grapheme and not is_map_key(taken, &1))) do
      nil -> common(rest, index + 1, window, places, taken, found)
      place -> common(rest, index + 1, window, places, Map.put(taken, place, true), [grapheme | found])
    end
  end

  @doc "Whether the two have the same characters, however composed."
  @spec equivalent?(t, t) :: boolean
  def equivalent?(first, second), do: normalize(first, :nfd) == normalize(second, :nfd)

  @doc "The string in a Unicode normalization form: `:nfc`, `:nfd`, `:nfkc` or `:nfkd`."
  @spec normalize(t, atom) :: t
  def normalize(string, :nfc), do: normalized(:unicode.characters_to_nfc_binary(string), :nfc)
  def normalize(string, :nfd), do: normalized(:unicode.characters_to_nfd_binary(string), :nfd)
  def normalize(string, :nfkc), do: normalized(:unicode.characters_to_nfkc_binary(string), :nfkc)
  def normalize(string, :nfkd), do: normalized(:unicode.characters_to_nfkd_binary(string), :nfkd)

  defp normalized(string, _form) when is_binary(string), do: string
  defp normalized({:error, good, <<byte, rest::binary>>}, form), do: good <> <<byte>> <> normalize(rest, form)
end
