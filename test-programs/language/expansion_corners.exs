# Forms that few programs write, and that a macro or a test may.
defmodule Corners.Nested do
  def value, do: :nested
end

defmodule Corners.Macros do
  defmacro error(variable), do: quote(do: unquote(variable) in ArgumentError)

  defmacro __using__(_) do
    quote do
      defguard is_pair(value) when is_tuple(value) and tuple_size(value) == 2
    end
  end
end

defmodule Corners.Guards do
  @kind :foo
  defguard unquote(String.to_atom("is_#{@kind}"))(x) when x == unquote(@kind)
  defguard same(a, b) when a == b
end

defmodule Corners.Super do
  defmacro twice(x), do: x
  def plain(x), do: x
  defoverridable twice: 1, plain: 1
  defmacro twice(x), do: Enum.map([x, x], &super(&1)) ++ Enum.map([x], &super/1)
  def plain(x), do: Enum.map(1..x, &super/1)
end

defmodule Corners do
  use Corners.Macros
  import Corners.Macros
  require Corners.Guards
  require Corners.Super
  alias Corners.Nested, as: Short
  alias Corners.Nested, as: Nested

  def aliased, do: {alias(List, as: Short), Short, Nested}

  def rescued do
    raise ArgumentError, "bad"
  rescue
    error(e) -> Exception.message(e)
  end

  def literals do
    <<"foo">> <> x = "foobar"
    <<"f", "oo">> <> y = "foobar"
    <<z::utf8>> <> _ = "foobar"
    {x, y, z}
  end

  def no_arguments, do: (fn () when node() == :nonode@nohost -> :guarded end).()

  def guards do
    x = 1
    {Corners.Guards.is_foo(:foo), Corners.Guards.is_foo(:bar), Corners.Guards.same(x = 2, x), x}
  end

  def pair(p) when is_pair(p), do: :pair
  def pair(_), do: :no

  def overridden, do: {Corners.Super.twice(3), Corners.Super.plain(3)}

  for {name, arguments} <- [two: [:a, :b], one: [:a]] do
    variables = Enum.map(arguments, &Macro.var(&1, __MODULE__))
    def unquote(name)(unquote_splicing(variables)), do: {unquote(name), unquote_splicing(variables)}
  end

  def named(struct, name) do
    case struct do
      %^name{} -> :same
      %{} -> :other
    end
  end
end

show = fn label, value -> IO.puts("#{label}: #{inspect(value)}") end

failure = fn code ->
  try do
    code |> Code.eval_string() |> elem(0)
  rescue
    e -> {e.__struct__, Exception.message(e)}
  end
end

show.("aliased", Corners.aliased())
show.("rescued", Corners.rescued())
show.("literals", Corners.literals())
show.("no arguments", Corners.no_arguments())
show.("guards", Corners.guards())
show.("guard from macro", {Corners.pair({1, 2}), Corners.pair({1})})
show.("overridden", Corners.overridden())
show.("splicing", {Corners.two(1, 2), Corners.one(1)})
show.("named", {Corners.named(1..2, Range), Corners.named(%{__struct__: "x"}, "x")})
show.("get_in", {get_in(nil, [fn _, _, _ -> :called end]), get_in(%{}, [:a, fn _, _, _ -> :called end])})
show.("tail", quote(do: [1, unquote_splicing([]) | :tail]))
show.("tail 2", quote(do: [unquote_splicing([1]), unquote_splicing([2, 3]) | :tail]))
line = 7
show.("line", quote(line: line, do: bar(1)))

for code <- [
      "context = nil; quote(context: context, do: bar)",
      "line = :no; quote(line: line, do: bar)",
      "args = [%{a: 1}]; quote(do: [unquote_splicing(args)])",
      "x = 1..3; quote(do: unquote(x))",
      "defmodule :\"foo/bar\", do: 1",
      "x = nil; defmodule x, do: 1",
      "defmodule Corners.D, do: (defdelegate foo(1 \\\\ 1), to: List)",
      "defmodule Corners.G, do: (defguard foo(f) when !f)",
      "defmodule Corners.W, do: (defguard foo(a, b) when a when b)",
      "defmodule Corners.K do\n @enforce_keys [\"a\"]\n defstruct a: 1\nend",
      "Access.get(\"a\", 1)"
    ] do
  show.(code, failure.(code))
end

pid = :erlang.spawn_opt(fn -> Process.sleep(:infinity) end, priority: :high)
show.("priority", Process.info(pid, :priority))

defmodule Corners.Sink do
  defstruct []

  defimpl Collectable do
    def into(sink) do
      {sink,
       fn
         acc, {:cont, x} ->
           IO.puts("cont #{x}")
           acc

         acc, :done ->
           acc

         _acc, :halt ->
           IO.puts("halt")
       end}
    end
  end
end

try do
  for x <- 1..3, into: struct(Corners.Sink), do: if(x > 2, do: raise("oops"), else: x)
rescue
  e -> show.("collected", e.message)
end
