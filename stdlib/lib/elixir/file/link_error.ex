defmodule File.LinkError do
  @moduledoc "Raised when a link could not be made."

  defexception [:reason, :existing, :new, action: ""]

  @impl true
  def message(%{action: action, existing: existing, new: new, reason: reason}),
    do: "could not #{action} from #{inspect(existing)} to #{inspect(new)}: #{IO.iodata_to_binary(:file.format_error(reason))}"
end
