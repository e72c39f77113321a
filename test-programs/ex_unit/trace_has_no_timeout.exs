# Whoever traces tests may stop in one: none takes too long.
ExUnit.start(autorun: false, trace: true)

defmodule SlowTest do
  use ExUnit.Case, register: false

  @tag timeout: 20
  test "sleeps", do: Process.sleep(200)
end

ExUnit.CaptureIO.with_io(fn -> ExUnit.run([SlowTest]) end)
|> elem(0)
|> Map.take([:total, :failures])
|> Enum.sort()
|> IO.inspect()
