defmodule Inspect.Error do
  @moduledoc """
  Raised when the `Inspect` implementation of a struct fails.
  """

  defexception [:exception_module, :exception_message, :stacktrace, :inspected_struct]

  @impl true
  def exception(arguments) when is_list(arguments) do
    exception = Keyword.fetch!(arguments, :exception)

    %__MODULE__{
      exception_module: exception.__struct__,
      exception_message: String.trim_trailing(Exception.message(exception)),
      stacktrace: Keyword.fetch!(arguments, :stacktrace),
      inspected_struct: Keyword.fetch!(arguments, :inspected_struct)
    }
  end

  @impl true
  def message(%{exception_module: module, exception_message: message, inspected_struct: inspected}) do
    """
    got #{inspect(module)} with message:

        \"""
    #{pad(message, 4)}
        \"""

    while inspecting:

    #{pad(inspected, 4)}
    """
  end

  @doc false
  def pad(text, columns) do
    padding = :binary.copy(" ", columns)

    Enum.map_join(:binary.split(text, "\n", [:global]), "\n", fn
      "" -> ""
      line -> padding <> line
    end)
  end
end
