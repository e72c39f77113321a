defmodule Jlixir.Format do
  @moduledoc """
  What `jlixir format` does: formats files in place, as `.formatter.exs` says.

  That file is a keyword list:

    * `:inputs` - paths and patterns: what is formatted when no files are named
    * `:subdirectories` - patterns of folders that have a `.formatter.exs` of their own
    * `:import_deps` - names of folders in `deps`, of whose `.formatter.exs` the calls without parentheses that it exports are taken
    * `:plugins` - modules with `features/1`, which answers the `:extensions` and `:sigils` that they format, and `format/2`
    * the options of `Code.format_string!/2`, such as `:line_length` and `:locals_without_parens`

  """

  @default_inputs ["mix.exs", ".formatter.exs", "*.{ex,exs}", "{config,lib,test}/**/*.{ex,exs}"]

  @doc """
  Formats `paths`, files and patterns; `-` is standard input. Returns the exit status.

  Options: `:check_formatted`, only tells which files are not formatted; `:dot_formatter`, in place of `.formatter.exs`; `:dry_run`;
  `:stdin_filename`.
  """
  @spec run([String.t()], keyword) :: 0 | 1
  def run(paths, options) do
    with {:ok, config} <- config(options[:dot_formatter] || ".formatter.exs", options[:dot_formatter] != nil) do
      if paths == ["-"], do: standard_input(config, options), else: files(paths, config, options)
    else
      {:error, message} -> fail(message)
    end
  end

  # -- The configuration

  defp config(file, needed?) do
    cond do
      File.regular?(file) ->
        case eval(file) do
          {:ok, config} when is_list(config) -> if Keyword.keyword?(config), do: complete(config, file), else: {:error, "#{file} is no keyword list"}
          {:ok, _} -> {:error, "#{file} is no keyword list"}
          error -> error
        end

      needed? ->
        {:error, "no such file: #{file}"}

      true ->
        {:ok, []}
    end
  end

  defp eval(file) do
    {value, _binding} = Code.eval_file(file)
    {:ok, value}
  rescue
    exception -> {:error, "#{file}: " <> Exception.message(exception)}
  end

  # Adds what the dependencies export, and looks for the plugins.
  defp complete(config, file) do
    with {:ok, exported} <- exported(Keyword.get(config, :import_deps, []), file),
         :ok <- plugins(Keyword.get(config, :plugins, []), file) do
      {:ok, Keyword.update(config, :locals_without_parens, exported, &(&1 ++ exported))}
    end
  end

  defp exported(names, file) do
    Enum.reduce_while(names, {:ok, []}, fn name, {:ok, exported} ->
      dependency = Path.join([Path.dirname(file), "deps", to_string(name), ".formatter.exs"])

      with true <- File.regular?(dependency) || {:error, "#{file}: there is no #{dependency}"},
           {:ok, config} <- eval(dependency) do
        {:cont, {:ok, exported ++ List.wrap(get_in(config, [:export, :locals_without_parens]))}}
      else
        error -> {:halt, error}
      end
    end)
  end

  defp plugins(modules, file) do
    case Enum.find(modules, &(not (Code.ensure_loaded?(&1) and function_exported?(&1, :features, 1) and function_exported?(&1, :format, 2)))) do
      nil -> :ok
      module -> {:error, "#{file}: the plugin #{inspect(module)} is not available, or has no features/1 and format/2; -pa says where it is"}
    end
  end

  # -- Files

  defp files([], config, options) do
    own = expand(Keyword.get(config, :inputs, @default_inputs))

    below =
      for pattern <- Keyword.get(config, :subdirectories, []),
          folder <- Path.wildcard(pattern),
          {:ok, config} <- [config(Path.join(folder, ".formatter.exs"), false)],
          file <- expand(for(input <- List.wrap(Keyword.get(config, :inputs, [])), do: Path.join(folder, input))),
          do: {file, config}

    format(Enum.uniq_by(for(file <- own, do: {file, config}) ++ below, &elem(&1, 0)), options)
  end

  defp files(paths, config, options) do
    case Enum.find(paths, &(expand([&1]) == [])) do
      nil -> format(for(file <- expand(paths), do: {file, config}), options)
      missing -> fail("no such file: #{missing}")
    end
  end

  defp expand(patterns) do
    for pattern <- List.wrap(patterns),
        path <- if(File.exists?(pattern), do: [pattern], else: Path.wildcard(pattern, match_dot: true)),
        file <- if(File.dir?(path), do: Path.wildcard(Path.join(path, "**/*.{ex,exs}")), else: [path]),
        uniq: true,
        do: file
  end

  # All files are read and formatted before one is written.
  defp format(files, options) do
    results =
      files
      |> Task.async_stream(fn {file, config} -> {file, formatted(file, config)} end, ordered: true, timeout: :infinity)
      |> Enum.map(fn {:ok, result} -> result end)

    errors = for {file, {:error, message}} <- results, do: {file, message}
    changed = for {file, {:changed, text}} <- results, do: {file, text}

    cond do
      errors != [] ->
        for {_file, message} <- errors, do: IO.puts(:stderr, message)
        1

      options[:check_formatted] and changed != [] ->
        IO.puts(:stderr, "jlixir: these files are not formatted:\n")
        for {file, _} <- changed, do: IO.puts(:stderr, "  * #{file}")
        1

      true ->
        if not (options[:check_formatted] || options[:dry_run] || false), do: write(changed), else: 0
    end
  end

  defp write(files) do
    Enum.reduce(files, 0, fn {file, text}, status ->
      case File.write(file, text) do
        :ok -> status
        {:error, reason} -> fail("can not write #{file}: #{:file.format_error(reason)}")
      end
    end)
  end

  defp formatted(file, config) do
    case File.read(file) do
      {:ok, text} -> text(text, file, config)
      {:error, reason} -> {:error, "jlixir: can not read #{file}: #{:file.format_error(reason)}"}
    end
  end

  defp text(text, file, config) do
    case format_text(text, file, config) do
      ^text -> :same
      changed -> {:changed, changed}
    end
  rescue
    exception in [SyntaxError, TokenMissingError, MismatchedDelimiterError] ->
      {:error, Exception.format_banner(:error, exception)}

    exception in UnicodeConversionError ->
      {:error, "jlixir: #{file} is not UTF-8: " <> Exception.message(exception)}
  end

  # Plugins come first, one after the other; what is Elixir is then formatted as such, unless a plugin was there for it.
  defp format_text(text, file, config) do
    extension = Path.extname(file)
    options = [extension: extension, file: file] ++ config
    plugins = for plugin <- Keyword.get(config, :plugins, []), extension in List.wrap(plugin.features(config)[:extensions]), do: plugin

    if plugins == [],
      do: elixir(text, file, config),
      else: Enum.reduce(plugins, text, & &1.format(&2, options))
  end

  defp elixir(text, file, config) do
    options = [file: file, sigils: sigils(config, file)] ++ Keyword.drop(config, [:inputs, :subdirectories, :plugins, :import_deps, :export])
    IO.iodata_to_binary([Code.format_string!(text, options), if(text == "", do: "", else: "\n")])
  end

  defp sigils(config, file) do
    for plugin <- Keyword.get(config, :plugins, []), sigil <- List.wrap(plugin.features(config)[:sigils]) do
      {sigil, fn text, options -> plugin.format(text, [file: file] ++ options ++ config) end}
    end
  end

  defp standard_input(config, options) do
    text = IO.read(:stdio, :eof)
    text = if text == :eof, do: "", else: text

    case {text(text, options[:stdin_filename] || "stdin.exs", config), options[:check_formatted] || false} do
      {{:error, message}, _check?} ->
        IO.puts(:stderr, message)
        1

      {{:changed, _}, true} ->
        fail("standard input is not formatted")

      {:same, true} ->
        0

      {{:changed, changed}, false} ->
        IO.write(changed)
        0

      {:same, false} ->
        IO.write(text)
        0
    end
  end

  defp fail(message) do
    IO.puts(:stderr, "jlixir: #{message}")
    1
  end
end
