defmodule IEx.Broker do
  @moduledoc false
  # Knows the shells that run, and asks them to take over processes that stop at `IEx.pry/0`.
  use GenServer

  @name IEx.Broker

  def ensure_started do
    case GenServer.start(__MODULE__, nil, name: @name) do
      {:ok, pid} -> {:ok, pid}
      {:error, {:already_started, pid}} -> {:ok, pid}
    end
  end

  def register(shell) do
    {:ok, _} = ensure_started()
    GenServer.call(@name, {:register, shell})
  end

  # Waits until a shell has taken the process over: `{:ok, shell, evaluator, group leader, counter}`, or tells why none has.
  def take_over(location, whereami, options) do
    case Process.whereis(@name) do
      nil -> {:error, :no_iex}
      broker -> GenServer.call(broker, {:take_over, location, whereami, [pid: self()] ++ options}, :infinity)
    end
  end

  # Makes a public table that lasts as long as the shells.
  def own_table(name) do
    {:ok, _} = ensure_started()
    GenServer.call(@name, {:own_table, name})
  end

  def respond(ref, reply), do: GenServer.call(@name, {reply, ref, self(), Process.group_leader()})

  @impl true
  def init(nil), do: {:ok, %{shells: %{}, requests: %{}}}

  @impl true
  def handle_call({:register, shell}, _from, state) do
    {:reply, :ok, put_in(state.shells[Process.monitor(shell)], shell)}
  end

  def handle_call({:own_table, name}, _from, state) do
    if :ets.whereis(name) == :undefined, do: :ets.new(name, [:named_table, :public, :ordered_set])
    {:reply, :ok, state}
  end

  def handle_call({:take_over, location, whereami, options}, from, state) do
    case Map.values(state.shells) do
      [] ->
        {:reply, {:error, :no_iex}, state}

      shells ->
        ref = make_ref()
        for shell <- shells, do: send(shell, {:take_over, self(), ref, location, whereami, options})
        {:noreply, put_in(state.requests[ref], {from, shells})}
    end
  end

  def handle_call({:accept, ref, shell, leader}, _from, state) do
    case pop_in(state.requests[ref]) do
      {nil, state} ->
        {:reply, {:error, :already_accepted}, state}

      {{from, _shells}, state} ->
        GenServer.reply(from, {:ok, shell, leader})
        {:reply, :ok, state}
    end
  end

  def handle_call({:refuse, ref, shell, _leader}, _from, state), do: {:reply, :ok, refused(state, ref, shell)}

  defp refused(state, ref, shell) do
    case state.requests do
      %{^ref => {from, shells}} ->
        case List.delete(shells, shell) do
          [] ->
            GenServer.reply(from, {:error, :refused})
            %{state | requests: Map.delete(state.requests, ref)}

          others ->
            put_in(state.requests[ref], {from, others})
        end

      _ ->
        state
    end
  end

  @impl true
  def handle_info({:DOWN, monitor, :process, shell, _reason}, state) do
    state = %{state | shells: Map.delete(state.shells, monitor)}
    {:noreply, Enum.reduce(Map.keys(state.requests), state, &refused(&2, &1, shell))}
  end

  def handle_info(_message, state), do: {:noreply, state}
end
