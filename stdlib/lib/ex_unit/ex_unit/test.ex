defmodule ExUnit.Test do
  @moduledoc """
  A test, as formatters get it.

    * `:name`, `:module`, `:parameters` - what it is
    * `:state` - how it has ended, see `t:ExUnit.state/0`
    * `:time` - how long it has taken, in microseconds
    * `:tags` - its tags, and `:file` and `:line`
    * `:logs` - what it has logged, if that was kept and it has failed

  """

  defstruct [:name, :case, :module, :state, :description, time: 0, tags: %{}, logs: "", parameters: %{}]

  @type t :: %__MODULE__{
          name: atom,
          module: module,
          description: String.t() | nil,
          state: ExUnit.state(),
          time: non_neg_integer,
          tags: map,
          logs: String.t(),
          parameters: map
        }
end
