# A process fills the heap, which is to be small (-Xmx96m), in one of several ways; a pair beside it sends messages.
#
#     jlixir run heap_exhaustion.exs list|messages|processes|table
defmodule Greedy do
  def list(acc), do: list([:lists.seq(1, 100) | acc])

  def messages(pid) do
    send(pid, :lists.seq(1, 100))
    messages(pid)
  end

  def processes do
    spawn(fn -> Process.sleep(:infinity) end)
    processes()
  end

  def table(table, n) do
    :ets.insert(table, {n, :lists.seq(1, 100)})
    table(table, n + 1)
  end

  def run("list"), do: list([])
  def run("messages"), do: messages(spawn(fn -> Process.sleep(:infinity) end))
  def run("processes"), do: processes()
  def run("table"), do: table(:ets.new(:greedy, [:public, {:heir, Process.whereis(:user), nil}]), 0)
end

defmodule Echo do
  def serve do
    receive do
      {from, ref} ->
        send(from, ref)
        serve()
    end
  end

  # Asks until something else happens.
  def ask(echo) do
    ref = make_ref()
    send(echo, {self(), ref})

    receive do
      ^ref -> ask(echo)
      {:DOWN, _, :process, _, reason} -> reason
    end
  end
end

Logger.configure(level: :none)
[how] = System.argv()
echo = spawn(&Echo.serve/0)
spawn_monitor(fn -> Greedy.run(how) end)
IO.inspect(Echo.ask(echo), label: "ended with")
send(echo, {self(), :again})

receive do
  :again -> IO.puts("others go on")
end
