# What is called for nothing, and what is deprecated, wherever it stands. Only messages are printed: where they are shown differs between versions.
defmodule Shown do
  def compile(title, code) do
    IO.puts("== #{title}")

    {_result, diagnostics} =
      Code.with_diagnostics(fn -> code |> Code.string_to_quoted!(columns: true) |> Code.compile_quoted("shown.ex") end)

    for %{position: position, message: message} <- Enum.sort_by(diagnostics, &{&1.position, &1.message}) do
      IO.puts("#{inspect(position)}: #{message}")
    end
  end
end

defmodule Shown.Old do
  @deprecated "Use new/0"
  def old, do: 1
  @deprecated "Use newer/0"
  defmacro older, do: 1
end

Shown.compile("in a function", """
defmodule Shown.Ignored do
  def f(x, y) do
    self()
    node()
    make_ref()
    max(x, y)
    hd(x)
    elem(x, 1)
    length(x)
    put_elem(x, 0, y)
    x ++ y
    abs(x)
    is_function(x, y)
    Atom.to_string(x)
    String.to_integer(x)
    :maps.get(x, y)
    Map.has_key?(x, y)
    :math.sin(x)
    :lists.append(x, y)
    :lists.reverse(x)
    :erlang.term_to_binary(x)
    Map.get(x, y)
    map_size(x)
    _ = tl(x)
    fn -> tl(x); 1 end
  end
end
""")

Shown.compile("outside of functions", """
self()
1 + 1
&Enum.map/2
defmodule Shown.Body do
  self()
  hd([1])
  &Enum.map/2
  def f, do: 1
end
""")

Shown.compile("deprecated", """
require Shown.Old
Shown.Old.old()
Shown.Old.older()
fun = &Shown.Old.old/0
fun.()
fn -> Shown.Old.old() end
import Shown.Old
old()
defmodule Shown.Caller do
  require Shown.Old
  Shown.Old.old()
  @value Shown.Old.old()
  if @value == 2, do: Shown.Old.older()
  def f, do: Shown.Old.old()
  def g, do: &Shown.Old.old/0
  def h, do: Shown.Old.older()
end
""")
