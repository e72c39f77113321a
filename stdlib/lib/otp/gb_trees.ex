defmodule :gb_trees do
  @moduledoc """
  Balanced binary trees, after Andersson 1999, *General balanced trees*: nothing is kept for balance but the size; an
  insertion that gets too deep rebuilds the smallest subtree that is too deep for its size.

  A tree is `{size, node}`, a node `{key, value, smaller, bigger}` or `nil`.
  """

  @doc "Returns an empty tree."
  def empty, do: {0, nil}

  @doc "Tells whether a tree is empty."
  def is_empty({0, nil}), do: true
  def is_empty(_), do: false

  @doc "Returns the number of entries."
  def size({size, _}) when is_integer(size) and size >= 0, do: size

  @doc "Returns `{:value, value}` of `key`, or `:none`."
  def lookup(key, {_, node}), do: lookup_node(key, node)

  defp lookup_node(key, {other, _, smaller, _}) when key < other, do: lookup_node(key, smaller)
  defp lookup_node(key, {other, _, _, bigger}) when key > other, do: lookup_node(key, bigger)
  defp lookup_node(_key, {_, value, _, _}), do: {:value, value}
  defp lookup_node(_key, nil), do: :none

  @doc "Tells whether `key` has an entry."
  def is_defined(key, tree), do: lookup(key, tree) != :none

  @doc "Returns the value of `key`, which must exist."
  def get(key, {_, node}), do: get_node(key, node)

  defp get_node(key, {other, _, smaller, _}) when key < other, do: get_node(key, smaller)
  defp get_node(key, {other, _, _, bigger}) when key > other, do: get_node(key, bigger)
  defp get_node(_key, {_, value, _, _}), do: value

  @doc "Replaces the value of `key`, which must exist."
  def update(key, value, {size, node}), do: {size, update_node(key, value, node)}

  defp update_node(key, value, {other, old, smaller, bigger}) when key < other do
    {other, old, update_node(key, value, smaller), bigger}
  end

  defp update_node(key, value, {other, old, smaller, bigger}) when key > other do
    {other, old, smaller, update_node(key, value, bigger)}
  end

  defp update_node(key, value, {_, _, smaller, bigger}), do: {key, value, smaller, bigger}

  @doc "Inserts `key`, which must not exist."
  def insert(key, value, {size, node}) when is_integer(size) do
    case insert_node(key, value, node, depth_limit(size + 1)) do
      {:too_deep, node, _, _} -> {size + 1, node}
      node -> {size + 1, node}
    end
  end

  # The depth a tree of `size` may have: every level shrinks it by the square root of two.
  defp depth_limit(size), do: size * size

  # `limit` halves on the way down. A node too deep comes back as `{:too_deep, node, size, height factor}` until a
  # subtree is found that is deeper than its size allows.
  defp insert_node(key, value, {other, old, smaller, bigger}, limit) when key < other do
    case insert_node(key, value, smaller, div(limit, 2)) do
      {:too_deep, new, size, height} -> settle({other, old, new, bigger}, size, height, bigger)
      new -> {other, old, new, bigger}
    end
  end

  defp insert_node(key, value, {other, old, smaller, bigger}, limit) when key > other do
    case insert_node(key, value, bigger, div(limit, 2)) do
      {:too_deep, new, size, height} -> settle({other, old, smaller, new}, size, height, smaller)
      new -> {other, old, smaller, new}
    end
  end

  defp insert_node(key, value, nil, 0), do: {:too_deep, {key, value, nil, nil}, 1, 1}
  defp insert_node(key, value, nil, _limit), do: {key, value, nil, nil}
  defp insert_node(key, _value, _node, _limit), do: :erlang.error({:key_exists, key})

  defp settle(node, size, height, other) do
    size = size + 1 + count(other)
    height = height * 2

    case height > depth_limit(size) do
      true -> balance_node(node, size)
      false -> {:too_deep, node, size, height}
    end
  end

  defp count(nil), do: 0
  defp count({_, _, smaller, bigger}), do: 1 + count(smaller) + count(bigger)

  @doc "Inserts or replaces `key`."
  def enter(key, value, tree) do
    case is_defined(key, tree) do
      true -> update(key, value, tree)
      false -> insert(key, value, tree)
    end
  end

  @doc "Rebuilds a tree so that it is as shallow as it can be."
  def balance({size, node}), do: {size, balance_node(node, size)}

  defp balance_node(node, size), do: build(collect(node, []), size)

  defp build(list, size) do
    {node, []} = build_node(list, size)
    node
  end

  defp build_node(list, 0), do: {nil, list}
  defp build_node([{key, value} | rest], 1), do: {{key, value, nil, nil}, rest}

  defp build_node(list, size) do
    left = div(size - 1, 2) + rem(size - 1, 2)
    right = div(size - 1, 2)
    {smaller, [{key, value} | rest]} = build_node(list, left)
    {bigger, rest} = build_node(rest, right)
    {{key, value, smaller, bigger}, rest}
  end

  @doc "Makes a tree of an ordered list of pairs."
  def from_orddict(list), do: {length(list), build(list, length(list))}

  @doc "Deletes `key`, which must exist."
  def delete(key, {size, node}) when is_integer(size) and size >= 0, do: {size - 1, delete_node(key, node)}

  @doc "Deletes `key` if it exists."
  def delete_any(key, tree) do
    case is_defined(key, tree) do
      true -> delete(key, tree)
      false -> tree
    end
  end

  defp delete_node(key, {other, value, smaller, bigger}) when key < other do
    {other, value, delete_node(key, smaller), bigger}
  end

  defp delete_node(key, {other, value, smaller, bigger}) when key > other do
    {other, value, smaller, delete_node(key, bigger)}
  end

  defp delete_node(_key, {_, _, smaller, bigger}), do: merge(smaller, bigger)

  defp merge(smaller, nil), do: smaller
  defp merge(nil, bigger), do: bigger

  defp merge(smaller, bigger) do
    {key, value, bigger} = take_smallest_node(bigger)
    {key, value, smaller, bigger}
  end

  @doc "Deletes `key`, which must exist, and returns its value: `{value, tree}`."
  def take(key, tree), do: {get(key, tree), delete(key, tree)}

  @doc "Deletes `key` and returns its value: `{value, tree}`, or `:error`."
  def take_any(key, tree) do
    case lookup(key, tree) do
      {:value, value} -> {value, delete(key, tree)}
      :none -> :error
    end
  end

  @doc "Takes the smallest entry: `{key, value, tree}`."
  def take_smallest({size, node}) when is_integer(size) and size >= 0 do
    {key, value, node} = take_smallest_node(node)
    {key, value, {size - 1, node}}
  end

  defp take_smallest_node({key, value, nil, bigger}), do: {key, value, bigger}

  defp take_smallest_node({key, value, smaller, bigger}) do
    {key1, value1, smaller} = take_smallest_node(smaller)
    {key1, value1, {key, value, smaller, bigger}}
  end

  @doc "Returns the smallest entry: `{key, value}`."
  def smallest({_, node}), do: smallest_node(node)

  defp smallest_node({key, value, nil, _}), do: {key, value}
  defp smallest_node({_, _, smaller, _}), do: smallest_node(smaller)

  @doc "Takes the largest entry: `{key, value, tree}`."
  def take_largest({size, node}) when is_integer(size) and size >= 0 do
    {key, value, node} = take_largest_node(node)
    {key, value, {size - 1, node}}
  end

  defp take_largest_node({key, value, smaller, nil}), do: {key, value, smaller}

  defp take_largest_node({key, value, smaller, bigger}) do
    {key1, value1, bigger} = take_largest_node(bigger)
    {key1, value1, {key, value, smaller, bigger}}
  end

  @doc "Returns the largest entry: `{key, value}`."
  def largest({_, node}), do: largest_node(node)

  defp largest_node({key, value, _, nil}), do: {key, value}
  defp largest_node({_, _, _, bigger}), do: largest_node(bigger)

  @doc "Returns the entry before `key`: `{key, value}`, or `:none`."
  def smaller(key, {_, node}), do: smaller_node(key, node, :none)

  defp smaller_node(_key, nil, found), do: found
  defp smaller_node(key, {other, value, _, bigger}, _) when key > other, do: smaller_node(key, bigger, {other, value})
  defp smaller_node(key, {_, _, smaller, _}, found), do: smaller_node(key, smaller, found)

  @doc "Returns the entry after `key`: `{key, value}`, or `:none`."
  def larger(key, {_, node}), do: larger_node(key, node, :none)

  defp larger_node(_key, nil, found), do: found
  defp larger_node(key, {other, value, smaller, _}, _) when key < other, do: larger_node(key, smaller, {other, value})
  defp larger_node(key, {_, _, _, bigger}, found), do: larger_node(key, bigger, found)

  @doc "Lists the entries in order."
  def to_list({_, node}), do: collect(node, [])

  defp collect(nil, acc), do: acc
  defp collect({key, value, smaller, bigger}, acc), do: collect(smaller, [{key, value} | collect(bigger, acc)])

  @doc "Lists the keys in order."
  def keys(tree), do: :lists.map(fn {key, _} -> key end, to_list(tree))
  @doc "Lists the values in the order of their keys."
  def values(tree), do: :lists.map(fn {_, value} -> value end, to_list(tree))

  # An iterator is the order and the nodes whose entry and far side are still to come.

  @doc "Returns an iterator."
  def iterator(tree), do: iterator(tree, :ordered)
  def iterator({_, node}, :ordered), do: {:ordered, descend_small(node, [])}
  def iterator({_, node}, :reversed), do: {:reversed, descend_big(node, [])}

  defp descend_small(nil, acc), do: acc
  defp descend_small({_, _, smaller, _} = node, acc), do: descend_small(smaller, [node | acc])
  defp descend_big(nil, acc), do: acc
  defp descend_big({_, _, _, bigger} = node, acc), do: descend_big(bigger, [node | acc])

  @doc "Returns an iterator that begins at `key`."
  def iterator_from(key, tree), do: iterator_from(key, tree, :ordered)
  def iterator_from(key, {_, node}, :ordered), do: {:ordered, from_small(key, node, [])}
  def iterator_from(key, {_, node}, :reversed), do: {:reversed, from_big(key, node, [])}

  defp from_small(_key, nil, acc), do: acc
  defp from_small(key, {other, _, _, bigger}, acc) when key > other, do: from_small(key, bigger, acc)
  defp from_small(key, {other, _, smaller, _} = node, acc) when key < other, do: from_small(key, smaller, [node | acc])
  defp from_small(_key, node, acc), do: [node | acc]

  defp from_big(_key, nil, acc), do: acc
  defp from_big(key, {other, _, smaller, _}, acc) when key < other, do: from_big(key, smaller, acc)
  defp from_big(key, {other, _, _, bigger} = node, acc) when key > other, do: from_big(key, bigger, [node | acc])
  defp from_big(_key, node, acc), do: [node | acc]

  @doc "Returns the next entry of an iterator: `{key, value, iterator}`, or `:none`."
  def next({:ordered, [{key, value, _, bigger} | rest]}), do: {key, value, {:ordered, descend_small(bigger, rest)}}
  def next({:reversed, [{key, value, smaller, _} | rest]}), do: {key, value, {:reversed, descend_big(smaller, rest)}}
  def next({_, []}), do: :none

  @doc "Maps the values."
  def map(fun, {size, node}) when is_function(fun, 2), do: {size, map_node(fun, node)}

  defp map_node(_fun, nil), do: nil

  defp map_node(fun, {key, value, smaller, bigger}) do
    {key, fun.(key, value), map_node(fun, smaller), map_node(fun, bigger)}
  end
end
