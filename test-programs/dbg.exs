# :dbg as it is used by hand. Its lines name processes, which differ from run to run: the tracers here print without them.
defmodule Traced do
  def public(x), do: private(x) + 1
  defp private(x), do: x * 2
  def boom(x), do: :erlang.error({:bad, x})
end
defmodule Quiet do
  # As :dbg.tracer/0, but for the pids.
  def tracer do
    :dbg.tracer(:process, {fn message, nil ->
      {:ok, device} = StringIO.open("")
      :dbg.dhandler(message, device)
      {:ok, {_, text}} = StringIO.close(device)
      IO.write(Regex.replace(~r/<\d+\.\d+\.\d+>/, text, "<pid>") |> String.replace(~r/\n +/, "\n    "))
      nil
    end, nil})
  end
end
parent = self()
step = fn name, f -> result = f.()
  Process.sleep(300)
  IO.write("#{name}: ")
  IO.inspect(result) end
step.(:start, fn -> {:ok, p} = Quiet.tracer(); is_pid(p) end)
step.(:again, fn -> :dbg.tracer() end)
step.(:get, fn -> {:ok, p} = :dbg.get_tracer(); is_pid(p) end)
step.(:tp, fn -> :dbg.tp(Traced, :public, 1, []) end)
step.(:tp2, fn -> :dbg.tp({Traced, :public, 1}, []) end)
step.(:tp_missing, fn -> :dbg.tp(Traced, :nope, 1, []) end)
step.(:tpl, fn -> :dbg.tpl(Traced, :private, :_, []) end)
step.(:tpl_x, fn -> :dbg.tpl(Traced, :boom, :x) end)
step.(:ltp, fn -> :dbg.ltp() end)
step.(:p_all, fn -> :dbg.p(self(), [:c]) end)
step.(:p_bad, fn -> :dbg.p(self(), [:nonsense]) end)
step.(:p_m, fn -> :dbg.p(:nobody, [:m]) end)
step.(:call, fn -> Traced.public(2) end)
step.(:boom, fn -> try do Traced.boom(2) rescue e -> e end end)
step.(:ctpl, fn -> :dbg.ctpl(Traced, :private) end)
step.(:ctp, fn -> :dbg.ctp(Traced, :public, 1) end)
step.(:ctp, fn -> :dbg.ctp(Traced, :boom, 1) end)
step.(:call, fn -> Traced.public(2) end)
step.(:stop, fn -> :dbg.stop() end)
step.(:stop2, fn -> :dbg.stop() end)
step.(:clear, fn -> :dbg.stop_clear() end)

IO.puts "-- handler"
handler = fn message, n -> send(parent, {n, message}); n + 1 end
step.(:start, fn -> {:ok, p} = :dbg.tracer(:process, {handler, 0}); is_pid(p) end)
pid = spawn(fn -> receive do :go -> Traced.public(5) end; receive do :x -> :ok end end)
step.(:p, fn -> :dbg.p(pid, [:m, :c, :p]) end)
step.(:tpx, fn -> :dbg.tp(Traced, :public, [{:_, [], [{:return_trace}]}]) end)
send(pid, :go)
Process.sleep(50)
send(pid, :x)
defmodule Fl do
 def clean(t) do
    case t do
      p when is_pid(p) -> :pid
      t when is_tuple(t) -> t |> Tuple.to_list() |> Enum.map(&clean/1) |> List.to_tuple()
      [h | t] -> [clean(h) | clean(t)]
      o -> o
    end
  end
 def all, do: (receive do m -> IO.inspect(clean(m)); all() after 200 -> :ok end) end
Fl.all()
step.(:stop, fn -> :dbg.stop() end)
IO.puts "-- default handler, messages"
Quiet.tracer()
pid = spawn(fn -> receive do {:go, x} -> send(x, {:hello, "abc", ~c"abc", %{a: 1}}) end; receive do :x -> exit(:done) end end)
:dbg.p(pid, [:m, :p])
send(pid, {:go, self()})
send(pid, :x)
Process.sleep(200)
:dbg.stop()
