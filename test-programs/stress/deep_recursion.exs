# A process whose recursion has no end dies of it, alone. (The BEAM would take all memory there is.)
defmodule Deep do
  def count(n), do: 1 + count(n + 1)

  def echo do
    receive do
      {from, ref} -> send(from, ref)
    end
  end
end

Logger.configure(level: :none)
echo = spawn(&Deep.echo/0)
{_, monitor} = spawn_monitor(fn -> Deep.count(0) end)

receive do
  {:DOWN, ^monitor, :process, _, {reason, _}} -> IO.inspect(reason)
end

send(echo, {self(), :ref})

receive do
  :ref -> IO.puts("others go on")
end

try do
  Deep.count(0)
rescue
  error in SystemLimitError -> IO.puts(Exception.message(error))
end
