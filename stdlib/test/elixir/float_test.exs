defmodule FloatTest do
  use ExUnit.Case, async: true

  doctest Float

  test "rounding is exact" do
    assert Float.round(1.005, 2) == 1.0
    assert Float.ceil(5.0e-324, 3) == 0.001
    assert Float.round(0.49999999999999994) == 0.0
    assert Float.round(123_456_789_012.345, 10) == 123_456_789_012.345
    assert_raise ArgumentError, fn -> Float.round(1.0, 16) end
  end

  test "the sign of zero stays" do
    assert Float.to_string(Float.round(-0.01, 1)) == "-0.0"
    assert Float.to_string(Float.ceil(-0.5)) == "-0.0"
  end

  test "parse" do
    assert Float.parse("1.5e+3x") == {1500.0, "x"}
    assert Float.parse("1.e5") == {1.0, ".e5"}
    assert Float.parse("1.0e400") == :error
  end
end
