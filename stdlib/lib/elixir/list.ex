defmodule List do
  @moduledoc """
  Linked lists: access by position, keyed tuples, flattening, conversion.

  A list is a chain of cells, so putting an element in front is cheap while `length/1`, `last/1` and access by
  position walk the list. Functions that work on any collection are in `Enum`.
  """

  @type element :: term

  @doc """
  Removes the first element that equals `element`.

  ## Examples

      iex> List.delete([:a, :b, :a], :a)
      [:b, :a]

  """
  @spec delete([], term) :: []
  @spec delete([element, ...], element) :: [element] when element: term
  def delete(list, element)
  def delete([], _element), do: []
  def delete(list, element), do: :lists.delete(element, list)

  @doc """
  Gives a list that holds `element` `n` times.

  ## Examples

      iex> List.duplicate(:x, 3)
      [:x, :x, :x]

  """
  @spec duplicate(element, non_neg_integer) :: [element] when element: term
  def duplicate(element, n), do: :lists.duplicate(n, element)

  @doc """
  Turns nested lists into one flat list.

  ## Examples

      iex> List.flatten([1, [[2], []], 3])
      [1, 2, 3]

  """
  @spec flatten(list) :: list
  def flatten(list), do: :lists.flatten(list)

  @doc """
  Flattens `list` and puts `tail` (as it is) behind it.

  ## Examples

      iex> List.flatten([1, [2]], [[3]])
      [1, 2, [3]]

  """
  @spec flatten(list, list) :: list
  def flatten(list, tail), do: :lists.flatten(list, tail)

  @doc """
  Folds the list from its first element on.

  ## Examples

      iex> List.foldl([1, 2, 3], [], fn x, acc -> [x | acc] end)
      [3, 2, 1]

  """
  @spec foldl([element], acc, (element, acc -> acc)) :: acc when element: term, acc: term
  def foldl(list, acc, fun) when is_list(list) and is_function(fun, 2),
    do: foldl_list(list, acc, fun)

  defp foldl_list([head | tail], acc, fun), do: foldl_list(tail, fun.(head, acc), fun)
  defp foldl_list([], acc, _fun), do: acc

  @doc """
  Folds the list from its last element on.

  ## Examples

      iex> List.foldr([1, 2, 3], [], fn x, acc -> [x | acc] end)
      [1, 2, 3]

  """
  @spec foldr([element], acc, (element, acc -> acc)) :: acc when element: term, acc: term
  def foldr(list, acc, fun) when is_list(list) and is_function(fun, 2),
    do: foldl_list(:lists.reverse(list), acc, fun)

  @doc """
  The first element, or `default` for an empty list.

  ## Examples

      iex> List.first([5, 6])
      5
      iex> List.first([], :none)
      :none

  """
  @spec first([], default) :: default when default: term
  @spec first([element, ...], term) :: element when element: term
  def first(list, default \\ nil)
  def first([], default), do: default
  def first([head | _tail], _default), do: head

  @doc """
  The first element; raises `ArgumentError` for an empty list.

  ## Examples

      iex> List.first!([5, 6])
      5

  """
  @doc since: "1.20.0"
  @spec first!([element, ...]) :: element when element: term
  def first!(list)
  def first!([head | _tail]), do: head
  def first!([]), do: raise(ArgumentError, "attempted to get the first element of an empty list")

  @doc """
  The last element, or `default` for an empty list.

  ## Examples

      iex> List.last([5, 6])
      6
      iex> List.last([], :none)
      :none

  """
  @spec last([], default) :: default when default: term
  @spec last([element, ...], term) :: element when element: term
  def last(list, default \\ nil)
  def last([], default), do: default
  def last([element], _default), do: element
  def last([_head | tail], default), do: last(tail, default)

  @doc """
  The last element; raises `ArgumentError` for an empty list.

  ## Examples

      iex> List.last!([5, 6])
      6

  """
  @doc since: "1.20.0"
  @spec last!([element, ...]) :: element when element: term
  def last!(list)
  def last!([element]), do: element
  def last!([_head | tail]), do: last!(tail)
  def last!([]), do: raise(ArgumentError, "attempted to get the last element of an empty list")

  @doc """
  Finds the first tuple whose element at `position` equals `key`.

  ## Examples

      iex> List.keyfind([a: 1, b: 2], 2, 1)
      {:b, 2}
      iex> List.keyfind([a: 1], :z, 0, :none)
      :none

  """
  @spec keyfind([tuple], any, non_neg_integer, any) :: any
  def keyfind(list, key, position, default \\ nil) when is_integer(position) do
    case :lists.keyfind(key, position + 1, list) do
      false -> default
      tuple -> tuple
    end
  end

  @doc """
  Like `keyfind/3`, but raises `KeyError` when no tuple matches.

  ## Examples

      iex> List.keyfind!([a: 1, b: 2], :b, 0)
      {:b, 2}

  """
  @doc since: "1.13.0"
  @spec keyfind!([tuple], any, non_neg_integer) :: any
  def keyfind!(list, key, position) when is_integer(position) do
    case :lists.keyfind(key, position + 1, list) do
      false ->
        raise KeyError,
          key: key,
          term: list,
          message:
            "key #{inspect(key)} at position #{inspect(position)} not found in: #{inspect(list)}"

      tuple ->
        tuple
    end
  end

  @doc """
  Says whether some tuple has `key` at `position`.

  ## Examples

      iex> List.keymember?([a: 1], :a, 0)
      true

  """
  @spec keymember?([tuple], any, non_neg_integer) :: boolean
  def keymember?(list, key, position) when is_integer(position),
    do: :lists.keymember(key, position + 1, list)

  @doc """
  Replaces the first tuple that has `key` at `position`, if there is one.

  ## Examples

      iex> List.keyreplace([a: 1, b: 2], :b, 0, {:b, 3})
      [a: 1, b: 3]

  """
  @spec keyreplace([tuple], any, non_neg_integer, tuple) :: [tuple]
  def keyreplace(list, key, position, new_tuple) when is_integer(position),
    do: :lists.keyreplace(key, position + 1, list, new_tuple)

  @doc """
  Sorts tuples by their element at `position`; the sort is stable.

  `sorter` is `:asc`, `:desc`, a module with `compare/2`, `{:asc | :desc, module}`, or a function of two arguments.

  ## Examples

      iex> List.keysort([b: 2, a: 1], 1)
      [a: 1, b: 2]
      iex> List.keysort([b: 2, c: 3], 1, :desc)
      [c: 3, b: 2]

  """
  @doc since: "1.14.0"
  @spec keysort(
          [tuple],
          non_neg_integer,
          (any, any -> boolean) | :asc | :desc | module | {:asc | :desc, module}
        ) ::
          [tuple]
  def keysort(list, position, sorter \\ :asc)

  def keysort(list, position, :asc) when is_list(list) and is_integer(position),
    do: :lists.keysort(position + 1, list)

  def keysort(list, position, sorter) when is_list(list) and is_integer(position),
    do: :lists.sort(keysort_fun(sorter, position), list)

  defp keysort_fun(sorter, position) when is_function(sorter, 2),
    do: fn a, b -> sorter.(:erlang.element(position + 1, a), :erlang.element(position + 1, b)) end

  defp keysort_fun(:desc, position),
    do: fn a, b -> :erlang.element(position + 1, a) >= :erlang.element(position + 1, b) end

  defp keysort_fun(module, position) when is_atom(module),
    do: keysort_fun({:asc, module}, position)

  defp keysort_fun({:asc, module}, position) when is_atom(module),
    do: fn a, b ->
      module.compare(:erlang.element(position + 1, a), :erlang.element(position + 1, b)) != :gt
    end

  defp keysort_fun({:desc, module}, position) when is_atom(module),
    do: fn a, b ->
      module.compare(:erlang.element(position + 1, a), :erlang.element(position + 1, b)) != :lt
    end

  @doc """
  Replaces the first tuple that has `key` at `position`, or appends `new_tuple`.

  ## Examples

      iex> List.keystore([a: 1], :b, 0, {:b, 2})
      [a: 1, b: 2]

  """
  @spec keystore([tuple], any, non_neg_integer, tuple) :: [tuple, ...]
  def keystore(list, key, position, new_tuple) when is_integer(position),
    do: :lists.keystore(key, position + 1, list, new_tuple)

  @doc """
  Removes the first tuple that has `key` at `position`.

  ## Examples

      iex> List.keydelete([a: 1, b: 2, a: 3], :a, 0)
      [b: 2, a: 3]

  """
  @spec keydelete([tuple], any, non_neg_integer) :: [tuple]
  def keydelete(list, key, position) when is_integer(position),
    do: :lists.keydelete(key, position + 1, list)

  @doc """
  Takes the first tuple that has `key` at `position` out of the list; `nil` if there is none.

  ## Examples

      iex> List.keytake([a: 1, b: 2], :b, 0)
      {{:b, 2}, [a: 1]}

  """
  @spec keytake([tuple], any, non_neg_integer) :: {tuple, [tuple]} | nil
  def keytake(list, key, position) when is_integer(position) do
    case :lists.keytake(key, position + 1, list) do
      {:value, tuple, rest} -> {tuple, rest}
      false -> nil
    end
  end

  @doc """
  Puts anything but a list into a list; `nil` becomes the empty list.

  ## Examples

      iex> List.wrap(1)
      [1]
      iex> List.wrap(nil)
      []

  """
  @spec wrap(term) :: maybe_improper_list
  def wrap(term)
  def wrap(list) when is_list(list), do: list
  def wrap(nil), do: []
  def wrap(term), do: [term]

  @doc false
  @deprecated "Use Enum.zip/1 instead"
  @spec zip([list]) :: [tuple]
  def zip([]), do: []
  def zip(list_of_lists) when is_list(list_of_lists), do: Enum.zip(list_of_lists)

  @doc """
  Says whether every element, or every one of the first `limit`, is a printable ASCII character.

  ## Examples

      iex> List.ascii_printable?(~c"abc")
      true
      iex> List.ascii_printable?(~c"abc" ++ [0], 2)
      true

  """
  @doc since: "1.6.0"
  @spec ascii_printable?(list, :infinity | non_neg_integer) :: boolean
  def ascii_printable?(list, limit \\ :infinity)
      when is_list(list) and (limit == :infinity or (is_integer(limit) and limit >= 0)),
      do: ascii?(list, limit)

  defp ascii?(_list, 0), do: true

  defp ascii?([char | tail], limit)
       when is_integer(char) and
              ((char >= 32 and char <= 126) or (char >= 7 and char <= 13) or char == 27) do
    case limit do
      :infinity -> ascii?(tail, :infinity)
      limit -> ascii?(tail, limit - 1)
    end
  end

  defp ascii?([], _limit), do: true
  defp ascii?(_list, _limit), do: false

  @doc """
  Says whether the list ends in something that is not a list.

  ## Examples

      iex> List.improper?([1 | 2])
      true
      iex> List.improper?([1, 2])
      false

  """
  @doc since: "1.8.0"
  @spec improper?(maybe_improper_list) :: boolean
  def improper?(list) when is_list(list) and length(list) >= 0, do: false
  def improper?(list) when is_list(list), do: true

  @doc """
  Puts `value` at `index`, moving what follows. A negative index counts from behind the end.

  ## Examples

      iex> List.insert_at([1, 2], 1, :new)
      [1, :new, 2]
      iex> List.insert_at([1, 2], -1, :new)
      [1, 2, :new]

  """
  @spec insert_at(list, integer, any) :: list
  def insert_at(list, index, value) when is_list(list) and is_integer(index) and index >= 0,
    do: insert(list, index, value)

  def insert_at(list, index, value) when is_list(list) and is_integer(index),
    do: insert(list, max(length(list) + index + 1, 0), value)

  defp insert(list, 0, value), do: [value | list]
  defp insert([], _index, value), do: [value]
  defp insert([head | tail], index, value), do: [head | insert(tail, index - 1, value)]

  @doc """
  Replaces the element at `index`; an index outside the list changes nothing.

  ## Examples

      iex> List.replace_at([1, 2, 3], -1, :last)
      [1, 2, :last]

  """
  @spec replace_at(list, integer, any) :: list
  def replace_at(list, index, value) when is_list(list) and is_integer(index) and index >= 0,
    do: replace(list, index, value)

  def replace_at(list, index, value) when is_list(list) and is_integer(index),
    do: replace(list, length(list) + index, value)

  defp replace(list, index, _value) when index < 0, do: list
  defp replace([_head | tail], 0, value), do: [value | tail]
  defp replace([head | tail], index, value), do: [head | replace(tail, index - 1, value)]
  defp replace([], _index, _value), do: []

  @doc """
  Replaces the element at `index` by what `fun` makes of it; an index outside the list changes nothing.

  ## Examples

      iex> List.update_at([1, 2, 3], 1, &(&1 * 10))
      [1, 20, 3]

  """
  @spec update_at([elem], integer, (elem -> any)) :: list when elem: var
  def update_at(list, index, fun)
      when is_list(list) and is_function(fun, 1) and is_integer(index) and index >= 0,
      do: update(list, index, fun)

  def update_at(list, index, fun)
      when is_list(list) and is_function(fun, 1) and is_integer(index),
      do: update(list, length(list) + index, fun)

  defp update(list, index, _fun) when index < 0, do: list
  defp update([head | tail], 0, fun), do: [fun.(head) | tail]
  defp update([head | tail], index, fun), do: [head | update(tail, index - 1, fun)]
  defp update([], _index, _fun), do: []

  @doc """
  Removes the element at `index`; an index outside the list changes nothing.

  ## Examples

      iex> List.delete_at([1, 2, 3], 0)
      [2, 3]

  """
  @spec delete_at(list, integer) :: list
  def delete_at(list, index) when is_list(list) and is_integer(index),
    do: elem(pop_at(list, index), 1)

  @doc """
  Takes the element at `index` out of the list; `default` stands in for an index outside of it.

  ## Examples

      iex> List.pop_at([1, 2, 3], 1)
      {2, [1, 3]}
      iex> List.pop_at([1], 5, :none)
      {:none, [1]}

  """
  @doc since: "1.4.0"
  @spec pop_at(list, integer, any) :: {any, list}
  def pop_at(list, index, default \\ nil)

  def pop_at(list, index, default) when is_list(list) and is_integer(index) and index >= 0,
    do: pop(list, index, default, list, [])

  def pop_at(list, index, default) when is_list(list) and is_integer(index),
    do: pop(list, length(list) + index, default, list, [])

  defp pop(_rest, index, default, list, _before) when index < 0, do: {default, list}
  defp pop([], _index, default, list, _before), do: {default, list}
  defp pop([head | tail], 0, _default, _list, before), do: {head, :lists.reverse(before, tail)}

  defp pop([head | tail], index, default, list, before),
    do: pop(tail, index - 1, default, list, [head | before])

  @doc """
  Says whether `list` starts with all of `prefix`.

  ## Examples

      iex> List.starts_with?([1, 2, 3], [1, 2])
      true

  """
  @doc since: "1.5.0"
  @spec starts_with?(list, list) :: boolean
  def starts_with?(list, prefix)
  def starts_with?([same | list], [same | prefix]), do: starts_with?(list, prefix)
  def starts_with?(list, []) when is_list(list), do: true
  def starts_with?(list, [_ | _]) when is_list(list), do: false

  @doc """
  Says whether `list` ends with all of `suffix`.

  ## Examples

      iex> List.ends_with?([1, 2, 3], [2, 3])
      true

  """
  @doc since: "1.18.0"
  @spec ends_with?(list, list) :: boolean
  def ends_with?(list, suffix) do
    case length(list) - length(suffix) do
      skipped when skipped >= 0 -> :lists.nthtail(skipped, list) === suffix
      _longer -> false
    end
  end

  @doc """
  The atom spelled by a charlist.

  ## Examples

      iex> List.to_atom(~c"ok")
      :ok

  """
  @spec to_atom(charlist) :: atom
  def to_atom(charlist), do: :erlang.list_to_atom(charlist)

  @doc """
  Like `to_atom/1`, but raises `ArgumentError` unless the atom exists already.

  ## Examples

      iex> List.to_existing_atom(~c"ok")
      :ok

  """
  @spec to_existing_atom(charlist) :: atom
  def to_existing_atom(charlist), do: :erlang.list_to_existing_atom(charlist)

  @doc """
  The float spelled by a charlist.

  ## Examples

      iex> List.to_float(~c"2.5e1")
      25.0

  """
  @spec to_float(charlist) :: float
  def to_float(charlist), do: :erlang.list_to_float(charlist)

  @doc """
  The integer spelled by a charlist.

  ## Examples

      iex> List.to_integer(~c"12")
      12

  """
  @spec to_integer(charlist) :: integer
  def to_integer(charlist), do: :erlang.list_to_integer(charlist)

  @doc """
  The integer spelled by a charlist in `base`, from 2 to 36.

  ## Examples

      iex> List.to_integer(~c"FF", 16)
      255

  """
  @spec to_integer(charlist, 2..36) :: integer
  def to_integer(charlist, base), do: :erlang.list_to_integer(charlist, base)

  @doc """
  A tuple of the list's elements.

  ## Examples

      iex> List.to_tuple([1, :b])
      {1, :b}

  """
  @spec to_tuple(list) :: tuple
  def to_tuple(list), do: :erlang.list_to_tuple(list)

  @doc """
  Joins code points and strings, nested or not, into one string.

  Raises `UnicodeConversionError` for what is no character and `ArgumentError` for other elements.

  ## Examples

      iex> List.to_string([?a, ["b", ?c]])
      "abc"

  """
  @spec to_string(:unicode.charlist()) :: String.t()
  def to_string(list) when is_list(list) do
    case characters(:to_binary, list) do
      binary when is_binary(binary) ->
        binary

      {:error, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid

      {:incomplete, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete

      :badarg ->
        raise ArgumentError, """
        cannot convert the given list to a string.

        To be converted to a string, a list must either be empty or only
        contain the following elements:

          * strings
          * integers representing Unicode code points
          * a list containing one of these three elements

        Please check the given list or call inspect/1 to get the list representation, got:

        #{inspect(list)}
        """
    end
  end

  @doc """
  Spreads code points and strings, nested or not, into one charlist.

  Raises `UnicodeConversionError` for what is no character and `ArgumentError` for other elements.

  ## Examples

      iex> List.to_charlist([?a, "b", [?c]])
      ~c"abc"

  """
  @doc since: "1.8.0"
  @spec to_charlist(:unicode.charlist()) :: charlist
  def to_charlist(list) when is_list(list) do
    case characters(:to_list, list) do
      charlist when is_list(charlist) ->
        charlist

      {:error, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid

      {:incomplete, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete

      :badarg ->
        raise ArgumentError, """
        cannot convert the given list to a charlist.

        To be converted to a charlist, a list must contain only:

          * strings
          * integers representing Unicode code points
          * or a list containing one of these three elements

        Please check the given list or call inspect/1 to get the list representation, got:

        #{inspect(list)}
        """
    end
  end

  defp characters(kind, list) do
    case kind do
      :to_binary -> :unicode.characters_to_binary(list)
      :to_list -> :unicode.characters_to_list(list)
    end
  rescue
    ArgumentError -> :badarg
  end

  @doc """
  An edit script from `list1` to `list2`: what is kept (`:eq`), inserted (`:ins`) and deleted (`:del`), as few edits as possible.

  ## Examples

      iex> List.myers_difference([1, 4, 2, 3], [1, 2, 3, 4])
      [eq: [1], del: [4], eq: [2, 3], ins: [4]]

  """
  @doc since: "1.4.0"
  @spec myers_difference(list, list) :: [{:eq | :ins | :del, list}]
  def myers_difference(list1, list2) when is_list(list1) and is_list(list2),
    do: myers(list1, list2, nil)

  @doc """
  Like `myers_difference/2`; where an element was replaced, `diff_script` may give a finer script for the pair, or `nil`.

  ## Examples

      iex> List.myers_difference([1, [2]], [1, [3]], fn a, b -> is_list(a) and List.myers_difference(a, b) end)
      [eq: [1], diff: [del: [2], ins: [3]]]

  """
  @doc since: "1.8.0"
  @spec myers_difference(list, list, (term, term -> script | nil)) :: script
        when script: [{:eq | :ins | :del | :diff, list}]
  def myers_difference(list1, list2, diff_script)
      when is_list(list1) and is_list(list2) and is_function(diff_script, 2),
      do: myers(list1, list2, diff_script)

  # Myers 1986, an O(ND) difference algorithm. A path is {taken from list1, rest of list1, rest of list2, edits so far};
  # each round makes every path one edit longer and keeps the farther of two that meet on a diagonal. Paths are ordered
  # from the one with most deletions to the one with most insertions. A finer script replaces a deletion and an insertion.

  defp myers(list1, list2, diff) do
    case slide_along({0, list1, list2, []}) do
      {:done, edits} -> group_edits(edits, [])
      path -> myers_rounds([path], diff)
    end
  end

  defp myers_rounds([first | _] = paths, diff) do
    case keep_path(slide_along(delete_one(first, diff)), paths, [], diff) do
      {:done, edits} -> group_edits(edits, [])
      paths -> myers_rounds(paths, diff)
    end
  end

  defp keep_path({:done, _edits} = done, _paths, _next, _diff), do: done
  defp keep_path(path, paths, next, diff), do: next_path(paths, [path | next], diff)

  defp next_path([path1 | [path2 | _] = paths], next, diff) do
    if :erlang.element(1, path1) > :erlang.element(1, path2),
      do: keep_path(slide_along(insert_one(path1, diff)), paths, next, diff),
      else: keep_path(slide_along(delete_one(path2, diff)), paths, next, diff)
  end

  defp next_path([path], next, diff) do
    case slide_along(insert_one(path, diff)) do
      {:done, _edits} = done -> done
      path -> :lists.reverse(next, [path])
    end
  end

  defp next_path([], next, _diff), do: :lists.reverse(next)

  defp slide_along({taken, [same | list1], [same | list2], edits}),
    do: slide_along({taken + 1, list1, list2, [{:eq, same} | edits]})

  defp slide_along({_taken, [], [], edits}), do: {:done, edits}
  defp slide_along(path), do: path

  defp delete_one({taken, [element | list1], list2, edits} = path, diff) do
    case replace_one(path, diff) do
      nil -> {taken + 1, list1, list2, [{:del, element} | edits]}
      replaced -> replaced
    end
  end

  defp delete_one({_taken, [], _list2, _edits} = path, _diff), do: path

  defp insert_one({taken, list1, [element | list2], edits} = path, diff) do
    case replace_one(path, diff) do
      nil -> {taken, list1, list2, [{:ins, element} | edits]}
      replaced -> replaced
    end
  end

  defp insert_one({_taken, _list1, [], _edits} = path, _diff), do: path

  defp replace_one({taken, [element1 | list1], [element2 | list2], edits}, diff)
       when diff != nil do
    case diff.(element1, element2) do
      falsy when falsy in [nil, false] -> nil
      script -> {taken + 1, list1, list2, [{:diff, script} | edits]}
    end
  end

  defp replace_one(_path, _diff), do: nil

  # Single edits, last first, become grouped edits, first first. An insertion that repeats what is kept before it moves there,
  # so that both kept parts join.

  defp group_edits([], groups), do: groups

  defp group_edits([{:diff, script} | edits], groups),
    do: group_edits(edits, [{:diff, script} | groups])

  defp group_edits([{kind, element} | edits], [{kind, run} | groups]),
    do: group_run(edits, kind, [element | run], groups)

  defp group_edits([{kind, element} | edits], groups),
    do: group_run(edits, kind, [element], groups)

  defp group_run([{kind, element} | edits], kind, run, groups),
    do: group_run(edits, kind, [element | run], groups)

  defp group_run(edits, :eq, run, [{:ins, run}, {:eq, kept} | groups]),
    do: group_edits(edits, [{:ins, run}, {:eq, run ++ kept} | groups])

  defp group_run(edits, kind, run, groups), do: group_edits(edits, [{kind, run} | groups])
end
