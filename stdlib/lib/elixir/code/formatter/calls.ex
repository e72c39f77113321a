defmodule Code.Formatter.Calls do
  @moduledoc false

  # Calls, what they are called on, and their parentheses.

  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Arguments, Blocks, Containers, Expressions, Strings}

  @do_end_keywords [:rescue, :catch, :else, :after]

  @doc false
  def aliases(head, tail, context, state) do
    {head_doc, state} =
      case head do
        atom when is_atom(atom) ->
          {string(Atom.to_string(atom)), state}

        _ ->
          {doc, state} = Expressions.expr(head, context, state)
          {if(operator?(head) or odd_attribute?(head), do: wrap(doc), else: doc), state}
      end

    tail_text = Enum.map_join(tail, "", &("." <> Atom.to_string(&1)))
    doc = if tail == [], do: head_doc, else: concat(head_doc, string(tail_text))
    {if(is_atom(head), do: color(doc, :atom, state), else: doc), state}
  end

  @doc false
  def access_target({:&, _, [_]} = capture, state) do
    {doc, state} = Expressions.expr(capture, :operand, state)
    {if(operator?(capture), do: wrap(doc), else: doc), state}
  end

  def access_target(target, state), do: call_target(target, state)

  @doc false
  def access_argument([{_, _} | _] = keyword, meta, state), do: Containers.list(meta, keyword, state)
  def access_argument(arg, meta, state), do: Containers.container(meta, [arg], color("[", :list, state), color("]", :list, state), :break, state)

  # What stands before a dot or bracket.
  @doc false
  def call_target(target, state) do
    {doc, state} = Expressions.expr(target, :no_parens_arg, state)

    cond do
      match?({:fn, _, _}, unblock(target)) -> {wrap(doc), state}
      match?({:., _, [_, _]}, target) -> {doc, state}
      operator?(target) or odd_attribute?(unblock(target)) -> {wrap(doc), state}
      true -> {doc, state}
    end
  end

  @doc false
  def remote_call({{:., _, [target]}, meta, args}, context, state) do
    # fun.(args)
    {target_doc, state} = call_target(target, state)
    {{_, call_doc}, state} = call_arguments(args, meta, :required, context, state)
    {concat([target_doc, ".", call_doc]), state}
  end

  # Foo.{A, B}
  def remote_call({{:., _, [target, :{}]}, meta, args}, _context, state) do
    {target_doc, state} = call_target(target, state)
    {_, left, keyword} = Containers.splice_keyword(args)
    join = if eol?(meta, state), do: :line, else: :break
    {call_doc, state} = Containers.container(meta, left ++ keyword, color("{", :tuple, state), color("}", :tuple, state), join, state)
    {concat([target_doc, ".", call_doc]), state}
  end

  def remote_call({{:., _, [target, name]}, meta, args}, context, state) when is_atom(name) do
    {target_doc, state} = call_target(target, state)
    name_text = remote_name(name)
    head = concat([target_doc, ".", name_text |> string() |> color(:call, state)])

    cond do
      args == [] and field?(target, meta) ->
        {head, state}

      args == [] ->
        {args_doc, state} = Containers.container(meta, [], "(", ")", :break, state)
        {concat(head, args_doc), state}

      true ->
        parens = if meta?(meta, :do) and not meta?(meta, :closing), do: :skip_if_do_end, else: :required
        finish_call(head, args, meta, parens, context, state)
    end
  end

  # A call of the result of a call: unquote(name)(args)
  def remote_call({target, meta, args}, context, state) do
    {target_doc, state} = call_target(target, state)
    target_doc = if args == [] or (meta?(meta, :do) and length(args) == 1), do: concat(target_doc, "()"), else: target_doc

    if args == [] do
      {target_doc, state}
    else
      finish_call(target_doc, args, meta, :required, context, state)
    end
  end

  # The text of a quoted name is as it was written.
  @doc false
  def remote_name(name), do: Macro.inspect_atom(:remote_call, name, escape: fn text, _ -> Strings.escape_closing(text, "\"") end)

  # `map.field` is a field when nothing says that it is a call.
  defp field?(target, meta) do
    meta?(meta, :no_parens) and not module_name?(target) and not meta?(meta, :do)
  end

  @doc false
  def local_call({name, meta, []}, _context, state) do
    {args_doc, state} = Containers.container(meta, [], "(", ")", :break, state)
    {name |> name_doc() |> color(:call, state) |> concat(args_doc), state}
  end

  def local_call({name, meta, args}, context, state) do
    parens =
      cond do
        not meta?(meta, :closing) and Code.Formatter.local_without_parens?(name, length(args), state.locals_without_parens) ->
          :skip_unless_many_args

        not meta?(meta, :closing) ->
          :skip_if_do_end

        true ->
          :required
      end

    name |> name_doc() |> color(:call, state) |> finish_call(args, meta, parens, context, state)
  end

  defp finish_call(head, args, meta, parens, context, state) do
    {{block?, call_doc}, state} = call_arguments(args, meta, parens, context, state)
    doc = concat(head, call_doc)

    cond do
      block? and is_no_parens(context) -> {wrap(doc), state}
      true -> {doc, state}
    end
  end

  # Arguments of a call with its block, if it has one: {has_block?, doc}
  @doc false
  def call_arguments(args, meta, parens, context, state) do
    case split_block(args, meta, state) do
      {args, blocks} ->
        skip? = skip_parens?(parens, args, context, true)
        {args_doc, state} = if args == [], do: {empty(), state}, else: Arguments.plain_arguments(args, meta, skip?, " do", state)
        {blocks_doc, state} = Blocks.do_end_blocks(meta, blocks, state)
        doc = if args == [], do: concat(args_doc, " do"), else: args_doc
        {{true, doc |> concat(blocks_doc) |> line("end") |> force_unfit()}, state}

      nil ->
        skip? = skip_parens?(parens, args, context, false)

        case args do
          [] ->
            {{false, "()"}, state}

          _ ->
            {doc, state} = Arguments.plain_arguments(args, meta, skip?, "", state)
            {{false, doc}, state}
        end
    end
  end

  defp skip_parens?(:required, _args, _context, _block?), do: false
  defp skip_parens?(:skip_if_do_end, args, _context, block?), do: block? and args != []

  # Without parentheses what follows would become part of the call, unless a block ends it.
  defp skip_parens?(:skip_unless_many_args, _args, context, false)
       when context in [:no_parens_arg, :no_parens_left_operand, :parens_arg, :left_operand],
       do: false

  defp skip_parens?(:skip_unless_many_args, [_ | _], _context, _block?), do: true
  defp skip_parens?(_, _, _, _), do: false

  defp split_block(args, meta, state) do
    case List.last(args) do
      [{{:__block__, key_meta, [:do]}, _} | _] = blocks ->
        cond do
          meta?(meta, :do) -> {Enum.drop(args, -1), blocks}
          state.force_do_end_blocks and key_meta[:format] == :keyword and only_block_keys?(blocks) -> {Enum.drop(args, -1), blocks}
          true -> nil
        end

      _ ->
        nil
    end
  end

  defp only_block_keys?(blocks) do
    keys = for {{:__block__, _, [key]}, _} <- blocks, do: key
    Enum.all?(keys, &(&1 in [:do | @do_end_keywords])) and Enum.uniq(keys) == keys
  end
end
