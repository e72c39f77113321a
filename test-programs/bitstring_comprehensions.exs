# Comprehensions into bitstrings: bits that end anywhere, several generators, filters, comprehensions within, failures.
defmodule BitstringComprehensions do
  def bits(list), do: for(x <- list, x != 2, into: "ab", do: <<x::3>>)
  def pairs(binary), do: for(<<x::5 <- binary>>, y <- [1, 2], into: <<>>, do: <<x + y::7>>)
  def texts(first, second), do: for(x <- first, y <- second, into: "", do: if(x == y, do: "", else: "#{x}#{y},"))
  def upper(text), do: for(<<c <- text>>, c in ?a..?z, into: "", do: <<c - 32>>)
  def rows(numbers), do: for(x <- numbers, into: "", do: for(y <- 1..x//1, into: "", do: "#{y}") <> ";")
  def given(list), do: for(x <- list, into: "", do: x)
  def bytes(list), do: for(x <- list, into: "", do: <<x::8>>)

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
