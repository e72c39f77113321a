defmodule :jlixir_charlist do
  @moduledoc "The functions of `:string` on plain lists of characters, which older programs use. Positions count from 1; 0 is none."

  @doc "Returns the number of characters."
  def len(list), do: :erlang.length(list)

  @doc "Returns `count` times the character."
  def chars(char, count), do: chars(char, count, [])

  @doc "As `chars/2`, followed by `tail`."
  def chars(char, count, tail) when is_integer(count) and count > 0, do: chars(char, count - 1, [char | tail])
  def chars(char, 0, tail) when is_integer(char), do: tail

  @doc "Returns `count` copies one behind the other."
  def copies(list, count) when is_list(list) and is_integer(count) and count >= 0, do: :lists.append(:lists.duplicate(count, list))

  @doc "Returns the first position of the character."
  def chr(list, char), do: chr(list, char, 1)

  defp chr([char | _], char, at), do: at
  defp chr([_ | rest], char, at), do: chr(rest, char, at + 1)
  defp chr([], _char, _at), do: 0

  @doc "Returns the last position of the character."
  def rchr(list, char), do: rchr(list, char, 1, 0)

  defp rchr([char | rest], char, at, _found), do: rchr(rest, char, at + 1, at)
  defp rchr([_ | rest], char, at, found), do: rchr(rest, char, at + 1, found)
  defp rchr([], _char, _at, found), do: found

  @doc "Returns the first position of the part."
  def str(list, part) when is_list(part), do: str(list, part, 1)

  defp str([_ | rest] = list, part, at), do: if(part != [] and :lists.prefix(part, list), do: at, else: str(rest, part, at + 1))
  defp str([], _part, _at), do: 0

  @doc "Returns the last position of the part."
  def rstr(list, part) when is_list(part), do: rstr(list, part, 1, 0)

  defp rstr([_ | rest] = list, part, at, found) do
    rstr(rest, part, at + 1, if(part != [] and :lists.prefix(part, list), do: at, else: found))
  end

  defp rstr([], _part, _at, found), do: found

  @doc "Returns how many characters at the start are among `chars`."
  def span(list, chars) when is_list(list), do: list |> Enum.take_while(&:lists.member(&1, chars)) |> length()

  @doc "Returns how many characters at the start are not among `chars`."
  def cspan(list, chars) when is_list(list), do: list |> Enum.take_while(&(not :lists.member(&1, chars))) |> length()

  @doc "Returns the part from `start` on."
  def substr(list, 1) when is_list(list), do: list
  def substr([_ | rest], start) when is_integer(start) and start > 1, do: substr(rest, start - 1)

  @doc "Returns at most `count` characters from `start` on."
  def substr(list, start, count) when is_integer(start) and is_integer(count) and count >= 0 do
    list |> substr(start) |> :lists.sublist(count)
  end

  @doc "Returns the part from position `start` on."
  def sub_string(list, start), do: substr(list, start)

  @doc "Returns the part from position `start` to position `stop`."
  def sub_string(list, start, stop) when is_integer(start) and is_integer(stop), do: substr(list, start, max(stop - start + 1, 0))

  @doc "Returns the parts between separators, empty ones left out."
  def tokens(list, separators), do: tokens(list, separators, [], [])

  defp tokens([char | rest], separators, token, tokens) do
    cond do
      not :lists.member(char, separators) -> tokens(rest, separators, [char | token], tokens)
      token == [] -> tokens(rest, separators, [], tokens)
      true -> tokens(rest, separators, [], [:lists.reverse(token) | tokens])
    end
  end

  defp tokens([], _separators, [], tokens), do: :lists.reverse(tokens)
  defp tokens([], _separators, token, tokens), do: :lists.reverse([:lists.reverse(token) | tokens])

  @doc "Joins the strings with `separator` between them."
  def join([], separator) when is_list(separator), do: []
  def join([first | rest], separator), do: first ++ :lists.append(:lists.map(&(separator ++ &1), rest))

  @doc "Returns the number of words between blanks."
  def words(list), do: words(list, ?\s)

  @doc "Returns the number of words between the given character; at least one."
  def words(list, separator) when is_integer(separator) do
    max(1, list |> tokens([separator]) |> length())
  end

  @doc "Returns a word by its number, or `[]`."
  def sub_word(list, index), do: sub_word(list, index, ?\s)

  @doc "As `sub_word/2` with another separator."
  def sub_word(list, index, separator) when is_integer(index) and index > 0 and is_integer(separator) do
    words = tokens(list, [separator])
    if index <= length(words), do: :lists.nth(index, words), else: []
  end

  @doc "Removes blanks from both ends."
  def strip(list), do: strip(list, :both)

  @doc "Removes blanks from `:left`, `:right` or `:both`."
  def strip(list, side), do: strip(list, side, ?\s)

  @doc "Removes the given character."
  def strip(list, :left, char), do: :lists.dropwhile(&(&1 == char), list)
  def strip(list, :right, char), do: list |> :lists.reverse() |> strip(:left, char) |> :lists.reverse()
  def strip(list, :both, char), do: list |> strip(:left, char) |> strip(:right, char)

  @doc "Returns `width` characters from the left, filled up with blanks."
  def left(list, width), do: left(list, width, ?\s)

  @doc "Filled up with `char`."
  def left(list, width, char) when is_integer(width) and is_integer(char) do
    missing = width - length(list)
    if missing > 0, do: list ++ chars(char, missing), else: substr(list, 1, width)
  end

  @doc "Returns `width` characters from the right, filled up with blanks."
  def right(list, width), do: right(list, width, ?\s)

  @doc "Filled up with `char`."
  def right(list, width, char) when is_integer(width) and is_integer(char) do
    missing = width - length(list)
    if missing > 0, do: chars(char, missing, list), else: :lists.nthtail(-missing, list)
  end

  @doc "Returns `width` characters from the middle, filled up with blanks on both sides."
  def centre(list, width), do: centre(list, width, ?\s)

  @doc "Filled up with `char`."
  def centre(list, 0, char) when is_list(list) and is_integer(char), do: []

  def centre(list, width, char) when is_integer(width) and is_integer(char) do
    missing = width - length(list)

    if missing > 0 do
      before = div(missing, 2)
      chars(char, before, list ++ chars(char, missing - before))
    else
      substr(list, div(-missing, 2) + 1, width)
    end
  end

  @doc "Returns the list, or the character, in upper case; letters of Latin-1 alone."
  def to_upper(list) when is_list(list), do: :lists.map(&upper/1, list)
  def to_upper(char) when is_integer(char), do: upper(char)

  @doc "Returns the list, or the character, in lower case; letters of Latin-1 alone."
  def to_lower(list) when is_list(list), do: :lists.map(&lower/1, list)
  def to_lower(char) when is_integer(char), do: lower(char)

  defp upper(char) when is_integer(char) and (char in ?a..?z or (char in 0xE0..0xFE and char != 0xF7)), do: char - 32
  defp upper(char), do: char

  defp lower(char) when is_integer(char) and (char in ?A..?Z or (char in 0xC0..0xDE and char != 0xD7)), do: char + 32
  defp lower(char), do: char
end
