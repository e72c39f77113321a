defmodule ExUnit.StaleManifest do
  @moduledoc false

  # Which files of tests have to run again, as they or what they refer to has changed since all of them have passed.
  #
  # The manifest holds the digest of each file, and the files that a file refers to, which a tracer of the compiler has noted.

  @version 1
  @table __MODULE__

  @doc "Notes from now on which files refer to which modules, and which define them."
  def trace do
    :ets.new(@table, [:named_table, :public, :duplicate_bag])
    Code.put_compiler_option(:tracers, [__MODULE__ | Code.get_compiler_option(:tracers)])
  end

  @doc false
  def trace({kind, _meta, module, _name, _arity}, env)
      when kind in [:remote_function, :remote_macro, :imported_function, :imported_macro],
      do: note(module, env)

  def trace({:alias_reference, _meta, module}, env), do: note(module, env)
  def trace({:struct_expansion, _meta, module, _keys}, env), do: note(module, env)
  def trace({:on_module, _bytecode, _}, env), do: :ets.insert(@table, {{:module, env.module}, env.file}) && :ok
  def trace(_event, _env), do: :ok

  defp note(module, env) do
    :ets.insert(@table, {{:file, env.file}, module})
    :ok
  end

  @doc """
  Those of `files` that are stale. A change of `others` (helpers and sources) that no file of tests refers to makes all of them so.
  """
  def stale(path, files, others) do
    case read(path) do
      nil ->
        files

      {digests, references} ->
        changed = for file <- files ++ others, digests[Path.expand(file)] != digest(file), into: MapSet.new(), do: Path.expand(file)
        helpers = for file <- others, Path.extname(file) == ".exs", MapSet.member?(changed, Path.expand(file)), do: file
        if helpers == [], do: Enum.filter(files, &reaches?(Path.expand(&1), changed, references)), else: files
    end
  end

  defp reaches?(file, changed, references), do: reaches?([file], changed, references, MapSet.new())

  defp reaches?([], _changed, _references, _seen), do: false

  defp reaches?([file | rest], changed, references, seen) do
    cond do
      MapSet.member?(changed, file) -> true
      MapSet.member?(seen, file) -> reaches?(rest, changed, references, seen)
      true -> reaches?(Map.get(references, file, []) ++ rest, changed, references, MapSet.put(seen, file))
    end
  end

  @doc "Writes what has been noted, keeping what was known of files that were not loaded this time."
  def write(path, files) do
    {digests, references} = read(path) || {%{}, %{}}
    defined = for {{:module, module}, file} <- :ets.tab2list(@table), into: %{}, do: {module, file}

    noted =
      :ets.tab2list(@table)
      |> Enum.flat_map(fn
        {{:file, file}, module} when is_map_key(defined, module) -> [{file, :maps.get(module, defined)}]
        _ -> []
      end)
      |> Enum.uniq()
      |> Enum.reject(fn {file, other} -> file == other end)
      |> Enum.group_by(&elem(&1, 0), &elem(&1, 1))

    known = Enum.uniq(Map.values(defined) ++ Enum.map(files, &Path.expand/1) ++ Map.keys(digests))
    digests = for file <- known, File.regular?(file), into: %{}, do: {file, digest(file)}
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, :erlang.term_to_binary({@version, digests, Map.merge(references, noted)}))
  end

  defp read(path) do
    with {:ok, binary} <- File.read(path), {@version, digests, references} <- :erlang.binary_to_term(binary) do
      {digests, references}
    else
      _ -> nil
    end
  rescue
    ArgumentError -> nil
  end

  defp digest(file), do: file |> File.read!() |> :erlang.md5()
end
