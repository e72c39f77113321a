# How functions are shown that no function of a module has made: by the file, or by Erlang's evaluator.
defmodule Shown do
  def put(function), do: IO.puts(Regex.replace(~r/\d+\.\d+/, inspect(function), "N"))
end

code = """
Shown.put(fn -> 1 end)
x = 2
Shown.put(fn y, z -> x + y + z end)
Shown.put(&(&1 + 1))

defmodule Shown.Inner do
  Shown.put(fn -> 3 end)
  @made fn -> 4 end
  Shown.put(@made)
  def made, do: fn -> 5 end
end

Shown.put(Shown.Inner.made())
"""

Code.compile_string(code, "some/folder/file.ex")

Shown.put(elem(Code.eval_string("fn -> 1 end"), 0))
Shown.put(elem(Code.eval_string("x = 1; &(&1 + x)", [], file: "named.ex"), 0))

Code.eval_string("defmodule Shown.Evaluated do Shown.put(fn -> 1 end) end", [], file: "named.ex")
