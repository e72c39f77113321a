defmodule ExUnit.Runner do
  @moduledoc false

  # Runs the waiting modules: those that may run side by side, up to :max_cases at a time, then the others one by one. A module
  # has a process for setup_all and what it links, each of its tests another.

  alias ExUnit.{CaptureLog, Filters, OnExitHandler, RunnerStats, Server}

  @running {__MODULE__, :running}

  @doc """
  Runs all waiting modules. Returns `{result, {async, sync}}`: the counts, and the modules as `ExUnit.Server.restore_modules/2`
  takes them.
  """
  def run(opts, load_us) do
    {:ok, stats} = GenServer.start_link(RunnerStats, opts)
    formatters = for formatter <- opts[:formatters], do: start_formatter(formatter, opts)

    config = %{
      opts: opts,
      listeners: [stats | formatters],
      failed: :atomics.new(1, []),
      include: opts[:include] || [],
      exclude: List.wrap(opts[:exclude]),
      only: opts[:only_test_ids],
      trace: opts[:trace] == true,
      timeout: if(opts[:trace], do: :infinity, else: opts[:timeout]),
      max_failures: opts[:max_failures],
      capture_log: opts[:capture_log],
      dry_run?: opts[:dry_run] == true
    }

    notify(config, {:suite_started, opts})
    started = now()
    async = run_async(config, max(opts[:max_cases], 1), %{}, [])
    async_us = now() - started
    sync = Server.take_sync_modules()
    for modules <- shuffle(Enum.map(sync, &[&1]), config), not max_failures?(config), do: run_alone(config, modules)

    times = %{run: now() - started, async: if(async == [], do: nil, else: async_us), load: load_us}
    if max_failures?(config), do: notify(config, :max_failures_reached)
    notify(config, {:suite_finished, times})
    result = RunnerStats.stats(stats)
    for pid <- [stats | formatters], do: GenServer.stop(pid, :normal, :infinity)
    {result, {async, sync}}
  end

  defp start_formatter(formatter, opts) do
    case GenServer.start_link(formatter, opts) do
      {:ok, pid} -> pid
      {:error, reason} -> raise "failed to start the formatter #{inspect(formatter)}: #{Exception.format_exit(reason)}"
    end
  end

  defp notify(%{listeners: listeners}, event), do: Enum.each(listeners, &GenServer.cast(&1, event))

  # Modules

  # running: monitors of the processes that run modules; taken: what they have been given
  defp run_async(config, max, running, taken) do
    case max > map_size(running) && not max_failures?(config) && Server.take_async_modules(max - map_size(running)) do
      units when is_list(units) ->
        running = for modules <- shuffle(units, config), into: running, do: spawn_modules(config, modules)
        run_async(config, max, running, taken ++ units)

      _ when map_size(running) == 0 ->
        leave_async(config)
        taken

      _ ->
        run_async(config, max, await(config, running), taken)
    end
  end

  # Once enough has failed, the rest is not for a later run either.
  defp leave_async(config) do
    if max_failures?(config) and Server.take_async_modules(1_000_000) != nil, do: leave_async(config), else: :ok
  end

  defp run_alone(config, modules) do
    {ref, pid} = spawn_modules(config, modules)
    await(config, %{ref => pid})
  end

  defp spawn_modules(config, modules) do
    {pid, ref} = spawn_monitor(fn -> Enum.each(modules, fn {module, parameters} -> run_module(config, module, parameters) end) end)
    {ref, pid}
  end

  # Waits until one has ended.
  defp await(config, running) do
    receive do
      {:DOWN, ref, :process, _pid, reason} when is_map_key(running, ref) ->
        if reason != :normal, do: exit(reason)
        Map.delete(running, ref)

      {ref, from, :sigquit} ->
        interrupt(config, Map.values(running))
        send(from, ref)
        exit(:shutdown)
    end
  end

  defp interrupt(%{listeners: listeners} = config, pids) do
    notify(config, {:sigquit, Enum.flat_map(pids, &running/1)})
    for pid <- listeners, do: GenServer.stop(pid, :normal, :infinity)
    for pid <- pids, do: Process.exit(pid, :kill)
  end

  defp running(pid) do
    with {:dictionary, dictionary} <- Process.info(pid, :dictionary), {_, item} <- List.keyfind(dictionary, @running, 0) do
      [item]
    else
      _ -> []
    end
  end

  defp shuffle(list, %{opts: opts}) do
    case opts[:seed] do
      0 ->
        list

      seed ->
        _ = :rand.seed(opts[:rand_algorithm], {seed, seed, seed})
        Enum.shuffle(list)
    end
  end

  defp max_failures?(%{max_failures: :infinity}), do: false
  defp max_failures?(%{max_failures: max, failed: failed}), do: :atomics.get(failed, 1) >= max

  # Counts a failure. False for one beyond the most: of tests that end after the last one that counts nobody hears.
  defp counted_failure?(%{max_failures: max, failed: failed}), do: :atomics.add_get(failed, 1, 1) <= max

  defp run_module(config, module, parameters) do
    if not max_failures?(config), do: do_run_module(config, module, parameters)
  end

  defp do_run_module(config, module, parameters) do
    %ExUnit.TestModule{} = test_module = module.__ex_unit__()
    module_config = module.__ex_unit__(:config)
    context = Map.merge(parameters, %{module: module, case: module, async: module_config[:async] || false, test_group: module_config[:group]})
    tests = for test <- test_module.tests, do: %{test | parameters: parameters, tags: Map.merge(test.tags, tags(test, context))}
    test_module = %{test_module | parameters: parameters, tests: tests}
    notify(config, {:module_started, test_module})
    {left_out, to_run} = select(tests, config)
    Enum.each(left_out, &notify_left_out(config, &1))
    {state, finished} = run_tests(config, test_module, context, shuffle(to_run, config))
    notify(config, {:module_finished, %{test_module | state: state, tests: finished}})
  end

  defp tags(test, context), do: %{test: test.name, module: context.module, case: context.module, async: context.async}

  # {tests that are left out with the reason as their state, tests to run}
  defp select(tests, config) do
    tests = if config.only, do: Enum.filter(tests, &MapSet.member?(config.only, {&1.module, &1.name})), else: tests

    {left_out, to_run} =
      for test <- tests, reduce: {[], []} do
        {left_out, to_run} ->
          case Filters.eval(config.include, config.exclude, test.tags, tests) do
            :ok -> {left_out, [test | to_run]}
            state -> {[%{test | state: state} | left_out], to_run}
          end
      end

    {Enum.reverse(left_out), Enum.reverse(to_run)}
  end

  defp notify_left_out(config, test) do
    notify(config, {:test_started, test})
    notify(config, {:test_finished, test})
  end

  defp run_tests(_config, _test_module, _context, []), do: {nil, []}

  defp run_tests(%{dry_run?: true} = config, _test_module, _context, tests) do
    Enum.each(tests, &notify_left_out(config, &1))
    {nil, tests}
  end

  defp run_tests(config, test_module, context, tests) do
    Process.put(@running, test_module)
    owner = self()
    {pid, ref} = spawn_monitor(fn -> module_process(owner, test_module, context) end)
    timeout = timeout(test_module.tags, config)

    {state, finished} =
      receive do
        {^pid, :setup_all, {:ok, context}} ->
          finished = run_each(tests, config, context, [])

          case finish(pid, ref) do
            :ok -> {nil, finished}
            # what setup_all has linked to its process has ended it meanwhile
            reason -> {{:failed, [{{:EXIT, pid}, reason, []}]}, finished}
          end

        {^pid, :setup_all, failed} ->
          finish(pid, ref)
          {failed, invalidate(tests, %{test_module | state: failed}, config, [])}

        {:DOWN, ^ref, :process, ^pid, reason} ->
          failed = {:failed, [{{:EXIT, pid}, reason, []}]}
          {failed, invalidate(tests, %{test_module | state: failed}, config, [])}
      after
        timeout ->
          failed = timed_out(pid, timeout, "setup_all")
          finish(pid, ref)
          {failed, invalidate(tests, %{test_module | state: failed}, config, [])}
      end

    case OnExitHandler.run(pid, config.timeout) do
      :ok -> {state, finished}
      failure -> {merge_failure(state, failure), finished}
    end
  end

  # Tests of which setup_all has failed.
  defp invalidate([test | rest], test_module, config, done) do
    if max_failures?(config) do
      Enum.reverse(done)
    else
      test = %{test | state: {:invalid, test_module}}
      if counted_failure?(config), do: notify_left_out(config, test)
      invalidate(rest, test_module, config, [test | done])
    end
  end

  defp invalidate([], _test_module, _config, done), do: Enum.reverse(done)

  defp module_process(owner, %{name: module} = test_module, context) do
    OnExitHandler.register(self())
    context = Map.merge(test_module.tags, context)

    result =
      try do
        {:ok, module.__ex_unit__(:setup_all, context)}
      catch
        kind, reason -> {:failed, failures(kind, reason, __STACKTRACE__)}
      end

    send(owner, {self(), :setup_all, result})
    await_finish(owner)
  end

  # Ends the process of a module or a test, and thereby what it has linked: :ok, or why it has ended before.
  defp finish(pid, ref) do
    send(pid, {self(), :finish})

    receive do
      {:DOWN, ^ref, :process, ^pid, :shutdown} -> :ok
      {:DOWN, ^ref, :process, ^pid, reason} when reason in [:killed, :noproc, :normal] -> :ok
      {:DOWN, ^ref, :process, ^pid, reason} -> reason
    end
  end

  defp await_finish(owner) do
    receive do
      {^owner, :finish} -> exit(:shutdown)
    end
  end

  defp run_each([test | rest], config, context, done) do
    if max_failures?(config),
      do: Enum.reverse(done),
      else: run_each(rest, config, context, [run_test(test, config, context) | done])
  end

  defp run_each([], _config, _context, done), do: Enum.reverse(done)

  # Tests

  defp run_test(test, config, context) do
    notify(config, {:test_started, test})
    Process.put(@running, test)

    test =
      case Map.get(test.tags, :capture_log, config.capture_log) do
        off when off in [false, nil] -> run_in_process(test, config, context)
        capture -> run_captured(test, config, context, if(is_list(capture), do: capture, else: []))
      end

    told? = if test.state == nil, do: not max_failures?(config), else: counted_failure?(config)
    if told?, do: notify(config, {:test_finished, test})
    test
  end

  defp run_captured(test, config, context, options) do
    {test, logs} = CaptureLog.with_log(options, fn -> run_in_process(test, config, context) end)
    if test.state == nil, do: test, else: %{test | logs: logs}
  end

  defp run_in_process(test, config, context) do
    owner = self()
    timeout = timeout(test.tags, config)
    {pid, ref} = spawn_monitor(fn -> test_process(owner, test, context, config) end)

    {time, state} =
      receive do
        {^pid, :test_finished, time, state} ->
          case finish(pid, ref) do
            :ok -> {time, state}
            reason -> {time, state || {:failed, [{{:EXIT, pid}, reason, []}]}}
          end

        {:DOWN, ^ref, :process, ^pid, reason} ->
          {0, {:failed, [{{:EXIT, pid}, reason, []}]}}
      after
        timeout ->
          state = timed_out(pid, timeout, "test")
          finish(pid, ref)
          {timeout * 1000, state}
      end

    state =
      case OnExitHandler.run(pid, timeout) do
        :ok -> state
        failure -> merge_failure(state, failure)
      end

    %{test | state: state, time: time}
  end

  defp test_process(owner, %{module: module, name: name} = test, context, %{opts: opts}) do
    OnExitHandler.register(self())
    Process.set_label({module, name})
    _ = :rand.seed(opts[:rand_algorithm], {:erlang.phash2(module), :erlang.phash2(name), opts[:seed]})
    started = now()

    state =
      try do
        context = context |> Map.merge(test.tags) |> Map.merge(test.parameters) |> Map.put(:test_pid, self()) |> with_tmp_dir(test)
        context = module.__ex_unit__(:setup, context)
        apply(module, name, [context])
        nil
      catch
        kind, reason -> {:failed, failures(kind, reason, __STACKTRACE__)}
      end

    send(owner, {self(), :test_finished, now() - started, state})
    await_finish(owner)
  end

  defp with_tmp_dir(%{tmp_dir: tag} = context, test) when tag == true or is_binary(tag) do
    extra = if is_binary(tag), do: tag, else: ""
    module = inspect(test.module)
    name = to_string(test.name)
    path = ["tmp", safe(module), safe(name) <> "-" <> short_hash(module, name, test.parameters), extra] |> Path.join() |> Path.expand()
    File.rm_rf!(path)
    File.mkdir_p!(path)
    Map.put(context, :tmp_dir, path)
  end

  defp with_tmp_dir(context, _test), do: context

  # Two names may look alike once they are safe.
  defp short_hash(module, name, parameters) do
    text = if parameters == %{}, do: "", else: "/" <> inspect(Enum.sort(parameters))
    (module <> "/" <> name <> text) |> :erlang.md5() |> :binary.part(0, 4) |> Base.encode16(case: :lower)
  end

  defp safe(text), do: Regex.replace(~r/[^\w\.]/u, text, "-")

  # Failures

  # Whoever traces tests may stop in them, at any tag.
  defp timeout(_tags, %{trace: true}), do: :infinity
  defp timeout(tags, config), do: Map.get(tags, :timeout, config.timeout)

  defp timed_out(pid, timeout, type) do
    stack =
      case Process.info(pid, :current_stacktrace) do
        {:current_stacktrace, stack} -> stack
        nil -> []
      end

    Process.exit(pid, :kill)
    {:failed, [{:error, ExUnit.TimeoutError.exception(timeout: timeout, type: type), stack}]}
  end

  defp failures(:error, %ExUnit.MultiError{errors: errors}, _stack), do: for({kind, reason, stack} <- errors, do: failure(kind, reason, stack))
  defp failures(kind, reason, stack), do: [failure(kind, reason, stack)]

  defp failure(kind, reason, stack), do: {kind, Exception.normalize(kind, reason, stack), prune_stacktrace(stack)}

  @doc """
  A stack trace without what says nothing to the author of a test: the assertion, and what has called the test.
  """
  def prune_stacktrace([{ExUnit.Assertions, _, _, _} | rest]), do: prune_stacktrace(rest)
  def prune_stacktrace([{__MODULE__, _, _, _} | _]), do: []
  def prune_stacktrace([entry | rest]), do: [entry | prune_stacktrace(rest)]
  def prune_stacktrace([]), do: []

  # the first failure is the one told
  defp merge_failure({:failed, _} = state, _failure), do: state
  defp merge_failure(_state, {kind, reason, stack}), do: {:failed, [{kind, reason, prune_stacktrace(stack)}]}

  defp now, do: System.monotonic_time(:microsecond)
end
