# A process that holds more than its flag :max_heap_size allows is killed.
# Reports go to standard output, with the time.
:logger.set_primary_config(:level, :none)

run = fn fun, options ->
  {pid, ref} = :erlang.spawn_opt(fun, [:monitor | options])

  receive do
    {:DOWN, ^ref, _, ^pid, reason} -> IO.inspect(reason)
  end
end

quiet = fn size -> [max_heap_size: %{size: size, error_logger: false}] end
grow = fn grow, list, n -> if n == 0, do: length(list), else: grow.(grow, [n | list], n - 1) end

IO.inspect(:erlang.process_info(self(), :max_heap_size))
IO.puts("-- a list")
run.(fn -> grow.(grow, [], 10_000_000) end, [max_heap_size: 100_000])
run.(fn -> grow.(grow, [], 10_000_000) end, quiet.(100_000))
IO.puts("-- not killed")
run.(fn -> grow.(grow, [], 100_000) end, [max_heap_size: %{size: 100_000, error_logger: false, kill: false}])
IO.puts("-- a dictionary and a map")
run.(fn -> for i <- 1..200_000, do: Process.put(i, i); :ok end, quiet.(50_000))
run.(fn -> Enum.reduce(1..100_000, %{}, &Map.put(&2, &1, &1)); :ok end, quiet.(50_000))
IO.puts("-- garbage does not count")
run.(fn -> String.duplicate("abc", 1_000_000); Enum.sum(1..1_000_000); :ok end, quiet.(100_000))
run.(fn -> for _ <- 1..1000, do: Enum.to_list(1..1000) |> length; :ok end, quiet.(100_000))
IO.puts("-- a server")
{:ok, server} = GenServer.start(Agent.Server, fn -> [] end, spawn_opt: quiet.(50_000))
ref = Process.monitor(server)
spawn(fn -> Enum.each(1..100, fn i -> Agent.update(server, &[Enum.to_list(1..10_000) | &1], 60_000); i end) end)
receive do {:DOWN, ^ref, _, _, reason} -> IO.inspect(reason) end
IO.puts("-- the flag")
run.(fn ->
  IO.inspect(Process.flag(:max_heap_size, 5_000))
  IO.inspect(Process.flag(:max_heap_size, %{size: 0}))
end, [max_heap_size: %{size: 100_000, error_logger: false, kill: false}])

for value <- [-1, :x, %{size: -1}, %{}, %{size: 10}, %{size: 500, kill: 1}, 10, 50_000_000, %{size: 60_000_000, kill: false, other: 1}] do
  IO.inspect({value, try do Process.flag(:max_heap_size, value) rescue e -> e.__struct__ end})
end
