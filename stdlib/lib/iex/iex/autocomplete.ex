defmodule IEx.Autocomplete do
  @moduledoc false
  # Completes what stands before the cursor.

  @doc false
  # `reversed` is the text before the cursor, backwards. Answers `{:yes, what to insert, what there is to choose from}` or `{:no, [], []}`,
  # all charlists.
  def expand(reversed, shell \\ Process.get(:iex_server) || self()) do
    code = Enum.reverse(reversed)
    text = List.to_string(code)

    case path_prefix(text) do
      nil -> expand_code(text, shell)
      prefix -> paths(prefix)
    end
  end

  defp expand_code(text, shell) do
    case helper(text) do
      {:t, rest} -> expand_of(rest, shell, :types)
      {:b, rest} -> expand_of(rest, shell, :callbacks)
      nil -> expand_of(text, shell, :functions)
    end
  end

  defp helper(text) do
    case Regex.run(~r/^\s*([tb])[ (]\s*(.*)$/s, text) do
      [_, "t", rest] -> {:t, rest}
      [_, "b", rest] -> {:b, rest}
      nil -> nil
    end
  end

  defp expand_of(text, shell, kind) do
    case java(text, shell) do
      nil -> expand_context(Code.Fragment.cursor_context(String.to_charlist(text)), text, shell, kind)
      answer -> answer
    end
  end

  defp expand_context(context, text, shell, kind) do
    case context do
      {:alias, alias} -> aliases(List.to_string(alias), text, shell, kind)
      {:unquoted_atom, atom} -> erlang_modules(List.to_string(atom))
      {:dot, path, hint} -> dot(path, List.to_string(hint), text, shell, kind)
      {:dot_arity, path, hint} -> dot(path, List.to_string(hint) <> "/", text, shell, kind)
      {:dot_call, path, hint} -> signatures_of(path, hint, shell)
      :expr -> with({:no, _, _} <- container(text, "", shell), do: local("", text, shell))
      {:local_or_var, hint} -> with({:no, _, _} <- container(text, List.to_string(hint), shell), do: local(List.to_string(hint), text, shell))
      {:local_arity, hint} -> local(List.to_string(hint) <> "/", text, shell)
      {:local_call, hint} -> signatures_of_local(List.to_atom(hint), text, shell)
      {:operator, op} -> operators(List.to_string(op), shell)
      {:operator_arity, op} -> operators(List.to_string(op) <> "/", shell)
      {:operator_call, op} when op in [~c"|"] -> with({:no, _, _} <- container(text, "", shell), do: local("", text, shell))
      {:operator_call, _op} -> with({:no, _, _} <- container(text, "", shell), do: local("", text, shell))
      {:sigil, []} -> choices(for({"sigil_" <> name, _} <- named(imports(shell), "sigil_"), do: {"~#{name} (sigil_#{name})", name}), "")
      {:sigil, [_]} -> {:yes, [], ~w|" """ ' ''' ( / < [ { \||c}
      {:struct, struct} -> structs(struct, text, shell)
      {:module_attribute, _} -> no()
      {:anonymous_call, _} -> local("", text, shell)
      _ -> no()
    end
  end

  # -- Answers

  defp no, do: {:no, [], []}

  # The names begin with what has been typed: what is common to all is inserted, or all are shown.
  defp choices(entries, hint) do
    names = entries |> Enum.map(fn {_shown, name} -> name end) |> Enum.uniq()

    case names do
      [] ->
        no()

      [name] ->
        case {entries, insertion(name, hint)} do
          {[_], ""} -> no()
          {[{_shown, _}], text} -> yes(text, [])
          {_, ""} -> yes("", shown(entries))
          {_, text} -> yes(text, [])
        end

      _ ->
        case insertion(common(names), hint) do
          "" -> yes("", shown(entries))
          text -> yes(text, [])
        end
    end
  end

  defp shown(entries), do: entries |> Enum.uniq() |> Enum.sort_by(fn {shown, name} -> {name, shown} end) |> Enum.map(&elem(&1, 0))

  defp yes(text, entries), do: {:yes, String.to_charlist(text), Enum.map(entries, &String.to_charlist/1)}

  defp insertion(name, hint) do
    size = byte_size(hint)
    if String.starts_with?(name, hint), do: binary_part(name, size, byte_size(name) - size), else: ""
  end

  defp common(names) do
    length = :binary.longest_common_prefix(names)
    prefix = binary_part(hd(names), 0, length)
    if String.valid?(prefix), do: prefix, else: ""
  end

  defp functions(functions, hint) do
    {name_hint, arity?} = if String.ends_with?(hint, "/") and hint != "/", do: {String.trim_trailing(hint, "/"), true}, else: {hint, false}

    entries =
      for {name, arity} <- functions,
          text = Atom.to_string(name),
          if(arity?, do: text == name_hint, else: String.starts_with?(text, name_hint)),
          do: {"#{Macro.inspect_atom(:remote_call, name)}/#{arity}", text}

    if arity?, do: yes_or_no(entries), else: choices(entries, name_hint)
  end

  defp yes_or_no([]), do: no()
  defp yes_or_no(entries), do: yes("", shown(entries))

  # -- The shell's state

  defp evaluator(shell) do
    if shell == self() and Process.get(:evaluator) do
      Process.get(:evaluator)
    else
      case Process.info(shell, :dictionary) do
        {:dictionary, dictionary} -> Keyword.get(Enum.filter(dictionary, &is_atom(elem(&1, 0))), :evaluator)
        nil -> nil
      end
    end
  end

  defp env(shell, fields) do
    case evaluator(shell) do
      nil -> %{}
      evaluator -> IEx.Evaluator.fields_from_env(evaluator, shell, fields)
    end
  end

  defp value(shell, name, keys) do
    case evaluator(shell) do
      nil -> :error
      evaluator -> IEx.Evaluator.value_from_binding(evaluator, shell, name, keys)
    end
  end

  defp variables(shell, hint) do
    case evaluator(shell) do
      nil -> []
      evaluator -> IEx.Evaluator.variables_from_binding(evaluator, shell, hint)
    end
  end

  defp imports(shell) do
    env = env(shell, [:functions, :macros])
    imported = Enum.flat_map(Map.get(env, :functions, []) ++ Map.get(env, :macros, []), &elem(&1, 1))
    imported = if imported == [], do: exports(Kernel) ++ exports(IEx.Helpers), else: imported
    Enum.uniq(imported ++ Enum.reject(Kernel.SpecialForms.__info__(:macros), fn {name, _} -> name in [:__aliases__, :__block__] end))
  end

  defp named(functions, prefix) do
    for {name, arity} <- functions, text = Atom.to_string(name), String.starts_with?(text, prefix), do: {text, arity}
  end

  # -- Names without a module

  defp local(hint, text, shell) do
    if hint == "" and text =~ ~r/(^|[\s;(])(alias|import|require|use)\s+$/ do
      choices(for(name <- root_modules(), do: {name, name}), "")
    else
      call = Regex.run(~r/(?:^|[\s(\[{,;])([a-z_][A-Za-z0-9_]*[?!]?)\s+$/, text)

      signature =
        case {hint, call} do
          {"", [_, name]} when name not in ["alias", "import", "require", "use"] -> local_signatures(String.to_atom(name), shell)
          _ -> []
        end

      if signature != [] do
        yes("", signature)
      else
        found = for name <- variables(shell, String.trim_trailing(hint, "/")), not String.ends_with?(hint, "/"), do: {name, name}

        case functions(Enum.reject(imports(shell), fn {name, _} -> operator?(name) or (hint == "" and hidden?(name)) end), hint) do
          _ when found != [] ->
            all = for {name, arity} <- imports(shell), t = Atom.to_string(name), String.starts_with?(t, hint), not operator?(name), do: {"#{t}/#{arity}", t}
            choices(found ++ all, hint)

          answer ->
            answer
        end
      end
    end
  end

  defp hidden?(name), do: String.starts_with?(Atom.to_string(name), "_")
  defp operator?(name), do: Macro.classify_atom(name) not in [:identifier] and not (Atom.to_string(name) =~ ~r/^[a-z_].*[?!]?$/u)

  defp operators(hint, shell) do
    trimmed = String.trim_trailing(hint, "/")
    all = for {name, arity} <- imports(shell), operator?(name), do: {name, arity}

    if String.ends_with?(hint, "/") and trimmed != "" do
      yes_or_no(for {name, arity} <- all, Atom.to_string(name) == trimmed, do: {"#{name}/#{arity}", trimmed})
    else
      yes_or_no(for {name, arity} <- all, t = Atom.to_string(name), String.starts_with?(t, trimmed), do: {"#{t}/#{arity}", t})
    end
  end

  # -- Signatures

  defp signatures_of(path, name, shell) do
    case module_of(path, shell) do
      {:ok, module} -> signatures(module, List.to_atom(name)) |> then(&if &1 == [], do: no(), else: yes("", &1))
      :error -> no()
    end
  end

  defp signatures_of_local(name, _text, shell) do
    case local_signatures(name, shell) do
      [] -> no()
      found -> yes("", found)
    end
  end

  defp local_signatures(name, shell) do
    env = env(shell, [:functions, :macros])

    modules =
      for {module, functions} <- Map.get(env, :functions, []) ++ Map.get(env, :macros, []), Keyword.has_key?(functions, name), uniq: true, do: module

    Enum.flat_map(modules ++ [Kernel.SpecialForms], &signatures(&1, name)) |> Enum.uniq()
  end

  defp signatures(module, name) do
    case Code.fetch_docs(module) do
      {:docs_v1, _, _, _, _, _, entries} ->
        for {{kind, ^name, _arity}, _, [signature | _], doc, _} <- Enum.sort_by(entries, fn {{_, _, arity}, _, _, _, _} -> arity end),
            kind in [:function, :macro] and doc != :hidden,
            do: signature

      _ ->
        for {^name, arity} <- exports(module), do: "#{name}/#{arity}"
    end
  end

  # -- After a dot

  defp dot(path, hint, text, shell, kind) do
    case path do
      {:alias, alias} ->
        with {:ok, module} <- module_of(path, shell), do: module_members(module, List.to_string(alias), hint, text, kind), else: (_ -> no())

      {:unquoted_atom, _} ->
        with {:ok, module} <- module_of(path, shell), do: module_functions(module, hint, kind), else: (_ -> no())

      _ ->
        case keys_of(path) do
          {:ok, name, keys} ->
            case value(shell, name, keys) do
              {:ok, map} when is_map(map) -> map_keys(map, hint)
              {:ok, module} when is_atom(module) -> module_functions(module, hint, kind)
              _ -> no()
            end

          :error ->
            no()
        end
    end
  end

  # `var.a.b` as the name of the variable and keys.
  defp keys_of({:var, name}), do: {:ok, List.to_atom(name), []}
  defp keys_of({:dot, path, key}), do: with({:ok, name, keys} <- keys_of(path), do: {:ok, name, keys ++ [List.to_atom(key)]})
  defp keys_of(_), do: :error

  defp map_keys(map, hint) do
    entries = for {key, value} <- :maps.to_list(map), is_atom(key), text = Atom.to_string(key), String.starts_with?(text, hint), key not in [:__struct__], do: {text, text, value}

    case entries do
      [{^hint, _, value}] when is_map(value) -> yes(".", [])
      _ -> choices(for({shown, name, _} <- entries, do: {shown, name}), hint)
    end
  end

  defp module_of({:alias, alias}, shell) do
    {:ok, expand_alias(List.to_string(alias), shell)}
  end

  defp module_of({:unquoted_atom, atom}, _shell), do: {:ok, List.to_atom(atom)}

  defp module_of({:var, name}, shell) do
    case value(shell, List.to_atom(name), []) do
      {:ok, module} when is_atom(module) -> {:ok, module}
      _ -> :error
    end
  end

  defp module_of(_, _shell), do: :error

  defp expand_alias(alias, shell) do
    [first | rest] = String.split(alias, ".")
    aliases = Map.get(env(shell, [:aliases]), :aliases, [])
    base = with nil <- List.keyfind(aliases, Module.concat([first]), 0), do: Module.concat([first]), else: ({_, module} -> module)
    if rest == [], do: base, else: Module.concat([base | rest])
  end

  defp module_members(module, _alias, hint, text, kind) do
    prefix = Atom.to_string(module) <> "."

    nested =
      if kind != :functions do
        []
      else
        for name <- modules(), String.starts_with?(name, prefix), part = name |> String.replace_prefix(prefix, "") |> String.split(".") |> hd(), String.starts_with?(part, hint), valid_alias?(part), do: {part, part}
      end
      |> Enum.uniq()

    functions = if text =~ ~r/(^|[\s;])alias\s+[A-Za-z0-9_.]*$/, do: [], else: members(module, kind)
    entries = for {name, arity} <- functions, t = Atom.to_string(name), match_member?(t, hint), do: {"#{Macro.inspect_atom(:remote_call, name)}/#{arity}", t}

    if String.ends_with?(hint, "/"), do: yes_or_no(entries), else: choices(nested ++ entries, hint)
  end

  defp match_member?(text, hint), do: if(String.ends_with?(hint, "/"), do: text == String.trim_trailing(hint, "/"), else: String.starts_with?(text, hint))

  defp module_functions(module, hint, kind), do: functions(members(module, kind), hint)

  defp members(module, :functions), do: visible(module)

  defp members(module, :types) do
    with {:module, _} <- Code.ensure_loaded(module), {:ok, types} <- Code.Typespec.fetch_types(module) do
      for {kind, {name, _, args}} <- types, kind in [:type, :opaque, :nominal], do: {name, length(args)}
    else
      _ -> []
    end
  end

  defp members(module, :callbacks) do
    with {:module, _} <- Code.ensure_loaded(module), {:ok, callbacks} <- Code.Typespec.fetch_callbacks(module) do
      for {{name, arity}, _} <- callbacks, do: if(String.starts_with?(Atom.to_string(name), "MACRO-"), do: {name |> Atom.to_string() |> String.replace_prefix("MACRO-", "") |> String.to_atom(), arity - 1}, else: {name, arity})
    else
      _ -> []
    end
  end

  # The functions and macros of a module that are meant for others.
  defp visible(module) do
    case Code.ensure_loaded(module) do
      {:module, _} ->
        case docs(module) do
          nil ->
            Enum.reject(exports(module), fn {name, _} -> hidden?(name) and name not in [:__struct__] end)

          entries ->
            documented = for {{kind, name, arity}, _, _, doc, metadata} <- entries, kind in [:function, :macro], a <- (arity - Map.get(metadata, :defaults, 0))..arity, do: {{name, a}, doc}
            visible = Map.new(Enum.sort_by(documented, fn {_, doc} -> doc != :hidden end))

            Enum.filter(exports(module), fn {name, _} = function ->
              case visible do
                %{^function => :hidden} -> false
                %{^function => %{}} -> true
                %{^function => _} -> not hidden?(name)
                _ -> false
              end
            end)
        end

      _ ->
        []
    end
  end

  # Docs that are those of the module that is loaded.
  defp docs(module) do
    with {:docs_v1, _, _, _, _, _, entries} <- Code.fetch_docs(module),
         names = MapSet.new(for {{kind, name, _}, _, _, _, _} <- entries, kind in [:function, :macro], do: name),
         true <- Enum.all?(exports(module), fn {name, _} -> name in names or name in [:__struct__, :__impl__, :__protocol__, :impl_for, :impl_for!, :behaviour_info, :child_spec, :__deriving__] end) do
      entries
    else
      _ -> nil
    end
  end

  @doc false
  def exports(module) do
    cond do
      not Code.ensure_loaded?(module) -> []
      function_exported?(module, :__info__, 1) -> module.__info__(:macros) ++ module.__info__(:functions)
      function_exported?(module, :module_info, 1) -> Enum.sort(module.module_info(:exports) -- [module_info: 0, module_info: 1])
      true -> :jlixir_java.exports(module)
    end
  end

  # -- Modules

  defp aliases(hint, text, shell, kind) do
    case String.split(hint, ".") |> Enum.split(-1) do
      {[], [part]} ->
        own = for {name, _module} <- Map.get(env(shell, [:aliases]), :aliases, []), ["Elixir", short] <- [String.split(Atom.to_string(name), ".")], String.starts_with?(short, part), do: short
        found = Enum.uniq(own ++ for(name <- root_modules(), String.starts_with?(name, part), do: name))

        case found do
          [^part] -> if members?(expand_alias(part, shell), kind), do: yes(".", []), else: no()
          _ -> choices(for(name <- found, do: {name, name}), part)
        end

      {parents, [part]} ->
        base = expand_alias(Enum.join(parents, "."), shell)
        base = if parents == ["Elixir"], do: :"Elixir", else: base

        case module_members(base, "", part, text, :functions) do
          {:no, _, _} -> no()
          answer -> answer
        end
    end
  end

  defp members?(module, kind), do: members(module, kind) != [] or Enum.any?(modules(), &String.starts_with?(&1, Atom.to_string(module) <> "."))

  defp root_modules do
    ["Elixir" | for("Elixir." <> name <- modules(), root = hd(String.split(name, ".")), valid_alias?(root), do: root)] |> Enum.uniq() |> Enum.sort()
  end

  defp valid_alias?(name), do: name =~ ~r/^[A-Z][A-Za-z0-9_]*$/

  # The names of all modules: those that are loaded, those that jlixir comes with, those in the folders of the code path.
  defp modules do
    loaded = for module <- :erlang.loaded(), do: Atom.to_string(module)
    stored = for path <- :code.get_path(), {:ok, names} <- [:file.list_dir(path)], name <- names, text = List.to_string(name), String.ends_with?(text, ".beam"), do: String.trim_trailing(text, ".beam")
    Enum.uniq(loaded ++ library() ++ stored)
  end

  defp library, do: :jlixir_library.modules()

  defp erlang_modules(hint) do
    names = for name <- modules(), not String.starts_with?(name, "Elixir."), String.starts_with?(name, hint), name =~ ~r/^[a-z][A-Za-z0-9_]*$/, do: name
    choices(for(name <- Enum.uniq(names), do: {name, name}), hint)
  end

  # -- Structs, maps, bitstrings

  defp structs(struct, _text, shell) do
    hint = case struct do
      chars when is_list(chars) -> List.to_string(chars)
      {:alias, _, chars} -> List.to_string(chars)
      _ -> ""
    end

    known = for name <- modules(), String.starts_with?(name, "Elixir."), module = String.to_atom(name), struct?(module), do: String.replace_prefix(name, "Elixir.", "")
    own = for {name, module} <- Map.get(env(shell, [:aliases]), :aliases, []), struct?(module), do: String.replace_prefix(Atom.to_string(name), "Elixir.", "")
    found = for name <- Enum.uniq(known ++ own), String.starts_with?(name, hint), do: name

    case found do
      [] -> no()
      [name] -> yes(insertion(name, hint) <> "{", [])
      _ -> choices(for(name <- found, do: {name, name}), hint)
    end
  end

  defp struct?(module) do
    function_exported?(module, :__struct__, 0) or (Code.ensure_loaded?(module) and function_exported?(module, :__struct__, 0)) and not exception?(module)
  end

  defp exception?(module), do: function_exported?(module, :exception, 1)

  # Inside `%Struct{`, `%{map |` and `<<x::`.
  defp container(text, hint, shell) do
    case Code.Fragment.container_cursor_to_quoted(text) do
      {:ok, quoted} ->
        case Macro.path(quoted, &match?({:__cursor__, _, []}, &1)) do
          [cursor | parents] -> within(cursor, parents, text, hint, shell)
          _ -> no()
        end

      _ ->
        no()
    end
  end

  defp within(_cursor, parents, _text, hint, shell) do
    case parents do
      [{:"::", _, [_, _]}, {:<<>>, _, _} | _] -> modifiers(hint, [])
      [{:-, _, [left, _]}, {:"::", _, [_, _]}, {:<<>>, _, _} | _] -> modifiers(hint, used(left))
      [{:|, _, [value, _]}, {:%{}, _, _}, {:%, _, [alias, _]} | _] -> keys(struct_keys(alias, shell) || map_value_keys(value, shell), [], hint)
      [{:|, _, [value, _]}, {:%{}, _, _} | _] -> keys(map_value_keys(value, shell), [], hint)
      [list, {:|, _, [value, _]}, {:%{}, _, _}, {:%, _, [alias, _]} | _] when is_list(list) -> keys(struct_keys(alias, shell) || map_value_keys(value, shell), given(list), hint)
      [list, {:|, _, [value, _]}, {:%{}, _, _} | _] when is_list(list) -> keys(map_value_keys(value, shell), given(list), hint)
      [{:%{}, _, args}, {:%, _, [alias, _]} | _] -> keys(struct_keys(alias, shell), given(args), hint)
      _ -> no()
    end
  end

  defp given(args), do: for({key, _} <- args, is_atom(key), do: key)

  defp keys(nil, _given, _hint), do: no()

  defp keys(keys, given, hint) do
    entries = for key <- keys, key not in given, text = Atom.to_string(key), String.starts_with?(text, hint), do: {text <> ":", text <> ": "}

    case entries do
      [] -> no()
      [{_, name}] -> yes(insertion(name, hint), [])
      _ -> choices(entries, hint)
    end
  end

  defp struct_keys({:__aliases__, _, parts}, shell) do
    if Enum.all?(parts, &is_atom/1) do
      module = expand_alias(Enum.map_join(parts, ".", &Atom.to_string/1), shell)
      if struct?(module), do: module.__struct__() |> Map.delete(:__struct__) |> Map.delete(:__exception__) |> Map.keys()
    end
  end

  defp struct_keys(_, _shell), do: nil

  defp map_value_keys({name, _, context}, shell) when is_atom(name) and is_atom(context) do
    case value(shell, name, []) do
      {:ok, map} when is_map(map) -> for {key, _} <- :maps.to_list(map), is_atom(key), key != :__struct__, do: key
      _ -> nil
    end
  end

  defp map_value_keys(_, _shell), do: nil

  @modifiers ~w(big binary bitstring bits bytes float integer little native signed unsigned utf16 utf32 utf8)

  defp modifiers(hint, used) do
    groups = [~w(big little native), ~w(signed unsigned), ~w(binary bitstring bits bytes float integer utf8 utf16 utf32)]
    excluded = Enum.flat_map(groups, fn group -> if Enum.any?(group, &(&1 in used)), do: group, else: [] end)
    plain = for name <- @modifiers -- excluded, String.starts_with?(name, hint), do: {name, name}
    sized = for name <- ["size", "unit"] -- used, String.starts_with?(name, hint), do: {name <> "/1", name}
    choices(plain ++ sized, hint)
  end

  defp used({:-, _, [left, right]}), do: used(left) ++ used(right)
  defp used({name, _, _}) when is_atom(name), do: [Atom.to_string(name)]
  defp used(_), do: []

  # -- Java: `:"java.util.Li` and `:"java.lang.Math".sq`

  defp java(text, _shell) do
    cond do
      match = Regex.run(~r/:"([\w.$\[\]]+)"\."?([\w$]*)$/, text) ->
        [_, class, hint] = match
        module = String.to_atom(class)
        if Code.ensure_loaded?(module), do: functions(:jlixir_java.exports(module), hint), else: no()

      match = Regex.run(~r/:"([\w.$]*)$/, text) ->
        [_, hint] = match
        names = :jlixir_java.class_names(hint)

        case names do
          [] -> nil
          _ -> choices(for(name <- names, do: {String.trim_trailing(name, "."), name}), hint)
        end

      true ->
        nil
    end
  end

  # -- Paths in strings

  # The text of a string that has begun and looks like a path.
  defp path_prefix(text) do
    case text |> String.split("\"") |> Enum.reverse() do
      [prefix | before] when before != [] ->
        quotes = length(before)
        if rem(quotes, 2) == 1 and not String.ends_with?(text, "\#{") and not String.contains?(prefix, "\#{") and String.starts_with?(prefix, ["./", "/", "../", "~/"]) and not sigil?(before), do: prefix

      _ ->
        nil
    end
  end

  defp sigil?([before | _]), do: String.ends_with?(before, ":")

  defp paths(prefix) do
    {folder, hint} = if String.ends_with?(prefix, "/"), do: {prefix, ""}, else: {Path.dirname(prefix), Path.basename(prefix)}

    entries =
      case File.ls(Path.expand(folder)) do
        {:ok, names} -> for name <- names, String.starts_with?(name, hint), do: name
        {:error, _} -> []
      end

    case entries do
      [] -> no()

      [name] ->
        folder? = File.dir?(Path.join(Path.expand(folder), name))
        yes(insertion(name, hint) <> if(folder?, do: "/", else: if(name == hint, do: "\"", else: "")), [])

      _ ->
        case insertion(common(entries), hint) do
          "" -> yes("", entries)
          text -> yes(text, [])
        end
    end
  end
end
