defmodule ModuleTest do
  use ExUnit.Case, async: true

  doctest Module

  defmodule Attributes do
    Module.register_attribute(__MODULE__, :many, accumulate: true)
    @many 1
    @many 2
    @one 1
    @one 2

    @seen {
      Module.get_attribute(__MODULE__, :many),
      Module.get_last_attribute(__MODULE__, :many),
      Module.get_attribute(__MODULE__, :none, :default),
      Module.has_attribute?(__MODULE__, :one)
    }
    def seen, do: @seen
    def one, do: @one

    defp hidden(x), do: x
    def shown(x), do: hidden(x)

    @defined {Module.defines?(__MODULE__, {:hidden, 1}, :defp), Module.definitions_in(__MODULE__, :defp)}
    def defined, do: @defined
  end

  test "attributes" do
    assert Attributes.seen() == {[2, 1], 2, :default, true}
    assert Attributes.one() == 2
  end

  test "definitions" do
    assert Attributes.defined() == {true, [hidden: 1]}
  end

  test "compiled modules are closed" do
    assert_raise ArgumentError, ~r/already compiled/, fn -> Module.get_attribute(Attributes, :one) end
    assert_raise ArgumentError, ~r/already compiled/, fn -> Module.put_attribute(Attributes, :one, 1) end
    refute Module.open?(Attributes)
  end

  test "make_overridable/2 wants definitions" do
    assert_raise ArgumentError, "cannot make function nope/1 overridable because it was not defined", fn ->
      Code.eval_string("defmodule NotOverridable do\n Module.make_overridable(__MODULE__, nope: 1)\nend")
    end
  end

  test "a module whose @after_compile fails is not there" do
    contents =
      quote do
        @after_compile __MODULE__
        def __after_compile__(_env, _binary), do: raise("refused")
      end

    assert_raise RuntimeError, "refused", fn -> Module.create(ModuleTest.Refused, contents, __ENV__) end
    refute Code.loaded?(ModuleTest.Refused)
  end

  test "what is no behaviour has callbacks that nobody knows" do
    warnings =
      ExUnit.CaptureIO.capture_io(:stderr, fn ->
        Code.eval_string("""
        defmodule ModuleTest.Marked do
          @behaviour GenServer
          @behaviour ModuleTest.Nowhere
          @impl ModuleTest.Nowhere
          def one, do: 1
          @impl GenServer
          def two, do: 2
          @impl GenServer
          def init(_), do: :ignore
        end
        """)
      end)

    assert warnings =~ "@behaviour ModuleTest.Nowhere does not exist"
    refute warnings =~ "@impl ModuleTest.Nowhere"
    assert warnings =~ ~s(got "@impl GenServer" for function two/0 but GenServer does not specify such callback)
  end

  test "names that are also those of built-in types" do
    warnings =
      ExUnit.CaptureIO.capture_io(:stderr, fn ->
        Code.eval_string("defmodule ModuleTest.Typed do\n @type record :: binary\n @spec f(record) :: record\n def f(x), do: x\nend")
      end)

    assert warnings =~ "type record/0 is overriding a built-in type"
  end

  test "split/1 wants a module of Elixir" do
    assert_raise ArgumentError, fn -> Module.split(:erlang) end
  end

  test "create/3 wants a file" do
    assert_raise ArgumentError, "expected :file to be given as option", fn -> Module.create(Created, nil, []) end
  end
end
