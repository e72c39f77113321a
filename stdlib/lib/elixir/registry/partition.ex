defmodule Registry.Partition do
  @moduledoc false

  # Owns the key table and the pid table of one partition and removes what ended processes have registered. A process
  # that registers links itself to its partition. It also hands out the locks of `Registry.lock/3`.
  use GenServer

  @spec key_name(atom, non_neg_integer) :: atom
  def key_name(registry, partition), do: Module.concat(registry, "KeyPartition" <> Integer.to_string(partition))

  @spec pid_name(atom, non_neg_integer) :: atom
  def pid_name(registry, partition), do: Module.concat(registry, "PIDPartition" <> Integer.to_string(partition))

  def start_link(name, arg), do: GenServer.start_link(__MODULE__, arg, name: name)

  @doc "Runs `fun` while holding the lock `key` of this partition."
  def lock(pid, key, fun) do
    ref = GenServer.call(pid, {:lock, key}, :infinity)

    try do
      fun.()
    after
      send(pid, {:unlock, key, ref})
    end
  end

  def init({kind, registry, i, partitions, listeners, compressed}) do
    Process.flag(:trap_exit, true)
    key_ets = new_key_table(kind, key_name(registry, i), compressed)
    pid_ets = new_pid_table(pid_name(registry, i), compressed)

    entries =
      case partitions do
        1 ->
          [{-2, {kind, 1, key_ets}}, {-1, {kind, 1, key_ets, {self(), pid_ets}, listeners}}]

        _ ->
          [{i, key_ets, {self(), pid_ets}}]
      end

    true = :ets.insert(registry, entries)
    {:ok, {pid_ets, %{}}}
  end

  defp new_key_table(:unique, name, compressed) do
    :ets.new(name, table_options([:set, :public, read_concurrency: true, write_concurrency: true], compressed))
  end

  defp new_key_table({:duplicate, _}, name, compressed) do
    :ets.new(name, table_options([:duplicate_bag, :public, read_concurrency: true, write_concurrency: true], compressed))
  end

  defp new_pid_table(name, compressed) do
    :ets.new(name, table_options([:duplicate_bag, :public, read_concurrency: true, write_concurrency: true], compressed))
  end

  defp table_options(options, true), do: [:compressed | options]
  defp table_options(options, false), do: options

  # A call that does nothing: when it is answered, all earlier exits have been handled.
  def handle_call(:sync, _from, state), do: {:reply, :ok, state}

  def handle_call({:lock, key}, {pid, _} = from, {pid_ets, locks}) do
    ref = Process.monitor(pid)

    case locks do
      %{^key => {owner, waiting}} ->
        {:noreply, {pid_ets, %{locks | key => {owner, :queue.in({ref, from}, waiting)}}}}

      %{} ->
        {:reply, ref, {pid_ets, Map.put(locks, key, {ref, :queue.new()})}}
    end
  end

  def handle_info({:EXIT, pid, _reason}, {pid_ets, _locks} = state) do
    entries = :ets.take(pid_ets, pid)

    for {_pid, key, key_ets, _counter} <- entries do
      key_ets =
        case key_ets do
          {key_ets, registry, listeners} ->
            for listener <- listeners, do: notify(listener, {:unregister, registry, key, pid})
            key_ets

          key_ets ->
            key_ets
        end

      try do
        Registry.__unregister__(key_ets, {key, {pid, :_}}, 1)
      catch
        :error, :badarg -> :badarg
      end
    end

    {:noreply, state}
  end

  def handle_info({:unlock, key, ref}, {pid_ets, locks}) do
    Process.demonitor(ref, [:flush])
    {:noreply, {pid_ets, unlock(key, ref, locks)}}
  end

  def handle_info({:DOWN, ref, _, _, _}, {pid_ets, locks}) do
    locks =
      Enum.reduce(Map.to_list(locks), locks, fn {key, {owner, waiting}}, locks ->
        if owner == ref do
          unlock(key, ref, locks)
        else
          %{locks | key => {owner, :queue.filter(fn {other, _from} -> other != ref end, waiting)}}
        end
      end)

    {:noreply, {pid_ets, locks}}
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp unlock(key, ref, locks) do
    case locks do
      %{^key => {^ref, waiting}} ->
        case :queue.out(waiting) do
          {{:value, {next, from}}, waiting} ->
            GenServer.reply(from, next)
            %{locks | key => {next, waiting}}

          {:empty, _} ->
            Map.delete(locks, key)
        end

      %{} ->
        locks
    end
  end

  defp notify(listener, message) do
    send(listener, message)
  catch
    :error, :badarg -> :ok
  end
end
