defmodule ExUnit.CaptureLogTest do
  use ExUnit.Case
  doctest ExUnit.CaptureLog

  require Logger
  import ExUnit.CaptureLog

  test "each capture has its own level" do
    {inner, outer} =
      with_log([level: :info], fn -> capture_log([level: :error], fn -> Logger.info("told") end) end)

    assert inner == ""
    assert outer =~ "[info] told"
  end

  test "puts the default handler back" do
    capture_log(fn -> refute match?({:ok, _}, :logger.get_handler_config(:default)) end)
    assert {:ok, _} = :logger.get_handler_config(:default)
  end
end
