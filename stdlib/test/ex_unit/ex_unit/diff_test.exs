defmodule ExUnit.DiffTest do
  use ExUnit.Case, async: true

  alias ExUnit.Diff
  alias Inspect.Algebra

  defmodule Point do
    defstruct [:x, :y]
  end

  defmacrop pattern(pattern), do: pattern |> ExUnit.Assertions.__expand_pattern__(__CALLER__) |> Macro.escape()

  # Both sides, with what differs in brackets.
  defp diff(left, right, context \\ :==) do
    {diff, _env} = Diff.compute(left, right, context)
    {text(diff.left), text(diff.right)}
  end

  defp text(side) do
    side |> Diff.to_algebra(&Algebra.concat(["«", &1, "»"])) |> Algebra.format(80) |> IO.iodata_to_binary()
  end

  defp match(pattern, value, pins \\ %{}), do: diff(pattern, value, {:match, pins})

  test "equal values are the same" do
    assert {%Diff{equivalent?: true}, %{current_vars: %{}}} = Diff.compute([1, %{a: 2}], [1, %{a: 2}], :==)
    assert {%Diff{equivalent?: true}, _} = Diff.compute(1, 1.0, :==)
    assert {%Diff{equivalent?: false}, _} = Diff.compute(1, 1.0, :===)
  end

  test "numbers and strings by their letters, if enough of them are the same" do
    assert diff(1234, 1299) == {"12«34»", "12«99»"}
    assert diff(3, 123_456_789) == {"«3»", "«123456789»"}
    assert diff("hello", "hallo") == {~s("h«e»llo"), ~s("h«a»llo")}
    assert diff("a\n", "b\n") == {~S("«a»\n"), ~S("«b»\n")}
    assert diff("abc", "xyz") == {~s("«abc»"), ~s("«xyz»")}
    assert diff(~c"abc", ~c"abd") == {~s(~c"ab«c»"), ~s(~c"ab«d»")}
    assert diff(<<1, 255>>, <<1, 254>>) == {~S("\x01\xF«F»"), ~S("\x01\xF«E»")}
  end

  test "lists by their elements" do
    assert diff([1, 2, 3], [1, 3, 4]) == {"[1, «2», 3]", "[1, 3, «4»]"}
    assert diff([[1, 2], 3], [[1, 4], 3]) == {"[[1, «2»], 3]", "[[1, «4»], 3]"}
    assert diff([1], [1, 2]) == {"[1]", "[1, «2»]"}
    assert diff([1 | 2], [1 | 3]) == {"[1 | «2»]", "[1 | «3»]"}
    assert diff([a: 1, b: 2], [a: 1, b: 3]) == {"[a: 1, b: «2»]", "[a: 1, b: «3»]"}
    assert diff([1, 2 | 3], [1]) == {"[1, «2» | «3»]", "[1]"}
  end

  test "maps and structs by their keys" do
    assert diff(%{a: 1, b: 2}, %{a: 3, c: 2}) == {"%{a: «1», «b: 2»}", "%{a: «3», «c: 2»}"}
    assert diff(%{1 => :a}, %{1 => :b}) == {"%{1 => «:a»}", "%{1 => «:b»}"}
    assert diff(%Point{x: 1}, %Point{x: 2}) == {"%ExUnit.DiffTest.Point{x: «1», y: nil}", "%ExUnit.DiffTest.Point{x: «2», y: nil}"}
    assert diff(~D[2024-01-01], ~D[2024-01-02]) == {"~D[2024-01-0«1»]", "~D[2024-01-0«2»]"}
  end

  test "patterns bind variables" do
    assert {%Diff{equivalent?: true}, %{current_vars: vars}} = Diff.compute(pattern({x, [y | _]}), {1, [2, 3]}, {:match, %{}})
    assert vars == %{{:x, nil} => 1, {:y, nil} => 2}
    assert match(pattern({x, x}), {1, 2}) == {"{x, «x»}", "{1, «2»}"}
    assert match(pattern([_, :b | _]), [:a, :c, :d]) == {"[_, «:b» | _]", "[:a, «:c», :d]"}
  end

  test "pins are compared with what they hold" do
    assert match(pattern(%{id: ^id}), %{id: 12, name: "a"}, %{{:id, nil} => 13}) == {"%{id: «^id»}", ~s(%{id: 1«2», name: "a"})}
  end

  test "strings in patterns" do
    assert match(pattern("GET " <> path), "PUT /") == {~s("«GE»T " <> path), ~s("«PU»T /")}
    assert match(pattern("a" <> "b" <> "c"), "abd") == {~s("a" <> "b" <> "«c»"), ~s("ab«d»")}
  end

  test "guards that do not hold" do
    assert match(pattern(x when is_integer(x) and x > 3), 2) == {"x when is_integer(x) and «x > 3»", "2"}
    assert match(pattern({x, y} when x > y or y == 0), {1, 2}) == {"{x, y} when «x > y» or «y == 0»", "{1, 2}"}
  end

  test "macros in patterns are shown as they are written" do
    assert match(pattern(~D[2024-01-01]), ~D[2024-01-02]) == {"«~D[2024-01-01]»", "~D[2024-01-0«2»]"}
  end

  test "what has nothing in common" do
    assert diff(%{a: 1}, :none) == {"«%{a: 1}»", "«:none»"}
    assert match(pattern(%Point{x: 1}), nil) == {"«%ExUnit.DiffTest.Point{x: 1}»", "«nil»"}
  end
end
