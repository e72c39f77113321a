defmodule :unicode_util do
  @moduledoc "Code points and graphemes one at a time: each function takes text and gives the first one, changed, with the rest, or `[]`."

  @doc "Returns the first code point with the rest."
  def cp(text), do: :string.next_codepoint(text)

  @doc "Returns the first grapheme with the rest; one of several code points is a list."
  def gc(text), do: :string.next_grapheme(text)

  @doc "Returns the first code point in upper case with the rest."
  def uppercase(text), do: changed(text, &:string.uppercase/1)

  @doc "Returns the first code point in lower case with the rest."
  def lowercase(text), do: changed(text, &:string.lowercase/1)

  @doc "Returns the first code point in title case with the rest."
  def titlecase(text), do: changed(text, &:string.titlecase/1)

  @doc "Returns the first code point folded with the rest."
  def casefold(text), do: changed(text, &:string.casefold/1)

  defp changed(text, change) do
    case cp(text) do
      [first | rest] -> [single(change.([first])) | rest]
      other -> other
    end
  end

  @doc "Returns the first grapheme in normal form C with the rest."
  def nfc(text), do: normal(text, &:unicode.characters_to_nfc_list/1)

  @doc "Returns the first grapheme in normal form D with the rest."
  def nfd(text), do: normal(text, &:unicode.characters_to_nfd_list/1)

  @doc "Returns the first grapheme in normal form KC with the rest."
  def nfkc(text), do: normal(text, &:unicode.characters_to_nfkc_list/1)

  @doc "Returns the first grapheme in normal form KD with the rest."
  def nfkd(text), do: normal(text, &:unicode.characters_to_nfkd_list/1)

  defp normal(text, form) do
    case gc(text) do
      [first | rest] -> [single(form.([first])) | rest]
      other -> other
    end
  end

  defp single([one]), do: one
  defp single(several), do: several

  @doc "Returns the graphemes that separate words of programs."
  def whitespace, do: [[?\r, ?\n], ?\t, ?\n, ?\v, ?\f, ?\r, ?\s, 0x85, 0x200E, 0x200F, 0x2028, 0x2029]

  @doc "Tells whether a grapheme is one of `whitespace/0`."
  def is_whitespace(grapheme), do: :lists.member(grapheme, whitespace())
end
