defmodule Duration do
  @moduledoc """
  Lengths of time by their units. Units are kept as given: 60 minutes are not an hour.

      iex> Duration.new!(hour: 1, minute: -5).minute
      -5

  """

  @derive {Inspect, optional: [:year, :month, :week, :day, :hour, :minute, :second, :microsecond]}
  defstruct year: 0, month: 0, week: 0, day: 0, hour: 0, minute: 0, second: 0, microsecond: {0, 0}

  @type t :: %Duration{
          year: integer,
          month: integer,
          week: integer,
          day: integer,
          hour: integer,
          minute: integer,
          second: integer,
          microsecond: {integer, 0..6}
        }
  @type unit_pair ::
          {:year, integer}
          | {:month, integer}
          | {:week, integer}
          | {:day, integer}
          | {:hour, integer}
          | {:minute, integer}
          | {:second, integer}
          | {:microsecond, {integer, 0..6}}
  @type duration :: t | [unit_pair]

  @units [:year, :month, :week, :day, :hour, :minute, :second, :microsecond]

  @doc """
  Makes a duration of a list of units.

      iex> Duration.new!(week: 1, day: 2).week
      1

  """
  @spec new!(duration) :: t
  def new!(%Duration{} = duration), do: duration

  def new!(unit_pairs) do
    Enum.each(unit_pairs, &__check__!(&1, @units, @units))
    struct!(Duration, unit_pairs)
  end

  @doc false
  # Raises unless `unit` is one of `allowed` with a value of its kind.
  def __check__!({:microsecond = unit, value}, allowed, all) do
    check_unit!(unit, allowed, all)

    case value do
      {us, precision} when is_integer(us) and precision in 0..6 ->
        :ok

      _ ->
        raise ArgumentError,
              "unsupported value #{inspect(value)} for :microsecond. " <>
                "Expected a tuple {ms, precision} where precision is an integer from 0 to 6"
    end
  end

  def __check__!({unit, value}, allowed, all) do
    check_unit!(unit, allowed, all)
    if not is_integer(value), do: raise(ArgumentError, "unsupported value #{inspect(value)} for #{inspect(unit)}. Expected an integer")
    :ok
  end

  defp check_unit!(unit, allowed, _all) do
    cond do
      unit in allowed -> :ok
      unit in @units -> raise ArgumentError, "unsupported unit #{inspect(unit)}. Expected #{listed(allowed)}"
      true -> raise ArgumentError, "unknown unit #{inspect(unit)}. Expected #{listed(allowed)}"
    end
  end

  defp listed(units), do: Enum.map_join(units, ", ", &inspect/1)

  @doc """
  Adds unit by unit.

      iex> Duration.add(Duration.new!(day: 1), Duration.new!(day: 2)).day
      3

  """
  @spec add(t, t) :: t
  def add(%Duration{} = d1, %Duration{} = d2) do
    {us1, p1} = d1.microsecond
    {us2, p2} = d2.microsecond

    %Duration{
      year: d1.year + d2.year,
      month: d1.month + d2.month,
      week: d1.week + d2.week,
      day: d1.day + d2.day,
      hour: d1.hour + d2.hour,
      minute: d1.minute + d2.minute,
      second: d1.second + d2.second,
      microsecond: {us1 + us2, max(p1, p2)}
    }
  end

  @doc """
  Subtracts unit by unit.

      iex> Duration.subtract(Duration.new!(day: 5), Duration.new!(day: 2)).day
      3

  """
  @spec subtract(t, t) :: t
  def subtract(%Duration{} = d1, %Duration{} = d2), do: add(d1, negate(d2))

  @doc """
  Multiplies every unit.

      iex> Duration.multiply(Duration.new!(day: 2), 3).day
      6

  """
  @spec multiply(t, integer) :: t
  def multiply(%Duration{microsecond: {us, precision}} = d, integer) when is_integer(integer) do
    %Duration{
      year: d.year * integer,
      month: d.month * integer,
      week: d.week * integer,
      day: d.day * integer,
      hour: d.hour * integer,
      minute: d.minute * integer,
      second: d.second * integer,
      microsecond: {us * integer, precision}
    }
  end

  @doc """
  Changes the sign of every unit.

      iex> Duration.negate(Duration.new!(day: 2)).day
      -2

  """
  @spec negate(t) :: t
  def negate(%Duration{} = duration), do: multiply(duration, -1)

  @doc """
  Reads a duration as ISO 8601 writes it.

      iex> {:ok, duration} = Duration.from_iso8601("PT1H30M")
      iex> duration.minute
      30

  """
  @spec from_iso8601(String.t()) :: {:ok, t} | {:error, atom}
  def from_iso8601(string) when is_binary(string) do
    with {:ok, parts} <- Calendar.ISO.parse_duration(string), do: {:ok, new!(parts)}
  end

  @doc """
  Like `from_iso8601/1`; raises `ArgumentError`.

      iex> Duration.from_iso8601!("P1DT2H").hour
      2

  """
  @spec from_iso8601!(String.t()) :: t
  def from_iso8601!(string) when is_binary(string) do
    case from_iso8601(string) do
      {:ok, duration} -> duration
      {:error, reason} -> raise ArgumentError, "failed to parse duration #{inspect(string)}. reason: #{inspect(reason)}"
    end
  end

  @doc """
  Writes a duration as ISO 8601 does.

      iex> Duration.to_iso8601(Duration.new!(day: 1, hour: 2))
      "P1DT2H"

  """
  @spec to_iso8601(t) :: String.t()
  def to_iso8601(%Duration{} = d) do
    date = [part(d.year, ?Y), part(d.month, ?M), part(d.week, ?W), part(d.day, ?D)]
    time = [part(d.hour, ?H), part(d.minute, ?M), seconds(d)]

    case {:erlang.iolist_to_binary(date), :erlang.iolist_to_binary(time)} do
      {"", ""} -> "PT0S"
      {date, ""} -> "P" <> date
      {date, time} -> "P" <> date <> "T" <> time
    end
  end

  defp part(0, _letter), do: []
  defp part(value, letter), do: [Integer.to_string(value), letter]

  defp seconds(d) do
    case second_text(d) do
      nil -> []
      text -> [text, ?S]
    end
  end

  # Seconds with their fraction, or nil for none; both are brought to one sign.
  defp second_text(%{second: 0, microsecond: {0, _}}), do: nil
  defp second_text(%{second: second, microsecond: {_, 0}}), do: Integer.to_string(second)

  defp second_text(%{second: second, microsecond: {us, precision}}) do
    total = second * 1_000_000 + us
    sign = if total < 0, do: "-", else: ""
    fraction = Calendar.ISO.microseconds_to_iodata(rem(abs(total), 1_000_000), precision)
    :erlang.iolist_to_binary([sign, Integer.to_string(div(abs(total), 1_000_000)), ?. | fraction])
  end

  @doc """
  A text for people. Options: `:units` (names of units), `:separator`.

      iex> Duration.to_string(Duration.new!(hour: 2, minute: 5))
      "2h 5min"

  """
  @spec to_string(t, keyword) :: String.t()
  def to_string(%Duration{} = duration, opts \\ []) do
    units = Keyword.get(opts, :units, [])
    separator = Keyword.get(opts, :separator, " ")
    name = fn unit, default -> Keyword.get(units, unit, default) end

    parts =
      [
        amount(duration.year, name.(:year, "a")),
        amount(duration.month, name.(:month, "mo")),
        amount(duration.week, name.(:week, "wk")),
        amount(duration.day, name.(:day, "d")),
        amount(duration.hour, name.(:hour, "h")),
        amount(duration.minute, name.(:minute, "min")),
        case second_text(duration) do
          nil -> nil
          text -> text <> name.(:second, "s")
        end
      ]

    case Enum.reject(parts, &is_nil/1) do
      [] -> "0" <> name.(:second, "s")
      parts -> Enum.join(parts, separator)
    end
  end

  defp amount(0, _unit), do: nil
  defp amount(value, unit), do: Integer.to_string(value) <> unit
end

defimpl String.Chars, for: Duration do
  def to_string(duration), do: Duration.to_iso8601(duration)
end
