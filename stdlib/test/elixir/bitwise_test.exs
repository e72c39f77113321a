defmodule BitwiseTest do
  use ExUnit.Case, async: true

  import Bitwise

  doctest Bitwise

  test "large and negative numbers" do
    assert bsl(1, 100) == 1_267_650_600_228_229_401_496_703_205_376
    assert bsr(bsl(-1, 100), 99) == -2
    assert bsl(8, -2) == 2
    assert band(-1, bsl(1, 70)) == bsl(1, 70)
    assert bxor(-1, 5) == bnot(5)
  end

  test "guards" do
    odd? = fn
      x when band(x, 1) == 1 -> true
      x when (x &&& 1) == 0 -> false
    end

    assert odd?.(3)
    refute odd?.(4)
  end
end
