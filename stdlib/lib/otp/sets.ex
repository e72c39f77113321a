defmodule :sets do
  @moduledoc "Sets as maps of their elements to `[]`."

  @doc "Returns an empty set."
  def new, do: %{}
  def new(_options), do: %{}

  @doc "Makes a set of a list."
  def from_list(list), do: :maps.from_keys(list, [])
  def from_list(list, _options), do: :maps.from_keys(list, [])

  @doc "Tells whether `term` is a set."
  def is_set(map) when is_map(map), do: :lists.all(fn value -> value === [] end, :maps.values(map))
  def is_set(_), do: false

  @doc "Returns the number of elements."
  def size(set), do: map_size(set)
  @doc "Tells whether a set is empty."
  def is_empty(set), do: map_size(set) == 0
  @doc "Tells whether two sets are equal."
  def is_equal(set1, set2), do: set1 === set2
  @doc "Lists the elements."
  def to_list(set), do: :maps.keys(set)
  @doc "Tells whether `element` is in the set."
  def is_element(element, set), do: is_map_key(set, element)
  @doc "Adds an element."
  def add_element(element, set), do: :maps.put(element, [], set)
  @doc "Deletes an element."
  def del_element(element, set), do: :maps.remove(element, set)

  @doc "Returns the union."
  def union(set1, set2), do: :maps.merge(set1, set2)
  def union([set | rest]), do: :lists.foldl(&union(&2, &1), set, rest)
  def union([]), do: new()

  @doc "Returns the intersection."
  def intersection(set1, set2) when map_size(set1) > map_size(set2), do: :maps.intersect(set1, set2)
  def intersection(set1, set2), do: :maps.intersect(set2, set1)
  def intersection([set | rest]), do: :lists.foldl(&intersection(&2, &1), set, rest)

  @doc "Tells whether two sets have no element in common."
  def is_disjoint(set1, set2) when map_size(set1) > map_size(set2), do: is_disjoint(set2, set1)
  def is_disjoint(set1, set2), do: not :lists.any(fn element -> is_map_key(set2, element) end, :maps.keys(set1))

  @doc "Returns the elements of the first set that are not in the second."
  def subtract(set1, set2), do: :maps.without(:maps.keys(set2), set1)

  @doc "Tells whether all elements of the first set are in the second."
  def is_subset(set1, set2) when map_size(set1) > map_size(set2), do: false
  def is_subset(set1, set2), do: :lists.all(fn element -> is_map_key(set2, element) end, :maps.keys(set1))

  @doc "Folds over the elements."
  def fold(fun, acc, set) when is_function(fun, 2), do: :lists.foldl(fun, acc, :maps.keys(set))
  @doc "Keeps the elements for which `fun` is `true`."
  def filter(fun, set) when is_function(fun, 1), do: :maps.filter(fn element, _ -> fun.(element) end, set)
  @doc "Maps the elements."
  def map(fun, set) when is_function(fun, 1), do: from_list(:lists.map(fun, :maps.keys(set)))
  @doc "Keeps, drops or replaces elements."
  def filtermap(fun, set) when is_function(fun, 1), do: from_list(:lists.filtermap(fun, :maps.keys(set)))
end
