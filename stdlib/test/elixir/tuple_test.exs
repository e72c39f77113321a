defmodule TupleTest do
  use ExUnit.Case, async: true

  doctest Tuple

  test "positions outside raise" do
    assert_raise ArgumentError, fn -> Tuple.insert_at({1}, 2, :x) end
    assert_raise ArgumentError, fn -> Tuple.delete_at({1}, 1) end
  end
end
