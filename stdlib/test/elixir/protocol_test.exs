defmodule ProtocolTest do
  use ExUnit.Case, async: true

  doctest Protocol

  defprotocol Size do
    @doc "The size of something."
    def size(data)
    def add(data, amount)
  end

  defprotocol Label do
    @fallback_to_any true
    def label(data)
  end

  defimpl Size, for: [List, BitString] do
    def size(data) when is_list(data), do: length(data)
    def size(data), do: byte_size(data)
    def add(data, amount), do: {@for, size(data) + amount}
  end

  defimpl Label, for: Any do
    defmacro __deriving__(module, struct, opts) do
      names = struct |> Map.from_struct() |> Map.keys()

      quote do
        defimpl Label, for: unquote(module) do
          def label(_), do: {unquote(opts[:tag]), unquote(names)}
        end
      end
    end

    def label(_), do: :any
  end

  defmodule Box do
    @derive {Label, tag: :box}
    defstruct [:content]

    defimpl Size do
      def size(%{content: content}), do: Size.size(content)
      def add(box, amount), do: size(box) + amount
    end
  end

  defmodule Plain do
    defstruct []
  end

  test "dispatches on the type" do
    assert Size.size([1, 2]) == 2
    assert Size.size("abc") == 3
    assert Size.add("abc", 1) == {BitString, 4}
    assert Size.size(%Box{content: [1]}) == 1
  end

  test "missing implementations" do
    error = assert_raise Protocol.UndefinedError, fn -> Size.size(Enum.random([%Plain{}])) end
    assert error.protocol == Size
    assert Size.impl_for(1) == nil
    assert Size.impl_for([]) == Size.List
  end

  test "fallback and deriving" do
    assert Label.label(1) == :any
    assert Label.label(%Plain{}) == :any
    assert Label.label(%Box{}) == {:box, [:content]}
  end

  test "reflection" do
    assert Size.__protocol__(:functions) == [add: 2, size: 1]
    assert Size.List.__impl__(:for) == List
    assert Size.List.__impl__(:protocol) == Size
    assert Protocol.assert_impl!(Size, List) == :ok
    assert_raise ArgumentError, fn -> Protocol.assert_impl!(Size, Map) end
    assert_raise ArgumentError, "String is not a protocol", fn -> Protocol.assert_protocol!(String) end
  end

  test "definitions that cannot work" do
    assert_raise ArgumentError, "protocol functions expect at least one argument", fn ->
      Code.eval_string("defprotocol NoArguments do\n def f()\nend")
    end

    assert_raise ArgumentError, "defimpl/3 expects a :for option when declared outside a module", fn ->
      Code.eval_string("defimpl Enumerable do\nend")
    end
  end
end
