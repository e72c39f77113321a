defmodule ExUnit do
  @moduledoc """
  Unit tests.

      ExUnit.start()

      defmodule SumTest do
        use ExUnit.Case, async: true

        test "adds" do
          assert 1 + 1 == 2
        end
      end

  """

  @type failed :: [{Exception.kind(), reason :: term, Exception.stacktrace()}]
  @type state ::
          nil
          | {:excluded, binary}
          | {:failed, failed}
          | {:invalid, ExUnit.TestModule.t()}
          | {:skipped, binary}
  @type suite_result :: %{
          excluded: non_neg_integer,
          failures: non_neg_integer,
          skipped: non_neg_integer,
          total: non_neg_integer
        }

  @defaults [
    assert_receive_timeout: 100,
    autorun: true,
    capture_log: false,
    colors: [],
    exclude: [],
    exit_status: 2,
    failures_manifest_path: nil,
    formatters: [ExUnit.CLIFormatter],
    include: [],
    max_failures: :infinity,
    module_load_timeout: 60_000,
    only_test_ids: nil,
    rand_algorithm: :exsss,
    refute_receive_timeout: 100,
    repeat_until_failure: 0,
    slowest: 0,
    slowest_modules: 0,
    stacktrace_depth: 20,
    timeout: 60_000,
    trace: false,
    after_suite: [],
    dry_run: false
  ]

  @doc "Starts ExUnit; unless told `autorun: false`, the tests run when the program ends."
  @spec start(keyword) :: :ok
  def start(options \\ []) do
    configure(options)
    ExUnit.Server.ensure_started()
    if Application.get_env(:ex_unit, :autorun, true), do: autorun()
    :ok
  end

  defp autorun do
    Application.put_env(:ex_unit, :autorun, false)

    System.at_exit(fn
      0 ->
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

  @doc "Sets options; those of `start/1` and more."
  @spec configure(keyword) :: :ok
  def configure(options), do: Enum.each(options, fn {key, value} -> Application.put_env(:ex_unit, key, value) end)

  @doc "All options as they stand."
  @spec configuration() :: keyword
  def configuration do
    given = Application.get_all_env(:ex_unit)
    Keyword.merge(@defaults, given)
  end

  @doc "Runs what has been loaded, or the given modules."
  @spec run([module]) :: suite_result
  def run(additional_modules \\ []) do
    for module <- additional_modules, do: ExUnit.Server.add_module(module, module.__ex_unit__(:config))
    ExUnit.Runner.run(options(), ExUnit.Server.loading_time())
  end

  # The seed is settled once, so that all runs of a system share it.
  defp options do
    options = configuration()
    seed = options[:seed] || rem(:erlang.unique_integer([:positive]) + :erlang.system_time(:microsecond), 1_000_000)
    if options[:seed] == nil, do: Application.put_env(:ex_unit, :seed, seed)
    max_cases = options[:max_cases] || if(options[:trace], do: 1, else: System.schedulers_online() * 2)
    timeout = if options[:trace] and options[:timeout] == 60_000, do: :infinity, else: options[:timeout]

    options
    |> Keyword.put(:seed, seed)
    |> Keyword.put(:max_cases, max_cases)
    |> Keyword.put(:timeout, timeout)
    |> Keyword.put(:include, ExUnit.Filters.normalize(options[:include], []) |> elem(0))
    |> Keyword.put(:exclude, ExUnit.Filters.normalize([], options[:exclude]) |> elem(1))
  end

  @doc "Starts a run in a process of its own; `await_run/1` waits for it."
  @spec async_run() :: Task.t()
  def async_run, do: Task.async(fn -> run() end)

  @doc "Waits for a run that `async_run/0` started."
  @spec await_run(Task.t()) :: suite_result
  def await_run(task), do: Task.await(task, :infinity)

  @doc "Calls `function` with the result after each run."
  @spec after_suite((suite_result -> any)) :: :ok
  def after_suite(function) when is_function(function, 1) do
    Application.put_env(:ex_unit, :after_suite, [function | Application.get_env(:ex_unit, :after_suite, [])])
  end

  @doc """
  The plural of a word, for the closing lines of a run.

      iex> ExUnit.plural_rule("test")
      "tests"

  """
  @spec plural_rule(binary) :: binary
  def plural_rule(word) when is_binary(word) do
    Map.get(Application.get_env(:ex_unit, :plural_rules, %{}), word, word <> "s")
  end

  @doc "Sets the plural of a word."
  @spec plural_rule(binary, binary) :: :ok
  def plural_rule(word, plural) when is_binary(word) and is_binary(plural) do
    rules = Application.get_env(:ex_unit, :plural_rules, %{})
    configure(plural_rules: Map.put(rules, word, plural))
  end

  @doc "The supervisor of the current test's processes."
  @spec fetch_test_supervisor() :: {:ok, pid} | :error
  def fetch_test_supervisor, do: ExUnit.OnExitHandler.fetch_supervisor(self())
end
