# Where a process stands, for others and for itself.
defmodule P do
  def wait(parent) do
    send(parent, :ready)

    receive do
      :never -> :ok
    end
  end

  def run(parent) do
    wait(parent)
    :done
  end

  def own do
    x = Process.info(self(), [:current_function])
    y = :erlang.process_info(self(), :current_function)
    z = :erlang.process_info(self(), :current_location)
    {x, y, z}
  end
end

me = self()
pid = spawn(fn -> P.run(me) end)

receive do
  :ready -> :ok
end

Process.sleep(20)
IO.inspect(Process.info(pid, :current_function))
IO.inspect(Process.info(pid, :current_location))
IO.inspect(Process.info(pid, :current_stacktrace))
IO.inspect(P.own())
p = spawn(fn -> Process.sleep(:infinity) end)
Process.sleep(10)
IO.inspect(Process.info(p, :current_function))
p = spawn(P, :wait, [me])
Process.sleep(10)
IO.inspect(Process.info(p, :current_function))
h = spawn(fn -> :erlang.hibernate(P, :wait, [me]) end)
Process.sleep(10)
IO.inspect(Process.info(h, :current_function))
