defmodule ExUnit.Test do
  @moduledoc "One test, as formatters get it."

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
