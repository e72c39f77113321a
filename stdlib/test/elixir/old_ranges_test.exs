defmodule OldRangesTest do
  use ExUnit.Case, async: true

  # Written down before ranges had steps.
  @up %{__struct__: Range, first: 1, last: 3}
  @down %{__struct__: Range, first: 3, last: 1}

  test "are shown with the step that they have" do
    assert inspect(@up) == "1..3"
    assert inspect(@down) == "3..1//-1"
  end

  test "take parts of strings, and of nothing else" do
    assert String.slice("elixir", @up) == "lix"
    assert_raise FunctionClauseError, fn -> String.slice(nil, @up) end
    assert_raise FunctionClauseError, fn -> String.slice(nil, 0..1) end
  end

  test "of dates are shown with the step that they have" do
    range = Map.delete(Date.range(~D[2024-02-29], ~D[2024-02-28], -1), :step)
    assert inspect(range) == "Date.range(~D[2024-02-29], ~D[2024-02-28], -1)"
  end
end
