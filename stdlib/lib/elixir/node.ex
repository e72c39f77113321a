defmodule Node do
  @moduledoc """
  Nodes of a distributed system.

      iex> Node.self() in Node.list([:this])
      true

  """

  @type t :: node
  @type state :: :visible | :hidden | :connected | :this | :known

  @doc "Turns the system into a node of a distributed system."
  @spec start(node, keyword) :: {:ok, pid} | {:error, term}
  def start(name, opts \\ []) when is_list(opts), do: :net_kernel.start(name, :maps.from_list(opts))

  @doc false
  def start(name, type, tick_time), do: :net_kernel.start([name, type, tick_time])

  @doc "Turns a node into a system of its own."
  @spec stop() :: :ok | {:error, term}
  def stop, do: :net_kernel.stop()

  @doc """
  Returns the name of this node.

      iex> Node.self() == node()
      true

  """
  @spec self() :: t
  def self, do: :erlang.node()

  @doc """
  Tells whether this system is a node.

      iex> is_boolean(Node.alive?())
      true

  """
  @spec alive?() :: boolean
  def alive?, do: :erlang.is_alive()

  @doc """
  Lists the visible nodes that are connected.

      iex> is_list(Node.list())
      true

  """
  @spec list() :: [t]
  def list, do: :erlang.nodes()

  @doc "Lists nodes by their state."
  @spec list(state | [state]) :: [t]
  def list(args), do: :erlang.nodes(args)

  @doc "Turns monitoring of a node on or off."
  @spec monitor(t, boolean) :: true
  def monitor(node, flag), do: :erlang.monitor_node(node, flag)

  @doc "As `monitor/2` with options."
  @spec monitor(t, boolean, [:allow_passive_connect]) :: true
  def monitor(node, flag, options), do: :erlang.monitor_node(node, flag, options)

  @doc "Tries to reach a node: `:pong` or `:pang`."
  @spec ping(t) :: :pong | :pang
  def ping(node) when is_atom(node) do
    cond do
      node == :erlang.node() -> :pong
      :erlang.is_alive() -> :net_adm.ping(node)
      true -> :pang
    end
  end

  @doc "Disconnects from a node."
  @spec disconnect(t) :: boolean | :ignored
  def disconnect(node), do: :erlang.disconnect_node(node)

  @doc "Connects to a node."
  @spec connect(t) :: boolean | :ignored
  def connect(node) when is_atom(node) do
    if :erlang.is_alive(), do: :net_kernel.connect_node(node), else: :ignored
  end

  @doc "Spawns `fun` on a node."
  @spec spawn(t, (-> any)) :: pid
  def spawn(node, fun), do: :erlang.spawn(node, fun)

  @doc "Spawns `fun` on a node with options."
  @spec spawn(t, (-> any), Process.spawn_opts()) :: pid | {pid, reference}
  def spawn(node, fun, opts), do: :erlang.spawn_opt(node, fun, opts)

  @doc "Spawns `apply(module, fun, args)` on a node."
  @spec spawn(t, module, atom, [any]) :: pid
  def spawn(node, module, fun, args), do: :erlang.spawn(node, module, fun, args)

  @doc "Spawns `apply(module, fun, args)` on a node with options."
  @spec spawn(t, module, atom, [any], Process.spawn_opts()) :: pid | {pid, reference}
  def spawn(node, module, fun, args, opts), do: :erlang.spawn_opt(node, module, fun, args, opts)

  @doc "Spawns `fun` on a node, linked."
  @spec spawn_link(t, (-> any)) :: pid
  def spawn_link(node, fun), do: :erlang.spawn_link(node, fun)

  @doc "Spawns `apply(module, fun, args)` on a node, linked."
  @spec spawn_link(t, module, atom, [any]) :: pid
  def spawn_link(node, module, fun, args), do: :erlang.spawn_link(node, module, fun, args)

  @doc "Spawns `fun` on a node, monitored."
  @spec spawn_monitor(t, (-> any)) :: {pid, reference}
  def spawn_monitor(node, fun), do: :erlang.spawn_monitor(node, fun)

  @doc "Spawns `apply(module, fun, args)` on a node, monitored."
  @spec spawn_monitor(t, module, atom, [any]) :: {pid, reference}
  def spawn_monitor(node, module, fun, args), do: :erlang.spawn_monitor(node, module, fun, args)

  @doc "Sets the cookie of this node."
  @spec set_cookie(atom) :: true
  def set_cookie(cookie) when is_atom(cookie), do: :erlang.set_cookie(cookie)

  @doc "Sets the cookie for a node."
  @spec set_cookie(t, atom) :: true
  def set_cookie(node, cookie) when is_atom(node) and is_atom(cookie), do: :erlang.set_cookie(node, cookie)

  @doc "Returns the cookie of this node, or `:nocookie`."
  @spec get_cookie() :: atom
  def get_cookie, do: :erlang.get_cookie()
end
