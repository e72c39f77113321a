# Which exits of a process of :proc_lib are crashes that are reported.
defmodule Reports do
  def log(%{meta: %{pid: pid}, msg: {:report, %{label: {:proc_lib, :crash}}}}, %{config: owner}), do: send(owner, {:report, pid})
  def log(_event, _config), do: :ok
  def run(fun), do: fun.()
  def sleep(fun), do: :proc_lib.hibernate(__MODULE__, :run, [fun])
end

:logger.remove_handler(:default)
# Logger's filter lets no reports of crashes through.
:logger.remove_primary_filter(:logger_translator)
:ok = :logger.add_handler(:reports, Reports, %{config: self()})

funs =
  for reason <- [:normal, :shutdown, {:shutdown, 1}, {:shutdown, 1, 2}, :kill, :other, nil] do
    {"exit #{inspect(reason)}", fn -> exit(reason) end}
  end ++ [{"throw", fn -> throw(:shutdown) end}, {"error", fn -> :erlang.error(:normal) end}, {"value", fn -> :shutdown end}]

starts = [
  fun: &:proc_lib.spawn_opt(&1, [:monitor]),
  call: &:proc_lib.spawn_opt(Reports, :run, [&1], [:monitor]),
  woken: fn fun ->
    {pid, monitor} = :proc_lib.spawn_opt(fn -> Reports.sleep(fun) end, [:monitor])
    send(pid, :wake_up)
    {pid, monitor}
  end
]

for {name, fun} <- funs, {kind, start} <- starts do
  {pid, monitor} = start.(fun)

  reason =
    receive do
      {:DOWN, ^monitor, _, _, {reason, [_ | _]}} -> {reason, :stack}
      {:DOWN, ^monitor, _, _, reason} -> reason
    end

  # A process reports its crash before it ends.
  reported =
    receive do
      {:report, ^pid} -> true
    after
      0 -> false
    end

  IO.inspect({name, kind, reason, reported})
end
