defmodule Code.Formatter.Operators do
  @moduledoc false

  # Unary and binary operators, attributes and captures.

  import Code.Formatter.Comments
  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Arguments, Calls, Expressions}

  # Broken before the operator, within the line's nesting.
  @leading_operators [:|, :when]
  # Printed without spaces, and never broken.
  @tight_operators [:.., :"//"]
  # Never broken.
  @one_line_operators [:\\, :in]
  # Broken before the operator, which then starts a line of its own.
  @pipe_operators [:|>, :~>>, :<<~, :~>, :<~, :<~>, :"<|>"]
  # What follows may stay on the line and break inside.
  @fitting_operators [:<-, :==, :!=, :=~, :===, :!==, :<, :>, :<=, :>=, :=, :\\, :"::"]
  @max_line max_line()
  @min_line min_line()
  # Operands that are other binary operators get parentheses.
  @parens_operators [
    :|>, :<<<, :>>>, :<~, :~>, :<<~, :~>>, :<~>, :"<|>", :"^^^", :+++, :---, :in, :++, :--, :.., :<>
  ]
  # Mixed only with parentheses.
  @logical_operators [:||, :|||, :or, :&&, :&&&, :and]

  @doc false
  def unary(operator, arg, context, state) do
    {doc, state} = Expressions.expr(arg, right_context(context), state)

    doc =
      cond do
        # `!!x` and `not not x` nest without parentheses.
        nestable_unary?(operator, arg) -> doc
        operator?(arg) -> wrap_operator(doc)
        match?({:@, _, [{_, _, [_]}]}, arg) -> wrap(doc)
        true -> doc
      end

    text = Atom.to_string(operator)

    {concat(color(if(operator == :not, do: "not ", else: text), :operator, state), doc), state}
  end

  defp nestable_unary?(operator, {operator, _, [_]}) when operator in [:!, :not], do: true
  defp nestable_unary?(_, _), do: false

  @doc false
  def binary(operator, text, meta, left, right, context, state) do
    binary(operator, text, meta, left, right, context, state, state.operand_nesting)
  end

  def binary(operator, text, meta, left, right, context, state, nesting) do
    info = Code.Identifier.binary_op(operator)
    left_context = left_context(context)
    right_context = right_context(context)

    {left_doc, state} = operand(left, operator, info, :left, left_context, state, 2)
    {in_left, state} = comments_in_left(operator, left, state)
    {between, state} = comments_before_right(operator, left, right, :first, state)
    right_nesting = if operator in @leading_operators, do: :chain, else: 0

    {right_doc, state} =
      if guard_keywords?(operator, right) do
        guard_keywords(right, state)
      else
        operand(right, operator, info, :right, right_context, state, right_nesting)
      end

    {in_right, state} = comments_before_right(operator, left, right, :last, state)

    # Behind the name of a call no comment can follow.
    {in_left, in_right} = {close_comments(in_left), close_comments(in_right)}
    {before, between} = if context in [:no_parens_one_arg, :no_parens_left_operand], do: {[], in_left ++ between}, else: {in_left, between}
    between = between ++ in_right

    doc =
      cond do
        operator in @tight_operators ->
          concat([group(left_doc), color(text, :operator, state), group(right_doc)])

        operator in @one_line_operators ->
          concat([group(left_doc), color(" " <> text <> " ", :operator, state), group(right_doc)])

        operator in @pipe_operators ->
          left_doc = if match?({name, _, [_, _]} when name in @pipe_operators, left), do: left_doc, else: group(left_doc)
          break_before(left_doc, between, group(concat(text <> " ", right_doc)), meta, state)

        operator in @leading_operators ->
          left_doc = if nesting == :chain, do: lead(text, left_doc), else: group(left_doc)
          # The rest of a chain follows at the same depth.
          right_doc = if match?({^operator, _, [_, _]}, right), do: right_doc, else: lead(text, right_doc)
          break_before(left_doc, between, right_doc, meta, state)

        true ->
          fits? = operator in @fitting_operators and not eol?(meta, state) and Expressions.fits?(right, state)
          bind(left_doc, color(" " <> text, :operator, state), right_doc, fits?, nesting, meta, state)
      end

    doc = comments_above(before, doc)
    {if(guard_keywords?(operator, right) and context in [:parens_arg, :no_parens_arg], do: wrap(doc), else: doc), state}
  end

  # `x when y: z` has a keyword list without brackets.
  defp guard_keywords?(:when, [{_, _} | _]), do: true
  defp guard_keywords?(_, _), do: false

  defp guard_keywords(keyword, state) do
    join = if force_args?(keyword), do: :line, else: :break
    {doc, _, state} = Arguments.arguments(keyword, [line: @max_line], true, :plain, join, state, &Expressions.expr(&1, :parens_arg, &2))
    {if(join == :line, do: force_unfit(doc), else: doc), state}
  end

  defp break_before(left_doc, [], right_doc, meta, state) do
    if eol?(meta, state), do: force_unfit(line(left_doc, right_doc)), else: glue(left_doc, right_doc)
  end

  defp break_before(left_doc, comments, right_doc, _meta, _state) do
    left_doc |> comments_below(comments) |> line(right_doc) |> force_unfit()
  end

  # Comments inside of the left operand come before the expression; those between the steps of a pipeline, or the parts of a
  # union, stay there.
  defp comments_in_left(operator, left, state) when operator in @pipe_operators or operator in @leading_operators do
    {first, last} = line_range(left, {@max_line, @min_line})
    pop_comments(first, last, state)
  end

  defp comments_in_left(_operator, _left, state), do: {[], state}

  defp comments_before_right(operator, left, right, place, state)
       when operator in @pipe_operators or operator in @leading_operators do
    {_, left_last} = line_range(left, {@max_line, @min_line})
    {right_first, right_last} = line_range(right, {@max_line, @min_line})

    cond do
      left_last == @min_line or right_first == @max_line -> {[], state}
      place == :first and right_first <= left_last -> {[], state}
      place == :first -> pop_comments(left_last, right_first - 1, state)
      place == :last -> pop_comments(left_last, right_last, state)
    end
  end

  defp comments_before_right(_operator, _left, _right, _place, state), do: {[], state}

  defp left_context(context) when context in [:no_parens_one_arg, :no_parens_left_operand], do: :no_parens_left_operand
  defp left_context(context), do: force_many_args_or_operand(context, :left_operand)

  # What stands at the end of a statement may be a call without parentheses.
  defp right_context(context) when context in [:block, :operand], do: :operand
  defp right_context(context), do: force_many_args_or_operand(context, :parens_arg)

  @doc false
  def force_many_args_or_operand(context, _) when is_no_parens(context), do: :no_parens_arg
  def force_many_args_or_operand(_context, default), do: default

  @doc false
  def operand(quoted, parent, info, side, context, state), do: operand(quoted, parent, info, side, context, state, 2)

  # An operand that is a binary operator itself: in parentheses, as part of the same chain, or nested.
  def operand({:__block__, _, [{_, _, [_, _]} = inner]}, parent, info, side, context, state, nesting) do
    operand(inner, parent, info, side, context, state, nesting)
  end

  def operand({name, meta, [left, right]} = quoted, parent, {parent_side, parent_level}, side, context, state, nesting)
       when is_atom(name) do
    with false <- sigil?(name, meta),
         {own_side, level} <- Code.Identifier.binary_op(name) do
      text = Atom.to_string(name)

      cond do
        chain?(parent, parent_side, parent_level, name, own_side, level, side) ->
          nesting = if name in @leading_operators, do: :chain, else: chain_nesting(parent_side, nesting)
          binary(name, text, meta, left, right, context, state, nesting)

        (parent in @parens_operators and name not in @tight_operators) or
          (name in @logical_operators and parent in @logical_operators) or
          parent_level > level or
            (parent_level == level and parent_side != side) ->
          {doc, state} = binary(name, text, meta, left, right, context, state, 2)
          {wrap_operator(doc), state}

        true ->
          binary(name, text, meta, left, right, context, state, 2)
      end
    else
      _ -> Expressions.expr(quoted, context, state)
    end
  end

  def operand({:not, _, [{:in, _, [left, right]} = inner]}, :in, _info, :left, context, state, _nesting) do
    {doc, state} = binary(:in, "in", elem(inner, 1), left, right, context, state)
    {concat("(not ", doc |> wrap_operator() |> concat(")")), state}
  end

  def operand({:not, meta, [{:in, _, [left, right]}]}, parent, info, side, context, state, nesting) do
    # `a not in b` binds like `in`.
    case operand({:in, meta, [left, right]}, parent, info, side, context, state, nesting) do
      {_, _} ->
        {doc, state} = binary(:in, "not in", meta, left, right, context, state)
        {_, level} = info
        if level >= 170 and parent != :in, do: {wrap(doc), state}, else: {doc, state}
    end
  end

  def operand({:__block__, _, [{_, _, [_]} = inner]}, parent, info, side, context, state, nesting) do
    operand(inner, parent, info, side, context, state, nesting)
  end

  def operand({name, meta, [arg]} = quoted, parent, {parent_side, level}, side, context, state, _nesting) when is_atom(name) do
    {doc, state} = Expressions.expr(quoted, context, state)

    wrap? =
      Code.Identifier.unary_op(name) != :error and not meta?(meta, :closing) and
        case name do
          :not -> parent == :in and side == :left
          :! -> parent == :in and side == :left
          :& -> not capture_argument?(arg) and (side == :left or (parent_side != side and level > 90))
          _ -> false
        end

    {if(wrap?, do: wrap(doc), else: doc), state}
  end

  def operand(quoted, _parent, _info, _side, context, state, _nesting), do: Expressions.expr(quoted, context, state)

  # `--` and `---` on the right are set apart, as their order matters.
  defp chain?(parent, :right, _, parent, _, _, :right), do: parent not in [:--, :---]
  defp chain?(name, :left, level, name, :left, level, :left), do: true

  # Different operators of the same level.
  defp chain?(parent, :left, level, name, :left, level, :left) do
    (parent in @pipe_operators and name in @pipe_operators) or
      not (parent in @parens_operators or (parent in @logical_operators and name in @logical_operators))
  end

  defp chain?(_, _, _, _, _, _, _), do: false

  defp chain_nesting(:left, nesting), do: nesting
  defp chain_nesting(:right, _nesting), do: 0

  # @name value
  @doc false
  def attribute(meta, {name, call_meta, [_] = args} = call, context, state) when is_atom(name) do
    if Macro.classify_atom(name) == :identifier and name not in [:__block__, :__aliases__] do
      {{block?, doc}, state} = Calls.call_arguments(args, call_meta, :skip_unless_many_args, context, %{state | keep_lists: true})
      doc = concat(["@", Atom.to_string(name), doc])
      doc = if block? and is_no_parens(context), do: wrap(doc), else: doc
      {doc, %{state | keep_lists: false}}
    else
      attribute_operand(meta, call, context, state)
    end
  end

  def attribute(_meta, {name, _, name_context}, _context, state) when is_atom(name) and is_atom(name_context) do
    {concat(color("@", :operator, state), name |> name_doc() |> color(:variable, state)), state}
  end

  def attribute(meta, arg, context, state), do: attribute_operand(meta, arg, context, state)

  defp attribute_operand(_meta, arg, context, state) do
    {doc, state} = Expressions.expr(arg, force_many_args_or_operand(context, :operand), state)
    doc = if operator?(arg) or match?({:__aliases__, _, [_, _ | _]}, arg), do: wrap(doc), else: doc
    {concat(color("@", :operator, state), doc), state}
  end

  @doc false
  def capture(arg, context, state) do
    {doc, state} = capture_target(arg, context, state)

    doc =
      if starts_like_capture?(doc) do
        concat("& ", doc)
      else
        concat("&", if(operator?(arg), do: nest(doc, 1), else: doc))
      end

    {doc, state}
  end

  # &name/arity
  defp capture_target({:/, _, [{{:., _, [module, name]}, _, []}, {:__block__, _, [arity]}]}, _context, state)
       when is_atom(name) and is_integer(arity) do
    {module_doc, state} = Calls.call_target(module, state)
    {concat([module_doc, ".", Calls.remote_name(name), "/", Integer.to_string(arity)]), state}
  end

  defp capture_target({:/, _, [{name, _, name_context}, {:__block__, _, [arity]}]}, _context, state)
       when is_atom(name) and is_atom(name_context) and is_integer(arity) do
    {concat([Atom.to_string(name), "/", Integer.to_string(arity)]), state}
  end

  defp capture_target(arg, context, state) do
    {doc, state} = Expressions.expr(arg, context_of_capture(context), state)

    cond do
      # An operator breaks together with what the capture stands in.
      operator?(arg) -> {wrap_operator(doc), state}
      match?({:@, _, [{_, _, [_]}]}, arg) -> {wrap(doc), state}
      true -> {doc, state}
    end
  end

  # Right behind another `&` the digits and signs of a capture would run together.
  defp starts_like_capture?([first | rest]), do: starts_like_capture?(if(first in ["", []], do: rest, else: first))
  defp starts_like_capture?({:doc_string, text, _length}), do: starts_like_capture?(text)
  defp starts_like_capture?(<<char, _::binary>>), do: char == ?& or char in ?0..?9
  defp starts_like_capture?({kind, doc, _}) when kind in [:doc_group, :doc_fits, :doc_limit], do: starts_like_capture?(doc)
  defp starts_like_capture?({:doc_nest, doc, _, _}), do: starts_like_capture?(doc)
  defp starts_like_capture?({:doc_force, doc}), do: starts_like_capture?(doc)
  defp starts_like_capture?(_), do: false

  defp context_of_capture(context) when is_no_parens(context), do: :no_parens_arg
  defp context_of_capture(_), do: :operand
end
