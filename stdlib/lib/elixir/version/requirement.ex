defmodule Version.Requirement do
  @moduledoc "A requirement that `Version.parse_requirement/1` has read. Its fields are private."

  defstruct [:source, :lexed]

  @opaque t :: %__MODULE__{source: String.t(), lexed: list}

  @doc false
  def new(source, lexed), do: %__MODULE__{source: source, lexed: lexed}

  @doc false
  def match?(%__MODULE__{lexed: [operator, bound | rest]}, version, allow_pre?),
    do: all(rest, holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  # "and" binds closer than "or".
  defp all([:and, operator, bound | rest], value, version, allow_pre?),
    do: all(rest, value and holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  defp all([:or, operator, bound | rest], value, version, allow_pre?),
    do: value or all(rest, holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  defp all([], value, _version, _allow_pre?), do: value

  # A pre-release counts as later than a bound without one only if it is allowed.
  defp holds?(operator, {_, _, _, [_ | _]}, {_, _, _, [], _}, false) when operator in [:>, :>=, :~>], do: false

  defp holds?(operator, version, {major, minor, patch, pre, _build}, _allow_pre?),
    do: compare(operator, version, {major, minor, patch, pre})

  defp compare(:==, version, bound), do: Version.compare_parts(version, bound) == :eq
  defp compare(:!=, version, bound), do: Version.compare_parts(version, bound) != :eq
  defp compare(:>, version, bound), do: Version.compare_parts(version, bound) == :gt
  defp compare(:<, version, bound), do: Version.compare_parts(version, bound) == :lt
  defp compare(:>=, version, bound), do: Version.compare_parts(version, bound) != :lt
  defp compare(:<=, version, bound), do: Version.compare_parts(version, bound) != :gt

  defp compare(:~>, {major, _, _, _} = version, {major, minor, nil, pre}),
    do: Version.compare_parts(version, {major, minor, 0, pre}) != :lt

  defp compare(:~>, {major, minor, _, _} = version, {major, minor, _, _} = bound),
    do: Version.compare_parts(version, bound) != :lt

  defp compare(:~>, _version, _bound), do: false
end

defimpl String.Chars, for: Version.Requirement do
  def to_string(%{source: source}), do: source
end

defimpl Inspect, for: Version.Requirement do
  def inspect(%{source: source}, opts),
    do: Inspect.Algebra.concat(["Version.parse_requirement!(", Inspect.Algebra.to_doc(source, opts), ")"])
end
