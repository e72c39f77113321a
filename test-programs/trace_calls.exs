# What :erlang.trace_pattern/3 tells of calls.
defmodule Traced do
  def public(x), do: private(x) + 1
  defp private(x), do: x * 2
  def loop(0), do: :done
  def loop(n), do: loop(n - 1)
  def remote(n), do: Traced.loop(n)
  def boom(x), do: raise(ArgumentError, "bad #{x}")
  def outer(x), do: {:ok, public(x)}
  def sum([]), do: 0
  def sum([h | t]), do: h + sum(t)
  def tail(x), do: public(x)
  def fib(n) when n < 2, do: n
  def fib(n), do: fib(n - 1) + fib(n - 2)
  def default(a, b \\ 2), do: {a, b}
  def closure(x), do: Enum.map([x], fn y -> private(y) end)
end

defmodule Run do
  def worker do
    receive do
      {m, f, a, from} ->
        (try do apply(m, f, a) rescue _ -> :rescued catch _, _ -> :caught end)
        send(from, :returned)
        worker()
      :stop -> :ok
    end
  end
  def clean(t) do
    case t do
      p when is_pid(p) -> :pid
      %{__exception__: true} -> {t.__struct__, Exception.message(t)}
      t when is_tuple(t) -> t |> Tuple.to_list() |> Enum.map(&clean/1) |> List.to_tuple()
      [h | t] -> [clean(h) | clean(t)]
      o -> o
    end
  end
  def all do
    receive do m -> IO.inspect(clean(m)); all() after 0 -> :ok end
  end
  def run(pid, title, call) do
    IO.puts("-- #{title}")
    send(pid, Tuple.insert_at(call, 3, self()))
    receive do :returned -> :ok end
    ref = :erlang.trace_delivered(pid)
    receive do {:trace_delivered, ^pid, ^ref} -> :ok end
    all()
  end
end

pid = spawn(&Run.worker/0)
:erlang.trace(pid, true, [:call])
IO.inspect :erlang.trace_pattern({Traced, :public, 1}, true, [])
IO.inspect :erlang.trace_info({Traced, :public, 1}, :traced)
IO.inspect :erlang.trace_info({Traced, :public, 1}, :match_spec)
IO.inspect :erlang.trace_info({Traced, :public, 1}, :all)
IO.inspect :erlang.trace_info({Traced, :loop, 1}, :traced)
Run.run(pid, "global", {Traced, :public, [1]})
Run.run(pid, "global from within", {Traced, :outer, [1]})
Run.run(pid, "global tail", {Traced, :tail, [1]})
IO.inspect :erlang.trace_pattern({Traced, :public, 1}, false, [])
IO.inspect :erlang.trace_info({Traced, :public, 1}, :traced)
Run.run(pid, "off", {Traced, :public, [1]})
IO.inspect :erlang.trace_pattern({Traced, :_, :_}, true, [:global])
Run.run(pid, "whole module, loop", {Traced, :loop, [2]})
Run.run(pid, "whole module, remote", {Traced, :remote, [2]})
Run.run(pid, "whole module, default", {Traced, :default, [2]})
:erlang.trace_pattern({Traced, :_, :_}, false, [:global])
:erlang.trace_pattern({Traced, :_, :_}, true, [:local])
IO.inspect :erlang.trace_info({Traced, :private, 1}, :traced)
Run.run(pid, "local", {Traced, :public, [1]})
Run.run(pid, "local loop", {Traced, :loop, [2]})
Run.run(pid, "local fib", {Traced, :fib, [3]})
Run.run(pid, "local default", {Traced, :default, [3]})
:erlang.trace_pattern({Traced, :_, :_}, false, [:local])
:erlang.trace_pattern({Traced, :_, :_}, [{:_, [], [{:return_trace}]}], [:local])
IO.inspect :erlang.trace_info({Traced, :private, 1}, :match_spec)
Run.run(pid, "return_trace", {Traced, :outer, [1]})
Run.run(pid, "return_trace loop", {Traced, :loop, [2]})
Run.run(pid, "return_trace tail", {Traced, :tail, [2]})
Run.run(pid, "return_trace sum", {Traced, :sum, [[1, 2]]})
Run.run(pid, "return_trace boom", {Traced, :boom, [2]})
:erlang.trace_pattern({Traced, :_, :_}, [{:_, [], [{:exception_trace}]}], [:local])
Run.run(pid, "exception_trace boom", {Traced, :boom, [2]})
Run.run(pid, "exception_trace public", {Traced, :public, [2]})
:erlang.trace_pattern({Traced, :_, :_}, [{[:"$1"], [{:is_integer, :"$1"}, {:>, :"$1", 5}], [{:message, {{:seen, :"$1", {:caller}}}}]}, {[1], [], [{:message, false}]}, {:"$1", [], [{:message, :"$1"}]}], [:local])
Run.run(pid, "spec 7", {Traced, :outer, [7]})
Run.run(pid, "spec 1", {Traced, :outer, [1]})
Run.run(pid, "spec 2", {Traced, :outer, [2]})
:erlang.trace(pid, true, [:arity])
Run.run(pid, "arity", {Traced, :outer, [2]})
:erlang.trace(pid, false, [:arity])
:erlang.trace_pattern({Traced, :_, :_}, true, [:local])
:erlang.trace(pid, true, [:return_to])
Run.run(pid, "return_to", {Traced, :outer, [1]})
:erlang.trace(pid, false, [:return_to])
:erlang.trace_pattern({Traced, :_, :_}, false, [:local])
IO.inspect :erlang.trace_pattern({Enum, :map, 2}, true, [])
IO.inspect :erlang.trace_pattern({:ets, :new, 2}, true, [])
Run.run(pid, "library", {Enum, :map, [[1], &is_integer/1]})
Run.run(pid, "builtin", {:ets, :new, [:t, []]})
:erlang.trace_pattern({:_, :_, :_}, false, [])
Run.run(pid, "library off", {Enum, :map, [[1], &is_integer/1]})
IO.puts "-- call_count"
IO.inspect :erlang.trace_pattern({Traced, :fib, 1}, true, [:call_count])
Run.run(pid, "count", {Traced, :fib, [5]})
IO.inspect :erlang.trace_info({Traced, :fib, 1}, :call_count)
IO.inspect :erlang.trace_pattern({Traced, :fib, 1}, false, [:call_count])
IO.inspect :erlang.trace_info({Traced, :fib, 1}, :call_count)
IO.puts "-- none"
IO.inspect :erlang.trace_pattern({Traced, :nope, 1}, true, [])
IO.inspect :erlang.trace_pattern({NoSuch, :_, :_}, true, [])
IO.inspect(try do :erlang.trace_pattern({Traced, :_, 1}, true, []) rescue e -> Exception.message(e) end)
IO.inspect(try do :erlang.trace_pattern({:_, :fib, 1}, true, []) rescue e -> Exception.message(e) end)
IO.inspect(try do :erlang.trace_pattern({Traced, :fib, 1}, true, [:x]) rescue e -> Exception.message(e) end)
IO.inspect(try do :erlang.trace_pattern({Traced, :fib, 1}, [{[:a], [{:nofun}], []}], []) rescue e -> Exception.message(e) end)
IO.inspect :erlang.trace_info({Traced, :nope, 1}, :traced)
IO.inspect :erlang.trace_info({NoSuch, :nope, 1}, :traced)
IO.inspect :erlang.trace_info(:on_load, :traced)
