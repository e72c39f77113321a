defmodule Logger.Backends.Console do
  @moduledoc """
  A backend that writes events to standard output or standard error, from before the handler `:default` did.

  Its options are `:level`, `:format`, `:metadata`, `:colors` (with `:enabled` and a colour for each level), `:device` and
  `:max_buffer`; they are set below the key `:console` of the application `:logger`.
  """
  @moduledoc deprecated: "Use the default handler and Logger.Formatter instead"

  @behaviour :gen_event

  defstruct [:format, :level, :metadata, :colors, :device]

  @levels [:emergency, :alert, :critical, :error, :warning, :notice, :info, :debug]
  @default_colors %{
    emergency: :red,
    alert: :red,
    critical: :red,
    error: :red,
    warning: :yellow,
    notice: :normal,
    info: :normal,
    debug: :cyan
  }

  @impl true
  def init(__MODULE__), do: start(Application.get_env(:logger, :console, []))
  def init({__MODULE__, options}) when is_list(options), do: start(Keyword.merge(Application.get_env(:logger, :console, []), options))

  defp start(options) do
    state = configured(options, %__MODULE__{})
    if state.device == :user and Process.whereis(:user) == nil, do: {:error, :ignore}, else: {:ok, state}
  end

  @impl true
  def handle_call({:configure, options}, state) do
    all = Keyword.merge(Application.get_env(:logger, :console, []), options, &merge/3)
    Application.put_env(:logger, :console, all)
    {:ok, :ok, configured(all, state)}
  end

  defp merge(:colors, before, colors), do: Keyword.merge(before, colors)
  defp merge(_key, _before, value), do: value

  defp configured(options, state) do
    level = Keyword.get(options, :level)

    %{
      state
      | format: Logger.Formatter.compile(Keyword.get(options, :format)),
        level: if(level == :warn, do: :warning, else: level),
        metadata: metadata(Keyword.get(options, :metadata, [])),
        colors: colors(Keyword.get(options, :colors, [])),
        device: Keyword.get(options, :device, :user)
    }
  end

  defp metadata(:all), do: :all
  defp metadata(keys), do: Enum.reverse(keys)

  defp colors(options) do
    options
    |> Enum.reduce(@default_colors, fn
      {:warn, color}, colors -> %{colors | warning: color}
      {key, color}, colors -> Map.put(colors, key, color)
    end)
    |> Map.put_new_lazy(:enabled, &IO.ANSI.enabled?/0)
  end

  @impl true
  def handle_event({level, _leader, {Logger, text, timestamp, metadata}}, %{level: limit} = state) when level in @levels do
    if limit == nil or Logger.compare_levels(level, limit) != :lt, do: write(level, text, timestamp, metadata, state)
    {:ok, state}
  end

  def handle_event(_event, state), do: {:ok, state}

  defp write(level, text, timestamp, metadata, %{format: format, metadata: keys, colors: colors, device: device}) do
    text = Logger.Formatter.format(format, level, text, timestamp, take(metadata, keys))
    IO.write(device, colored(text, level, colors, metadata))
  end

  defp take(metadata, :all), do: Keyword.drop(metadata, [:crash_reason, :ansi_color])

  defp take(metadata, keys) do
    Enum.reduce(keys, [], fn key, taken ->
      case Keyword.fetch(metadata, key) do
        {:ok, value} -> [{key, value} | taken]
        :error -> taken
      end
    end)
  end

  defp colored(text, _level, %{enabled: false}, _metadata), do: text

  defp colored(text, level, colors, metadata) do
    [IO.ANSI.format_fragment(metadata[:ansi_color] || Map.fetch!(colors, level), true), text | IO.ANSI.reset()]
  end

  @impl true
  def handle_info(_message, state), do: {:ok, state}

  @impl true
  def code_change(_old, state, _extra), do: {:ok, state}

  @impl true
  def terminate(_reason, _state), do: :ok
end
