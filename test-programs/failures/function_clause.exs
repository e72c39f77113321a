defmodule Clause do
  def only(1), do: :one
  def only(x) when is_atom(x), do: x
end

Clause.only("text")
