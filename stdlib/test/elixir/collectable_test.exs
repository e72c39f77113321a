defmodule CollectableTest do
  use ExUnit.Case, async: true
  doctest Collectable

  test "lists, strings, bitstrings and maps" do
    assert Enum.into(1..3, []) == [1, 2, 3]
    assert Enum.into(["b", "c"], "a") == "abc"
    assert Enum.into(["b", <<1::4>>, <<2::4>>], "a") == <<"ab", 0x12>>
    assert Enum.into([<<1::1>>, <<0::1>>], <<1::1>>) == <<0b110::3>>
    assert Enum.into([b: 2], %{a: 1}) == %{a: 1, b: 2}
  end

  test "elements that do not fit" do
    assert_raise ArgumentError, ~r/requires a bitstring/, fn -> Enum.into([1], "a") end
    assert_raise ArgumentError, ~r/tuples, got: 1/, fn -> Enum.into(1..2, %{}) end
    assert_raise Protocol.UndefinedError, fn -> Enum.into([1], :none) end
  end

  test "a collector is told when the walk fails" do
    {_initial, collector} = Collectable.into([])
    assert collector.([], :halt) == :ok
    assert_raise RuntimeError, "stop", fn -> Enum.into([1], "", fn _ -> raise "stop" end) end
  end
end
