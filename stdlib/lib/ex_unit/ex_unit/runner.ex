defmodule ExUnit.Runner do
  @moduledoc false

  # Runs the waiting modules: the async ones side by side, then the others one by one. Each module has a process
  # (for setup_all and what it links), each test another.

  @current_key __MODULE__

  def run(opts, load_us) do
    # the process running the suite must survive what its tests link to it
    owner = self()

    {pid, ref} =
      spawn_monitor(fn ->
        send(owner, {self(), :result, run_suite(opts, load_us)})
      end)

    receive do
      {^pid, :result, result} ->
        Process.demonitor(ref, [:flush])
        result

      {:DOWN, ^ref, _, _, reason} ->
        exit(reason)
    end
  end

  defp run_suite(opts, load_us) do
    {:ok, stats} = GenServer.start_link(ExUnit.RunnerStats, opts)
    formatters = for formatter <- opts[:formatters], do: start_formatter(formatter, opts)
    failed = :counters.new(1, [])
    config = %{
      opts: opts,
      listeners: [stats | formatters],
      failed: failed,
      include: opts[:include],
      exclude: opts[:exclude],
      timeout: opts[:timeout],
      max_failures: opts[:max_failures]
    }

    notify(config, {:suite_started, opts})
    {async, sync} = ExUnit.Server.take_modules()
    started = now()
    run_async(parameterized(async), config, max(opts[:max_cases], 1))
    async_us = if async == [], do: nil, else: now() - started
    for {module, params} <- shuffle(parameterized(sync), config), do: run_module(config, module, params)
    run_us = now() - started

    if max_failures?(config), do: notify(config, :max_failures_reached)
    times = %{run: run_us, async: async_us, load: load_us}
    notify(config, {:suite_finished, times})
    result = ExUnit.RunnerStats.stats(stats)
    for pid <- formatters, do: GenServer.stop(pid, :normal, :infinity)
    GenServer.stop(stats)

    for callback <- Application.get_env(:ex_unit, :after_suite, []), do: callback.(result)
    result
  end

  defp start_formatter(formatter, opts) do
    {:ok, pid} = GenServer.start_link(formatter, opts)
    pid
  end

  defp notify(%{listeners: listeners}, event), do: Enum.each(listeners, &GenServer.cast(&1, event))

  defp parameterized(modules) do
    Enum.flat_map(modules, fn {module, config} ->
      case config[:parameterize] do
        nil -> [{module, %{}}]
        list -> for params <- list, do: {module, params}
      end
    end)
  end

  defp run_async([], _config, _max), do: :ok

  defp run_async(modules, config, max) do
    {first, rest} = modules |> shuffle(config) |> Enum.split(max)
    running = Map.new(first, &spawn_module(&1, config))
    await_async(running, rest, config)
  end

  defp spawn_module({module, params}, config) do
    {_pid, ref} = spawn_monitor(fn -> run_module(config, module, params) end)
    {ref, module}
  end

  defp await_async(running, [], _config) when running == %{}, do: :ok

  defp await_async(running, waiting, config) do
    receive do
      {:DOWN, ref, :process, _pid, reason} when is_map_key(running, ref) ->
        if reason != :normal, do: exit(reason)
        running = Map.delete(running, ref)

        case waiting do
          [next | rest] ->
            {ref, module} = spawn_module(next, config)
            await_async(Map.put(running, ref, module), rest, config)

          [] ->
            await_async(running, [], config)
        end
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
  defp max_failures?(%{max_failures: max, failed: failed}), do: :counters.get(failed, 1) >= max

  # A module

  defp run_module(config, module, params) do
    if not max_failures?(config), do: do_run_module(config, module, params)
  end

  defp do_run_module(config, module, params) do
    %ExUnit.TestModule{} = test_module = module.__ex_unit__()
    module_config = module.__ex_unit__(:config)
    async? = module_config[:async] || false
    base = Map.merge(params, %{module: module, case: module, async: async?, test_group: module_config[:group]})
    tests = for test <- test_module.tests, do: %{test | parameters: params, tags: tags(test, base, test_module)}
    test_module = %{test_module | parameters: params, tests: tests}
    notify(config, {:module_started, test_module})

    to_run = select(tests, config)
    {state, finished} = run_tests(config, test_module, base, shuffle(to_run, config))
    notify(config, {:module_finished, %{test_module | state: state, tests: finished}})
  end

  defp tags(test, base, test_module) do
    test.tags |> Map.merge(%{test: test.name, module: test_module.name, case: test_module.name, async: base.async})
  end

  # The tests to run; those that do not run are told first.
  defp select(tests, config) do
    Enum.filter(tests, fn test ->
      state = ExUnit.Filters.eval(config.include, config.exclude, test.tags, tests)
      if state != :ok and not max_failures?(config), do: notify_left_out(config, %{test | state: state})
      state == :ok
    end)
  end

  defp notify_left_out(config, test) do
    notify(config, {:test_started, test})
    notify(config, {:test_finished, test})
  end

  defp run_tests(_config, _test_module, _base, []), do: {nil, []}

  defp run_tests(config, test_module, base, tests) do
    owner = self()
    {pid, ref} = spawn_monitor(fn -> module_process(owner, test_module, base) end)
    timeout = module_timeout(test_module, config)

    result =
      receive do
        {^pid, :setup_all, result} -> result
        {:DOWN, ^ref, :process, ^pid, reason} -> {:failed, [{{:EXIT, pid}, reason, []}]}
      after
        timeout -> timed_out(pid, timeout, "setup_all")
      end

    {state, finished} =
      case result do
        {:ok, context} ->
          {nil, run_each(tests, config, context, [])}

        {:failed, _} = failed ->
          test_module = %{test_module | state: failed}
          {failed, Enum.map(tests, &invalidate(&1, test_module, config))}
      end

    if Process.alive?(pid) do
      send(pid, {owner, :finish})
      await_down(pid, ref)
    end

    case ExUnit.OnExitHandler.run(pid, config.timeout) do
      :ok -> {state, finished}
      failure -> {merge_failure(state, failure), finished}
    end
  end

  defp invalidate(test, test_module, config) do
    test = %{test | state: {:invalid, test_module}}
    notify(config, {:test_started, test})
    notify(config, {:test_finished, test})
    :counters.add(config.failed, 1, 1)
    test
  end

  defp module_timeout(test_module, config), do: Map.get(test_module.tags, :timeout, config.timeout)

  defp module_process(owner, %{name: module} = test_module, base) do
    ExUnit.OnExitHandler.register(self())
    context = test_module.tags |> Map.merge(base) |> Map.merge(%{file: test_module.file})

    result =
      try do
        {:ok, module.__ex_unit__(:setup_all, context)}
      catch
        kind, reason -> {:failed, [failure(kind, reason, __STACKTRACE__)]}
      end

    send(owner, {self(), :setup_all, result})

    receive do
      {^owner, :finish} -> :ok
    end

    exit(:shutdown)
  end

  defp run_each([test | rest], config, context, done) do
    if max_failures?(config) do
      Enum.reverse(done)
    else
      run_each(rest, config, context, [run_test(test, config, context) | done])
    end
  end

  defp run_each([], _config, _context, done), do: Enum.reverse(done)

  # A test

  defp run_test(test, config, context) do
    notify(config, {:test_started, test})
    owner = self()
    timeout = Map.get(test.tags, :timeout, config.timeout)
    {pid, ref} = spawn_monitor(fn -> test_process(owner, test, context) end)

    {time, state} =
      receive do
        {^pid, :test_finished, time, state} ->
          # what it has linked ends with it
          send(pid, {owner, :finish})
          await_down(pid, ref)
          {time, state}

        {:DOWN, ^ref, :process, ^pid, reason} ->
          {0, {:failed, [{{:EXIT, pid}, reason, []}]}}
      after
        timeout ->
          state = timed_out(pid, timeout, "test")
          await_down(pid, ref)
          {timeout * 1000, state}
      end

    state =
      case ExUnit.OnExitHandler.run(pid, if(timeout == :infinity, do: config.timeout, else: timeout)) do
        :ok -> state
        failure -> merge_failure(state, failure)
      end

    test = %{test | state: state, time: time}
    if state != nil, do: :counters.add(config.failed, 1, 1)
    notify(config, {:test_finished, test})
    test
  end

  defp await_down(pid, ref) do
    receive do
      {:DOWN, ^ref, :process, ^pid, _reason} -> :ok
    end
  end

  defp test_process(owner, %{module: module, name: name} = test, context) do
    ExUnit.OnExitHandler.register(self())
    Process.put(@current_key, test)
    started = now()

    state =
      try do
        context = context |> Map.merge(test.tags) |> Map.merge(test.parameters) |> Map.put(:test_pid, self()) |> with_tmp_dir(test)
        context = module.__ex_unit__(:setup, context)
        apply(module, name, [context])
        nil
      catch
        kind, reason -> {:failed, [failure(kind, reason, __STACKTRACE__)]}
      end

    send(owner, {self(), :test_finished, now() - started, state})

    receive do
      {^owner, :finish} -> :ok
    end

    exit(:shutdown)
  end

  defp with_tmp_dir(%{tmp_dir: tag} = context, test) when tag == true or is_binary(tag) do
    extra = if is_binary(tag), do: tag, else: ""
    module = inspect(test.module)
    name = to_string(test.name)
    # two names may look alike once made safe
    hash = (module <> "/" <> name) |> :erlang.md5() |> :binary.part(0, 4) |> Base.encode16(case: :lower)
    path = ["tmp", safe(module), safe(name) <> "-" <> hash, extra] |> Path.join() |> Path.expand()
    File.rm_rf!(path)
    File.mkdir_p!(path)
    Map.put(context, :tmp_dir, path)
  end

  defp with_tmp_dir(context, _test), do: context

  defp safe(text), do: Regex.replace(~r/[^\w\.]/u, text, "-")

  defp timed_out(pid, timeout, type) do
    stack =
      case Process.info(pid, :current_stacktrace) do
        {:current_stacktrace, stack} -> stack
        nil -> []
      end

    Process.exit(pid, :kill)
    {:failed, [{:error, ExUnit.TimeoutError.exception(timeout: timeout, type: type), stack}]}
  end

  defp failure(:error, %ExUnit.MultiError{errors: errors}, _stack), do: hd(errors)
  defp failure(kind, reason, stack), do: {kind, Exception.normalize(kind, reason, stack), prune_stacktrace(stack)}

  @doc false
  # Neither the assertion nor what called the test says anything to its author.
  def prune_stacktrace([{ExUnit.Assertions, _, _, _} | rest]), do: prune_stacktrace(rest)
  def prune_stacktrace([{__MODULE__, _, _, _} | _]), do: []
  def prune_stacktrace([entry | rest]), do: [entry | prune_rest(rest)]
  def prune_stacktrace([]), do: []

  defp prune_rest([{__MODULE__, _, _, _} | _]), do: []
  defp prune_rest([{ExUnit.Assertions, _, _, _} | rest]), do: prune_rest(rest)
  defp prune_rest([entry | rest]), do: [entry | prune_rest(rest)]
  defp prune_rest([]), do: []

  # the first failure is the one told
  defp merge_failure({:failed, _} = state, _failure), do: state
  defp merge_failure(_state, {kind, reason, stack}), do: {:failed, [{kind, reason, prune_stacktrace(stack)}]}

  defp now, do: System.monotonic_time(:microsecond)
end
