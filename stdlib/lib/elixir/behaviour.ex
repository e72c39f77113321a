defmodule Behaviour do
  @moduledoc """
  Callbacks defined by macros, from before the attributes `@callback` and `@macrocallback` took their place.
  """
  @moduledoc deprecated: "Use @callback and @macrocallback attributes instead"

  @doc """
  Defines a callback by its specification.

      defmodule Parser do
        use Behaviour

        defcallback parse(text :: String.t()) :: {:ok, term} | :error
      end

  """
  @deprecated "Use the @callback module attribute instead"
  defmacro defcallback(spec), do: callback(:callback, spec)

  @doc """
  Defines a macro callback by its specification.

      defmodule Syntax do
        use Behaviour

        defmacrocallback rule(body :: Macro.t()) :: Macro.t()
      end

  """
  @deprecated "Use the @macrocallback module attribute instead"
  defmacro defmacrocallback(spec), do: callback(:macrocallback, spec)

  defp callback(attribute, spec), do: {:@, [], [{attribute, [], [spec]}]}

  @doc false
  defmacro __using__(_) do
    quote do
      @doc false
      def __behaviour__(:callbacks), do: __MODULE__.behaviour_info(:callbacks)

      import unquote(__MODULE__)
    end
  end
end
