defmodule :application_controller do
  @moduledoc """
  Knows which applications are loaded and runs those that are started.

  Specifications of loaded applications are persistent terms. The process starts when the first application is started
  by a program; the applications of the system itself count as running without it.
  """

  @behaviour :gen_server

  @spec_key :"$application"
  @modules_key :"$application_modules"
  @env :"$application_env"
  @system [:logger, :elixir, :compiler, :stdlib, :kernel]

  # Applications of the system; what they offer is always there.
  @dependencies %{
    kernel: [],
    stdlib: [:kernel],
    compiler: [:kernel, :stdlib],
    elixir: [:kernel, :stdlib, :compiler],
    logger: [:kernel, :stdlib, :elixir],
    eex: [:kernel, :stdlib, :elixir],
    ex_unit: [:kernel, :stdlib, :elixir, :eex],
    iex: [:kernel, :stdlib, :elixir],
    mix: [:kernel, :stdlib, :elixir],
    crypto: [:kernel, :stdlib],
    asn1: [:kernel, :stdlib],
    public_key: [:kernel, :stdlib, :asn1, :crypto],
    ssl: [:kernel, :stdlib, :crypto, :public_key],
    inets: [:kernel, :stdlib],
    sasl: [:kernel, :stdlib],
    runtime_tools: [:kernel, :stdlib],
    tools: [:kernel, :stdlib],
    syntax_tools: [:kernel, :stdlib],
    parsetools: [:kernel, :stdlib],
    os_mon: [:kernel, :stdlib, :sasl],
    xmerl: [:kernel, :stdlib]
  }

  @erlang_versions %{
    kernel: ~c"10.2.7",
    stdlib: ~c"6.2.2",
    compiler: ~c"8.6.1",
    crypto: ~c"5.5.3",
    asn1: ~c"5.3.4",
    public_key: ~c"1.17.1",
    ssl: ~c"11.2.12",
    inets: ~c"9.3.2",
    sasl: ~c"4.2.2",
    runtime_tools: ~c"2.1.1",
    tools: ~c"4.1.1",
    syntax_tools: ~c"3.2.2",
    parsetools: ~c"2.6",
    os_mon: ~c"2.10.1",
    xmerl: ~c"2.1.3"
  }

  @logger_env [
    level: :debug,
    utc_log: false,
    truncate: 8096,
    translators: [{Logger.Translator, :translate}],
    start_options: [],
    handle_otp_reports: true,
    handle_sasl_reports: false,
    compile_time_purge_matching: [],
    compile_time_application: nil,
    always_evaluate_messages: false,
    translator_inspect_opts: [],
    metadata: []
  ]

  # ExUnit itself knows those that have no value here at first.
  @ex_unit_env [
    after_suite: [],
    assert_receive_timeout: 100,
    autorun: true,
    capture_log: false,
    colors: [],
    exclude: [],
    exit_status: 2,
    formatters: [ExUnit.CLIFormatter],
    include: [],
    max_failures: :infinity,
    rand_algorithm: :exsss,
    refute_receive_timeout: 100,
    repeat_until_failure: 0,
    slowest: 0,
    slowest_modules: 0,
    stacktrace_depth: 20,
    timeout: 60000,
    trace: false
  ]

  # Specifications

  @doc "Loads an application."
  def load({:application, name, keys} = given) when is_atom(name) and is_list(keys) do
    case spec(name) do
      {:ok, _} -> {:error, {:already_loaded, given}}
      :undefined -> store(name, complete(keys))
    end
  end

  def load(name) when is_atom(name) do
    case spec(name) do
      {:ok, _} ->
        {:error, {:already_loaded, name}}

      :undefined ->
        case builtin_spec(name) do
          {:ok, keys} -> store(name, keys)
          :undefined -> load_file(name)
        end
    end
  end

  def load(other), do: {:error, {:bad_application, other}}

  defp load_file(name) do
    file = :erlang.atom_to_list(name) ++ ~c".app"

    case :code.where_is_file(file) do
      :non_existing ->
        {:error, {~c"no such file or directory", file}}

      path ->
        case :file.consult(path) do
          {:ok, [{:application, ^name, keys}]} -> store(name, complete(keys))
          {:ok, _} -> {:error, {:invalid_name, name}}
          {:error, reason} -> {:error, {:file.format_error(reason), file}}
        end
    end
  end

  defp store(name, keys) do
    :persistent_term.put({@spec_key, name}, keys)
    :lists.foreach(fn {key, value} -> put_default(name, key, value) end, value(:env, keys))
    load_included(value(:included_applications, keys))
  end

  # What a program has set before loading wins.
  defp put_default(name, key, value) do
    case :persistent_term.get({@env, name, key}, :undefined) do
      :undefined -> :persistent_term.put({@env, name, key}, {:set, value})
      _ -> :ok
    end
  end

  defp load_included([]), do: :ok

  defp load_included([name | rest]) do
    case load(name) do
      :ok -> load_included(rest)
      {:error, {:already_loaded, _}} -> load_included(rest)
      error -> error
    end
  end

  defp complete(keys) do
    [
      description: key(:description, keys, []),
      id: key(:id, keys, []),
      vsn: key(:vsn, keys, []),
      modules: key(:modules, keys, []),
      maxP: key(:maxP, keys, :infinity),
      maxT: key(:maxT, keys, :infinity),
      registered: key(:registered, keys, []),
      included_applications: key(:included_applications, keys, []),
      optional_applications: key(:optional_applications, keys, []),
      applications: key(:applications, keys, []),
      env: key(:env, keys, []),
      mod: key(:mod, keys, []),
      start_phases: key(:start_phases, keys, :undefined)
    ]
  end

  defp key(key, keys, default) do
    case :lists.keyfind(key, 1, keys) do
      {_, value} -> value
      false -> default
    end
  end

  defp value(key, keys) do
    {_, value} = :lists.keyfind(key, 1, keys)
    value
  end

  @doc "Returns the specification of a loaded application."
  def spec(name) do
    case :persistent_term.get({@spec_key, name}, :undefined) do
      :undefined when name in @system -> builtin_spec(name)
      :undefined -> :undefined
      keys -> {:ok, keys}
    end
  end

  defp builtin_spec(name) do
    case @dependencies do
      %{^name => dependencies} ->
        {:ok,
         complete(
           description: description(name),
           vsn: version(name),
           applications: dependencies,
           modules: modules(name),
           mod: if(name == :logger, do: {Logger.App, []}, else: []),
           env: builtin_env(name)
         )}

      _ ->
        :undefined
    end
  end

  defp modules(name) when name in [:elixir, :eex, :ex_unit, :iex, :logger] do
    case :persistent_term.get({@modules_key, name}, nil) do
      nil ->
        modules = :jlixir_system.library_modules(name)
        :persistent_term.put({@modules_key, name}, modules)
        modules

      modules ->
        modules
    end
  end

  defp modules(_name), do: []

  defp description(name) when name in [:kernel, :stdlib, :compiler], do: ~c"ERTS  CXC 138 10"
  defp description(name), do: :erlang.atom_to_list(name)

  defp version(name) do
    case @erlang_versions do
      %{^name => version} -> version
      _ -> :erlang.binary_to_list(System.version())
    end
  end

  @kernel_modules [
    :application,
    :application_controller,
    :application_master,
    :code,
    :disk_log,
    :erpc,
    :error_logger,
    :file,
    :file_io_server,
    :gen_sctp,
    :gen_tcp,
    :gen_udp,
    :global,
    :group,
    :heart,
    :inet,
    :inet_parse,
    :logger,
    :logger_filters,
    :logger_formatter,
    :logger_std_h,
    :net_adm,
    :net_kernel,
    :os,
    :pg,
    :rpc,
    :seq_trace,
    :user
  ]
  @preloaded [:erlang, :atomics, :counters, :persistent_term, :prim_file, :zlib, :init, :erts_internal]

  @doc "Returns `{:ok, name}` of the application of the system that a module belongs to, or `:undefined`."
  def application_of_module(module) when module in @kernel_modules, do: {:ok, :kernel}
  def application_of_module(module) when module in @preloaded or module == :crypto, do: :undefined

  def application_of_module(module) do
    case :code.is_loaded(module) do
      {:file, :loaded} -> application_of_name(:erlang.atom_to_binary(module))
      _ -> :undefined
    end
  end

  defp application_of_name("Elixir.Logger" <> _), do: {:ok, :logger}
  defp application_of_name("Elixir.ExUnit" <> _), do: if_loaded(:ex_unit)
  defp application_of_name("Elixir.IEx" <> _), do: if_loaded(:iex)
  defp application_of_name("Elixir.EEx" <> _), do: :undefined
  defp application_of_name("Elixir.Mix" <> _), do: :undefined
  defp application_of_name("Elixir." <> _), do: {:ok, :elixir}
  defp application_of_name("jlixir" <> _), do: :undefined
  defp application_of_name(_), do: {:ok, :stdlib}

  # It is loaded when somebody asks for it.
  defp if_loaded(name) do
    if :persistent_term.get({@spec_key, name}, :undefined) == :undefined, do: :undefined, else: {:ok, name}
  end

  @doc "Returns the environment an application of the system has before anything is set."
  def builtin_env(:logger), do: @logger_env
  def builtin_env(:ex_unit), do: @ex_unit_env
  def builtin_env(_), do: []

  @doc "Lists the loaded applications with their specifications."
  def loaded do
    stored = for {{@spec_key, name}, keys} <- :persistent_term.get(), do: {name, keys}

    system =
      for name <- @system, not :lists.keymember(name, 1, stored) do
        {:ok, keys} = builtin_spec(name)
        {name, keys}
      end

    stored ++ system
  end

  @doc "Unloads an application."
  def unload(name) do
    case {running?(name), spec(name)} do
      {true, _} ->
        {:error, {:running, name}}

      {false, :undefined} ->
        {:error, {:not_loaded, name}}

      {false, _} ->
        :persistent_term.erase({@spec_key, name})

        :lists.foreach(
          fn
            {{@env, ^name, _} = key, _} -> :persistent_term.erase(key)
            _ -> :ok
          end,
          :persistent_term.get()
        )

        :ok
    end
  end

  defp running?(name), do: :lists.keymember(name, 1, which_applications())

  # Clients

  @doc "Starts a loaded application."
  def start(name, type), do: call({:start, name, type})

  @doc "Stops an application."
  def stop(name) do
    case call({:stop, name}) do
      {:stopping, monitor_pid, ref} -> await_stop(monitor_pid, ref)
      other -> other
    end
  end

  defp await_stop(pid, ref) do
    monitor = :erlang.monitor(:process, pid)

    receive do
      {:DOWN, ^monitor, _, _, _} -> call({:stopped, ref})
    end
  end

  @doc "Stops all applications, the last one started first."
  def stop_all do
    case :erlang.whereis(:application_controller) do
      :undefined -> :ok
      _ -> call(:stop_all)
    end
  catch
    :exit, _ -> :ok
  end

  @doc "Lists the running applications, newest first."
  def which_applications do
    case :erlang.whereis(:application_controller) do
      :undefined -> describe(@system)
      _ -> describe(call(:running))
    end
  end

  defp describe(names) do
    :lists.map(
      fn name ->
        case spec(name) do
          {:ok, keys} -> {name, value(:description, keys), value(:vsn, keys)}
          :undefined -> {name, [], []}
        end
      end,
      names
    )
  end

  @doc "Returns `{:ok, name}` of the application whose processes have `leader` as their group leader."
  def application_of_leader(leader) do
    case :erlang.whereis(:application_controller) do
      :undefined -> :undefined
      controller when controller == self() -> :undefined
      _ -> call({:application_of_leader, leader})
    end
  end

  @doc "Returns `{:ok, pid}` of an application's top supervisor."
  def supervisor(name) do
    case :erlang.whereis(:application_controller) do
      :undefined -> :undefined
      _ -> call({:supervisor, name})
    end
  end

  @doc "Returns what is loaded and what runs."
  def info do
    loaded = :lists.map(fn {name, keys} -> {name, value(:description, keys), value(:vsn, keys)} end, loaded())
    running = :lists.map(fn {name, _, _} -> {name, :undefined} end, which_applications())
    [loaded: loaded, loading: [], started: running, start_p_false: [], running: running, starting: []]
  end

  defp call(request) do
    case :erlang.whereis(:application_controller) do
      :undefined ->
        case :gen_server.start({:local, :application_controller}, :application_controller, [], []) do
          {:ok, _} -> :ok
          {:error, {:already_started, _}} -> :ok
        end

      _ ->
        :ok
    end

    :gen_server.call(:application_controller, request, :infinity)
  end

  # The process. `running` lists `{name, master, type}`, newest first; `starting` maps a master to
  # `{name, type, callers}`.

  @doc false
  def init([]) do
    :erlang.process_flag(:trap_exit, true)
    {:ok, %{running: :lists.map(fn name -> {name, :undefined, :permanent} end, @system), starting: %{}}}
  end

  @doc false
  def handle_call({:start, name, type}, from, state) do
    case :lists.keymember(name, 1, state.running) do
      true -> {:reply, {:error, {:already_started, name}}, state}
      false -> start_new(name, type, from, state)
    end
  end

  def handle_call({:stop, name}, _from, state) do
    case :lists.keyfind(name, 1, state.running) do
      {_, :undefined, _} ->
        stop_by_module(name)
        report_exit(name, :stopped, :temporary)
        {:reply, :ok, %{state | running: :lists.keydelete(name, 1, state.running)}}

      {_, master, _} ->
        :application_master.stop(master)
        {:reply, {:stopping, master, name}, state}

      false ->
        {:reply, {:error, {:not_started, name}}, state}
    end
  end

  def handle_call({:stopped, name}, _from, state) do
    {:reply, :ok, %{state | running: :lists.keydelete(name, 1, state.running)}}
  end

  # Nobody is served meanwhile, as nothing else is to be started.
  def handle_call(:stop_all, _from, state) do
    :lists.foreach(&stop_running/1, state.running)
    {:reply, :ok, %{state | running: []}}
  end

  def handle_call(:running, _from, state) do
    {:reply, :lists.map(fn {name, _, _} -> name end, state.running), state}
  end

  def handle_call({:application_of_leader, leader}, _from, state) do
    {:reply, leader_application(leader, state), state}
  end

  def handle_call({:supervisor, name}, _from, state) do
    case :lists.keyfind(name, 1, state.running) do
      {_, master, _} when is_pid(master) -> {:reply, :application_master.supervisor(master), state}
      _ -> {:reply, :undefined, state}
    end
  end

  defp stop_running({_, :undefined, _}), do: :ok

  defp stop_running({_, master, _}) do
    :application_master.stop(master)

    receive do
      {:EXIT, ^master, _} -> :ok
    end
  end

  # An application of the system that has a start function counts as started by it.
  defp stop_by_module(name) do
    with {:ok, keys} <- spec(name), {module, _args} <- value(:mod, keys), do: module.stop(:undefined)
  end

  defp leader_application(leader, state) do
    case :lists.keyfind(leader, 2, state.running) do
      {name, _, _} ->
        {:ok, name}

      false ->
        case state.starting do
          %{^leader => {name, _, _}} -> {:ok, name}
          _ -> :undefined
        end
    end
  end

  defp start_new(name, type, from, state) do
    {:ok, keys} = spec(name)

    case missing(value(:applications, keys), value(:optional_applications, keys), state) do
      [] ->
        case already_starting(name, state.starting) do
          {master, {_, _, callers}} ->
            {:noreply, %{state | starting: :maps.put(master, {name, type, [from | callers]}, state.starting)}}

          false ->
            run(name, value(:mod, keys), keys, type, from, state)
        end

      [dependency | _] ->
        {:reply, {:error, {:not_started, dependency}}, state}
    end
  end

  defp run(name, [], _keys, type, _from, state) do
    report_start(name)
    {:reply, :ok, %{state | running: [{name, :undefined, type} | state.running]}}
  end

  defp run(name, {module, args}, keys, type, from, state) do
    master = :application_master.start_link(name, module, args, value(:start_phases, keys), leader_of(from))
    {:noreply, %{state | starting: :maps.put(master, {name, type, [from]}, state.starting)}}
  end

  # Output of the application goes where that of the process goes which starts it first.
  defp leader_of({pid, _tag}) do
    case :erlang.process_info(pid, :group_leader) do
      {:group_leader, leader} -> leader
      :undefined -> :erlang.group_leader()
    end
  end

  defp missing(dependencies, optional, state) do
    :lists.filter(
      fn name ->
        not :lists.keymember(name, 1, state.running) and
          not (:lists.member(name, optional) and spec(name) == :undefined)
      end,
      dependencies
    )
  end

  defp already_starting(name, starting) do
    case :lists.filter(fn {_, {other, _, _}} -> other == name end, :maps.to_list(starting)) do
      [found | _] -> found
      [] -> false
    end
  end

  @doc false
  def handle_cast(_message, state), do: {:noreply, state}

  @doc false
  def handle_info({:application_started, master, result}, state) do
    case state.starting do
      %{^master => {name, type, callers}} ->
        state = %{state | starting: :maps.remove(master, state.starting)}
        :lists.foreach(fn from -> :gen_server.reply(from, result) end, callers)

        case result do
          :ok ->
            report_start(name)
            {:noreply, %{state | running: [{name, master, type} | state.running]}}

          {:error, reason} ->
            report_exit(name, reason, type)
            {:noreply, state}
        end

      _ ->
        {:noreply, state}
    end
  end

  def handle_info({:EXIT, master, reason}, state) do
    case {state.starting, :lists.keyfind(master, 2, state.running)} do
      {%{^master => {name, type, callers}}, _} ->
        :lists.foreach(fn from -> :gen_server.reply(from, {:error, reason}) end, callers)
        report_exit(name, reason, type)
        {:noreply, %{state | starting: :maps.remove(master, state.starting)}}

      {_, {name, ^master, type}} ->
        report_exit(name, reason, type)
        state = %{state | running: :lists.keydelete(master, 2, state.running)}
        end_of_application(name, type, reason, state)

      _ ->
        {:noreply, state}
    end
  end

  def handle_info(_message, state), do: {:noreply, state}

  defp end_of_application(_name, _type, :stopped, state), do: {:noreply, state}
  defp end_of_application(_name, :temporary, _reason, state), do: {:noreply, state}
  defp end_of_application(_name, :transient, :normal, state), do: {:noreply, state}

  # A permanent application takes the whole system along.
  defp end_of_application(_name, _type, _reason, state) do
    :init.stop(1)
    {:noreply, state}
  end

  defp report_start(name) do
    :logger.info(
      %{label: {:application_controller, :progress}, report: [application: name, started_at: node()]},
      %{
        domain: [:otp, :sasl],
        report_cb: &:application_controller.format_log/2,
        logger_formatter: %{title: ~c"PROGRESS REPORT"},
        error_logger: %{tag: :info_report, type: :progress, report_cb: &:application_controller.format_log/1}
      }
    )
  end

  defp report_exit(name, reason, type) do
    :logger.notice(
      %{label: {:application_controller, :exit}, report: [application: name, exited: reason, type: type]},
      %{
        domain: [:otp],
        report_cb: &:application_controller.format_log/2,
        error_logger: %{tag: :info_report, type: :std_info, report_cb: &:application_controller.format_log/1}
      }
    )
  end

  @doc "Formats a log report of this module."
  def format_log(%{label: {_, :progress}, report: report}) do
    {~c"    application: ~tp~n    started_at: ~tp~n", [value(:application, report), value(:started_at, report)]}
  end

  def format_log(%{report: report}) do
    {~c"    application: ~tp~n    exited: ~tp~n    type: ~tp~n", [value(:application, report), value(:exited, report), value(:type, report)]}
  end

  @doc "Formats a log report of this module, on one line where the configuration says so."
  def format_log(%{label: {_, :progress}, report: report}, %{single_line: true}) do
    :io_lib.format(~c"Application: ~0tp. Started at: ~0tp.", [value(:application, report), value(:started_at, report)])
  end

  def format_log(%{report: report}, %{single_line: true}) do
    args = [value(:application, report), value(:exited, report), value(:type, report)]
    :io_lib.format(~c"Application: ~0tp. Exited: ~0tp. Type: ~0tp.", args)
  end

  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  @doc false
  def terminate(_reason, _state), do: :ok

  @doc false
  def code_change(_vsn, state, _extra), do: {:ok, state}
end
