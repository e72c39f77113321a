defmodule :jlixir_erlang_terms do
  @moduledoc "Reads Erlang terms as text: what `:file.consult/1` and `:io.read/1` take."

  @doc "All terms of a text, each ended by a full stop: `{:ok, terms}`, or `{:error, {line, :erl_parse, message}}`."
  def parse(text) do
    {:ok, terms(tokens(text, 1, []), [])}
  catch
    {:syntax, line, near} -> {:error, {line, :erl_parse, [~c"syntax error before: ", near]}}
  end

  @doc false
  # The function of a `get_until` request: collects characters up to a full stop.
  def read(before, :eof) do
    if :lists.all(&(&1 in ~c" \t\r\n"), before), do: {:done, :eof, []}, else: {:done, first(before), []}
  end

  def read(before, chars) do
    all = before ++ chars

    case :re.run(all, ~c"\\.\\s*$", [:unicode, {:capture, :none}]) do
      :match -> {:done, first(all), []}
      :nomatch -> {:more, all}
    end
  end

  defp first(chars) do
    case parse(:unicode.characters_to_binary(chars)) do
      {:ok, [term | _]} -> {:ok, term}
      {:ok, []} -> :eof
      error -> error
    end
  end

  defp terms([{:eof, _, _}], acc), do: :lists.reverse(acc)

  defp terms(tokens, acc) do
    case term(tokens) do
      {term, [{:dot, _, _} | rest]} -> terms(rest, [term | acc])
      {_term, rest} -> unexpected(rest)
    end
  end

  defp unexpected([{:eof, line, _} | _]), do: throw({:syntax, line, []})
  defp unexpected([{_, line, text} | _]), do: throw({:syntax, line, ~c"'" ++ to_text(text) ++ ~c"'"})

  defp to_text(text) when is_binary(text), do: :unicode.characters_to_list(text)
  defp to_text(term), do: :unicode.characters_to_list(inspect(term))

  defp term([{:value, _, value} | rest]), do: {value, rest}
  defp term([{:string, _, _} | _] = tokens), do: strings(tokens, [])
  defp term([{:sign, _, "{"} | rest]), do: items(rest, "}", [], &:erlang.list_to_tuple/1)
  defp term([{:sign, _, "["}, {:sign, _, "]"} | rest]), do: {[], rest}
  defp term([{:sign, _, "["} | rest]), do: list(rest, [])
  defp term([{:sign, _, "#"}, {:sign, _, "{"} | rest]), do: map(rest, [])
  defp term([{:sign, _, "<<"}, {:sign, _, ">>"} | rest]), do: {"", rest}
  defp term([{:sign, _, "<<"} | rest]), do: binary(rest, "")
  defp term([{:sign, _, "-"}, {:value, _, number} | rest]) when is_number(number), do: {-number, rest}
  defp term([{:sign, _, "+"}, {:value, _, number} | rest]) when is_number(number), do: {number, rest}
  defp term(tokens), do: unexpected(tokens)

  # Strings side by side are one.
  defp strings([{:string, _, chars} | rest], acc), do: strings(rest, acc ++ chars)
  defp strings(rest, acc), do: {acc, rest}

  defp items([{:sign, _, close} | rest], close, [], build), do: {build.([]), rest}

  defp items(tokens, close, acc, build) do
    case term(tokens) do
      {item, [{:sign, _, ","} | rest]} -> items(rest, close, [item | acc], build)
      {item, [{:sign, _, ^close} | rest]} -> {build.(:lists.reverse([item | acc])), rest}
      {_item, rest} -> unexpected(rest)
    end
  end

  defp list(tokens, acc) do
    case term(tokens) do
      {item, [{:sign, _, ","} | rest]} -> list(rest, [item | acc])
      {item, [{:sign, _, "]"} | rest]} -> {:lists.reverse([item | acc]), rest}
      {item, [{:sign, _, "|"} | rest]} -> tail(term(rest), [item | acc])
      {_item, rest} -> unexpected(rest)
    end
  end

  defp tail({last, [{:sign, _, "]"} | rest]}, acc), do: {:lists.reverse(acc, last), rest}
  defp tail({_last, rest}, _acc), do: unexpected(rest)

  defp map([{:sign, _, "}"} | rest], []), do: {%{}, rest}

  defp map(tokens, acc) do
    with {key, [{:sign, _, "=>"} | rest]} <- term(tokens),
         {value, rest} <- term(rest) do
      case rest do
        [{:sign, _, ","} | rest] -> map(rest, [{key, value} | acc])
        [{:sign, _, "}"} | rest] -> {:maps.from_list(:lists.reverse([{key, value} | acc])), rest}
        rest -> unexpected(rest)
      end
    else
      {_key, rest} -> unexpected(rest)
    end
  end

  defp binary(tokens, acc) do
    {part, rest} = segment(tokens)

    case rest do
      [{:sign, _, ","} | rest] -> binary(rest, <<acc::bitstring, part::bitstring>>)
      [{:sign, _, ">>"} | rest] -> {<<acc::bitstring, part::bitstring>>, rest}
      rest -> unexpected(rest)
    end
  end

  defp segment(tokens) do
    case term(tokens) do
      {chars, [{:sign, _, "/"}, {:value, _, :utf8} | rest]} when is_list(chars) -> {:unicode.characters_to_binary(chars), rest}
      {chars, rest} when is_list(chars) -> {for(char <- chars, into: "", do: <<char>>), rest}
      {number, [{:sign, _, ":"}, {:value, _, size} | rest]} when is_integer(number) and is_integer(size) -> {<<number::size(size)>>, rest}
      {number, rest} when is_integer(number) -> {<<number>>, rest}
      {_other, rest} -> unexpected(rest)
    end
  end

  defp tokens("", line, acc), do: :lists.reverse([{:eof, line, ""} | acc])
  defp tokens(<<?\n, rest::binary>>, line, acc), do: tokens(rest, line + 1, acc)
  defp tokens(<<char, rest::binary>>, line, acc) when char in ~c" \t\r", do: tokens(rest, line, acc)

  defp tokens(<<?%, rest::binary>>, line, acc) do
    case :binary.split(rest, "\n") do
      [_, rest] -> tokens(rest, line + 1, acc)
      [_] -> tokens("", line, acc)
    end
  end

  defp tokens(<<?., rest::binary>>, line, acc) when rest == "" or binary_part(rest, 0, 1) in [" ", "\n", "\t", "\r", "%"] do
    tokens(rest, line, [{:dot, line, "."} | acc])
  end

  defp tokens(<<sign::binary-size(2), rest::binary>>, line, acc) when sign in ["<<", ">>", "=>"] do
    tokens(rest, line, [{:sign, line, sign} | acc])
  end

  defp tokens(<<sign, rest::binary>>, line, acc) when sign in ~c"{}[]|,#/:-+" do
    tokens(rest, line, [{:sign, line, <<sign>>} | acc])
  end

  defp tokens(<<?", rest::binary>>, line, acc), do: quoted(rest, ?", line, line, [], acc)
  defp tokens(<<?', rest::binary>>, line, acc), do: quoted(rest, ?', line, line, [], acc)

  defp tokens(<<?$, ?\\, rest::binary>>, line, acc) do
    {char, rest} = escape(rest, line)
    tokens(rest, line, [{:value, line, char} | acc])
  end

  defp tokens(<<?$, char::utf8, rest::binary>>, line, acc), do: tokens(rest, line, [{:value, line, char} | acc])

  defp tokens(text, line, acc) do
    with :nomatch <- scan(text, "^[0-9][0-9_]*\\.[0-9]+([eE][+-]?[0-9]+)?", &:erlang.binary_to_float(plain_float(&1))),
         :nomatch <- scan(text, "^[0-9]+#[0-9a-zA-Z]+", &based/1),
         :nomatch <- scan(text, "^[0-9][0-9_]*", &:erlang.binary_to_integer(:binary.replace(&1, "_", "", [:global]))),
         :nomatch <- scan(text, "^[\\p{Ll}][\\p{L}0-9_@]*", &:erlang.binary_to_atom/1) do
      <<char::utf8, _::binary>> = text
      throw({:syntax, line, [char]})
    else
      {value, rest} -> tokens(rest, line, [{:value, line, value} | acc])
    end
  end

  defp scan(text, pattern, read) do
    case :re.run(text, pattern, [:unicode, {:capture, :first, :index}]) do
      {:match, [{0, size}]} ->
        <<part::binary-size(^size), rest::binary>> = text
        {read.(part), rest}

      :nomatch ->
        :nomatch
    end
  end

  defp plain_float(text), do: :binary.replace(text, "_", "", [:global])

  defp based(text) do
    [base, digits] = :binary.split(text, "#")
    :erlang.binary_to_integer(digits, :erlang.binary_to_integer(base))
  end

  defp quoted(<<mark, rest::binary>>, mark, line, first, chars, acc) do
    chars = :lists.reverse(chars)
    token = if mark == ?", do: {:string, first, chars}, else: {:value, first, :erlang.list_to_atom(chars)}
    tokens(rest, line, [token | acc])
  end

  defp quoted(<<?\\, rest::binary>>, mark, line, first, chars, acc) do
    {char, rest} = escape(rest, line)
    quoted(rest, mark, line, first, [char | chars], acc)
  end

  defp quoted(<<?\n, rest::binary>>, mark, line, first, chars, acc), do: quoted(rest, mark, line + 1, first, [?\n | chars], acc)
  defp quoted(<<char::utf8, rest::binary>>, mark, line, first, chars, acc), do: quoted(rest, mark, line, first, [char | chars], acc)
  # A file that is not in UTF-8 is read byte by byte.
  defp quoted(<<byte, rest::binary>>, mark, line, first, chars, acc), do: quoted(rest, mark, line, first, [byte | chars], acc)
  defp quoted("", _mark, _line, first, _chars, _acc), do: throw({:syntax, first, []})

  @escapes %{?n => ?\n, ?t => ?\t, ?r => ?\r, ?b => ?\b, ?d => 127, ?e => 27, ?f => ?\f, ?s => ?\s, ?v => ?\v}

  defp escape(<<?x, ?{, rest::binary>>, _line) do
    [digits, rest] = :binary.split(rest, "}")
    {:erlang.binary_to_integer(digits, 16), rest}
  end

  defp escape(<<?x, digits::binary-size(2), rest::binary>>, _line), do: {:erlang.binary_to_integer(digits, 16), rest}

  defp escape(<<digit, _::binary>> = text, _line) when digit in ?0..?7 do
    {value, rest} = scan(text, "^[0-7]{1,3}", &:erlang.binary_to_integer(&1, 8))
    {value, rest}
  end

  defp escape(<<char::utf8, rest::binary>>, _line), do: {Map.get(@escapes, char, char), rest}
  defp escape("", line), do: throw({:syntax, line, []})
end
