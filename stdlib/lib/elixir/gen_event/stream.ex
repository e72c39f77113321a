defmodule GenEvent.Stream do
  @moduledoc false
  @behaviour :gen_event

  # The events of a manager: while the stream is read, a handler passes them to the reading process.
  defstruct manager: nil, timeout: :infinity

  @impl true
  def init({pid, reference}), do: {:ok, {pid, reference}}

  @impl true
  def handle_event(event, {pid, reference} = state) do
    send(pid, {reference, event})
    {:ok, state}
  end

  @impl true
  def handle_call(_message, state), do: {:ok, :ok, state}

  @impl true
  def handle_info(_message, state), do: {:ok, state}

  @impl true
  def terminate(_reason, _state), do: :ok

  @impl true
  def code_change(_old, state, _extra), do: {:ok, state}
end

defimpl Enumerable, for: GenEvent.Stream do
  def reduce(stream, acc, fun) do
    Stream.resource(fn -> start(stream) end, &next(&1, stream), &stop(&1, stream)).(acc, fun)
  end

  def count(_stream), do: {:error, __MODULE__}
  def member?(_stream, _value), do: {:error, __MODULE__}
  def slice(_stream), do: {:error, __MODULE__}

  defp start(%{manager: manager} = stream) do
    monitor = Process.monitor(manager)

    try do
      :ok = :gen_event.add_sup_handler(manager, {GenEvent.Stream, monitor}, {self(), monitor})
      monitor
    catch
      :exit, reason -> exit({reason, {__MODULE__, :start, [stream]}})
    end
  end

  defp next(monitor, %{manager: manager, timeout: timeout}) do
    receive do
      {^monitor, event} -> {[event], monitor}
      {:gen_event_EXIT, {GenEvent.Stream, ^monitor}, reason} when reason in [:normal, :shutdown] -> {:halt, monitor}
      {:gen_event_EXIT, {GenEvent.Stream, ^monitor}, reason} -> exit({reason, {__MODULE__, :next, [manager]}})
      {:DOWN, ^monitor, _, _, :normal} -> {:halt, monitor}
      {:DOWN, ^monitor, _, _, reason} -> exit({reason, {__MODULE__, :next, [manager]}})
    after
      timeout -> exit({:timeout, {__MODULE__, :next, [manager, timeout]}})
    end
  end

  defp stop(monitor, %{manager: manager}) do
    Process.demonitor(monitor, [:flush])

    try do
      :gen_event.delete_handler(manager, {GenEvent.Stream, monitor}, :stop)
    catch
      :exit, _reason -> :ok
    end

    forget(monitor)
  end

  defp forget(monitor) do
    receive do
      {^monitor, _event} -> forget(monitor)
      {:gen_event_EXIT, {GenEvent.Stream, ^monitor}, _reason} -> forget(monitor)
    after
      0 -> :ok
    end
  end
end
