defmodule ExUnit.TestModule do
  @moduledoc """
  A module of tests, as formatters get it.

    * `:name`, `:file`, `:parameters` - what it is
    * `:state` - `nil`, or `{:failed, failures}` if `setup_all`, or what follows the tests, has failed
    * `:tests` - its tests; when it has finished, those that have run
    * `:tags` - the tags of the module
    * `:setup_all?` - whether it has `setup_all` callbacks

  """

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
