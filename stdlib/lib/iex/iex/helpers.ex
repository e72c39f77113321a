defmodule IEx.Helpers do
  @moduledoc """
  What can be called in the shell without naming a module.

    * `b/1` - callbacks of a module and their documentation
    * `break!/1`, `break!/3` - makes a function stop when it is called
    * `breaks/0`, `reset_break/1`, `remove_breaks/0` - the breakpoints
    * `c/1` - compiles files
    * `cd/1`, `ls/0`, `ls/1`, `pwd/0` - the working directory and what is in it
    * `clear/0` - clears the screen
    * `continue/0`, `c/0` - lets a process go on that stopped at `IEx.pry/0` or at a breakpoint
    * `exports/1` - the functions and macros of a module
    * `flush/0` - prints and removes the messages that the shell has
    * `h/0`, `h/1` - documentation
    * `i/0`, `i/1` - what a value is
    * `import_file/1`, `import_file_if_available/1` - evaluates a file in the shell
    * `import_if_available/2`, `use_if_available/2` - as `import` and `use`, if the module is there
    * `l/1`, `r/1` - loads a module, compiles it again
    * `next/0`, `n/0` - lets it go on to the next line
    * `nl/1` - loads a module on other nodes
    * `open/1` - opens the source of a module or function in an editor
    * `pid/1`, `pid/3`, `port/1`, `port/2`, `ref/1`, `ref/4` - a process, port or reference by its number
    * `process_info/1` - what is known of a process
    * `recompile/0` - compiles again the files that have changed
    * `respawn/0` - starts another evaluator, without variables
    * `runtime_info/0`, `runtime_info/1` - the system's versions, memory and processes
    * `t/1` - types of a module
    * `v/0`, `v/1` - values of earlier expressions
    * `whereami/0` - where the process stands that was stopped

  """

  import IEx, only: [dont_display_result: 0]

  # -- Values

  @doc "The value of an earlier expression: by its number, or by a negative number from the end."
  def v(n \\ -1), do: IEx.History.nth(history(), n)

  defp history, do: Process.get(:iex_history) || raise("v/1 is of the shell alone")

  @doc "What a value is: its type, its module, what to look at."
  def i(term \\ v(-1)) do
    info =
      ["Term": inspect(term, IEx.inspect_opts())] ++
        IEx.Info.info(term) ++
        ["Implemented protocols": Enum.map_join(implemented(term), ", ", &inspect/1)]

    for {title, text} <- info do
      IO.puts(IEx.color(:eval_result, to_string(title)))
      IO.puts(IEx.color(:eval_info, "  " <> String.replace(String.trim(to_string(text)), "\n", "\n  ")))
    end

    dont_display_result()
  end

  defp implemented(term) do
    for protocol <- [Collectable, Enumerable, IEx.Info, Inspect, JSON.Encoder, List.Chars, String.Chars], protocol.impl_for(term), do: protocol
  end

  # -- Documentation

  @doc "What `IEx.Helpers` has."
  def h do
    IEx.Introspection.h(IEx.Helpers)
    dont_display_result()
  end

  @doc "The documentation of a module or function: `h Enum`, `h Enum.map`, `h Enum.map/2`."
  defmacro h(term) do
    quote do
      IEx.Introspection.h(unquote(IEx.Introspection.decompose(term, __CALLER__)))
      IEx.dont_display_result()
    end
  end

  @doc "The callbacks of a module, with documentation: `b GenServer`, `b GenServer.init/1`."
  defmacro b(term) do
    quote do
      IEx.Introspection.b(unquote(IEx.Introspection.decompose(term, __CALLER__)))
      IEx.dont_display_result()
    end
  end

  @doc "The types of a module: `t Enum`, `t Enum.t/0`."
  defmacro t(term) do
    quote do
      IEx.Introspection.t(unquote(IEx.Introspection.decompose(term, __CALLER__)))
      IEx.dont_display_result()
    end
  end

  @doc "The functions and macros of a module."
  def exports(module \\ Kernel) do
    IEx.Autocomplete.exports(module) |> Enum.map(fn {name, arity} -> Macro.inspect_atom(:remote_call, name) <> "/#{arity}" end) |> print_table()
    dont_display_result()
  end

  @doc "Opens the source of a module, a function, or `{file, line}` in the editor that `ELIXIR_EDITOR` or `EDITOR` names."
  defmacro open(term) do
    quote do
      IEx.Introspection.open(unquote(IEx.Introspection.decompose(term, __CALLER__)))
      IEx.dont_display_result()
    end
  end

  @doc "Opens the place where the process was stopped."
  def open do
    case Process.get(:iex_whereami) do
      {file, line, _binding} -> IEx.Introspection.open({file, line})
      _ -> IO.puts(IEx.color(:eval_error, "Pry session is not currently enabled"))
    end

    dont_display_result()
  end

  # -- Code

  @doc "Compiles files, and loads what they define. Returns the modules. With a path, the modules are written there as well."
  def c(files, path \\ :in_memory) when is_binary(path) or path == :in_memory do
    files = List.wrap(files)
    {found, not_found} = Enum.split_with(files, &File.exists?/1)
    if not_found != [], do: raise(ArgumentError, "could not find files #{Enum.join(not_found, ", ")}")

    result = if path == :in_memory, do: Kernel.ParallelCompiler.compile(found), else: Kernel.ParallelCompiler.compile_to_path(found, path)

    case result do
      {:ok, modules, _warnings} -> modules
      {:error, _errors, _warnings} -> raise CompileError
    end
  end

  @doc "Loads a module's file again."
  def l(module) when is_atom(module) do
    :code.purge(module)
    :code.load_file(module)
  end

  @doc "Loads a module on other nodes: those given, or all that are connected."
  def nl(module, nodes \\ Node.list()) when is_atom(module) and is_list(nodes) do
    case :code.get_object_code(module) do
      {^module, binary, file} ->
        {:ok, for(node <- nodes, do: {node, nl_answer(:rpc.call(node, :code, :load_binary, [module, file, binary]))})}

      :error ->
        {:error, :nofile}
    end
  end

  defp nl_answer({:module, module}), do: {:loaded, module}
  defp nl_answer({:badrpc, reason}), do: {:badrpc, reason}
  defp nl_answer({:error, reason}), do: {:error, reason}

  @doc "Compiles the source of modules again, and loads them. Returns `{:reloaded, modules}`."
  def r(modules) do
    found = for module <- List.wrap(modules), do: {module, source(module)}
    previous = Code.get_compiler_option(:ignore_module_conflict)
    Code.put_compiler_option(:ignore_module_conflict, true)

    try do
      compiled = for {_module, file} <- Enum.uniq_by(found, &elem(&1, 1)), {module, _} <- Code.compile_file(file), do: module
      {:reloaded, compiled}
    after
      Code.put_compiler_option(:ignore_module_conflict, previous)
    end
  end

  defp source(module) do
    if not Code.ensure_loaded?(module), do: raise(ArgumentError, "could not load nor find module: #{inspect(module)}")
    source = module.module_info(:compile)[:source]

    case source && List.to_string(source) do
      file when is_binary(file) -> if(File.regular?(file), do: file, else: raise(ArgumentError, "could not find source for module: #{inspect(module)}"))
      nil -> raise ArgumentError, "could not find source for module: #{inspect(module)}"
    end
  end

  @doc "Compiles again the files of loaded modules that have changed since they were compiled, with `force: true` all that are there."
  def recompile(options \\ []) do
    compiled = Application.get_env(:iex, :compiled, %{})

    changed =
      for {module, origin} <- :code.all_loaded(),
          # Not those that jlixir comes with.
          origin != :loaded and String.starts_with?(Atom.to_string(module), "Elixir."),
          function_exported?(module, :__info__, 1),
          source = module.module_info(:compile)[:source],
          file = List.to_string(source),
          Path.type(file) == :absolute,
          {:ok, %{mtime: time}} <- [File.stat(file, time: :posix)],
          options[:force] || time > Map.get(compiled, file, started()),
          uniq: true,
          do: file

    now = System.os_time(:second)
    Application.put_env(:iex, :compiled, Enum.into(changed, compiled, &{&1, now}))

    if changed == [] do
      :noop
    else
      previous = Code.get_compiler_option(:ignore_module_conflict)
      Code.put_compiler_option(:ignore_module_conflict, true)
      result = Kernel.ParallelCompiler.compile(changed)
      Code.put_compiler_option(:ignore_module_conflict, previous)
      if elem(result, 0) == :ok, do: :ok, else: :error
    end
  end

  defp started, do: System.os_time(:second) - div(:erlang.element(1, :erlang.statistics(:wall_clock)), 1000)

  @doc "Evaluates a file as if it were entered: its variables, imports and aliases stay."
  defmacro import_file(path), do: import_file(path, false, __CALLER__)

  @doc "As `import_file/1`; with `optional: true` nothing happens when there is no such file."
  defmacro import_file(path, options) when is_list(options), do: import_file(path, Keyword.get(options, :optional, false), __CALLER__)

  @doc "As `import_file/1`; nothing happens when there is no such file."
  defmacro import_file_if_available(path), do: import_file(path, true, __CALLER__)

  defp import_file(path, optional?, caller) when is_binary(path) do
    path = Path.expand(path)
    imported = Process.get(:iex_imported_paths, [])

    cond do
      path in imported ->
        IO.warn("path #{path} was already imported, skipping circular file imports", caller)
        :ok

      File.exists?(path) ->
        Process.put(:iex_imported_paths, [path | imported])
        Code.string_to_quoted!(File.read!(path), file: path)

      optional? ->
        :ok

      true ->
        raise File.Error, action: "read file", reason: :enoent, path: path
    end
  end

  defp import_file(_path, _optional?, _caller), do: raise(ArgumentError, "import_file/1 expects a literal binary as its argument")

  @doc "As `import/2`, if the module is there."
  defmacro import_if_available(module, options \\ []) do
    if Code.ensure_loaded?(Macro.expand(module, __CALLER__)), do: quote(do: import(unquote(module), unquote(options)))
  end

  @doc "As `use/2`, if the module is there."
  defmacro use_if_available(module, options \\ []) do
    if Code.ensure_loaded?(Macro.expand(module, __CALLER__)), do: quote(do: use(unquote(module), unquote(options)))
  end

  # -- Files

  @doc "Prints the working directory."
  def pwd do
    IO.puts(IEx.color(:eval_info, File.cwd!()))
    dont_display_result()
  end

  @doc "Goes to a directory."
  def cd(directory) when is_binary(directory) do
    case File.cd(Path.expand(directory)) do
      :ok -> pwd()
      {:error, :enoent} -> IO.puts(IEx.color(:eval_error, "No directory #{directory}"))
      {:error, reason} -> IO.puts(IEx.color(:eval_error, "#{directory}: #{:file.format_error(reason)}"))
    end

    dont_display_result()
  end

  @doc "Lists a directory."
  def ls(path \\ ".") when is_binary(path) do
    expanded = Path.expand(path)

    case File.ls(expanded) do
      {:ok, names} ->
        names |> Enum.sort() |> print_table(fn name, shown -> if File.dir?(Path.join(expanded, name)), do: IEx.color(:ls_directory, shown), else: shown end)

      {:error, :enoent} ->
        IO.puts(IEx.color(:eval_error, "No such file or directory #{path}"))

      {:error, :enotdir} ->
        IO.puts(IEx.color(:eval_info, Path.absname(path)))

      {:error, reason} ->
        IO.puts(IEx.color(:eval_error, "#{path}: #{:file.format_error(reason)}"))
    end

    dont_display_result()
  end

  @doc false
  def print_table(texts, paint \\ fn _text, shown -> shown end)
  def print_table([], _paint), do: :ok

  def print_table(texts, paint) do
    width = Enum.max(Enum.map(texts, &String.length/1)) + 5
    columns = max(div(IEx.width(), width), 1)

    for row <- Enum.chunk_every(texts, columns) do
      IO.puts(row |> Enum.map(fn text -> paint.(text, String.pad_trailing(text, width)) end))
    end

    :ok
  end

  # -- Processes

  @doc "Prints and removes the messages of the shell's process."
  def flush do
    receive do
      message ->
        IO.inspect(message, IEx.inspect_opts())
        flush()
    after
      0 -> :ok
    end
  end

  @doc "Starts another evaluator: variables and imports are gone."
  def respawn do
    if server = Process.get(:iex_server), do: send(server, {:respawn, self()})
    dont_display_result()
  end

  @doc "Lets the process go on that was stopped by `IEx.pry/0`."
  def continue do
    if Process.get(:iex_whereami), do: Process.put(:iex_continue, false), else: IO.puts(IEx.color(:eval_error, "No process has been stopped"))
    dont_display_result()
  end

  @doc "As `continue/0`, to the next place where it stops."
  def next do
    if Process.get(:iex_whereami), do: Process.put(:iex_continue, true), else: IO.puts(IEx.color(:eval_error, "No process has been stopped"))
    dont_display_result()
  end

  @doc "Short for `continue/0`."
  def c, do: continue()

  @doc "Short for `next/0`."
  def n, do: next()

  @doc """
  Makes a function stop when it is called, the given number of times: `break!(Shop.price/2)`, or for certain arguments
  `break!(Shop.price(:tea, n) when n > 10)`. See `breaks/0`, `reset_break/1`, `remove_breaks/0`.
  """
  defmacro break!(ast, stops \\ 1), do: IEx.__break__!(ast, stops, __CALLER__)

  @doc "As `break!/2`, by the names: `break!(Shop, :price, 2)`."
  def break!(module, function, arity, stops \\ 1), do: IEx.break!(module, function, arity, stops)

  @doc "Prints the breakpoints."
  def breaks do
    case IEx.Pry.breaks() do
      [] -> IO.puts("No breakpoints set")
      breaks -> print_breaks(breaks)
    end

    dont_display_result()
  end

  defp print_breaks(breaks) do
    rows = for {id, module, {function, arity}, stops} <- breaks, do: [Integer.to_string(id), Exception.format_mfa(module, function, arity), Integer.to_string(stops)]
    titles = ["ID", "Module.function/arity", "Pending stops"]
    widths = for column <- 0..2, do: Enum.max(for row <- [titles | rows], do: String.length(Enum.at(row, column)))
    line = Enum.map(widths, &(" " <> String.duplicate("-", &1 + 2)))
    IO.puts(["\n", row(titles, widths), "\n", line, "\n", Enum.map(rows, &[row(&1, widths), "\n"])])
  end

  defp row(cells, widths) do
    cells |> Enum.zip_with(widths, fn cell, width -> "  " <> String.pad_trailing(cell, width + 1) end) |> Enum.join() |> String.trim_trailing()
  end

  @doc "Makes a breakpoint stop no more."
  defdelegate reset_break(id), to: IEx.Pry

  @doc "As `reset_break/1`, by the function."
  defdelegate reset_break(module, function, arity), to: IEx.Pry

  @doc "Removes all breakpoints."
  defdelegate remove_breaks, to: IEx.Pry

  @doc "Removes the breakpoints of a module."
  defdelegate remove_breaks(module), to: IEx.Pry

  @doc "Shows where the process was stopped, with so many lines before and after."
  def whereami(radius \\ 2) do
    case Process.get(:iex_whereami) do
      {file, line, _binding} ->
        IO.puts(IEx.color(:eval_info, "Location: #{Path.relative_to_cwd(file)}:#{line}"))

        case IEx.Pry.whereami(file, line, radius) do
          {:ok, lines} -> IO.write([?\n, lines, ?\n])
          :error -> IO.puts(IEx.color(:eval_error, "Could not extract source snippet. Location is not available."))
        end

      _ ->
        IO.puts(IEx.color(:eval_error, "Pry session is not currently enabled"))
    end

    dont_display_result()
  end

  @doc "A pid: `pid(\"0.101.0\")`, or the one that is registered under a name."
  def pid(string) when is_binary(string), do: :erlang.list_to_pid(~c"<#{string}>")

  def pid(name) when is_atom(name) do
    case Process.whereis(name) do
      pid when is_pid(pid) -> pid
      _ -> raise ArgumentError, "could not find registered process with name: #{inspect(name)}"
    end
  end

  @doc "A pid by its three numbers."
  def pid(x, y, z) when is_integer(x) and is_integer(y) and is_integer(z), do: :erlang.list_to_pid(~c"<#{x}.#{y}.#{z}>")

  @doc "A port: `port(\"0.3\")`."
  def port(string) when is_binary(string), do: :erlang.list_to_port(~c"#Port<#{string}>")

  @doc "A port by its two numbers."
  def port(major, minor) when is_integer(major) and is_integer(minor), do: :erlang.list_to_port(~c"#Port<#{major}.#{minor}>")

  @doc "A reference: `ref(\"0.1.2.3\")`."
  def ref(string) when is_binary(string), do: :erlang.list_to_ref(~c"#Ref<#{string}>")

  @doc "A reference by its four numbers."
  def ref(w, x, y, z) when is_integer(w) and is_integer(x) and is_integer(y) and is_integer(z) do
    :erlang.list_to_ref(~c"#Ref<#{w}.#{x}.#{y}.#{z}>")
  end

  @doc "Prints what is known of a process."
  def process_info(pid) when is_pid(pid) do
    case Process.info(pid) do
      nil ->
        IO.puts(IEx.color(:eval_error, "Failed with :undef"))

      info ->
        for {key, value} <- info, do: IO.puts("#{IEx.color(:eval_result, String.pad_trailing(to_string(key), 20))} #{inspect(value, limit: 20, width: 60)}")
    end

    dont_display_result()
  end

  @topics [:system, :memory, :limits, :applications, :collectors]

  @doc "Prints the system's versions, memory and processes."
  def runtime_info, do: runtime_info([:system, :memory, :limits])

  @doc "Prints what is known of a topic, or of several: #{Enum.map_join(@topics, ", ", &"`#{inspect(&1)}`")}."
  def runtime_info(topic) when topic in @topics, do: runtime_info([topic])

  def runtime_info(topics) when is_list(topics) do
    for topic <- topics do
      {title, rows} = runtime_topic(topic)
      IO.puts(["\n", IEx.color(:doc_headings, "## " <> title), "\n"])
      for {name, value} <- rows, do: IO.puts(String.pad_trailing(name, 20) <> " " <> to_string(value))
    end

    IO.puts("\nShowing topics:      #{inspect(topics)}")
    IO.puts("Additional topics:   #{inspect(@topics -- topics)}\n")
    IO.puts("To view a specific topic call runtime_info(topic)\n")
    dont_display_result()
  end

  defp runtime_topic(:system) do
    {"System and architecture",
     [
       {"Elixir version", System.version()},
       {"Java version", property("java.version")},
       {"Java VM", property("java.vm.name")},
       {"System", property("os.name") <> " " <> property("os.arch")},
       {"Schedulers", System.schedulers()},
       {"Schedulers online", System.schedulers_online()}
     ]}
  end

  defp runtime_topic(:memory) do
    runtime = :"java.lang.Runtime".getRuntime()
    used = :"java.lang.Runtime".totalMemory(runtime) - :"java.lang.Runtime".freeMemory(runtime)
    {"Memory", [{"Used", megabytes(used)}, {"Heap", megabytes(:"java.lang.Runtime".totalMemory(runtime))}, {"Largest heap", megabytes(:"java.lang.Runtime".maxMemory(runtime))}]}
  end

  defp runtime_topic(:limits) do
    {uptime, _} = :erlang.statistics(:wall_clock)

    {"Statistics / limits",
     [
       {"Uptime", "#{div(uptime, 1000)} seconds"},
       {"Run queue", :erlang.statistics(:run_queue)},
       {"Atoms", :erlang.system_info(:atom_count)},
       {"ETS", length(:ets.all())},
       {"Processes", length(Process.list())}
     ]}
  end

  defp runtime_topic(:applications) do
    {"Loaded applications", for({name, _description, version} <- Enum.sort(Application.loaded_applications()), do: {Atom.to_string(name), version})}
  end

  defp runtime_topic(:collectors) do
    rows =
      for collector <- :"java.lang.management.ManagementFactory".getGarbageCollectorMXBeans() do
        bean = :"java.lang.management.GarbageCollectorMXBean"
        {bean.getName(collector), "#{bean.getCollectionCount(collector)} collections, #{bean.getCollectionTime(collector)} ms"}
      end

    {"Garbage collectors", rows}
  end

  defp property(name), do: :"java.lang.System".getProperty(name)

  defp megabytes(bytes), do: "#{div(bytes, 1024 * 1024)} MB"

  @doc "Clears the screen."
  def clear do
    if IO.ANSI.enabled?(), do: IO.write([IO.ANSI.home(), IO.ANSI.clear()]), else: IO.puts("Cannot clear the screen because ANSI escape codes are not enabled on this shell")
    dont_display_result()
  end
end
