# Calls of a protocol's function follow what implements it: many types, new implementations, replaced ones.
Code.compiler_options(ignore_module_conflict: true)

defprotocol Sites.Size do
  def size(term)
  def scaled(term, factor)
end

for n <- 1..20 do
  module = Module.concat(Sites, "S#{n}")

  defmodule module do
    defstruct n: n
  end

  defimpl Sites.Size, for: module do
    def size(%{n: n}), do: n
    def scaled(%{n: n}, factor), do: n * factor
  end
end

defimpl Sites.Size, for: [Integer, Float, List, Tuple, Atom, BitString, Map, Function, PID, Reference] do
  def size(term), do: {@for, term |> inspect() |> String.length() > 0}
  def scaled(_term, factor), do: {@for, factor}
end

defmodule Sites.Use do
  def sizes(terms), do: Enum.map(terms, &Sites.Size.size/1)
  def scaled(terms, factor), do: for(term <- terms, do: Sites.Size.scaled(term, factor))
end

structs = for n <- 1..20, do: struct(Module.concat(Sites, "S#{n}"))
for _ <- 1..3, do: IO.inspect(Sites.Use.sizes(structs), charlists: :as_lists)
IO.inspect(Sites.Use.scaled(structs, 2), charlists: :as_lists)

terms = [1, 2 ** 70, 1.5, [], [1], {}, {1, 2}, :a, nil, "s", <<1::3>>, %{}, %{a: 1}, &is_list/1, self(), make_ref()]
IO.inspect(Sites.Use.sizes(terms))
IO.inspect(Sites.Use.scaled(terms, 3))

# Replaced
defimpl Sites.Size, for: Sites.S1 do
  def size(_), do: :replaced
  def scaled(_, _), do: :replaced
end

IO.inspect(Sites.Use.sizes(Enum.take(structs, 3)))

# Added after it was missed
defmodule Sites.Late do
  defstruct []
end

try do
  Sites.Use.sizes([struct(Sites.Late)])
rescue
  error in Protocol.UndefinedError -> IO.inspect({error.protocol, error.value.__struct__})
end

defimpl Sites.Size, for: Sites.Late do
  def size(_), do: :late
  def scaled(_, _), do: :late
end

IO.inspect(Sites.Use.sizes([struct(Sites.Late)]))

# Gone
:code.purge(Sites.Size.Sites.Late)
:code.delete(Sites.Size.Sites.Late)
:code.purge(Sites.Size.Sites.Late)

try do
  Sites.Use.sizes([struct(Sites.Late)])
rescue
  error in Protocol.UndefinedError -> IO.inspect({error.protocol, error.value.__struct__})
end

# For whatever has none
defprotocol Sites.Named do
  @fallback_to_any true
  def name(term)
end

defimpl Sites.Named, for: Any do
  def name(_), do: :any
end

defimpl Sites.Named, for: Atom do
  def name(atom), do: atom
end

for _ <- 1..2, do: IO.inspect(Enum.map([:a, 1, struct(Sites.S2), {}], &Sites.Named.name/1))

# A map whose :__struct__ is no atom is a map.
IO.inspect(Sites.Use.sizes([%{__struct__: "text"}]))
