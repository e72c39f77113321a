# What the formatter does with code that its stdlib tests are too short for: breaks at narrow widths, comments, parentheses.

sources = [
  # Operators in parentheses break together with what they stand in.
  {"(contents |> f() |> Integer.to_string(16)) <> \"text\"", [30, 60]},
  {"x = -(Enum.take_while(left, &(&1 != 10)) |> length())", [30, 98]},
  {"dir * (first - second)", [15]},
  {"not case x do\n  y -> 1\nend", [98]},
  {"%Outer{v: 1} < %Outer{v: 2, w: 3}", [20]},
  # Pairs
  {"%{(a + b) => 2, try do 1 rescue _ -> 2 end => 3}", [98]},
  {"[\"long/quoted/key.exs\": \"short\", other: 1]", [32]},
  {"{Supervisor, name: @name, pool_size: 1}", [30]},
  {"order_by(query, desc: selected_as(:min_visits))", [30]},
  # Clauses
  {"case a do\n  {first, second} when is_list(second) -> 1\nend", [34]},
  {"case a do\n  x when first or second or third -> 1\n  z -> 2\nend", [30]},
  {"fn [input: x], y: z -> 1 end", [98]},
  {"fn (input: x) when is_integer(x) -> 1 end", [98]},
  {"@type t :: (first_argument, second_argument -> result | other)", [40]},
  {"Enum.reduce(list, acc, fn %Struct{op: op} = expr, acc -> op end)", [40]},
  # Bitstrings
  {"for <<(b::binary-size(8) <- <<0x7FF0000000000000::64, 0xFFF0000000000000::64>>)>>, do: b", [60]},
  # Names of more bytes than characters
  {"f(ólá, ólé) == ólí", [19]},
  # Calls without parentheses at the end of operators
  {"a ++ (if b, do: c)", [98]},
  {"(if a, do: b) ++ (if c, do: d)", [98]},
  {"(a ++ (raise b)) ++ c", [98]},
  {"foo(a = (raise c))", [98]},
  {"fn a = (raise b) -> c end", [98]},
  {"-(@x y)", [98]},
  {"(not x) + y", [98]},
  {"x |> y <<< z", [98]},
  {"a and b && c || d or e", [98]},
  {"a + b - c == d != e", [98]},
  {"(foo do\n  :ok\nend).bar(1)", [98]},
  # Comments
  {"case a do\n  b -> # x\n    1\n  e\n  # f\n  when f -> # h\n    3\n  # g\n  x, # i\n  y -> 4\n  # end\nend", [98]},
  {"fn # a\n  # b\n  c # d\n  # e\n  ->\n    f\nend", [98]},
  {"raise f(x) ::\n  # c\n  any\n  when x: any", [98]},
  {"y = (x ::\n  # c\n  b\n  when foo)", [98]},
  {"IO.puts(\n  \"Hello \#{\n    world\n    # comment\n  }\"\n)", [98]},
  {"foo # a\n|> bar # b\n\n# c\n|> baz(\n  # d\n  e\n)", [98]}
]

for {source, widths} <- sources, width <- widths do
  IO.puts("#{width}:")
  IO.puts(Code.format_string!(source, line_length: width))
end

IO.puts("-- migrations")

for source <- [
      "<<foo::binary()-size(8), bar::custom, _::_*8>>",
      "f('single \\' quote', 'double \" quote', 'one \#{2}')",
      "'''\ntext\n'''",
      "unless x, do: y",
      "unless x in y, do: 1",
      "unless x == y, do: 1",
      "unless is_nil(x) do\n  y\nend",
      "unless not x, do: unless(x > 1, do: 2)",
      "x |> f() |> unless(do: y)"
    ] do
  IO.puts(Code.format_string!(source, migrate: true))
end

IO.puts(Code.format_string!("unless 'a', do: <<b::c>>", migrate_unless: true))

IO.puts("-- quoted code")

interpolation = {:"::", [], [{{:., [], [Kernel, :to_string]}, [], [{:b, [], nil}]}, {:binary, [], nil}]}

for {quoted, opts} <- [
      {"a\n\"b\\", []},
      {"a\n\"b\\", [escape: false]},
      {:"a\nb", [escape: false]},
      {~c"a\tb", [escape: false]},
      {{:<<>>, [], ["a", "b"]}, []},
      {{:<<>>, [], ["a\n", interpolation]}, []},
      {quote(do: :erlang.binary_to_atom(<<>>, :utf8)), []},
      {{:sigil_r, [], [{:<<>>, [], ["foo", 123]}, []]}, []},
      {{:sigil_r, [], [{:<<>>, [], ["foo"]}, [?i]]}, []},
      {{:__block__, [], {:bar, [], []}}, []},
      {{:{}, [], nil}, []},
      {Code.string_to_quoted!("foo(Bar) do :ok end", literal_encoder: &{:ok, {:__block__, &2, [&1]}}), []}
    ] do
  IO.puts(quoted |> Code.quoted_to_algebra(opts) |> Inspect.Algebra.format(98))
end

colors =
  for key <- [:atom, :boolean, :call, :list, :map, :nil, :number, :operator, :reset, :string, :tuple, :variable] do
    {key, "<#{key}>"}
  end

for quoted <- [
      quote(do: foo.bar(-1, [:a, "b"], %{c: nil}) + Foo.{A} not in {true, x[1.5]}),
      quote(do: %Foo{a | b: @c, d: &f/1, e: not g}),
      quote(do: x |> y.())
    ] do
  IO.puts(quoted |> Code.quoted_to_algebra(syntax_colors: colors) |> Inspect.Algebra.format(98))
end
