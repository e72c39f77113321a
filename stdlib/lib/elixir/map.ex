defmodule Map do
  @moduledoc """
  Maps: any term as key, any term as value.

  Keys are told apart by strict equality, so `1` and `1.0` are two keys. Functions that work on any collection are in
  `Enum`; they see a map as `{key, value}` pairs.
  """

  @type key :: any
  @type value :: any

  @doc """
  An empty map.

  ## Examples

      iex> Map.new()
      %{}

  """
  @spec new() :: map
  def new(), do: %{}

  @doc """
  A map of the pairs in `enumerable`; of equal keys the last counts.

  ## Examples

      iex> Map.new(a: 1, a: 2)
      %{a: 2}

  """
  @spec new(Enumerable.t()) :: map
  def new(enumerable)
  def new(list) when is_list(list), do: :maps.from_list(list)
  def new(%{__struct__: _} = struct), do: :maps.from_list(Enum.to_list(struct))
  def new(%{} = map), do: map
  def new(enumerable), do: :maps.from_list(Enum.to_list(enumerable))

  @doc """
  A map of the pairs that `transform` makes of the elements of `enumerable`.

  ## Examples

      iex> Map.new([:a], fn x -> {x, 1} end)
      %{a: 1}

  """
  @spec new(Enumerable.t(), (term -> {key, value})) :: map
  def new(enumerable, transform)

  def new(enumerable, transform) when is_function(transform, 1),
    do: :maps.from_list(Enum.map(enumerable, transform))

  @doc """
  A map that has each of `keys` with the same `value`.

  ## Examples

      iex> Map.from_keys([:a], 0)
      %{a: 0}

  """
  @doc since: "1.14.0"
  @spec from_keys([key], value) :: map
  def from_keys(keys, value), do: :maps.from_keys(keys, value)

  @doc """
  Says whether two maps hold the same keys with strictly equal values.

  ## Examples

      iex> Map.equal?(%{a: 1}, %{a: 1.0})
      false

  """
  @spec equal?(map, map) :: boolean
  def equal?(map1, map2)
  def equal?(%{} = map1, %{} = map2), do: map1 === map2
  def equal?(%{} = _map1, term), do: bad_map(term)
  def equal?(term, _map2), do: bad_map(term)

  @doc """
  All keys.

  ## Examples

      iex> Map.keys(%{a: 1})
      [:a]

  """
  @spec keys(map) :: [key]
  def keys(map), do: :maps.keys(map)

  @doc """
  All values.

  ## Examples

      iex> Map.values(%{a: 1})
      [1]

  """
  @spec values(map) :: [value]
  def values(map), do: :maps.values(map)

  @doc """
  All pairs, in the map's own order.

  ## Examples

      iex> Map.to_list(%{a: 1})
      [a: 1]

  """
  @spec to_list(map) :: [{key, value}]
  def to_list(map), do: :maps.to_list(map)

  @doc """
  The map of a struct's fields, without its name.

  Given the name of a struct (deprecated), takes the defaults of its fields.

  ## Examples

      iex> Map.from_struct(1..2)
      %{first: 1, last: 2, step: 1}

  """
  @spec from_struct(atom | struct) :: map
  def from_struct(struct)
  def from_struct(%_{} = struct), do: :maps.remove(:__struct__, struct)
  def from_struct(module) when is_atom(module), do: :maps.remove(:__struct__, module.__struct__())

  @doc """
  Says whether `key` is in the map.

  ## Examples

      iex> Map.has_key?(%{a: nil}, :a)
      true

  """
  @spec has_key?(map, key) :: boolean
  def has_key?(map, key), do: :maps.is_key(key, map)

  @doc """
  `{:ok, value}` for a key that is there, `:error` for one that is not.

  ## Examples

      iex> Map.fetch(%{a: 1}, :a)
      {:ok, 1}
      iex> Map.fetch(%{a: 1}, :b)
      :error

  """
  @spec fetch(map, key) :: {:ok, value} | :error
  def fetch(map, key), do: :maps.find(key, map)

  @doc """
  The value of `key`; raises `KeyError` when it is not there.

  ## Examples

      iex> Map.fetch!(%{a: 1}, :a)
      1

  """
  @spec fetch!(map, key) :: value
  def fetch!(map, key) do
    case map do
      %{^key => value} -> value
      %{} -> raise KeyError, key: key, term: map
      other -> bad_map(other)
    end
  end

  @doc """
  The value of `key`, or `default` when it is not there.

  ## Examples

      iex> Map.get(%{a: 1}, :b, 0)
      0

  """
  @spec get(map, key, value) :: value
  def get(map, key, default \\ nil) do
    case map do
      %{^key => value} -> value
      %{} -> default
      other -> bad_map(other)
    end
  end

  @doc """
  The value of `key`, or what `fun` gives when it is not there.

  ## Examples

      iex> Map.get_lazy(%{a: 1}, :b, fn -> 6 * 7 end)
      42

  """
  @spec get_lazy(map, key, (-> value)) :: value
  def get_lazy(map, key, fun) when is_function(fun, 0) do
    case map do
      %{^key => value} -> value
      %{} -> fun.()
      other -> bad_map(other)
    end
  end

  @doc """
  Sets `key` to `value`.

  ## Examples

      iex> Map.put(%{a: 1}, :a, 2)
      %{a: 2}

  """
  @spec put(map, key, value) :: map
  def put(map, key, value), do: :maps.put(key, value, map)

  @doc """
  Sets `key` to `value` unless it is there already.

  ## Examples

      iex> Map.put_new(%{a: 1}, :a, 2)
      %{a: 1}

  """
  @spec put_new(map, key, value) :: map
  def put_new(map, key, value) do
    case map do
      %{^key => _value} -> map
      %{} -> :maps.put(key, value, map)
      other -> bad_map(other)
    end
  end

  @doc """
  Sets `key` to what `fun` gives unless it is there already.

  ## Examples

      iex> Map.put_new_lazy(%{}, :a, fn -> 3 end)
      %{a: 3}

  """
  @spec put_new_lazy(map, key, (-> value)) :: map
  def put_new_lazy(map, key, fun) when is_function(fun, 0) do
    case map do
      %{^key => _value} -> map
      %{} -> :maps.put(key, fun.(), map)
      other -> bad_map(other)
    end
  end

  @doc """
  Sets `key` to `value` if it is there already.

  ## Examples

      iex> Map.replace(%{a: 1}, :b, 2)
      %{a: 1}

  """
  @doc since: "1.11.0"
  @spec replace(map, key, value) :: map
  def replace(map, key, value) do
    case map do
      %{^key => _value} -> :maps.put(key, value, map)
      %{} -> map
      other -> bad_map(other)
    end
  end

  @doc """
  Sets `key` to `value`; raises `KeyError` when it is not there.

  ## Examples

      iex> Map.replace!(%{a: 1}, :a, 2)
      %{a: 2}

  """
  @doc since: "1.5.0"
  @spec replace!(map, key, value) :: map
  def replace!(map, key, value) do
    case map do
      %{^key => _value} -> :maps.put(key, value, map)
      %{} -> raise KeyError, key: key, term: map
      other -> bad_map(other)
    end
  end

  @doc """
  Replaces the value of `key` by what `fun` makes of it, if it is there.

  ## Examples

      iex> Map.replace_lazy(%{a: 1}, :a, &(&1 + 1))
      %{a: 2}

  """
  @doc since: "1.14.0"
  @spec replace_lazy(map, key, (value -> value)) :: map
  def replace_lazy(map, key, fun) when is_map(map) and is_function(fun, 1) do
    case map do
      %{^key => value} -> :maps.put(key, fun.(value), map)
      %{} -> map
    end
  end

  @doc """
  Replaces the value of `key` by what `fun` makes of it, or puts `default` when it is not there.

  ## Examples

      iex> Map.update(%{a: 1}, :a, 0, &(&1 + 1))
      %{a: 2}
      iex> Map.update(%{}, :a, 0, &(&1 + 1))
      %{a: 0}

  """
  @spec update(map, key, value, (value -> value)) :: map
  def update(map, key, default, fun) when is_function(fun, 1) do
    case map do
      %{^key => value} -> :maps.put(key, fun.(value), map)
      %{} -> :maps.put(key, default, map)
      other -> bad_map(other)
    end
  end

  @doc """
  Replaces the value of `key` by what `fun` makes of it; raises `KeyError` when it is not there.

  ## Examples

      iex> Map.update!(%{a: 1}, :a, &(&1 + 1))
      %{a: 2}

  """
  @spec update!(map, key, (value -> value)) :: map
  def update!(map, key, fun) when is_function(fun, 1) do
    case map do
      %{^key => value} -> :maps.put(key, fun.(value), map)
      %{} -> raise KeyError, key: key, term: map
      other -> bad_map(other)
    end
  end

  @doc """
  Reads and changes the value of `key` (`nil` when it is not there) in one go.

  `fun` gives `{what to return, new value}`, or `:pop` to remove the key and return its value.

  ## Examples

      iex> Map.get_and_update(%{a: 1}, :a, fn n -> {n, n + 1} end)
      {1, %{a: 2}}

  """
  @spec get_and_update(map, key, (value | nil -> {current, value} | :pop)) :: {current, map}
        when current: value
  def get_and_update(map, key, fun) when is_function(fun, 1) do
    current = get(map, key)
    store(fun.(current), current, map, key)
  end

  @doc """
  Like `get_and_update/3`, but raises `KeyError` when `key` is not there.

  ## Examples

      iex> Map.get_and_update!(%{a: 1}, :a, fn _ -> :pop end)
      {1, %{}}

  """
  @spec get_and_update!(map, key, (value -> {current, value} | :pop)) :: {current, map}
        when current: value
  def get_and_update!(map, key, fun) when is_function(fun, 1) do
    current = fetch!(map, key)
    store(fun.(current), current, map, key)
  end

  defp store({get, value}, _current, map, key), do: {get, :maps.put(key, value, map)}
  defp store(:pop, current, map, key), do: {current, :maps.remove(key, map)}

  defp store(other, _current, _map, _key),
    do:
      raise("the given function must return a two-element tuple or :pop, got: #{inspect(other)}")

  @doc """
  Takes `key` out of the map: its value (or `default`) and the rest.

  ## Examples

      iex> Map.pop(%{a: 1}, :a)
      {1, %{}}
      iex> Map.pop(%{a: 1}, :b, 0)
      {0, %{a: 1}}

  """
  @spec pop(map, key, default) :: {value | default, map} when default: value
  def pop(map, key, default \\ nil) do
    case :maps.take(key, map) do
      {_value, _rest} = taken -> taken
      :error -> {default, map}
    end
  end

  @doc """
  Like `pop/2`, but raises `KeyError` when `key` is not there.

  ## Examples

      iex> Map.pop!(%{a: 1}, :a)
      {1, %{}}

  """
  @doc since: "1.10.0"
  @spec pop!(map, key) :: {value, map}
  def pop!(map, key) do
    case :maps.take(key, map) do
      {_value, _rest} = taken -> taken
      :error -> raise KeyError, key: key, term: map
    end
  end

  @doc """
  Like `pop/3`, with the default made by `fun` when it is needed.

  ## Examples

      iex> Map.pop_lazy(%{}, :a, fn -> 5 end)
      {5, %{}}

  """
  @spec pop_lazy(map, key, (-> value)) :: {value, map}
  def pop_lazy(map, key, fun) when is_function(fun, 0) do
    case :maps.take(key, map) do
      {_value, _rest} = taken -> taken
      :error -> {fun.(), map}
    end
  end

  @doc """
  Removes `key`.

  ## Examples

      iex> Map.delete(%{a: 1}, :a)
      %{}

  """
  @spec delete(map, key) :: map
  def delete(map, key), do: :maps.remove(key, map)

  @doc """
  Removes all of `keys`.

  ## Examples

      iex> Map.drop(%{a: 1, b: 2}, [:a, :z])
      %{b: 2}

  """
  @spec drop(map, [key]) :: map
  def drop(map, keys)
  def drop(%{} = map, keys) when is_list(keys), do: drop_keys(keys, map)
  def drop(%{} = map, keys), do: drop_keys(Enum.to_list(keys), map)
  def drop(term, _keys), do: bad_map(term)

  defp drop_keys([key | keys], map), do: drop_keys(keys, :maps.remove(key, map))
  defp drop_keys([], map), do: map

  @doc """
  Keeps `keys` only.

  ## Examples

      iex> Map.take(%{a: 1, b: 2}, [:a, :z])
      %{a: 1}

  """
  @spec take(map, [key]) :: map
  def take(map, keys)
  def take(%{} = map, keys) when is_list(keys), do: :maps.from_list(take_pairs(keys, map, []))
  def take(%{} = map, keys), do: :maps.from_list(take_pairs(Enum.to_list(keys), map, []))
  def take(term, _keys), do: bad_map(term)

  defp take_pairs([key | keys], map, pairs) do
    case map do
      %{^key => value} -> take_pairs(keys, map, [{key, value} | pairs])
      _without -> take_pairs(keys, map, pairs)
    end
  end

  defp take_pairs([], _map, pairs), do: pairs

  @doc """
  Splits the map into what `take/2` and what `drop/2` give.

  ## Examples

      iex> Map.split(%{a: 1, b: 2}, [:a])
      {%{a: 1}, %{b: 2}}

  """
  @spec split(map, [key]) :: {map, map}
  def split(map, keys)
  def split(%{} = map, keys) when is_list(keys), do: split_keys(keys, [], map)
  def split(%{} = map, keys), do: split_keys(Enum.to_list(keys), [], map)
  def split(term, _keys), do: bad_map(term)

  defp split_keys([key | keys], taken, map) do
    case map do
      %{^key => value} -> split_keys(keys, [{key, value} | taken], :maps.remove(key, map))
      _without -> split_keys(keys, taken, map)
    end
  end

  defp split_keys([], taken, map), do: {:maps.from_list(taken), map}

  @doc """
  Keeps the pairs for which `fun` gives a truthy value.

  ## Examples

      iex> Map.filter(%{a: 1, b: 2}, fn {_key, value} -> value > 1 end)
      %{b: 2}

  """
  @doc since: "1.13.0"
  @spec filter(map, ({key, value} -> as_boolean(term))) :: map
  def filter(map, fun) when is_map(map) and is_function(fun, 1),
    do: :maps.from_list(filter_pairs(:maps.to_list(map), fun, []))

  defp filter_pairs([pair | pairs], fun, kept) do
    if fun.(pair),
      do: filter_pairs(pairs, fun, [pair | kept]),
      else: filter_pairs(pairs, fun, kept)
  end

  defp filter_pairs([], _fun, kept), do: kept

  @doc """
  Drops the pairs for which `fun` gives a truthy value.

  ## Examples

      iex> Map.reject(%{a: 1, b: 2}, fn {_key, value} -> value > 1 end)
      %{a: 1}

  """
  @doc since: "1.13.0"
  @spec reject(map, ({key, value} -> as_boolean(term))) :: map
  def reject(map, fun) when is_map(map) and is_function(fun, 1),
    do: :maps.from_list(reject_pairs(:maps.to_list(map), fun, []))

  defp reject_pairs([pair | pairs], fun, kept) do
    if fun.(pair),
      do: reject_pairs(pairs, fun, kept),
      else: reject_pairs(pairs, fun, [pair | kept])
  end

  defp reject_pairs([], _fun, kept), do: kept

  @doc """
  Splits the map into what `filter/2` and what `reject/2` give, calling `fun` once for each pair.

  ## Examples

      iex> Map.split_with(%{a: 1, b: 2}, fn {_key, value} -> value > 1 end)
      {%{b: 2}, %{a: 1}}

  """
  @doc since: "1.15.0"
  @spec split_with(map, ({key, value} -> as_boolean(term))) :: {map, map}
  def split_with(map, fun) when is_map(map) and is_function(fun, 1),
    do: split_pairs(:maps.to_list(map), fun, [], [])

  defp split_pairs([pair | pairs], fun, kept, dropped) do
    if fun.(pair),
      do: split_pairs(pairs, fun, [pair | kept], dropped),
      else: split_pairs(pairs, fun, kept, [pair | dropped])
  end

  defp split_pairs([], _fun, kept, dropped), do: {:maps.from_list(kept), :maps.from_list(dropped)}

  @doc """
  All pairs of both maps; where both have a key, the value of `map2` counts.

  ## Examples

      iex> Map.merge(%{a: 1}, %{a: 2})
      %{a: 2}

  """
  @spec merge(map, map) :: map
  def merge(map1, map2), do: :maps.merge(map1, map2)

  @doc """
  All pairs of both maps; where both have a key, `fun` gets it and both values and gives the new one.

  ## Examples

      iex> Map.merge(%{a: 1}, %{a: 2}, fn :a, x, y -> x + y end)
      %{a: 3}

  """
  @spec merge(map, map, (key, value, value -> value)) :: map
  def merge(map1, map2, fun) when is_function(fun, 3) do
    case {map1, map2} do
      {%{}, %{}} when map_size(map1) > map_size(map2) ->
        merge_right(:maps.to_list(map2), map1, fun)

      {%{}, %{}} ->
        merge_left(:maps.to_list(map1), map2, fun)

      {%{}, other} ->
        bad_map(other)

      {other, _map2} ->
        bad_map(other)
    end
  end

  defp merge_right([{key, value2} | pairs], map, fun) do
    case map do
      %{^key => value1} -> merge_right(pairs, :maps.put(key, fun.(key, value1, value2), map), fun)
      _without -> merge_right(pairs, :maps.put(key, value2, map), fun)
    end
  end

  defp merge_right([], map, _fun), do: map

  defp merge_left([{key, value1} | pairs], map, fun) do
    case map do
      %{^key => value2} -> merge_left(pairs, :maps.put(key, fun.(key, value1, value2), map), fun)
      _without -> merge_left(pairs, :maps.put(key, value1, map), fun)
    end
  end

  defp merge_left([], map, _fun), do: map

  @doc """
  The pairs of `map2` whose keys are in `map1` too.

  ## Examples

      iex> Map.intersect(%{a: 1, b: 2}, %{b: 3, c: 4})
      %{b: 3}

  """
  @doc since: "1.15.0"
  @spec intersect(map, map) :: map
  def intersect(map1, map2)

  def intersect(%{} = map1, %{} = map2) when map_size(map1) <= map_size(map2),
    do: :maps.from_list(take_pairs(:maps.keys(map1), map2, []))

  def intersect(%{} = map1, %{} = map2),
    do: :maps.from_list(common_pairs(:maps.to_list(map2), map1, []))

  def intersect(%{} = _map1, term), do: bad_map(term)
  def intersect(term, _map2), do: bad_map(term)

  defp common_pairs([{key, _value} = pair | pairs], map, common) do
    case map do
      %{^key => _value1} -> common_pairs(pairs, map, [pair | common])
      _without -> common_pairs(pairs, map, common)
    end
  end

  defp common_pairs([], _map, common), do: common

  @doc """
  The keys that both maps have, with what `fun` makes of the key and both values.

  ## Examples

      iex> Map.intersect(%{a: 1, b: 2}, %{b: 3}, fn _key, x, y -> x * y end)
      %{b: 6}

  """
  @doc since: "1.15.0"
  @spec intersect(map, map, (key, value, value -> value)) :: map
  def intersect(map1, map2, fun) when is_function(fun, 3) do
    case {map1, map2} do
      {%{}, %{}} when map_size(map1) <= map_size(map2) ->
        join_right(:maps.to_list(map1), map2, fun, [])

      {%{}, %{}} ->
        join_left(:maps.to_list(map2), map1, fun, [])

      {%{}, other} ->
        bad_map(other)

      {other, _map2} ->
        bad_map(other)
    end
  end

  defp join_right([{key, value1} | pairs], map2, fun, joined) do
    case map2 do
      %{^key => value2} ->
        join_right(pairs, map2, fun, [{key, fun.(key, value1, value2)} | joined])

      _without ->
        join_right(pairs, map2, fun, joined)
    end
  end

  defp join_right([], _map2, _fun, joined), do: :maps.from_list(joined)

  defp join_left([{key, value2} | pairs], map1, fun, joined) do
    case map1 do
      %{^key => value1} ->
        join_left(pairs, map1, fun, [{key, fun.(key, value1, value2)} | joined])

      _without ->
        join_left(pairs, map1, fun, joined)
    end
  end

  defp join_left([], _map1, _fun, joined), do: :maps.from_list(joined)

  @doc false
  @deprecated "Use Kernel.map_size/1 instead"
  @spec size(map) :: non_neg_integer
  def size(map), do: map_size(map)

  @doc false
  @deprecated "Use Map.new/2 instead (invoke Map.from_struct/1 before if you have a struct)"
  @spec map(map, ({key, value} -> value)) :: map
  def map(map, fun) when is_map(map) and is_function(fun, 1),
    do: :maps.from_list(map_pairs(:maps.to_list(map), fun, []))

  defp map_pairs([{key, _value} = pair | pairs], fun, mapped),
    do: map_pairs(pairs, fun, [{key, fun.(pair)} | mapped])

  defp map_pairs([], _fun, mapped), do: mapped

  defp bad_map(term), do: :erlang.error({:badmap, term})
end
