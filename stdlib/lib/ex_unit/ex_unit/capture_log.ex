defmodule ExUnit.CaptureLog do
  @moduledoc """
  Catches what is logged, to look at it.

      defmodule GreeterTest do
        use ExUnit.Case
        import ExUnit.CaptureLog
        require Logger

        test "says whom it greets" do
          assert capture_log(fn -> Logger.info("hello Ann") end) =~ "hello Ann"
        end
      end

  While anything is caught, the default handler prints nothing. The log belongs to all processes: a test that runs beside others
  (`async: true`) may see what they log, so it should look for what is its own with `=~/2`.

  To print what a test has logged only if it fails, give it the tag `:capture_log`.
  """

  @doc """
  Returns what is logged while `fun` runs.

  Options: `:level`, below which messages are left out; `:formatter`, a formatter as `:logger` knows them; and those of
  `Logger.default_formatter/1`, such as `:format`, `:metadata` and `:colors`.

      iex> require Logger
      iex> ExUnit.CaptureLog.capture_log([format: "$level: $message", level: :warning], fn ->
      ...>   Logger.info("not seen")
      ...>   Logger.error("seen")
      ...> end)
      "error: seen"

  """
  @spec capture_log(keyword, (-> any)) :: String.t()
  def capture_log(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    {_result, log} = with_log(opts, fun)
    log
  end

  @doc """
  Like `capture_log/2`, but returns `{what fun has returned, log}`.

      iex> require Logger
      iex> ExUnit.CaptureLog.with_log([format: "$message"], fn ->
      ...>   Logger.error("halving")
      ...>   div(4, 2)
      ...> end)
      {2, "halving"}

  """
  @spec with_log(keyword, (-> result)) :: {result, String.t()} when result: any
  def with_log(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    {:ok, device} = StringIO.open("")
    # Its end is no news to a caller that traps exits.
    Process.unlink(device)

    try do
      ref = ExUnit.CaptureServer.log_capture_on(self(), device, opts)

      result =
        try do
          fun.()
        after
          :ok = Logger.flush()
          :ok = ExUnit.CaptureServer.log_capture_off(ref)
        end

      {_input, log} = StringIO.contents(device)
      {result, log}
    after
      StringIO.close(device)
    end
  end
end
