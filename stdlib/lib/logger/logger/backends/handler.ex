defmodule Logger.Backends.Handler do
  @moduledoc false

  # The handler of `:logger` that passes events to the backends as `{level, group_leader, {Logger, text, timestamp, metadata}}`. The more
  # events wait the more it costs to log: first nothing, then the wait until the backends have taken the event, and then the event.

  def adding_handler(config), do: {:ok, config}

  def changing_config(_how, _old, new), do: {:ok, new}

  def filesync(_id), do: :ok

  def filter_config(config), do: Map.update!(config, :config, &Map.delete(&1, :counter))

  def log(%{level: level, meta: meta} = event, %{config: config}) do
    waiting = :counters.get(config.counter, 1)

    cond do
      waiting >= config.discard_threshold ->
        discard(config.counter, waiting)

      waiting >= config.sync_threshold and self() != Process.whereis(Logger) ->
        notify(:sync_notify, event, level, meta, config)

      true ->
        notify(:notify, event, level, meta, config)
    end
  catch
    # The process of the backends is being restarted.
    :exit, _ -> :ok
    :error, :badarg -> :ok
  end

  defp discard(counter, waiting) do
    if :counters.get(counter, 2) == 0 do
      :counters.put(counter, 2, 1)
      IO.puts(:stderr, "Attempted to log #{waiting} messages, which is above :discard_threshold")
    end

    :ok
  end

  defp notify(mode, event, level, meta, %{truncate: truncate, utc_log: utc?, counter: counter}) do
    text = Logger.Formatter.format_event(event, truncate)
    timestamp = Logger.Formatter.system_time_to_date_time_ms(Map.get_lazy(meta, :time, fn -> :os.system_time(:microsecond) end), utc?)
    :counters.add(counter, 1, 1)
    leader = Map.get_lazy(meta, :gl, &Process.group_leader/0)
    apply(:gen_event, mode, [Logger, {level, leader, {Logger, text, timestamp, metadata(level, meta)}}])
  end

  # Erlang's names of where the call stands become Elixir's.
  defp metadata(level, meta) do
    meta
    |> Map.merge(place(meta))
    |> Map.put_new(:erl_level, level)
    |> Map.to_list()
  end

  defp place(%{mfa: {module, function, arity}} = meta), do: Map.merge(%{module: module, function: "#{function}/#{arity}"}, file(meta))
  defp place(meta), do: file(meta)

  defp file(%{file: file}) when is_list(file), do: %{file: List.to_string(file)}
  defp file(_meta), do: %{}
end
