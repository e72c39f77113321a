import Inspect.Algebra
p = fn d -> d |> format(80) |> IO.iodata_to_binary |> IO.inspect end
p.(concat(["a", collapse_lines(2), line(), collapse_lines(2), line(), "b"]))
p.(concat(["a", collapse_lines(2), line(), line(), line(), "b"]))
p.(concat(["a", line(), collapse_lines(2), line(), line(), "b", line(), line(), line(), "c"]))
p.(nest(concat(["a", collapse_lines(1), line(), line(), line(), "b"]), 2))
p.(nest(concat(["a", line(), line(), collapse_lines(1), nest(line(), 3), collapse_lines(2), line(), "b"]), 2))
p.(nest(concat(["a", collapse_lines(2), line(), nest(concat(line(), line()), 4), "b"]), 2))
p.(concat(["a", collapse_lines(2), line(), "", line(), line(), "b"]))
p.(concat(["a", collapse_lines(2), line(), empty(), line(), " ", line(), "b"]))
p.(concat(["a", collapse_lines(1), break(""), line(), line(), "b"]))
p.(concat(["a", collapse_lines(3), line(), collapse_lines(1), line(), line(), line(), line(), "b"]))
p.(concat(["a", collapse_lines(1), line(), collapse_lines(3), line(), line(), line(), line(), "b"]))
p.(concat(["a", collapse_lines(3), line(), line(), line(), line(), collapse_lines(1), "b"]))
p.(concat(["a", collapse_lines(2), collapse_lines(3), line(), line(), line(), line(), collapse_lines(1), "b"]))
p.(concat(["a", collapse_lines(1), break(""), "b"]))
p.(concat(["a", collapse_lines(1), break(" "), line(), line(), "b"]))
p.(group(concat(["a", collapse_lines(1), break("x"), line(), line(), "b"])))
p.(force_unfit(group(concat(["a", collapse_lines(1), break("x"), line(), line(), "b"]))))
p.(concat(["a", collapse_lines(1), line(), string(""), line(), "b"]))
p.(concat(["a", collapse_lines(1), line(), force_unfit(line()), next_break_fits(group(line())), "b"]))
c = fn d -> d |> format(80) |> IO.iodata_to_binary |> String.graphemes |> Enum.count(& &1 == "\n") end
ls = fn 0 -> []; n -> List.duplicate(line(), n) end
for a <- 1..4, b <- 1..3 do
  IO.inspect {a, b, for(x <- 0..3, do: for(y <- 0..4, do: c.(concat(["a", collapse_lines(a)] ++ ls.(x) ++ [collapse_lines(b)] ++ ls.(y) ++ ["b"]))))}, charlists: :as_lists
end
g1 = group(concat(concat("a", collapse_lines(2)), break("")))
p.(g1)
p.(group(force_unfit(concat([g1, line(), "b"]))))
p.(group(force_unfit(concat([g1, line(), group(concat(break(""), "b"))]))))
p.(group(force_unfit(concat([g1, line(), group(concat(break(""), force_unfit("b")))]))))
p.(group(force_unfit(concat(["a", collapse_lines(2), line(), group(concat(break(""), force_unfit("b")))]))))
p.(group(force_unfit(concat(["a", collapse_lines(2), group(break("")), line(),  "b"]))))
p.(group(force_unfit(concat([group(concat("a", line())), line(),  "b"]))))
p.(group(force_unfit(concat([group(concat("a", concat(collapse_lines(2), line()))), line(),  group(concat(line(), "b"))]))))
p.(concat(["a", collapse_lines(2), line(), nest(concat([line(), "b", line(), "c"]), 2), line(), "d"]))
p.(concat(["a", collapse_lines(2), line(), nest(concat(["b", line(), "c"]), 2), line(), "d"]))
p.(nest(concat(["a", collapse_lines(1), line(), nest(concat([line(), line(), "b", line(), "c"]), 2), line(), "d"]), 3))
