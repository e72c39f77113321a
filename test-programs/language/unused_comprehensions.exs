defmodule Unused do
  def all(l) do
    for x <- l, do: IO.write("#{x} ")
    for {a, b} <- Enum.zip(l, l), rem(a, 2) == 1, do: IO.write("#{a + b}/")
    for <<c <- "abc">>, do: IO.write([c, ?|])
    for x <- l, uniq: true, do: IO.write("u#{rem(x, 2)} ")
    for x <- l, into: [], do: IO.write("i#{x} ")
    for x <- l, into: %{}, do: {x, IO.write("m#{x} ")}
    for x <- l, y <- l, do: IO.write("#{x}#{y} ")
    IO.puts("")
    _ = for x <- l, do: IO.write("v#{x} ")
    try do
      for x <- l, into: %{}, do: x
      IO.puts("no")
    rescue
      e -> IO.inspect(e)
    end
    for x <- l, reduce: 0 do acc -> IO.write("r#{acc} "); acc + x end
    for x <- 1..3, do: x
    IO.puts("")
  end
end
Unused.all([1, 2, 3])
