defmodule Kernel.TracingTest do
  use ExUnit.Case, async: false

  def trace(event, env) do
    send(self(), {event, env})
    :ok
  end

  defp compile(code) do
    Code.put_compiler_option(:tracers, [__MODULE__])
    code |> Code.string_to_quoted!(columns: true) |> Code.compile_quoted()
  after
    Code.put_compiler_option(:tracers, [])
  end

  test "a file begins and ends, with a tracker that lives in between" do
    compile("1 + 1")
    assert_received {:start, %{lexical_tracker: tracker}} when is_pid(tracker)
    assert_received {:stop, %{lexical_tracker: ^tracker}}
  end

  test "aliases and the modules they stand for" do
    compile("alias Some.Thing, as: Other\nOther")
    assert_received {{:alias, [line: 1, column: 1], Some.Thing, Other, [as: Other]}, _env}
    assert_received {{:alias_expansion, [line: 2, column: 1], Other, Some.Thing}, _env}
    assert_received {{:alias_reference, [line: 2, column: 1], Some.Thing}, _env}
  end

  def __after_compile__(env, _binary) do
    send(self(), {:references, Kernel.LexicalTracker.references(env.lexical_tracker)})
  end

  test "types need no modules" do
    compile("""
    defmodule Kernel.TracingTest.Types do
      @after_compile Kernel.TracingTest
      @type t :: Some.Thing | Some.Thing.t()
      @spec f(Some.Thing.t()) :: module
      def f(_), do: Some.Other
    end
    """)

    assert_received {:references, {compile, _exports, runtime, _env}}
    refute Some.Thing in compile
    refute Some.Thing in runtime
    assert Some.Other in runtime
  end

  test "calls by what they call" do
    compile("""
    defmodule Kernel.TracingTest.Calls do
      import Integer, only: [is_odd: 1, parse: 1]
      defmacro m(x), do: x
      def f(x), do: x
      def g(x), do: {m(x), f(x), is_odd(x), parse(x), String.length(x), Integer.is_even(x), %URI{path: x}}
    end
    """)

    assert_received {{:import, _, Integer, [only: [is_odd: 1, parse: 1]]}, %{function: nil}}
    assert_received {{:local_macro, _, :m, 1}, %{function: {:g, 1}}}
    assert_received {{:local_function, _, :f, 1}, _env}
    assert_received {{:imported_macro, _, Integer, :is_odd, 1}, _env}
    assert_received {{:imported_function, _, Integer, :parse, 1}, _env}
    assert_received {{:remote_function, _, String, :length, 1}, _env}
    assert_received {{:remote_macro, _, Integer, :is_even, 1}, _env}
    assert_received {{:struct_expansion, _, URI, [:path]}, _env}
    assert_received {{:on_module, binary, :none}, %{module: Kernel.TracingTest.Calls}} when is_binary(binary)
  end

  test "references are needed to compile, as exports, or at run time" do
    {{compile, exports, runtime, env}, []} =
      Code.eval_string("""
      defmodule Kernel.TracingTest.References do
        import Bitwise, warn: false
        @unread [Range, Stream]
        def f(%URI{}), do: String.upcase("x")
        def g(Date), do: @unread
        _ = Enum.map([], & &1)
        _ = Application.compile_env(:kernel, :shown_in_test, Version)
        Kernel.LexicalTracker.references(__ENV__.lexical_tracker)
      end
      |> elem(3)
      """)

    assert Enum in compile
    assert Bitwise in exports and URI in exports
    assert String in runtime and Range in runtime and URI in runtime
    refute Date in compile or Date in runtime
    assert env == [{:kernel, [:shown_in_test], :error}]
  end

  test "within functions the environment has no tracker" do
    {env, []} =
      Code.eval_string("""
      defmodule Kernel.TracingTest.Env do
        def env, do: __ENV__
      end
      Kernel.TracingTest.Env.env()
      """)

    assert %{lexical_tracker: nil, tracers: []} = env
  end

  test "a tracker by itself" do
    {:ok, tracker} = Kernel.LexicalTracker.start_link()
    Kernel.LexicalTracker.add_import(tracker, String, [upcase: 1, trim: 1], 1, true)
    Kernel.LexicalTracker.import_dispatch(tracker, String, {:trim, 1}, :runtime)
    Kernel.LexicalTracker.warn_alias(tracker, [line: 2], Foo, [])
    assert Kernel.LexicalTracker.collect_unused_imports(tracker) == [{String, %{{:upcase, 1} => 1}}]
    assert Kernel.LexicalTracker.collect_unused_aliases(tracker) == [{Foo, [line: 2]}]
    assert Kernel.LexicalTracker.references(tracker) == {[], [], [String], []}
    assert Kernel.LexicalTracker.stop(tracker) == :ok
  end

  def __before_compile__(_env), do: :ok
  def __after_verify__(_module), do: :ok
  def __on_definition__(_env, _kind, _name, _args, _guards, _body), do: :ok

  test "hooks are remote calls, the function of on_load is a local one" do
    compile("""
    defmodule Kernel.TracingTest.Hooks do
      @before_compile Kernel.TracingTest
      @after_compile Kernel.TracingTest
      @after_verify Kernel.TracingTest
      @on_definition Kernel.TracingTest
      @on_load :load
      def load, do: :ok
    end
    """)

    assert_received {{:remote_function, [line: 1], __MODULE__, :__before_compile__, 1}, _}
    assert_received {{:remote_function, [line: 1], __MODULE__, :__after_compile__, 2}, _}
    assert_received {{:remote_function, [line: 1], __MODULE__, :__after_verify__, 1}, _}
    assert_received {{:remote_function, [line: 7], __MODULE__, :__on_definition__, 6}, _}
    assert_received {{:local_function, [line: 1], :load, 0}, _}
  end

  test "super is a local call of what is overridden" do
    compile("""
    defmodule Kernel.TracingTest.Super do
      def twice(x), do: x
      defoverridable twice: 1
      def twice(x), do: super(x) * 2
    end
    """)

    assert_received {{:local_function, meta, :"twice (overridable 1)", 1}, %{function: {:twice, 1}}}
    assert meta[:line] == 4
  end
end
