defmodule System.SignalHandler do
  @moduledoc false

  # The event handler that System.trap_signal/3 adds to :erl_signal_server.
  @behaviour :gen_event

  @impl true
  def init({signal, fun}), do: {:ok, {signal, fun}}

  @impl true
  def handle_call(_request, state), do: {:ok, :ok, state}

  @impl true
  def handle_event(signal, {signal, fun} = state) do
    :ok = fun.()
    {:ok, state}
  end

  def handle_event(_signal, state), do: {:ok, state}

  @impl true
  def handle_info(_message, state), do: {:ok, state}
end
