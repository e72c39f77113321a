defmodule Time do
  @moduledoc """
  Times of day.

      iex> Time.add(~T[10:00:00], 90)
      ~T[10:01:30]

  """

  @enforce_keys [:hour, :minute, :second]
  defstruct [:hour, :minute, :second, microsecond: {0, 0}, calendar: Calendar.ISO]

  @type t :: %__MODULE__{
          hour: Calendar.hour(),
          minute: Calendar.minute(),
          second: Calendar.second(),
          microsecond: Calendar.microsecond(),
          calendar: Calendar.calendar()
        }

  @us_per_day 86_400_000_000
  @time_units [:second, :millisecond, :microsecond, :nanosecond]

  # Making

  @doc """
  The time now, in UTC, to a precision or in a calendar.

      iex> Time.utc_now().hour in 0..23
      true

  """
  @spec utc_now(Calendar.calendar() | :native | :microsecond | :millisecond | :second) :: t
  def utc_now(calendar_or_time_unit \\ Calendar.ISO) do
    case calendar_or_time_unit do
      unit when unit in [:microsecond, :millisecond, :second, :native] -> utc_now(unit, Calendar.ISO)
      calendar -> utc_now(:native, calendar)
    end
  end

  @doc """
  The time now, in UTC, to a precision and in a calendar.

      iex> Time.utc_now(:second, Calendar.ISO).microsecond
      {0, 0}

  """
  @spec utc_now(:native | :microsecond | :millisecond | :second, Calendar.calendar()) :: t
  def utc_now(time_unit, calendar) when time_unit in [:native, :microsecond, :millisecond, :second] do
    {:ok, _, {hour, minute, second}, microsecond} = Calendar.ISO.from_unix(System.os_time(time_unit), time_unit)
    convert!(%Time{hour: hour, minute: minute, second: second, microsecond: microsecond}, calendar)
  end

  @doc """
  Makes a time of its parts.

      iex> Time.new(24, 0, 0)
      {:error, :invalid_time}

  """
  @spec new(
          Calendar.hour(),
          Calendar.minute(),
          Calendar.second(),
          Calendar.microsecond() | non_neg_integer,
          Calendar.calendar()
        ) :: {:ok, t} | {:error, atom}
  def new(hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO)

  def new(hour, minute, second, microsecond, calendar) when is_integer(microsecond),
    do: new(hour, minute, second, {microsecond, 6}, calendar)

  def new(hour, minute, second, {microsecond, precision}, calendar) when is_integer(microsecond) and is_integer(precision) do
    if calendar.valid_time?(hour, minute, second, {microsecond, precision}) do
      {:ok, %Time{hour: hour, minute: minute, second: second, microsecond: {microsecond, precision}, calendar: calendar}}
    else
      {:error, :invalid_time}
    end
  end

  @doc """
  Like `new/5`; raises `ArgumentError`.

      iex> Time.new!(12, 5, 0)
      ~T[12:05:00]

  """
  @spec new!(
          Calendar.hour(),
          Calendar.minute(),
          Calendar.second(),
          Calendar.microsecond() | non_neg_integer,
          Calendar.calendar()
        ) :: t
  def new!(hour, minute, second, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case new(hour, minute, second, microsecond, calendar) do
      {:ok, time} -> time
      {:error, reason} -> raise ArgumentError, "cannot build time, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Reads a time as ISO 8601 writes it.

      iex> Time.from_iso8601("T12:05:00.5")
      {:ok, ~T[12:05:00.5]}

  """
  @spec from_iso8601(String.t(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def from_iso8601(string, calendar \\ Calendar.ISO) when is_binary(string) do
    with {:ok, {hour, minute, second, microsecond}} <- Calendar.ISO.parse_time(string) do
      convert(%Time{hour: hour, minute: minute, second: second, microsecond: microsecond}, calendar)
    end
  end

  @doc """
  Like `from_iso8601/2`; raises `ArgumentError`.

      iex> Time.from_iso8601!("12:05:00")
      ~T[12:05:00]

  """
  @spec from_iso8601!(String.t(), Calendar.calendar()) :: t
  def from_iso8601!(string, calendar \\ Calendar.ISO) do
    case from_iso8601(string, calendar) do
      {:ok, time} -> time
      {:error, reason} -> raise ArgumentError, "cannot parse #{inspect(string)} as time, reason: #{inspect(reason)}"
    end
  end

  @doc """
  Makes a time of Erlang's tuple.

      iex> Time.from_erl({24, 0, 0})
      {:error, :invalid_time}

  """
  @spec from_erl(:calendar.time(), Calendar.microsecond(), Calendar.calendar()) :: {:ok, t} | {:error, :invalid_time}
  def from_erl(tuple, microsecond \\ {0, 0}, calendar \\ Calendar.ISO)

  def from_erl({hour, minute, second}, microsecond, calendar) do
    with {:ok, time} <- new(hour, minute, second, microsecond, Calendar.ISO), do: convert(time, calendar)
  end

  @doc """
  Like `from_erl/3`; raises `ArgumentError`.

      iex> Time.from_erl!({12, 5, 0})
      ~T[12:05:00]

  """
  @spec from_erl!(:calendar.time(), Calendar.microsecond(), Calendar.calendar()) :: t
  def from_erl!(tuple, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) do
    case from_erl(tuple, microsecond, calendar) do
      {:ok, time} -> time
      {:error, reason} -> raise ArgumentError, "cannot convert #{inspect(tuple)} to time, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The time so many seconds after midnight.

      iex> Time.from_seconds_after_midnight(3_605)
      ~T[01:00:05]

  """
  @spec from_seconds_after_midnight(integer, Calendar.microsecond(), Calendar.calendar()) :: t
  def from_seconds_after_midnight(seconds, microsecond \\ {0, 0}, calendar \\ Calendar.ISO) when is_integer(seconds) do
    seconds = Integer.mod(seconds, 86_400)
    convert!(%Time{hour: div(seconds, 3600), minute: rem(div(seconds, 60), 60), second: rem(seconds, 60), microsecond: microsecond}, calendar)
  end

  @doc """
  The seconds and microseconds since midnight.

      iex> Time.to_seconds_after_midnight(~T[01:00:05.25])
      {3605, 250000}

  """
  @spec to_seconds_after_midnight(Calendar.time()) :: {integer, non_neg_integer}
  def to_seconds_after_midnight(%{microsecond: {microsecond, _}} = time) do
    {div(to_us(time), 1_000_000), microsecond}
  end

  # Writing

  @doc """
  The time as text.

      iex> Time.to_string(~T[12:05:00])
      "12:05:00"

  """
  @spec to_string(Calendar.time()) :: String.t()
  def to_string(%{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar}),
    do: calendar.time_to_string(hour, minute, second, microsecond)

  @doc """
  The time as ISO 8601 writes it.

      iex> Time.to_iso8601(~T[01:02:03], :basic)
      "010203"

  """
  @spec to_iso8601(Calendar.time(), :extended | :basic) :: String.t()
  def to_iso8601(time, format \\ :extended)

  def to_iso8601(%{calendar: Calendar.ISO} = time, format) when format in [:extended, :basic] do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond} = time
    Calendar.ISO.time_to_string(hour, minute, second, microsecond, format)
  end

  def to_iso8601(%{calendar: _} = time, format) when format in [:extended, :basic], do: to_iso8601(convert!(time, Calendar.ISO), format)

  @doc """
  The time as Erlang's tuple.

      iex> Time.to_erl(~T[12:05:00])
      {12, 5, 0}

  """
  @spec to_erl(Calendar.time()) :: :calendar.time()
  def to_erl(time) do
    %{hour: hour, minute: minute, second: second} = convert!(time, Calendar.ISO)
    {hour, minute, second}
  end

  # Moving

  @doc """
  The time so much later, round the clock.

      iex> Time.add(~T[23:00:00], 2, :hour)
      ~T[01:00:00]

  """
  @spec add(Calendar.time(), integer, :hour | :minute | System.time_unit()) :: t
  def add(time, amount_to_add, unit \\ :second)

  def add(time, amount, :hour) when is_integer(amount), do: add(time, amount * 3600, :second)
  def add(time, amount, :minute) when is_integer(amount), do: add(time, amount * 60, :second)

  def add(%{calendar: calendar} = time, amount, unit) when is_integer(amount) do
    check_unit!(unit)
    {_, precision} = time.microsecond
    us = System.convert_time_unit(amount, unit, :microsecond)
    total = Integer.mod(to_us(time) + us, @us_per_day)
    {hour, minute, second, {us, _}} = calendar.time_from_day_fraction({total, @us_per_day})
    precision = max(Calendar.ISO.time_unit_to_precision(unit), precision)
    %Time{hour: hour, minute: minute, second: second, microsecond: {us, precision}, calendar: calendar}
  end

  defp check_unit!(unit) when unit in @time_units, do: :ok
  defp check_unit!(unit) when is_integer(unit) and unit > 0, do: :ok

  defp check_unit!(unit) do
    raise ArgumentError,
          "unsupported time unit. Expected :hour, :minute, :second, :millisecond, :microsecond, :nanosecond, " <>
            "or a positive integer, got #{inspect(unit)}"
  end

  @doc """
  The time moved by a duration, round the clock.

      iex> Time.shift(~T[23:00:00], hour: 2)
      ~T[01:00:00]

  """
  @spec shift(Calendar.time(), Duration.duration()) :: t
  def shift(%{calendar: calendar} = time, duration) do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond} = time
    {hour, minute, second, microsecond} = calendar.shift_time(hour, minute, second, microsecond, __duration__!(duration))
    %Time{calendar: calendar, hour: hour, minute: minute, second: second, microsecond: microsecond}
  end

  @units [:hour, :minute, :second, :microsecond]

  @doc false
  def __duration__!(%Duration{year: 0, month: 0, week: 0, day: 0} = duration), do: duration

  def __duration__!(%Duration{}),
    do: raise(ArgumentError, "cannot shift time by date scale unit. Expected :hour, :minute, :second, :microsecond")

  def __duration__!(unit_pairs) do
    Enum.each(unit_pairs, &Duration.__check__!(&1, @units, @units))
    struct!(Duration, unit_pairs)
  end

  defp day_fraction(%{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar}),
    do: calendar.time_to_day_fraction(hour, minute, second, microsecond)

  defp to_us(time) do
    case day_fraction(time) do
      {us, @us_per_day} -> us
      {parts, per_day} -> div(parts * @us_per_day, per_day)
    end
  end

  # Comparing

  @doc """
  Which of two times comes later: `:gt`, `:eq` or `:lt`.

      iex> Time.compare(~T[23:00:00], ~T[23:00:00.000])
      :eq

  """
  @spec compare(Calendar.time(), Calendar.time()) :: :lt | :eq | :gt
  def compare(%{calendar: calendar} = time1, %{calendar: calendar} = time2) do
    %{hour: hour1, minute: minute1, second: second1, microsecond: {us1, _}} = time1
    %{hour: hour2, minute: minute2, second: second2, microsecond: {us2, _}} = time2
    order({hour1, minute1, second1, us1}, {hour2, minute2, second2, us2})
  end

  def compare(time1, time2) do
    {parts1, per_day1} = day_fraction(time1)
    {parts2, per_day2} = day_fraction(time2)
    order(parts1 * per_day2, parts2 * per_day1)
  end

  defp order(first, second) when first > second, do: :gt
  defp order(first, second) when first < second, do: :lt
  defp order(_first, _second), do: :eq

  @doc """
  Whether the first time is before the second.

      iex> Time.before?(~T[23:00:00], ~T[22:00:00])
      false

  """
  @spec before?(Calendar.time(), Calendar.time()) :: boolean
  def before?(time1, time2), do: compare(time1, time2) == :lt

  @doc """
  Whether the first time is after the second.

      iex> Time.after?(~T[23:00:00], ~T[22:00:00])
      true

  """
  @spec after?(Calendar.time(), Calendar.time()) :: boolean
  def after?(time1, time2), do: compare(time1, time2) == :gt

  @doc """
  The time in another calendar.

      iex> Time.convert(~T[23:00:00], Calendar.ISO)
      {:ok, ~T[23:00:00]}

  """
  @spec convert(Calendar.time(), Calendar.calendar()) :: {:ok, t} | {:error, atom}
  def convert(%{calendar: calendar} = time, calendar) do
    {:ok,
     %Time{
       hour: time.hour,
       minute: time.minute,
       second: time.second,
       microsecond: time.microsecond,
       calendar: calendar
     }}
  end

  def convert(%{microsecond: {_, precision}} = time, calendar) do
    {hour, minute, second, {us, _}} = calendar.time_from_day_fraction(day_fraction(time))
    {:ok, %Time{hour: hour, minute: minute, second: second, microsecond: {us, precision}, calendar: calendar}}
  end

  @doc """
  Like `convert/2`; raises `ArgumentError`.

      iex> Time.convert!(~T[23:00:00], Calendar.ISO)
      ~T[23:00:00]

  """
  @spec convert!(Calendar.time(), Calendar.calendar()) :: t
  def convert!(time, calendar) do
    case convert(time, calendar) do
      {:ok, converted} ->
        converted

      {:error, reason} ->
        raise ArgumentError, "cannot convert #{inspect(time)} to target calendar #{inspect(calendar)}, reason: #{inspect(reason)}"
    end
  end

  @doc """
  The time from the second to the first.

      iex> Time.diff(~T[12:00:00], ~T[10:30:00], :minute)
      90

  """
  @spec diff(Calendar.time(), Calendar.time(), :hour | :minute | System.time_unit()) :: integer
  def diff(time1, time2, unit \\ :second)

  def diff(%{calendar: _} = time1, %{calendar: _} = time2, :hour), do: div(to_us(time1) - to_us(time2), 3_600_000_000)
  def diff(%{calendar: _} = time1, %{calendar: _} = time2, :minute), do: div(to_us(time1) - to_us(time2), 60_000_000)

  def diff(%{calendar: _} = time1, %{calendar: _} = time2, unit),
    do: System.convert_time_unit(to_us(time1) - to_us(time2), :microsecond, unit)

  @doc """
  Cuts the time to a precision.

      iex> Time.truncate(~T[12:05:00.123456], :millisecond)
      ~T[12:05:00.123]

  """
  @spec truncate(t, :microsecond | :millisecond | :second) :: t
  def truncate(%Time{microsecond: microsecond} = time, precision), do: %{time | microsecond: Calendar.truncate(microsecond, precision)}
end

defimpl String.Chars, for: Time do
  def to_string(time) do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar} = time
    calendar.time_to_string(hour, minute, second, microsecond)
  end
end

defimpl Inspect, for: Time do
  def inspect(time, _opts) do
    %{hour: hour, minute: minute, second: second, microsecond: microsecond, calendar: calendar} = time
    suffix = if calendar == Calendar.ISO, do: "", else: " " <> Kernel.inspect(calendar)
    "~T[" <> calendar.time_to_string(hour, minute, second, microsecond) <> suffix <> "]"
  end
end
