defmodule Warn do
  alias Some.Thing
  import Enum, only: [map: 2]

  def f(x) do
    y = 1
    :ok
  end

  defp never, do: 1
end

IO.puts("ran")
