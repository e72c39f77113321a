Logger.configure(level: :none)
defmodule W do
  use GenServer
  def start_link(a), do: GenServer.start_link(__MODULE__, a)
  def init(a), do: {:ok, a}
  def handle_cast({:stop, r}, s), do: {:stop, r, s}
end
spec = fn id, opts -> Map.merge(%{id: id, start: {W, :start_link, [id]}}, Map.new(opts)) end
kid = fn s, id -> {_, p, _, _} = List.keyfind(Supervisor.which_children(s), id, 0); p end
go = fn flags, kids, stops ->
  Process.flag(:trap_exit, true)
  {:ok, s} = Supervisor.start_link(kids, flags)
  r = Process.monitor(s)
  for {id, reason} <- stops do
    if Process.alive?(s) do
     p = kid.(s, id)
     m = Process.monitor(p)
     GenServer.cast(p, {:stop, reason})
     receive do {:DOWN, ^m, _, _, _} -> :ok end
     Process.sleep(200)
    end
  end
  out = receive do {:DOWN, ^r, _, _, reason} -> {:down, reason} after 200 -> {:alive, for({i, p, t, m} <- Supervisor.which_children(s), do: {i, is_pid(p), t, m}), Supervisor.count_children(s)} end
  receive do {:EXIT, ^s, reason} -> IO.inspect {:exit, reason} after 10 -> :ok end
  if Process.alive?(s), do: Supervisor.stop(s)
  IO.inspect out
end
go.([strategy: :one_for_one, auto_shutdown: :any_significant], [spec.(:a, restart: :transient, significant: true), spec.(:b, restart: :permanent)], [a: :normal])
go.([strategy: :one_for_one, auto_shutdown: :any_significant], [spec.(:a, restart: :transient, significant: true), spec.(:b, restart: :permanent)], [a: :crash])
go.([strategy: :one_for_one, auto_shutdown: :all_significant], [spec.(:a, restart: :temporary, significant: true), spec.(:b, restart: :transient, significant: true), spec.(:c, [])], [a: :normal])
go.([strategy: :one_for_one, auto_shutdown: :all_significant], [spec.(:a, restart: :temporary, significant: true), spec.(:b, restart: :transient, significant: true), spec.(:c, [])], [a: :normal, b: :normal])
go.([strategy: :rest_for_one, auto_shutdown: :any_significant], [spec.(:a, restart: :temporary, significant: true), spec.(:b, [])], [a: :oops])
IO.inspect Supervisor.start_link([spec.(:a, restart: :permanent, significant: true)], strategy: :one_for_one, auto_shutdown: :any_significant)
IO.inspect Supervisor.start_link([spec.(:a, restart: :temporary, significant: true)], strategy: :one_for_one)
IO.inspect Supervisor.start_link([spec.(:a, []), spec.(:a, [])], strategy: :one_for_one)
IO.inspect Supervisor.start_link([%{id: :x, start: {W, :nofun, []}}], strategy: :one_for_one) |> elem(0)
IO.inspect Supervisor.start_link([%{id: :x, start: {W, :start_link, [1]}, shutdown: :bad}], strategy: :one_for_one)
IO.inspect Supervisor.start_link([%{id: :x, start: {W, :start_link, [1]}, restart: :bad}], strategy: :one_for_one)
IO.inspect Supervisor.start_link([%{id: :x, start: :bad}], strategy: :one_for_one)
IO.inspect Supervisor.start_link([%{start: {W, :start_link, [1]}}], strategy: :one_for_one)
IO.inspect (try do Supervisor.start_link([], strategy: :foo) rescue e -> e end)
{:ok, s} = Supervisor.start_link([spec.(:a, [])], strategy: :one_for_one)
IO.inspect Supervisor.start_child(s, spec.(:a, [])) |> elem(0)
IO.inspect Supervisor.terminate_child(s, :a)
IO.inspect Supervisor.start_child(s, spec.(:a, []))
IO.inspect Supervisor.restart_child(s, :a) |> elem(0)
IO.inspect Supervisor.restart_child(s, :a)
IO.inspect Supervisor.delete_child(s, :a)
IO.inspect Supervisor.terminate_child(s, :zz)
IO.inspect Supervisor.restart_child(s, :zz)
IO.inspect :supervisor.get_childspec(s, :a) 
IO.inspect :supervisor.get_childspec(s, :zz)
IO.inspect :supervisor.check_childspecs([spec.(:a, [])])
IO.inspect :supervisor.check_childspecs([spec.(:a, [significant: true])])
IO.inspect :supervisor.check_childspecs([spec.(:a, [significant: true, restart: :transient])], :any_significant)
IO.inspect :supervisor.check_childspecs([spec.(:a, [significant: true, restart: :transient])], :never)
IO.inspect :supervisor.check_childspecs([%{id: 1}])
