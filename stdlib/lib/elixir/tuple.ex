defmodule Tuple do
  @moduledoc """
  Tuples: a fixed number of elements, read by position in constant time.

  Reading and replacing an element are in `Kernel` (`elem/2`, `put_elem/3`, `tuple_size/1`).
  """

  @doc """
  A tuple that holds `data` `size` times.

  ## Examples

      iex> Tuple.duplicate(:x, 3)
      {:x, :x, :x}

  """
  @spec duplicate(term, non_neg_integer) :: tuple
  def duplicate(data, size), do: :erlang.make_tuple(size, data)

  @doc """
  Puts `value` at `index`, moving what follows.

  ## Examples

      iex> Tuple.insert_at({1, 2}, 1, :new)
      {1, :new, 2}

  """
  @spec insert_at(tuple, non_neg_integer, term) :: tuple
  def insert_at(tuple, index, value), do: :erlang.insert_element(index + 1, tuple, value)

  @doc false
  @deprecated "Use insert_at instead"
  @spec append(tuple, term) :: tuple
  def append(tuple, value), do: :erlang.append_element(tuple, value)

  @doc """
  Removes the element at `index`.

  ## Examples

      iex> Tuple.delete_at({:a, :b}, 0)
      {:b}

  """
  @spec delete_at(tuple, non_neg_integer) :: tuple
  def delete_at(tuple, index), do: :erlang.delete_element(index + 1, tuple)

  @doc """
  The sum of all elements, from the first on; `0` for `{}`.

  ## Examples

      iex> Tuple.sum({1, 2.5})
      3.5

  """
  @doc since: "1.12.0"
  @spec sum(tuple) :: number
  def sum(tuple), do: sum(tuple, 1, tuple_size(tuple), 0)

  defp sum(tuple, index, size, total) when index <= size,
    do: sum(tuple, index + 1, size, total + :erlang.element(index, tuple))

  defp sum(_tuple, _index, _size, total), do: total

  @doc """
  The product of all elements, from the first on; `1` for `{}`.

  ## Examples

      iex> Tuple.product({2, 3})
      6

  """
  @doc since: "1.12.0"
  @spec product(tuple) :: number
  def product(tuple), do: product(tuple, 1, tuple_size(tuple), 1)

  defp product(tuple, index, size, total) when index <= size,
    do: product(tuple, index + 1, size, total * :erlang.element(index, tuple))

  defp product(_tuple, _index, _size, total), do: total

  @doc """
  A list of the elements.

  ## Examples

      iex> Tuple.to_list({1, :b})
      [1, :b]

  """
  @spec to_list(tuple) :: list
  def to_list(tuple), do: :erlang.tuple_to_list(tuple)
end
