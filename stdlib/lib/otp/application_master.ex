defmodule :application_master do
  @moduledoc """
  Two processes for each running application with a start function.

  The master is the group leader of all processes of the application: it passes their input and output requests on, and
  it tells the controller how the application fares. The starter calls the start function, so that the application's top
  supervisor is linked to it, and later the stop functions.
  """

  @doc "Starts the master of an application, linked to the controller."
  def start_link(name, module, args, phases, leader) do
    controller = self()
    :erlang.spawn_link(fn -> master(controller, name, module, args, phases, leader) end)
  end

  @doc "Asks a master to stop its application."
  def stop(master) do
    send(master, :stop_application)
    :ok
  end

  @doc "Returns `{:ok, pid}` of the top supervisor."
  def supervisor(master) do
    ref = :erlang.monitor(:process, master)
    send(master, {:get_supervisor, self(), ref})

    receive do
      {^ref, pid} ->
        :erlang.demonitor(ref, [:flush])
        {:ok, pid}

      {:DOWN, ^ref, _, _, _} ->
        :undefined
    end
  end

  defp master(controller, name, module, args, phases, leader) do
    :erlang.process_flag(:trap_exit, true)
    :erlang.group_leader(leader, self())
    master = self()
    starter = :erlang.spawn_link(fn -> starter(master, module, args, phases) end)
    master_loop(%{controller: controller, name: name, starter: starter, leader: leader, supervisor: :undefined})
  end

  defp master_loop(%{controller: controller, starter: starter} = state) do
    receive do
      {:io_request, _, _, _} = request ->
        send(state.leader, request)
        master_loop(state)

      {:started, ^starter, pid} ->
        send(controller, {:application_started, self(), :ok})
        master_loop(%{state | supervisor: pid})

      {:failed, ^starter, reason} ->
        send(controller, {:application_started, self(), {:error, reason}})
        :erlang.unlink(controller)
        exit(:normal)

      {:get_supervisor, pid, ref} ->
        send(pid, {ref, state.supervisor})
        master_loop(state)

      :stop_application ->
        send(starter, {self(), :stop})
        master_loop(%{state | controller: {:stopping, controller}})

      {:EXIT, ^starter, reason} ->
        case controller do
          {:stopping, _} -> exit(:stopped)
          _ -> exit(reason)
        end

      {:EXIT, ^controller, reason} ->
        send(starter, {self(), :stop})
        await_starter(starter, reason)

      _ ->
        master_loop(state)
    end
  end

  defp await_starter(starter, reason) do
    receive do
      {:EXIT, ^starter, _} -> exit(reason)
    end
  end

  defp starter(master, module, args, phases) do
    :erlang.process_flag(:trap_exit, true)
    :erlang.group_leader(master, self())

    case run_start(module, args) do
      {:ok, pid} when is_pid(pid) -> started(master, module, args, phases, pid, [])
      {:ok, pid, state} when is_pid(pid) -> started(master, module, args, phases, pid, state)
      {:error, reason} -> send(master, {:failed, self(), {reason, {module, :start, [:normal, args]}}})
      other -> send(master, {:failed, self(), {:bad_return, {{module, :start, [:normal, args]}, other}}})
    end
  end

  defp run_start(module, args) do
    module.start(:normal, args)
  catch
    :throw, value -> value
    :exit, reason -> {:EXIT, reason}
    :error, reason -> {:EXIT, {reason, __STACKTRACE__}}
  end

  defp started(master, module, args, phases, pid, state) do
    :erlang.link(pid)

    case run_phases(module, phases) do
      :ok ->
        send(master, {:started, self(), pid})
        starter_loop(master, module, pid, state)

      {:error, reason} ->
        stop_supervisor(pid)
        send(master, {:failed, self(), {reason, {module, :start, [:normal, args]}}})
    end
  end

  defp run_phases(module, [{phase, args} | rest]) do
    case module.start_phase(phase, :normal, args) do
      :ok -> run_phases(module, rest)
      {:error, reason} -> {:error, {reason, {module, :start_phase, [phase, :normal, args]}}}
      other -> {:error, {:bad_return, {{module, :start_phase, [phase, :normal, args]}, other}}}
    end
  end

  defp run_phases(_module, _phases), do: :ok

  defp starter_loop(master, module, pid, state) do
    receive do
      {^master, :stop} ->
        state = prepare_stop(module, state)
        stop_supervisor(pid)
        run_stop(module, state)
        exit(:normal)

      {:EXIT, ^pid, reason} ->
        state = prepare_stop(module, state)
        run_stop(module, state)
        exit(reason)

      {:EXIT, ^master, reason} ->
        state = prepare_stop(module, state)
        stop_supervisor(pid)
        run_stop(module, state)
        exit(reason)

      _ ->
        starter_loop(master, module, pid, state)
    end
  end

  defp stop_supervisor(pid) do
    :erlang.exit(pid, :shutdown)

    receive do
      {:EXIT, ^pid, _} -> :ok
    end
  end

  defp prepare_stop(module, state) do
    case :erlang.function_exported(module, :prep_stop, 1) do
      true -> module.prep_stop(state)
      false -> state
    end
  catch
    _, _ -> state
  end

  defp run_stop(module, state) do
    module.stop(state)
    :ok
  catch
    _, _ -> :ok
  end
end
