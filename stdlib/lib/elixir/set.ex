defmodule Set do
  @moduledoc """
  Sets of any kind: structs whose module has the functions below, such as `MapSet` and `HashSet`.

  It is from before `MapSet` was recommended in its place.
  """
  @moduledoc deprecated: "Use MapSet instead"

  @type value :: any
  @type values :: [value]
  @type t :: map

  @message "Use the MapSet module for working with sets"

  for {name, arity} <- [delete: 2, member?: 2, put: 2, size: 1, to_list: 1] do
    arguments = Macro.generate_arguments(arity - 1, __MODULE__)

    @deprecated @message
    def unquote(name)(set, unquote_splicing(arguments)), do: target(set).unquote(name)(set, unquote_splicing(arguments))
  end

  # Of two sets; the second one is brought to the kind of the first.
  for name <- [:difference, :disjoint?, :equal?, :intersection, :subset?, :union] do
    @deprecated @message
    def unquote(name)(set1, set2) do
      module = target(set1)
      module.unquote(name)(set1, same_kind(module, target(set2), set2))
    end
  end

  @deprecated @message
  def empty(set), do: target(set).new()

  defp same_kind(module, module, set), do: set
  defp same_kind(module, other, set), do: Enum.reduce(other.to_list(set), module.new(), &module.put(&2, &1))

  defp target(%module{}), do: module
  defp target(set), do: raise(ArgumentError, "unsupported set: #{inspect(set)}")
end
