defmodule :erl_parse do
  @moduledoc """
  Erlang's abstract format: of expressions and terms that `:erl_scan` has made tokens of, and of terms themselves.
  """

  # Operators by how tightly they bind, by precedence climbing.
  @binary %{
    := => {100, :right},
    :! => {100, :right},
    :orelse => {150, :right},
    :andalso => {160, :right},
    :== => {200, :none},
    :"/=" => {200, :none},
    :"=<" => {200, :none},
    :< => {200, :none},
    :>= => {200, :none},
    :> => {200, :none},
    :"=:=" => {200, :none},
    :"=/=" => {200, :none},
    :++ => {300, :right},
    :-- => {300, :right},
    :+ => {400, :left},
    :- => {400, :left},
    :bor => {400, :left},
    :bxor => {400, :left},
    :bsl => {400, :left},
    :bsr => {400, :left},
    :or => {400, :left},
    :xor => {400, :left},
    :* => {500, :left},
    :/ => {500, :left},
    :div => {500, :left},
    :rem => {500, :left},
    :band => {500, :left},
    :and => {500, :left}
  }
  @prefix [:+, :-, :bnot, :not]
  @prefix_precedence 600

  @doc "The expressions before the dot: `{:ok, expressions}`."
  def parse_exprs(tokens) do
    {exprs, rest} = exprs(tokens)
    finish(rest, exprs)
  catch
    :throw, {:syntax, error} -> {:error, error}
  end

  @doc "The term before the dot: `{:ok, term}`."
  def parse_term(tokens) do
    with {:ok, exprs} <- parse_exprs(tokens) do
      case exprs do
        [expr] -> term(expr)
        [_, second | _] -> bad_term(second)
      end
    end
  end

  defp term(expr) do
    {:ok, normalise(expr)}
  catch
    :error, _ -> bad_term(expr)
  end

  defp bad_term(expr), do: {:error, {:erl_anno.location(first_anno(expr)), :erl_parse, ~c"bad term"}}

  @doc "The words for what was wrong."
  def format_error(message) do
    if :io_lib.deep_char_list(message), do: message, else: :io_lib.write(message)
  end

  defp finish([{:dot, _anno}], result), do: {:ok, result}
  defp finish(tokens, _result), do: fail(tokens)

  defp fail([]), do: throw({:syntax, {1, :erl_parse, [~c"syntax error before: ", []]}})

  defp fail([token | _]) do
    throw({:syntax, {:erl_anno.location(:erlang.element(2, token)), :erl_parse, [~c"syntax error before: ", shown(token)]}})
  end

  defp shown({:dot, _anno}), do: ~c"'.'"
  defp shown({word, _anno}), do: :io_lib.format(~c"~tw", [word]) |> quoted()
  defp shown({:string, _anno, value}), do: :io_lib.write_string(value)
  defp shown({:char, _anno, value}), do: :io_lib.write_char(value)
  defp shown({:var, _anno, value}), do: :erlang.atom_to_list(value)
  defp shown({_category, _anno, value}), do: :lists.flatten(:io_lib.format(~c"~tw", [value]))

  defp quoted(text) do
    case :lists.flatten(text) do
      [?' | _] = quoted -> quoted
      plain -> [?' | plain] ++ [?']
    end
  end

  # Expressions

  defp exprs(tokens) do
    {expr, rest} = expr(tokens, 0)

    case rest do
      [{:",", _} | rest] ->
        {more, rest} = exprs(rest)
        {[expr | more], rest}

      _ ->
        {[expr], rest}
    end
  end

  defp expr([{:catch, anno} | rest], 0) do
    {expr, rest} = expr(rest, 0)
    {{:catch, anno, expr}, rest}
  end

  defp expr([{op, anno} | rest], precedence) when op in @prefix do
    {operand, rest} = expr(rest, @prefix_precedence)
    binary({:op, anno, op, operand}, rest, precedence)
  end

  defp expr(tokens, precedence) do
    {left, rest} = postfix(tokens)
    binary(left, rest, precedence)
  end

  defp binary(left, [{op, anno} | rest] = tokens, precedence) when is_map_key(@binary, op) do
    case :maps.get(op, @binary) do
      {own, _side} when own < precedence ->
        {left, tokens}

      {own, side} ->
        {right, rest} = expr(rest, if(side == :right, do: own, else: own + 1))
        left = if op == :=, do: {:match, first_anno(left), left, right}, else: {:op, anno, op, left, right}
        # A comparison cannot be compared.
        if side == :none, do: binary(left, not_compared(rest), precedence), else: binary(left, rest, precedence)
    end
  end

  defp binary(left, rest, _precedence), do: {left, rest}

  defp not_compared([{op, _} | _] = rest) when op in [:==, :"/=", :"=<", :<, :>=, :>, :"=:=", :"=/="], do: fail(rest)
  defp not_compared(rest), do: rest

  # What follows a value: a remote name, arguments, fields.

  defp postfix(tokens) do
    {value, rest} = primary(tokens)

    case rest do
      [{:":", anno} | rest] ->
        {name, rest} = primary(rest)
        arguments({:remote, anno, value, name}, rest)

      [{:"(", _} | _] ->
        arguments(value, rest)

      [{:"#", _} | _] ->
        fields(value, rest)

      _ ->
        {value, rest}
    end
  end

  defp arguments(function, [{:"(", _} | rest]) do
    {arguments, rest} = list_until(rest, :")")
    {{:call, first_anno(function), function, arguments}, rest}
  end

  defp arguments(function, rest), do: {function, rest}

  defp fields(value, [{:"#", anno}, {:"{", _} | rest]) do
    {pairs, rest} = map_fields(rest)
    fields({:map, anno, value, pairs}, rest)
  end

  defp fields(value, [{:"#", anno}, {:atom, _, name}, {:"{", _} | rest]) do
    {pairs, rest} = record_fields(rest)
    fields({:record, anno, value, name, pairs}, rest)
  end

  defp fields(value, [{:"#", anno}, {:atom, _, name}, {:., _}, {:atom, field_anno, field} | rest]) do
    fields({:record_field, anno, value, name, {:atom, field_anno, field}}, rest)
  end

  defp fields(_value, [{:"#", _} | rest]), do: fail(rest)
  defp fields(value, rest), do: {value, rest}

  defp list_until([{close, _} | rest], close), do: {[], rest}

  defp list_until(tokens, close) do
    {exprs, rest} = exprs(tokens)
    {exprs, expect(rest, close)}
  end

  defp expect([{word, _} | rest], word), do: rest
  defp expect(tokens, _word), do: fail(tokens)

  # Values

  defp primary([{category, _, _} = token | rest]) when category in [:atom, :var, :integer, :float, :char], do: {token, rest}

  defp primary([{:string, anno, text}, {:string, _, more} | rest]), do: primary([{:string, anno, text ++ more} | rest])
  defp primary([{:string, _, _} = token | rest]), do: {token, rest}

  defp primary([{:"(", _} | rest]) do
    {expr, rest} = expr(rest, 0)
    {expr, expect(rest, :")")}
  end

  defp primary([{:"{", anno} | rest]) do
    {elements, rest} = list_until(rest, :"}")
    {{:tuple, anno, elements}, rest}
  end

  defp primary([{:"[", anno}, {:"]", _} | rest]), do: {{nil, anno}, rest}

  defp primary([{:"[", anno} | rest]) do
    {head, rest} = expr(rest, 0)

    case rest do
      [{:||, _} | rest] ->
        {qualifiers, rest} = qualifiers(rest)
        {{:lc, anno, head, qualifiers}, expect(rest, :"]")}

      _ ->
        {tail, rest} = tail(rest)
        {{:cons, anno, head, tail}, rest}
    end
  end

  defp primary([{:"<<", anno}, {:">>", _} | rest]), do: {{:bin, anno, []}, rest}

  defp primary([{:"<<", anno} | rest]) do
    {element, rest} = bin_element(rest)

    case rest do
      [{:||, _} | rest] ->
        {:bin_element, _, value, :default, :default} = element
        {qualifiers, rest} = qualifiers(rest)
        {{:bc, anno, value, qualifiers}, expect(rest, :">>")}

      _ ->
        {elements, rest} = bin_elements(rest)
        {{:bin, anno, [element | elements]}, rest}
    end
  end

  defp primary([{:"#", anno}, {:"{", _} | rest]) do
    {pairs, rest} = map_fields(rest)

    case {pairs, rest} do
      {{:mc, pair, qualifiers}, rest} -> {{:mc, anno, pair, qualifiers}, rest}
      _ -> fields({:map, anno, pairs}, rest)
    end
  end

  defp primary([{:"#", anno}, {:atom, _, name}, {:"{", _} | rest]) do
    {pairs, rest} = record_fields(rest)
    fields({:record, anno, name, pairs}, rest)
  end

  defp primary([{:"#", anno}, {:atom, _, name}, {:., _}, {:atom, field_anno, field} | rest]) do
    {{:record_index, anno, name, {:atom, field_anno, field}}, rest}
  end

  defp primary([{:begin, anno} | rest]) do
    {exprs, rest} = exprs(rest)
    {{:block, anno, exprs}, expect(rest, :end)}
  end

  defp primary([{:if, anno} | rest]) do
    {clauses, rest} = clauses(rest, &if_clause/1)
    {{:if, anno, clauses}, expect(rest, :end)}
  end

  defp primary([{:case, anno} | rest]) do
    {subject, rest} = expr(rest, 0)
    {clauses, rest} = rest |> expect(:of) |> clauses(&clause/1)
    {{:case, anno, subject, clauses}, expect(rest, :end)}
  end

  defp primary([{:receive, anno}, {:after, _} | rest]) do
    {timeout, body, rest} = timeout(rest)
    {{:receive, anno, [], timeout, body}, rest}
  end

  defp primary([{:receive, anno} | rest]) do
    {clauses, rest} = clauses(rest, &clause/1)

    case rest do
      [{:after, _} | rest] ->
        {timeout, body, rest} = timeout(rest)
        {{:receive, anno, clauses, timeout, body}, rest}

      _ ->
        {{:receive, anno, clauses}, expect(rest, :end)}
    end
  end

  defp primary([{:fun, anno}, {:atom, _, name}, {:/, _}, {:integer, _, arity} | rest]), do: {{:fun, anno, {:function, name, arity}}, rest}

  defp primary([{:fun, anno}, module, {:":", _}, name, {:/, _}, arity | rest]) do
    {{:fun, anno, {:function, module, name, arity}}, rest}
  end

  defp primary([{:fun, anno}, {:var, _, name} = token | rest]) do
    {clauses, rest} = clauses([token | rest], &named_clause(&1, name))
    {{:named_fun, anno, name, clauses}, expect(rest, :end)}
  end

  defp primary([{:fun, anno} | rest]) do
    {clauses, rest} = clauses(rest, &fun_clause/1)
    {{:fun, anno, {:clauses, clauses}}, expect(rest, :end)}
  end

  defp primary([{:try, anno} | rest]) do
    {exprs, rest} = exprs(rest)

    {clauses, rest} =
      case rest do
        [{:of, _} | rest] -> clauses(rest, &clause/1)
        _ -> {[], rest}
      end

    {handlers, rest} =
      case rest do
        [{:catch, _} | rest] -> clauses(rest, &catch_clause/1)
        _ -> {[], rest}
      end

    case {handlers, rest} do
      {_, [{:after, _} | rest]} ->
        {body, rest} = exprs(rest)
        {{:try, anno, exprs, clauses, handlers, body}, expect(rest, :end)}

      {[_ | _], rest} ->
        {{:try, anno, exprs, clauses, handlers, []}, expect(rest, :end)}

      _ ->
        fail(rest)
    end
  end

  defp primary([{:maybe, anno} | rest]) do
    {exprs, rest} = maybe_exprs(rest)

    case rest do
      [{:else, else_anno} | rest] ->
        {clauses, rest} = clauses(rest, &clause/1)
        {{:maybe, anno, exprs, {:else, else_anno, clauses}}, expect(rest, :end)}

      _ ->
        {{:maybe, anno, exprs}, expect(rest, :end)}
    end
  end

  defp primary(tokens), do: fail(tokens)

  defp maybe_exprs(tokens) do
    {expr, rest} = expr(tokens, 0)

    {expr, rest} =
      case rest do
        [{:"?=", anno} | rest] ->
          {value, rest} = expr(rest, 0)
          {{:maybe_match, anno, expr, value}, rest}

        _ ->
          {expr, rest}
      end

    case rest do
      [{:",", _} | rest] ->
        {more, rest} = maybe_exprs(rest)
        {[expr | more], rest}

      _ ->
        {[expr], rest}
    end
  end

  defp tail([{:"]", anno} | rest]), do: {{nil, anno}, rest}

  defp tail([{:|, _} | rest]) do
    {tail, rest} = expr(rest, 0)
    {tail, expect(rest, :"]")}
  end

  defp tail([{:",", _} | rest]) do
    {head, rest} = expr(rest, 0)
    {tail, rest} = tail(rest)
    {{:cons, first_anno(head), head, tail}, rest}
  end

  defp tail(tokens), do: fail(tokens)

  defp qualifiers(tokens) do
    {qualifier, rest} = qualifier(tokens)

    case rest do
      [{:",", _} | rest] ->
        {more, rest} = qualifiers(rest)
        {[qualifier | more], rest}

      _ ->
        {[qualifier], rest}
    end
  end

  defp qualifier(tokens) do
    {expr, rest} = expr(tokens, 0)

    case rest do
      [{:<-, anno} | rest] ->
        generator(:generate, anno, expr, rest)

      [{:<=, anno} | rest] ->
        generator(:b_generate, anno, expr, rest)

      [{:":=", field_anno} | rest] ->
        {value, rest} = expr(rest, 0)
        [{:<-, anno} | rest] = rest
        generator(:m_generate, anno, {:map_field_exact, field_anno, expr, value}, rest)

      _ ->
        {expr, rest}
    end
  end

  defp generator(kind, anno, pattern, rest) do
    {source, rest} = expr(rest, 0)
    {{kind, anno, pattern, source}, rest}
  end

  defp bin_elements([{:">>", _} | rest]), do: {[], rest}

  defp bin_elements([{:",", _} | rest]) do
    {element, rest} = bin_element(rest)
    {elements, rest} = bin_elements(rest)
    {[element | elements], rest}
  end

  defp bin_elements(tokens), do: fail(tokens)

  defp bin_element(tokens) do
    {value, rest} =
      case tokens do
        [{op, anno} | rest] when op in @prefix ->
          {operand, rest} = primary(rest)
          {{:op, anno, op, operand}, rest}

        _ ->
          primary(tokens)
      end

    {size, rest} =
      case rest do
        [{:":", _} | rest] -> primary(rest)
        _ -> {:default, rest}
      end

    {types, rest} =
      case rest do
        [{:/, _} | rest] -> bit_types(rest)
        _ -> {:default, rest}
      end

    {{:bin_element, first_anno(value), value, size, types}, rest}
  end

  defp bit_types(tokens) do
    {type, rest} =
      case tokens do
        [{:atom, _, name}, {:":", _}, {:integer, _, number} | rest] -> {{name, number}, rest}
        [{:atom, _, name} | rest] -> {name, rest}
        _ -> fail(tokens)
      end

    case rest do
      [{:-, _} | rest] ->
        {types, rest} = bit_types(rest)
        {[type | types], rest}

      _ ->
        {[type], rest}
    end
  end

  defp map_fields([{:"}", _} | rest]), do: {[], rest}

  defp map_fields(tokens) do
    {key, rest} = expr(tokens, 0)

    {kind, anno, rest} =
      case rest do
        [{:"=>", anno} | rest] -> {:map_field_assoc, anno, rest}
        [{:":=", anno} | rest] -> {:map_field_exact, anno, rest}
        _ -> fail(rest)
      end

    {value, rest} = expr(rest, 0)
    field = {kind, anno, key, value}

    case rest do
      [{:",", _} | rest] ->
        {more, rest} = map_fields(rest)
        {[field | more], rest}

      [{:||, _} | rest] ->
        {qualifiers, rest} = qualifiers(rest)
        {{:mc, field, qualifiers}, expect(rest, :"}")}

      _ ->
        {[field], expect(rest, :"}")}
    end
  end

  defp record_fields([{:"}", _} | rest]), do: {[], rest}

  defp record_fields([{category, anno, _} = name, {:=, _} | rest]) when category in [:atom, :var] do
    {value, rest} = expr(rest, 0)
    field = {:record_field, anno, name, value}

    case rest do
      [{:",", _} | rest] ->
        {more, rest} = record_fields(rest)
        {[field | more], rest}

      _ ->
        {[field], expect(rest, :"}")}
    end
  end

  defp record_fields(tokens), do: fail(tokens)

  # Clauses

  defp clauses(tokens, clause) do
    {first, rest} = clause.(tokens)

    case rest do
      [{:";", _} | rest] ->
        {more, rest} = clauses(rest, clause)
        {[first | more], rest}

      _ ->
        {[first], rest}
    end
  end

  defp clause(tokens) do
    {pattern, rest} = expr(tokens, 0)
    {guard, body, rest} = guard_and_body(rest)
    {{:clause, first_anno(pattern), [pattern], guard, body}, rest}
  end

  defp if_clause(tokens) do
    {guard, rest} = guard(tokens)
    {body, rest} = body(rest)
    {{:clause, first_anno(hd(hd(guard))), [], guard, body}, rest}
  end

  defp named_clause([{:var, anno, name} | rest], name), do: fun_clause_at(anno, rest)
  defp named_clause(tokens, _name), do: fail(tokens)

  defp fun_clause([{:"(", anno} | _] = tokens), do: fun_clause_at(anno, tokens)
  defp fun_clause(tokens), do: fail(tokens)

  defp fun_clause_at(anno, [{:"(", _} | rest]) do
    {patterns, rest} = list_until(rest, :")")
    {guard, body, rest} = guard_and_body(rest)
    {{:clause, anno, patterns, guard, body}, rest}
  end

  defp fun_clause_at(_anno, tokens), do: fail(tokens)

  defp catch_clause([{category, _, _} = class, {:":", _} | rest]) when category in [:atom, :var] do
    # The name behind another colon is the stack trace.
    case expr(rest, 0) do
      {{:remote, _, pattern, {:var, _, _} = stack}, rest} -> caught(class, pattern, stack, rest)
      {pattern, [{:":", _}, {:var, _, _} = stack | rest]} -> caught(class, pattern, stack, rest)
      {pattern, rest} -> caught(class, pattern, {:var, first_anno(pattern), :_}, rest)
    end
  end

  defp catch_clause(tokens) do
    {pattern, rest} = expr(tokens, 0)
    anno = first_anno(pattern)
    caught({:atom, anno, :throw}, pattern, {:var, anno, :_}, rest)
  end

  defp caught(class, pattern, stack, rest) do
    {guard, body, rest} = guard_and_body(rest)
    anno = first_anno(class)
    {{:clause, anno, [{:tuple, anno, [class, pattern, stack]}], guard, body}, rest}
  end

  defp guard_and_body([{:when, _} | rest]) do
    {guard, rest} = guard(rest)
    {body, rest} = body(rest)
    {guard, body, rest}
  end

  defp guard_and_body(rest) do
    {body, rest} = body(rest)
    {[], body, rest}
  end

  defp guard(tokens) do
    {tests, rest} = exprs(tokens)

    case rest do
      [{:";", _} | rest] ->
        {more, rest} = guard(rest)
        {[tests | more], rest}

      _ ->
        {[tests], rest}
    end
  end

  defp body([{:->, _} | rest]), do: exprs(rest)
  defp body(tokens), do: fail(tokens)

  defp timeout(tokens) do
    {timeout, rest} = expr(tokens, 0)
    {body, rest} = body(rest)
    {timeout, body, expect(rest, :end)}
  end

  # Where an expression begins.
  @doc false
  def first_anno({:op, _anno, _op, left, _right}), do: first_anno(left)
  def first_anno({:remote, _anno, module, _name}), do: first_anno(module)
  def first_anno({:map, _anno, value, _fields}), do: first_anno(value)
  def first_anno({:record, _anno, value, _name, _fields}), do: first_anno(value)
  def first_anno({:record_field, _anno, value, _name, _field}), do: first_anno(value)
  def first_anno(node), do: :erlang.element(2, node)

  # Terms

  @doc "The abstract format of a term."
  def abstract(term), do: abstract(term, 0)

  @doc "As `abstract/1`, with a line or with options, of which `:location` is one."
  def abstract(term, options) when is_list(options), do: abstract(term, :proplists.get_value(:location, options, 0))
  def abstract(term, anno) when is_integer(term), do: {:integer, anno, term}
  def abstract(term, anno) when is_float(term), do: {:float, anno, term}
  def abstract(term, anno) when is_atom(term), do: {:atom, anno, term}
  def abstract([], anno), do: {nil, anno}

  def abstract(term, anno) when is_list(term) do
    if text?(term), do: {:string, anno, term}, else: abstract_list(term, anno)
  end

  def abstract(term, anno) when is_tuple(term), do: {:tuple, anno, for(element <- :erlang.tuple_to_list(term), do: abstract(element, anno))}

  def abstract(term, anno) when is_map(term) do
    {:map, anno, for({key, value} <- :maps.to_list(term), do: {:map_field_assoc, anno, abstract(key, anno), abstract(value, anno)})}
  end

  def abstract(term, anno) when is_bitstring(term), do: {:bin, anno, bits(term, anno)}

  defp text?([char | rest]), do: is_integer(char) and char in 0..255 and text?(rest)
  defp text?([]), do: true
  defp text?(_improper), do: false

  defp abstract_list([head | tail], anno), do: {:cons, anno, abstract(head, anno), abstract_list(tail, anno)}
  defp abstract_list(tail, anno), do: abstract(tail, anno)

  defp bits(<<byte, rest::bitstring>>, anno), do: [{:bin_element, anno, {:integer, anno, byte}, :default, :default} | bits(rest, anno)]
  defp bits(<<>>, _anno), do: []

  defp bits(rest, anno) do
    size = bit_size(rest)
    <<value::size(^size)>> = rest
    [{:bin_element, anno, {:integer, anno, value}, {:integer, anno, size}, :default}]
  end

  @doc "The term of an abstract format that is one."
  def normalise({category, _anno, value}) when category in [:integer, :float, :atom, :char, :string], do: value
  def normalise({nil, _anno}), do: []
  def normalise({:cons, _anno, head, tail}), do: [normalise(head) | normalise(tail)]
  def normalise({:tuple, _anno, elements}), do: :erlang.list_to_tuple(for element <- elements, do: normalise(element))

  def normalise({:map, _anno, fields}) do
    :maps.from_list(for {:map_field_assoc, _, key, value} <- fields, do: {normalise(key), normalise(value)})
  end

  def normalise({:op, _anno, :+, {category, _, value}}) when category in [:char, :integer, :float], do: value
  def normalise({:op, _anno, :-, {category, _, value}}) when category in [:char, :integer, :float], do: -value
  def normalise({:bin, _anno, elements}), do: for(element <- elements, into: <<>>, do: element(element))

  defp element({:bin_element, _, {:string, _, text}, :default, :default}), do: :erlang.list_to_binary(text)
  defp element({:bin_element, _, {:string, _, text}, :default, [:utf8]}), do: :unicode.characters_to_binary(text)
  defp element({:bin_element, _, {:integer, _, byte}, :default, :default}), do: <<byte>>
  defp element({:bin_element, _, {:integer, _, value}, {:integer, _, size}, :default}), do: <<value::size(size)>>

  # Annotations

  @doc "The abstract format with what `fun` makes of each annotation."
  def map_anno(fun, abstract), do: elem(mapfold_anno(&{fun.(&1), &2}, [], abstract), 0)

  @doc "Folds over the annotations, from left to right."
  def fold_anno(fun, acc, abstract), do: elem(mapfold_anno(&{&1, fun.(&1, &2)}, acc, abstract), 1)

  @doc "Maps and folds over the annotations: `{abstract, acc}`."
  def mapfold_anno(fun, acc, abstract) when is_list(abstract), do: :lists.mapfoldl(&mapfold_anno(fun, &2, &1), acc, abstract)

  # Values that look like nodes are not gone into.
  def mapfold_anno(fun, acc, {type, anno, value}) when type in [:atom, :integer, :float, :string, :char, :var] do
    {anno, acc} = fun.(anno, acc)
    {{type, anno, value}, acc}
  end

  def mapfold_anno(fun, acc, {:op, anno, op, operand}) do
    {anno, acc} = fun.(anno, acc)
    {operand, acc} = mapfold_anno(fun, acc, operand)
    {{:op, anno, op, operand}, acc}
  end

  def mapfold_anno(fun, acc, {:op, anno, op, left, right}) do
    {anno, acc} = fun.(anno, acc)
    {[left, right], acc} = mapfold_anno(fun, acc, [left, right])
    {{:op, anno, op, left, right}, acc}
  end

  def mapfold_anno(fun, acc, {:clauses, clauses}) do
    {clauses, acc} = mapfold_anno(fun, acc, clauses)
    {{:clauses, clauses}, acc}
  end

  def mapfold_anno(fun, acc, node) when is_tuple(node) and tuple_size(node) >= 2 and elem(node, 0) != :function do
    [type, anno | parts] = :erlang.tuple_to_list(node)
    {anno, acc} = fun.(anno, acc)
    {parts, acc} = mapfold_anno(fun, acc, parts)
    {:erlang.list_to_tuple([type, anno | parts]), acc}
  end

  def mapfold_anno(fun, acc, {:function, module, name, arity}) when is_tuple(module) do
    {[module, name, arity], acc} = mapfold_anno(fun, acc, [module, name, arity])
    {{:function, module, name, arity}, acc}
  end

  def mapfold_anno(_fun, acc, part), do: {part, acc}

  @doc "The abstract format whose locations are annotations."
  def new_anno(abstract), do: map_anno(&:erl_anno.new/1, abstract)

  @doc "The abstract format with annotations as terms."
  def anno_to_term(abstract), do: map_anno(&:erl_anno.to_term/1, abstract)

  @doc "The abstract format with terms as annotations."
  def anno_from_term(abstract), do: map_anno(&:erl_anno.from_term/1, abstract)
end
