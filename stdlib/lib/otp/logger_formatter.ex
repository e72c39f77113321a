defmodule :logger_formatter do
  @moduledoc """
  The plain formatter of `:logger`: a line of time, level and message, or what a template says.

  Options: `:template`, `:single_line` (whether a message is brought to one line, `true`), `:legacy_header`, `:time_offset`,
  `:time_designator`, `:report_cb` (in place of that of events), `:max_size` (of the whole, in characters); `:depth` and `:chars_limit` are
  told to report callbacks.
  """

  @single_line [:time, ~c" ", :level, ~c": ", :msg, ~c"\n"]
  @several_lines [:time, ~c" ", :level, ~c":\n", :msg, ~c"\n"]
  @legacy [[:logger_formatter, :header], ~c"\n", :msg, ~c"\n"]

  @months {~c"Jan", ~c"Feb", ~c"Mar", ~c"Apr", ~c"May", ~c"Jun", ~c"Jul", ~c"Aug", ~c"Sep", ~c"Oct", ~c"Nov", ~c"Dec"}

  @doc "`:ok`, or what is wrong with a configuration."
  def check_config(config) when is_map(config) do
    case Enum.find(Enum.sort(config), fn {key, value} -> not valid?(key, value) end) do
      nil -> :ok
      {:template, template} -> {:error, {:invalid_formatter_template, :logger_formatter, template}}
      option -> {:error, {:invalid_formatter_config, :logger_formatter, option}}
    end
  end

  def check_config(config), do: {:error, {:invalid_formatter_config, :logger_formatter, config}}

  defp valid?(key, value) when key in [:chars_limit, :depth, :max_size], do: value == :unlimited or (is_integer(value) and value > 0)
  defp valid?(key, value) when key in [:legacy_header, :single_line], do: is_boolean(value)
  defp valid?(:report_cb, value), do: is_function(value, 1) or is_function(value, 2)
  defp valid?(:template, value), do: is_list(value) and Enum.all?(value, &template_part?/1)
  defp valid?(:time_designator, value), do: value in 0..255
  defp valid?(:time_offset, value) when is_integer(value), do: true
  defp valid?(:time_offset, value), do: value in [~c"", ~c"Z", ~c"z"] or match?([sign, _, _, ?:, _, _] when sign in [?+, ?-], value)
  defp valid?(_key, _value), do: false

  defp template_part?({key, present, absent}), do: key?(key) and valid?(:template, present) and valid?(:template, absent)
  defp template_part?(part), do: key?(part) or is_binary(part) or :io_lib.printable_unicode_list(part)

  defp key?(key) when is_list(key), do: key != [] and Enum.all?(key, &is_atom/1)
  defp key?(key), do: is_atom(key)

  @doc "Formats an event."
  def format(%{level: level, msg: msg, meta: meta}, config) do
    single_line? = Map.get(config, :single_line, true)
    config = Map.put(config, :single_line, single_line?)

    template =
      case config do
        %{template: template} -> template
        %{legacy_header: true} -> @legacy
        _ -> if single_line?, do: @single_line, else: @several_lines
      end

    meta = if Map.get(config, :legacy_header, false), do: with_header(meta, level, config), else: meta
    text = parts(template, level, msg, meta, config)

    case Map.get(config, :max_size, :unlimited) do
      :unlimited -> text
      size -> cut(:unicode.characters_to_list(text), size)
    end
  end

  defp cut(text, size) do
    cond do
      length(text) <= size -> text
      List.last(text) == ?\n -> Enum.take(text, size - 4) ++ ~c"...\n"
      true -> Enum.take(text, size - 3) ++ ~c"..."
    end
  end

  defp with_header(meta, level, config) do
    own = Map.get(meta, :logger_formatter, %{})
    title = Map.get_lazy(own, :title, fn -> :string.uppercase(:erlang.atom_to_list(level)) ++ ~c" REPORT" end)
    header = :io_lib.format(~c"=~ts==== ~ts ===", [title, legacy_time(meta.time, config)])
    Map.put(meta, :logger_formatter, Map.put(own, :header, header))
  end

  defp legacy_time(time, config) do
    utc? = Map.get(config, :time_offset, ~c"") in [0, ~c"Z", ~c"z"]
    {{year, month, day}, {hour, minute, second}} = seconds_to_datetime(Integer.floor_div(time, 1_000_000), utc?)
    args = [day, elem(@months, month - 1), year, hour, minute, second, Integer.mod(time, 1_000_000), if(utc?, do: ~c" UTC", else: ~c"")]
    :io_lib.format(~c"~2..0w-~s-~4w::~2..0w:~2..0w:~2..0w.~6..0w~s", args)
  end

  defp seconds_to_datetime(seconds, true), do: :calendar.system_time_to_universal_time(seconds, :second)
  defp seconds_to_datetime(seconds, false), do: :calendar.system_time_to_local_time(seconds, :second)

  defp parts([], _level, _msg, _meta, _config), do: []
  defp parts([part | rest], level, msg, meta, config), do: [part(part, level, msg, meta, config) | parts(rest, level, msg, meta, config)]

  defp part(:level, level, _msg, _meta, _config), do: :erlang.atom_to_list(level)
  defp part(:msg, _level, msg, meta, config), do: message(msg, meta, config)

  defp part({key, present, absent}, level, msg, meta, config) do
    parts(if(find(key, meta) == :error, do: absent, else: present), level, msg, meta, config)
  end

  defp part(key, _level, _msg, meta, config) when is_atom(key), do: value(key, find(key, meta), config)
  defp part([key | _] = path, _level, _msg, meta, config) when is_atom(key), do: value(List.last(path), find(path, meta), config)
  defp part(text, _level, _msg, _meta, _config), do: text

  defp find([], value), do: {:ok, value}
  defp find([key | rest], map) when is_map_key(map, key), do: find(rest, :erlang.map_get(key, map))
  defp find(key, map) when is_atom(key) and is_map_key(map, key), do: {:ok, :erlang.map_get(key, map)}
  defp find(_key, _map), do: :error

  defp value(_key, :error, _config), do: []
  defp value(:time, {:ok, time}, config) when is_integer(time), do: :calendar.system_time_to_rfc3339(time, time_options(config))
  defp value(:mfa, {:ok, {module, function, arity}}, _config), do: :io_lib.format(~c"~tw:~tw/~w", [module, function, arity])
  defp value(_key, {:ok, text}, _config) when is_binary(text), do: if(String.valid?(text), do: text, else: :io_lib.format(~c"~tp", [text]))

  defp value(_key, {:ok, value}, _config) do
    if :io_lib.printable_unicode_list(List.flatten(List.wrap(value))) and is_list(value), do: value, else: :io_lib.format(~c"~tp", [value])
  end

  defp time_options(config) do
    [unit: :microsecond, offset: Map.get(config, :time_offset, ~c""), time_designator: Map.get(config, :time_designator, ?T)]
  end

  defp message(msg, meta, config) do
    text = text(msg, Map.merge(meta, Map.take(config, [:report_cb])), config)
    if config.single_line, do: one_line(text), else: text
  end

  defp text({:string, text}, _meta, _config), do: text

  defp text({:report, report}, %{report_cb: fun}, _config) when is_function(fun, 1) do
    {format, args} = fun.(report)
    :io_lib.format(format, args)
  end

  defp text({:report, report}, %{report_cb: fun}, config) when is_function(fun, 2) do
    fun.(report, %{
      depth: Map.get(config, :depth, :unlimited),
      chars_limit: Map.get(config, :chars_limit, :unlimited),
      single_line: config.single_line
    })
  end

  defp text({:report, report}, _meta, _config) do
    {format, args} = :logger.format_report(report)
    :io_lib.format(format, args)
  end

  defp text({format, args}, _meta, _config), do: :io_lib.format(format, args)

  # The ends of lines, with the space around them, become commas.
  defp one_line(text) do
    text |> :unicode.characters_to_binary() |> String.trim() |> String.replace(~r/,?\r?\n\s*/, ", ")
  end
end
