defmodule IEx.Breakpoints do
  @moduledoc false
  # Writes into the source of a module where its functions are to stop, and compiles it again. What a function is to do there is
  # `IEx.Pry.__break__/4`, which decides by the table of breakpoints.

  @attribute :iex_pry

  # Compiles `module` so that `functions`, a list of `{module, {name, arity}}`, ask at their beginning whether to stop; without any of
  # a module that is taken out of it again. Modules in `module`, or around it, are compiled along.
  def instrument(module, functions) do
    with {:ok, forms, file} <- source(module),
         {:ok, found} <- find(forms, module),
         {quoted, defined} = rewrite(found, functions),
         [] <- Enum.filter(functions, &(elem(&1, 0) == module)) -- defined do
      compile(quoted, file)
    else
      [_ | _] -> {:error, :unknown_function_arity}
      error -> error
    end
  end

  def instrumented?(module) do
    Code.ensure_loaded?(module) and module.module_info(:attributes)[@attribute] == [true]
  end

  # -- Source

  defp source(module) do
    # Calls of the modules that jlixir comes with do not follow another version.
    with false <- :code.is_loaded(module) == {:file, :loaded},
         [_ | _] = source <- module.module_info(:compile)[:source],
         file = List.to_string(source),
         {:ok, text} <- File.read(file),
         {:ok, quoted} <- Code.string_to_quoted(text, file: file, columns: true) do
      {:ok, forms(quoted), file}
    else
      _ -> {:error, :no_source}
    end
  end

  defp forms({:__block__, _, forms}), do: forms
  defp forms(form), do: [form]

  # The outermost module around `module`, behind what the file says before it that modules see.
  defp find(forms, module) do
    case Enum.find(forms, &defines?(&1, nil, module)) do
      nil -> {:error, :no_source}
      definition -> {:ok, Enum.filter(Enum.take_while(forms, &(&1 != definition)), &lexical?/1) ++ [definition]}
    end
  end

  defp lexical?({directive, _, _}) when directive in [:alias, :import, :require, :use], do: true
  defp lexical?(_), do: false

  defp defines?({:defmodule, _, [name, [{_do, body}]]}, outer, module) do
    own = full_name(name, outer)
    own == module or Enum.any?(forms(body), &defines?(&1, own, module))
  end

  defp defines?(_form, _outer, _module), do: false

  defp full_name({:__aliases__, _, [:"Elixir" | parts]}, _outer), do: Module.concat(parts)
  defp full_name({:__aliases__, _, [first | _] = parts}, outer) when is_atom(first), do: Module.concat([outer | parts])
  defp full_name(name, _outer) when is_atom(name), do: name
  defp full_name(_other, _outer), do: nil

  # -- Rewriting

  defp rewrite(forms, functions) do
    {last, defined} = rewrite_module(List.last(forms), nil, functions)
    {{:__block__, [], List.replace_at(forms, -1, last)}, defined}
  end

  defp rewrite_module({:defmodule, meta, [name, [{key, body}]]}, outer, functions) do
    own = full_name(name, outer)

    {rewritten, defined} =
      Enum.map_reduce(forms(body), [], fn form, defined ->
        {form, more} = if match?({:defmodule, _, _}, form), do: rewrite_module(form, own, functions), else: rewrite_definition(form, own, functions)
        {form, more ++ defined}
      end)

    mark =
      quote do
        Module.register_attribute(__MODULE__, unquote(@attribute), persist: true)
        Module.put_attribute(__MODULE__, unquote(@attribute), true)
      end

    marked = if List.keymember?(functions, own, 0), do: [mark | rewritten], else: rewritten
    {{:defmodule, meta, [name, [{key, {:__block__, [], marked}}]]}, defined}
  end

  defp rewrite_module(form, _outer, _functions), do: {form, []}

  defp rewrite_definition({kind, meta, [head, [{_do, body} | _] = clauses]} = form, module, functions) when kind in [:def, :defp] do
    {call, guard} = without_guard(head)

    with {name, arguments} when is_atom(name) <- Macro.decompose_call(call),
         signature = {name, length(arguments)},
         true <- {module, signature} in functions do
      names = for {_, index} <- Enum.with_index(arguments, 1), do: {:"iex_argument#{index}", [generated: true], __MODULE__}
      named = Enum.zip_with(arguments, names, &name_argument/2)
      stop = quote(do: IEx.Pry.__break__(unquote(module), unquote(name), unquote(names)))
      {_, call_meta, _} = call
      head = guard.({name, call_meta, named})
      # A `def` with `rescue` and the like stops before it tries.
      {{kind, meta, [head, List.replace_at(clauses, 0, {:do, annotate(body, stop, line(meta))})]}, [{module, signature}]}
    else
      _ -> {form, []}
    end
  end

  defp rewrite_definition(form, _module, _functions), do: {form, []}

  defp without_guard({:when, meta, [call, guard]}), do: {call, &{:when, meta, [&1, guard]}}
  defp without_guard(call), do: {call, & &1}

  defp name_argument({:\\, meta, [pattern, default]}, name), do: {:\\, meta, [name_argument(pattern, name), default]}
  defp name_argument(pattern, name), do: {:=, [], [pattern, name]}

  defp line(meta), do: Keyword.get(meta, :line, 1)

  defp annotate(body, stop, line), do: IEx.Pry.annotate(body, stop, quote(do: __ENV__), line)

  # -- Compiling

  defp compile(quoted, file) do
    before = Code.get_compiler_option(:ignore_module_conflict)
    Code.put_compiler_option(:ignore_module_conflict, true)

    try do
      # What the compiler has to say it has said before.
      Code.with_diagnostics(fn -> Code.compile_quoted(quoted, file) end)
      :ok
    rescue
      _ -> {:error, :recompile_failed}
    after
      Code.put_compiler_option(:ignore_module_conflict, before)
    end
  end
end
