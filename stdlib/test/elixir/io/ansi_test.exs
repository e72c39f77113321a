defmodule IO.ANSITest do
  use ExUnit.Case, async: true

  doctest IO.ANSI

  test "unknown names are refused" do
    assert_raise ArgumentError, fn -> IO.ANSI.format([:no_such_style], false) end
  end
end
