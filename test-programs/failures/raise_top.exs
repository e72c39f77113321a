IO.puts("before")

raise "at the top"
