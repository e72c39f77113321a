defmodule :dict do
  @moduledoc "Dictionaries, kept as `{:dict, map}`."

  @doc "Returns an empty dictionary."
  def new, do: {:dict, %{}}
  @doc "Makes a dictionary of a list of pairs."
  def from_list(list), do: {:dict, :maps.from_list(list)}
  @doc "Lists the pairs."
  def to_list({:dict, map}), do: :maps.to_list(map)
  @doc "Returns the number of entries."
  def size({:dict, map}), do: map_size(map)
  @doc "Tells whether there are no entries."
  def is_empty({:dict, map}), do: map_size(map) == 0
  @doc "Tells whether `key` has an entry."
  def is_key(key, {:dict, map}), do: is_map_key(map, key)
  @doc "Returns the keys."
  def fetch_keys({:dict, map}), do: :maps.keys(map)

  @doc "Returns the value of `key`."
  def fetch(key, {:dict, map}) do
    case map do
      %{^key => value} -> value
      _ -> :erlang.error(:badarg)
    end
  end

  @doc "Returns `{:ok, value}` of `key`, or `:error`."
  def find(key, {:dict, map}), do: :maps.find(key, map)
  @doc "Deletes `key`."
  def erase(key, {:dict, map}), do: {:dict, :maps.remove(key, map)}

  @doc "Deletes `key` and returns its value: `{value, dict}`, or `:error`."
  def take(key, {:dict, map}) do
    case :maps.take(key, map) do
      {value, map} -> {value, {:dict, map}}
      :error -> :error
    end
  end

  @doc "Stores `value` under `key`."
  def store(key, value, {:dict, map}), do: {:dict, :maps.put(key, value, map)}
  @doc "Appends `value` to the list under `key`."
  def append(key, value, dict), do: append_list(key, [value], dict)
  @doc "Appends a list to the list under `key`."
  def append_list(key, list, {:dict, map}), do: {:dict, :maps.update_with(key, fn old -> old ++ list end, list, map)}

  @doc "Updates the value of `key`, which must exist."
  def update(key, fun, {:dict, map}) do
    case map do
      %{^key => value} -> {:dict, %{map | key => fun.(value)}}
      _ -> :erlang.error(:badarg)
    end
  end

  @doc "Updates the value of `key`, or stores `initial`."
  def update(key, fun, initial, {:dict, map}), do: {:dict, :maps.update_with(key, fun, initial, map)}
  @doc "Adds to the number under `key`."
  def update_counter(key, increment, dict), do: update(key, fn old -> old + increment end, increment, dict)
  @doc "Folds over the entries."
  def fold(fun, acc, {:dict, map}), do: :maps.fold(fun, acc, map)
  @doc "Maps the values."
  def map(fun, {:dict, map}), do: {:dict, :maps.map(fun, map)}
  @doc "Keeps the entries for which `fun` is `true`."
  def filter(fun, {:dict, map}), do: {:dict, :maps.filter(fun, map)}
  @doc "Merges two dictionaries; `fun` settles keys that are in both."
  def merge(fun, {:dict, map1}, {:dict, map2}), do: {:dict, :maps.merge_with(fun, map1, map2)}
end
