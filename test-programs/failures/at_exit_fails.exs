# What is called at the end may fail too: it is told like any failure, and the others are called even so.
System.at_exit(fn status -> IO.puts("last: #{status}") end)
System.at_exit(fn _ -> exit(:enough) end)
System.at_exit(fn status -> IO.puts("then: #{status}") end)
System.at_exit(fn _ -> exit(:shutdown) end)
System.at_exit(fn status -> IO.puts("killed: #{status}") end)
System.at_exit(fn _ -> Process.exit(self(), :kill) end)
System.at_exit(fn _ -> exit({:shutdown, 4}) end)
exit({:shutdown, 3})
