defmodule :jlixir_unicode do
  # What the runtime's :jlixir_unicode does, built on :string: for running the library on another Elixir.

  def next_grapheme(""), do: nil
  def next_grapheme(<<byte, _::binary>> = text), do: split(text, gc(text), byte)

  defp gc(text) do
    case :unicode_util.gc(text) do
      [first | _] -> first
      {:error, _} -> :error
    end
  end

  defp split(<<_, rest::binary>>, :error, byte), do: {<<byte>>, rest}

  defp split(text, chars, _byte) do
    size = byte_size(:unicode.characters_to_binary(List.wrap(chars)))
    <<grapheme::binary-size(size), rest::binary>> = text
    {grapheme, rest}
  end

  def next_grapheme_size(text) do
    case next_grapheme(text) do
      nil -> nil
      {grapheme, rest} -> {byte_size(grapheme), rest}
    end
  end

  def graphemes(text) do
    case next_grapheme(text) do
      nil -> []
      {grapheme, rest} -> [grapheme | graphemes(rest)]
    end
  end

  def grapheme_length(text), do: length(graphemes(text))

  def grapheme_offset(text, n) do
    found = Enum.take(graphemes(text), n)
    {byte_size(IO.iodata_to_binary(found)), length(found)}
  end

  def upcase(text, mode), do: each(text, &upper(&1, mode))
  def downcase(text, mode), do: lower_all(text, mode, nil, "")

  defp lower_all(<<?Σ::utf8, rest::binary>>, :greek, previous, acc) do
    low = if greek?(previous) and not letter?(rest), do: "ς", else: "σ"
    lower_all(rest, :greek, ?Σ, acc <> low)
  end

  defp lower_all(<<char::utf8, rest::binary>>, mode, _previous, acc), do: lower_all(rest, mode, char, acc <> lower(char, mode))
  defp lower_all(<<byte, rest::binary>>, mode, _previous, acc), do: lower_all(rest, mode, nil, acc <> <<byte>>)
  defp lower_all("", _mode, _previous, acc), do: acc

  defp greek?(char), do: is_integer(char) and (char in 0x370..0x3FF or char in 0x1F00..0x1FFF)
  defp letter?(<<char::utf8, _::binary>>), do: :string.uppercase([char]) != :string.lowercase([char])
  defp letter?(_), do: false

  defp each(<<char::utf8, rest::binary>>, fun), do: fun.(char) <> each(rest, fun)
  defp each(<<byte, rest::binary>>, fun), do: <<byte>> <> each(rest, fun)
  defp each("", _fun), do: ""

  defp upper(?i, :turkic), do: "İ"
  defp upper(char, _mode), do: text(:string.uppercase([char]))
  defp lower(?I, :turkic), do: "ı"
  defp lower(?İ, :turkic), do: "i"
  defp lower(?İ, _mode), do: "i̇"
  defp lower(char, _mode), do: text(:string.lowercase([char]))

  def titlecase_first("", _mode), do: nil
  def titlecase_first(<<?i, rest::binary>>, :turkic), do: {"İ", rest}
  def titlecase_first(<<char::utf8, rest::binary>>, _mode), do: {text(:string.titlecase([char])), rest}
  def titlecase_first(<<byte, rest::binary>>, _mode), do: {<<byte>>, rest}

  defp text(chars), do: :unicode.characters_to_binary(chars)

  def identifier_kind(text) do
    case Macro.classify_atom(String.to_atom(text)) do
      :alias -> :alias
      :quoted -> :other
      _ -> :identifier
    end
  end
end
