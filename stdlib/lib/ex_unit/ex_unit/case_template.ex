defmodule ExUnit.CaseTemplate do
  @moduledoc """
  A base for modules of tests that share what happens before them.

      defmodule DataCase do
        use ExUnit.CaseTemplate

        using options do
          quote do
            import DataCase
            @moduletag database: unquote(options[:database])
          end
        end

        setup do
          %{connection: connect()}
        end

        def connect, do: ...
      end

      defmodule UserTest do
        use DataCase, async: true, database: :test

        test "is connected", %{connection: connection} do
          ...
        end
      end

  The options that such a module gives are those of `ExUnit.Case`, and whatever the template knows of. Callbacks of the template run
  before its own.
  """

  @doc false
  defmacro __using__(_opts) do
    quote do
      ExUnit.Callbacks.__register__(__MODULE__)
      @before_compile ExUnit.CaseTemplate
      import ExUnit.Callbacks
      import ExUnit.Assertions
      import ExUnit.CaseTemplate, only: [using: 1, using: 2]

      defmacro __using__(opts), do: ExUnit.CaseTemplate.__proxy__(__MODULE__, opts)

      defoverridable __using__: 1
    end
  end

  @doc """
  Code that goes into each module that uses the template. The block returns it quoted; it may match the options the module gives.

      using options do
        quote do
          @moduletag unquote(options[:tags] || [])
        end
      end

  """
  defmacro using(var \\ quote(do: _), do: block) do
    quote do
      defmacro __using__(unquote(var) = opts) do
        parent = unquote(__MODULE__).__proxy__(__MODULE__, opts)
        result = unquote(block)
        {:__block__, [], [parent, result]}
      end
    end
  end

  @doc false
  def __proxy__(module, opts) do
    quote do
      use ExUnit.Case, unquote(opts)
      setup_all {unquote(module), :__ex_unit_setup_all__}
      setup {unquote(module), :__ex_unit_setup__}
    end
  end

  @doc false
  defmacro __before_compile__(env) do
    quote do
      unquote(ExUnit.Callbacks.__callbacks__(env))
      def __ex_unit_setup__(context), do: __ex_unit__(:setup, context)
      def __ex_unit_setup_all__(context), do: __ex_unit__(:setup_all, context)
    end
  end
end
