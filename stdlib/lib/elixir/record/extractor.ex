defmodule Record.Extractor do
  @moduledoc false

  # Reads `-record` attributes of Erlang header files. The defaults of fields are constant expressions: atoms, numbers,
  # strings, lists, tuples, binaries, maps, macros without arguments, and arithmetic.

  @doc false
  def extract(name, opts) do
    case List.keyfind(extract_all(opts), name, 0) do
      {^name, fields} -> fields
      nil -> raise ArgumentError, "no record #{name} found at #{Keyword.get(opts, :from) || Keyword.get(opts, :from_lib)}"
    end
  end

  @doc false
  def extract_all(opts) do
    case {Keyword.fetch(opts, :from), Keyword.fetch(opts, :from_lib)} do
      {{:ok, _}, {:ok, _}} -> raise ArgumentError, "expected either :from or :from_lib to be given, got both"
      {{:ok, file}, :error} -> from_file(to_string(file), opts)
      {:error, {:ok, file}} -> from_lib(to_string(file), opts)
      {:error, :error} -> raise ArgumentError, "expected :from or :from_lib to be given as option"
    end
  end

  # The headers of Erlang's own applications that jlixir has stand among its resources.
  defp from_lib(file, opts) do
    [app | path] = :filename.split(String.to_charlist(file))

    with :error <- :jlixir_library.header(file),
         {:error, _} <- :code.lib_dir(List.to_atom(app)) do
      raise ArgumentError, "lib file #{file} could not be found"
    else
      text when is_binary(text) -> records(text, file, opts)
      directory -> from_file(List.to_string(:filename.join([directory | path])), opts)
    end
  end

  defp from_file(file, opts) do
    file = if File.regular?(file), do: file, else: in_folders(file, opts)

    case File.read(file) do
      {:ok, text} -> records(text, file, opts)
      {:error, reason} -> raise "error parsing file #{file}, got: {:error, #{inspect(reason)}}"
    end
  end

  defp records(text, file, opts) do
    macros = Map.new(Keyword.get(opts, :macros, []))
    {records, _macros} = forms(tokens(text, []), file, opts, macros, [])
    Enum.reverse(records)
  end

  defp in_folders(file, opts) do
    folders = Keyword.get(opts, :includes, []) ++ Keyword.get(opts, :include_dirs, [])
    Enum.find(Enum.map(folders, &Path.join(&1, file)), file, &File.regular?/1)
  end

  # Tokens: {:atom, a}, {:var, name}, {:int, n}, {:float, f}, {:string, chars}, {:macro, name}, {:op, text}, :dot

  defp tokens(<<>>, acc), do: Enum.reverse(acc)
  defp tokens(<<char, rest::binary>>, acc) when char in [?\s, ?\t, ?\n, ?\r], do: tokens(rest, acc)
  defp tokens(<<?%, rest::binary>>, acc), do: tokens(skip_line(rest), acc)
  defp tokens(<<?., char, _::binary>> = text, acc) when char in ~c" \t\n\r%", do: tokens(tail(text), [:dot | acc])
  defp tokens(<<?.>>, acc), do: Enum.reverse([:dot | acc])

  defp tokens(<<?", rest::binary>>, acc) do
    {chars, rest} = quoted(rest, ?", [])
    tokens(rest, [{:string, chars} | acc])
  end

  defp tokens(<<?', rest::binary>>, acc) do
    {chars, rest} = quoted(rest, ?', [])
    tokens(rest, [{:atom, List.to_atom(chars)} | acc])
  end

  defp tokens(<<?$, ?\\, char, rest::binary>>, acc), do: tokens(rest, [{:int, escape(char)} | acc])
  defp tokens(<<?$, char::utf8, rest::binary>>, acc), do: tokens(rest, [{:int, char} | acc])

  defp tokens(<<??, rest::binary>>, acc) do
    {name, rest} = word(rest, [])
    tokens(rest, [{:macro, List.to_atom(name)} | acc])
  end

  defp tokens(<<char, _::binary>> = text, acc) when char in ?a..?z do
    {name, rest} = word(text, [])
    tokens(rest, [{:atom, List.to_atom(name)} | acc])
  end

  defp tokens(<<char, _::binary>> = text, acc) when char in ?A..?Z or char == ?_ do
    {name, rest} = word(text, [])
    tokens(rest, [{:var, List.to_string(name)} | acc])
  end

  defp tokens(<<char, _::binary>> = text, acc) when char in ?0..?9 do
    {token, rest} = number(text)
    tokens(rest, [token | acc])
  end

  for operator <- ["<<", ">>", "::", ":=", "=>", "++", "--", "||", "->", "..."] do
    defp tokens(<<unquote(operator), rest::binary>>, acc), do: tokens(rest, [{:op, unquote(operator)} | acc])
  end

  defp tokens(<<char::utf8, rest::binary>>, acc), do: tokens(rest, [{:op, <<char::utf8>>} | acc])

  defp tail(<<_, rest::binary>>), do: rest

  defp skip_line(<<?\n, rest::binary>>), do: rest
  defp skip_line(<<_, rest::binary>>), do: skip_line(rest)
  defp skip_line(<<>>), do: <<>>

  defp quoted(<<close, rest::binary>>, close, acc), do: {Enum.reverse(acc), rest}
  defp quoted(<<?\\, char, rest::binary>>, close, acc), do: quoted(rest, close, [escape(char) | acc])
  defp quoted(<<char::utf8, rest::binary>>, close, acc), do: quoted(rest, close, [char | acc])

  defp escape(?n), do: ?\n
  defp escape(?t), do: ?\t
  defp escape(?r), do: ?\r
  defp escape(?s), do: ?\s
  defp escape(?e), do: 27
  defp escape(?b), do: ?\b
  defp escape(?f), do: ?\f
  defp escape(?v), do: ?\v
  defp escape(?0), do: 0
  defp escape(char), do: char

  defp word(<<char, rest::binary>>, acc)
       when char in ?a..?z or char in ?A..?Z or char in ?0..?9 or char in [?_, ?@] do
    word(rest, [char | acc])
  end

  defp word(rest, acc), do: {Enum.reverse(acc), rest}

  defp number(text) do
    {digits, rest} = digits(text, [])

    case rest do
      <<?#, rest::binary>> ->
        {based, rest} = word(rest, [])
        {{:int, List.to_integer(based, List.to_integer(digits))}, rest}

      <<?., char, _::binary>> when char in ?0..?9 ->
        {fraction, rest} = digits(tail(rest), [])
        {exponent, rest} = exponent(rest)
        {{:float, List.to_float(digits ++ [?. | fraction] ++ exponent)}, rest}

      _ ->
        {{:int, List.to_integer(digits)}, rest}
    end
  end

  defp digits(<<char, rest::binary>>, acc) when char in ?0..?9, do: digits(rest, [char | acc])
  defp digits(<<?_, rest::binary>>, acc) when acc != [], do: digits(rest, acc)
  defp digits(rest, acc), do: {Enum.reverse(acc), rest}

  defp exponent(<<e, sign, rest::binary>>) when e in [?e, ?E] and sign in [?+, ?-] do
    {digits, rest} = digits(rest, [])
    {[?e, sign | digits], rest}
  end

  defp exponent(<<e, char, _::binary>> = text) when e in [?e, ?E] and char in ?0..?9 do
    {digits, rest} = digits(tail(text), [])
    {[?e | digits], rest}
  end

  defp exponent(rest), do: {[], rest}

  # Forms

  defp forms([], _file, _opts, macros, records), do: {records, macros}

  defp forms(tokens, file, opts, macros, records) do
    {form, rest} = Enum.split_while(tokens, &(&1 != :dot))
    rest = Enum.drop(rest, 1)

    {records, macros} =
      case form do
        [{:op, "-"}, {:atom, :record}, {:op, "("}, {:atom, name}, {:op, ","}, {:op, "{"} | fields] ->
          fields = fields(fields, macros)
          {[{name, fields} | records], Map.put(macros, {:record, name}, fields)}

        [{:op, "-"}, {:atom, :define}, {:op, "("}, {_, name}, {:op, ","} | body] ->
          {records, Map.put(macros, to_atom(name), Enum.drop(body, -1))}

        [{:op, "-"}, {:atom, :include}, {:op, "("}, {:string, name} | _] ->
          include(List.to_string(name), file, opts, macros, records)

        _ ->
          {records, macros}
      end

    forms(rest, file, opts, macros, records)
  end

  defp include(name, file, opts, macros, records) do
    beside = Path.join(Path.dirname(file), name)
    path = if File.regular?(beside), do: beside, else: in_folders(name, opts)

    with :error <- :jlixir_library.header(beside),
         {:error, reason} <- File.read(path) do
      raise "error parsing file #{path}, got: {:error, #{inspect(reason)}}"
    else
      {:ok, text} -> forms(tokens(text, []), path, opts, macros, records)
      text -> forms(tokens(text, []), beside, opts, macros, records)
    end
  end

  defp to_atom(name) when is_atom(name), do: name
  defp to_atom(name), do: String.to_atom(name)

  defp fields([{:op, "}"} | _], _macros), do: []
  defp fields([{:op, ","} | rest], macros), do: fields(rest, macros)

  defp fields([{:atom, name}, {:op, "="} | rest], macros) do
    {value, rest} = expression(rest, macros)
    [{name, value} | fields(skip_type(rest, 0), macros)]
  end

  defp fields([{:atom, name} | rest], macros), do: [{name, :undefined} | fields(skip_type(rest, 0), macros)]

  # A type lasts until the comma or brace at its own depth.
  defp skip_type([{:op, op} | _] = rest, 0) when op in [",", "}"], do: rest
  defp skip_type([{:op, op} | rest], depth) when op in ["(", "{", "[", "<<"], do: skip_type(rest, depth + 1)
  defp skip_type([{:op, op} | rest], depth) when op in [")", "}", "]", ">>"], do: skip_type(rest, depth - 1)
  defp skip_type([_ | rest], depth), do: skip_type(rest, depth)

  # Expressions, by precedence: ++ --, + -, * / div rem band, unary, primary

  defp expression(tokens, macros) do
    {left, rest} = sum(tokens, macros)

    case rest do
      [{:op, "++"} | rest] ->
        {right, rest} = expression(rest, macros)
        {left ++ right, rest}

      _ ->
        {left, rest}
    end
  end

  defp sum(tokens, macros) do
    {left, rest} = product(tokens, macros)
    sum_rest(left, rest, macros)
  end

  defp sum_rest(left, [{:op, op} | rest], macros) when op in ["+", "-"] do
    {right, rest} = product(rest, macros)
    sum_rest(if(op == "+", do: left + right, else: left - right), rest, macros)
  end

  defp sum_rest(left, [{:atom, op} | rest], macros) when op in [:bor, :bxor, :bsl, :bsr] do
    {right, rest} = product(rest, macros)
    sum_rest(apply(:erlang, op, [left, right]), rest, macros)
  end

  defp sum_rest(left, rest, _macros), do: {left, rest}

  defp product(tokens, macros) do
    {left, rest} = unary(tokens, macros)
    product_rest(left, rest, macros)
  end

  defp product_rest(left, [{:op, "*"} | rest], macros) do
    {right, rest} = unary(rest, macros)
    product_rest(left * right, rest, macros)
  end

  defp product_rest(left, [{:op, "/"} | rest], macros) do
    {right, rest} = unary(rest, macros)
    product_rest(left / right, rest, macros)
  end

  defp product_rest(left, [{:atom, op} | rest], macros) when op in [:div, :rem, :band] do
    {right, rest} = unary(rest, macros)
    product_rest(apply(:erlang, op, [left, right]), rest, macros)
  end

  defp product_rest(left, rest, _macros), do: {left, rest}

  defp unary([{:op, "-"} | rest], macros) do
    {value, rest} = unary(rest, macros)
    {-value, rest}
  end

  defp unary([{:op, "+"} | rest], macros), do: unary(rest, macros)
  defp unary(tokens, macros), do: primary(tokens, macros)

  defp primary([{:string, left}, {:string, right} | rest], macros), do: primary([{:string, left ++ right} | rest], macros)
  defp primary([{kind, value} | rest], _macros) when kind in [:atom, :int, :float, :string], do: {value, rest}

  defp primary([{:macro, name} | rest], macros) do
    case macros do
      %{^name => tokens} when is_list(tokens) -> {elem(expression(tokens, macros), 0), rest}
      %{^name => value} -> {value, rest}
      _ -> raise ArgumentError, "undefined macro #{name} in record definition"
    end
  end

  defp primary([{:op, "("} | rest], macros) do
    {value, [{:op, ")"} | rest]} = expression(rest, macros)
    {value, rest}
  end

  defp primary([{:op, "["} | rest], macros), do: list(rest, macros)

  defp primary([{:op, "{"} | rest], macros) do
    {values, rest} = sequence(rest, "}", macros)
    {List.to_tuple(values), rest}
  end

  defp primary([{:op, "<<"} | rest], macros) do
    {values, rest} = sequence(rest, ">>", macros)
    {IO.iodata_to_binary(Enum.map(values, &if(is_list(&1), do: List.to_string(&1), else: &1))), rest}
  end

  defp primary([{:op, "#"}, {:op, "{"} | rest], macros), do: pairs(rest, %{}, macros)

  defp primary([{:op, "#"}, {:atom, name}, {:op, "{"} | rest], macros) do
    given = fields(rest, macros)
    {List.to_tuple([name | for({key, default} <- Map.fetch!(macros, {:record, name}), do: Keyword.get(given, key, default))]), skip_record(rest, 1)}
  end

  defp primary(tokens, _macros) do
    raise ArgumentError, "cannot evaluate the default of a record field near #{inspect(Enum.take(tokens, 3))}"
  end

  defp skip_record(rest, 0), do: rest
  defp skip_record([{:op, "{"} | rest], depth), do: skip_record(rest, depth + 1)
  defp skip_record([{:op, "}"} | rest], depth), do: skip_record(rest, depth - 1)
  defp skip_record([_ | rest], depth), do: skip_record(rest, depth)

  defp list([{:op, "]"} | rest], _macros), do: {[], rest}
  defp list([{:op, ","} | rest], macros), do: list(rest, macros)

  defp list([{:op, "|"} | rest], macros) do
    {tail, [{:op, "]"} | rest]} = expression(rest, macros)
    {tail, rest}
  end

  defp list(tokens, macros) do
    {head, rest} = expression(tokens, macros)
    {tail, rest} = list(rest, macros)
    {[head | tail], rest}
  end

  defp sequence([{:op, close} | rest], close, _macros), do: {[], rest}
  defp sequence([{:op, ","} | rest], close, macros), do: sequence(rest, close, macros)

  defp sequence(tokens, close, macros) do
    {value, rest} = expression(tokens, macros)
    {values, rest} = sequence(rest, close, macros)
    {[value | values], rest}
  end

  defp pairs([{:op, "}"} | rest], map, _macros), do: {map, rest}
  defp pairs([{:op, ","} | rest], map, macros), do: pairs(rest, map, macros)

  defp pairs(tokens, map, macros) do
    {key, [{:op, "=>"} | rest]} = expression(tokens, macros)
    {value, rest} = expression(rest, macros)
    pairs(rest, Map.put(map, key, value), macros)
  end
end
