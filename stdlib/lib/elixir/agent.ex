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

  @doc "Starts an agent linked to the caller; `fun` gives its first state."
  @spec start_link((-> term), GenServer.options()) :: on_start
  def start_link(fun, options \\ []) when is_function(fun, 0), do: GenServer.start_link(Agent.Server, fun, options)

  @doc "Starts an agent linked to the caller; `apply(module, fun, args)` gives its first state."
  @spec start_link(module, atom, [any], GenServer.options()) :: on_start
  def start_link(module, fun, args, options \\ []) do
    GenServer.start_link(Agent.Server, {module, fun, args}, options)
  end

  @doc "Starts an agent without a link."
  @spec start((-> term), GenServer.options()) :: on_start
  def start(fun, options \\ []) when is_function(fun, 0), do: GenServer.start(Agent.Server, fun, options)

  @doc "Starts an agent without a link; `apply(module, fun, args)` gives its first state."
  @spec start(module, atom, [any], GenServer.options()) :: on_start
  def start(module, fun, args, options \\ []), do: GenServer.start(Agent.Server, {module, fun, args}, options)

  # State

  @doc "Returns `fun` of the state, computed in the agent."
  @spec get(agent, (state -> a), timeout) :: a when a: var
  def get(agent, fun, timeout \\ 5000) when is_function(fun, 1), do: GenServer.call(agent, {:get, fun}, timeout)

  @doc "Returns `apply(module, fun, [state | args])`."
  @spec get(agent, module, atom, [term], timeout) :: any
  def get(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get, {module, fun, args}}, timeout)
  end

  @doc "Updates the state and returns a value: `fun` returns `{value, new_state}`."
  @spec get_and_update(agent, (state -> {a, state}), timeout) :: a when a: var
  def get_and_update(agent, fun, timeout \\ 5000) when is_function(fun, 1) do
    GenServer.call(agent, {:get_and_update, fun}, timeout)
  end

  @doc "As `get_and_update/3` with `apply(module, fun, [state | args])`."
  @spec get_and_update(agent, module, atom, [term], timeout) :: any
  def get_and_update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:get_and_update, {module, fun, args}}, timeout)
  end

  @doc "Replaces the state by `fun` of it."
  @spec update(agent, (state -> state), timeout) :: :ok
  def update(agent, fun, timeout \\ 5000) when is_function(fun, 1), do: GenServer.call(agent, {:update, fun}, timeout)

  @doc "Replaces the state by `apply(module, fun, [state | args])`."
  @spec update(agent, module, atom, [term], timeout) :: :ok
  def update(agent, module, fun, args, timeout \\ 5000) do
    GenServer.call(agent, {:update, {module, fun, args}}, timeout)
  end

  @doc "As `update/3` without waiting."
  @spec cast(agent, (state -> state)) :: :ok
  def cast(agent, fun) when is_function(fun, 1), do: GenServer.cast(agent, {:cast, fun})

  @doc "As `update/5` without waiting."
  @spec cast(agent, module, atom, [term]) :: :ok
  def cast(agent, module, fun, args), do: GenServer.cast(agent, {:cast, {module, fun, args}})

  @doc "Stops an agent."
  @spec stop(agent, reason :: term, timeout) :: :ok
  def stop(agent, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(agent, reason, timeout)
end
