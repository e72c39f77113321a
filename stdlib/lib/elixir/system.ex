defmodule System do
  @moduledoc """
  The operating system, the virtual machine and the clocks.

      iex> System.convert_time_unit(2, :second, :millisecond)
      2000

  """

  @type time_unit :: :second | :millisecond | :microsecond | :nanosecond | pos_integer
  @type signal ::
          :sigabrt | :sigalrm | :sigchld | :sighup | :sigquit | :sigstop | :sigterm | :sigtstp | :sigusr1 | :sigusr2

  @version "1.20.3"
  @signals [:sigabrt, :sigalrm, :sigchld, :sighup, :sigquit, :sigstop, :sigterm, :sigtstp, :sigusr1, :sigusr2]
  @vm_signals [:sigquit, :sigterm, :sigusr1]

  # Versions

  @doc """
  The version of Elixir this system implements.

      iex> Version.parse(System.version()) != :error
      true

  """
  @spec version() :: String.t()
  def version, do: @version

  @doc """
  Version, build date and platform of this system, as a map.

      iex> is_map(System.build_info())
      true

  """
  @spec build_info() :: map
  def build_info do
    release = otp_release()

    %{
      build: @version <> " (compiled with Erlang/OTP " <> release <> ")",
      date: "2026-01-01T00:00:00Z",
      otp_release: release,
      revision: "",
      version: @version
    }
  end

  @doc """
  The release of Erlang/OTP whose libraries this system offers.

      iex> is_binary(System.otp_release())
      true

  """
  @spec otp_release() :: String.t()
  def otp_release, do: :erlang.list_to_binary(:erlang.system_info(:otp_release))

  # Command line and end of the program

  @doc """
  The arguments of the program.

      iex> is_list(System.argv())
      true

  """
  @spec argv() :: [String.t()]
  def argv, do: :jlixir_system.argv()

  @doc """
  Replaces the arguments of the program.

      iex> System.argv(System.argv())
      :ok

  """
  @spec argv([String.t()]) :: :ok
  def argv(args) when is_list(args), do: :jlixir_system.put_argv(args)

  @doc """
  Whether the system goes on after the program's end.

      iex> is_boolean(System.no_halt())
      true

  """
  @spec no_halt() :: boolean
  def no_halt, do: :jlixir_system.no_halt()

  @doc """
  Sets whether the system goes on after the program's end.

      iex> System.no_halt(System.no_halt())
      :ok

  """
  @spec no_halt(boolean) :: :ok
  def no_halt(boolean) when is_boolean(boolean), do: :jlixir_system.put_no_halt(boolean)

  @doc """
  Calls `fun` with the exit status when the program ends; the hook registered last runs first.

      System.at_exit(fn status -> IO.puts("ending with " <> Integer.to_string(status)) end)

  """
  @spec at_exit((non_neg_integer -> any)) :: :ok
  def at_exit(fun) when is_function(fun, 1) do
    :jlixir_system.at_exit(fun)
    :ok
  end

  @doc """
  Ends the system at once: no hooks, no orderly stop of applications.

      System.halt(1)

  """
  @spec halt(non_neg_integer | binary | :abort) :: no_return
  def halt(status \\ 0)

  def halt(status) when is_integer(status) or status == :abort, do: :erlang.halt(status)
  def halt(status) when is_binary(status), do: :erlang.halt(String.to_charlist(status))

  @doc """
  Stops applications in order, then ends the system. Returns at once.

      System.stop(3)

  """
  @spec stop(non_neg_integer | binary) :: :ok
  def stop(status \\ 0)

  def stop(status) when is_integer(status), do: :init.stop(status)
  def stop(status) when is_binary(status), do: :init.stop(String.to_charlist(status))

  @doc """
  Stops all applications and starts them again.

      System.restart()

  """
  @spec restart() :: :ok
  def restart, do: :init.restart()

  # Signals

  @doc """
  Calls `fun` when the operating system sends `signal`.

      iex> {:ok, id} = System.trap_signal(:sigusr2, fn -> :ok end)
      iex> System.untrap_signal(:sigusr2, id)
      :ok

  """
  @spec trap_signal(signal, (-> :ok)) :: {:ok, reference} | {:error, :already_registered} | {:error, :not_sup}
  @spec trap_signal(signal, id, (-> :ok)) :: {:ok, id} | {:error, :already_registered} | {:error, :not_sup}
        when id: term
  def trap_signal(signal, id \\ make_ref(), fun) when signal in @signals and is_function(fun, 0) do
    :ok = :os.set_signal(signal, :handle)
    handler = {System.SignalHandler, {signal, id}}

    if :lists.member(handler, :gen_event.which_handlers(:erl_signal_server)) do
      {:error, :already_registered}
    else
      :ok = :gen_event.add_handler(:erl_signal_server, handler, {signal, fun})
      {:ok, id}
    end
  catch
    :error, :notsup -> {:error, :not_sup}
  end

  @doc """
  Removes a handler that `trap_signal/3` registered under `id`.

      iex> System.untrap_signal(:sigusr2, :never_registered)
      {:error, :not_found}

  """
  @spec untrap_signal(signal, term) :: :ok | {:error, :not_found}
  def untrap_signal(signal, id) when signal in @signals do
    handler = {System.SignalHandler, {signal, id}}

    case :gen_event.delete_handler(:erl_signal_server, handler, :delete) do
      :ok ->
        restore_signal(signal)
        :ok

      {:error, :module_not_found} ->
        {:error, :not_found}
    end
  end

  defp restore_signal(signal) when signal in @vm_signals, do: :ok

  defp restore_signal(signal) do
    handlers = :gen_event.which_handlers(:erl_signal_server)
    if not :lists.any(&match?({System.SignalHandler, {^signal, _}}, &1), handlers), do: :os.set_signal(signal, :default)
  end

  # Folders

  @doc """
  The user's home folder, or nil.

      iex> System.user_home() == System.get_env("HOME")
      true

  """
  @spec user_home() :: String.t() | nil
  def user_home, do: get_env("HOME")

  @doc """
  The user's home folder; raises where none is set.

      iex> System.user_home!() == System.user_home()
      true

  """
  @spec user_home!() :: String.t()
  def user_home! do
    user_home() || raise RuntimeError, "could not find the user home, please set the HOME environment variable"
  end

  @doc """
  A folder one may write temporary files to, or nil: the first usable one of TMPDIR, TEMP, TMP, `/tmp` and the
  current folder.

      iex> File.dir?(System.tmp_dir())
      true

  """
  @spec tmp_dir() :: String.t() | nil
  def tmp_dir do
    writable_env("TMPDIR") || writable_env("TEMP") || writable_env("TMP") || writable("/tmp") || writable_cwd()
  end

  defp writable_env(name) do
    case get_env(name) do
      nil -> nil
      "" -> nil
      path -> writable(path)
    end
  end

  defp writable_cwd do
    case File.cwd() do
      {:ok, path} -> writable(path)
      _ -> nil
    end
  end

  defp writable(path) do
    case File.stat(path) do
      {:ok, %{type: :directory, access: access}} when access in [:read_write, :write] -> path
      _ -> nil
    end
  end

  @doc """
  A folder one may write temporary files to; raises where there is none.

      iex> File.dir?(System.tmp_dir!())
      true

  """
  @spec tmp_dir!() :: String.t()
  def tmp_dir! do
    tmp_dir() || raise RuntimeError, "could not get a writable temporary directory, please set the TMPDIR environment variable"
  end

  @doc false
  @deprecated "Use File.cwd/0 instead"
  def cwd do
    case File.cwd() do
      {:ok, path} -> path
      _ -> nil
    end
  end

  @doc false
  @deprecated "Use File.cwd!/0 instead"
  def cwd!, do: File.cwd!()

  # Environment

  @doc """
  All environment variables, as a map.

      iex> System.put_env("DOC_ALL", "1")
      iex> System.get_env()["DOC_ALL"]
      "1"

  """
  @spec get_env() :: %{String.t() => String.t()}
  def get_env do
    :maps.from_list(split_pairs(:os.getenv(), []))
  end

  defp split_pairs([pair | rest], pairs) do
    case :binary.split(IO.chardata_to_string(pair), "=") do
      [name, value] -> split_pairs(rest, [{name, value} | pairs])
      [_] -> split_pairs(rest, pairs)
    end
  end

  defp split_pairs([], pairs), do: pairs

  @doc """
  The value of an environment variable, or `default`.

      iex> System.get_env("JLIXIR_NO_SUCH_NAME", "fallback")
      "fallback"

  """
  @spec get_env(String.t(), String.t() | nil) :: String.t() | nil
  def get_env(varname, default \\ nil) when is_binary(varname) and (is_binary(default) or is_nil(default)) do
    case :os.getenv(String.to_charlist(varname)) do
      false -> default
      value -> :unicode.characters_to_binary(value)
    end
  end

  @doc """
  The value of an environment variable as `{:ok, value}`, or `:error`.

      iex> System.fetch_env("NO_SUCH_VARIABLE")
      :error

  """
  @spec fetch_env(String.t()) :: {:ok, String.t()} | :error
  def fetch_env(varname) when is_binary(varname) do
    case :os.getenv(String.to_charlist(varname)) do
      false -> :error
      value -> {:ok, :unicode.characters_to_binary(value)}
    end
  end

  @doc """
  The value of an environment variable; raises `System.EnvError` if it is not set.

      iex> System.put_env("DOC_FETCH", "1")
      iex> System.fetch_env!("DOC_FETCH")
      "1"

  """
  @spec fetch_env!(String.t()) :: String.t()
  def fetch_env!(varname) when is_binary(varname) do
    get_env(varname) || raise(System.EnvError, env: varname)
  end

  @doc """
  Sets an environment variable.

      iex> System.put_env("DOC_PUT", "1")
      :ok
      iex> System.get_env("DOC_PUT")
      "1"

  """
  @spec put_env(binary, binary) :: :ok
  def put_env(varname, value) when is_binary(varname) and is_binary(value) do
    case :binary.match(varname, "=") do
      {_, _} ->
        raise ArgumentError, "cannot execute System.put_env/2 for key with \"=\", got: #{inspect(varname)}"

      :nomatch ->
        :os.putenv(String.to_charlist(varname), String.to_charlist(value))
        :ok
    end
  end

  @doc """
  Sets several environment variables; nil removes one.

      iex> System.put_env(%{"DOC_ONE" => "1", "DOC_TWO" => nil})
      :ok
      iex> {System.get_env("DOC_ONE"), System.get_env("DOC_TWO")}
      {"1", nil}

  """
  @spec put_env(Enumerable.t()) :: :ok
  def put_env(enum) do
    Enum.each(enum, fn
      {key, nil} -> :os.unsetenv(to_charlist(key))
      {key, value} -> :os.putenv(to_charlist(key), to_charlist(value))
    end)
  end

  @doc """
  Removes an environment variable.

      iex> System.put_env("DOC_DELETE", "1")
      iex> System.delete_env("DOC_DELETE")
      :ok
      iex> System.get_env("DOC_DELETE")
      nil

  """
  @spec delete_env(String.t()) :: :ok
  def delete_env(varname) do
    :os.unsetenv(String.to_charlist(varname))
    :ok
  end

  # Operating-system processes

  @doc """
  The operating system's number of this process.

      iex> is_binary(System.pid())
      true

  """
  @spec pid() :: String.t()
  def pid, do: IO.chardata_to_string(:os.getpid())

  @doc false
  @deprecated "Use System.pid/0 instead"
  def get_pid, do: pid()

  @doc """
  The path of a program found through PATH, or nil.

      iex> System.find_executable("no-such-program")
      nil

  """
  @spec find_executable(binary) :: binary | nil
  def find_executable(program) when is_binary(program) do
    check_no_null!(program, "System.find_executable/1")

    case :os.find_executable(String.to_charlist(program)) do
      false -> nil
      path -> :unicode.characters_to_binary(path)
    end
  end

  @doc """
  Runs `command` by the shell; returns its output and its exit status. Options as for `cmd/3`, and `:close_stdin`.

      iex> System.shell("echo one | tr a-z A-Z")
      {"ONE\\n", 0}

  """
  @spec shell(binary, keyword) :: {Collectable.t(), non_neg_integer}
  def shell(command, opts \\ []) when is_binary(command) do
    check_no_null!(command, "System.shell/2")

    case String.trim(command) do
      "" ->
        {"", 0}

      command ->
        {close_stdin?, opts} = Keyword.pop(opts, :close_stdin, false)
        end_of_input = if close_stdin?, do: " </dev/null", else: ""
        script = "(" <> command <> "\n)" <> end_of_input
        run({:spawn_executable, ~c"/bin/sh"}, [{:args, ["-c", script]}], opts)
    end
  end

  @doc """
  Runs a program without a shell; returns its output and its exit status.

  Options: `:into`, `:lines`, `:cd`, `:env`, `:arg0`, `:stderr_to_stdout`, `:use_stdio`, `:parallelism`.

      iex> System.cmd("echo", ["hello"])
      {"hello\\n", 0}
      iex> System.cmd("sh", ["-c", "echo $WHO; exit 3"], env: [{"WHO", "you"}])
      {"you\\n", 3}

  """
  @spec cmd(binary, [binary], keyword) :: {Collectable.t(), non_neg_integer}
  def cmd(command, args, opts \\ []) when is_binary(command) and is_list(args) do
    check_no_null!(command, "System.cmd/3")

    if not :lists.all(&is_binary/1, args) do
      raise ArgumentError, "all arguments for System.cmd/3 must be binaries"
    end

    program = String.to_charlist(command)

    program =
      if Path.type(command) == :absolute do
        program
      else
        case :os.find_executable(program) do
          false -> :erlang.error(:enoent)
          path -> path
        end
      end

    run({:spawn_executable, program}, [{:args, args}], opts)
  end

  defp run(name, base, opts) do
    {into, lines, settings} = port_options(opts, "", nil, [:use_stdio, :exit_status, :binary, :hide] ++ base)
    {initial, collector} = Collectable.into(into)

    if :stderr_to_stdout in settings and :nouse_stdio in settings do
      raise ArgumentError, "cannot use \"stderr_to_stdout: true\" and \"use_stdio: false\""
    end

    try do
      port = :erlang.open_port(name, settings)
      if lines, do: collect_lines(port, initial, collector, []), else: collect(port, initial, collector)
    catch
      kind, reason ->
        collector.(initial, :halt)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      {acc, status} -> {collector.(acc, :done), status}
    end
  end

  defp collect(port, acc, collector) do
    receive do
      {^port, {:data, data}} -> collect(port, collector.(acc, {:cont, data}), collector)
      {^port, {:exit_status, status}} -> {acc, status}
    end
  end

  # The last line may lack its end. Splitting here, not in the port, keeps it in order with the exit status.
  defp collect_lines(port, acc, collector, part) do
    receive do
      {^port, {:data, data}} ->
        {acc, part} = push_lines(:binary.split(data, "\n", [:global]), part, acc, collector)
        collect_lines(port, acc, collector, part)

      {^port, {:exit_status, status}} ->
        case :erlang.iolist_to_binary(part) do
          "" -> {acc, status}
          line -> {collector.(acc, {:cont, line}), status}
        end
    end
  end

  defp push_lines([last], part, acc, _collector), do: {acc, [part | last]}

  defp push_lines([line | rest], part, acc, collector),
    do: push_lines(rest, [], collector.(acc, {:cont, :erlang.iolist_to_binary([part | line])}), collector)

  defp port_options([{:into, into} | rest], _into, lines, settings), do: port_options(rest, into, lines, settings)

  defp port_options([{:cd, path} | rest], into, lines, settings) when is_binary(path),
    do: port_options(rest, into, lines, [{:cd, path} | settings])

  defp port_options([{:arg0, arg} | rest], into, lines, settings) when is_binary(arg),
    do: port_options(rest, into, lines, [{:arg0, arg} | settings])

  defp port_options([{:stderr_to_stdout, true} | rest], into, lines, settings),
    do: port_options(rest, into, lines, [:stderr_to_stdout | settings])

  defp port_options([{:stderr_to_stdout, false} | rest], into, lines, settings),
    do: port_options(rest, into, lines, settings)

  defp port_options([{:use_stdio, true} | rest], into, lines, settings),
    do: port_options(rest, into, lines, settings)

  defp port_options([{:use_stdio, false} | rest], into, lines, settings),
    do: port_options(rest, into, lines, [:nouse_stdio | :lists.delete(:use_stdio, settings)])

  defp port_options([{:parallelism, value} | rest], into, lines, settings) when is_boolean(value),
    do: port_options(rest, into, lines, [{:parallelism, value} | settings])

  defp port_options([{:env, enum} | rest], into, lines, settings),
    do: port_options(rest, into, lines, [{:env, port_env(enum)} | settings])

  defp port_options([{:lines, max} | rest], into, _lines, settings) when is_integer(max) and max > 0,
    do: port_options(rest, into, max, settings)

  defp port_options([{key, value} | _], _into, _lines, _settings),
    do: raise(ArgumentError, "invalid option #{inspect(key)} with value #{inspect(value)}")

  defp port_options([], into, lines, settings), do: {into, lines, settings}

  defp port_env(enum) do
    Enum.map(enum, fn
      {key, nil} -> {String.to_charlist(key), false}
      {key, value} -> {String.to_charlist(key), String.to_charlist(value)}
      other -> raise ArgumentError, "invalid environment key-value #{inspect(other)}"
    end)
  end

  defp check_no_null!(binary, operation) do
    case :binary.match(binary, <<0>>) do
      {_, _} -> raise ArgumentError, "cannot execute #{operation} for program with null byte, got: #{inspect(binary)}"
      :nomatch -> binary
    end
  end

  # Clocks

  @doc """
  The monotonic clock, in native units or in `unit`.

      iex> is_integer(System.monotonic_time())
      true

  """
  @spec monotonic_time() :: integer
  def monotonic_time, do: :erlang.monotonic_time()

  @doc """
  A clock that never goes back in units of `unit`.

      iex> is_integer(System.monotonic_time(:millisecond))
      true

  """
  @spec monotonic_time(time_unit | :native) :: integer
  def monotonic_time(unit), do: :erlang.monotonic_time(normalize_unit(unit))

  @doc """
  The system's clock, corrected smoothly, in native units or in `unit`.

      iex> is_integer(System.system_time())
      true

  """
  @spec system_time() :: integer
  def system_time, do: :erlang.system_time()

  @doc """
  The system's clock, corrected smoothly, in units of `unit`.

      iex> is_integer(System.system_time(:millisecond))
      true

  """
  @spec system_time(time_unit | :native) :: integer
  def system_time(unit), do: :erlang.system_time(normalize_unit(unit))

  @doc """
  The operating system's clock, in native units or in `unit`.

      iex> is_integer(System.os_time())
      true

  """
  @spec os_time() :: integer
  def os_time, do: :os.system_time()

  @doc """
  The operating system's clock in units of `unit`.

      iex> is_integer(System.os_time(:millisecond))
      true

  """
  @spec os_time(time_unit | :native) :: integer
  def os_time(unit), do: :os.system_time(normalize_unit(unit))

  @doc """
  What to add to the monotonic clock to get the system's clock.

      iex> is_integer(System.time_offset())
      true

  """
  @spec time_offset() :: integer
  def time_offset, do: :erlang.time_offset()

  @doc """
  What to add to the monotonic clock in units of `unit`.

      iex> is_integer(System.time_offset(:millisecond))
      true

  """
  @spec time_offset(time_unit | :native) :: integer
  def time_offset(unit), do: :erlang.time_offset(normalize_unit(unit))

  @doc """
  Converts a time between units, rounding down. A unit may also be a number of parts a second.

      iex> System.convert_time_unit(-1500, :millisecond, :second)
      -2

  """
  @spec convert_time_unit(integer, time_unit | :native, time_unit | :native) :: integer
  def convert_time_unit(time, from_unit, to_unit),
    do: :erlang.convert_time_unit(time, normalize_unit(from_unit), normalize_unit(to_unit))

  defp normalize_unit(unit) when unit in [:second, :millisecond, :microsecond, :nanosecond, :native], do: unit
  defp normalize_unit(unit) when is_integer(unit) and unit > 0, do: unit
  defp normalize_unit(unit) when unit in [:seconds, :milliseconds, :microseconds, :nanoseconds], do: singular(unit)
  defp normalize_unit(:milli_seconds), do: :millisecond
  defp normalize_unit(:micro_seconds), do: :microsecond
  defp normalize_unit(:nano_seconds), do: :nanosecond

  defp normalize_unit(other) do
    raise ArgumentError,
          "unsupported time unit. Expected :second, :millisecond, :microsecond, :nanosecond, " <>
            "or a positive integer, got #{inspect(other)}"
  end

  defp singular(:seconds), do: :second
  defp singular(:milliseconds), do: :millisecond
  defp singular(:microseconds), do: :microsecond
  defp singular(:nanoseconds), do: :nanosecond

  # The machine

  @doc """
  An integer that no other call returns; `:positive` and `:monotonic` may be asked for.

      iex> System.unique_integer() != System.unique_integer()
      true

  """
  @spec unique_integer([:positive | :monotonic]) :: integer
  def unique_integer(modifiers \\ []) when is_list(modifiers), do: :erlang.unique_integer(modifiers)

  @doc """
  The number of schedulers.

      iex> System.schedulers() >= 1
      true

  """
  @spec schedulers() :: pos_integer
  def schedulers, do: :erlang.system_info(:schedulers)

  @doc """
  The number of schedulers in use.

      iex> System.schedulers_online() >= 1
      true

  """
  @spec schedulers_online() :: pos_integer
  def schedulers_online, do: :erlang.system_info(:schedulers_online)

  @doc """
  The byte order of the machine.

      iex> System.endianness() in [:little, :big]
      true

  """
  @spec endianness() :: :little | :big
  def endianness do
    case <<1::native-16>> do
      <<1, 0>> -> :little
      <<0, 1>> -> :big
    end
  end

  @doc """
  The byte order of the machine that compiled this system.

      iex> System.compiled_endianness() == System.endianness()
      true

  """
  @spec compiled_endianness() :: :little | :big
  def compiled_endianness, do: endianness()

  @doc false
  @deprecated "Use __STACKTRACE__ instead"
  def stacktrace, do: []
end
