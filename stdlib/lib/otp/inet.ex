defmodule :inet do
  @moduledoc "Addresses of the internet as text, and what sockets of all kinds have in common; the latter is built in."

  @doc "Makes another process the owner of a socket. Messages of the socket that the former owner has not taken go along."
  def controlling_process(socket, pid) when is_port(socket) and is_pid(pid) do
    case :inet.jlixir_suspend(socket) do
      {:ok, active} ->
        pass_on(socket, pid)
        :inet.jlixir_hand_over(socket, pid, active)

      error ->
        error
    end
  end

  defp pass_on(socket, pid) do
    receive do
      {tag, ^socket, _} = message when tag in [:tcp, :tcp_error] -> pass_on(send_to(pid, message, socket), pid)
      {tag, ^socket} = message when tag in [:tcp_closed, :tcp_passive, :udp_passive] -> pass_on(send_to(pid, message, socket), pid)
      {:udp, ^socket, _, _, _} = message -> pass_on(send_to(pid, message, socket), pid)
    after
      0 -> :ok
    end
  end

  defp send_to(pid, message, socket) do
    send(pid, message)
    socket
  end

  @doc "The names of what `getstat/2` tells."
  def stats do
    [:recv_oct, :recv_cnt, :recv_max, :recv_avg, :recv_dvi, :send_oct, :send_cnt, :send_max, :send_avg, :send_pend]
  end

  @doc "As `getstat/2`, all of it."
  def getstat(socket), do: :inet.getstat(socket, stats())

  @doc "Watches a socket, as `Port.monitor/1` does."
  def monitor(socket) when is_port(socket), do: :erlang.monitor(:port, socket)

  @doc "Ends `monitor/1`: true when the monitor was there."
  def cancel_monitor(monitor) when is_reference(monitor), do: :erlang.demonitor(monitor, [:flush, :info])

  @doc "Whether a term is an address."
  def is_ip_address(term), do: is_ipv4_address(term) or is_ipv6_address(term)

  @doc "Whether a term is an address of four bytes."
  def is_ipv4_address(term), do: is_tuple(term) and tuple_size(term) == 4 and bytes?(term, 255)

  @doc "Whether a term is an address of eight words."
  def is_ipv6_address(term), do: is_tuple(term) and tuple_size(term) == 8 and bytes?(term, 0xFFFF)

  @doc "The IPv6 address that stands for an IPv4 address, or the IPv4 address in the last words of an IPv6 address."
  def ipv4_mapped_ipv6_address({a, b, c, d}), do: {0, 0, 0, 0, 0, 0xFFFF, a * 256 + b, c * 256 + d}

  def ipv4_mapped_ipv6_address({_, _, _, _, _, _, high, low}) do
    {div(high, 256), rem(high, 256), div(low, 256), rem(low, 256)}
  end

  @doc "The addresses of a host: `{:ok, {:hostent, name, aliases, family, bytes, addresses}}`."
  def gethostbyname(name), do: gethostbyname(name, :inet)

  def gethostbyname(name, family) do
    with {:ok, addresses} <- :inet.getaddrs(name, family) do
      {:ok, {:hostent, name, [], family, if(family == :inet, do: 4, else: 16), addresses}}
    end
  end

  @doc "What a reason says."
  def format_error(:system_limit), do: ~c"a system limit was hit, probably not enough ports"
  def format_error(:exbadport), do: ~c"invalid port state"
  def format_error(:exbadseq), do: ~c"bad command sequence"
  def format_error(reason), do: :erl_posix_msg.message(reason)

  @doc "The text of an address, a charlist."
  def ntoa(address)

  def ntoa({a, b, c, d} = address) do
    if bytes?(address, 255), do: dotted(a, b, c, d), else: {:error, :einval}
  end

  def ntoa({0, 0, 0, 0, 0, 0, 0, 0}), do: ~c"::"
  def ntoa({0, 0, 0, 0, 0, 0, 0, 1}), do: ~c"::1"

  def ntoa({0, 0, 0, 0, 0, 0xFFFF, high, low} = address) do
    if bytes?(address, 0xFFFF), do: ~c"::ffff:" ++ dotted(div(high, 256), rem(high, 256), div(low, 256), rem(low, 256)), else: {:error, :einval}
  end

  def ntoa(address) when is_tuple(address) and tuple_size(address) == 8 do
    if bytes?(address, 0xFFFF), do: colons(:erlang.tuple_to_list(address)), else: {:error, :einval}
  end

  def ntoa(_address), do: {:error, :einval}

  defp bytes?(address, max), do: Enum.all?(:erlang.tuple_to_list(address), &(is_integer(&1) and &1 >= 0 and &1 <= max))

  defp dotted(a, b, c, d), do: :lists.join(?., Enum.map([a, b, c, d], &:erlang.integer_to_list/1)) |> :lists.flatten()

  # The first of the longest runs of zeros, of two at least, is left out.
  defp colons(words) do
    {start, length} = longest_zeros(words, 0, {0, 0})

    if length < 2 do
      hexes(words)
    else
      {before, rest} = :lists.split(start, words)
      hexes(before) ++ ~c"::" ++ hexes(:lists.nthtail(length, rest))
    end
  end

  defp longest_zeros([], _index, best), do: best

  defp longest_zeros(words, index, {_, most} = best) do
    case length(:lists.takewhile(&(&1 == 0), words)) do
      0 -> longest_zeros(tl(words), index + 1, best)
      count when count > most -> longest_zeros(:lists.nthtail(count, words), index + count, {index, count})
      count -> longest_zeros(:lists.nthtail(count, words), index + count, best)
    end
  end

  defp hexes(words), do: words |> Enum.map_join(":", &String.downcase(Integer.to_string(&1, 16))) |> :erlang.binary_to_list()

  @doc "Reads an address of either family: `{:ok, tuple}` or `{:error, :einval}`."
  def parse_address(text) when is_list(text) do
    with {:error, _} <- parse_ipv4_address(text), do: six(text)
  end

  @doc "As `parse_address/1`, but an address of four bytes must have all its dots."
  def parse_strict_address(text) when is_list(text) do
    with {:error, _} <- parse_ipv4strict_address(text), do: six(text)
  end

  @doc "Reads an address of eight words, without those that only stand for one of four bytes."
  def parse_ipv6strict_address(text) when is_list(text), do: six(text)

  @doc "Reads an address of eight words, or one of four bytes as that."
  def parse_ipv6_address(text) when is_list(text) do
    case parse_ipv4_address(text) do
      {:ok, {a, b, c, d}} -> {:ok, {0, 0, 0, 0, 0, 0xFFFF, a * 256 + b, c * 256 + d}}
      _ -> six(text)
    end
  end

  @doc "Reads an address of four bytes; the last number stands for all bytes that are left."
  def parse_ipv4_address(text) when is_list(text) do
    case numbers(text) do
      {:ok, numbers} -> four(numbers)
      :error -> {:error, :einval}
    end
  end

  @doc "Reads an address of four decimal numbers."
  def parse_ipv4strict_address(text) when is_list(text) do
    case numbers(text) do
      {:ok, [_, _, _, _] = numbers} -> four(numbers)
      _ -> {:error, :einval}
    end
  end

  defp numbers(text) do
    text
    |> parts(".")
    |> Enum.reduce_while({:ok, []}, fn part, {:ok, acc} ->
      case number(part) do
        :error -> {:halt, :error}
        number -> {:cont, {:ok, [number | acc]}}
      end
    end)
    |> case do
      {:ok, numbers} -> {:ok, :lists.reverse(numbers)}
      :error -> :error
    end
  end

  defp parts(text, separator) do
    for part <- :binary.split(:unicode.characters_to_binary(text), separator, [:global]), do: :unicode.characters_to_list(part)
  end

  defp number([?0, x | digits]) when x in ~c"xX", do: integer(digits, 16)
  defp number([?0, digit | digits]), do: integer([digit | digits], 8)
  defp number(digits), do: integer(digits, 10)

  defp integer([], _base), do: :error

  defp integer(digits, base) do
    if Enum.all?(digits, &(&1 in ?0..?9 or &1 in ?a..?f or &1 in ?A..?F)), do: :erlang.list_to_integer(digits, base), else: :error
  rescue
    ArgumentError -> :error
  end

  defp four(numbers) do
    {bytes, [last]} = :lists.split(length(numbers) - 1, numbers)
    left = 4 - length(bytes)

    if left >= 1 and Enum.all?(bytes, &(&1 <= 255)) and last < :erlang.bsl(1, 8 * left) do
      {:ok, :erlang.list_to_tuple(bytes ++ for(<<byte <- <<last::size(left)-unit(8)>> >>, do: byte))}
    else
      {:error, :einval}
    end
  end

  defp six(text) do
    # What follows a percent sign names the interface.
    text = :lists.takewhile(&(&1 != ?%), text)

    case parts(text, "::") do
      [all] -> with({:ok, words} <- words(all), do: complete(words))
      [before, rest] -> with({:ok, first} <- words(before), {:ok, last} <- words(rest), do: complete(first ++ zeros(first, last) ++ last))
      _ -> {:error, :einval}
    end
  end

  defp zeros(first, last), do: :lists.duplicate(max(0, 8 - length(first) - length(last)), 0)

  defp complete(words) when length(words) == 8, do: {:ok, :erlang.list_to_tuple(words)}
  defp complete(_words), do: {:error, :einval}

  defp words([]), do: {:ok, []}

  defp words(text) do
    text
    |> parts(":")
    |> words([])
  end

  defp words([last], acc) do
    case :lists.member(?., last) && parse_ipv4strict_address(last) do
      {:ok, {a, b, c, d}} -> {:ok, :lists.reverse(acc, [a * 256 + b, c * 256 + d])}
      {:error, _} = error -> error
      false -> word(last, [], acc)
    end
  end

  defp words([part | rest], acc), do: word(part, rest, acc)

  defp word(part, rest, acc) do
    case length(part) in 1..4 && integer(part, 16) do
      number when is_integer(number) and rest == [] -> {:ok, :lists.reverse([number | acc])}
      number when is_integer(number) -> words(rest, [number | acc])
      _ -> {:error, :einval}
    end
  end
end
