defmodule Kernel.ParallelCompiler do
  @moduledoc """
  Compiles several files at once. Each has a process of its own; one that needs a module which another file defines waits for it.

  All functions take a list of paths and return `{:ok, modules, warnings}` or `{:error, errors, warnings}`.

  ## Options

    * `:each_file` - called with the path of each file that is done
    * `:each_module` - called with the path, the module and its binary for each module
    * `:each_cycle` - called when all files are compiled; returns `{:compile, modules, warnings}` or `{:runtime, modules, warnings}`
      with files to compile next, none for the end
    * `:each_long_compilation` - called with the path of a file that takes longer than `:long_compilation_threshold` seconds (10)
    * `:max_concurrency` - how many files are compiled at the same time
    * `:profile` - `:time` writes to standard error how long each file took
    * `:return_diagnostics` - diagnostics as maps: errors as a list, warnings as `%{compile_warnings: [], runtime_warnings: []}`
    * `:dest` - the folder that the modules are going to be in

  """

  @info :elixir_compiler_info
  @file_path :elixir_compiler_file
  @diagnostics :elixir_code_diagnostics

  @type info :: %{runtime_warnings: [Code.diagnostic(:warning)], compile_warnings: [Code.diagnostic(:warning)]}
  @type warning :: {Path.t(), Code.position(), String.t()}
  @type error :: {Path.t(), Code.position(), String.t()}

  @doc """
  Compiles files.

      iex> Kernel.ParallelCompiler.compile([])
      {:ok, [], []}

  """
  @doc since: "1.6.0"
  @spec compile([Path.t()], keyword) ::
          {:ok, [atom], [warning] | info} | {:error, [error] | [Code.diagnostic(:error)], [warning] | info}
  def compile(files, options \\ []) when is_list(options), do: run(files, &Code.compile_file/1, nil, options)

  @doc """
  Compiles files and writes each module as a `.beam` file into the folder `path`.

      Kernel.ParallelCompiler.compile_to_path(["lib/shop.ex", "lib/cart.ex"], "ebin", return_diagnostics: true)

  """
  @doc since: "1.6.0"
  @spec compile_to_path([Path.t()], Path.t(), keyword) ::
          {:ok, [atom], [warning] | info} | {:error, [error] | [Code.diagnostic(:error)], [warning] | info}
  def compile_to_path(files, path, options \\ []) when is_binary(path) and is_list(options) do
    run(files, &Code.compile_file/1, path, options)
  end

  @doc """
  Requires files: as `compile/2`, for scripts.

      iex> Kernel.ParallelCompiler.require([])
      {:ok, [], []}

  """
  @doc since: "1.6.0"
  @spec require([Path.t()], keyword) ::
          {:ok, [atom], [warning] | info} | {:error, [error] | [Code.diagnostic(:error)], [warning] | info}
  def require(files, options \\ []) when is_list(options), do: run(files, &Code.require_file/1, nil, options)

  @doc """
  Maps `fun` over `collection` in parallel from a file being compiled; the functions may wait for modules as the file may.

      iex> Kernel.ParallelCompiler.pmap([1, 2], &(&1 * 2))
      [2, 4]

  """
  @doc since: "1.16.0"
  @spec pmap(Enumerable.t(), (term -> result)) :: [result] when result: term
  def pmap(collection, fun) when is_function(fun, 1) do
    parent = self()
    info = Process.get(@info)
    path = Process.get(@file_path)
    reference = make_ref()

    children =
      for element <- Enum.to_list(collection) do
        spawn_link(fn ->
          take_part(info, path)
          receive do: (^reference -> :ok)
          result = fun.(element)
          tell(info, {:child_done, self()})
          send(parent, {reference, self(), result})
        end)
      end

    tell(info, {:pmap, parent, children})
    for child <- children, do: send(child, reference)

    results =
      for child <- children do
        receive do
          {^reference, ^child, result} -> result
          {^reference, :deadlock, message} -> raise CompileError, description: message
        end
      end

    tell(info, {:pmap_done, parent})
    results
  end

  # Makes this process one of those that compile the file.
  defp take_part(nil, _path), do: :ok

  defp take_part(info, path) do
    Process.put(@info, info)
    Process.put(@file_path, path)
  end

  defp tell(nil, _message), do: :ok
  defp tell({compiler, _file}, message), do: send(compiler, message)

  @doc """
  Starts a task that may wait for modules which are being compiled.

      task = Kernel.ParallelCompiler.async(fn -> MyApp.Generated end)

  """
  @doc deprecated: "Use Kernel.ParallelCompiler.pmap/2 instead"
  @spec async((-> result)) :: Task.t() when result: term
  def async(fun) when is_function(fun, 0) do
    info = Process.get(@info)
    path = Process.get(@file_path)

    Task.async(fn ->
      take_part(info, path)
      fun.()
    end)
  end

  @doc false
  @deprecated "Use Kernel.ParallelCompiler.compile/2 instead"
  def files(files, options \\ []) when is_list(options), do: modules_or_exit(compile(files, options))

  @doc false
  @deprecated "Use Kernel.ParallelCompiler.compile_to_path/2 instead"
  def files_to_path(files, path, options \\ []) when is_binary(path) and is_list(options) do
    modules_or_exit(compile_to_path(files, path, options))
  end

  defp modules_or_exit({:ok, modules, _warnings}), do: modules
  defp modules_or_exit({:error, _errors, _warnings}), do: exit({:shutdown, 1})

  @doc false
  @deprecated "Use Code.print_diagnostic/1 instead"
  def print_warning({file, location, message}) do
    Code.print_diagnostic(%{
      severity: :warning,
      message: message,
      file: file,
      source: file,
      position: location,
      span: nil,
      stacktrace: []
    })
  end

  # What the compiler calls in the process of a file

  @doc false
  # True when another file has defined the module meanwhile.
  def __await__(module, kind) do
    {compiler, file} = Process.get(@info)
    reference = make_ref()
    send(compiler, {:waiting, self(), reference, file, module, kind})

    receive do
      {^reference, :found} -> true
      {^reference, :not_found} -> false
      {^reference, :unavailable} -> :unavailable
      {^reference, :deadlock} -> raise CompileError, description: "deadlocked waiting on module #{inspect(module)}"
    end
  end

  @doc false
  # The struct of a module that is not done yet.
  def __struct_available__(module) do
    {compiler, _file} = Process.get(@info)
    send(compiler, {:struct_available, module})
  end

  @doc false
  # A module belongs to the file that is compiled, wherever the code that defines it says to stand.
  def __available__(module, binary) do
    {compiler, _file} = Process.get(@info)
    send(compiler, {:available, self(), Process.get(@file_path), module, binary})
  end

  # The compilation

  defstruct [
    :compile,
    :output,
    :options,
    :limit,
    queue: [],
    running: %{},
    waiting: [],
    pmaps: %{},
    modules: [],
    compile_warnings: [],
    runtime_warnings: [],
    errors: [],
    started: 0
  ]

  defp run(files, compile, output, options) do
    limit = Keyword.get(options, :max_concurrency) || max(:erlang.system_info(:schedulers_online), 2)
    state = %__MODULE__{compile: compile, output: output, options: options, limit: limit, queue: files, started: now()}
    :jlixir_code.parallel_begin()

    try do
      cycle(state)
    after
      :jlixir_code.parallel_end()
    end
  end

  defp now, do: System.monotonic_time(:millisecond)

  defp cycle(state) do
    state = loop(%{state | started: now()})
    profile(state, "Finished compilation cycle of #{length(state.modules)} modules in #{now() - state.started}ms")

    if state.errors == [] do
      started = now()
      state = check(state)
      profile(state, "Finished group pass check of #{length(state.modules)} modules in #{now() - started}ms")
      each_cycle(state)
    else
      finish(state, :error)
    end
  end

  defp profile(%{options: options}, text) do
    if options[:profile] == :time, do: IO.puts(:stderr, "[profile] " <> text)
  end

  # What could only be checked now.
  defp check(state) do
    previous = Process.put(@diagnostics, {[], true})
    :jlixir_code.parallel_check()
    {found, _log?} = Process.get(@diagnostics)

    case previous do
      nil -> Process.delete(@diagnostics)
      {earlier, log?} -> Process.put(@diagnostics, {found ++ earlier, log?})
    end

    %{state | runtime_warnings: found ++ state.runtime_warnings}
  end

  defp each_cycle(state) do
    case Keyword.get(state.options, :each_cycle, fn -> {:runtime, [], []} end).() do
      {:runtime, _modules, warnings} -> finish(%{state | runtime_warnings: warnings ++ state.runtime_warnings}, :ok)
      {:compile, [], warnings} -> finish(%{state | compile_warnings: warnings ++ state.compile_warnings}, :ok)
      {:compile, files, warnings} -> cycle(%{state | queue: files, compile_warnings: warnings ++ state.compile_warnings})
    end
  end

  defp finish(state, outcome) do
    result = if outcome == :ok, do: Enum.reverse(state.modules), else: state.errors

    if state.options[:return_diagnostics] do
      {outcome, result, %{compile_warnings: Enum.reverse(state.compile_warnings), runtime_warnings: Enum.reverse(state.runtime_warnings)}}
    else
      result = if outcome == :ok, do: result, else: Enum.map(result, &plain/1)
      {outcome, result, Enum.map(state.runtime_warnings ++ state.compile_warnings, &plain/1)}
    end
  end

  defp plain(%{file: file, position: position, message: message}), do: {file, position, message}

  # One step after the other until no file is left

  defp loop(%{queue: [], running: running} = state) when running == %{}, do: state

  defp loop(%{errors: [_ | _], running: running} = state) when running == %{}, do: state

  defp loop(%{queue: [file | queue], errors: []} = state) do
    if map_size(state.running) - blocked(state) < state.limit do
      loop(start(%{state | queue: queue}, file))
    else
      await(state)
    end
  end

  defp loop(state) do
    if map_size(state.running) == blocked(state), do: loop(unlock(state)), else: await(state)
  end

  # How many files can do nothing: their process waits for a module, or for functions that all do.
  defp blocked(state), do: Enum.count(state.running, fn {pid, _file} -> blocked?(state, pid) end)

  defp blocked?(state, pid) do
    List.keymember?(state.waiting, pid, 0) or
      case state.pmaps do
        %{^pid => children} -> children != [] and Enum.all?(children, &List.keymember?(state.waiting, &1, 0))
        _ -> false
      end
  end

  defp start(state, path) do
    compiler = self()
    file = Path.expand(path)
    compile = state.compile
    destination = state.output || state.options[:dest]

    {pid, reference} =
      spawn_monitor(fn ->
        take_part({compiler, self()}, file)
        Process.put(@diagnostics, {[], true})
        if destination, do: Process.put(:elixir_compiler_dest, destination)

        failure =
          try do
            compile.(file)
            nil
          catch
            kind, reason -> {kind, reason, __STACKTRACE__}
          end

        {diagnostics, _log?} = Process.get(@diagnostics)
        exit({:compiled, diagnostics, failure})
      end)

    timer = Process.send_after(self(), {:long, pid}, 1000 * Keyword.get(state.options, :long_compilation_threshold, 10))
    entry = %{file: file, path: path, reference: reference, started: now(), waited: 0, timer: timer}
    put_in(state.running[pid], Map.put(entry, :number, System.unique_integer([:monotonic])))
  end

  defp await(state) do
    references = for {_pid, %{reference: reference}} <- state.running, into: %{}, do: {reference, true}
    state |> next(references) |> loop()
  end

  defp next(state, references) do
    receive do
      {:waiting, pid, reference, file, module, kind} ->
        if module in state.modules or (kind == :struct and :jlixir_module.struct_published(module)) do
          send(pid, {reference, :found})
          state
        else
          %{state | waiting: [{pid, reference, file, module, kind, now()} | state.waiting]}
        end

      {:available, _pid, file, module, binary} ->
        available(state, file, module, binary)

      {:struct_available, module} ->
        release(state, &(elem(&1, 3) == module and elem(&1, 4) == :struct), :found)

      {:pmap, pid, children} ->
        put_in(state.pmaps[pid], children)

      {:pmap_done, pid} ->
        %{state | pmaps: Map.delete(state.pmaps, pid)}

      {:child_done, child} ->
        %{state | pmaps: Map.new(state.pmaps, fn {pid, children} -> {pid, List.delete(children, child)} end)}

      {:long, pid} ->
        with %{^pid => %{path: path}} <- state.running,
             each when is_function(each) <- state.options[:each_long_compilation] do
          each.(path)
        end

        state

      {:DOWN, reference, :process, pid, reason} when is_map_key(references, reference) ->
        {file, running} = Map.pop!(state.running, pid)
        Process.cancel_timer(file.timer)
        done(%{state | running: running, waiting: List.keydelete(state.waiting, pid, 0)}, file, reason)
    end
  end

  defp available(state, file, module, binary) do
    if state.output do
      File.mkdir_p!(state.output)
      File.write!(Path.join(state.output, Atom.to_string(module) <> ".beam"), binary)
    end

    if each = state.options[:each_module], do: each.(file, module, binary)
    state = %{state | modules: [module | List.delete(state.modules, module)]}
    release(state, &(elem(&1, 3) == module), :found)
  end

  # Lets those go on that `fun` chooses.
  defp release(state, fun, answer) do
    {released, waiting} = Enum.split_with(state.waiting, fun)

    running =
      Enum.reduce(released, state.running, fn {pid, reference, file, _module, _kind, since}, running ->
        send(pid, {reference, answer})
        if is_map_key(running, file), do: update_in(running[file].waited, &(&1 + now() - since)), else: running
      end)

    %{state | waiting: waiting, running: running}
  end

  # All files wait. Whoever waits for a module that nobody defines has waited in vain, one by one since this may set others
  # free; then those who can do without; the others wait for each other.
  defp unlock(state) do
    waiting = Enum.reverse(state.waiting)

    soft? = &(elem(&1, 4) == :soft)

    case Enum.find(waiting, fn {_, _, _, module, _, _} -> not :jlixir_code.defining(module) end) do
      nil -> if Enum.any?(waiting, soft?), do: release(state, soft?, :unavailable), else: deadlock(state)
      {pid, _, _, _, _, _} -> release(state, &(elem(&1, 0) == pid), :not_found)
    end
  end

  defp deadlock(state) do
    files =
      for {pid, _reference, file, module, _kind, _since} <- state.waiting do
        main = if is_map_key(state.running, file), do: file, else: pid
        {main, pid, state.running[main], module}
      end
      |> Enum.sort_by(fn {_main, _pid, file, _module} -> file.number end, :desc)

    errors =
      for {main, pid, file, module} <- files do
        message =
          if main == pid do
            "deadlocked waiting on module #{inspect(module)}"
          else
            "deadlocked waiting on pmap #{inspect(Map.get(state.pmaps, main, [pid]))}"
          end

        {:current_stacktrace, stacktrace} = Process.info(main, :current_stacktrace)
        print_failure(file.file, :error, CompileError.exception(description: message), stacktrace)
        diagnostic(file.file, nil, message, stacktrace, {:error, message})
      end

    IO.puts(:stderr, [
      "\nCompilation failed because of a deadlock between files.\n",
      "The following files depended on the following modules:\n\n",
      for({_, _, file, module} <- files, do: ["  ", Path.relative_to_cwd(file.file), " => ", inspect(module), "\n"]),
      "\nEnsure there are no compile-time dependencies between those files and that the modules they reference exist and ",
      "are correctly named\n"
    ])

    stop(%{state | errors: errors ++ state.errors})
  end

  # A file is done

  defp done(state, file, {:compiled, diagnostics, nil}) do
    if each = state.options[:each_file], do: each.(file.path)
    profile_file(state, file)
    %{state | compile_warnings: warnings(diagnostics) ++ state.compile_warnings}
  end

  defp done(state, file, {:compiled, diagnostics, {kind, reason, stacktrace}}) do
    stacktrace = outside(stacktrace)
    print_failure(file.file, kind, reason, stacktrace)
    own = for %{severity: :error} = error <- Enum.reverse(diagnostics), do: error
    errors = if errors_logged?(reason), do: own, else: []
    error = failure(file.file, kind, reason, stacktrace)

    stop(%{
      state
      | errors: state.errors ++ errors ++ [error],
        compile_warnings: warnings(diagnostics) ++ state.compile_warnings
    })
  end

  defp done(state, file, reason) do
    print_failure(file.file, :exit, reason, [])
    stop(%{state | errors: state.errors ++ [failure(file.file, :exit, reason, [])]})
  end

  # With an error in one file the others are given up.
  defp stop(state) do
    for {pid, %{reference: reference, timer: timer}} <- state.running do
      Process.cancel_timer(timer)
      Process.exit(pid, :kill)

      receive do
        {:DOWN, ^reference, :process, ^pid, _reason} -> :ok
      end
    end

    %{state | running: %{}, waiting: [], queue: []}
  end

  # Errors that a file has caught itself are none of the compilation.
  defp errors_logged?(%CompileError{}), do: true
  defp errors_logged?(_reason), do: false

  defp warnings(diagnostics), do: for(%{severity: :warning} = warning <- diagnostics, do: warning)

  defp profile_file(state, %{file: file, started: started, waited: waited}) do
    compiling = String.pad_leading(Integer.to_string(max(now() - started - waited, 0)), 6)
    profile(state, "#{compiling}ms compiling + #{String.pad_leading(Integer.to_string(waited), 6)}ms waiting while compiling #{Path.relative_to_cwd(file)}")
  end

  # The stack trace down to the body of a module, or of the file.
  defp outside([{module, _function, _arity, _location} | rest]) when module in [Code, __MODULE__], do: outside(rest)
  defp outside([{_module, :__MODULE__, _arity, _location} = body | _rest]), do: [body]
  defp outside([entry | rest]), do: [entry | outside(rest)]
  defp outside([]), do: []

  defp print_failure(file, kind, reason, stacktrace) do
    IO.write(:stderr, [
      "\n== Compilation error in file #{Path.relative_to_cwd(file)} ==\n",
      Exception.format(kind, reason, shown(reason, stacktrace))
    ])

    IO.puts(:stderr, "")
  end

  defp shown(%CompileError{}, _stacktrace), do: []
  defp shown(_reason, stacktrace), do: stacktrace

  defp failure(file, kind, reason, stacktrace) do
    reason = Exception.normalize(kind, reason, stacktrace)
    text = Exception.format(kind, reason, shown(reason, stacktrace))
    {at, position} = position(reason, file, stacktrace)
    %{diagnostic(file, position, text, stacktrace, {kind, reason}) | file: at}
  end

  defp diagnostic(file, position, message, stacktrace, details) do
    %{
      severity: :error,
      file: file,
      source: file,
      position: position,
      message: message,
      stacktrace: stacktrace,
      span: nil,
      details: details
    }
  end

  # Where the errors are has been told with each of them.
  defp position(%CompileError{line: 0}, file, _stacktrace), do: {file, 0}

  # An exception that knows its place, or the first entry of the stack trace when that is in the file.
  defp position(%{line: line, column: column, file: at}, _file, _stacktrace)
       when is_integer(line) and line > 0 and is_integer(column) and is_binary(at) do
    {Path.absname(at), {line, column}}
  end

  defp position(%{line: line, file: at}, _file, _stacktrace) when is_integer(line) and line > 0 and is_binary(at) do
    {Path.absname(at), line}
  end

  defp position(_reason, file, stacktrace) do
    line =
      case Enum.drop_while(stacktrace, &built_in?/1) do
        [{_module, _function, _arity, location} | _] -> if same?(location[:file], file), do: location[:line] || 0, else: 0
        [] -> 0
      end

    {file, line}
  end

  # Failures of built-ins, and of what the compiler has called to expand the code, stand at their caller's.
  defp built_in?({Kernel.Utils, _function, _arity, _location}), do: true

  defp built_in?({_module, _function, _arity, location}) do
    file = location[:file]
    file == nil or List.starts_with?(file, ~c"expanding ")
  end

  defp same?(nil, _file), do: false
  defp same?(name, file), do: Path.absname(List.to_string(name)) == file
end
