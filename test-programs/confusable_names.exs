# Names that look alike though they are not the same.
for code <- ["а=1; a=1", "[{:а, 1}, {:a, 1}]", "[а: 1, a: 1]", "力=1\nカ=1; カ=2", "_א1 and _1א", "a_א1 or a_1א",
             "а=1; a=1; а=2; a=3", "a=1; а=1; a.b", "x.а; x.a", "@а; @a; &а/1; fn a -> a end", "l1 = ll", ":\"а\"; :a"] do
  {result, diagnostics} = Code.with_diagnostics(fn -> Code.string_to_quoted(code, columns: true) end)
  IO.inspect({elem(result, 0), for(d <- diagnostics, do: {d.severity, d.position})}, label: code)
  for d <- diagnostics, do: IO.puts(d.message)
end
