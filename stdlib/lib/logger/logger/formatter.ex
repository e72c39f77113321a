defmodule Logger.Formatter do
  @moduledoc """
  Formats log events by a pattern such as `"\\n$time $metadata[$level] $message\\n"`.

  Patterns know `$time`, `$date`, `$message`, `$level`, `$node` and `$metadata`.

      iex> Logger.Formatter.compile("$level: $message")
      [:level, ": ", :message]

  """

  @default_pattern "\n$time $metadata[$level] $message\n"
  @replacement "�"
  @valid_keys [:time, :date, :message, :level, :node, :metadata]

  defstruct [:template, :truncate, :metadata, :colors, :utc_log?]

  @type time :: {{1970..10000, 1..12, 1..31}, time_ms}
  @type time_ms :: {0..23, 0..59, 0..59, 0..999}
  @type date_time_ms :: {date :: :calendar.date(), time_ms}
  @type pattern :: :date | :level | :levelpad | :message | :metadata | :node | :time

  @doc """
  Makes a formatter for a handler; options `:format`, `:metadata`, `:colors`, `:truncate` and `:utc_log`.

      iex> {module, _formatter} = Logger.Formatter.new(format: "$time $message\\n", metadata: [:request])
      iex> module
      Logger.Formatter

  """
  @spec new(keyword) :: {module, struct}
  def new(options \\ []) do
    template = compile(Keyword.get(options, :format))
    colors = colors(Keyword.get(options, :colors, []))

    {__MODULE__,
     %__MODULE__{
       template: template,
       truncate: option(options, :truncate, 8096),
       metadata: metadata_option(Keyword.get(options, :metadata, [])),
       colors: colors,
       utc_log?: option(options, :utc_log, false)
     }}
  end

  defp option(options, key, default) do
    case Keyword.fetch(options, key) do
      {:ok, value} -> value
      :error -> Application.get_env(:logger, key, default)
    end
  end

  defp metadata_option(:all), do: :all
  defp metadata_option({:all_except, keys}), do: {:all_except, keys}
  defp metadata_option(keys) when is_list(keys), do: keys

  defp colors(colors) do
    warning = Keyword.get(colors, :warn) || Keyword.get(colors, :warning, :yellow)

    %{
      emergency: Keyword.get(colors, :emergency, :red),
      alert: Keyword.get(colors, :alert, :red),
      critical: Keyword.get(colors, :critical, :red),
      error: Keyword.get(colors, :error, :red),
      warning: warning,
      notice: Keyword.get(colors, :notice, :normal),
      info: Keyword.get(colors, :info, :normal),
      debug: Keyword.get(colors, :debug, :cyan),
      enabled: Keyword.get(colors, :enabled, IO.ANSI.enabled?())
    }
  end

  @doc """
  Compiles a pattern: `nil` for the default, a string, or `{module, function}`.

      iex> Logger.Formatter.compile("$time $message")
      [:time, " ", :message]

  """
  @spec compile(binary | nil) :: [pattern | binary]
  @spec compile(pattern) :: pattern when pattern: {module, function :: atom}
  def compile(pattern)

  def compile(nil), do: compile(@default_pattern)
  def compile({mod, fun}) when is_atom(mod) and is_atom(fun), do: {mod, fun}

  def compile(string) when is_binary(string) do
    for part <- parts(string, "", []), part != "", do: part
  end

  defp parts("$" <> rest, text, acc) do
    case name(rest, "") do
      {"", rest} -> parts(rest, text <> "$", acc)
      {name, rest} -> parts(rest, "", [key(name), text | acc])
    end
  end

  defp parts(<<char, rest::binary>>, text, acc), do: parts(rest, <<text::binary, char>>, acc)
  defp parts("", text, acc), do: :lists.reverse([text | acc])

  defp name(<<char, rest::binary>>, acc) when char in ?a..?z, do: name(rest, <<acc::binary, char>>)
  defp name(rest, acc), do: {acc, rest}

  defp key("levelpad"), do: :levelpad

  for key <- @valid_keys do
    defp key(unquote(Atom.to_string(key))), do: unquote(key)
  end

  defp key(other), do: raise(ArgumentError, "$#{other} is an invalid format pattern")

  # As a formatter of :logger

  @doc false
  def format(%{level: level, msg: msg, meta: meta} = _event, %__MODULE__{} = config) do
    %{template: template, truncate: truncate, metadata: keys, colors: colors, utc_log?: utc?} = config
    time = system_time_to_date_time_ms(time_of(meta), utc?)
    text = format_event(%{msg: msg, meta: meta}, truncate)
    metadata = take(meta, keys)

    chardata =
      case template do
        {mod, fun} -> apply(mod, fun, [level, text, time, metadata])
        _ -> format(template, level, text, time, metadata)
      end

    colorized(chardata, level, colors, meta)
  end

  defp time_of(%{time: time}) when is_integer(time), do: time
  defp time_of(_meta), do: :os.system_time(:microsecond)

  defp take(meta, :all), do: Enum.sort(Map.to_list(meta))
  defp take(meta, {:all_except, keys}), do: Enum.sort(Map.to_list(Map.drop(meta, keys)))

  defp take(meta, keys) do
    for key <- keys, {:ok, value} <- [fetch_meta(meta, key)], do: {key, value}
  end

  defp fetch_meta(meta, key) do
    case meta do
      %{^key => value} -> {:ok, value}
      %{mfa: {module, _, _}} when key == :module -> {:ok, module}
      %{mfa: {_, function, arity}} when key == :function -> {:ok, "#{function}/#{arity}"}
      _ -> :error
    end
  end

  # The colour ends before the line does.
  defp colorized(chardata, level, %{enabled: true} = colors, meta) do
    color = IO.ANSI.format_fragment(meta[:ansi_color] || Map.fetch!(colors, level), true)

    case :unicode.characters_to_binary(chardata) do
      binary when is_binary(binary) ->
        {text, line_end} = split_line_end(binary, byte_size(binary))
        [color, text, IO.ANSI.reset(), line_end]

      _ ->
        [color, chardata | IO.ANSI.reset()]
    end
  end

  defp colorized(chardata, _level, _colors, _meta), do: chardata

  defp split_line_end(binary, size) do
    case size > 0 and :binary.at(binary, size - 1) in [?\n, ?\r] do
      true -> split_line_end(binary, size - 1)
      false -> :erlang.split_binary(binary, size)
    end
  end

  @doc """
  Returns the message of an event as chardata, cut after `truncate` bytes.

      iex> Logger.Formatter.format_event(%{msg: {:string, "text"}, meta: %{}}, 80)
      "text"

  """
  def format_event(%{msg: msg, meta: meta}, truncate) do
    msg |> event_text(meta, truncate) |> truncate(truncate)
  end

  defp event_text({:string, text}, _meta, _truncate), do: text

  defp event_text({:report, report}, %{report_cb: fun}, truncate) when is_function(fun, 1) do
    {format, args} = fun.(report)
    format_text(format, args, truncate)
  end

  defp event_text({:report, report}, %{report_cb: fun}, truncate) when is_function(fun, 2) do
    fun.(report, %{chars_limit: truncate, depth: :unlimited, single_line: false})
  end

  defp event_text({:report, report}, _meta, _truncate) when is_map(report), do: inspect(Map.to_list(report), inspect_opts())
  defp event_text({:report, report}, _meta, _truncate), do: inspect(report, inspect_opts())
  defp event_text({format, args}, _meta, truncate), do: format_text(format, args, truncate)

  defp format_text(format, args, truncate) do
    format |> Logger.Utils.scan_inspect(args, truncate, inspect_opts()) |> :io_lib.build_text()
  end

  defp inspect_opts, do: Application.get_env(:logger, :translator_inspect_opts, [])

  @doc """
  Cuts chardata after `n` bytes and marks the cut.

      iex> IO.iodata_to_binary(Logger.Formatter.truncate("abcdef", 3))
      "abc (truncated)"

  """
  @spec truncate(IO.chardata(), non_neg_integer | :infinity) :: IO.chardata()
  def truncate(chardata, :infinity), do: chardata

  def truncate(chardata, n) when n >= 0 do
    {part, left} = Logger.Utils.truncate_n(chardata, n)
    if left >= 0, do: part, else: [part, " (truncated)"]
  end

  @doc """
  Replaces what is not valid text in chardata.

      iex> Logger.Formatter.prune(["a", 255])
      ["a", 255]

  """
  @spec prune(IO.chardata()) :: IO.chardata()
  def prune(binary) when is_binary(binary), do: prune_binary(binary, "")
  def prune([head | tail]) when head in 0..1_114_111, do: [head | prune_tail(tail)]
  def prune([head | tail]), do: [prune(head) | prune_tail(tail)]
  def prune([]), do: []
  def prune(_), do: @replacement

  defp prune_tail(tail) when is_list(tail) or is_binary(tail), do: prune(tail)
  defp prune_tail(_), do: @replacement

  defp prune_binary(<<char::utf8, rest::binary>>, acc), do: prune_binary(rest, <<acc::binary, char::utf8>>)
  defp prune_binary(<<_, rest::binary>>, acc), do: prune_binary(rest, <<acc::binary, @replacement>>)
  defp prune_binary(<<>>, acc), do: acc

  # By pattern

  @doc """
  Formats a message with its level, time and metadata by a compiled pattern.

      iex> IO.iodata_to_binary(Logger.Formatter.format(Logger.Formatter.compile("[$level] $message"), :info, "text", {{2024, 2, 29}, {12, 0, 0, 0}}, []))
      "[info] text"

  """
  @spec format({atom, atom} | [pattern | binary], Logger.level(), Logger.message(), time, keyword) :: IO.chardata()
  def format({mod, fun}, level, msg, timestamp, metadata), do: apply(mod, fun, [level, msg, timestamp, metadata])

  def format(config, level, msg, timestamp, metadata) do
    for part <- config, do: output(part, level, msg, timestamp, metadata)
  end

  defp output(:message, _level, msg, _time, _metadata), do: msg
  defp output(:date, _level, _msg, {date, _}, _metadata), do: format_date(date)
  defp output(:time, _level, _msg, {_, time}, _metadata), do: format_time(time)
  defp output(:level, level, _msg, _time, _metadata), do: Atom.to_string(level)
  defp output(:levelpad, level, _msg, _time, _metadata), do: levelpad(level)
  defp output(:node, _level, _msg, _time, _metadata), do: Atom.to_string(node())
  defp output(:metadata, _level, _msg, _time, []), do: ""
  defp output(:metadata, _level, _msg, _time, metadata), do: metadata(metadata)
  defp output(text, _level, _msg, _time, _metadata), do: text

  defp levelpad(level), do: String.duplicate(" ", max(5 - String.length(Atom.to_string(level)), 0))

  defp metadata([{key, value} | rest]) do
    case metadata_value(key, value) do
      nil -> metadata(rest)
      text -> [to_string(key), ?=, text, ?\s | metadata(rest)]
    end
  end

  defp metadata([]), do: []

  defp metadata_value(:time, _), do: nil
  defp metadata_value(:gl, _), do: nil
  defp metadata_value(:report_cb, _), do: nil
  defp metadata_value(_, nil), do: nil
  defp metadata_value(_, value) when is_binary(value), do: value
  defp metadata_value(_, value) when is_integer(value), do: Integer.to_string(value)
  defp metadata_value(_, value) when is_float(value), do: Float.to_string(value)
  defp metadata_value(_, value) when is_pid(value), do: :erlang.pid_to_list(value)

  defp metadata_value(_, value) when is_port(value) do
    ~c"#Port" ++ rest = :erlang.port_to_list(value)
    rest
  end

  defp metadata_value(_, value) when is_atom(value) do
    case Atom.to_string(value) do
      "Elixir." <> rest -> rest
      text -> text
    end
  end

  defp metadata_value(_, value) when is_reference(value) do
    ~c"#Ref" ++ rest = :erlang.ref_to_list(value)
    rest
  end

  defp metadata_value(:file, value) when is_list(value), do: value

  defp metadata_value(:domain, [head | tail]) when is_atom(head) do
    Enum.map_intersperse([head | tail], ?., &Atom.to_string/1)
  end

  defp metadata_value(:mfa, {module, fun, arity}) when is_atom(module) and is_atom(fun) and is_integer(arity) do
    Exception.format_mfa(module, fun, arity)
  end

  defp metadata_value(:initial_call, {module, fun, arity})
       when is_atom(module) and is_atom(fun) and is_integer(arity) do
    Exception.format_mfa(module, fun, arity)
  end

  defp metadata_value(_, value) when is_list(value), do: nil

  defp metadata_value(_, value) do
    case String.Chars.impl_for(value) do
      nil -> nil
      impl -> impl.to_string(value)
    end
  end

  # Times

  @doc """
  Turns a system time in microseconds into a date and a time with milliseconds, local or in UTC.

      iex> Logger.Formatter.system_time_to_date_time_ms(1_709_164_800_000_000, true)
      {{2024, 2, 29}, {0, 0, 0, 0}}

  """
  @spec system_time_to_date_time_ms(integer, boolean) :: date_time_ms
  def system_time_to_date_time_ms(system_time, utc_log? \\ false) do
    milliseconds = rem(div(system_time, 1000), 1000)

    {date, {hours, minutes, seconds}} =
      case utc_log? do
        true -> :calendar.system_time_to_universal_time(system_time, :microsecond)
        false -> :calendar.system_time_to_local_time(system_time, :microsecond)
      end

    {date, {hours, minutes, seconds, milliseconds}}
  end

  @doc """
  Formats a time.

      iex> IO.iodata_to_binary(Logger.Formatter.format_time({1, 2, 3, 45}))
      "01:02:03.045"

  """
  @spec format_time({:calendar.hour(), :calendar.minute(), :calendar.second(), 0..999}) :: IO.chardata()
  def format_time({hours, minutes, seconds, milliseconds}) do
    [pad2(hours), ?:, pad2(minutes), ?:, pad2(seconds), ?., pad3(milliseconds)]
  end

  @doc """
  Formats a date.

      iex> IO.iodata_to_binary(Logger.Formatter.format_date({2024, 1, 9}))
      "2024-01-09"

  """
  @spec format_date(:calendar.date()) :: IO.chardata()
  def format_date({year, month, day}), do: [Integer.to_string(year), ?-, pad2(month), ?-, pad2(day)]

  defp pad2(number) when number < 10, do: [?0, Integer.to_string(number)]
  defp pad2(number), do: Integer.to_string(number)

  defp pad3(number) when number < 10, do: [?0, ?0, Integer.to_string(number)]
  defp pad3(number) when number < 100, do: [?0, Integer.to_string(number)]
  defp pad3(number), do: Integer.to_string(number)
end
