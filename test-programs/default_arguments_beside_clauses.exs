# A function whose default arguments make clauses of another function that has some already; pins of var!; binding in macros.
defmodule Clauses do
  def new(x) when is_integer(x), do: {:int, x}
  def new(text, opts \\ []) when is_binary(text), do: {text, opts}

  defmacrop tagged(a, b, c \\ nil) do
    quote bind_quoted: binding() do
      {a, b, c}
    end
  end

  def tagged_pair(x), do: {tagged(:k, x), tagged(:k, x, 3)}

  defmacro names(_a) do
    Keyword.keys(binding())
  end
end

IO.inspect({Clauses.new(1), Clauses.new("a"), Clauses.new("a", x: 1)})
IO.inspect(Clauses.tagged_pair(2))

defmodule Pins do
  require Clauses

  def run(x) do
    y = 1
    <<z::size(^var!(y)), _::bits>> = <<129, 2>>
    ^var!(y) = x
    {z, Clauses.names(x)}
  end
end

IO.inspect(Pins.run(1))

for code <- [
      "def f(x), do: x\n def f(a, b \\\\ 1), do: {a, b}\n def f(x), do: {:again, x}",
      "defp f(x), do: x\n def f(a, b \\\\ 1), do: {a, b}\n def z, do: f(1)",
      "def f(a, b \\\\ 1), do: {a, b}\n def f(a, b, c \\\\ 2), do: {a, b, c}"
    ] do
  {result, diagnostics} =
    Code.with_diagnostics(fn ->
      try do
        Code.compile_string("defmodule Wrong do\n #{code}\nend")
        :ok
      rescue
        error -> Exception.message(error)
      end
    end)

  errors = for %{severity: :error, message: message, position: position} <- diagnostics, do: {message, position}
  IO.inspect({result, errors})
end
