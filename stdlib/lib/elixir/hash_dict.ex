defmodule HashDict do
  @moduledoc """
  A key-value store as a struct, from before maps were recommended in its place.
  """
  @moduledoc deprecated: "Use Map instead"

  defstruct map: %{}

  @opaque t :: %__MODULE__{map: map}

  @message "Use maps and the Map module instead"

  @doc """
  An empty store.

      iex> HashDict.size(HashDict.new())
      0

  """
  @deprecated @message
  @spec new :: t
  def new, do: %HashDict{}

  # What changes the store.
  for {name, arity} <- [delete: 2, drop: 2, put: 3, put_new: 3, put_new_lazy: 3, take: 2, update: 4, update!: 3] do
    arguments = Macro.generate_arguments(arity - 1, __MODULE__)

    @deprecated @message
    def unquote(name)(%HashDict{map: map}, unquote_splicing(arguments)) do
      %HashDict{map: Map.unquote(name)(map, unquote_splicing(arguments))}
    end
  end

  # What asks it.
  for {name, arity} <- [fetch: 2, fetch!: 2, get: 2, get: 3, get_lazy: 3, has_key?: 2, keys: 1, to_list: 1, values: 1] do
    arguments = Macro.generate_arguments(arity - 1, __MODULE__)

    @deprecated @message
    def unquote(name)(%HashDict{map: map}, unquote_splicing(arguments)), do: Map.unquote(name)(map, unquote_splicing(arguments))
  end

  # What does both.
  for {name, arity} <- [get_and_update: 3, pop: 2, pop: 3, pop_lazy: 3] do
    arguments = Macro.generate_arguments(arity - 1, __MODULE__)

    @deprecated @message
    def unquote(name)(%HashDict{map: map}, unquote_splicing(arguments)) do
      {value, map} = Map.unquote(name)(map, unquote_splicing(arguments))
      {value, %HashDict{map: map}}
    end
  end

  @deprecated @message
  def size(%HashDict{map: map}), do: map_size(map)

  @deprecated @message
  def equal?(%HashDict{map: map1}, %HashDict{map: map2}), do: map1 === map2

  @deprecated @message
  def split(%HashDict{map: map}, keys) do
    {taken, rest} = Map.split(map, keys)
    {%HashDict{map: taken}, %HashDict{map: rest}}
  end

  @deprecated @message
  def merge(%HashDict{map: map}, dict), do: %HashDict{map: Enum.into(dict, map)}

  @deprecated @message
  def merge(%HashDict{map: map}, dict, fun) when is_function(fun, 3), do: %HashDict{map: Map.merge(map, Map.new(dict), fun)}

  @doc false
  @deprecated @message
  def reduce(%HashDict{map: map}, acc, fun), do: Enumerable.reduce(map, acc, fun)
end

defimpl Enumerable, for: HashDict do
  def reduce(%{map: map}, acc, fun), do: Enumerable.reduce(map, acc, fun)
  def member?(%{map: map}, pair), do: Enumerable.member?(map, pair)
  def count(%{map: map}), do: {:ok, map_size(map)}
  def slice(%{map: map}), do: Enumerable.slice(map)
end

defimpl Collectable, for: HashDict do
  def into(%{map: map} = dict) do
    {map, collector} = Collectable.into(map)

    {map,
     fn
       map, :done -> %{dict | map: collector.(map, :done)}
       map, command -> collector.(map, command)
     end}
  end
end

defimpl Inspect, for: HashDict do
  import Inspect.Algebra

  def inspect(%{map: map}, opts), do: concat(["#HashDict<", to_doc(Map.to_list(map), opts), ">"])
end
