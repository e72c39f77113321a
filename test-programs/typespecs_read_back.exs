# Types, specs and callbacks of a compiled module, in Erlang's format and as code again.
{:module, _, binary, _} =
  defmodule Shapes do
    require Record
    Record.defrecord(:point, x: 0, y: 0)
    defstruct name: nil, sides: 0

    @names Keyword
    @type t :: %__MODULE__{sides: pos_integer}
    @type place :: record(:point, x: integer)
    @type literals :: 1 | -2 | :a | nil | [] | 1..3 | <<_::8, _::_*4>> | <<_::3*8>>
    @type lists :: [integer] | [integer, ...] | [...] | [a: 1, b: atom]
    @type maps :: map | %{} | %{a: 1} | %{required(integer) => :x, optional(:c) => :d}
    @type tuples :: tuple | {} | {1} | {1, :b}
    @type functions :: (... -> any) | (-> any) | (integer, b :: atom -> any)
    @type remote :: String.t() | @names.t(integer)
    @type elixirs :: charlist | keyword(atom) | struct | as_boolean(term)
    @type pair(left, right) :: {left, right}
    @type users :: pair(1, hidden)
    @opaque closed :: hidden
    @typep hidden :: named :: integer

    @spec area(t, scale :: number) :: number when t: t()
    def area(shape, scale), do: shape.sides * scale

    @spec both(x, y) :: {x, y} when x: var, y: x
    def both(x, y), do: {x, y}

    @spec grown(Macro.t()) :: Macro.t()
    defmacro grown(code), do: code

    @callback draw(t) :: :ok
    @macrocallback trace(atom) :: term
  end

{:ok, types} = Code.Typespec.fetch_types(binary)

for {kind, type} <- Enum.sort(types) do
  IO.inspect({kind, elem(type, 0), elem(type, 1)}, limit: :infinity)
  IO.puts("  " <> Macro.to_string(Code.Typespec.type_to_quoted(type)))
end

for fetch <- [&Code.Typespec.fetch_specs/1, &Code.Typespec.fetch_callbacks/1] do
  {:ok, specs} = fetch.(binary)

  for {{name, arity}, [spec]} <- Enum.sort(specs), name != :__info__ do
    IO.inspect({name, arity, spec}, limit: :infinity)
    IO.puts("  " <> Macro.to_string(Code.Typespec.spec_to_quoted(name, spec)))
  end
end

IO.inspect(Code.Typespec.fetch_types(No.Such.Module))
