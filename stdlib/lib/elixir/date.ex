defmodule Date do
  @moduledoc """
  Dates.

      iex> Date.add(~D[2024-02-28], 2)
      ~D[2024-03-01]

  """

  @enforce_keys [:year, :month, :day]
  defstruct [:year, :month, :day, calendar: Calendar.ISO]

  @type t :: %Date{year: Calendar.year(), month: Calendar.month(), day: Calendar.day(), calendar: Calendar.calendar()}

  # Making

  @doc """
  Today, in UTC.

      iex> Date.utc_today().calendar
      Calendar.ISO

  """
  @spec utc_today(Calendar.calendar()) :: t
  def utc_today(calendar \\ Calendar.ISO) do
    {:ok, {year, month, day}, _, _} = Calendar.ISO.from_unix(:os.system_time(:second), :second)
    convert!(%Date{year: year, month: month, day: day}, calendar)
  end

  @doc """
  Makes a date of its parts.

      iex> Date.new(2023, 2, 29)
      {:error, :invalid_date}

  """
  @spec new(Calendar.year(), Calendar.month(), Calendar.day(), Calendar.calendar()) :: {:ok, t} | {:error, :invalid_date}
  def new(year, month, day, calendar \\ Calendar.ISO) do
    if calendar.valid_date?(year, month, day),
      do: {:ok, %Date{year: year, month: month, day: day, calendar: calendar}},
      else: {:error, :invalid_date}
  end

  @doc """
  Like `new/4`; raises `ArgumentError`.

      iex> Date.new!(2024, 2, 29)
      ~D[2024-02-29]

  """
  @spec new!(Calendar.year(), Calendar.month(), Calendar.day(), Calendar.calendar()) :: t
  def new!(year, month, day, calendar \\ Calendar.ISO) do
    case new(year, month, day, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot build date, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Reads a date as ISO 8601 writes it.

      iex> Date.from_iso8601("2024-02-29")
      {:ok, ~D[2024-02-29]}

  """
  @spec from_iso8601(String.t(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def from_iso8601(string, calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, {year, month, day}} <- Calendar.ISO.parse_date(string) do
      convert(%Date{year: year, month: month, day: day}, calendar)
    end
  end

  @doc """
  Like `from_iso8601/2`; raises `ArgumentError`.

      iex> Date.from_iso8601!("2024-02-29")
      ~D[2024-02-29]

  """
  @spec from_iso8601!(String.t(), Calendar.calendar()) :: t
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as date, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Makes a date of Erlang's tuple.

      iex> Date.from_erl({2024, 2, 30})
      {:error, :invalid_date}

  """
  @spec from_erl(:calendar.date(), Calendar.calendar()) :: {:ok, t} | {:error, :invalid_date}
  def from_erl(tuple, calendar \\ Calendar.ISO)

  def from_erl({year, month, day}, calendar) do
    with {:ok, date} <- new(year, month, day, Calendar.ISO), do: convert(date, calendar)
  end

  @doc """
  Like `from_erl/2`; raises `ArgumentError`.

      iex> Date.from_erl!({2024, 2, 29})
      ~D[2024-02-29]

  """
  @spec from_erl!(:calendar.date(), Calendar.calendar()) :: t
  def from_erl!(tuple, calendar \\ Calendar.ISO) do
    case from_erl(tuple, calendar) do
      {:ok, date} -> date
      {:error, reason} -> raise ArgumentError, "cannot convert #{inspect(tuple)} to date, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The date that is so many days after 0000-01-01.

      iex> Date.from_gregorian_days(739_310)
      ~D[2024-02-29]

  """
  @spec from_gregorian_days(integer, Calendar.calendar()) :: t
  def from_gregorian_days(days, calendar \\ Calendar.ISO) when is_integer(days), do: from_iso_days({days, {0, 86_400_000_000}}, calendar)

  @doc """
  The days from 0000-01-01.

      iex> Date.to_gregorian_days(~D[2024-02-29])
      739310

  """
  @spec to_gregorian_days(Calendar.date()) :: integer
  def to_gregorian_days(date), do: elem(to_iso_days(date), 0)

  @doc false
  def to_iso_days(%{calendar: Calendar.ISO, year: year, month: month, day: day}),
    do: {Calendar.ISO.date_to_iso_days(year, month, day), {0, 86_400_000_000}}

  def to_iso_days(%{calendar: calendar, year: year, month: month, day: day}),
    do: calendar.naive_datetime_to_iso_days(year, month, day, 0, 0, 0, {0, 0})

  defp from_iso_days({days, _}, Calendar.ISO) do
    {year, month, day} = Calendar.ISO.date_from_iso_days(days)
    %Date{year: year, month: month, day: day, calendar: Calendar.ISO}
  end

  defp from_iso_days(iso_days, calendar) do
    {year, month, day, _, _, _, _} = calendar.naive_datetime_from_iso_days(iso_days)
    %Date{year: year, month: month, day: day, calendar: calendar}
  end

  # Writing

  @doc """
  The date as text.

      iex> Date.to_string(~D[2024-02-29])
      "2024-02-29"

  """
  @spec to_string(Calendar.date()) :: String.t()
  def to_string(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.date_to_string(year, month, day)

  @doc """
  The date as ISO 8601 writes it.

      iex> Date.to_iso8601(~D[2024-02-29], :basic)
      "20240229"

  """
  @spec to_iso8601(Calendar.date(), :extended | :basic) :: String.t()
  def to_iso8601(date, format \\ :extended)

  def to_iso8601(%{calendar: Calendar.ISO} = date, format) when format in [:basic, :extended] do
    %{year: year, month: month, day: day} = date
    Calendar.ISO.date_to_string(year, month, day, format)
  end

  def to_iso8601(%{calendar: _} = date, format) when format in [:basic, :extended],
    do: to_iso8601(convert!(date, Calendar.ISO), format)

  @doc """
  The date as Erlang's tuple.

      iex> Date.to_erl(~D[2024-02-29])
      {2024, 2, 29}

  """
  @spec to_erl(Calendar.date()) :: :calendar.date()
  def to_erl(date) do
    %{year: year, month: month, day: day} = convert!(date, Calendar.ISO)
    {year, month, day}
  end

  # Comparing

  @doc """
  Which of two dates comes later: `:gt`, `:eq` or `:lt`.

      iex> Date.compare(~D[2024-01-01], ~D[2023-12-31])
      :gt

  """
  @spec compare(Calendar.date(), Calendar.date()) :: :lt | :eq | :gt
  def compare(%{calendar: calendar, year: year1, month: month1, day: day1}, %{calendar: calendar, year: year2, month: month2, day: day2}) do
    order({year1, month1, day1}, {year2, month2, day2})
  end

  def compare(%{calendar: calendar1} = date1, %{calendar: calendar2} = date2) do
    if Calendar.compatible_calendars?(calendar1, calendar2) do
      order(to_iso_days(date1), to_iso_days(date2))
    else
      raise ArgumentError, """
      cannot compare #{inspect(date1)} with #{inspect(date2)}.

      This comparison would be ambiguous as their calendars have incompatible day rollover moments.
      Specify an exact time of day (using DateTime) to resolve this ambiguity
      """
    end
  end

  defp order(first, second) when first > second, do: :gt
  defp order(first, second) when first < second, do: :lt
  defp order(_first, _second), do: :eq

  @doc """
  Whether the first date is before the second.

      iex> Date.before?(~D[2024-02-29], ~D[2024-02-28])
      false

  """
  @spec before?(Calendar.date(), Calendar.date()) :: boolean
  def before?(date1, date2), do: compare(date1, date2) == :lt

  @doc """
  Whether the first date is after the second.

      iex> Date.after?(~D[2024-02-29], ~D[2024-02-28])
      true

  """
  @spec after?(Calendar.date(), Calendar.date()) :: boolean
  def after?(date1, date2), do: compare(date1, date2) == :gt

  @doc """
  The date in another calendar.

      iex> Date.convert(~D[2024-02-29], Calendar.ISO)
      {:ok, ~D[2024-02-29]}

  """
  @spec convert(Calendar.date(), Calendar.calendar()) :: {:ok, t} | {:error, :incompatible_calendars}
  def convert(%{calendar: calendar, year: year, month: month, day: day}, calendar),
    do: {:ok, %Date{calendar: calendar, year: year, month: month, day: day}}

  def convert(%{calendar: calendar} = date, target) do
    if Calendar.compatible_calendars?(calendar, target),
      do: {:ok, from_iso_days(to_iso_days(date), target)},
      else: {:error, :incompatible_calendars}
  end

  @doc """
  Like `convert/2`; raises `ArgumentError`.

      iex> Date.convert!(~D[2024-02-29], Calendar.ISO)
      ~D[2024-02-29]

  """
  @spec convert!(Calendar.date(), Calendar.calendar()) :: t
  def convert!(date, calendar) do
    case convert(date, calendar) do
      {:ok, converted} ->
        converted

      {:error, reason} ->
        raise ArgumentError, "cannot convert #{inspect(date)} to target calendar #{inspect(calendar)}, reason: #{inspect(reason)}"
    end
  end

  # Moving

  @doc """
  The date so many days later.

      iex> Date.add(~D[2024-02-28], 2)
      ~D[2024-03-01]

  """
  @spec add(Calendar.date(), integer) :: t
  def add(%{calendar: Calendar.ISO} = date, days) do
    %{year: year, month: month, day: day} = date
    {year, month, day} = Calendar.ISO.shift_days({year, month, day}, days)
    %Date{calendar: Calendar.ISO, year: year, month: month, day: day}
  end

  def add(%{calendar: calendar} = date, days) do
    {iso_days, fraction} = to_iso_days(date)
    from_iso_days({iso_days + days, fraction}, calendar)
  end

  @doc """
  The days from the second date to the first.

      iex> Date.diff(~D[2024-03-01], ~D[2024-02-28])
      2

  """
  @spec diff(Calendar.date(), Calendar.date()) :: integer
  def diff(%{calendar: Calendar.ISO, year: year1, month: month1, day: day1}, %{calendar: Calendar.ISO, year: year2, month: month2, day: day2}),
    do: Calendar.ISO.date_to_iso_days(year1, month1, day1) - Calendar.ISO.date_to_iso_days(year2, month2, day2)

  def diff(%{calendar: calendar1} = date1, %{calendar: calendar2} = date2) do
    if Calendar.compatible_calendars?(calendar1, calendar2) do
      elem(to_iso_days(date1), 0) - elem(to_iso_days(date2), 0)
    else
      raise ArgumentError,
            "cannot calculate the difference between #{inspect(date1)} and #{inspect(date2)} because their calendars are not compatible and thus the result would be ambiguous"
    end
  end

  @doc """
  The date moved by a duration: years and months first, keeping to the month's last day.

      iex> Date.shift(~D[2024-01-31], month: 1)
      ~D[2024-02-29]

  """
  @spec shift(Calendar.date(), Duration.duration()) :: t
  def shift(%{calendar: calendar} = date, duration) do
    %{year: year, month: month, day: day} = date
    {year, month, day} = calendar.shift_date(year, month, day, __duration__!(duration))
    %Date{calendar: calendar, year: year, month: month, day: day}
  end

  @units [:year, :month, :week, :day]

  @doc false
  def __duration__!(%Duration{hour: 0, minute: 0, second: 0, microsecond: {0, _}} = duration), do: duration

  def __duration__!(%Duration{}),
    do: raise(ArgumentError, "cannot shift date by time scale unit. Expected :year, :month, :week, :day")

  def __duration__!(unit_pairs) do
    Enum.each(unit_pairs, &Duration.__check__!(&1, @units, @units))
    struct!(Duration, unit_pairs)
  end

  # Ranges

  @doc """
  All dates from `first` to `last`, backwards when `last` is earlier.

      iex> Enum.to_list(Date.range(~D[2024-02-28], ~D[2024-03-01]))
      [~D[2024-02-28], ~D[2024-02-29], ~D[2024-03-01]]

  """
  @spec range(t, t, integer) :: Date.Range.t()
  def range(%{calendar: calendar} = first, %{calendar: calendar} = last) do
    {first_days, _} = to_iso_days(first)
    {last_days, _} = to_iso_days(last)
    step = if first_days <= last_days, do: 1, else: -1

    if step == -1,
      do: IO.warn("a negative range was inferred for Date.range/2, call Date.range/3 instead with -1 as third argument")

    range(first, first_days, last, last_days, calendar, step)
  end

  def range(%{calendar: _, year: _, month: _, day: _}, %{calendar: _, year: _, month: _, day: _}),
    do: raise(ArgumentError, "both dates must have matching calendars")

  @doc """
  The dates from `first` to `last` by steps of `step` days, backwards for a negative one.

      iex> Enum.to_list(Date.range(~D[2024-03-01], ~D[2024-02-26], -2))
      [~D[2024-03-01], ~D[2024-02-28], ~D[2024-02-26]]

  """
  @spec range(t, t, integer) :: Date.Range.t()
  def range(%{calendar: calendar} = first, %{calendar: calendar} = last, step) when is_integer(step) and step != 0 do
    {first_days, _} = to_iso_days(first)
    {last_days, _} = to_iso_days(last)
    range(first, first_days, last, last_days, calendar, step)
  end

  def range(%{calendar: _, year: _, month: _, day: _} = first, %{calendar: _, year: _, month: _, day: _} = last, step) do
    raise ArgumentError,
          "both dates must have matching calendar and the step must be a non-zero integer, got: " <>
            "#{inspect(first)}, #{inspect(last)}, #{inspect(step)}"
  end

  defp range(first, first_days, last, last_days, calendar, step) do
    %Date.Range{
      first: %Date{calendar: calendar, year: first.year, month: first.month, day: first.day},
      last: %Date{calendar: calendar, year: last.year, month: last.month, day: last.day},
      first_in_iso_days: first_days,
      last_in_iso_days: last_days,
      step: step
    }
  end

  # Position

  @doc """
  Whether the date's year is a leap year.

      iex> Date.leap_year?(~D[1900-01-01])
      false

  """
  @spec leap_year?(Calendar.date()) :: boolean
  def leap_year?(%{calendar: calendar, year: year}), do: calendar.leap_year?(year)

  @doc """
  The number of days of the date's month.

      iex> Date.days_in_month(~D[2023-02-01])
      28

  """
  @spec days_in_month(Calendar.date()) :: Calendar.day()
  def days_in_month(%{calendar: calendar, year: year, month: month}), do: calendar.days_in_month(year, month)

  @doc """
  The number of months of the date's year.

      iex> Date.months_in_year(~D[2024-02-29])
      12

  """
  @spec months_in_year(Calendar.date()) :: Calendar.month()
  def months_in_year(%{calendar: calendar, year: year}), do: calendar.months_in_year(year)

  @doc """
  The day of the week, from 1, counted from Monday or from `starting_on`.

      iex> Date.day_of_week(~D[2024-02-29])
      4

  """
  @spec day_of_week(Calendar.date(), starting_on :: :default | atom) :: Calendar.day_of_week()
  def day_of_week(%{calendar: calendar, year: year, month: month, day: day}, starting_on \\ :default),
    do: elem(calendar.day_of_week(year, month, day, starting_on), 0)

  @doc """
  The day of the year, from 1.

      iex> Date.day_of_year(~D[2024-03-01])
      61

  """
  @spec day_of_year(Calendar.date()) :: Calendar.day()
  def day_of_year(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.day_of_year(year, month, day)

  @doc """
  The quarter of the year, from 1.

      iex> Date.quarter_of_year(~D[2024-05-01])
      2

  """
  @spec quarter_of_year(Calendar.date()) :: non_neg_integer
  def quarter_of_year(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.quarter_of_year(year, month, day)

  @doc """
  The year of the era, and the era.

      iex> Date.year_of_era(~D[-0003-01-01])
      {4, 0}

  """
  @spec year_of_era(Calendar.date()) :: {Calendar.year(), non_neg_integer}
  def year_of_era(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.year_of_era(year, month, day)

  @doc """
  The day of the era, and the era.

      iex> Date.day_of_era(~D[0001-01-03])
      {3, 1}

  """
  @spec day_of_era(Calendar.date()) :: {Calendar.day(), non_neg_integer}
  def day_of_era(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.day_of_era(year, month, day)

  @doc """
  The first day of the date's week.

      iex> Date.beginning_of_week(~D[2024-02-29])
      ~D[2024-02-26]

  """
  @spec beginning_of_week(Calendar.date(), starting_on :: :default | atom) :: t
  def beginning_of_week(%{calendar: calendar, year: year, month: month, day: day} = date, starting_on \\ :default) do
    {day_of_week, first, _last} = calendar.day_of_week(year, month, day, starting_on)
    add(date, first - day_of_week)
  end

  @doc """
  The last day of the date's week.

      iex> Date.end_of_week(~D[2024-02-29], :sunday)
      ~D[2024-03-02]

  """
  @spec end_of_week(Calendar.date(), starting_on :: :default | atom) :: t
  def end_of_week(%{calendar: calendar, year: year, month: month, day: day} = date, starting_on \\ :default) do
    {day_of_week, _first, last} = calendar.day_of_week(year, month, day, starting_on)
    add(date, last - day_of_week)
  end

  @doc """
  The first day of the date's month.

      iex> Date.beginning_of_month(~D[2024-02-29])
      ~D[2024-02-01]

  """
  @spec beginning_of_month(Calendar.date()) :: t
  def beginning_of_month(%{year: year, month: month, calendar: calendar}), do: %Date{year: year, month: month, day: 1, calendar: calendar}

  @doc """
  The last day of the date's month.

      iex> Date.end_of_month(~D[2024-02-10])
      ~D[2024-02-29]

  """
  @spec end_of_month(Calendar.date()) :: t
  def end_of_month(%{year: year, month: month, calendar: calendar} = date),
    do: %Date{year: year, month: month, day: days_in_month(date), calendar: calendar}
end

defimpl String.Chars, for: Date do
  def to_string(%{calendar: calendar, year: year, month: month, day: day}), do: calendar.date_to_string(year, month, day)
end

defimpl Inspect, for: Date do
  def inspect(%{calendar: calendar, year: year, month: month, day: day}, _opts)
      when calendar != Calendar.ISO or year in -9999..9999 do
    suffix = if calendar == Calendar.ISO, do: "", else: " " <> Kernel.inspect(calendar)
    "~D[" <> calendar.date_to_string(year, month, day) <> suffix <> "]"
  end

  def inspect(%{calendar: calendar, year: year, month: month, day: day}, _opts) do
    extra = if calendar == Calendar.ISO, do: "", else: ", " <> Kernel.inspect(calendar)
    "Date.new!(#{Integer.to_string(year)}, #{Integer.to_string(month)}, #{Integer.to_string(day)}#{extra})"
  end
end
