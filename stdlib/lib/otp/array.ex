defmodule :array do
  @moduledoc """
  Functional arrays, extensible or of a fixed size: `{:array, size, fixed?, default, elements}` with the elements that
  were set in a map by index.
  """

  @doc "Returns an extensible array; options a size, `:fixed`, `{:fixed, flag}`, `{:size, n}` and `{:default, value}`."
  def new, do: {:array, 0, false, :undefined, %{}}
  def new(options), do: options(if(is_list(options), do: options, else: [options]), 0, :unset, :undefined)

  @doc "As `new/1` with a size."
  def new(size, options) when is_integer(size) and size >= 0 do
    options(if(is_list(options), do: options, else: [options]), size, true, :undefined)
  end

  def new(_, _), do: badarg()

  defp options([], size, fixed, default), do: {:array, size, fixed == true, default, %{}}

  defp options([size | rest], _, fixed, default) when is_integer(size) and size >= 0 do
    options(rest, size, if(fixed == :unset, do: true, else: fixed), default)
  end

  defp options([{:size, size} | rest], old, fixed, default), do: options([size | rest], old, fixed, default)
  defp options([:fixed | rest], size, _fixed, default), do: options(rest, size, true, default)
  defp options([{:fixed, flag} | rest], size, _fixed, default) when is_boolean(flag), do: options(rest, size, flag, default)
  defp options([{:default, default} | rest], size, fixed, _), do: options(rest, size, fixed, default)
  defp options(_, _, _, _), do: badarg()

  @doc "Tells whether `term` is an array."
  def is_array({:array, size, fixed, _, elements}) when is_integer(size) and is_boolean(fixed) and is_map(elements), do: true
  def is_array(_), do: false

  @doc "Returns the size."
  def size({:array, size, _, _, _}), do: size
  def size(_), do: badarg()

  @doc "Returns the default value."
  def default({:array, _, _, default, _}), do: default
  def default(_), do: badarg()

  @doc "Fixes the size."
  def fix({:array, size, _, default, elements}), do: {:array, size, true, default, elements}
  @doc "Tells whether the size is fixed."
  def is_fix({:array, _, fixed, _, _}), do: fixed
  @doc "Lets the array grow."
  def relax({:array, size, _, default, elements}), do: {:array, size, false, default, elements}

  @doc "Changes the size."
  def resize(size, {:array, old, fixed, default, elements}) when is_integer(size) and size >= 0 do
    elements = if(size < old, do: :maps.filter(fn i, _ -> i < size end, elements), else: elements)
    {:array, size, fixed, default, elements}
  end

  def resize(_, _), do: badarg()

  @doc "Cuts the array after the last element that is not the default."
  def resize(array), do: resize(sparse_size(array), array)

  @doc "Sets an element."
  def set(i, value, {:array, size, fixed, default, elements}) when is_integer(i) and i >= 0 do
    cond do
      i < size -> {:array, size, fixed, default, :maps.put(i, value, elements)}
      fixed -> badarg()
      true -> {:array, i + 1, fixed, default, :maps.put(i, value, elements)}
    end
  end

  def set(_, _, _), do: badarg()

  @doc "Returns an element."
  def get(i, {:array, size, fixed, default, elements}) when is_integer(i) and i >= 0 do
    case elements do
      %{^i => value} -> value
      _ when i >= size and fixed -> badarg()
      _ -> default
    end
  end

  def get(_, _), do: badarg()

  @doc "Sets an element to the default."
  def reset(i, {:array, size, fixed, default, elements} = array) when is_integer(i) and i >= 0 do
    cond do
      i < size -> {:array, size, fixed, default, :maps.remove(i, elements)}
      fixed -> badarg()
      true -> array
    end
  end

  def reset(_, _), do: badarg()

  @doc "Lists the elements."
  def to_list({:array, size, _, default, elements}), do: list(size - 1, default, elements, [])
  def to_list(_), do: badarg()

  defp list(-1, _default, _elements, acc), do: acc

  defp list(i, default, elements, acc) do
    case elements do
      %{^i => value} -> list(i - 1, default, elements, [value | acc])
      _ -> list(i - 1, default, elements, [default | acc])
    end
  end

  @doc "Lists the elements that are not the default."
  def sparse_to_list(array), do: :lists.map(fn {_, value} -> value end, sparse_to_orddict(array))

  @doc "Makes an array of a list."
  def from_list(list), do: from_list(list, :undefined)

  def from_list(list, default) when is_list(list) do
    pairs = indexed(list, 0)
    {:array, length(pairs), false, default, :maps.from_list(pairs)}
  end

  def from_list(_, _), do: badarg()

  defp indexed([], _), do: []
  defp indexed([value | rest], i), do: [{i, value} | indexed(rest, i + 1)]
  defp indexed(_, _), do: badarg()

  @doc "Lists the elements with their indices."
  def to_orddict(array), do: indexed(to_list(array), 0)

  @doc "Lists the elements that are not the default, with their indices."
  def sparse_to_orddict({:array, _, _, default, elements}) do
    :lists.filter(fn {_, value} -> value !== default end, :lists.keysort(1, :maps.to_list(elements)))
  end

  def sparse_to_orddict(_), do: badarg()

  @doc "Makes an array of an ordered list of `{index, value}`."
  def from_orddict(list), do: from_orddict(list, :undefined)

  def from_orddict(list, default) when is_list(list) do
    {:array, checked(list, -1), false, default, :maps.from_list(list)}
  end

  def from_orddict(_, _), do: badarg()

  defp checked([], last), do: last + 1
  defp checked([{i, _} | rest], last) when is_integer(i) and i > last, do: checked(rest, i)
  defp checked(_, _), do: badarg()

  @doc "Maps the elements by `fun` of index and value."
  def map(fun, {:array, size, fixed, default, _} = array) when is_function(fun, 2) do
    pairs = :lists.map(fn {i, value} -> {i, fun.(i, value)} end, to_orddict(array))
    {:array, size, fixed, default, :maps.from_list(pairs)}
  end

  def map(_, _), do: badarg()

  @doc "Maps the elements that are not the default."
  def sparse_map(fun, {:array, size, fixed, default, _} = array) when is_function(fun, 2) do
    pairs = :lists.map(fn {i, value} -> {i, fun.(i, value)} end, sparse_to_orddict(array))
    {:array, size, fixed, default, :maps.from_list(pairs)}
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
