defmodule Range do
  @moduledoc """
  Ranges: arithmetic sequences of integers, `first..last//step`, held by their ends and their step.

  A range is empty when its step leads away from `last`. Ranges are `Enumerable`; counting, membership and slicing take
  constant time.
  """

  @enforce_keys [:first, :last, :step]
  defstruct first: nil, last: nil, step: nil

  @type limit :: integer
  @type step :: pos_integer | neg_integer
  @type t :: %Range{first: limit, last: limit, step: step}
  @type t(first, last) :: %Range{first: first, last: last, step: step}

  @doc """
  The range `first..last`. With `last` below `first` the step is -1, which is deprecated: give the step.

  ## Examples

      iex> Range.new(1, 3)
      1..3

  """
  @spec new(limit, limit) :: t
  def new(first, last) when is_integer(first) and is_integer(last) and first <= last,
    do: %{__struct__: Range, first: first, last: last, step: 1}

  def new(first, last) when is_integer(first) and is_integer(last) do
    IO.warn_once_for_caller(__MODULE__, fn ->
      "Range.new/2 and first..last default to a step of -1 when last < first. Use Range.new(first, last, -1) or first..last//-1, or pass 1 if that was your intention"
    end)

    %{__struct__: Range, first: first, last: last, step: -1}
  end

  @doc """
  The range `first..last//step`.

  ## Examples

      iex> Range.new(1, 9, 4)
      1..9//4

  """
  @doc since: "1.12.0"
  @spec new(limit, limit, step) :: t
  def new(first, last, step)
      when is_integer(first) and is_integer(last) and is_integer(step) and step != 0,
      do: %{__struct__: Range, first: first, last: last, step: step}

  def new(first, last, step) do
    raise ArgumentError,
          "ranges (first..last//step) expect both sides to be integers and the step to be a non-zero integer, got: " <>
            "#{inspect(first)}..#{inspect(last)}//#{inspect(step)}"
  end

  @doc """
  How many integers the range holds.

  ## Examples

      iex> Range.size(1..10//3)
      4
      iex> Range.size(1..0//1)
      0

  """
  @doc since: "1.12.0"
  @spec size(t) :: non_neg_integer
  def size(range)
  def size(first..last//step) when step > 0 and first > last, do: 0
  def size(first..last//step) when step < 0 and first < last, do: 0
  def size(first..last//step), do: div(last - first, step) + 1

  @doc """
  Moves both ends by `steps_to_shift` steps.

  ## Examples

      iex> Range.shift(0..10//2, 3)
      6..16//2

  """
  @doc since: "1.14.0"
  @spec shift(t, integer) :: t
  def shift(first..last//step, steps_to_shift) when is_integer(steps_to_shift),
    do: new(first + steps_to_shift * step, last + steps_to_shift * step, step)

  @doc """
  Splits the range behind its first `split` integers, or before its last ones for a negative `split`.

  ## Examples

      iex> Range.split(1..5, 2)
      {1..2, 3..5}
      iex> Range.split(1..5, -2)
      {1..3, 4..5}

  """
  @doc since: "1.15.0"
  @spec split(t, integer) :: {t, t}
  def split(first..last//step = range, split) when is_integer(split) do
    case size(range) do
      0 -> {between(first, first - step, step), between(last + step, last, step)}
      size when split > size -> {range, between(last + step, last, step)}
      _size when split >= 0 -> split_behind(first, last, step, split)
      size -> split_behind(first, last, step, max(size + split, 0))
    end
  end

  defp split_behind(first, last, step, count) do
    middle = first + count * step
    {between(first, middle - step, step), between(middle, last, step)}
  end

  defp between(first, last, step), do: %{__struct__: Range, first: first, last: last, step: step}

  @doc """
  A list of the range's integers.

  ## Examples

      iex> Range.to_list(1..3)
      [1, 2, 3]

  """
  @doc since: "1.15.0"
  @spec to_list(t) :: [integer]
  def to_list(first..last//step) when step > 0 and first <= last,
    do: :lists.seq(first, last, step)

  def to_list(first..last//step) when step < 0 and first >= last,
    do: :lists.seq(first, last, step)

  def to_list(_first.._last//_step), do: []

  @doc """
  Says whether two ranges have no integer in common.

  ## Examples

      iex> Range.disjoint?(1..9//2, 2..8//2)
      true
      iex> Range.disjoint?(1..5, 5..9)
      false

  """
  @doc since: "1.8.0"
  @spec disjoint?(t, t) :: boolean
  def disjoint?(first1..last1//step1 = range1, first2..last2//step2 = range2) do
    if size(range1) == 0 or size(range2) == 0 do
      true
    else
      {low1, high1, step1} = ascending(first1, last1, step1)
      {low2, high2, step2} = ascending(first2, last2, step2)
      high2 < low1 or high1 < low2 or not meet?(low1, high1, step1, low2, high2, step2)
    end
  end

  # The ends that are really reached, the lower one first.
  defp ascending(first, last, step) when step > 0,
    do: {first, last - rem(last - first, step), step}

  defp ascending(first, last, step), do: {last - rem(last - first, step), first, -step}

  # The common integers of two unbounded sequences, if any, are `least + n * lcm`; at least one has to lie in both ranges.
  defp meet?(low1, high1, step1, low2, high2, step2) do
    {gcd, factor, _} = extended_gcd(step1, step2)
    distance = low2 - low1

    if rem(distance, gcd) == 0 do
      lcm = step1 * div(step2, gcd)
      common = low1 + step1 * factor * div(distance, gcd)
      low = max(low1, low2)
      least = low + modulo(common - low, lcm)
      least <= min(high1, high2)
    else
      false
    end
  end

  defp extended_gcd(a, 0), do: {a, 1, 0}

  defp extended_gcd(a, b) do
    {gcd, x, y} = extended_gcd(b, rem(a, b))
    {gcd, y, x - div(a, b) * y}
  end

  defp modulo(a, b) do
    case rem(a, b) do
      remainder when remainder < 0 -> remainder + b
      remainder -> remainder
    end
  end

  @doc false
  @deprecated "Pattern match on first..last//step instead"
  @spec range?(term) :: boolean
  def range?(term)

  def range?(first..last//step)
      when is_integer(first) and is_integer(last) and is_integer(step) and step != 0,
      do: true

  def range?(_term), do: false
end

defimpl Enumerable, for: Range do
  def reduce(first..last//step, acc, fun), do: reduce(first, last, acc, fun, step)

  def reduce(%{first: first, last: last}, acc, fun),
    do: reduce(first, last, acc, fun, default_step(first, last))

  # Ranges written down before Elixir 1.12 have no step.
  defp default_step(first, last) when first <= last, do: 1
  defp default_step(_first, _last), do: -1

  defp reduce(_first, _last, {:halt, acc}, _fun, _step), do: {:halted, acc}

  defp reduce(first, last, {:suspend, acc}, fun, step),
    do: {:suspended, acc, &reduce(first, last, &1, fun, step)}

  defp reduce(first, last, {:cont, acc}, fun, step) when step > 0 and first <= last,
    do: reduce(first + step, last, fun.(first, acc), fun, step)

  defp reduce(first, last, {:cont, acc}, fun, step) when step < 0 and first >= last,
    do: reduce(first + step, last, fun.(first, acc), fun, step)

  defp reduce(_first, _last, {:cont, acc}, _fun, _step), do: {:done, acc}

  def member?(first..last//step, value) when is_integer(value) do
    cond do
      step > 0 -> {:ok, first <= value and value <= last and rem(value - first, step) == 0}
      true -> {:ok, last <= value and value <= first and rem(value - first, step) == 0}
    end
  end

  def member?(_.._//_, _value), do: {:ok, false}

  def member?(%{first: first, last: last}, value),
    do: member?(first..last//default_step(first, last), value)

  def count(_.._//_ = range), do: {:ok, Range.size(range)}
  def count(%{first: first, last: last}), do: count(first..last//default_step(first, last))

  def slice(first.._last//step = range) do
    {:ok, Range.size(range),
     fn start, length, slice_step -> slice(first + start * step, step * slice_step, length) end}
  end

  def slice(%{first: first, last: last}), do: slice(first..last//default_step(first, last))

  defp slice(_current, _step, 0), do: []
  defp slice(current, step, remaining), do: [current | slice(current + step, step, remaining - 1)]
end

defimpl Inspect, for: Range do
  import Kernel, except: [inspect: 2]

  def inspect(first..last//1, opts) when last >= first,
    do:
      Inspect.Algebra.concat([
        Inspect.Algebra.to_doc(first, opts),
        "..",
        Inspect.Algebra.to_doc(last, opts)
      ])

  def inspect(first..last//step, opts) do
    Inspect.Algebra.concat([
      Inspect.Algebra.to_doc(first, opts),
      "..",
      Inspect.Algebra.to_doc(last, opts),
      "//",
      Inspect.Algebra.to_doc(step, opts)
    ])
  end

  # Ranges written down before Elixir 1.12 have no step.
  def inspect(%{first: first, last: last} = range, opts) do
    inspect(Map.put(range, :step, if(first <= last, do: 1, else: -1)), opts)
  end
end
