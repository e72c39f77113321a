defmodule :logger_formatter do
  @moduledoc "The plain formatter of `:logger`: `time level: message`, or a template."

  @default_template [:time, ~c" ", :level, ~c": ", :msg, ~c"\n"]

  @doc false
  def check_config(config) when is_map(config), do: :ok
  def check_config(config), do: {:error, {:invalid_formatter_config, :logger_formatter, config}}

  @doc "Formats an event."
  def format(%{level: level, msg: msg, meta: meta}, config) do
    format_parts(:maps.get(:template, config, @default_template), level, msg, meta, config)
  end

  defp format_parts([], _level, _msg, _meta, _config), do: []

  defp format_parts([part | rest], level, msg, meta, config) do
    [format_part(part, level, msg, meta, config) | format_parts(rest, level, msg, meta, config)]
  end

  defp format_part(:level, level, _msg, _meta, _config), do: :erlang.atom_to_list(level)
  defp format_part(:msg, _level, msg, meta, config), do: message(msg, meta, config)

  defp format_part(:time, _level, _msg, %{time: time}, _config) do
    :calendar.system_time_to_rfc3339(time, unit: :microsecond)
  end

  defp format_part(key, _level, _msg, meta, _config) when is_atom(key), do: value(:maps.get(key, meta, []))

  defp format_part({key, present, absent}, level, msg, meta, config) do
    name = if(is_list(key), do: hd(key), else: key)
    parts = if(is_map_key(meta, name), do: present, else: absent)
    format_parts(parts, level, msg, meta, config)
  end

  defp format_part([key | _] = path, _level, _msg, meta, _config) when is_atom(key), do: value(at(path, meta))
  defp format_part(text, _level, _msg, _meta, _config), do: text

  defp at([], value), do: value
  defp at([key | rest], map) when is_map_key(map, key), do: at(rest, :maps.get(key, map))
  defp at(_, _), do: []

  defp value([]), do: []
  defp value(text) when is_binary(text), do: text
  defp value(other), do: :io_lib.format(~c"~tp", [other])

  defp message({:string, text}, _meta, _config), do: text

  defp message({:report, report}, meta, config) do
    case meta do
      %{report_cb: fun} when is_function(fun, 1) ->
        {format, args} = fun.(report)
        :io_lib.format(format, args)

      %{report_cb: fun} when is_function(fun, 2) ->
        fun.(report, %{
          depth: :maps.get(:depth, config, :unlimited),
          chars_limit: :maps.get(:chars_limit, config, :unlimited),
          single_line: :maps.get(:single_line, config, true)
        })

      _ ->
        case :maps.get(:single_line, config, true) do
          true ->
            single_line(report)

          false ->
            {format, args} = :logger.format_report(report)
            :io_lib.format(format, args)
        end
    end
  end

  defp message({format, args}, _meta, _config), do: :io_lib.format(format, args)

  defp single_line(report) when is_map(report), do: single_line(:maps.to_list(report))

  defp single_line(report) do
    :lists.join(~c", ", :lists.map(fn {key, value} -> :io_lib.format(~c"~tp: ~tp", [key, value]) end, report))
  end
end
