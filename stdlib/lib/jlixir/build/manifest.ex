defmodule Jlixir.Build.Manifest do
  @moduledoc false
  # What a folder of compiled modules was made from. Tells which sources have to be compiled again: those that have changed, or one of the
  # files that they name as `@external_resource`; those that use
  # a module of such a one while they are compiled, directly or by way of modules that that one needs to run; and those that depend on the
  # exports (functions, macros, struct fields) of a module whose exports have changed.

  @name ".jlixir-manifest"
  @version 2

  defmodule Source do
    @moduledoc false
    defstruct [:digest, modules: %{}, dependencies: %{}, resources: %{}]
  end

  def new, do: %{}

  # Sources by name. Anything that can not be read, or was made by another version, is no manifest.
  def read(folder) do
    with {:ok, bytes} <- File.read(Path.join(folder, @name)),
         {@version, version, sources} <- decode(bytes),
         true <- version == System.version(),
         true <- Enum.all?(modules(sources), &File.exists?(Path.join(folder, "#{&1}.beam"))) do
      sources
    else
      _ -> new()
    end
  end

  defp decode(bytes) do
    :erlang.binary_to_term(bytes)
  rescue
    ArgumentError -> nil
  end

  def write(sources, folder) do
    temporary = Path.join(folder, @name <> ".new")
    File.write!(temporary, :erlang.term_to_binary({@version, System.version(), sources}, [:deterministic]))
    File.rename!(temporary, Path.join(folder, @name))
  end

  def modules(sources), do: for({_name, %{modules: modules}} <- sources, {module, _exports} <- modules, do: module)

  # The modules that the stale sources defined.
  def stale_modules(%{stale: stale, manifest_now: sources}), do: modules(Map.take(sources, stale))

  # Compares with the files. `:stale` are the sources to compile, in the order given.
  def compare(manifest, names) do
    digests = Map.new(names, &{&1, digest(&1)})
    kept = Map.take(manifest, names)
    gone = modules(Map.drop(manifest, names))
    changed = for name <- names, not same?(kept[name], digests[name]), do: name
    # A module that is gone may still be that of another file.
    uses_gone = for {name, source} <- kept, Enum.any?(gone, &(is_map_key(source.modules, &1) or source.dependencies[&1] in [:compile, :export])), do: name

    %{manifest: manifest, manifest_now: kept, names: names, digests: digests, stale: [], done: []}
    |> spread(changed ++ uses_gone, gone)
  end

  defp same?(%Source{digest: digest, resources: resources}, digest), do: Enum.all?(resources, fn {path, digest} -> digest(path) == digest end)
  defp same?(_source, _digest), do: false

  # nil for a file that is not there.
  defp digest(name) do
    case File.read(name) do
      {:ok, bytes} -> :erlang.md5(bytes)
      {:error, _} -> nil
    end
  end

  defp resources(modules) do
    for {module, _binary} <- modules,
        function_exported?(module, :__info__, 1),
        {:external_resource, paths} <- module.__info__(:attributes),
        path <- paths,
        into: %{},
        do: {path, digest(path)}
  end

  # Adds the sources to those that are stale, and those that need them to be compiled.
  defp spread(state, sources, gone \\ []) do
    stale = needing(state.manifest_now, MapSet.new(sources), gone)
    %{state | stale: Enum.filter(state.names, &(&1 in stale and &1 not in state.done))}
  end

  defp needing(manifest, stale, gone) do
    touched = MapSet.new(modules(Map.take(manifest, MapSet.to_list(stale))) ++ gone)
    owners = for {name, source} <- manifest, {module, _} <- source.modules, into: %{}, do: {module, name}

    more =
      for {name, source} <- manifest,
          name not in stale,
          compile = for({module, :compile} <- source.dependencies, do: module),
          Enum.any?(reachable(compile, manifest, owners, MapSet.new()), &(&1 in touched)),
          do: name

    if more == [], do: stale, else: needing(manifest, MapSet.union(stale, MapSet.new(more)), gone)
  end

  # The modules, and all that they need to run.
  defp reachable([], _manifest, _owners, found), do: found

  defp reachable([module | modules], manifest, owners, found) do
    if module in found do
      reachable(modules, manifest, owners, found)
    else
      next =
        case owners do
          %{^module => name} -> Map.keys(manifest[name].dependencies)
          _ -> []
        end

      reachable(next ++ modules, manifest, owners, MapSet.put(found, module))
    end
  end

  # Notes what was compiled; what is stale then are those that depend on exports that have become others.
  def compiled(state, compiled) do
    new =
      for {name, modules} <- compiled.modules, into: %{} do
        exports = for {module, _binary} <- modules, into: %{}, do: {module, exports(module)}
        {name, %Source{digest: state.digests[name], modules: exports, dependencies: compiled.dependencies[name], resources: resources(modules)}}
      end

    before = for {_, source} <- Map.take(state.manifest_now, Map.keys(new)), pair <- source.modules, into: %{}, do: pair
    after_ = for {_, source} <- new, pair <- source.modules, into: %{}, do: pair
    changed = for module <- Map.keys(Map.merge(before, after_)), before[module] != after_[module], do: module
    state = %{state | manifest_now: Map.merge(state.manifest_now, new), done: state.done ++ state.stale}

    dependents =
      for {name, source} <- state.manifest_now,
          name not in state.done,
          Enum.any?(changed, &(source.dependencies[&1] == :export)),
          do: name

    spread(state, dependents)
  end

  defp exports(module) do
    macros = if function_exported?(module, :__info__, 1), do: module.__info__(:macros), else: []
    struct = if function_exported?(module, :__struct__, 0), do: module.__info__(:struct)
    :erlang.md5(:erlang.term_to_binary({Enum.sort(module.module_info(:exports)), Enum.sort(macros), struct}, [:deterministic]))
  end
end
