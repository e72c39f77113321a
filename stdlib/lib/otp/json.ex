defmodule :json do
  @moduledoc """
  JSON as Erlang's library reads and writes it: `null` is the atom `:null`, objects are maps, and functions of the caller may encode and
  decode everything else.
  """

  @type encoder :: (term, encoder -> iodata)
  @type decoders :: %{
          optional(:array_start) => (term -> term),
          optional(:array_push) => (term, term -> term),
          optional(:array_finish) => (term, term -> {term, term}),
          optional(:object_start) => (term -> term),
          optional(:object_push) => (term, term, term -> term),
          optional(:object_finish) => (term, term -> {term, term}),
          optional(:float) => (binary -> term),
          optional(:integer) => (binary -> term),
          optional(:string) => (binary -> term),
          optional(:null) => term
        }

  # Encoding

  @doc "Encodes a term as iodata."
  @spec encode(term) :: iodata
  def encode(term), do: encode_value(term, &encode_value/2)

  @doc "Encodes a term by `encoder`, which is called for every value within and may call `encode_value/2` with itself."
  @spec encode(term, encoder) :: iodata
  def encode(term, encoder) when is_function(encoder, 2), do: encoder.(term, encoder)

  @doc "Encodes a value; those within it by `encoder`."
  @spec encode_value(term, encoder) :: iodata
  def encode_value(value, encoder) when is_atom(value), do: encode_atom(value, encoder)
  def encode_value(value, _encoder) when is_binary(value), do: encode_binary(value)
  def encode_value(value, _encoder) when is_integer(value), do: encode_integer(value)
  def encode_value(value, _encoder) when is_float(value), do: encode_float(value)
  def encode_value(value, encoder) when is_list(value), do: encode_list(value, encoder)
  def encode_value(value, encoder) when is_map(value), do: encode_map(value, encoder)
  def encode_value(value, _encoder), do: :erlang.error({:unsupported_type, value})

  @doc "Encodes an atom: `null`, `true` and `false` as such, others as strings, by `encoder`."
  @spec encode_atom(atom, encoder) :: iodata
  def encode_atom(atom, _encoder) when atom in [:null, true, false], do: :erlang.atom_to_binary(atom)
  def encode_atom(atom, encoder), do: encoder.(:erlang.atom_to_binary(atom), encoder)

  @doc "Encodes an integer."
  @spec encode_integer(integer) :: binary
  def encode_integer(integer), do: :erlang.integer_to_binary(integer)

  @doc "Encodes a float as the shortest number that reads back as it."
  @spec encode_float(float) :: binary
  def encode_float(float), do: :erlang.float_to_binary(float, [:short])

  @doc "Encodes a list as an array."
  @spec encode_list([term], encoder) :: iodata
  def encode_list([], _encoder), do: "[]"
  def encode_list([first | rest], encoder), do: [?[, encoder.(first, encoder) | elements(rest, encoder)]

  defp elements([], _encoder), do: [?]]
  defp elements([value | rest], encoder), do: [?,, encoder.(value, encoder) | elements(rest, encoder)]

  @doc "Encodes a map as an object."
  @spec encode_map(map, encoder) :: iodata
  def encode_map(map, encoder) when is_map(map), do: encode_key_value_list(:maps.to_list(map), encoder)

  @doc "As `encode_map/2`; raises when two keys are the same in text."
  @spec encode_map_checked(map, encoder) :: iodata
  def encode_map_checked(map, encoder), do: encode_key_value_list_checked(:maps.to_list(map), encoder)

  @doc "Encodes a list of pairs as an object."
  @spec encode_key_value_list([{term, term}], encoder) :: iodata
  def encode_key_value_list(pairs, encoder) do
    object(for({key, value} <- pairs, do: [?,, key(key, &encoder.(&1, encoder)), ?: | encoder.(value, encoder)]))
  end

  @doc "As `encode_key_value_list/2`; raises when two keys are the same in text."
  @spec encode_key_value_list_checked([{term, term}], encoder) :: iodata
  def encode_key_value_list_checked(pairs, encoder) do
    pairs |> checked(&encoder.(&1, encoder), fn key, value -> [?,, key, ?: | encoder.(value, encoder)] end) |> object()
  end

  # What `member` makes of each encoded key and its value.
  defp checked(pairs, encode_key, member) do
    {members, _seen} =
      :lists.mapfoldl(
        fn {key, value}, seen ->
          encoded = key(key, encode_key)
          seen = seen(key, :erlang.iolist_to_binary(encoded), seen)
          {member.(encoded, value), seen}
        end,
        %{},
        pairs
      )

    members
  end

  defp seen(key, text, seen) do
    case seen do
      %{^text => _} -> :erlang.error({:duplicate_key, key})
      _ -> :maps.put(text, true, seen)
    end
  end

  defp object([]), do: "{}"
  defp object([[_comma | first] | rest]), do: [?{, first, rest, ?}]

  defp key(key, encode) when is_atom(key), do: encode.(:erlang.atom_to_binary(key))
  defp key(key, encode) when is_binary(key), do: encode.(key)
  defp key(key, _encode) when is_integer(key), do: [?", encode_integer(key), ?"]
  defp key(key, _encode) when is_float(key), do: [?", encode_float(key), ?"]

  @doc "Encodes a text as a string; characters stay as they are where JSON permits."
  @spec encode_binary(binary) :: iodata
  def encode_binary(text) when is_binary(text), do: [?", escaped(text, text, 0, 0), ?"]

  # `size` bytes from `from` on need no escape.
  defp escaped(<<byte, rest::binary>>, text, from, size) when byte >= 32 and byte < 128 and byte != ?" and byte != ?\\ do
    escaped(rest, text, from, size + 1)
  end

  defp escaped(<<byte, rest::binary>>, text, from, size) when byte < 128 do
    [binary_part(text, from, size), escape(byte) | escaped(rest, text, from + size + 1, 0)]
  end

  defp escaped(<<char::utf8, rest::binary>>, text, from, size), do: escaped(rest, text, from, size + utf8_size(char))
  defp escaped(<<byte, _::binary>>, _text, _from, _size), do: :erlang.error({:invalid_byte, byte})
  defp escaped(<<>>, text, 0, _size), do: [text]
  defp escaped(<<>>, text, from, size), do: [binary_part(text, from, size)]

  defp utf8_size(char) when char < 0x800, do: 2
  defp utf8_size(char) when char < 0x10000, do: 3
  defp utf8_size(_char), do: 4

  defp escape(?"), do: "\\\""
  defp escape(?\\), do: "\\\\"
  defp escape(?\b), do: "\\b"
  defp escape(?\f), do: "\\f"
  defp escape(?\n), do: "\\n"
  defp escape(?\r), do: "\\r"
  defp escape(?\t), do: "\\t"
  defp escape(unit), do: ["\\u", hex(unit)]

  defp hex(unit), do: :string.pad(:erlang.integer_to_binary(unit, 16), 4, :leading, ?0)

  @doc "As `encode_binary/1`, in ASCII alone."
  @spec encode_binary_escape_all(binary) :: iodata
  def encode_binary_escape_all(text) when is_binary(text), do: [?", all_escaped(text), ?"]

  defp all_escaped(<<byte, rest::binary>>) when byte >= 32 and byte < 128 and byte != ?" and byte != ?\\, do: [byte | all_escaped(rest)]
  defp all_escaped(<<byte, rest::binary>>) when byte < 128, do: [escape(byte) | all_escaped(rest)]
  defp all_escaped(<<char::utf8, rest::binary>>) when char < 0x10000, do: [escape(char) | all_escaped(rest)]

  defp all_escaped(<<char::utf8, rest::binary>>) do
    <<high::16, low::16>> = <<char::utf16>>
    [escape(high), escape(low) | all_escaped(rest)]
  end

  defp all_escaped(<<byte, _::binary>>), do: :erlang.error({:invalid_byte, byte})
  defp all_escaped(<<>>), do: []

  # Encoding over several lines. `col` is how far the line is written, as the formatter counts.

  @type formatter :: (term, formatter, format_state -> iodata)
  @type format_state :: %{level: non_neg_integer, col: non_neg_integer, indent: non_neg_integer, max: pos_integer}

  @doc "Encodes a term with line breaks and indentation, and a line break at the end; keys of maps are sorted."
  @spec format(term) :: iodata
  def format(term), do: format(term, %{})

  @doc """
  As `format/1`, with options, a map, or a function as in `format/3`.

    * `:indent` - by how much each level is indented, 2 by default
    * `:max` - where lines of numbers and other short values are broken, 100 by default

  """
  @spec format(term, map | formatter) :: iodata
  def format(term, options) when is_map(options), do: format(term, &format_value/3, options)
  def format(term, formatter) when is_function(formatter, 3), do: format(term, formatter, %{})

  @doc "As `format/2` by `formatter`, which is called for every value within and may call `format_value/3` with itself and its state."
  @spec format(term, formatter, map) :: iodata
  def format(term, formatter, options) when is_function(formatter, 3) and is_map(options) do
    state = :maps.merge(%{level: 0, col: 0, indent: 2, max: 100}, options)
    [formatter.(term, formatter, state), ?\n]
  end

  @doc "Encodes a value with line breaks; those within it by `formatter`."
  @spec format_value(term, formatter, format_state) :: iodata
  def format_value(value, formatter, state) when is_atom(value), do: encode_atom(value, fn text, _ -> formatter.(text, formatter, state) end)
  def format_value([], _formatter, _state), do: "[]"
  def format_value([first | _] = list, formatter, state), do: format_list(first, list, formatter, state)
  def format_value(map, formatter, state) when is_map(map), do: map |> sorted() |> format_key_value_list(formatter, state)
  def format_value(value, _formatter, _state), do: encode_value(value, &encode_value/2)

  defp sorted(map), do: :maps.to_list(:maps.iterator(map, :ordered))

  # What may be long stands on lines of its own.
  defp format_list(first, list, formatter, %{col: col, max: max} = state)
       when is_list(first) or is_map(first) or is_binary(first) or col > max do
    inner = next_level(state)
    line = line_break(inner)
    [first | rest] = for value <- list, do: formatter.(value, formatter, inner)
    [?[, line, first, for(value <- rest, do: [?,, line, value]), line_break(state), ?]]
  end

  defp format_list(first, [_ | rest], formatter, %{level: level, col: col} = state) do
    inner = %{state | level: level + 1}
    text = formatter.(first, formatter, inner)
    [?[, text, in_lines(rest, formatter, %{inner | col: col + 1 + :erlang.iolist_size(text)}), ?]]
  end

  defp in_lines([value | rest], formatter, %{col: col, max: max} = state) do
    text = formatter.(value, formatter, state)
    size = :erlang.iolist_size(text)

    if col < max,
      do: [?,, text | in_lines(rest, formatter, %{state | col: col + 1 + size})],
      else: [?,, line_break(state), text | in_lines(rest, formatter, %{state | col: indentation(state) + size})]
  end

  defp in_lines([], _formatter, _state), do: []

  defp next_level(%{level: level} = state) do
    inner = %{state | level: level + 1}
    %{inner | col: indentation(inner)}
  end

  defp line_break(state), do: [?\n | :lists.duplicate(indentation(state), ?\s)]

  defp indentation(%{level: level, indent: indent}), do: level * indent

  @doc "Encodes a list of pairs as an object with line breaks."
  @spec format_key_value_list([{term, term}], formatter, format_state) :: iodata
  def format_key_value_list(pairs, formatter, state) do
    inner = next_level(state)
    encode_key = format_key(formatter, inner, state)
    members = for {key, value} <- pairs, do: format_member(key(key, encode_key), value, formatter, inner)
    format_object(members, inner, state)
  end

  # Erlang counts the new line only behind the key.
  defp format_key(formatter, inner, %{col: col}), do: &formatter.(&1, formatter, %{inner | col: col})

  defp format_member(key, value, formatter, %{col: col} = state) do
    {key, formatter.(value, formatter, %{state | col: col + :erlang.iolist_size(key) + 2})}
  end

  defp format_object([], _inner, _state), do: "{}"

  # A member alone stands on the line of the braces unless its value is an array or an object.
  defp format_object([{key, text}] = members, inner, state) do
    if first_byte(text) in [?[, ?{], do: format_lines(members, inner, state), else: ["{ ", key, ": ", text, " }"]
  end

  defp format_object(members, inner, state), do: format_lines(members, inner, state)

  defp format_lines([first | rest], inner, state) do
    line = line_break(inner)
    [?{, line, format_line(first), for(member <- rest, do: [?,, line, format_line(member)]), line_break(state), ?}]
  end

  defp format_line({key, text}), do: [key, ": " | text]

  # Only as much of the text is looked at as it takes.
  defp first_byte([head | tail]), do: first_byte(head) || first_byte(tail)
  defp first_byte(<<byte, _::binary>>), do: byte
  defp first_byte(byte) when is_integer(byte), do: byte
  defp first_byte(empty) when empty in [[], ""], do: nil

  @doc "As `format_key_value_list/3`; raises when two keys are the same in text."
  @spec format_key_value_list_checked([{term, term}], formatter, format_state) :: iodata
  def format_key_value_list_checked(pairs, formatter, state) do
    inner = next_level(state)

    pairs
    |> checked(format_key(formatter, inner, state), &format_member(&1, &2, formatter, inner))
    |> format_object(inner, state)
  end

  # Decoding: a machine whose state is what it expects next, the collection that is open and those around it. So it can stop where a
  # text ends too early and go on with the next part.

  @doc "Decodes a text."
  @spec decode(binary) :: term
  def decode(text) when is_binary(text) do
    case run(:value, text, :ok, [], %{}, true) do
      {value, :ok, ""} -> value
      {value, :ok, <<byte, _::binary>> = rest} -> if blank?(rest), do: value, else: :erlang.error({:invalid_byte, byte})
    end
  end

  defp blank?(<<byte, rest::binary>>), do: byte in [?\s, ?\t, ?\r, ?\n] and blank?(rest)
  defp blank?(<<>>), do: true

  @doc "Decodes the value at the start of a text by functions of the caller; returns it, the last accumulator and what follows."
  @spec decode(binary, term, decoders) :: {term, term, binary}
  def decode(text, acc, decoders) when is_binary(text) and is_map(decoders), do: run(:value, text, acc, [], decoders, true)

  @doc "As `decode/3`, for a text that comes in parts: `{:continue, state}` asks for the next one."
  @spec decode_start(binary, term, decoders) :: {term, term, binary} | {:continue, term}
  def decode_start(text, acc, decoders) when is_binary(text) and is_map(decoders), do: run(:value, text, acc, [], decoders, false)

  @doc "Goes on with the next part of a text, or with `:end_of_input`."
  @spec decode_continue(binary | :end_of_input, term) :: {term, term, binary} | {:continue, term}
  def decode_continue(:end_of_input, {expected, rest, acc, stack, decoders}), do: run(expected, rest, acc, stack, decoders, true)

  def decode_continue(text, {expected, rest, acc, stack, decoders}) when is_binary(text) do
    run(expected, <<rest::binary, text::binary>>, acc, stack, decoders, false)
  end

  # `last?` says that no more text comes.
  defp run(expected, <<byte, rest::binary>>, acc, stack, decoders, last?) when byte in [?\s, ?\t, ?\r, ?\n] do
    if stack == [] and expected != :value, do: :erlang.error(:badarg), else: run(expected, rest, acc, stack, decoders, last?)
  end

  defp run(expected, "", acc, stack, decoders, last?), do: stop(expected, "", acc, stack, decoders, last?)

  defp run(:value, text, acc, stack, decoders, last?), do: value(text, acc, stack, decoders, last?)
  defp run(:first, <<?], rest::binary>>, acc, stack, decoders, last?), do: close(rest, acc, stack, decoders, last?)
  defp run(:first, text, acc, stack, decoders, last?), do: value(text, acc, stack, decoders, last?)
  defp run(:next, <<?,, rest::binary>>, acc, stack, decoders, last?), do: run(:value, rest, acc, stack, decoders, last?)
  defp run(:next, <<?], rest::binary>>, acc, stack, decoders, last?), do: close(rest, acc, stack, decoders, last?)
  defp run(:first_key, <<?}, rest::binary>>, acc, stack, decoders, last?), do: close(rest, acc, stack, decoders, last?)
  defp run(:first_key, text, acc, stack, decoders, last?), do: run(:key, text, acc, stack, decoders, last?)
  defp run(:next_key, <<?,, rest::binary>>, acc, stack, decoders, last?), do: run(:key, rest, acc, stack, decoders, last?)
  defp run(:next_key, <<?}, rest::binary>>, acc, stack, decoders, last?), do: close(rest, acc, stack, decoders, last?)

  defp run(:key, <<?", rest::binary>> = text, acc, [{:object, outer, _} | stack], decoders, last?) do
    case string(rest) do
      {string, rest} -> run(:colon, rest, acc, [{:object, outer, decoded(:string, string, decoders)} | stack], decoders, last?)
      :more -> stop(:key, text, acc, [{:object, outer, nil} | stack], decoders, last?)
    end
  end

  defp run(:colon, <<?:, rest::binary>>, acc, stack, decoders, last?), do: run(:value, rest, acc, stack, decoders, last?)
  defp run(_expected, <<byte, _::binary>>, _acc, _stack, _decoders, _last?), do: :erlang.error({:invalid_byte, byte})

  defp stop(_expected, _text, _acc, _stack, _decoders, true), do: :erlang.error(:unexpected_end)
  defp stop(expected, text, acc, stack, decoders, false), do: {:continue, {expected, text, acc, stack, decoders}}

  defp value(<<?[, rest::binary>>, acc, stack, decoders, last?) do
    run(:first, rest, call(decoders, :array_start, [acc], []), [{:array, acc} | stack], decoders, last?)
  end

  defp value(<<?{, rest::binary>>, acc, stack, decoders, last?) do
    run(:first_key, rest, call(decoders, :object_start, [acc], []), [{:object, acc, nil} | stack], decoders, last?)
  end

  defp value(<<?", rest::binary>> = text, acc, stack, decoders, last?) do
    case string(rest) do
      {string, rest} -> push(decoded(:string, string, decoders), rest, acc, stack, decoders, last?)
      :more -> stop(:value, text, acc, stack, decoders, last?)
    end
  end

  defp value(<<"true", rest::binary>>, acc, stack, decoders, last?), do: push(true, rest, acc, stack, decoders, last?)
  defp value(<<"false", rest::binary>>, acc, stack, decoders, last?), do: push(false, rest, acc, stack, decoders, last?)

  defp value(<<"null", rest::binary>>, acc, stack, decoders, last?) do
    push(:maps.get(:null, decoders, :null), rest, acc, stack, decoders, last?)
  end

  defp value(<<byte, _::binary>> = text, acc, stack, decoders, last?) when byte in ?0..?9 or byte == ?- do
    case number(text) do
      {kind, size} when last? or size < byte_size(text) ->
        <<number::binary-size(^size), rest::binary>> = text
        push(number(kind, number, decoders), rest, acc, stack, decoders, last?)

      _incomplete ->
        stop(:value, text, acc, stack, decoders, last?)
    end
  end

  defp value(text, acc, stack, decoders, last?) do
    case word(text, ["true", "false", "null"]) do
      :start -> stop(:value, text, acc, stack, decoders, last?)
      byte -> :erlang.error({:invalid_byte, byte})
    end
  end

  # The whole text begins one of the words, or the byte that is wrong.
  defp word(text, [word | words]) do
    case :binary.longest_common_prefix([text, word]) do
      0 when words == [] -> :binary.first(text)
      0 -> word(text, words)
      size when size == byte_size(text) -> :start
      size -> :binary.at(text, size)
    end
  end

  defp push(value, rest, acc, [], _decoders, _last?), do: {value, acc, rest}

  defp push(value, rest, acc, [{:array, _} | _] = stack, decoders, last?) do
    acc =
      case decoders do
        %{array_push: fun} -> fun.(value, acc)
        _ -> [value | acc]
      end

    run(:next, rest, acc, stack, decoders, last?)
  end

  defp push(value, rest, acc, [{:object, _, key} | _] = stack, decoders, last?) do
    acc =
      case decoders do
        %{object_push: fun} -> fun.(key, value, acc)
        _ -> [{key, value} | acc]
      end

    run(:next_key, rest, acc, stack, decoders, last?)
  end

  defp close(rest, acc, [{:array, outer} | stack], decoders, last?) do
    {array, acc} = finish(decoders, :array_finish, acc, outer, &:lists.reverse/1)
    push(array, rest, acc, stack, decoders, last?)
  end

  defp close(rest, acc, [{:object, outer, _} | stack], decoders, last?) do
    {object, acc} = finish(decoders, :object_finish, acc, outer, &:maps.from_list/1)
    push(object, rest, acc, stack, decoders, last?)
  end

  defp finish(decoders, key, acc, outer, default) do
    case decoders do
      %{^key => fun} -> fun.(acc, outer)
      _ -> {default.(acc), outer}
    end
  end

  defp call(decoders, key, arguments, default) do
    case decoders do
      %{^key => fun} -> :erlang.apply(fun, arguments)
      _ -> default
    end
  end

  defp decoded(key, text, decoders) do
    case decoders do
      %{^key => fun} -> fun.(text)
      _ -> text
    end
  end

  # Numbers: the kind and the length in bytes, `:more` where the text ends within one

  defp number(<<?-, rest::binary>>), do: integer_part(rest, 1)
  defp number(text), do: integer_part(text, 0)

  defp integer_part(<<?0, rest::binary>>, size), do: fraction(rest, size + 1)

  defp integer_part(<<digit, _::binary>> = text, size) when digit in ?1..?9 do
    {rest, size} = digits(text, size)
    fraction(rest, size)
  end

  defp integer_part(<<byte, _::binary>>, _size), do: :erlang.error({:invalid_byte, byte})
  defp integer_part(<<>>, _size), do: :more

  defp fraction(<<?., rest::binary>>, size) do
    case digits(rest, size + 1) do
      {<<>>, end_size} when end_size == size + 1 -> :more
      {<<byte, _::binary>>, end_size} when end_size == size + 1 -> :erlang.error({:invalid_byte, byte})
      {rest, size} -> exponent(rest, size, :float)
    end
  end

  defp fraction(rest, size), do: exponent(rest, size, :integer)

  defp exponent(<<e, rest::binary>>, size, kind) when e in ~c"eE" do
    kind = if kind == :float, do: :float, else: :exponent

    case rest do
      <<sign, rest::binary>> when sign in ~c"+-" -> exponent_digits(rest, size + 2, kind)
      _ -> exponent_digits(rest, size + 1, kind)
    end
  end

  defp exponent(_rest, size, kind), do: {kind, size}

  defp exponent_digits(<<digit, _::binary>> = text, size, kind) when digit in ?0..?9 do
    {_rest, size} = digits(text, size)
    {kind, size}
  end

  defp exponent_digits(<<byte, _::binary>>, _size, _kind), do: :erlang.error({:invalid_byte, byte})
  defp exponent_digits(<<>>, _size, _kind), do: :more

  defp digits(<<digit, rest::binary>>, size) when digit in ?0..?9, do: digits(rest, size + 1)
  defp digits(rest, size), do: {rest, size}

  defp number(:integer, text, %{integer: fun}), do: fun.(text)
  defp number(:integer, text, _decoders), do: :erlang.binary_to_integer(text)
  defp number(:float, text, decoders), do: float(text, decoders)

  # Erlang's floats have a fraction.
  defp number(:exponent, text, decoders) do
    {position, 1} = :binary.match(text, ["e", "E"])
    <<mantissa::binary-size(^position), exponent::binary>> = text
    float(<<mantissa::binary, ".0", exponent::binary>>, decoders)
  end

  defp float(text, %{float: fun}), do: fun.(text)

  defp float(text, _decoders) do
    :erlang.binary_to_float(text)
  catch
    :error, :badarg -> :erlang.error({:unexpected_sequence, text})
  end

  # Strings: the text behind the opening quote, `:more` where it ends before the closing one

  defp string(text) do
    case plain(text, 0) do
      {size, ?"} ->
        <<string::binary-size(^size), _quote, rest::binary>> = text
        {string, rest}

      {size, ?\\} ->
        <<start::binary-size(^size), rest::binary>> = text
        with_escapes(rest, start)

      :more ->
        :more
    end
  end

  defp plain(<<byte, rest::binary>>, size) when byte >= 32 and byte < 128 and byte != ?" and byte != ?\\, do: plain(rest, size + 1)
  defp plain(<<byte, _::binary>>, size) when byte == ?" or byte == ?\\, do: {size, byte}
  defp plain(<<char::utf8, rest::binary>>, size) when char >= 128, do: plain(rest, size + utf8_size(char))
  defp plain(<<>>, _size), do: :more

  defp plain(<<byte, rest::binary>>, _size) do
    if incomplete?(byte, rest), do: :more, else: :erlang.error({:invalid_byte, byte})
  end

  # Whether the text ends within a character.
  defp incomplete?(byte, rest) do
    length =
      cond do
        byte in 0xC2..0xDF -> 1
        byte in 0xE0..0xEF -> 2
        byte in 0xF0..0xF4 -> 3
        true -> 0
      end

    byte_size(rest) < length and :lists.all(&(&1 in 0x80..0xBF), :erlang.binary_to_list(rest))
  end

  defp with_escapes(<<?\\, rest::binary>>, acc) do
    case escape_of(rest) do
      {char, rest} -> with_escapes(rest, <<acc::binary, char::utf8>>)
      :more -> :more
    end
  end

  defp with_escapes(<<?", rest::binary>>, acc), do: {acc, rest}

  defp with_escapes(text, acc) do
    case plain(text, 0) do
      {size, _} ->
        <<part::binary-size(^size), rest::binary>> = text
        with_escapes(rest, <<acc::binary, part::binary>>)

      :more ->
        :more
    end
  end

  defp escape_of(<<char, rest::binary>>) when char in ~c"\"\\/", do: {char, rest}
  defp escape_of(<<?b, rest::binary>>), do: {?\b, rest}
  defp escape_of(<<?f, rest::binary>>), do: {?\f, rest}
  defp escape_of(<<?n, rest::binary>>), do: {?\n, rest}
  defp escape_of(<<?r, rest::binary>>), do: {?\r, rest}
  defp escape_of(<<?t, rest::binary>>), do: {?\t, rest}

  defp escape_of(<<?u, digits::binary-size(4), rest::binary>>) do
    case unit(digits) do
      unit when unit in 0xD800..0xDBFF -> pair(unit, digits, rest)
      unit when unit in 0xDC00..0xDFFF -> :erlang.error({:unexpected_sequence, <<"\\u", digits::binary>>})
      unit -> {unit, rest}
    end
  end

  defp escape_of(<<?u, _::binary>>), do: :more
  defp escape_of(<<byte, _::binary>>), do: :erlang.error({:invalid_byte, byte})
  defp escape_of(<<>>), do: :more

  defp pair(high, digits, <<"\\u", low_digits::binary-size(4), rest::binary>>) do
    case unit(low_digits) do
      low when low in 0xDC00..0xDFFF -> {0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00, rest}
      _ -> :erlang.error({:unexpected_sequence, <<"\\u", digits::binary, "\\u", low_digits::binary>>})
    end
  end

  defp pair(_high, _digits, rest) when byte_size(rest) < 6, do: :more
  defp pair(_high, digits, _rest), do: :erlang.error({:unexpected_sequence, <<"\\u", digits::binary>>})

  defp unit(digits) do
    :erlang.binary_to_integer(digits, 16)
  catch
    :error, :badarg -> :erlang.error({:unexpected_sequence, <<"\\u", digits::binary>>})
  end
end
