defmodule Code.FragmentTest do
  use ExUnit.Case, async: true

  doctest Code.Fragment

  import Code.Fragment

  defp quoted(text, opts \\ []) do
    assert {:ok, quoted} = container_cursor_to_quoted(text, opts)
    Macro.to_string(quoted)
  end

  defp around(text, position) do
    case surround_context(text, position) do
      :none -> :none
      %{context: context, begin: from, end: to} -> {context, from, to}
    end
  end

  test "lines keep their ends" do
    for text <- ["", "\n", "a", "a\n\n b\r\n", "\r"], do: assert(Enum.join(lines(text)) == text)
    assert lines("a\n") == ["a\n", ""]
  end

  test "a name behind a complete value is a keyword or an operator" do
    for value <- ["1", ":a", "A", "A.B", "nil", "f(x)", "[1]", "{1}", "<<1>>", ~S|"a"|] do
      assert cursor_context(value <> " ") == {:block_keyword_or_binary_operator, ~c""}
      assert cursor_context(value <> " an") == {:block_keyword_or_binary_operator, ~c"an"}
    end

    assert cursor_context("x an") == {:local_or_var, ~c"an"}
    assert cursor_context("x >>> an") == {:local_or_var, ~c"an"}
    assert cursor_context("x A d.") == {:dot, {:var, ~c"d"}, ~c""}
  end

  test "a slash is an operator where it makes no arity" do
    assert cursor_context("/") == {:operator, ~c"/"}
    assert cursor_context("1 / ") == {:operator_call, ~c"/"}
    assert cursor_context("f / ") == {:local_arity, ~c"f"}
    assert cursor_context("~r/") == :none
  end

  test "an expression goes on around a dot and behind a parenthesis" do
    assert cursor_context("first\nsecond.\n  # third.\n\n  fou") == {:dot, {:var, ~c"second"}, ~c"fou"}
    assert cursor_context("f\n  .g\n  .") == {:dot, {:dot, {:var, ~c"f"}, ~c"g"}, ~c""}
    assert cursor_context("f(\n  ") == {:local_call, ~c"f"}
    assert cursor_context("f\n  ") == :expr
  end

  test "text of other kinds than binaries" do
    assert cursor_context(~c"String.u") == {:dot, {:alias, ~c"String"}, ~c"u"}
    assert cursor_context(:Foo) == {:alias, ~c"Foo"}
    assert cursor_context(12) == :none
    assert quoted(~c"f(") == "f(__cursor__())"
  end

  test "places on each line of an expression" do
    text = "Foo # one\n  . Bar\n  # two\n  .baz(1)"
    assert around(text, {1, 2}) == {{:alias, ~c"Foo.Bar"}, {1, 1}, {2, 8}}
    assert around(text, {2, 3}) == {{:alias, ~c"Foo.Bar"}, {1, 1}, {2, 8}}
    assert around(text, {4, 5}) == {{:dot, {:alias, ~c"Foo.Bar"}, ~c"baz"}, {1, 1}, {4, 7}}
    assert around(text, {4, 8}) == :none
    assert around(text, {5, 1}) == :none
    assert around(text, {3, 6}) == {{:local_or_var, ~c"two"}, {3, 5}, {3, 8}}
    assert_raise FunctionClauseError, fn -> surround_context("a", {0, 1}) end
  end

  test "whole words" do
    assert around("if x, do: y", {1, 7}) == {{:key, ~c"do"}, {1, 7}, {1, 9}}
    assert around("if x do y", {1, 7}) == {{:keyword, ~c"do"}, {1, 6}, {1, 8}}
    assert around("x and y", {1, 3}) == {{:operator, ~c"and"}, {1, 3}, {1, 6}}
    assert around("a!=b", {1, 2}) == {{:operator, ~c"!="}, {1, 2}, {1, 4}}
    assert around("a! = b", {1, 2}) == {{:local_or_var, ~c"a!"}, {1, 1}, {1, 3}}
    assert around("f(&1)", {1, 3}) == {{:capture_arg, ~c"&1"}, {1, 3}, {1, 5}}
    assert around("~w(a)", {1, 2}) == {{:sigil, ~c"w"}, {1, 1}, {1, 3}}
  end

  test "what the cursor stands for" do
    assert quoted("") == "__cursor__()"
    assert quoted("f(x, [y, z.w") == "f(x, [y, z(__cursor__())])"
    assert quoted("f x, %{a => b, c: ") == "f(x, %{:a => b, c: __cursor__()})" |> String.replace(":a =>", "a =>")
    assert quoted("x = f ") == "x = f(__cursor__())"
    assert quoted("x = f") == "x = __cursor__()"
    assert quoted("x = f y") == "x = f(__cursor__())"
    assert quoted("x = g(y)") == "x = __cursor__()"
    assert quoted("x\n|> f(fn {a, b") == "x |> f(__cursor__())"
    assert quoted("x\n|> f(fn {a, b} -> a ") == "x |> f(fn {a, b} -> a(__cursor__()) end)"
    assert quoted(~S|"a #{f(b, "c #{|) == ~S|"a #{f(b, "c #{__cursor__()}")}"|
    assert quoted("f(\"\"\"\n  a \#{b") == ~S|f("  a #{__cursor__()}")|
  end

  test "keys before the cursor" do
    for {text, result} <- [
          {"[a: 1, ", "[{:a, 1}, __cursor__()]"},
          {"f(x, a: 1, ", "f(x, [{:a, 1}, __cursor__()])"},
          {"if x, do:", "if(x, __cursor__())"},
          {"if x, do: ", "if(x, do: __cursor__())"}
        ] do
      assert quoted(text) |> Code.string_to_quoted!() |> Macro.to_string() ==
               result |> Code.string_to_quoted!() |> Macro.to_string()
    end
  end

  test "what follows the cursor completes clauses" do
    assert quoted("f(fn a, {b", trailing_fragment: ", c} when d -> 1 end, 2)") ==
             "f(fn a, {__cursor__(), c} when d -> 1 end)"

    assert quoted("case x do\n  a", trailing_fragment: "b ->\n 1\nc -> 2\nend\ny") ==
             "case x do\n  __cursor__() -> 1\n  c -> 2\nend"

    assert quoted("f(", trailing_fragment: "fn -> 1 end)") == "f(__cursor__())"
    assert quoted("fn a", trailing_fragment: " -> f(") == "__cursor__()"
  end

  test "the beginnings of words" do
    for rest <- [":", "~", "~s", "~s(a", "0x", "%", "\"a", "?a", "'", ":\"a"] do
      assert quoted("f(1, " <> rest) == "f(1, __cursor__())"
    end
  end

  test "the cursor in a sigil" do
    assert {:ok, {:f, _, [{:sigil_r, _, [_, modifiers]}]}} =
             container_cursor_to_quoted("f(~r/a/i", preserve_sigils: true)

    assert [?i, {:__cursor__, _, []}] = modifiers
    assert {:ok, {:sigil_r, _, [_, {:__cursor__, _, []}]}} = container_cursor_to_quoted("~r/a", preserve_sigils: true)
    assert quoted("f(~r/a/i ", preserve_sigils: true) == "f(__cursor__())"
  end

  test "what no text can complete is an error" do
    for text <- [")", "f(]", "1, ", "f(a@b", "f do x, "],
        do: assert({:error, {_, _, _}} = container_cursor_to_quoted(text))

    assert {:error, {[line: 7, column: 4], _, _}} = container_cursor_to_quoted("f)", line: 7, column: 3)
  end
end
