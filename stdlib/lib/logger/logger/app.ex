defmodule Logger.App do
  @moduledoc false
  @behaviour Application

  # The application: its start configures `:logger`, its stop leaves `:logger` without handlers. A system that has just started needs
  # neither: `:logger` asks for the configuration when the first event comes.

  def start, do: Application.start(:logger)

  @impl true
  def start(_type, _args) do
    :ok = :logger.set_primary_config(Logger.__primary_config__(%{level: :debug, filter_default: :log, filters: [], metadata: %{}}))
    Enum.each(Logger.__handler_ids__(), &add_handler/1)

    case Application.get_env(:logger, :backends, []) do
      [] -> Supervisor.start_link([], strategy: :one_for_one, name: Logger.Supervisor)
      backends -> Supervisor.start_link([{Logger.Backends.Internal, backends}], strategy: :one_for_one, name: Logger.Supervisor)
    end
  end

  defp add_handler(:default) do
    %{module: module} = config = Logger.__default_handler__(%{})

    with {:error, reason} <- :logger.add_handler(:default, module, config) do
      IO.puts(:stderr, "Could not attach default Logger handler: #{inspect(reason)}")
    end
  end

  @doc "Stops the application; nothing is logged of it."
  def stop, do: Application.stop(:logger)

  @impl true
  def stop(_state) do
    Enum.each([Logger, :default], &:logger.remove_handler/1)
    :logger.remove_primary_filter(:logger_process_level)
    :logger.remove_primary_filter(:logger_translator)
    :logger.set_primary_config(:level, :notice)
  end

  @impl true
  def config_change(_changed, _new, _removed), do: :ok
end
