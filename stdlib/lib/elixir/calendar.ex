defmodule Calendar do
  @moduledoc """
  What a calendar is, and what all calendars share: formatting, and the database of time zones.

      iex> Calendar.strftime(~D[2024-02-09], "%d %b %Y")
      "09 Feb 2024"

  """

  @type year :: integer
  @type month :: pos_integer
  @type day :: pos_integer
  @type week :: pos_integer
  @type day_of_week :: non_neg_integer
  @type era :: non_neg_integer
  @type hour :: non_neg_integer
  @type minute :: non_neg_integer
  @type second :: non_neg_integer
  @type microsecond :: {value :: non_neg_integer, precision :: non_neg_integer}
  @type day_fraction :: {parts_in_day :: non_neg_integer, parts_per_day :: pos_integer}
  @type iso_days :: {days :: integer, day_fraction}
  @type time_zone :: String.t()
  @type zone_abbr :: String.t()
  @type utc_offset :: integer
  @type std_offset :: integer
  @type calendar :: module
  @type time_zone_database :: module
  @type date :: %{
          optional(any) => any,
          calendar: calendar,
          year: year,
          month: month,
          day: day
        }
  @type time :: %{
          optional(any) => any,
          hour: hour,
          minute: minute,
          second: second,
          microsecond: microsecond
        }
  @type naive_datetime :: %{
          optional(any) => any,
          calendar: calendar,
          year: year,
          month: month,
          day: day,
          hour: hour,
          minute: minute,
          second: second,
          microsecond: microsecond
        }
  @type datetime :: %{
          optional(any) => any,
          calendar: calendar,
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
        }

  @callback days_in_month(year, month) :: day
  @callback months_in_year(year) :: month
  @callback leap_year?(year) :: boolean
  @callback day_of_week(year, month, day, starting_on :: :default | atom) ::
              {day_of_week, first :: non_neg_integer, last :: non_neg_integer}
  @callback day_of_year(year, month, day) :: non_neg_integer
  @callback quarter_of_year(year, month, day) :: non_neg_integer
  @callback year_of_era(year, month, day) :: {year, era}
  @callback day_of_era(year, month, day) :: {day :: non_neg_integer, era}
  @callback date_to_string(year, month, day) :: String.t()
  @callback naive_datetime_to_string(year, month, day, hour, minute, second, microsecond) :: String.t()
  @callback datetime_to_string(
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
              std_offset
            ) :: String.t()
  @callback time_to_string(hour, minute, second, microsecond) :: String.t()
  @callback naive_datetime_to_iso_days(year, month, day, hour, minute, second, microsecond) :: iso_days
  @callback naive_datetime_from_iso_days(iso_days) :: {year, month, day, hour, minute, second, microsecond}
  @callback time_to_day_fraction(hour, minute, second, microsecond) :: day_fraction
  @callback time_from_day_fraction(day_fraction) :: {hour, minute, second, microsecond}
  @callback day_rollover_relative_to_midnight_utc() :: day_fraction
  @callback valid_date?(year, month, day) :: boolean
  @callback valid_time?(hour, minute, second, microsecond) :: boolean
  @callback parse_time(String.t()) :: {:ok, {hour, minute, second, microsecond}} | {:error, atom}
  @callback parse_date(String.t()) :: {:ok, {year, month, day}} | {:error, atom}
  @callback parse_naive_datetime(String.t()) ::
              {:ok, {year, month, day, hour, minute, second, microsecond}} | {:error, atom}
  @callback parse_utc_datetime(String.t()) ::
              {:ok, {year, month, day, hour, minute, second, microsecond}, utc_offset} | {:error, atom}
  @callback iso_days_to_beginning_of_day(iso_days) :: iso_days
  @callback iso_days_to_end_of_day(iso_days) :: iso_days
  @callback shift_date(year, month, day, Duration.t()) :: {year, month, day}
  @callback shift_naive_datetime(year, month, day, hour, minute, second, microsecond, Duration.t()) ::
              {year, month, day, hour, minute, second, microsecond}
  @callback shift_time(hour, minute, second, microsecond, Duration.t()) :: {hour, minute, second, microsecond}

  @doc """
  Whether days begin at the same moment in both calendars.

      iex> Calendar.compatible_calendars?(Calendar.ISO, Calendar.ISO)
      true

  """
  @spec compatible_calendars?(calendar, calendar) :: boolean
  def compatible_calendars?(calendar, calendar), do: true

  def compatible_calendars?(calendar1, calendar2),
    do: calendar1.day_rollover_relative_to_midnight_utc() == calendar2.day_rollover_relative_to_midnight_utc()

  @doc """
  Cuts microseconds to a precision.

      iex> Calendar.truncate({123_456, 6}, :millisecond)
      {123_000, 3}

  """
  @spec truncate(microsecond, :microsecond | :millisecond | :second) :: microsecond
  def truncate(microsecond_tuple, :microsecond), do: microsecond_tuple
  def truncate({microsecond, precision}, :millisecond), do: {div(microsecond, 1000) * 1000, min(precision, 3)}
  def truncate(_, :second), do: {0, 0}

  @doc """
  Sets the database of time zones for the whole system.

      iex> Calendar.put_time_zone_database(Calendar.get_time_zone_database())
      :ok

  """
  @spec put_time_zone_database(time_zone_database) :: :ok
  def put_time_zone_database(database) when is_atom(database), do: Application.put_env(:elixir, :time_zone_database, database)

  @doc """
  The database of time zones.

      iex> is_atom(Calendar.get_time_zone_database())
      true

  """
  @spec get_time_zone_database() :: time_zone_database
  def get_time_zone_database, do: Application.get_env(:elixir, :time_zone_database, Calendar.UTCOnlyTimeZoneDatabase)

  # Formatting

  @doc """
  Formats a date, time or both by a pattern of `%` directives, as C's strftime.

  `%a %A %b %B` names; `%d %m %y %Y %j %q %u` of the date; `%H %I %M %S %f %p %P` of the time; `%z %Z` of the zone; `%s` Unix time;
  `%c %x %X` preferred forms; `%%`. Between the percent sign and the letter may stand `-` (no padding), `_` (spaces),
  `0` (zeros) and a width.

      iex> Calendar.strftime(~T[13:05:00], "%I:%M %p")
      "01:05 PM"

  """
  @spec strftime(map, String.t(), keyword) :: String.t()
  def strftime(date_or_time_or_datetime, string_format, user_options \\ [])
      when is_map(date_or_time_or_datetime) and is_binary(string_format) do
    options = strftime_options(user_options)
    string_format |> format(date_or_time_or_datetime, options, []) |> :lists.reverse() |> :erlang.iolist_to_binary()
  end

  defp strftime_options(user_options) do
    defaults = %{
      preferred_date: "%Y-%m-%d",
      preferred_time: "%H:%M:%S",
      preferred_datetime: "%Y-%m-%d %H:%M:%S",
      am_pm_names: fn
        :am -> "am"
        :pm -> "pm"
      end,
      month_names: &month_name/1,
      day_of_week_names: &day_name/1,
      abbreviated_month_names: &:binary.part(month_name(&1), 0, 3),
      abbreviated_day_of_week_names: &:binary.part(day_name(&1), 0, 3),
      parents: []
    }

    Enum.reduce(user_options, defaults, fn {key, value}, options ->
      if is_map_key(defaults, key) and key != :parents do
        %{options | key => value}
      else
        raise ArgumentError, "unknown option #{inspect(key)} given to Calendar.strftime/3"
      end
    end)
  end

  defp month_name(month) do
    elem(
      {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
       "December"},
      month - 1
    )
  end

  defp day_name(day),
    do: elem({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}, day - 1)

  defp format(<<?%, rest::binary>>, datetime, options, acc) do
    {padding, rest_padded} = padding(rest)
    {width, rest_wide} = width(rest_padded, nil)

    case rest_wide do
      <<letter, rest::binary>> when letter in ~c"aAbBcdfHIjmMpPqsSuxXyYzZ%" ->
        if width != nil and width > 1024, do: raise(ArgumentError, "invalid strftime format: width must be at most 1024")
        text = directive(letter, datetime, options)
        format(rest, datetime, options, [pad(text, padding || default_padding(letter), width || default_width(letter)) | acc])

      _ ->
        raise ArgumentError, "invalid strftime format: %" <> elem(String.next_codepoint(rest_wide) || {"", ""}, 0)
    end
  end

  defp format(<<byte, rest::binary>>, datetime, options, acc), do: format(rest, datetime, options, [byte | acc])
  defp format(<<>>, _datetime, _options, acc), do: acc

  defp padding(<<?-, rest::binary>>), do: {:none, rest}
  defp padding(<<?_, rest::binary>>), do: {?\s, rest}
  defp padding(<<?0, rest::binary>>), do: {?0, rest}
  defp padding(rest), do: {nil, rest}

  defp width(<<digit, rest::binary>>, width) when digit in ?0..?9, do: width(rest, (width || 0) * 10 + digit - ?0)
  defp width(rest, width), do: {width, rest}

  # Preferred forms and fractions take no padding; that of a year comes behind its sign.
  defp pad({:plain, text}, _padding, _width), do: text
  defp pad({:offset, sign, text}, padding, width), do: sign <> pad(text, padding, width)
  defp pad({:signed, text}, :none, _width), do: text
  defp pad(text, :none, _width), do: text
  defp pad({:signed, "-" <> text}, padding, width), do: "-" <> pad(text, padding, width)
  defp pad({:signed, text}, padding, width), do: pad(text, padding, width)
  defp pad(text, padding, width), do: String.pad_leading(text, width, <<padding>>)

  defp default_padding(letter) when letter in ~c"aAbBpPZ", do: ?\s
  defp default_padding(_letter), do: ?0

  defp default_width(letter) when letter in ~c"dHImMSy", do: 2
  defp default_width(?j), do: 3
  defp default_width(letter) when letter in ~c"Yz", do: 4
  defp default_width(_letter), do: 0

  defp directive(?%, _datetime, _options), do: "%"
  defp directive(?a, datetime, options), do: name(options.abbreviated_day_of_week_names, day_of_week(datetime), datetime)
  defp directive(?A, datetime, options), do: name(options.day_of_week_names, day_of_week(datetime), datetime)
  defp directive(?b, datetime, options), do: name(options.abbreviated_month_names, datetime.month, datetime)
  defp directive(?B, datetime, options), do: name(options.month_names, datetime.month, datetime)
  defp directive(?d, datetime, _options), do: Integer.to_string(datetime.day)
  defp directive(?H, datetime, _options), do: Integer.to_string(datetime.hour)
  defp directive(?I, datetime, _options), do: Integer.to_string(rem(datetime.hour + 23, 12) + 1)
  defp directive(?j, datetime, _options), do: Integer.to_string(Date.day_of_year(datetime))
  defp directive(?m, datetime, _options), do: Integer.to_string(datetime.month)
  defp directive(?M, datetime, _options), do: Integer.to_string(datetime.minute)
  defp directive(?p, datetime, options), do: String.upcase(name(options.am_pm_names, half(datetime), datetime))
  defp directive(?P, datetime, options), do: String.downcase(name(options.am_pm_names, half(datetime), datetime))
  defp directive(?q, datetime, _options), do: Integer.to_string(Date.quarter_of_year(datetime))
  defp directive(?S, datetime, _options), do: Integer.to_string(datetime.second)
  defp directive(?u, datetime, _options), do: Integer.to_string(day_of_week(datetime))
  defp directive(?y, datetime, _options), do: Integer.to_string(rem(datetime.year, 100))
  defp directive(?Y, datetime, _options), do: {:signed, Integer.to_string(datetime.year)}
  defp directive(?Z, %{zone_abbr: abbreviation}, _options), do: abbreviation
  defp directive(?Z, _datetime, _options), do: ""
  defp directive(?z, %{utc_offset: utc, std_offset: std}, _options), do: offset(utc + std)
  defp directive(?z, _datetime, _options), do: {:plain, ""}
  defp directive(?f, datetime, _options), do: {:plain, fraction(datetime.microsecond)}
  defp directive(?s, datetime, _options), do: Integer.to_string(unix(datetime))
  defp directive(?c, datetime, options), do: preferred(:preferred_datetime, datetime, options)
  defp directive(?x, datetime, options), do: preferred(:preferred_date, datetime, options)
  defp directive(?X, datetime, options), do: preferred(:preferred_time, datetime, options)

  # A function for names may want the whole moment.
  defp name(fun, key, datetime) when is_function(fun, 2), do: fun.(key, datetime)
  defp name(fun, key, _datetime), do: fun.(key)

  # Without a zone, UTC is meant.
  defp unix(%{utc_offset: _, std_offset: _} = datetime), do: DateTime.to_unix(datetime)
  defp unix(naive_datetime), do: elem(NaiveDateTime.to_gregorian_seconds(naive_datetime), 0) - 719_528 * 86_400

  defp day_of_week(datetime), do: Date.day_of_week(datetime)

  defp half(%{hour: hour}) when hour < 12, do: :am
  defp half(%{hour: _}), do: :pm

  defp fraction({_value, 0}), do: "0"
  defp fraction({value, precision}), do: :binary.part(String.pad_leading(Integer.to_string(value), 6, "0"), 0, precision)

  defp offset(seconds) do
    minutes = div(abs(seconds), 60)
    {:offset, if(seconds < 0, do: "-", else: "+"), Integer.to_string(div(minutes, 60) * 100 + rem(minutes, 60))}
  end

  # A preferred form that refers to itself would never end.
  defp preferred(key, datetime, options) do
    if key in options.parents do
      raise ArgumentError, "tried to format #{key} within another #{key} format"
    end

    form = options[key]
    options = %{options | parents: [key | options.parents]}
    {:plain, form |> format(datetime, options, []) |> :lists.reverse() |> :erlang.iolist_to_binary()}
  end
end
