defmodule Kernel.ParallelRequire do
  @moduledoc false
  @moduledoc deprecated: "Use Kernel.ParallelCompiler.require/2 instead"

  @deprecated "Use Kernel.ParallelCompiler.require/2 instead"
  def files(files, callbacks \\ [])
  def files(files, callback) when is_function(callback, 1), do: files(files, each_module: fn _, module, _ -> callback.(module) end)

  def files(files, callbacks) when is_list(callbacks) do
    case Kernel.ParallelCompiler.require(files, callbacks) do
      {:ok, modules, _warnings} -> modules
      {:error, _errors, _warnings} -> exit({:shutdown, 1})
    end
  end
end
