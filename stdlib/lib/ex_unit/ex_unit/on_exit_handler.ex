defmodule ExUnit.OnExitHandler do
  @moduledoc false

  # What to do when a test process has ended: {pid, supervisor, [{name, callback}]}, the last registered first.
  @table __MODULE__

  def create_table, do: :ets.new(@table, [:set, :named_table, :public])

  def register(pid), do: :ets.insert(@table, {pid, nil, []})

  def add(pid, name, callback) do
    case :ets.lookup(@table, pid) do
      [{^pid, _supervisor, callbacks}] ->
        :ets.update_element(@table, pid, {3, List.keystore(callbacks, name, 0, {name, callback}) |> order(callbacks, name)})
        :ok

      [] ->
        :error
    end
  end

  # keystore appends what is new: it has to come first, as it runs first
  defp order(stored, callbacks, name) do
    if List.keymember?(callbacks, name, 0), do: stored, else: [List.last(stored) | callbacks]
  end

  def fetch_supervisor(pid) do
    case :ets.lookup(@table, pid) do
      [{^pid, nil, _callbacks}] -> start_supervisor(pid)
      [{^pid, supervisor, _callbacks}] -> {:ok, supervisor}
      [] -> :error
    end
  end

  def supervisor(pid) do
    case :ets.lookup(@table, pid) do
      [{^pid, supervisor, _callbacks}] -> supervisor
      [] -> nil
    end
  end

  defp start_supervisor(pid) do
    {:ok, supervisor} = Supervisor.start_link(ExUnit.OnExitHandler.Supervisor, [pid | Process.get(:"$callers", [])])
    :ets.update_element(@table, pid, {2, supervisor})
    {:ok, supervisor}
  end

  # Stops the test's processes and runs the callbacks in a process of their own: :ok or what failed.
  def run(pid, timeout) do
    [{^pid, supervisor, callbacks}] = :ets.take(@table, pid)
    stop = stop_supervisor(supervisor, timeout)
    called = run_callbacks(callbacks, timeout)
    if called == :ok, do: stop, else: called
  end

  defp stop_supervisor(nil, _timeout), do: :ok

  defp stop_supervisor(supervisor, timeout) do
    ref = Process.monitor(supervisor)
    Process.unlink(supervisor)
    Process.exit(supervisor, :shutdown)

    receive do
      {:DOWN, ^ref, _, _, _} -> :ok
    after
      timeout ->
        Process.exit(supervisor, :kill)
        {:error, ExUnit.TimeoutError.exception(timeout: timeout, type: "supervisor shutdown"), []}
    end
  end

  defp run_callbacks([], _timeout), do: :ok

  defp run_callbacks(callbacks, timeout) do
    owner = self()

    {pid, ref} =
      spawn_monitor(fn ->
        send(owner, {self(), :called, call_all(callbacks, :ok)})
      end)

    receive do
      {^pid, :called, result} ->
        Process.demonitor(ref, [:flush])
        result

      {:DOWN, ^ref, _, _, reason} ->
        {{:EXIT, pid}, reason, []}
    after
      timeout ->
        Process.demonitor(ref, [:flush])
        stack = case Process.info(pid, :current_stacktrace) do
          {:current_stacktrace, stack} -> stack
          nil -> []
        end
        Process.exit(pid, :kill)
        {:error, ExUnit.TimeoutError.exception(timeout: timeout, type: "on_exit callback"), stack}
    end
  end

  # Every callback runs; the first failure is the one told.
  defp call_all([{_name, callback} | rest], result) do
    called =
      try do
        callback.()
        :ok
      catch
        kind, reason -> {kind, Exception.normalize(kind, reason, __STACKTRACE__), __STACKTRACE__}
      end

    call_all(rest, if(result == :ok, do: called, else: result))
  end

  defp call_all([], result), do: result
end
