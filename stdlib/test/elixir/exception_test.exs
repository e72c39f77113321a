defmodule ExceptionTest do
  use ExUnit.Case, async: true

  doctest Exception
  doctest Enum.OutOfBoundsError

  for module <- [
        RuntimeError,
        ArgumentError,
        ArithmeticError,
        SystemLimitError,
        FunctionClauseError,
        UndefinedFunctionError,
        KeyError,
        ErlangError,
        CompileError,
        Enum.EmptyError
      ] do
    doctest module
  end

  defp normalized(reason), do: Exception.normalize(:error, reason, [])

  test "Erlang's reasons become exceptions" do
    assert %ArgumentError{} = normalized(:badarg)
    assert %ArithmeticError{} = normalized(:badarith)
    assert %MatchError{term: 1} = normalized({:badmatch, 1})
    assert %CaseClauseError{term: 1} = normalized({:case_clause, 1})
    assert %WithClauseError{term: 1} = normalized({:else_clause, 1})
    assert %TryClauseError{term: 1} = normalized({:try_clause, 1})
    assert %CondClauseError{} = normalized(:cond_clause)
    assert %BadMapError{term: 1} = normalized({:badmap, 1})
    assert %BadFunctionError{term: 1} = normalized({:badfun, 1})
    assert %BadBooleanError{term: 1, operator: :and} = normalized({:badbool, :and, 1})
    assert %KeyError{key: :a, term: %{}} = normalized({:badkey, :a, %{}})
    assert %ErlangError{original: {:other, 1}} = normalized({:other, 1})
  end

  test "undef and function_clause take the call from the stacktrace" do
    stacktrace = [{Foo, :bar, [1, 2], []}]
    assert %UndefinedFunctionError{module: Foo, function: :bar, arity: 2} = Exception.normalize(:error, :undef, stacktrace)
    assert %FunctionClauseError{module: Foo, arity: 2} = Exception.normalize(:error, :function_clause, stacktrace)
  end

  test "terms stand in lines of their own" do
    assert Exception.message(%MatchError{term: [1]}) == "no match of right hand side value:\n\n    [1]\n"
    assert Exception.message(%KeyError{key: :a, term: %{b: 1}}) == "key :a not found in:\n\n    %{b: 1}\n"
  end

  test "a message that fails is reported" do
    defmodule Broken do
      def message(_), do: raise("inside")
    end

    text = Exception.message(%{__struct__: Broken, __exception__: true})
    assert text =~ "got RuntimeError with message \"inside\" while retrieving Exception.message/1"
  end

  test "format_exit/1 follows calls and errors" do
    assert Exception.format_exit({:noproc, {GenServer, :call, [:name, :hi]}}) =~
             "exited in: GenServer.call(:name, :hi)\n    ** (EXIT) no process:"

    assert Exception.format_exit({:badarg, [{:a, :b, 0, []}]}) ==
             "an exception was raised:\n    ** (ArgumentError) argument error\n        :a.b/0"

    assert Exception.format_exit({:shutdown, {:failed_to_start_child, :x, :why}}) ==
             "shutdown: failed to start child: :x\n    ** (EXIT) :why"
  end

  test "stacktrace entries" do
    assert Exception.format_stacktrace_entry({Foo, :bar, 1, [file: ~c"f.ex", line: 3]}) == "f.ex:3: Foo.bar/1"
    assert Exception.format_mfa(Foo, :"-func/2-fun-0-", 4) == "anonymous fn/4 in Foo.func/2"
    assert Exception.format_mfa(Foo, :"a b", []) == "Foo.\"a b\"()"
  end

  defp blamed(fun) do
    fun.()
  rescue
    error -> Exception.blame(:error, error, __STACKTRACE__) |> elem(0) |> Exception.message()
  end

  test "blame suggests names" do
    map = Enum.random([%{first: 1}])
    assert blamed(fn -> map.firts end) =~ "Did you mean:\n\n    * :first\n"

    module = Enum.random([Enum])
    assert blamed(fn -> module.man(1) end) =~ "Did you mean:\n\n    * map/2\n"
    assert blamed(fn -> Enum.random([nil]).foo() end) =~ "make sure the left-hand side of the dot is a module atom"
  end

  test "errors of the parser show the place" do
    message =
      try do
        Code.string_to_quoted!("foo(\n  [1, 2}\n)")
      rescue
        error in MismatchedDelimiterError -> Exception.message(error)
      end

    assert message =~ "mismatched delimiter found on nofile:2:8"
    assert message =~ "└ mismatched closing delimiter (expected \"]\")"
    assert message =~ "└ unclosed delimiter"
  end

  defmodule Custom do
    defexception [:code, message: "custom"]
    def exception(code) when is_integer(code), do: %Custom{code: code, message: "code #{code}"}
  end

  test "exception/1 of one's own" do
    assert_raise Custom, "code 3", fn -> raise Custom, 3 end
  end
end
