defmodule :orddict do
  @moduledoc "Dictionaries as ordered lists of `{key, value}`; keys compare with `==`."

  @doc "Returns an empty dictionary."
  def new, do: []
  @doc "Returns the list."
  def to_list(dict), do: dict
  @doc "Makes a dictionary of a list; the last entry of a key counts."
  def from_list(list), do: :lists.foldl(fn {key, value}, dict -> store(key, value, dict) end, [], list)
  @doc "Returns the number of entries."
  def size(dict), do: length(dict)
  @doc "Tells whether there are no entries."
  def is_empty([]), do: true
  def is_empty([_ | _]), do: false
  @doc "Returns the keys."
  def fetch_keys(dict), do: :lists.map(fn {key, _} -> key end, dict)

  @doc "Tells whether `key` has an entry."
  def is_key(key, [{other, _} | _]) when key < other, do: false
  def is_key(key, [{other, _} | rest]) when key > other, do: is_key(key, rest)
  def is_key(_key, [{_, _} | _]), do: true
  def is_key(_key, []), do: false

  @doc "Returns the value of `key`."
  def fetch(key, [{other, _} | rest]) when key > other, do: fetch(key, rest)
  def fetch(key, [{other, value} | _]) when key == other, do: value

  @doc "Returns `{:ok, value}` of `key`, or `:error`."
  def find(key, [{other, _} | _]) when key < other, do: :error
  def find(key, [{other, _} | rest]) when key > other, do: find(key, rest)
  def find(_key, [{_, value} | _]), do: {:ok, value}
  def find(_key, []), do: :error

  @doc "Deletes `key`."
  def erase(key, [{other, _} | _] = dict) when key < other, do: dict
  def erase(key, [{other, _} = entry | rest]) when key > other, do: [entry | erase(key, rest)]
  def erase(_key, [{_, _} | rest]), do: rest
  def erase(_key, []), do: []

  @doc "Deletes `key` and returns its value: `{value, dict}`, or `:error`."
  def take(key, dict) do
    case find(key, dict) do
      {:ok, value} -> {value, erase(key, dict)}
      :error -> :error
    end
  end

  @doc "Stores `value` under `key`."
  def store(key, value, [{other, _} | _] = dict) when key < other, do: [{key, value} | dict]
  def store(key, value, [{other, _} = entry | rest]) when key > other, do: [entry | store(key, value, rest)]
  def store(key, value, [{_, _} | rest]), do: [{key, value} | rest]
  def store(key, value, []), do: [{key, value}]

  @doc "Appends `value` to the list under `key`."
  def append(key, value, dict), do: append_list(key, [value], dict)

  @doc "Appends a list to the list under `key`."
  def append_list(key, list, [{other, _} | _] = dict) when key < other, do: [{key, list} | dict]
  def append_list(key, list, [{other, _} = entry | rest]) when key > other, do: [entry | append_list(key, list, rest)]
  def append_list(key, list, [{_, old} | rest]), do: [{key, old ++ list} | rest]
  def append_list(key, list, []), do: [{key, list}]

  @doc "Updates the value of `key`, which must exist."
  def update(key, fun, [{other, _} = entry | rest]) when key > other, do: [entry | update(key, fun, rest)]
  def update(key, fun, [{other, value} | rest]) when key == other, do: [{key, fun.(value)} | rest]

  @doc "Updates the value of `key`, or stores `initial`."
  def update(key, _fun, initial, [{other, _} | _] = dict) when key < other, do: [{key, initial} | dict]

  def update(key, fun, initial, [{other, _} = entry | rest]) when key > other do
    [entry | update(key, fun, initial, rest)]
  end

  def update(key, fun, _initial, [{_, value} | rest]), do: [{key, fun.(value)} | rest]
  def update(key, _fun, initial, []), do: [{key, initial}]

  @doc "Adds to the number under `key`."
  def update_counter(key, increment, dict), do: update(key, fn old -> old + increment end, increment, dict)

  @doc "Folds over the entries."
  def fold(fun, acc, [{key, value} | rest]) when is_function(fun, 3), do: fold(fun, fun.(key, value, acc), rest)
  def fold(fun, acc, []) when is_function(fun, 3), do: acc

  @doc "Maps the values."
  def map(fun, [{key, value} | rest]), do: [{key, fun.(key, value)} | map(fun, rest)]
  def map(fun, []) when is_function(fun, 2), do: []

  @doc "Keeps the entries for which `fun` is `true`."
  def filter(fun, [{key, value} = entry | rest]) do
    case fun.(key, value) do
      true -> [entry | filter(fun, rest)]
      false -> filter(fun, rest)
    end
  end

  def filter(fun, []) when is_function(fun, 2), do: []

  @doc "Merges two dictionaries; `fun` settles keys that are in both."
  def merge(fun, [{key1, _} = entry | rest], [{key2, _} | _] = dict2) when key1 < key2, do: [entry | merge(fun, rest, dict2)]
  def merge(fun, [{key1, _} | _] = dict1, [{key2, _} = entry | rest]) when key1 > key2, do: [entry | merge(fun, dict1, rest)]

  def merge(fun, [{key, value1} | rest1], [{_, value2} | rest2]) do
    [{key, fun.(key, value1, value2)} | merge(fun, rest1, rest2)]
  end

  def merge(fun, [], dict2) when is_function(fun, 3), do: dict2
  def merge(fun, dict1, []) when is_function(fun, 3), do: dict1
end
