defmodule InspectTest do
  use ExUnit.Case, async: true

  doctest Inspect

  defmodule Point do
    defstruct [:x, :y]
  end

  defmodule Login do
    @derive {Inspect, only: [:name]}
    defstruct [:name, :password]
  end

  defmodule Note do
    @derive {Inspect, optional: [:text]}
    defstruct [:id, text: ""]
  end

  defmodule Failing do
    defstruct [:x]

    defimpl Inspect do
      def inspect(_struct, _opts), do: raise("no luck")
    end
  end

  test "atoms" do
    assert inspect([:a, :a?, :"a b", Foo.Bar, nil, :+, :"::"]) == ~S([:a, :a?, :"a b", Foo.Bar, nil, :+, :"::"])
  end

  test "strings and bitstrings" do
    assert inspect("a\n\"\#{x}é") == ~S("a\n\"\#{x}é")
    assert inspect(<<255, 1::3>>) == "<<255, 1::size(3)>>"
    assert inspect("\u200B\uFEFF") == ~S("\u200B\uFEFF")
    assert inspect("abcdef", printable_limit: 2) == ~S("ab" <> ...)
    assert inspect("ab\#{cdef", printable_limit: 3) == ~S("ab\#{" <> ...)
    assert inspect("ab", base: :hex) == "<<0x61, 0x62>>"
  end

  test "numbers" do
    assert inspect([10, -1], base: :hex) == "[0xA, -0x1]"
    assert inspect([1.5e3, 1.0e15, 1.0e16, 1.0e-5]) == "[1500.0, 1000000000000000.0, 1.0e16, 1.0e-5]"
  end

  test "lists" do
    assert inspect(~c"abc") == ~S(~c"abc")
    assert inspect(a: 1, "b c": 2) == ~S([a: 1, "b c": 2])
    assert inspect([{Foo, 1}]) == "[{Foo, 1}]"
    assert inspect([1 | 2]) == "[1 | 2]"
  end

  test "structs" do
    assert inspect(%Point{x: 1}) == "%InspectTest.Point{x: 1, y: nil}"
    assert inspect(%Login{name: "a", password: "b"}) == ~S(#InspectTest.Login<name: "a", ...>)
    assert inspect(%Note{id: 1}) == "%InspectTest.Note{id: 1}"
    assert inspect(%Note{id: 1, text: "t"}) == ~S(%InspectTest.Note{id: 1, text: "t"})
    assert inspect(%Point{}, structs: false) =~ "__struct__: InspectTest.Point"
  end

  test "a failing implementation is shown, or raised if not safe" do
    assert inspect(%Failing{x: 1}) =~ "#Inspect.Error<\n  got RuntimeError with message:"
    assert_raise Inspect.Error, ~r/no luck/, fn -> inspect(%Failing{x: 1}, safe: false) end
  end

  test "functions" do
    assert inspect(&Enum.map/2) == "&Enum.map/2"
    assert inspect(&:lists.map/2) == "&:lists.map/2"
    assert inspect(fn -> 1 end) =~ ~r/^#Function<\d+\.\d+\/0 in /
  end

  test "pretty printing" do
    assert inspect(%{1 => "aaaaaaaa", 2 => "bbbbbbbb"}, pretty: true, width: 20) ==
             "%{\n  1 => \"aaaaaaaa\",\n  2 => \"bbbbbbbb\"\n}"

    assert inspect({:ok, "aaaaaaaa", "bbbbbbbb"}, pretty: true, width: 20) == "{:ok, \"aaaaaaaa\",\n \"bbbbbbbb\"}"
  end
end
