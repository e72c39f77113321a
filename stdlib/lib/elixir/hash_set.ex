defmodule HashSet do
  @moduledoc """
  A set as a struct, from before `MapSet` was recommended in its place.
  """
  @moduledoc deprecated: "Use MapSet instead"

  defstruct map: %{}

  @opaque t :: %__MODULE__{map: map}

  @message "Use the MapSet module instead"

  @deprecated @message
  def new, do: %HashSet{}

  @deprecated @message
  def put(%HashSet{map: map}, value), do: %HashSet{map: Map.put(map, value, [])}

  @deprecated @message
  def delete(%HashSet{map: map}, value), do: %HashSet{map: Map.delete(map, value)}

  @deprecated @message
  def member?(%HashSet{map: map}, value), do: is_map_key(map, value)

  @deprecated @message
  def size(%HashSet{map: map}), do: map_size(map)

  @deprecated @message
  def to_list(%HashSet{map: map}), do: Map.keys(map)

  @deprecated @message
  def union(%HashSet{map: map1}, %HashSet{map: map2}), do: %HashSet{map: Map.merge(map1, map2)}

  @deprecated @message
  def intersection(%HashSet{map: map1}, %HashSet{map: map2}), do: %HashSet{map: Map.intersect(map1, map2)}

  @deprecated @message
  def difference(%HashSet{map: map1}, %HashSet{map: map2}), do: %HashSet{map: Map.drop(map1, Map.keys(map2))}

  @deprecated @message
  def disjoint?(%HashSet{map: map1}, %HashSet{map: map2}), do: map_size(Map.intersect(map1, map2)) == 0

  @deprecated @message
  def subset?(%HashSet{map: map1}, %HashSet{map: map2}), do: Enum.all?(map1, fn {value, _} -> is_map_key(map2, value) end)

  @deprecated @message
  def equal?(%HashSet{map: map1}, %HashSet{map: map2}), do: map1 === map2

  @doc false
  def reduce(%HashSet{map: map}, acc, fun), do: Enumerable.reduce(Map.keys(map), acc, fun)
end

defimpl Enumerable, for: HashSet do
  def reduce(%{map: map}, acc, fun), do: Enumerable.reduce(Map.keys(map), acc, fun)
  def member?(%{map: map}, value), do: {:ok, is_map_key(map, value)}
  def count(%{map: map}), do: {:ok, map_size(map)}
  def slice(%{map: map}), do: Enumerable.slice(Map.keys(map))
end

defimpl Collectable, for: HashSet do
  def into(%{map: map} = set) do
    {map,
     fn
       map, {:cont, value} -> Map.put(map, value, [])
       map, :done -> %{set | map: map}
       _map, :halt -> :ok
     end}
  end
end

defimpl Inspect, for: HashSet do
  import Inspect.Algebra

  def inspect(%{map: map}, opts), do: concat(["#HashSet<", to_doc(Map.keys(map), opts), ">"])
end
