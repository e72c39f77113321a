# An exit signal has its effect before Process.alive?/1 of who sent it answers, whatever the process is doing.
ask = fn body, reason ->
  for _ <- 1..300 do
    pid = spawn(body)
    before = Process.alive?(pid)
    Process.exit(pid, reason)
    {before, Process.alive?(pid)}
  end
  |> Enum.uniq()
end

wait = fn ->
  receive do
    :never -> :ok
  end
end

trapping = fn ->
  Process.flag(:trap_exit, true)
  wait.()
end

IO.inspect({ask.(wait, :boom), ask.(wait, :normal), ask.(trapping, :kill)})

computing = fn -> Enum.each(Stream.cycle([1]), & &1) end
IO.inspect({ask.(computing, :kill), Process.alive?(self())})

defmodule Ending do
  use GenServer
  def init(_), do: {:ok, nil}
  def handle_call(reason, _from, state), do: {:stop, reason, :ok, state}
end

Process.flag(:trap_exit, true)

for reason <- [:normal, :shutdown, {:shutdown, :early}] do
  {:ok, pid} = GenServer.start_link(Ending, nil)
  :ok = GenServer.call(pid, reason)

  receive do
    {:EXIT, ^pid, got} -> IO.inspect({got, Process.alive?(pid)})
  end
end
