defmodule RecordTest do
  use ExUnit.Case, async: true

  doctest Record

  defmodule Point do
    require Record
    Record.defrecord(:point, x: 0, y: 0)
  end

  require Record
  Record.defrecord(:user, name: "anonymous", age: nil)
  Record.defrecordp(:tagged, :tag, a: 1, b: 2)

  test "building, reading, updating" do
    assert user() == {:user, "anonymous", nil}
    assert user(age: 3) == {:user, "anonymous", 3}
    assert user(user(age: 3), :age) == 3
    assert user(user(), name: "x") == {:user, "x", nil}
    assert user(:age) == 2
    assert user(user()) == [name: "anonymous", age: nil]
    assert user(_: 0) == {:user, 0, 0}
    assert tagged(b: 3) == {:tag, 1, 3}
  end

  test "matching" do
    user(name: name) = {:user, "x", 1}
    assert name == "x"
    refute match?(user(age: 2), {:user, "x", 1})
  end

  test "values are evaluated as written" do
    value = fn name ->
      send(self(), name)
      name
    end

    user(age: value.(:age), name: value.(:name))
    assert Process.info(self(), :messages) == {:messages, [:age, :name]}
  end

  test "wrong records and keys" do
    assert_raise ArgumentError, ~r/a :user record with 2 fields/, fn -> user(Enum.random([{:user}])) end

    assert_raise ArgumentError, "record :point does not have the key: :zip", fn ->
      Code.eval_string("import RecordTest.Point; point(zip: 1)")
    end
  end

  test "extract/2" do
    path = Path.join(System.tmp_dir!(), "record_test_#{System.unique_integer([:positive])}.hrl")

    File.write!(path, """
    -define(DEFAULT, [x, "s"]).
    -record(shape, {sides = 3 + 1 :: integer(), tags = ?DEFAULT, name, nested = {a, <<"b">>, \#{1 => 2}}}).
    """)

    assert Record.extract(:shape, from: path) ==
             [sides: 4, tags: [:x, ~c"s"], name: :undefined, nested: {:a, "b", %{1 => 2}}]

    assert [{:shape, [_, _, _, _]}] = Record.extract_all(from: path)
    File.rm!(path)
  end

  test "warnings" do
    warned = fn code -> ExUnit.CaptureIO.capture_io(:stderr, fn -> Code.eval_string(code) end) end

    assert warned.("defmodule RecordTest.Twice, do: (require Record; Record.defrecord(:r, [:a, :b, a: 1]))") =~
             "duplicate key :a found in record"

    assert warned.("require RecordTest.Point; RecordTest.Point.point({:point, 1, 2}, _: 0)") =~
             "updating a record with a default (:_) is equivalent to creating a new record"

    assert warned.("defmodule RecordTest.Private, do: (require Record; Record.defrecordp(:r, [:a]))") == ""
  end
end
