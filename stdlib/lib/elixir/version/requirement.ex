defmodule Version.Requirement do
  @moduledoc "A requirement that `Version.parse_requirement/1` has read. Its fields are private."

  defstruct [:source, :lexed]

  @opaque t :: %__MODULE__{source: String.t(), lexed: list}

  @doc false
  def new(source, lexed), do: %__MODULE__{source: source, lexed: lexed}

  @doc false
  def match?(%__MODULE__{lexed: [operator, bound | rest]}, version, allow_pre?),
    do: continue(rest, holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  # The conditions are taken one after the other, "and" binding no closer than "or".
  defp continue([:and, operator, bound | rest], value, version, allow_pre?),
    do: continue(rest, value and holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  defp continue([:or, operator, bound | rest], value, version, allow_pre?),
    do: continue(rest, value or holds?(operator, version, bound, allow_pre?), version, allow_pre?)

  defp continue([], value, _version, _allow_pre?), do: value

  defp holds?(operator, {_, _, _, pre} = version, {major, minor, patch, bound_pre, _build}, allow_pre?) do
    (allow_pre? or pre == [] or bound_pre != []) and compare(operator, version, {major, minor, patch, bound_pre})
  end

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
