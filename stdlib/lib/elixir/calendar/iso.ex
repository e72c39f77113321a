defmodule Calendar.ISO do
  @moduledoc """
  The calendar of ISO 8601: the Gregorian calendar, also for times before its introduction.

      iex> Calendar.ISO.leap_year?(2024)
      true

  """

  @behaviour Calendar

  @type format :: :basic | :extended
  @type weekday :: :monday | :tuesday | :wednesday | :thursday | :friday | :saturday | :sunday

  @us_per_second 1_000_000
  @us_per_day 86_400_000_000
  @days_to_epoch 719_528
  @days_in_400_years 146_097
  @months_in_year 12

  # Days are counted from 0000-01-01, which is day 0.

  defguardp is_year(year) when is_integer(year)
  defguardp is_month(month) when month in 1..12
  defguardp is_day(day) when day in 1..31
  defguardp is_format(format) when format == :basic or format == :extended

  # Length of years and months

  @doc """
  Whether a year has 366 days.

      iex> Calendar.ISO.leap_year?(1900)
      false

  """
  @spec leap_year?(Calendar.year()) :: boolean
  @impl true
  def leap_year?(year) when is_year(year), do: rem(year, 4) == 0 and (rem(year, 100) != 0 or rem(year, 400) == 0)

  @doc """
  The number of days of a month.

      iex> Calendar.ISO.days_in_month(2023, 2)
      28

  """
  @spec days_in_month(Calendar.year(), Calendar.month()) :: 28..31
  @impl true
  def days_in_month(year, month) when is_year(year) and is_month(month), do: month_length(year, month)

  defp month_length(year, 2), do: if(leap_year?(year), do: 29, else: 28)
  defp month_length(_year, month) when month in [4, 6, 9, 11], do: 30
  defp month_length(_year, _month), do: 31

  @doc """
  Twelve.

      iex> Calendar.ISO.months_in_year(2024)
      12

  """
  @spec months_in_year(Calendar.year()) :: 12
  @impl true
  def months_in_year(year) when is_year(year), do: @months_in_year

  # Position of a day

  @doc """
  The day of the week, counted from `starting_on`, with the first and the last number a day can have.

      iex> Calendar.ISO.day_of_week(2024, 2, 29, :default)
      {4, 1, 7}

  """
  @spec day_of_week(Calendar.year(), Calendar.month(), Calendar.day(), :default | weekday) :: {1..7, 1, 7}
  @impl true
  def day_of_week(year, month, day, starting_on),
    do: {iso_days_to_day_of_week(date_to_iso_days(year, month, day), starting_on), 1, 7}

  @doc false
  @deprecated "Use Calendar.ISO.day_of_week/4 instead"
  def day_of_week(year, month, day), do: elem(day_of_week(year, month, day, :default), 0)

  @doc false
  def iso_days_to_day_of_week(iso_days, starting_on),
    do: Integer.mod(iso_days + day_of_week_offset(starting_on), 7) + 1

  defp day_of_week_offset(:default), do: 5
  defp day_of_week_offset(:monday), do: 5
  defp day_of_week_offset(:tuesday), do: 4
  defp day_of_week_offset(:wednesday), do: 3
  defp day_of_week_offset(:thursday), do: 2
  defp day_of_week_offset(:friday), do: 1
  defp day_of_week_offset(:saturday), do: 0
  defp day_of_week_offset(:sunday), do: 6

  @doc """
  The day of the year, from 1.

      iex> Calendar.ISO.day_of_year(2024, 3, 1)
      61

  """
  @spec day_of_year(Calendar.year(), Calendar.month(), Calendar.day()) :: 1..366
  @impl true
  def day_of_year(year, month, day) do
    check_date!(year, month, day)
    days_before_month(year, month) + day
  end

  defp days_before_month(_year, 1), do: 0
  defp days_before_month(_year, 2), do: 31

  defp days_before_month(year, month) do
    before = elem({0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334}, month - 1)
    if leap_year?(year), do: before + 1, else: before
  end

  @doc """
  The quarter of the year, from 1.

      iex> Calendar.ISO.quarter_of_year(2024, 5, 1)
      2

  """
  @spec quarter_of_year(Calendar.year(), Calendar.month(), Calendar.day()) :: 1..4
  @impl true
  def quarter_of_year(year, month, day) when is_year(year) and is_month(month) and is_day(day), do: div(month - 1, 3) + 1

  @doc """
  The year within its era: era 1 from the year 1 on, era 0 before.

      iex> Calendar.ISO.year_of_era(0)
      {1, 0}

  """
  @spec year_of_era(Calendar.year()) :: {Calendar.year(), 0..1}
  def year_of_era(year) when is_year(year) and year > 0, do: {year, 1}
  def year_of_era(year) when is_year(year), do: {1 - year, 0}

  @doc """
  The year within its era.

      iex> Calendar.ISO.year_of_era(-3, 1, 1)
      {4, 0}

  """
  @spec year_of_era(Calendar.year(), Calendar.month(), Calendar.day()) :: {Calendar.year(), 0..1}
  @impl true
  def year_of_era(year, _month, _day), do: year_of_era(year)

  @doc """
  The day within its era, counted away from its boundary.

      iex> Calendar.ISO.day_of_era(1, 1, 3)
      {3, 1}

  """
  @spec day_of_era(Calendar.year(), Calendar.month(), Calendar.day()) :: {Calendar.day(), 0..1}
  @impl true
  def day_of_era(year, month, day) when is_year(year) and year > 0,
    do: {date_to_iso_days(year, month, day) - 365, 1}

  def day_of_era(year, month, day) when is_year(year), do: {366 - date_to_iso_days(year, month, day), 0}

  # Validity

  @doc """
  Whether the date exists.

      iex> Calendar.ISO.valid_date?(2023, 2, 29)
      false

  """
  @spec valid_date?(Calendar.year(), Calendar.month(), Calendar.day()) :: boolean
  @impl true
  def valid_date?(year, month, day) when is_integer(year) and is_integer(month) and is_integer(day),
    do: month in 1..12 and day >= 1 and day <= month_length(year, month)

  @doc """
  Whether the time exists.

      iex> Calendar.ISO.valid_time?(24, 0, 0, {0, 0})
      false

  """
  @spec valid_time?(Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond()) :: boolean
  @impl true
  def valid_time?(hour, minute, second, {microsecond, precision})
      when is_integer(hour) and is_integer(minute) and is_integer(second) and is_integer(microsecond) and
             is_integer(precision) do
    hour in 0..23 and minute in 0..59 and second in 0..59 and microsecond in 0..999_999 and precision in 0..6
  end

  defp check_date!(year, month, day) do
    if not valid_date?(year, month, day) do
      raise ArgumentError, "invalid date: #{date_to_string(year, month, day)}"
    end
  end

  # Days

  @doc false
  def date_to_iso_days(year, month, day) when is_integer(year) and is_integer(month) and is_integer(day) do
    check_date!(year, month, day)
    days_before_year(year) + days_before_month(year, month) + day - 1
  end

  defp days_before_year(year) do
    last = year - 1
    365 * year + Integer.floor_div(last, 4) - Integer.floor_div(last, 100) + Integer.floor_div(last, 400) + 1
  end

  @doc false
  # Howard Hinnant, "chrono-compatible low-level date algorithms": years counted from March.
  def date_from_iso_days(days) when is_integer(days) do
    days = days - 60
    era = Integer.floor_div(days, @days_in_400_years)
    day_of_era = days - era * @days_in_400_years
    year_of_era = div(day_of_era - div(day_of_era, 1460) + div(day_of_era, 36_524) - div(day_of_era, 146_096), 365)
    day_of_year = day_of_era - (365 * year_of_era + div(year_of_era, 4) - div(year_of_era, 100))
    month = div(5 * day_of_year + 2, 153)
    day = day_of_year - div(153 * month + 2, 5) + 1
    year = year_of_era + era * 400
    if month < 10, do: {year, month + 3, day}, else: {year + 1, month - 9, day}
  end

  @doc """
  A date and time as days with a fraction.

      iex> Calendar.ISO.naive_datetime_to_iso_days(2024, 2, 29, 0, 0, 0, {0, 6})
      {739310, {0, 86400000000}}

  """
  @spec naive_datetime_to_iso_days(
          Calendar.year(),
          Calendar.month(),
          Calendar.day(),
          Calendar.hour(),
          Calendar.minute(),
          Calendar.second(),
          Calendar.microsecond()
        ) :: Calendar.iso_days()
  @impl true
  def naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond),
    do: {date_to_iso_days(year, month, day), time_to_day_fraction(hour, minute, second, microsecond)}

  @doc """
  The date and time of days with a fraction.

      iex> Calendar.ISO.naive_datetime_from_iso_days({739_310, {0, 86_400}})
      {2024, 2, 29, 0, 0, 0, {0, 6}}

  """
  @spec naive_datetime_from_iso_days(Calendar.iso_days()) ::
          {Calendar.year(), Calendar.month(), Calendar.day(), Calendar.hour(), Calendar.minute(), Calendar.second(),
           Calendar.microsecond()}
  @impl true
  def naive_datetime_from_iso_days({days, fraction}) do
    {year, month, day} = date_from_iso_days(days)
    {hour, minute, second, microsecond} = time_from_day_fraction(fraction)
    {year, month, day, hour, minute, second, microsecond}
  end

  @doc """
  A time as a fraction of a day.

      iex> Calendar.ISO.time_to_day_fraction(0, 0, 1, {0, 0})
      {1_000_000, 86_400_000_000}

  """
  @spec time_to_day_fraction(Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond()) ::
          Calendar.day_fraction()
  @impl true
  def time_to_day_fraction(0, 0, 0, {0, _}), do: {0, @us_per_day}

  def time_to_day_fraction(hour, minute, second, {microsecond, _})
      when hour in 0..23 and minute in 0..59 and second in 0..59 and microsecond in 0..999_999,
      do: {time_us(hour, minute, second, microsecond), @us_per_day}

  defp time_us(hour, minute, second, microsecond), do: ((hour * 60 + minute) * 60 + second) * @us_per_second + microsecond

  @doc """
  The time of a fraction of a day.

      iex> Calendar.ISO.time_from_day_fraction({1, 2})
      {12, 0, 0, {0, 6}}

  """
  @spec time_from_day_fraction(Calendar.day_fraction()) ::
          {Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond()}
  @impl true
  def time_from_day_fraction({0, _}), do: {0, 0, 0, {0, 6}}

  def time_from_day_fraction({us, @us_per_day}), do: time_from_us(us, 6)
  def time_from_day_fraction({parts, per_day}), do: time_from_us(div(parts * @us_per_day, per_day), 6)

  defp time_from_us(us, precision) do
    seconds = div(us, @us_per_second)
    {div(seconds, 3600), rem(div(seconds, 60), 60), rem(seconds, 60), {rem(us, @us_per_second), precision}}
  end

  @doc """
  Midnight.

      iex> Calendar.ISO.day_rollover_relative_to_midnight_utc()
      {0, 1}

  """
  @spec day_rollover_relative_to_midnight_utc() :: {0, 1}
  @impl true
  def day_rollover_relative_to_midnight_utc, do: {0, 1}

  @doc """
  The first moment of the day.

      iex> Calendar.ISO.iso_days_to_beginning_of_day({739_310, {1, 2}})
      {739310, {0, 86400000000}}

  """
  @spec iso_days_to_beginning_of_day(Calendar.iso_days()) :: Calendar.iso_days()
  @impl true
  def iso_days_to_beginning_of_day({days, _fraction}), do: {days, {0, @us_per_day}}

  @doc """
  The last moment of the day.

      iex> Calendar.ISO.iso_days_to_end_of_day({739_310, {0, 86_400_000_000}})
      {739310, {86399999999, 86400000000}}

  """
  @spec iso_days_to_end_of_day(Calendar.iso_days()) :: Calendar.iso_days()
  @impl true
  def iso_days_to_end_of_day({days, _fraction}), do: {days, {@us_per_day - 1, @us_per_day}}

  @doc false
  def add_day_fraction_to_iso_days({days, {parts, per_day}}, add, per_day), do: normalize(days, parts + add, per_day)

  def add_day_fraction_to_iso_days({days, {parts, per_day}}, add, add_per_day) do
    normalize(days, parts * add_per_day + add * per_day, per_day * add_per_day)
  end

  defp normalize(days, parts, per_day), do: {days + Integer.floor_div(parts, per_day), {Integer.mod(parts, per_day), per_day}}

  # What follows is for dates with times in any calendar. This one is called by its name, which costs less.

  @doc false
  def to_iso_days(%{calendar: calendar} = datetime) do
    %{year: year, month: month, day: day, hour: hour, minute: minute, second: second, microsecond: microsecond} = datetime

    case calendar do
      Calendar.ISO -> naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond)
      _other -> calendar.naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond)
    end
  end

  @doc false
  def from_iso_days(iso_days, Calendar.ISO), do: naive_datetime_from_iso_days(iso_days)
  def from_iso_days(iso_days, calendar), do: calendar.naive_datetime_from_iso_days(iso_days)

  @doc false
  # Products of parts would be large integers; mostly both have as many a day.
  def compare_iso_days({days1, {parts1, per_day}}, {days2, {parts2, per_day}}),
    do: order({days1, parts1}, {days2, parts2})

  def compare_iso_days({days1, {parts1, per_day1}}, {days2, {parts2, per_day2}}),
    do: order({days1, parts1 * per_day2}, {days2, parts2 * per_day1})

  defp order(first, second) when first > second, do: :gt
  defp order(first, second) when first < second, do: :lt
  defp order(_first, _second), do: :eq

  @doc false
  def iso_days_to_unit({days, {parts, per_day}}, unit) do
    units = System.convert_time_unit(86_400, :second, unit)
    days * units + Integer.floor_div(parts * units, per_day)
  end

  @doc false
  def gregorian_seconds_to_iso_days(seconds, microsecond) do
    {days, rest} = {Integer.floor_div(seconds, 86_400), Integer.mod(seconds, 86_400)}
    {days, {rest * @us_per_second + microsecond, @us_per_day}}
  end

  @unix_range_us -(@days_to_epoch * 86_400 * 1_000_000 + 315_537_897_600 * 1_000_000)

  @doc false
  # {:ok, date and time parts} of Unix time, years -9999 to 9999.
  def from_unix(integer, unit) when is_integer(integer) do
    us = System.convert_time_unit(integer, unit, :microsecond)
    days = Integer.floor_div(us, @us_per_day) + @days_to_epoch

    if us >= @unix_range_us and days <= 3_652_424 do
      {year, month, day} = date_from_iso_days(days)
      {hour, minute, second, microsecond} = time_from_us(Integer.mod(us, @us_per_day), unix_precision(unit))
      {:ok, {year, month, day}, {hour, minute, second}, microsecond}
    else
      {:error, :invalid_unix_time}
    end
  end

  # As many digits as a power of ten of parts a second has.
  defp unix_precision(parts) when parts in [1, 10, 100, 1_000, 10_000, 100_000], do: length(Integer.digits(parts)) - 1
  defp unix_precision(unit), do: time_unit_to_precision(unit)

  @doc """
  The number of digits below a second that a unit needs, at most 6.

      iex> Calendar.ISO.time_unit_to_precision(:millisecond)
      3

  """
  @spec time_unit_to_precision(System.time_unit()) :: 0..6
  def time_unit_to_precision(:second), do: 0
  def time_unit_to_precision(:millisecond), do: 3
  def time_unit_to_precision(:microsecond), do: 6
  def time_unit_to_precision(:nanosecond), do: 6
  def time_unit_to_precision(:native), do: 6
  def time_unit_to_precision(parts) when is_integer(parts), do: 6

  # Writing

  @doc """
  A date as text.

      iex> Calendar.ISO.date_to_string(2024, 2, 29)
      "2024-02-29"

  """
  @spec date_to_string(Calendar.year(), Calendar.month(), Calendar.day(), format) :: String.t()
  @impl true
  def date_to_string(year, month, day, format \\ :extended) when is_integer(year) and is_integer(month) and is_integer(day) and is_format(format),
    do: :erlang.iolist_to_binary(date_to_iodata(year, month, day, format))

  @doc """
  A date as iodata.

      iex> IO.iodata_to_binary(Calendar.ISO.date_to_iodata(2024, 2, 29, :basic))
      "20240229"

  """
  @spec date_to_iodata(Calendar.year(), Calendar.month(), Calendar.day(), format) :: iodata
  def date_to_iodata(year, month, day, format \\ :extended)

  def date_to_iodata(year, month, day, :extended) when is_integer(year) and is_integer(month) and is_integer(day),
    do: [pad(year, 4), ?-, pad(month, 2), ?-, pad(day, 2)]

  def date_to_iodata(year, month, day, :basic) when is_integer(year) and is_integer(month) and is_integer(day),
    do: [pad(year, 4), pad(month, 2), pad(day, 2)]

  @doc """
  A time as text.

      iex> Calendar.ISO.time_to_string(12, 5, 0, {250_000, 2})
      "12:05:00.25"

  """
  @spec time_to_string(Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond(), format) :: String.t()
  @impl true
  def time_to_string(hour, minute, second, microsecond, format \\ :extended)

  def time_to_string(hour, minute, second, {us, precision}, format)
      when is_integer(hour) and is_integer(minute) and is_integer(second) and is_integer(us) and precision in 0..6 and
             is_format(format),
      do: :erlang.iolist_to_binary(time_to_iodata(hour, minute, second, {us, precision}, format))

  @doc """
  A time as iodata.

      iex> IO.iodata_to_binary(Calendar.ISO.time_to_iodata(12, 5, 0, {0, 0}, :basic))
      "120500"

  """
  @spec time_to_iodata(Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond(), format) :: iodata
  def time_to_iodata(hour, minute, second, microsecond, format \\ :extended)

  def time_to_iodata(hour, minute, second, microsecond, :extended)
      when is_integer(hour) and is_integer(minute) and is_integer(second),
      do: [pad(hour, 2), ?:, pad(minute, 2), ?:, pad(second, 2) | fraction(microsecond)]

  def time_to_iodata(hour, minute, second, microsecond, :basic)
      when is_integer(hour) and is_integer(minute) and is_integer(second),
      do: [pad(hour, 2), pad(minute, 2), pad(second, 2) | fraction(microsecond)]

  defp fraction({_us, 0}), do: []
  defp fraction({us, precision}), do: [?. | microseconds_to_iodata(us, precision)]

  @doc false
  def microseconds_to_iodata(_us, 0), do: []
  def microseconds_to_iodata(us, 6), do: pad(us, 6)
  def microseconds_to_iodata(us, precision), do: pad(div(us, power_of_ten(6 - precision)), precision)

  defp power_of_ten(0), do: 1
  defp power_of_ten(n), do: 10 * power_of_ten(n - 1)

  @doc """
  A date and time as text.

      iex> Calendar.ISO.naive_datetime_to_string(2024, 2, 29, 12, 5, 0, {0, 0})
      "2024-02-29 12:05:00"

  """
  @impl true
  def naive_datetime_to_string(year, month, day, hour, minute, second, microsecond, format \\ :extended) when is_format(format),
    do: :erlang.iolist_to_binary(naive_datetime_to_iodata(year, month, day, hour, minute, second, microsecond, format))

  @doc """
  A date and time as iodata.

      iex> IO.iodata_to_binary(Calendar.ISO.naive_datetime_to_iodata(2024, 2, 29, 12, 5, 0, {0, 0}))
      "2024-02-29 12:05:00"

  """
  def naive_datetime_to_iodata(year, month, day, hour, minute, second, microsecond, format \\ :extended) when is_format(format),
    do: [date_to_iodata(year, month, day, format), ?\s | time_to_iodata(hour, minute, second, microsecond, format)]

  @doc """
  A date and time in a zone as text.

      iex> Calendar.ISO.datetime_to_string(2024, 2, 29, 12, 5, 0, {0, 0}, "Etc/UTC", "UTC", 0, 0)
      "2024-02-29 12:05:00Z"

  """
  @impl true
  def datetime_to_string(
        year,
        month,
        day,
        hour,
        minute,
        second,
        microsecond,
        time_zone,
        zone_abbr,
        utc_offset,
        std_offset,
        format \\ :extended
      )
      when is_format(format) do
    :erlang.iolist_to_binary(
      datetime_to_iodata(year, month, day, hour, minute, second, microsecond, time_zone, zone_abbr, utc_offset, std_offset, format)
    )
  end

  @doc """
  A date and time in a zone as iodata.

      iex> IO.iodata_to_binary(Calendar.ISO.datetime_to_iodata(2024, 2, 29, 12, 5, 0, {0, 0}, "Etc/UTC", "UTC", 0, 0))
      "2024-02-29 12:05:00Z"

  """
  def datetime_to_iodata(
        year,
        month,
        day,
        hour,
        minute,
        second,
        microsecond,
        time_zone,
        zone_abbr,
        utc_offset,
        std_offset,
        format \\ :extended
      )
      when is_binary(time_zone) and is_binary(zone_abbr) and is_integer(utc_offset) and is_integer(std_offset) and
             is_format(format) do
    [
      naive_datetime_to_iodata(year, month, day, hour, minute, second, microsecond, format),
      offset_to_iodata(utc_offset, std_offset, time_zone, format)
      | zone_text(utc_offset, std_offset, zone_abbr, time_zone)
    ]
  end

  defp zone_text(_utc, _std, _abbr, "Etc/UTC"), do: []
  defp zone_text(_utc, _std, abbr, time_zone), do: [?\s, abbr, ?\s, time_zone]

  @doc false
  def offset_to_string(utc_offset, std_offset, time_zone, format \\ :extended),
    do: :erlang.iolist_to_binary(offset_to_iodata(utc_offset, std_offset, time_zone, format))

  @doc false
  def offset_to_iodata(0, 0, "Etc/UTC", _format), do: "Z"

  def offset_to_iodata(utc_offset, std_offset, _time_zone, format) do
    total = utc_offset + std_offset
    minutes = div(abs(total), 60)
    sign = if total < 0, do: ?-, else: ?+
    colon = if format == :extended, do: ":", else: ""
    [sign, pad(div(minutes, 60), 2), colon | pad(rem(minutes, 60), 2)]
  end

  defp pad(value, width) when value < 0, do: [?- | pad(-value, width)]

  defp pad(value, 2) when value < 10, do: [?0, ?0 + value]
  defp pad(value, width), do: zeros(Integer.to_string(value), width)

  defp zeros(text, width) when byte_size(text) < width, do: zeros(<<?0, text::binary>>, width)
  defp zeros(text, _width), do: text

  # Reading

  @doc """
  Reads a date.

      iex> Calendar.ISO.parse_date("2024-02-29")
      {:ok, {2024, 2, 29}}

  """
  @spec parse_date(String.t(), format) :: {:ok, {Calendar.year(), Calendar.month(), Calendar.day()}} | {:error, atom}
  @impl true
  def parse_date(string, format \\ :extended) when is_binary(string) and is_format(format) do
    case date(string, format) do
      {year, month, day, ""} -> if valid_date?(year, month, day), do: {:ok, {year, month, day}}, else: {:error, :invalid_date}
      _ -> {:error, :invalid_format}
    end
  end

  @doc """
  Reads a time; an offset behind it is ignored.

      iex> Calendar.ISO.parse_time("120500", :basic)
      {:ok, {12, 5, 0, {0, 0}}}

  """
  @spec parse_time(String.t(), format) ::
          {:ok, {Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond()}} | {:error, atom}
  @impl true
  def parse_time(string, format \\ :extended) when is_binary(string) and is_format(format) do
    case time(strip_t(string), format) do
      {hour, minute, second, microsecond, rest} ->
        cond do
          offset(rest) == :error -> {:error, :invalid_format}
          valid_time?(hour, minute, second, microsecond) -> {:ok, {hour, minute, second, microsecond}}
          true -> {:error, :invalid_time}
        end

      :error ->
        {:error, :invalid_format}
    end
  end

  defp strip_t("T" <> rest), do: rest
  defp strip_t(rest), do: rest

  @doc """
  Reads a date and time; an offset behind it is ignored.

      iex> Calendar.ISO.parse_naive_datetime("20240229 120500", :basic)
      {:ok, {2024, 2, 29, 12, 5, 0, {0, 0}}}

  """
  @impl true
  def parse_naive_datetime(string, format \\ :extended) when is_binary(string) and is_format(format) do
    with {:ok, parts, _offset} <- datetime(string, format), do: {:ok, parts}
  end

  @doc """
  Reads a date and time with its offset: `{:ok, parts in UTC, offset in seconds}`.

      iex> Calendar.ISO.parse_utc_datetime("20240229 120500Z", :basic)
      {:ok, {2024, 2, 29, 12, 5, 0, {0, 0}}, 0}

  """
  @impl true
  def parse_utc_datetime(string, format \\ :extended) when is_binary(string) and is_format(format) do
    case datetime(string, format) do
      {:ok, _parts, nil} ->
        {:error, :missing_offset}

      {:ok, parts, 0} ->
        {:ok, parts, 0}

      {:ok, {year, month, day, hour, minute, second, {_, precision} = microsecond}, offset} ->
        iso_days = naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond)
        shifted = add_day_fraction_to_iso_days(iso_days, -offset * @us_per_second, @us_per_day)
        {year, month, day, hour, minute, second, {us, _}} = naive_datetime_from_iso_days(shifted)
        {:ok, {year, month, day, hour, minute, second, {us, precision}}, offset}

      error ->
        error
    end
  end

  defp datetime(string, format) do
    with {year, month, day, <<separator, rest::binary>>} when separator in [?T, ?\s] <- date(string, format),
         {hour, minute, second, microsecond, rest} <- time(rest, format),
         {:ok, offset} <- offset(rest) do
      cond do
        not valid_date?(year, month, day) -> {:error, :invalid_date}
        not valid_time?(hour, minute, second, microsecond) -> {:error, :invalid_time}
        true -> {:ok, {year, month, day, hour, minute, second, microsecond}, offset}
      end
    else
      _ -> {:error, :invalid_format}
    end
  end

  defguardp digits(a, b) when a in ?0..?9 and b in ?0..?9

  defp date(<<?-, rest::binary>>, format), do: unsigned_date(rest, -1, format)
  defp date(<<?+, rest::binary>>, format), do: unsigned_date(rest, 1, format)
  defp date(rest, format), do: unsigned_date(rest, 1, format)

  defp unsigned_date(<<y1, y2, y3, y4, ?-, m1, m2, ?-, d1, d2, rest::binary>>, sign, :extended)
       when digits(y1, y2) and digits(y3, y4) and digits(m1, m2) and digits(d1, d2),
       do: {sign * (number(y1, y2) * 100 + number(y3, y4)), number(m1, m2), number(d1, d2), rest}

  defp unsigned_date(<<y1, y2, y3, y4, m1, m2, d1, d2, rest::binary>>, sign, :basic)
       when digits(y1, y2) and digits(y3, y4) and digits(m1, m2) and digits(d1, d2),
       do: {sign * (number(y1, y2) * 100 + number(y3, y4)), number(m1, m2), number(d1, d2), rest}

  defp unsigned_date(_, _sign, _format), do: :error

  defp number(tens, ones), do: (tens - ?0) * 10 + ones - ?0

  defp time(<<h1, h2, ?:, i1, i2, ?:, s1, s2, rest::binary>>, :extended) when digits(h1, h2) and digits(i1, i2) and digits(s1, s2),
    do: time_with_fraction(number(h1, h2), number(i1, i2), number(s1, s2), rest)

  defp time(<<h1, h2, i1, i2, s1, s2, rest::binary>>, :basic) when digits(h1, h2) and digits(i1, i2) and digits(s1, s2),
    do: time_with_fraction(number(h1, h2), number(i1, i2), number(s1, s2), rest)

  defp time(_, _format), do: :error

  defp time_with_fraction(hour, minute, second, <<mark, digit, rest::binary>>) when mark in [?., ?,] and digit in ?0..?9 do
    {value, precision, rest} = fraction_digits(rest, digit - ?0, 1)
    {hour, minute, second, {value * power_of_ten(6 - precision), precision}, rest}
  end

  defp time_with_fraction(_hour, _minute, _second, <<mark, _::binary>>) when mark in [?., ?,], do: :error
  defp time_with_fraction(hour, minute, second, rest), do: {hour, minute, second, {0, 0}, rest}

  # What is finer than a microsecond is dropped.
  defp fraction_digits(<<digit, rest::binary>>, value, precision) when digit in ?0..?9 and precision < 6,
    do: fraction_digits(rest, value * 10 + digit - ?0, precision + 1)

  defp fraction_digits(<<digit, rest::binary>>, value, precision) when digit in ?0..?9,
    do: fraction_digits(rest, value, precision)

  defp fraction_digits(rest, value, precision), do: {value, precision, rest}

  # {:ok, seconds}, {:ok, nil} if there is none
  defp offset(""), do: {:ok, nil}
  defp offset("Z"), do: {:ok, 0}
  defp offset("-00:00"), do: :error
  defp offset("-0000"), do: :error
  defp offset("-00"), do: :error
  defp offset(<<?+, rest::binary>>), do: offset(rest, 1)
  defp offset(<<?-, rest::binary>>), do: offset(rest, -1)
  defp offset(_), do: :error

  defp offset(<<h1, h2, ?:, m1, m2>>, sign) when digits(h1, h2) and digits(m1, m2), do: offset(number(h1, h2), number(m1, m2), sign)
  defp offset(<<h1, h2, m1, m2>>, sign) when digits(h1, h2) and digits(m1, m2), do: offset(number(h1, h2), number(m1, m2), sign)
  defp offset(<<h1, h2>>, sign) when digits(h1, h2), do: offset(number(h1, h2), 0, sign)
  defp offset(_, _sign), do: :error

  defp offset(hour, minute, sign) when hour < 24 and minute < 60, do: {:ok, sign * (hour * 3600 + minute * 60)}
  defp offset(_hour, _minute, _sign), do: :error

  @doc """
  Reads a duration as a list of its parts.

      iex> Calendar.ISO.parse_duration("PT10H30M")
      {:ok, [minute: 30, hour: 10]}

  """
  @spec parse_duration(String.t()) :: {:ok, [Duration.unit_pair()]} | {:error, atom}
  def parse_duration("P" <> rest) when byte_size(rest) > 0, do: duration_date(rest, [], [year: ?Y, month: ?M, week: ?W, day: ?D])

  def parse_duration("-P" <> rest) when byte_size(rest) > 0 do
    with {:ok, parts} <- parse_duration("P" <> rest) do
      {:ok, for({unit, value} <- parts, do: {unit, negated(value)})}
    end
  end

  def parse_duration("+P" <> rest) when byte_size(rest) > 0, do: parse_duration("P" <> rest)
  def parse_duration(string) when is_binary(string), do: {:error, :invalid_duration}

  defp negated({value, precision}), do: {-value, precision}
  defp negated(value), do: -value

  defp duration_date("", acc, _units), do: {:ok, acc}

  defp duration_date("T" <> rest, acc, _units) when byte_size(rest) > 0,
    do: duration_time(rest, acc, hour: ?H, minute: ?M, second: ?S)

  defp duration_date(string, acc, units) do
    with {value, <<letter, rest::binary>>} <- whole_number(string),
         {unit, units} <- take_unit(units, letter) do
      duration_date(rest, [{unit, value} | acc], units)
    else
      _ -> {:error, :invalid_date_component}
    end
  end

  defp duration_time("", acc, _units), do: {:ok, acc}

  defp duration_time(string, acc, units) do
    case whole_number(string) do
      {value, <<mark, digit, rest::binary>>} when mark in [?., ?,] and digit in ?0..?9 ->
        {fraction, precision, rest} = fraction_digits(rest, digit - ?0, 1)
        us = fraction * power_of_ten(6 - precision)
        us = if match?("-" <> _, string), do: -us, else: us

        case {rest, List.keymember?(units, :second, 0)} do
          {"S", true} -> {:ok, [{:second, value}, {:microsecond, {us, precision}} | acc]}
          _ -> {:error, :invalid_time_component}
        end

      {value, <<letter, rest::binary>>} ->
        case take_unit(units, letter) do
          {unit, units} -> duration_time(rest, [{unit, value} | acc], units)
          nil -> {:error, :invalid_time_component}
        end

      _ ->
        {:error, :invalid_time_component}
    end
  end

  # Units come once each and in order.
  defp take_unit([{unit, letter} | rest], letter), do: {unit, rest}
  defp take_unit([_ | rest], letter), do: take_unit(rest, letter)
  defp take_unit([], _letter), do: nil

  defp whole_number(<<?-, digit, _::binary>> = string) when digit in ?0..?9 do
    {value, rest} = whole_number(:binary.part(string, 1, byte_size(string) - 1))
    {-value, rest}
  end

  defp whole_number(<<?+, digit, rest::binary>>) when digit in ?0..?9, do: more_digits(rest, digit - ?0)
  defp whole_number(<<digit, rest::binary>>) when digit in ?0..?9, do: more_digits(rest, digit - ?0)
  defp whole_number(_), do: :error

  defp more_digits(<<digit, rest::binary>>, value) when digit in ?0..?9, do: more_digits(rest, value * 10 + digit - ?0)
  defp more_digits(rest, value), do: {value, rest}

  # Shifting

  @doc """
  Moves a date by a duration: first by months, keeping to the month's last day, then by days.

      iex> Calendar.ISO.shift_date(2024, 1, 31, Duration.new!(month: 1))
      {2024, 2, 29}

  """
  @spec shift_date(Calendar.year(), Calendar.month(), Calendar.day(), Duration.t()) ::
          {Calendar.year(), Calendar.month(), Calendar.day()}
  @impl true
  def shift_date(year, month, day, duration) do
    %{year: years, month: months, week: weeks, day: days} = duration
    shift_days(shift_months({year, month, day}, years * 12 + months), weeks * 7 + days)
  end

  defp shift_months(date, 0), do: date

  defp shift_months({year, month, day}, months) do
    total = year * 12 + month - 1 + months
    year = Integer.floor_div(total, 12)
    month = Integer.mod(total, 12) + 1
    {year, month, min(day, month_length(year, month))}
  end

  @doc false
  def shift_days(date, 0), do: date
  def shift_days({year, month, day}, days), do: date_from_iso_days(date_to_iso_days(year, month, day) + days)

  @doc """
  Moves a date and time by a duration.

      iex> Calendar.ISO.shift_naive_datetime(2024, 1, 31, 0, 0, 0, {0, 0}, Duration.new!(month: 1, hour: 2))
      {2024, 2, 29, 2, 0, 0, {0, 0}}

  """
  @impl true
  def shift_naive_datetime(year, month, day, hour, minute, second, {us, precision}, duration) do
    {year, month, day} = shift_date(year, month, day, duration)
    {moved, precision} = duration_us(duration, precision)
    total = time_us(hour, minute, second, us) + moved
    {year, month, day} = shift_days({year, month, day}, Integer.floor_div(total, @us_per_day))
    {hour, minute, second, microsecond} = time_from_us(Integer.mod(total, @us_per_day), precision)
    {year, month, day, hour, minute, second, microsecond}
  end

  @doc """
  Moves a time by a duration, round the clock.

      iex> Calendar.ISO.shift_time(23, 0, 0, {0, 0}, Duration.new!(hour: 2))
      {1, 0, 0, {0, 0}}

  """
  @spec shift_time(Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond(), Duration.t()) ::
          {Calendar.hour(), Calendar.minute(), Calendar.second(), Calendar.microsecond()}
  @impl true
  def shift_time(hour, minute, second, {us, precision}, duration) do
    {moved, precision} = duration_us(duration, precision)
    time_from_us(Integer.mod(time_us(hour, minute, second, us) + moved, @us_per_day), precision)
  end

  # A duration with a fraction of a second brings its own precision.
  defp duration_us(%{hour: hour, minute: minute, second: second, microsecond: {us, given}}, precision),
    do: {time_us(hour, minute, second, us), if(given == 0, do: precision, else: given)}
end
