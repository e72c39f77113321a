defmodule Logger.Backends.Internal do
  @moduledoc false
  use Supervisor

  # What runs while there are backends: the `:gen_event` process named `Logger`, with the handler that counts, and the watchers of the
  # backends. It is started with the application, or when the first backend is added.

  @options [:truncate, :utc_log, :sync_threshold, :discard_threshold, :discard_threshold_periodic_check]

  def start_link(backends), do: Supervisor.start_link(__MODULE__, backends, name: __MODULE__)

  @impl true
  def init(backends) do
    children = [
      %{id: :gen_event, start: {:gen_event, :start_link, [{:local, Logger}, start_options()]}, modules: :dynamic},
      {Logger.Backends.Watcher, {Logger, Logger.Backends.Config, counter()}},
      {Logger.Backends.Supervisor, backends}
    ]

    Supervisor.init(children, strategy: :rest_for_one, max_restarts: 30, max_seconds: 3)
  end

  defp start_options, do: Application.get_env(:logger, :start_options, [])

  defp counter do
    counter = :counters.new(2, [:atomics])
    :logger.remove_handler(Logger)
    :ok = :logger.add_handler(Logger, Logger.Backends.Handler, %{level: :all, config: Map.put(options(), :counter, counter)})
    counter
  end

  defp options do
    %{
      truncate: Application.get_env(:logger, :truncate, 8096),
      utc_log: Application.get_env(:logger, :utc_log, false),
      sync_threshold: Application.get_env(:logger, :sync_threshold, 20),
      discard_threshold: Application.get_env(:logger, :discard_threshold, 500)
    }
  end

  @doc "Adds a backend."
  def add(backend, opts \\ []) do
    ensure_started()

    case Logger.Backends.Supervisor.add(backend) do
      {:ok, _pid} = ok ->
        if Keyword.get(opts, :flush, false), do: Logger.flush()
        ok

      {:error, {:already_started, _pid}} ->
        {:error, :already_present}

      {:error, {:already_present, _pid}} ->
        {:error, :already_present}

      {:error, _reason} = error ->
        error
    end
  end

  @doc "Removes a backend."
  def remove(backend, opts \\ []) do
    ensure_started()
    if Keyword.get(opts, :flush, false), do: Logger.flush()
    Logger.Backends.Supervisor.remove(backend)
  end

  @doc "Passes options to a backend."
  def configure(backend, options) do
    ensure_started()
    :gen_event.call(Logger, backend, {:configure, options})
  end

  @doc "Changes what concerns all backends."
  def configure(options) do
    ensure_started()
    changed = options |> Keyword.take(@options) |> Map.new()

    with {:ok, %{config: config}} <- :logger.get_handler_config(Logger) do
      :logger.set_handler_config(Logger, :config, Map.merge(config, changed))
    end

    :ok
  end

  @doc "Whether an option concerns backends."
  def option?(key), do: key in @options

  defp ensure_started do
    case Process.whereis(Logger) do
      nil ->
        parent = if Process.whereis(Logger.Supervisor), do: Logger.Supervisor, else: restarted()

        case Supervisor.start_child(parent, {__MODULE__, []}) do
          {:ok, _pid} -> :ok
          {:error, {:already_started, _pid}} -> :ok
          {:error, :already_present} -> Supervisor.restart_child(parent, __MODULE__)
        end

      _pid ->
        :ok
    end
  end

  # Until now the application counted as running without a process of its own.
  defp restarted do
    handlers = :logger.get_handler_config()
    primary = :logger.get_primary_config()
    Logger.App.stop()
    :ok = Logger.App.start()
    Enum.each(:logger.get_handler_ids(), &:logger.remove_handler/1)
    Enum.each(handlers, &:logger.add_handler(&1.id, &1.module, &1))
    :ok = :logger.set_primary_config(primary)
    Logger.Supervisor
  end
end
