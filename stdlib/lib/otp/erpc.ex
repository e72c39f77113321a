defmodule :erpc do
  @moduledoc """
  Calls functions on nodes and tells their outcomes apart: what the function returned, what it raised, exited with or threw,
  and that there was no answer.

  Any node but this one can not be reached. The function of a request runs in a process of its own, which hands its outcome
  over as the reason of its exit. A collection of requests is a map of labels by request.
  """

  defguardp is_call(node, module, function, args)
            when is_atom(node) and is_atom(module) and is_atom(function) and is_list(args)

  # Calls

  @doc "Calls a function and returns its value; raises, exits or throws as the function does."
  def call(node, fun), do: call(node, fun, :infinity)
  def call(node, fun, timeout) when is_function(fun, 0), do: call(node, :erlang, :apply, [fun, []], timeout)
  def call(_node, _fun, _timeout), do: bad_argument()
  def call(node, module, function, args), do: call(node, module, function, args, :infinity)

  def call(node, module, function, args, timeout) when is_call(node, module, function, args) do
    deadline = deadline(timeout)

    if node == node() and timeout == :infinity do
      value({:erpc, outcome(module, function, args)})
    else
      value(await(start(node, module, function, args), deadline))
    end
  end

  def call(_node, _module, _function, _args, _timeout), do: bad_argument()

  @doc "Calls a function on several nodes; returns the outcomes in their order."
  def multicall(nodes, fun), do: multicall(nodes, fun, :infinity)
  def multicall(nodes, fun, timeout) when is_function(fun, 0), do: multicall(nodes, :erlang, :apply, [fun, []], timeout)
  def multicall(_nodes, _fun, _timeout), do: bad_argument()
  def multicall(nodes, module, function, args), do: multicall(nodes, module, function, args, :infinity)

  def multicall(nodes, module, function, args, timeout) do
    check_nodes(nodes)
    deadline = deadline(timeout)
    requests = :lists.map(fn node -> send_request(node, module, function, args) end, nodes)
    :lists.map(fn request -> tagged(await(request, deadline)) end, requests)
  end

  defp check_nodes([node | rest]) when is_atom(node), do: check_nodes(rest)
  defp check_nodes([]), do: :ok
  defp check_nodes(_), do: bad_argument()

  @doc "Has a node call a function, whatever comes of it."
  def cast(node, fun) when is_function(fun, 0), do: cast(node, :erlang, :apply, [fun, []])
  def cast(_node, _fun), do: bad_argument()

  def cast(node, module, function, args) when is_call(node, module, function, args) do
    if node == node(), do: :erlang.spawn(module, function, args)
    :ok
  end

  def cast(_node, _module, _function, _args), do: bad_argument()

  @doc "Has nodes call a function, whatever comes of it."
  def multicast(nodes, fun) when is_function(fun, 0), do: multicast(nodes, :erlang, :apply, [fun, []])
  def multicast(_nodes, _fun), do: bad_argument()

  def multicast(nodes, module, function, args) do
    check_nodes(nodes)
    :lists.foreach(fn node -> cast(node, module, function, args) end, nodes)
  end

  # Requests

  @doc "Has a node call a function; its outcome is asked for by the request that is returned."
  def send_request(node, fun) when is_function(fun, 0), do: send_request(node, :erlang, :apply, [fun, []])
  def send_request(_node, _fun), do: bad_argument()

  def send_request(node, module, function, args) when is_call(node, module, function, args) do
    start(node, module, function, args)
  end

  def send_request(node, fun, label, collection) when is_function(fun, 0) do
    send_request(node, :erlang, :apply, [fun, []], label, collection)
  end

  def send_request(_node, _module, _function, _args), do: bad_argument()

  def send_request(node, module, function, args, label, collection)
      when is_call(node, module, function, args) and is_map(collection) do
    reqids_add(start(node, module, function, args), label, collection)
  end

  def send_request(_node, _module, _function, _args, _label, _collection), do: bad_argument()

  @doc "Waits for the outcome of a request, which is given up after `timeout`."
  def receive_response(request), do: receive_response(request, :infinity)
  def receive_response(request, timeout) when is_reference(request), do: value(await(request, deadline(timeout)))
  def receive_response(_request, _timeout), do: bad_argument()

  def receive_response(collection, timeout, delete?) when is_map(collection) and is_boolean(delete?) do
    case await_one(collection, deadline(timeout)) do
      {:ended, request, result} ->
        labelled(result, request, collection, delete?)

      :no_response ->
        :lists.foreach(fn request -> :erlang.demonitor(request, [:flush]) end, :maps.keys(collection))
        :erlang.error({:erpc, :timeout})

      :no_request ->
        :no_request
    end
  end

  def receive_response(_collection, _timeout, _delete?), do: bad_argument()

  @doc "Waits for the outcome of a request; `:no_response` when there is none yet."
  def wait_response(request), do: wait_response(request, 0)

  def wait_response(request, timeout) when is_reference(request) do
    case await_one(%{request => nil}, deadline(timeout)) do
      {:ended, _, result} -> {:response, value(result)}
      :no_response -> :no_response
    end
  end

  def wait_response(_request, _timeout), do: bad_argument()

  def wait_response(collection, timeout, delete?) when is_map(collection) and is_boolean(delete?) do
    case await_one(collection, deadline(timeout)) do
      {:ended, request, result} -> response(labelled(result, request, collection, delete?))
      other -> other
    end
  end

  def wait_response(_collection, _timeout, _delete?), do: bad_argument()

  @doc "Tells whether a message is the outcome of a request."
  def check_response(message, request) when is_reference(request) do
    case message do
      {:DOWN, ^request, :process, _, reason} -> {:response, value(reason)}
      _ -> :no_response
    end
  end

  def check_response(_message, _request), do: bad_argument()

  def check_response(message, collection, delete?) when is_map(collection) and is_boolean(delete?) do
    case message do
      _ when collection == %{} ->
        :no_request

      {:DOWN, request, :process, _, reason} when is_map_key(collection, request) ->
        response(labelled(reason, request, collection, delete?))

      _ ->
        :no_response
    end
  end

  def check_response(_message, _collection, _delete?), do: bad_argument()

  defp response({value, label, collection}), do: {{:response, value}, label, collection}

  @doc "Returns a collection of no requests."
  def reqids_new, do: %{}

  @doc "Returns how many requests a collection holds."
  def reqids_size(collection) when is_map(collection), do: :erlang.map_size(collection)
  def reqids_size(_collection), do: bad_argument()

  @doc "Adds a request under a label."
  def reqids_add(request, label, collection)
      when is_reference(request) and is_map(collection) and not is_map_key(collection, request) do
    :maps.put(request, label, collection)
  end

  def reqids_add(_request, _label, _collection), do: bad_argument()

  @doc "Lists `{request, label}`."
  def reqids_to_list(collection) when is_map(collection), do: :maps.to_list(collection)
  def reqids_to_list(_collection), do: bad_argument()

  # Running, and what came of it

  # The monitor of the process that runs the function is the request.
  defp start(node, module, function, args) when node == node() do
    {_, monitor} = :erlang.spawn_monitor(fn -> exit({:erpc, outcome(module, function, args)}) end)
    monitor
  end

  # There are no connections to other nodes.
  defp start(node, _module, _function, _args) do
    request = :erlang.make_ref()
    :erlang.send(self(), {:DOWN, request, :process, {:erpc, node}, :noconnection})
    request
  end

  defp outcome(module, function, args) do
    {:return, :erlang.apply(module, function, args)}
  catch
    :throw, value -> {:throw, value}
    :exit, reason -> {:exit, {:exception, reason}}
    :error, reason -> {:error, {:exception, reason, own(__STACKTRACE__)}}
  end

  # The stack down to the function called.
  defp own(stack), do: :lists.takewhile(fn entry -> elem(entry, 0) != :erpc end, stack)

  defp await(request, deadline) do
    case await_one(%{request => nil}, deadline) do
      {:ended, _, result} ->
        result

      :no_response ->
        :erlang.demonitor(request, [:flush])
        {:erpc, {:error, {:erpc, :timeout}}}
    end
  end

  defp await_one(collection, _deadline) when collection == %{}, do: :no_request

  defp await_one(collection, deadline) do
    receive do
      {:DOWN, request, :process, _, reason} when is_map_key(collection, request) -> {:ended, request, reason}
    after
      left(deadline) -> :no_response
    end
  end

  defp labelled(result, request, collection, delete?) do
    label = :erlang.map_get(request, collection)
    collection = if delete?, do: :maps.remove(request, collection), else: collection

    case tagged(result) do
      {:ok, value} -> {value, label, collection}
      {kind, reason} -> :erlang.raise(kind, {reason, label, collection}, [])
    end
  end

  defp value(result) do
    case tagged(result) do
      {:ok, value} -> value
      {:error, {:exception, _, stack} = reason} -> :erlang.raise(:error, reason, stack)
      {kind, reason} -> :erlang.raise(kind, reason, [])
    end
  end

  defp tagged({:erpc, {:return, value}}), do: {:ok, value}
  defp tagged({:erpc, failure}), do: failure
  defp tagged(:noconnection), do: {:error, {:erpc, :noconnection}}
  defp tagged(reason), do: {:exit, {:signal, reason}}

  defp deadline(:infinity), do: :infinity

  defp deadline(timeout) when is_integer(timeout) and timeout >= 0 do
    :erlang.monotonic_time(:millisecond) + timeout
  end

  defp deadline(_), do: bad_argument()

  defp left(:infinity), do: :infinity
  defp left(deadline), do: :erlang.max(0, deadline - :erlang.monotonic_time(:millisecond))

  defp bad_argument, do: :erlang.error({:erpc, :badarg})
end
