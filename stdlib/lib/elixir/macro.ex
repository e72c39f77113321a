defmodule Macro do
  @moduledoc """
  Functions on quoted code.

  Quoted code consists of literals (atoms, numbers, strings, lists, two-element tuples) and of calls and variables
  `{name, metadata, arguments_or_context}`.
  """

  import Kernel, except: [to_string: 1]

  @typedoc "Quoted code."
  @type t :: input
  @type input :: input_expr | {input, input} | [input] | atom | number | binary
  @typep input_expr :: {input_expr | atom, metadata, atom | [input]}
  @type output :: term
  @type metadata :: keyword
  @type captured_remote_function :: (... -> any)

  # Construction

  @doc """
  A variable with a hygiene context.

      iex> Macro.var(:x, nil)
      {:x, [], nil}

  """
  @spec var(var, context) :: {var, [], context} when var: atom, context: atom
  def var(var, context) when is_atom(var) and is_atom(context), do: {var, [], context}

  @doc """
  A variable that clashes with no other.

      iex> {:x, [counter: _], Foo} = Macro.unique_var(:x, Foo)
      iex> Macro.unique_var(:x, Foo) == Macro.unique_var(:x, Foo)
      false

  """
  @doc since: "1.11.3"
  @spec unique_var(var, context) :: {var, [counter: integer], context} when var: atom, context: atom
  def unique_var(var, context) when is_atom(var) and is_atom(context) do
    {var, [counter: :jlixir_macro.unique_counter()], context}
  end

  @doc """
  The variables `arg1` to `argN` for the arguments of a definition.

      iex> Macro.generate_arguments(2, Foo)
      [{:arg1, [], Foo}, {:arg2, [], Foo}]

  """
  @doc since: "1.5.0"
  @spec generate_arguments(0, context :: atom) :: []
  @spec generate_arguments(pos_integer, context) :: [{atom, [], context}, ...] when context: atom
  def generate_arguments(amount, context), do: generate_arguments(amount, context, &var/2)

  @doc """
  Like `generate_arguments/2`, with unique variables.

      iex> length(Macro.generate_unique_arguments(2, nil))
      2

  """
  @doc since: "1.11.3"
  @spec generate_unique_arguments(0, context :: atom) :: []
  @spec generate_unique_arguments(pos_integer, context) :: [{atom, [counter: integer], context}, ...]
        when context: atom
  def generate_unique_arguments(amount, context), do: generate_arguments(amount, context, &unique_var/2)

  defp generate_arguments(0, context, _fun) when is_atom(context), do: []

  defp generate_arguments(amount, context, fun) when is_integer(amount) and amount > 0 and is_atom(context) do
    arguments(1, amount, context, fun)
  end

  defp arguments(number, amount, _context, _fun) when number > amount, do: []

  defp arguments(number, amount, context, fun) do
    name = :erlang.binary_to_atom("arg" <> :erlang.integer_to_binary(number))
    [fun.(name, context) | arguments(number + 1, amount, context, fun)]
  end

  @doc """
  Applies `fun` to the metadata of a call or variable; other code is returned as it is.

      iex> Macro.update_meta({:x, [line: 1], nil}, fn meta -> Keyword.delete(meta, :line) end)
      {:x, [], nil}

  """
  @spec update_meta(t, (keyword -> keyword)) :: t
  def update_meta(quoted, fun)
  def update_meta({left, meta, right}, fun) when is_list(meta), do: {left, fun.(meta), right}
  def update_meta(other, _fun), do: other

  # Pipes

  @doc """
  The steps of a pipe, each with the position at which it takes the value before.

      iex> Macro.unpipe({:|>, [], [1, {:f, [], []}]})
      [{1, 0}, {{:f, [], []}, 0}]

  """
  @spec unpipe(t) :: [{t, non_neg_integer}]
  def unpipe(expr), do: :lists.reverse(unpipe(expr, []))

  defp unpipe({:|>, _, [left, right]}, acc), do: unpipe(right, unpipe(left, acc))
  defp unpipe(other, acc), do: [{other, 0} | acc]

  @doc """
  Puts `expr` among the arguments of a call.

      iex> Macro.to_string(Macro.pipe(1, quote(do: f(2)), 0))
      "f(1, 2)"

  """
  @spec pipe(t, t, integer) :: t
  def pipe(expr, call_args, position)

  def pipe(expr, {:&, _, _} = call, _position), do: bad_pipe(expr, call)

  def pipe(expr, {container, _, _} = call, _position) when container in [:{}, :%, :%{}, :<<>>, :__aliases__] do
    bad_pipe(expr, call)
  end

  def pipe(expr, {:fn, _, _}, _position) do
    raise ArgumentError,
          "cannot pipe #{to_string(expr)} into an anonymous function without calling the function; use Kernel.then/2 " <>
            "instead or define the anonymous function as a regular private function"
  end

  def pipe(expr, {:unquote, _, []}, _position) do
    raise ArgumentError,
          "cannot pipe #{to_string(expr)} into the special form unquote/1 since unquote/1 is used to build the Elixir " <>
            "AST itself"
  end

  def pipe(expr, {call, meta, context}, position) when is_atom(context), do: {call, meta, insert_at([], position, expr)}

  def pipe(_expr, {operator, _, [operand]} = call, _position) when operator in [:+, :-] do
    raise ArgumentError,
          "piping into a unary operator is not supported, please use the qualified name: " <>
            "Kernel.#{operator}(#{to_string(operand)}), instead of #{to_string(call)}"
  end

  def pipe(expr, {{:., access_meta, [Access, :get]}, meta, [first, second]} = call, position) do
    if Keyword.get(meta, :from_brackets, Keyword.get(access_meta, :from_brackets, false)) do
      raise ArgumentError, """
      wrong operator precedence when piping into bracket-based access

       Instead of:

           #{to_string(expr)} |> #{to_string(call)}

       You should write:

           (#{to_string(expr)} |> #{to_string(first)})[#{to_string(second)}]
      """
    else
      {{:., access_meta, [Access, :get]}, meta, insert_at([first, second], position, expr)}
    end
  end

  def pipe(expr, {name, meta, args} = call, position) when is_list(args) do
    if is_atom(name) and args != [] and operator?(name, length(args)) do
      takes = if operator?(name, 1), do: "one argument", else: "two arguments"

      raise ArgumentError,
            "cannot pipe #{to_string(expr)} into #{to_string(call)}, the #{inspect(name)} operator can only take #{takes}"
    end

    {name, meta, insert_at(args, position, expr)}
  end

  def pipe(expr, other, _position), do: bad_pipe(expr, other)

  defp insert_at(args, position, expr) when position < 0, do: List.insert_at(args, position, expr)
  defp insert_at(args, 0, expr), do: [expr | args]
  defp insert_at([head | tail], position, expr), do: [head | insert_at(tail, position - 1, expr)]
  defp insert_at([], _position, expr), do: [expr]

  @spec bad_pipe(t, t) :: no_return
  defp bad_pipe(expr, call) do
    raise ArgumentError,
          "cannot pipe #{to_string(expr)} into #{to_string(call)}, can only pipe into local calls foo(), remote calls " <>
            "Foo.bar() or anonymous function calls foo.()"
  end

  # Walking

  @doc """
  Walks through quoted code, calling `pre` on the way in and `post` on the way out, with an accumulator.

      iex> Macro.traverse({:f, [], [1, 2]}, 0, &{&1, &2}, fn node, n -> {node, n + 1} end)
      {{:f, [], [1, 2]}, 3}

  """
  @spec traverse(t, acc, (t, acc -> {t, acc}), (t, acc -> {t, acc})) :: {t, acc} when acc: any
  def traverse(ast, acc, pre, post) when is_function(pre, 2) and is_function(post, 2) do
    {ast, acc} = pre.(ast, acc)
    walk_inside(ast, acc, pre, post)
  end

  defp walk_inside({form, meta, args}, acc, pre, post) when is_atom(form) do
    {args, acc} = walk_args(args, acc, pre, post)
    post.({form, meta, args}, acc)
  end

  defp walk_inside({form, meta, args}, acc, pre, post) do
    {form, acc} = pre.(form, acc)
    {form, acc} = walk_inside(form, acc, pre, post)
    {args, acc} = walk_args(args, acc, pre, post)
    post.({form, meta, args}, acc)
  end

  defp walk_inside({left, right}, acc, pre, post) do
    {left, acc} = pre.(left, acc)
    {left, acc} = walk_inside(left, acc, pre, post)
    {right, acc} = pre.(right, acc)
    {right, acc} = walk_inside(right, acc, pre, post)
    post.({left, right}, acc)
  end

  defp walk_inside(list, acc, pre, post) when is_list(list) do
    {list, acc} = walk_args(list, acc, pre, post)
    post.(list, acc)
  end

  defp walk_inside(other, acc, _pre, post), do: post.(other, acc)

  defp walk_args([head | tail], acc, pre, post) do
    {head, acc} = pre.(head, acc)
    {head, acc} = walk_inside(head, acc, pre, post)
    {tail, acc} = walk_args(tail, acc, pre, post)
    {[head | tail], acc}
  end

  defp walk_args(other, acc, _pre, _post), do: {other, acc}

  @doc """
  Rewrites quoted code from the outside in.

      iex> Macro.prewalk({:f, [], [1]}, fn n when is_integer(n) -> n + 1; other -> other end)
      {:f, [], [2]}

  """
  @spec prewalk(t, (t -> t)) :: t
  def prewalk(ast, fun) when is_function(fun, 1), do: prewalk_node(fun.(ast), fun)

  defp prewalk_node({form, meta, args}, fun) when is_atom(form), do: {form, meta, prewalk_args(args, fun)}
  defp prewalk_node({form, meta, args}, fun), do: {prewalk_node(fun.(form), fun), meta, prewalk_args(args, fun)}
  defp prewalk_node({left, right}, fun), do: {prewalk_node(fun.(left), fun), prewalk_node(fun.(right), fun)}
  defp prewalk_node(list, fun) when is_list(list), do: prewalk_args(list, fun)
  defp prewalk_node(other, _fun), do: other

  defp prewalk_args([head | tail], fun), do: [prewalk_node(fun.(head), fun) | prewalk_args(tail, fun)]
  defp prewalk_args(other, _fun), do: other

  @doc """
  Like `prewalk/2`, with an accumulator.

      iex> Macro.prewalk([1, 2], 0, fn node, n -> {node, n + 1} end)
      {[1, 2], 3}

  """
  @spec prewalk(t, acc, (t, acc -> {t, acc})) :: {t, acc} when acc: any
  def prewalk(ast, acc, fun) when is_function(fun, 2), do: traverse(ast, acc, fun, fn node, acc -> {node, acc} end)

  @doc """
  Rewrites quoted code from the inside out.

      iex> Macro.postwalk({:f, [], [1]}, fn n when is_integer(n) -> n + 1; other -> other end)
      {:f, [], [2]}

  """
  @spec postwalk(t, (t -> t)) :: t
  def postwalk(ast, fun) when is_function(fun, 1), do: postwalk_node(ast, fun)

  defp postwalk_node({form, meta, args}, fun) when is_atom(form), do: fun.({form, meta, postwalk_args(args, fun)})
  defp postwalk_node({form, meta, args}, fun), do: fun.({postwalk_node(form, fun), meta, postwalk_args(args, fun)})
  defp postwalk_node({left, right}, fun), do: fun.({postwalk_node(left, fun), postwalk_node(right, fun)})
  defp postwalk_node(list, fun) when is_list(list), do: fun.(postwalk_args(list, fun))
  defp postwalk_node(other, fun), do: fun.(other)

  defp postwalk_args([head | tail], fun), do: [postwalk_node(head, fun) | postwalk_args(tail, fun)]
  defp postwalk_args(other, _fun), do: other

  @doc """
  Like `postwalk/2`, with an accumulator.

      iex> Macro.postwalk([1, 2], 0, fn node, n -> {node, n + 1} end)
      {[1, 2], 3}

  """
  @spec postwalk(t, acc, (t, acc -> {t, acc})) :: {t, acc} when acc: any
  def postwalk(ast, acc, fun) when is_function(fun, 2), do: traverse(ast, acc, fn node, acc -> {node, acc} end, fun)

  @doc """
  An enumerable of all nodes, parents first.

      iex> Enum.to_list(Macro.prewalker({:f, [], [1]}))
      [{:f, [], [1]}, 1]

  """
  @doc since: "1.13.0"
  @spec prewalker(t) :: Enumerable.t()
  def prewalker(ast) do
    Stream.unfold([ast], fn
      [] -> nil
      [node | rest] -> {node, children(node) ++ rest}
    end)
  end

  @doc """
  An enumerable of all nodes, children first.

      iex> Enum.to_list(Macro.postwalker({:f, [], [1]}))
      [1, {:f, [], [1]}]

  """
  @doc since: "1.13.0"
  @spec postwalker(t) :: Enumerable.t()
  def postwalker(ast) do
    Stream.unfold([{:enter, ast}], &next_postwalked/1)
  end

  defp next_postwalked([]), do: nil
  defp next_postwalked([{:leave, node} | rest]), do: {node, rest}

  defp next_postwalked([{:enter, node} | rest]) do
    next_postwalked(:lists.foldr(&[{:enter, &1} | &2], [{:leave, node} | rest], children(node)))
  end

  defp children({form, _, args}) when is_atom(form) and is_list(args), do: args
  defp children({form, _, args}) when is_atom(form) and is_atom(args), do: []
  defp children({form, _, args}) when is_list(args), do: [form | args]
  defp children({form, _, _}), do: [form]
  defp children({left, right}), do: [left, right]
  defp children(list) when is_list(list), do: list
  defp children(_), do: []

  @doc """
  The nodes from the first for which `fun` is truthy up to the root, or `nil`.

      iex> Macro.path([1, {2, 3}], &(&1 == 3))
      [3, {2, 3}, [1, {2, 3}]]

  """
  @doc since: "1.14.0"
  @spec path(t, (t -> as_boolean(term))) :: [t] | nil
  def path(ast, fun) when is_function(fun, 1), do: path(ast, [], fun)

  defp path(node, above, fun) do
    here = [node | above]

    if fun.(node) do
      here
    else
      path_in(children(node), here, fun)
    end
  end

  defp path_in([child | rest], above, fun), do: path(child, above, fun) || path_in(rest, above, fun)
  defp path_in([], _above, _fun), do: nil

  # Questions

  @doc """
  Name and arguments of a call, with the receiver for a remote one; `:error` for what is no call.

      iex> Macro.decompose_call({:f, [], [1]})
      {:f, [1]}
      iex> Macro.decompose_call(1)
      :error

  """
  @spec decompose_call(t) :: {atom, [t]} | {t, atom, [t]} | :error
  def decompose_call(ast)

  def decompose_call({:{}, _, args}) when is_list(args), do: :error

  def decompose_call({{:., _, [remote, function]}, _, args})
      when is_tuple(remote) or is_atom(remote),
      do: {remote, function, args}

  def decompose_call({name, _, args}) when is_atom(name) and is_atom(args), do: {name, []}
  def decompose_call({name, _, args}) when is_atom(name) and is_list(args), do: {name, args}
  def decompose_call(_), do: :error

  @doc """
  `:ok` for valid quoted code, otherwise what is wrong in it.

      iex> Macro.validate({:f, [], [1]})
      :ok
      iex> Macro.validate([1, %{}])
      {:error, %{}}

  """
  @spec validate(term) :: :ok | {:error, term}
  def validate(expr) do
    find_invalid(expr) || :ok
  end

  defp find_invalid({left, right}), do: find_invalid(left) || find_invalid(right)

  defp find_invalid({left, meta, right} = node) when is_list(meta) and (is_atom(right) or is_list(right)) do
    valid_head =
      case left do
        left when is_atom(left) -> nil
        {_, _, _} -> find_invalid(left)
        _ -> {:error, node}
      end

    valid_head || if(is_list(right), do: find_invalid(right))
  end

  defp find_invalid([head | tail]) when is_list(tail), do: find_invalid(head) || find_invalid(tail)
  defp find_invalid([_ | tail] = list) when not is_list(tail), do: {:error, list}
  defp find_invalid([]), do: nil
  defp find_invalid(pid) when is_pid(pid), do: nil
  defp find_invalid(atom) when is_atom(atom), do: nil
  defp find_invalid(number) when is_number(number), do: nil
  defp find_invalid(binary) when is_binary(binary), do: nil

  defp find_invalid(fun) when is_function(fun) do
    if :erlang.fun_info(fun, :type) == {:type, :external} and :erlang.fun_info(fun, :env) == {:env, []} do
      nil
    else
      {:error, fun}
    end
  end

  defp find_invalid(other), do: {:error, other}

  @doc """
  True for code that is a literal: its value is known without evaluation.

      iex> Macro.quoted_literal?({1, [:a]})
      true
      iex> Macro.quoted_literal?({:x, [], nil})
      false

  """
  @doc since: "1.7.0"
  @spec quoted_literal?(t) :: boolean
  def quoted_literal?(term)

  def quoted_literal?({:__aliases__, _, args}), do: :lists.all(&quoted_literal?/1, args)
  def quoted_literal?({:%, _, [left, right]}), do: quoted_literal?(left) and quoted_literal?(right)
  def quoted_literal?({:%{}, _, args}), do: :lists.all(&quoted_literal?/1, args)
  def quoted_literal?({:{}, _, args}), do: :lists.all(&quoted_literal?/1, args)
  def quoted_literal?({:<<>>, _, args}), do: :lists.all(&literal_segment?/1, args)
  def quoted_literal?({:__MODULE__, _, context}) when is_atom(context), do: true
  def quoted_literal?({operator, _, [value]}) when operator in [:+, :-], do: is_number(value)
  def quoted_literal?({left, right}), do: quoted_literal?(left) and quoted_literal?(right)
  def quoted_literal?(list) when is_list(list), do: :lists.all(&quoted_literal?/1, list)
  def quoted_literal?(term), do: is_atom(term) or is_number(term) or is_binary(term) or is_function(term)

  @segment_modifiers [
    :integer, :float, :binary, :bytes, :bitstring, :bits, :utf8, :utf16, :utf32, :big, :little, :native, :signed, :unsigned
  ]

  defp literal_segment?({:"::", _, [value, modifiers]}), do: quoted_literal?(value) and literal_modifiers?(modifiers)
  defp literal_segment?(value), do: quoted_literal?(value)

  defp literal_modifiers?({operator, _, [left, right]}) when operator in [:-, :*] do
    literal_modifiers?(left) and literal_modifiers?(right)
  end

  defp literal_modifiers?({name, _, [value]}) when name in [:size, :unit], do: is_integer(value)
  defp literal_modifiers?({name, _, context}) when is_atom(context), do: name in @segment_modifiers
  defp literal_modifiers?({name, _, []}), do: name in @segment_modifiers
  defp literal_modifiers?(value), do: is_integer(value)

  @variadic_forms [:->, :{}, :%{}, :<<>>, :__block__, :__aliases__, :__cursor__, :fn, :for, :with, :super]

  @doc """
  True for a special form of that arity.

      iex> Macro.special_form?(:case, 2)
      true

  """
  @doc since: "1.7.0"
  @spec special_form?(atom, arity) :: boolean
  def special_form?(name, arity) when is_atom(name) and is_integer(arity) do
    name in @variadic_forms or special_form(name, arity)
  end

  defp special_form(name, 0), do: name in [:__CALLER__, :__DIR__, :__ENV__, :__MODULE__, :__STACKTRACE__]

  defp special_form(name, 1) do
    name in [:&, :^, :cond, :receive, :try, :unquote, :unquote_splicing, :alias, :import, :quote, :require]
  end

  defp special_form(name, 2), do: name in [:%, :., :"::", :=, :|, :alias, :case, :import, :quote, :require]
  defp special_form(_name, _arity), do: false

  @doc """
  True for an operator of that arity.

      iex> Macro.operator?(:+, 2)
      true
      iex> Macro.operator?(:foo, 2)
      false

  """
  @doc since: "1.7.0"
  @spec operator?(atom, arity) :: boolean
  def operator?(name, arity)
  def operator?(:"..//", 3), do: true
  def operator?(name, 2) when is_atom(name), do: name == :. or Code.Identifier.binary_op(name) != :error
  def operator?(name, 1) when is_atom(name), do: Code.Identifier.unary_op(name) != :error
  def operator?(name, 0) when is_atom(name), do: name in [:.., :...]
  def operator?(name, arity) when is_atom(name) and is_integer(arity), do: false

  # Atoms

  @doc """
  How an atom is written: `:alias`, `:identifier`, `:unquoted` (after a colon without quotes) or `:quoted`.

      iex> Macro.classify_atom(:foo)
      :identifier
      iex> Macro.classify_atom(:"a b")
      :quoted

  """
  @doc since: "1.14.0"
  @spec classify_atom(atom) :: :alias | :identifier | :quoted | :unquoted
  def classify_atom(atom) when is_atom(atom), do: Code.Identifier.classify(:erlang.atom_to_binary(atom))

  @doc """
  The text of an atom as a literal, as a key of a keyword list, or as the name in a remote call.

      iex> Macro.inspect_atom(:literal, :"a b")
      ":\\"a b\\""
      iex> Macro.inspect_atom(:key, :a)
      "a:"
      iex> Macro.inspect_atom(:remote_call, :"a b")
      "\\"a b\\""

  """
  @doc since: "1.14.0"
  @spec inspect_atom(:literal | :key | :remote_call, atom, keyword) :: binary
  def inspect_atom(source_format, atom, opts \\ [])

  def inspect_atom(:literal, atom, _opts) when is_nil(atom) or is_boolean(atom), do: :erlang.atom_to_binary(atom)

  def inspect_atom(:literal, atom, opts) when is_atom(atom) do
    text = :erlang.atom_to_binary(atom)

    case Code.Identifier.classify(text) do
      :alias ->
        case text do
          "Elixir.Elixir" <> _ -> text
          "Elixir." <> rest -> rest
          "Elixir" -> "Elixir"
        end

      :quoted ->
        ":" <> quoted(text, opts)

      _ ->
        ":" <> text
    end
  end

  def inspect_atom(:key, atom, opts) when is_atom(atom) do
    text = :erlang.atom_to_binary(atom)

    case Code.Identifier.classify(text) do
      class when class in [:alias, :quoted] -> quoted(text, opts) <> ":"
      _ -> text <> ":"
    end
  end

  def inspect_atom(:remote_call, atom, opts) when is_atom(atom) do
    text = :erlang.atom_to_binary(atom)

    if Code.Identifier.classify(text) == :identifier or callable_operator?(atom) do
      text
    else
      quoted(text, opts)
    end
  end

  defp callable_operator?(atom) do
    atom not in [:.., :..., :"..//", :.] and (operator?(atom, 1) or operator?(atom, 2))
  end

  defp quoted(text, opts) do
    case Keyword.fetch(opts, :escape) do
      {:ok, escape} -> IO.iodata_to_binary([?", escape.(text, ?"), ?"])
      :error -> inspect(text, binaries: :as_strings, printable_limit: :infinity)
    end
  end

  # Names

  @doc """
  Turns a path or snake case into camel case. For names of code, not for text.

      iex> Macro.camelize("foo_bar")
      "FooBar"

  """
  @spec camelize(String.t()) :: String.t()
  def camelize(string)
  def camelize(""), do: ""
  def camelize(<<?_, rest::binary>>), do: camelize(rest)
  def camelize(<<char, rest::binary>>), do: camelize(rest, <<upper(char)>>)

  defp camelize(<<?_, ?_, rest::binary>>, acc), do: camelize(<<?_, rest::binary>>, acc)

  defp camelize(<<?_, char, rest::binary>>, acc) when char in ?a..?z or char in ?0..?9 do
    camelize(rest, <<acc::binary, upper(char)>>)
  end

  defp camelize(<<?_>>, acc), do: acc
  defp camelize(<<?/, rest::binary>>, acc), do: <<acc::binary, ?., camelize(rest)::binary>>
  defp camelize(<<char, rest::binary>>, acc), do: camelize(rest, <<acc::binary, char>>)
  defp camelize(<<>>, acc), do: acc

  @doc """
  Turns camel case into snake case, modules into paths. For names of code, not for text.

      iex> Macro.underscore("FooBar")
      "foo_bar"
      iex> Macro.underscore(Foo.BarBaz)
      "foo/bar_baz"

  """
  @spec underscore(module | atom | String.t()) :: String.t()
  def underscore(atom_or_string)

  def underscore(atom) when is_atom(atom) do
    case :erlang.atom_to_binary(atom) do
      "Elixir." <> rest -> underscore(rest)
      other -> underscore(other)
    end
  end

  def underscore(""), do: ""
  def underscore(<<char, rest::binary>>), do: underscore(rest, char, <<lower(char)>>)

  defp underscore(<<?., char, rest::binary>>, _before, acc), do: underscore(rest, char, <<acc::binary, ?/, lower(char)>>)

  defp underscore(<<char, rest::binary>>, before, acc) when char in ?A..?Z do
    case new_word?(before, rest) do
      true -> underscore(rest, char, <<acc::binary, ?_, lower(char)>>)
      false -> underscore(rest, char, <<acc::binary, lower(char)>>)
    end
  end

  defp underscore(<<char, rest::binary>>, _before, acc), do: underscore(rest, char, <<acc::binary, char>>)
  defp underscore(<<>>, _before, acc), do: acc

  # Inside a run of capitals a new word starts where a small letter follows.
  defp new_word?(before, <<next, _::binary>>) when before in ?A..?Z, do: next in ?a..?z
  defp new_word?(before, _rest) when before in ?A..?Z, do: false
  defp new_word?(before, _rest), do: before != ?_ and before != ?/

  defp upper(char) when char in ?a..?z, do: char - 32
  defp upper(char), do: char

  defp lower(char) when char in ?A..?Z, do: char + 32
  defp lower(char), do: char

  # Strings

  @doc """
  Replaces the escapes of a string as the compiler does; `fun` decides what each escape means.

      iex> Macro.unescape_string("a\\\\nb")
      "a\\nb"

  """
  @spec unescape_string(String.t(), (non_neg_integer | atom -> non_neg_integer | boolean)) :: String.t()
  def unescape_string(string, fun \\ &unescape_default/1) when is_binary(string) do
    case :binary.match(string, "\\") do
      :nomatch -> string
      _ -> unescape(string, fun, <<>>)
    end
  end

  defp unescape_default(:newline), do: true
  defp unescape_default(:unicode), do: true
  defp unescape_default(:hex), do: true
  defp unescape_default(?0), do: 0
  defp unescape_default(?a), do: 7
  defp unescape_default(?b), do: ?\b
  defp unescape_default(?d), do: 127
  defp unescape_default(?e), do: 27
  defp unescape_default(?f), do: ?\f
  defp unescape_default(?n), do: ?\n
  defp unescape_default(?r), do: ?\r
  defp unescape_default(?s), do: 32
  defp unescape_default(?t), do: ?\t
  defp unescape_default(?v), do: ?\v
  defp unescape_default(char), do: char

  defp unescape(<<?\\, ?\r, ?\n, rest::binary>>, fun, acc) do
    if fun.(:newline), do: unescape(rest, fun, acc), else: unescape(rest, fun, <<acc::binary, ?\\, ?\r, ?\n>>)
  end

  defp unescape(<<?\\, ?\n, rest::binary>>, fun, acc) do
    if fun.(:newline), do: unescape(rest, fun, acc), else: unescape(rest, fun, <<acc::binary, ?\\, ?\n>>)
  end

  defp unescape(<<?\\, ?x, rest::binary>>, fun, acc) do
    if fun.(:hex), do: unescape_hex(rest, fun, acc), else: unescape(rest, fun, <<acc::binary, ?\\, ?x>>)
  end

  defp unescape(<<?\\, ?u, rest::binary>>, fun, acc) do
    if fun.(:unicode), do: unescape_unicode(rest, fun, acc), else: unescape(rest, fun, <<acc::binary, ?\\, ?u>>)
  end

  defp unescape(<<?\\, char::utf8, rest::binary>>, fun, acc) do
    case fun.(char) do
      false -> unescape(rest, fun, <<acc::binary, ?\\, char::utf8>>)
      value when is_integer(value) -> unescape(rest, fun, <<acc::binary, value::utf8>>)
    end
  end

  defp unescape(<<?\\>>, _fun, _acc), do: raise(ArgumentError, "invalid escape \\ at end of string")
  defp unescape(<<char, rest::binary>>, fun, acc), do: unescape(rest, fun, <<acc::binary, char>>)
  defp unescape(<<>>, _fun, acc), do: acc

  defp unescape_hex(<<high, low, rest::binary>>, fun, acc) do
    case {hex(high), hex(low)} do
      {high, low} when is_integer(high) and is_integer(low) -> unescape(rest, fun, <<acc::binary, high * 16 + low>>)
      _ -> bad_hex("x")
    end
  end

  defp unescape_hex(_rest, _fun, _acc), do: bad_hex("x")

  defp unescape_unicode(<<?{, rest::binary>>, fun, acc) do
    case :binary.split(rest, "}") do
      [digits, rest] when byte_size(digits) in 1..6 -> put_code_point(digits, rest, fun, acc)
      _ -> bad_unicode()
    end
  end

  defp unescape_unicode(<<digits::binary-size(4), rest::binary>>, fun, acc), do: put_code_point(digits, rest, fun, acc)
  defp unescape_unicode(_rest, _fun, _acc), do: bad_unicode()

  defp put_code_point(digits, rest, fun, acc) do
    case parse_hex(digits, 0) do
      :error ->
        bad_unicode()

      code when code in 0xD800..0xDFFF or code > 0x10FFFF ->
        raise ArgumentError, "invalid or reserved Unicode code point \\u{#{digits}}. Syntax error after: \\u"

      code ->
        unescape(rest, fun, <<acc::binary, code::utf8>>)
    end
  end

  defp parse_hex(<<char, rest::binary>>, acc) do
    case hex(char) do
      :error -> :error
      digit -> parse_hex(rest, acc * 16 + digit)
    end
  end

  defp parse_hex(<<>>, acc), do: acc

  defp hex(char) when char in ?0..?9, do: char - ?0
  defp hex(char) when char in ?a..?f, do: char - ?a + 10
  defp hex(char) when char in ?A..?F, do: char - ?A + 10
  defp hex(_), do: :error

  defp bad_hex(_kind) do
    raise ArgumentError,
          "invalid hex escape character, expected \\xHH where H is a hexadecimal digit. Syntax error after: \\x"
  end

  defp bad_unicode do
    raise ArgumentError,
          "invalid Unicode escape character, expected \\uHHHH or \\u{H*} where H is a hexadecimal digit. Syntax error " <>
            "after: \\u"
  end

  @doc false
  @deprecated "Traverse over the arguments using Enum.map/2 instead"
  def unescape_tokens(tokens, fun \\ &unescape_default/1) do
    for token <- tokens do
      if is_binary(token), do: unescape_string(token, fun), else: token
    end
  end

  @doc """
  The text of quoted code, formatted.

      iex> Macro.to_string({:+, [], [1, {:*, [], [2, 3]}]})
      "1 + 2 * 3"

  """
  @spec to_string(t) :: String.t()
  def to_string(tree) do
    IO.iodata_to_binary(Inspect.Algebra.format(Code.quoted_to_algebra(tree), 98))
  end

  @doc """
  Like `to_string/1`, passing the text of each node through `fun`.

      Macro.to_string(quote(do: a + b), fn
        {name, _meta, nil}, _text -> String.upcase(Atom.to_string(name))
        _node, text -> text
      end)

  """
  @deprecated "Use Macro.to_string/1 instead"
  @spec to_string(t, (t, String.t() -> String.t())) :: String.t()
  def to_string(tree, fun) when is_function(fun, 2), do: Macro.Printer.to_string(tree, fun)

  # Expansion

  @doc """
  Turns a value into code that evaluates to it.

      iex> Macro.escape({1, 2, 3})
      {:{}, [], [1, 2, 3]}

  """
  @spec escape(term, keyword) :: t
  def escape(expr, opts \\ []) do
    code = :jlixir_macro.escape(expr, Keyword.get(opts, :unquote, false), Keyword.get(opts, :prune_metadata, false))
    if Keyword.get(opts, :generated, false), do: mark_generated(code), else: code
  end

  # The outermost code; what stands in it belongs to it.
  defp mark_generated({container, [], args}) when container in [:{}, :%{}] and is_list(args) do
    {container, [generated: true], args}
  end

  defp mark_generated({left, right}), do: {mark_generated(left), mark_generated(right)}
  defp mark_generated([head | tail]), do: [mark_generated(head) | mark_generated(tail)]
  defp mark_generated(other), do: other

  @doc """
  Expands a macro call, an alias or a pseudo-variable at the root of the code once.

      iex> Macro.expand_once(quote(do: __MODULE__), %{__ENV__ | module: Foo})
      Foo

  """
  @spec expand_once(input, Macro.Env.t()) :: output
  def expand_once(ast, env), do: :jlixir_macro.expand_once(ast, env)

  @doc """
  Expands the root of the code until nothing is left to expand.

      iex> Macro.expand(quote(do: is_nil(x)), __ENV__) |> elem(2) |> length()
      2

  """
  @spec expand(input, Macro.Env.t()) :: output
  def expand(ast, env), do: :jlixir_macro.expand(ast, env)

  @doc """
  Expands the aliases that stand in literals: in lists, tuples, maps and structs.

      iex> Macro.expand_literals([{:__aliases__, [], [:Foo]}, 1], __ENV__)
      [Foo, 1]

  """
  @doc since: "1.14.1"
  @spec expand_literals(input, Macro.Env.t()) :: output
  def expand_literals(ast, env) do
    {ast, :ok} = expand_literals(ast, :ok, fn node, :ok -> {expand(node, env), :ok} end)
    ast
  end

  @doc """
  Like `expand_literals/2`, with a function that expands and an accumulator.

      iex> Macro.expand_literals([{:__aliases__, [], [:Foo]}], 0, fn _node, n -> {Foo, n + 1} end)
      {[Foo], 1}

  """
  @doc since: "1.14.1"
  @spec expand_literals(t, acc, (t, acc -> {t, acc})) :: t when acc: term
  def expand_literals(ast, acc, fun)

  def expand_literals({:__aliases__, meta, args}, acc, fun) do
    {args, acc} = expand_each(args, acc, fun)

    if :lists.all(&is_atom/1, args), do: fun.({:__aliases__, meta, args}, acc), else: {{:__aliases__, meta, args}, acc}
  end

  def expand_literals({:__MODULE__, _, context} = node, acc, fun) when is_atom(context), do: fun.(node, acc)

  def expand_literals({:%, meta, [left, right]}, acc, fun) do
    {left, acc} = expand_literals(left, acc, fun)
    {right, acc} = expand_literals(right, acc, fun)
    {{:%, meta, [left, right]}, acc}
  end

  def expand_literals({container, meta, args}, acc, fun) when container in [:%{}, :{}] and is_list(args) do
    {args, acc} = expand_each(args, acc, fun)
    {{container, meta, args}, acc}
  end

  def expand_literals({left, right}, acc, fun) do
    {left, acc} = expand_literals(left, acc, fun)
    {right, acc} = expand_literals(right, acc, fun)
    {{left, right}, acc}
  end

  def expand_literals(list, acc, fun) when is_list(list), do: expand_each(list, acc, fun)
  def expand_literals(other, acc, _fun), do: {other, acc}

  defp expand_each([head | tail], acc, fun) do
    {head, acc} = expand_literals(head, acc, fun)
    {tail, acc} = expand_each(tail, acc, fun)
    {[head | tail], acc}
  end

  defp expand_each([], acc, _fun), do: {[], acc}
  defp expand_each(other, acc, fun), do: expand_literals(other, acc, fun)

  @doc false
  @deprecated "Use Macro.expand_literals/2 instead"
  def expand_literal(ast, env), do: expand_literals(ast, env)

  @doc """
  Applies a function of a module at compile time.

      iex> Macro.compile_apply(:lists, :reverse, [[1, 2]], __ENV__)
      [2, 1]

  """
  @doc since: "1.16.0"
  @spec compile_apply(module, atom, [term], Macro.Env.t()) :: term
  def compile_apply(module, function, args, env)
      when is_atom(module) and is_atom(function) and is_list(args) and is_map(env) do
    :jlixir_lexical.trace_compile_apply(env, module, function, length(args))
    apply(module, function, args)
  end

  @doc """
  The fields of a struct, also of one whose module is being compiled.

      iex> Macro.struct_info!(Range, __ENV__) |> hd() |> Map.fetch!(:field)
      :first

  """
  @doc since: "1.18.0"
  @spec struct_info!(module, Macro.Env.t()) :: [%{field: atom, default: term, required: boolean}]
  def struct_info!(module, env) when is_atom(module) do
    info =
      cond do
        :jlixir_module.open?(module) -> :jlixir_module.get_attribute(module, :__struct__info__, nil)
        match?({:module, _}, :jlixir_code.ensure_compiled(module)) and function_exported?(module, :__struct__, 0) -> module.__info__(:struct)
        true -> nil
      end

    case info do
      nil -> raise ArgumentError, struct_problem(module, env)
      fields ->
        :jlixir_lexical.trace_struct(env, module, :lists.map(& &1.field, fields))
        fields
    end
  end

  @doc """
  The struct of a module that is being compiled or has been, with the defaults of its fields.

      iex> Macro.struct!(MapSet, __ENV__).__struct__
      MapSet

  """
  @doc deprecated: "Use Macro.struct_info!/2 instead"
  def struct!(module, env) when is_atom(module) do
    fields = struct_info!(module, env)
    :maps.from_list([{:__struct__, module} | :lists.map(&{&1.field, &1.default}, fields)])
  end

  defp struct_problem(module, _env) do
    if Code.ensure_loaded?(module) or :jlixir_module.open?(module) do
      "#{inspect(module)}.__struct__/0 is undefined, there is no such struct"
    else
      "module #{inspect(module)} is not loaded and could not be found, cannot expand its struct"
    end
  end

  # dbg

  @doc """
  The default callback of `dbg/2`: code that prints the given code with its value, a pipe step by step.

      defmacro show(code) do
        Macro.dbg(code, [], __CALLER__)
      end

  """
  @doc since: "1.14.0"
  @spec dbg(t, t, Macro.Env.t()) :: t
  def dbg(code, options, %{__struct__: Macro.Env} = env) do
    case options do
      options when is_list(options) -> :ok
      {_, _, _} -> :ok
    end

    Macro.Dbg.build(code, options, env)
  end

  @doc false
  def __dbg__(header, to_debug, options), do: Macro.Dbg.print(header, to_debug, options)
end
