defmodule CodeTest do
  use ExUnit.Case, async: true

  doctest Code
  doctest Code.Identifier

  test "evaluation keeps bindings and environments" do
    {value, binding} = Code.eval_string("x = y + 1; x * 2", y: 1)
    assert value == 4
    assert Enum.sort(binding) == [x: 2, y: 1]

    env = Code.env_for_eval(file: "given.ex")
    {_, binding, env} = Code.eval_quoted_with_env(Code.string_to_quoted!("import List, only: [first: 1]; a = 1"), [], env)
    assert {1, _, _} = Code.eval_quoted_with_env(Code.string_to_quoted!("first([a])"), binding, env)
  end

  test "errors of the parser" do
    assert {:error, {meta, _, _}} = Code.string_to_quoted("a\n)")
    assert meta[:line] == 2
    assert_raise TokenMissingError, fn -> Code.string_to_quoted!("f(") end
    assert_raise SyntaxError, fn -> Code.string_to_quoted!("1 2") end
    assert_raise MismatchedDelimiterError, fn -> Code.string_to_quoted!("(]") end
  end

  test "bytes that are no text are shown from the first wrong one on" do
    assert {:error, {_, "invalid encoding starting at <<255, 98>>", ""}} = Code.string_to_quoted(~S('a\xFFb'), emit_warnings: false)

    assert {:error, {_, "invalid encoding in atom: ", "invalid encoding starting at <<255, 98>>"}} =
             Code.string_to_quoted(~S(:"a\xFFb"))
  end

  test "heredocs whose escapes have been replaced end on a line of their own" do
    options = [literal_encoder: &{:ok, {:__block__, &2, [&1]}}, token_metadata: true]

    for {source, shown} <- [{~s("""\na\#{b}c\\\n"""), ~s("""\na\#{b}c\n""")}, {~s("""\na\\\n"""), ~s("""\na\n""")}] do
      algebra = source |> Code.string_to_quoted!(options) |> Code.quoted_to_algebra()
      assert IO.iodata_to_binary(Inspect.Algebra.format(algebra, 98)) == shown
    end

    assert Code.format_string!("") == ""
  end

  test "the column is that of the first line, the indentation that of all others" do
    assert {:ok, {:+, [line: 5, column: 5], [{:a, [line: 5, column: 3], nil}, {:b, [line: 6, column: 2], nil}]}} =
             Code.string_to_quoted("a +\n b", line: 5, column: 3, columns: true)

    assert {:ok, {:+, _, [{:a, [line: 1, column: 3], nil}, {:b, [line: 2, column: 6], nil}]}} =
             Code.string_to_quoted("a +\n b", column: 3, indentation: 4, columns: true)

    error = assert_raise(SyntaxError, fn -> Code.string_to_quoted!("a\n1 + * 3", column: 3, indentation: 4) end)
    assert Exception.message(error) =~ "2 │     1 + * 3\n    │         ^"
  end

  test "compiler options are checked" do
    assert_raise RuntimeError, ~r/unknown compiler option/, fn -> Code.put_compiler_option(:nonsense, 1) end
    assert_raise RuntimeError, ~r/should be a boolean/, fn -> Code.put_compiler_option(:docs, 1) end
  end

  test "files" do
    path = Path.join(System.tmp_dir!(), "code_test_#{System.unique_integer([:positive])}.exs")
    File.write!(path, "defmodule CodeTest.FromFile do\n  def x, do: 1\nend\n:last\n")

    assert {:last, _} = Code.eval_file(path)
    assert [{CodeTest.FromFile, _}] = Code.require_file(path)
    assert Code.require_file(path) == nil
    assert path in Code.required_files()
    assert Code.unrequire_files([path]) == :ok
    File.rm!(path)
    assert_raise Code.LoadError, fn -> Code.require_file(path) end
  end

  test "with_diagnostics/2 collects" do
    {_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string("fn unused -> 1 end") end)
    assert [%{severity: :warning, message: message}] = diagnostics
    assert message =~ "unused"
  end
end
