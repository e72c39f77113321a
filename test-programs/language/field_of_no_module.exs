# nil, true and false are atoms but no modules: without parentheses their fields are those of values that have none.
for code <- ["nil.name", "true.name", "false.name", "__MODULE__.name", "x = nil; x.name", "nil.name()", ":jlixir_missing.name"] do
  try do
    Code.eval_string(code)
  rescue
    e in UndefinedFunctionError -> IO.puts("#{code}: #{Exception.message(e)}")
    _ in [KeyError, BadMapError] -> IO.puts("#{code}: no field")
  end
end
