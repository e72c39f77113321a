Logger.configure(level: :none)
Process.flag(:trap_exit, true)
{:ok, s} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 2, max_restarts: 1, max_seconds: 5, extra_arguments: [])
sp = fn r -> %{id: :x, start: {Agent, :start_link, [fn -> 0 end]}, restart: r} end
{:ok, a} = DynamicSupervisor.start_child(s, sp.(:temporary))
{:ok, b} = DynamicSupervisor.start_child(s, sp.(:permanent))
IO.inspect DynamicSupervisor.start_child(s, sp.(:temporary))
IO.inspect DynamicSupervisor.count_children(s)
IO.inspect DynamicSupervisor.terminate_child(s, a)
IO.inspect DynamicSupervisor.terminate_child(s, a)
IO.inspect DynamicSupervisor.start_child(s, %{id: 1, start: {Agent, :start_link, [fn -> raise "x" end]}}) |> elem(0)
IO.inspect DynamicSupervisor.start_child(s, %{id: 1})
IO.inspect DynamicSupervisor.count_children(s)
IO.inspect (for {i, p, t, m} <- DynamicSupervisor.which_children(s), do: {i, is_pid(p), t, m})
r = Process.monitor(s)
Process.exit(b, :kill); Process.sleep(200)
[{_, b, _, _}] = DynamicSupervisor.which_children(s)
Process.exit(b, :kill)
receive do {:DOWN, ^r, _, _, x} -> IO.inspect x after 3000 -> IO.inspect :alive end
flush = fn f -> receive do {:EXIT, p, r} -> IO.inspect({:EXIT, r}); f.(f) after 300 -> :ok end end
flush.(flush)
IO.inspect (try do DynamicSupervisor.start_link(strategy: :one_for_all) rescue e -> e end)
IO.inspect (try do DynamicSupervisor.start_link(strategy: :one_for_one, max_children: -1) rescue e -> e end)
# Task.Supervisor
{:ok, t} = Task.Supervisor.start_link(max_children: 2)
IO.inspect Task.Supervisor.async_stream(t, 1..4, &(&1 * 2), max_concurrency: 2) |> Enum.to_list
IO.inspect Task.Supervisor.async_stream_nolink(t, [1, 2, 3], fn 2 -> exit(:bad); x -> x end, max_concurrency: 1) |> Enum.to_list
IO.inspect Task.Supervisor.async_stream_nolink(t, [1, 9000, 3], fn x -> Process.sleep(x); x end, timeout: 700, on_timeout: :kill_task, zip_input_on_exit: true) |> Enum.to_list
IO.inspect Task.Supervisor.async_stream(t, [1, 2], Kernel, :+, [10]) |> Enum.to_list
IO.inspect (try do Task.Supervisor.async_stream_nolink(t, [100], &Process.sleep/1, timeout: 10) |> Enum.to_list catch :exit, e -> elem(e, 0) end)
x = Task.Supervisor.async_nolink(t, fn -> raise "boo" end)
IO.inspect (case Task.yield(x, 500) do {:exit, {e, _}} -> e end)
IO.inspect Task.shutdown(Task.Supervisor.async_nolink(t, fn -> Process.sleep(:infinity) end), :brutal_kill)
IO.inspect Task.shutdown(Task.Supervisor.async_nolink(t, fn -> Process.sleep(:infinity) end), 10)
IO.inspect Task.Supervisor.start_child(t, fn -> Process.sleep(:infinity) end) |> elem(0)
IO.inspect Task.Supervisor.start_child(t, fn -> Process.sleep(:infinity) end) |> elem(0)
IO.inspect Task.Supervisor.start_child(t, fn -> :ok end)
IO.inspect (try do Task.Supervisor.async(t, fn -> :ok end) rescue e -> e end)
IO.inspect length(Task.Supervisor.children(t))
