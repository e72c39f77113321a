# How errors of the parser show the token before which they stand: in the tuple and in the exception.

show = fn source ->
  case Code.string_to_quoted(source, emit_warnings: false) do
    {:ok, quoted} ->
      IO.inspect(quoted, label: "parsed")

    {:error, {meta, message, token}} ->
      IO.inspect({Keyword.take(meta, [:line, :column]), message, token}, width: 120)

      try do
        Code.string_to_quoted!(source, emit_warnings: false)
      rescue
        error -> IO.puts("#{inspect(error.__struct__)} #{Exception.message(error)}")
      end
  end
end

# Reserved words, also where an atom has their name.
for source <- ["after = 1", "1 end", "fn end", "fn 1 end", "1 true", "1 fn -> 2 end", "1 :rescue", "1 else", "x when when"] do
  show.(source)
end

# Quoted text and characters.
for source <- [
      "\"hello\" \"world\"",
      "1 \"a\\nb\"",
      "1 ''",
      "1 \"\"\"\nab\n\"\"\"",
      "~s(foo) ~r/bar baz/i",
      "1 ~S\"\"\"\nab\n\"\"\"",
      ":ok ?a",
      ":ok ?\\s",
      ":ok ?す",
      ":ok ?\n",
      "1 ?\\q",
      "?\\x41",
      "?\\"
    ] do
  show.(source)
end

# The end of a line or of the text; characters that may not stand in comments and names.
for source <- [
      "if true do\n  foo = [],\n  baz\nend",
      "1 \\",
      "\"\u202A\"",
      "foo (1, 2)",
      "fooی𝚳",
      "1 + * 2"
    ] do
  show.(source)
end


# Bytes that are not UTF-8.
not_utf8 = <<"a = \"", 0xE9, "\"\n">>
file = Path.join(System.tmp_dir!(), "not_utf8_#{System.pid()}.exs")
File.write!(file, not_utf8)

for attempt <- [
      fn -> Code.string_to_quoted(not_utf8) end,
      fn -> Code.eval_string(not_utf8) end,
      fn -> Code.eval_file(file) end,
      fn -> Code.require_file(file) end,
      fn -> Code.compile_file(file) end,
      fn -> Code.Fragment.container_cursor_to_quoted(not_utf8) end
    ] do
  try do
    IO.inspect(attempt.(), label: "no error")
  rescue
    error -> IO.inspect(error)
  end
end

File.rm!(file)
