defmodule Version.InvalidRequirementError do
  @moduledoc "Raised when a text is no version requirement."

  defexception [:requirement]

  @impl true
  def exception(requirement) when is_binary(requirement), do: %__MODULE__{requirement: requirement}

  @impl true
  def message(%{requirement: requirement}), do: "invalid requirement: #{inspect(requirement)}"
end
