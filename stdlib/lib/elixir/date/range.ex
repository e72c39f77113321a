defmodule Date.Range do
  @moduledoc """
  Dates from one to another, made by `Date.range/3`.

      iex> Enum.count(Date.range(~D[2024-02-28], ~D[2024-03-01]))
      3

  """

  @enforce_keys [:first, :last, :first_in_iso_days, :last_in_iso_days, :step]
  defstruct [:first, :last, :first_in_iso_days, :last_in_iso_days, :step]

  @type t :: %__MODULE__{
          first: Date.t(),
          last: Date.t(),
          first_in_iso_days: integer,
          last_in_iso_days: integer,
          step: pos_integer | neg_integer
        }
end

defimpl Enumerable, for: Date.Range do
  # Ranges made before steps came in have none.
  def member?(range, %{calendar: calendar} = date) do
    %{first: first, first_in_iso_days: from} = range
    step = step(range)

    with true <- first.calendar == calendar,
         {days, _} = Date.to_iso_days(date),
         false <- size(range) == 0 do
      {low, high} = if step > 0, do: {from, range.last_in_iso_days}, else: {range.last_in_iso_days, from}
      {:ok, days >= low and days <= high and rem(days - from, step) == 0}
    else
      _ -> {:ok, false}
    end
  end

  def member?(_range, _other), do: {:ok, false}

  def count(range), do: {:ok, size(range)}

  def slice(range) do
    calendar = range.first.calendar
    from = range.first_in_iso_days
    step = step(range)
    {:ok, size(range), &slice(from + &1 * step, step * &3, &2, calendar)}
  end

  defp slice(_days, _step, 0, _calendar), do: []
  defp slice(days, step, count, calendar), do: [date(days, calendar) | slice(days + step, step, count - 1, calendar)]

  def reduce(range, acc, fun),
    do: reduce(range.first_in_iso_days, range.last_in_iso_days, acc, fun, step(range), range.first.calendar)

  defp reduce(_from, _to, {:halt, acc}, _fun, _step, _calendar), do: {:halted, acc}

  defp reduce(from, to, {:suspend, acc}, fun, step, calendar),
    do: {:suspended, acc, &reduce(from, to, &1, fun, step, calendar)}

  defp reduce(from, to, {:cont, acc}, fun, step, calendar) when (step > 0 and from <= to) or (step < 0 and from >= to),
    do: reduce(from + step, to, fun.(date(from, calendar), acc), fun, step, calendar)

  defp reduce(_from, _to, {:cont, acc}, _fun, _step, _calendar), do: {:done, acc}

  defp step(%{step: step}), do: step
  defp step(%{first_in_iso_days: from, last_in_iso_days: to}), do: if(from <= to, do: 1, else: -1)

  defp size(%{first_in_iso_days: from, last_in_iso_days: to} = range) do
    step = step(range)
    if (step > 0 and from > to) or (step < 0 and from < to), do: 0, else: abs(div(to - from, step)) + 1
  end

  defp date(days, Calendar.ISO) do
    {year, month, day} = Calendar.ISO.date_from_iso_days(days)
    %Date{year: year, month: month, day: day, calendar: Calendar.ISO}
  end

  defp date(days, calendar) do
    {year, month, day, _, _, _, _} = calendar.naive_datetime_from_iso_days({days, {0, 86_400_000_000}})
    %Date{year: year, month: month, day: day, calendar: calendar}
  end
end

defimpl Inspect, for: Date.Range do
  import Kernel, except: [inspect: 2]

  def inspect(%{first: first, last: last, step: 1}, _opts), do: "Date.range(" <> Kernel.inspect(first) <> ", " <> Kernel.inspect(last) <> ")"

  def inspect(%{first: first, last: last, step: step}, _opts),
    do: "Date.range(" <> Kernel.inspect(first) <> ", " <> Kernel.inspect(last) <> ", " <> Kernel.inspect(step) <> ")"

  # Ranges written down before Elixir 1.12 have no step.
  def inspect(%{first_in_iso_days: first, last_in_iso_days: last} = range, _opts),
    do: Kernel.inspect(Map.put(range, :step, if(first <= last, do: 1, else: -1)))
end
