defmodule File.RenameError do
  @moduledoc "Raised when a file could not be renamed."

  defexception [:reason, :source, :destination, on: "", action: ""]

  @impl true
  def message(%{on: on, reason: reason} = error) do
    formatted = IO.iodata_to_binary(:file.format_error(reason))
    location = if on in ["", nil], do: "", else: ". #{on}"
    "could not #{error.action} from #{inspect(error.source)} to #{inspect(error.destination)}#{location}: #{formatted}"
  end
end
