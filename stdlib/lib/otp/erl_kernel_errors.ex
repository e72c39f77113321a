defmodule :erl_kernel_errors do
  @moduledoc "Explains failures of the functions of `:os`: stacktraces name it in `:error_info`."

  import :jlixir_arguments, only: [always: 1, explain: 2]

  @doc "A map from argument positions to what is wrong with them."
  def format_error(:badarg, [{:os, function, args, _} | _]) when is_list(args) do
    case expected(function, args) do
      nil -> %{}
      description -> explain(description, args)
    end
  end

  def format_error(_reason, _stacktrace), do: %{}

  defp expected(function, [_ | _] = args) when function in [:getenv, :putenv, :unsetenv] do
    [&name/1 | for(_ <- tl(args), do: if(function == :getenv, do: :any, else: &value/1))]
  end

  defp expected(function, [_]) when function in [:system_time, :perf_counter], do: [always("invalid time unit")]
  defp expected(:cmd, [_ | _]), do: [always("not a list of characters")]
  defp expected(:set_signal, [_, handling]) when handling in [:default, :handle, :ignore], do: [always("invalid signal name")]
  defp expected(:set_signal, [_, _]), do: [:any, always("invalid signal handling option")]
  defp expected(_function, _args), do: nil

  defp name(name), do: value(name) || if(:lists.member(?=, name), do: ~S("=" characters is not allowed in environment variable names))

  defp value(value) when not is_list(value), do: "not a list"
  defp value(value), do: if(:lists.member(0, value), do: ~S("\0" characters is not allowed in environment variable names or values))
end
