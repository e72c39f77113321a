defmodule String do
  @moduledoc """
  Strings: binaries of UTF-8.

  A *code point* is a Unicode character, a *grapheme* what a reader takes for one: `"é"` may be one code point or two. Functions on
  positions and lengths count graphemes and take linear time; those of `Kernel` and `:binary` count bytes. Bytes that are not UTF-8 are
  carried along, each as a character of its own.
  """

  @type t :: binary
  @type codepoint :: t
  @type grapheme :: t
  @type pattern :: t | [nonempty_binary] | (compiled_search_pattern :: :binary.cp())

  # -- Questions -------------------------------------------------------------------------------------------------------

  @doc """
  Whether the first `character_limit` characters can be shown: text, not control characters other than white space and bell.

      iex> {String.printable?("abc"), String.printable?("abc" <> <<0>>), String.printable?("abc" <> <<0>>, 2)}
      {true, false, true}

  """
  @spec printable?(t, 0) :: true
  @spec printable?(t, pos_integer | :infinity) :: boolean
  def printable?(string, character_limit \\ :infinity)

  def printable?(string, :infinity) when is_binary(string), do: printable_from?(string, -1)

  def printable?(string, character_limit) when is_binary(string) and is_integer(character_limit) and character_limit >= 0 do
    printable_from?(string, character_limit)
  end

  defp printable_from?(<<>>, _left), do: true
  defp printable_from?(_string, 0), do: true
  defp printable_from?(<<char, rest::binary>>, left) when char in 0x20..0x7F, do: printable_from?(rest, left - 1)
  defp printable_from?(<<char, rest::binary>>, left) when char in 7..13 or char == 27, do: printable_from?(rest, left - 1)

  defp printable_from?(<<char::utf8, rest::binary>>, left) when char >= 0xA0 and char != 0xFFFE and char != 0xFFFF do
    printable_from?(rest, left - 1)
  end

  defp printable_from?(_string, _left), do: false

  @doc """
  Whether the whole binary is UTF-8. The algorithm, `:default` or `:fast_ascii`, changes the speed only.

      iex> {String.valid?("é"), String.valid?(<<0xFF>>)}
      {true, false}

  """
  @spec valid?(t, :default | :fast_ascii) :: boolean
  def valid?(string, algorithm \\ :default)
  def valid?(string, algorithm) when is_binary(string) and algorithm in [:default, :fast_ascii], do: utf8?(string)

  defp utf8?(<<a, b, c, d, rest::binary>>) when a < 128 and b < 128 and c < 128 and d < 128, do: utf8?(rest)
  defp utf8?(<<_::utf8, rest::binary>>), do: utf8?(rest)
  defp utf8?(<<>>), do: true
  defp utf8?(_string), do: false

  @doc false
  @deprecated "Use String.valid?/1 instead"
  def valid_character?(string) do
    case string do
      <<_::utf8>> -> true
      _ -> false
    end
  end

  @doc """
  Whether `string` starts with one of the prefixes.

      iex> {String.starts_with?("elixir", "eli"), String.starts_with?("elixir", ["erl", "el"])}
      {true, true}

  """
  @spec starts_with?(t, t | [t]) :: boolean
  def starts_with?(string, prefix)
  def starts_with?(string, prefix) when is_binary(string) and is_binary(prefix), do: prefix?(string, prefix)
  def starts_with?(string, prefixes) when is_binary(string) and is_list(prefixes), do: any_prefix?(string, prefixes)

  def starts_with?(string, pattern) when is_binary(string) do
    IO.warn("compiled patterns are deprecated in starts_with?")

    case :binary.match(string, pattern) do
      {0, _} -> true
      _ -> false
    end
  end

  defp prefix?(string, prefix) do
    size = byte_size(prefix)
    size <= byte_size(string) and :binary.part(string, 0, size) == prefix
  end

  defp any_prefix?(string, [prefix | rest]) when is_binary(prefix), do: prefix?(string, prefix) or any_prefix?(string, rest)
  defp any_prefix?(_string, []), do: false

  @doc """
  Whether `string` ends with one of the suffixes.

      iex> String.ends_with?("elixir", ["ix", "xir"])
      true

  """
  @spec ends_with?(t, t | [t]) :: boolean
  def ends_with?(string, suffix)
  def ends_with?(string, suffix) when is_binary(string) and is_binary(suffix), do: suffix?(string, suffix)
  def ends_with?(string, suffixes) when is_binary(string) and is_list(suffixes), do: any_suffix?(string, suffixes)

  defp suffix?(string, suffix) do
    size = byte_size(suffix)
    size <= byte_size(string) and :binary.part(string, byte_size(string), -size) == suffix
  end

  defp any_suffix?(string, [suffix | rest]) when is_binary(suffix), do: suffix?(string, suffix) or any_suffix?(string, rest)
  defp any_suffix?(_string, []), do: false

  @doc """
  Whether one of the patterns occurs in `string`.

      iex> {String.contains?("elixir", "lix"), String.contains?("elixir", ["a", "b"])}
      {true, false}

  """
  @spec contains?(t, [t] | pattern) :: boolean
  def contains?(string, contents)
  def contains?(string, contents) when is_binary(string) and is_list(contents), do: contains_any?(string, contents)
  def contains?(string, "") when is_binary(string), do: true
  def contains?(string, contents) when is_binary(string), do: :binary.match(string, contents) != :nomatch

  defp contains_any?(_string, ["" | _]), do: true

  defp contains_any?(string, [content | rest]) when is_binary(content) do
    :binary.match(string, content) != :nomatch or contains_any?(string, rest)
  end

  defp contains_any?(_string, []), do: false
  defp contains_any?(_string, [content | _]), do: byte_size(content)

  @doc """
  How often `pattern`, a string, a list of strings or a regular expression, occurs in `string` without overlapping.

      iex> String.count("hello world", "o")
      2

  """
  @doc since: "1.19.0"
  @spec count(t, pattern | Regex.t()) :: non_neg_integer
  def count(string, pattern)
  def count(string, []) when is_binary(string), do: 0
  def count(string, "") when is_binary(string), do: String.length(string) + 1

  def count(string, %{__struct__: Regex} = regex) when is_binary(string) do
    Kernel.length(Regex.scan(regex, string, return: :index))
  end

  def count(string, pattern) when is_binary(string), do: Kernel.length(:binary.matches(string, pattern))

  @doc """
  Whether `string` matches the regular expression.

      iex> String.match?("foo", ~r/o+/)
      true

  """
  @spec match?(t, Regex.t()) :: boolean
  def match?(string, regex) when is_binary(string), do: Regex.match?(regex, string)

  @doc """
  Whether two strings are the same text, even if their characters are composed differently.

      iex> String.equivalent?("\\u00e9", "e\\u0301")
      true

  """
  @spec equivalent?(t, t) :: boolean
  def equivalent?(string1, string2) when is_binary(string1) and is_binary(string2) do
    string1 == string2 or normalize(string1, :nfd) == normalize(string2, :nfd)
  end

  # -- Splitting -------------------------------------------------------------------------------------------------------

  @doc """
  The words of `string`, separated by Unicode white space (not by no-break spaces).

      iex> String.split("  one two ")
      ["one", "two"]

  """
  @spec split(t) :: [t]
  def split(string) when is_binary(string), do: words(string, string, 0, 0)
  # What is no binary is for the built-in to refuse.
  def split(string), do: :binary.split(string, [" "], [:global, :trim_all])

  # words(rest, string, start of the word, length of the word)
  defp words(<<char, rest::binary>>, string, start, size) when char == 32 or char in 9..13, do: word(rest, string, start, size, 1)
  defp words(<<char, rest::binary>>, string, start, size) when char < 128, do: words(rest, string, start, size + 1)
  defp words(<<0xC2, 0x85, rest::binary>>, string, start, size), do: word(rest, string, start, size, 2)
  defp words(<<0xE1, 0x9A, 0x80, rest::binary>>, string, start, size), do: word(rest, string, start, size, 3)

  defp words(<<0xE2, 0x80, byte, rest::binary>>, string, start, size)
       when byte in 0x80..0x8A and byte != 0x87
       when byte in 0xA8..0xA9 do
    word(rest, string, start, size, 3)
  end

  defp words(<<0xE2, 0x81, 0x9F, rest::binary>>, string, start, size), do: word(rest, string, start, size, 3)
  defp words(<<0xE3, 0x80, 0x80, rest::binary>>, string, start, size), do: word(rest, string, start, size, 3)
  defp words(<<_, rest::binary>>, string, start, size), do: words(rest, string, start, size + 1)
  defp words(<<>>, _string, _start, 0), do: []
  defp words(<<>>, string, start, size), do: [:binary.part(string, start, size)]

  defp word(rest, string, start, 0, space), do: words(rest, string, start + space, 0)
  defp word(rest, string, start, size, space), do: [:binary.part(string, start, size) | words(rest, string, start + size + space, 0)]

  @doc """
  Splits `string` at each occurrence of `pattern`: a string, a list of strings or a regular expression. `""` splits into graphemes.

  Options: `:parts`, how many parts at most; `:trim`, whether to leave out empty parts; for a regular expression see `Regex.split/3`.

      iex> String.split("a,b,c", ",", parts: 2)
      ["a", "b,c"]
      iex> String.split("a,,b", ",", trim: true)
      ["a", "b"]

  """
  @spec split(t, pattern | Regex.t(), keyword) :: [t]
  def split(string, pattern, options \\ [])
  def split(string, %{__struct__: Regex} = regex, options) when is_binary(string) and is_list(options), do: Regex.split(regex, string, options)
  def split(string, pattern, []) when is_binary(string) and pattern != "" and pattern != [], do: :binary.split(string, pattern, [:global])

  def split(string, pattern, options) when is_binary(string) and is_list(options) do
    parts = parts_to_index(option(options, :parts, :infinity))
    trim? = option(options, :trim, false)

    case pattern do
      "" -> split_graphemes(string, parts, trim?)
      [] when trim? and string == "" -> []
      [] -> [string]
      _ when parts == 0 and trim? -> :binary.split(string, pattern, [:global, :trim_all])
      _ when parts == 0 -> :binary.split(string, pattern, [:global])
      _ -> split_parts(string, pattern, parts, trim?)
    end
  end

  defp option(options, key, default) do
    case :lists.keyfind(key, 1, options) do
      {_key, value} -> value
      false -> default
    end
  end

  # Zero stands for no limit.
  defp parts_to_index(:infinity), do: 0
  defp parts_to_index(parts) when is_integer(parts) and parts > 0, do: parts

  defp split_parts("", _pattern, _parts, true), do: []
  defp split_parts(string, _pattern, 1, _trim?), do: [string]

  defp split_parts(string, pattern, parts, trim?) do
    case :binary.split(string, pattern) do
      ["", rest] when trim? -> split_parts(rest, pattern, parts, trim?)
      [part, rest] -> [part | split_parts(rest, pattern, parts - 1, trim?)]
      [last] -> [last]
    end
  end

  defp split_graphemes(string, 0, true), do: graphemes(string)
  defp split_graphemes(string, 0, _trim?), do: ["" | :lists.append(graphemes(string), [""])]
  defp split_graphemes(string, parts, true), do: some_graphemes(string, parts, true)
  defp split_graphemes(string, 1, _trim?), do: [string]
  defp split_graphemes(string, parts, _trim?), do: ["" | some_graphemes(string, parts - 1, false)]

  defp some_graphemes("", _parts, trim?), do: if(trim?, do: [], else: [""])
  defp some_graphemes(string, 1, _trim?), do: [string]

  defp some_graphemes(string, parts, trim?) do
    {grapheme, rest} = next_grapheme(string)
    [grapheme | some_graphemes(rest, parts - 1, trim?)]
  end

  @doc """
  Splits lazily, as `split/3`; of the options, only `:trim`.

      iex> Enum.take(String.splitter("a,b,c", ","), 2)
      ["a", "b"]

  """
  @spec splitter(t, pattern, keyword) :: Enumerable.t()
  def splitter(string, pattern, options \\ [])

  def splitter(string, "", options) when is_binary(string) do
    if option(options, :trim, false) do
      Stream.unfold(string, &next_grapheme/1)
    else
      Stream.unfold({:first, string}, &next_of_all/1)
    end
  end

  def splitter(string, [], options) when is_binary(string) do
    if string == "" and option(options, :trim, false), do: [], else: [string]
  end

  def splitter(string, pattern, options) when is_binary(string) do
    pattern = :binary.compile_pattern(pattern)
    trim? = option(options, :trim, false)
    Stream.unfold(string, &next_part(&1, pattern, trim?))
  end

  defp next_of_all({:first, string}), do: {"", string}
  defp next_of_all(nil), do: nil

  defp next_of_all(string) do
    case next_grapheme(string) do
      nil -> {"", nil}
      next -> next
    end
  end

  defp next_part(nil, _pattern, _trim?), do: nil
  defp next_part("", _pattern, true), do: nil

  defp next_part(string, pattern, trim?) do
    case :binary.split(string, pattern) do
      ["", rest] when trim? -> next_part(rest, pattern, trim?)
      [part, rest] -> {part, rest}
      [last] -> {last, nil}
    end
  end

  @doc """
  Splits `string` in two at a position, counted from the end if it is negative.

      iex> {String.split_at("sweet", 2), String.split_at("sweet", -2)}
      {{"sw", "eet"}, {"swe", "et"}}

  """
  @spec split_at(t, integer) :: {t, t}
  def split_at(string, position)
  def split_at(string, position) when is_binary(string) and is_integer(position) and position >= 0, do: halves(string, position)

  def split_at(string, position) when is_binary(string) and is_integer(position) do
    halves(string, max(String.length(string) + position, 0))
  end

  defp halves(string, position) do
    {offset, _} = :jlixir_unicode.grapheme_offset(string, position)
    {:binary.part(string, 0, offset), from(string, offset)}
  end

  defp from(string, offset), do: :binary.part(string, offset, byte_size(string) - offset)

  @doc """
  Splits into runs of characters that have a trait and runs that do not: `:valid` or `:printable`.

      iex> String.chunk(<<?a, 0xFF, ?b>>, :valid)
      ["a", <<0xFF>>, "b"]

  """
  @spec chunk(t, :valid | :printable) :: [t]
  def chunk(string, trait)
  def chunk("", trait) when trait in [:valid, :printable], do: []

  def chunk(string, trait) when is_binary(string) and trait in [:valid, :printable] do
    {codepoint, rest} = next_codepoint(string)
    runs(rest, trait, trait?(codepoint, trait), codepoint)
  end

  defp runs("", _trait, _holds?, run), do: [run]

  defp runs(string, trait, holds?, run) do
    {codepoint, rest} = next_codepoint(string)

    case trait?(codepoint, trait) do
      ^holds? -> runs(rest, trait, holds?, <<run::binary, codepoint::binary>>)
      holds? -> [run | runs(rest, trait, holds?, codepoint)]
    end
  end

  defp trait?(codepoint, :valid), do: utf8?(codepoint)
  defp trait?(codepoint, :printable), do: printable_from?(codepoint, 1)

  # -- Case ------------------------------------------------------------------------------------------------------------

  @type case_mode :: :default | :ascii | :greek | :turkic

  @doc """
  All characters in upper case. The mode `:ascii` leaves all others alone, `:turkic` tells dotted and dotless i apart.

      iex> String.upcase("Straße")
      "STRASSE"

  """
  @spec upcase(t, case_mode) :: t
  def upcase(string, mode \\ :default)
  def upcase(string, :ascii) when is_binary(string), do: for(<<char <- string>>, into: <<>>, do: <<upcase_ascii(char)>>)
  def upcase(string, mode) when is_binary(string) and mode in [:default, :greek, :turkic], do: :jlixir_unicode.upcase(string, mode)

  defp upcase_ascii(char) when char in ?a..?z, do: char - 32
  defp upcase_ascii(char), do: char

  @doc """
  All characters in lower case. The mode `:greek` knows the sigma at the end of a word; see also `upcase/2`.

      iex> String.downcase("ÀB")
      "àb"

  """
  @spec downcase(t, case_mode) :: t
  def downcase(string, mode \\ :default)
  def downcase(string, :ascii) when is_binary(string), do: for(<<char <- string>>, into: <<>>, do: <<downcase_ascii(char)>>)
  def downcase(string, mode) when is_binary(string) and mode in [:default, :greek, :turkic], do: :jlixir_unicode.downcase(string, mode)

  defp downcase_ascii(char) when char in ?A..?Z, do: char + 32
  defp downcase_ascii(char), do: char

  @doc """
  The first character in title case, the others in lower case.

      iex> String.capitalize("aBC")
      "Abc"

  """
  @spec capitalize(t, case_mode) :: t
  def capitalize(string, mode \\ :default)
  def capitalize(<<>>, _mode), do: ""

  def capitalize(<<char, rest::binary>>, :ascii), do: <<upcase_ascii(char), downcase(rest, :ascii)::binary>>

  def capitalize(string, mode) when is_binary(string) and mode in [:default, :greek, :turkic] do
    {title, rest} = :jlixir_unicode.titlecase_first(string, mode)
    title <> :jlixir_unicode.downcase(rest, mode)
  end

  # -- Trimming and padding --------------------------------------------------------------------------------------------

  @doc """
  Removes white space from both ends.

      iex> String.trim("\\n  a b  ")
      "a b"

  """
  @spec trim(t) :: t
  def trim(string) when is_binary(string), do: trim_end(trim_start(string))

  @doc """
  Removes all `to_trim` from both ends.

      iex> String.trim("__a__", "_")
      "a"

  """
  @spec trim(t, t) :: t
  def trim(string, to_trim) when is_binary(string) and is_binary(to_trim), do: trim_trailing(trim_leading(string, to_trim), to_trim)

  @doc """
  Removes white space from the start.

      iex> String.trim_leading("  a ")
      "a "

  """
  @spec trim_leading(t) :: t
  def trim_leading(string) when is_binary(string), do: trim_start(string)

  @doc """
  Removes all `to_trim` from the start.

      iex> String.trim_leading("__a_", "_")
      "a_"

  """
  @spec trim_leading(t, t) :: t
  def trim_leading(string, to_trim) when is_binary(string) and is_binary(to_trim), do: replace_leading(string, to_trim, "")

  @doc """
  Removes white space from the end.

      iex> String.trim_trailing(" a  ")
      " a"

  """
  @spec trim_trailing(t) :: t
  def trim_trailing(string) when is_binary(string), do: trim_end(string)

  @doc """
  Removes all `to_trim` from the end.

      iex> String.trim_trailing("_a__", "_")
      "_a"

  """
  @spec trim_trailing(t, t) :: t
  def trim_trailing(string, to_trim) when is_binary(string) and is_binary(to_trim), do: replace_trailing(string, to_trim, "")

  defp trim_start(<<char, rest::binary>>) when char == 32 or char in 9..13, do: trim_start(rest)
  defp trim_start(<<char, _::binary>> = string) when char < 128, do: string
  defp trim_start(<<0xC2, byte, rest::binary>>) when byte == 0x85 or byte == 0xA0, do: trim_start(rest)
  defp trim_start(<<a, b, c, rest::binary>> = string), do: if(wide_space?(a, b, c), do: trim_start(rest), else: string)
  defp trim_start(string), do: string

  defp trim_end(string), do: trim_end(string, byte_size(string))

  defp trim_end(_string, 0), do: ""

  defp trim_end(string, size) do
    case :binary.at(string, size - 1) do
      char when char == 32 or char in 9..13 -> trim_end(string, size - 1)
      char when char < 128 or size == 1 -> :binary.part(string, 0, size)
      char -> trim_end(string, size, char, :binary.at(string, size - 2))
    end
  end

  defp trim_end(string, size, char, 0xC2) when char == 0x85 or char == 0xA0, do: trim_end(string, size - 2)
  defp trim_end(string, 2, _char, _before), do: :binary.part(string, 0, 2)

  defp trim_end(string, size, char, before) do
    case wide_space?(:binary.at(string, size - 3), before, char) do
      true -> trim_end(string, size - 3)
      false -> :binary.part(string, 0, size)
    end
  end

  # The white space that takes three bytes.
  defp wide_space?(0xE1, 0x9A, 0x80), do: true
  defp wide_space?(0xE2, 0x80, byte) when byte in 0x80..0x8A, do: true
  defp wide_space?(0xE2, 0x80, byte) when byte in [0xA8, 0xA9, 0xAF], do: true
  defp wide_space?(0xE2, 0x81, 0x9F), do: true
  defp wide_space?(0xE3, 0x80, 0x80), do: true
  defp wide_space?(_a, _b, _c), do: false

  @doc """
  Lengthens `string` to `count` graphemes with `padding` in front: the graphemes of a string, or the strings of a list, in turn.

      iex> {String.pad_leading("7", 3), String.pad_leading("7", 3, "0")}
      {"  7", "007"}

  """
  @spec pad_leading(t, non_neg_integer, t | [t]) :: t
  def pad_leading(string, count, padding \\ " ")
  def pad_leading(string, count, padding) when is_binary(padding) and padding != "", do: pad_leading(string, count, graphemes(padding))

  def pad_leading(string, count, [_ | _] = padding) when is_binary(string) and is_integer(count) and count >= 0 do
    case count - String.length(string) do
      missing when missing > 0 -> padding(padding, padding, missing, <<>>) <> string
      _ -> string
    end
  end

  @doc """
  Lengthens `string` to `count` graphemes with `padding` behind.

      iex> String.pad_trailing("a", 3, ".")
      "a.."

  """
  @spec pad_trailing(t, non_neg_integer, t | [t]) :: t
  def pad_trailing(string, count, padding \\ " ")
  def pad_trailing(string, count, padding) when is_binary(padding) and padding != "", do: pad_trailing(string, count, graphemes(padding))

  def pad_trailing(string, count, [_ | _] = padding) when is_binary(string) and is_integer(count) and count >= 0 do
    case count - String.length(string) do
      missing when missing > 0 -> padding(padding, padding, missing, string)
      _ -> string
    end
  end

  defp padding(_rest, _all, 0, acc), do: acc
  defp padding([], all, missing, acc), do: padding(all, all, missing, acc)
  defp padding([text | rest], all, missing, acc) when is_binary(text), do: padding(rest, all, missing - 1, <<acc::binary, text::binary>>)

  defp padding([other | _rest], _all, _missing, _acc) do
    raise ArgumentError, "expected a string padding element, got: #{inspect(other)}"
  end

  # -- Replacing -------------------------------------------------------------------------------------------------------

  @doc """
  Replaces `pattern` (a string, a list of strings or a regular expression) by a string, or by what a function makes of the match.

  Only the first occurrence with `global: false`.

      iex> String.replace("a,b,c", ",", "-")
      "a-b-c"
      iex> String.replace("a,b,c", ["a", "c"], fn letter -> letter <> letter end, global: false)
      "aa,b,c"

  """
  @spec replace(t, pattern | Regex.t(), t | (t -> t | iodata), keyword) :: t
  def replace(subject, pattern, replacement, options \\ [])
      when is_binary(subject) and (is_binary(replacement) or is_function(replacement, 1)) and is_list(options) do
    case pattern do
      %{__struct__: Regex} -> Regex.replace(pattern, subject, replacement, options)
      "" -> between_graphemes(subject, replacement, option(options, :global, true))
      [] -> subject
      _ -> replace_pattern(subject, pattern, replacement, options)
    end
  end

  defp between_graphemes(subject, replacement, false), do: :erlang.iolist_to_binary([replacement("", replacement) | subject])
  defp between_graphemes(subject, replacement, _global?), do: :erlang.iolist_to_binary(interspersed(graphemes(subject), replacement))

  defp interspersed([grapheme | rest], replacement), do: [replacement("", replacement), grapheme | interspersed(rest, replacement)]
  defp interspersed([], replacement), do: [replacement("", replacement)]

  defp replacement(match, fun) when is_function(fun), do: fun.(match)
  defp replacement(_match, text), do: text

  defp replace_pattern(subject, pattern, replacement, options) do
    insert = option(options, :insert_replaced, nil)
    global = if option(options, :global, true), do: [:global], else: []

    cond do
      insert != nil ->
        IO.warn(
          "String.replace/4 with :insert_replaced option is deprecated. " <>
            "Please use :binary.replace/4 instead or pass an anonymous function as replacement"
        )

        :binary.replace(subject, pattern, replacement, [{:insert_replaced, insert} | global])

      is_binary(replacement) ->
        :binary.replace(subject, pattern, replacement, global)

      global == [] ->
        case :binary.match(subject, pattern) do
          :nomatch -> subject
          match -> :erlang.iolist_to_binary(replaced([match], subject, 0, replacement))
        end

      true ->
        case :binary.matches(subject, pattern) do
          [] -> subject
          matches -> :erlang.iolist_to_binary(replaced(matches, subject, 0, replacement))
        end
    end
  end

  defp replaced([{start, size} | rest], subject, position, fun) do
    before = :binary.part(subject, position, start - position)
    [before, fun.(:binary.part(subject, start, size)) | replaced(rest, subject, start + size, fun)]
  end

  defp replaced([], subject, position, _fun), do: [from(subject, position)]

  @doc """
  Replaces all of `match` at the start of `string`, each by `replacement`.

      iex> String.replace_leading("ababc", "ab", "x")
      "xxc"

  """
  @spec replace_leading(t, t, t) :: t
  def replace_leading(string, match, replacement) when is_binary(string) and is_binary(match) and is_binary(replacement) do
    if match == "", do: raise(ArgumentError, "cannot use an empty string as the match to replace")

    case leading(string, match, byte_size(match), 0) do
      0 -> string
      count -> :binary.copy(replacement, count) <> from(string, count * byte_size(match))
    end
  end

  defp leading(string, match, size, count) do
    offset = size * count

    case byte_size(string) - offset >= size and :binary.part(string, offset, size) == match do
      true -> leading(string, match, size, count + 1)
      false -> count
    end
  end

  @doc """
  Replaces all of `match` at the end of `string`, each by `replacement`.

      iex> String.replace_trailing("abcc", "c", "x")
      "abxx"

  """
  @spec replace_trailing(t, t, t) :: t
  def replace_trailing(string, match, replacement) when is_binary(string) and is_binary(match) and is_binary(replacement) do
    if match == "", do: raise(ArgumentError, "cannot use an empty string as the match to replace")

    case trailing(string, match, byte_size(match), 0) do
      0 -> string
      count -> :binary.part(string, 0, byte_size(string) - count * byte_size(match)) <> :binary.copy(replacement, count)
    end
  end

  defp trailing(string, match, size, count) do
    offset = byte_size(string) - size * (count + 1)

    case offset >= 0 and :binary.part(string, offset, size) == match do
      true -> trailing(string, match, size, count + 1)
      false -> count
    end
  end

  @doc """
  Replaces `match` at the start of `string`, once.

      iex> String.replace_prefix("aab", "a", "x")
      "xab"

  """
  @spec replace_prefix(t, t, t) :: t
  def replace_prefix(string, match, replacement) when is_binary(string) and is_binary(match) and is_binary(replacement) do
    case prefix?(string, match) do
      true -> replacement <> from(string, byte_size(match))
      false -> string
    end
  end

  @doc """
  Replaces `match` at the end of `string`, once.

      iex> String.replace_suffix("baa", "a", "x")
      "bax"

  """
  @spec replace_suffix(t, t, t) :: t
  def replace_suffix(string, match, replacement) when is_binary(string) and is_binary(match) and is_binary(replacement) do
    case suffix?(string, match) do
      true -> :binary.part(string, 0, byte_size(string) - byte_size(match)) <> replacement
      false -> string
    end
  end

  @doc """
  Replaces what is not UTF-8: each byte, or the start of a character that is cut off.

      iex> String.replace_invalid(<<"a", 0xFF, "b">>, "?")
      "a?b"

  """
  @doc since: "1.16.0"
  @spec replace_invalid(binary, t) :: t
  def replace_invalid(bytes, replacement \\ "\uFFFD") when is_binary(bytes) and is_binary(replacement) do
    if utf8?(bytes), do: bytes, else: valid_part(bytes, replacement, <<>>)
  end

  defp valid_part(<<char::utf8, rest::binary>>, new, acc), do: valid_part(rest, new, <<acc::binary, char::utf8>>)
  defp valid_part(<<0xE0, b, rest::binary>>, new, acc) when b in 0xA0..0xBF, do: replaced_part(rest, new, acc)
  defp valid_part(<<0xED, b, rest::binary>>, new, acc) when b in 0x80..0x9F, do: replaced_part(rest, new, acc)

  defp valid_part(<<a, b, rest::binary>>, new, acc) when a in 0xE1..0xEF and a != 0xED and b in 0x80..0xBF do
    replaced_part(rest, new, acc)
  end

  defp valid_part(<<a, b, c, rest::binary>>, new, acc)
       when c in 0x80..0xBF and ((a == 0xF0 and b in 0x90..0xBF) or (a in 0xF1..0xF3 and b in 0x80..0xBF) or (a == 0xF4 and b in 0x80..0x8F)) do
    replaced_part(rest, new, acc)
  end

  defp valid_part(<<a, b, rest::binary>>, new, acc)
       when (a == 0xF0 and b in 0x90..0xBF) or (a in 0xF1..0xF3 and b in 0x80..0xBF) or (a == 0xF4 and b in 0x80..0x8F) do
    replaced_part(rest, new, acc)
  end

  defp valid_part(<<_, rest::binary>>, new, acc), do: replaced_part(rest, new, acc)
  defp valid_part(<<>>, _new, acc), do: acc

  defp replaced_part(rest, new, acc), do: valid_part(rest, new, <<acc::binary, new::binary>>)

  @doc """
  `subject` repeated `n` times.

      iex> String.duplicate("ab", 3)
      "ababab"

  """
  @spec duplicate(t, non_neg_integer) :: t
  def duplicate(subject, n) when is_binary(subject) and is_integer(n), do: :binary.copy(subject, n)

  @doc """
  The graphemes in reverse. What follows a byte that is not UTF-8 is left as it is.

      iex> String.reverse("abc")
      "cba"

  """
  @spec reverse(t) :: t
  def reverse(string) when is_binary(string) do
    case utf8?(string) do
      true ->
        :erlang.iolist_to_binary(:lists.reverse(:jlixir_unicode.graphemes(string)))

      false ->
        size = valid_size(string, 0)
        reverse(:binary.part(string, 0, size)) <> from(string, size)
    end
  end

  defp valid_size(<<char::utf8, rest::binary>>, size), do: valid_size(rest, size + byte_size(<<char::utf8>>))
  defp valid_size(_string, size), do: size

  @doc """
  Composes (`:nfc`) or decomposes (`:nfd`) the characters; `:nfkc` and `:nfkd` unify compatible characters too.

      iex> String.normalize("e\\u0301", :nfc)
      "\\u00e9"

  """
  @spec normalize(t, :nfd | :nfc | :nfkd | :nfkc) :: t
  def normalize(string, form)
  def normalize(string, :nfc) when is_binary(string), do: normalized(:unicode.characters_to_nfc_binary(string), :nfc)
  def normalize(string, :nfd) when is_binary(string), do: normalized(:unicode.characters_to_nfd_binary(string), :nfd)
  def normalize(string, :nfkc) when is_binary(string), do: normalized(:unicode.characters_to_nfkc_binary(string), :nfkc)
  def normalize(string, :nfkd) when is_binary(string), do: normalized(:unicode.characters_to_nfkd_binary(string), :nfkd)

  defp normalized(string, _form) when is_binary(string), do: string
  defp normalized({:error, good, <<byte, rest::binary>>}, form), do: good <> <<byte>> <> normalize(rest, form)

  # -- Code points and graphemes ---------------------------------------------------------------------------------------

  @doc """
  The code points, each as a string.

      iex> String.codepoints("aé")
      ["a", "é"]

  """
  @spec codepoints(t) :: [codepoint]
  def codepoints(string) when is_binary(string), do: :jlixir_unicode.codepoints(string)

  @doc """
  The first code point and the rest, or `nil` for an empty string.

      iex> String.next_codepoint("abc")
      {"a", "bc"}

  """
  @spec next_codepoint(t) :: {codepoint, t} | nil
  def next_codepoint(string)
  def next_codepoint(<<char::utf8, rest::binary>>), do: {<<char::utf8>>, rest}
  def next_codepoint(<<byte, rest::binary>>), do: {<<byte>>, rest}
  def next_codepoint(<<>>), do: nil

  @doc """
  The graphemes, each as a string.

      iex> String.graphemes("e\\u0301a")
      ["e\\u0301", "a"]

  """
  @spec graphemes(t) :: [grapheme]
  def graphemes(string) when is_binary(string), do: :jlixir_unicode.graphemes(string)

  @doc """
  The first grapheme and the rest, or `nil` for an empty string.

      iex> String.next_grapheme("abc")
      {"a", "bc"}

  """
  @spec next_grapheme(t) :: {grapheme, t} | nil
  def next_grapheme(string) when is_binary(string), do: :jlixir_unicode.next_grapheme(string)

  @doc """
  The number of bytes of the first grapheme, and the rest, or `nil` for an empty string.

      iex> String.next_grapheme_size("éa")
      {2, "a"}

  """
  @spec next_grapheme_size(t) :: {pos_integer, t} | nil
  def next_grapheme_size(string) when is_binary(string), do: :jlixir_unicode.next_grapheme_size(string)

  @doc """
  The number of graphemes.

      iex> String.length("e\\u0301a")
      2

  """
  @spec length(t) :: non_neg_integer
  def length(string) when is_binary(string), do: :jlixir_unicode.grapheme_length(string)

  @doc """
  The first grapheme, or `nil`.

      iex> String.first("abc")
      "a"

  """
  @spec first(t) :: grapheme | nil
  def first(string) when is_binary(string) do
    case :jlixir_unicode.next_grapheme(string) do
      {grapheme, _rest} -> grapheme
      nil -> nil
    end
  end

  @doc """
  The last grapheme, or `nil`.

      iex> String.last("abc")
      "c"

  """
  @spec last(t) :: grapheme | nil
  def last(string) when is_binary(string) do
    case :jlixir_unicode.graphemes(string) do
      [] -> nil
      graphemes -> :lists.last(graphemes)
    end
  end

  @doc """
  The grapheme at a position, counted from the end if it is negative, or `nil`.

      iex> {String.at("elixir", 1), String.at("elixir", -1), String.at("elixir", 9)}
      {"l", "r", nil}

  """
  @spec at(t, integer) :: grapheme | nil
  def at(string, position)
  def at(string, position) when is_binary(string) and is_integer(position) and position >= 0, do: grapheme_at(string, position)

  def at(string, position) when is_binary(string) and is_integer(position) do
    case String.length(string) + position do
      from_start when from_start >= 0 -> grapheme_at(string, from_start)
      _ -> nil
    end
  end

  defp grapheme_at(string, position) do
    case :jlixir_unicode.grapheme_offset(string, position) do
      {offset, ^position} -> first(from(string, offset))
      _ -> nil
    end
  end

  @doc """
  At most `length` graphemes from `start` on, which counts from the end if it is negative.

      iex> {String.slice("elixir", 1, 3), String.slice("elixir", -3, 2)}
      {"lix", "xi"}

  """
  @spec slice(t, integer, non_neg_integer) :: t
  def slice(string, start, length)

  def slice(string, start, length) when is_binary(string) and is_integer(start) and is_integer(length) and start >= 0 and length >= 0 do
    graphemes_from(string, start, length)
  end

  def slice(string, start, length) when is_binary(string) and is_integer(start) and is_integer(length) and length >= 0 do
    graphemes_from(string, max(String.length(string) + start, 0), length)
  end

  defp graphemes_from(_string, _start, 0), do: ""

  defp graphemes_from(string, start, length) do
    {offset, _} = :jlixir_unicode.grapheme_offset(string, start)
    rest = from(string, offset)
    {size, _} = :jlixir_unicode.grapheme_offset(rest, length)
    :binary.part(rest, 0, size)
  end

  @doc """
  The graphemes at the positions of `range`, which count from the end if they are negative.

      iex> {String.slice("elixir", 1..3), String.slice("elixir", -3..-1), String.slice("elixir", 0..5//2)}
      {"lix", "xir", "eii"}

  """
  @spec slice(t, Range.t()) :: t
  def slice(string, first..last//step) when is_binary(string) and step > 0, do: slice_range(string, first, last, step)

  def slice(string, first..last//_step) when is_binary(string) do
    IO.warn("negative steps are not supported in String.slice/2, pass #{first}..#{last}//1 instead")
    slice_range(string, first, last, 1)
  end

  # Ranges written down before Elixir 1.12 have no step.
  def slice(string, %{__struct__: Range, first: first, last: last} = range) when is_binary(string) and not is_map_key(range, :step) do
    slice(string, Map.put(range, :step, if(first <= last, do: 1, else: -1)))
  end

  defp slice_range(string, first, last, step) when first >= 0 and last >= 0, do: positions(string, first, last, step)

  defp slice_range(string, first, last, step) do
    length = String.length(string)
    first = if first < 0, do: max(first + length, 0), else: first
    last = if last < 0, do: last + length, else: last
    positions(string, first, last, step)
  end

  defp positions(_string, first, last, _step) when last < first, do: ""
  defp positions(string, first, last, 1), do: graphemes_from(string, first, last - first + 1)

  defp positions(string, first, last, step) do
    every(graphemes_from(string, first, last - first + 1), step, <<>>)
  end

  defp every(string, step, acc) do
    case :jlixir_unicode.next_grapheme(string) do
      nil ->
        acc

      {grapheme, rest} ->
        {offset, _} = :jlixir_unicode.grapheme_offset(rest, step - 1)
        every(from(rest, offset), step, <<acc::binary, grapheme::binary>>)
    end
  end

  @doc """
  At most `size_bytes` bytes from `start_bytes` on, moved so that no character is cut: a start within a character moves behind it.

      iex> String.byte_slice("héllo", 0, 2)
      "h"

  """
  @doc since: "1.17.0"
  @spec byte_slice(t, integer, non_neg_integer) :: t
  def byte_slice(string, start_bytes, size_bytes)

  def byte_slice(string, start, size) when is_binary(string) and is_integer(start) and is_integer(size) and start >= 0 and size >= 0 do
    bytes(string, start, size)
  end

  def byte_slice(string, start, size) when is_binary(string) and is_integer(start) and is_integer(size) and size >= 0 do
    bytes(string, max(byte_size(string) + start, 0), size)
  end

  defp bytes(_string, _start, 0), do: ""
  defp bytes(string, start, _size) when start >= byte_size(string), do: ""

  defp bytes(string, start, size) do
    case :binary.at(string, start) do
      byte when byte in 0x80..0xBF -> bytes(string, start + 1, size)
      _ -> whole(:binary.part(string, start, min(size, byte_size(string) - start)))
    end
  end

  # Without the start of a character at the end.
  defp whole(string), do: whole(string, byte_size(string) - 1, 0)

  defp whole(_string, -1, _following), do: ""

  defp whole(string, position, following) do
    case :binary.at(string, position) do
      byte when byte in 0x80..0xBF -> whole(string, position - 1, following + 1)
      byte -> :binary.part(string, 0, position + kept(byte, following))
    end
  end

  defp kept(byte, following) when byte in 0xC0..0xDF, do: if(following < 1, do: 0, else: 2)
  defp kept(byte, following) when byte in 0xE0..0xEF, do: if(following < 2, do: 0, else: 3)
  defp kept(byte, following) when byte in 0xF0..0xF7, do: if(following < 3, do: 0, else: 4)
  defp kept(_byte, _following), do: 1

  # -- Conversion ------------------------------------------------------------------------------------------------------

  @doc """
  The code points as a list of integers.

      iex> String.to_charlist("aé")
      [97, 233]

  """
  @spec to_charlist(t) :: charlist
  def to_charlist(string) when is_binary(string) do
    case :unicode.characters_to_list(string) do
      list when is_list(list) -> list
      {:error, encoded, rest} -> raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid
      {:incomplete, encoded, rest} -> raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete
    end
  end

  @doc """
  The atom with this text. Atoms are never freed: use `to_existing_atom/1` for text from outside.

      iex> String.to_atom("my_atom")
      :my_atom

  """
  @spec to_atom(t) :: atom
  def to_atom(string) when is_binary(string), do: :erlang.binary_to_atom(string)

  @doc """
  The atom with this text, if there is one already.

      iex> String.to_existing_atom("nil")
      nil

  """
  @spec to_existing_atom(t) :: atom
  def to_existing_atom(string) when is_binary(string), do: :erlang.binary_to_existing_atom(string)

  @doc """
  The integer that `string` is the text of.

      iex> {String.to_integer("42"), String.to_integer("FF", 16)}
      {42, 255}

  """
  @spec to_integer(t) :: integer
  def to_integer(string) when is_binary(string), do: :erlang.binary_to_integer(string)

  @doc """
  The integer that `string` is the text of, in `base`.

      iex> String.to_integer("ff", 16)
      255

  """
  @spec to_integer(t, 2..36) :: integer
  def to_integer(string, base) when is_binary(string) and is_integer(base), do: :erlang.binary_to_integer(string, base)

  @doc """
  The float that `string` is the text of; it needs a decimal point.

      iex> String.to_float("2.5e3")
      2500.0

  """
  @spec to_float(t) :: float
  def to_float(string) when is_binary(string), do: :erlang.binary_to_float(string)

  # -- Distances -------------------------------------------------------------------------------------------------------

  @doc """
  How alike two strings are, between `0.0` and `1.0`, by the graphemes that they have in common.

      iex> String.bag_distance("abc", "abcd")
      0.75

  """
  @doc since: "1.8.0"
  @spec bag_distance(t, t) :: float
  def bag_distance(_string, ""), do: 0.0
  def bag_distance("", _string), do: 0.0

  def bag_distance(string1, string2) when is_binary(string1) and is_binary(string2) do
    graphemes1 = graphemes(string1)
    graphemes2 = graphemes(string2)
    only1 = Kernel.length(graphemes1 -- graphemes2)
    only2 = Kernel.length(graphemes2 -- graphemes1)
    1 - max(only1, only2) / max(Kernel.length(graphemes1), Kernel.length(graphemes2))
  end

  @doc """
  How alike two strings are, between `0.0` and `1.0`, after Jaro; meant for short strings such as names.

      iex> String.jaro_distance("abc", "abd") > String.jaro_distance("abc", "bde")
      true

  """
  @spec jaro_distance(t, t) :: float
  def jaro_distance(string1, string2)
  def jaro_distance(string, string) when is_binary(string), do: 1.0
  def jaro_distance(_string, ""), do: 0.0
  def jaro_distance("", _string), do: 0.0

  def jaro_distance(string1, string2) when is_binary(string1) and is_binary(string2) do
    graphemes1 = graphemes(string1)
    graphemes2 = graphemes(string2)
    length1 = Kernel.length(graphemes1)
    length2 = Kernel.length(graphemes2)
    {shorter, longer} = if length1 <= length2, do: {graphemes1, graphemes2}, else: {graphemes2, graphemes1}
    window = max(div(max(length1, length2), 2) - 1, 0)

    case common(shorter, :erlang.list_to_tuple(longer), 0, window, %{}) do
      {[], _used} -> 0.0
      {matched, used} -> similarity(matched, used, longer, length1, length2)
    end
  end

  # The graphemes of the first that have a partner within the window, and the positions of the partners.
  defp common([grapheme | rest], longer, position, window, used) do
    last = min(position + window, tuple_size(longer) - 1)

    case partner(grapheme, longer, max(position - window, 0), last, used) do
      nil ->
        common(rest, longer, position + 1, window, used)

      found ->
        {matched, used} = common(rest, longer, position + 1, window, :maps.put(found, true, used))
        {[grapheme | matched], used}
    end
  end

  defp common([], _longer, _position, _window, used), do: {[], used}

  defp partner(_grapheme, _longer, position, last, _used) when position > last, do: nil

  defp partner(grapheme, longer, position, last, used) do
    case :erlang.element(position + 1, longer) == grapheme and not :erlang.is_map_key(position, used) do
      true -> position
      false -> partner(grapheme, longer, position + 1, last, used)
    end
  end

  defp similarity(matched, used, longer, length1, length2) do
    count = map_size(used)
    swapped = out_of_order(matched, partners(longer, 0, used), 0)
    (count / length1 + count / length2 + (count - swapped / 2) / count) / 3
  end

  defp partners([grapheme | rest], position, used) do
    case :erlang.is_map_key(position, used) do
      true -> [grapheme | partners(rest, position + 1, used)]
      false -> partners(rest, position + 1, used)
    end
  end

  defp partners([], _position, _used), do: []

  defp out_of_order([same | rest1], [same | rest2], count), do: out_of_order(rest1, rest2, count)
  defp out_of_order([_ | rest1], [_ | rest2], count), do: out_of_order(rest1, rest2, count + 1)
  defp out_of_order([], [], count), do: count

  @doc """
  The steps that turn the first string into the second, as a keyword list of `:eq`, `:ins` and `:del`.

      iex> String.myers_difference("abc", "abd")
      [eq: "ab", del: "c", ins: "d"]

  """
  @doc since: "1.3.0"
  @spec myers_difference(t, t) :: [{:eq | :ins | :del, t}]
  def myers_difference(string1, string2) when is_binary(string1) and is_binary(string2) do
    steps = List.myers_difference(graphemes(string1), graphemes(string2))
    for {kind, graphemes} <- steps, do: {kind, :erlang.iolist_to_binary(graphemes)}
  end

  # -- Deprecated ------------------------------------------------------------------------------------------------------

  @doc false
  @deprecated "Use String.to_charlist/1 instead"
  def to_char_list(string), do: String.to_charlist(string)

  @doc false
  @deprecated "Use String.trim/1 instead"
  def strip(string), do: trim(string)

  @doc false
  @deprecated "Use String.trim/2 with a binary second argument instead"
  def strip(string, char), do: trim(string, <<char::utf8>>)

  @doc false
  @deprecated "Use String.trim_leading/1 instead"
  def lstrip(string), do: trim_leading(string)

  @doc false
  @deprecated "Use String.trim_leading/2 with a binary as second argument instead"
  def lstrip(string, char), do: trim_leading(string, <<char::utf8>>)

  @doc false
  @deprecated "Use String.trim_trailing/1 instead"
  def rstrip(string), do: trim_trailing(string)

  @doc false
  @deprecated "Use String.trim_trailing/2 with a binary as second argument instead"
  def rstrip(string, char), do: trim_trailing(string, <<char::utf8>>)

  @doc false
  @deprecated "Use String.pad_leading/2 instead"
  def rjust(subject, length), do: pad_leading(subject, length)

  @doc false
  @deprecated "Use String.pad_leading/3 with a binary padding instead"
  def rjust(subject, length, padding), do: pad_leading(subject, length, <<padding::utf8>>)

  @doc false
  @deprecated "Use String.pad_trailing/2 instead"
  def ljust(subject, length), do: pad_trailing(subject, length)

  @doc false
  @deprecated "Use String.pad_trailing/3 with a binary padding instead"
  def ljust(subject, length, padding), do: pad_trailing(subject, length, <<padding::utf8>>)
end
