defmodule ExUnit.TestModule do
  @moduledoc "A module of tests, as formatters get it."

  defstruct [:file, :name, :state, tags: %{}, setup_all?: false, parameters: %{}, tests: []]

  @type t :: %__MODULE__{
          file: binary,
          name: module,
          setup_all?: boolean,
          state: ExUnit.state(),
          tags: map,
          parameters: map,
          tests: [ExUnit.Test.t()]
        }
end
