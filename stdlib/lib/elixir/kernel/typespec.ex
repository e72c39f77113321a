defmodule Kernel.Typespec do
  @moduledoc false

  # What `Module` has replaced; code that was written before calls it here.

  @doc "See `Module.defines_type?/2`."
  @spec defines_type?(module, Module.definition()) :: boolean
  def defines_type?(module, definition), do: Module.defines_type?(module, definition)

  @doc "See `Module.spec_to_callback/2`."
  @spec spec_to_callback(module, Module.definition()) :: boolean
  def spec_to_callback(module, definition), do: Module.spec_to_callback(module, definition)
end
