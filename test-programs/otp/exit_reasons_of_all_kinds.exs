Logger.configure(level: :none)
Process.flag(:trap_exit, true)
r = fn -> receive do {:EXIT, p, {:EXIT, q, r}} when is_pid(p) and is_pid(q) -> {:EXIT, :inner, r}; {:EXIT, p, r} when is_pid(p) -> {:EXIT, r}; m -> m after 5000 -> :nothing end end
sh = fn {:EXIT, {{:badarity, _}, _}} -> :badarity; {:EXIT, {e, st}} when is_list(st) -> {:EXIT, e}; x -> x end
for f <- [fn -> :ok end, fn -> exit(:normal) end, fn -> exit(:x) end, fn -> raise "e" end, fn -> throw(:t) end, fn -> Process.exit(self(), :kill) end, fn -> Process.exit(self(), :normal) end, fn -> :erlang.error(:badarg) end, fn -> :erlang.error({:a, 1}) end, fn -> exit({:shutdown, 1}) end, fn -> 1 + :a end, fn -> hd([]) end, fn -> :lists.nth(5, [1]) end, fn -> String.to_integer("x") end, fn -> nil.foo() end, fn -> %{}.a end, fn -> (fn 1 -> 1 end).(2) end, fn -> (fn -> 1 end).(2) end, fn -> case 1 do 2 -> 1 end end, fn -> Nope.foo(1) end, fn -> cond do false -> 1 end end, fn -> with(1 <- 2, do: 1, else: (3 -> 1)) end, fn -> {:ok, _} = :error end, fn -> apply(:x, 1, []) end, fn -> for(<<x::8 <- :a>>, do: x) end, fn -> %{1 => 2} |> Map.fetch!(:z) end, fn -> struct!(URI, a: 1) end, fn -> if(1, do: exit(%{a: 1})) end, fn -> Process.exit(self(), {:kill}) end, fn -> receive do after -1 -> 1 end end] do
  spawn_link(f); IO.inspect sh.(r.())
end
p = spawn_link(fn -> Process.flag(:trap_exit, true); receive do x -> exit(x) end end); Process.sleep(200); Process.exit(p, :normal); IO.inspect r.()
p = spawn_link(fn -> receive do x -> exit({:got, x}) end end); Process.exit(p, :normal); send(p, 1); IO.inspect r.()
p = spawn_link(fn -> Process.sleep(:infinity) end); Process.exit(p, :boo); IO.inspect r.()
p = spawn_link(fn -> Process.flag(:trap_exit, true); Process.sleep(:infinity) end); Process.exit(p, :kill); IO.inspect r.()
Process.exit(self(), :normal); IO.inspect r.(); Process.exit(self(), :foo); IO.inspect r.()
p = spawn(fn -> :ok end); Process.sleep(200); IO.inspect Process.link(p); IO.inspect r.(); IO.inspect Process.unlink(p)
a = spawn(fn -> Process.sleep(:infinity) end); b = spawn(fn -> Process.link(a); Process.sleep(:infinity) end); m = Process.monitor(b); Process.sleep(200); Process.exit(a, :chain); receive do {:DOWN, ^m, _, _, x} -> IO.inspect x end
IO.inspect Process.flag(:trap_exit, false)
{p, m} = spawn_monitor(fn -> Process.link(spawn(fn -> exit(:normal) end)); Process.sleep(200); exit(:after) end); receive do {:DOWN, ^m, _, _, x} -> IO.inspect x end
{p, m} = spawn_monitor(fn -> spawn_link(fn -> raise "in" end); Process.sleep(1000) end); receive do {:DOWN, ^m, _, _, {e, _}} -> IO.inspect e end
{p, m} = :erlang.spawn_opt(fn -> exit(:so) end, [:monitor, priority: :low, fullsweep_after: 0]); receive do {:DOWN, ^m, _, _, x} -> IO.inspect x end
{p, m} = :erlang.spawn_opt(fn -> exit(:so) end, [{:monitor, [tag: :TT]}]); receive do {:TT, ^m, _, _, x} -> IO.inspect x end
m = Process.monitor(:nobody); receive do d -> IO.inspect put_elem(d, 1, :ref) end
IO.inspect Process.demonitor(m); IO.inspect Process.demonitor(make_ref(), [:flush, :info]); IO.inspect (try do :erlang.demonitor(:x) rescue e -> e end)
IO.inspect (try do Process.register(self(), :undefined) rescue e -> e end); IO.inspect Process.register(self(), :me); IO.inspect (try do Process.register(self(), :me2) rescue e -> e.__struct__ end); IO.inspect Process.unregister(:me); IO.inspect (try do Process.unregister(:me) rescue e -> e end); IO.inspect (try do send(:me, 1) rescue e -> e end)
