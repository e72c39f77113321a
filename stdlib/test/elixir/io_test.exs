defmodule IOTest do
  use ExUnit.Case, async: true

  doctest IO

  test "a device that is gone" do
    {:ok, device} = StringIO.open("")
    StringIO.close(device)
    assert_raise ErlangError, ~r/terminated/, fn -> IO.puts(device, "a") end
    assert IO.read(device, :line) == {:error, :terminated}
    assert_raise ArgumentError, fn -> IO.puts(:no_such_device, "a") end
  end

  test "iodata" do
    assert IO.iodata_to_binary(["a", [98 | "c"]]) == "abc"
    refute IO.iodata_empty?([[], ["" | "a"]])
  end
end
