defmodule :erl_eval do
  @moduledoc """
  Evaluates expressions in Erlang's abstract format, by walking over them.

  Bindings are an ordered list of pairs or a map, as they are given. Two handlers may see to calls: the *local* one to those of
  functions without a module that Erlang does not know, the *remote* one to all others and to operators; `:none` stands for
  none.

      {:value, fun}  fun.(name, arguments)
      {:eval, fun}   fun.(name, expressions, bindings), which answers {:value, value, bindings}

  The remote handler is a `{:value, fun}`, and what it gets for a name is `{module, name}` or a function.
  """

  # Bindings

  @doc "No bindings."
  def new_bindings, do: :orddict.new()

  @doc "All variables and values, as a list."
  def bindings(bindings) when is_map(bindings), do: :maps.to_list(bindings)
  def bindings(bindings) when is_list(bindings), do: :orddict.to_list(bindings)

  @doc "`{:value, value}` of a variable, or `:unbound`."
  def binding(name, bindings) when is_map(bindings), do: found(:maps.find(name, bindings))
  def binding(name, bindings) when is_list(bindings), do: found(:orddict.find(name, bindings))

  defp found({:ok, value}), do: {:value, value}
  defp found(:error), do: :unbound

  @doc "Binds a variable, anew if need be."
  def add_binding(name, value, bindings) when is_map(bindings), do: :maps.put(name, value, bindings)
  def add_binding(name, value, bindings) when is_list(bindings), do: :orddict.store(name, value, bindings)

  @doc "Forgets a variable."
  def del_binding(name, bindings) when is_map(bindings), do: :maps.remove(name, bindings)
  def del_binding(name, bindings) when is_list(bindings), do: :orddict.erase(name, bindings)

  # Evaluation

  @doc "Evaluates expressions one after the other: `{:value, value, bindings}` of the last."
  def exprs(exprs, bindings), do: exprs(exprs, bindings, :none)
  def exprs(exprs, bindings, local), do: exprs(exprs, bindings, local, :none)

  def exprs(exprs, bindings, local, remote) do
    {value, variables} = body(exprs, variables(bindings), {local, remote})
    {:value, value, given(variables, bindings)}
  end

  @doc "Evaluates an expression: `{:value, value, bindings}`, or the value alone if that is asked for by `:value`."
  def expr(expr, bindings), do: expr(expr, bindings, :none)
  def expr(expr, bindings, local), do: expr(expr, bindings, local, :none)
  def expr(expr, bindings, local, remote), do: expr(expr, bindings, local, remote, :none)

  def expr(expr, bindings, local, remote, answer) do
    {value, variables} = eval(expr, variables(bindings), {local, remote})
    if answer == :value, do: value, else: {:value, value, given(variables, bindings)}
  end

  @doc "Evaluates expressions side by side, none of which sees the variables of another: `{values, bindings}`."
  def expr_list(exprs, bindings), do: expr_list(exprs, bindings, :none)
  def expr_list(exprs, bindings, local), do: expr_list(exprs, bindings, local, :none)

  def expr_list(exprs, bindings, local, remote) do
    {values, variables} = all(exprs, variables(bindings), {local, remote})
    {values, given(variables, bindings)}
  end

  defp variables(bindings), do: :maps.from_list(bindings(bindings))

  defp given(variables, bindings) when is_map(bindings), do: variables
  defp given(variables, bindings), do: :maps.fold(&add_binding/3, bindings, variables)

  defp body([expr], variables, handlers), do: eval(expr, variables, handlers)

  defp body([expr | exprs], variables, handlers) do
    {_value, variables} = eval(expr, variables, handlers)
    body(exprs, variables, handlers)
  end

  defp all(exprs, variables, handlers) do
    :lists.mapfoldl(
      fn expr, after_all ->
        {value, after_one} = eval(expr, variables, handlers)
        {value, merge(after_one, after_all)}
      end,
      variables,
      exprs
    )
  end

  # What two expressions side by side bind must be the same.
  defp merge(some, others) do
    :maps.fold(
      fn name, value, merged ->
        case merged do
          %{^name => ^value} -> merged
          %{^name => other} -> :erlang.error({:badmatch, other})
          _ -> :maps.put(name, value, merged)
        end
      end,
      others,
      some
    )
  end

  # Values

  defp eval({:var, _, name}, variables, _handlers) do
    case variables do
      %{^name => value} -> {value, variables}
      _ -> :erlang.error({:unbound_var, name})
    end
  end

  defp eval({type, _, value}, variables, _handlers) when type in [:integer, :float, :atom, :string, :char], do: {value, variables}
  defp eval({nil, _}, variables, _handlers), do: {[], variables}

  defp eval({:cons, _, head, tail}, variables, handlers) do
    {[head, tail], variables} = all([head, tail], variables, handlers)
    {[head | tail], variables}
  end

  defp eval({:tuple, _, elements}, variables, handlers) do
    {values, variables} = all(elements, variables, handlers)
    {:erlang.list_to_tuple(values), variables}
  end

  defp eval({:map, _, fields}, variables, handlers), do: fields(fields, %{}, variables, variables, handlers)

  defp eval({:map, _, map, fields}, variables, handlers) do
    {map, after_map} = eval(map, variables, handlers)
    is_map(map) || :erlang.error({:badmap, map})
    fields(fields, map, variables, after_map, handlers)
  end

  defp eval({:bin, _, elements}, variables, handlers), do: {binary(elements, variables, handlers), variables}

  defp eval({record, _, name, _}, _variables, _handlers) when record in [:record, :record_index] do
    :erlang.error({:undefined_record, name})
  end

  defp eval({record, _, value, name, _}, variables, handlers) when record in [:record, :record_field] do
    eval(value, variables, handlers)
    :erlang.error({:undefined_record, name})
  end

  # Operators

  defp eval({:op, _, op, left, right}, variables, handlers) when op in [:andalso, :orelse] do
    {value, variables} = eval(left, variables, handlers)

    cond do
      value == (op == :orelse) -> {value, variables}
      is_boolean(value) -> {elem(eval(right, variables, handlers), 0), variables}
      true -> :erlang.error({:badarg, value})
    end
  end

  defp eval({:op, anno, op, left, right}, variables, handlers) do
    {values, variables} = all([left, right], variables, handlers)
    {remote(anno, {:erlang, op}, values, handlers), variables}
  end

  defp eval({:op, anno, op, operand}, variables, handlers) do
    {value, variables} = eval(operand, variables, handlers)
    {remote(anno, {:erlang, op}, [value], handlers), variables}
  end

  # Matches and branches

  defp eval({:match, _, pattern, expr}, variables, handlers) do
    {value, variables} = eval(expr, variables, handlers)

    case :jlixir_erl_match.match(pattern, value, variables, evaluator(handlers)) do
      {:ok, variables} -> {value, variables}
      :nomatch -> :erlang.error({:badmatch, value})
    end
  end

  defp eval({:block, _, exprs}, variables, handlers), do: body(exprs, variables, handlers)

  defp eval({:if, _, clauses}, variables, handlers) do
    chosen(clauses, [], variables, handlers) || :erlang.error(:if_clause)
  end

  defp eval({:case, _, expr, clauses}, variables, handlers) do
    {value, variables} = eval(expr, variables, handlers)
    chosen(clauses, [value], variables, handlers) || :erlang.error({:case_clause, value})
  end

  defp eval({:maybe, _, exprs}, variables, handlers) do
    {_, value, _} = maybe(exprs, variables, handlers)
    {value, variables}
  end

  defp eval({:maybe, _, exprs, {:else, _, clauses}}, variables, handlers) do
    case maybe(exprs, variables, handlers) do
      {:done, value, _} -> {value, variables}
      {:refused, value, _} -> chosen(clauses, [value], variables, handlers) || :erlang.error({:else_clause, value})
    end
  end

  # Failures

  defp eval({:catch, _, expr}, variables, handlers) do
    {elem(eval(expr, variables, handlers), 0), variables}
  catch
    :throw, value -> {value, variables}
    :exit, reason -> {{:EXIT, reason}, variables}
    :error, reason -> {{:EXIT, {reason, __STACKTRACE__}}, variables}
  end

  defp eval({:try, _, exprs, clauses, handled, []}, variables, handlers) do
    attempt(exprs, clauses, handled, variables, handlers)
  end

  defp eval({:try, _, exprs, clauses, handled, last}, variables, handlers) do
    attempt(exprs, clauses, handled, variables, handlers)
  after
    body(last, variables, handlers)
  end

  # Messages

  defp eval({:receive, anno, clauses}, variables, handlers) do
    eval({:receive, anno, clauses, {:atom, anno, :infinity}, []}, variables, handlers)
  end

  defp eval({:receive, _, clauses, timeout, late}, variables, handlers) do
    {timeout, variables} = eval(timeout, variables, handlers)

    matches = fn message ->
      case clause(clauses, [message], variables, variables, handlers) do
        :none -> :nomatch
        found -> found
      end
    end

    case :jlixir_receive.first(matches, timeout) do
      {exprs, variables} -> body(exprs, variables, handlers)
      :timeout -> body(late, variables, handlers)
    end
  end

  # Functions

  defp eval({:fun, _, {:clauses, [{:clause, _, patterns, _, _} | _] = clauses}}, variables, handlers) do
    {closure(length(patterns), &apply_clauses(clauses, &1, variables, handlers)), variables}
  end

  defp eval({:named_fun, _, name, [{:clause, _, patterns, _, _} | _] = clauses}, variables, handlers) do
    {named(name, length(patterns), clauses, variables, handlers), variables}
  end

  defp eval({:fun, anno, {:function, name, arity}}, variables, handlers) do
    if :erl_internal.bif(name, arity) do
      {:erlang.make_fun(:erlang, name, arity), variables}
    else
      {closure(arity, &called(anno, name, &1, variables, handlers)), variables}
    end
  end

  defp eval({:fun, _, {:function, module, name, arity}}, variables, handlers) do
    {[module, name, arity], variables} = all([module, name, arity], variables, handlers)
    {:erlang.make_fun(module, name, arity), variables}
  end

  defp eval({:call, anno, {:remote, _, module, name}, arguments}, variables, handlers) do
    {[module, name | arguments], variables} = all([module, name | arguments], variables, handlers)
    {remote(anno, {module, name}, arguments, handlers), variables}
  end

  defp eval({:call, anno, {:atom, _, name}, arguments}, variables, handlers) do
    if :erl_internal.bif(name, length(arguments)) do
      {arguments, variables} = all(arguments, variables, handlers)
      {remote(anno, {:erlang, name}, arguments, handlers), variables}
    else
      local(anno, name, arguments, variables, handlers)
    end
  end

  defp eval({:call, anno, function, arguments}, variables, handlers) do
    {[function | arguments], variables} = all([function | arguments], variables, handlers)
    {remote(anno, function, arguments, handlers), variables}
  end

  # Comprehensions

  defp eval({:lc, _, element, qualifiers}, variables, handlers) do
    {:lists.reverse(comprehend(qualifiers, element, variables, handlers)), variables}
  end

  defp eval({:bc, anno, element, qualifiers}, variables, handlers) do
    element = if elem(element, 0) == :bin, do: element, else: {:bin, anno, [{:bin_element, anno, element, :default, [:bitstring]}]}
    {:erlang.list_to_bitstring(:lists.reverse(comprehend(qualifiers, element, variables, handlers))), variables}
  end

  defp eval({:mc, anno, {:map_field_assoc, _, key, value}, qualifiers}, variables, handlers) do
    pairs = comprehend(qualifiers, {:tuple, anno, [key, value]}, variables, handlers)
    {:maps.from_list(:lists.reverse(pairs)), variables}
  end

  # The parts of maps and binaries

  defp fields(fields, map, variables, after_all, handlers) do
    :lists.foldl(
      fn {kind, _, key, value}, {map, after_all} ->
        {[key, value], after_one} = all([key, value], variables, handlers)
        {field(kind, key, value, map), merge(after_one, after_all)}
      end,
      {map, after_all},
      fields
    )
  end

  defp field(:map_field_assoc, key, value, map), do: :maps.put(key, value, map)
  defp field(:map_field_exact, key, value, map), do: :maps.update(key, value, map)

  defp binary(elements, variables, handlers) do
    for {value, size, type, sign, endian, unit} <- :jlixir_erl_bits.parts(elements), into: <<>> do
      {value, _} = eval(value, variables, handlers)
      size = if size == :default, do: :default, else: elem(eval(size, variables, handlers), 0)
      bits = :jlixir_erl_bits.bits(size, type, unit)
      # A binary with a size of its own type must be one.
      if type in [:binary, :bitstring] and not is_bitstring(value), do: :erlang.error(:badarg)
      :jlixir_erl_bits.put(value, type, sign, endian, bits)
    end
  end

  # Calls

  defp remote(anno, target, arguments, {_local, {:value, fun}}) do
    cond do
      is_function(target) and :erlang.fun_info(target, :module) == {:module, :erl_eval} -> :erlang.apply(target, arguments)
      is_function(fun, 3) -> fun.(anno, target, arguments)
      true -> fun.(target, arguments)
    end
  end

  defp remote(_anno, {module, name}, arguments, _handlers), do: :erlang.apply(module, name, arguments)
  defp remote(_anno, function, arguments, _handlers), do: :erlang.apply(function, arguments)

  defp local(anno, name, arguments, variables, {{:value, fun}, _remote} = handlers) do
    {arguments, variables} = all(arguments, variables, handlers)
    {if(is_function(fun, 3), do: fun.(anno, name, arguments), else: fun.(name, arguments)), variables}
  end

  defp local(anno, name, arguments, variables, {{:eval, fun}, _remote}) do
    {:value, value, variables} =
      if is_function(fun, 4), do: fun.(anno, name, arguments, variables), else: fun.(name, arguments, variables)

    {value, variables(variables)}
  end

  defp local(_anno, _name, _arguments, _variables, _handlers), do: :erlang.error(:undef)

  # A local function as a value.
  defp called(anno, name, values, _variables, {{:value, fun}, _remote}) do
    if is_function(fun, 3), do: fun.(anno, name, values), else: fun.(name, values)
  end

  defp called(anno, name, values, variables, handlers) do
    arguments = for value <- values, do: :erl_parse.abstract(value)
    elem(local(anno, name, arguments, variables, handlers), 0)
  end

  defp named(name, arity, clauses, variables, handlers) do
    closure(arity, fn arguments ->
      itself = named(name, arity, clauses, variables, handlers)
      apply_clauses(clauses, arguments, :maps.put(name, itself, variables), handlers)
    end)
  end

  # Variables of a function's head are new ones, whatever is around it.
  defp apply_clauses(clauses, arguments, variables, handlers) do
    case clause(clauses, arguments, %{}, variables, handlers) do
      {exprs, variables} -> elem(body(exprs, variables, handlers), 0)
      :none -> :erlang.error(:function_clause)
    end
  end

  defp closure(0, call), do: fn -> call.([]) end
  defp closure(1, call), do: fn a1 -> call.([a1]) end
  defp closure(2, call), do: fn a1, a2 -> call.([a1, a2]) end
  defp closure(3, call), do: fn a1, a2, a3 -> call.([a1, a2, a3]) end
  defp closure(4, call), do: fn a1, a2, a3, a4 -> call.([a1, a2, a3, a4]) end
  defp closure(5, call), do: fn a1, a2, a3, a4, a5 -> call.([a1, a2, a3, a4, a5]) end
  defp closure(6, call), do: fn a1, a2, a3, a4, a5, a6 -> call.([a1, a2, a3, a4, a5, a6]) end
  defp closure(7, call), do: fn a1, a2, a3, a4, a5, a6, a7 -> call.([a1, a2, a3, a4, a5, a6, a7]) end
  defp closure(8, call), do: fn a1, a2, a3, a4, a5, a6, a7, a8 -> call.([a1, a2, a3, a4, a5, a6, a7, a8]) end
  defp closure(9, call), do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9 -> call.([a1, a2, a3, a4, a5, a6, a7, a8, a9]) end
  defp closure(10, call), do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10 -> call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10]) end
  defp closure(11, call), do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11 -> call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11]) end

  defp closure(12, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12 -> call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12]) end

  defp closure(13, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13 -> call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13]) end

  defp closure(14, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14])
    end

  defp closure(15, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15])
    end

  defp closure(16, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16])
    end

  defp closure(17, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17])
    end

  defp closure(18, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18])
    end

  defp closure(19, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19])
    end

  defp closure(20, call),
    do: fn a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20 ->
      call.([a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20])
    end

  defp closure(_arity, _call), do: :erlang.error(:argument_limit)

  # Clauses and guards

  defp chosen(clauses, terms, variables, handlers) do
    case clause(clauses, terms, variables, variables, handlers) do
      {exprs, variables} -> body(exprs, variables, handlers)
      :none -> nil
    end
  end

  @doc "The first clause that takes those terms: `{body, bindings}`, or `:nomatch`."
  def match_clause(clauses, terms, bindings, local) do
    variables = variables(bindings)

    case clause(clauses, terms, variables, variables, {local, :none}) do
      {exprs, variables} -> {exprs, given(variables, bindings)}
      :none -> :nomatch
    end
  end

  # Patterns add to `bound`; all else sees `variables` as well.
  defp clause([{:clause, _, patterns, guard, exprs} | clauses], terms, bound, variables, handlers) do
    with {:ok, found} <- :jlixir_erl_match.match_all(patterns, terms, bound, evaluator(handlers, variables)),
         found = :maps.merge(variables, found),
         true <- guard(guard, found) do
      {exprs, found}
    else
      _ -> clause(clauses, terms, bound, variables, handlers)
    end
  end

  defp clause([], _terms, _bound, _variables, _handlers), do: :none

  defp evaluator(handlers), do: &elem(eval(&1, &2, handlers), 0)
  defp evaluator(handlers, variables), do: &elem(eval(&1, :maps.merge(variables, &2), handlers), 0)

  defp guard([], _variables), do: true
  defp guard(alternatives, variables), do: :lists.any(fn tests -> :lists.all(&holds?(&1, variables), tests) end, alternatives)

  # A test that fails does not hold, but for a variable that is not there.
  defp holds?(test, variables) do
    elem(eval(test, variables, {:none, :none}), 0) === true
  catch
    :error, {:unbound_var, _} = reason -> :erlang.error(reason)
    :error, _ -> false
  end

  defp guard?({:op, _, op, left, right}) do
    (op in [:andalso, :orelse] or :erl_internal.op_type(op, 2) in [:arith, :bool, :comp]) and guard?(left) and guard?(right)
  end

  defp guard?({:op, _, _, operand}), do: guard?(operand)
  defp guard?({:call, _, {:atom, _, name}, arguments}), do: guard?(name, arguments)
  defp guard?({:call, _, {:remote, _, {:atom, _, :erlang}, {:atom, _, name}}, arguments}), do: guard?(name, arguments)
  defp guard?({:cons, _, head, tail}), do: guard?(head) and guard?(tail)
  defp guard?({:tuple, _, elements}), do: :lists.all(&guard?/1, elements)
  defp guard?({:map, _, fields}), do: :lists.all(fn {_, _, key, value} -> guard?(key) and guard?(value) end, fields)
  defp guard?({:bin, _, elements}), do: :lists.all(fn {_, _, value, _, _} -> guard?(value) end, elements)
  defp guard?(simple), do: elem(simple, 0) in [:var, :integer, :float, :atom, :string, :char, nil]

  defp guard?(name, arguments) do
    :erl_internal.guard_bif(name, length(arguments)) and :lists.all(&guard?/1, arguments)
  end

  # try and maybe

  defp attempt(exprs, clauses, handled, variables, handlers) do
    try do
      {:value, body(exprs, variables, handlers)}
    catch
      kind, reason -> {:caught, kind, reason, __STACKTRACE__}
    end
    |> case do
      {:value, result} when clauses == [] ->
        result

      {:value, {value, variables}} ->
        chosen(clauses, [value], variables, handlers) || :erlang.error({:try_clause, value})

      {:caught, kind, reason, stack} ->
        chosen(handled, [{kind, reason, stack}], variables, handlers) || :erlang.raise(kind, reason, stack)
    end
  end

  defp maybe([{:maybe_match, _, pattern, expr} | exprs], variables, handlers) do
    {value, variables} = eval(expr, variables, handlers)

    case :jlixir_erl_match.match(pattern, value, variables, evaluator(handlers)) do
      {:ok, variables} -> maybe(exprs, value, variables, handlers)
      :nomatch -> {:refused, value, variables}
    end
  end

  defp maybe([expr | exprs], variables, handlers) do
    {value, variables} = eval(expr, variables, handlers)
    maybe(exprs, value, variables, handlers)
  end

  defp maybe([], value, variables, _handlers), do: {:done, value, variables}
  defp maybe(exprs, _value, variables, handlers), do: maybe(exprs, variables, handlers)

  # What the qualifiers make of the element, last first.

  defp comprehend(qualifiers, element, variables, handlers) do
    qualified(qualifiers, variables, handlers, [], fn variables, made -> [elem(eval(element, variables, handlers), 0) | made] end)
  end

  defp qualified([], variables, _handlers, made, add), do: add.(variables, made)

  defp qualified([{:generate, _, pattern, source} | rest], variables, handlers, made, add) do
    generate(elem(eval(source, variables, handlers), 0), pattern, rest, variables, handlers, made, add)
  end

  defp qualified([{:b_generate, _, {:bin, _, elements}, source} | rest], variables, handlers, made, add) do
    case elem(eval(source, variables, handlers), 0) do
      bits when is_bitstring(bits) -> generate_bits(bits, elements, rest, variables, handlers, made, add)
      other -> :erlang.error({:bad_generator, other})
    end
  end

  defp qualified([{:m_generate, anno, {:map_field_exact, _, key, value}, source} | rest], variables, handlers, made, add) do
    case elem(eval(source, variables, handlers), 0) do
      map when is_map(map) -> generate(:maps.to_list(map), {:tuple, anno, [key, value]}, rest, variables, handlers, made, add)
      other -> :erlang.error({:bad_generator, other})
    end
  end

  defp qualified([filter | rest], variables, handlers, made, add) do
    holds = if guard?(filter), do: holds?(filter, variables), else: elem(eval(filter, variables, handlers), 0)

    case holds do
      true -> qualified(rest, variables, handlers, made, add)
      false -> made
      other -> :erlang.error({:bad_filter, other})
    end
  end

  defp generate([term | terms], pattern, rest, variables, handlers, made, add) do
    made =
      case :jlixir_erl_match.match(pattern, term, %{}, evaluator(handlers, variables)) do
        {:ok, found} -> qualified(rest, :maps.merge(variables, found), handlers, made, add)
        :nomatch -> made
      end

    generate(terms, pattern, rest, variables, handlers, made, add)
  end

  defp generate([], _pattern, _rest, _variables, _handlers, made, _add), do: made
  defp generate(other, _pattern, _rest, _variables, _handlers, _made, _add), do: :erlang.error({:bad_generator, other})

  defp generate_bits(bits, elements, rest, variables, handlers, made, add) do
    case :jlixir_erl_match.prefix(elements, bits, %{}, evaluator(handlers, variables)) do
      {:ok, found, others} ->
        made = qualified(rest, :maps.merge(variables, found), handlers, made, add)
        generate_bits(others, elements, rest, variables, handlers, made, add)

      {:nomatch, others} ->
        generate_bits(others, elements, rest, variables, handlers, made, add)

      :none ->
        made
    end
  end

  # Constants

  @doc "The value of an expression of nothing but operators and simple values, in abstract format; any other as it is."
  def partial_eval(expr) when elem(expr, 0) == :op do
    :erl_parse.abstract(constant(expr), elem(expr, 1))
  catch
    _, _ -> expr
  end

  def partial_eval(expr), do: expr

  defp constant({:op, _, op, left, right}) do
    if :erl_internal.op_type(op, 2) in [:arith, :bool, :comp],
      do: :erlang.apply(:erlang, op, [constant(left), constant(right)]),
      else: throw(op)
  end

  defp constant({:op, _, op, operand}), do: :erlang.apply(:erlang, op, [constant(operand)])
  defp constant({type, _, value}) when type in [:integer, :float, :char, :atom], do: value
end
