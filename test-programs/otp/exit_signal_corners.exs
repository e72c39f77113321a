# Corner cases of links, monitors, exit signals and aliases.
Logger.configure(level: :none)
show = fn label, value -> IO.puts("#{label}: #{inspect(value)}") end
get = fn -> receive do m -> m after 300 -> :none end end
tag = fn
  {:EXIT, _, r} -> {:EXIT, r}
  {:DOWN, _, t, _, r} -> {:DOWN, t, r}
  other -> other
end
next = fn -> tag.(get.()) end
Process.flag(:trap_exit, true)
idle = fn -> receive do: (:stop -> :ok) end

p = spawn_link(idle)
show.("link twice is one link", (Process.link(p); Process.unlink(p); send(p, :stop); next.()))
p = spawn_link(fn -> exit(:bye) end)
show.("exit of linked", next.())
p = spawn_link(fn -> Process.exit(self(), :kill) end)
show.("kill itself", next.())
p = spawn_link(idle)
Process.exit(p, :kill)
show.("kill of linked", next.())
p = spawn_link(idle)
Process.exit(p, :normal)
show.("normal is ignored by another", {Process.alive?(p), next.()})
send(p, :stop)
show.("then ends", next.())
Process.exit(self(), :normal)
show.("normal to oneself is trapped", next.())
Process.exit(self(), {:any, 1})
show.("signal to oneself", next.())
p = spawn(fn -> Process.exit(self(), :normal); Process.sleep(1000) end)
ref = Process.monitor(p)
show.("normal to oneself without trapping", next.())
p = spawn(fn -> :ok end)
Process.sleep(20)
show.("link to a dead one", (Process.link(p); next.()))
ref = Process.monitor(p)
show.("monitor of a dead one", next.())
show.("monitor of a missing name", (Process.monitor(:nobody_is_that); next.()))
p = spawn(idle)
refs = for _ <- 1..3, do: Process.monitor(p)
show.("references differ", length(Enum.uniq(refs)))
Process.demonitor(hd(refs))
send(p, :stop)
show.("two of three", [next.(), next.(), next.()])
p = spawn(idle)
r = Process.monitor(p)
send(p, :stop)
Process.sleep(20)
show.("demonitor with flush", {Process.demonitor(r, [:flush]), next.()})
show.("demonitor info of gone", Process.demonitor(r, [:info]))
p = spawn(idle)
r = Process.monitor(p)
show.("demonitor info", {Process.demonitor(r, [:info]), Process.demonitor(r, [:info, :flush])})
send(p, :stop)
show.("foreign demonitor", try do
  me = self()
  spawn(fn -> send(me, {:ref, Process.monitor(me)}) end)
  {:ref, theirs} = get.()
  Process.demonitor(theirs)
rescue
  e -> e.__struct__
end)
Process.register(self(), :main_of_this)
show.("register twice", try do Process.register(self(), :other_name) rescue e -> e.__struct__ end)
show.("name in use", try do Process.register(spawn(idle), :main_of_this) rescue e -> e.__struct__ end)
p = spawn(idle)
Process.register(p, :idler)
r = Process.monitor(:idler)
send(:idler, :stop)
show.("monitor by name", case get.() do {:DOWN, ^r, :process, who, why} -> {who, why} end |> then(fn {{n, _}, w} -> {n, w} end))
show.("name is free", Process.whereis(:idler))
{p, r} = spawn_monitor(fn -> raise ArgumentError, "x" end)
show.("down of raise", case get.() do {:DOWN, ^r, _, _, {%ArgumentError{message: m}, [_ | _]}} -> m end)
{_, r} = spawn_monitor(fn -> throw(:t) end)
show.("down of throw", case get.() do {:DOWN, ^r, _, _, {{:nocatch, v}, [_ | _]}} -> v end)
{_, r} = spawn_monitor(fn -> :erlang.error(:e) end)
show.("down of error", case get.() do {:DOWN, ^r, _, _, {v, [_ | _]}} -> v end)
{_, r} = spawn_monitor(fn -> apply(Nope, :f, [1]) end)
show.("down of undef", case get.() do {:DOWN, ^r, _, _, {v, [{m, f, a, _} | _]}} -> {v, m, f, a} end)
# a chain of links
me = self()
chain = spawn(fn ->
  a = self()
  spawn(fn -> Process.link(a); spawn_link(fn -> send(me, :ready); receive do: (:go -> exit(:deep)) end) |> then(&send(me, {:leaf, &1})); idle.() end)
  idle.()
end)
r = Process.monitor(chain)
{:leaf, leaf} = receive do {:leaf, l} -> {:leaf, l} end
receive do: (:ready -> :ok)
send(leaf, :go)
show.("through a chain", next.())
# trapping stops the chain
spawn_monitor(fn -> Process.flag(:trap_exit, true); l = spawn_link(fn -> exit(:deep) end); receive do {:EXIT, ^l, why} -> send(me, {:trapped, why}) end end)
show.("trapped", [next.(), next.()])
# unlink drops a signal that has come
p = spawn_link(fn -> exit(:gone) end)
Process.sleep(30)
Process.unlink(p)
show.("unlink keeps what has come", next.())
# exit reasons
for r <- [:normal, :shutdown, {:shutdown, 1}, :kill, :killed, "text", 1] do
  {_, ref} = spawn_monitor(fn -> exit(r) end)
  show.("exit #{inspect(r)}", case get.() do {:DOWN, ^ref, _, _, why} -> why end)
end
for r <- [:normal, :shutdown, :kill, :killed, {:a, 1}] do
  {p, ref} = spawn_monitor(idle)
  Process.exit(p, r)
  show.("signal #{inspect(r)}", case get.() do {:DOWN, ^ref, _, _, why} -> why; o -> o end)
  Process.exit(p, :kill)
  if r == :normal, do: get.()
end
# aliases
a = Process.alias()
send(a, 1)
show.("alias", [get.(), Process.unalias(a), (send(a, 2); get.()), Process.unalias(a)])
a = Process.alias([:reply])
send(a, 1); send(a, 2)
show.("reply alias takes one", [get.(), get.()])
# process dictionary, labels, hibernation
{p, r} = spawn_monitor(fn -> Process.put(:k, 1); Process.hibernate(Kernel, :exit, [:woken]) end)
send(p, :wake)
show.("hibernate", next.())
t = Process.send_after(self(), :late, 10_000)
show.("timer", {is_integer(Process.read_timer(t)), is_integer(Process.cancel_timer(t)), Process.cancel_timer(t), Process.read_timer(t)})
t = Process.send_after(self(), :soon, 0)
show.("soon", get.())
show.("cancel late", Process.cancel_timer(t))
show.("links", (p = spawn_link(idle); {:links, l} = Process.info(self(), :links); x = p in l; send(p, :stop); get.(); x))
show.("info of dead", Process.info(p))
show.("group leader kept", (me = self(); g = Process.group_leader(); spawn(fn -> send(me, Process.group_leader() == g) end); get.()))
show.("flag", [Process.flag(:trap_exit, false), Process.flag(:trap_exit, true), Process.flag(:priority, :high), Process.flag(:priority, :normal)])
