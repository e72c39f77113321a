defmodule KernelTest do
  use ExUnit.Case, async: true

  doctest Kernel

  defp opaque(value), do: Enum.random([value])

  describe "boolean operators" do
    test "and, or evaluate the right side only when needed" do
      assert (false and raise("never")) == false
      assert (true or raise("never")) == true
      assert (true and 1) == 1
    end

    test "and, or demand a boolean on the left" do
      assert_raise BadBooleanError, fn -> opaque(1) and true end
      assert_raise BadBooleanError, fn -> opaque(nil) or true end
    end

    test "&&, || and ! go by truthiness" do
      assert (nil && 1) == nil
      assert (0 && 1) == 1
      assert (false || nil) == nil
      assert (!nil and !!1)
    end
  end

  describe "in" do
    test "lists are compared strictly" do
      assert 1 in [1, 2]
      refute 1.0 in [1, 2]
      assert opaque("b") in ["a", "b"]
      assert {1, 2} in [{1, 2}]
    end

    test "ranges hold their integers alone" do
      assert 5 in 1..9//2
      refute 4 in 1..9//2
      refute 5.0 in 1..9
      assert 3 in 5..1//-1
    end

    defp weekday(day) when day in 1..5, do: :work
    defp weekday(day) when day in [6, 7], do: :rest
    defp weekday(_), do: :none

    defp between(x, a, b) when x in a..b, do: true
    defp between(_, _, _), do: false

    test "works in guards" do
      assert Enum.map([0, 1, 5, 6, 8], &weekday/1) == [:none, :work, :work, :rest, :none]
      assert between(2, 1, 3)
      refute between(2, 3, 4)
      refute between(:a, 3, 4)
    end

    test "the left side is evaluated once" do
      once = fn ->
        send(self(), :evaluated)
        2
      end

      assert once.() in [1, 2, 3]
      assert once.() in 1..3
      assert_received :evaluated
      assert_received :evaluated
      refute_received :evaluated
    end
  end

  describe "|>" do
    test "nests calls of all kinds" do
      add = fn a, b -> a + b end
      assert 1 |> add.(2) |> Integer.to_string() |> then(&(&1 <> "!")) == "3!"
      assert [3] |> hd == 3
      assert 4 |> Kernel.-(1) == 3
    end

    test "refuses what is no call" do
      for code <- ["1 |> 2", "1 |> {:a}", "1 |> &foo/1", "1 |> fn x -> x end", "1 |> -2"] do
        assert_raise ArgumentError, ~r/pip/, fn -> Code.eval_string(code) end
      end
    end
  end

  describe "guards for structs" do
    defp kind(x) when is_exception(x, ArgumentError), do: :argument
    defp kind(x) when is_exception(x), do: :exception
    defp kind(x) when is_struct(x, Range), do: :range
    defp kind(x) when is_struct(x), do: :struct
    defp kind(x) when is_non_struct_map(x), do: :map
    defp kind(_), do: :other

    test "tell them apart" do
      values = [%ArgumentError{}, %RuntimeError{}, 1..2, MapSet.new(), %{}, %{__struct__: 1}, []]
      assert Enum.map(values, &kind/1) == [:argument, :exception, :range, :struct, :map, :map, :other]
    end

    test "outside of guards" do
      assert is_struct(opaque(1..2), Range)
      refute is_struct(opaque(%{}))
      assert_raise ArgumentError, fn -> is_struct(1, opaque("name")) end
    end
  end

  defmodule Parity do
    defguardp small(x) when x < 10
    defguard even_small(x) when is_integer(x) and rem(x, 2) == 0 and small(x)

    def test(x) when even_small(x), do: true
    def test(_), do: false
    def body(x), do: even_small(x)
  end

  test "defguard works in guards and outside, also through private guards" do
    import Parity
    assert Enum.map([2, 3, 12, :a], &Parity.test/1) == [true, false, false, false]
    assert Parity.body(4)
    assert even_small(6)
  end

  defmodule Point do
    @enforce_keys [:x]
    defstruct [:x, y: 0]
  end

  describe "structs" do
    test "struct/2 ignores unknown keys, struct!/2 does not" do
      assert struct(Point, x: 1, z: 2) == %Point{x: 1}
      assert_raise KeyError, fn -> struct!(Point, x: 1, z: 2) end
      assert_raise KeyError, fn -> struct!(%Point{x: 1}, z: 2) end
      assert struct!(%Point{x: 1}, y: 5) == %Point{x: 1, y: 5}
    end

    test "enforced keys are checked" do
      assert_raise ArgumentError, ~r/must also be given .* \[:x\]/, fn -> struct!(Point, y: 1) end
    end

    test "fields are listed in order" do
      assert Enum.map(Point.__info__(:struct), & &1.field) == [:x, :y]
    end

    test "wrong definitions raise" do
      assert_raise ArgumentError, ~r/must be list/, fn -> Code.eval_string("defmodule BadStruct1 do defstruct 1 end") end
      assert_raise ArgumentError, ~r/must be atoms/, fn -> Code.eval_string("defmodule BadStruct2 do defstruct [1] end") end
    end
  end

  describe "paths" do
    test "put_in and update_in on fields and keys" do
      data = %{a: %{b: [c: 1]}}
      assert put_in(data.a.b[:c], 2) == %{a: %{b: [c: 2]}}
      assert update_in(data.a.b, &length/1) == %{a: %{b: 1}}
      assert put_in(data[:a][:z], 2).a.z == 2
      assert_raise KeyError, fn -> put_in(data.a.z, 1) end
    end

    test "pop_in leaves missing keys alone" do
      data = %{a: %{b: 1}}
      assert pop_in(data[:a][:b]) == {1, %{a: %{}}}
      assert pop_in(data[:x][:b]) == {nil, data}
      assert pop_in(data, [:x, :b]) == {nil, data}
    end

    test "get_in stops at nil" do
      data = %{a: nil}
      assert get_in(data.a.b.c) == nil
      assert get_in(data, [:a, :b]) == nil
    end

    test "functions as steps" do
      data = [%{n: 1}, %{n: 2}]
      assert update_in(data, [Access.all(), :n], &(&1 * 10)) == [%{n: 10}, %{n: 20}]
      assert get_and_update_in(data, [Access.at(0), :n], &{&1, 5}) == {1, [%{n: 5}, %{n: 2}]}
    end
  end

  test "destructure fills up and cuts off" do
    destructure([a, b], [1, 2, 3])
    destructure([c, d], [1])
    destructure([e], nil)
    assert {a, b, c, d, e} == {1, 2, 1, nil, nil}
  end

  test "** stays exact for integers" do
    assert 3 ** 40 == 12_157_665_459_056_928_801
    assert 2 ** -2 == 0.25
    assert (-2) ** 3 == -8
  end

  test "binary_slice/2,3" do
    assert binary_slice("elixir", -10, 2) == "el"
    assert binary_slice("elixir", 2..100) == "ixir"
    assert binary_slice("elixir", 10..20) == ""
    assert binary_slice("elixir", 0..5//2) == "eii"
  end

  test "to_timeout/1" do
    assert to_timeout(hour: 1, minute: 1) == 3_660_000
    assert to_timeout(:infinity) == :infinity
    assert_raise ArgumentError, ~r/not a valid timeout component/, fn -> to_timeout(month: 1) end
    assert_raise ArgumentError, ~r/duplicated/, fn -> to_timeout([hour: 1] ++ [hour: 2]) end
  end

  describe "sigils" do
    test "words" do
      x = "b c"
      assert ~w(a b) == ["a", "b"]
      assert ~w(a #{x})a == [:a, :b, :c]
      assert ~W(a #{x})c == [~c"a", ~c"\#{x}"]
    end

    test "strings and charlists" do
      assert ~s(a\n#{1}) == "a\n1"
      assert ~S(a\n#{1}) == "a\\n\#{1}"
      assert ~c(a#{1}) == [?a, ?1]
    end

    test "calendar types are checked when compiled" do
      assert ~D[2024-02-29].day == 29
      assert_raise ArgumentError, ~r/reason: :invalid_date/, fn -> Code.eval_string("~D[2023-02-29]") end
      assert_raise ArgumentError, ~r/:missing_offset/, fn -> Code.eval_string("~U[2023-02-02T00:00:00]") end
    end
  end

  describe "raise" do
    test "strings, modules, structs and variables" do
      assert_raise RuntimeError, "a1", fn -> raise "a#{1}" end
      assert_raise ArgumentError, fn -> raise ArgumentError end
      assert_raise ArgumentError, "x", fn -> raise ArgumentError, message: "x" end
      error = opaque(%RuntimeError{message: "m"})
      assert_raise RuntimeError, "m", fn -> raise error end
      assert_raise ArgumentError, ~r/expect a module name, string or exception/, fn -> raise opaque(1) end
    end

    test "reraise keeps the stacktrace" do
      trace = [{:mod, :fun, 1, []}]

      try do
        reraise "again", trace
      rescue
        RuntimeError -> assert __STACKTRACE__ == trace
      end
    end
  end

  test "use expands several modules" do
    defmodule UsedA do
      defmacro __using__(opts), do: quote(do: def(a, do: unquote(opts)))
    end

    defmodule UsedB do
      defmacro __using__(_), do: quote(do: def(b, do: :b))
    end

    {{:module, user, _, _}, _} =
      Code.eval_string("defmodule User do\n use KernelTest.{UsedB}\n use KernelTest.UsedA, 1\nend")

    assert {user.a(), user.b()} == {1, :b}
  end

  test "defdelegate checks its arguments" do
    assert_raise ArgumentError, ~r/guards are not allowed/, fn ->
      Code.eval_string("defmodule Delegates do defdelegate f(x) when x, to: Enum end")
    end
  end

  test "a capture whose module is computed there is deprecated, but works" do
    {fun, [diagnostic]} =
      Code.with_diagnostics(fn ->
        {fun, _} = Code.eval_string("modules = [String]\n&hd(modules).length/1")
        fun
      end)

    assert fun.("four") == 4
    assert diagnostic.severity == :warning
    assert diagnostic.message =~ "expected the module in &module.fun/arity to expand to a variable or an atom"
  end
end
