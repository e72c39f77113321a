defmodule :erl_signal_handler do
  @moduledoc """
  What the system does by itself when a signal of the operating system comes: the first handler of `:erl_signal_server`.
  """

  @behaviour :gen_event

  @doc "Serves as the process of `:erl_signal_server`."
  def serve, do: :gen_event.serve(:erl_signal_server, [{:erl_signal_handler, []}])

  @impl true
  def init(_args), do: {:ok, []}

  @impl true
  def handle_event(:sigterm, state) do
    :logger.notice(~c"SIGTERM received - shutting down\n")
    :ok = :init.stop()
    {:ok, state}
  end

  def handle_event(:sigusr1, _state), do: :erlang.halt(~c"Received SIGUSR1")
  def handle_event(:sigquit, _state), do: :erlang.halt()
  def handle_event(_signal, state), do: {:ok, state}

  @impl true
  def handle_info(_message, state), do: {:ok, state}

  @impl true
  def handle_call(_request, state), do: {:ok, :ok, state}
end
