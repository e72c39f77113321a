defmodule ExUnit.Paths do
  @moduledoc false

  # The command `jlixir test`: finds the files of tests, loads them and runs what they define.

  @pattern "*_test.exs"
  @helper "test_helper.exs"

  @doc """
  Runs the tests of `paths` (by default the folder `test`) and returns the exit code.

  `options` is a keyword list of what the command line says: `seed: 0`, `only: "slow"`, `trace: true` ...
  """
  @spec run([String.t()], keyword) :: non_neg_integer
  def run(paths, options) do
    {paths, locations} = ExUnit.Filters.parse_paths(if paths == [], do: ["test"], else: paths)

    case Enum.reject(paths, &File.exists?/1) do
      [] ->
        run_files(paths, locations, options)

      missing ->
        IO.puts(:stderr, "Paths given to `jlixir test` did not match any directory/file: " <> Enum.join(missing, ", "))
        1
    end
  end

  defp run_files(paths, locations, options) do
    ExUnit.start(autorun: false)
    for helper <- paths |> Enum.flat_map(&helper/1) |> Enum.uniq(), do: Code.require_file(helper)
    ExUnit.configure([autorun: false] ++ merge_filters(locations, configuration(options)))
    for file <- paths |> Enum.flat_map(&files/1) |> Enum.uniq(), do: Code.require_file(file)
    result = ExUnit.run()
    if result.failures > 0, do: ExUnit.configuration()[:exit_status], else: 0
  end

  defp files(path) do
    if File.dir?(path), do: [path, "**", @pattern] |> Path.join() |> Path.wildcard(), else: [path]
  end

  # The helper of the folder, or of the nearest one above it up to the working directory.
  defp helper(path) do
    folder = if File.dir?(path), do: Path.expand(path), else: Path.dirname(Path.expand(path))
    nearest(folder, File.cwd!())
  end

  defp nearest(folder, top) do
    helper = Path.join(folder, @helper)

    cond do
      File.regular?(helper) -> [helper]
      folder == top or Path.dirname(folder) == folder -> []
      true -> nearest(Path.dirname(folder), top)
    end
  end

  # Options that may be given more than once are gathered; those of one value keep the last one.
  defp configuration(options) do
    only = filters(options, :only)
    exclude = filters(options, :exclude) ++ if(only == [], do: [], else: [:test])
    include = filters(options, :include) ++ only

    options
    |> Keyword.drop([:only, :include, :exclude, :color, :no_color])
    |> Enum.reduce([], fn {key, value}, settings -> Keyword.put(settings, key, value) end)
    |> put_filters(:include, include)
    |> put_filters(:exclude, exclude)
  end

  defp filters(options, key), do: options |> Keyword.get_values(key) |> ExUnit.Filters.parse()

  defp put_filters(settings, _key, []), do: settings
  defp put_filters(settings, key, filters), do: Keyword.put(settings, key, filters ++ Application.get_env(:ex_unit, key, []))

  defp merge_filters(locations, settings) do
    Keyword.merge(locations, settings, fn _key, left, right -> left ++ right end)
  end
end
