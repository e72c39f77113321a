defmodule Inspect.Error do
  @moduledoc """
  Raised, or shown in place of the struct, when an implementation of `Inspect` fails.
  """

  defexception [:exception_module, :exception_message, :stacktrace, :inspected_struct]

  @impl true
  def exception(arguments) when is_list(arguments) do
    exception = :proplists.get_value(:exception, arguments)

    %Inspect.Error{
      exception_module: exception.__struct__,
      exception_message: String.trim_trailing(Exception.message(exception)),
      stacktrace: :proplists.get_value(:stacktrace, arguments),
      inspected_struct: :proplists.get_value(:inspected_struct, arguments)
    }
  end

  @impl true
  def message(%Inspect.Error{} = error) do
    """
    got #{inspect(error.exception_module)} with message:

        \"""
    #{pad(error.exception_message, 4)}
        \"""

    while inspecting:

    #{pad(error.inspected_struct, 4)}
    """
  end

  # Indents all lines that are not empty.
  @doc false
  def pad(text, indentation) when is_binary(text) do
    space = :binary.copy(" ", indentation)

    :erlang.iolist_to_binary(
      :lists.join("\n", for(line <- :binary.split(text, "\n", [:global]), do: if(line == "", do: line, else: [space | line])))
    )
  end
end

defimpl Inspect, for: Inspect.Error do
  def inspect(%{stacktrace: stacktrace} = error, _opts) when is_list(stacktrace) do
    message = Inspect.Error.pad(Inspect.Error.message(error), 2)

    case stacktrace do
      [] -> "#Inspect.Error<\n" <> message <> ">"
      _ -> "#Inspect.Error<\n" <> message <> "\n  Stacktrace:\n\n" <> Exception.format_stacktrace(stacktrace) <> "\n>"
    end
  end

  def inspect(error, opts), do: Inspect.Any.inspect(error, opts)
end
