# Patterns that define variables by themselves are refused; those that only name them again are not. So are some guards. Worded as 1.20 does.
patterns = [
  "{x = {:ok, x}} = 1",
  "{{x, y} = {y, x}} = 1",
  "{[x] = [x], 1} = 1",
  "{{:x, y} = {x, :y}, x = y} = 1",
  "{x = y, y = z, z = x} = 1",
  "{{a, b} = c, c = a} = 1",
  "{{a, b} = c, a = b} = 1",
  "{%{a: a} = m, a = m} = 1",
  "{%{a: a, b: b} = m, %{a: a, b: b} = n} = 1",
  "{a = b, c = b, a = c} = 1",
  "{z = [x], z = [x]} = 1",
  "{a = b = c, 1} = 1",
  "{a = [b] = c, 1} = 1",
  "{a = b = a, 1} = 1",
  "{x = x, 1} = 1",
  "a = 1\n{[b] = [^a], [b] = [^a]} = 1",
  "[1] ++ [2] ++ x = [1, 2 | 3]\nx",
  "case 1 do\n  {a = b, b = a} -> 1\nend",
  "fn x, {a = b, b = a} when x > 1 -> 1 end",
  "with {[x] = [x], 1} <- 1, do: x",
  "for {[x] = [x], 1} <- [1], do: x",
  "receive do\n  {x = [y], y = [x]} -> x\nafter\n  0 -> :none\nend",
  "fn x when :erlang.is_record(x, :tag) -> x end",
  "fn x when :erlang.is_record(x, :tag, 2) -> x end",
  "defmodule A do\n  def f(b = a, b = a), do: 1\nend"
]

for pattern <- patterns do
  {result, diagnostics} =
    Code.with_diagnostics(fn ->
      try do
        elem(Code.eval_string(pattern), 0)
      rescue
        error -> error.__struct__
      end
    end)

  IO.puts(pattern)
  IO.inspect(result)
  for %{severity: :error, message: message} <- diagnostics, do: IO.puts(message)
  IO.puts("")
end
