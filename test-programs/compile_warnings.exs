# What the compiler warns of: each piece of code is compiled, and its diagnostics are printed as the compiler shows them. Worded as 1.20 does.
defmodule Shown do
  def compile(title, code) do
    IO.puts("== #{title}")
    quoted = Code.string_to_quoted!(code, columns: true)

    {_result, diagnostics} =
      Code.with_diagnostics(fn ->
        try do
          Code.compile_quoted(quoted, "shown.ex")
        rescue
          error -> IO.puts(Exception.message(error))
        end
      end)

    for %{severity: severity, position: position, message: message} <- Enum.sort_by(diagnostics, &{&1.position, &1.message}) do
      IO.puts("#{severity} at #{inspect(position)}: #{message}")
    end
  end
end

Shown.compile("clauses", """
defmodule Shown.Clauses do
  def once, do: 1
  def once, do: 2
  def any(x), do: x
  def any(1), do: 1
  def both(x, x), do: x
  def both(_, _), do: 1
  def inner(x) do
    case x do
      y -> y
      1 -> 2
    end
  end
  def guarded(x) when is_atom(x), do: x
  def guarded(x), do: x
end
""")

Shown.compile("sections", """
defmodule Shown.Sections do
  def late do
    1
  catch
    _ -> 1
  rescue
    _ -> 2
  end
  def lonely do
    try do
      1
    else
      _ -> 2
    end
  end
  def always(x) do
    with y <- x do
      y
    else
      _ -> 1
    end
  end
end
""")

Shown.compile("definitions", """
defmodule Shown.Definitions do
  def defaults(x), do: x
  def defaults(x \\\\ 1), do: x
  def head(a, b), do: a + b
  def head(a, b)
  @doc "one"
  def twice(1), do: 1
  @doc "two"
  def twice(2), do: 2
  @doc defaults: 1
  def reserved, do: 1
end
""")

Shown.compile("types", """
defmodule Shown.Types do
  @typep lost :: integer
  @typep found :: integer
  @opaque anything :: term
  @type twice(_a) :: {_a, _a}
  @type annotated :: (atom() :: integer)
  @spec f(found) :: twice(anything)
  def f(_), do: {1, 1}
end
""")

Shown.compile("values that nobody sees", """
defmodule Shown.Ignored do
  def f(x) do
    x == 1
    x + 1
    is_atom(x)
    fn -> x end
    :ok
  end
  def g(x, y), do: %{a: x, a: y}
  def h, do: &System.pid()/0
end
""")

Shown.compile("recursive patterns", """
defmodule Shown.Recursive do
  def f(x = {y}, y = {x}), do: {x, y}
end
""")

defmodule Shown.Old do
  @deprecated "Use new/0"
  def old, do: 1
  def new, do: 1
end

Shown.compile("remote calls", """
defmodule Shown.Remote do
  @compile {:no_warn_undefined, Shown.Silent}
  def f do
    Shown.Missing.f()
    Shown.Missing.f()
    Shown.Silent.f()
    Shown.Old.old()
    Shown.Old.knew()
    Enum.map([])
    :shown_missing.f()
  end
end
""")

Shown.compile("errors", """
defmodule Shown.Errors do
  def f, do: x
  def g, do: y
  def h(1)
  def i do
    1
  rescue
    2
  end
end
""")
