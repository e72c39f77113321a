defmodule ExUnit.DocTest.Error do
  @moduledoc "Raised when the documentation of a module cannot be read."

  defexception [:module, :message]

  @impl true
  def message(%{message: message}), do: message
end
