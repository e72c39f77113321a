defmodule ExUnit.CaptureLog do
  @moduledoc """
  Catches what is logged.

      capture_log(fn -> Logger.error("seen") end) =~ "seen"

  While anything is caught, the default handler is off.
  """

  @doc "What is logged while `fun` runs. Options: `:level`, and those of `Logger.default_formatter/1`."
  @spec capture_log(keyword, (-> any)) :: String.t()
  def capture_log(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    {_result, log} = with_log(opts, fun)
    log
  end

  @doc "Like `capture_log/2`, returning `{result, log}`."
  @spec with_log(keyword, (-> result)) :: {result, String.t()} when result: any
  def with_log(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    {level, opts} = Keyword.pop(opts, :level, :all)
    {:ok, device} = StringIO.open("")
    id = :"ex_unit_capture_log_#{System.unique_integer([:positive])}"
    {formatter, opts} = Keyword.pop(opts, :formatter)
    formatter = formatter || Logger.default_formatter(Keyword.put_new(opts, :colors, enabled: false))
    default = silence_default()
    :ok = :logger.add_handler(id, __MODULE__, %{level: level || :all, config: device, formatter: formatter})

    try do
      result = fun.()
      Logger.flush()
      {:ok, {_input, log}} = StringIO.close(device)
      {result, log}
    catch
      kind, reason ->
        StringIO.close(device)
        :erlang.raise(kind, reason, __STACKTRACE__)
    after
      :ok = :logger.remove_handler(id)
      restore_default(default)
    end
  end

  defp silence_default do
    with {:ok, config} <- :logger.get_handler_config(:default),
         :ok <- :logger.remove_handler(:default) do
      config
    else
      _ -> nil
    end
  end

  defp restore_default(nil), do: :ok
  defp restore_default(config), do: :logger.add_handler(:default, config.module, config)

  @doc false
  # The callback of :logger.
  def log(event, %{config: device, formatter: {formatter, config}}) do
    IO.write(device, formatter.format(event, config))
  rescue
    # the capture has ended meanwhile
    _ -> :ok
  end
end
