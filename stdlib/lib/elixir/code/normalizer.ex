defmodule Code.Normalizer do
  @moduledoc false

  # Gives plain quoted code the shape in which Code.Formatter expects it: literals wrapped in blocks, with the metadata that
  # the parser would have added. Code that has this shape already passes unchanged.

  @doc false
  def normalize(quoted, opts \\ []) do
    state = %{
      escape: Keyword.get(opts, :escape, true),
      locals_without_parens: Keyword.get(opts, :locals_without_parens, [])
    }

    node(quoted, state)
  end

  # Wrapped literals
  defp node({:__block__, meta, [literal]}, state)
       when is_list(meta) and not is_tuple(literal) and not is_map(literal) do
    literal(literal, meta, state)
  end

  defp node({:__block__, meta, [{_, _} = pair]}, state) when is_list(meta), do: literal(pair, meta, state)

  # Operators in parentheses of their own keep them.
  defp node({:__block__, meta, [{:unquote_splicing, _, [_]} = call]}, state), do: {:__block__, meta, [node(call, state)]}

  defp node({:__block__, meta, [{operator, _, [_]} = inner]}, state) when is_list(meta) and is_atom(operator) do
    if Code.Identifier.unary_op(operator) == :error, do: node(inner, state), else: {:__block__, meta, [node(inner, state)]}
  end

  # Within another one an empty block is the expression `nil`.
  defp node({:__block__, meta, [{:__block__, _, []} = empty]}, _state) when is_list(meta), do: {:__block__, meta, [empty]}
  defp node({:__block__, meta, [inner]}, state) when is_list(meta), do: node(inner, state)
  defp node({:__block__, meta, exprs}, state) when is_list(meta) and is_list(exprs), do: {:__block__, meta, nodes(exprs, state)}

  defp node({:__aliases__, meta, [head | tail]}, state) when is_list(meta) do
    head = if is_atom(head), do: head, else: node(head, state)
    {:__aliases__, meta, [head | tail]}
  end

  # Strings with interpolation, and bitstrings
  defp node({:<<>>, meta, parts}, state) when is_list(meta) and is_list(parts) do
    cond do
      parts == [] -> {:<<>>, meta, []}
      Enum.all?(parts, &is_binary/1) -> parts |> IO.iodata_to_binary() |> literal(meta, state)
      text?(parts) -> {:<<>>, Keyword.put_new(meta, :delimiter, "\""), interpolation(parts, &(&1), state)}
      true -> {:<<>>, meta, Enum.map(parts, &segment(&1, state))}
    end
  end

  # Charlists with interpolation
  defp node({{:., dot_meta, [List, :to_charlist]}, meta, [parts]}, state) when is_list(parts) do
    if parts != [] and text?(Enum.map(parts, &charlist_entry/1)) do
      delimiter =
        cond do
          not state.escape -> Keyword.get(meta, :delimiter, "'")
          meta[:delimiter] == "'''" -> "'''"
          Enum.any?(parts, &(is_binary(&1) and String.contains?(&1, "\""))) -> "~c'"
          true -> "~c\""
        end

      text = if state.escape, do: &escape(&1, delimiter), else: & &1
      parts = for part <- parts, do: if(is_binary(part), do: text.(part), else: charlist_node(part, state))
      {{:., dot_meta, [List, :to_charlist]}, Keyword.put(meta, :delimiter, delimiter), [parts]}
    else
      call({{:., dot_meta, [List, :to_charlist]}, meta, [parts]}, state)
    end
  end

  # Atoms with interpolation
  defp node({{:., dot_meta, [:erlang, name]}, meta, [{:<<>>, string_meta, parts}, encoding]} = quoted, state)
       when name in [:binary_to_atom, :binary_to_existing_atom] and is_list(parts) do
    if text?(parts) do
      meta = Keyword.put_new(meta, :delimiter, "\"")
      parts = interpolation(parts, &if(state.escape, do: escape(&1, "\""), else: &1), state)
      {{:., dot_meta, [:erlang, name]}, meta, [{:<<>>, string_meta, parts}, encoding]}
    else
      call(quoted, state)
    end
  end

  # container[key]
  defp node({{:., dot_meta, [Access, :get]}, meta, [container, key]}, state) do
    key = if keyword?(key), do: keyword(key, state), else: node(key, state)
    {{:., dot_meta, [Access, :get]}, Keyword.put_new(meta, :from_brackets, true), [node(container, state), key]}
  end

  # Functions and clauses
  defp node({:fn, meta, clauses}, state) when is_list(meta) and is_list(clauses), do: {:fn, meta, Enum.map(clauses, &clause(&1, state))}
  defp node({:&, meta, [integer]}, _state) when is_integer(integer), do: {:&, meta, [integer]}

  defp node([{:->, _, [_, _]} | _] = clauses, state), do: Enum.map(clauses, &clause(&1, state))

  # Maps, structs and tuples
  defp node({:%{}, meta, [{:|, update_meta, [target, pairs]}]}, state) when is_list(meta) do
    {:%{}, meta, [{:|, update_meta, [node(target, state), pairs(pairs, state)]}]}
  end

  defp node({:%{}, meta, pairs}, state) when is_list(meta) and is_list(pairs), do: {:%{}, meta, pairs(pairs, state)}
  defp node({:%, meta, [name, map]}, state) when is_list(meta), do: {:%, meta, [node(name, state), node(map, state)]}
  defp node({:{}, meta, args}, state) when is_list(meta) and is_list(args), do: {:{}, meta, arguments(args, state)}

  # name: type after `when`
  defp node({:when, meta, args}, state) when is_list(meta) and is_list(args), do: {:when, meta, arguments(args, state)}

  # Sigils hold their text as it was written.
  defp node({name, meta, [{:<<>>, string_meta, parts}, modifiers]} = quoted, state)
       when is_atom(name) and is_list(meta) and is_list(modifiers) and is_list(parts) do
    if match?("sigil_" <> _, Atom.to_string(name)) and text?(parts) and Enum.all?(modifiers, &is_integer/1) do
      meta = Keyword.put_new(meta, :delimiter, "\"")
      {name, meta, [{:<<>>, string_meta, interpolation(parts, &(&1), state)}, modifiers]}
    else
      quoted |> Macro.update_meta(&Keyword.delete(&1, :delimiter)) |> call(state)
    end
  end

  # Attributes
  defp node({:@, meta, [{name, name_meta, [arg]}]}, state) when is_list(meta) and is_atom(name) do
    if Code.Identifier.binary_op(name) == :error and Code.Identifier.unary_op(name) == :error do
      {:@, meta, [{name, name_meta, arguments([arg], state)}]}
    else
      {:@, meta, [node({name, name_meta, [arg]}, state)]}
    end
  end

  # Variables
  defp node({name, meta, context}, _state) when is_atom(name) and is_list(meta) and is_atom(context), do: {name, meta, context}

  # Calls
  defp node({name, meta, args} = quoted, state)
       when (is_atom(name) or is_tuple(name)) and is_list(meta) and is_list(args) do
    call(quoted, state)
  end

  defp node({_, _} = pair, state), do: literal(pair, [], state)

  defp node(literal, state)
       when is_list(literal) or is_binary(literal) or is_atom(literal) or is_number(literal) do
    literal(literal, [], state)
  end

  defp node(other, _state), do: other

  defp nodes(list, state), do: Enum.map(list, &node(&1, state))

  # Literals

  defp literal(string, meta, state) when is_binary(string) do
    string = if state.escape, do: escape(string, meta[:delimiter]), else: string
    {:__block__, Keyword.put_new(meta, :delimiter, "\""), [string]}
  end

  defp literal([{:->, _, _} | _] = clauses, _meta, state), do: Enum.map(clauses, &clause(&1, state))

  defp literal(list, meta, state) when is_list(list) do
    charlist? = meta[:delimiter] in ["'", "'''"] or (list != [] and not Keyword.has_key?(meta, :closing))

    if charlist? and List.ascii_printable?(list) do
      text = List.to_string(list)
      {:sigil_c, [delimiter: "\""], [{:<<>>, [], [if(state.escape, do: escape(text, "\""), else: text)]}, []]}
    else
      {:__block__, meta, [elements(list, state)]}
    end
  end

  # Its text is taken as it is where there is a delimiter.
  defp literal(atom, meta, %{escape: false}) when is_atom(atom) do
    {:__block__, if(Macro.classify_atom(atom) == :quoted, do: Keyword.put_new(meta, :delimiter, "\""), else: meta), [atom]}
  end

  defp literal({left, right}, meta, state), do: {:__block__, meta, [arguments_pair(left, right, state)]}
  defp literal(other, meta, _state), do: {:__block__, meta, [other]}

  # {1, a: 2}
  defp arguments_pair(left, right, state) do
    [left, right] = arguments([left, right], state)
    {left, right}
  end

  defp escape(string, delimiter) when delimiter in [~s["""], "'''"] do
    string |> String.split("\n") |> Enum.map_join("\n", &escape(&1, "\""))
  end

  # Quotes are escaped when the delimiter is known.
  defp escape(string, _delimiter) do
    string |> String.split("\"") |> Enum.map_join("\"", &escape_part/1)
  end

  defp escape_part(string) do
    text = inspect(string, binaries: :as_strings, printable_limit: :infinity)
    binary_part(text, 1, byte_size(text) - 2)
  end

  defp escape_name(name) do
    if Macro.classify_atom(name) == :quoted and Code.Identifier.binary_op(name) == :error do
      name |> Atom.to_string() |> escape("\"") |> String.to_atom()
    else
      name
    end
  end

  # Elements of a list: pairs at the end may be `key: value`.
  defp elements(list, state) do
    {front, pairs} = split_keyword(list)
    improper_nodes(front, state) ++ keyword(pairs, state)
  end

  defp improper_nodes(list, state), do: Enum.map(list, &node(&1, state))

  defp split_keyword(list) do
    {pairs, front} = list |> Enum.reverse() |> Enum.split_while(&keyword_pair?/1)
    {Enum.reverse(front), Enum.reverse(pairs)}
  end

  defp keyword?([_ | _] = list), do: Enum.all?(list, &keyword_pair?/1)
  defp keyword?(_), do: false

  defp keyword_pair?({{:__block__, meta, [key]}, _value}) when is_atom(key), do: meta[:format] == :keyword
  defp keyword_pair?({{{:., _, [:erlang, _]}, meta, [{:<<>>, _, _}, _]}, _value}), do: meta[:format] == :keyword

  defp keyword_pair?({key, _value}) when is_atom(key) do
    case Atom.to_string(key) do
      "Elixir." <> _ -> false
      _ -> true
    end
  end

  defp keyword_pair?(_), do: false

  defp keyword(pairs, state) do
    Enum.map(pairs, fn
      {key, value} when is_atom(key) -> {literal(key, [format: :keyword], state), node(value, state)}
      {{:__block__, meta, [key]}, value} -> {{:__block__, meta, [key]}, node(value, state)}
      {key, value} -> {node(key, state), node(value, state)}
    end)
  end

  # Pairs of a map: keywords come last, so earlier atoms are written with `=>`.
  defp pairs({:__block__, _, [list]}, state) when is_list(list), do: pairs(list, state)

  defp pairs(list, state) when is_list(list) do
    {front, keywords} = split_keyword(list)

    Enum.map(front, fn
      {key, value} -> {node(key, state), node(value, state)}
      other -> node(other, state)
    end) ++ keyword(keywords, state)
  end

  defp pairs(other, state), do: [node(other, state)]

  # A keyword list at the end of arguments loses its brackets.
  defp arguments([], _state), do: []

  defp arguments(args, state) do
    {front, [last]} = Enum.split(args, -1)
    nodes(front, state) ++ [last_argument(last, state)]
  end

  defp last_argument(last, state) do
    if keyword?(last), do: keyword(last, state), else: node(last, state)
  end

  # Interpolation

  defp text?(parts), do: Enum.all?(parts, &(is_binary(&1) or interpolation?(&1)))

  defp interpolation?({:"::", _, [{{:., _, [Kernel, :to_string]}, _, [_]}, {:binary, _, context}]}), do: is_atom(context)
  defp interpolation?(_), do: false

  defp interpolation(parts, escape, state) do
    for part <- parts, do: if(is_binary(part), do: escape.(part), else: interpolation_part(part, state))
  end

  defp interpolation_part({:"::", meta, [{dot, call_meta, [code]}, type]}, state) do
    {:"::", meta, [{dot, call_meta, [node(code, state)]}, type]}
  end

  defp charlist_entry({{:., _, [Kernel, :to_string]}, _, [_]} = call), do: {:"::", [], [call, {:binary, [], nil}]}
  defp charlist_entry(other), do: other

  defp charlist_node({dot, meta, [code]}, state), do: {dot, meta, [node(code, state)]}

  defp segment({:"::", meta, [value, spec]}, state), do: {:"::", meta, [node(value, state), node(spec, state)]}
  defp segment(part, state), do: node(part, state)

  # Clauses

  defp clause({:->, meta, [args, body]}, state), do: {:->, meta, [clause_args(args, state), node(body, state)]}

  defp clause_args([{:when, meta, args}], state), do: [{:when, meta, nodes(args, state)}]
  defp clause_args(args, state), do: nodes(args, state)

  # Calls

  defp call({{:., dot_meta, [target, name]}, meta, args}, state) when is_atom(name) do
    name = if state.escape, do: escape_name(name), else: name
    finish({{:., dot_meta, [node(target, state), name]}, meta, args}, false, state)
  end

  defp call({{:., dot_meta, [target]}, meta, args}, state) do
    finish({{:., dot_meta, [node(target, state)]}, meta, args}, false, state)
  end

  defp call({name, meta, args} = quoted, state) when is_atom(name) do
    arity = length(args)

    if operator?(name, arity) and not Keyword.has_key?(meta, :closing) do
      {name, meta, nodes(args, state)}
    else
      finish(quoted, Code.Formatter.local_without_parens?(name, arity, state.locals_without_parens), state)
    end
  end

  defp call({target, meta, args}, state), do: finish({node(target, state), meta, args}, false, state)

  defp operator?(:"..//", 3), do: true
  defp operator?(:.., 0), do: true
  defp operator?(:..., 0), do: true
  defp operator?(:., 2), do: true
  defp operator?(name, 1), do: Code.Identifier.unary_op(name) != :error
  defp operator?(name, 2), do: Code.Identifier.binary_op(name) != :error
  defp operator?(_, _), do: false

  # Blocks are told by `do:` in front of the last argument.
  defp finish({form, meta, args}, without_parens?, state) do
    {front, last} = Enum.split(args, -1)

    case last do
      [[{key, _} | _] = blocks] when key == :do ->
        if Enum.all?(blocks, &match?({name, _} when is_atom(name), &1)) do
          blocks = for {name, body} <- blocks, do: {{:__block__, [], [name]}, node(body, state)}
          meta = [do: [], end: []] ++ meta
          meta = if front == [] or without_parens?, do: meta, else: Keyword.put_new(meta, :closing, [])
          {form, meta, nodes(front, state) ++ [blocks]}
        else
          plain(form, meta, args, without_parens?, state)
        end

      [[{{:__block__, _, [:do]}, _} | _] = blocks] ->
        if Keyword.has_key?(meta, :do) do
          blocks = for {name, body} <- blocks, do: {name, node(body, state)}
          {form, meta, nodes(front, state) ++ [blocks]}
        else
          plain(form, meta, front ++ [Enum.map(blocks, &as_keyword/1)], without_parens?, state)
        end

      _ ->
        plain(form, meta, args, without_parens?, state)
    end
  end

  # Without its metadata a block can not be told from keywords.
  defp as_keyword({{:__block__, meta, [key]}, value}) when is_atom(key) do
    {{:__block__, Keyword.put(meta, :format, :keyword), [key]}, value}
  end

  defp as_keyword(pair), do: pair

  defp plain(form, meta, args, without_parens?, state) do
    no_parens? = without_parens? or Keyword.has_key?(meta, :no_parens)
    meta = if no_parens?, do: meta, else: Keyword.put_new(meta, :closing, [])
    {form, meta, arguments(args, state)}
  end
end
