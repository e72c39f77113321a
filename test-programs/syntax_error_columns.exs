f = fn code, opts -> 
  try do Code.string_to_quoted!(code, opts) rescue e -> IO.inspect Map.get(e, :snippet); IO.puts Exception.message(e) end
end
f.("foo( \n  \n", [])
f.("foo( \n  \n", column: 4, indentation: 3)
f.("foo( \n  \n\n", column: 4, indentation: 3)
f.("foo( \n  ]\n\n", column: 4, indentation: 3)
f.("é = 1 ++ ]", column: 4, indentation: 3)
