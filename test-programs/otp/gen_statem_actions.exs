defmodule Door do
  @behaviour :gen_statem
  def callback_mode, do: [:state_functions, :state_enter]
  def init(p), do: {:ok, :closed, %{p: p, log: []}}
  def closed(:enter, old, d), do: (send(d.p, {:enter, old, :closed}); {:keep_state, d, [{:state_timeout, 200, :idle}]})
  def closed(:state_timeout, :idle, d), do: (send(d.p, :idle_closed); :keep_state_and_data)
  def closed({:call, from}, :open, d), do: {:next_state, :open, d, [{:reply, from, :opened}]}
  def closed({:call, from}, :later, d), do: {:keep_state, Map.put(d, :from, from), [:postpone]}
  def closed(:cast, :postpone_me, _), do: {:keep_state_and_data, [:postpone]}
  def closed(:info, m, d), do: (send(d.p, {:info, m}); :keep_state_and_data)
  def open(:enter, old, d), do: (send(d.p, {:enter, old, :open}); :keep_state_and_data)
  def open({:call, from}, :later, _), do: {:keep_state_and_data, [{:reply, from, :finally}]}
  def open({:call, from}, :close, d), do: {:next_state, :closed, d, {:reply, from, :closed}}
  def open(:cast, :postpone_me, d), do: (send(d.p, :postponed_handled); :keep_state_and_data)
  def open({:timeout, n}, c, d), do: (send(d.p, {:generic, n, c}); :keep_state_and_data)
  def open(:timeout, c, d), do: (send(d.p, {:event_timeout, c}); :keep_state_and_data)
  def open(:cast, :timers, _), do: {:keep_state_and_data, [{{:timeout, :a}, 10, 1}, {{:timeout, :b}, 20, 2}, {{:timeout, :c}, 5, 3}, {{:timeout, :c}, :cancel}]}
  def open(:cast, :ev, _), do: {:keep_state_and_data, 10}
  def open(:cast, :internal, _), do: {:keep_state_and_data, [{:next_event, :internal, :i1}, {:next_event, :internal, :i2}]}
  def open(:internal, x, d), do: (send(d.p, {:internal, x}); :keep_state_and_data)
  def open(:cast, :repeat, d), do: (send(d.p, :rep); :repeat_state_and_data)
  def open(:cast, :stop, d), do: {:stop, :normal, d}
  def open({:call, from}, :stop_reply, d), do: {:stop_and_reply, :shutdown, [{:reply, from, :bye}], d}
  def terminate(r, s, d), do: send(d.p, {:terminate, r, s})
end
flush = fn f -> receive do {:DOWN, _, _, _, m} -> IO.inspect({:DOWN, m}); f.(f); m -> IO.inspect(m); f.(f) after 700 -> :ok end end
{:ok, p} = :gen_statem.start_link(Door, self(), [])
flush.(flush)
:gen_statem.cast(p, :postpone_me)
t = Task.async(fn -> :gen_statem.call(p, :later) end)
Process.sleep(100)
IO.inspect :gen_statem.call(p, :open)
IO.inspect Task.await(t)
flush.(flush)
:gen_statem.cast(p, :timers); flush.(flush)
:gen_statem.cast(p, :ev); flush.(flush)
:gen_statem.cast(p, :internal); flush.(flush)
:gen_statem.cast(p, :repeat); flush.(flush)
IO.inspect :sys.get_state(p) |> then(fn {s, d} -> {s, Map.keys(d) |> Enum.sort} end)
IO.inspect :gen_statem.call(p, :close); flush.(flush)
send(p, :hello); flush.(flush)
IO.inspect :gen_statem.call(p, :open)
r = Process.monitor(p)
Process.unlink(p)
IO.inspect :gen_statem.call(p, :stop_reply)
flush.(flush)
IO.inspect catch_exit = (try do :gen_statem.call(p, :x, 100) catch :exit, e -> e end) |> inspect |> String.replace(~r/#PID<[^>]*>/, "pid")
{:ok, p} = :gen_statem.start(Door, self(), [])
IO.inspect :gen_statem.stop(p)
flush.(flush)
# send_request / collections
{:ok, p} = :gen_statem.start(Door, self(), [])
r = :gen_statem.send_request(p, :open)
IO.inspect :gen_statem.wait_response(r, 100)
r = :gen_statem.send_request(p, :later)
IO.inspect :gen_statem.receive_response(r, 100)
c = :gen_statem.reqids_new
c = :gen_statem.send_request(p, :later, :l1, c)
c = :gen_statem.send_request(p, :close, :l2, c)
IO.inspect :gen_statem.reqids_size(c)
{a, l, c} = :gen_statem.receive_response(c, 100, true)
IO.inspect {a, l}
{a, l, c} = :gen_statem.receive_response(c, 100, true)
IO.inspect {a, l}
IO.inspect :gen_statem.receive_response(c, 100, true)
flush.(flush)
