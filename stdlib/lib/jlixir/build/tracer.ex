defmodule Jlixir.Build.Tracer do
  @moduledoc false
  # Notes which modules each source defines, and which ones it refers to: when it is compiled, for what they export, or when it runs.

  @table __MODULE__

  def start, do: :ets.new(@table, [:public, :named_table, :bag])

  def stop(table), do: :ets.delete(table)

  def defined(file, module, binary), do: :ets.insert(@table, {:module, Path.expand(file), module, binary})

  @doc false
  def trace({:struct_expansion, _meta, module, _keys}, env), do: refers(env, module, :export)
  def trace({:import, _meta, module, _options}, env), do: refers(env, module, :export)
  def trace({:require, _meta, module, _options}, env), do: refers(env, module, :export)
  def trace({:alias_reference, _meta, module}, env), do: refers(env, module, mode(env))
  def trace({:imported_macro, _meta, module, _name, _arity}, env), do: refers(env, module, :compile)
  def trace({:remote_macro, _meta, module, _name, _arity}, env), do: refers(env, module, :compile)
  def trace({:imported_function, _meta, module, _name, _arity}, env), do: refers(env, module, mode(env))
  def trace({:remote_function, _meta, module, _name, _arity}, env), do: refers(env, module, mode(env))
  def trace(_event, _env), do: :ok

  # What stands in a module's body runs while it is compiled.
  defp mode(%{function: nil}), do: :compile
  defp mode(_env), do: :runtime

  defp refers(%{file: file, module: module}, module, _mode) when is_binary(file), do: :ok

  defp refers(%{file: file}, module, mode) do
    :ets.insert(@table, {:reference, file, module, mode})
    :ok
  end

  @doc false
  # The modules and references of each source, the closest reference of each module.
  def found(table, sources) do
    entries = :ets.tab2list(table)

    modules =
      for source <- sources, into: %{} do
        path = Path.expand(source)
        {source, Enum.sort(for {:module, ^path, module, binary} <- entries, do: {module, binary})}
      end

    references =
      for source <- sources, into: %{} do
        path = Path.expand(source)
        own = Keyword.keys(modules[source])
        found = for {:reference, ^path, module, mode} <- entries, module not in own, do: {module, mode}
        {source, Map.new(Enum.sort_by(found, fn {_module, mode} -> closeness(mode) end))}
      end

    %{modules: modules, dependencies: references}
  end

  defp closeness(:runtime), do: 0
  defp closeness(:export), do: 1
  defp closeness(:compile), do: 2
end
