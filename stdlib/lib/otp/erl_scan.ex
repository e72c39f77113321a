defmodule :erl_scan do
  @moduledoc """
  The tokens of Erlang source: `{category, annotation, symbol}`, `{word, annotation}` for reserved words and punctuation, `{:dot, annotation}`
  at the end of a form. An annotation is a line, `{line, column}`, or a list of these with the text of the token.
  """

  @reserved ~w(after and andalso band begin bnot bor bsl bsr bxor case catch cond div else end fun if let maybe not of or orelse receive rem
               try when xor)a
  @punctuation ~w(<:- <:= =:= =/= ... <<  >> -> <- <= => := || :: .. ++ -- == /= =< >= && ?= + - * / = < > ( \) [ ] { } | : ; , . ! ? #)
               |> Enum.map(&String.to_charlist/1)

  # Functions for tokens

  @doc "Whether a word is reserved in Erlang."
  def reserved_word(word), do: word in @reserved

  def category({category, _anno}), do: category
  def category({category, _anno, _symbol}), do: category

  def symbol({category, _anno}), do: category
  def symbol({_category, _anno, symbol}), do: symbol

  def location(token), do: :erl_anno.location(:erlang.element(2, token))
  def line(token), do: :erl_anno.line(:erlang.element(2, token))
  def column(token), do: :erl_anno.column(:erlang.element(2, token))
  def text(token), do: :erl_anno.text(:erlang.element(2, token))
  def end_location(token), do: :erl_anno.end_location(:erlang.element(2, token))

  @doc "The words for what was wrong."
  def format_error({:unterminated, kind}), do: :io_lib.format(~c"unterminated ~w", [kind])
  def format_error({:unterminated, kind, text}), do: :io_lib.format(~c"unterminated ~w starting with ~tp", [kind, text])
  def format_error({:illegal, kind}), do: :io_lib.format(~c"illegal ~w", [kind])
  def format_error({:base, base}), do: :io_lib.format(~c"illegal base '~w'", [base])
  def format_error(other), do: :io_lib.format(~c"~tp", [other])

  # Whole texts

  @doc "The tokens of a text: `{:ok, tokens, end_location}`."
  def string(text), do: string(text, 1, [])
  def string(text, location), do: string(text, location, [])

  @doc "As `string/2`. Options: `:return_comments`, `:return_white_spaces`, `:return` for both, and `:text`."
  def string(text, location, options) when is_list(text) do
    {:ok, tokens, location, _rest} = scan(text, location, flags(options), [], false)
    {:ok, tokens, location}
  catch
    :throw, {:scan_error, location, reason, end_location} -> {:error, {location, :erl_scan, reason}, end_location}
  end

  # Forms that come in parts

  @doc "Goes on with the next part of a text up to the dot that ends a form: `{:done, result, rest}` or `{:more, continuation}`."
  def tokens(continuation, text, location), do: tokens(continuation, text, location, [])

  def tokens([], text, location, options), do: form([], text, location, options)
  def tokens({:erl_scan_part, seen, location, options}, text, _location, _options), do: form(seen, text, location, options)

  defp form([], :eof, location, _options), do: {:done, {:eof, location}, :eof}

  defp form(seen, :eof, location, options) do
    case scan(seen, location, flags(options), [], true) do
      {:ok, [], location, _rest} -> {:done, {:eof, location}, :eof}
      {:ok, tokens, location, rest} -> {:done, {:ok, tokens, location}, if(rest == [], do: :eof, else: rest)}
    end
  catch
    :throw, {:scan_error, location, reason, end_location} -> {:done, {:error, {location, :erl_scan, reason}, end_location}, :eof}
  end

  # A dot is the end of a form when something follows it.
  defp form(seen, text, location, options) do
    all = seen ++ text

    case scan(all, location, flags(options), [], true) do
      {:ok, tokens, end_location, rest} ->
        case dot_last?(tokens) and (rest != [] or :lists.last(all) in ~c" \n\t\r") do
          true -> {:done, {:ok, tokens, end_location}, rest}
          false -> {:more, {:erl_scan_part, all, location, options}}
        end
    end
  catch
    :throw, {:scan_error, _location, reason, _end} when elem(reason, 0) == :unterminated ->
      {:more, {:erl_scan_part, seen ++ text, location, options}}

    :throw, {:scan_error, error_location, reason, end_location} ->
      {:done, {:error, {error_location, :erl_scan, reason}, end_location}, []}
  end

  defp dot_last?([]), do: false
  defp dot_last?(tokens), do: :erlang.element(1, :lists.last(tokens)) == :dot

  defp flags(options) do
    options = :lists.flatten([options])
    return? = :lists.member(:return, options)

    %{
      comments: return? or :lists.member(:return_comments, options),
      white_spaces: return? or :lists.member(:return_white_spaces, options),
      text: :lists.member(:text, options)
    }
  end

  # The scanner. With `form?` it stops behind a dot.

  defp scan([], location, _flags, acc, _form?), do: {:ok, :lists.reverse(acc), location, []}

  defp scan([char | _] = text, location, flags, acc, form?) when char <= ?\s or char in 0x80..0xA0 do
    {spaces, rest} = white_space(text)
    acc = if flags.white_spaces, do: [{:white_space, anno(location, spaces, flags), spaces} | acc], else: acc
    scan(rest, advance(location, spaces), flags, acc, form?)
  end

  defp scan([?% | _] = text, location, flags, acc, form?) do
    {comment, rest} = :lists.splitwith(fn char -> char != ?\n end, text)
    acc = if flags.comments, do: [{:comment, anno(location, comment, flags), comment} | acc], else: acc
    scan(rest, advance(location, comment), flags, acc, form?)
  end

  defp scan([?. | rest] = text, location, flags, acc, form?) do
    case rest do
      [char | after_space] when char <= ?\s -> dot([?., char], after_space, location, flags, acc, form?)
      [?% | _] -> dot(~c".", rest, location, flags, acc, form?)
      [] -> dot(~c".", rest, location, flags, acc, form?)
      _ -> symbol(text, location, flags, acc, form?)
    end
  end

  defp scan([digit | _] = text, location, flags, acc, form?) when digit in ?0..?9 do
    {category, value, rest} = number(text, location)
    add({category, value}, text, rest, location, flags, acc, form?)
  end

  defp scan([?" | rest] = text, location, flags, acc, form?) do
    {value, rest} = quoted(rest, ?", :string, location, [])
    add({:string, value}, text, rest, location, flags, acc, form?)
  end

  defp scan([?' | rest] = text, location, flags, acc, form?) do
    {value, rest} = quoted(rest, ?', :atom, location, [])
    add({:atom, :erlang.list_to_atom(value)}, text, rest, location, flags, acc, form?)
  end

  defp scan([?$ | rest] = text, location, flags, acc, form?) do
    {value, rest} = character(rest, location)
    add({:char, value}, text, rest, location, flags, acc, form?)
  end

  defp scan([?~ | _], location, _flags, _acc, _form?), do: fail(location, {:illegal, :string}, location)

  defp scan([char | _] = text, location, flags, acc, form?) do
    cond do
      lower?(char) ->
        {name, rest} = :lists.splitwith(&name?/1, text)
        word = :erlang.list_to_atom(name)
        if word in @reserved, do: add({word}, text, rest, location, flags, acc, form?), else: add({:atom, word}, text, rest, location, flags, acc, form?)

      upper?(char) ->
        {name, rest} = :lists.splitwith(&name?/1, text)
        add({:var, :erlang.list_to_atom(name)}, text, rest, location, flags, acc, form?)

      true ->
        symbol(text, location, flags, acc, form?)
    end
  end

  defp dot(taken, rest, location, flags, acc, form?) do
    acc = [{:dot, anno(location, taken, flags)} | acc]
    location = advance(location, taken)
    if form?, do: {:ok, :lists.reverse(acc), location, rest}, else: scan(rest, location, flags, acc, form?)
  end

  defp symbol([char | _] = text, location, flags, acc, form?) do
    case :lists.search(&:lists.prefix(&1, text), @punctuation) do
      {:value, found} -> add({:erlang.list_to_atom(found)}, text, :lists.nthtail(length(found), text), location, flags, acc, form?)
      false -> add({:erlang.list_to_atom([char])}, text, tl(text), location, flags, acc, form?)
    end
  end

  defp add(token, text, rest, location, flags, acc, form?) do
    taken = taken(text, rest)
    anno = anno(location, taken, flags)

    token =
      case token do
        {category} -> {category, anno}
        {category, value} -> {category, anno, value}
      end

    scan(rest, advance(location, taken), flags, [token | acc], form?)
  end

  # The front of a text, of which `rest` is a tail.
  defp taken(text, rest) when text === rest, do: []
  defp taken([char | text], rest), do: [char | taken(text, rest)]

  defp anno(location, taken, %{text: true}), do: [text: taken, location: location]
  defp anno(location, _taken, _flags), do: location

  # A line end begins a new run.
  defp white_space([char | rest]) do
    {spaces, rest} = :lists.splitwith(fn char -> char != ?\n and (char <= ?\s or char in 0x80..0xA0) end, rest)
    {[char | spaces], rest}
  end

  defp advance(location, []), do: location
  defp advance({line, _column}, [?\n | rest]), do: advance({line + 1, 1}, rest)
  defp advance({line, column}, [_ | rest]), do: advance({line, column + 1}, rest)
  defp advance(line, [?\n | rest]), do: advance(line + 1, rest)
  defp advance(line, [_ | rest]), do: advance(line, rest)

  defp lower?(char), do: char in ?a..?z or (char in 0xDF..0xFF and char != 0xF7)
  defp upper?(char), do: char in ?A..?Z or char == ?_ or (char in 0xC0..0xDE and char != 0xD7)
  defp name?(char), do: lower?(char) or upper?(char) or char in ?0..?9 or char == ?@

  defp fail(location, reason, end_location), do: throw({:scan_error, location, reason, end_location})

  # Numbers

  defp number(text, location) do
    {digits, rest} = digits(text, 10)

    case rest do
      [?., digit | _] when digit in ?0..?9 ->
        {fraction, rest} = digits(tl(rest), 10)
        exponent(digits ++ [?. | fraction], rest, location)

      [?# | rest] ->
        based(:erlang.list_to_integer(digits), rest, location, text)

      _ ->
        {:integer, :erlang.list_to_integer(digits), rest}
    end
  end

  # Digits with single underscores between them.
  defp digits(text, base), do: digits(text, base, [])

  defp digits([?_, digit | rest], base, [_ | _] = acc) when digit in ?0..?9 or digit in ?a..?z or digit in ?A..?Z do
    if value(digit) < base, do: digits(rest, base, [digit | acc]), else: {:lists.reverse(acc), [?_, digit | rest]}
  end

  defp digits([digit | rest], base, acc) when digit in ?0..?9 or digit in ?a..?z or digit in ?A..?Z do
    if value(digit) < base, do: digits(rest, base, [digit | acc]), else: {:lists.reverse(acc), [digit | rest]}
  end

  defp digits(rest, _base, acc), do: {:lists.reverse(acc), rest}

  defp value(digit) when digit in ?0..?9, do: digit - ?0
  defp value(digit) when digit in ?a..?z, do: digit - ?a + 10
  defp value(digit), do: digit - ?A + 10

  defp based(base, _rest, location, _text) when base < 2 or base > 36, do: fail(location, {:base, base}, location)

  defp based(base, rest, location, _text) do
    case digits(rest, base) do
      {[], _rest} -> fail(location, {:illegal, :integer}, location)
      {digits, rest} -> {:integer, :erlang.list_to_integer(digits, base), rest}
    end
  end

  defp exponent(mantissa, [e | rest], location) when e in ~c"eE" do
    {sign, rest} =
      case rest do
        [sign | rest] when sign in ~c"+-" -> {[sign], rest}
        _ -> {[], rest}
      end

    case digits(rest, 10) do
      {[], _rest} -> fail(location, {:illegal, :float}, location)
      {digits, rest} -> {:float, float(mantissa ++ [?e | sign ++ digits], location), rest}
    end
  end

  defp exponent(mantissa, rest, location), do: {:float, float(mantissa, location), rest}

  defp float(text, location) do
    :erlang.list_to_float(text)
  catch
    :error, :badarg -> fail(location, {:illegal, :float}, location)
  end

  # Strings, quoted atoms and characters

  defp quoted([], _quote, kind, location, acc) do
    text = :lists.reverse(acc)
    fail(location, {:unterminated, kind, :lists.sublist(text, 16)}, location)
  end

  defp quoted([quote | rest], quote, _kind, _location, acc), do: {:lists.reverse(acc), rest}

  defp quoted([?\\ | rest], quote, kind, location, acc) do
    case escape(rest, location) do
      {char, rest} -> quoted(rest, quote, kind, location, [char | acc])
      :unterminated -> quoted([], quote, kind, location, acc)
    end
  end

  defp quoted([char | rest], quote, kind, location, acc), do: quoted(rest, quote, kind, location, [char | acc])

  defp character([], location), do: fail(location, {:unterminated, :char}, location)

  defp character([?\\ | rest], location) do
    case escape(rest, location) do
      :unterminated -> fail(location, {:unterminated, :char}, location)
      found -> found
    end
  end

  defp character([char | rest], _location), do: {char, rest}

  defp escape([], _location), do: :unterminated
  defp escape([?n | rest], _location), do: {?\n, rest}
  defp escape([?r | rest], _location), do: {?\r, rest}
  defp escape([?t | rest], _location), do: {?\t, rest}
  defp escape([?v | rest], _location), do: {?\v, rest}
  defp escape([?b | rest], _location), do: {?\b, rest}
  defp escape([?f | rest], _location), do: {?\f, rest}
  defp escape([?e | rest], _location), do: {?\e, rest}
  defp escape([?s | rest], _location), do: {?\s, rest}
  defp escape([?d | rest], _location), do: {?\d, rest}
  defp escape([?^, char | rest], _location), do: {:erlang.band(char, 31), rest}

  defp escape([?x, ?{ | rest], location) do
    case digits(rest, 16) do
      {[_ | _] = digits, [?} | rest]} -> {:erlang.list_to_integer(digits, 16), rest}
      {_digits, []} -> :unterminated
      _ -> fail(location, {:illegal, :character}, location)
    end
  end

  defp escape([?x, a, b | rest], location) do
    if value(a) < 16 and value(b) < 16, do: {value(a) * 16 + value(b), rest}, else: fail(location, {:illegal, :character}, location)
  end

  defp escape([digit | _] = text, _location) when digit in ?0..?7 do
    {digits, rest} = :lists.splitwith(fn char -> char in ?0..?7 end, :lists.sublist(text, 3))
    {:erlang.list_to_integer(digits, 8), rest ++ :lists.nthtail(length(digits) + length(rest), text)}
  end

  defp escape([char | rest], _location), do: {char, rest}
end
