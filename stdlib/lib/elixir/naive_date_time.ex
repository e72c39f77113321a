defmodule NaiveDateTime do
  @moduledoc """
  Dates with times, without a time zone.

      iex> NaiveDateTime.add(~N[2024-02-28 23:00:00], 2, :hour)
      ~N[2024-02-29 01:00:00]

  """

  @enforce_keys [:year, :month, :day, :hour, :minute, :second]
  defstruct [:year, :month, :day, :hour, :minute, :second, microsecond: {0, 0}, calendar: Calendar.ISO]

  @type t :: %NaiveDateTime{
          year: Calendar.year(),
          month: Calendar.month(),
          day: Calendar.day(),
          calendar: Calendar.calendar(),
          hour: Calendar.hour(),
          minute: Calendar.minute(),
          second: Calendar.second(),
          microsecond: Calendar.microsecond()
        }

  @now_units [:microsecond, :millisecond, :second, :native]

  # Making

  @doc """
  Now, in UTC, to a precision or in a calendar.

      iex> NaiveDateTime.utc_now().year > 2020
      true

  """
  @spec utc_now(Calendar.calendar() | :native | :microsecond | :millisecond | :second) :: t
  def utc_now(calendar_or_time_unit \\ Calendar.ISO)
  def utc_now(time_unit) when time_unit in @now_units, do: utc_now(time_unit, Calendar.ISO)
  def utc_now(calendar), do: utc_now(:native, calendar)

  @doc """
  Now, in UTC, to a precision and in a calendar.

      iex> NaiveDateTime.utc_now(:second, Calendar.ISO).microsecond
      {0, 0}

  """
  @spec utc_now(:native | :microsecond | :millisecond | :second, Calendar.calendar()) :: t
  def utc_now(time_unit, calendar) when time_unit in @now_units do
    {:ok, {year, month, day}, {hour, minute, second}, microsecond} =
      Calendar.ISO.from_unix(System.os_time(time_unit), time_unit)

    convert!(
      %NaiveDateTime{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond},
      calendar
    )
  end

  @doc """
  Now, by the machine's clock, to the second.

      iex> NaiveDateTime.local_now().microsecond
      {0, 0}

  """
  @spec local_now(Calendar.calendar()) :: t
  def local_now(calendar \\ Calendar.ISO) do
    with {:ok, naive_datetime} <- from_erl(:erlang.localtime(), {0, 0}, Calendar.ISO),
         {:ok, naive_datetime} <- convert(naive_datetime, calendar) do
      naive_datetime
    else
      {:error, :incompatible_calendars} ->
        raise ArgumentError,
              "cannot get \"local now\" in target calendar #{inspect(calendar)}, " <>
                "reason: cannot convert from Calendar.ISO to #{inspect(calendar)}."
    end
  end

  @doc """
  Makes a date with time of its parts.

      iex> NaiveDateTime.new(2024, 1, 1, 24, 0, 0)
      {:error, :invalid_time}

  """
  @spec new(
          Calendar.year(),
          Calendar.month(),
          Calendar.day(),
          Calendar.hour(),
          Calendar.minute(),
          Calendar.second(),
          Calendar.microsecond() | non_neg_integer,
          Calendar.calendar()
        ) :: {:ok, t} | {:error, atom}
  def new(year, month, day, hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO)

  def new(year, month, day, hour, minute, second, microsecond, calendar) when is_integer(microsecond),
    do: new(year, month, day, hour, minute, second, {microsecond, 6}, calendar)

  def new(year, month, day, hour, minute, second, microsecond, calendar) do
    cond do
      not calendar.valid_date?(year, month, day) ->
        {:error, :invalid_date}

      not calendar.valid_time?(hour, minute, second, microsecond) ->
        {:error, :invalid_time}

      true ->
        {:ok,
         %NaiveDateTime{
           calendar: calendar,
           year: year,
           month: month,
           day: day,
           hour: hour,
           minute: minute,
           second: second,
           microsecond: microsecond
         }}
    end
  end

  @doc """
  Joins a date and a time.

      iex> NaiveDateTime.new(~D[2024-02-29], ~T[12:00:00])
      {:ok, ~N[2024-02-29 12:00:00]}

  """
  @spec new(Date.t(), Time.t()) :: {:ok, t}
  def new(date, time)

  def new(%Date{calendar: calendar} = date, %Time{calendar: calendar} = time) do
    %{year: year, month: month, day: day} = date
    %{hour: hour, minute: minute, second: second, microsecond: microsecond} = time

    {:ok,
     %NaiveDateTime{
       calendar: calendar,
       year: year,
       month: month,
       day: day,
       hour: hour,
       minute: minute,
       second: second,
       microsecond: microsecond
     }}
  end

  @doc """
  Like `new/8`; raises `ArgumentError`.

      iex> NaiveDateTime.new!(2024, 2, 29, 12, 0, 0)
      ~N[2024-02-29 12:00:00]

  """
  def new!(year, month, day, hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case new(year, month, day, hour, minute, second, microsecond, calendar) do
      {:ok, naive_datetime} -> naive_datetime
      {:error, reason} -> raise ArgumentError, "cannot build naive datetime, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Joins a date and a time.

      iex> NaiveDateTime.new!(~D[2024-02-29], ~T[12:00:00])
      ~N[2024-02-29 12:00:00]

  """
  @spec new!(Date.t(), Time.t()) :: t
  def new!(date, time)

  def new!(%Date{calendar: calendar} = date, %Time{calendar: calendar} = time) do
    {:ok, naive_datetime} = new(date, time)
    naive_datetime
  end

  @doc """
  Reads a date with time as ISO 8601 writes it; an offset is ignored.

      iex> NaiveDateTime.from_iso8601("2024-02-29 12:00:00")
      {:ok, ~N[2024-02-29 12:00:00]}

  """
  @spec from_iso8601(String.t(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def from_iso8601(string, calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, {year, month, day, hour, minute, second, microsecond}} <- Calendar.ISO.parse_naive_datetime(string) do
      convert(
        %NaiveDateTime{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond},
        calendar
      )
    end
  end

  @doc """
  Like `from_iso8601/2`; raises `ArgumentError`.

      iex> NaiveDateTime.from_iso8601!("2024-02-29T12:00:00Z")
      ~N[2024-02-29 12:00:00]

  """
  @spec from_iso8601!(String.t(), Calendar.calendar()) :: t
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, naive_datetime} -> naive_datetime
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as naive datetime, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Makes a date with time of Erlang's tuple.

      iex> NaiveDateTime.from_erl({{2024, 2, 29}, {12, 0, 0}})
      {:ok, ~N[2024-02-29 12:00:00]}

  """
  @spec from_erl(:calendar.datetime(), Calendar.microsecond(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def from_erl(tuple, microsecond \\ {0, 0}, calendar \\ Calendar.ISO)

  def from_erl({{year, month, day}, {hour, minute, second}}, microsecond, calendar) do
    with {:ok, naive_datetime} <- new(year, month, day, hour, minute, second, microsecond), do: convert(naive_datetime, calendar)
  end

  @doc """
  Like `from_erl/3`; raises `ArgumentError`.

      iex> NaiveDateTime.from_erl!({{2024, 2, 29}, {12, 0, 0}}, {500_000, 3})
      ~N[2024-02-29 12:00:00.500]

  """
  @spec from_erl!(:calendar.datetime(), Calendar.microsecond(), Calendar.calendar()) :: t
  def from_erl!(tuple, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case from_erl(tuple, microsecond, calendar) do
      {:ok, naive_datetime} -> naive_datetime
      {:error, reason} -> raise ArgumentError, "cannot convert #{inspect(tuple)} to naive datetime, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The moment so many seconds after 0000-01-01 00:00:00.

      iex> NaiveDateTime.from_gregorian_seconds(63_876_384_000)
      ~N[2024-02-29 00:00:00]

  """
  @spec from_gregorian_seconds(integer, Calendar.microsecond(), Calendar.calendar()) :: t
  def from_gregorian_seconds(seconds, {microsecond, precision} \\ {0, 0}, calendar \\ Calendar.ISO) when is_integer(seconds),
    do: from_iso_days(Calendar.ISO.gregorian_seconds_to_iso_days(seconds, microsecond), calendar, precision)

  @doc """
  The seconds since 0000-01-01 00:00:00, and the microseconds.

      iex> NaiveDateTime.to_gregorian_seconds(~N[2024-02-29 00:00:00.5])
      {63876384000, 500000}

  """
  @spec to_gregorian_seconds(Calendar.naive_datetime()) :: {integer, non_neg_integer}
  def to_gregorian_seconds(%{microsecond: {microsecond, _}} = naive_datetime) do
    {days, {parts, per_day}} = to_iso_days(naive_datetime)
    {days * 86_400 + div(parts * 86_400, per_day), microsecond}
  end

  defp to_iso_days(naive_datetime), do: Calendar.ISO.to_iso_days(naive_datetime)

  defp from_iso_days(iso_days, calendar, precision) do
    {year, month, day, hour, minute, second, {microsecond, _}} = Calendar.ISO.from_iso_days(iso_days, calendar)

    %NaiveDateTime{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: {microsecond, precision}
    }
  end

  # Moving

  @doc """
  The moment so much later.

      iex> NaiveDateTime.add(~N[2024-02-29 23:00:00], 2, :hour)
      ~N[2024-03-01 01:00:00]

  """
  @spec add(Calendar.naive_datetime(), integer, :day | :hour | :minute | System.time_unit()) :: t
  def add(naive_datetime, amount_to_add, unit \\ :second)

  def add(naive_datetime, amount, :day) when is_integer(amount), do: add(naive_datetime, amount * 86_400, :second)
  def add(naive_datetime, amount, :hour) when is_integer(amount), do: add(naive_datetime, amount * 3600, :second)
  def add(naive_datetime, amount, :minute) when is_integer(amount), do: add(naive_datetime, amount * 60, :second)

  def add(%{microsecond: {_, precision}, calendar: calendar} = naive_datetime, amount, unit) when is_integer(amount) do
    check_unit!(unit)
    per_day = System.convert_time_unit(86_400, :second, unit)
    precision = max(Calendar.ISO.time_unit_to_precision(unit), precision)
    naive_datetime |> to_iso_days() |> Calendar.ISO.add_day_fraction_to_iso_days(amount, per_day) |> from_iso_days(calendar, precision)
  end

  @time_units [:second, :millisecond, :microsecond, :nanosecond]

  defp check_unit!(unit) when unit in @time_units, do: :ok
  defp check_unit!(unit) when is_integer(unit) and unit > 0, do: :ok

  defp check_unit!(unit) do
    raise ArgumentError,
          "unsupported time unit. Expected :day, :hour, :minute, :second, :millisecond, :microsecond, :nanosecond, " <>
            "or a positive integer, got #{inspect(unit)}"
  end

  @doc """
  The time from the second to the first.

      iex> NaiveDateTime.diff(~N[2024-01-02 00:00:00], ~N[2024-01-01 00:00:00], :hour)
      24

  """
  @spec diff(Calendar.naive_datetime(), Calendar.naive_datetime(), :day | :hour | :minute | System.time_unit()) :: integer
  def diff(naive_datetime1, naive_datetime2, unit \\ :second)

  def diff(%{calendar: _} = naive1, %{calendar: _} = naive2, :day), do: div(diff(naive1, naive2, :microsecond), 86_400_000_000)
  def diff(%{calendar: _} = naive1, %{calendar: _} = naive2, :hour), do: div(diff(naive1, naive2, :microsecond), 3_600_000_000)
  def diff(%{calendar: _} = naive1, %{calendar: _} = naive2, :minute), do: div(diff(naive1, naive2, :microsecond), 60_000_000)

  def diff(%{calendar: calendar1} = naive1, %{calendar: calendar2} = naive2, unit) do
    check_unit!(unit)

    if not Calendar.compatible_calendars?(calendar1, calendar2) do
      raise ArgumentError,
            "cannot calculate the difference between #{inspect(naive1)} and #{inspect(naive2)} because their calendars are " <>
              "not compatible and thus the result would be ambiguous"
    end

    Calendar.ISO.iso_days_to_unit(to_iso_days(naive1), unit) - Calendar.ISO.iso_days_to_unit(to_iso_days(naive2), unit)
  end

  @doc """
  The moment moved by a duration.

      iex> NaiveDateTime.shift(~N[2024-01-31 00:00:00], month: 1, hour: 1)
      ~N[2024-02-29 01:00:00]

  """
  @spec shift(Calendar.naive_datetime(), Duration.duration()) :: t
  def shift(%{calendar: calendar} = naive_datetime, duration) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = naive_datetime

    {year, month, day, hour, minute, second, microsecond} =
      calendar.shift_naive_datetime(year, month, day, hour, minute, second, microsecond, __duration__!(duration))

    %NaiveDateTime{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond
    }
  end

  @doc false
  defdelegate __duration__!(params), to: Duration, as: :new!

  @doc """
  Cuts the moment to a precision.

      iex> NaiveDateTime.truncate(~N[2024-02-29 12:00:00.123456], :second)
      ~N[2024-02-29 12:00:00]

  """
  @spec truncate(Calendar.naive_datetime(), :microsecond | :millisecond | :second) :: t
  def truncate(%NaiveDateTime{microsecond: microsecond} = naive_datetime, precision),
    do: %{naive_datetime | microsecond: Calendar.truncate(microsecond, precision)}

  def truncate(%{calendar: calendar, microsecond: microsecond} = naive_datetime, precision) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second} = naive_datetime

    %NaiveDateTime{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: Calendar.truncate(microsecond, precision)
    }
  end

  @doc """
  The first moment of the day.

      iex> NaiveDateTime.beginning_of_day(~N[2024-02-29 23:00:00])
      ~N[2024-02-29 00:00:00]

  """
  @spec beginning_of_day(Calendar.naive_datetime()) :: t
  def beginning_of_day(%{calendar: calendar, microsecond: {_, precision}} = naive_datetime),
    do: naive_datetime |> to_iso_days() |> calendar.iso_days_to_beginning_of_day() |> from_iso_days(calendar, precision)

  @doc """
  The last moment of the day, at the precision given.

      iex> NaiveDateTime.end_of_day(~N[2024-02-29 23:00:00])
      ~N[2024-02-29 23:59:59]

  """
  @spec end_of_day(Calendar.naive_datetime()) :: t
  def end_of_day(%{calendar: calendar, microsecond: {_, precision}} = naive_datetime) do
    last = naive_datetime |> to_iso_days() |> calendar.iso_days_to_end_of_day() |> from_iso_days(calendar, precision)
    {microsecond, _} = last.microsecond
    unit = ten_to(6 - precision)
    %{last | microsecond: {div(microsecond, unit) * unit, precision}}
  end

  defp ten_to(0), do: 1
  defp ten_to(n), do: 10 * ten_to(n - 1)

  # Parts and texts

  @doc """
  The date.

      iex> NaiveDateTime.to_date(~N[2024-02-29 12:00:00])
      ~D[2024-02-29]

  """
  @spec to_date(Calendar.naive_datetime()) :: Date.t()
  def to_date(%{year: year, month: month, day: day, calendar: calendar, hour: _, minute: _, second: _, microsecond: _}),
    do: %Date{year: year, month: month, day: day, calendar: calendar}

  @doc """
  The time.

      iex> NaiveDateTime.to_time(~N[2024-02-29 12:00:00])
      ~T[12:00:00]

  """
  @spec to_time(Calendar.naive_datetime()) :: Time.t()
  def to_time(%{year: _, month: _, day: _, calendar: calendar} = naive_datetime) do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond} = naive_datetime
    %Time{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar}
  end

  @doc """
  The moment as text.

      iex> NaiveDateTime.to_string(~N[2024-02-29 12:00:00])
      "2024-02-29 12:00:00"

  """
  @spec to_string(Calendar.naive_datetime()) :: String.t()
  def to_string(%{calendar: calendar} = naive_datetime) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = naive_datetime
    calendar.naive_datetime_to_string(year, month, day, hour, minute, second, microsecond)
  end

  @doc """
  The moment as ISO 8601 writes it.

      iex> NaiveDateTime.to_iso8601(~N[2024-01-02 03:04:05])
      "2024-01-02T03:04:05"

  """
  @spec to_iso8601(Calendar.naive_datetime(), :basic | :extended) :: String.t()
  def to_iso8601(naive_datetime, format \\ :extended)

  def to_iso8601(%{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: Calendar.ISO}, format)
      when format in [:extended, :basic] do
    :erlang.iolist_to_binary([
      Calendar.ISO.date_to_iodata(year, month, day, format),
      ?T | Calendar.ISO.time_to_iodata(hour, minute, second, microsecond, format)
    ])
  end

  def to_iso8601(%{year: _, month: _, day: _, hour: _, minute: _, second: _, microsecond: _, calendar: _} = naive_datetime, format)
      when format in [:extended, :basic],
      do: to_iso8601(convert!(naive_datetime, Calendar.ISO), format)

  @doc """
  The moment as Erlang's tuple.

      iex> NaiveDateTime.to_erl(~N[2024-02-29 12:00:00])
      {{2024, 2, 29}, {12, 0, 0}}

  """
  @spec to_erl(Calendar.naive_datetime()) :: :calendar.datetime()
  def to_erl(%{calendar: _} = naive_datetime) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second} = convert!(naive_datetime, Calendar.ISO)
    {{year, month, day}, {hour, minute, second}}
  end

  # Comparing

  @doc """
  Which of two moments comes later: `:gt`, `:eq` or `:lt`.

      iex> NaiveDateTime.compare(~N[2024-02-29 23:00:00], ~N[2024-02-29 22:00:00])
      :gt

  """
  @spec compare(Calendar.naive_datetime(), Calendar.naive_datetime()) :: :lt | :eq | :gt
  def compare(%{calendar: calendar1} = naive1, %{calendar: calendar2} = naive2) do
    if Calendar.compatible_calendars?(calendar1, calendar2) do
      Calendar.ISO.compare_iso_days(to_iso_days(naive1), to_iso_days(naive2))
    else
      raise ArgumentError, """
      cannot compare #{inspect(naive1)} with #{inspect(naive2)}.

      This comparison would be ambiguous as their calendars have incompatible day rollover moments.
      Specify an exact time of day (using DateTime) to resolve this ambiguity
      """
    end
  end

  @doc """
  Whether the first moment is before the second.

      iex> NaiveDateTime.before?(~N[2024-02-29 23:00:00], ~N[2024-02-29 22:00:00])
      false

  """
  @spec before?(Calendar.naive_datetime(), Calendar.naive_datetime()) :: boolean
  def before?(naive_datetime1, naive_datetime2), do: compare(naive_datetime1, naive_datetime2) == :lt

  @doc """
  Whether the first moment is after the second.

      iex> NaiveDateTime.after?(~N[2024-02-29 23:00:00], ~N[2024-02-29 22:00:00])
      true

  """
  @spec after?(Calendar.naive_datetime(), Calendar.naive_datetime()) :: boolean
  def after?(naive_datetime1, naive_datetime2), do: compare(naive_datetime1, naive_datetime2) == :gt

  @doc """
  The moment in another calendar.

      iex> NaiveDateTime.convert(~N[2024-02-29 23:00:00], Calendar.ISO)
      {:ok, ~N[2024-02-29 23:00:00]}

  """
  @spec convert(Calendar.naive_datetime(), Calendar.calendar()) :: {:ok, t} | {:error, :incompatible_calendars}
  def convert(%{calendar: calendar} = naive_datetime, calendar) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = naive_datetime

    {:ok,
     %NaiveDateTime{
       calendar: calendar,
       year: year,
       month: month,
       day: day,
       hour: hour,
       minute: minute,
       second: second,
       microsecond: microsecond
     }}
  end

  def convert(%{calendar: from, microsecond: {_, precision}} = naive_datetime, calendar) do
    if Calendar.compatible_calendars?(from, calendar),
      do: {:ok, from_iso_days(to_iso_days(naive_datetime), calendar, precision)},
      else: {:error, :incompatible_calendars}
  end

  @doc """
  Like `convert/2`; raises `ArgumentError`.

      iex> NaiveDateTime.convert!(~N[2024-02-29 23:00:00], Calendar.ISO)
      ~N[2024-02-29 23:00:00]

  """
  @spec convert!(Calendar.naive_datetime(), Calendar.calendar()) :: t
  def convert!(naive_datetime, calendar) do
    case convert(naive_datetime, calendar) do
      {:ok, converted} ->
        converted

      {:error, :incompatible_calendars} ->
        raise ArgumentError,
              "cannot convert #{inspect(naive_datetime)} to target calendar #{inspect(calendar)}, " <>
                "reason: #{inspect(naive_datetime.calendar)} and #{inspect(calendar)} have different day rollover moments, " <>
                "making this conversion ambiguous"
    end
  end
end

defimpl String.Chars, for: NaiveDateTime do
  def to_string(naive_datetime), do: NaiveDateTime.to_string(naive_datetime)
end

defimpl Inspect, for: NaiveDateTime do
  def inspect(%{calendar: calendar, year: year} = naive_datetime, _opts) when calendar != Calendar.ISO or year in -9999..9999 do
    suffix = if calendar == Calendar.ISO, do: "", else: " " <> Kernel.inspect(calendar)
    "~N[" <> NaiveDateTime.to_string(naive_datetime) <> suffix <> "]"
  end

  def inspect(naive_datetime, _opts) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = naive_datetime
    numbers = Enum.map_join([year, month, day, hour, minute, second], ", ", &Integer.to_string/1)
    fraction = if microsecond == {0, 0}, do: "", else: ", " <> Kernel.inspect(microsecond)
    "NaiveDateTime.new!(" <> numbers <> fraction <> ")"
  end
end
