# aliases
a = :erlang.alias([:reply]); send(a, 1); send(a, 2); Process.sleep(200)
IO.inspect Process.info(self(), :messages)
IO.inspect :erlang.unalias(a)
a = :erlang.alias(); send(a, 3); IO.inspect :erlang.unalias(a); send(a, 4); IO.inspect Process.info(self(), :messages)
p = spawn(fn -> receive do {:get, r} -> send(r, {r, :ok}) end; receive do :x -> :ok end end)
r = :erlang.monitor(:process, p, alias: :reply_demonitor); send(p, {:get, r}); receive do {^r, x} -> IO.inspect x end
IO.inspect :erlang.demonitor(r, [:info])
r = Process.monitor(p, tag: :my_tag); Process.exit(p, :boom); receive do {:my_tag, ^r, :process, _, x} -> IO.inspect x end
receive do _ -> 1 after 0 -> 0 end
receive do _ -> 1 after 0 -> 0 end
receive do _ -> 1 after 0 -> 0 end
# timers
t = Process.send_after(self(), :m, 5000); IO.inspect Process.read_timer(t) in 1..5000; IO.inspect Process.cancel_timer(t) in 1..5000; IO.inspect Process.cancel_timer(t); IO.inspect Process.read_timer(t)
IO.inspect Process.cancel_timer(make_ref(), async: true, info: false); t = Process.send_after(self(), :m, 1000); IO.inspect Process.cancel_timer(t, async: true)
receive do {:cancel_timer, ^t, x} -> IO.inspect x in 1..1000 end
{:ok, t} = :timer.apply_interval(10, Kernel, :send, [self(), :tick]); for _ <- 1..2, do: (receive do :tick -> IO.inspect :tick end); IO.inspect :timer.cancel(t); IO.inspect :timer.cancel(t)
IO.inspect :timer.tc(fn -> :r end) |> elem(1); IO.inspect :timer.tc(fn x -> x end, [5], :millisecond); IO.inspect :timer.hms(1, 2, 3); IO.inspect {:timer.seconds(1), :timer.minutes(1), :timer.hours(1)}
{:ok, t} = :timer.kill_after(10, spawn(fn -> Process.sleep(:infinity) end)); IO.inspect elem(t, 0)
IO.inspect :timer.send_after(-1, :x); IO.inspect :timer.apply_after(:bad, :a, :b, [])
{:ok, t} = :timer.exit_after(5, spawn(fn -> :ok end), :r); IO.inspect is_tuple(t)
# persistent_term
IO.inspect :persistent_term.put(:k, 1); IO.inspect :persistent_term.get(:k); IO.inspect :persistent_term.get(:zz, :d); IO.inspect (try do :persistent_term.get(:zz) rescue e -> e end)
IO.inspect Map.keys(:persistent_term.info())|>Enum.sort
# atomics
r = :atomics.new(2, signed: true); IO.inspect :atomics.put(r, 1, 5); IO.inspect :atomics.add_get(r, 1, 3); IO.inspect :atomics.sub_get(r, 1, 10); IO.inspect :atomics.exchange(r, 1, 7); IO.inspect :atomics.compare_exchange(r, 1, 7, 8); IO.inspect :atomics.compare_exchange(r, 1, 7, 9); IO.inspect :atomics.info(r)
c = :counters.new(1, [:write_concurrency]); :counters.add(c, 1, 3); :counters.sub(c, 1, 1); IO.inspect :counters.get(c, 1); IO.inspect :counters.info(c).size
# proc_lib / sys
{:ok, ag} = Agent.start(fn -> 0 end); :sys.log(ag, true); Agent.update(ag, & &1 + 1); {:ok, l} = :sys.log(ag, :get); IO.inspect length(l) > 0
:sys.statistics(ag, true); Agent.get(ag, & &1); {:ok, s} = :sys.statistics(ag, :get); IO.inspect Keyword.take(s, [:messages_in, :messages_out]); IO.inspect :sys.statistics(ag, false)
IO.inspect :sys.suspend(ag); IO.inspect (try do Agent.get(ag, & &1, 20) catch :exit, {r, _} -> r end); IO.inspect :sys.resume(ag); IO.inspect Agent.get(ag, & &1)
IO.inspect :sys.install(ag, {fn st, ev, _ -> (send(st, {:dbg, elem(ev, 0)}); st) end, self()}); Agent.get(ag, & &1); 
f = fn f -> receive do {:dbg, x} -> IO.inspect({:dbg, x}); f.(f); _ -> f.(f) after 20 -> :ok end end; f.(f)
IO.inspect :sys.no_debug(ag); IO.inspect :sys.get_status(ag) |> elem(0); IO.inspect :sys.terminate(ag, :normal); Process.sleep(10); IO.inspect Process.alive?(ag)
IO.inspect :proc_lib.initial_call(self()) ; IO.inspect (try do :proc_lib.start(Kernel, :exit, [:bye]) catch k, e -> {k, e} end)
IO.inspect :proc_lib.start_link(:proc_lib, :init_ack, [{:ok, self()}]) |> elem(0)
IO.inspect (try do :sys.get_state(:nobody) catch k, e -> {k, e} end)
