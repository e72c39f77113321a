defmodule Code.Fragment.Names do
  @moduledoc false

  # Which characters make up names and operators, and what a name can stand for.

  # Characters that make up operators together; dots and `@` are told apart by what is around them.
  @operator_chars ~c"+-*/<>=|&!^~\\:%"
  @punctuation ~c"()[]{}.,;\"'$" ++ @operator_chars

  @textual_operators ~w(and in not or when)c
  @literal_words ~w(false nil true)c
  @reserved_words ~w(after catch do else end fn rescue)c ++ @literal_words

  defguard is_space(char) when char in ~c"\s\t\r\n"
  defguard is_digit(char) when char in ?0..?9

  # Part of a name, or of what would be one but for this character; `@` may be in atoms and starts attributes.
  defguard is_name(char) when char not in @punctuation and char not in ~c"?!" and not is_space(char)

  defguard is_operator(char) when char in @operator_chars

  defguard is_textual_operator(text) when text in @textual_operators
  defguard is_literal_word(text) when text in @literal_words

  # A word that cannot be a name and is no operator.
  defguard is_reserved_word(text) when text in @reserved_words

  @doc "The text without the white space in front of its first character."
  @spec skip_spaces(charlist) :: charlist
  def skip_spaces([char | rest]) when is_space(char), do: skip_spaces(rest)
  def skip_spaces(reversed), do: reversed

  @doc "The name at the end of a text that is given backwards, with the `@` that may be in it, and the text before; or nil."
  @spec word(charlist) :: {charlist, charlist} | nil
  def word([mark, char | _] = reversed) when mark in ~c"?!" and is_name(char), do: take_name(tl(reversed), [mark])
  def word([char | _] = reversed) when is_name(char), do: take_name(reversed, [])
  def word(_), do: nil

  defp take_name([char | rest], taken) when is_name(char), do: take_name(rest, [char | taken])
  defp take_name(rest, taken), do: {taken, rest}

  @doc "How a name may be used: `:identifier`, `:alias`, in an atom alone (`:atom`), or not at all (`:other`)."
  @spec kind(charlist) :: :identifier | :alias | :atom | :other
  def kind(text) when is_textual_operator(text), do: :identifier

  def kind([char | rest] = text) when char in ?A..?Z do
    if Enum.all?(rest, &(&1 in ?a..?z or &1 in ?A..?Z or &1 in ?0..?9 or &1 in ~c"_?!")),
      do: :alias,
      else: atom_kind(text)
  end

  def kind(text), do: atom_kind(text)

  defp atom_kind(text) do
    case Code.Identifier.classify(List.to_string(text)) do
      :identifier -> :identifier
      :quoted -> :other
      _ -> :atom
    end
  end
end
