defmodule Agent do
  @moduledoc """
  A process that does nothing but keep a state.

      iex> {:ok, agent} = Agent.start_link(fn -> 1 end)
      iex> Agent.update(agent, &(&1 + 1))
      :ok
      iex> Agent.get(agent, & &1)
      2

  """

  @type on_start :: {:ok, pid} | {:error, {:already_started, pid} | term}
  @type name :: atom | {:global, term} | {:via, module, term}
  @type agent :: pid | {atom, node} | name
  @type state :: term

  @doc """
  Returns a specification to start an agent under a supervisor.

      iex> Agent.child_spec(:arg).start
      {Agent, :start_link, [:arg]}

  """
  @spec child_spec(term) :: Supervisor.child_spec()
  def child_spec(arg), do: %{id: Agent, start: {Agent, :start_link, [arg]}}

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [arg]}}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  # Starting

  @doc """
  Starts an agent linked to the caller; `fun` gives its first state.

      iex> {:ok, _pid} = Agent.start_link(fn -> [] end, name: :doctest_agent)
      iex> Agent.get(:doctest_agent, & &1)
      []

  """
  @spec start_link((-> term), GenServer.options()) :: on_start
  def start_link(fun, options \\ []) when is_function(fun, 0), do: GenServer.start_link(Agent.Server, fun, options)

  @doc """
  Starts an agent linked to the caller; `apply(module, fun, args)` gives its first state.

      iex> {:ok, pid} = Agent.start_link(Map, :new, [[a: 1]])
      iex> Agent.get(pid, & &1)
      %{a: 1}

  """
  @spec start_link(module, atom, [any], GenServer.options()) :: on_start
  def start_link(module, fun, args, options \\ []) do
    GenServer.start_link(Agent.Server, {module, fun, args}, options)
  end

  @doc """
  Starts an agent without a link.

      iex> {:ok, pid} = Agent.start(fn -> 42 end)
      iex> Agent.get(pid, & &1)
      42

  """
  @spec start((-> term), GenServer.options()) :: on_start
  def start(fun, options \\ []) when is_function(fun, 0), do: GenServer.start(Agent.Server, fun, options)

  @doc """
  Starts an agent without a link; `apply(module, fun, args)` gives its first state.

      iex> {:ok, pid} = Agent.start(Map, :new, [])
      iex> Agent.get(pid, & &1)
      %{}

  """
  @spec start(module, atom, [any], GenServer.options()) :: on_start
  def start(module, fun, args, options \\ []), do: GenServer.start(Agent.Server, {module, fun, args}, options)

  # State

  @doc """
  Returns `fun` of the state, computed in the agent.

      iex> {:ok, pid} = Agent.start_link(fn -> %{count: 3} end)
      iex> Agent.get(pid, & &1.count)
      3

  """
  @spec get(agent, (state -> a), timeout) :: a when a: var
  def get(agent, fun, timeout \\ 5000) when is_function(fun, 1), do: GenServer.call(agent, {:get, fun}, timeout)

  @doc """
  Returns `apply(module, fun, [state | args])`.

      iex> {:ok, pid} = Agent.start_link(fn -> [1, 2] end)
      iex> Agent.get(pid, Enum, :sum, [])
      3

  """
  @spec get(agent, module, atom, [term], timeout) :: any
  def get(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get, {module, fun, args}}, timeout)
  end

  @doc """
  Updates the state and returns a value: `fun` returns `{value, new_state}`.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> Agent.get_and_update(pid, &{&1, &1 + 1})
      42
      iex> Agent.get(pid, & &1)
      43

  """
  @spec get_and_update(agent, (state -> {a, state}), timeout) :: a when a: var
  def get_and_update(agent, fun, timeout \\ 5000) when is_function(fun, 1) do
    GenServer.call(agent, {:get_and_update, fun}, timeout)
  end

  @doc """
  As `get_and_update/3` with `apply(module, fun, [state | args])`.

      iex> {:ok, pid} = Agent.start_link(fn -> [1, 2] end)
      iex> Agent.get_and_update(pid, List, :to_tuple, [])
      1
      iex> Agent.get(pid, & &1)
      2

  """
  @spec get_and_update(agent, module, atom, [term], timeout) :: any
  def get_and_update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get_and_update, {module, fun, args}}, timeout)
  end

  @doc """
  Replaces the state by `fun` of it.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> Agent.update(pid, &(&1 + 1))
      :ok
      iex> Agent.get(pid, & &1)
      43

  """
  @spec update(agent, (state -> state), timeout) :: :ok
  def update(agent, fun, timeout \\ 5000) when is_function(fun, 1), do: GenServer.call(agent, {:update, fun}, timeout)

  @doc """
  Replaces the state by `apply(module, fun, [state | args])`.

      iex> {:ok, pid} = Agent.start_link(fn -> [1, 2] end)
      iex> Agent.update(pid, Enum, :reverse, [])
      iex> Agent.get(pid, & &1)
      [2, 1]

  """
  @spec update(agent, module, atom, [term], timeout) :: :ok
  def update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:update, {module, fun, args}}, timeout)
  end

  @doc """
  As `update/3` without waiting.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> Agent.cast(pid, &(&1 + 1))
      :ok
      iex> Agent.get(pid, & &1)
      43

  """
  @spec cast(agent, (state -> state)) :: :ok
  def cast(agent, fun) when is_function(fun, 1), do: GenServer.cast(agent, {:cast, fun})

  @doc """
  As `update/5` without waiting.

      iex> {:ok, pid} = Agent.start_link(fn -> [1, 2] end)
      iex> Agent.cast(pid, Enum, :reverse, [])
      iex> Agent.get(pid, & &1)
      [2, 1]

  """
  @spec cast(agent, module, atom, [term]) :: :ok
  def cast(agent, module, fun, args), do: GenServer.cast(agent, {:cast, {module, fun, args}})

  @doc """
  Stops an agent.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> Agent.stop(pid)
      :ok
      iex> Process.alive?(pid)
      false

  """
  @spec stop(agent, reason :: term, timeout) :: :ok
  def stop(agent, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(agent, reason, timeout)
end
