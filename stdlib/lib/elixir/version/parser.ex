defmodule Version.Parser do
  @moduledoc false

  # Versions become {major, minor, patch, pre, build}, requirements the flat list [operator, version, :and, ...].

  def parse_requirement(source) do
    case :lists.reverse(lexer(source)) do
      [_ | _] = tokens -> conditions(tokens, [])
      [] -> :error
    end
  end

  defp conditions([operator, version | rest], acc) when is_atom(operator) and operator not in [:and, :or] and is_binary(version) do
    case parse_version(version, operator == :~>) do
      {:ok, parsed} -> next(rest, [parsed, operator | acc])
      :error -> :error
    end
  end

  defp conditions(_, _acc), do: :error

  defp next([], acc), do: {:ok, :lists.reverse(acc)}
  defp next([link | rest], acc) when link in [:and, :or], do: conditions(rest, [link | acc])
  defp next(_, _acc), do: :error

  # Tokens, the last first: operators as atoms, everything else as text.
  def lexer(source), do: lexer(source, "", [])

  defp lexer(<<">=", rest::binary>>, word, acc), do: lexer(rest, "", [:>= | word(word, acc)])
  defp lexer(<<"<=", rest::binary>>, word, acc), do: lexer(rest, "", [:<= | word(word, acc)])
  defp lexer(<<"~>", rest::binary>>, word, acc), do: lexer(rest, "", [:~> | word(word, acc)])
  defp lexer(<<">", rest::binary>>, word, acc), do: lexer(rest, "", [:> | word(word, acc)])
  defp lexer(<<"<", rest::binary>>, word, acc), do: lexer(rest, "", [:< | word(word, acc)])
  defp lexer(<<"==", rest::binary>>, word, acc), do: lexer(rest, "", [:== | word(word, acc)])

  defp lexer(<<"!=", rest::binary>>, word, acc) do
    IO.warn("!= inside Version requirements is deprecated, use ~> or >= instead")
    lexer(rest, "", [:!= | word(word, acc)])
  end

  defp lexer(<<"!", rest::binary>>, word, acc) do
    IO.warn("! inside Version requirements is deprecated, use ~> or >= instead")
    lexer(rest, "", [:!= | word(word, acc)])
  end

  defp lexer(<<" ", rest::binary>>, word, acc), do: lexer(rest, "", word(word, acc))
  defp lexer(<<byte, rest::binary>>, word, acc), do: lexer(rest, <<word::binary, byte>>, acc)
  defp lexer(<<>>, word, acc), do: word(word, acc)

  defp word("", acc), do: acc
  defp word("and", acc), do: [:and | acc]
  defp word("or", acc), do: [:or | acc]
  defp word(word, [link | _] = acc) when link in [:and, :or], do: [word, :== | acc]
  defp word(word, []), do: [word, :==]
  defp word(word, acc), do: [word | acc]

  def parse_version(string, approximate? \\ false) when is_binary(string) do
    {rest, build} = cut(string, "+")
    {numbers, pre} = cut(rest, "-")

    with {:ok, major, minor, patch} <- numbers(:binary.split(numbers, ".", [:global]), approximate?),
         {:ok, pre} <- pre(pre),
         {:ok, build} <- build(build) do
      {:ok, {major, minor, patch, pre, build}}
    else
      _ -> :error
    end
  end

  defp cut(string, separator) do
    case :binary.split(string, separator) do
      [whole] -> {whole, nil}
      [left, right] -> {left, right}
    end
  end

  defp numbers([major, minor, patch], _) do
    with {:ok, major} <- number(major), {:ok, minor} <- number(minor), {:ok, patch} <- number(patch) do
      {:ok, major, minor, patch}
    end
  end

  defp numbers([major, minor], true) do
    with {:ok, major} <- number(major), {:ok, minor} <- number(minor), do: {:ok, major, minor, nil}
  end

  defp numbers(_, _), do: :error

  defp number("0"), do: {:ok, 0}
  # fifteen digits are taken for a mistake
  defp number(<<first, _::binary>> = text) when first in ?1..?9 and byte_size(text) < 15, do: digits(text, 0)
  defp number(_), do: :error

  defp digits(<<digit, rest::binary>>, value) when digit in ?0..?9, do: digits(rest, value * 10 + digit - ?0)
  defp digits(<<>>, value), do: {:ok, value}
  defp digits(_, _value), do: :error

  defp pre(nil), do: {:ok, []}
  defp pre(text), do: pre_parts(:binary.split(text, ".", [:global]), [])

  defp pre_parts([part | rest], acc) do
    cond do
      not identifier?(part) -> :error
      not number?(part) -> pre_parts(rest, [part | acc])
      true ->
        case number(part) do
          {:ok, number} -> pre_parts(rest, [number | acc])
          :error -> :error
        end
    end
  end

  defp pre_parts([], acc), do: {:ok, :lists.reverse(acc)}

  defp build(nil), do: {:ok, []}

  defp build(text) do
    if :lists.all(&identifier?/1, :binary.split(text, ".", [:global])), do: {:ok, [text]}, else: :error
  end

  defp identifier?(""), do: false
  defp identifier?(text), do: identifier_bytes?(text)

  defp identifier_bytes?(<<byte, rest::binary>>) when byte in ?0..?9 or byte in ?A..?Z or byte in ?a..?z or byte == ?-,
    do: identifier_bytes?(rest)

  defp identifier_bytes?(rest), do: rest == ""

  defp number?(<<byte, rest::binary>>) when byte in ?0..?9, do: number?(rest)
  defp number?(rest), do: rest == ""
end
