# What :erlang.trace/3 tells of messages and of the life of processes.
defmodule Show do
  # Pids and references differ from run to run: they are shown by the order in which they appear.
  def term(term) do
    names = Process.get(:names, %{})
    case term do
      pid when is_pid(pid) or is_reference(pid) or is_port(pid) ->
        names = Map.put_new(names, pid, :"p#{map_size(names)}")
        Process.put(:names, names)
        names[pid]
      fun when is_function(fun) -> :fun
      tuple when is_tuple(tuple) -> tuple |> Tuple.to_list() |> Enum.map(&term/1) |> List.to_tuple()
      [head | tail] -> [term(head) | term(tail)]
      other -> other
    end
  end

  def all(wait \\ 300) do
    receive do
      message -> IO.inspect(term(message)); all(wait)
    after
      wait -> :ok
    end
  end
end

IO.puts("-- send and receive")
parent = self()
worker = spawn(fn ->
  receive do :go -> send(parent, {:reply, 1}) end
  receive do {:ask, from} -> send(from, :answer) end
  receive do :stop -> :ok end
end)
Show.term(parent); Show.term(worker)
IO.inspect(:erlang.trace(worker, true, [:send, :receive]))
IO.inspect Show.term(:erlang.trace_info(worker, :flags))
IO.inspect Show.term(:erlang.trace_info(worker, :tracer))
send(worker, :go)
send(worker, {:ask, parent})
Show.all()
IO.inspect(:erlang.trace(worker, false, [:send]))
IO.inspect(:erlang.trace_info(worker, :flags))
IO.inspect(:erlang.trace(worker, false, [:all]))
IO.inspect(:erlang.trace_info(worker, :flags))
IO.inspect(:erlang.trace_info(worker, :tracer))
send(worker, :stop)
Show.all()

IO.puts("-- life")
worker = spawn(fn ->
  receive do :go -> :ok end
  child = spawn(fn -> receive do :x -> :ok end end)
  linked = spawn_link(fn -> receive do :x -> :ok end end)
  Process.register(self(), :traced_name)
  Process.unregister(:traced_name)
  Process.link(child)
  Process.unlink(child)
  send(:no_such_pid_here |> Process.whereis() || child, :x)
  Process.flag(:trap_exit, true)
  send(linked, :x)
  receive do {:EXIT, _, _} -> :ok end
  exit(:done)
end)
IO.inspect(:erlang.trace(worker, true, [:procs]))
IO.inspect(:erlang.trace_info(worker, :flags))
send(worker, :go)
Show.all()

IO.puts("-- set_on_spawn")
worker = spawn(fn ->
  receive do :go -> :ok end
  pid = spawn(fn -> receive do :x -> send(parent, :from_child) end end)
  send(pid, :x)
  receive do :stop -> :ok end
end)
IO.inspect(:erlang.trace(worker, true, [:send, :receive, :procs, :set_on_spawn]))
send(worker, :go)
Show.all()
Process.exit(worker, :kill)
Show.all()

IO.puts("-- names and others")
worker = spawn(fn -> receive do :go -> :ok end
   gone = spawn(fn -> :ok end)
   ref = Process.monitor(gone)
   receive do {:DOWN, ^ref, _, _, _} -> :ok end
   send(gone, :late)
   r = Process.alias()
   send(r, :by_alias)
   receive do :by_alias -> :ok end
   Process.send_after(self(), :tick, 1)
   receive do :tick -> :ok end
   send(:named_parent, :hello)
   exit(:normal)
 end)
Process.register(self(), :named_parent)
:erlang.trace(worker, true, [:send, :receive])
send(worker, :go)
Show.all()

