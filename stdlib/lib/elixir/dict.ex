defmodule Dict do
  @moduledoc """
  Key-value stores of any kind: maps, keyword lists and structs whose module has the functions below, such as `HashDict`.

  It is from before `Map` and `Keyword` were recommended in its place.
  """
  @moduledoc deprecated: "Use Map or Keyword modules instead"

  @type key :: any
  @type value :: any
  @type t :: list | map

  @message "Use the Map module for working with maps or the Keyword module for working with keyword lists"

  # What maps, keyword lists and structs all have under the same name.
  for {name, arity} <- [
        delete: 2,
        drop: 2,
        fetch: 2,
        fetch!: 2,
        get: 3,
        get_and_update: 3,
        get_lazy: 3,
        has_key?: 2,
        keys: 1,
        pop: 3,
        pop_lazy: 3,
        put: 3,
        put_new: 3,
        put_new_lazy: 3,
        split: 2,
        take: 2,
        to_list: 1,
        update: 4,
        update!: 3,
        values: 1
      ] do
    arguments = Macro.generate_arguments(arity - 1, __MODULE__)

    @deprecated @message
    def unquote(name)(dict, unquote_splicing(arguments)), do: target(dict).unquote(name)(dict, unquote_splicing(arguments))
  end

  @deprecated @message
  def get(dict, key), do: target(dict).get(dict, key, nil)

  @deprecated @message
  def pop(dict, key), do: target(dict).pop(dict, key, nil)

  @deprecated @message
  def empty(dict) do
    case target(dict) do
      Map -> %{}
      Keyword -> []
      module -> module.new()
    end
  end

  @deprecated @message
  def size(dict) do
    case target(dict) do
      Map -> map_size(dict)
      Keyword -> length(dict)
      module -> module.size(dict)
    end
  end

  @deprecated @message
  def equal?(dict1, dict2) do
    case {target(dict1), target(dict2)} do
      {same, same} -> same.equal?(dict1, dict2)
      {one, other} -> Enum.sort(one.to_list(dict1)) == Enum.sort(other.to_list(dict2))
    end
  end

  @deprecated @message
  def merge(dict1, dict2) do
    case {target(dict1), target(dict2)} do
      {same, same} -> same.merge(dict1, dict2)
      {one, other} -> Enum.reduce(other.to_list(dict2), dict1, fn {key, value}, dict -> one.put(dict, key, value) end)
    end
  end

  @deprecated @message
  def merge(dict1, dict2, fun) do
    case {target(dict1), target(dict2)} do
      {same, same} ->
        same.merge(dict1, dict2, fun)

      {one, other} ->
        Enum.reduce(other.to_list(dict2), dict1, fn {key, value}, dict -> one.update(dict, key, value, &fun.(key, &1, value)) end)
    end
  end

  defp target(%module{}), do: module
  defp target(%{}), do: Map
  defp target(dict) when is_list(dict), do: Keyword
  defp target(dict), do: raise(ArgumentError, "unsupported dict: #{inspect(dict)}")
end
