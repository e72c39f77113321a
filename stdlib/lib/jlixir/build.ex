defmodule Jlixir.Build do
  @moduledoc """
  What `jlixir compile` does: compiles files and folders into a folder of modules, or into a jar.

  A folder is kept up to date: what has not changed since the last time, and depends on nothing that has, is not compiled again. A jar is
  made anew, the same bytes from the same files. Whatever goes wrong, the output stays as it was.
  """

  alias Jlixir.Build.{Manifest, Script, Tracer}

  @type options :: [
          out: Path.t(),
          main: String.t() | nil,
          class_path: [Path.t()],
          force: boolean,
          warnings_as_errors: boolean
        ]

  @doc """
  Compiles `paths`. Returns the exit status; what is wrong has been said on standard error.
  """
  @spec run([Path.t()], options) :: 0 | 1
  def run(paths, options) do
    with {:ok, sources} <- sources(paths),
         {:ok, priv} <- priv(paths) do
      if String.ends_with?(options[:out], ".jar"),
        do: jar(sources, priv, options),
        else: folder(sources, priv, options)
    end
    |> case do
      :ok ->
        0

      {:error, nil} ->
        1

      {:error, message} ->
        IO.puts(:stderr, "jlixir: #{message}")
        1
    end
  end

  # -- Sources

  defp sources(paths) do
    Enum.reduce_while(paths, {:ok, []}, fn path, {:ok, found} ->
      cond do
        File.dir?(path) -> {:cont, {:ok, found ++ Enum.sort(Path.wildcard(Path.join(path, "**/*.ex")))}}
        not File.regular?(path) -> {:halt, {:error, "no such file or folder: #{path}"}}
        not String.ends_with?(path, [".ex", ".exs"]) -> {:halt, {:error, "no Elixir source: #{path}"}}
        readable?(path) -> {:cont, {:ok, found ++ [path]}}
        true -> {:halt, {:error, "can not read #{path}"}}
      end
    end)
    |> case do
      {:ok, []} -> {:error, "no sources in #{Enum.join(paths, ", ")}"}
      {:ok, found} -> {:ok, Enum.uniq(found)}
      error -> error
    end
  end

  defp readable?(path) do
    case File.open(path, [:read]) do
      {:ok, file} -> File.close(file) == :ok
      {:error, _} -> false
    end
  end

  # The resources of a folder: those in its `priv`, of a folder `lib` those in the `priv` beside it.
  defp priv(paths) do
    folders =
      for path <- paths,
          File.dir?(path),
          folder = Path.join(if(Path.basename(Path.expand(path)) == "lib", do: Path.dirname(Path.expand(path)), else: path), "priv"),
          File.dir?(folder),
          file <- Enum.sort(Path.wildcard(Path.join(folder, "**"), match_dot: true)),
          File.regular?(file),
          do: {Path.join("priv", Path.relative_to(file, folder)), file}

    {:ok, Enum.uniq_by(folders, &elem(&1, 0))}
  end

  # -- A folder

  defp folder(sources, priv, options) do
    out = options[:out]

    if File.exists?(out) and not File.dir?(out) do
      {:error, "#{out} is no folder"}
    else
      manifest = if options[:force], do: Manifest.new(), else: Manifest.read(out)
      state = Manifest.compare(manifest, sources)

      with {:ok, manifest, binaries} <- update(state, out, options) do
        File.mkdir_p!(out)
        for module <- Manifest.modules(state.manifest) -- Manifest.modules(manifest), do: File.rm(beam(out, module))
        for {module, binary} <- binaries, do: File.write!(beam(out, module), binary)

        for {name, file} <- priv, target = Path.join(out, name), not same?(file, target) do
          File.mkdir_p!(Path.dirname(target))
          File.cp!(file, target)
        end

        Manifest.write(manifest, out)
        :ok
      end
    end
  end

  defp beam(folder, module), do: Path.join(folder, "#{module}.beam")

  defp same?(file, target) do
    case {File.stat(file), File.stat(target)} do
      {{:ok, %{size: size}}, {:ok, %{size: size}}} -> File.read!(file) == File.read!(target)
      _ -> false
    end
  end

  # Compiles what is stale, then what depends on exports that have changed by that, and so on.
  defp update(%{stale: []} = state, _out, _options), do: {:ok, state.manifest_now, %{}}

  defp update(state, out, options) do
    within_temporary(fn temporary ->
      kept = Manifest.modules(state.manifest_now) -- Manifest.stale_modules(state)
      for module <- kept, do: File.cp(beam(out, module), beam(temporary, module))
      Code.prepend_path(temporary)
      rounds(state, temporary, %{}, options)
    end)
  end

  defp rounds(%{stale: []} = state, _temporary, binaries, _options), do: {:ok, state.manifest_now, binaries}

  defp rounds(state, temporary, binaries, options) do
    for module <- Manifest.stale_modules(state), do: File.rm(beam(temporary, module))

    with {:ok, compiled} <- compile(state.stale, options) do
      for {_source, modules} <- compiled.modules, {module, binary} <- modules, do: File.write!(beam(temporary, module), binary)
      new = for {_source, modules} <- compiled.modules, pair <- modules, into: %{}, do: pair
      rounds(Manifest.compiled(state, compiled), temporary, Map.merge(binaries, new), options)
    end
  end

  # -- A jar

  defp jar(sources, priv, options) do
    {scripts, files} = Enum.split_with(sources, &String.ends_with?(&1, ".exs"))

    # Where a jar was made is of no interest where it runs.
    :jlixir_code.put_compiler_option(:relative_source, true)

    with :ok <- writable(options[:out]),
         {:ok, compiled} <- compile(files, options),
         {:ok, of_scripts} <- scripts(scripts),
         binaries = for({_, modules} <- compiled.modules, pair <- modules, into: Map.new(of_scripts), do: pair),
         {:ok, main} <- main(options[:main], Map.keys(binaries)) do
      :jlixir_jar.write(
        options[:out],
        binaries |> Enum.sort() |> Enum.map(&elem(&1, 1)),
        %{main: main, protocols: protocols(Map.keys(binaries)), modules: Enum.sort(Map.keys(binaries))},
        priv,
        Keyword.get(options, :class_path, [])
      )
      |> case do
        :ok -> :ok
        {:error, reason} -> {:error, "can not write #{options[:out]}: #{reason}"}
      end
    end
  end

  defp scripts(scripts) do
    {:ok, Script.compile(scripts)}
  rescue
    exception ->
      IO.write(:stderr, Exception.format(:error, exception, []) <> "\n")
      {:error, nil}
  end

  defp writable(out) do
    if File.dir?(Path.dirname(out)) and not File.dir?(out), do: :ok, else: {:error, "can not write #{out}"}
  end

  defp main(nil, modules) do
    case Enum.filter(modules, &main?/1) do
      [module] -> {:ok, module}
      [] -> {:ok, nil}
      several -> {:error, "say which module is the program with --main: #{Enum.map_join(Enum.sort(several), ", ", &inspect/1)}"}
    end
  end

  defp main(name, modules) do
    module = if String.starts_with?(name, ":"), do: String.to_atom(String.trim_leading(name, ":")), else: Module.concat([name])

    cond do
      module not in modules -> {:error, "no module #{name} among those compiled"}
      main?(module) or function_exported?(module, :start, 2) -> {:ok, module}
      true -> {:error, "#{name} has no function main/1, main/0 or start/2"}
    end
  end

  defp main?(module), do: function_exported?(module, :main, 1) or function_exported?(module, :main, 0)

  # The protocols that are compiled here, or implemented here, with the types that they are implemented for. The set is complete: a
  # jar takes no more modules.
  defp protocols(modules) do
    impls = for module <- modules, function_exported?(module, :__impl__, 1), do: {module.__impl__(:protocol), module.__impl__(:for)}
    own = for module <- modules, function_exported?(module, :__protocol__, 1), do: module

    for protocol <- Enum.sort(own) do
      types = for {^protocol, type} <- impls, do: type
      fallback = protocol.__info__(:attributes)[:__protocol__][:fallback_to_any]
      {protocol, Enum.sort(if(fallback, do: types, else: types -- [Any]))}
    end
  end

  # -- Compiling

  defp compile([], _options), do: {:ok, %{modules: %{}, dependencies: %{}}}

  defp compile(sources, options) do
    table = Tracer.start()
    before = Code.get_compiler_option(:tracers)
    Code.put_compiler_option(:tracers, [Tracer | before])
    Code.put_compiler_option(:ignore_module_conflict, true)
    timer = announce(length(sources))

    try do
      each = fn file, module, binary -> Tracer.defined(file, module, binary) end

      case Kernel.ParallelCompiler.compile(sources, each_module: each, return_diagnostics: true) do
        {:ok, _modules, warnings} ->
          if options[:warnings_as_errors] and Enum.any?(Map.values(warnings), &(&1 != [])) do
            IO.puts(:stderr, "Compilation failed due to warnings while using the --warnings-as-errors option")
            {:error, nil}
          else
            {:ok, Tracer.found(table, sources)}
          end

        {:error, _errors, _warnings} ->
          {:error, nil}
      end
    after
      Process.cancel_timer(timer)
      Code.put_compiler_option(:tracers, before)
      Tracer.stop(table)
    end
  end

  # Whoever waits for more than two seconds is told what for.
  defp announce(count) do
    announcer = spawn(fn -> receive(do: (:late -> IO.puts(:stderr, "Compiling #{count} #{if count == 1, do: "file", else: "files"}"))) end)
    Process.send_after(announcer, :late, 2_000)
  end

  defp within_temporary(fun) do
    folder = Path.join(System.tmp_dir!(), "jlixir-#{System.unique_integer([:positive])}-#{System.pid()}")
    File.mkdir_p!(folder)

    try do
      fun.(folder)
    after
      Code.delete_path(folder)
      File.rm_rf(folder)
    end
  end
end
