defmodule URI.Error do
  @moduledoc "Raised by `URI.new!/1`."

  defexception [:action, :reason, :part]

  @impl true
  def message(%{action: action, reason: reason, part: part}), do: "cannot #{action} due to reason #{reason}: #{inspect(part)}"
end
