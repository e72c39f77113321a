defmodule :ordsets do
  @moduledoc "Sets as ordered lists; elements compare with `==`."

  @doc "Returns an empty set."
  def new, do: []

  @doc "Tells whether `term` is an ordered list."
  def is_set([element | rest]), do: ordered?(rest, element)
  def is_set([]), do: true
  def is_set(_), do: false

  defp ordered?([element | rest], previous) when previous < element, do: ordered?(rest, element)
  defp ordered?([], _previous), do: true
  defp ordered?(_, _previous), do: false

  @doc "Returns the number of elements."
  def size(set), do: length(set)
  @doc "Tells whether a set is empty."
  def is_empty(set), do: set === []
  @doc "Tells whether two sets are equal."
  def is_equal(set1, set2) when is_list(set1) and is_list(set2), do: set1 == set2
  @doc "Returns the list."
  def to_list(set), do: set
  @doc "Makes a set of a list."
  def from_list(list), do: :lists.usort(list)

  @doc "Tells whether `element` is in the set."
  def is_element(element, [other | rest]) when element > other, do: is_element(element, rest)
  def is_element(element, [other | _]), do: element == other
  def is_element(_element, []), do: false

  @doc "Adds an element."
  def add_element(element, [other | rest]) when element > other, do: [other | add_element(element, rest)]
  def add_element(element, [other | _] = set) when element < other, do: [element | set]
  def add_element(_element, [_ | _] = set), do: set
  def add_element(element, []), do: [element]

  @doc "Deletes an element."
  def del_element(element, [other | rest]) when element > other, do: [other | del_element(element, rest)]
  def del_element(element, [other | _] = set) when element < other, do: set
  def del_element(_element, [_ | rest]), do: rest
  def del_element(_element, []), do: []

  @doc "Returns the union."
  def union([e1 | rest1], [e2 | _] = set2) when e1 < e2, do: [e1 | union(rest1, set2)]
  def union([e1 | _] = set1, [e2 | rest2]) when e1 > e2, do: [e2 | union(set1, rest2)]
  def union([e1 | rest1], [_ | rest2]), do: [e1 | union(rest1, rest2)]
  def union([], set2), do: set2
  def union(set1, []), do: set1

  @doc "Returns the union of a list of sets."
  def union(sets), do: :lists.umerge(sets)

  @doc "Returns the intersection."
  def intersection([e1 | rest1], [e2 | _] = set2) when e1 < e2, do: intersection(rest1, set2)
  def intersection([e1 | _] = set1, [e2 | rest2]) when e1 > e2, do: intersection(set1, rest2)
  def intersection([e1 | rest1], [_ | rest2]), do: [e1 | intersection(rest1, rest2)]
  def intersection([], _), do: []
  def intersection(_, []), do: []

  @doc "Returns the intersection of a list of sets."
  def intersection([set]), do: set
  def intersection([set1, set2 | rest]), do: intersection([intersection(set1, set2) | rest])

  @doc "Tells whether two sets have no element in common."
  def is_disjoint([e1 | rest1], [e2 | _] = set2) when e1 < e2, do: is_disjoint(rest1, set2)
  def is_disjoint([e1 | _] = set1, [e2 | rest2]) when e1 > e2, do: is_disjoint(set1, rest2)
  def is_disjoint([_ | _], [_ | _]), do: false
  def is_disjoint([], _), do: true
  def is_disjoint(_, []), do: true

  @doc "Returns the elements of the first set that are not in the second."
  def subtract([e1 | rest1], [e2 | _] = set2) when e1 < e2, do: [e1 | subtract(rest1, set2)]
  def subtract([e1 | _] = set1, [e2 | rest2]) when e1 > e2, do: subtract(set1, rest2)
  def subtract([_ | rest1], [_ | rest2]), do: subtract(rest1, rest2)
  def subtract([], _), do: []
  def subtract(set1, []), do: set1

  @doc "Tells whether all elements of the first set are in the second."
  def is_subset([e1 | _], [e2 | _]) when e1 < e2, do: false
  def is_subset([e1 | _] = set1, [e2 | rest2]) when e1 > e2, do: is_subset(set1, rest2)
  def is_subset([_ | rest1], [_ | rest2]), do: is_subset(rest1, rest2)
  def is_subset([], _), do: true
  def is_subset(_, []), do: false

  @doc "Folds over the elements."
  def fold(fun, acc, set), do: :lists.foldl(fun, acc, set)
  @doc "Keeps the elements for which `fun` is `true`."
  def filter(fun, set), do: :lists.filter(fun, set)
  @doc "Maps the elements."
  def map(fun, set), do: from_list(:lists.map(fun, set))
  @doc "Keeps, drops or replaces elements."
  def filtermap(fun, set), do: from_list(:lists.filtermap(fun, set))
end
