defmodule ExUnit.Diff do
  @moduledoc false

  # What distinguishes the two sides of a failed assertion: two values, or a pattern and a value.
  #
  # Each side is a tree of nodes (see ExUnit.Diff.Side) in which the parts that differ are marked.
  defstruct equivalent?: true, left: nil, right: nil

  alias ExUnit.Diff.{Patterns, Side, Values}

  @doc """
  Compares `left` and `right`; returns the difference and `%{current_vars: variables the pattern has bound}`.

  The context is the operator (`:==` or `:===`) for values, or `{:match, pins}` for a quoted pattern on the left, where
  `pins` gives the values of pinned variables by `{name, context}`.
  """
  def compute(left, right, {:match, pins}) do
    {equivalent?, left, right, env} = Patterns.diff(left, right, %{pins: Map.new(pins), vars: %{}})
    {%__MODULE__{equivalent?: equivalent?, left: left, right: right}, %{current_vars: env.vars}}
  end

  def compute(left, right, operator) when operator in [:==, :===] do
    {equivalent?, left, right} = Values.diff(left, right, operator)
    {%__MODULE__{equivalent?: equivalent?, left: left, right: right}, %{current_vars: %{}}}
  end

  @doc "The document of a side; `wrap` gets the document of each part that differs."
  def to_algebra(side, wrap) when is_function(wrap, 1), do: Side.to_algebra(side, wrap)
end
