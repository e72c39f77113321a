# Ten thousand levels of each kind of nesting are a tree like any other.
nested = fn open, middle, close -> String.duplicate(open, 10_000) <> middle <> String.duplicate(close, 10_000) end

for {kind, text} <- [
      parentheses: nested.("(", "1", ")"),
      lists: nested.("[", "", "]"),
      blocks: nested.("a do\n", "1\n", "end\n"),
      maps: nested.("%{a: ", "1", "}"),
      functions: nested.("fn -> ", "1", " end"),
      calls: nested.("f(", "", ")"),
      operators: nested.("1 ++ ", "[]", ""),
      interpolations: nested.("\"\#{", "1", "}\"")
    ] do
  {tag, _} = Code.string_to_quoted(text, emit_warnings: false)
  IO.puts("#{kind} #{tag}")
end
