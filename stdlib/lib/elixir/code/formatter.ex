defmodule Code.Formatter do
  @moduledoc false

  # Turns quoted code into a document for Inspect.Algebra.
  #
  # The code comes from the parser with `unescape: false`, `token_metadata: true` and a literal encoder that wraps
  # literals as `{:__block__, meta, [literal]}`, or from Code.Normalizer. Every function here takes and returns the state,
  # as formatting a node uses up the comments that belong to it.

  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  @min_line 0
  @max_line 9_999_999

  @double_heredoc ~s["""]
  @single_heredoc "'''"

  # Printed without spaces, and never broken.
  @tight_operators [:.., :"//"]
  # Never broken.
  @one_line_operators [:\\, :in]
  # Broken before the operator, which then starts a line of its own.
  @pipe_operators [:|>, :~>>, :<<~, :~>, :<~, :<~>, :"<|>"]
  # Broken before the operator, within the line's nesting.
  @leading_operators [:|, :when]
  # Operands that are other binary operators get parentheses.
  @parens_operators [
    :|>, :<<<, :>>>, :<~, :~>, :<<~, :~>>, :<~>, :"<|>", :"^^^", :+++, :---, :in, :++, :--, :.., :<>
  ]
  # What follows may stay on the line and break inside.
  @fitting_operators [:<-, :==, :!=, :=~, :===, :!==, :<, :>, :<=, :>=, :=, :\\, :"::"]
  # Mixed only with parentheses.
  @logical_operators [:||, :|||, :or, :&&, :&&&, :and]

  # Inside of a call without parentheses.
  @no_parens_contexts [:no_parens_arg, :no_parens_one_arg, :no_parens_left_operand]

  @do_end_keywords [:rescue, :catch, :else, :after]

  @locals_without_parens [
    # Special forms
    alias: 1, alias: 2, case: 2, cond: 1, for: :*, import: 1, import: 2, quote: 1, quote: 2, receive: 1, require: 1,
    require: 2, try: 1, with: :*,
    # Kernel
    def: 1, def: 2, defp: 1, defp: 2, defguard: 1, defguardp: 1, defmacro: 1, defmacro: 2, defmacrop: 1, defmacrop: 2,
    defmodule: 2, defdelegate: 2, defexception: 1, defoverridable: 1, defstruct: 1, destructure: 2, raise: 1, raise: 2,
    reraise: 2, reraise: 3, if: 2, unless: 2, use: 1, use: 2, defimpl: 2, defimpl: 3, defprotocol: 2,
    # Standard library
    defrecord: 2, defrecord: 3, defrecordp: 2, defrecordp: 3,
    # Tests
    assert: 1, assert: 2, assert_in_delta: 3, assert_in_delta: 4, assert_raise: 2, assert_raise: 3, assert_receive: 1,
    assert_receive: 2, assert_receive: 3, assert_received: 1, assert_received: 2, doctest: 1, doctest: 2, refute: 1,
    refute: 2, refute_in_delta: 3, refute_in_delta: 4, refute_receive: 1, refute_receive: 2, refute_receive: 3,
    refute_received: 1, refute_received: 2, setup: 1, setup: 2, setup_all: 1, setup_all: 2, test: 1, test: 2,
    # Configuration
    config: 2, config: 3, import_config: 1
  ]

  @doc false
  def locals_without_parens, do: @locals_without_parens

  @doc false
  def local_without_parens?(name, arity, extra) do
    Enum.any?(extra, &without_parens?(&1, name, arity)) or Enum.any?(@locals_without_parens, &without_parens?(&1, name, arity))
  end

  defp without_parens?({name, :*}, name, arity), do: arity > 0
  defp without_parens?({name, arity}, name, arity), do: true
  defp without_parens?(_, _, _), do: false

  @doc false
  def to_algebra(quoted, opts \\ []) do
    sigils =
      for {name, formatter} <- Keyword.get(opts, :sigils, []), is_function(formatter, 2), into: %{} do
        {name, formatter}
      end

    state = %{
      comments: Enum.map(Keyword.get(opts, :comments, []), &format_comment/1),
      locals_without_parens: Keyword.get(opts, :locals_without_parens, []),
      force_do_end_blocks: Keyword.get(opts, :force_do_end_blocks, false),
      file: Keyword.get(opts, :file),
      sigils: sigils,
      operand_nesting: 2,
      skip_eol: false,
      keep_lists: false,
      inspect: %Inspect.Opts{syntax_colors: Keyword.get(opts, :syntax_colors, [])}
    }

    {doc, _state} = quoted |> Code.Formatter.Migration.migrate(opts) |> block(@min_line, @max_line, state)
    doc
  end

  # One space follows the signs of a comment, except in the first line of a script.
  defp format_comment(%{text: "#!" <> _} = comment), do: comment
  defp format_comment(%{text: text} = comment), do: %{comment | text: format_comment(text, "")}

  defp format_comment("#" <> rest, signs), do: format_comment(rest, signs <> "#")
  defp format_comment("", signs), do: signs
  defp format_comment(" " <> _ = rest, signs), do: signs <> rest
  defp format_comment(rest, signs), do: signs <> " " <> rest

  # Metadata

  defp line(meta), do: Keyword.get(meta, :line, @max_line)
  defp end_line(meta), do: meta |> Keyword.get(:end, []) |> Keyword.get(:line, @min_line)
  defp closing_line(meta), do: meta |> Keyword.get(:closing, []) |> Keyword.get(:line, @min_line)

  # The code was broken after the opening delimiter or operator, and is kept so.
  defp eol?(_meta, %{skip_eol: true}), do: false
  defp eol?(meta, _state), do: Keyword.get(meta, :newlines, 0) > 0

  defp meta?(meta, key), do: is_list(meta) and Keyword.has_key?(meta, key)

  # First and last line of a node.
  defp line_range({{:., _, [Kernel, :to_string]}, [{:from_interpolation, true} | _], [code]}, acc), do: line_range(code, acc)

  defp line_range({form, meta, args}, acc) when is_list(meta) do
    acc = widen(acc, meta)
    acc = if is_tuple(form) or is_list(form), do: line_range(form, acc), else: acc
    if is_list(args), do: line_range(args, acc), else: acc
  end

  defp line_range({left, right}, acc), do: line_range(right, line_range(left, acc))
  defp line_range([head | tail], acc), do: line_range(tail, line_range(head, acc))
  defp line_range(_, acc), do: acc

  defp widen({first, last}, meta) do
    line = Keyword.get(meta, :line)
    first = if line, do: min(first, line), else: first
    last = last |> max(line || @min_line) |> max(end_line(meta)) |> max(closing_line(meta))
    {first, last}
  end

  # Blocks

  defp block({:__block__, _, []}, min_line, max_line, state), do: sequence([], min_line, max_line, state)

  defp block({:__block__, _, [_, _ | _] = exprs}, min_line, max_line, state) do
    sequence(exprs, min_line, max_line, state)
  end

  defp block(expr, min_line, max_line, state), do: sequence([expr], min_line, max_line, state)

  defp sequence(exprs, min_line, max_line, state) do
    {parts, _comments?, state} = interleave(exprs, min_line, max_line, state, &block_part/3)
    {join_parts(parts), state}
  end

  defp block_part(expr, _last?, state) do
    {doc, state} = expr(expr, :block, state)
    {{group(doc), after_line(expr), newlines_after(expr)}, state}
  end

  # Expressions of several lines are set off by an empty line, but attributes stay with what they describe.
  defp after_line({:@, _, _}), do: empty()
  defp after_line(_), do: break("")

  # An empty line where the group around it breaks; nothing collapses the spaces after it.
  defp blank_line, do: nest(break(""), :reset)

  defp newlines_after({_, meta, _}) when is_list(meta) do
    meta |> Keyword.get(:end_of_expression, []) |> Keyword.get(:newlines, 1)
  end

  defp newlines_after(_), do: 1

  # Formats the nodes and puts the comments that come before or inside each of them in front of it. Returns parts
  # `{doc, what_follows, newlines}`.
  defp interleave(nodes, min_line, max_line, state, fun) do
    {parts, comments?, state} = interleave(nodes, [], min_line, max_line, false, state, fun)

    {rest, comments} = take_comments(state.comments, min_line, max_line - 1)
    parts = prepend_comments(rest, parts, :after)
    {Enum.reverse(parts), comments? or rest != [], %{state | comments: comments}}
  end

  defp interleave([node | nodes], parts, min_line, max_line, comments?, state, fun) do
    case line_range(node, {@max_line, @min_line}) do
      {@max_line, @min_line} ->
        {part, state} = fun.(node, nodes == [], state)
        interleave(nodes, [part | parts], min_line, max_line, comments?, state, fun)

      {first, last} ->
        {before, comments} = take_comments(state.comments, min_line, first - 1)
        {part, state} = fun.(node, nodes == [], %{state | comments: comments})
        inside_last = if closed_on?(node, last) and first < last, do: last - 1, else: last
        {inside, comments} = take_comments(state.comments, min_line, inside_last)
        parts = prepend_comments(before, parts, :after)
        parts = prepend_comments(inside, parts, :inside)
        comments? = comments? or before != [] or inside != []
        interleave(nodes, [part | parts], min_line, max_line, comments?, %{state | comments: comments}, fun)
    end
  end

  defp interleave([], parts, _min_line, _max_line, comments?, state, _fun), do: {parts, comments?, state}

  # Those in the opening line belong to the expression around it.
  defp take_comments(comments, min_line, max_line) do
    {before, rest} = Enum.split_while(comments, &(&1.line <= min_line))
    {taken, rest} = Enum.split_while(rest, &(&1.line <= max_line))
    {taken, before ++ rest}
  end

  # A comment behind `end` or a closing delimiter comes after the expression.
  defp closed_on?({_, meta, args}, line) when is_list(meta) do
    end_line(meta) == line or closing_line(meta) == line or
      (is_list(args) and args != [] and closed_on?(List.last(args), line))
  end

  defp closed_on?(_, _), do: false

  # A comment on a line of its own keeps its distance; one that moves in front of its expression stays close to it.
  defp prepend_comments([comment | rest], parts, place) do
    %{text: text, previous_eol_count: previous, next_eol_count: next} = comment

    case place do
      :after ->
        prepend_comments(rest, [{text, :comment, next} | adjust_newlines(parts, previous)], place)

      :inside ->
        prepend_comments(rest, [{text, :comment, 1} | parts], place)
    end
  end

  defp prepend_comments([], parts, _place), do: parts

  # The distance of an expression is that to the comment after it.
  defp adjust_newlines([{doc, next, _newlines} | rest], previous) when next != :comment, do: [{doc, next, previous} | rest]
  defp adjust_newlines(parts, _previous), do: parts

  defp join_parts([]), do: empty()

  defp join_parts(parts) do
    case surround_parts(parts, empty()) do
      [single] -> single
      [first | rest] -> rest |> Enum.reduce(first, &concat([&2, line(), &1])) |> force_unfit() |> group()
    end
  end

  defp surround_parts([{doc, :comment, newlines} | rest], left), do: surround_parts([{doc, empty(), newlines} | rest], left)

  defp surround_parts([{doc, next, newlines} | rest], left) do
    right = if newlines >= 2, do: line(), else: next
    doc = if left == empty(), do: doc, else: concat(left, doc)

    doc =
      if rest == [] or right == empty(), do: doc, else: doc |> concat(collapse_lines(2)) |> concat(right)

    [group(doc) | surround_parts(rest, right)]
  end

  defp surround_parts([], _left), do: []

  # Expressions

  # Strings with interpolation, and bitstrings
  defp expr({:<<>>, meta, entries}, _context, state) when is_list(entries) do
    delimiter = meta[:delimiter]

    cond do
      entries == [] -> {"<<>>", state}
      delimiter in [@double_heredoc] -> heredoc_entries(entries, state, @double_heredoc, "")
      delimiter != nil -> interpolated(entries, "\"", "\"", state)
      true -> bitstring(meta, entries, state)
    end
  end

  # Charlists with interpolation
  defp expr({{:., _, [List, :to_charlist]}, meta, [entries]} = quoted, context, state) do
    case meta[:delimiter] do
      @single_heredoc -> heredoc_entries(charlist_entries(entries), state, @single_heredoc, "")
      nil -> remote_call(quoted, context, state)
      _ -> interpolated(charlist_entries(entries), "'", "'", state)
    end
  end

  # Atoms with interpolation
  defp expr({{:., _, [:erlang, name]}, meta, [{:<<>>, _, entries}, _]} = quoted, context, state)
       when name in [:binary_to_atom, :binary_to_existing_atom] do
    if meta?(meta, :delimiter) do
      interpolated(entries, ":\"", "\"", state)
    else
      remote_call(quoted, context, state)
    end
  end

  # foo[bar]
  defp expr({{:., _, [Access, :get]}, meta, [target, arg]} = quoted, context, state) do
    if meta?(meta, :from_brackets) or meta?(meta, :closing) and not meta?(meta, :no_parens) do
      {target_doc, state} = access_target(target, state)
      {arg_doc, state} = access_argument(arg, meta, state)
      {concat(target_doc, arg_doc), state}
    else
      remote_call(quoted, context, state)
    end
  end

  # not(left in right)
  defp expr({:not, meta, [{:in, _, [left, right]}]}, context, state) do
    binary(:in, "not in", meta, left, right, context, state)
  end

  # Lists of clauses as an expression
  defp expr([{:->, _, _} | _] = clauses, _context, state) do
    {min_line, max_line} = line_range(clauses, {@max_line, @min_line})
    clauses_in_parens(clauses, min_line, max_line, state)
  end

  defp expr({:__block__, _, [[{:->, _, _} | _] = clauses]}, context, state), do: expr(clauses, context, state)

  # Literals
  defp expr({:__block__, meta, [literal]}, _context, state) when is_list(literal) do
    case meta[:delimiter] do
      @single_heredoc -> heredoc(List.to_string(literal), @single_heredoc, "", state)
      nil -> list(meta, literal, state)
      _ -> {string_lines("'" <> escape_closing(List.to_string(literal), "'") <> "'"), state}
    end
  end

  defp expr({:__block__, meta, [string]}, _context, state) when is_binary(string) do
    if meta[:delimiter] == @double_heredoc do
      {doc, state} = heredoc(string, @double_heredoc, "", state)
      {color(doc, :string, state), state}
    else
      {string_lines("\"" <> escape_closing(string, "\"") <> "\"") |> color(:string, state), state}
    end
  end

  defp expr({:__block__, meta, [atom]}, _context, state) when is_atom(atom) do
    {atom |> atom_text(meta) |> string() |> color(atom_color(atom), state), state}
  end

  defp expr({:__block__, meta, [integer]}, _context, state) when is_integer(integer) do
    {meta |> Keyword.get(:token, Integer.to_string(integer)) |> integer_text() |> color(:number, state), state}
  end

  defp expr({:__block__, meta, [float]}, _context, state) when is_float(float) do
    {meta |> Keyword.get(:token, Float.to_string(float)) |> float_text() |> color(:number, state), state}
  end

  defp expr({:__block__, meta, [{left, right}]}, _context, state), do: tuple(meta, [left, right], state)

  defp expr({:__block__, _, [{:unquote_splicing, _, [_]} = splicing]}, _context, state) do
    {doc, state} = local_call(splicing, :parens_arg, state)
    {wrap(doc), state}
  end

  defp expr({:__block__, _, [single]}, context, state), do: expr(single, context, state)

  defp expr({:__block__, _, []}, _context, state), do: {"nil", state}

  # A block inside an expression
  defp expr({:__block__, meta, exprs}, _context, state) when is_list(exprs) do
    {first, last} = line_range(exprs, {@max_line, @min_line})
    min_line = if first == @max_line, do: @min_line, else: min(line(meta), first - 1)
    max_line = max(last, closing_line(meta))
    {doc, state} = block({:__block__, meta, exprs}, min_line, max(max_line, @min_line + 1), state)
    {block_in_parens(doc), state}
  end

  defp expr({:__aliases__, _, [head | tail]}, context, state), do: aliases(head, tail, context, state)

  # Maps, structs, tuples
  defp expr({:%{}, meta, pairs}, _context, state) when is_list(pairs), do: map(meta, "%{", pairs, state)

  defp expr({:%, _, [name, {:%{}, meta, pairs}]}, _context, state) do
    {name_doc, state} = expr(name, :parens_arg, state)
    map(meta, concat(["%", name_doc, "{"]), pairs, state)
  end

  defp expr({:{}, meta, args}, _context, state) when is_list(args), do: tuple(meta, args, state)

  # Functions and captures
  defp expr({:fn, meta, [_ | _] = clauses}, _context, state), do: anonymous_function(clauses, meta, state)

  defp expr({:&, _, [{:__block__, _, [integer]}]}, _context, state) when is_integer(integer) do
    {"&" <> Integer.to_string(integer), state}
  end

  defp expr({:&, _, [integer]}, _context, state) when is_integer(integer), do: {"&" <> Integer.to_string(integer), state}
  defp expr({:&, _, [arg]}, context, state), do: capture(arg, context, state)

  defp expr({:@, meta, [arg]}, context, state), do: attribute(meta, arg, context, state)

  defp expr({:.., _, []}, context, state) do
    doc = if context in @no_parens_contexts, do: "(..)", else: ".."
    {doc, state}
  end

  defp expr({:..., _, []}, _context, state), do: {"...", state}

  defp expr({:"..//", meta, [first, last, step]}, context, state) do
    range = {:.., meta, [first, last]}
    {left, state} = operand(range, :"//", {:right, 190}, :left, range_context(context), state)
    {right, state} = operand(step, :"//", {:right, 190}, :right, :operand, state)
    {concat([left, color("//", :operator, state), right]), state}
  end

  # A key of a keyword list with a step: left as the parser gives it
  defp expr({name, meta, [arg]} = quoted, context, state) when is_atom(name) do
    if Code.Identifier.unary_op(name) != :error and not meta?(meta, :closing) do
      unary(name, arg, context, state)
    else
      sigil_or_call(quoted, context, state)
    end
  end

  defp expr({name, meta, [left, right]} = quoted, context, state) when is_atom(name) do
    cond do
      sigil?(name, meta) -> sigil_or_call(quoted, context, state)
      name == :. -> {concat([elem(expr(left, :operand, state), 0), " . ", elem(expr(right, :operand, state), 0)]), state}
      Code.Identifier.binary_op(name) == :error -> sigil_or_call(quoted, context, state)
      true -> binary(name, Atom.to_string(name), meta, left, right, context, state)
    end
  end

  defp expr({name, _, context}, _, state) when is_atom(name) and is_atom(context), do: {name |> name_doc() |> color(:variable, state), state}
  defp expr({name, _, args} = quoted, context, state) when is_atom(name) and is_list(args), do: sigil_or_call(quoted, context, state)
  defp expr({_, _, args} = quoted, context, state) when is_list(args), do: remote_call(quoted, context, state)

  # A keyword list as the last argument
  defp expr([{_, _} | _] = keyword, _context, state), do: list([], keyword, state)
  defp expr(list, _context, state) when is_list(list), do: list([], list, state)

  # `key: value` and `key => value`
  defp expr({key, value}, context, state) do
    pair(key, value, force_many_args_or_operand(context, :parens_arg), state)
  end

  defp expr(other, _context, state), do: {inspect(other), state}

  # What is only valid as an operand keeps its range together.
  defp range_context(_context), do: :operand

  defp color(doc, _key, %{inspect: %{syntax_colors: []}}), do: doc
  defp color(doc, key, %{inspect: opts}), do: color_doc(doc, key, opts)

  # Its width is counted in characters.
  defp atom_color(nil), do: nil
  defp atom_color(boolean) when is_boolean(boolean), do: :boolean
  defp atom_color(_), do: :atom

  defp name_doc(name), do: name |> Atom.to_string() |> string()

  # Pairs

  defp pair({:__block__, meta, [atom]} = key, value, context, state) when is_atom(atom) do
    if meta[:format] == :keyword do
      keyword_pair(atom |> key_text(meta) |> string() |> color(:atom, state), meta, value, context, state)
    else
      assoc_pair(key, value, context, state)
    end
  end

  # "a#{b}": value
  defp pair({{:., _, [:erlang, name]}, meta, [{:<<>>, _, entries}, _]} = key, value, context, state)
       when name in [:binary_to_atom, :binary_to_existing_atom] do
    if meta[:format] == :keyword do
      {key_doc, state} = interpolated(entries, "\"", "\":", state)
      keyword_pair(key_doc, meta, value, context, state)
    else
      assoc_pair(key, value, context, state)
    end
  end

  defp pair(key, value, context, state), do: assoc_pair(key, value, context, state)

  defp keyword_pair(key_doc, meta, value, context, state) do
    {value_doc, state} = expr(value, context, state)
    {bind_value(key_doc, "", value, value_doc, meta, state), state}
  end

  defp assoc_pair(key, value, context, state) do
    {key_doc, state} =
      if match?({:&, _, [_]}, key), do: expr(key, :parens_arg, state), else: operand(key, :"=>", {:left, 41}, :left, :parens_arg, state)

    key_doc = if binary_operator?(key), do: wrap_operator(key_doc), else: key_doc
    {value_doc, state} = expr(value, context, state)
    {bind_value(key_doc, " =>", value, value_doc, assoc_meta(key), state), state}
  end

  defp binary_operator?({:__block__, _, [inner]}), do: binary_operator?(inner)

  defp binary_operator?({name, meta, [_, _]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error
  end

  defp binary_operator?(_), do: false

  # The parser notes the line break after `=>` with the key.
  defp assoc_meta({_, meta, _}) when is_list(meta), do: Keyword.get(meta, :assoc, [])
  defp assoc_meta(_), do: []

  # What is on the right follows on the same line, or nested on the next one.
  defp bind(left, text, right, fits?, nesting, meta, state) do
    with_fits(fits?, right, fn right ->
      doc = nest(glue(text, group(right)), nesting, :break)
      doc = if eol?(meta, state), do: force_unfit(doc), else: doc
      concat(group(left), group(doc))
    end)
  end

  defp bind_value(left, text, value, value_doc, meta, state) do
    fits? = not eol?(meta, state) and fits?(value, state)
    bind(left, text, value_doc, fits?, 2, meta, state)
  end

  # Unary operators

  defp unary(operator, arg, context, state) do
    {doc, state} = expr(arg, right_context(context), state)

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

  defp operator?({:__block__, _, [inner]}), do: operator?(inner)
  defp operator?({:not, _, [{:in, _, [_, _]}]}), do: true

  defp operator?({name, meta, [_]}) when is_atom(name) and name not in [:@, :&] do
    Code.Identifier.unary_op(name) != :error and not meta?(meta, :closing)
  end

  defp operator?({:@, _, [arg]}), do: operator?(arg)
  defp operator?({:&, _, [arg]}), do: not (is_integer(arg) or match?({:__block__, _, [n]} when is_integer(n), arg))
  defp operator?({:"..//", _, [_, _, _]}), do: true
  defp operator?({name, _, [_, _]}) when is_atom(name), do: Code.Identifier.binary_op(name) != :error
  defp operator?(_), do: false

  # Binary operators

  defp binary(operator, text, meta, left, right, context, state) do
    binary(operator, text, meta, left, right, context, state, state.operand_nesting)
  end

  defp binary(operator, text, meta, left, right, context, state, nesting) do
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
          fits? = operator in @fitting_operators and not eol?(meta, state) and fits?(right, state)
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
    {doc, _, state} = arguments(keyword, [line: @max_line], true, :plain, join, state, &expr(&1, :parens_arg, &2))
    {if(join == :line, do: force_unfit(doc), else: doc), state}
  end

  defp comments_above([], doc), do: doc

  defp comments_above([comment | rest], doc) do
    rest |> Enum.reduce(comment.text, &comment_line/2) |> line(doc) |> force_unfit()
  end

  defp lead(text, doc), do: group(concat(text <> " ", nest(doc, String.length(text) + 1)))

  defp break_before(left_doc, [], right_doc, meta, state) do
    if eol?(meta, state), do: force_unfit(line(left_doc, right_doc)), else: glue(left_doc, right_doc)
  end

  defp break_before(left_doc, comments, right_doc, _meta, _state) do
    comments |> Enum.reduce(left_doc, &comment_line/2) |> line(right_doc) |> force_unfit()
  end

  defp comment_line(%{text: text, next_eol_count: next}, acc) do
    doc = concat([acc, line(), text])
    if next >= 2, do: concat(doc, nest(line(), :reset)), else: doc
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
      place == :first -> pop_comments(left_last, right_first, state)
      place == :last -> pop_comments(left_last, right_last, state)
    end
  end

  defp comments_before_right(_operator, _left, _right, _place, state), do: {[], state}

  # The break before a document is cancelled when the document itself may break.
  defp with_fits(true, doc, fun), do: doc |> next_break_fits(:enabled) |> fun.() |> next_break_fits(:disabled)
  defp with_fits(false, doc, fun), do: fun.(doc)

  defp left_context(context) when context in [:no_parens_one_arg, :no_parens_left_operand], do: :no_parens_left_operand
  defp left_context(context), do: force_many_args_or_operand(context, :left_operand)

  # What stands at the end of a statement may be a call without parentheses.
  defp right_context(context) when context in [:block, :operand], do: :operand
  defp right_context(context), do: force_many_args_or_operand(context, :parens_arg)

  defp force_many_args_or_operand(context, _) when context in @no_parens_contexts, do: :no_parens_arg
  defp force_many_args_or_operand(_context, default), do: default

  defp operand(quoted, parent, info, side, context, state), do: operand(quoted, parent, info, side, context, state, 2)

  # An operand that is a binary operator itself: in parentheses, as part of the same chain, or nested.
  defp operand({:__block__, _, [{_, _, [_, _]} = inner]}, parent, info, side, context, state, nesting) do
    operand(inner, parent, info, side, context, state, nesting)
  end

  defp operand({name, meta, [left, right]} = quoted, parent, {parent_side, parent_level}, side, context, state, nesting)
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
      _ -> expr(quoted, context, state)
    end
  end

  defp operand({:not, _, [{:in, _, [left, right]} = inner]}, :in, _info, :left, context, state, _nesting) do
    {doc, state} = binary(:in, "in", elem(inner, 1), left, right, context, state)
    {concat("(not ", doc |> wrap_operator() |> concat(")")), state}
  end

  defp operand({:not, meta, [{:in, _, [left, right]}]}, parent, info, side, context, state, nesting) do
    # `a not in b` binds like `in`.
    case operand({:in, meta, [left, right]}, parent, info, side, context, state, nesting) do
      {_, _} ->
        {doc, state} = binary(:in, "not in", meta, left, right, context, state)
        {_, level} = info
        if level >= 170 and parent != :in, do: {wrap(doc), state}, else: {doc, state}
    end
  end

  defp operand({:__block__, _, [{_, _, [_]} = inner]}, parent, info, side, context, state, nesting) do
    operand(inner, parent, info, side, context, state, nesting)
  end

  defp operand({name, meta, [arg]} = quoted, parent, {parent_side, level}, side, context, state, _nesting) when is_atom(name) do
    {doc, state} = expr(quoted, context, state)

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

  defp operand(quoted, _parent, _info, _side, context, state, _nesting), do: expr(quoted, context, state)

  # `--` and `---` on the right are set apart, as their order matters.
  defp chain?(parent, :right, _, parent, _, _, :right), do: parent not in [:--, :---]
  defp chain?(_parent, :left, level, _name, :left, level, :left), do: true
  defp chain?(_, _, _, _, _, _, _), do: false

  defp chain_nesting(:left, nesting), do: nesting
  defp chain_nesting(:right, _nesting), do: 0

  defp capture_argument?(arg), do: is_integer(arg) or match?({:__block__, _, [n]} when is_integer(n), arg)

  # Attributes

  # @name value
  defp attribute(meta, {name, call_meta, [_] = args} = call, context, state) when is_atom(name) do
    if Macro.classify_atom(name) == :identifier and name not in [:__block__, :__aliases__] do
      {{block?, doc}, state} = call_arguments(args, call_meta, :skip_unless_many_args, context, %{state | keep_lists: true})
      doc = concat(["@", Atom.to_string(name), doc])
      doc = if block? and context in @no_parens_contexts, do: wrap(doc), else: doc
      {doc, %{state | keep_lists: false}}
    else
      attribute_operand(meta, call, context, state)
    end
  end

  defp attribute(_meta, {name, _, name_context}, _context, state) when is_atom(name) and is_atom(name_context) do
    {concat(color("@", :operator, state), name |> name_doc() |> color(:variable, state)), state}
  end

  defp attribute(meta, arg, context, state), do: attribute_operand(meta, arg, context, state)

  defp attribute_operand(_meta, arg, context, state) do
    {doc, state} = expr(arg, force_many_args_or_operand(context, :operand), state)
    doc = if operator?(arg) or match?({:__aliases__, _, [_, _ | _]}, arg), do: wrap(doc), else: doc
    {concat(color("@", :operator, state), doc), state}
  end

  # Captures

  defp capture(arg, context, state) do
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
    {module_doc, state} = call_target(module, state)
    {concat([module_doc, ".", remote_name(name), "/", Integer.to_string(arity)]), state}
  end

  defp capture_target({:/, _, [{name, _, name_context}, {:__block__, _, [arity]}]}, _context, state)
       when is_atom(name) and is_atom(name_context) and is_integer(arity) do
    {concat([Atom.to_string(name), "/", Integer.to_string(arity)]), state}
  end

  defp capture_target(arg, context, state) do
    {doc, state} = expr(arg, context_of_capture(context), state)

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

  defp context_of_capture(context) when context in @no_parens_contexts, do: :no_parens_arg
  defp context_of_capture(_), do: :operand

  # Aliases

  defp aliases(head, tail, context, state) do
    {head_doc, state} =
      case head do
        atom when is_atom(atom) ->
          {string(Atom.to_string(atom)), state}

        _ ->
          {doc, state} = expr(head, context, state)
          {if(operator?(head) or odd_attribute?(head), do: wrap(doc), else: doc), state}
      end

    tail_text = Enum.map_join(tail, "", &("." <> Atom.to_string(&1)))
    doc = if tail == [], do: head_doc, else: concat(head_doc, string(tail_text))
    {if(is_atom(head), do: color(doc, :atom, state), else: doc), state}
  end

  # Access

  defp access_target({:&, _, [_]} = capture, state) do
    {doc, state} = expr(capture, :operand, state)
    {if(operator?(capture), do: wrap(doc), else: doc), state}
  end

  defp access_target(target, state) do
    {doc, state} = call_target_operand(target, state)
    {doc, state}
  end

  defp access_argument([{_, _} | _] = keyword, meta, state), do: list(meta, keyword, state)
  defp access_argument(arg, meta, state), do: container(meta, [arg], color("[", :list, state), color("]", :list, state), :break, state)

  # Calls

  defp call_target(target, state), do: call_target_operand(target, state)

  # What stands before a dot or bracket.
  defp call_target_operand(target, state) do
    {doc, state} = expr(target, :no_parens_arg, state)

    cond do
      match?({:fn, _, _}, unblock(target)) -> {wrap(doc), state}
      operator?(target) or odd_attribute?(unblock(target)) -> {wrap(doc), state}
      true -> {doc, state}
    end
  end

  # `@Foo.bar` would be the attribute of something else.
  defp odd_attribute?({:@, _, [{name, _, context}]}) when is_atom(name) and is_atom(context), do: false
  defp odd_attribute?({:@, _, [_]}), do: true
  defp odd_attribute?(_), do: false

  defp unblock({:__block__, _, [inner]}) when is_tuple(inner) and tuple_size(inner) == 3, do: unblock(inner)
  defp unblock(quoted), do: quoted

  defp remote_call({{:., _, [target]}, meta, args}, context, state) do
    # fun.(args)
    {target_doc, state} = call_target(target, state)
    {call_doc, state} = call_with_parens(args, meta, state, context)
    {concat([target_doc, ".", call_doc]), state}
  end

  # Foo.{A, B}
  defp remote_call({{:., _, [target, :{}]}, meta, args}, _context, state) do
    {target_doc, state} = call_target(target, state)
    {_, left, keyword} = splice_keyword(args)
    join = if eol?(meta, state), do: :line, else: :break
    {call_doc, state} = container(meta, left ++ keyword, color("{", :tuple, state), color("}", :tuple, state), join, state)
    {concat([target_doc, ".", call_doc]), state}
  end

  defp remote_call({{:., _, [target, name]}, meta, args}, context, state) when is_atom(name) do
    {target_doc, state} = call_target(target, state)
    name_text = remote_name(name)
    head = concat([target_doc, ".", name_text |> string() |> color(:call, state)])

    cond do
      args == [] and field?(target, meta) ->
        {head, state}

      args == [] ->
        {args_doc, state} = container(meta, [], "(", ")", :break, state)
        {concat(head, args_doc), state}

      true ->
        parens = if no_parens_remote?(meta, args), do: :skip_if_do_end, else: :required
        finish_call(head, args, meta, parens, context, state)
    end
  end

  # A call of the result of a call: unquote(name)(args)
  defp remote_call({target, meta, args}, context, state) do
    {target_doc, state} = call_target(target, state)
    target_doc = if args == [] or (meta?(meta, :do) and length(args) == 1), do: concat(target_doc, "()"), else: target_doc

    if args == [] do
      {target_doc, state}
    else
      finish_call(target_doc, args, meta, :required, context, state)
    end
  end

  # The text of a quoted name is as it was written.
  defp remote_name(name), do: Macro.inspect_atom(:remote_call, name, escape: fn text, _ -> escape_closing(text, "\"") end)

  # `map.field` is a field when nothing says that it is a call.
  defp field?(target, meta) do
    meta?(meta, :no_parens) and not module_name?(target) and not meta?(meta, :do)
  end

  defp module_name?({:__aliases__, _, _}), do: true
  defp module_name?({:__MODULE__, _, context}) when is_atom(context), do: true
  defp module_name?({:__block__, _, [atom]}) when is_atom(atom), do: true
  defp module_name?(atom) when is_atom(atom), do: true
  defp module_name?(_), do: false

  defp no_parens_remote?(meta, _args), do: meta?(meta, :do) and not meta?(meta, :closing)

  defp sigil_or_call({name, meta, args} = quoted, context, state) do
    if sigil?(name, meta), do: sigil(name, meta, args, state), else: local_call(quoted, context, state)
  end

  defp local_call({name, meta, []}, _context, state) do
    {args_doc, state} = container(meta, [], "(", ")", :break, state)
    {name |> name_doc() |> color(:call, state) |> concat(args_doc), state}
  end

  defp local_call({name, meta, args}, context, state) do
    parens =
      cond do
        not meta?(meta, :closing) and local_without_parens?(name, length(args), state.locals_without_parens) ->
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
      block? and context in @no_parens_contexts -> {wrap(doc), state}
      true -> {doc, state}
    end
  end

  defp call_with_parens(args, meta, state, context) do
    {{_, doc}, state} = call_arguments(args, meta, :required, context, state)
    {doc, state}
  end

  # Arguments of a call with its block, if it has one: {has_block?, doc}
  defp call_arguments(args, meta, parens, context, state) do
    case split_block(args, meta, state) do
      {args, blocks} ->
        skip? = skip_parens?(parens, args, context, true)
        {args_doc, state} = if args == [], do: {empty_args(parens, meta), state}, else: plain_arguments(args, meta, skip?, " do", state)
        {blocks_doc, state} = do_end_blocks(meta, blocks, state)
        doc = if args == [], do: concat(args_doc, " do"), else: args_doc
        {{true, doc |> concat(blocks_doc) |> line("end") |> force_unfit()}, state}

      nil ->
        skip? = skip_parens?(parens, args, context, false)

        case args do
          [] -> {{false, "()"}, state}
          _ -> {doc, state} = plain_arguments(args, meta, skip?, "", state); {{false, doc}, state}
        end
    end
  end

  defp empty_args(_parens, _meta), do: empty()

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

  # The arguments between parentheses, or after a space. `extra` ends the line (" do").
  defp plain_arguments(args, meta, skip_parens?, extra, state) do
    {left, [last]} = Enum.split(args, -1)
    {keyword?, last_args} = last_as_keyword(last, state.keep_lists or (skip_parens? and comments_in_list?(last, state)))
    state = %{state | keep_lists: false}

    context =
      cond do
        left == [] and not keyword? -> if skip_parens?, do: :no_parens_one_arg, else: :parens_one_arg
        skip_parens? -> :no_parens_arg
        true -> :parens_arg
      end

    all = left ++ last_args
    many_eol? = match?([_, _ | _], all) and eol?(meta, state)
    generators? = Enum.any?(args, &match?({:<-, _, [_, _]}, &1))

    {args_doc, fits?, state} =
      if left != [] and keyword? and not generators? do
        keyword_call(left, last_args, all, meta, skip_parens?, many_eol?, context, state)
      else
        forced? = force_args?(all) or many_eol?
        join = if forced?, do: :line, else: :break
        fits? = join == :break and not keyword? and fits?(last, state)
        mode = if fits?, do: :fits, else: :none
        {doc, _join, state} = arguments(all, meta, skip_parens?, mode, join, state, &expr(&1, context, &2))
        {if(left == [] and not keyword?, do: ungroup(doc), else: doc), fits?, state}
      end

    doc =
      cond do
        left != [] and keyword? and skip_parens? and not generators? ->
          " " |> concat(args_doc) |> nest(2) |> concat(extra) |> group() |> next_break_fits(:disabled)

        skip_parens? and fits? ->
          " " |> concat(nest(args_doc, :cursor, :break)) |> concat(extra) |> group() |> next_break_fits(:disabled)

        skip_parens? ->
          " " |> concat(nest(args_doc, :cursor, :break)) |> concat(extra) |> group()

        left != [] and keyword? and not generators? ->
          "(" |> concat(args_doc) |> concat(")") |> concat(extra) |> group() |> next_break_fits(:disabled)

        fits? ->
          "(" |> surround_call(args_doc, ")", extra) |> next_break_fits(:disabled)

        true ->
          surround_call("(", args_doc, ")", extra)
      end


    {doc, state}
  end

  # A single argument breaks together with what ends the line.
  defp ungroup({:doc_group, doc, _mode}), do: doc
  defp ungroup({:doc_fits, {:doc_group, doc, _mode}, :disabled}), do: {:doc_fits, doc, :disabled}
  defp ungroup(doc), do: doc

  defp surround_call(left, doc, right, extra) do
    inner = concat(nest(concat(break(""), doc), 2, :break), break(""))
    group(concat([left, inner, right, extra]))
  end

  defp keyword_call(left, right, all, meta, skip_parens?, many_eol?, context, state) do
    join = if force_args?(left) or many_eol?, do: :line, else: :break
    fun = &expr(&1, context, &2)
    {left_doc, _, state} = arguments(left, Keyword.delete(meta, :closing), skip_parens?, :comma, join, state, fun)

    join = if force_args?(right) or force_args?(all) or many_eol?, do: :line, else: :break
    {right_doc, _, state} = arguments(right, meta, false, :none, join, state, fun)
    break_doc = if join == :line, do: line(), else: break()
    right_doc = concat(break_doc, right_doc)

    doc =
      if skip_parens? do
        right_doc = if join == :line, do: force_unfit(right_doc), else: right_doc
        left_doc |> concat(next_break_fits(group(right_doc, :inherit), :enabled)) |> nest(:cursor, :break)
      else
        # The keywords may break although what is before them stays on the line of the call.
        right_doc = right_doc |> nest(2) |> concat(break(""))
        right_doc = if join == :line, do: force_unfit(right_doc), else: right_doc
        right_doc = right_doc |> group(:inherit) |> next_break_fits(:enabled)
        doc = break("") |> concat(left_doc) |> nest(2, :break) |> concat(right_doc)
        if many_eol?, do: force_unfit(doc), else: doc
      end

    {doc, true, state}
  end

  # A comment before the first pair needs the brackets.
  defp comments_in_list?({:__block__, meta, [[{{_, key_meta, _}, _} | _]]}, state) do
    Enum.any?(state.comments, &(&1.line > line(meta) and &1.line < line(key_meta)))
  end

  defp comments_in_list?(_, _), do: false

  # A keyword list at the end needs no brackets.
  defp last_as_keyword({:__block__, meta, [[_ | _] = list]} = last, keep_lists?) do
    if not keep_lists? and meta[:delimiter] == nil and Enum.all?(list, &keyword_key?/1), do: {true, list}, else: {false, [last]}
  end

  defp last_as_keyword([_ | _] = list, _keep_lists?) do
    if Enum.all?(list, &keyword_key?/1), do: {true, list}, else: {false, [list]}
  end

  defp last_as_keyword(last, _keep_lists?), do: {false, [last]}

  defp keyword_key?({key, _value}), do: keyword_key_meta(key)[:format] == :keyword
  defp keyword_key?(_), do: false

  defp keyword_key_meta({_, meta, _}) when is_list(meta), do: meta
  defp keyword_key_meta(_), do: []

  # Arguments that all begin in lines of their own stay so, and so do several functions with bodies below each other.
  defp force_args?(args), do: distinct_lines?(args, [])

  defp distinct_lines?([arg | rest], lines) do
    case start_line(arg) do
      nil -> distinct_lines?(rest, lines)
      line -> if line in lines, do: false, else: distinct_lines?(rest, [line | lines])
    end
  end

  defp distinct_lines?([], lines), do: match?([_, _ | _], lines)

  defp start_line({{_, meta, _}, _value}) when is_list(meta), do: meta[:line]
  defp start_line({_, meta, _}) when is_list(meta), do: meta[:line]
  defp start_line([first | _]), do: start_line(first)
  defp start_line(_), do: nil

  # Documents of arguments with their commas, and the comments between them.
  defp arguments(args, meta, skip_parens?, mode, join, state, fun) do
    min_line = line(meta)
    max_line = closing_line(meta)

    part = fn arg, last?, state ->
      {doc, state} = fun.(arg, state)

      doc =
        cond do
          mode == :plain -> if last?, do: doc, else: concat(doc, ",")
          last? and mode == :fits -> doc |> next_break_fits(:enabled) |> group()
          last? and mode != :comma -> group(doc)
          true -> doc |> with_comma() |> group()
        end

      {{doc, empty(), 1}, state}
    end

    max_line = if skip_parens?, do: @min_line, else: max_line
    min_line = if min_line >= @max_line - 1, do: @min_line, else: min_line

    {parts, comments?, state} =
      if skip_parens? and match?([_], args) do
        {part, state} = part.(hd(args), true, state)
        {[part], false, state}
      else
        interleave(args, min_line, max_line, state, part)
      end

    cond do
      args == [] and not comments? ->
        {empty(), join, state}

      join == :line or comments? ->
        {join_parts(parts), :line, state}

      join == :break ->
        {parts |> Enum.map(&elem(&1, 0)) |> Enum.reduce(&glue(&2, &1)), :break, state}

      join == :flex_break ->
        {parts |> Enum.map(&elem(&1, 0)) |> Enum.reduce(&flex_glue(&2, &1)), :flex_break, state}
    end
  end

  # do ... end

  defp do_end_blocks(meta, [{{:__block__, _, [:do]}, body} | rest], state) do
    first_line = if meta?(meta, :do), do: meta |> Keyword.get(:do, []) |> Keyword.get(:line, @min_line), else: @min_line
    last_line = end_line(meta)
    sections = sections([{"do", first_line, body} | sections_of(rest)], last_line)

    Enum.reduce(sections, {empty(), state}, fn {name, min_line, max_line, body}, {acc, state} ->
      {doc, state} = section(body, min_line, max_line, state)
      head = if name == "do", do: empty(), else: concat(line(), name)
      body_doc = if doc == empty(), do: empty(), else: nest(concat(line(), doc), 2)
      {acc |> concat(head) |> concat(body_doc), state}
    end)
  end

  defp section([{:->, _, _} | _] = clauses, min_line, max_line, state), do: clauses(clauses, min_line, max_line, state)
  defp section(body, min_line, max_line, state), do: block(body, min_line, max_line, state)

  defp sections_of(rest) do
    for {{:__block__, meta, [key]}, body} <- rest, do: {Atom.to_string(key), Keyword.get(meta, :line, @min_line), body}
  end

  # Each section lasts until the next one starts.
  defp sections([{name, line, body}], last), do: [{name, line, bound(last), body}]

  defp sections([{name, line, body} | [{_, next, _} | _] = rest], last) do
    [{name, line, bound(next), body} | sections(rest, last)]
  end

  # Code without line numbers has no comments either.
  defp bound(@min_line), do: @min_line + 1
  defp bound(line), do: line

  # Clauses

  # fn with one clause
  defp anonymous_function([{:->, meta, [args, body]}] = clauses, fn_meta, state) do
    if eol?(fn_meta, state) do
      anonymous_functions(clauses, fn_meta, state)
    else
      min_line = line(meta)
      {args_doc, state} = clause_arguments(args, state, :fn)
      {body_doc, state} = clause_body(body, min_line, bound(closing_line(fn_meta)), state)

      head =
        if args == [] do
          "fn ->"
        else
          concat("fn ", args_doc |> concat(" ->") |> nest(:cursor) |> group())
        end

      if eol?(meta, state) do
        {head |> line(body_doc) |> nest(2) |> line("end") |> force_unfit() |> group(), state}
      else
        {head |> glue(body_doc) |> nest(2) |> glue("end") |> group(), state}
      end
    end
  end

  defp anonymous_function(clauses, fn_meta, state), do: anonymous_functions(clauses, fn_meta, state)

  defp anonymous_functions(clauses, fn_meta, state) do
    {doc, state} = clauses(clauses, line(fn_meta), bound(closing_line(fn_meta)), state)
    {"fn" |> line(doc) |> nest(2) |> line("end") |> force_unfit(), state}
  end

  # (x -> y) as a type or argument
  defp clauses_in_parens([{:->, meta, [args, body]}] = clauses, _min_line, max_line, state) do
    {args_doc, state} = clause_arguments(args, state, :type)
    {body_doc, state} = clause_body(body, line(meta), max(max_line, @min_line + 1), state)

    head = if args == [], do: "-> ", else: group(concat(args_doc, " ->"))

    doc =
      if args == [] do
        concat(head, nest(body_doc, 3))
      else
        concat(head, nest(glue("", body_doc), 2))
      end

    doc = concat(["(", nest(doc, :cursor), ")"]) |> maybe_force_clauses(clauses, state) |> group()
    {doc, state}
  end

  defp clauses_in_parens(clauses, min_line, max_line, state) do
    {doc, state} = clauses(clauses, min_line, max(max_line, @min_line + 1), state)
    {"(" |> line(doc) |> nest(2) |> line(")") |> force_unfit(), state}
  end

  # All clauses on one line each, or all spread out.
  defp clauses(clauses, min_line, max_line, state) do
    {parts, state} = Enum.map_reduce(with_limits(clauses, max_line), {min_line, state}, &clause/2)
    {_, state} = state

    # A newline after an arrow in any clause spreads all of them.
    spread? = Enum.any?(clauses, fn {:->, meta, _} -> eol?(meta, state) end)
    doc = Enum.reduce(tl(parts), hd(parts), &concat([&2, blank_line(), line(), &1]))
    {group(if(spread?, do: force_unfit(doc), else: doc)), state}
  end

  # The last clause reaches to the end of them all.
  defp with_limits([clause], max_line), do: [{clause, max_line}]

  defp with_limits([clause | rest], max_line) do
    {_first, last} = line_range(clause, {@max_line, @min_line})
    [{clause, last} | with_limits(rest, max_line)]
  end

  defp clause({{:->, meta, [args, body]}, max_line}, {min_line, state}) do
    {head, head_line, state} = clause_head(args, min_line, line(meta), state)
    {body_doc, state} = clause_body(body, head_line, max_line, state)
    {concat(head, nest(glue("", body_doc), 2)), {min_line, state}}
  end

  # All comments up to the last line of the arguments come before the clause.
  defp clause_head(args, min_line, arrow_line, state) do
    {first, last} = line_range(args, {arrow_line, @min_line})
    last = if last == @min_line, do: arrow_line, else: last
    {before, state} = pop_comments(min_line, first - 1, state)
    {args_doc, state} = clause_arguments(args, state, :clause)
    {inside, state} = pop_comments(min_line, last, state)

    head_doc =
      if before == [] and inside == [] do
        args_doc
      else
        parts = prepend_comments(inside, prepend_comments(before, [], :after), :inside)
        [{args_doc, empty(), 1} | parts] |> Enum.reverse() |> surround_parts(empty()) |> Enum.reduce(&line(&2, &1))
      end

    {group(concat(head_doc, " ->")), last, state}
  end

  defp pop_comments(min_line, max_line, state) do
    {taken, comments} = take_comments(state.comments, min_line, max_line)
    {taken, %{state | comments: comments}}
  end

  defp maybe_force_clauses(doc, clauses, state) do
    if Enum.any?(clauses, fn {:->, meta, _} -> eol?(meta, state) end), do: force_unfit(doc), else: doc
  end

  # With keywords as its guard `when` is an operator.
  defp clause_arguments([{:when, _, [_, [{_, _} | _]]}] = args, state, kind), do: clause_args(args, state, kind)

  defp clause_arguments([{:when, meta, args}], state, kind) do
    {args, [guard]} = Enum.split(args, -1)
    {args_doc, state} = clause_arguments(args, state, kind)
    {guard_doc, state} = guard(guard, state)
    doc = glue(group(args_doc), guard_doc)
    {if(eol?(meta, state), do: force_unfit(doc), else: doc), state}
  end

  defp clause_arguments([], state, _kind), do: {"()", state}
  defp clause_arguments(args, state, kind), do: clause_args(args, state, kind)

  # Several guards stand below each other.
  defp guard({:when, meta, [left, right]}, state), do: binary(:when, "when", meta, left, right, :parens_arg, state, :chain)

  defp guard(guard, state) do
    {doc, state} = expr(guard, :parens_arg, state)
    {lead("when", doc), state}
  end

  # Comments between the arguments come before the clause.
  defp clause_args(args, state, kind) do
    # Operands stand out from the body below.
    nesting = if kind == :clause, do: 4, else: 2
    {front, last} = Enum.split(args, -1)

    args =
      case last do
        [[{_, _} | _] = keyword] -> front ++ keyword
        _ -> args
      end

    {docs, state} = Enum.map_reduce(args, %{state | operand_nesting: nesting}, &expr(&1, :no_parens_arg, &2))
    {join_args(docs), %{state | operand_nesting: 2}}
  end

  defp join_args([doc]), do: doc
  defp join_args([doc | rest]), do: glue(concat(doc, ","), join_args(rest))

  # The comma counts for whether the group before it fits.
  defp with_comma([left | right]), do: [left | with_comma(right)]
  defp with_comma({:doc_group, doc, mode}), do: {:doc_group, concat(doc, ","), mode}
  defp with_comma(doc), do: concat(doc, ",")

  defp clause_body(body, min_line, max_line, state) do
    min_line = if min_line == @max_line, do: @min_line, else: min_line
    block(body, min_line, max_line, state)
  end

  # Containers

  defp tuple(meta, args, state) do
    join = if eol?(meta, state), do: :line, else: :flex_break

    case splice_keyword(args) do
      {true, left, keyword} -> keyword_tuple(meta, left, keyword, join, state)
      {false, args, []} -> container(meta, args, color("{", :tuple, state), color("}", :tuple, state), join, state)
    end
  end

  # When they do not fit on one line, the keywords start in a line of their own.
  defp keyword_tuple(meta, left, keyword, join, state) do
    fun = &expr(&1, :parens_arg, &2)
    {left_doc, left_join, state} = arguments(left, Keyword.delete(meta, :closing), false, :comma, join, state, fun)
    {keyword_doc, keyword_join, state} = arguments(keyword, meta, false, :plain, :break, state, fun)

    # Comments between the elements take lines of their own.
    {doc, join} =
      if :line in [left_join, keyword_join] do
        {line(left_doc, group(keyword_doc)), :line}
      else
        {flex_glue(left_doc, group(keyword_doc)), join}
      end

    {surround_container(color("{", :tuple, state), doc, color("}", :tuple, state), join), state}
  end

  defp splice_keyword([]), do: {false, [], []}

  defp splice_keyword(args) do
    {left, [last]} = Enum.split(args, -1)

    case last_as_keyword(last, true) do
      {true, keyword} when left != [] -> {true, left, keyword}
      _ -> {false, args, []}
    end
  end

  defp list(meta, args, state) do
    join = if eol?(meta, state), do: :line, else: :break
    container(meta, args, color("[", :list, state), color("]", :list, state), join, state, &element/2)
  end

  defp map(meta, open, [{:|, update_meta, [target, pairs]}], state) do
    join = if eol?(meta, state), do: :line, else: :break
    {target_doc, state} = expr(target, :parens_arg, state)
    target_doc = if operator?(target), do: wrap(target_doc), else: target_doc
    meta = [line: line(update_meta) - 1] ++ Keyword.take(meta, [:closing])
    {args_doc, join, state} = arguments(unwrap_pairs(pairs), meta, false, :none, join, state, &expr(&1, :parens_arg, &2))
    separator = if join == :line, do: line(), else: break()
    doc = concat([target_doc, separator, "| ", nest(args_doc, 2)])
    {surround_container(color(open, :map, state), doc, color("}", :map, state), join), state}
  end

  defp map(_meta, open, [], state), do: {concat(color(open, :map, state), color("}", :map, state)), state}

  defp map(meta, open, pairs, state) do
    join = if eol?(meta, state), do: :line, else: :break
    container(meta, pairs, color(open, :map, state), color("}", :map, state), join, state)
  end

  defp unwrap_pairs({:__block__, _, [list]}) when is_list(list), do: list
  defp unwrap_pairs(pairs) when is_list(pairs), do: pairs
  defp unwrap_pairs(other), do: [other]

  defp container(meta, args, open, close, join, state, fun \\ &expr(&1, :parens_arg, &2))

  defp container(meta, [], open, close, _join, state, fun) do
    case arguments([], meta, false, :none, :break, state, fun) do
      {doc, :line, state} -> {surround_container(open, doc, close, :line), state}
      {_doc, :break, state} -> {concat(open, close), state}
    end
  end

  defp container(meta, args, open, close, join, state, fun) do
    {args_doc, join, state} = arguments(args, meta, false, :none, join, state, fun)
    {surround_container(open, args_doc, close, join), state}
  end

  # [head | tail]
  defp element({:|, meta, [left, right]}, state), do: binary(:|, "|", meta, left, right, :parens_arg, state)
  defp element(arg, state), do: expr(arg, :parens_arg, state)

  defp surround_container(open, doc, close, :flex_break), do: group(concat([open, nest(doc, 1), close]))

  defp surround_container(open, doc, close, :line) do
    open |> line(doc) |> nest(2) |> line(close) |> force_unfit() |> group()
  end

  defp surround_container(open, doc, close, :break) do
    group(concat([nest(concat([open, break(""), doc]), 2, :break), break(""), close]))
  end

  defp wrap(doc), do: concat(["(", nest(doc, :cursor), ")"])

  # An operator in parentheses breaks together with what it stands in.
  defp wrap_operator(doc), do: doc |> ungroup() |> wrap()

  defp block_in_parens(doc), do: "(" |> line(doc) |> nest(2) |> line(")") |> force_unfit()

  # Bitstrings

  defp bitstring(meta, args, state) do
    last = length(args) - 1
    join = if eol?(meta, state), do: :line, else: :flex_break

    indexed = Enum.with_index(args)

    {args_doc, join, state} =
      arguments(indexed, meta, false, :none, join, state, fn {arg, index}, state ->
        segment_element(arg, index, last, state)
      end)

    doc =
      case join do
        :flex_break -> group(concat(["<<", nest(args_doc, 2), ">>"]))
        :line -> "<<" |> line(args_doc) |> nest(2) |> line(">>") |> force_unfit() |> group()
      end

    {doc, state}
  end

  # The generator of a bitstring comprehension is the last segment.
  defp segment_element({:<-, meta, [left, right]}, index, last, state) do
    parens? = (index == 0 and ambiguous_start?(left) and not match?({:"::", _, _}, left)) or (index == last and ambiguous_end?(right))
    {left_doc, state} = expr_segment(left, parens?, index, state)
    {right_doc, state} = expr(right, :parens_arg, state)
    doc = bind(left_doc, " <-", right_doc, false, 2, meta, state)
    {if(parens?, do: wrap(doc), else: doc), state}
  end

  defp segment_element({:"::", _, [value, spec]}, index, last, state) do
    {value_doc, state} = operand(value, :"::", {:right, 60}, :left, :operand, state)

    value_doc =
      if (index == 0 and ambiguous_start?(value)) or segment_operator?(value), do: wrap(value_doc), else: value_doc

    {spec_doc, state} = segment_spec(spec, state)
    spec_doc = if index == last and ambiguous_end?(spec), do: wrap(spec_doc), else: spec_doc
    {concat([value_doc, "::", spec_doc]), state}
  end

  defp segment_element(arg, index, last, state) do
    {doc, state} = expr(arg, :parens_arg, state)
    parens? = (index == 0 and ambiguous_start?(arg)) or (index == last and ambiguous_end?(arg))
    {if(parens?, do: wrap(doc), else: doc), state}
  end

  # Inside parentheses nothing runs together.
  defp expr_segment(left, true, _index, state), do: segment_element(left, :none, :last, state)
  defp expr_segment(left, false, index, state), do: segment_element(left, index, :last, state)

  defp segment_operator?({name, meta, [_ | _] = args}) when is_atom(name) do
    sigil?(name, meta) or
      (length(args) == 1 and Code.Identifier.unary_op(name) != :error and name in [:"~~~"] and not meta?(meta, :closing))
  end

  defp segment_operator?(_), do: false

  defp segment_spec({:-, _, [left, right]}, state) do
    {left_doc, state} = segment_spec(left, state)
    {right_doc, state} = segment_spec_operand(right, state)
    {concat([left_doc, "-", right_doc]), state}
  end

  defp segment_spec({:*, _, [left, right]}, state) do
    {left_doc, state} = segment_spec_factor(left, state)
    {right_doc, state} = segment_spec_factor(right, state)
    {concat([left_doc, "*", right_doc]), state}
  end

  defp segment_spec(spec, state), do: segment_spec_operand(spec, state)

  defp segment_spec_factor({:-, _, [_, _]} = spec, state) do
    {doc, state} = segment_spec(spec, state)
    {wrap(doc), state}
  end

  defp segment_spec_factor({:*, _, [_, _]} = spec, state) do
    {doc, state} = segment_spec(spec, state)
    {wrap(doc), state}
  end

  defp segment_spec_factor({:__block__, _, [{_, _, [_, _]} = inner]}, state), do: segment_spec_factor(inner, state)
  defp segment_spec_factor(spec, state), do: segment_spec_operand(spec, state)

  defp segment_spec_operand({:*, _, [_, _]} = spec, state), do: wrap_spec(spec, state)

  defp segment_spec_operand(spec, state) do
    {doc, state} = expr(spec, :parens_arg, state)
    {if(operator?(spec) and not match?({:^, _, [_]}, spec), do: wrap(doc), else: doc), state}
  end

  defp wrap_spec(spec, state) do
    {doc, state} = expr(spec, :parens_arg, state)
    {wrap(doc), state}
  end

  # `<<` right after `<<` and `>>` right before `>>` would run together.
  defp ambiguous_start?({:<<>>, meta, _}), do: not meta?(meta, :delimiter)
  defp ambiguous_start?({:"::", _, [left, _]}), do: ambiguous_start?(left)

  defp ambiguous_start?({name, meta, [left, _]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error and ambiguous_start?(left)
  end

  defp ambiguous_start?(_), do: false

  defp ambiguous_end?({:<<>>, meta, _}), do: not meta?(meta, :delimiter)

  defp ambiguous_end?({name, meta, [_, right]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error and ambiguous_end?(right)
  end

  defp ambiguous_end?(_), do: false

  # Literals

  defp atom_text(atom, _meta) when atom in [nil, true, false], do: Atom.to_string(atom)

  defp atom_text(atom, meta) do
    text = Atom.to_string(atom)

    if meta?(meta, :delimiter) do
      # The text is as it was written, escapes included.
      if plain_atom?(atom, text), do: ":" <> text, else: ":\"" <> escape_closing(text, "\"") <> "\""
    else
      Macro.inspect_atom(:literal, atom)
    end
  end

  defp key_text(atom, meta) do
    text = Atom.to_string(atom)

    if meta?(meta, :delimiter) do
      if plain_atom?(atom, text), do: text <> ":", else: "\"" <> escape_closing(text, "\"") <> "\":"
    else
      Macro.inspect_atom(:key, atom)
    end
  end

  defp plain_atom?(atom, text) do
    not String.contains?(text, "\\") and Macro.classify_atom(atom) in [:unquoted, :identifier]
  end

  defp integer_text("0x" <> digits), do: "0x" <> String.upcase(digits)
  defp integer_text("0" <> <<char, _::binary>> = token) when char in [?b, ?o], do: token
  defp integer_text("?" <> _ = token), do: token
  defp integer_text("-" <> token), do: "-" <> integer_text(token)
  defp integer_text(token), do: group_digits(token)

  defp float_text(token) do
    [integer, rest] = :binary.split(token, ".")
    group_digits(integer) <> "." <> String.downcase(rest)
  end

  # Six digits or more are grouped by underscores.
  defp group_digits("-" <> digits), do: "-" <> group_digits(digits)

  defp group_digits(digits) do
    if byte_size(digits) >= 6 and not String.contains?(digits, "_") do
      digits |> String.reverse() |> chunk_digits() |> String.reverse()
    else
      digits
    end
  end

  defp chunk_digits(<<chunk::binary-size(3), rest::binary>>) when rest != "", do: chunk <> "_" <> chunk_digits(rest)
  defp chunk_digits(rest), do: rest

  # Line breaks within a string stand at the margin, whatever the nesting.
  defp string_lines(text) do
    case String.split(text, "\n") do
      [single] -> string(single)
      [first | rest] -> Enum.reduce(rest, string(first), &concat([&2, nest(line(), :reset), string(&1)]))
    end
  end

  defp heredoc(text, delimiter, suffix, state) do
    {concat([delimiter, text |> escape_heredoc(delimiter) |> heredoc_body(), delimiter, suffix]) |> force_unfit(), state}
  end

  # The last line break belongs to the closing delimiter.
  defp heredoc_body(text) do
    text |> String.split("\n") |> heredoc_lines(empty())
  end

  # Empty lines are left empty; the last line holds the closing delimiter.
  defp heredoc_lines([last], acc), do: acc |> concat(line()) |> concat(string(last))
  defp heredoc_lines([text | rest], acc), do: heredoc_lines(rest, concat(acc, heredoc_line(text)))

  defp heredoc_line(""), do: nest(line(), :reset)
  defp heredoc_line("\r"), do: concat(nest(line(), :reset), "\r")
  defp heredoc_line(text), do: concat(line(), string(text))

  # Interpolation

  defp charlist_entries(entries) do
    Enum.map(entries, fn
      {{:., meta, [Kernel, :to_string]}, call_meta, args} -> {:"::", [], [{{:., meta, [Kernel, :to_string]}, call_meta, args}, {:binary, [], nil}]}
      other -> other
    end)
  end

  # The parser takes the backslash off an escaped closing delimiter.
  defp escape_closing(text, closing), do: String.replace(text, closing, "\\" <> closing)

  defp interpolated(entries, open, close, state), do: interpolated(entries, open, close, String.first(close), state)

  defp interpolated(entries, open, close, closing, state) do
    {docs, state} = Enum.map_reduce(entries, state, &interpolated_entry(&1, closing, &2))
    {concat([open, concat_all(docs), close]), state}
  end

  defp concat_all(docs), do: Enum.reduce(Enum.reverse(docs), empty(), &concat/2)

  defp interpolated_entry(text, closing, state) when is_binary(text), do: {string_lines(escape_closing(text, closing)), state}

  defp interpolated_entry({:"::", _, [{{:., _, [Kernel, :to_string]}, meta, [code]}, _]}, _closing, state) do
    {first, last} = line_range(code, {line(meta), @min_line})

    # Comments move out of the string.
    {doc, inner} = block(code, first, max(last, @min_line + 1), %{state | skip_eol: true, comments: []})
    state = %{inner | comments: state.comments}
    _ = meta
    {no_limit(concat(["\#{", doc, "}"])), %{state | skip_eol: false}}
  end

  defp heredoc_entries(entries, state, delimiter, suffix) do
    {docs, state} = heredoc_docs(entries, delimiter, [], state)
    first = if match?(["\n" <> _ | _], entries), do: nest(line(), :reset), else: line()
    {concat([delimiter, first, concat_all(docs), delimiter, suffix]) |> force_unfit(), state}
  end

  defp heredoc_docs([text | rest], delimiter, acc, state) when is_binary(text) do
    [first | others] = text |> escape_heredoc(delimiter) |> String.split("\n")
    doc = heredoc_rest(others, rest == [], string(first))
    heredoc_docs(rest, delimiter, [doc | acc], state)
  end

  defp heredoc_docs([entry | rest], delimiter, acc, state) do
    {doc, state} = interpolated_entry(entry, nil, state)
    heredoc_docs(rest, delimiter, [doc | acc], state)
  end

  defp heredoc_docs([], _delimiter, acc, state), do: {Enum.reverse(acc), state}

  # A line is empty when neither text nor interpolation follows.
  defp heredoc_rest([], _end?, acc), do: acc
  defp heredoc_rest([last], _end?, acc), do: acc |> concat(line()) |> concat(string(last))
  defp heredoc_rest([text | rest], end?, acc), do: heredoc_rest(rest, end?, concat(acc, heredoc_line(text)))

  defp escape_heredoc(text, delimiter), do: String.replace(text, delimiter, "\\" <> delimiter)

  # Sigils

  defp sigil?(name, meta) when is_atom(name) do
    meta?(meta, :delimiter) and match?("sigil_" <> _, Atom.to_string(name))
  end

  defp sigil?(_, _), do: false

  defp sigil(name, meta, [{:<<>>, _, entries}, modifiers], state) do
    "sigil_" <> letters = Atom.to_string(name)
    opening = meta[:delimiter]
    suffix = List.to_string(modifiers)

    entries =
      case {state.sigils, entries} do
        {%{} = sigils, [text]} when is_binary(text) and map_size(sigils) > 0 ->
          custom_sigil(String.to_atom(letters), text, meta, modifiers, opening, state)

        _ ->
          entries
      end

    if opening in [@double_heredoc, @single_heredoc] do
      {doc, state} = heredoc_entries(entries, state, opening, suffix)
      {concat("~" <> letters, doc), state}
    else
      interpolated(entries, "~" <> letters <> opening, closing(opening) <> suffix, state)
    end
  end

  defp custom_sigil(name, text, meta, modifiers, opening, state) do
    case state.sigils do
      %{^name => formatter} ->
        opts = [
          file: state.file,
          line: meta[:line],
          sigil: name,
          modifiers: modifiers,
          opening_delimiter: opening
        ]

        [IO.iodata_to_binary(formatter.(text, opts))]

      _ ->
        [text]
    end
  end

  defp closing("("), do: ")"
  defp closing("["), do: "]"
  defp closing("{"), do: "}"
  defp closing("<"), do: ">"
  defp closing(same), do: same

  # Documents that may stay on the line of what comes before and break inside

  # As the last argument of a call
  defp fits?({:<<>>, meta, [_ | _]}, state) do
    meta[:delimiter] == @double_heredoc or (meta[:delimiter] == nil and eol?(meta, state))
  end

  defp fits?({{:., _, [List, :to_charlist]}, meta, [[_ | _]]}, _state), do: meta[:delimiter] == @single_heredoc
  defp fits?({{:., _, [_, :{}]}, _, _}, _state), do: true

  defp fits?({:__block__, meta, [string]}, _state) when is_binary(string), do: meta[:delimiter] == @double_heredoc

  defp fits?([{:->, _, _} | _], _state), do: true
  defp fits?({:__block__, _, [[{:->, _, _} | _]]}, _state), do: true

  defp fits?({:__block__, meta, [list]}, _state) when is_list(list) do
    meta[:delimiter] == nil or meta[:delimiter] == @single_heredoc
  end

  defp fits?({:__block__, meta, [{_, _}]}, state), do: eol?(meta, state)
  defp fits?({:{}, meta, [_ | _]}, state), do: eol?(meta, state)
  defp fits?({form, _, [_ | _]}, _state) when form in [:fn, :%{}, :%], do: true

  defp fits?({name, meta, _}, _state) when is_atom(name) do
    sigil?(name, meta) and meta[:delimiter] in [@double_heredoc, @single_heredoc]
  end

  defp fits?(_, _state), do: false
end
