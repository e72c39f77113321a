defmodule JSON.DecodeError do
  @moduledoc "Raised by `JSON.decode!/1`."

  defexception [:message, :offset, :data]

  @type t :: %__MODULE__{message: String.t(), offset: non_neg_integer, data: binary}
end
