# What a handler of one's own gets of OTP's reports: the report, with metadata that says who crashed and why.

defmodule Handler do
  def log(%{msg: message, meta: meta, level: level}, %{config: %{to: pid}}) do
    send(pid, {:logged, level, shown(message), Map.has_key?(meta, :crash_reason), meta[:initial_call], meta[:error_logger], meta[:logger_formatter]})
  end

  defp shown({:report, %{label: label}}), do: label
  defp shown({:string, text}), do: IO.chardata_to_string(text)
end

defmodule Worker do
  use GenServer, restart: :temporary

  def start_link(argument), do: GenServer.start_link(__MODULE__, argument)
  def init(argument), do: {:ok, argument}
  def handle_cast(reason, _state), do: exit(reason)
end

# Without translation: what it makes of reports differs between versions.
:ok = :logger.remove_primary_filter(:logger_translator)
:ok = :logger.remove_handler(:default)
:ok = :logger.add_handler(:mine, Handler, %{config: %{to: self()}})

defmodule Show do
  def logged(count) do
    for _ <- 1..count do
      receive do
        {:logged, level, label, crash?, initial_call, error_logger, formatter} -> {level, label, crash?, initial_call, error_logger, formatter}
      after
        5000 -> :nothing
      end
    end
    |> Enum.sort()
    |> Enum.each(&IO.inspect/1)
  end
end

IO.puts("-- a worker of a dynamic supervisor")
{:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
{:ok, worker} = DynamicSupervisor.start_child(supervisor, {Worker, 1})
GenServer.cast(worker, :boom)
Show.logged(3)

IO.puts("-- a child that does not start")
{:error, :no_way} = DynamicSupervisor.start_child(supervisor, %{id: :child, start: {Kernel, :apply, [fn -> {:error, :no_way} end, []]}})

IO.puts("-- a task")
{:ok, tasks} = Task.Supervisor.start_link()
Task.Supervisor.start_child(tasks, fn -> exit(:late) end)
Show.logged(2)

IO.puts("-- a message nobody expects")
send(worker = elem(DynamicSupervisor.start_child(supervisor, {Worker, 1}), 1), :what)
Show.logged(1)
true = Process.alive?(worker)
