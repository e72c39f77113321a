defmodule ExUnit do
  @moduledoc """
  Unit tests.

  A module of tests uses `ExUnit.Case`; `ExUnit.Assertions` and `ExUnit.Callbacks` tell what its tests may do.

      ExUnit.start()

      defmodule SumTest do
        use ExUnit.Case, async: true

        test "adds" do
          assert 1 + 1 == 2
        end
      end

  Run as a program, this tests and ends with the status 2 if anything has failed. With several files the command `jlixir test` is
  of more use: it runs the files named `*_test.exs` below `test`, after `test/test_helper.exs`, where `ExUnit.start/1` belongs.

  Tests of modules with `async: true` run beside those of other such modules, all others by themselves afterwards. Each test has
  a process of its own.
  """

  @typedoc "The failures of a test: kind, reason and stack trace of each."
  @type failed :: [{Exception.kind(), reason :: term, Exception.stacktrace()}]

  @typedoc "How a test has ended; `nil` if it has passed."
  @type state ::
          nil
          | {:excluded, binary}
          | {:failed, failed}
          | {:invalid, ExUnit.TestModule.t()}
          | {:skipped, binary}

  @typedoc "What has become of the tests of a run; those that were invalid count as failures."
  @type suite_result :: %{
          excluded: non_neg_integer,
          failures: non_neg_integer,
          skipped: non_neg_integer,
          total: non_neg_integer
        }

  @type test_id :: {module, name :: atom}

  # Of the options that are not in the environment of the application at first.
  @defaults [
    dry_run: false,
    failures_manifest_path: nil,
    module_load_timeout: 60_000,
    only_test_ids: nil,
    summary: :result
  ]

  @doc """
  Starts ExUnit. Unless told `autorun: false`, what has been loaded is run when the program ends.

  Takes the options of `configure/1`.

      ExUnit.start(exclude: [:slow], max_failures: 1)

  """
  @spec start(keyword) :: :ok
  def start(options \\ []) do
    _ = Application.load(:ex_unit)
    ExUnit.Server.ensure_started()
    configure(options)
    if Application.get_env(:ex_unit, :autorun, true), do: autorun()
    :ok
  end

  defp autorun do
    Application.put_env(:ex_unit, :autorun, false)

    System.at_exit(fn
      0 ->
        ExUnit.Server.modules_loaded(false)
        result = run()
        status = Keyword.fetch!(configuration(), :exit_status)
        if result.failures > 0, do: System.at_exit(fn _ -> exit({:shutdown, status}) end)

      _ ->
        :ok
    end)
  end

  @doc false
  def start(:normal, []) do
    ExUnit.Server.ensure_started()
    {:ok, Process.whereis(ExUnit.Server)}
  end

  @doc false
  def stop(_state), do: :ok

  @doc """
  Sets options.

    * `:assert_receive_timeout`, `:refute_receive_timeout` - how many milliseconds `assert_receive` and `refute_receive` wait (100)
    * `:autorun` - whether to run when the program ends (`true`)
    * `:capture_log` - whether to keep what tests log, and print it for those that fail (`false`); may be the options of
      `ExUnit.CaptureLog.capture_log/2`
    * `:colors` - colours of the reports, by the keys that `ExUnit.Formatter` tells, and `:enabled`
    * `:dry_run` - whether to list the tests that would run instead of running them (`false`)
    * `:exclude`, `:include` - tags of tests to leave out, and of those among them to run nevertheless, as `ExUnit.Filters` reads them
    * `:exit_status` - what the program ends with when tests have failed (2)
    * `:failures_manifest_path` - a file that keeps which tests have failed
    * `:formatters` - the modules that print (`[ExUnit.CLIFormatter]`); see `ExUnit.Formatter`
    * `:max_cases` - how many modules run side by side (twice the number of schedulers)
    * `:max_failures` - how many failures end the run (`:infinity`)
    * `:only_test_ids` - a set of `{module, name}`: the only tests to run
    * `:rand_algorithm` - the algorithm of `:rand` for the order of tests and for their seeds (`:exsss`)
    * `:repeat_until_failure` - how many times to run all again as long as nothing fails (0)
    * `:seed` - what the order of tests comes from; 0 keeps the order in which they are written
    * `:slowest`, `:slowest_modules` - how many of the slowest tests or modules to print (0); they imply `:trace`
    * `:stacktrace_depth` - how deep stack traces are (20)
    * `:summary` - the closing lines: `:result` (`Result: 7/8 passed`, then `Failed: 1 test`), or `:counts` for the line of Elixir up to
      1.19 (`8 tests, 1 failure`), which some editors and other tools read (`:result`)
    * `:test_location_relative_path` - what to put before the paths in reports
    * `:timeout` - how many milliseconds a test may take (60000), or `:infinity`
    * `:trace` - whether to print each test as it runs, one at a time, without a limit of time (`false`)

  Anything else may be asked for with `configuration/0`, for example by a formatter.
  """
  @spec configure(keyword) :: :ok
  def configure(options), do: Enum.each(options, fn {key, value} -> Application.put_env(:ex_unit, key, value) end)

  @doc """
  All options as they stand.

      iex> ExUnit.configuration()[:exit_status]
      2

  """
  @spec configuration() :: keyword
  def configuration do
    config = Keyword.merge(@defaults, Application.get_all_env(:ex_unit))
    slowest? = config[:slowest] > 0 or config[:slowest_modules] > 0

    config
    |> Keyword.put(:trace, config[:trace] or slowest?)
    |> put_seed()
    |> put_max_cases()
    |> put_filters()
  end

  # The seed is settled once, so that all runs of a system share it.
  defp put_seed(config) do
    Keyword.put_new_lazy(config, :seed, fn ->
      seed = new_seed()
      Application.put_env(:ex_unit, :seed, seed)
      seed
    end)
  end

  defp new_seed, do: rem(:erlang.unique_integer([:positive]) + :erlang.system_time(:microsecond), 1_000_000)

  defp put_max_cases(config) do
    cases = if config[:trace], do: 1, else: config[:max_cases] || System.schedulers_online() * 2
    Keyword.put(config, :max_cases, cases)
  end

  defp put_filters(config) do
    {include, exclude} = ExUnit.Filters.normalize(config[:include], config[:exclude])
    config |> Keyword.put(:include, include) |> Keyword.put(:exclude, exclude)
  end

  @doc """
  Runs what has been loaded and has not been run, and the given modules besides.

  A module that is to be run this way only uses `ExUnit.Case` with `register: false`.

      %{total: total, failures: 0} = ExUnit.run([MyApp.ShopTest])

  """
  @spec run([module]) :: suite_result
  def run(additional_modules \\ []) do
    for module <- additional_modules, do: ExUnit.Server.add_module(module, module.__ex_unit__(:config))
    if additional_modules != [], do: ExUnit.Server.modules_loaded(true)
    options = configuration()
    repeat(options, options[:repeat_until_failure], nil)
  end

  defp repeat(options, times, load_us) do
    options = if options[:repeat_until_failure] > 0, do: Keyword.put(options, :remaining_runs, times), else: options
    {result, {async, sync}} = ExUnit.Runner.run(options, load_us)

    if times > 0 and result.failures == 0 and result.total > 0 do
      ExUnit.Server.restore_modules(async, sync)
      # another order may show what this one has hidden
      options = if options[:seed] == 0, do: options, else: Keyword.put(options, :seed, new_seed())
      repeat(options, times - 1, nil)
    else
      for callback <- Application.get_env(:ex_unit, :after_suite, []), do: callback.(result)
      result
    end
  end

  @doc """
  Starts a run while modules may still be loaded; `await_run/1` says that all are, and waits for the run.

      run = ExUnit.async_run()
      Code.require_file("test/shop_test.exs")
      ExUnit.await_run(run)

  """
  @spec async_run() :: Task.t()
  def async_run do
    ExUnit.Server.modules_loading()
    options = configuration()
    Task.async(fn -> repeat(options, options[:repeat_until_failure], nil) end)
  end

  @doc """
  Waits for a run that `async_run/0` has started.

      ExUnit.async_run() |> ExUnit.await_run()

  """
  @spec await_run(Task.t()) :: suite_result
  def await_run(task) do
    ExUnit.Server.modules_loaded(false)
    Task.await(task, :infinity)
  end

  @doc """
  Has `function` called with the result after each run; the last one set is called first.

      ExUnit.after_suite(fn %{failures: failures} -> IO.puts([Integer.to_string(failures), " failures"]) end)

  """
  @spec after_suite((suite_result -> any)) :: :ok
  def after_suite(function) when is_function(function, 1) do
    configure(after_suite: [function | Application.get_env(:ex_unit, :after_suite, [])])
  end

  @doc """
  The plural of a kind of test, for the closing lines of a run.

      iex> ExUnit.plural_rule("doctest")
      "doctests"

  """
  @spec plural_rule(binary) :: binary
  def plural_rule(word) when is_binary(word) do
    Map.get(Application.get_env(:ex_unit, :plural_rules, %{}), word, word <> "s")
  end

  @doc """
  Sets the plural of a kind of test.

      ExUnit.plural_rule("property", "properties")

  """
  @spec plural_rule(binary, binary) :: :ok
  def plural_rule(word, plural) when is_binary(word) and is_binary(plural) do
    rules = Application.get_env(:ex_unit, :plural_rules, %{})
    configure(plural_rules: Map.put(rules, word, plural))
  end

  @doc """
  The supervisor of the current test's processes, `{:ok, pid}`; `:error` outside of a test. It is started when first asked for, and
  stopped when the test ends.

      iex> {:ok, supervisor} = ExUnit.fetch_test_supervisor()
      iex> Supervisor.which_children(supervisor)
      []

  """
  @spec fetch_test_supervisor() :: {:ok, pid} | :error
  def fetch_test_supervisor, do: ExUnit.OnExitHandler.fetch_supervisor(self())
end
