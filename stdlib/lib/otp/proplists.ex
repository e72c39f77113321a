defmodule :proplists do
  @moduledoc """
  Property lists: `{key, value}` entries and atoms, which stand for `{atom, true}`; the first entry of a key counts.
  """

  # Marks what an expansion has put in, which is not to be expanded again.
  @expanded :"$expanded"

  @doc "Returns `key` for `{key, true}` and the pair otherwise."
  def property({key, true}) when is_atom(key), do: key
  def property(property), do: property

  def property(key, true) when is_atom(key), do: key
  def property(key, value), do: {key, value}

  @doc "Replaces atoms by pairs."
  def unfold([atom | rest]) when is_atom(atom), do: [{atom, true} | unfold(rest)]
  def unfold([entry | rest]), do: [entry | unfold(rest)]
  def unfold([]), do: []

  @doc "Replaces `{atom, true}` by the atom."
  def compact(list), do: :lists.map(&property/1, list)

  @doc "Returns the first entry of `key`, or `:none`."
  def lookup(key, [entry | rest]) do
    cond do
      is_atom(entry) and entry === key -> {key, true}
      is_tuple(entry) and tuple_size(entry) >= 1 and elem(entry, 0) === key -> entry
      true -> lookup(key, rest)
    end
  end

  def lookup(_key, []), do: :none

  @doc "Returns all entries of `key`."
  def lookup_all(key, [entry | rest]) do
    cond do
      is_atom(entry) and entry === key -> [{key, true} | lookup_all(key, rest)]
      is_tuple(entry) and tuple_size(entry) >= 1 and elem(entry, 0) === key -> [entry | lookup_all(key, rest)]
      true -> lookup_all(key, rest)
    end
  end

  def lookup_all(_key, []), do: []

  @doc "Tells whether there is an entry of `key`."
  def is_defined(key, list), do: lookup(key, list) != :none

  @doc "Returns the value of `key`, or `default`."
  def get_value(key, list), do: get_value(key, list, :undefined)

  def get_value(key, [entry | rest], default) do
    cond do
      is_atom(entry) and entry === key ->
        true

      is_tuple(entry) and tuple_size(entry) >= 1 and elem(entry, 0) === key ->
        case entry do
          {_, value} -> value
          _ -> default
        end

      true ->
        get_value(key, rest, default)
    end
  end

  def get_value(_key, [], default), do: default

  @doc "Returns the values of all entries of `key`."
  def get_all_values(key, list), do: for({_, value} <- lookup_all(key, list), do: value)

  @doc "Returns the values of all entries of `key` as one list."
  def append_values(key, list) do
    :lists.append(:lists.map(fn value -> if(is_list(value), do: value, else: [value]) end, get_all_values(key, list)))
  end

  @doc "Tells whether the value of `key` is `true`."
  def get_bool(key, list) do
    case lookup(key, list) do
      {_, true} -> true
      _ -> false
    end
  end

  @doc "Returns the keys, each once."
  def get_keys(list), do: :maps.keys(:maps.from_list(:lists.flatmap(&entry_key/1, list)))

  defp entry_key(atom) when is_atom(atom), do: [{atom, true}]
  defp entry_key(tuple) when is_tuple(tuple) and tuple_size(tuple) >= 1, do: [{elem(tuple, 0), true}]
  defp entry_key(_), do: []

  @doc "Deletes all entries of `key`."
  def delete(key, list), do: :lists.filter(fn entry -> not entry_of?(entry, key) end, list)

  defp entry_of?(atom, key) when is_atom(atom), do: atom === key
  defp entry_of?(tuple, key) when is_tuple(tuple) and tuple_size(tuple) >= 1, do: elem(tuple, 0) === key
  defp entry_of?(_, _), do: false

  @doc "Splits off the entries of each of `keys`: `{lists, rest}`."
  def split(list, keys) do
    {:lists.map(fn key -> :lists.filter(&entry_of?(&1, key), list) end, keys),
     :lists.filter(fn entry -> not :lists.any(&entry_of?(entry, &1), keys) end, list)}
  end

  @doc "Renames keys by `[{alias, key}]`."
  def substitute_aliases(aliases, list) do
    :lists.map(
      fn entry ->
        case :lists.filter(fn {name, _} -> entry_of?(entry, name) end, aliases) do
          [{_, key} | _] when is_atom(entry) -> property(key, true)
          [{_, key} | _] -> property(:erlang.setelement(1, entry, key))
          [] -> entry
        end
      end,
      list
    )
  end

  @doc "Replaces negated keys by `[{negated, key}]`."
  def substitute_negations(negations, list) do
    :lists.map(
      fn entry ->
        case :lists.filter(fn {name, _} -> entry_of?(entry, name) end, negations) do
          [{_, key} | _] -> negated(entry, key)
          [] -> entry
        end
      end,
      list
    )
  end

  defp negated(entry, key) when is_atom(entry), do: property(key, false)
  defp negated({_, true}, key), do: property(key, false)
  defp negated({_, false}, key), do: property(key, true)
  defp negated(_, key), do: property(key, true)

  @doc "Replaces whole entries, where they are the first of their key, by lists of entries, by `[{entry, entries}]`."
  def expand(expansions, list) do
    :lists.flatmap(
      fn
        {@expanded, entries} -> entries
        entry -> [entry]
      end,
      :lists.foldl(&expand_first/2, list, expansions)
    )
  end

  defp expand_first({property, entries}, list) do
    [{key, _}] = unfold_one(property)

    case :lists.splitwith(fn entry -> not entry_of?(entry, key) end, list) do
      {before, [entry | rest]} ->
        case property(entry) === property(property) do
          true -> before ++ [{@expanded, entries} | delete(key, rest)]
          false -> list
        end

      _ ->
        list
    end
  end

  defp unfold_one(atom) when is_atom(atom), do: [{atom, true}]
  defp unfold_one(tuple), do: [{elem(tuple, 0), tuple}]

  @doc "Applies `{:aliases, _}`, `{:negations, _}` and `{:expand, _}` in turn."
  def normalize(list, [{:aliases, aliases} | rest]), do: normalize(substitute_aliases(aliases, list), rest)
  def normalize(list, [{:negations, negations} | rest]), do: normalize(substitute_negations(negations, list), rest)
  def normalize(list, [{:expand, expansions} | rest]), do: normalize(expand(expansions, list), rest)
  def normalize(list, []), do: compact(list)

  @doc "Makes a map; the first entry of a key counts."
  def to_map(list), do: :lists.foldr(&put_entry/2, %{}, list)
  def to_map(list, stages), do: to_map(normalize(list, stages))

  defp put_entry({key, value}, map), do: :maps.put(key, value, map)
  defp put_entry(atom, map) when is_atom(atom), do: :maps.put(atom, true, map)
  defp put_entry(_, map), do: map

  @doc "Makes a property list of a map."
  def from_map(map), do: :maps.to_list(map)
end
