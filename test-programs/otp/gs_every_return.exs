defmodule S do
  use GenServer
  def init({:cont, p}), do: {:ok, {p, []}, {:continue, :a}}
  def init({:to, p}), do: {:ok, {p, []}, 10}
  def init({:hib, p}), do: {:ok, {p, []}, :hibernate}
  def init(:ign), do: :ignore
  def init({:stop, r}), do: {:stop, r}
  def init({:error, r}), do: {:error, r}
  def init(:exit), do: exit(:in_init)
  def init(:throw), do: throw({:ok, :thrown})
  def init(:normal), do: exit(:normal)
  def handle_continue(:a, {p, l}), do: (send(p, :a); {:noreply, {p, l}, {:continue, :b}})
  def handle_continue(:b, {p, l}), do: (send(p, :b); {:noreply, {p, l}})
  def handle_continue({:stop, f}, s), do: (GenServer.reply(f, :from_continue); {:stop, :normal, s})
  def handle_info(:timeout, {p, l}), do: (send(p, :timed_out); {:noreply, {p, l}, :hibernate})
  def handle_info(m, {p, l}), do: (send(p, {:info, m}); {:noreply, {p, l}})
  def handle_call(:late, f, s), do: (spawn(fn -> Process.sleep(200); GenServer.reply(f, :late) end); {:noreply, s})
  def handle_call(:stopc, f, s), do: {:noreply, s, {:continue, {:stop, f}}}
  def handle_call(:reply_stop, _, s), do: {:stop, {:shutdown, :x}, :replied, s}
  def handle_call(:stop_noreply, _, s), do: {:stop, :normal, s}
  def handle_call(:bad, _, _), do: :bad
  def handle_call({:raise, e}, _, _), do: raise(e)
  def handle_call({:throw_reply, v}, _, s), do: throw({:reply, v, s})
  def handle_call(x, _, s), do: {:reply, {:got, x}, s, {:continue, :b}}
  def handle_cast(x, {p, l}), do: (send(p, {:cast, x}); {:noreply, {p, l}, 5})
  def terminate(r, {p, _}), do: send(p, {:term, (case r do {e, st} when is_list(st) -> e; r -> r end)})
  def format_status(s), do: Map.put(s, :state, :secret)
end
Logger.configure(level: :none)
me = self()
flush = fn f -> receive do m -> IO.inspect(m); f.(f) after 1000 -> :ok end end
for a <- [:ign, {:stop, :r}, {:error, :r2}, :exit, :normal] do IO.inspect {a, GenServer.start(S, a)} end
IO.inspect (case GenServer.start(S, :throw) do {:ok, _} -> :ok; e -> e end)
{:ok, p} = GenServer.start(S, {:cont, me}); flush.(flush)
{:ok, p} = GenServer.start(S, {:to, me}); flush.(flush)
{:ok, p} = GenServer.start(S, {:hib, me}); IO.inspect GenServer.call(p, 1); flush.(flush)
IO.inspect (try do GenServer.call(p, :late, 20) catch :exit, {r, {m, f, [_ | a]}} -> {r, m, f, a} end); flush.(flush)
IO.inspect GenServer.cast(p, :c); flush.(flush)
IO.inspect GenServer.call(p, {:throw_reply, 5})
IO.inspect GenServer.call(p, :stopc); flush.(flush)
for m <- [:reply_stop, :stop_noreply, :bad, {:raise, "x"}] do
  {:ok, p} = GenServer.start(S, {:hib, me})
  IO.inspect (try do GenServer.call(p, m) catch :exit, {{r, st}, {mm, f, [_ | a]}} when is_list(st) -> {r, mm, f, a}; :exit, {r, {mm, f, [_ | a]}} -> {r, mm, f, a} end)
  flush.(flush)
end
{:ok, p} = GenServer.start(S, {:hib, me}, name: :srv)
IO.inspect GenServer.multi_call([node()], :srv, :hi); IO.inspect GenServer.multi_call([node(), :no@where], :srv, :hi, 5000); IO.inspect GenServer.multi_call(:nope, :hi)
IO.inspect GenServer.abcast(:srv, :ab); IO.inspect GenServer.abcast([node()], :nope, :ab); flush.(flush)
IO.inspect GenServer.cast(:nope, 1); IO.inspect GenServer.cast({:nope, node()}, 1); IO.inspect GenServer.cast({:global, :x}, 1); IO.inspect (try do GenServer.call(:nope, 1) catch :exit, e -> e end); IO.inspect (try do GenServer.call({:global, :x}, 1) catch :exit, e -> e end); IO.inspect (try do GenServer.call({:srv, :no@where}, 1) catch :exit, e -> e end); IO.inspect (try do GenServer.call(self(), 1) catch :exit, {e, _} -> e end)
IO.inspect (try do GenServer.call(:srv, 1, -1) rescue e -> e.__struct__ end)
{:status, _, {:module, m}, [_, st, _, _, misc]} = :sys.get_status(p); IO.inspect {m, st, misc |> Keyword.get_values(:data) |> length}
IO.inspect GenServer.whereis(:srv) == p; IO.inspect GenServer.whereis({:srv, node()}) == p; IO.inspect GenServer.whereis({:srv, :other@x}); IO.inspect GenServer.stop(:srv, :shutdown); flush.(flush)
IO.inspect (try do GenServer.stop(:srv) catch :exit, e -> e end)

{:ok, p} = GenServer.start(S, {:hib, me})
r = :gen_server.send_request(p, :x); IO.inspect :gen_server.check_response({:foo}, r); IO.inspect :gen_server.wait_response(r, :infinity)
rs = :gen_server.reqids_new(); rs = :gen_server.send_request(p, 1, :l1, rs); rs = :gen_server.send_request(p, 2, :l2, rs); IO.inspect :gen_server.reqids_to_list(rs) |> Enum.map(&elem(&1, 1)); {x, l, rs} = :gen_server.receive_response(rs, 1000, true); IO.inspect {x, l}; {x, l, rs} = :gen_server.wait_response(rs, 1000, true); IO.inspect {x, l, :gen_server.reqids_size(rs)}
IO.inspect (try do GenServer.start(S, 1, name: "bad") rescue e -> e end); IO.inspect (try do GenServer.start(S, 1, name: {:foo, :bar}) rescue e -> e end)
IO.inspect GenServer.start(S, {:hib, me}, timeout: 5, hibernate_after: 10, debug: [:trace] -- [:trace], spawn_opt: [priority: :high]) |> elem(0)
IO.inspect :gen_server.start_monitor(S, :ign, []); IO.inspect :gen_server.start_monitor(S, {:stop, :u}, [])
