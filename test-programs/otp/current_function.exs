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

# Paths depend on the working directory.
place = fn {module, function, arity, location} -> {module, function, arity, Path.basename(location[:file]), location[:line]} end
me = self()
pid = spawn(fn -> P.run(me) end)

receive do
  :ready -> :ok
end

Process.sleep(100)
IO.inspect(Process.info(pid, :current_function))
{:current_location, location} = Process.info(pid, :current_location)
IO.inspect(place.(location))
{:current_stacktrace, stacktrace} = Process.info(pid, :current_stacktrace)
IO.inspect(Enum.map(stacktrace, place))
{list, function, {:current_location, own}} = P.own()
IO.inspect({list, function, place.(own)})
p = spawn(fn -> Process.sleep(:infinity) end)
Process.sleep(100)
IO.inspect(Process.info(p, :current_function))
p = spawn(P, :wait, [me])
Process.sleep(100)
IO.inspect(Process.info(p, :current_function))
h = spawn(fn -> :erlang.hibernate(P, :wait, [me]) end)
Process.sleep(100)
IO.inspect(Process.info(h, :current_function))
