defmodule ExUnit.Filters do
  @moduledoc """
  Which tests a run takes, by their tags.

  A filter is the name of a tag, or `{name, value}`; a value may be a regular expression, and is compared as a text, so that the command
  line can name atoms and numbers. Besides the tags there are `:test`, `:doctest` and so on for all tests of a kind, `:module`, `:line`
  and `:location`.

  What `:exclude` names does not run, unless `:include` names it. A test with the tag `:skip` runs only if `:include` names that.
  """

  @type t :: list({atom, Regex.t() | String.Chars.t()} | atom)

  @doc """
  Removes from `exclude` what `include` names, and duplicates from both.

      iex> ExUnit.Filters.normalize([:a, :a], [:a, :b])
      {[:a], [:b]}

  """
  @spec normalize(t | nil, t | nil) :: {t, t}
  def normalize(include, exclude) do
    include = Enum.uniq(include || [])
    exclude = exclude |> List.wrap() |> Enum.uniq()
    {include, Enum.reject(exclude, fn filter -> Enum.any?(include, &same?(&1, filter)) end)}
  end

  # A filter from the command line is text: foo: "true" is foo: true, and that is :foo.
  defp same?(filter, filter), do: true
  defp same?(filter1, filter2), do: plain(filter1) == plain(filter2)

  defp plain({key, value}) when is_atom(value) or is_binary(value) or is_number(value), do: {key, to_string(value)}
  defp plain({key, value}), do: {key, value}
  defp plain(key), do: {key, "true"}

  @doc """
  Reads filters as the command line gives them.

      iex> ExUnit.Filters.parse(["slow", "line:12", "os:unix"])
      [:slow, {:line, 12}, {:os, "unix"}]

  """
  @spec parse([String.t()]) :: t
  def parse(filters) do
    Enum.map(filters, fn filter ->
      case :binary.split(filter, ":") do
        [name] -> String.to_atom(name)
        ["line", line] -> {:line, String.to_integer(line)}
        ["location", location] -> location(location)
        [name, value] -> {String.to_atom(name), value}
      end
    end)
  end

  defp location(text) do
    {path, lines} = split_path(text)
    {:location, if(lines == [], do: path, else: {path, one_or_all(lines)})}
  end

  defp one_or_all([line]), do: line
  defp one_or_all(lines), do: lines

  @doc false
  def parse_path(text) do
    {[path], options} = parse_paths([text])
    {path, options}
  end

  @doc """
  Reads paths with line numbers behind them: `{paths, options for ExUnit.configure/1}`.

      iex> ExUnit.Filters.parse_paths(["a_test.exs", "b_test.exs:3"])
      {["a_test.exs", "b_test.exs"], [exclude: [:test], include: [location: "a_test.exs", location: {"b_test.exs", 3}]]}

      iex> ExUnit.Filters.parse_paths(["a_test.exs:3:8"])
      {["a_test.exs"], [exclude: [:test], include: [location: {"a_test.exs", [3, 8]}]]}

  """
  @spec parse_paths([String.t()]) :: {[String.t()], keyword}
  def parse_paths(paths) do
    parsed = Enum.map(paths, &split_path/1)
    locations = for {path, lines} <- parsed, do: {:location, if(lines == [], do: path, else: {path, one_or_all(lines)})}
    options = if Enum.any?(parsed, fn {_, lines} -> lines != [] end), do: [exclude: [:test], include: locations], else: []
    {Enum.map(parsed, &elem(&1, 0)), options}
  end

  # What stands in front of the first line number belongs to the path.
  defp split_path(text) do
    [first | parts] = String.split(text, ":")
    {more, lines} = Enum.split_while(parts, &(line_number(&1) == nil))
    path = [first | more] |> Enum.join(":") |> Path.split() |> Path.join() |> Path.relative_to_cwd()
    {path, Enum.flat_map(lines, &checked_line/1)}
  end

  defp checked_line(text) do
    case line_number(text) do
      nil ->
        IO.warn("invalid line number given as ExUnit filter: #{text}", [])
        []

      line ->
        [line]
    end
  end

  defp line_number(text) do
    case Integer.parse(text) do
      {line, ""} when line > 0 -> line
      _ -> nil
    end
  end

  @doc """
  What a manifest of failures (the option `:failures_manifest_path`) tells: `{files with tests that have failed, ids of the
  tests}`, two sets, or `:all`.

      iex> ExUnit.Filters.failure_info("no/such/file")
      {MapSet.new([]), MapSet.new([])}

  """
  @spec failure_info(Path.t()) :: {MapSet.t(Path.t()), MapSet.t(ExUnit.test_id())} | :all
  def failure_info(path), do: ExUnit.FailuresManifest.info(path)

  @doc """
  Writes a manifest that says that all tests have failed, for example as they could not be compiled.

      ExUnit.Filters.fail_all!("_build/failures")

  """
  @spec fail_all!(Path.t()) :: :ok
  def fail_all!(path), do: ExUnit.FailuresManifest.fail_all!(path)

  @doc """
  Whether a test with `tags` runs: `:ok`, `{:excluded, reason}` or `{:skipped, reason}`.

      iex> ExUnit.Filters.eval([], [:slow], %{slow: true}, [])
      {:excluded, "due to slow filter"}

  """
  @spec eval(t, t, map, [ExUnit.Test.t()]) :: :ok | {:excluded, String.t()} | {:skipped, String.t()}
  def eval(include, exclude, tags, collection) when is_map(tags) do
    excluded = Enum.find_value(exclude, fn filter -> if has_tag?(filter, tags, collection), do: {:ok, filter} end)
    included? = Enum.any?(include, &has_tag?(&1, tags, collection))

    cond do
      excluded == nil or included? -> skip(tags, Enum.any?(include, &(skip?(&1) and has_tag?(&1, tags, collection))))
      true -> {:excluded, "due to #{tag_text(elem(excluded, 1))} filter"}
    end
  end

  # Naming the tag :skip runs even what is to be skipped.
  defp skip?({:skip, _}), do: true
  defp skip?(filter), do: filter == :skip

  defp skip(_tags, true), do: :ok

  defp skip(tags, false) do
    case Map.fetch(tags, :skip) do
      {:ok, reason} when is_binary(reason) -> {:skipped, reason}
      {:ok, value} when value not in [nil, false] -> {:skipped, "due to skip tag"}
      _ -> :ok
    end
  end

  defp tag_text({key, _value}), do: Atom.to_string(key)
  defp tag_text(key), do: Atom.to_string(key)

  defp has_tag?({:location, path}, %{file: file}, _) when is_binary(path), do: same_file?(file, path)

  defp has_tag?({:location, {path, lines}}, %{file: file} = tags, collection) do
    same_file?(file, path) and Enum.any?(List.wrap(lines), &has_tag?({:line, &1}, tags, collection))
  end

  # A line belongs to the last test or describe block that begins at or above it.
  defp has_tag?({:line, line}, %{line: _, describe_line: _} = tags, collection) do
    line = if is_binary(line), do: String.to_integer(line), else: line

    starts =
      for %{tags: %{line: test_line, describe_line: describe_line}} <- collection,
          start <- [test_line, describe_line],
          is_integer(start) and start <= line,
          do: start

    start = Enum.max([0 | starts])
    start in [tags.line, tags.describe_line]
  end

  defp has_tag?({key, %Regex{} = regex}, tags, _) do
    case tags do
      %{^key => value} when not is_nil(value) -> Regex.match?(regex, to_string(value))
      _ -> false
    end
  end

  defp has_tag?({key, value}, tags, _) do
    case tags do
      %{^key => nil} -> value == nil
      %{^key => ^value} -> true
      %{^key => tag} -> text(tag) == text(value)
      _ -> false
    end
  end

  # :test, :doctest and so on name kinds of tests
  defp has_tag?(key, %{test_type: key}, _) when is_atom(key), do: true
  defp has_tag?(key, tags, _) when is_atom(key), do: is_map_key(tags, key) and not is_nil(:maps.get(key, tags))

  defp text(value) when is_atom(value), do: value |> Atom.to_string() |> String.replace_prefix("Elixir.", "")
  defp text("Elixir." <> module), do: module
  defp text(value) when is_binary(value) or is_number(value), do: to_string(value)
  defp text(value), do: inspect(value)

  defp same_file?(file, path), do: file == path or Path.expand(path) == Path.expand(file) or String.ends_with?(file, "/" <> path)
end
