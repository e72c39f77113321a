defmodule ExUnit.Server do
  @moduledoc false

  # Holds the modules waiting to be run, and owns the table of ExUnit.OnExitHandler.
  use GenServer

  @doc false
  def ensure_started do
    case GenServer.start(__MODULE__, :ok, name: __MODULE__) do
      {:ok, _} -> :ok
      {:error, {:already_started, _}} -> :ok
    end
  end

  @doc false
  def add_module(module, config) do
    GenServer.call(__MODULE__, {:add, module, config}, :infinity)
  catch
    :exit, {:noproc, _} -> {:error, :not_running}
  end

  @doc false
  # All waiting modules: {async, sync}, in the order of their loading.
  def take_modules, do: GenServer.call(__MODULE__, :take, :infinity)

  @doc false
  def loading_time, do: GenServer.call(__MODULE__, :loading_time, :infinity)

  @impl true
  def init(:ok) do
    ExUnit.OnExitHandler.create_table()
    {:ok, %{async: [], sync: [], started: now()}}
  end

  @impl true
  def handle_call({:add, module, config}, _from, state) do
    key = if config[:async], do: :async, else: :sync
    {:reply, :ok, Map.update!(state, key, &[{module, config} | List.keydelete(&1, module, 0)])}
  end

  def handle_call(:take, _from, state) do
    {:reply, {Enum.reverse(state.async), Enum.reverse(state.sync)}, %{state | async: [], sync: []}}
  end

  def handle_call(:loading_time, _from, state), do: {:reply, now() - state.started, state}

  defp now, do: System.monotonic_time(:microsecond)
end
