defmodule :array do
  @moduledoc """
  Functional arrays, extensible or of a fixed size: `{:array, size, max, default, elements}`. `max` is 0 for a fixed size, otherwise how many
  elements the tree has room for.

  The tree has tuples of ten elements as leaves; an inner node is a tuple of ten nodes and the number of elements that each of them has
  room for. A node in which nothing was set is that number alone.
  """

  @leaf 10

  @doc "Returns an extensible array; options a size, `:fixed`, `{:fixed, flag}`, `{:size, n}` and `{:default, value}`."
  def new, do: {:array, 0, @leaf, :undefined, @leaf}
  def new(options), do: options(if(is_list(options), do: options, else: [options]), 0, :unset, :undefined)

  @doc "As `new/1` with a size."
  def new(size, options) when is_integer(size) and size >= 0 do
    options(if(is_list(options), do: options, else: [options]), size, true, :undefined)
  end

  def new(_, _), do: badarg()

  defp options([], size, fixed, default) do
    room = room(size)
    {:array, size, if(fixed == true, do: 0, else: room), default, room}
  end

  defp options([size | rest], _, fixed, default) when is_integer(size) and size >= 0 do
    options(rest, size, if(fixed == :unset, do: true, else: fixed), default)
  end

  defp options([{:size, size} | rest], old, fixed, default), do: options([size | rest], old, fixed, default)
  defp options([:fixed | rest], size, _fixed, default), do: options(rest, size, true, default)
  defp options([{:fixed, flag} | rest], size, _fixed, default) when is_boolean(flag), do: options(rest, size, flag, default)
  defp options([{:default, default} | rest], size, fixed, _), do: options(rest, size, fixed, default)
  defp options(_, _, _, _), do: badarg()

  # The room of the smallest tree for so many elements
  defp room(size), do: room(size, @leaf)
  defp room(size, room) when size <= room, do: room
  defp room(size, room), do: room(size, room * 10)

  @doc "Tells whether `term` is an array."
  def is_array({:array, size, max, _, _}) when is_integer(size) and is_integer(max), do: true
  def is_array(_), do: false

  @doc "Returns the size."
  def size({:array, size, _, _, _}), do: size
  def size(_), do: badarg()

  @doc "Returns the default value."
  def default({:array, _, _, default, _}), do: default
  def default(_), do: badarg()

  @doc "Fixes the size."
  def fix({:array, size, _, default, tree}), do: {:array, size, 0, default, tree}

  @doc "Tells whether the size is fixed."
  def is_fix({:array, _, max, _, _}), do: max == 0

  @doc "Lets the array grow."
  def relax({:array, size, _, default, tree}), do: {:array, size, room_of(tree), default, tree}

  defp room_of(node) when is_integer(node), do: node
  defp room_of(node) when tuple_size(node) == @leaf, do: @leaf
  defp room_of(node), do: @leaf * :erlang.element(11, node)

  @doc "Changes the size."
  def resize(size, {:array, old, max, default, tree}) when is_integer(size) and size >= 0 do
    tree = if size > old, do: grow(tree, size), else: tree
    {:array, size, if(max == 0, do: 0, else: room_of(tree)), default, tree}
  end

  def resize(_, _), do: badarg()

  @doc "Cuts the array after the last element that is not the default."
  def resize(array), do: resize(sparse_size(array), array)

  # Puts the tree below new roots until there is room for so many elements
  defp grow(tree, size) do
    case room_of(tree) do
      room when size <= room -> tree
      room when is_integer(tree) -> grow(room * 10, size)
      room -> grow(inner([tree], room), size)
    end
  end

  defp inner(nodes, room) do
    :erlang.list_to_tuple(nodes ++ :lists.duplicate(10 - length(nodes), room) ++ [room])
  end

  @doc "Sets an element."
  def set(i, value, {:array, size, max, default, tree}) when is_integer(i) and i >= 0 do
    cond do
      i < size ->
        {:array, size, max, default, put(tree, i, value, default)}

      max == 0 ->
        badarg()

      true ->
        tree = grow(tree, i + 1)
        {:array, i + 1, room_of(tree), default, put(tree, i, value, default)}
    end
  end

  def set(_, _, _), do: badarg()

  defp put(@leaf, i, value, default), do: put(:erlang.make_tuple(@leaf, default), i, value, default)
  defp put(room, i, value, default) when is_integer(room), do: put(inner([], div(room, 10)), i, value, default)
  defp put(node, i, value, _default) when tuple_size(node) == @leaf, do: :erlang.setelement(i + 1, node, value)

  defp put(node, i, value, default) do
    room = :erlang.element(11, node)
    at = div(i, room) + 1
    :erlang.setelement(at, node, put(:erlang.element(at, node), rem(i, room), value, default))
  end

  @doc "Returns an element."
  def get(i, {:array, size, max, default, tree}) when is_integer(i) and i >= 0 do
    cond do
      i < size -> at(tree, i, default)
      max > 0 -> default
      true -> badarg()
    end
  end

  def get(_, _), do: badarg()

  defp at(room, _i, default) when is_integer(room), do: default
  defp at(node, i, _default) when tuple_size(node) == @leaf, do: :erlang.element(i + 1, node)

  defp at(node, i, default) do
    room = :erlang.element(11, node)
    at(:erlang.element(div(i, room) + 1, node), rem(i, room), default)
  end

  @doc "Sets an element to the default."
  def reset(i, {:array, size, max, default, tree} = array) when is_integer(i) and i >= 0 do
    cond do
      i < size and at(tree, i, default) !== default -> {:array, size, max, default, put(tree, i, default, default)}
      i < size or max > 0 -> array
      true -> badarg()
    end
  end

  def reset(_, _), do: badarg()

  @doc "Lists the elements."
  def to_list({:array, size, _, default, tree}), do: prepend(tree, size, default, [])
  def to_list(_), do: badarg()

  # The first `count` elements of a node in front of a list
  defp prepend(_node, 0, _default, list), do: list
  defp prepend(room, count, default, list) when is_integer(room), do: :lists.duplicate(count, default) ++ list

  defp prepend(node, count, _default, list) when tuple_size(node) == @leaf do
    :lists.sublist(:erlang.tuple_to_list(node), count) ++ list
  end

  defp prepend(node, count, default, list) do
    room = :erlang.element(11, node)
    last = div(count - 1, room)
    list = prepend(:erlang.element(last + 1, node), count - last * room, default, list)
    prepend_whole(node, last, room, default, list)
  end

  defp prepend_whole(_node, 0, _room, _default, list), do: list

  defp prepend_whole(node, at, room, default, list) do
    prepend_whole(node, at - 1, room, default, prepend(:erlang.element(at, node), room, default, list))
  end

  @doc "Lists the elements that are not the default."
  def sparse_to_list(array), do: :lists.map(fn {_, value} -> value end, sparse_to_orddict(array))

  @doc "Makes an array of a list."
  def from_list(list), do: from_list(list, :undefined)

  @doc "As `from_list/1` with a default value."
  def from_list([], default), do: new(default: default)

  def from_list(list, default) when is_list(list) do
    {leaves, size} = leaves(list, default, [], 0)
    tree = tree(leaves, @leaf)
    {:array, size, room_of(tree), default, tree}
  end

  def from_list(_, _), do: badarg()

  defp leaves([a, b, c, d, e, f, g, h, i, j | rest], default, leaves, size) when is_list(rest) do
    leaves(rest, default, [{a, b, c, d, e, f, g, h, i, j} | leaves], size + 10)
  end

  defp leaves([], _default, leaves, size), do: {:lists.reverse(leaves), size}

  defp leaves(rest, default, leaves, size) do
    count = proper_length(rest, 0)
    leaf = :erlang.list_to_tuple(rest ++ :lists.duplicate(@leaf - count, default))
    {:lists.reverse(leaves, [leaf]), size + count}
  end

  defp proper_length([_ | rest], count), do: proper_length(rest, count + 1)
  defp proper_length([], count), do: count
  defp proper_length(_, _), do: badarg()

  defp tree([node], _room), do: node
  defp tree(nodes, room), do: nodes |> inner_nodes(room) |> tree(room * 10)

  defp inner_nodes([], _room), do: []

  defp inner_nodes(nodes, room) do
    {first, rest} = if length(nodes) > 10, do: :lists.split(10, nodes), else: {nodes, []}
    [inner(first, room) | inner_nodes(rest, room)]
  end

  @doc "Lists the elements with their indices."
  def to_orddict(array), do: indexed(to_list(array), 0)

  defp indexed([], _), do: []
  defp indexed([value | rest], i), do: [{i, value} | indexed(rest, i + 1)]

  @doc "Lists the elements that are not the default, with their indices."
  def sparse_to_orddict({:array, _, _, default, _} = array) do
    :lists.filter(fn {_, value} -> value !== default end, to_orddict(array))
  end

  def sparse_to_orddict(_), do: badarg()

  @doc "Makes an array of an ordered list of `{index, value}`."
  def from_orddict(list), do: from_orddict(list, :undefined)

  @doc "As `from_orddict/1` with a default value."
  def from_orddict(list, default) when is_list(list), do: from_orddict(list, -1, new(default: default))
  def from_orddict(_, _), do: badarg()

  defp from_orddict([], _last, array), do: array
  defp from_orddict([{i, value} | rest], last, array) when is_integer(i) and i > last, do: from_orddict(rest, i, set(i, value, array))
  defp from_orddict(_, _, _), do: badarg()

  @doc "Maps the elements by `fun` of index and value."
  def map(fun, {:array, size, max, default, tree} = array) when is_function(fun, 2) do
    {:array, _, _, _, mapped} = from_list(:lists.map(fn {i, value} -> fun.(i, value) end, to_orddict(array)), default)
    {:array, size, max, default, grow(mapped, room_of(tree))}
  end

  def map(_, _), do: badarg()

  @doc "Maps the elements that are not the default."
  def sparse_map(fun, {:array, size, max, default, tree} = array) when is_function(fun, 2) do
    mapped = :lists.foldl(fn {i, value}, tree -> put(tree, i, fun.(i, value), default) end, tree, sparse_to_orddict(array))
    {:array, size, max, default, mapped}
  end

  def sparse_map(_, _), do: badarg()

  @doc "Folds from the left."
  def foldl(fun, acc, array) when is_function(fun, 3), do: fold(fun, acc, to_orddict(array))
  def foldl(_, _, _), do: badarg()

  @doc "Folds from the right."
  def foldr(fun, acc, array) when is_function(fun, 3), do: fold(fun, acc, :lists.reverse(to_orddict(array)))
  def foldr(_, _, _), do: badarg()

  @doc "Folds over the elements that are not the default, from the left."
  def sparse_foldl(fun, acc, array) when is_function(fun, 3), do: fold(fun, acc, sparse_to_orddict(array))
  def sparse_foldl(_, _, _), do: badarg()

  @doc "Folds over the elements that are not the default, from the right."
  def sparse_foldr(fun, acc, array) when is_function(fun, 3), do: fold(fun, acc, :lists.reverse(sparse_to_orddict(array)))
  def sparse_foldr(_, _, _), do: badarg()

  defp fold(_fun, acc, []), do: acc
  defp fold(fun, acc, [{i, value} | rest]), do: fold(fun, fun.(i, value, acc), rest)

  @doc "Returns the size up to the last element that is not the default."
  def sparse_size(array) do
    case :lists.reverse(sparse_to_orddict(array)) do
      [{i, _} | _] -> i + 1
      [] -> 0
    end
  end

  defp badarg, do: :erlang.error(:badarg)
end
