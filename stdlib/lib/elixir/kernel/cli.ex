defmodule Kernel.CLI do
  @moduledoc """
  The commands `elixir`, `elixirc` and `iex` with the options that they have in Elixir, for scripts and tools that call these.

  Options for Erlang's virtual machine are ignored. Those that connect nodes or start a release are refused: jlixir connects to no other
  nodes, and its releases are jars.
  """

  @typedoc "What a command line asks for; `commands` in their order, `alone` an option that must not have others beside it."
  @type config :: %{
          mode: :elixir | :elixirc | :iex,
          commands: [command],
          patterns: [String.t()],
          output: Path.t(),
          alone: String.t() | nil,
          version: boolean,
          verbose: boolean,
          warnings_as_errors: boolean,
          profile: :time | nil,
          dot_iex: String.t() | nil,
          refused: String.t() | nil
        }

  @typep command ::
           {:eval, String.t()}
           | {:require, String.t()}
           | {:parallel_require, String.t()}
           | {:script, String.t()}
           | {:file, Path.t()}

  @config %{
    mode: :elixir,
    commands: [],
    patterns: [],
    output: ".",
    alone: nil,
    version: false,
    verbose: false,
    warnings_as_errors: false,
    profile: nil,
    dot_iex: nil,
    refused: nil
  }

  # Options that connect nodes, and those that start a release, with the number of words that follow them.
  @nodes %{"--cookie" => 1, "--hidden" => 0, "--name" => 1, "--sname" => 1, "--rpc-eval" => 2, "--remsh" => 1}
  @releases %{"--boot" => 1, "--boot-var" => 2, "--erl-config" => 1, "--pipe-to" => 2, "--vm-args" => 1}

  @doc """
  Runs a command line and returns the exit code. What the code that it names raises is raised again, with the stack trace of that code alone.

      Kernel.CLI.main(:elixir, ["-e", "IO.puts(1)"])

  """
  @spec main(:elixir | :elixirc | :iex, [String.t()]) :: non_neg_integer
  def main(mode, []) when mode != :iex, do: usage(mode)

  def main(mode, arguments) do
    {config, argv} = parse(arguments, %{@config | mode: mode})
    System.argv(argv)
    if config.version or config.alone == "--version", do: version(mode)

    case config do
      %{alone: nil, refused: nil} -> run(config)
      %{alone: nil, refused: reason} -> complain(reason)
      %{alone: option} when tl(arguments) == [] -> standalone(mode, option)
      %{alone: option} -> complain("#{option} : Standalone options can't be combined with other options")
    end
  end

  defp standalone(_mode, "--version"), do: 0

  defp standalone(_mode, "--short-version") do
    IO.puts(System.version())
    0
  end

  defp standalone(mode, _help), do: usage(mode)

  defp version(mode) do
    IO.puts("Erlang/OTP #{System.otp_release()} [#{String.trim(List.to_string(:erlang.system_info(:system_version)))}]\n")
    IO.puts("#{if mode == :iex, do: "IEx", else: "Elixir"} #{System.build_info().build}")
  end

  defp complain(message) do
    IO.puts(:stderr, message)
    1
  end

  defp run(config) do
    case without_own_frames(fn -> process_commands(config) end) do
      [] when config.mode == :iex -> IEx.main(if config.dot_iex, do: [dot_iex: config.dot_iex], else: [])
      [] -> 0
      errors -> Enum.each(errors, &complain/1) && 1
    end
  end

  defp without_own_frames(fun) do
    fun.()
  catch
    kind, reason ->
      :erlang.raise(kind, reason, Enum.take_while(__STACKTRACE__, &(elem(&1, 0) != __MODULE__)))
  end

  @doc """
  What a command line of `elixir` asks for, and what it leaves for `System.argv/0`. Options such as `-pa` and `--color` take effect at once.

      iex> {config, argv} = Kernel.CLI.parse_argv([~c"-e", ~c"1 + 2", ~c"a", ~c"-b"])
      iex> {config.commands, argv}
      {[eval: "1 + 2"], ["a", "-b"]}

  """
  @spec parse_argv([charlist | String.t()]) :: {config, [String.t()]}
  def parse_argv(arguments), do: parse(Enum.map(arguments, &IO.chardata_to_string/1), @config)

  defp parse([], config), do: {in_order(config), []}
  defp parse(["--" | rest], config), do: {in_order(config), rest}

  defp parse([option | rest], config) when option in ["-h", "--help", "--version", "--short-version"] do
    parse(rest, %{config | alone: config.alone || option})
  end

  defp parse(["-v" | rest], config), do: parse(rest, %{config | version: true})
  defp parse([option, code | rest], config) when option in ["-e", "--eval"], do: parse(rest, add(config, {:eval, code}))
  defp parse(["-r", pattern | rest], config), do: parse(rest, add(config, {:require, pattern}))
  defp parse(["-pr", pattern | rest], config), do: parse(rest, add(config, {:parallel_require, pattern}))

  defp parse(["-S", name | rest], %{mode: :elixirc} = config), do: parse(rest, add(config, {:script, name}))
  defp parse(["-S", name | rest], config), do: {in_order(add(config, {:script, name})), rest}

  defp parse(["-pa", pattern | rest], config) do
    Enum.each(Enum.reverse(folders(pattern)), &Code.prepend_path/1)
    parse(rest, config)
  end

  defp parse(["-pz", pattern | rest], config) do
    Enum.each(folders(pattern), &Code.append_path/1)
    parse(rest, config)
  end

  defp parse([option | rest], config) when option in ["--color", "--no-color"] do
    Application.put_env(:elixir, :ansi_enabled, option == "--color")
    parse(rest, config)
  end

  defp parse(["--no-halt" | rest], config) do
    System.no_halt(true)
    parse(rest, config)
  end

  defp parse(["--logger-otp-reports", value | rest], config) when value in ["true", "false"] do
    Application.put_env(:logger, :handle_otp_reports, value == "true")
    parse(rest, config)
  end

  defp parse(["--logger-sasl-reports", value | rest], config) when value in ["true", "false"] do
    Application.put_env(:logger, :handle_sasl_reports, value == "true")
    parse(rest, config)
  end

  defp parse(["--erl", _switches | rest], config), do: parse(rest, config)
  defp parse(["--erl"], config), do: parse([], config)

  defp parse([option | rest], config) when is_map_key(@nodes, option) do
    refuse(option, rest, @nodes, "jlixir connects to no other nodes: there is no '#{option}'", config)
  end

  defp parse([option | rest], config) when is_map_key(@releases, option) do
    refuse(option, rest, @releases, "jlixir's releases are jars: there is no '#{option}'", config)
  end

  defp parse([option | rest], %{mode: :elixirc} = config), do: compile_option(option, rest, config)
  defp parse(["--dot-iex", file | rest], %{mode: :iex} = config), do: parse(rest, %{config | dot_iex: file})

  defp parse(["--dbg", "pry" | rest], %{mode: :iex} = config) do
    Application.put_env(:elixir, :dbg_callback, {IEx.Pry, :dbg, []})
    parse(rest, config)
  end

  # The first word that is no option is a file, or belongs to the program when code is given.
  defp parse([word | rest] = words, config) do
    if List.keymember?(config.commands, :eval, 0) do
      {in_order(config), words}
    else
      {in_order(add(config, {:file, word})), rest}
    end
  end

  defp compile_option("-o", [folder | rest], config), do: parse(rest, %{config | output: folder})
  defp compile_option("--verbose", rest, config), do: parse(rest, %{config | verbose: true})
  defp compile_option("--warnings-as-errors", rest, config), do: parse(rest, %{config | warnings_as_errors: true})
  defp compile_option("--profile", ["time" | rest], config), do: parse(rest, %{config | profile: :time})

  defp compile_option(option, rest, config) do
    case option do
      "--ignore-module-conflict" -> Code.put_compiler_option(:ignore_module_conflict, true)
      "--no-debug-info" -> Code.put_compiler_option(:debug_info, false)
      "--no-docs" -> Code.put_compiler_option(:docs, false)
      _ -> nil
    end

    known = option in ["--ignore-module-conflict", "--no-debug-info", "--no-docs"]
    parse(rest, if(known, do: config, else: %{config | patterns: [option | config.patterns]}))
  end

  defp refuse(option, rest, options, reason, config) do
    {values, rest} = Enum.split(rest, Map.fetch!(options, option))
    missing = length(values) < Map.fetch!(options, option)
    # A call with too few words is told before a node that is named on the same line.
    reason = if missing, do: "#{option} : wrong number of arguments", else: config.refused || reason
    parse(rest, %{config | refused: reason})
  end

  defp add(config, command), do: %{config | commands: [command | config.commands]}
  defp in_order(config), do: %{config | commands: Enum.reverse(config.commands), patterns: Enum.reverse(config.patterns)}

  defp folders(pattern) do
    case Path.wildcard(Path.expand(pattern)) do
      [] -> [Path.expand(pattern)]
      folders -> folders
    end
  end

  @doc """
  Does what a command line asks for. Returns what could not be done, as lines for the user: files that are not there keep nothing else from
  being run.

      iex> {config, _argv} = Kernel.CLI.parse_argv(["-r", "no/such/*.ex"])
      iex> Kernel.CLI.process_commands(config)
      ["-r : No files matched pattern no/such/*.ex"]

  """
  @spec process_commands(config) :: [String.t()]
  def process_commands(config) do
    errors = Enum.flat_map(config.commands, &List.wrap(process(&1)))
    errors ++ if(config.mode == :elixirc and errors == [], do: List.wrap(compile(config)), else: [])
  end

  defp process({:eval, code}) do
    Code.eval_string(code, [], file: "nofile")
    nil
  end

  defp process({:require, pattern}), do: each_file("-r", pattern, fn files -> Enum.each(files, &Code.require_file/1) end)
  defp process({:parallel_require, pattern}), do: each_file("-pr", pattern, &Kernel.ParallelCompiler.require/1)

  defp process({:script, name}) do
    case System.find_executable(name) do
      nil -> "-S : Could not find executable #{name}"
      path -> process({:file, path})
    end
  end

  defp process({:file, file}) do
    if File.regular?(file) do
      Code.require_file(file)
      nil
    else
      "No file named #{file}"
    end
  end

  defp each_file(option, pattern, run) do
    case files(pattern) do
      [] -> "#{option} : No files matched pattern #{pattern}"
      files -> run.(files) && nil
    end
  end

  defp files(pattern) do
    if File.regular?(pattern), do: [pattern], else: Enum.filter(Path.wildcard(pattern), &File.regular?/1)
  end

  defp sources(pattern) do
    if File.dir?(pattern), do: Path.wildcard(Path.join(pattern, "**/*.ex")), else: files(pattern)
  end

  defp compile(%{patterns: []}), do: "No files matched provided patterns"

  defp compile(config) do
    case Enum.split_with(Enum.map(config.patterns, &{&1, sources(&1)}), &match?({_, []}, &1)) do
      {[], found} -> compile(found |> Enum.flat_map(&elem(&1, 1)) |> Enum.uniq(), config)
      {missing, _} -> "No files matched pattern(s) #{Enum.map_join(missing, ",", &elem(&1, 0))}"
    end
  end

  defp compile(files, config) do
    File.mkdir_p(config.output)
    if config.verbose, do: Enum.each(files, &IO.puts("Compiling #{&1}"))

    case Kernel.ParallelCompiler.compile_to_path(files, config.output, profile: config.profile, return_diagnostics: true) do
      {:ok, _modules, %{compile_warnings: [], runtime_warnings: []}} -> nil
      {:ok, _modules, _warnings} when not config.warnings_as_errors -> nil
      {:ok, _modules, _warnings} -> "Compilation failed due to warnings while using the --warnings-as-errors option"
      {:error, _errors, _warnings} -> exit({:shutdown, 1})
    end
  end

  defp usage(mode) do
    IO.write(:stderr, usage_text(mode))
    1
  end

  defp usage_text(:elixir) do
    """
    Usage: elixir [options] [.exs file] [data]

      -e "CODE"                    Runs the code, as --eval (*)
      -r "FILE"                    Runs the files that match the pattern (*)
      -pr "FILE"                   The same, side by side (*)
      -S SCRIPT                    Finds the script in $PATH and runs it
      -pa "PATH", -pz "PATH"       Finds compiled modules in the folder, before or after all others (*)
      --color, --no-color          Colours, whatever standard output is
      --no-halt                    Goes on when the program has ended, for its processes
      --logger-otp-reports BOOL    Reports of OTP in the log
      --logger-sasl-reports BOOL   Reports of supervisors in the log
      --erl "SWITCHES"             Ignored: there is no Erlang to switch (*)
      -h, --help                   This message (standalone)
      -v, --version                The versions of OTP and Elixir (standalone)
      --short-version              The version of Elixir (standalone)

    What follows the file, or --, is for the program. (*) may be given several times.
    """
  end

  defp usage_text(:elixirc) do
    """
    Usage: elixirc [elixir switches] [compiler switches] [.ex files]

      -o DIR                    Where the compiled modules go; the current folder otherwise
      --ignore-module-conflict  No warnings about modules that are defined anew
      --no-debug-info           No debug information in the modules
      --no-docs                 No documentation in the modules
      --profile time            How long the compilation of each file took
      --verbose                 The name of each file
      --warnings-as-errors      Exits with 1 when there are warnings
      -h, --help                This message
      -v, --version             The versions of OTP and Elixir
    """
  end

  defp usage_text(:iex) do
    """
    Usage: iex [options] [.exs file] [data]

      --dot-iex "FILE"  Evaluates FILE first, in place of .iex.exs; none when it is empty
      --dbg pry         Lets Kernel.dbg/2 stop the program in the shell

    It takes all other options that "elixir --help" lists.
    """
  end
end
