# A supervision tree of 10,000 workers from which processes are killed at random, with every kind of reason, while 100
# callers use it. Afterwards nothing may be left over, and no call may have gone without an answer.
#
#     jlixir run soak.exs [SECONDS [WORKERS]]
defmodule Soak.Worker do
  use GenServer

  # Every worker has a name, a helper that it is linked to, a monitor of the process before it, a table and two timers.
  def start_link(id), do: GenServer.start_link(__MODULE__, id, name: name(id))

  def name(id), do: {:via, Registry, {Soak.Names, id}}

  @impl true
  def init(id) do
    if rem(id, 2) == 0, do: Process.flag(:trap_exit, true)
    table = :ets.new(:soak_worker, [:set, :public])
    :ets.insert(table, {:id, id})
    worker = self()
    helper = spawn_link(fn -> help(worker) end)

    case Registry.lookup(Soak.Names, id - 1) do
      [{pid, _}] -> Process.monitor(pid)
      [] -> :ok
    end

    late = Process.send_after(self(), :late, 3_600_000)
    :ets.insert(Soak.Timers, {late})
    {:ok, %{id: id, table: table, helper: helper, late: late, ticks: 0}, {:continue, :tick}}
  end

  # A link does not end it when the worker ends in a normal way.
  defp help(worker) do
    monitor = Process.monitor(worker)

    receive do
      {:DOWN, ^monitor, :process, ^worker, _} -> :ok
    end
  end

  @impl true
  def handle_continue(:tick, state) do
    Process.send_after(self(), :tick, 500 + :rand.uniform(1000))
    {:noreply, state}
  end

  @impl true
  def handle_call({:id, ref}, _from, state), do: {:reply, {ref, state.id}, state}

  # Another process answers, on behalf of this one.
  def handle_call({:id_later, ref}, from, state) do
    spawn(fn -> GenServer.reply(from, {ref, state.id}) end)
    {:noreply, state}
  end

  def handle_call(:parts, _from, state) do
    [links: links, monitors: monitors, monitored_by: watchers] = Process.info(self(), [:links, :monitors, :monitored_by])
    # It watches the process before it; its helper, the one behind it and the one that asks watch it.
    watched? = length(monitors) <= 1 and length(watchers) <= 3
    {:reply, {[{:id, state.id}] == :ets.lookup(state.table, :id), Enum.count(links, &is_pid/1), Process.alive?(state.helper), watched?}, state}
  end

  @impl true
  def handle_cast(:raise, _state), do: raise("soak")
  def handle_cast(:throw, _state), do: throw({:stop, :thrown, nil})
  def handle_cast(:exit, _state), do: exit(:soak)
  def handle_cast({:stop, reason}, state), do: {:stop, reason, state}
  def handle_cast(:helper, state), do: {:noreply, tap(state, &Process.exit(&1.helper, :soak))}

  @impl true
  def handle_info(:tick, state), do: {:noreply, %{state | ticks: state.ticks + 1}, {:continue, :tick}}
  def handle_info({:DOWN, _, :process, _, _}, state), do: {:noreply, state}
  def handle_info({:EXIT, _, reason}, state), do: {:stop, reason, state}
end

defmodule Soak.Killer do
  @reasons [:kill, :shutdown, {:shutdown, :soak}, :soak, :normal, {:error, [1, 2]}, :killed, "text"]
  @casts [:raise, :throw, :exit, :helper, {:stop, :normal}, {:stop, :shutdown}, {:stop, :soak}]

  def run(workers, kills) do
    receive do
      {:stop, from} -> send(from, {self(), kills})
    after
      :rand.uniform(3) - 1 ->
        id = :rand.uniform(workers)

        case {:rand.uniform(2), Registry.lookup(Soak.Names, id)} do
          {1, [{pid, _}]} -> Process.exit(pid, Enum.random(@reasons))
          {2, [{pid, _}]} -> GenServer.cast(pid, Enum.random(@casts))
          {_, []} -> :ok
        end

        run(workers, kills + 1)
    end
  end
end

defmodule Soak.Caller do
  def run(workers, counts) do
    receive do
      {:stop, from} -> send(from, {self(), counts})
      other -> exit({:stray, other})
    after
      0 -> run(workers, call(:rand.uniform(workers), make_ref(), counts))
    end
  end

  defp call(id, ref, {answered, refused}) do
    request = if :rand.uniform(4) == 1, do: :id_later, else: :id

    case GenServer.call(Soak.Worker.name(id), {request, ref}, 60_000) do
      {^ref, ^id} -> {answered + 1, refused}
    end
  catch
    # What does not count: the server ended before it answered. A timeout does.
    :exit, {reason, {GenServer, :call, _}} when reason != :timeout -> {answered, refused + 1}
  end
end

