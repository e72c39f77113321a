defmodule IntegerTest do
  use ExUnit.Case, async: true

  doctest Integer

  test "division" do
    assert {Integer.floor_div(-7, 2), Integer.mod(-7, 2), Integer.ceil_div(-7, 2)} == {-4, 1, -3}
    assert_raise ArithmeticError, fn -> Integer.floor_div(1, 0) end
  end

  test "extended gcd gives the factors" do
    for a <- -12..12, b <- -12..12 do
      {gcd, m, n} = Integer.extended_gcd(a, b)
      assert gcd == Integer.gcd(a, b) and m * a + n * b == gcd
    end
  end

  test "parse" do
    assert Integer.parse("-zz.", 36) == {-1295, "."}
    assert Integer.parse("3", 2) == :error
    assert_raise ArgumentError, fn -> Integer.parse("1", 37) end
  end
end
