# Comprehensions into bitstrings: bits that end anywhere, several generators, filters, comprehensions within, failures, enumerables that see
# what is collected.
defmodule Doubling do
  # Gives each element twice to what was collected before, and takes the second result.
  defstruct [:list]

  defimpl Enumerable do
    def reduce(%{list: []}, {:cont, bits}, _), do: {:done, bits}

    def reduce(%{list: [x | rest]} = doubling, {:cont, bits}, fun) do
      before = inspect(bits)
      first = fun.(x, bits)
      IO.inspect({x, is_bitstring(bits) or is_list(bits), first == fun.(x, bits), inspect(bits) == before})
      reduce(%{doubling | list: rest}, fun.(x, bits), fun)
    end

    def count(_), do: {:error, __MODULE__}
    def member?(_, _), do: {:error, __MODULE__}
    def slice(_), do: {:error, __MODULE__}
  end
end

defmodule BitstringComprehensions do
  def bits(list), do: for(x <- list, x != 2, into: "ab", do: <<x::3>>)
  def pairs(binary), do: for(<<x::5 <- binary>>, y <- [1, 2], into: <<>>, do: <<x + y::7>>)
  def texts(first, second), do: for(x <- first, y <- second, into: "", do: if(x == y, do: "", else: "#{x}#{y},"))
  def upper(text), do: for(<<c <- text>>, c in ?a..?z, into: "", do: <<c - 32>>)
  def rows(numbers), do: for(x <- numbers, into: "", do: for(y <- 1..x//1, into: "", do: "#{y}") <> ";")
  def given(list), do: for(x <- list, into: "", do: x)
  def bytes(list), do: for(x <- list, into: "", do: <<x::8>>)

  def doubling(list), do: %Doubling{list: list}

  def text(enumerable), do: for(x <- enumerable, x != 2, into: "=", do: "#{x},")
  def odd(enumerable), do: for(x <- enumerable, into: <<>>, do: <<x::5>>)
  def flags(map), do: for({key, true} <- map, into: "", do: "#{key} ")
  def crossed(first, second), do: for(x <- first, y <- second, x != y, into: "", do: <<x::3, y::7>>)
  def cut(lists), do: for(list <- lists, <<x::3 <- list>>, y <- [x], into: <<>>, do: <<y::4>>)

  def numbers(texts) do
    for text <- texts, into: "" do
      try do
        Integer.to_string(String.to_integer(text) + 1)
      rescue
        ArgumentError -> "?"
      end
    end
  end

  def message(fun) do
    fun.()
  rescue
    error in ArgumentError -> Exception.message(error)
  end
end

alias BitstringComprehensions, as: B

IO.inspect(B.bits([1, 2, 3]))
IO.inspect(B.pairs("hello"))
IO.inspect(B.texts(1..3, MapSet.new([1, 2])))
IO.inspect(B.upper("hElLo"))
IO.inspect(B.rows([1, 3]))
IO.inspect(B.numbers(["1", "x", "41"]))
IO.inspect({B.given(["a", <<1::3>>]), B.given([]), B.given(Stream.map(["x", "y"], & &1))})
IO.inspect(byte_size(B.bytes(1..1000)))
IO.inspect(bit_size(for x <- 1..10_000, into: <<>>, do: <<x::7>>))
IO.puts(B.message(fn -> B.given(["x", 1]) end))
IO.puts(B.message(fn -> B.bytes([1, :a]) end))
IO.inspect({String.upcase("aéz{", :ascii), String.downcase("AÉZ[", :ascii), String.capitalize("aBÉc", :ascii)})

IO.inspect(B.odd(B.doubling([1, 2, 3])))
IO.inspect({B.text(MapSet.new(1..3)), B.text(Stream.map(1..3, & &1))})
IO.inspect(B.odd(Stream.map(1..3, &(&1 * 2))))
IO.inspect(B.flags(%{a: true, b: false, c: true}))
IO.inspect(B.crossed(Stream.map([1, 2], & &1), [1, 2, 3]))
IO.inspect(B.crossed([1, 2], Stream.map([1, 2, 3], & &1)))
IO.inspect(B.crossed(Stream.take(1..9, 2), MapSet.new([1, 5])))
IO.inspect(B.crossed([7], B.doubling([1, 2])))
IO.inspect(B.crossed(B.doubling([1, 2]), [3, 4]))
IO.inspect(B.cut(Stream.map(["a", <<9::6>>], & &1)))
IO.puts(B.message(fn -> B.given(Stream.map(["x", 1], & &1)) end))
IO.inspect(bit_size(for {x, _} <- Stream.with_index(1..10_000), into: <<>>, do: <<x::7>>))
