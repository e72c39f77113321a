# The statement of the file or of the module body that a function is called from is in the stack traces made within.
defmodule Traced do
  def lines do
    raise "x"
  rescue
    _ -> for {_, name, _, location} <- __STACKTRACE__, name in [:lines, :around, :__FILE__, :__MODULE__], do: {name, location[:line]}
  end

  def around do
    lines = lines()
    {:around, lines}
  end
end

IO.inspect(Traced.lines())
IO.inspect(Traced.around())
result = Traced.around()
IO.inspect(result)

defmodule Body do
  IO.inspect(Enum.take(Traced.lines(), 2))
end
