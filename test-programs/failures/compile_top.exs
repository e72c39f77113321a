IO.puts("never printed")
IO.puts(nothing_here)
