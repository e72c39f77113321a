defmodule :net_kernel do
  @moduledoc """
  Distribution, of which jlixir has none: a node can not be started, and whoever asks for connections is told that the node is not alive. No
  node ever comes up or goes down, so that there is nothing to tell who monitors them.
  """

  @type option :: :connection_id | :nodedown_reason | {:node_type, :visible | :hidden | :all}

  @doc "Refuses to make this node a distributed one."
  @spec start([atom | pos_integer]) :: {:error, term}
  def start([name | rest] = args) when is_atom(name) and length(rest) <= 2, do: refused(args)

  @doc "Refuses to make this node a distributed one; raises when `options` have what is no option."
  @spec start(atom, map) :: {:error, term}
  def start(name, options) when is_atom(name) and is_map(options) do
    for {option, value} <- :maps.to_list(options), not start_option?(option, value), do: :erlang.error({:invalid_option, option, value})
    refused([name, options])
  end

  def start(name, _options) when is_atom(name), do: :erlang.error(:invalid_options)
  def start(name, _options), do: :erlang.error({:invalid_name, name})

  defp start_option?(:name_domain, value), do: value in [:shortnames, :longnames]
  defp start_option?(:net_ticktime, value), do: is_integer(value) and value > 0
  defp start_option?(:net_tickintensity, value), do: is_integer(value) and value in 4..1000
  defp start_option?(option, value) when option in [:dist_listen, :hidden], do: is_boolean(value)
  defp start_option?(_option, _value), do: false

  defp refused(args) do
    reason = {:shutdown, {:failed_to_start_child, :net_kernel, {:EXIT, :nodistribution}}}
    child = {:child, :undefined, :net_sup_dynamic, {__MODULE__, :start, [args]}, :permanent, false, 1000, :supervisor, [:net_sup_dynamic]}
    {:error, {reason, child}}
  end

  @doc "Ends what `start/2` has started, which is nothing."
  @spec stop() :: {:error, :not_found}
  def stop, do: {:error, :not_found}

  @doc "Whether the node is distributed."
  @spec get_state() :: %{started: :no}
  def get_state, do: %{started: :no}

  @doc false
  def nodename, do: :ignored

  @doc false
  def longnames, do: :ignored

  @doc "Connects to a node."
  @spec connect_node(node) :: :ignored
  def connect_node(node) when is_atom(node), do: :ignored

  @doc false
  def hidden_connect_node(node) when is_atom(node), do: :ignored

  @doc "Says which nodes may connect."
  @spec allow([node]) :: :ignored | :error
  def allow(nodes) when is_list(nodes), do: if(:lists.all(&is_atom/1, nodes), do: :ignored, else: :error)

  @doc "After how long a silent node is given up."
  @spec get_net_ticktime() :: :ignored
  def get_net_ticktime, do: :ignored

  @doc "Sets after how long a silent node is given up."
  @spec set_net_ticktime(pos_integer) :: :ignored
  def set_net_ticktime(seconds), do: set_net_ticktime(seconds, 60)

  @doc "As `set_net_ticktime/1`; the change takes hold within `period` seconds."
  @spec set_net_ticktime(pos_integer, non_neg_integer) :: :ignored
  def set_net_ticktime(seconds, period) when is_integer(seconds) and seconds > 0 and is_integer(period) and period >= 0, do: :ignored

  @doc "Options of the socket to a node."
  @spec getopts(node, list) :: :ignored
  def getopts(node, options) when is_atom(node) and is_list(options), do: :ignored

  @doc "Sets options of the sockets to nodes."
  @spec setopts(node | :new, list) :: :ignored
  def setopts(node, options) when is_atom(node) and is_list(options), do: :ignored

  @doc "Asks for messages about nodes that come up and go down, or for no more of them."
  @spec monitor_nodes(boolean) :: :ok | :error
  def monitor_nodes(flag), do: monitor_nodes(flag, [])

  @doc """
  As `monitor_nodes/1`. The options, a list or a map: `:node_type` (`:visible`, `:hidden` or `:all`), `:nodedown_reason` and `:connection_id`.
  """
  @spec monitor_nodes(boolean, [option] | map) :: :ok | :error | {:error, term}
  def monitor_nodes(flag, _options) when not is_boolean(flag), do: :error
  def monitor_nodes(_flag, options) when is_list(options), do: listed_options(options)
  def monitor_nodes(_flag, options) when is_map(options), do: mapped_options(options)
  def monitor_nodes(_flag, options), do: {:error, {:invalid_options, options}}

  defp listed_options(options) do
    types = for {:node_type, _type} = option <- options, do: option
    unknown = options -- [:nodedown_reason, :connection_id | types]

    cond do
      bad = :lists.search(fn {:node_type, type} -> not node_type?(type) end, types) |> found() -> {:error, {:bad_option_value, bad}}
      length(:lists.usort(types)) > 1 -> {:error, {:option_value_mismatch, :lists.reverse(types)}}
      unknown != [] -> {:error, {:unknown_options, unknown}}
      true -> :ok
    end
  end

  defp found({:value, value}), do: value
  defp found(false), do: nil

  defp mapped_options(options) do
    known = :maps.with([:node_type, :nodedown_reason, :connection_id], options)
    bad = :maps.filter(fn option, value -> if(option == :node_type, do: not node_type?(value), else: not is_boolean(value)) end, known)

    cond do
      bad != %{} -> {:error, {:bad_option_value, bad}}
      known != options -> {:error, {:unknown_options, :maps.without(:maps.keys(known), options)}}
      true -> :ok
    end
  end

  defp node_type?(type), do: type in [:visible, :hidden, :all]
end
