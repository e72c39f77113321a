defmodule Macro.Dbg do
  @moduledoc false

  # The default form of dbg: code that evaluates what it is given and prints the parts as they become known.

  @operators [:and, :or, :&&, :||]

  @doc false
  def build(code, options, env) do
    header = header(env)
    options_variable = Macro.unique_var(:options, __MODULE__)

    body =
      case code do
        {:|>, _, [_, _]} -> pipe(code, options_variable)
        {operator, _, [_, _]} when operator in @operators -> finished(operator(code, options_variable), options_variable)
        {:__block__, _, [_, _ | _] = parts} -> block(parts, options_variable)
        {:case, _, [argument, [do: clauses]]} -> build_case(code, argument, clauses, options_variable)
        {:cond, _, [[do: clauses]]} -> build_cond(code, clauses, options_variable)
        {:if, meta, [condition, clauses]} -> build_if(code, meta, condition, clauses, options_variable, env)
        {:with, _, [_, _ | _]} -> build_with(code, options_variable)
        _ -> nil
      end

    if body do
      quote do
        unquote(options_variable) = unquote(options)
        Macro.__dbg__(unquote(header), :header, unquote(options_variable))
        unquote(body)
      end
    else
      quote do
        Macro.__dbg__(unquote(header), {:value, unquote(Macro.to_string(code)), unquote(code)}, unquote(options))
      end
    end
  end

  defp header(%{file: file, line: line} = env), do: "[#{Path.relative_to_cwd(file)}:#{line}: #{place(env)}]"

  defp place(%{module: nil}), do: "(file)"
  defp place(%{module: module, function: nil}), do: "#{inspect(module)} (module)"
  defp place(%{module: module, function: {name, arity}}), do: Exception.format_mfa(module, name, arity)

  # Code that prints "text #=> value" and gives the value.
  defp shown(text, code, options), do: call({:line, text, code}, options)

  # The same for the last line: an empty line follows.
  defp finished(code, options), do: call({:finish, code}, options)

  defp call(to_debug, options) do
    quote(do: Macro.__dbg__("", unquote(to_call(to_debug)), unquote(options)))
  end

  defp to_call(tuple), do: {:{}, [], Tuple.to_list(tuple)}

  # Each step is bound to a variable, so that it is printed before the next one runs.
  defp pipe(code, options) do
    [{first, _} | steps] = Macro.unpipe(code)
    variable = Macro.unique_var(:value, __MODULE__)
    bind = fn text, code -> quote(do: unquote(variable) = unquote(shown(text, code, options))) end

    steps =
      for {call, position} <- steps do
        bind.("|> " <> Macro.to_string(call), Macro.pipe(variable, call, position))
      end

    {:__block__, [], [bind.(Macro.to_string(first), first) | steps] ++ [finished(variable, options)]}
  end

  # Only the left operands are certain to be evaluated.
  defp operator({operator, meta, [left, right]} = code, options) when operator in @operators do
    left =
      case left do
        {inner, _, [_, _]} when inner in @operators -> operator(left, options)
        _ -> shown(Macro.to_string(left), left, options)
      end

    shown(Macro.to_string(code), {operator, meta, [left, right]}, options)
  end

  defp block(parts, options) do
    {before, [last]} = Enum.split(parts, -1)
    lines = for part <- before, do: shown(Macro.to_string(part), part, options)
    {:__block__, [], lines ++ [finished(shown(Macro.to_string(last), last, options), options)]}
  end

  defp build_case({:case, meta, _} = code, argument, clauses, options) do
    argument = call({:titled, "Case argument:", Macro.to_string(argument), argument}, options)

    numbered =
      for {{:->, clause_meta, [pattern, body]}, number} <- Enum.with_index(clauses, 1) do
        {:->, clause_meta, [pattern, {number, body}]}
      end

    call({:numbered, "Case expression", Macro.to_string(code), {:case, meta, [argument, [do: numbered]]}}, options)
  end

  defp build_cond({:cond, meta, _} = code, clauses, options) do
    variable = Macro.unique_var(:condition, __MODULE__)

    clauses =
      for {{:->, clause_meta, [[condition], body]}, number} <- Enum.with_index(clauses, 1) do
        title = "Cond clause (clause ##{number} matched):"
        print = call({:titled, title, Macro.to_string(condition), variable}, options)
        {:->, clause_meta, [[{:=, [], [variable, condition]}], {:__block__, [], [print, body]}]}
      end

    call({:titled, "Cond expression:", Macro.to_string(code), {:cond, meta, [[do: clauses]]}}, options)
  end

  defp build_if(code, meta, condition, clauses, options, env) do
    if Macro.Env.lookup_import(env, {:if, 2}) == [macro: Kernel] do
      condition = call({:titled, "If condition:", Macro.to_string(condition), condition}, options)
      call({:titled, "If expression:", Macro.to_string(code), {:if, meta, [condition, clauses]}}, options)
    end
  end

  # The clauses' values go along in the `with` beside what is matched, and are printed when it is done: what its own code prints
  # does not come between them.
  defp build_with({:with, meta, args} = code, options) do
    {clauses, [blocks]} = Enum.split(args, -1)
    lines = Macro.unique_var(:lines, __MODULE__)

    blocks =
      for {name, block} <- blocks do
        {name, if(name == :else, do: else_clauses(block, lines), else: {lines, block})}
      end

    clauses = [quote(do: unquote(lines) = []) | Enum.flat_map(clauses, &with_clause(&1, lines))]
    call({:with, Macro.to_string(code), {:with, meta, clauses ++ [blocks]}}, options)
  end

  defp with_clause({arrow, meta, [pattern, right]}, lines) when arrow in [:<-, :=] do
    value = Macro.unique_var(:value, __MODULE__)
    text = Macro.to_string(right)

    evaluated = [
      quote(do: unquote(value) = unquote(right)),
      quote(do: unquote(lines) = [{unquote(text), unquote(value)} | unquote(lines)])
    ]

    evaluated ++
      if arrow == :<-,
        do: [{:<-, meta, [beside(pattern, lines), {lines, value}]}],
        else: [{:=, meta, [pattern, value]}]
  end

  defp with_clause(other, _lines), do: [other]

  defp else_clauses(clauses, lines) do
    clauses = for {:->, meta, [[pattern], body]} <- clauses, do: {:->, meta, [[beside(pattern, lines)], {lines, body}]}
    clauses ++ quote(generated: true, do: ({_lines, other} -> :erlang.error({:else_clause, other})))
  end

  defp beside({:when, meta, [pattern, guard]}, lines), do: {:when, meta, [{lines, pattern}, guard]}
  defp beside(pattern, lines), do: {lines, pattern}

  @doc false
  def print(header, to_debug, options) do
    {print_location?, options} = Keyword.pop(options, :print_location, true)

    {colors?, options} =
      case Keyword.fetch(options, :syntax_colors) do
        {:ok, colors} -> {colors != [], options}
        :error -> if(IO.ANSI.enabled?(), do: {true, [syntax_colors: IO.ANSI.syntax_colors()] ++ options}, else: {false, options})
      end

    options = Keyword.merge([width: 80, pretty: true], options)
    header = if print_location?, do: [color(colors?, [:italic], header), ?\n], else: []

    {text, value} = format(to_debug, header, options, colors?)
    :ok = IO.write(text)
    value
  end

  defp format(:header, header, _options, _colors?), do: {header, :ok}
  defp format({:value, text, value}, header, options, colors?), do: {[header, line(text, value, options, colors?), ?\n], value}
  defp format({:line, text, value}, _header, options, colors?), do: {line(text, value, options, colors?), value}
  defp format({:finish, value}, _header, _options, _colors?), do: {"\n", value}

  defp format({:titled, title, text, value}, _header, options, colors?) do
    {[title(title, colors?), ?\n, line(text, value, options, colors?), ?\n], value}
  end

  defp format({:numbered, title, text, {number, value}}, _header, options, colors?) do
    title = "#{title} (clause ##{number} matched):"
    {[title(title, colors?), ?\n, line(text, value, options, colors?), ?\n], value}
  end

  defp format({:with, text, {lines, value}}, _header, options, colors?) do
    lines = for {text, value} <- Enum.reverse(lines), do: line(text, value, options, colors?)
    shown = [title("With clauses:", colors?), ?\n, lines, ?\n, title("With expression:", colors?), ?\n]
    {[shown, line(text, value, options, colors?), ?\n], value}
  end

  defp line(text, value, options, colors?) do
    [color(colors?, [:bright], text), color(colors?, [:faint], " #=> "), inspect(value, options), ?\n]
  end

  defp title(title, colors?), do: color(colors?, [:faint], title)

  defp color(true, styles, text), do: [Enum.map(styles, &apply(IO.ANSI, &1, [])), text, IO.ANSI.reset()]
  defp color(false, _styles, text), do: text
end
