defmodule :string do
  @moduledoc """
  Strings of Erlang: binaries in UTF-8 and lists of characters and strings, counted in graphemes. A part of a binary is a binary, a
  part of a list a list of code points. A grapheme is an integer, or a list of code points when it has several.

  The functions on plain lists of older programs (`tokens/2`, `substr/2` ...) are in `:jlixir_charlist`.
  """

  import Kernel, except: [length: 1]

  # The code points that program texts count as white space
  @white_space [[?\r, ?\n], ?\t, ?\n, ?\v, ?\f, ?\r, ?\s, 0x85, 0x200E, 0x200F, 0x2028, 0x2029]

  # What stands and how much of it

  @doc "Tells whether there are no characters."
  def is_empty([]), do: true
  def is_empty(<<>>), do: true
  def is_empty([<<>> | rest]), do: is_empty(rest)
  def is_empty([list | rest]) when is_list(list), do: is_empty(list) and is_empty(rest)
  def is_empty(_), do: false

  @doc "Returns the number of graphemes."
  def length(string), do: :jlixir_unicode.grapheme_length(to_binary(string))

  @doc "Returns the graphemes."
  def to_graphemes(string), do: string |> to_binary() |> :jlixir_unicode.graphemes() |> Enum.map(&grapheme/1)

  @doc "Tells whether two strings have the same code points."
  def equal(a, b), do: to_binary(a) == to_binary(b)

  @doc "As `equal/2`; the flag tells whether the case of letters is ignored."
  def equal(a, b, false), do: equal(a, b)
  def equal(a, b, true), do: fold(to_binary(a)) == fold(to_binary(b))

  @doc "As `equal/3` after normalisation (`:none`, `:nfc`, `:nfd`, `:nfkc`, `:nfkd`)."
  def equal(a, b, ignore_case, form) when is_boolean(ignore_case) do
    a = if ignore_case, do: fold(to_binary(a)), else: to_binary(a)
    b = if ignore_case, do: fold(to_binary(b)), else: to_binary(b)
    normalize(a, form) == normalize(b, form)
  end

  defp normalize(string, :none), do: string
  defp normalize(string, :nfc), do: :unicode.characters_to_nfc_binary(string)
  defp normalize(string, :nfd), do: :unicode.characters_to_nfd_binary(string)
  defp normalize(string, :nfkc), do: :unicode.characters_to_nfkc_binary(string)
  defp normalize(string, :nfkd), do: :unicode.characters_to_nfkd_binary(string)

  @doc "Returns how similar two strings are, from 0.0 to 1.0 (Jaro)."
  def jaro_similarity(a, b), do: String.jaro_distance(to_binary(a), to_binary(b))

  # Case

  @doc "Returns the string in upper case."
  def uppercase(string), do: string |> to_binary() |> :jlixir_unicode.upcase(:default) |> like(string)

  @doc "Returns the string in lower case."
  def lowercase(string), do: string |> to_binary() |> :jlixir_unicode.downcase(:default) |> like(string)

  @doc "Returns the string with its first character in title case."
  def titlecase(string) do
    case :jlixir_unicode.titlecase_first(to_binary(string), :default) do
      {first, rest} -> like(first <> rest, string)
      nil -> string
    end
  end

  @doc "Returns the string in the form in which strings that differ in case alone are equal."
  def casefold(string), do: string |> to_binary() |> fold() |> like(string)

  defp fold(string), do: :jlixir_unicode.casefold(string)

  # Parts

  @doc "Joins two strings."
  def concat(a, b), do: :erlang.++(a, b)

  @doc "Returns the graphemes in reverse."
  def reverse(string), do: :lists.reverse(to_graphemes(string))

  @doc "Returns what comes after the first `start` graphemes."
  def slice(string, start) when is_integer(start) and start >= 0, do: string |> to_binary() |> drop(start) |> like(string)

  @doc "Returns `length` graphemes from `start` on."
  def slice(string, start, :infinity), do: slice(string, start)

  def slice(string, start, length) when is_integer(start) and start >= 0 and is_integer(length) and length >= 0 do
    binary = string |> to_binary() |> drop(start)
    binary |> binary_part(0, byte_size(binary) - byte_size(drop(binary, length))) |> like(string)
  end

  defp drop(binary, 0), do: binary

  defp drop(binary, count) do
    case :jlixir_unicode.next_grapheme(binary) do
      {_, rest} -> drop(rest, count - 1)
      nil -> binary
    end
  end

  @doc "Returns the first grapheme with the rest, or `[]`."
  def next_grapheme(string) do
    case valid_binary(string) do
      {:ok, <<>>} ->
        []

      {:ok, binary} ->
        {first, rest} = :jlixir_unicode.next_grapheme(binary)
        [grapheme(first) | like(rest, string)]

      :error ->
        {:error, string}
    end
  end

  @doc "Returns the first code point with the rest, or `[]`."
  def next_codepoint(string) do
    case valid_binary(string) do
      {:ok, <<>>} -> []
      {:ok, <<first::utf8, rest::binary>>} -> [first | like(rest, string)]
      :error -> {:error, string}
    end
  end

  defp valid_binary(string) do
    case :unicode.characters_to_binary(string) do
      binary when is_binary(binary) -> {:ok, binary}
      _ -> :error
    end
  end

  @doc "Fills up with spaces to `length` graphemes at the end."
  def pad(string, length), do: pad(string, length, :trailing)

  @doc "Fills up with spaces at the end, at the start, or at `:both`."
  def pad(string, length, direction), do: pad(string, length, direction, ?\s)

  @doc "Fills up with `character`."
  def pad(string, length, direction, character) when is_integer(length) do
    missing = length - length(string)

    cond do
      missing <= 0 ->
        [string]

      direction == :trailing ->
        [string | :lists.duplicate(missing, character)]

      direction == :leading ->
        [:lists.duplicate(missing, character), string]

      direction == :both ->
        before = :lists.duplicate(div(missing, 2), character)
        behind = if rem(missing, 2) == 0, do: [before], else: [before, character]
        [before, string | behind]
    end
  end

  @doc "Removes white space from both ends."
  def trim(string), do: trim(string, :both)

  @doc "Removes white space from both ends, or from one."
  def trim(string, direction), do: trim(string, direction, @white_space)

  @doc "Removes the given graphemes."
  def trim(string, _direction, []), do: string
  def trim(string, :leading, separators), do: string |> to_binary() |> trim_start(separators) |> like(string)
  def trim(string, :trailing, separators), do: string |> to_binary() |> trim_end(endings(separators)) |> like(string)

  def trim(string, :both, separators) do
    string |> to_binary() |> trim_start(separators) |> trim_end(endings(separators)) |> like(string)
  end

  defp trim_start(binary, separators) do
    case :jlixir_unicode.next_grapheme(binary) do
      {first, rest} -> if :lists.member(grapheme(first), separators), do: trim_start(rest, separators), else: binary
      nil -> binary
    end
  end

  # Longer separators first, as binaries
  defp endings(separators) do
    characters = for separator <- separators, not is_binary(separator), do: :unicode.characters_to_binary([separator])
    :lists.sort(&(byte_size(&1) >= byte_size(&2)), characters)
  end

  defp trim_end(binary, endings) do
    case Enum.find(endings, &ends_with?(binary, &1)) do
      nil -> binary
      ending -> binary |> binary_part(0, byte_size(binary) - byte_size(ending)) |> trim_end(endings)
    end
  end

  defp ends_with?(binary, ending) do
    size = byte_size(ending)
    size > 0 and byte_size(binary) >= size and binary_part(binary, byte_size(binary), -size) == ending
  end

  @doc "Removes line ends from the end."
  def chomp(string), do: trim(string, :trailing, [[?\r, ?\n], ?\n])

  @doc "Returns the longest start that is made of the given graphemes, and the rest."
  def take(string, characters), do: take(string, characters, false)

  @doc "With `true`: of graphemes other than the given ones."
  def take(string, characters, complement), do: take(string, characters, complement, :leading)

  @doc "At the start or at the end."
  def take(string, characters, complement, direction) when is_boolean(complement) do
    binary = to_binary(string)
    wanted? = &(:lists.member(grapheme(&1), characters) != complement)
    graphemes = :jlixir_unicode.graphemes(binary)

    size =
      case direction do
        :leading -> graphemes |> Enum.take_while(wanted?) |> bytes()
        :trailing -> byte_size(binary) - (graphemes |> :lists.reverse() |> Enum.take_while(wanted?) |> bytes())
      end

    <<first::binary-size(^size), rest::binary>> = binary
    {like(first, string), like(rest, string)}
  end

  defp bytes(graphemes), do: :lists.foldl(&(byte_size(&1) + &2), 0, graphemes)

  @doc "Returns what comes after `prefix`, or `:nomatch`."
  def prefix(string, prefix) do
    binary = to_binary(string)
    start = to_binary(prefix)
    size = byte_size(start)

    case binary do
      <<^start::binary-size(^size), rest::binary>> -> if boundary?(binary, size), do: like(rest, string), else: :nomatch
      _ -> :nomatch
    end
  end

  # Searching

  @doc "Returns the string from the first place of `pattern` on, or `:nomatch`."
  def find(string, pattern), do: find(string, pattern, :leading)

  @doc "Looks for the first or the last place."
  def find(string, pattern, direction) do
    binary = to_binary(string)
    wanted = to_binary(pattern)

    case if(wanted == <<>>, do: {0, 0}, else: place(binary, wanted, direction)) do
      {at, _} -> binary |> binary_part(at, byte_size(binary) - at) |> like(string)
      nil -> :nomatch
    end
  end

  @doc "Splits at the first place of `pattern`."
  def split(string, pattern), do: split(string, pattern, :leading)

  @doc "Splits at the first, the last, or `:all` places."
  def split(string, pattern, where) do
    binary = to_binary(string)
    wanted = to_binary(pattern)
    places = if wanted == <<>>, do: [], else: places(binary, wanted, where)
    binary |> cut(places, 0) |> Enum.map(&like(&1, string))
  end

  defp cut(binary, [], from), do: [binary_part(binary, from, byte_size(binary) - from)]
  defp cut(binary, [{at, size} | rest], from), do: [binary_part(binary, from, at - from) | cut(binary, rest, at + size)]

  @doc "Replaces the first place of `pattern`; the result is a list of parts."
  def replace(string, pattern, replacement), do: replace(string, pattern, replacement, :leading)

  @doc "Replaces the first, the last, or `:all` places."
  def replace(string, pattern, replacement, where), do: :lists.join(replacement, split(string, pattern, where))

  defp place(binary, wanted, where) do
    case places(binary, wanted, where) do
      [place | _] -> place
      [] -> nil
    end
  end

  # Places count only where graphemes start and end
  defp places(binary, wanted, where) do
    found = for {at, size} <- :binary.matches(binary, wanted), boundary?(binary, at), boundary?(binary, at + size), do: {at, size}

    case {where, found} do
      {:all, _} -> found
      {:leading, [first | _]} -> [first]
      {:trailing, [_ | _]} -> [:lists.last(found)]
      {_, []} -> []
    end
  end

  defp boundary?(_binary, 0), do: true

  defp boundary?(binary, at) do
    case binary do
      <<_::binary-size(^at), rest::binary>> when rest == <<>> ->
        true

      <<_::binary-size(^at), next, _::binary>> when next < 128 and next != ?\n ->
        true

      _ ->
        before = before(binary, at - 1)
        around = binary_part(binary, before, byte_size(binary) - before)
        {first, _} = :jlixir_unicode.next_grapheme(around)
        byte_size(first) <= at - before
    end
  end

  # Where the code point that ends at a byte starts
  defp before(binary, at) do
    if :erlang.band(:binary.at(binary, at), 0xC0) == 0x80, do: before(binary, at - 1), else: at
  end

  @doc "Returns the parts between the given graphemes, empty ones left out."
  def lexemes(string, []), do: [string]

  def lexemes(string, separators) do
    string
    |> to_binary()
    |> :jlixir_unicode.graphemes()
    |> lexeme_list(separators, [], [])
    |> Enum.map(&like(&1, string))
  end

  defp lexeme_list([], _separators, [], lexemes), do: :lists.reverse(lexemes)
  defp lexeme_list([], _separators, lexeme, lexemes), do: :lists.reverse([joined(lexeme) | lexemes])

  defp lexeme_list([first | rest], separators, lexeme, lexemes) do
    cond do
      not :lists.member(grapheme(first), separators) -> lexeme_list(rest, separators, [first | lexeme], lexemes)
      lexeme == [] -> lexeme_list(rest, separators, [], lexemes)
      true -> lexeme_list(rest, separators, [], [joined(lexeme) | lexemes])
    end
  end

  defp joined(graphemes), do: graphemes |> :lists.reverse() |> :erlang.iolist_to_binary()

  @doc "Returns one of `lexemes/2`, counted from 1; an empty string when there are fewer."
  def nth_lexeme(string, n, separators) when is_integer(n) and n > 0 do
    all = lexemes(string, separators)
    if n <= :erlang.length(all), do: :lists.nth(n, all), else: like(<<>>, string)
  end

  # Numbers

  @doc "Returns the integer at the start and the rest, or `{:error, reason}`."
  def to_integer(string) do
    with {:ok, binary} <- number_text(string) do
      {sign, digits} = sign(binary)

      case digits(digits) do
        {<<>>, _} -> {:error, :no_integer}
        {digits, rest} -> {:erlang.binary_to_integer(sign <> digits), like(rest, string)}
      end
    end
  end

  @doc "Returns the float at the start and the rest, or `{:error, reason}`."
  def to_float(string) do
    with {:ok, binary} <- number_text(string) do
      {sign, text} = sign(binary)

      with {whole, <<point, text::binary>>} when whole != <<>> and point in [?., ?,] <- digits(text),
           {fraction, rest} when fraction != <<>> <- digits(text),
           {exponent, rest} = exponent(rest),
           {:ok, float} <- float(sign <> whole <> "." <> fraction <> exponent) do
        {float, like(rest, string)}
      else
        _ -> {:error, :no_float}
      end
    end
  end

  defp number_text(string) when is_binary(string), do: {:ok, string}

  defp number_text(string) when is_list(string) do
    case :unicode.characters_to_binary(string) do
      binary when is_binary(binary) -> {:ok, binary}
      _ -> {:error, :badarg}
    end
  rescue
    ArgumentError -> {:error, :badarg}
  end

  defp number_text(_), do: {:error, :badarg}

  defp sign(<<?-, rest::binary>>), do: {"-", rest}
  defp sign(<<?+, rest::binary>>), do: {"", rest}
  defp sign(text), do: {"", text}

  defp digits(text), do: digits(text, 0)

  defp digits(text, size) do
    case text do
      <<digits::binary-size(^size)>> -> {digits, <<>>}
      <<_::binary-size(^size), next, _::binary>> when next in ?0..?9 -> digits(text, size + 1)
      <<digits::binary-size(^size), rest::binary>> -> {digits, rest}
    end
  end

  defp exponent(<<e, text::binary>> = rest) when e in [?e, ?E] do
    {sign, digits} = sign(text)

    case digits(digits) do
      {<<>>, _} -> {"", rest}
      {digits, rest} -> {"e" <> sign <> digits, rest}
    end
  end

  defp exponent(rest), do: {"", rest}

  defp float(text) do
    {:ok, :erlang.binary_to_float(text)}
  rescue
    ArgumentError -> :error
  end

  # Between the forms of strings

  defp to_binary(string) when is_binary(string) or is_list(string) do
    case :unicode.characters_to_binary(string) do
      binary when is_binary(binary) -> binary
      {_, _, rest} -> :erlang.error({:badarg, rest})
    end
  end

  defp like(binary, string) when is_binary(string), do: binary
  defp like(binary, _list), do: :unicode.characters_to_list(binary)

  defp grapheme(<<single::utf8>>), do: single
  defp grapheme(several), do: :unicode.characters_to_list(several)

  # Plain lists, counted from 1

  for {name, arities} <- [
        len: [1],
        chars: [2, 3],
        chr: [2],
        rchr: [2],
        str: [2],
        rstr: [2],
        span: [2],
        cspan: [2],
        substr: [2, 3],
        sub_string: [2, 3],
        tokens: [2],
        join: [2],
        copies: [2],
        words: [1, 2],
        sub_word: [2, 3],
        strip: [1, 2, 3],
        left: [2, 3],
        right: [2, 3],
        centre: [2, 3],
        to_upper: [1],
        to_lower: [1]
      ],
      arity <- arities do
    arguments = Macro.generate_arguments(arity, __MODULE__)
    @doc false
    def unquote(name)(unquote_splicing(arguments)), do: :jlixir_charlist.unquote(name)(unquote_splicing(arguments))
  end

  @doc false
  def list_to_integer(list), do: to_integer(list)
  @doc false
  def list_to_float(list), do: to_float(list)
end
