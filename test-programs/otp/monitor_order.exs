# The order in which monitors are listed, and in which watchers are told of an end.
parent = self()
idle = fn -> spawn(fn -> receive do: (:never -> :ok) end) end
pids = for _ <- 1..20, do: idle.()
numbers = pids |> Enum.with_index(1) |> Map.new()

spawn(fn ->
  references = Enum.map(pids, &Process.monitor/1)
  {:monitors, monitors} = Process.info(self(), :monitors)
  Enum.each(Enum.take(references, 3), &Process.demonitor/1)
  send(parent, {:monitors, Enum.map(monitors, fn {:process, pid} -> numbers[pid] end)})
end)

IO.inspect(receive(do: ({:monitors, monitors} -> monitors)))

target = idle.()
references = for _ <- 1..10, do: Process.monitor(target)

watchers =
  for i <- 1..10 do
    pid =
      spawn(fn ->
        Process.monitor(target)
        send(parent, :ready)
        receive do: ({:DOWN, _, _, _, _} -> send(parent, {:down, i}))
      end)

    receive do: (:ready -> pid)
  end

numbers = watchers |> Enum.with_index(1) |> Map.new() |> Map.put(parent, :parent)
{:monitored_by, monitored_by} = Process.info(target, :monitored_by)
IO.inspect(Enum.map(monitored_by, &numbers[&1]), limit: :infinity)
Process.demonitor(hd(references))
{:monitored_by, monitored_by} = Process.info(target, :monitored_by)
IO.inspect(length(monitored_by))
numbers = references |> Enum.with_index(1) |> Map.new()
Process.exit(target, :kill)
IO.inspect(for _ <- 2..10, do: receive(do: ({:DOWN, reference, _, _, _} -> numbers[reference])))
IO.inspect(Enum.sort(for _ <- 1..10, do: receive(do: ({:down, i} -> i))))
