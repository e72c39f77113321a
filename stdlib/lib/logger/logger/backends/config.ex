defmodule Logger.Backends.Config do
  @moduledoc false
  @behaviour :gen_event

  # Counts the events that wait in front of the backends, for `Logger.Backends.Handler`. Of the two counters the first one is how
  # many there are, the second one is 1 after events were thrown away.

  @impl true
  def init(counter) do
    :counters.put(counter, 1, 0)
    schedule()
    {:ok, counter}
  end

  def configure(options), do: Logger.Backends.Internal.configure(options)

  @impl true
  def handle_event(_event, counter) do
    if :counters.get(counter, 1) > 0, do: :counters.sub(counter, 1, 1)
    {:ok, counter}
  end

  @impl true
  def handle_call(:flush, counter), do: {:ok, :ok, counter}

  @impl true
  def handle_info({__MODULE__, :update_counter}, counter) do
    # What was lost when a backend failed is counted no more.
    {:message_queue_len, messages} = Process.info(self(), :message_queue_len)
    waiting = min(messages, :counters.get(counter, 1))
    :counters.put(counter, 1, waiting)
    if :counters.get(counter, 2) == 1 and waiting < discard_threshold(), do: kept_again(counter, waiting)
    schedule()
    {:ok, counter}
  end

  def handle_info(_message, counter), do: {:ok, counter}

  @impl true
  def terminate(_reason, _counter), do: :ok

  @impl true
  def code_change(_old, counter, _extra), do: {:ok, counter}

  defp kept_again(counter, waiting) do
    :counters.put(counter, 2, 0)
    notify("Attempted to log #{waiting} messages, which is below :discard_threshold")
  end

  @doc false
  def notify(text) do
    timestamp = Logger.Formatter.system_time_to_date_time_ms(:os.system_time(:microsecond), false)
    metadata = [pid: self(), module: __MODULE__, application: :logger]
    :gen_event.notify(Logger, {:warning, Process.group_leader(), {Logger, text, timestamp, metadata}})
  end

  defp discard_threshold, do: Application.get_env(:logger, :discard_threshold, 500)

  defp schedule do
    Process.send_after(self(), {__MODULE__, :update_counter}, Application.get_env(:logger, :discard_threshold_periodic_check, 30_000))
  end
end
