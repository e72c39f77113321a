# Two applications, one started before the other, whose processes tell of their ends.
defmodule W do
  use GenServer
  def start_link(n), do: GenServer.start_link(__MODULE__, n)
  def init(n) do
    Process.flag(:trap_exit, true)
    {:ok, n}
  end
  def terminate(r, n), do: IO.puts("terminate #{inspect n} #{inspect r}")
end
defmodule A do
  use Application
  def start(_, name) do
    IO.puts("start #{name}")
    Supervisor.start_link([Supervisor.child_spec({W, {name, 1}}, id: 1), Supervisor.child_spec({W, {name, 2}}, id: 2)], strategy: :one_for_one)
  end
  def prep_stop(s), do: (IO.puts("prep_stop"); s)
  def stop(_), do: IO.puts("stop")
end
:ok = :application.load({:application, :one, [mod: {A, :one}, applications: [:kernel, :stdlib, :elixir]]})
:ok = :application.load({:application, :two, [mod: {A, :two}, applications: [:kernel, :stdlib, :elixir, :one]]})
{:ok, l} = Application.ensure_all_started(:two)
IO.inspect l
