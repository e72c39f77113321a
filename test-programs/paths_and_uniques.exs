# What a path for put_in and the like may begin with.
paths = [
  "put_in(%{a: %{b: 1}}.a.b, 2)",
  "put_in(%{a: 1}[:a], 2)",
  "put_in([a: 1][:a], 2)",
  "m = %{a: %{b: 1}}\nput_in(m.a()[:b], 2)",
  "put_in(Map.new(a: 1)[:a], 3)",
  "put_in(:maps.from_list([a: 1])[:a], 3)",
  "put_in((%{a: 1} |> Map.new())[:a], 3)",
  "put_in(if(true, do: %{a: 1})[:a], 1)",
  "put_in(m.foo(1, 2)[:bar], 2)",
  "m = Map\nupdate_in(m.new([])[:a], & &1)",
  "f = fn -> %{} end\nget_and_update_in(f.()[:a], &{&1, 1})",
  "pop_in({1, 2}[:a])"
]

for path <- paths do
  result =
    try do
      elem(Code.eval_string(path), 0)
    rescue
      error -> {error.__struct__, Exception.message(error)}
    end

  IO.inspect({path, result}, width: 200)
end

# A collectable takes the values of a comprehension one by one, those of a unique one too, and hears of a failure.
defmodule Told do
  defstruct []

  defimpl Collectable do
    def into(_told) do
      IO.puts("opened")

      {[],
       fn
         seen, {:cont, value} ->
           IO.inspect(value, label: "given")
           [value | seen]

         seen, :done ->
           IO.puts("done")
           Enum.reverse(seen)

         _seen, :halt ->
           IO.puts("halted")
       end}
    end
  end
end

IO.inspect(
  for value <- [1, 2, 1, 3], uniq: true, into: struct(Told) do
    IO.puts("made #{value}")
    value * 2
  end
)

try do
  for value <- [1, 1, 2], uniq: true, into: struct(Told) do
    if value == 2, do: raise("oops"), else: value
  end
rescue
  error -> IO.inspect(error)
end

IO.inspect(for(value <- [3, 3, 1], uniq: true, into: %{}, do: {value, :seen}))
IO.inspect(for(<<value <- "abca">>, uniq: true, into: "", do: <<value>>))
IO.inspect(for(x <- [1, 1, 2], uniq: true, into: [:first], do: for(y <- [3, 3], uniq: true, do: x * y)))

collect = fn ->
  for value <- [1, 2], do: IO.inspect(value)
  :after
end

IO.inspect(collect.())
