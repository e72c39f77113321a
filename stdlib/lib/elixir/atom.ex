defmodule Atom do
  @moduledoc """
  Atoms as text. An atom is a constant whose value is its name.
  """

  @doc """
  The text of an atom.

      iex> Atom.to_string(:foo)
      "foo"
      iex> Atom.to_string(Foo)
      "Elixir.Foo"

  """
  @spec to_string(atom) :: String.t()
  def to_string(atom), do: :erlang.atom_to_binary(atom)

  @doc """
  The text of an atom as a charlist.

      iex> Atom.to_charlist(:foo)
      ~c"foo"

  """
  @spec to_charlist(atom) :: charlist
  def to_charlist(atom), do: :erlang.atom_to_list(atom)

  @doc false
  @deprecated "Use Atom.to_charlist/1 instead"
  def to_char_list(atom), do: :erlang.atom_to_list(atom)
end
