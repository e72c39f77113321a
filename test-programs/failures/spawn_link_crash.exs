spawn_link(fn -> raise "linked" end)
Process.sleep(2000)
IO.puts("never")
