# How Macro.to_string/1 writes floats and charlists with interpolation: as inspect/1 and the sigil do.
for code <- ["'abc\#{x}'", "'abc\#{x} \"q\" \\n'", "~c'abc\#{x}'", "'\#{x}'", "foo('a\#{b}')", "'tab\\t\#{x}'"] do
  code |> Code.string_to_quoted!(emit_warnings: false) |> Macro.to_string() |> IO.puts()
end

for float <- [1.0e10, -1.0e5, 99999.0, 1.5, 12345678.9, 9.0e15, 1.0e16, 1.0e-7] do
  IO.puts(Macro.to_string(quote(do: [unquote(float), x: unquote(float)])))
end
