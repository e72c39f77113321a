defmodule ExUnit.Command do
  @moduledoc false

  # The command `jlixir test`: compiles what stands in lib beside the tests, loads the files of tests and runs what they define.

  alias ExUnit.{FailuresManifest, Filters, Paths, StaleManifest}

  @failures "_build/test/.jlixir_test_failures"
  @stale "_build/test/.jlixir_test_stale"
  @modules "_build/test/ebin"

  @doc """
  Runs the tests of `paths` (by default the folder `test`) and returns the exit code.

  `options` is a keyword list of what the command line says: `seed: 0`, `only: "slow"`, `trace: true` ...
  """
  @spec run([String.t()], keyword) :: non_neg_integer
  def run(paths, options) do
    {paths, locations} = Filters.parse_paths(if paths == [], do: ["test"], else: paths)

    with :ok <- check_paths(paths),
         {:ok, partition} <- partition(options) do
      if Keyword.has_key?(options, :color), do: Application.put_env(:elixir, :ansi_enabled, options[:color])
      ExUnit.start([autorun: false, failures_manifest_path: @failures] ++ colors(options))
      run_files(paths, partition, locations, options)
    else
      {:error, message} -> fail(message)
    end
  end

  defp fail(message) do
    IO.puts(:stderr, message)
    1
  end

  defp check_paths(paths) do
    case Enum.reject(paths, &File.exists?/1) do
      [] -> :ok
      missing -> {:error, "Paths given to `jlixir test` did not match any directory/file: " <> Enum.join(missing, ", ")}
    end
  end

  # The part of the files to run: {number, of how many}.
  defp partition(options) do
    case {options[:partitions], System.get_env("MIX_TEST_PARTITION")} do
      {nil, _} -> {:ok, {1, 1}}
      {1, _} -> {:ok, {1, 1}}
      {total, text} -> partition(total, text && Integer.parse(text))
    end
  end

  defp partition(total, {number, ""}) when number in 1..total//1, do: {:ok, {number, total}}

  defp partition(total, _),
    do: {:error, "The MIX_TEST_PARTITION environment variable must be set to an integer between 1..#{total} when the --partitions option is set"}

  defp colors(options), do: if(Keyword.has_key?(options, :color), do: [colors: [enabled: options[:color]]], else: [])

  # Files

  defp run_files(paths, partition, locations, options) do
    helpers = paths |> Enum.flat_map(&Paths.helper/1) |> Enum.uniq()
    sources = if options[:no_compile], do: [], else: paths |> Enum.flat_map(&Paths.sources/1) |> Enum.uniq()
    all = paths |> Enum.flat_map(&Paths.tests/1) |> Enum.uniq() |> Paths.partition(partition)
    if options[:stale], do: StaleManifest.trace()

    with {:ok, warned?} <- compile(sources),
         :ok <- load_helpers(helpers),
         :ok <- configure(locations, options),
         {:ok, files} <- select(all, helpers ++ sources, options) do
      run_tests(files, all ++ helpers ++ sources, warned?, options)
    else
      {:halt, code, message} ->
        IO.puts(message)
        code

      {:error, message} ->
        fail(message)

      :error ->
        1
    end
  end

  defp compile([]), do: {:ok, false}

  # The modules are written down, as doctests read the documentation of modules from files.
  defp compile(sources) do
    File.rm_rf!(@modules)
    File.mkdir_p!(@modules)
    Code.prepend_path(@modules)

    case Kernel.ParallelCompiler.compile_to_path(sources, @modules, return_diagnostics: true) do
      {:ok, _modules, warnings} -> {:ok, warnings?(warnings)}
      {:error, _errors, _warnings} -> :error
    end
  end

  defp warnings?(%{compile_warnings: compile, runtime_warnings: runtime}), do: compile != [] or runtime != []

  defp load_helpers(helpers), do: Enum.each(helpers, &Code.require_file/1)

  # What the helpers have set is kept where the command line says nothing.
  defp configure(locations, options) do
    only = filters(options, :only)
    exclude = filters(options, :exclude) ++ if(only == [], do: [], else: [:test]) ++ Keyword.get(locations, :exclude, [])
    include = filters(options, :include) ++ only ++ Keyword.get(locations, :include, [])

    with {:ok, formatters} <- formatters(options) do
      options
      |> Keyword.take([
        :dry_run,
        :exit_status,
        :max_cases,
        :max_failures,
        :repeat_until_failure,
        :seed,
        :slowest,
        :slowest_modules,
        :summary,
        :timeout,
        :trace
      ])
      |> Keyword.merge(autorun: false, include: include ++ environment(:include), exclude: exclude ++ environment(:exclude))
      |> Keyword.merge(formatters)
      |> Keyword.merge(colors(options))
      |> ExUnit.configure()
    end
  end

  defp environment(key), do: List.wrap(Application.get_env(:ex_unit, key, []))
  defp filters(options, key), do: options |> Keyword.get_values(key) |> Filters.parse()

  defp formatters(options) do
    named = for name <- Keyword.get_values(options, :formatter), do: Module.concat([name])
    junit = if options[:junit], do: [ExUnit.JUnitFormatter], else: []

    case {named ++ junit, Enum.reject(named, &Code.ensure_loaded?/1)} do
      {[], _} -> {:ok, []}
      {_, [unknown | _]} -> {:error, "The formatter #{inspect(unknown)} given with --formatter could not be found"}
      {_, []} -> {:ok, [formatters: chosen(named) ++ junit, junit_file: options[:junit]]}
    end
  end

  defp chosen([]), do: Application.get_env(:ex_unit, :formatters, [ExUnit.CLIFormatter])
  defp chosen(named), do: named

  # The files to load, or why none is.
  defp select([], _others, _options), do: {:halt, 0, "There are no tests to run"}

  defp select(files, others, options) do
    cond do
      options[:failed] -> failed(files)
      options[:stale] -> stale(files, others)
      true -> {:ok, files}
    end
  end

  defp failed(files) do
    case FailuresManifest.info(@failures) do
      :all ->
        {:ok, files}

      {failed_files, ids} ->
        ExUnit.configure(only_test_ids: ids)
        chosen = Enum.filter(files, &MapSet.member?(failed_files, Path.expand(&1)))
        if chosen == [], do: {:halt, 0, "There are no tests to run"}, else: {:ok, chosen}
    end
  end

  defp stale(files, others) do
    case StaleManifest.stale(@stale, files, others) do
      [] -> {:halt, 0, "No stale tests"}
      stale -> {:ok, stale}
    end
  end

  # Running

  defp run_tests(files, known, warned?, options) do
    task = ExUnit.async_run()

    case Kernel.ParallelCompiler.require(files, [return_diagnostics: true] ++ limit(options)) do
      {:ok, _modules, warnings} ->
        result = ExUnit.await_run(task)
        if options[:stale] && result.failures == 0, do: StaleManifest.write(@stale, known)
        exit_code(result, warned? or warnings?(warnings), options)

      {:error, _errors, _warnings} ->
        Task.shutdown(task, :brutal_kill)
        FailuresManifest.fail_all!(@failures)
        1
    end
  end

  defp limit(options), do: if(options[:max_requires], do: [max_concurrency: options[:max_requires]], else: [])

  defp exit_code(result, warned?, options) do
    cond do
      result.failures > 0 ->
        ExUnit.configuration()[:exit_status]

      Keyword.has_key?(options, :only) and result.total == result.excluded ->
        fail("The --only option was given to `jlixir test` but no test was executed")

      warned? and options[:warnings_as_errors] ->
        fail("\nERROR! Test suite aborted after successful execution due to warnings while using the --warnings-as-errors option")

      true ->
        0
    end
  end
end
