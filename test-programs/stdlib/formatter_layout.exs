# How the formatter breaks keywords, captures, guards, tuples and last arguments.
for code <- [
  "(-2) ** 3", "(-2.5) ** 3", "(-x) ** 2", "(-2) + 3", "(+2) ** 3", "(-2).foo", "(!a) ** 2", "(-0x1F) ** 2",
 "p(fn (a, b) when a and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb when cccccccccccccccccccccccccccccccccccccc -> 1 end)",
 "{\"should be at least %{count} character(s) aaaaaaaaaaaaaaaaaaaaaaaaaaaa\", count: 6, validation: :length, kind: :min, type: :string}",
 "{:heroicons, github: \"tailwindlabs/heroicons\", tag: \"v2.2.0\", sparse: \"optimized\", app: false, compile: false, depth: 1, aaaaaaaaaaaaaaaaaaa: 2}",
 "{:heroicons, :bbb, github: 1,\n tag: 2,\n sparse: 3}",
 "{:heroicons,\n github: 1, tag: 2}",
 "&(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary() |> aaaaaaaaaaaaaaaaaaaaaaaaaaaa())",
 "Enum.map(list, &(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()))",
 "Enum.map(list, &(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary() |> aaaaa()))",
 "[a, if(p[:limit], do: [1], else: [])]", "[a | if(p[:limit], do: [1], else: [])]", "a ++ if(p[:limit], do: [1], else: [])", "[a | if p do 1 end]",
  "(a ++ if(x, do: 1)) |> b", "(a ++ if(x, do: 1)) + b", "a ++ if(x, do: 1)", "a + if(x, do: 1)", "b |> (a ++ if(x, do: 1))", "(a ++ if(x, do: 1))", "a ++ b ++ if(x, do: 1)", "(a ++ b ++ if(x, do: 1)) |> c", "(a + if(x, do: 1)) * c", "c * (a + if(x, do: 1))",
"x |> Enum.map(&(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()))",
"x\n|> Enum.map(&(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()))",
"p.(\"quoted_to_algebra\", [quote(do: foo(1, 2)), quote(do: if(a, do: b))] |> Enum.map(&(&1 |> Code.quoted_to_algebra() |> Inspect.Algebra.format(80) |> IO.iodata_to_binary())))",
"p(&(&1 |> Codeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.quoted_to_algebra() |> Inspect.Algebra.format(80)))",
"p(fn (a, b) when a and bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb -> 1 end)",
  "assert (foo a, b do 1 end)", "assert (for x <- enum, into: into do 1 end) == 2", "assert (for x <- enum, y <- z do 1 end) == 2", "assert (if x, foo: 2 do 1 end) == 2", "assert (foo x, y, foo: 2 do 1 end)",
"case x do\n  {:down, rrrrrrrrrrrrrrrrrrrrrrrrrr} when reason == :shutdown when tuple_size(reason) == 2 and elem(reason, 0) == :shutdown -> 1\n  b -> 2 end",
"case x do\n  {:down, rrrrrrrrrrrrrrrrrrrrrrrrrr}\n  when reason == :shutdown\n  when tuple_size(reason) == 2 and elem(reason, 0) == :shutdown -> 1\n  b -> 2 end",
"case x do\n  aaaaaaaaaaaaaaaaaaaaaaaa when not is_integer(arg) and parent_assoc == :left and parent_prec > @ampersand_precccccccccccc -> 1\n  b -> 2 end",
"case x do\n  {:ok, [a]} = {:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbb} when not is_integer(arg) and parent_assoc == :left and parent_prec -> 1\n  b -> 2 end",
"x = assert_raise E, fn ->\n query = Post |> where([p], p.title == ^1)\n plan(from(subquery(query), []))\n end",
"x = assert_raise E, fn ->\n plan(from(subquery(query), []))\n end",
"[(b::binary-size(8) <- <<0x7FF0000000000000::64, 0xFFF0000000000000::64, 0x7FF8000000000000::64, 0x7FF8000000000000::64>>)]",
  "%{(x = 1) => 1}", "%{x = 1 => 1}", "%{1 + 2 => 1}", "%{(1 + 2) => 1}", "%{(a | b) => 1}", "%{a |> b => 1}", "%{-a => 1}", "%{a = b => 1, c: 2}", "%{a == b => 1}", "%{(not a) => 1}", "%{&a => 1}", "%{(fn -> 1 end) => 1}",
  "fn\n -> 1\nend", "foo do -> 1 end", "foo do\n -> 1\n end", "(\n-> 1)", "foo do -> 1\n a -> 2 end", "assert x,\n  foo: 1\nfoo", "assert x,\n  foo: 1, bar: 2\nfoo","def f(x),\n do: x\ndef f(y), do: y", "assert(x,\n  foo: 1)\nfoo", "raise E,\n \"b\"\nfoo"
] do
  IO.puts([Code.format_string!(code), "\n"])
end
