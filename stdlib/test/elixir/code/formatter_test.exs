defmodule Code.FormatterTest do
  use ExUnit.Case, async: true

  defp format(source, opts \\ []), do: source |> Code.format_string!(opts) |> IO.iodata_to_binary()

  defp assert_stable(source, opts \\ []) do
    source = String.trim_trailing(source)
    assert format(source, opts) == source
  end

  test "spaces, numbers and quotes" do
    assert format("x=1+2*3") == "x = 1 + 2 * 3"
    assert format("1000000+0xabcd") == "1_000_000 + 0xABCD"
    assert format(":\"foo\"") == ":foo"
    assert format("foo a,b") == "foo(a, b)"
    assert format("import A,only: [b: 1]") == "import A, only: [b: 1]"
    assert format("a&&b||c") == "(a && b) || c"
  end

  test "empty lines around what takes several" do
    assert_stable("""
    a = 1
    b = 2

    if a do
      b
    end

    c
    """)
  end

  test "choices of the author are kept" do
    assert_stable("""
    foo(
      a,
      b
    )
    """)

    assert_stable("""
    value
    |> one()
    |> two()
    """)

    assert_stable("""
    case x do
      1 ->
        :one

      2 ->
        :two
    end
    """)
  end

  test "long lines break" do
    assert format("foo(aaaaaaaa, bbbbbbbb, cccccccc)", line_length: 20) ==
             "foo(\n  aaaaaaaa,\n  bbbbbbbb,\n  cccccccc\n)"

    assert format("value |> first(with_arg) |> second(arg)", line_length: 30) ==
             "value\n|> first(with_arg)\n|> second(arg)"

    assert format("result = [:alpha, :beta, :gamma]", line_length: 20) ==
             "result = [\n  :alpha,\n  :beta,\n  :gamma\n]"

    assert format("def f(argument), do: some_call(argument)", line_length: 30) ==
             "def f(argument),\n  do: some_call(argument)"
  end

  test "comments stay with their code" do
    assert format("x = 1 # one") == "# one\nx = 1"

    assert_stable("""
    # top

    def f do
      # inside
      :ok
      # end
    end

    # bottom
    """)

    assert_stable("""
    [
      # first
      1,
      # second
      2
    ]
    """)

    assert_stable("""
    a
    # between
    |> b()
    """)
  end

  test "strings and sigils are left alone" do
    assert_stable(~S'''
    x = """
      text #{a + b}

    more
    """
    ''')

    assert_stable(~S(~s"a \" b"))
    assert_stable(~S("a\n\"b\" #{c}"))
  end

  test "options" do
    assert format("my a, b", locals_without_parens: [my: 2]) == "my a, b"
    assert format("if a, do: b", force_do_end_blocks: true) == "if a do\n  b\nend"

    upcase = fn text, opts ->
      assert opts[:sigil] == :X
      String.upcase(text)
    end

    assert format("~X[abc]", sigils: [X: upcase]) == "~X[ABC]"
  end

  test "migration of calls without parentheses leaves what is defined alone" do
    migrated = &format(&1, migrate_call_parens_on_pipe: true)
    assert migrated.("a |> b |> C.d") == "a |> b() |> C.d()"

    for source <- ["defmacro left |> right, do: 1", "def left |> right when right, do: 1"] do
      assert migrated.(source) == source
    end

    assert migrated.("defp left |> right, do: left |> right") == "defp left |> right, do: left |> right()"
  end
end
