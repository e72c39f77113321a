defmodule :calendar do
  @moduledoc """
  Dates and times of the Gregorian calendar as Erlang has them: `{year, month, day}`, `{hour, minute, second}` and pairs of both. Days and
  seconds count from 1 January of the year 0.
  """

  @seconds_a_day 86_400
  @epoch_seconds 62_167_219_200
  @days_in_400_years 146_097

  # Dates and days

  @doc "Returns the number of days from 1 January of year 0 to the date; an `:if_clause` error for a day the month does not have."
  def date_to_gregorian_days({year, month, day}), do: date_to_gregorian_days(year, month, day)

  @doc "As `date_to_gregorian_days/1`."
  def date_to_gregorian_days(year, month, day) when is_integer(day) and day > 0 do
    if day > last_day_of_the_month(year, month), do: :erlang.error(:if_clause)
    days_before_year(year) + days_before_month(month, is_leap_year(year)) + day - 1
  end

  defp days_before_year(0), do: 0

  defp days_before_year(year) do
    before = year - 1
    365 * year + div(before, 4) - div(before, 100) + div(before, 400) + 1
  end

  defp days_before_month(month, leap?) when month > 2, do: days_before_month(month) + if(leap?, do: 1, else: 0)
  defp days_before_month(month, _leap?), do: days_before_month(month)

  for {days, index} <- :lists.zip([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334], :lists.seq(1, 12)) do
    defp days_before_month(unquote(index)), do: unquote(days)
  end

  @doc "Returns the date that is `days` days after 1 January of year 0."
  def gregorian_days_to_date(days) when is_integer(days) and days >= 0 do
    # An estimate that may be one year late, never early
    year = div(days * 400, @days_in_400_years)
    year = if days < days_before_year(year), do: year - 1, else: year
    year = if days >= days_before_year(year + 1), do: year + 1, else: year
    {month, day} = month_and_day(12, days - days_before_year(year), is_leap_year(year))
    {year, month, day}
  end

  defp month_and_day(month, day_of_year, leap?) do
    before = days_before_month(month, leap?)
    if day_of_year >= before, do: {month, day_of_year - before + 1}, else: month_and_day(month - 1, day_of_year, leap?)
  end

  @doc "Returns the day of the week, 1 for Monday to 7."
  def day_of_the_week({year, month, day}), do: day_of_the_week(year, month, day)

  @doc "As `day_of_the_week/1`."
  def day_of_the_week(year, month, day), do: rem(date_to_gregorian_days(year, month, day) + 5, 7) + 1

  @doc "Tells whether the year has a 29 February."
  def is_leap_year(year) when is_integer(year) and year >= 0 do
    rem(year, 4) == 0 and (rem(year, 100) != 0 or rem(year, 400) == 0)
  end

  @doc "Returns the number of days of the month."
  def last_day_of_the_month(year, month) when is_integer(year) and year >= 0 and month in [4, 6, 9, 11], do: 30

  def last_day_of_the_month(year, 2) when is_integer(year) and year >= 0 do
    if is_leap_year(year), do: 29, else: 28
  end

  def last_day_of_the_month(year, month) when is_integer(year) and year >= 0 and is_integer(month) and month > 0 and month < 13, do: 31

  @doc "Tells whether there is such a date."
  def valid_date({year, month, day}), do: valid_date(year, month, day)

  @doc "As `valid_date/1`."
  def valid_date(year, month, day) when is_integer(year) and is_integer(month) and is_integer(day) do
    year >= 0 and month > 0 and month < 13 and day > 0 and day <= last_day_of_the_month(year, month)
  end

  @doc "Returns the year and week of today by ISO 8601, in local time."
  def iso_week_number do
    {date, _time} = local_time()
    iso_week_number(date)
  end

  @doc "Returns the year and week of the date by ISO 8601: week 1 is the one with the year's first Thursday."
  def iso_week_number({year, month, day}) do
    days = date_to_gregorian_days(year, month, day)
    thursday = days - day_of_the_week(year, month, day) + 4
    {week_year, _, _} = gregorian_days_to_date(thursday)
    {week_year, div(thursday - date_to_gregorian_days(week_year, 1, 1), 7) + 1}
  end

  # Seconds

  @doc "Returns the number of seconds from the start of year 0 to the moment."
  def datetime_to_gregorian_seconds({date, time}) do
    @seconds_a_day * date_to_gregorian_days(date) + time_to_seconds(time)
  end

  @doc "Returns the moment `seconds` after the start of year 0."
  def gregorian_seconds_to_datetime(seconds) when is_integer(seconds) and seconds >= 0 do
    {gregorian_days_to_date(div(seconds, @seconds_a_day)), seconds_to_time(rem(seconds, @seconds_a_day))}
  end

  @doc "Returns days and time of day of a number of seconds; the days of a negative one round down."
  def seconds_to_daystime(seconds) do
    time = Integer.mod(seconds, @seconds_a_day)
    {div(seconds - time, @seconds_a_day), seconds_to_time(time)}
  end

  @doc "Returns the time of day that is `seconds` after midnight."
  def seconds_to_time(seconds) when is_integer(seconds) and seconds >= 0 and seconds < @seconds_a_day do
    {div(seconds, 3600), div(rem(seconds, 3600), 60), rem(seconds, 60)}
  end

  @doc "Returns the number of seconds from midnight."
  def time_to_seconds({hour, minute, second}) when is_integer(hour) and is_integer(minute) and is_integer(second) do
    hour * 3600 + minute * 60 + second
  end

  @doc "Returns days and time of day from the first moment to the second."
  def time_difference({{_, _, _}, {_, _, _}} = first, {{_, _, _}, {_, _, _}} = second) do
    seconds_to_daystime(datetime_to_gregorian_seconds(second) - datetime_to_gregorian_seconds(first))
  end

  # Clocks and time zones

  @doc "Returns the local date and time."
  def local_time, do: :erlang.localtime()

  @doc "Returns the date and time in UTC."
  def universal_time, do: :erlang.universaltime()

  @doc "Changes a local time to UTC."
  def local_time_to_universal_time(datetime), do: :erlang.localtime_to_universaltime(datetime)

  @doc "As `local_time_to_universal_time/1`; the flag tells whether it is daylight saving time, or `:undefined`."
  def local_time_to_universal_time(datetime, dst?), do: :erlang.localtime_to_universaltime(datetime, dst?)

  @doc "Returns all moments in UTC at which local clocks show the time: none, one, or two of which the first is in daylight saving time."
  def local_time_to_universal_time_dst(datetime) do
    [true, false]
    |> Enum.map(&:erlang.localtime_to_universaltime(datetime, &1))
    |> Enum.filter(&(:erlang.universaltime_to_localtime(&1) == datetime))
    |> Enum.uniq()
  end

  @doc "Changes a time in UTC to local time."
  def universal_time_to_local_time(datetime), do: :erlang.universaltime_to_localtime(datetime)

  @doc "Returns the moment of a `:erlang.timestamp/0` in UTC."
  def now_to_datetime({mega, seconds, _micro}) do
    gregorian_seconds_to_datetime(mega * 1_000_000 + seconds + @epoch_seconds)
  end

  @doc "As `now_to_datetime/1`."
  def now_to_universal_time(now), do: now_to_datetime(now)

  @doc "Returns the moment of a `:erlang.timestamp/0` in local time."
  def now_to_local_time(now), do: :erlang.universaltime_to_localtime(now_to_universal_time(now))

  @doc "Returns the moment of a system time in UTC."
  def system_time_to_universal_time(time, unit) do
    gregorian_seconds_to_datetime(:erlang.convert_time_unit(time, unit, :second) + @epoch_seconds)
  end

  @doc "Returns the moment of a system time in local time."
  def system_time_to_local_time(time, unit) do
    :erlang.universaltime_to_localtime(system_time_to_universal_time(time, unit))
  end

  # RFC 3339

  @doc "Returns the system time in seconds of an RFC 3339 timestamp, a charlist."
  def rfc3339_to_system_time(text), do: rfc3339_to_system_time(text, [])

  @doc "As `rfc3339_to_system_time/1`, in the unit of the option `:unit`."
  def rfc3339_to_system_time(text, options) do
    unit = :proplists.get_value(:unit, options, :second)
    {date_time, rest} = split_date_time(text)
    {fraction, offset} = split_fraction(rest)
    factor = factor(unit)
    seconds = datetime_to_gregorian_seconds(date_time) - offset_seconds(offset) - @epoch_seconds
    # Before the epoch the fraction counts backwards too
    part = round_fraction(fraction, factor)
    if seconds < 0, do: seconds * factor - part, else: seconds * factor + part
  end

  defp split_date_time(text) do
    [y1, y2, y3, y4, ?-, mo1, mo2, ?-, d1, d2, _, h1, h2, ?:, m1, m2, ?:, s1, s2 | rest] = text
    date = {:erlang.list_to_integer([y1, y2, y3, y4]), :erlang.list_to_integer([mo1, mo2]), :erlang.list_to_integer([d1, d2])}
    time = {:erlang.list_to_integer([h1, h2]), :erlang.list_to_integer([m1, m2]), :erlang.list_to_integer([s1, s2])}
    {{date, time}, rest}
  end

  defp split_fraction([?. | rest]), do: :lists.splitwith(&(&1 in ?0..?9), rest)
  defp split_fraction(rest), do: {[], rest}

  defp offset_seconds(zulu) when zulu in [~c"Z", ~c"z"], do: 0

  defp offset_seconds(text) do
    [sign, h1, h2, ?:, m1, m2] = text
    seconds = 3600 * :erlang.list_to_integer([h1, h2]) + 60 * :erlang.list_to_integer([m1, m2])
    if sign == ?-, do: -seconds, else: seconds
  end

  defp round_fraction([], _factor), do: 0

  defp round_fraction(digits, factor) do
    scale = Integer.pow(10, length(digits))
    div(2 * :erlang.list_to_integer(digits) * factor + scale, 2 * scale)
  end

  @doc "Returns the RFC 3339 text of a system time in seconds, in local time."
  def system_time_to_rfc3339(time), do: system_time_to_rfc3339(time, [])

  @doc """
  As `system_time_to_rfc3339/1`. Options: `:unit`, `:offset` (text such as `~c"Z"` or a number of the unit), `:time_designator` (`?T`) and
  `:return` (`:binary` or `:string`).
  """
  def system_time_to_rfc3339(time, options) when is_integer(time) do
    unit = :proplists.get_value(:unit, options, :second)
    offset = :proplists.get_value(:offset, options, [])
    designator = :proplists.get_value(:time_designator, options, ?T)
    {time, unit} = if unit == :native, do: {:erlang.convert_time_unit(time, :native, :millisecond), :millisecond}, else: {time, unit}
    factor = factor(unit)
    {offset_seconds, offset_text} = offset(offset, time, factor)
    seconds = div(time, factor) + offset_seconds
    moment = seconds + @epoch_seconds

    if moment < 0 or moment >= 315_569_520_000, do: :erlang.error({:badarg, [time, options]})
    {{year, month, day}, {hour, minute, second}} = gregorian_seconds_to_datetime(moment)

    text = [
      [digits(year, 4), ?-, digits(month, 2), ?-, digits(day, 2), designator],
      [digits(hour, 2), ?:, digits(minute, 2), ?:, digits(second, 2)],
      [fraction(abs(rem(time, factor)), factor), offset_text]
    ]

    case :proplists.get_value(:return, options, :string) do
      :binary -> :unicode.characters_to_binary(text)
      _ -> :lists.flatten(text)
    end
  end

  defp factor(:second), do: 1
  defp factor(:millisecond), do: 1000
  defp factor(:microsecond), do: 1_000_000
  defp factor(:nanosecond), do: 1_000_000_000
  defp factor(:native), do: 1_000_000_000

  # The offset in seconds and its text; an empty one is that of the local clock
  defp offset([], time, factor) do
    universal = div(time, factor) + @epoch_seconds
    local = :erlang.universaltime_to_localtime(gregorian_seconds_to_datetime(universal))
    seconds = datetime_to_gregorian_seconds(local) - universal
    {seconds, offset_text(seconds)}
  end

  defp offset(number, _time, factor) when is_integer(number) do
    seconds = div(number, factor)
    {seconds, offset_text(seconds)}
  end

  defp offset(text, _time, _factor) when is_list(text), do: {offset_seconds(text), text}

  defp offset_text(seconds) do
    sign = if seconds < 0, do: ?-, else: ?+
    minutes = div(abs(seconds), 60)
    [sign, digits(div(minutes, 60), 2), ?:, digits(rem(minutes, 60), 2)]
  end

  defp fraction(_, 1), do: []
  defp fraction(part, factor), do: [?. | digits(part, length(Integer.to_charlist(factor)) - 1)]

  defp digits(number, width), do: :string.right(:erlang.integer_to_list(number), width, ?0)
end