defmodule Soak do
  @groups 100

  def run(seconds, workers) do
    before = counts()
    run_tree(seconds, workers)
    await("what is left over", fn -> differences(before, counts()) end, [])
    IO.puts("nothing left over")
  end

  defp run_tree(seconds, workers) do
    :ets.new(Soak.Timers, [:public, :named_table, write_concurrency: true])
    {:ok, names} = Registry.start_link(keys: :unique, name: Soak.Names, partitions: 4)
    groups = for group <- 1..@groups, do: group(group, workers)
    {:ok, top} = Supervisor.start_link(groups, strategy: :one_for_one, max_restarts: 1_000_000)
    await("workers", fn -> Registry.count(Soak.Names) end, workers)
    IO.puts("started")
    size = heap()

    killers = for _ <- 1..4, do: spawn_link(fn -> Soak.Killer.run(workers, 0) end)
    callers = for _ <- 1..100, do: spawn_link(fn -> Soak.Caller.run(workers, {0, 0}) end)
    Process.sleep(seconds * 1000)
    kills = Enum.sum(stop(killers))
    {answered, refused} = Enum.unzip(stop(callers))
    report(kills, Enum.sum(answered), Enum.sum(refused))

    await("workers", fn -> Registry.count(Soak.Names) end, workers)
    await("orphans", fn -> length(Process.list()) - Registry.count(Soak.Names) * 2 end, fn rest -> rest < 200 + @groups end)
    check_workers(workers)
    IO.puts("everybody back")
    if heap() > 2 * size + 100_000_000, do: raise("the heap has grown from #{size} to #{heap()} bytes")
    IO.puts("the heap has not grown")

    Process.flag(:trap_exit, true)
    Supervisor.stop(top)
    await("names", fn -> Registry.count(Soak.Names) end, 0)
    Supervisor.stop(names)
    flush()
    Process.flag(:trap_exit, false)
    late = for {timer} <- :ets.tab2list(Soak.Timers), Process.read_timer(timer), do: timer
    if late != [], do: raise("#{length(late)} timers of processes that have ended")
    :ets.delete(Soak.Timers)
  end

  defp flush do
    receive do
      {:EXIT, _, _} -> flush()
    after
      0 -> :ok
    end
  end

  defp group(group, workers) do
    children =
      for id <- group..workers//@groups, do: Supervisor.child_spec({Soak.Worker, id}, id: id)

    options = [strategy: :one_for_one, max_restarts: 1_000_000, max_seconds: 1]
    %{id: group, type: :supervisor, start: {Supervisor, :start_link, [children, options]}}
  end

  defp stop(processes) do
    Enum.each(processes, &send(&1, {:stop, self()}))

    for process <- processes do
      receive do
        {^process, result} -> result
      after
        90_000 -> raise "no answer from #{inspect(Process.info(process))}"
      end
    end
  end

  defp check_workers(workers) do
    for id <- 1..workers do
      # Its supervisor, its helper and a process of the registry.
      {true, 3, true, true} = GenServer.call(Soak.Worker.name(id), :parts)
    end
  end

  defp report(kills, answered, refused) do
    IO.puts(:stderr, "#{kills} kills, #{answered} calls answered, #{refused} whose server had ended")
    if answered == 0 or kills == 0, do: raise("nothing has happened")
  end

  # The processes that write and the like may have come since: a few are no leak, thousands would be.
  defp counts do
    {:monitors, monitors} = Process.info(self(), :monitors)
    {:links, links} = Process.info(self(), :links)

    %{
      processes: length(Process.list()),
      names: length(Process.registered()),
      tables: length(:ets.all()),
      ports: length(Port.list()),
      monitors: length(monitors),
      links: length(links),
      threads: threads()
    }
  end

  defp threads do
    case File.ls("/proc/self/task") do
      {:ok, tasks} -> length(tasks)
      {:error, _} -> 0
    end
  end

  # New threads of the compiler and the collector come with work.
  defp differences(before, now) do
    for {key, count} <- now, count > before[key] + if(key == :threads, do: 10, else: 0), do: {key, before[key], count}
  end

  defp heap do
    :erlang.garbage_collect()
    :erlang.memory(:total)
  end

  defp await(what, fun, wanted, tries \\ 600) do
    value = fun.()

    cond do
      is_function(wanted) and wanted.(value) or value == wanted -> :ok
      tries == 0 -> raise "#{what}: #{inspect(value)}"
      true -> Process.sleep(100) && await(what, fun, wanted, tries - 1)
    end
  end
end

Logger.configure(level: :none)

case Enum.map(System.argv(), &String.to_integer/1) do
  [seconds, workers] -> Soak.run(seconds, workers)
  [seconds] -> Soak.run(seconds, 10_000)
  [] -> Soak.run(60, 10_000)
end
