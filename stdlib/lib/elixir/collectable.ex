defprotocol Collectable do
  @moduledoc """
  Takes values in, one by one: what `Enum.into/2` and `for ... into: ...` rest on.
  """

  @type command :: {:cont, term} | :done | :halt

  @doc """
  Gives a start value and a function that collects.

  The function is called with `{:cont, value}` for each value and gives the next accumulator, with `:done` at the end and gives
  the result, or with `:halt` when there will be no result.

      iex> {list, fun} = Collectable.into([])
      iex> fun.(fun.(list, {:cont, 1}), :done)
      [1]

  """
  @spec into(t) :: {initial_acc :: term, collector :: (term, command -> t | term)}
  def into(collectable)
end

defimpl Collectable, for: List do
  def into([]), do: {[], &collect/2}

  # Kept as it always was: the elements end up in front, in reverse. Deprecated for lists that are not empty.
  def into(list) do
    IO.warn(
      "the Collectable protocol is deprecated for non-empty lists. The behavior of Enum.into/2 and \"for\" comprehensions " <>
        "with an :into option is incorrect when collecting into non-empty lists. If you're collecting into a non-empty " <>
        "keyword list, consider using Keyword.merge/2 instead. If you're collecting into a non-empty list, consider " <>
        "concatenating the two lists with the ++ operator."
    )

    {[],
     fn
       acc, :done -> list ++ :lists.reverse(acc)
       acc, command -> collect(acc, command)
     end}
  end

  defp collect(acc, {:cont, value}), do: [value | acc]
  defp collect(acc, :done), do: :lists.reverse(acc)
  defp collect(_acc, :halt), do: :ok
end

defimpl Collectable, for: BitString do
  def into(binary) when is_binary(binary), do: {[binary], &collect_binary/2}
  def into(bitstring), do: {bitstring, &collect_bits/2}

  defp collect_binary([first | _] = acc, {:cont, value})
       when is_binary(value) and is_binary(first),
       do: [acc | value]

  defp collect_binary(acc, {:cont, value}) when is_bitstring(value),
    do: collect_bits(bits(acc), {:cont, value}) |> List.wrap()

  defp collect_binary(_acc, {:cont, value}),
    do:
      raise(
        ArgumentError,
        "collecting into a binary requires a bitstring, got: #{inspect(value)}"
      )

  defp collect_binary(acc, :done), do: bits(acc)
  defp collect_binary(_acc, :halt), do: :ok

  defp bits([bits]) when is_bitstring(bits), do: bits
  defp bits(acc), do: :erlang.iolist_to_binary(acc)

  defp collect_bits(acc, {:cont, value}) when is_bitstring(value),
    do: <<acc::bitstring, value::bitstring>>

  defp collect_bits(_acc, {:cont, value}),
    do:
      raise(
        ArgumentError,
        "collecting into a bitstring requires a bitstring, got: #{inspect(value)}"
      )

  defp collect_bits(acc, :done), do: acc
  defp collect_bits(_acc, :halt), do: :ok
end

defimpl Collectable, for: Map do
  def into(map), do: {map, &collect/2}

  defp collect(map, {:cont, {key, value}}), do: :maps.put(key, value, map)

  defp collect(_map, {:cont, other}) do
    raise ArgumentError,
          "collecting into a map requires {key, value} tuples, got: #{inspect(other)}"
  end

  defp collect(map, :done), do: map
  defp collect(_map, :halt), do: :ok
end
