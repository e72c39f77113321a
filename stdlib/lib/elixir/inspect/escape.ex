defmodule Inspect.Escape do
  @moduledoc false

  # Text between double quotes. Runs that need no escape are taken over as they are.
  #
  # `limit` counts code points (and invalid bytes). The text past it is not looked at.

  @typep limit :: non_neg_integer | :infinity

  # Whether all of `text` up to the limit can be printed, and how.
  @doc false
  @spec printable(binary, limit) :: {:ok, iodata, truncated? :: boolean} | :error
  def printable(text, limit), do: scan(text, text, 0, 0, limit, [], false)

  # Whatever cannot be printed becomes `\xHH`.
  @doc false
  @spec any(binary, limit) :: {:ok, iodata, truncated? :: boolean}
  def any(text, limit), do: scan(text, text, 0, 0, limit, [], true)

  defp scan(<<>>, text, start, size, _limit, acc, _any?), do: {:ok, done(text, start, size, acc), false}
  defp scan(_rest, text, start, size, 0, acc, _any?), do: {:ok, done(text, start, size, acc), true}

  defp scan(<<char, rest::binary>>, text, start, size, limit, acc, any?)
       when char in 0x20..0x7E and char != ?" and char != ?\\ and char != ?# do
    scan(rest, text, start, size + 1, less(limit), acc, any?)
  end

  defp scan(<<"\#{", _::binary>> = rest, text, start, size, limit, acc, any?) do
    escaped(rest, 1, "\\#", text, start, size, limit, acc, any?)
  end

  defp scan(<<?#, rest::binary>>, text, start, size, limit, acc, any?) do
    scan(rest, text, start, size + 1, less(limit), acc, any?)
  end

  defp scan(<<char, _::binary>> = rest, text, start, size, limit, acc, any?) when char < 128 do
    case short(char) do
      nil when any? -> escaped(rest, 1, hex(char), text, start, size, limit, acc, any?)
      nil -> :error
      escape -> escaped(rest, 1, escape, text, start, size, limit, acc, any?)
    end
  end

  defp scan(<<char::utf8, after_char::binary>> = rest, text, start, size, limit, acc, any?) do
    width = byte_size(rest) - byte_size(after_char)

    cond do
      invisible?(char) -> escaped(rest, width, unicode(char), text, start, size, limit, acc, any?)
      printable?(char) -> scan(after_char, text, start, size + width, less(limit), acc, any?)
      not any? -> :error
      char < 0x100 -> escaped(rest, width, hex(char), text, start, size, limit, acc, any?)
      true -> escaped(rest, width, unicode(char), text, start, size, limit, acc, any?)
    end
  end

  defp scan(<<byte, _::binary>> = rest, text, start, size, limit, acc, true) do
    escaped(rest, 1, hex(byte), text, start, size, limit, acc, true)
  end

  defp scan(_invalid, _text, _start, _size, _limit, _acc, false), do: :error

  defp escaped(rest, width, escape, text, start, size, limit, acc, any?) do
    next = start + size + width
    rest = :erlang.binary_part(rest, width, byte_size(rest) - width)
    scan(rest, text, next, 0, less(limit), [escape | run(text, start, size, acc)], any?)
  end

  defp run(_text, _start, 0, acc), do: acc
  defp run(text, start, size, acc), do: [:erlang.binary_part(text, start, size) | acc]

  defp done(text, 0, size, []) when size == byte_size(text), do: text
  defp done(text, start, size, acc), do: :lists.reverse(run(text, start, size, acc))

  defp less(:infinity), do: :infinity
  defp less(limit), do: limit - 1

  defp short(?"), do: "\\\""
  defp short(?\\), do: "\\\\"
  defp short(?\n), do: "\\n"
  defp short(?\t), do: "\\t"
  defp short(?\r), do: "\\r"
  defp short(?\e), do: "\\e"
  defp short(?\d), do: "\\d"
  defp short(?\a), do: "\\a"
  defp short(?\b), do: "\\b"
  defp short(?\f), do: "\\f"
  defp short(?\v), do: "\\v"
  defp short(_char), do: nil

  defp hex(0), do: "\\0"
  defp hex(byte), do: <<"\\x", digit(div(byte, 16)), digit(rem(byte, 16))>>

  defp unicode(char) do
    <<"\\u", digit(div(char, 4096)), digit(rem(div(char, 256), 16)), digit(rem(div(char, 16), 16)), digit(rem(char, 16))>>
  end

  defp digit(value) when value < 10, do: value + ?0
  defp digit(value), do: value + ?A - 10

  # Printable in the sense of String.printable?/1, but nothing that a reader could see or that turns the text around.
  defp invisible?(char) when char < 0x300, do: char == 0xA0
  defp invisible?(char) when char in 0x2000..0x200F or char in 0x2028..0x202E or char in 0x205F..0x2064, do: true
  defp invisible?(char) when char in 0x2066..0x2069 or char in 0xFFF9..0xFFFC, do: true
  defp invisible?(char), do: char == 0x34F or char == 0x61C or char == 0xFEFF

  defp printable?(char), do: char in 0xA0..0xD7FF or char in 0xE000..0xFFFD or char >= 0x10000

  # A list of code points as text, up to the limit; :error if it holds anything else.
  @doc false
  @spec charlist([term], limit) :: {:ok, iodata, truncated? :: boolean} | :error
  def charlist(list, limit) do
    case taken(list, limit, []) do
      {:ok, chars, truncated?} ->
        {:ok, text, _truncated?} = any(List.to_string(chars), :infinity)
        {:ok, text, truncated?}

      :error ->
        :error
    end
  end

  defp taken([], _limit, acc), do: {:ok, :lists.reverse(acc), false}
  defp taken([_ | _], 0, acc), do: {:ok, :lists.reverse(acc), true}
  defp taken([char | rest], limit, acc) when is_integer(char), do: taken(rest, less(limit), [char | acc])
  defp taken(_list, _limit, _acc), do: :error

  # Whether a list looks like a charlist, as List.ascii_printable?/2 sees it.
  @doc false
  @spec ascii?(term, limit) :: boolean
  def ascii?([char | rest], limit) when limit != 0 and (char in 0x20..0x7E or char in 7..13 or char == 27) do
    ascii?(rest, less(limit))
  end

  def ascii?([], _limit), do: true
  def ascii?(list, 0), do: is_list(list)
  def ascii?(_other, _limit), do: false
end
