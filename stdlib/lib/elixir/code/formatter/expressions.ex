defmodule Code.Formatter.Expressions do
  @moduledoc false

  # A node to a document: the table of what formats what. The context tells what the node is an operand or argument of, on which
  # it depends whether a call may go without parentheses.

  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Bitstrings, Blocks, Calls, Clauses, Containers, Literals, Operators, Strings}

  @double_heredoc ~s["""]
  @single_heredoc "'''"
  @max_line max_line()
  @min_line min_line()

  # Strings with interpolation, and bitstrings
  @doc false
  def expr({:<<>>, meta, entries}, _context, state) when is_list(entries) do
    delimiter = meta[:delimiter]

    cond do
      entries == [] -> {"<<>>", state}
      delimiter == @double_heredoc -> Strings.heredoc_entries(entries, state, @double_heredoc, "")
      delimiter != nil -> Strings.interpolated(entries, "\"", "\"", state)
      true -> Bitstrings.bitstring(meta, entries, state)
    end
  end

  # Charlists with interpolation
  def expr({{:., _, [List, :to_charlist]}, meta, [entries]} = quoted, context, state) do
    case meta[:delimiter] do
      @single_heredoc -> Strings.heredoc_entries(Strings.charlist_entries(entries), state, @single_heredoc, "")
      nil -> Calls.remote_call(quoted, context, state)
      "~c" <> quote -> Strings.interpolated(Strings.charlist_entries(entries), "~c" <> quote, quote, state)
      _ -> Strings.interpolated(Strings.charlist_entries(entries), "'", "'", state)
    end
  end

  # Atoms with interpolation
  def expr({{:., _, [:erlang, name]}, meta, [{:<<>>, _, entries}, _]} = quoted, context, state)
       when name in [:binary_to_atom, :binary_to_existing_atom] do
    if meta?(meta, :delimiter) do
      Strings.interpolated(entries, ":\"", "\"", state)
    else
      Calls.remote_call(quoted, context, state)
    end
  end

  # foo[bar]
  def expr({{:., _, [Access, :get]}, meta, [target, arg]} = quoted, context, state) do
    if meta?(meta, :from_brackets) or meta?(meta, :closing) and not meta?(meta, :no_parens) do
      {target_doc, state} = Calls.access_target(target, state)
      {arg_doc, state} = Calls.access_argument(arg, meta, state)
      {concat(target_doc, arg_doc), state}
    else
      Calls.remote_call(quoted, context, state)
    end
  end

  # not(left in right)
  def expr({:not, meta, [{:in, _, [left, right]}]}, context, state) do
    Operators.binary(:in, "not in", meta, left, right, context, state)
  end

  # Lists of clauses as an expression
  def expr([{:->, _, _} | _] = clauses, _context, state) do
    {min_line, max_line} = line_range(clauses, {@max_line, @min_line})
    Clauses.clauses_in_parens(clauses, min_line, max_line, state)
  end

  def expr({:__block__, _, [[{:->, _, _} | _] = clauses]}, context, state), do: expr(clauses, context, state)

  # Literals
  def expr({:__block__, meta, [literal]}, _context, state) when is_list(literal) do
    case meta[:delimiter] do
      @single_heredoc -> Strings.heredoc(List.to_string(literal), @single_heredoc, "", state)
      nil -> Containers.list(meta, literal, state)
      _ -> {string_lines("'" <> Strings.escape_closing(List.to_string(literal), "'") <> "'"), state}
    end
  end

  def expr({:__block__, meta, [string]}, _context, state) when is_binary(string) do
    if meta[:delimiter] == @double_heredoc do
      {doc, state} = Strings.heredoc(string, @double_heredoc, "", state)
      {color(doc, :string, state), state}
    else
      {string_lines("\"" <> Strings.escape_closing(string, "\"") <> "\"") |> color(:string, state), state}
    end
  end

  def expr({:__block__, meta, [atom]}, _context, state) when is_atom(atom) do
    {atom |> Literals.atom_text(meta) |> string() |> color(atom_color(atom), state), state}
  end

  def expr({:__block__, meta, [integer]}, _context, state) when is_integer(integer) do
    {meta |> Keyword.get(:token, Integer.to_string(integer)) |> Literals.integer_text() |> color(:number, state), state}
  end

  def expr({:__block__, meta, [float]}, _context, state) when is_float(float) do
    {meta |> Keyword.get(:token, inspect(float)) |> Literals.float_text() |> color(:number, state), state}
  end

  def expr({:__block__, meta, [{left, right}]}, _context, state), do: Containers.tuple(meta, [left, right], state)

  def expr({:__block__, _, [{:unquote_splicing, _, [_]} = splicing]}, _context, state) do
    {doc, state} = Calls.local_call(splicing, :parens_arg, state)
    {wrap(doc), state}
  end

  def expr({:__block__, _, [single]}, context, state), do: expr(single, context, state)
  def expr({:__block__, _, []}, _context, state), do: {"nil", state}

  # A block inside an expression
  def expr({:__block__, meta, exprs}, _context, state) when is_list(exprs) do
    {first, last} = line_range(exprs, {@max_line, @min_line})
    min_line = if first == @max_line, do: @min_line, else: min(line(meta), first - 1)
    max_line = max(last, closing_line(meta))
    {doc, state} = Blocks.block({:__block__, meta, exprs}, min_line, max(max_line, @min_line + 1), state)
    {block_in_parens(doc), state}
  end

  def expr({:__aliases__, _, [head | tail]}, context, state), do: Calls.aliases(head, tail, context, state)

  # Maps, structs, tuples
  def expr({:%{}, meta, pairs}, _context, state) when is_list(pairs), do: Containers.map(meta, "%{", pairs, state)

  def expr({:%, _, [name, {:%{}, meta, pairs}]}, _context, state) do
    {name_doc, state} = expr(name, :parens_arg, state)
    Containers.map(meta, concat(["%", name_doc, "{"]), pairs, state)
  end

  def expr({:{}, meta, args}, _context, state) when is_list(args), do: Containers.tuple(meta, args, state)

  # Functions and captures
  def expr({:fn, meta, [_ | _] = clauses}, _context, state), do: Clauses.anonymous_function(clauses, meta, state)

  def expr({:&, _, [{:__block__, _, [integer]}]}, _context, state) when is_integer(integer) do
    {"&" <> Integer.to_string(integer), state}
  end

  def expr({:&, _, [integer]}, _context, state) when is_integer(integer), do: {"&" <> Integer.to_string(integer), state}
  def expr({:&, _, [arg]}, context, state), do: Operators.capture(arg, context, state)
  def expr({:@, meta, [arg]}, context, state), do: Operators.attribute(meta, arg, context, state)

  def expr({:.., _, []}, context, state) do
    doc = if is_no_parens(context), do: "(..)", else: ".."
    {doc, state}
  end

  def expr({:..., _, []}, _context, state), do: {"...", state}

  def expr({:"..//", meta, [first, last, step]}, _context, state) do
    range = {:.., meta, [first, last]}
    {left, state} = Operators.operand(range, :"//", {:right, 190}, :left, :operand, state)
    {right, state} = Operators.operand(step, :"//", {:right, 190}, :right, :operand, state)
    {concat([left, color("//", :operator, state), right]), state}
  end

  def expr({name, meta, [arg]} = quoted, context, state) when is_atom(name) do
    if Code.Identifier.unary_op(name) != :error and not meta?(meta, :closing) do
      Operators.unary(name, arg, context, state)
    else
      sigil_or_call(quoted, context, state)
    end
  end

  def expr({name, meta, [left, right]} = quoted, context, state) when is_atom(name) do
    cond do
      sigil?(name, meta) -> sigil_or_call(quoted, context, state)
      Code.Identifier.binary_op(name) == :error -> sigil_or_call(quoted, context, state)
      true -> Operators.binary(name, Atom.to_string(name), meta, left, right, context, state)
    end
  end

  def expr({name, _, context}, _, state) when is_atom(name) and is_atom(context) do
    {name |> name_doc() |> color(:variable, state), state}
  end

  def expr({name, _, args} = quoted, context, state) when is_atom(name) and is_list(args), do: sigil_or_call(quoted, context, state)
  def expr({_, _, args} = quoted, context, state) when is_list(args), do: Calls.remote_call(quoted, context, state)

  # A keyword list as the last argument
  def expr([{_, _} | _] = keyword, _context, state), do: Containers.list([], keyword, state)
  def expr(list, _context, state) when is_list(list), do: Containers.list([], list, state)

  # `key: value` and `key => value`
  def expr({key, value}, context, state) do
    Containers.pair(key, value, Operators.force_many_args_or_operand(context, :parens_arg), state)
  end

  def expr(other, _context, state), do: {inspect(other), state}

  defp sigil_or_call({name, meta, args} = quoted, context, state) do
    if sigil?(name, meta), do: Strings.sigil(name, meta, args, state), else: Calls.local_call(quoted, context, state)
  end

  # Whether it may stay on the line of what comes before and break inside.
  @doc false
  def fits?({:<<>>, meta, [_ | _]}, state) do
    meta[:delimiter] == @double_heredoc or (meta[:delimiter] == nil and eol?(meta, state))
  end

  def fits?({{:., _, [List, :to_charlist]}, meta, [[_ | _]]}, _state), do: meta[:delimiter] == @single_heredoc
  def fits?({{:., _, [_, :{}]}, _, _}, _state), do: true
  def fits?({:__block__, meta, [string]}, _state) when is_binary(string), do: meta[:delimiter] == @double_heredoc
  def fits?([{:->, _, _} | _], _state), do: true
  def fits?({:__block__, _, [[{:->, _, _} | _]]}, _state), do: true

  def fits?({:__block__, meta, [list]}, _state) when is_list(list) do
    meta[:delimiter] == nil or meta[:delimiter] == @single_heredoc
  end

  def fits?({:__block__, meta, [{_, _}]}, state), do: eol?(meta, state)
  def fits?({:{}, meta, [_ | _]}, state), do: eol?(meta, state)
  def fits?({form, _, [_ | _]}, _state) when form in [:fn, :%{}, :%], do: true

  def fits?({name, meta, _}, _state) when is_atom(name) do
    sigil?(name, meta) and meta[:delimiter] in [@double_heredoc, @single_heredoc]
  end

  def fits?(_, _state), do: false
end
