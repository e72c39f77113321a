defmodule Logger.Backends.Watcher do
  @moduledoc false
  use GenServer

  # Installs a handler of a `:gen_event` process and ends with it, so that a supervisor installs it again.

  def start_link({_manager, _handler, _args} = triple), do: GenServer.start_link(__MODULE__, triple)

  @impl true
  def init({manager, handler, args}) do
    Process.flag(:trap_exit, true)

    case :gen_event.delete_handler(manager, handler, :ok) do
      {:error, :module_not_found} ->
        case :gen_event.add_sup_handler(manager, handler, args) do
          :ok -> {:ok, {manager, handler}}
          {:error, :ignore} -> {:stop, :ignore}
          {:error, reason} -> {:stop, reason}
          {:EXIT, _} = exit -> {:stop, exit}
        end

      _ ->
        init({manager, handler, args})
    end
  end

  @impl true
  def handle_call(_message, _from, state), do: {:reply, :ok, state}

  @impl true
  def handle_cast(_message, state), do: {:noreply, state}

  @impl true
  def handle_info({:gen_event_EXIT, handler, reason}, {_manager, handler} = state) when reason in [:normal, :shutdown] do
    {:stop, reason, state}
  end

  def handle_info({:gen_event_EXIT, handler, reason}, {manager, handler} = state) do
    message = [
      ":gen_event handler #{inspect(handler)} installed in #{inspect(manager)} terminating\n",
      "** (exit) ",
      format_exit(reason)
    ]

    crash_reason =
      case reason do
        {:EXIT, {reason, stack}} when is_list(stack) -> {reason, stack}
        reason -> {reason, []}
      end

    if Logger.__should_log__(:error, __MODULE__), do: :logger.log(:error, %{label: {__MODULE__, :exit}}, report(message, crash_reason))
    {:stop, reason, state}
  end

  def handle_info({:EXIT, _pid, reason}, state), do: {:stop, reason, state}
  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def terminate(_reason, {manager, handler}) do
    if Process.whereis(manager), do: :gen_event.delete_handler(manager, handler, :ok)
    :ok
  catch
    :exit, _reason -> :ok
  end

  @impl true
  def code_change(_old, state, _extra), do: {:ok, state}

  defp report(message, crash_reason) do
    %{report_cb: fn _report -> {~c"~ts", [message]} end, crash_reason: crash_reason, domain: [:elixir], error_logger: %{tag: :error_msg}}
  end

  defp format_exit({:EXIT, reason}), do: Exception.format_exit(reason)
  defp format_exit(reason), do: Exception.format_exit(reason)
end
