defmodule Crashing do
  use GenServer
  def init(x), do: {:ok, x}
  def handle_cast(:boom, _state), do: raise("server down")
end

{:ok, pid} = GenServer.start(Crashing, [1, 2])
ref = Process.monitor(pid)
GenServer.cast(pid, :boom)

receive do
  {:DOWN, ^ref, _, _, _} -> :ok
end

Process.sleep(1000)
