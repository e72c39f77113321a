# With ANSI escapes switched on, messages of syntax errors mark the place in red.
Application.put_env(:elixir, :ansi_enabled, true)

for source <- ["a += 2", "foo(\n1,\n 2", "foo(\n1,\n ]", "foo(\n1\n2\n3\n4\n5\n6\n]", "\"abc", "if true do\n  1\nend end", "  (]"] do
  try do
    Code.string_to_quoted!(source)
  rescue
    error -> IO.inspect(Exception.message(error), printable_limit: :infinity, limit: :infinity)
  end
end

IO.inspect(Exception.message(%SyntaxError{file: "a.ex", line: 1, column: 2, description: "no snippet"}))
