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

  @doc """
  Reports that a process holds more than its flag `:max_heap_size` allows: called by the process itself.

  `limit` is `{size, kill, error_logger}`, as in the flag; `words` what it holds, `messages` how many wait.
  """
  def heap_limit_reached({size, kill, error_logger}, words, messages, stack) do
    info = with {:garbage_collection_info, info} <- :erlang.process_info(self(), :garbage_collection_info), do: info

    :logger.error(
      ~c"     Process:            ~p ~n     Context:            maximum heap size reached~n" ++
        ~c"     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n     Kill:               ~p~n" ++
        ~c"     Error Logger:       ~p~n     Message Queue Len:  ~p~n     GC Info:            ~p~n     Stacktrace:         ~p~n",
      [self(), size, words, kill, error_logger, messages, info, stack],
      %{error_logger: %{emulator: true, tag: :error}}
    )
  end
end
