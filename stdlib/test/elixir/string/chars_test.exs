defmodule String.CharsTest do
  use ExUnit.Case, async: true
  doctest String.Chars

  test "core types" do
    assert to_string(nil) == ""
    assert to_string(:atom) == "atom"
    assert to_string("text") == "text"
    assert to_string(~c"chars") == "chars"
    assert to_string(-12) == "-12"
    assert to_string(0.1) == "0.1"
    assert to_string(1.0e22) == "1.0e22"
  end

  test "other terms" do
    assert_raise Protocol.UndefinedError, fn -> to_string(Enum.random([{1}])) end
    assert_raise Protocol.UndefinedError, ~r/bitstring to a string/, fn -> to_string(<<1::3>>) end
  end
end
