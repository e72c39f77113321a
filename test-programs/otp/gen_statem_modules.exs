Logger.configure(level: :none)
defmodule H do
  @behaviour :gen_statem
  def callback_mode, do: :handle_event_function
  def init(:ignore), do: :ignore
  def init({:stop, r}), do: {:stop, r}
  def init({:error, r}), do: {:error, r}
  def init(:act), do: {:ok, :s, 0, [{:next_event, :internal, :boot}, {:timeout, 5, :to}]}
  def init(:bad), do: :bad
  def init(:raise), do: raise("x")
  def init(_), do: {:ok, {:complex, 1}, 0}
  def handle_event(:internal, :boot, :s, d), do: {:next_state, :t, d + 1, [{:change_callback_module, H2}]}
  def handle_event({:call, f}, :get, s, d), do: {:keep_state_and_data, [{:reply, f, {s, d}}]}
  def handle_event(:cast, {:to, s}, _, d), do: {:next_state, s, d + 1}
  def handle_event(:cast, :crash, _, _), do: raise("boom")
  def handle_event(:cast, :bad, _, _), do: :bad_return
  def handle_event(:cast, :hib, _, _), do: {:keep_state_and_data, [:hibernate]}
  def handle_event(:cast, {:exit, r}, _, _), do: exit(r)
  def handle_event({:call, f}, :push, _, d), do: {:keep_state, d, [{:push_callback_module, H2}, {:reply, f, :pushed}]}
  def format_status(s), do: Map.put(s, :state, :hidden)
end
defmodule H2 do
  def callback_mode, do: :handle_event_function
  def init(_), do: :ignore
  def handle_event({:call, f}, :get, s, d), do: {:keep_state_and_data, [{:reply, f, {:h2, s, d}}]}
  def handle_event({:call, f}, :pop, _, d), do: {:keep_state, d, [:pop_callback_module, {:reply, f, :popped}]}
  def handle_event(_, _, _, _), do: :keep_state_and_data
end
for a <- [:ignore, {:stop, :r}, {:error, :r2}, :bad, :raise] do
  r = :gen_statem.start(H, a, [])
  IO.inspect (case r do {:error, {e, st}} when is_list(st) -> {:error, e}; r -> r end)
end
{:ok, p} = :gen_statem.start(H, :act, [])
Process.sleep(200)
IO.inspect :gen_statem.call(p, :get)
{:ok, p} = :gen_statem.start(H, :x, [])
IO.inspect :gen_statem.call(p, :get)
:gen_statem.cast(p, {:to, 5})
IO.inspect :gen_statem.call(p, :get)
IO.inspect :gen_statem.call(p, :push)
IO.inspect :gen_statem.call(p, :get)
IO.inspect :gen_statem.call(p, :pop)
IO.inspect :gen_statem.call(p, :get)
:gen_statem.cast(p, :hib)
IO.inspect :gen_statem.call(p, :get)
{:status, _, {:module, m}, [_pd, st, _par, _dbg, misc]} = :sys.get_status(p)
IO.inspect {m, st, Keyword.get_values(misc, :data) |> length}
IO.inspect :sys.get_state(p)
IO.inspect :sys.replace_state(p, fn {s, d} -> {s, d + 100} end)
for ev <- [:crash, :bad, {:exit, :normal}, {:exit, :foo}] do
  {:ok, p} = :gen_statem.start(H, :x, [])
  r = Process.monitor(p)
  :gen_statem.cast(p, ev)
  receive do {:DOWN, ^r, _, _, reason} -> IO.inspect(case reason do {e, st} when is_list(st) -> e; r -> r end) end
end
IO.inspect :gen_statem.start({:local, :nm}, H, :x, []) |> elem(0)
IO.inspect (case :gen_statem.start({:local, :nm}, H, :x, []) do {:error, {:already_started, p}} -> p == Process.whereis(:nm) end)
IO.inspect :gen_statem.call(:nm, :get)
IO.inspect :gen_statem.stop(:nm, :shutdown, 1000)
IO.inspect (try do :gen_statem.stop(:nm) catch :exit, r -> r end)
{:ok, {p, r}} = :gen_statem.start_monitor(H, :x, [])
:gen_statem.stop(p)
receive do {:DOWN, ^r, _, _, x} -> IO.inspect x end
