defmodule MapSet do
  @moduledoc """
  Sets of any terms, told apart by strict equality; membership takes about the time of a map look-up.

  Look inside through this module's functions only: how the elements are kept may change.
  """

  @type value :: term
  @opaque internal(value) :: %{optional(value) => []}
  @type t(value) :: %__MODULE__{map: internal(value)}
  @type t :: t(term)

  defstruct map: %{}

  @doc """
  An empty set.

  ## Examples

      iex> MapSet.size(MapSet.new())
      0

  """
  @spec new :: t
  def new(), do: %MapSet{}

  @doc """
  The set of the elements of `enumerable`.

  ## Examples

      iex> MapSet.new([:b, :a, :b]) |> MapSet.size()
      2

  """
  @spec new(Enumerable.t()) :: t
  def new(enumerable)
  def new(%__MODULE__{} = map_set), do: map_set
  def new(enumerable), do: %MapSet{map: :maps.from_keys(Enum.to_list(enumerable), [])}

  @doc """
  The set of what `transform` makes of the elements of `enumerable`.

  ## Examples

      iex> MapSet.new([1, 2], &(&1 * 2)) |> MapSet.member?(4)
      true

  """
  @spec new(Enumerable.t(), (term -> val)) :: t(val) when val: value
  def new(enumerable, transform) when is_function(transform, 1),
    do: %MapSet{map: :maps.from_keys(Enum.map(enumerable, transform), [])}

  @doc """
  Removes `value`.

  ## Examples

      iex> MapSet.delete(MapSet.new([1, 2]), 1)
      MapSet.new([2])

  """
  @spec delete(t(val1), val2) :: t(val1) when val1: value, val2: value
  def delete(%MapSet{map: map} = map_set, value), do: %{map_set | map: :maps.remove(value, map)}

  @doc """
  Adds `value`.

  ## Examples

      iex> MapSet.put(MapSet.new([1]), 2)
      MapSet.new([1, 2])

  """
  @spec put(t(val), new_val) :: t(val | new_val) when val: value, new_val: value
  def put(%MapSet{map: map} = map_set, value), do: %{map_set | map: :maps.put(value, [], map)}

  @doc """
  The elements of `map_set1` that are not in `map_set2`.

  ## Examples

      iex> MapSet.difference(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([1])

  """
  @spec difference(t(val1), t(val2)) :: t(val1) when val1: value, val2: value
  def difference(%MapSet{map: map1} = map_set, %MapSet{map: map2})
      when map_size(map1) < map_size(map2) * 2,
      do: %{map_set | map: :maps.from_keys(outside(:maps.keys(map1), map2, []), [])}

  def difference(%MapSet{map: map1} = map_set, %MapSet{map: map2}),
    do: %{map_set | map: remove_keys(:maps.keys(map2), map1)}

  defp outside([key | keys], map, kept) do
    case map do
      %{^key => _} -> outside(keys, map, kept)
      %{} -> outside(keys, map, [key | kept])
    end
  end

  defp outside([], _map, kept), do: kept

  defp remove_keys([key | keys], map), do: remove_keys(keys, :maps.remove(key, map))
  defp remove_keys([], map), do: map

  @doc """
  The elements that are in exactly one of both sets.

  ## Examples

      iex> MapSet.symmetric_difference(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([1, 3])

  """
  @doc since: "1.14.0"
  @spec symmetric_difference(t(val1), t(val2)) :: t(val1 | val2) when val1: value, val2: value
  def symmetric_difference(%MapSet{map: map1} = map_set, %MapSet{map: map2}) do
    {small, large} = if map_size(map1) <= map_size(map2), do: {map1, map2}, else: {map2, map1}
    %{map_set | map: toggle(:maps.keys(small), large)}
  end

  defp toggle([key | keys], map) do
    case map do
      %{^key => _} -> toggle(keys, :maps.remove(key, map))
      %{} -> toggle(keys, :maps.put(key, [], map))
    end
  end

  defp toggle([], map), do: map

  @doc """
  Says whether the sets have no element in common.

  ## Examples

      iex> MapSet.disjoint?(MapSet.new([1]), MapSet.new([2]))
      true

  """
  @spec disjoint?(t, t) :: boolean
  def disjoint?(%MapSet{map: map1}, %MapSet{map: map2}) do
    if map_size(map1) <= map_size(map2),
      do: none_in?(:maps.keys(map1), map2),
      else: none_in?(:maps.keys(map2), map1)
  end

  defp none_in?([key | keys], map) do
    case map do
      %{^key => _} -> false
      %{} -> none_in?(keys, map)
    end
  end

  defp none_in?([], _map), do: true

  @doc """
  Says whether the sets have the same elements.

  ## Examples

      iex> MapSet.equal?(MapSet.new([1, 2]), MapSet.new([2, 1]))
      true

  """
  @spec equal?(t, t) :: boolean
  def equal?(%MapSet{map: map1}, %MapSet{map: map2}), do: map1 === map2

  @doc """
  The elements that are in both sets.

  ## Examples

      iex> MapSet.intersection(MapSet.new([1, 2]), MapSet.new([2, 3]))
      MapSet.new([2])

  """
  @spec intersection(t(val), t(val)) :: t(val) when val: value
  def intersection(%MapSet{map: map1} = map_set, %MapSet{map: map2}) do
    {small, large} = if map_size(map1) <= map_size(map2), do: {map1, map2}, else: {map2, map1}
    %{map_set | map: :maps.from_keys(inside(:maps.keys(small), large, []), [])}
  end

  defp inside([key | keys], map, kept) do
    case map do
      %{^key => _} -> inside(keys, map, [key | kept])
      %{} -> inside(keys, map, kept)
    end
  end

  defp inside([], _map, kept), do: kept

  @doc """
  Says whether `value` is in the set.

  ## Examples

      iex> MapSet.member?(MapSet.new([1]), 1.0)
      false

  """
  @spec member?(t, value) :: boolean
  def member?(%MapSet{map: map}, value), do: :maps.is_key(value, map)

  @doc """
  The number of elements.

  ## Examples

      iex> MapSet.size(MapSet.new([1, 1]))
      1

  """
  @spec size(t) :: non_neg_integer
  def size(%MapSet{map: map}), do: map_size(map)

  @doc """
  Says whether every element of `map_set1` is in `map_set2`.

  ## Examples

      iex> MapSet.subset?(MapSet.new([1]), MapSet.new([1, 2]))
      true

  """
  @spec subset?(t, t) :: boolean
  def subset?(%MapSet{map: map1}, %MapSet{map: map2}),
    do: map_size(map1) <= map_size(map2) and all_in?(:maps.keys(map1), map2)

  defp all_in?([key | keys], map) do
    case map do
      %{^key => _} -> all_in?(keys, map)
      %{} -> false
    end
  end

  defp all_in?([], _map), do: true

  @doc """
  A list of the elements, in no particular order.

  ## Examples

      iex> MapSet.to_list(MapSet.new([1]))
      [1]

  """
  @spec to_list(t(val)) :: [val] when val: value
  def to_list(%MapSet{map: map}), do: :maps.keys(map)

  @doc """
  The elements of both sets.

  ## Examples

      iex> MapSet.union(MapSet.new([1]), MapSet.new([2]))
      MapSet.new([1, 2])

  """
  @spec union(t(val1), t(val2)) :: t(val1 | val2) when val1: value, val2: value
  def union(%MapSet{map: map1} = map_set, %MapSet{map: map2}),
    do: %{map_set | map: :maps.merge(map1, map2)}

  @doc """
  Keeps the elements for which `fun` gives a truthy value.

  ## Examples

      iex> MapSet.filter(MapSet.new([1, 2]), &(&1 > 1))
      MapSet.new([2])

  """
  @doc since: "1.14.0"
  @spec filter(t(a), (a -> as_boolean(term))) :: t(a) when a: value
  def filter(%MapSet{map: map}, fun) when is_map(map) and is_function(fun),
    do: %MapSet{map: :maps.from_keys(Enum.filter(:maps.keys(map), fun), [])}

  @doc """
  Removes the elements for which `fun` gives a truthy value.

  ## Examples

      iex> MapSet.reject(MapSet.new([1, 2]), &(&1 > 1))
      MapSet.new([1])

  """
  @doc since: "1.14.0"
  @spec reject(t(a), (a -> as_boolean(term))) :: t(a) when a: value
  def reject(%MapSet{map: map}, fun) when is_map(map) and is_function(fun),
    do: %MapSet{map: :maps.from_keys(Enum.reject(:maps.keys(map), fun), [])}

  @doc """
  Splits the set into what `filter/2` and what `reject/2` give.

  ## Examples

      iex> MapSet.split_with(MapSet.new([1, 2]), &(&1 > 1))
      {MapSet.new([2]), MapSet.new([1])}

  """
  @doc since: "1.15.0"
  @spec split_with(t(a), (a -> as_boolean(term))) :: {t(a), t(a)} when a: value
  def split_with(%MapSet{map: map}, fun) when is_map(map) and is_function(fun, 1) do
    {kept, dropped} = Enum.split_with(:maps.keys(map), fun)
    {%MapSet{map: :maps.from_keys(kept, [])}, %MapSet{map: :maps.from_keys(dropped, [])}}
  end
end

defimpl Enumerable, for: MapSet do
  def count(map_set), do: {:ok, MapSet.size(map_set)}
  def member?(map_set, value), do: {:ok, MapSet.member?(map_set, value)}
  def reduce(map_set, acc, fun), do: Enumerable.List.reduce(MapSet.to_list(map_set), acc, fun)
  def slice(map_set), do: {:ok, MapSet.size(map_set), &MapSet.to_list/1}
end

defimpl Collectable, for: MapSet do
  def into(%{map: map} = map_set) do
    {[],
     fn
       values, {:cont, value} -> [value | values]
       values, :done -> %{map_set | map: :maps.merge(map, :maps.from_keys(values, []))}
       _values, :halt -> :ok
     end}
  end
end

defimpl Inspect, for: MapSet do
  def inspect(map_set, opts) do
    opts = %{opts | charlists: :as_lists}

    Inspect.Algebra.concat([
      "MapSet.new(",
      Inspect.Algebra.to_doc(MapSet.to_list(map_set), opts),
      ")"
    ])
  end
end