IO.puts("-- timestamps")
worker = spawn(fn -> receive do :go -> :ok end; receive do :go -> :ok end; receive do :stop -> :ok end end)
:erlang.trace(worker, true, [:receive, :timestamp])
send(worker, :go)
receive do {:trace_ts, ^worker, :receive, :go, {a, b, c}} when is_integer(a) and is_integer(b) and is_integer(c) -> IO.puts("ts") end
:erlang.trace(worker, true, [:receive, :monotonic_timestamp])
IO.inspect :erlang.trace_info(worker, :flags)
send(worker, :go)
receive do {:trace_ts, ^worker, :receive, :go, {_, _, _}} -> IO.puts("the older kind") end
:erlang.trace(worker, false, [:all])
:erlang.trace(worker, true, [:receive, :strict_monotonic_timestamp])
IO.inspect :erlang.trace_info(worker, :flags)
send(worker, :stop)
receive do {:trace_ts, ^worker, :receive, :stop, {a, _}} when is_integer(a) -> IO.puts("strict"); o -> IO.inspect o end

IO.puts("-- new processes")
IO.inspect :erlang.trace(:new, true, [:procs])
IO.inspect :erlang.trace_info(:new, :flags)
{_, r} = spawn_monitor(fn -> :ok end)
receive do {:DOWN, ^r, _, _, _} -> :ok end
Show.all()
IO.inspect :erlang.trace(:new, false, [:procs])
IO.inspect :erlang.trace_info(:new, :flags)

IO.puts("-- another tracer")
tracer = spawn(fn -> receive do m -> send(parent, {:tracer_got, m}) end; receive do :stop -> :ok end end)
worker = spawn(fn -> receive do :stop -> :ok end; receive do :stop -> :ok end end)
:erlang.trace(worker, true, [:receive, {:tracer, tracer}])
IO.inspect(:erlang.trace_info(worker, :tracer) == {:tracer, tracer})
send(worker, :a)
Show.all()
Process.exit(tracer, :kill)
Process.sleep(50)
send(worker, :b)
Process.sleep(50)
IO.inspect(:erlang.trace_info(worker, :flags))
IO.inspect(:erlang.trace_info(worker, :tracer))

IO.puts("-- linked")
a = spawn(fn -> receive do {:link, p} -> Process.link(p) end; receive do :x -> :ok end; receive do :x -> :ok end end)
b = spawn(fn -> receive do :x -> :ok end end)
Process.register(a, :aaa)
:erlang.trace(a, true, [:procs, :set_on_link])
send(a, {:link, b})
ref = :erlang.trace_delivered(a)
receive do {:trace_delivered, ^a, ^ref} -> :ok end
Show.all()
IO.inspect(:erlang.trace_info(b, :flags))
send(b, :x)
Show.all()
Process.unregister(:aaa)
Process.register(a, :aab)
Show.all()
send(a, :x)
send(a, :x)
Show.all()

IO.puts("-- first spawn")
a = spawn(fn ->
  receive do :x -> :ok end
  b = spawn_link(fn -> receive do :x -> :ok end end)
  Process.flag(:trap_exit, true)
  send(b, :x)
  receive do {:EXIT, ^b, _} -> :ok end
  spawn(fn -> :ok end)
  receive do :y -> :ok end
end)
:erlang.trace(a, true, [:procs, :set_on_first_spawn, :receive])
send(a, :x)
Show.all()
IO.inspect(:erlang.trace_info(a, :flags))
send(a, :y)
Show.all()

IO.puts("-- delivered")
worker = spawn(fn -> receive do :stop -> :ok end end)
:erlang.trace(worker, true, [:receive])
ref = :erlang.trace_delivered(worker)
receive do {:trace_delivered, ^worker, ^ref} -> IO.puts("delivered") end
IO.inspect(:erlang.trace(worker, false, [:receive]))

IO.puts("-- errors")
for args <- [[worker, true, [:nonsense]], [worker, :yes, []], [:someone, true, []], [worker, true, :send], [worker, true, [{:tracer, :x}]]] do
  IO.inspect(try do apply(:erlang, :trace, args) rescue e -> {e.__struct__, Exception.message(e)} end)
end
Process.exit(worker, :kill)
Process.sleep(20)
IO.inspect(try do :erlang.trace(worker, true, [:send]) rescue e -> {e.__struct__, Exception.message(e)} end)
IO.inspect(try do :erlang.trace_info(worker, :flags) rescue e -> {e.__struct__, Exception.message(e)} end)
