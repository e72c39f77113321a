defmodule ExUnit.MultiError do
  @moduledoc """
  Several errors of one test, told one after the other: `:errors` is a list of `{kind, reason, stacktrace}`.
  """

  defexception errors: []

  @impl true
  def message(%{errors: errors}) do
    "got the following errors:\n\n" <>
      Enum.map_join(errors, "\n\n", fn {kind, error, stack} ->
        Exception.format_banner(kind, error, stack) <> "\n" <> Exception.format_stacktrace(stack)
      end)
  end
end
