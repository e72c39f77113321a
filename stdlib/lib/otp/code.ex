defmodule :code do
  @moduledoc "The code server; most of it is built in."

  @doc "Modules are loaded when they are first called."
  def get_mode, do: :interactive

  @doc "What the names of files with compiled modules end with."
  def objfile_extension, do: ~c".beam"

  @doc "No module is protected against being loaded anew."
  def is_sticky(module) when is_atom(module), do: false

  @doc "Loads modules that are not loaded: `:ok` or `{:error, [{module, reason}]}`."
  def ensure_modules_loaded(modules) do
    case for(module <- modules, {:error, reason} <- [:code.ensure_loaded(module)], do: {module, reason}) do
      [] -> :ok
      failed -> {:error, failed}
    end
  end
end
