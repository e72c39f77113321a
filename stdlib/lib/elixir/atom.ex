defmodule Atom do
  @moduledoc "Atoms: constants whose value is their own name."

  @doc "The atom's name."
  @spec to_string(atom) :: String.t()
  def to_string(atom), do: :erlang.atom_to_binary(atom, :utf8)

  @doc "The atom's name as a charlist."
  @spec to_charlist(atom) :: charlist
  def to_charlist(atom), do: :erlang.atom_to_list(atom)
end
