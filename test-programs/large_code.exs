# Code that is too large for a method, or a class, of the JVM.
lines = fn range, fun -> Enum.map_join(range, "\n", fun) end
list = fn range, fun -> Enum.map_join(range, ", ", fun) end

Code.eval_string("""
defmodule Clauses do
#{lines.(0..3999, &"def number(#{&1}), do: {#{&1 * 7}}")}
def number(other), do: other
#{lines.(0..1999, &"def text(\"k#{&1}\", x), do: x + #{&1}")}
#{lines.(0..1999, &"def guarded(x) when x > #{4000 - &1} and is_integer(x), do: #{&1}")}
def guarded(_), do: :none
def member?(x) when x in [#{list.(0..2999, &"#{&1 * 2}")}], do: true
def member?(_), do: false
def nth(x) do
  case x do
#{lines.(0..1499, &"{:op#{&1}, a, b} when a > b -> a - b + #{&1}\n{:op#{&1}, a, _} -> [a, #{&1}]")}
    _ -> :none
  end
end
end
""")

IO.inspect({Clauses.number(0), Clauses.number(3999), Clauses.number(4000), Clauses.number(1.0)})
IO.inspect({Clauses.text("k0", 1), Clauses.text("k1999", 1)})
IO.inspect({Clauses.guarded(9000), Clauses.guarded(2500), Clauses.guarded(:a), Clauses.guarded(0)})
IO.inspect({Clauses.member?(4000), Clauses.member?(4001), Clauses.member?(4000.0)})
IO.inspect({Clauses.nth({:op1499, 5, 2}), Clauses.nth({:op1, 1, 2}), Clauses.nth(:other)})

try do
  Clauses.text("none", 2)
rescue
  e in FunctionClauseError -> IO.inspect({e.module, e.function, e.arity, hd(__STACKTRACE__) |> elem(2)})
end

Code.eval_string("""
defmodule Bodies do
  def sum(x0) do
#{lines.(0..4999, &"x#{&1 + 1} = x#{&1} + #{&1}")}
    x5000
  end

  def branches(x) do
#{lines.(0..2999, &"x = if rem(x, 3) == 0, do: x + #{&1}, else: x - 1")}
    x
  end

  def count(0, acc), do: acc
  def count(n, acc) do
#{lines.(0..1999, &"acc = acc + rem(n, #{&1 + 1})")}
    if rem(n, 2) == 0 do
      count(n - 1, acc)
    else
      n = n - 1
      count(n, acc + 1)
    end
  end

  def calls(x, to) do
#{lines.(0..1999, &"send(to, {:line, x, #{&1}})")}
    :done
  end

  def many_alive(list) do
    [#{list.(0..299, &"v#{&1}")}] = list
#{lines.(0..999, &"t#{&1} = v#{rem(&1, 300)} + #{&1}")}
    {[#{list.(0..299, &"v#{&1} + t#{&1 * 3}")}], fn -> {#{list.(0..99, &"v#{&1} + t#{&1 * 3}")}} end}
  end

  def fails(x) do
    try do
#{lines.(0..999, &"_ = x + #{&1}")}
      raise ArgumentError, "at the end"
    rescue
      e in KeyError -> e
    catch
#{lines.(0..299, &":throw, {:n, #{&1}} -> #{&1}")}
    after
#{lines.(0..999, &"_ = x - #{&1}")}
      Process.put(:after, x)
    end
  end

  def chain(x) do
    with #{list.(0..299, &"{:ok, x} <- step(x, #{&1})")} do
      {:reached, x}
    else
#{lines.(0..299, &"{:stop, #{&1}} -> {:stopped, #{&1}}")}
      other -> other
    end
  end

  defp step(x, n) when x == n, do: {:stop, n}
  defp step(:odd, _), do: :odd
  defp step(x, _), do: {:ok, x}
end
""")

IO.inspect({Bodies.sum(1), Bodies.branches(1), Bodies.count(3, 0), Bodies.count(2000, 0)})
IO.inspect({Bodies.calls(:x, self()), Process.info(self(), :message_queue_len)})
{sums, fun} = Bodies.many_alive(Enum.to_list(1..300))
IO.inspect({Enum.sum(sums), fun.() |> Tuple.to_list() |> Enum.sum()})
IO.inspect({Bodies.chain(-1), Bodies.chain(150), Bodies.chain(:odd)})

try do
  Bodies.fails(7)
rescue
  e -> IO.inspect({e, Process.get(:after), for({Bodies, f, a, _} <- __STACKTRACE__, do: {f, a})})
end

try do
  Bodies.sum(:a)
rescue
  e ->
    IO.inspect({e.__struct__, for({Bodies, f, a, where} <- __STACKTRACE__, do: {f, a, where[:line]})})
end

Code.eval_string("""
defmodule Terms do
  def list, do: [#{list.(0..4999, &"{:k#{&1}, \"v#{&1}\", #{&1}.5}")}]
  def list(x), do: [#{list.(0..4999, &"{x, #{&1}}")}]
  def tuple(x), do: {#{list.(0..2999, fn _ -> "x" end)}}
  def map(x), do: %{#{list.(0..499, &"k#{&1}: x + #{&1}")}}
  def update(m, x), do: %{m | #{list.(0..299, &"k#{&1}: x * #{&1}")}}
  def text(x), do: "#{Enum.map_join(0..499, " ", &"\#{x}-#{&1}")}"
  def nested(x), do: #{String.duplicate("[", 2000)}x#{String.duplicate("]", 2000)}
  def deep(x), do: #{String.duplicate("1 + (", 1500)}x#{String.duplicate(")", 1500)}
  def funs(x), do: #{String.duplicate("(fn -> ", 150)}x#{String.duplicate(" end).()", 150)}
  def arguments(#{list.(1..200, &"a#{&1}")}), do: {a1, a200}
  def arguments(x), do: arguments(#{list.(1..200, &"x + #{&1}")})
  def fun, do: fn #{list.(1..200, &"a#{&1}")} -> {a1, a200} end
end
""")

IO.inspect({length(Terms.list()), List.last(Terms.list()), List.last(Terms.list(:x))})
IO.inspect({tuple_size(Terms.tuple(1)), Terms.map(1).k499, map_size(Terms.map(1)), Terms.update(Terms.map(1), 3).k299})
IO.inspect({byte_size(Terms.text(:a)), length(Terms.nested(1)), Terms.deep(1), Terms.funs(:f)})
IO.inspect({Terms.arguments(0), apply(Terms, :arguments, Enum.to_list(1..200)), apply(Terms.fun(), Enum.to_list(1..200))})
IO.inspect(is_function(&Terms.arguments/200, 200))

Code.eval_string(lines.(0..399, &"v#{&1} = #{&1}") <> "\nf = fn -> #{list.(0..399, &"v#{&1}")
  |> then(&"[#{&1}]")} end\nIO.inspect(Enum.sum(f.()))")

Code.eval_string("""
defmodule Functions do
#{lines.(0..2999, &"@a#{&1} #{&1}\ndef f#{&1}(x), do: x + @a#{&1}")}
end
""")

IO.inspect({Functions.f2999(1), apply(Functions, :f1500, [1]), length(Functions.__info__(:functions))})
