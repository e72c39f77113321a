defmodule IEx.History do
  @moduledoc false
  # The values of earlier expressions, the newest first, as `{counter, value}`.
  defstruct queue: :queue.new(), size: 0, start: 1

  def init, do: %__MODULE__{}

  # Keeps `limit` entries; all of them when it is negative.
  def append(%{queue: queue, size: size, start: start}, entry, limit) do
    grown = %__MODULE__{queue: :queue.in(entry, queue), size: size + 1, start: start}
    shrink(grown, limit)
  end

  defp shrink(%{size: size} = state, limit) when limit < 0 or size <= limit, do: state

  defp shrink(%{queue: queue, size: size, start: start}, limit) do
    shrink(%__MODULE__{queue: :queue.drop(queue), size: size - 1, start: start + 1}, limit)
  end

  # The nth entry, from the end for a negative number.
  def nth(%{queue: queue} = state, n) do
    entries = :queue.to_list(queue)

    found =
      cond do
        n > 0 -> Enum.find(entries, fn {counter, _value} -> counter == n end)
        n < 0 -> Enum.at(entries, n)
        true -> nil
      end

    case found do
      nil -> raise "v(#{n}) is out of bounds, the currently preserved history ranges from #{first(state)} to #{last(state)} (or use negative numbers to look from the end)"
      {_counter, value} -> value
    end
  end

  defp first(%{queue: queue}), do: with({:value, {counter, _}} <- :queue.peek(queue), do: counter, else: (:empty -> 1))
  defp last(%{queue: queue}), do: with({:value, {counter, _}} <- :queue.peek_r(queue), do: counter, else: (:empty -> 0))
end
