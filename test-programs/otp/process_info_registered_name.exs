# Process.info/1 begins with the name of a process that has one.
parent = self()

loop = fn loop ->
  receive do
    :tell -> send(parent, Process.info(self())[:registered_name])
  end

  loop.(loop)
end

pid = spawn(fn -> loop.(loop) end)
tell = fn -> send(pid, :tell) && receive(do: (name -> name)) end

IO.inspect(hd(Process.info(pid)) |> elem(0))
IO.inspect(tell.())
Process.register(pid, :loop)
IO.inspect(hd(Process.info(pid)))
IO.inspect(hd(:erlang.process_info(pid)))
IO.inspect(tell.())
Process.unregister(:loop)
IO.inspect(Keyword.has_key?(Process.info(pid), :registered_name))
IO.inspect(:erlang.process_info(pid, [:registered_name]))
