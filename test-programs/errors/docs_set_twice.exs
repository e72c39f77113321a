# Documentation that is set twice before what it documents.
code = """
defmodule Twice do
  @moduledoc "one"
  @moduledoc since: "1.0.0"
  @moduledoc "two"
  @typedoc "one"
  @typedoc "two"
  @type t :: integer
  @doc "one"
  @doc false
  def f, do: 1
  @doc "one"
  def g(1), do: 1
  @doc "two"
  def g(2), do: 2
  @doc false
  @doc "two"
  def h, do: 1
end
"""

{_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string(code) end)
for %{message: message, position: position} <- diagnostics, do: IO.puts("#{inspect(position)}: #{message}")
IO.inspect(Code.with_diagnostics(fn -> Code.eval_string("defmodule Once do\n @moduledoc false\n def f, do: 1\nend") end) |> elem(1))
