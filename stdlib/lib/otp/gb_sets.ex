defmodule :gb_sets do
  @moduledoc """
  Sets as balanced binary trees, after Andersson 1999, *General balanced trees*; see `:gb_trees`.

  A set is `{size, node}`, a node `{element, smaller, bigger}` or `nil`.
  """

  @doc "Returns an empty set."
  def empty, do: {0, nil}
  def new, do: empty()

  @doc "Tells whether a set is empty."
  def is_empty({0, nil}), do: true
  def is_empty(_), do: false

  @doc "Returns the number of elements."
  def size({size, _}), do: size

  @doc "Tells whether `term` is a set."
  def is_set({0, nil}), do: true
  def is_set({size, {_, _, _}}) when is_integer(size) and size >= 0, do: true
  def is_set(_), do: false

  @doc "Returns a set of one element."
  def singleton(element), do: {1, {element, nil, nil}}

  @doc "Tells whether two sets are equal."
  def is_equal({size, _} = set1, {size, _} = set2), do: to_list(set1) == to_list(set2)
  def is_equal(_, _), do: false

  @doc "Tells whether `element` is in the set."
  def is_member(element, {_, node}), do: member?(element, node)
  def is_element(element, set), do: is_member(element, set)

  defp member?(element, {other, smaller, _}) when element < other, do: member?(element, smaller)
  defp member?(element, {other, _, bigger}) when element > other, do: member?(element, bigger)
  defp member?(_element, {_, _, _}), do: true
  defp member?(_element, nil), do: false

  @doc "Inserts an element that must not be there."
  def insert(element, {size, node}) do
    case insert_node(element, node, depth_limit(size + 1)) do
      {:too_deep, node, _, _} -> {size + 1, node}
      node -> {size + 1, node}
    end
  end

  @doc "Adds an element."
  def add(element, set) do
    case is_member(element, set) do
      true -> set
      false -> insert(element, set)
    end
  end

  def add_element(element, set), do: add(element, set)

  # As in :gb_trees: the limit halves on the way down, and the smallest subtree too deep for its size is rebuilt.
  defp depth_limit(size), do: size * size

  defp insert_node(element, {other, smaller, bigger}, limit) when element < other do
    case insert_node(element, smaller, div(limit, 2)) do
      {:too_deep, new, size, height} -> settle({other, new, bigger}, size, height, bigger)
      new -> {other, new, bigger}
    end
  end

  defp insert_node(element, {other, smaller, bigger}, limit) when element > other do
    case insert_node(element, bigger, div(limit, 2)) do
      {:too_deep, new, size, height} -> settle({other, smaller, new}, size, height, smaller)
      new -> {other, smaller, new}
    end
  end

  defp insert_node(element, nil, 0), do: {:too_deep, {element, nil, nil}, 1, 1}
  defp insert_node(element, nil, _limit), do: {element, nil, nil}
  defp insert_node(element, _node, _limit), do: :erlang.error({:key_exists, element})

  defp settle(node, size, height, other) do
    size = size + 1 + count(other)
    height = height * 2

    case height > depth_limit(size) do
      true -> balance_node(node, size)
      false -> {:too_deep, node, size, height}
    end
  end

  defp count(nil), do: 0
  defp count({_, smaller, bigger}), do: 1 + count(smaller) + count(bigger)

  @doc "Rebuilds a set so that its tree is as shallow as it can be."
  def balance({size, node}), do: {size, balance_node(node, size)}

  defp balance_node(node, size), do: build(collect(node, []), size)

  defp build(list, size) do
    {node, []} = build_node(list, size)
    node
  end

  defp build_node(list, 0), do: {nil, list}
  defp build_node([element | rest], 1), do: {{element, nil, nil}, rest}

  defp build_node(list, size) do
    left = div(size - 1, 2) + rem(size - 1, 2)
    right = div(size - 1, 2)
    {smaller, [element | rest]} = build_node(list, left)
    {bigger, rest} = build_node(rest, right)
    {{element, smaller, bigger}, rest}
  end

  @doc "Makes a set of a list."
  def from_list(list), do: from_ordset(:lists.usort(list))

  @doc "Makes a set of an ordered list."
  def from_ordset(list), do: {length(list), build(list, length(list))}

  @doc "Lists the elements in order."
  def to_list({_, node}), do: collect(node, [])

  defp collect(nil, acc), do: acc
  defp collect({element, smaller, bigger}, acc), do: collect(smaller, [element | collect(bigger, acc)])

  @doc "Deletes an element that must be there."
  def delete(element, {size, node}), do: {size - 1, delete_node(element, node)}

  @doc "Deletes an element."
  def delete_any(element, set) do
    case is_member(element, set) do
      true -> delete(element, set)
      false -> set
    end
  end

  def del_element(element, set), do: delete_any(element, set)

  defp delete_node(element, {other, smaller, bigger}) when element < other, do: {other, delete_node(element, smaller), bigger}
  defp delete_node(element, {other, smaller, bigger}) when element > other, do: {other, smaller, delete_node(element, bigger)}
  defp delete_node(_element, {_, smaller, bigger}), do: merge(smaller, bigger)

  defp merge(smaller, nil), do: smaller
  defp merge(nil, bigger), do: bigger

  defp merge(smaller, bigger) do
    {element, bigger} = take_smallest_node(bigger)
    {element, smaller, bigger}
  end

  @doc "Takes the smallest element: `{element, set}`."
  def take_smallest({size, node}) do
    {element, node} = take_smallest_node(node)
    {element, {size - 1, node}}
  end

  defp take_smallest_node({element, nil, bigger}), do: {element, bigger}

  defp take_smallest_node({element, smaller, bigger}) do
    {smallest, smaller} = take_smallest_node(smaller)
    {smallest, {element, smaller, bigger}}
  end

  @doc "Returns the smallest element."
  def smallest({_, node}), do: smallest_node(node)

  defp smallest_node({element, nil, _}), do: element
  defp smallest_node({_, smaller, _}), do: smallest_node(smaller)

  @doc "Takes the largest element: `{element, set}`."
  def take_largest({size, node}) do
    {element, node} = take_largest_node(node)
    {element, {size - 1, node}}
  end

  defp take_largest_node({element, smaller, nil}), do: {element, smaller}

  defp take_largest_node({element, smaller, bigger}) do
    {largest, bigger} = take_largest_node(bigger)
    {largest, {element, smaller, bigger}}
  end

  @doc "Returns the largest element."
  def largest({_, node}), do: largest_node(node)

  defp largest_node({element, _, nil}), do: element
  defp largest_node({_, _, bigger}), do: largest_node(bigger)

  @doc "Returns `{:found, element}` of the element before `element`, or `:none`."
  def smaller(element, {_, node}), do: smaller_node(element, node, :none)

  defp smaller_node(_element, nil, found), do: found
  defp smaller_node(element, {other, _, bigger}, _) when element > other, do: smaller_node(element, bigger, {:found, other})
  defp smaller_node(element, {_, smaller, _}, found), do: smaller_node(element, smaller, found)

  @doc "Returns `{:found, element}` of the element after `element`, or `:none`."
  def larger(element, {_, node}), do: larger_node(element, node, :none)

  defp larger_node(_element, nil, found), do: found
  defp larger_node(element, {other, smaller, _}, _) when element < other, do: larger_node(element, smaller, {:found, other})
  defp larger_node(element, {_, _, bigger}, found), do: larger_node(element, bigger, found)

  # Iterators, as in :gb_trees

  @doc "Returns an iterator."
  def iterator(set), do: iterator(set, :ordered)
  def iterator({_, node}, :ordered), do: {:ordered, descend_small(node, [])}
  def iterator({_, node}, :reversed), do: {:reversed, descend_big(node, [])}

  defp descend_small(nil, acc), do: acc
  defp descend_small({_, smaller, _} = node, acc), do: descend_small(smaller, [node | acc])
  defp descend_big(nil, acc), do: acc
  defp descend_big({_, _, bigger} = node, acc), do: descend_big(bigger, [node | acc])

  @doc "Returns an iterator that begins at `element`."
  def iterator_from(element, set), do: iterator_from(element, set, :ordered)
  def iterator_from(element, {_, node}, :ordered), do: {:ordered, from_small(element, node, [])}
  def iterator_from(element, {_, node}, :reversed), do: {:reversed, from_big(element, node, [])}

  defp from_small(_element, nil, acc), do: acc
  defp from_small(element, {other, _, bigger}, acc) when element > other, do: from_small(element, bigger, acc)
  defp from_small(element, {other, smaller, _} = node, acc) when element < other, do: from_small(element, smaller, [node | acc])
  defp from_small(_element, node, acc), do: [node | acc]

  defp from_big(_element, nil, acc), do: acc
  defp from_big(element, {other, smaller, _}, acc) when element < other, do: from_big(element, smaller, acc)
  defp from_big(element, {other, _, bigger} = node, acc) when element > other, do: from_big(element, bigger, [node | acc])
  defp from_big(_element, node, acc), do: [node | acc]

  @doc "Returns the next element of an iterator: `{element, iterator}`, or `:none`."
  def next({:ordered, [{element, _, bigger} | rest]}), do: {element, {:ordered, descend_small(bigger, rest)}}
  def next({:reversed, [{element, smaller, _} | rest]}), do: {element, {:reversed, descend_big(smaller, rest)}}
  def next({_, []}), do: :none

  # Two sets

  @doc "Returns the union."
  def union({size1, _} = set1, {size2, _} = set2) when size2 < size1 and size2 < 10, do: add_all(to_list(set2), set1)
  def union({size1, _} = set1, {size2, _} = set2) when size1 <= size2 and size1 < 10, do: add_all(to_list(set1), set2)
  def union(set1, set2), do: from_ordset(:ordsets.union(to_list(set1), to_list(set2)))

  @doc "Returns the union of a list of sets."
  def union([set | rest]), do: :lists.foldl(&union(&2, &1), set, rest)
  def union([]), do: empty()

  defp add_all(elements, set), do: :lists.foldl(&add/2, set, elements)

  @doc "Returns the intersection."
  def intersection(set1, set2), do: from_ordset(:ordsets.intersection(to_list(set1), to_list(set2)))

  @doc "Returns the intersection of a list of sets."
  def intersection([set | rest]), do: :lists.foldl(&intersection(&2, &1), set, rest)

  @doc "Tells whether two sets have no element in common."
  def is_disjoint({size1, _} = set1, {size2, _} = set2) when size1 > size2, do: is_disjoint(set2, set1)
  def is_disjoint(set1, set2), do: not :lists.any(fn element -> is_member(element, set2) end, to_list(set1))

  @doc "Returns the elements of the first set that are not in the second."
  def difference(set1, set2), do: from_ordset(:ordsets.subtract(to_list(set1), to_list(set2)))
  def subtract(set1, set2), do: difference(set1, set2)

  @doc "Tells whether all elements of the first set are in the second."
  def is_subset({size1, _}, {size2, _}) when size1 > size2, do: false
  def is_subset(set1, set2), do: :lists.all(fn element -> is_member(element, set2) end, to_list(set1))

  # Functions of the elements

  @doc "Folds over the elements."
  def fold(fun, acc, {_, node}) when is_function(fun, 2), do: fold_node(fun, acc, node)

  defp fold_node(_fun, acc, nil), do: acc

  defp fold_node(fun, acc, {element, smaller, bigger}) do
    fold_node(fun, fun.(element, fold_node(fun, acc, smaller)), bigger)
  end

  @doc "Keeps the elements for which `fun` is `true`."
  def filter(fun, set) when is_function(fun, 1), do: from_ordset(:lists.filter(fun, to_list(set)))
  @doc "Maps the elements."
  def map(fun, set) when is_function(fun, 1), do: from_list(:lists.map(fun, to_list(set)))
  @doc "Keeps, drops or replaces elements."
  def filtermap(fun, set) when is_function(fun, 1), do: from_list(:lists.filtermap(fun, to_list(set)))
end
