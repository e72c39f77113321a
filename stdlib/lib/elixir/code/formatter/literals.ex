defmodule Code.Formatter.Literals do
  @moduledoc false

  # The text of atoms and numbers.

  import Code.Formatter.Quoted

  alias Code.Formatter.Strings

  @doc false
  def atom_text(atom, _meta) when atom in [nil, true, false], do: Atom.to_string(atom)

  def atom_text(atom, meta) do
    text = Atom.to_string(atom)

    if meta?(meta, :delimiter) do
      # The text is as it was written, escapes included.
      if plain_atom?(atom, text), do: ":" <> text, else: ":\"" <> Strings.escape_closing(text, "\"") <> "\""
    else
      Macro.inspect_atom(:literal, atom)
    end
  end

  @doc false
  def key_text(atom, meta) do
    text = Atom.to_string(atom)

    if meta?(meta, :delimiter) do
      if plain_atom?(atom, text), do: text <> ":", else: "\"" <> Strings.escape_closing(text, "\"") <> "\":"
    else
      Macro.inspect_atom(:key, atom)
    end
  end

  defp plain_atom?(atom, text) do
    not String.contains?(text, "\\") and Macro.classify_atom(atom) in [:unquoted, :identifier]
  end

  @doc false
  def integer_text("0x" <> digits), do: "0x" <> String.upcase(digits)
  def integer_text("0" <> <<char, _::binary>> = token) when char in [?b, ?o], do: token
  def integer_text("?" <> _ = token), do: token
  def integer_text("-" <> token), do: "-" <> integer_text(token)
  def integer_text(token), do: group_digits(token)

  @doc false
  def float_text(token) do
    [integer, rest] = :binary.split(token, ".")
    group_digits(integer) <> "." <> String.downcase(rest)
  end

  # Six digits or more are grouped by underscores.
  defp group_digits("-" <> digits), do: "-" <> group_digits(digits)

  defp group_digits(digits) do
    if byte_size(digits) >= 6 and not String.contains?(digits, "_") do
      digits |> String.reverse() |> chunk_digits() |> String.reverse()
    else
      digits
    end
  end

  defp chunk_digits(<<chunk::binary-size(3), rest::binary>>) when rest != "", do: chunk <> "_" <> chunk_digits(rest)
  defp chunk_digits(rest), do: rest
end
