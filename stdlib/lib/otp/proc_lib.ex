defmodule :proc_lib do
  @moduledoc """
  Starts processes that know their ancestors and report their own crashes.

  A process started here keeps `:"$ancestors"` and `:"$initial_call"` in its dictionary. A synchronous start
  waits for `{:ack, pid, result}` (`init_ack/2`) or `{:nack, pid, result}` (`init_fail/3`) from the new process.
  """

  import Kernel, except: [spawn: 1, spawn: 3, spawn_link: 1, spawn_link: 3]

  @ancestors :"$ancestors"
  @initial_call :"$initial_call"
  @label :"$process_label"

  @doc "Spawns `fun` as a process with ancestors."
  def spawn(fun) when is_function(fun, 0), do: spawn_opt(fun, [])
  def spawn(node, fun) when is_atom(node), do: spawn_opt(node, fun, [])
  def spawn(module, function, args), do: spawn_opt(module, function, args, [])
  def spawn(node, module, function, args), do: spawn_opt(node, module, function, args, [])

  @doc "As `spawn/1`, linked to the caller."
  def spawn_link(fun) when is_function(fun, 0), do: spawn_opt(fun, [:link])
  def spawn_link(node, fun) when is_atom(node), do: spawn_opt(node, fun, [:link])
  def spawn_link(module, function, args), do: spawn_opt(module, function, args, [:link])
  def spawn_link(node, module, function, args), do: spawn_opt(node, module, function, args, [:link])

  @doc "As `spawn/1`, with the options of `:erlang.spawn_opt/2`."
  def spawn_opt(fun, options) when is_function(fun, 0) do
    :erlang.spawn_opt(:proc_lib, :init_p, [my_name(), my_ancestors(), fun], options)
  end

  def spawn_opt(node, fun, options) when is_atom(node) and is_function(fun, 0) do
    :erlang.spawn_opt(node, :proc_lib, :init_p, [my_name(), my_ancestors(), fun], options)
  end

  def spawn_opt(module, function, args, options) when is_atom(module) and is_atom(function) and is_list(args) do
    :erlang.spawn_opt(:proc_lib, :init_p, [my_name(), my_ancestors(), module, function, args], options)
  end

  def spawn_opt(node, module, function, args, options) do
    :erlang.spawn_opt(node, :proc_lib, :init_p, [my_name(), my_ancestors(), module, function, args], options)
  end

  defp my_name do
    case :erlang.process_info(self(), :registered_name) do
      {:registered_name, name} -> name
      _ -> self()
    end
  end

  defp my_ancestors do
    case :erlang.get(@ancestors) do
      ancestors when is_list(ancestors) -> ancestors
      _ -> []
    end
  end

  @doc false
  def init_p(parent, ancestors, fun) when is_function(fun, 0) do
    :erlang.put(@ancestors, [parent | ancestors])
    :erlang.put(@initial_call, fun_initial_call(fun))

    try do
      fun.()
    catch
      kind, reason -> finish(kind, reason, __STACKTRACE__)
    end
  end

  @doc false
  def init_p(parent, ancestors, module, function, args) do
    :erlang.put(@ancestors, [parent | ancestors])
    :erlang.put(@initial_call, call_of(module, function, args))

    try do
      :erlang.apply(module, function, args)
    catch
      kind, reason -> finish(kind, reason, __STACKTRACE__)
    end
  end

  @doc false
  def wake_up(module, function, args) do
    try do
      :erlang.apply(module, function, args)
    catch
      kind, reason -> finish(kind, reason, __STACKTRACE__)
    end
  end

  # These exits are no crashes.
  defp finish(:exit, reason, stack) when reason in [:normal, :shutdown], do: :erlang.raise(:exit, reason, stack)
  defp finish(:exit, {:shutdown, _} = reason, stack), do: :erlang.raise(:exit, reason, stack)

  defp finish(kind, reason, stack) do
    exit_reason = exit_reason(kind, reason, stack)
    report_crash(kind, reason, stack)
    :erlang.raise(:exit, exit_reason, stack)
  end

  defp exit_reason(:exit, reason, _stack), do: reason
  defp exit_reason(:error, reason, stack), do: {reason, stack}
  defp exit_reason(:throw, value, stack), do: {{:nocatch, value}, stack}

  defp report_crash(kind, reason, stack) do
    case :logger.allow(:error, :proc_lib) do
      true ->
        report = %{label: {:proc_lib, :crash}, report: [crash_info(kind, reason, stack), linked_info()]}

        :logger.error(report, %{
          domain: [:otp, :sasl],
          report_cb: &:proc_lib.report_cb/2,
          logger_formatter: %{title: ~c"CRASH REPORT"},
          error_logger: %{tag: :error_report, type: :crash_report}
        })

      false ->
        :ok
    end
  end

  defp crash_info(kind, reason, stack) do
    [
      {:initial_call, crash_call(:erlang.get(@initial_call))},
      {:pid, self()},
      {:registered_name, registered_name()},
      {:process_label, get_label(self())},
      {:error_info, {kind, reason, stack}},
      {:ancestors, my_ancestors()},
      {:message_queue_len, info(:message_queue_len)},
      {:messages, info(:messages)},
      {:links, info(:links)},
      {:dictionary, :lists.filter(&shown_entry?/1, :erlang.get())},
      {:trap_exit, info(:trap_exit)},
      {:status, :running}
    ]
  end

  # The processes that the exit signal will take along.
  defp linked_info do
    for pid <- info(:links), is_pid(pid), neighbour = neighbour(pid), do: {:neighbour, neighbour}
  end

  defp neighbour(pid) do
    keys = [:registered_name, :initial_call, :current_function, :message_queue_len, :messages, :links, :dictionary, :trap_exit, :status]

    case :erlang.process_info(pid, keys) do
      :undefined ->
        nil

      items ->
        dictionary = :proplists.get_value(:dictionary, items)

        case :proplists.get_value(:trap_exit, items) do
          true ->
            nil

          false ->
            started = :proplists.get_value(@initial_call, dictionary, :proplists.get_value(:initial_call, items))
            ancestors = :proplists.get_value(@ancestors, dictionary, [])
            items = :lists.keyreplace(:dictionary, 1, items, {:dictionary, :lists.filter(&shown_entry?/1, dictionary)})
            [{:pid, pid}, {:ancestors, ancestors} | :lists.keyreplace(:initial_call, 1, items, {:initial_call, started})]
        end
    end
  end

  defp shown_entry?({@ancestors, _}), do: false
  defp shown_entry?({@initial_call, _}), do: false
  defp shown_entry?({@label, _}), do: false
  defp shown_entry?(_), do: true

  defp crash_call({module, function, arity}), do: {module, function, dummies(arity, [])}
  defp crash_call(other), do: other

  defp dummies(0, acc), do: acc
  defp dummies(n, acc), do: dummies(n - 1, [:"Argument__#{n}" | acc])

  defp registered_name do
    case :erlang.process_info(self(), :registered_name) do
      {:registered_name, name} -> name
      _ -> []
    end
  end

  defp info(key) do
    {^key, value} = :erlang.process_info(self(), key)
    value
  end

  @doc "Starts a process and waits until it calls `init_ack/2` or `init_fail/3`."
  def start(module, function, args, timeout \\ :infinity, options \\ []) do
    {pid, monitor} = spawn_opt(module, function, args, [:monitor | options])

    receive do
      {:ack, ^pid, result} ->
        :erlang.demonitor(monitor, [:flush])
        result

      {:nack, ^pid, result} ->
        await_down(monitor)
        result

      {:DOWN, ^monitor, :process, _, reason} ->
        {:error, reason}
    after
      timeout ->
        :erlang.exit(pid, :kill)
        await_down(monitor)
        drop_ack(pid)
        {:error, :timeout}
    end
  end

  @doc "As `start/5`, linked to the caller; a failed start leaves no exit message behind."
  def start_link(module, function, args, timeout \\ :infinity, options \\ []) do
    pid = spawn_opt(module, function, args, [:link | options])

    receive do
      {:ack, ^pid, result} ->
        result

      {:nack, ^pid, result} ->
        await_exit(pid)
        result

      {:EXIT, ^pid, reason} ->
        {:error, reason}
    after
      timeout ->
        :erlang.unlink(pid)
        :erlang.exit(pid, :kill)
        await_down(:erlang.monitor(:process, pid))
        drop_exit(pid, 0)
        drop_ack(pid)
        {:error, :timeout}
    end
  end

  @doc "As `start/5`, monitored by the caller: returns `{result, monitor}`."
  def start_monitor(module, function, args, timeout \\ :infinity, options \\ []) do
    {pid, monitor} = spawn_opt(module, function, args, [:monitor | options])

    receive do
      {:ack, ^pid, result} ->
        {result, monitor}

      {:nack, ^pid, result} ->
        await_down_kept(monitor)
        {result, monitor}

      {:DOWN, ^monitor, :process, _, reason} = down ->
        send(self(), down)
        {{:error, reason}, monitor}
    after
      timeout ->
        :erlang.exit(pid, :kill)
        await_down_kept(monitor)
        drop_ack(pid)
        {{:error, :timeout}, monitor}
    end
  end

  defp await_down(monitor) do
    receive do
      {:DOWN, ^monitor, :process, _, _} -> :ok
    end
  end

  defp await_down_kept(monitor) do
    receive do
      {:DOWN, ^monitor, :process, _, _} = down -> send(self(), down)
    end
  end

  # The exit signal over the link kills a caller that does not trap exits, as it should. The :DOWN message may overtake
  # the exit message, hence the short wait.
  defp await_exit(pid) do
    await_down(:erlang.monitor(:process, pid))

    case :erlang.process_info(self(), :trap_exit) do
      {:trap_exit, true} -> drop_exit(pid, 100)
      _ -> :ok
    end
  end

  defp drop_exit(pid, timeout) do
    receive do
      {:EXIT, ^pid, _} -> :ok
    after
      timeout -> :ok
    end
  end

  defp drop_ack(pid) do
    receive do
      {:ack, ^pid, _} -> :ok
      {:nack, ^pid, _} -> :ok
    after
      0 -> :ok
    end
  end

  @doc "Tells the process that waits in `start/5` that the start succeeded."
  def init_ack(result) do
    [parent | _] = :erlang.get(@ancestors)
    init_ack(parent, result)
  end

  def init_ack(parent, result) do
    send(parent, {:ack, self(), result})
    :ok
  end

  @doc "Tells the process that waits in `start/5` that the start failed, then fails with `exception`."
  def init_fail(result, exception) do
    [parent | _] = :erlang.get(@ancestors)
    init_fail(parent, result, exception)
  end

  def init_fail(parent, result, exception) do
    send(parent, {:nack, self(), result})

    case exception do
      {:error, reason} -> :erlang.error(reason)
      {:exit, reason} -> :erlang.exit(reason)
      {:throw, value} -> :erlang.throw(value)
      {kind, reason, stack} -> :erlang.raise(kind, reason, stack)
    end
  end

  @doc "Hibernates a process started by this module."
  def hibernate(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    :erlang.hibernate(:proc_lib, :wake_up, [module, function, args])
  end

  @doc "Stops a process that understands system messages and waits for its end."
  def stop(process), do: stop(process, :normal, :infinity)

  def stop(process, reason, timeout) do
    monitor = :erlang.monitor(:process, process, alias: :demonitor)
    tag = [:alias | monitor]
    send_quietly(process, {:system, {self(), tag}, {:terminate, reason}})

    receive do
      {:DOWN, ^monitor, _, _, ^reason} ->
        drop_reply(tag)

      {:DOWN, ^monitor, _, {_, node}, :noconnection} ->
        exit({:nodedown, node})

      {:DOWN, ^monitor, _, _, other} ->
        drop_reply(tag)
        exit(other)
    after
      timeout ->
        :erlang.demonitor(monitor, [:flush])
        drop_reply(tag)
        exit(:timeout)
    end
  end

  defp send_quietly(process, message) do
    send(process, message)
  catch
    :error, _ -> :ok
  end

  defp drop_reply(tag) do
    receive do
      {^tag, _} -> :ok
    after
      0 -> :ok
    end
  end

  @doc "Gives the calling process a label for logs and tools."
  def set_label(label) do
    :erlang.put(@label, label)
    :ok
  end

  @doc "Returns the label of the process `pid`, or `:undefined`."
  def get_label(pid) when pid == self() do
    :erlang.get(@label)
  end

  def get_label(pid) when is_pid(pid) do
    case dictionary(pid) do
      list when is_list(list) -> value(list, @label)
      _ -> :undefined
    end
  end

  @doc "Returns the `{module, function, args}` a process was started with, arguments as placeholders."
  def initial_call(process) do
    case translated(process) do
      {module, function, arity} -> {module, function, dummies(arity, [])}
      false -> false
    end
  end

  @doc "Returns the `{module, function, arity}` that describes what a process runs."
  def translate_initial_call(process) do
    case translated(process) do
      {_, _, _} = mfa -> mfa
      false -> {:proc_lib, :init_p, 5}
    end
  end

  defp translated(pid) when is_pid(pid) do
    case dictionary(pid) do
      list when is_list(list) -> known_call(value(list, @initial_call))
      _ -> false
    end
  end

  defp translated({_, _, _} = ids), do: translated(:c.pid(elem(ids, 0), elem(ids, 1), elem(ids, 2)))
  defp translated(info) when is_list(info), do: known_call(value(value_list(info), @initial_call))

  defp known_call({_, _, _} = mfa), do: mfa
  defp known_call(_), do: false

  defp value_list(info) do
    case :lists.keyfind(:dictionary, 1, info) do
      {_, list} -> list
      false -> []
    end
  end

  defp dictionary(pid) when node(pid) == node() do
    case :erlang.process_info(pid, :dictionary) do
      {:dictionary, list} -> list
      :undefined -> :undefined
    end
  end

  defp dictionary(_), do: :undefined

  defp value(list, key) do
    case :lists.keyfind(key, 1, list) do
      {_, value} -> value
      false -> :undefined
    end
  end

  # A behaviour's process is described by its callback module, not by the generic start function.
  defp call_of(:gen, :init_it, [:supervisor, _, _, {_, module, _} | _]), do: {:supervisor, module, 1}

  defp call_of(:gen, :init_it, [:gen_server, _, _, :supervisor, {_, module, _}, _]), do: {:supervisor, module, 1}
  defp call_of(:gen, :init_it, [:gen_server, _, _, _, :supervisor, {_, module, _}, _]), do: {:supervisor, module, 1}
  defp call_of(:gen, :init_it, [:gen_event | _]), do: {:gen_event, :init_it, 6}
  defp call_of(:gen, :init_it, [_, _, _, module, _, _]) when is_atom(module), do: {module, :init, 1}
  defp call_of(:gen, :init_it, [_, _, _, _, module | _]) when is_atom(module), do: {module, :init, 1}
  defp call_of(:erlang, :apply, [fun, []]) when is_function(fun), do: fun_initial_call(fun)
  defp call_of(module, function, args), do: {module, function, length(args)}

  defp fun_initial_call(fun) do
    {:module, module} = :erlang.fun_info(fun, :module)
    {:name, name} = :erlang.fun_info(fun, :name)
    {:arity, arity} = :erlang.fun_info(fun, :arity)
    {module, name, arity}
  end

  @doc false
  def report_cb(%{label: {:proc_lib, :crash}, report: [own, linked]}, %{single_line: true}) do
    neighbours = Enum.map(linked, fn {:neighbour, lines} -> [~c"neighbour: ", one_line(lines)] end)
    [~c"crasher: ", one_line(own), ~c"; neighbours: ", Enum.intersperse(neighbours, ~c"; ")]
  end

  def report_cb(%{label: {:proc_lib, :crash}, report: report}, extra), do: format(report, :latin1, extra)

  defp one_line(lines), do: lines |> shown() |> Enum.map(&item/1) |> Enum.intersperse(~c", ")

  defp item({:initial_call, call}), do: [~c"initial call: ", written(call)]
  defp item({:error_info, {kind, reason, stack}}), do: :io_lib.format(~c"~w: ~0tp", [kind, {reason, stack}])
  defp item({key, value}), do: :io_lib.format(~c"~w: ~0tp", [key, value])

  @doc "Formats a crash report as text."
  def format(report), do: format(report, :latin1, :unlimited)
  def format(report, encoding), do: format(report, encoding, :unlimited)

  def format([own, linked], _encoding, _extra) do
    [~c"  crasher:\n", format_lines(own, ~c"    "), ~c"  neighbours:\n", Enum.map(linked, &format_neighbour/1)]
  end

  defp format_neighbour({:neighbour, lines}), do: [~c"    neighbour:\n", format_lines(lines, ~c"      ")]

  defp format_lines(lines, indentation), do: for(line <- shown(lines), do: [indentation, format_line(line, indentation), ?\n])

  # A label that the process does not have is not spoken of.
  defp shown(lines), do: Enum.reject(lines, &(&1 == {:process_label, :undefined} or not match?({_, _}, &1)))

  defp format_line({:initial_call, call}, _indentation), do: [~c"initial call: ", written(call)]

  defp format_line({:error_info, {kind, reason, stack}}, indentation) do
    text = :io_lib.format(~c"exception ~w: ~ts", [kind, reason_text(kind, reason)])
    [text | calls(Enum.take_while(stack, &(elem(&1, 0) != :proc_lib)), [?\n, indentation, ~c"  "])]
  end

  defp format_line({key, value}, _indentation), do: :io_lib.format(~c"~w: ~tp", [key, value])

  defp written({module, function, args}), do: :io_lib.format(~c"~w:~tw/~w", [module, function, if(is_list(args), do: length(args), else: args)])
  defp written(other), do: :io_lib.format(~c"~tp", [other])

  defp reason_text(:error, :badarg), do: ~c"bad argument"
  defp reason_text(:error, :badarith), do: ~c"an error occurred when evaluating an arithmetic expression"
  defp reason_text(:error, :undef), do: ~c"undefined function"
  defp reason_text(:error, :function_clause), do: ~c"no function clause matching"
  defp reason_text(:error, {:badmatch, value}), do: :io_lib.format(~c"no match of right hand side value ~0tp", [value])
  defp reason_text(:error, {:case_clause, value}), do: :io_lib.format(~c"no case clause matching ~0tp", [value])
  defp reason_text(_kind, reason), do: :io_lib.format(~c"~0tp", [reason])

  defp calls([], _line), do: []
  defp calls([first | rest], line), do: [line, ~c"in function  ", call(first, line) | Enum.map(rest, &[line, ~c"in call from ", call(&1, line)])]

  defp call({module, function, args, location}, line) do
    called = if is_list(args), do: [line, ~c"   called as ", application(module, function, args)], else: []
    [written({module, function, args}), place(location[:file], location[:line]) | called]
  end

  defp application(module, function, args) do
    :io_lib.format(~c"~w:~tw(~ts)", [module, function, args |> Enum.map(&:io_lib.format(~c"~0tp", [&1])) |> Enum.intersperse(?,)])
  end

  defp place(nil, _line), do: ~c" "
  defp place(file, line), do: :io_lib.format(~c" (~ts, line ~w)", [file, line])
end
