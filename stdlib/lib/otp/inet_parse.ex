defmodule :inet_parse do
  @moduledoc "IP addresses as text and back. Text is a charlist; what cannot be read or written is `{:error, :einval}`."

  import Bitwise, only: [bsl: 2, bsr: 2, band: 2, bor: 2]

  # Writing

  @doc "Returns the text of an address; of the zeros in IPv6 the longest run is left out."
  def ntoa({a, b, c, d}) when a in 0..255 and b in 0..255 and c in 0..255 and d in 0..255 do
    :lists.join(?., :lists.map(&:erlang.integer_to_list/1, [a, b, c, d])) |> :lists.flatten()
  end

  def ntoa({0, 0, 0, 0, 0, 0, 0, 0}), do: ~c"::"
  def ntoa({0, 0, 0, 0, 0, 0, 0, last}) when last in 1..255, do: ~c"::" ++ hexadecimal(last)

  def ntoa({0, 0, 0, 0, 0, fifth, g, h}) when fifth in [0, 0xFFFF] and g in 0..0xFFFF and h in 0..0xFFFF do
    start = if fifth == 0, do: ~c"::", else: ~c"::ffff:"
    start ++ ntoa({bsr(g, 8), band(g, 255), bsr(h, 8), band(h, 255)})
  end

  def ntoa(address) when tuple_size(address) == 8 do
    words = :erlang.tuple_to_list(address)
    if :lists.all(&(&1 in 0..0xFFFF), words), do: shortened(words, longest_zeros(words)), else: {:error, :einval}
  end

  def ntoa(_), do: {:error, :einval}

  defp hexadecimal(word), do: :string.lowercase(:erlang.integer_to_list(word, 16))

  defp shortened(words, {_at, length}) when length < 2, do: join(words)

  defp shortened(words, {at, length}) do
    {before, rest} = :lists.split(at, words)
    join(before) ++ ~c"::" ++ join(:lists.nthtail(length, rest))
  end

  defp join(words), do: :lists.flatten(:lists.join(?:, :lists.map(&hexadecimal/1, words)))

  # {position, length} of the first of the longest runs
  defp longest_zeros(words), do: longest_zeros(words, 0, {0, 0})

  defp longest_zeros([], _at, best), do: best

  defp longest_zeros([0 | _] = words, at, {_, best_length} = best) do
    {zeros, rest} = :lists.splitwith(&(&1 == 0), words)
    length = length(zeros)
    longest_zeros(rest, at + length, if(length > best_length, do: {at, length}, else: best))
  end

  defp longest_zeros([_ | rest], at, best), do: longest_zeros(rest, at + 1, best)

  # Reading

  @doc "Reads an address of either kind; of IPv4 also those with fewer than four numbers, the last one for several bytes."
  def address(text), do: either(ipv4_address(text), fn -> ipv6strict_address(text) end)

  @doc "As `address/1` with four decimal numbers for IPv4."
  def strict_address(text), do: either(ipv4strict_address(text), fn -> ipv6strict_address(text) end)

  defp either({:ok, _} = result, _other), do: result
  defp either(_error, other), do: other.()

  @doc "Reads an IPv4 address."
  def ipv4_address(text) do
    with {:ok, parts} <- parts(text, ?.), {:ok, numbers} <- numbers(parts), true <- length(numbers) <= 4 do
      spread(numbers)
    else
      _ -> {:error, :einval}
    end
  end

  @doc "Reads an IPv4 address of four numbers."
  def ipv4strict_address(text) do
    with {:ok, parts} <- parts(text, ?.),
         4 <- length(parts),
         true <- :lists.all(&decimal?/1, parts),
         {:ok, numbers} <- numbers(parts) do
      spread(numbers)
    else
      _ -> {:error, :einval}
    end
  end

  defp decimal?([?0, _ | _]), do: false
  defp decimal?(part), do: :lists.all(&(&1 in ?0..?9), part)

  defp parts(text, separator) when is_list(text) do
    case :lists.all(&is_integer/1, text) do
      true -> {:ok, split(text, separator, [])}
      false -> :error
    end
  end

  defp parts(_text, _separator), do: :error

  defp split([], _separator, part), do: [:lists.reverse(part)]
  defp split([separator | rest], separator, part), do: [:lists.reverse(part) | split(rest, separator, [])]
  defp split([char | rest], separator, part), do: split(rest, separator, [char | part])

  # Decimal, octal behind a zero, hexadecimal behind 0x
  defp numbers([]), do: {:ok, []}

  defp numbers([part | rest]) do
    with {:ok, number} <- number(part), {:ok, numbers} <- numbers(rest), do: {:ok, [number | numbers]}
  end

  defp number([?0, x | digits]) when x in ~c"xX", do: number(digits, 16)
  defp number([?0, _ | _] = digits), do: number(digits, 8)
  defp number(digits), do: number(digits, 10)

  defp number([first | _] = digits, base) when first not in ~c"+-" do
    {:ok, :erlang.list_to_integer(digits, base)}
  rescue
    ArgumentError -> :error
  end

  defp number(_digits, _base), do: :error

  # The last number fills all bytes that are left
  defp spread(numbers) do
    {bytes, [last]} = :lists.split(length(numbers) - 1, numbers)
    left = 4 - length(bytes)

    if :lists.all(&(&1 < 256), bytes) and last < bsl(1, 8 * left) do
      {:ok, :erlang.list_to_tuple(bytes ++ :erlang.binary_to_list(<<last::size(left)-unit(8)>>))}
    else
      {:error, :einval}
    end
  end

  @doc "Reads an IPv6 address, or an IPv4 address as one mapped to IPv6."
  def ipv6_address(text) do
    case ipv4_address(text) do
      {:ok, {a, b, c, d}} -> {:ok, {0, 0, 0, 0, 0, 0xFFFF, bor(bsl(a, 8), b), bor(bsl(c, 8), d)}}
      _ -> ipv6strict_address(text)
    end
  end

  @doc "Reads an IPv6 address; a scope behind `%` is passed over."
  def ipv6strict_address(text) do
    with {:ok, [address | _]} <- parts(text, ?%),
         {:ok, words} <- halves(halved(address, [])),
         8 <- length(words) do
      {:ok, :erlang.list_to_tuple(words)}
    else
      _ -> {:error, :einval}
    end
  end

  # What is before and behind the first double colon
  defp halved(~c"::" ++ rest, before), do: {:lists.reverse(before), rest}
  defp halved([char | rest], before), do: halved(rest, [char | before])
  defp halved([], before), do: :lists.reverse(before)

  defp halves({before, behind}) do
    with {:ok, first} <- words(before), {:ok, last} <- words(behind) do
      missing = 8 - length(first) - length(last)
      if missing > 0, do: {:ok, first ++ :lists.duplicate(missing, 0) ++ last}, else: :error
    end
  end

  defp halves([]), do: :error
  defp halves(text), do: words(text)

  defp words([]), do: {:ok, []}

  defp words(text) do
    {:ok, parts} = parts(text, ?:)
    word_list(parts)
  end

  defp word_list([last]) do
    case ipv4strict_address(last) do
      {:ok, {a, b, c, d}} -> {:ok, [bor(bsl(a, 8), b), bor(bsl(c, 8), d)]}
      _ -> word(last)
    end
  end

  defp word_list([part | rest]) do
    with {:ok, [word]} <- word(part), {:ok, words} <- word_list(rest), do: {:ok, [word | words]}
  end

  defp word(digits) when digits != [] and length(digits) <= 4 do
    case number(digits, 16) do
      {:ok, word} -> {:ok, [word]}
      :error -> :error
    end
  end

  defp word(_digits), do: :error
end
