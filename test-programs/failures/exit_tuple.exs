IO.puts("x")
exit({:odd, 1, 2})
