defmodule :jlixir_logger do
  @moduledoc "Where the run-time system reports what no Elixir code has seen."

  @doc """
  Reports the end of a process by an uncaught error or throw.

  The run-time calls it in the dying process, before exit signals go out. `reason` is as in the exit reason, `{:nocatch,
  value}` for a throw. Exits are not reported, nor ends of processes that `:proc_lib` started: it has caught them.
  """
  def process_crashed(reason, stack) do
    :logger.error(~c"Error in process ~p with exit value:~n~p~n", [self(), {reason, stack}], %{
      error_logger: %{emulator: true, tag: :error}
    })
  end
end
