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
        {:with, meta, [_, _ | _] = args} -> build_with(code, meta, args, options_variable)
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

  defp build_with(code, meta, args, options) do
    {clauses, [blocks]} = Enum.split(args, -1)

    clauses =
      for clause <- clauses do
        case clause do
          {arrow, clause_meta, [pattern, right]} when arrow in [:<-, :=] ->
            {arrow, clause_meta, [pattern, shown(Macro.to_string(right), right, options)]}

          other ->
            other
        end
      end

    quote do
      Macro.__dbg__("", {:title, "With clauses:"}, unquote(options))
      unquote(call({:after_lines, "With expression:", Macro.to_string(code), {:with, meta, clauses ++ [blocks]}}, options))
    end
  end

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
  defp format({:title, title}, _header, _options, colors?), do: {[title(title, colors?), ?\n], :ok}

  defp format({:titled, title, text, value}, _header, options, colors?) do
    {[title(title, colors?), ?\n, line(text, value, options, colors?), ?\n], value}
  end

  defp format({:numbered, title, text, {number, value}}, _header, options, colors?) do
    title = "#{title} (clause ##{number} matched):"
    {[title(title, colors?), ?\n, line(text, value, options, colors?), ?\n], value}
  end

  defp format({:after_lines, title, text, value}, _header, options, colors?) do
    {[?\n, title(title, colors?), ?\n, line(text, value, options, colors?), ?\n], value}
  end

  defp line(text, value, options, colors?) do
    [color(colors?, [:bright], text), color(colors?, [:faint], " #=> "), inspect(value, options), ?\n]
  end

  defp title(title, colors?), do: color(colors?, [:faint], title)

  defp color(true, styles, text), do: [Enum.map(styles, &apply(IO.ANSI, &1, [])), text, IO.ANSI.reset()]
  defp color(false, _styles, text), do: text
end
