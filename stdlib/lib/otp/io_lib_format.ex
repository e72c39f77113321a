defmodule :io_lib_format do
  @moduledoc "Floats as text."

  @doc "Returns the shortest text that reads back as the same float, a charlist."
  def fwrite_g(float) when is_float(float), do: :erlang.float_to_list(float, [:short])
end
