# Receives at the end of a process's code, in every position; each server is asked several times, so that it waits there again and again.

defmodule Waits do
  def whole(n, acc) do
    receive do
      {:add, k} -> whole(n + 1, acc + k)
      {:get, from} -> send(from, {:got, n, acc}) && whole(n, acc)
      :raise -> raise "boom #{n}"
      :stop -> {:stopped, n}
    after
      5000 -> :late
    end
  end

  def after_statements(x, from) do
    y = x + 1
    z = {x, y}

    receive do
      {:more, v} when v > y ->
        send(from, {:more, v, z})
        after_statements(v, from)

      {:function, ^from} ->
        send(from, Process.info(self(), :current_function))
        after_statements(x, from)

      :stop ->
        send(from, {:end, z})
    end
  end

  def in_clauses(0, from), do: send(from, :counted_down)

  def in_clauses(n, from) do
    case rem(n, 3) do
      0 ->
        receive do
          {:three, k} -> in_clauses(n - k, from)
        end

      1 ->
        if n > 5 do
          receive do
            {:big, k} -> in_clauses(n - k, from)
          end
        else
          receive do
            {:small, k} -> in_clauses(n - k, from)
          after
            1 -> in_clauses(n - 1, from)
          end
        end

      2 ->
        in_clauses(n - 1, from)
    end
  end

  def not_at_the_end(from) do
    first = one()
    second = one()
    send(from, {:both, first, second})
    one()
  end

  defp one do
    receive do
      v -> v
    end
  end

  def handled(from) do
    try do
      receive do
        {:divide, a, b} -> send(from, div(a, b))
      end
    rescue
      e in ArithmeticError -> send(from, {:rescued, e.message})
    after
      send(from, :cleaned)
    end

    handled(from)
  end

  def selective(from, wanted) do
    receive do
      {^wanted, value} ->
        send(from, {wanted, value})
        selective(from, wanted + 1)
    end
  end

  def deadline(from, start) do
    receive do
      :never -> :never
    after
      60 ->
        passed = System.monotonic_time(:millisecond) - start
        send(from, {:passed, passed >= 60})
    end
  end
end

get = fn ->
  receive do
    message -> message
  after
    2000 -> :nothing
  end
end

pause = fn -> Process.sleep(3) end

p = spawn(Waits, :whole, [0, 0])
for i <- 1..5, do: pause.() && send(p, {:add, i})
send(p, {:get, self()})
IO.inspect(get.(), label: "whole")
pause.()
IO.inspect(Process.info(p, :current_function))
IO.inspect(Process.info(p, :status))
IO.inspect(Process.info(p, [:message_queue_len, :messages]))

me = self()
p = spawn(fn -> Waits.after_statements(1, me) end)
pause.()
send(p, {:more, 1})
pause.()
send(p, {:more, 10})
IO.inspect(get.(), label: "after statements")
send(p, {:more, 5})
pause.()
send(p, {:more, 20})
IO.inspect(get.(), label: "after statements")
send(p, {:function, me})
IO.inspect(elem(get.(), 0))
IO.inspect(Process.info(p, :messages))
send(p, :stop)
IO.inspect(get.(), label: "after statements")

p = spawn(fn -> Waits.in_clauses(12, me) end)
for message <- [three: 2, big: 1, three: 2, big: 3, small: 1, three: 2], do: pause.() && send(p, message)
IO.inspect(get.(), label: "in clauses")

p = spawn(fn -> Waits.not_at_the_end(me) end)
pause.()
send(p, :a)
pause.()
send(p, :b)
IO.inspect(get.(), label: "not at the end")
IO.inspect(Process.alive?(p))
ref = Process.monitor(p)
send(p, :c)
IO.inspect(elem(get.(), 4))
Process.demonitor(ref)

p = spawn(fn -> Waits.handled(me) end)
pause.()
send(p, {:divide, 6, 3})
IO.inspect([get.(), get.()])
pause.()
send(p, {:divide, 6, 0})
IO.inspect([get.(), get.()])
Process.exit(p, :kill)

p = spawn(fn -> Waits.selective(me, 1) end)
for i <- 5..1//-1, do: pause.() && send(p, {i, i * i})
IO.inspect(for _ <- 1..5, do: get.())

start = System.monotonic_time(:millisecond)
p = spawn(fn -> Waits.deadline(me, start) end)
for i <- 1..30, do: Process.sleep(1) && send(p, {:noise, i})
IO.inspect(get.())

# A function value at the bottom.
p =
  spawn(fn ->
    receive do
      {:hello, from} -> send(from, {:hello_from, self() != from})
    end
  end)

pause.()
send(p, {:hello, me})
IO.inspect(get.())

# Every way to end while it waits.
for reason <- [:kill, :shutdown, {:a, 1}] do
  {p, ref} = spawn_monitor(Waits, :whole, [0, 0])
  pause.()
  Process.exit(p, reason)
  {:DOWN, ^ref, :process, ^p, why} = get.()
  IO.inspect(why)
end

{p, ref} = spawn_monitor(Waits, :whole, [0, 0])
pause.()
Process.exit(p, :normal)
pause.()
IO.inspect(Process.alive?(p))
send(p, :stop)
{:DOWN, ^ref, :process, ^p, why} = get.()
IO.inspect(why)

Logger.configure(level: :none)
{p, ref} = spawn_monitor(Waits, :whole, [3, 0])
pause.()
send(p, :raise)
{:DOWN, ^ref, :process, ^p, {error, [{module, function, arity, _} | rest]}} = get.()
IO.inspect({error, module, function, arity, rest})

{p, _} = spawn_monitor(fn -> :erlang.hibernate(Waits, :whole, [7, 8]) end)
pause.()
send(p, {:get, me})
IO.inspect(get.(), label: "woken")
pause.()
send(p, {:get, me})
IO.inspect(get.(), label: "again")

# Links, names and flags are those of the process wherever it waits.
p =
  spawn(fn ->
    Process.flag(:trap_exit, true)
    Process.register(self(), :waits_at_the_end)
    Process.put(:key, :value)
    send(me, {:links_to, spawn_link(Waits, :whole, [0, 0])})

    receive do
      {:EXIT, _, reason} -> send(me, {:trapped, reason, Process.get(:key), Process.whereis(:waits_at_the_end) == self()})
    end
  end)

{:links_to, linked} = get.()
pause.()
IO.inspect(Process.info(p, :links) == {:links, [linked]})
Process.exit(linked, :gone)
IO.inspect(get.())
