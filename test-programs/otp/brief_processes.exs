# Processes whose receive leads straight to the next one: whoever waits for them runs them. What they do must not show that.
Logger.configure(level: :none)

defmodule Counter do
  def loop(sum) do
    receive do
      {:add, n} -> loop(sum + n)
      {:tell, to} -> loop(tell(sum, to))
      {:later, to, tag} -> later(sum, to, tag)
      {:again, message} -> loop(again(sum, message))
      {:divide, n} -> loop(div(sum, n))
      {:remember, key, value} -> loop(remember(sum, key, value))
      {:name_of, to} -> loop(tell_name(sum, to))
      :stop -> {:sum, sum}
    end
  end

  defp tell(sum, to) do
    send(to, {:sum, self(), sum})
    sum
  end

  # Leaves everything else in the mailbox.
  defp later(sum, to, tag) do
    receive do
      {^tag, n} ->
        send(to, {:got, tag, n})
        loop(sum)
    end
  end

  defp again(sum, message) do
    send(self(), message)
    sum
  end

  defp remember(sum, key, value) do
    Process.put(key, value)
    sum
  end

  defp tell_name(sum, to) do
    send(to, {:name, Process.get(:name)})
    sum
  end
end

defmodule Echo do
  def loop do
    receive do
      {from, message} ->
        send(from, {self(), message})
        loop()
    end
  end

  def call(pid, message) do
    send(pid, {self(), message})

    receive do
      {^pid, answer} -> answer
    end
  end
end

# Passes a number on, one less each time.
defmodule Ring do
  def loop(next) do
    receive do
      {0, to} ->
        send(to, {:end, self()})
        loop(next)

      {n, to} when is_integer(n) ->
        send(next, {n - 1, to})
        loop(next)

      {:next, pid} ->
        loop(pid)
    end
  end
end

ask = fn pid ->
  send(pid, {:tell, self()})

  receive do
    {:sum, ^pid, sum} -> sum
  end
end

down = fn pid, reference ->
  receive do
    {:DOWN, ^reference, :process, ^pid, reason} -> reason
  end
end

IO.puts("answers")
pid = spawn_link(Counter, :loop, [0])
for n <- 1..100, do: send(pid, {:add, n})
IO.inspect(ask.(pid))
# Both messages are there before it sends itself the third.
:erlang.suspend_process(pid)
send(pid, {:again, {:add, 1}})
send(pid, {:tell, self()})
:erlang.resume_process(pid)
IO.inspect(receive do {:sum, ^pid, sum} -> sum end)
IO.inspect(ask.(pid))
send(pid, {:remember, :name, "counter"})
send(pid, {:name_of, self()})
IO.inspect(receive do {:name, name} -> name end)

IO.puts("selective")
send(pid, {:later, self(), :x})
send(pid, {:tell, self()})
send(pid, {:add, 1000})
send(pid, {:y, 1})
IO.inspect(receive do message -> message after 20 -> :nothing end)
send(pid, {:x, 2})
IO.inspect(receive do message -> message end)
IO.inspect(receive do {:sum, _, sum} -> sum end)
IO.inspect(ask.(pid))
IO.inspect(Process.info(pid, :message_queue_len))
IO.inspect(Process.info(pid, :messages))
IO.inspect(Process.info(pid, [:status, :trap_exit]))

IO.puts("ends")
{pid, reference} = spawn_monitor(Counter, :loop, [1])
IO.inspect(ask.(pid))
send(pid, :stop)
IO.inspect(down.(pid, reference))
IO.inspect(Process.alive?(pid))

IO.puts("failures")
{pid, reference} = spawn_monitor(Counter, :loop, [1])
IO.inspect(ask.(pid))
send(pid, {:divide, 0})
{reason, trace} = down.(pid, reference)
IO.inspect(reason)
IO.inspect(for {module, function, arity, _} <- trace, do: {module, function, arity})

IO.puts("a failure under a handler of whoever waits")
{pid, reference} = spawn_monitor(Counter, :loop, [1])
IO.inspect(ask.(pid))

result =
  try do
    send(pid, {:divide, 0})
    {reason, trace} = down.(pid, reference)
    {reason, length(trace) > 0, :erlang.error(:mine)}
  rescue
    error -> {error, hd(__STACKTRACE__) |> elem(0) |> is_atom()}
  catch
    kind, reason -> {kind, reason}
  end

IO.inspect(result)

IO.puts("signals")
{pid, reference} = spawn_monitor(Counter, :loop, [1])
IO.inspect(ask.(pid))
send(pid, {:add, 1})
Process.exit(pid, :normal)
IO.inspect(ask.(pid))
Process.exit(pid, :kill)
IO.inspect(down.(pid, reference))
Process.flag(:trap_exit, true)
pid = spawn_link(Counter, :loop, [1])
IO.inspect(ask.(pid))
send(pid, {:divide, 0})
IO.inspect(receive do {:EXIT, ^pid, {reason, _}} -> reason end)

IO.puts("many that wait")
echo = spawn_link(&Echo.loop/0)

tasks =
  for n <- 1..20 do
    Task.async(fn -> for(k <- 1..100, do: Echo.call(echo, n * k)) |> Enum.sum() end)
  end

IO.inspect(Enum.sum(Task.await_many(tasks)))

IO.puts("a ring")
first = spawn_link(Ring, :loop, [nil])
last = Enum.reduce(1..9, first, fn _, next -> spawn_link(Ring, :loop, [next]) end)
send(first, {:next, last})
send(last, {10_000, self()})
IO.inspect(receive do {:end, pid} -> pid == last end)

IO.puts("one that never stops does not keep the others")
busy = spawn_link(Ring, :loop, [nil])
send(busy, {:next, busy})
send(busy, {-1, self()})
IO.inspect(Echo.call(echo, :still_here))
IO.inspect(receive do {:end, _} -> :end after 50 -> :in_time end)
Process.unlink(busy)
Process.exit(busy, :kill)
IO.inspect(Echo.call(echo, :done))
