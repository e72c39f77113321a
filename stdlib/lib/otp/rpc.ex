defmodule :rpc do
  @moduledoc """
  Calls functions on nodes, the failures among the values: `{:badrpc, reason}`. `:erpc` tells them apart.
  """

  @doc "Calls a function on a node."
  def call(node, module, function, args), do: call(node, module, function, args, :infinity)

  def call(node, module, function, args, timeout) do
    :erpc.call(node, module, function, args, timeout)
  catch
    kind, reason -> failed(kind, reason)
  end

  @doc "As `call/4`; no two such calls run on a node at once."
  def block_call(node, module, function, args), do: call(node, module, function, args)
  def block_call(node, module, function, args, timeout), do: call(node, module, function, args, timeout)

  defp failed(:throw, value), do: value
  defp failed(:exit, {:exception, reason}), do: {:badrpc, {:EXIT, reason}}
  defp failed(:exit, {:signal, reason}), do: {:badrpc, {:EXIT, reason}}
  defp failed(:error, {:exception, reason, stack}), do: {:badrpc, {:EXIT, {reason, stack}}}
  defp failed(:error, {:erpc, :noconnection}), do: {:badrpc, :nodedown}
  defp failed(:error, {:erpc, :timeout}), do: {:badrpc, :timeout}
  defp failed(:error, {:erpc, reason}), do: :erlang.error(reason)

  @doc "Has a node call a function, whatever comes of it."
  def cast(node, module, function, args) do
    :erpc.cast(node, module, function, args)
    true
  end

  # Several nodes

  @doc "Calls a function on all nodes. Returns the values, and the nodes without one."
  def multicall(module, function, args), do: multicall([node() | :erlang.nodes()], module, function, args, :infinity)

  def multicall(nodes, module, function, args) when is_list(nodes) do
    multicall(nodes, module, function, args, :infinity)
  end

  def multicall(module, function, args, timeout) do
    multicall([node() | :erlang.nodes()], module, function, args, timeout)
  end

  def multicall(nodes, module, function, args, timeout) do
    outcomes = :lists.zip(nodes, :erpc.multicall(nodes, module, function, args, timeout))

    {for({_, outcome} <- outcomes, answered?(outcome), do: plain(outcome)),
     for({node, outcome} <- outcomes, not answered?(outcome), do: node)}
  end

  defp answered?({:error, {:erpc, _}}), do: false
  defp answered?(_), do: true

  defp plain({:ok, value}), do: value
  defp plain({kind, reason}), do: failed(kind, reason)

  @doc "Has all nodes call a function, whatever comes of it."
  def eval_everywhere(module, function, args) do
    eval_everywhere([node() | :erlang.nodes()], module, function, args)
  end

  def eval_everywhere(nodes, module, function, args) do
    :lists.foreach(fn node -> cast(node, module, function, args) end, nodes)
    :abcast
  end

  # Servers under one name on several nodes

  @doc "Casts a request to the servers under `name`."
  def abcast(name, message), do: abcast([node() | :erlang.nodes()], name, message)

  def abcast(nodes, name, message) do
    :lists.foreach(fn node -> send({name, node}, {:"$gen_cast", message}) end, nodes)
    :abcast
  end

  @doc "As `abcast/2`; returns the nodes with such a server, and those without."
  def sbcast(name, message), do: sbcast([node() | :erlang.nodes()], name, message)

  def sbcast(nodes, name, message) do
    {good, bad} = :lists.partition(fn node -> running?(name, node) end, nodes)
    abcast(good, name, message)
    {good, bad}
  end

  defp running?(name, node), do: node == node() and :erlang.whereis(name) != :undefined

  @doc "Sends `{pid, message}` to the server under `name` and waits for its `{name, node, reply}`."
  def server_call(node, name, _reply_wrapper, _message) when is_atom(node) and is_atom(name) and node != node(), do: {:error, :nodedown}

  def server_call(node, name, reply_wrapper, message) when is_atom(node) and is_atom(name) do
    monitor = :erlang.monitor(:process, {name, node})
    send({name, node}, {self(), message})

    receive do
      {:DOWN, ^monitor, _, _, _} ->
        {:error, :nodedown}

      {^reply_wrapper, ^node, reply} ->
        :erlang.demonitor(monitor, [:flush])
        reply
    end
  end

  @doc "As `server_call/4` with `{name, node, reply}` on several nodes; returns the replies, and the nodes without one."
  def multi_server_call(name, message), do: multi_server_call([node() | :erlang.nodes()], name, message)

  def multi_server_call(nodes, name, message) do
    replies = :lists.map(fn node -> {node, server_call(node, name, name, message)} end, nodes)

    {for({_, reply} <- replies, reply != {:error, :nodedown}, do: reply),
     for({node, {:error, :nodedown}} <- replies, do: node)}
  end

  # Promises

  @doc "Calls a function beside the caller. The key is for `yield/1` and `nb_yield/2`, in the same process."
  def async_call(node, module, function, args) do
    :erlang.spawn_monitor(fn -> exit({:async_call, call(node, module, function, args)}) end)
  end

  @doc "Waits for the value of a call."
  def yield({_, monitor}) when is_reference(monitor) do
    receive do
      {:DOWN, ^monitor, :process, _, reason} -> promised(reason)
    end
  end

  @doc "As `yield/1`: `{:value, value}`, or `:timeout` when there is none after `timeout` milliseconds."
  def nb_yield(key), do: nb_yield(key, 0)

  def nb_yield({_, monitor}, timeout) when is_reference(monitor) do
    receive do
      {:DOWN, ^monitor, :process, _, reason} -> {:value, promised(reason)}
    after
      timeout -> :timeout
    end
  end

  defp promised({:async_call, value}), do: value
  defp promised(reason), do: {:badrpc, {:EXIT, reason}}

  @doc "Calls functions `{module, function, args}` at once; their values in order."
  def parallel_eval(calls) do
    keys = for {module, function, args} <- calls, do: async_call(node(), module, function, args)
    :lists.map(&yield/1, keys)
  end

  @doc "Calls a function with each element of a list before `args`, at once; exits when one fails."
  def pmap({module, function}, args, list) do
    values = parallel_eval(for element <- list, do: {module, function, [element | args]})

    if :lists.any(&match?({:badrpc, _}, &1), values), do: exit(:badrpc), else: values
  end

  # Processes of any node

  @doc "As `:erlang.process_info/1`."
  def pinfo(pid) when node(pid) == node(), do: :erlang.process_info(pid)
  def pinfo(pid), do: call(node(pid), :erlang, :process_info, [pid])

  @doc "As `:erlang.process_info/2`."
  def pinfo(pid, item) when node(pid) == node(), do: :erlang.process_info(pid, item)
  def pinfo(pid, item), do: call(node(pid), :erlang, :process_info, [pid, item])
end
