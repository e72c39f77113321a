# Whether the library has every module, function, macro and callback that Elixir 1.20 documents, and warns of the deprecated ones.

defmodule Coverage do
  def missing(module, kind, names) do
    if Code.ensure_loaded?(module), do: names -- present(module, kind), else: names
  end

  defp present(module, "module"), do: if(Code.ensure_loaded?(module), do: [], else: raise("no #{inspect(module)}"))

  defp present(module, kind) when kind in ["callback", "macrocallback"] do
    for {name, arity} <- module.behaviour_info(:callbacks), do: spelled(name, arity)
  end

  # With a warning, or by the documentation alone.
  defp present(module, "deprecated") do
    {:docs_v1, _, _, _, _, _, docs} = Code.fetch_docs(module)
    documented = for {{_kind, name, arity}, _, _, _, %{deprecated: _} = metadata} <- docs, n <- 0..Map.get(metadata, :defaults, 0), do: {name, arity - n}
    warned = for {function, _reason} <- module.__info__(:deprecated), do: function
    for {name, arity} <- warned ++ documented, do: spelled(name, arity)
  end

  defp present(Kernel.SpecialForms, "macro") do
    for {name, arity} <- Kernel.SpecialForms.__info__(:macros), do: spelled(name, arity)
  end

  defp present(module, "function"), do: for({name, arity} <- module.__info__(:functions), do: spelled(name, arity))
  defp present(module, "macro"), do: for({name, arity} <- module.__info__(:macros), do: spelled(name, arity))

  defp spelled(name, arity) when is_atom(name), do: spelled(Atom.to_string(name), arity)
  defp spelled("MACRO-" <> name, arity), do: "#{name}/#{arity - 1}"
  defp spelled(name, arity), do: "#{name}/#{arity}"
end

rows =
  for line <- File.stream!(Path.join(__DIR__, "stdlib_api.txt")), not String.starts_with?(line, "#") do
    [module, kind | names] = line |> String.trim() |> String.split(" ")
    {Module.concat([module]), kind, names}
  end

for {module, "module", _names} <- rows, not Code.ensure_loaded?(module), do: IO.puts("missing module #{inspect(module)}")

for {module, kind, names} <- rows, kind != "module", name <- Coverage.missing(module, kind, names) do
  IO.puts("missing #{kind} #{inspect(module)}.#{name}")
end

IO.puts("#{length(rows)} rows compared")
