defmodule List.CharsTest do
  use ExUnit.Case, async: true
  doctest List.Chars

  test "core types" do
    assert to_charlist(nil) == []
    assert to_charlist(:atom) == ~c"atom"
    assert to_charlist("é") == [233]
    assert to_charlist([1, "b"]) == [1, "b"]
    assert to_charlist(-12) == ~c"-12"
    assert to_charlist(0.1) == ~c"0.1"
  end

  test "other terms" do
    assert_raise Protocol.UndefinedError, fn -> to_charlist(Enum.random([{1}])) end
  end
end
