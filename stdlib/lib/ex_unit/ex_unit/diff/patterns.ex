defmodule ExUnit.Diff.Patterns do
  @moduledoc false

  # The difference of a quoted pattern and a value, as {equivalent?, node of the pattern, node of the value, env}.
  #
  # env: %{pins: values of pinned variables, vars: values of those bound so far}, both by {name, context}.

  alias ExUnit.Diff.{Script, Side, Values}

  def diff({:when, _, [pattern, guard]}, value, env) do
    {matches?, left, right, env} = diff(pattern, value, env)

    if matches? do
      {holds?, guard} = guard(guard, env)
      {holds?, {:guard, "when", left, guard}, right, env}
    else
      {false, {:guard, "when", left, {:code, guard}}, right, env}
    end
  end

  def diff(pattern, value, env) do
    case Side.original(pattern) do
      nil ->
        pattern(pattern, value, env)

      original ->
        {equivalent?, _left, right, env} = pattern(without_original(pattern), value, env)
        {equivalent?, if(equivalent?, do: {:code, original}, else: {:changed, {:code, original}}), right, env}
    end
  end

  defp without_original({name, meta, args}), do: {name, Keyword.delete(meta, :original), args}

  defp pattern({:_, _, context} = var, value, env) when is_atom(context), do: {true, {:code, var}, {:value, value}, env}

  defp pattern({name, meta, context} = var, value, env) when is_atom(name) and is_atom(context) do
    key = key(name, meta, context)

    case env.vars do
      %{^key => bound} -> against(bound, var, value, env)
      vars -> {true, {:code, var}, {:value, value}, %{env | vars: Map.put(vars, key, value)}}
    end
  end

  defp pattern({:^, _, [{name, meta, context}]} = pin, value, env) when is_atom(name) and is_atom(context) do
    case Map.fetch(env.pins, key(name, meta, context)) do
      {:ok, pinned} -> against(pinned, pin, value, env)
      :error -> whole(pin, value, env)
    end
  end

  defp pattern(list, value, env) when is_list(list) and is_list(value) do
    if charlists?(list, value), do: literal(list, value, env), else: lists(list, value, env)
  end

  defp pattern({:++, _, [_, _]} = list, value, env) when is_list(value), do: lists(list, value, env)
  defp pattern({:<>, _, [_, _]} = concat, value, env) when is_binary(value), do: binaries(concat, value, env)

  defp pattern({left, right}, value, env) when is_tuple(value), do: tuple([left, right], value, env)
  defp pattern({:{}, _, args}, value, env) when is_tuple(value), do: tuple(args, value, env)

  defp pattern({:%, _, [name, {:%{}, _, fields}]}, value, env) when is_map(value),
    do: map([{:__struct__, name} | fields], value, env)

  defp pattern({:%{}, _, fields} = map, value, env) when is_map(value) and is_list(fields) do
    if Enum.all?(fields, &match?({_, _}, &1)), do: map(fields, value, env), else: whole(map, value, env)
  end

  defp pattern(pattern, value, env) do
    case to_value(pattern) do
      {:ok, literal} when not is_list(literal) and not is_tuple(literal) and not is_map(literal) -> literal(literal, value, env)
      _ -> whole(pattern, value, env)
    end
  end

  @doc "What a variable is known by."
  def key(name, meta, context), do: {name, Keyword.get(meta, :counter, context)}

  defp charlists?(list, value), do: Values.charlist?(value) and Enum.all?(list, &is_integer/1) and Values.charlist?(list)

  defp literal(literal, value, env) do
    {equivalent?, left, right} = Values.diff(literal, value, :===)
    {equivalent?, left, right, env}
  end

  defp against(bound, quoted, value, env) do
    {equivalent?, _left, right} = Values.diff(bound, value, :===)
    {equivalent?, if(equivalent?, do: {:code, quoted}, else: changed(quoted)), right, env}
  end

  defp whole(quoted, value, env), do: {false, changed(quoted), changed_value(value), env}

  defp changed(quoted), do: {:changed, {:code, quoted}}
  defp changed_value(value), do: {:changed, {:value, value}}

  # Tuples

  defp tuple(args, value, env) do
    {equivalent?, lefts, rights, env} = positions(args, Tuple.to_list(value), env, true, [], [])
    {equivalent?, {:tuple, Enum.reverse(lefts)}, {:tuple, Enum.reverse(rights)}, env}
  end

  # One after the other, in front of the nodes there are: the last first.
  defp positions([pattern | patterns], [value | values], env, equivalent?, lefts, rights) do
    {same?, left, right, env} = diff(pattern, value, env)
    positions(patterns, values, env, equivalent? and same?, [left | lefts], [right | rights])
  end

  defp positions(patterns, values, env, equivalent?, lefts, rights) do
    {equivalent? and patterns == [] and values == [], Enum.reverse(Enum.map(patterns, &changed/1), lefts),
     Enum.reverse(Enum.map(values, &changed_value/1), rights), env}
  end

  # Lists

  defp lists(pattern, value, env) do
    {rights, right_tail} = Values.split(value, [])

    # against an improper list the tail of a proper pattern stands for the end
    {lefts, left_tail, rebuild} =
      case flatten(pattern) do
        {lefts, [], rebuild} when right_tail == [] -> {lefts, [], rebuild}
        {_, [], _} -> first_level(pattern)
        flat -> flat
      end

    # what a tail stands for comes last; without one all elements have to be found
    {rights, rest} = if left_tail == [], do: {rights, []}, else: Enum.split(rights, length(lefts))
    {equivalent?, left_nodes, right_nodes, env} = elements(lefts, rights, env)
    {same?, tail_node, rest_nodes, right_tail_node, env} = tails(left_tail, rest, right_tail, env)
    {left_node, []} = rebuild.(left_nodes, tail_node)
    {equivalent? and same?, left_node, {:list, right_nodes ++ rest_nodes, right_tail_node}, env}
  end

  defp elements(patterns, values, env) do
    same? = fn pattern, value, env ->
      case diff(pattern, value, env) do
        {true, _, _, env} -> {:ok, env}
        _ -> :error
      end
    end

    {equivalent?, lefts, rights, env} =
      for step <- Script.align(patterns, values, env, same?), reduce: {true, [], [], env} do
        {equivalent?, lefts, rights, env} ->
          case step do
            {:both, pattern, value} -> positions([pattern], [value], env, equivalent?, lefts, rights)
            {:only, patterns, values} -> positions(patterns, values, env, false, lefts, rights)
          end
      end

    {equivalent?, Enum.reverse(lefts), Enum.reverse(rights), env}
  end

  # {the same?, node of the pattern's tail, nodes of the rest, node of the value's tail, env}
  defp tails([], [], [], env), do: {true, nil, [], nil, env}
  defp tails([], rest, tail, env), do: {false, changed([]), Enum.map(rest, &changed_value/1), if(tail != [], do: changed_value(tail)), env}

  defp tails(pattern, rest, tail, env) do
    {same?, left, right, env} = diff(pattern, rest ++ tail, env)
    {nodes, tail_node} = rest_nodes(right, rest, tail)
    {same?, left, nodes, tail_node, env}
  end

  defp rest_nodes({:list, nodes, tail}, _rest, _tail), do: {nodes, tail}
  defp rest_nodes({:changed, _}, rest, tail), do: {Enum.map(rest, &changed_value/1), if(tail != [], do: changed_value(tail))}
  defp rest_nodes({:value, _}, rest, tail), do: {Enum.map(rest, &{:value, &1}), if(tail != [], do: {:value, tail})}
  defp rest_nodes(node, [], _tail), do: {[], node}
  defp rest_nodes(_node, rest, tail), do: {Enum.map(rest, &changed_value/1), if(tail != [], do: changed_value(tail))}

  # A pattern of a list in its elements, its tail, and how to make its node of those of its elements and its tail.

  defp flatten(list) when is_list(list) do
    case first_level(list) do
      {elements, [], rebuild} ->
        {elements, [], rebuild}

      {elements, tail, _} when tail != [] ->
        if list?(tail), do: nested(elements, tail), else: first_level(list)
    end
  end

  defp flatten({:++, _, [left, right]} = concat) do
    {lefts, left_tail, rebuild_left} = flatten(left)

    if left_tail == [] and list?(right) do
      {rights, tail, rebuild_right} = flatten(right)

      {lefts ++ rights, tail,
       fn nodes, tail_node ->
         {left_node, nodes} = rebuild_left.(nodes, nil)
         {right_node, nodes} = rebuild_right.(nodes, tail_node)
         {{:concat, "++", left_node, right_node}, nodes}
       end}
    else
      first_level(concat)
    end
  end

  defp list?(list) when is_list(list), do: true
  defp list?({:++, _, [left, _]}), do: list?(left)
  defp list?(_), do: false

  defp nested(elements, tail) do
    {rest, last, rebuild} = flatten(tail)

    {elements ++ rest, last,
     fn nodes, tail_node ->
       {mine, nodes} = Enum.split(nodes, length(elements))
       # an empty tail has no elements of its own to be marked
       {node, nodes} = if rest == [] and last == [] and tail_node != nil, do: {tail_node, nodes}, else: rebuild.(nodes, tail_node)
       {{:list, mine, node}, nodes}
     end}
  end

  defp first_level({:++, _, [left, right]}) do
    {lefts, _, rebuild} = flatten(left)

    {lefts, right,
     fn nodes, tail_node ->
       {left_node, nodes} = rebuild.(nodes, nil)
       {{:concat, "++", left_node, tail_node}, nodes}
     end}
  end

  defp first_level(list) do
    {elements, tail} =
      case Enum.split(list, -1) do
        {init, [{:|, _, [last, tail]}]} -> {init ++ [last], tail}
        _ -> {list, nil}
      end

    count = length(elements)

    {elements, tail || [],
     fn nodes, tail_node ->
       {mine, nodes} = Enum.split(nodes, count)
       {{:list, mine, if(tail != nil, do: tail_node || {:code, tail})}, nodes}
     end}
  end

  # Binaries: the strings that a concatenation begins with are compared with as much of the value.

  defp binaries(concat, value, env) do
    case operands(concat) do
      {strings, nil} ->
        {equivalent?, left, right} = strings(strings, value)
        {equivalent?, left, {:string, right}, env}

      {[], _} ->
        whole(concat, value, env)

      {strings, last} ->
        {front, rest} = split_binary(value, strings |> IO.iodata_to_binary() |> String.length())
        {equivalent?, left, right} = strings(strings, front)
        {same?, last_node, last_parts, env} = last(last, rest, env)
        {equivalent? and same?, {:concat, "<>", left, last_node}, {:string, right ++ last_parts}, env}
    end
  end

  defp last(pattern, rest, env) do
    case diff(pattern, rest, env) do
      {true, node, _, env} -> {true, node, [same: Values.escape(rest)], env}
      {false, node, {:string, parts}, env} -> {false, node, parts, env}
      {false, node, _, env} -> {false, node, [changed: Values.escape(rest)], env}
    end
  end

  defp split_binary(value, count), do: if(String.valid?(value), do: String.split_at(value, count), else: {value, ""})

  defp operands({:<>, _, [left, right]}) when is_binary(left) do
    case right do
      right when is_binary(right) -> {[left, right], nil}
      {:<>, _, _} -> with {strings, last} <- operands(right), do: {[left | strings], last}
      right -> {[left], right}
    end
  end

  defp operands(other), do: {[], other}

  # The parts of the pattern's strings as one text, each string getting those that are its own.
  defp strings(strings, value) do
    strings = Enum.map(strings, &Values.escape/1)
    text = IO.iodata_to_binary(strings)
    value = Values.escape(value)

    {lefts, rights} =
      cond do
        text == value -> {[same: text], [same: value]}
        Values.similar?(text, value) -> Values.parts(text, value)
        true -> {[changed: text], [changed: value]}
      end

    {text == value, concatenation(strings, lefts), rights}
  end

  defp concatenation([string], parts), do: {:string, parts |> take(byte_size(string), []) |> elem(0)}

  defp concatenation([string | strings], parts) do
    {mine, parts} = take(parts, byte_size(string), [])
    {:concat, "<>", {:string, mine}, concatenation(strings, parts)}
  end

  defp take(parts, 0, acc), do: {Enum.reverse(acc), parts}

  defp take([{kind, text} | parts], size, acc) do
    case text do
      <<mine::binary-size(^size), rest::binary>> when rest != "" -> {Enum.reverse([{kind, mine} | acc]), [{kind, rest} | parts]}
      _ -> take(parts, size - byte_size(text), [{kind, text} | acc])
    end
  end

  # Maps

  defp map(fields, value, env) do
    with %{__struct__: name} = struct <- struct_value(fields),
         %{__struct__: ^name} <- value,
         true <- Values.custom?(value) and inspect(struct) != inspect(value) do
      literal(struct, value, env)
    else
      _ -> fields(fields, value, env)
    end
  end

  # The struct that a pattern stands for, if it gives all fields and has no variables.
  defp struct_value(fields) do
    with {:ok, %{__struct__: name} = given} <- fields_value(fields),
         %{} = struct <- blank(name),
         true <- Enum.sort(Map.keys(given)) == Enum.sort(Map.keys(struct)) do
      given
    else
      _ -> nil
    end
  end

  defp fields_value(fields) do
    Enum.reduce_while(fields, {:ok, %{}}, fn {key, value}, {:ok, acc} ->
      with {:ok, key} <- to_value(key), {:ok, value} <- to_value(value) do
        {:cont, {:ok, Map.put(acc, key, value)}}
      else
        _ -> {:halt, :error}
      end
    end)
  end

  defp blank(name) when is_atom(name) do
    if Code.ensure_loaded?(name) and function_exported?(name, :__struct__, 0), do: name.__struct__()
  end

  defp blank(_), do: nil

  defp fields(fields, value, env) do
    value_name = Side.struct_name(value)

    case struct_pattern(fields) do
      {name, fields} ->
        {left_name, right_name} = Values.names(name, value_name)
        {same?, lefts, rights, env} = entries(fields, if(value_name, do: Map.delete(value, :__struct__), else: value), env)
        {same? and name == value_name, {:map, left_name, lefts}, {:map, right_name, rights}, env}

      nil ->
        {same?, lefts, rights, env} = entries(fields, value, env)
        {right_name, rights} = take_name(rights, value_name)
        {same?, {:map, nil, lefts}, {:map, right_name, rights}, env}
    end
  end

  # The name of a struct that exists and has the fields, and the fields without it.
  defp struct_pattern(fields) do
    with {:__struct__, name} <- List.keyfind(fields, :__struct__, 0),
         %{} = struct <- blank(name),
         fields = List.keydelete(fields, :__struct__, 0),
         true <- Enum.all?(fields, fn {key, _} -> not is_atom(key) or is_map_key(struct, key) end) do
      {name, fields}
    else
      _ -> nil
    end
  end

  defp take_name(rights, nil), do: {nil, rights}

  defp take_name(rights, name) do
    {[{:pair, _, node}], rights} = Enum.split_with(rights, &match?({:pair, {:value, :__struct__}, _}, &1))
    {if(match?({:changed, _}, node), do: {:changed, {:value, name}}, else: {:value, name}), rights}
  end

  # What both have comes first.
  defp entries(fields, value, env) do
    {common, missing, rest, env} =
      for {key, quoted, pattern} <- order(fields, env), reduce: {[], [], value, env} do
        {common, missing, rest, env} ->
          case key do
            {:ok, key} when is_map_key(rest, key) ->
              {same?, left, right, env} = diff(pattern, :maps.get(key, rest), env)
              {[{same?, {:pair, quoted, left}, {:pair, {:value, key}, right}} | common], missing, Map.delete(rest, key), env}

            _ ->
              {common, [{:changed, {:pair, quoted, {:code, pattern}}} | missing], rest, env}
          end
      end

    common = Enum.reverse(common)
    others = for {key, value} <- Enum.sort_by(:maps.to_list(rest), &elem(&1, 0)), do: {:pair, {:value, key}, {:value, value}}
    lefts = for({_, left, _} <- common, do: left) ++ Enum.reverse(missing)
    rights = for({_, _, right} <- common, do: right) ++ others
    {missing == [] and Enum.all?(common, &elem(&1, 0)), lefts, rights, env}
  end

  # {{:ok, key} | :error, node of the key, pattern of the value}: first the keys that are pinned, then the others by themselves.
  defp order(fields, env) do
    {pinned, literal} = Enum.split_with(fields, &match?({{:^, _, _}, _}, &1))

    pinned =
      for {{:^, _, [{name, meta, context}]} = pin, pattern} <- pinned do
        {Map.fetch(env.pins, key(name, meta, context)), {:code, pin}, pattern}
      end

    literal =
      for {quoted, pattern} <- literal do
        key = to_value(quoted)
        {key, if(key == :error, do: {:code, quoted}, else: {:value, elem(key, 1)}), pattern}
      end

    pinned ++ Enum.sort_by(literal, &elem(&1, 0))
  end

  # The value of a pattern without variables.
  defp to_value({sign, _, [number]}) when sign in [:+, :-] and is_number(number), do: {:ok, if(sign == :-, do: -number, else: number)}
  defp to_value({left, right}), do: with({:ok, [left, right]} <- to_values([left, right]), do: {:ok, {left, right}})
  defp to_value({:{}, _, args}), do: with({:ok, values} <- to_values(args), do: {:ok, List.to_tuple(values)})

  defp to_value({:%{}, _, fields}) when is_list(fields) do
    if Enum.all?(fields, &match?({_, _}, &1)), do: fields_value(fields), else: :error
  end

  defp to_value({:%, _, [name, {:%{}, _, fields}]}) do
    with %{} = struct <- blank(name), {:ok, given} <- fields_value(fields), do: {:ok, Map.merge(struct, given)}, else: (_ -> :error)
  end

  defp to_value(list) when is_list(list), do: to_values(list)
  defp to_value(tuple) when is_tuple(tuple), do: :error
  defp to_value(literal), do: {:ok, literal}

  defp to_values(list) do
    Enum.reduce_while(Enum.reverse(list), {:ok, []}, fn quoted, {:ok, acc} ->
      case to_value(quoted) do
        {:ok, value} -> {:cont, {:ok, [value | acc]}}
        :error -> {:halt, :error}
      end
    end)
  end

  # Guards

  @connectives [:and, :or, :when]

  defp guard({operator, _, [left, right]}, env) when operator in @connectives do
    {left_holds?, left} = operand(operator, left, env)
    {right_holds?, right} = operand(operator, right, env)

    cond do
      operator == :and -> {left_holds? and right_holds?, {:guard, "and", left, right}}
      left_holds? or right_holds? -> {true, {:guard, Atom.to_string(operator), unmarked(left), unmarked(right)}}
      true -> {false, {:guard, Atom.to_string(operator), left, right}}
    end
  end

  defp guard(guard, env) do
    case holds?(without_marks(guard), env.vars) do
      true -> {true, {:code, guard}}
      false -> {false, changed(guard)}
      # it depends on what the pattern does not know
      nil -> {false, {:code, guard}}
    end
  end

  defp operand(:and, {:or, _, [_, _]} = guard, env), do: parens(guard(guard, env))
  defp operand(_operator, guard, env), do: guard(guard, env)

  defp parens({holds?, node}), do: {holds?, {:parens, node}}

  defp unmarked({:changed, node}), do: unmarked(node)
  defp unmarked({:guard, operator, left, right}), do: {:guard, operator, unmarked(left), unmarked(right)}
  defp unmarked({:parens, node}), do: {:parens, unmarked(node)}
  defp unmarked(node), do: node

  defp without_marks(guard) do
    Macro.prewalk(guard, fn node -> if Side.original(node), do: without_original(node), else: node end)
  end

  defp holds?(guard, vars) do
    {guard, known?} =
      Macro.prewalk(guard, true, fn
        {name, meta, context} = var, known? when is_atom(name) and is_atom(context) ->
          case Map.fetch(vars, key(name, meta, context)) do
            {:ok, value} -> {Macro.escape(value), known?}
            :error -> {var, false}
          end

        node, known? ->
          {node, known?}
      end)

    if known?, do: evaluate(guard)
  end

  # A guard that fails does not hold.
  defp evaluate(guard) do
    {value, _binding} = Code.eval_quoted(guard)
    value == true
  rescue
    _ -> false
  end
end
