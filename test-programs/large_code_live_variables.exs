# Functions in which a thousand variables are alive at once, more than a method of the JVM can be handed.
defmodule Live do
  def lines(n, line, ending) do
    body = Enum.map_join(1..n, "\n", line)
    all = "[" <> Enum.map_join(1..n, ", ", &"v#{&1}") <> "]"
    body <> "\n" <> String.replace(ending, "ALL", all)
  end

  def check(name, n, line, ending) do
    source = """
    defmodule Live.#{name} do
      def f(x, y), do: x + y
      def g(x) do
        #{lines(n, line, ending)}
      end
    end
    """

    [{module, _}] = Code.compile_string(source)
    IO.inspect({name, module.g(1)})
  end
end

previous = fn i, first -> if i > 1, do: "v#{i - 1}", else: first end

Live.check("Calls", 1000, &"v#{&1} = f(x, #{&1})", "Enum.sum(ALL)")
Live.check("Patterns", 900, &"{v#{&1}, _} = {f(x, #{&1}), x}", "Enum.sum(ALL)")
Live.check("Chain", 1000, &"v#{&1} = f(#{previous.(&1, "x")}, #{&1})", "Enum.sum(ALL)")
Live.check("First", 1000, &"v#{&1} = f(#{if &1 > 1, do: "v1", else: "x"}, #{&1})", "{v1, v2, v999, Enum.sum(ALL)}")
Live.check("Branches", 600, &"v#{&1} = if f(x, #{&1}) > 500, do: f(#{previous.(&1, "x")}, 1), else: x", "Enum.sum(ALL)")

Live.check(
  "Cases",
  500,
  &"v#{&1} = case f(x, #{&1}) do y when rem(y, 2) == 0 -> y; y -> f(#{previous.(&1, "y")}, y) end",
  "Enum.sum(ALL)"
)

Live.check(
  "Tries",
  300,
  &"v#{&1} = try do f(x, #{&1}) + div(1, rem(#{&1}, 2)) rescue ArithmeticError -> #{previous.(&1, "0")} end",
  "Enum.sum(ALL)"
)

Live.check("Closure", 240, &"v#{&1} = f(x, #{&1})", "fun = fn z -> z + Enum.sum(ALL) end\nfun.(v1) + fun.(v240)")
Live.check("Closures", 900, &"v#{&1} = fn a -> f(a, #{previous.(&1, "fn _ -> x end")}.(1)) end", "Enum.sum(for g <- ALL, do: g.(1))")
Live.check("Match", 400, &"v#{&1} = f(x, #{&1})", "ALL = Enum.map(ALL, &(&1 * 2))\nEnum.sum(ALL) + v400")
