# Modules that are defined by code that another process runs, or that runs later.
me = self()
spawn(fn ->
  defmodule InProcess do
    def a, do: 1
  end
  send(me, InProcess.a())
end)
receive do x -> IO.inspect(x) after 2000 -> IO.puts("nothing") end
Task.async(fn -> defmodule InTask do def b, do: 2 end; InTask.b() end) |> Task.await() |> IO.inspect()
{f, _} = Code.eval_string("fn n -> defmodule Made do def c, do: :made end; {n, Made.c()} end")
IO.inspect(f.(3))
spawn(fn -> send(me, f.(4)) end)
receive do x -> IO.inspect(x) after 2000 -> IO.puts("nothing") end
defmodule Maker do
  def make(n) do
    defmodule Inner do
      def d, do: 7
    end
    {n, Inner.d()}
  end
end
IO.inspect(Maker.make(1))
spawn(fn -> send(me, Maker.make(2)) end)
receive do x -> IO.inspect(x) after 2000 -> IO.puts("nothing") end
