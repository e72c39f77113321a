defmodule Node do
  @moduledoc """
  Nodes of a distributed system.

      iex> Node.self() in Node.list([:this])
      true

  """

  @type t :: node
  @type state :: :visible | :hidden | :connected | :this | :known

  @doc """
  Turns the system into a node of a distributed system.

      Node.start(:"shop@example.org", name_domain: :longnames)

  """
  @spec start(node, keyword) :: {:ok, pid} | {:error, term}
  def start(name, opts \\ []) when is_list(opts), do: :net_kernel.start(name, :maps.from_list(opts))

  @doc false
  def start(name, type, tick_time), do: :net_kernel.start([name, type, tick_time])

  @doc """
  Turns a node into a system of its own.

      Node.stop()

  """
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

  @doc """
  Lists nodes by their state.

      iex> Node.list(:this)
      [node()]

  """
  @spec list(state | [state]) :: [t]
  def list(args), do: :erlang.nodes(args)

  @doc """
  Turns monitoring of a node on or off.

      iex> Node.monitor(node(), true)
      true

  """
  @spec monitor(t, boolean) :: true
  def monitor(node, flag), do: :erlang.monitor_node(node, flag)

  @doc """
  As `monitor/2` with options.

      Node.monitor(:"worker@example.org", true, [:allow_passive_connect])

  """
  @spec monitor(t, boolean, [:allow_passive_connect]) :: true
  def monitor(node, flag, options), do: :erlang.monitor_node(node, flag, options)

  @doc """
  Tries to reach a node: `:pong` or `:pang`.

      iex> Node.ping(:"worker@example.org")
      :pang

  """
  @spec ping(t) :: :pong | :pang
  def ping(node) when is_atom(node), do: :net_adm.ping(node)

  @doc """
  Disconnects from a node.

      Node.disconnect(:"worker@example.org")

  """
  @spec disconnect(t) :: boolean | :ignored
  def disconnect(node), do: :erlang.disconnect_node(node)

  @doc """
  Connects to a node.

      Node.connect(:"worker@example.org")

  """
  @spec connect(t) :: boolean | :ignored
  def connect(node) when is_atom(node), do: :net_kernel.connect_node(node)

  @doc """
  Spawns `fun` on a node.

      iex> parent = self()
      iex> pid = Node.spawn(node(), fn -> send(parent, :started) end)
      iex> receive do: (:started -> is_pid(pid))
      true

  """
  @spec spawn(t, (-> any)) :: pid
  def spawn(node, fun), do: :erlang.spawn(node, fun)

  @doc """
  Spawns `fun` on a node with options.

      iex> {pid, reference} = Node.spawn(node(), fn -> :ok end, [:monitor])
      iex> receive do: ({:DOWN, ^reference, :process, ^pid, reason} -> reason)
      :normal

  """
  @spec spawn(t, (-> any), Process.spawn_opts()) :: pid | {pid, reference}
  def spawn(node, fun, opts), do: :erlang.spawn_opt(node, fun, opts)

  @doc """
  Spawns `apply(module, fun, args)` on a node.

      iex> Node.spawn(node(), Kernel, :send, [self(), :hello])
      iex> receive do: (message -> message)
      :hello

  """
  @spec spawn(t, module, atom, [any]) :: pid
  def spawn(node, module, fun, args), do: :erlang.spawn(node, module, fun, args)

  @doc """
  Spawns `apply(module, fun, args)` on a node with options.

      iex> {pid, reference} = Node.spawn(node(), Kernel, :exit, [:done], [:monitor])
      iex> receive do: ({:DOWN, ^reference, :process, ^pid, reason} -> reason)
      :done

  """
  @spec spawn(t, module, atom, [any], Process.spawn_opts()) :: pid | {pid, reference}
  def spawn(node, module, fun, args, opts), do: :erlang.spawn_opt(node, module, fun, args, opts)

  @doc """
  Spawns `fun` on a node, linked.

      iex> pid = Node.spawn_link(node(), fn -> receive do: (:stop -> :ok) end)
      iex> Process.info(self(), :links) == {:links, [pid]}
      true

  """
  @spec spawn_link(t, (-> any)) :: pid
  def spawn_link(node, fun), do: :erlang.spawn_link(node, fun)

  @doc """
  Spawns `apply(module, fun, args)` on a node, linked.

      iex> pid = Node.spawn_link(node(), Process, :sleep, [:infinity])
      iex> Process.info(self(), :links) == {:links, [pid]}
      true

  """
  @spec spawn_link(t, module, atom, [any]) :: pid
  def spawn_link(node, module, fun, args), do: :erlang.spawn_link(node, module, fun, args)

  @doc """
  Spawns `fun` on a node, monitored.

      iex> {pid, reference} = Node.spawn_monitor(node(), fn -> exit(:done) end)
      iex> receive do: ({:DOWN, ^reference, :process, ^pid, reason} -> reason)
      :done

  """
  @spec spawn_monitor(t, (-> any)) :: {pid, reference}
  def spawn_monitor(node, fun), do: :erlang.spawn_monitor(node, fun)

  @doc """
  Spawns `apply(module, fun, args)` on a node, monitored.

      iex> {pid, reference} = Node.spawn_monitor(node(), Kernel, :exit, [:done])
      iex> receive do: ({:DOWN, ^reference, :process, ^pid, reason} -> reason)
      :done

  """
  @spec spawn_monitor(t, module, atom, [any]) :: {pid, reference}
  def spawn_monitor(node, module, fun, args), do: :erlang.spawn_monitor(node, module, fun, args)

  @doc """
  Sets the cookie of this node.

      Node.set_cookie(:secret)

  """
  @spec set_cookie(atom) :: true
  def set_cookie(cookie) when is_atom(cookie), do: :erlang.set_cookie(:erlang.node(), cookie)

  @doc """
  Sets the cookie for a node.

      Node.set_cookie(:"worker@example.org", :another_secret)

  """
  @spec set_cookie(t, atom) :: true
  def set_cookie(node, cookie) when is_atom(node) and is_atom(cookie), do: :erlang.set_cookie(node, cookie)

  @doc """
  Returns the cookie of this node, or `:nocookie`.

      iex> is_atom(Node.get_cookie())
      true

  """
  @spec get_cookie() :: atom
  def get_cookie, do: :erlang.get_cookie()
end
