IO.puts("go")
throw({:ball, 1})
