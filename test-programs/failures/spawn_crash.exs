pid =
  spawn(fn ->
    raise "in a process"
  end)

ref = Process.monitor(pid)

receive do
  {:DOWN, ^ref, _, _, _} -> :ok
end

Process.sleep(1000)
IO.puts("still here")
