IO.puts("bye")
exit(:normal)
