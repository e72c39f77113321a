IO.puts("no end)
