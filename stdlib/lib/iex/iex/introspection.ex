defmodule IEx.Introspection do
  @moduledoc false
  # What `h`, `b`, `t` and `open` of the shell find and print.

  # `Mod`, `Mod.fun`, `Mod.fun/2`, `fun`, `fun/2` as a module or `{module, function, arity}`, quoted.
  def decompose({:/, _, [call, arity]} = term, env) when is_integer(arity) do
    case Macro.decompose_call(call) do
      {_module, _name, []} = parts -> with_arity(parts, arity, env)
      {_name, args} = parts when args in [[], nil] -> with_arity(parts, arity, env)
      _ -> variable(call, arity, term, env)
    end
  end

  def decompose({{:., _, [module, name]}, _, []}, _env), do: quote(do: {unquote(module), unquote(name)})
  def decompose({name, _, context}, env) when is_atom(name) and is_atom(context), do: local(name, env)
  def decompose({name, _, []}, env) when is_atom(name) and name not in [:__aliases__, :%{}, :{}], do: local(name, env)
  def decompose(term, _env), do: term

  defp variable({name, _, context}, arity, _term, env) when is_atom(name) and is_atom(context), do: local(name, arity, env)
  defp variable(_call, _arity, term, _env), do: term

  defp with_arity({module, name, []}, arity, _env), do: quote(do: {unquote(module), unquote(name), unquote(arity)})
  defp with_arity({name, _}, arity, env), do: local(name, arity, env)

  defp local(name, env), do: {imported(name, env) || IEx.Helpers, name}
  defp local(name, arity, env), do: Macro.escape({imported(name, env) || IEx.Helpers, name, arity})

  defp imported(name, env) do
    special = if {name, 1} in Kernel.SpecialForms.__info__(:macros) or Enum.any?(Kernel.SpecialForms.__info__(:macros), &(elem(&1, 0) == name)), do: Kernel.SpecialForms

    Enum.find_value(env.functions ++ env.macros, special, fn {module, functions} ->
      if Enum.any?(functions, &(elem(&1, 0) == name)), do: module
    end)
  end

  # -- h

  def h({module, function}), do: h_function(module, function, nil)
  def h({module, function, arity}), do: h_function(module, function, arity)

  def h(module) when is_atom(module) do
    when_loaded(module, fn ->
      case Code.fetch_docs(module) do
        {:docs_v1, _, _, _, :hidden, _, _} -> nodocs(inspect(module))
        {:docs_v1, _, _, _, doc, metadata, _} -> print_doc(inspect(module), inspect(module), metadata, doc)
        {:error, _} -> if java?(module), do: java(module), else: puts_error("#{inspect(module)} was not compiled with docs")
      end
    end)
  end

  def h(_other), do: puts_error("Invalid arguments for h helper")

  defp java?(module), do: not String.starts_with?(Atom.to_string(module), "Elixir.") and String.contains?(Atom.to_string(module), ".")

  defp java(module) do
    heading(inspect(module))
    for member <- :jlixir_java.members(module), do: IO.puts("  " <> member)
  end

  defp h_function(module, function, arity) do
    when_loaded(module, fn ->
      found = docs(module, [:function, :macro], function, arity)

      cond do
        found != [] ->
          for entry <- found, do: print_entry(module, entry)

        docs(module, [:callback, :macrocallback], function, arity) != [] ->
          puts_error(
            "No documentation for function #{mfa(module, function, arity)} was found, but there is a callback with the same name.\n" <>
              "You can view callback documentation with the b/1 helper."
          )

        function_exported?(module, :__info__, 1) and match?({:error, _}, Code.fetch_docs(module)) ->
          puts_error("#{inspect(module)} was not compiled with docs")

        exported?(module, function, arity) ->
          for {name, a} <- IEx.Autocomplete.exports(module), name == function, arity in [nil, a] do
            heading("#{inspect(module)}.#{name}/#{a}")
            specs(module, name, a)
          end

        true ->
          nodocs(mfa(module, function, arity))
      end
    end)
  end

  defp mfa(module, function, arity), do: "#{inspect(module)}.#{function}#{if arity, do: "/#{arity}"}"

  defp when_loaded(module, function) do
    case Code.ensure_loaded(module) do
      {:module, _} -> function.()
      {:error, reason} -> puts_error("Could not load module #{inspect(module)}, got: #{reason}")
    end
  end

  defp exported?(module, function, arity) do
    Enum.any?(IEx.Autocomplete.exports(module), fn {name, a} -> name == function and arity in [nil, a] end)
  end

  defp docs(module, kinds, name, arity) do
    case Code.fetch_docs(module) do
      {:docs_v1, _, _, _, _, _, entries} ->
        for {{kind, n, a}, _, signature, doc, metadata} <- entries,
            kind in kinds and n == name,
            doc != :hidden,
            arity == nil or a == arity or arity in (a - Map.get(metadata, :defaults, 0))..a,
            do: {kind, n, a, signature, doc, metadata}

      _ ->
        []
    end
    |> Enum.sort_by(fn {_, _, a, _, _, _} -> a end)
  end

  defp print_entry(module, {kind, name, arity, signature, doc, metadata}) do
    prefix = if kind in [:macro, :macrocallback], do: "defmacro ", else: "def "
    shown = if signature == [], do: "#{name}/#{arity}", else: Enum.join(signature, " ")
    print_doc(prefix <> shown, "#{inspect(module)}.#{name}/#{arity}", metadata, doc, fn -> specs(module, name, arity) end)
  end

  # What stands below a heading: what `specs` prints, metadata, and the documentation, if `of` has any.
  defp print_doc(heading, of, metadata, doc, specs \\ fn -> :ok end) do
    heading(heading)
    specs.()
    metadata(metadata)

    case doc do
      %{"en" => text} -> print_text(text)
      _ -> nodocs(of)
    end
  end

  defp print_text(metadata, text) do
    metadata(metadata)
    print_text(text)
  end

  defp print_text(text), do: IO.puts(IEx.Docs.render(String.trim_trailing(text), IEx.Config.ansi_docs()) <> "\n")

  defp specs(module, name, arity) do
    with {:ok, specs} <- Code.Typespec.fetch_specs(module) do
      texts = for {{^name, ^arity}, list} <- specs, spec <- list, do: definition(:spec, Code.Typespec.spec_to_quoted(name, spec), 2)
      if texts != [], do: IO.puts(Enum.map(texts, &[&1, "\n"]))
    end
  end

  # The attribute that says so, as the formatter writes it.
  defp definition(attribute, value, indent \\ 0) do
    text = Macro.to_string({:@, [], [{attribute, [], [value]}]})
    text = text |> Code.format_string!(line_length: max(IEx.width() - indent, 20)) |> IO.iodata_to_binary()
    "@" <> rest = String.replace(text, "\n", "\n" <> String.duplicate(" ", indent))
    name = Atom.to_string(attribute)
    String.duplicate(" ", indent) <> IEx.color(:doc_inline_code, "@" <> name) <> String.replace_prefix(rest, name, "")
  end

  defp metadata(metadata) do
    texts =
      for key <- [:deprecated, :since, :delegate_to, :guard], value = metadata[key] do
        case {key, value} do
          {:delegate_to, {module, name, arity}} -> "delegate_to: " <> Exception.format_mfa(module, name, arity)
          {key, value} when is_binary(value) -> "#{key}: #{value}"
          {key, value} -> "#{key}: #{inspect(value)}"
        end
      end

    if texts != [], do: IO.puts(Enum.map_join(texts, "\n", &IEx.color(:doc_metadata, &1)) <> "\n")
  end

  defp heading(text) do
    centered = String.pad_leading(text, div(IEx.width() + String.length(text), 2))
    centered = if IEx.Config.colors_enabled?(), do: String.pad_trailing(centered, IEx.width()), else: centered
    IO.puts(["\n", IEx.color(:doc_title, centered), "\n"])
  end

  defp nodocs(name), do: puts_error("No documentation for #{name} was found")

  defp puts_error(text), do: IO.puts(IEx.color(:eval_error, text))

  # -- b

  def b(module) when is_atom(module) do
    case callbacks(module) do
      [] -> puts_error("No callbacks for #{inspect(module)} were found")
      callbacks -> for {_kind, _name, _arity, text} <- callbacks, do: IO.puts(text <> "\n")
    end

    with optional when optional != [] <- optional_callbacks(module), do: IO.puts(definition(:optional_callbacks, optional) <> "\n")
  end

  def b({module, name}), do: b_function(module, name, nil)
  def b({module, name, arity}), do: b_function(module, name, arity)
  def b(_other), do: puts_error("Invalid arguments for b helper")

  defp b_function(module, name, arity) do
    found = for {_, n, a, text} <- callbacks(module), n == name, arity in [nil, a], do: {n, a, text}

    case found do
      [] ->
        nodocs(mfa(module, name, arity))

      _ ->
        for {n, a, text} <- found do
          IO.puts(text <> "\n")
          for {_, _, _, _, %{"en" => doc}, metadata} <- docs(module, [:callback, :macrocallback], n, a), do: print_text(metadata, doc)
        end
    end
  end

  defp callbacks(module) do
    with {:module, _} <- Code.ensure_loaded(module),
         {:ok, callbacks} <- Code.Typespec.fetch_callbacks(module) do
      for {{name, arity}, specs} <- Enum.sort(callbacks), spec <- specs do
        case Atom.to_string(name) do
          "MACRO-" <> text -> {:macrocallback, String.to_atom(text), arity - 1, definition(:macrocallback, macro_spec(String.to_atom(text), spec))}
          _ -> {:callback, name, arity, definition(:callback, Code.Typespec.spec_to_quoted(name, spec))}
        end
      end
    else
      _ -> []
    end
  end

  defp optional_callbacks(module) do
    if function_exported?(module, :behaviour_info, 1), do: Enum.sort(module.behaviour_info(:optional_callbacks)), else: []
  end

  # The first argument of a macro is its caller.
  defp macro_spec(name, spec) do
    case Code.Typespec.spec_to_quoted(name, spec) do
      {:"::", meta, [{name, call_meta, [_caller | args]}, result]} -> {:"::", meta, [{name, call_meta, args}, result]}
      other -> other
    end
  end

  # -- t

  def t(module) when is_atom(module) do
    case types(module) do
      [] -> puts_error("No type information for #{inspect(module)} was found")
      types -> for {_name, _arity, text} <- types, do: IO.puts(text <> "\n")
    end
  end

  def t({module, name}), do: t_type(module, name, nil)
  def t({module, name, arity}), do: t_type(module, name, arity)
  def t(_other), do: puts_error("Invalid arguments for t helper")

  defp t_type(module, name, arity) do
    case for {n, a, text} <- types(module), n == name, arity in [nil, a], do: {n, a, text} do
      [] ->
        puts_error("No type information for #{inspect(module)}.#{name}#{if arity, do: "/#{arity}"} was found or #{inspect(module)}.#{name} is private")

      found ->
        for {n, a, text} <- found do
          IO.puts(text <> "\n")
          for {_, _, _, _, %{"en" => doc}, metadata} <- docs(module, [:type], n, a), do: print_text(metadata, doc)
        end
    end
  end

  defp types(module) do
    with {:module, _} <- Code.ensure_loaded(module),
         {:ok, types} <- Code.Typespec.fetch_types(module) do
      for {kind, {name, _, args} = type} <- types, kind in [:type, :opaque, :nominal] do
        shown =
          case {kind, Code.Typespec.type_to_quoted(type)} do
            {:opaque, {:"::", _, [left, _]}} -> definition(:opaque, left)
            {kind, quoted} -> definition(kind, quoted)
          end

        {name, length(args), shown}
      end
      |> Enum.sort()
    else
      _ -> []
    end
  end

  # -- open

  def open({file, line}) when is_binary(file) and is_integer(line) do
    if File.regular?(file), do: edit(file, line), else: puts_error("Could not open: #{inspect(file)}. File is not available.")
  end

  def open({module, name}) when is_atom(module) and is_atom(name), do: open_function(module, name, nil)
  def open({module, name, arity}), do: open_function(module, name, arity)

  def open(module) when is_atom(module) do
    case source(module) do
      nil -> puts_error("Could not open: #{inspect(module)}. Module is not available.")
      file -> edit(file, line(Code.fetch_docs(module)))
    end
  end

  def open(_other), do: puts_error("Invalid arguments for open helper")

  defp open_function(module, name, arity) do
    file = source(module)
    found = if file, do: docs_lines(module, name, arity), else: []

    case found do
      [line | _] -> edit(file, line)
      [] -> puts_error("Could not open: #{inspect(module)}.#{name}#{if arity, do: "/#{arity}"}. Module or function is not available.")
    end
  end

  defp docs_lines(module, name, arity) do
    case Code.fetch_docs(module) do
      {:docs_v1, _, _, _, _, _, entries} -> for {{_, n, a}, line, _, _, _} <- entries, n == name, arity in [nil, a], do: annotated(line)
      _ -> []
    end
  end

  defp line({:docs_v1, line, _, _, _, _, _}), do: annotated(line)
  defp line(_), do: 1

  defp annotated({line, _column}), do: line
  defp annotated(line) when is_integer(line), do: max(line, 1)
  defp annotated(_), do: 1

  defp source(module) do
    with {:module, _} <- Code.ensure_loaded(module),
         source when is_list(source) <- module.module_info(:compile)[:source],
         file = List.to_string(source),
         true <- File.regular?(file) do
      file
    else
      _ -> nil
    end
  end

  defp edit(file, line) do
    case System.get_env("ELIXIR_EDITOR") || System.get_env("EDITOR") do
      nil ->
        puts_error("Could not open: #{inspect(file)}. Please set the ELIXIR_EDITOR or EDITOR environment variables with the command line invocation of your favorite EDITOR.")

      editor ->
        command =
          if editor =~ "__FILE__" or editor =~ "__LINE__",
            do: editor |> String.replace("__FILE__", inspect(file)) |> String.replace("__LINE__", Integer.to_string(line)),
            else: "#{editor} #{inspect(file)}:#{line}"

        IO.write(IEx.color(:eval_info, :os.cmd(String.to_charlist(command)) |> List.to_string()))
    end
  end
end
