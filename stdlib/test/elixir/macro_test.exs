defmodule MacroTest do
  use ExUnit.Case, async: true

  doctest Macro

  defp text(string), do: string |> Code.string_to_quoted!() |> Macro.to_string()

  describe "to_string/1" do
    test "prints what was parsed" do
      for source <- [
            "1 + 2 * 3",
            "(1 + 2) * 3",
            "a - (b - c)",
            "(a && b) || c",
            "not (a and b)",
            "x |> f() |> g(1)",
            "f.(1).(2)",
            "foo(1, a: 2)",
            "[a: 1, \"b c\": 2]",
            "%{a | b: 1}",
            "%Foo{a: 1}",
            "fn x, y -> x + y end",
            "&(&1 + &2)",
            "& &1.name",
            "&Foo.bar/2",
            "a not in b",
            "<<a::8, rest::binary-size(2)>>",
            "1..10//2",
            "@attr 1",
            "a.b[c].d()",
            "Foo.\"odd name\"(1)",
            "x when y",
            "\"a\#{b}c\"",
            "if a do\n  b\nelse\n  c\nend",
            "case x do\n  1 -> :one\n  _ -> :other\nend",
            "def f(x) when x > 1 do\n  y = x\n  y\nend"
          ] do
        assert text(source) == source
      end
    end

    test "breaks long lines" do
      arguments = Enum.map_join(1..12, ", ", &"argument_#{&1}")
      assert text("some_function(#{arguments})") =~ "some_function(\n  argument_1,\n  argument_2,"
    end

    test "terms that are no code are inspected" do
      assert Macro.to_string({1, 2, 3}) == "{1, 2, 3}"
      assert Macro.to_string(1..3) == "1..3"
    end
  end

  test "walks visit every node once, in order" do
    quoted = quote(do: f(1, g(2)))
    names = fn node -> if is_tuple(node), do: elem(node, 0), else: node end
    collect = fn node, acc -> {node, [names.(node) | acc]} end

    assert quoted |> Macro.prewalk([], collect) |> elem(1) |> Enum.reverse() == [:f, 1, :g, 2]
    assert quoted |> Macro.postwalk([], collect) |> elem(1) |> Enum.reverse() == [1, 2, :g, :f]
    assert Enum.map(Macro.prewalker(quoted), names) == [:f, 1, :g, 2]
    assert Enum.map(Macro.postwalker(quoted), names) == [1, 2, :g, :f]
  end

  test "path/2 leads from the node to the root" do
    assert [2, {:g, _, [2]}, {:f, _, _}] = Macro.path(quote(do: f(1, g(2))), &(&1 == 2))
    assert Macro.path(quote(do: f(1)), &(&1 == 2)) == nil
  end

  test "validate/1 finds what is wrong" do
    assert Macro.validate(quote(do: f(x, [1.0, {:a, "b"}]))) == :ok
    assert Macro.validate({:a, [], [%{}]}) == {:error, %{}}
    assert Macro.validate({:a, :b, :c}) == {:error, {:a, :b, :c}}
  end

  test "pipe/3 at other positions" do
    assert Macro.to_string(Macro.pipe(1, quote(do: f(a, b)), 1)) == "f(a, 1, b)"
    assert Macro.to_string(Macro.pipe(1, quote(do: f(a, b)), -1)) == "f(a, b, 1)"
    assert_raise ArgumentError, ~r/bracket-based access/, fn -> Macro.pipe(1, quote(do: f()[:a]), 0) end
  end

  test "names" do
    assert Enum.map(["foo_bar", "foo/bar_baz", "_x", "FOO_BAR", "a1_b2"], &Macro.camelize/1) ==
             ["FooBar", "Foo.BarBaz", "X", "FOO_BAR", "A1B2"]

    assert Enum.map(["FooBar", "Foo.Bar", "HTTPServer", "getURLFor", "Version2X"], &Macro.underscore/1) ==
             ["foo_bar", "foo/bar", "http_server", "get_url_for", "version2_x"]
  end

  test "atoms are written as the parser reads them" do
    assert Enum.map([:a, :Foo, Foo, :+, :"a b", :"::", nil, :a?, :"1x"], &Macro.classify_atom/1) ==
             [:identifier, :unquoted, :alias, :unquoted, :quoted, :quoted, :identifier, :identifier, :quoted]

    for atom <- [:a, :Foo, Foo.Bar, :+, :"a b", :"::", nil, :"a\"b", :"olá", :..] do
      assert {:ok, ^atom} = Code.string_to_quoted(Macro.inspect_atom(:literal, atom), literal_encoder: fn x, _ -> {:ok, x} end) |> unalias()
    end
  end

  defp unalias({:ok, {:__aliases__, _, parts}}), do: {:ok, Module.concat(parts)}
  defp unalias(other), do: other

  test "unescape_string/2 with a map of one's own" do
    assert Macro.unescape_string("a\\nb\\.", &if(&1 == ?n, do: ?\n, else: false)) == "a\nb\\."
    assert Macro.unescape_string("\\u00e9\\x41\\\\") == "éA\\"
    assert_raise ArgumentError, fn -> Macro.unescape_string("\\xZ") end
  end

  defmodule Given do
    defmacro outer(code) do
      inner = quote(do: inner(unquote(code)))
      quote(do: outer(unquote(inner)))
    end
  end

  test "what a generated call makes is generated, what it was given is not" do
    require Given, warn: false
    given = quote(do: given())
    call = quote(generated: true, do: Given.outer(unquote(given)))

    assert {:outer, outer, [{:inner, inner, [{:given, given, []}]}]} = Macro.expand_once(call, __ENV__)
    assert {outer[:generated], inner[:generated], given[:generated]} == {true, true, nil}

    assert {:outer, outer, [{:inner, _, _}]} = Macro.expand_once(quote(do: Given.outer(1)), __ENV__)
    assert outer[:generated] == nil
  end

  defmodule Escaped do
    defstruct [:code]
    def __escape__(%{code: code}), do: code
  end

  test "escape/2 takes code alone from structs that say what makes them" do
    assert Macro.escape(%Escaped{code: {:made, [], []}}) == {:made, [], []}

    for code <- [%{a: 1}, {1, 2, 3}, {}, {:a, [], 1}] do
      assert_raise ArgumentError, "MacroTest.Escaped.__escape__/1 returned invalid AST: #{inspect(code)}", fn ->
        Macro.escape(%Escaped{code: code})
      end
    end
  end

  test "escape/2 of bits that are no whole bytes" do
    assert Macro.escape(<<300::12>>) == {:<<>>, [], [{:"::", [], [1, {:size, [], [4]}]}, {:"::", [], [",", {:binary, [], nil}]}]}
    assert Macro.escape(<<5::3>>) == {:<<>>, [], [{:"::", [], [5, {:size, [], [3]}]}]}

    for bits <- [<<1::1>>, <<5::3>>, <<300::12>>, <<1, 2, 3, 5::7>>] do
      assert {^bits, _} = Code.eval_quoted(Macro.escape(bits))
    end
  end

  describe "dbg of with" do
    defp shown(fun), do: ExUnit.CaptureIO.with_io(fun)

    test "shows the values of its clauses together, however it ends" do
      {result, text} =
        shown(fn ->
          dbg(with {:ok, a} <- {:ok, 1}, b = a + 1, IO.puts("between"), {:ok, c} when c > 2 <- {:ok, b}, do: c)
        end)

      assert result == {:ok, 2}
      assert text =~ ~s(With clauses:\n{:ok, 1} #=> {:ok, 1}\na + 1 #=> 2\n{:ok, b} #=> {:ok, 2}\n\nWith expression:\n)
      assert text =~ ~s(#=> {:ok, 2}\n\n)

      {result, text} = shown(fn -> dbg(with({:ok, a} <- {:error, :x}, do: a, else: ({:error, e} when is_atom(e) -> e))) end)
      assert result == :x
      assert text =~ "With clauses:\n{:error, :x} #=> {:error, :x}\n\nWith expression:\n"
    end

    test "fails as it would without dbg" do
      value = Enum.random([:unexpected])
      raised = fn fun -> shown(fn -> Exception.normalize(:error, catch_error(fun.())) end) |> elem(0) end

      assert %WithClauseError{term: :unexpected} = raised.(fn -> dbg(with(:ok <- value, do: 1, else: (:error -> 2))) end)
      assert %MatchError{term: :unexpected} = raised.(fn -> dbg(with({:ok, _} <- {:ok, 1}, :ok = value, do: 1)) end)
    end
  end

  test "in, in guards, asks for no more than one comparison where a range has one number" do
    guard = %{__ENV__ | context: :guard}
    expanded = fn quoted -> quoted |> Macro.prewalk(&Macro.expand(&1, guard)) |> Macro.to_string() end
    assert expanded.(quote(do: x in 1..1)) == ~S[:erlang."=:="(x, 1)]
    assert expanded.(quote(do: x in [])) == "false"
  end
end
