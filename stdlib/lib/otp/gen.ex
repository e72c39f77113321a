defmodule :gen do
  @moduledoc """
  What all behaviours share: starting under a name, the call protocol with its monitor and alias, stopping, and
  requests whose answer is fetched later.
  """

  import Kernel, except: [send: 2]

  @default_timeout 5000

  # Starting

  @doc "Starts a process of the behaviour `gen_module`, without (5) or with (6) a name."
  def start(gen_module, kind, module, args, options) do
    spawn_kind(kind, [gen_module, self(), parent(kind), module, args, options], options)
  end

  def start(gen_module, kind, name, module, args, options) do
    case where(name) do
      :undefined -> spawn_kind(kind, [gen_module, self(), parent(kind), name, module, args, options], options)
      pid -> {:error, {:already_started, pid}}
    end
  end

  defp parent(:link), do: self()
  defp parent(_), do: :self

  defp spawn_kind(:link, args, options) do
    :proc_lib.start_link(:gen, :init_it, args, start_timeout(options), spawn_options(options))
  end

  defp spawn_kind(:nolink, args, options) do
    :proc_lib.start(:gen, :init_it, args, start_timeout(options), spawn_options(options))
  end

  defp spawn_kind(:monitor, args, options) do
    case :proc_lib.start_monitor(:gen, :init_it, args, start_timeout(options), spawn_options(options)) do
      {{:ok, pid}, monitor} ->
        {:ok, {pid, monitor}}

      {{:ok, pid, extra}, monitor} ->
        {:ok, {pid, monitor}, extra}

      {result, monitor} ->
        :erlang.demonitor(monitor, [:flush])
        result
    end
  end

  defp start_timeout(options), do: option(:timeout, options, :infinity)
  defp spawn_options(options), do: option(:spawn_opt, options, [])

  defp option(key, options, default) do
    case :lists.keyfind(key, 1, options) do
      {_, value} -> value
      false -> default
    end
  end

  @doc false
  def init_it(gen_module, starter, parent, module, args, options) do
    gen_module.init_it(starter, parent, self(), module, args, options)
  end

  @doc false
  def init_it(gen_module, starter, parent, name, module, args, options) do
    case register_name(name) do
      true -> gen_module.init_it(starter, parent, name, module, args, options)
      {false, pid} -> :proc_lib.init_fail(starter, {:error, {:already_started, pid}}, {:exit, :normal})
    end
  end

  defp register_name({:local, name}) do
    :erlang.register(name, self())
  catch
    :error, _ -> {false, where({:local, name})}
  end

  defp register_name({:global, name}), do: registered(:global.register_name(name, self()), {:global, name})
  defp register_name({:via, module, name}), do: registered(module.register_name(name, self()), {:via, module, name})

  defp registered(:yes, _), do: true
  defp registered(:no, name), do: {false, where(name)}

  @doc "Gives up the name a process was started under."
  def unregister_name({:local, name}) do
    :erlang.unregister(name)
  catch
    _, _ -> :ok
  end

  def unregister_name({:global, name}), do: :global.unregister_name(name)
  def unregister_name({:via, module, name}), do: module.unregister_name(name)
  def unregister_name(pid) when is_pid(pid), do: pid

  @doc "Returns the pid behind a name, or `:undefined`."
  def where({:local, name}), do: :erlang.whereis(name)
  def where({:global, name}), do: :global.whereis_name(name)
  def where({:via, module, name}), do: module.whereis_name(name)
  def where(name) when is_atom(name), do: :erlang.whereis(name)
  def where(pid) when is_pid(pid), do: pid
  def where({name, node}) when node == node(), do: :erlang.whereis(name)
  def where({name, node}) when is_atom(name) and is_atom(node), do: {name, node}

  @doc "Returns how a behaviour's process refers to itself: its pid or its bare name."
  def name({:local, name}), do: name
  def name({:global, name}), do: name
  def name({:via, _, name}), do: name
  def name(pid) when is_pid(pid), do: pid

  @doc "Returns the name of the calling process as given to `enter_loop`, after checking that it is registered so."
  def get_proc_name(pid) when is_pid(pid), do: pid

  def get_proc_name(name) do
    case where(name) do
      pid when pid == self() -> name(name)
      _ -> exit(:process_not_registered)
    end
  end

  @doc "Returns the process that started the calling process."
  def get_parent do
    case :erlang.get(:"$ancestors") do
      [parent | _] when is_pid(parent) -> parent
      [parent | _] when is_atom(parent) -> parent_pid(parent)
      _ -> exit(:process_was_not_started_by_proc_lib)
    end
  end

  defp parent_pid(name) do
    case :erlang.whereis(name) do
      :undefined -> :global.whereis_name(name)
      pid -> pid
    end
  end

  @doc "Returns the `:sys` debug structure for the `:debug` option."
  def debug_options(name, options) do
    case option(:debug, options, []) do
      [] -> []
      flags -> checked_debug(name, flags)
    end
  end

  defp checked_debug(name, flags) do
    :sys.debug_options(flags)
  catch
    _, _ ->
      :error_logger.format(~c"~p: ignoring erroneous debug options - ~p~n", [name, flags])
      []
  end

  @doc "Returns the `:hibernate_after` option."
  def hibernate_after(options), do: option(:hibernate_after, options, :infinity)

  # Calling

  @doc "Sends `{label, from, request}` to `process` and waits for its reply: `{:ok, reply}`, or an exit."
  def call(process, label, request), do: call(process, label, request, @default_timeout)

  def call(process, label, request, timeout) when is_pid(process) and process != self() do
    do_call(process, label, request, timeout)
  end

  def call(process, label, request, timeout) do
    case where(process) do
      :undefined -> exit(:noproc)
      pid when pid == self() -> exit(:calling_self)
      {_, node} = target -> if :erlang.is_alive(), do: do_call(target, label, request, timeout), else: exit({:nodedown, node})
      target -> do_call(target, label, request, timeout)
    end
  end

  # No reply can come too late, so that no alias is needed.
  defp do_call(target, label, request, :infinity) do
    monitor = :erlang.monitor(:process, target)
    send_to(target, {label, {self(), monitor}, request})

    receive do
      {^monitor, reply} ->
        :erlang.demonitor(monitor, [:flush])
        {:ok, reply}

      {:DOWN, ^monitor, _, object, :noconnection} ->
        exit({:nodedown, node_of(object)})

      {:DOWN, ^monitor, _, _, reason} ->
        exit(reason)
    end
  end

  defp do_call(target, label, request, timeout) when is_integer(timeout) and timeout >= 0 do
    monitor = :erlang.monitor(:process, target, alias: :demonitor)
    tag = [:alias | monitor]
    send_to(target, {label, {self(), tag}, request})

    receive do
      {[:alias | ^monitor], reply} ->
        :erlang.demonitor(monitor, [:flush])
        {:ok, reply}

      {:DOWN, ^monitor, _, object, :noconnection} ->
        exit({:nodedown, node_of(object)})

      {:DOWN, ^monitor, _, _, reason} ->
        exit(reason)
    after
      timeout ->
        :erlang.demonitor(monitor, [:flush])

        receive do
          {[:alias | ^monitor], reply} -> {:ok, reply}
        after
          0 -> exit(:timeout)
        end
    end
  end

  defp end_of(object, :noconnection), do: {:nodedown, node_of(object)}
  defp end_of(_object, reason), do: reason

  defp node_of({_, node}), do: node
  defp node_of(pid), do: node(pid)

  @doc "Answers a call."
  def reply({_to, [:alias | ref] = tag}, reply) when is_reference(ref) do
    :erlang.send(ref, {tag, reply})
    :ok
  end

  def reply({_to, [[:alias | ref] | _] = tag}, reply) when is_reference(ref) do
    :erlang.send(ref, {tag, reply})
    :ok
  end

  def reply({to, tag}, reply) do
    :erlang.send(to, {tag, reply})
    :ok
  catch
    _, _ -> :ok
  end

  @doc "Stops `process` and waits for its end."
  def stop(process), do: stop(process, :normal, :infinity)

  def stop(process, reason, timeout) do
    case where(process) do
      :undefined -> exit(:noproc)
      {_, node} -> exit({:nodedown, node})
      target -> :proc_lib.stop(target, reason, timeout)
    end
  end

  # Requests answered later

  @doc "Sends a request; the reply is fetched by `receive_response/2` and its like."
  def send_request(process, label, request) do
    {target, monitor} =
      case request_target(process) do
        :undefined -> {:undefined, dead_request(process, :noproc)}
        {_, node} when node != node() -> remote_request(process)
        target -> {target, :erlang.monitor(:process, target, alias: :demonitor)}
      end

    send_to(target, {label, {self(), [:alias | monitor]}, request})
    monitor
  end

  def send_request(process, label, request, request_label, collection) when is_map(collection) do
    :maps.put(send_request(process, label, request), request_label, collection)
  end

  defp request_target({:global, _} = name), do: where(name)
  defp request_target({:via, _, _} = name), do: where(name)
  defp request_target(process), do: process

  defp send_to(pid, message) when is_pid(pid) and node(pid) == node(), do: :erlang.send(pid, message)
  defp send_to(:undefined, _), do: :ok

  defp send_to(target, message) do
    :erlang.send(target, message, [:noconnect])
  catch
    :error, _ -> :ok
  end

  defp remote_request(target) do
    case :erlang.is_alive() do
      true -> {target, :erlang.monitor(:process, target, alias: :demonitor)}
      false -> {:undefined, dead_request(target, :noconnection)}
    end
  end

  defp dead_request(process, reason) do
    ref = :erlang.make_ref()
    :erlang.send(self(), {:DOWN, ref, :process, process, reason})
    ref
  end

  @doc "Waits for the reply of one request; may be tried again after `:timeout`."
  def wait_response(monitor, timeout) when is_reference(monitor) do
    receive do
      {[:alias | ^monitor], reply} ->
        :erlang.demonitor(monitor, [:flush])
        {:reply, reply}

      {:DOWN, ^monitor, _, object, reason} ->
        {:error, {end_of(object, reason), object}}
    after
      request_timeout(timeout) -> :timeout
    end
  end

  def wait_response(collection, timeout, delete?), do: from_collection(collection, timeout, delete?, fn _ -> :ok end)

  @doc "Waits for the reply of one request and gives it up after `timeout`."
  def receive_response(monitor, timeout) when is_reference(monitor) do
    case wait_response(monitor, timeout) do
      :timeout ->
        :erlang.demonitor(monitor, [:flush])
        wait_response_now(monitor)

      response ->
        response
    end
  end

  def receive_response(collection, timeout, delete?) do
    from_collection(collection, timeout, delete?, fn monitors ->
      :lists.foreach(fn monitor -> :erlang.demonitor(monitor, [:flush]) end, monitors)
    end)
  end

  defp wait_response_now(monitor) do
    receive do
      {[:alias | ^monitor], reply} -> {:reply, reply}
    after
      0 -> :timeout
    end
  end

  @doc "Tells whether `message` answers a request."
  def check_response(message, monitor) when is_reference(monitor) do
    case message do
      {[:alias | ^monitor], reply} ->
        :erlang.demonitor(monitor, [:flush])
        {:reply, reply}

      {:DOWN, ^monitor, _, object, reason} ->
        {:error, {end_of(object, reason), object}}

      _ ->
        :no_reply
    end
  end

  def check_response(_message, collection, _delete?) when collection == %{}, do: :no_request

  def check_response(message, collection, delete?) do
    case message do
      {[:alias | monitor], reply} when is_map_key(collection, monitor) ->
        :erlang.demonitor(monitor, [:flush])
        collected({:reply, reply}, monitor, collection, delete?)

      {:DOWN, monitor, _, object, reason} when is_map_key(collection, monitor) ->
        collected({:error, {end_of(object, reason), object}}, monitor, collection, delete?)

      _ ->
        :no_reply
    end
  end

  defp from_collection(collection, _timeout, _delete?, _give_up) when collection == %{}, do: :no_request

  defp from_collection(collection, timeout, delete?, give_up) do
    receive do
      {[:alias | monitor], reply} when is_map_key(collection, monitor) ->
        :erlang.demonitor(monitor, [:flush])
        collected({:reply, reply}, monitor, collection, delete?)

      {:DOWN, monitor, _, object, reason} when is_map_key(collection, monitor) ->
        collected({:error, {end_of(object, reason), object}}, monitor, collection, delete?)
    after
      request_timeout(timeout) ->
        give_up.(:maps.keys(collection))
        :timeout
    end
  end

  defp collected(response, monitor, collection, true) do
    {response, :maps.get(monitor, collection), :maps.remove(monitor, collection)}
  end

  defp collected(response, monitor, collection, false), do: {response, :maps.get(monitor, collection), collection}

  defp request_timeout({:abs, time}), do: :erlang.max(0, time - :erlang.monotonic_time(:millisecond))
  defp request_timeout(timeout), do: timeout

  @doc "Returns an empty collection of request ids."
  def reqids_new, do: %{}
  @doc "Returns the number of request ids in the collection."
  def reqids_size(collection), do: :erlang.map_size(collection)
  @doc "Adds a request id with its label."
  def reqids_add(monitor, label, collection) when is_reference(monitor), do: :maps.put(monitor, label, collection)
  @doc "Lists the `{request_id, label}` pairs."
  def reqids_to_list(collection), do: :maps.to_list(collection)

  # Status

  @doc "Returns the title line of a status."
  def format_status_header(title, pid) when is_pid(pid), do: :lists.concat([title, ~c" ", :erlang.pid_to_list(pid)])
  def format_status_header(title, name) when is_atom(name), do: :lists.concat([title, ~c" ", name])
  def format_status_header(title, name), do: {title, name}

  @doc "Lets the callback module rewrite a status map through its `format_status/1`."
  def format_status(module, opt, status, args) do
    case :erlang.function_exported(module, :format_status, 1) do
      true -> format_status_1(module, status)
      false -> format_status_2(module, opt, status, args)
    end
  end

  defp format_status_1(module, status) do
    case module.format_status(status) do
      new when is_map(new) -> :maps.merge(status, new)
      _ -> %{status | :state => {module, :format_status, :bad_return}}
    end
  catch
    _, _ -> :maps.put(:"$status", :"EXIT in format_status", status)
  end

  defp format_status_2(module, opt, %{state: _} = status, args) do
    case :erlang.function_exported(module, :format_status, 2) do
      true ->
        key = if opt == :normal, do: :"$status", else: :state

        try do
          :maps.put(key, module.format_status(opt, args), status)
        catch
          _, _ -> status
        end

      false ->
        status
    end
  end
end
