defmodule DateTime do
  @moduledoc """
  Moments in a time zone. Zones other than UTC need a database of time zones.

      iex> DateTime.add(~U[2024-01-01 00:00:00Z], 1, :day)
      ~U[2024-01-02 00:00:00Z]

  """

  @enforce_keys [:year, :month, :day, :hour, :minute, :second, :time_zone, :zone_abbr, :utc_offset, :std_offset]
  defstruct [
    :year,
    :month,
    :day,
    :hour,
    :minute,
    :second,
    :time_zone,
    :zone_abbr,
    :utc_offset,
    :std_offset,
    microsecond: {0, 0},
    calendar: Calendar.ISO
  ]

  @type t :: %__MODULE__{
          year: Calendar.year(),
          month: Calendar.month(),
          day: Calendar.day(),
          calendar: Calendar.calendar(),
          hour: Calendar.hour(),
          minute: Calendar.minute(),
          second: Calendar.second(),
          microsecond: Calendar.microsecond(),
          time_zone: Calendar.time_zone(),
          zone_abbr: Calendar.zone_abbr(),
          utc_offset: Calendar.utc_offset(),
          std_offset: Calendar.std_offset()
        }

  @unix_epoch_days 719_528
  @now_units [:microsecond, :millisecond, :second, :native]
  @utc "Etc/UTC"
  @utc_period %{zone_abbr: "UTC", utc_offset: 0, std_offset: 0}

  # Now

  @doc """
  Now, in UTC, to a precision or in a calendar.

      iex> DateTime.utc_now(:second).microsecond
      {0, 0}

  """
  @spec utc_now(Calendar.calendar() | :native | :microsecond | :millisecond | :second) :: t
  def utc_now(calendar_or_time_unit \\ Calendar.ISO)
  def utc_now(time_unit) when time_unit in @now_units, do: utc_now(time_unit, Calendar.ISO)
  def utc_now(calendar), do: utc_now(:native, calendar)

  @doc """
  Now, in UTC, to a precision and in a calendar.

      iex> now = DateTime.utc_now(Calendar.ISO)
      iex> {now.time_zone, now.calendar}
      {"Etc/UTC", Calendar.ISO}

  """
  @spec utc_now(:native | :microsecond | :millisecond | :second, Calendar.calendar()) :: t
  def utc_now(time_unit, calendar) when time_unit in @now_units, do: from_unix!(System.os_time(time_unit), time_unit, calendar)

  @doc """
  Now, in a time zone.

      iex> {:ok, now} = DateTime.now("Etc/UTC")
      iex> now.zone_abbr
      "UTC"
      iex> DateTime.now("Nowhere/At all")
      {:error, :utc_only_time_zone_database}

  """
  @spec now(Calendar.time_zone(), Calendar.time_zone_database()) :: {:ok, t} | {:error, atom}
  def now(time_zone, time_zone_database \\ Calendar.get_time_zone_database())
  def now(@utc, _database), do: {:ok, utc_now(Calendar.ISO)}
  def now(time_zone, database), do: shift_zone(utc_now(Calendar.ISO), time_zone, database)

  @doc """
  Like `now/2`; raises `ArgumentError`.

      iex> DateTime.now!("Etc/UTC").utc_offset
      0

  """
  @spec now!(Calendar.time_zone(), Calendar.time_zone_database()) :: t
  def now!(time_zone, time_zone_database \\ Calendar.get_time_zone_database()) do
    case now(time_zone, time_zone_database) do
      {:ok, datetime} ->
        datetime

      {:error, reason} ->
        raise ArgumentError, "cannot get current datetime in #{inspect(time_zone)} time zone, reason: #{inspect(reason)}"
    end
  end

  # Making

  @doc """
  Joins a date and a time in a zone. Results as of `from_naive/3`.

      iex> DateTime.new(~D[2024-02-29], ~T[12:00:00])
      {:ok, ~U[2024-02-29 12:00:00Z]}

  """
  @spec new(Date.t(), Time.t(), Calendar.time_zone(), Calendar.time_zone_database()) ::
          {:ok, t}
          | {:ambiguous, first :: t, second :: t}
          | {:gap, t, t}
          | {:error, atom}
  def new(date, time, time_zone \\ @utc, time_zone_database \\ Calendar.get_time_zone_database())

  def new(%Date{calendar: calendar} = date, %Time{calendar: calendar} = time, time_zone, time_zone_database) do
    {:ok, naive_datetime} = NaiveDateTime.new(date, time)
    from_naive(naive_datetime, time_zone, time_zone_database)
  end

  @doc """
  Like `new/4`; raises `ArgumentError`, also where the clock shows the time never or twice.

      iex> DateTime.new!(~D[2024-02-29], ~T[12:00:00])
      ~U[2024-02-29 12:00:00Z]

  """
  @spec new!(Date.t(), Time.t(), Calendar.time_zone(), Calendar.time_zone_database()) :: t
  def new!(date, time, time_zone \\ @utc, time_zone_database \\ Calendar.get_time_zone_database())

  def new!(%Date{calendar: calendar} = date, %Time{calendar: calendar} = time, time_zone, time_zone_database) do
    case new(date, time, time_zone, time_zone_database) do
      {:ok, datetime} ->
        datetime

      {:ambiguous, first, second} ->
        raise ArgumentError,
              "cannot build datetime with #{inspect(date)} and #{inspect(time)} because such instant is ambiguous in time zone " <>
                "#{time_zone} as there is an overlap between #{inspect(first)} and #{inspect(second)}"

      {:gap, first, second} ->
        raise ArgumentError,
              "cannot build datetime with #{inspect(date)} and #{inspect(time)} because such instant does not exist in time zone " <>
                "#{time_zone} as there is a gap between #{inspect(first)} and #{inspect(second)}"

      {:error, reason} ->
        raise ArgumentError, "cannot build datetime with #{inspect(date)} and #{inspect(time)}, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The moment when the clocks of a zone show a time: `{:ok, datetime}`; `{:ambiguous, first, second}` where they show it
  twice; `{:gap, before, after}` where they skip it.

      iex> DateTime.from_naive(~N[2024-01-01 00:00:00], "Etc/UTC")
      {:ok, ~U[2024-01-01 00:00:00Z]}

  """
  @spec from_naive(Calendar.naive_datetime(), Calendar.time_zone(), Calendar.time_zone_database()) ::
          {:ok, t} | {:ambiguous, first :: t, second :: t} | {:gap, t, t} | {:error, atom}
  def from_naive(naive_datetime, time_zone, time_zone_database \\ Calendar.get_time_zone_database())

  def from_naive(naive_datetime, @utc, _database), do: {:ok, with_period(naive_datetime, @utc_period, @utc)}

  def from_naive(%{calendar: Calendar.ISO} = naive_datetime, time_zone, database),
    do: from_wall(naive_datetime, naive_datetime, time_zone, database)

  def from_naive(naive_datetime, time_zone, database) do
    with {:ok, iso} <- NaiveDateTime.convert(naive_datetime, Calendar.ISO) do
      from_wall(iso, naive_datetime, time_zone, database)
    end
  end

  # The database knows the ISO calendar alone.
  defp from_wall(iso, %{calendar: calendar} = given, time_zone, database) do
    case database.time_zone_periods_from_wall_datetime(iso, time_zone) do
      {:ok, period} ->
        {:ok, with_period(given, period, time_zone)}

      {:ambiguous, first, second} ->
        {:ambiguous, with_period(given, first, time_zone), with_period(given, second, time_zone)}

      {:gap, {first, until}, {second, from}} ->
        before = until |> shift_us(-1) |> with_period(first, time_zone)
        later = from |> full_precision() |> with_period(second, time_zone)
        {:gap, convert!(before, calendar), convert!(later, calendar)}

      {:error, _} = error ->
        error
    end
  end

  defp shift_us(naive_datetime, us), do: NaiveDateTime.add(naive_datetime, us, :microsecond)

  defp full_precision(naive_datetime) do
    {:ok, naive_datetime} = NaiveDateTime.convert(naive_datetime, Calendar.ISO)
    naive_datetime
  end

  defp with_period(naive_datetime, period, time_zone) do
    %{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond
    } = naive_datetime

    %DateTime{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond,
      std_offset: period.std_offset,
      utc_offset: period.utc_offset,
      zone_abbr: period.zone_abbr,
      time_zone: time_zone
    }
  end

  @doc """
  Like `from_naive/3`; raises `ArgumentError`, also for gaps and ambiguous times.

      iex> DateTime.from_naive!(~N[2024-02-29 12:00:00], "Etc/UTC")
      ~U[2024-02-29 12:00:00Z]

  """
  @spec from_naive!(Calendar.naive_datetime(), Calendar.time_zone(), Calendar.time_zone_database()) :: t
  def from_naive!(naive_datetime, time_zone, time_zone_database \\ Calendar.get_time_zone_database()) do
    case from_naive(naive_datetime, time_zone, time_zone_database) do
      {:ok, datetime} ->
        datetime

      {:ambiguous, first, second} ->
        raise ArgumentError,
              "cannot convert #{inspect(naive_datetime)} to datetime because such instant is ambiguous in time zone " <>
                "#{time_zone} as there is an overlap between #{inspect(first)} and #{inspect(second)}"

      {:gap, first, second} ->
        raise ArgumentError,
              "cannot convert #{inspect(naive_datetime)} to datetime because such instant does not exist in time zone " <>
                "#{time_zone} as there is a gap between #{inspect(first)} and #{inspect(second)}"

      {:error, reason} ->
        raise ArgumentError, "cannot convert #{inspect(naive_datetime)} to datetime, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The moment of a Unix time.

      iex> DateTime.from_unix(0)
      {:ok, ~U[1970-01-01 00:00:00Z]}

  """
  @spec from_unix(integer, :native | System.time_unit(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def from_unix(integer, unit \\ :second, calendar \\ Calendar.ISO) when is_integer(integer) do
    case Calendar.ISO.from_unix(integer, unit) do
      {:ok, {year, month, day}, {hour, minute, second}, microsecond} ->
        %DateTime{
          year: year,
          month: month,
          day: day,
          hour: hour,
          minute: minute,
          second: second,
          microsecond: microsecond,
          std_offset: 0,
          utc_offset: 0,
          zone_abbr: "UTC",
          time_zone: @utc
        }
        |> convert(calendar)

      {:error, _} = error ->
        error
    end
  end

  @doc """
  Like `from_unix/3`; raises `ArgumentError`.

      iex> DateTime.from_unix!(1_709_164_800_500, :millisecond)
      ~U[2024-02-29 00:00:00.500Z]

  """
  @spec from_unix!(integer, :native | System.time_unit(), Calendar.calendar()) :: t
  def from_unix!(integer, unit \\ :second, calendar \\ Calendar.ISO) do
    case from_unix(integer, unit, calendar) do
      {:ok, datetime} -> datetime
      {:error, :invalid_unix_time} -> raise ArgumentError, "invalid Unix time #{integer}"
    end
  end

  @doc """
  The Unix time of a moment, rounded down.

      iex> DateTime.to_unix(~U[1970-01-01 00:01:00Z])
      60

  """
  @spec to_unix(Calendar.datetime(), :native | System.time_unit()) :: integer
  def to_unix(datetime, unit \\ :second)

  def to_unix(%{utc_offset: utc_offset, std_offset: std_offset} = datetime, unit) do
    {days, fraction} = to_iso_days(datetime)
    unix_days = {days - @unix_epoch_days, fraction}
    offset = System.convert_time_unit(utc_offset + std_offset, :second, unit)
    Calendar.ISO.iso_days_to_unit(unix_days, unit) - offset
  end

  @doc """
  The moment so many seconds after 0000-01-01 00:00:00 UTC.

      iex> DateTime.from_gregorian_seconds(63_876_384_000)
      ~U[2024-02-29 00:00:00Z]

  """
  @spec from_gregorian_seconds(integer, Calendar.microsecond(), Calendar.calendar()) :: t
  def from_gregorian_seconds(seconds, {microsecond, precision} \\ {0, 0}, calendar \\ Calendar.ISO) when is_integer(seconds) do
    iso_days = Calendar.ISO.gregorian_seconds_to_iso_days(seconds, microsecond)
    from_iso_days(iso_days, calendar, precision, @utc_period, @utc)
  end

  @doc """
  The seconds since 0000-01-01 00:00:00 UTC, and the microseconds.

      iex> DateTime.to_gregorian_seconds(~U[2024-02-29 00:00:00.5Z])
      {63876384000, 500000}

  """
  @spec to_gregorian_seconds(Calendar.datetime()) :: {integer, non_neg_integer}
  def to_gregorian_seconds(%{microsecond: {microsecond, _}, utc_offset: utc_offset, std_offset: std_offset} = datetime) do
    {days, {parts, per_day}} = to_iso_days(datetime)
    {days * 86_400 + div(parts * 86_400, per_day) - utc_offset - std_offset, microsecond}
  end

  # By the zone's own clocks.
  defp to_iso_days(datetime), do: Calendar.ISO.to_iso_days(datetime)

  # By UTC.
  defp to_utc_iso_days(%{utc_offset: 0, std_offset: 0} = datetime), do: to_iso_days(datetime)

  defp to_utc_iso_days(%{utc_offset: utc_offset, std_offset: std_offset} = datetime),
    do: add_offset(to_iso_days(datetime), -utc_offset - std_offset)

  defp add_offset(iso_days, 0), do: iso_days
  defp add_offset(iso_days, seconds), do: Calendar.ISO.add_day_fraction_to_iso_days(iso_days, seconds, 86_400)

  defp from_iso_days(iso_days, calendar, precision, period, time_zone) do
    %{utc_offset: utc_offset, std_offset: std_offset} = period

    iso_days = add_offset(iso_days, utc_offset + std_offset)

    {year, month, day, hour, minute, second, {microsecond, _}} = Calendar.ISO.from_iso_days(iso_days, calendar)

    %DateTime{
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: {microsecond, precision},
      std_offset: std_offset,
      utc_offset: utc_offset,
      zone_abbr: period.zone_abbr,
      time_zone: time_zone
    }
  end

  # Zones

  @doc """
  The same moment in another time zone.

      iex> DateTime.shift_zone(~U[2024-02-29 00:00:00Z], "Etc/UTC")
      {:ok, ~U[2024-02-29 00:00:00Z]}

  """
  @spec shift_zone(t, Calendar.time_zone(), Calendar.time_zone_database()) :: {:ok, t} | {:error, atom}
  def shift_zone(datetime, time_zone, time_zone_database \\ Calendar.get_time_zone_database())

  def shift_zone(%{time_zone: time_zone} = datetime, time_zone, _database), do: {:ok, datetime}

  def shift_zone(%{microsecond: {_, precision}, calendar: calendar} = datetime, time_zone, database) do
    iso_days = to_utc_iso_days(datetime)
    with {:ok, period} <- period(iso_days, time_zone, database), do: {:ok, from_iso_days(iso_days, calendar, precision, period, time_zone)}
  end

  defp period(_iso_days, @utc, _database), do: {:ok, @utc_period}
  defp period(iso_days, time_zone, database), do: database.time_zone_period_from_utc_iso_days(iso_days, time_zone)

  @doc """
  Like `shift_zone/3`; raises `ArgumentError`.

      iex> DateTime.shift_zone!(~U[2024-02-29 00:00:00Z], "Etc/UTC")
      ~U[2024-02-29 00:00:00Z]

  """
  @spec shift_zone!(t, Calendar.time_zone(), Calendar.time_zone_database()) :: t
  def shift_zone!(datetime, time_zone, time_zone_database \\ Calendar.get_time_zone_database()) do
    case shift_zone(datetime, time_zone, time_zone_database) do
      {:ok, datetime} ->
        datetime

      {:error, reason} ->
        raise ArgumentError, "cannot shift #{inspect(datetime)} to #{inspect(time_zone)} time zone, reason: #{inspect(reason)}"
    end
  end

  # Moving

  @doc """
  The moment so much later. A day has 24 hours here, whatever the clocks do.

      iex> DateTime.add(~U[2024-02-29 23:00:00Z], 2, :hour)
      ~U[2024-03-01 01:00:00Z]

  """
  @spec add(Calendar.datetime(), integer, :day | :hour | :minute | System.time_unit(), Calendar.time_zone_database()) :: t
  def add(datetime, amount_to_add, unit \\ :second, time_zone_database \\ Calendar.get_time_zone_database())

  def add(datetime, amount, :day, database) when is_integer(amount), do: add(datetime, amount * 86_400, :second, database)
  def add(datetime, amount, :hour, database) when is_integer(amount), do: add(datetime, amount * 3600, :second, database)
  def add(datetime, amount, :minute, database) when is_integer(amount), do: add(datetime, amount * 60, :second, database)

  def add(%{microsecond: {_, precision}, time_zone: time_zone, calendar: calendar} = datetime, amount, unit, database)
      when is_integer(amount) do
    check_unit!(unit)
    per_day = System.convert_time_unit(86_400, :second, unit)
    precision = max(Calendar.ISO.time_unit_to_precision(unit), precision)
    iso_days = datetime |> to_utc_iso_days() |> Calendar.ISO.add_day_fraction_to_iso_days(amount, per_day)

    case period(iso_days, time_zone, database) do
      {:ok, period} ->
        from_iso_days(iso_days, calendar, precision, period, time_zone)

      {:error, reason} ->
        raise ArgumentError,
              "cannot add #{amount} #{unit} to #{inspect(datetime)} (with time zone database #{inspect(database)}), " <>
                "reason: #{inspect(reason)}"
    end
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
  The moment moved by a duration: years to days by the calendar, the rest by UTC.

      iex> DateTime.shift(~U[2024-01-31 00:00:00Z], month: 1)
      ~U[2024-02-29 00:00:00Z]

  """
  @spec shift(Calendar.datetime(), Duration.duration(), Calendar.time_zone_database()) :: t
  def shift(datetime, duration, time_zone_database \\ Calendar.get_time_zone_database())

  def shift(%{calendar: calendar, time_zone: @utc} = datetime, duration, _database) do
    duration = __duration__!(duration)
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime

    {year, month, day, hour, minute, second, microsecond} =
      calendar.shift_naive_datetime(year, month, day, hour, minute, second, microsecond, duration)

    %DateTime{
      datetime_struct(datetime)
      | year: year,
        month: month,
        day: day,
        hour: hour,
        minute: minute,
        second: second,
        microsecond: microsecond
    }
  end

  def shift(%{calendar: calendar, time_zone: time_zone} = datetime, duration, database) do
    duration = __duration__!(duration)
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime

    # by the clocks of the zone, then back to UTC with the offset it had
    {year, month, day, hour, minute, second, {_, precision} = microsecond} =
      calendar.shift_naive_datetime(year, month, day, hour, minute, second, microsecond, duration)

    iso_days =
      year
      |> calendar.naive_datetime_to_iso_days(month, day, hour, minute, second, microsecond)
      |> add_offset(-datetime.utc_offset - datetime.std_offset)

    case period(iso_days, time_zone, database) do
      {:ok, period} ->
        from_iso_days(iso_days, calendar, precision, period, time_zone)

      {:error, reason} ->
        raise ArgumentError,
              "cannot shift #{inspect(datetime)} to #{inspect(duration)} (with time zone database #{inspect(database)}), " <>
                "reason: #{inspect(reason)}"
    end
  end

  defp datetime_struct(%DateTime{} = datetime), do: datetime

  defp datetime_struct(datetime) do
    period = Map.take(datetime, [:utc_offset, :std_offset, :zone_abbr])
    with_period(datetime, period, datetime.time_zone)
  end

  @doc false
  defdelegate __duration__!(params), to: Duration, as: :new!

  @doc """
  The time from the second moment to the first.

      iex> DateTime.diff(~U[2024-01-02 00:00:00Z], ~U[2024-01-01 00:00:00Z], :hour)
      24

  """
  @spec diff(Calendar.datetime(), Calendar.datetime(), :day | :hour | :minute | System.time_unit()) :: integer
  def diff(datetime1, datetime2, unit \\ :second)

  def diff(%{calendar: _} = datetime1, %{calendar: _} = datetime2, :day), do: div(diff(datetime1, datetime2, :microsecond), 86_400_000_000)
  def diff(%{calendar: _} = datetime1, %{calendar: _} = datetime2, :hour), do: div(diff(datetime1, datetime2, :microsecond), 3_600_000_000)
  def diff(%{calendar: _} = datetime1, %{calendar: _} = datetime2, :minute), do: div(diff(datetime1, datetime2, :microsecond), 60_000_000)

  def diff(
        %{utc_offset: utc_offset1, std_offset: std_offset1} = datetime1,
        %{utc_offset: utc_offset2, std_offset: std_offset2} = datetime2,
        unit
      ) do
    check_unit!(unit)
    naive = Calendar.ISO.iso_days_to_unit(to_iso_days(datetime1), unit) - Calendar.ISO.iso_days_to_unit(to_iso_days(datetime2), unit)
    naive + System.convert_time_unit(utc_offset2 + std_offset2 - (utc_offset1 + std_offset1), :second, unit)
  end

  @doc """
  Cuts the moment to a precision.

      iex> DateTime.truncate(~U[2024-02-29 12:00:00.123456Z], :millisecond)
      ~U[2024-02-29 12:00:00.123Z]

  """
  @spec truncate(Calendar.datetime(), :microsecond | :millisecond | :second) :: t
  def truncate(%DateTime{microsecond: microsecond} = datetime, precision),
    do: %{datetime | microsecond: Calendar.truncate(microsecond, precision)}

  def truncate(%{microsecond: microsecond} = datetime, precision),
    do: %{datetime_struct(datetime) | microsecond: Calendar.truncate(microsecond, precision)}

  # Parts and texts

  @doc """
  Date and time as the zone's clocks show them.

      iex> DateTime.to_naive(~U[2024-02-29 12:00:00Z])
      ~N[2024-02-29 12:00:00]

  """
  @spec to_naive(Calendar.datetime()) :: NaiveDateTime.t()
  def to_naive(%{calendar: calendar, time_zone: _} = datetime) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime

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

  @doc """
  The date in the zone.

      iex> DateTime.to_date(~U[2024-02-29 12:00:00Z])
      ~D[2024-02-29]

  """
  @spec to_date(Calendar.datetime()) :: Date.t()
  def to_date(%{year: year, month: month, day: day, calendar: calendar, time_zone: _}),
    do: %Date{year: year, month: month, day: day, calendar: calendar}

  @doc """
  The time in the zone.

      iex> DateTime.to_time(~U[2024-02-29 12:00:00Z])
      ~T[12:00:00]

  """
  @spec to_time(Calendar.datetime()) :: Time.t()
  def to_time(%{calendar: calendar, time_zone: _} = datetime) do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime
    %Time{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar}
  end

  @doc """
  The moment as ISO 8601 writes it, with its own offset or another.

      iex> DateTime.to_iso8601(~U[2024-01-02 03:04:05Z], :extended, 3600)
      "2024-01-02T04:04:05+01:00"

  """
  @spec to_iso8601(Calendar.datetime(), :basic | :extended, nil | integer) :: String.t()
  def to_iso8601(datetime, format \\ :extended, offset \\ nil)

  def to_iso8601(%{calendar: Calendar.ISO} = datetime, format, nil) when format in [:extended, :basic] do
    iso8601(datetime, format)
  end

  def to_iso8601(%{calendar: Calendar.ISO, microsecond: {_, precision}} = datetime, format, offset)
      when format in [:extended, :basic] and is_integer(offset) do
    period = %{utc_offset: offset, std_offset: 0, zone_abbr: ""}
    datetime |> to_utc_iso_days() |> from_iso_days(Calendar.ISO, precision, period, datetime.time_zone) |> iso8601(format)
  end

  def to_iso8601(%{calendar: _} = datetime, format, offset) when format in [:extended, :basic],
    do: datetime |> convert!(Calendar.ISO) |> to_iso8601(format, offset)

  defp iso8601(datetime, format) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime
    %{time_zone: time_zone, utc_offset: utc_offset, std_offset: std_offset} = datetime

    :erlang.iolist_to_binary([
      Calendar.ISO.date_to_iodata(year, month, day, format),
      ?T,
      Calendar.ISO.time_to_iodata(hour, minute, second, microsecond, format)
      | Calendar.ISO.offset_to_iodata(utc_offset, std_offset, time_zone, format)
    ])
  end

  @doc """
  Reads a moment as ISO 8601 writes it: `{:ok, datetime in UTC, offset in seconds}`.

      iex> DateTime.from_iso8601("2024-02-29T12:00:00+01:00")
      {:ok, ~U[2024-02-29 11:00:00Z], 3600}

  """
  @spec from_iso8601(String.t(), Calendar.calendar() | :extended | :basic) :: {:ok, t, Calendar.utc_offset()} | {:error, atom}
  def from_iso8601(string, format_or_calendar \\ Calendar.ISO)
  def from_iso8601(string, format) when format in [:basic, :extended], do: from_iso8601(string, Calendar.ISO, format)
  def from_iso8601(string, calendar) when is_atom(calendar), do: from_iso8601(string, calendar, :extended)

  @doc """
  Like `from_iso8601/2`, with calendar and format.

      iex> DateTime.from_iso8601("20240229T120000Z", Calendar.ISO, :basic)
      {:ok, ~U[2024-02-29 12:00:00Z], 0}

  """
  @spec from_iso8601(String.t(), Calendar.calendar(), :extended | :basic) :: {:ok, t, Calendar.utc_offset()} | {:error, atom}
  def from_iso8601(string, calendar, format) do
    with {:ok, {year, month, day, hour, minute, second, microsecond}, offset} <- Calendar.ISO.parse_utc_datetime(string, format) do
      datetime = %DateTime{
        year: year,
        month: month,
        day: day,
        hour: hour,
        minute: minute,
        second: second,
        microsecond: microsecond,
        std_offset: 0,
        utc_offset: 0,
        zone_abbr: "UTC",
        time_zone: @utc
      }

      with {:ok, converted} <- convert(datetime, calendar), do: {:ok, converted, offset}
    end
  end

  @doc """
  The moment as text.

      iex> DateTime.to_string(~U[2024-02-29 12:00:00Z])
      "2024-02-29 12:00:00Z"

  """
  @spec to_string(Calendar.datetime()) :: String.t()
  def to_string(%{calendar: calendar} = datetime) do
    %{
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond,
      time_zone: time_zone,
      zone_abbr: zone_abbr,
      utc_offset: utc_offset,
      std_offset: std_offset
    } = datetime

    calendar.datetime_to_string(year, month, day, hour, minute, second, microsecond, time_zone, zone_abbr, utc_offset, std_offset)
  end

  # Comparing

  @doc """
  Which of two moments comes later: `:gt`, `:eq` or `:lt`.

      iex> DateTime.compare(~U[2024-01-01 00:00:00Z], ~U[2024-01-01 00:00:01Z])
      :lt

  """
  @spec compare(Calendar.datetime(), Calendar.datetime()) :: :lt | :eq | :gt
  def compare(%{utc_offset: _, std_offset: _} = datetime1, %{utc_offset: _, std_offset: _} = datetime2),
    do: Calendar.ISO.compare_iso_days(to_utc_iso_days(datetime1), to_utc_iso_days(datetime2))

  @doc """
  Whether the first moment is before the second.

      iex> DateTime.before?(~U[2024-02-29 23:00:00Z], ~U[2024-02-29 22:00:00Z])
      false

  """
  @spec before?(Calendar.datetime(), Calendar.datetime()) :: boolean
  def before?(datetime1, datetime2), do: compare(datetime1, datetime2) == :lt

  @doc """
  Whether the first moment is after the second.

      iex> DateTime.after?(~U[2024-02-29 23:00:00Z], ~U[2024-02-29 22:00:00Z])
      true

  """
  @spec after?(Calendar.datetime(), Calendar.datetime()) :: boolean
  def after?(datetime1, datetime2), do: compare(datetime1, datetime2) == :gt

  @doc """
  The moment in another calendar.

      iex> DateTime.convert(~U[2024-02-29 23:00:00Z], Calendar.ISO)
      {:ok, ~U[2024-02-29 23:00:00Z]}

  """
  @spec convert(Calendar.datetime(), Calendar.calendar()) :: {:ok, t} | {:error, :incompatible_calendars}
  def convert(%DateTime{calendar: calendar} = datetime, calendar), do: {:ok, datetime}
  def convert(%{calendar: calendar} = datetime, calendar), do: {:ok, datetime_struct(datetime)}

  def convert(%{calendar: from, microsecond: {_, precision}, time_zone: time_zone} = datetime, calendar) do
    if Calendar.compatible_calendars?(from, calendar) do
      {:ok, datetime |> to_utc_iso_days() |> from_iso_days(calendar, precision, datetime, time_zone)}
    else
      {:error, :incompatible_calendars}
    end
  end

  @doc """
  Like `convert/2`; raises `ArgumentError`.

      iex> DateTime.convert!(~U[2024-02-29 23:00:00Z], Calendar.ISO)
      ~U[2024-02-29 23:00:00Z]

  """
  @spec convert!(Calendar.datetime(), Calendar.calendar()) :: t
  def convert!(datetime, calendar) do
    case convert(datetime, calendar) do
      {:ok, converted} ->
        converted

      {:error, reason} ->
        raise ArgumentError, "cannot convert #{inspect(datetime)} to target calendar #{inspect(calendar)}, reason: #{inspect(reason)}"
    end
  end
end

defimpl String.Chars, for: DateTime do
  def to_string(datetime), do: DateTime.to_string(datetime)
end

defimpl Inspect, for: DateTime do
  # Only UTC has a sigil, and only years of four digits.
  def inspect(%{time_zone: "Etc/UTC", utc_offset: 0, std_offset: 0, zone_abbr: "UTC", calendar: calendar, year: year} = datetime, _opts)
      when calendar != Calendar.ISO or year in -9999..9999,
      do: "~U[" <> DateTime.to_string(datetime) <> suffix(calendar) <> "]"

  def inspect(%{calendar: calendar} = datetime, _opts), do: "#DateTime<" <> DateTime.to_string(datetime) <> suffix(calendar) <> ">"

  defp suffix(Calendar.ISO), do: ""
  defp suffix(calendar), do: " " <> Kernel.inspect(calendar)
end
