defmodule File do
  @moduledoc """
  Files and folders. Functions return `:ok`, `{:ok, value}` or `{:error, reason}` with a POSIX reason such as `:enoent`;
  those with an exclamation mark raise.

      iex> File.read("no such file")
      {:error, :enoent}

  """

  @type posix :: :file.posix()
  @type io_device :: :file.io_device()
  @type file_descriptor :: :file.fd()
  @type mode ::
          :append
          | :binary
          | :charlist
          | :compressed
          | :delayed_write
          | :exclusive
          | :raw
          | :read
          | :read_ahead
          | :sync
          | :write
          | {:read_ahead, pos_integer}
          | {:delayed_write, non_neg_integer, non_neg_integer}
          | encoding_mode
  @type encoding_mode :: :utf8 | {:encoding, atom | {:utf16 | :utf32, :big | :little}}
  @type stat_options :: [time: :local | :universal | :posix]
  @type stream_mode :: encoding_mode | :append | :compressed | :delayed_write | :trim_bom | {:read_ahead, pos_integer | false}
  @type erlang_time :: :calendar.datetime()
  @type posix_time :: integer
  @type on_conflict_callback :: (Path.t(), Path.t() -> boolean)

  # Questions

  @doc """
  Whether the path is a regular file, also by way of links. Option: `[:raw]`.

      iex> File.regular?("/")
      false

  """
  @spec regular?(Path.t(), [:raw]) :: boolean
  def regular?(path, opts \\ []), do: type(path, opts) == :regular

  @doc """
  Whether the path is a folder, also by way of links. Option: `[:raw]`.

      iex> File.dir?("/")
      true

  """
  @spec dir?(Path.t(), [:raw]) :: boolean
  def dir?(path, opts \\ []), do: type(path, opts) == :directory

  @doc """
  Whether the path exists. Option: `[:raw]`.

      iex> File.exists?("/no/such/file")
      false

  """
  @spec exists?(Path.t(), [:raw]) :: boolean
  def exists?(path, opts \\ []), do: type(path, opts) != nil

  defp type(path, opts) do
    case :file.read_file_info(IO.chardata_to_string(path), opts) do
      {:ok, info} -> elem(info, 2)
      {:error, _} -> nil
    end
  end

  @doc """
  What the file system tells about a file; links are followed. Option: `:time`.

      iex> File.stat("/no/such/file")
      {:error, :enoent}

  """
  @spec stat(Path.t(), stat_options) :: {:ok, File.Stat.t()} | {:error, posix}
  def stat(path, opts \\ []), do: info(:file.read_file_info(IO.chardata_to_string(path), time(opts)))

  @doc """
  Like `stat/2`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_stat")
      iex> File.write!(file, "four")
      iex> {File.stat!(file).type, File.stat!(file).size}
      {:regular, 4}

  """
  @spec stat!(Path.t(), stat_options) :: File.Stat.t()
  def stat!(path, opts \\ []), do: value!(stat(path, opts), path, "read file stats")

  @doc """
  Like `stat/2`, for a link itself.

      iex> File.lstat("/no/such/file")
      {:error, :enoent}

  """
  @spec lstat(Path.t(), stat_options) :: {:ok, File.Stat.t()} | {:error, posix}
  def lstat(path, opts \\ []), do: info(:file.read_link_info(IO.chardata_to_string(path), time(opts)))

  @doc """
  Like `lstat/2`; raises `File.Error`.

      iex> link = Path.join(System.tmp_dir!(), "jlixir_doc_lstat")
      iex> File.rm(link)
      iex> File.ln_s!("nowhere", link)
      iex> File.lstat!(link).type
      :symlink

  """
  @spec lstat!(Path.t(), stat_options) :: File.Stat.t()
  def lstat!(path, opts \\ []), do: value!(lstat(path, opts), path, "read file stats")

  defp time(opts), do: Keyword.put_new(opts, :time, :universal)

  defp info({:ok, info}), do: {:ok, File.Stat.from_record(info)}
  defp info(error), do: error

  @doc """
  Writes what `stat/2` has read: times, mode, owner.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_write_stat")
      iex> File.touch!(file)
      iex> File.write_stat(file, %{File.stat!(file) | mtime: {{2020, 1, 1}, {0, 0, 0}}})
      :ok
      iex> File.stat!(file).mtime
      {{2020, 1, 1}, {0, 0, 0}}

  """
  @spec write_stat(Path.t(), File.Stat.t(), stat_options) :: :ok | {:error, posix}
  def write_stat(path, stat, opts \\ []), do: :file.write_file_info(IO.chardata_to_string(path), File.Stat.to_record(stat), time(opts))

  @doc """
  Like `write_stat/3`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_write_stat!")
      iex> File.touch!(file)
      iex> File.write_stat!(file, File.stat!(file))
      :ok

  """
  @spec write_stat!(Path.t(), File.Stat.t(), stat_options) :: :ok
  def write_stat!(path, stat, opts \\ []), do: ok!(write_stat(path, stat, opts), path, "write file stats")

  @doc """
  Sets the times of a file, which is made if it is not there.

      iex> File.touch("/no/such/folder/file")
      {:error, :enoent}

  """
  @spec touch(Path.t(), erlang_time | posix_time) :: :ok | {:error, posix}
  def touch(path, time \\ System.os_time(:second))

  def touch(path, time) when is_tuple(time), do: touch(path, time, :universal)
  def touch(path, time) when is_integer(time), do: touch(path, time, :posix)

  defp touch(path, time, unit) do
    path = IO.chardata_to_string(path)

    with {:error, :enoent} <- set_time(path, time, unit),
         :ok <- write(path, "", [:append]),
         do: set_time(path, time, unit)
  end

  defp set_time(path, time, unit) do
    stat = %File.Stat{atime: time, mtime: time}

    undefined =
      stat |> File.Stat.to_record() |> :erlang.tuple_to_list() |> Enum.map(&if(&1 == nil, do: :undefined, else: &1))

    :file.write_file_info(path, :erlang.list_to_tuple(undefined), time: unit)
  end

  @doc """
  Like `touch/2`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_touch")
      iex> File.touch!(file, ~U[2020-01-01 00:00:00Z] |> DateTime.to_unix())
      :ok
      iex> File.stat!(file).mtime
      {{2020, 1, 1}, {0, 0, 0}}

  """
  @spec touch!(Path.t(), erlang_time | posix_time) :: :ok
  def touch!(path, time \\ System.os_time(:second)), do: ok!(touch(path, time), path, "touch")

  # Reading and writing

  @doc """
  The contents of a file. Modes: `:raw`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_read")
      iex> File.write!(file, "text")
      iex> File.read(file)
      {:ok, "text"}
      iex> File.read("/no/such/file")
      {:error, :enoent}

  """
  @spec read(Path.t(), [:raw]) :: {:ok, binary} | {:error, posix}
  def read(path, modes \\ [])
  def read(path, []), do: :file.read_file(IO.chardata_to_string(path))
  def read(path, modes), do: :file.read_file(IO.chardata_to_string(path), modes)

  @doc """
  Like `read/2`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_read!")
      iex> File.write!(file, "text")
      iex> File.read!(file)
      "text"

  """
  @spec read!(Path.t(), [:raw]) :: binary
  def read!(path, modes \\ []), do: value!(read(path, modes), path, "read file")

  @doc """
  Writes a file, replacing what it held unless `[:append]` is given.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_write")
      iex> File.write(file, ["one", ?\\n])
      :ok
      iex> File.write(file, "two", [:append])
      iex> File.read(file)
      {:ok, "one\\ntwo"}

  """
  @spec write(Path.t(), iodata, [mode]) :: :ok | {:error, posix}
  def write(path, content, modes \\ []) do
    modes = normalize_modes(modes, false)
    :file.write_file(IO.chardata_to_string(path), content, modes)
  end

  @doc """
  Like `write/3`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_write!")
      iex> File.write!(file, "text")
      :ok

  """
  @spec write!(Path.t(), iodata, [mode]) :: :ok
  def write!(path, content, modes \\ []), do: ok!(write(path, content, modes), path, "write to file")

  @doc """
  Opens a file; with a function, calls it with the device and closes the file after.

      iex> File.open("/no/such/file")
      {:error, :enoent}

  """
  @spec open(Path.t(), [mode | :ram] | (io_device -> result)) :: {:ok, io_device | result} | {:error, posix} when result: var
  def open(path, modes_or_function \\ [])

  def open(path, modes) when is_list(modes), do: :file.open(IO.chardata_to_string(path), normalize_modes(modes, true))
  def open(path, function) when is_function(function, 1), do: open(path, [], function)

  @doc """
  Opens a file with modes, calls a function with the device and closes the file.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_open")
      iex> File.write!(file, "first line\\nsecond line\\n")
      iex> File.open(file, [:read], &IO.read(&1, :line))
      {:ok, "first line\\n"}

  """
  @spec open(Path.t(), [mode | :ram], (io_device -> result)) :: {:ok, result} | {:error, posix} when result: var
  def open(path, modes, function) when is_list(modes) and is_function(function, 1) do
    case open(path, modes) do
      {:ok, device} ->
        try do
          {:ok, function.(device)}
        after
          :ok = close(device)
        end

      other ->
        other
    end
  end

  @doc """
  Like `open/2`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_open!")
      iex> File.write!(file, "text")
      iex> device = File.open!(file, [:read])
      iex> {IO.read(device, :eof), File.close(device)}
      {"text", :ok}

  """
  @spec open!(Path.t(), [mode | :ram] | (io_device -> result)) :: io_device | result when result: var
  def open!(path, modes_or_function \\ []), do: value!(open(path, modes_or_function), path, "open")

  @doc """
  Like `open/3`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_open!_fun")
      iex> File.open!(file, [:write], &IO.write(&1, "text"))
      :ok

  """
  @spec open!(Path.t(), [mode | :ram], (io_device -> result)) :: result when result: var
  def open!(path, modes, function), do: value!(open(path, modes, function), path, "open")

  @doc """
  Closes a file.

      iex> {:ok, device} = File.open(Path.join(System.tmp_dir!(), "jlixir_doc_close"), [:write])
      iex> File.close(device)
      :ok

  """
  @spec close(io_device) :: :ok | {:error, posix | :badarg | :terminated}
  def close(io_device), do: :file.close(io_device)

  # Reads are of binaries unless charlists are asked for.
  defp normalize_modes([:utf8 | rest], binary?), do: [{:encoding, :utf8} | normalize_modes(rest, binary?)]
  defp normalize_modes([:read_ahead | rest], binary?), do: [{:read_ahead, 64 * 1024} | normalize_modes(rest, binary?)]
  defp normalize_modes([mode | rest], _binary?) when mode in [:charlist, :char_list], do: normalize_modes(rest, false)
  defp normalize_modes([mode | rest], binary?), do: [mode | normalize_modes(rest, binary?)]
  defp normalize_modes([], true), do: [:binary]
  defp normalize_modes([], false), do: []

  @doc """
  A file as a stream of lines, or of so many bytes (characters, with an encoding). The stream can be collected into, too.

  Modes: those of `open/2`, and `:trim_bom`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_stream")
      iex> File.write!(file, "one\\ntwo\\n")
      iex> file |> File.stream!(:line) |> Enum.map(&String.trim/1)
      ["one", "two"]
      iex> file |> File.stream!(3) |> Enum.to_list()
      ["one", "\\ntw", "o\\n"]

  """
  @spec stream!(Path.t(), :line | pos_integer | [stream_mode]) :: File.Stream.t()
  def stream!(path, line_or_bytes_modes \\ [])
  def stream!(path, modes) when is_list(modes), do: stream!(path, :line, modes)
  def stream!(path, line_or_bytes) when is_integer(line_or_bytes) or line_or_bytes == :line, do: stream!(path, line_or_bytes, [])

  @doc """
  A file as a stream of lines or of so many bytes, opened with the given modes.

      iex> File.stream!("/dev/null", :line, []) |> Enum.to_list()
      []

  """
  @spec stream!(Path.t(), :line | pos_integer, [stream_mode]) :: File.Stream.t()
  def stream!(path, line_or_bytes, modes)

  def stream!(path, modes, line_or_bytes) when is_list(modes) do
    IO.warn("File.stream!(path, modes, line_or_bytes) is deprecated in favor of File.stream!(path, line_or_bytes, modes)")
    stream!(path, line_or_bytes, modes)
  end

  def stream!(path, line_or_bytes, modes) when is_list(modes) do
    modes = stream_modes(modes)
    File.Stream.__build__(IO.chardata_to_string(path), line_or_bytes, modes)
  end

  defp stream_modes([:utf8 | rest]), do: [{:encoding, :utf8} | stream_modes(rest)]
  defp stream_modes([mode | rest]), do: [mode | stream_modes(rest)]
  defp stream_modes([]), do: [:binary]

  # Folders

  @doc """
  Makes a folder.

      iex> File.mkdir("/")
      {:error, :eexist}

  """
  @spec mkdir(Path.t()) :: :ok | {:error, posix | :badarg}
  def mkdir(path), do: :file.make_dir(IO.chardata_to_string(path))

  @doc """
  Like `mkdir/1`; raises `File.Error`.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_mkdir_one")
      iex> File.rm_rf!(folder)
      iex> File.mkdir!(folder)
      :ok

  """
  @spec mkdir!(Path.t()) :: :ok
  def mkdir!(path), do: ok!(mkdir(path), path, "make directory")

  @doc """
  Makes a folder and those above it that are missing.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_mkdir/a/b")
      iex> File.mkdir_p(folder)
      :ok
      iex> File.dir?(folder)
      true

  """
  @spec mkdir_p(Path.t()) :: :ok | {:error, posix | :badarg}
  def mkdir_p(path), do: make_path(IO.chardata_to_string(path))

  defp make_path("/"), do: :ok

  defp make_path(path) do
    case :file.make_dir(path) do
      {:error, :enoent} ->
        parent = Path.dirname(path)
        if parent == path, do: {:error, :enoent}, else: make_below(parent, path)

      {:error, :eexist} ->
        if dir?(path), do: :ok, else: {:error, :enotdir}

      {:error, reason} ->
        if dir?(path), do: :ok, else: {:error, reason}

      :ok ->
        :ok
    end
  end

  defp make_below(parent, path) do
    with :ok <- make_path(parent) do
      case :file.make_dir(path) do
        {:error, :eexist} -> if dir?(path), do: :ok, else: {:error, :enotdir}
        other -> other
      end
    end
  end

  @doc """
  Like `mkdir_p/1`; raises `File.Error`.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_mkdir_p/a/b")
      iex> File.mkdir_p!(folder)
      :ok

  """
  @spec mkdir_p!(Path.t()) :: :ok
  def mkdir_p!(path), do: ok!(mkdir_p(path), path, "make directory (with -p)")

  @doc """
  Removes an empty folder.

      iex> File.rmdir("/no/such/folder")
      {:error, :enoent}

  """
  @spec rmdir(Path.t()) :: :ok | {:error, posix | :badarg}
  def rmdir(path), do: :file.del_dir(IO.chardata_to_string(path))

  @doc """
  Like `rmdir/1`; raises `File.Error`.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_rmdir")
      iex> File.mkdir_p!(folder)
      iex> File.rmdir!(folder)
      :ok

  """
  @spec rmdir!(Path.t()) :: :ok
  def rmdir!(path), do: ok!(rmdir(path), path, "remove directory")

  @doc """
  The names in a folder, in no order.

      iex> File.ls("/no/such/folder")
      {:error, :enoent}

  """
  @spec ls(Path.t()) :: {:ok, [binary]} | {:error, posix}
  def ls(path \\ ".") do
    case :file.list_dir(IO.chardata_to_string(path)) do
      {:ok, names} -> {:ok, Enum.map(names, &IO.chardata_to_string/1)}
      {:error, _} = error -> error
    end
  end

  @doc """
  Like `ls/1`; raises `File.Error`.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_ls")
      iex> File.mkdir_p!(folder)
      iex> File.touch!(Path.join(folder, "a.txt"))
      iex> File.ls!(folder)
      ["a.txt"]

  """
  @spec ls!(Path.t()) :: [binary]
  def ls!(path \\ "."), do: value!(ls(path), path, "list directory")

  @doc """
  The current folder.

      iex> elem(File.cwd(), 0)
      :ok

  """
  @spec cwd() :: {:ok, binary} | {:error, posix}
  def cwd do
    case :file.get_cwd() do
      {:ok, path} -> {:ok, IO.chardata_to_string(path)}
      {:error, _} = error -> error
    end
  end

  @doc """
  The current folder; raises `File.Error`.

      iex> Path.type(File.cwd!())
      :absolute

  """
  @spec cwd!() :: binary
  def cwd! do
    case cwd() do
      {:ok, path} -> path
      {:error, reason} -> raise File.Error, reason: reason, action: "get current working directory"
    end
  end

  @doc """
  Changes the current folder, for the whole system.

      iex> File.cd(File.cwd!())
      :ok
      iex> File.cd("no/such/folder")
      {:error, :enoent}

  """
  @spec cd(Path.t()) :: :ok | {:error, posix | :badarg | :no_translation}
  def cd(path), do: :file.set_cwd(IO.chardata_to_string(path))

  @doc """
  Like `cd/1`; raises `File.Error`.

      iex> File.cd!("no/such/folder")
      ** (File.Error) could not set current working directory to "no/such/folder": no such file or directory

  """
  @spec cd!(Path.t()) :: :ok
  def cd!(path), do: ok!(cd(path), path, "set current working directory to")

  @doc """
  Calls a function in another current folder, and goes back.

      iex> File.cd!(System.tmp_dir!(), fn -> Path.basename(File.cwd!()) == Path.basename(System.tmp_dir!()) end)
      true

  """
  @spec cd!(Path.t(), (-> result)) :: result when result: var
  def cd!(path, function) do
    old = cwd!()
    cd!(path)

    try do
      function.()
    after
      cd!(old)
    end
  end

  # Removing

  @doc """
  Removes a file.

      iex> File.rm("/no/such/file")
      {:error, :enoent}

  """
  @spec rm(Path.t()) :: :ok | {:error, posix}
  def rm(path), do: :file.delete(IO.chardata_to_string(path))

  @doc """
  Like `rm/1`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_rm")
      iex> File.touch!(file)
      iex> File.rm!(file)
      :ok

  """
  @spec rm!(Path.t()) :: :ok
  def rm!(path), do: ok!(rm(path), path, "remove file")

  @doc """
  Removes a path with all below it: `{:ok, removed paths}` or `{:error, reason, path}`. Links are not followed.

      iex> File.rm_rf("/no/such/folder")
      {:ok, []}

  """
  @spec rm_rf(Path.t()) :: {:ok, [binary]} | {:error, posix | :badarg, binary}
  def rm_rf(path) do
    path = IO.chardata_to_string(path)
    check_no_null!(path, "File.rm_rf/1")
    remove(path, {:ok, []})
  end

  defp remove(path, {:ok, removed} = acc) do
    case :file.read_link_info(path) do
      {:ok, info} when elem(info, 2) == :directory -> remove_folder(path, acc)
      {:ok, _} -> removed(:file.delete(path), path, removed)
      {:error, reason} when reason in [:enoent, :enotdir] -> acc
      {:error, reason} -> {:error, reason, path}
    end
  end

  defp remove(_path, error), do: error

  defp remove_folder(path, acc) do
    case ls(path) do
      {:ok, names} ->
        case Enum.reduce(names, acc, &remove(Path.join(path, &1), &2)) do
          {:ok, removed} -> removed(:file.del_dir(path), path, removed)
          error -> error
        end

      {:error, :enoent} ->
        acc

      {:error, reason} ->
        {:error, reason, path}
    end
  end

  defp removed(:ok, path, removed), do: {:ok, [path | removed]}
  defp removed({:error, :enoent}, _path, removed), do: {:ok, removed}
  defp removed({:error, reason}, path, _removed), do: {:error, reason, path}

  @doc """
  Like `rm_rf/1`; raises `File.Error`.

      iex> folder = Path.join(System.tmp_dir!(), "jlixir_doc_rm_rf")
      iex> File.mkdir_p!(folder)
      iex> File.rm_rf!(folder) == [folder]
      true

  """
  @spec rm_rf!(Path.t()) :: [binary]
  def rm_rf!(path) do
    case rm_rf(path) do
      {:ok, removed} -> removed
      {:error, reason, _} -> raise File.Error, reason: reason, path: IO.chardata_to_string(path), action: "remove files and directories recursively from"
    end
  end

  defp check_no_null!(path, operation) do
    if :binary.match(path, <<0>>) != :nomatch do
      raise ArgumentError, "cannot execute #{operation} for path with null byte, got: #{inspect(path)}"
    end
  end

  # Copying and moving

  @doc """
  Copies contents, at most `bytes_count` bytes: `{:ok, bytes copied}`. Both may be paths or devices.

      iex> File.copy("/no/such/file", "/no/such/other")
      {:error, :enoent}

  """
  @spec copy(Path.t() | io_device, Path.t() | io_device, pos_integer | :infinity) :: {:ok, non_neg_integer} | {:error, posix}
  def copy(source, destination, bytes_count \\ :infinity), do: :file.copy(path_or_device(source), path_or_device(destination), bytes_count)

  defp path_or_device({path, modes}) when is_list(modes), do: {path_or_device(path), modes}
  defp path_or_device(device) when is_pid(device) or is_tuple(device), do: device
  defp path_or_device(path), do: IO.chardata_to_string(path)

  @doc """
  Like `copy/3`; raises `File.CopyError`.

      iex> [from, to] = for name <- ["from", "to"], do: Path.join(System.tmp_dir!(), "jlixir_doc_copy_" <> name)
      iex> File.write!(from, "text")
      iex> File.copy!(from, to, 2)
      2
      iex> File.read!(to)
      "te"

  """
  @spec copy!(Path.t() | io_device, Path.t() | io_device, pos_integer | :infinity) :: non_neg_integer
  def copy!(source, destination, bytes_count \\ :infinity) do
    case copy(source, destination, bytes_count) do
      {:ok, bytes} ->
        bytes

      {:error, reason} ->
        raise File.CopyError,
          reason: reason,
          action: "copy",
          source: path_text(source),
          destination: path_text(destination)
    end
  end

  defp path_text(path) when is_binary(path) or is_list(path), do: IO.chardata_to_string(path)
  defp path_text(other), do: other

  @doc """
  Copies a file with its mode. Option: `:on_conflict`, a function asked before a file is overwritten.

      iex> File.cp("/no/such/file", "/no/such/other")
      {:error, :enoent}

  """
  @spec cp(Path.t(), Path.t(), on_conflict: on_conflict_callback) :: :ok | {:error, posix}
  def cp(source_file, destination_file, options \\ [])

  def cp(source, destination, callback) when is_function(callback, 2) do
    IO.warn("passing a callback to File.cp/3 is deprecated, pass it as a on_conflict: callback option instead")
    cp(source, destination, on_conflict: callback)
  end

  def cp(source, destination, options) when is_list(options) do
    on_conflict = Keyword.get(options, :on_conflict, fn _, _ -> true end)

    case copy_file(IO.chardata_to_string(source), IO.chardata_to_string(destination), on_conflict, {:ok, []}) do
      {:ok, _} -> :ok
      {:error, reason, _} -> {:error, reason}
    end
  end

  defp copy_file(source, destination, on_conflict, {:ok, copied} = acc) do
    case :file.copy(source, {destination, [:exclusive]}) do
      {:ok, _} ->
        copy_mode(source, destination)
        {:ok, [destination | copied]}

      {:error, :eexist} ->
        if Path.expand(source) == Path.expand(destination) do
          acc
        else
          if on_conflict.(source, destination), do: overwrite(source, destination, copied), else: acc
        end

      {:error, reason} ->
        {:error, reason, source}
    end
  end

  defp overwrite(source, destination, copied) do
    case :file.copy(source, destination) do
      {:ok, _} ->
        copy_mode(source, destination)
        {:ok, [destination | copied]}

      {:error, reason} ->
        {:error, reason, source}
    end
  end

  defp copy_mode(source, destination) do
    with {:ok, info} <- :file.read_file_info(source), do: :file.change_mode(destination, elem(info, 7))
  end

  @doc """
  Like `cp/3`; raises `File.CopyError`.

      iex> [from, to] = for name <- ["from", "to"], do: Path.join(System.tmp_dir!(), "jlixir_doc_cp_" <> name)
      iex> File.write!(from, "text")
      iex> File.cp!(from, to)
      :ok
      iex> File.read!(to)
      "text"

  """
  @spec cp!(Path.t(), Path.t(), on_conflict: on_conflict_callback) :: :ok
  def cp!(source_file, destination_file, options \\ []) do
    case cp(source_file, destination_file, options) do
      :ok ->
        :ok

      {:error, reason} ->
        raise File.CopyError,
          reason: reason,
          action: "copy",
          source: IO.chardata_to_string(source_file),
          destination: IO.chardata_to_string(destination_file)
    end
  end

  @doc """
  Copies a path with all below it: `{:ok, paths written}` or `{:error, reason, path}`.

  Options: `:on_conflict`, `:dereference_symlinks` (copy what links lead to, not the links) and
  `:preserve_directory_permissions`. Sockets and devices are passed over.

      iex> [from, to] = for name <- ["from", "to"], do: Path.join(System.tmp_dir!(), "jlixir_doc_cp_r_" <> name)
      iex> File.rm_rf!(to)
      iex> File.mkdir_p!(Path.join(from, "sub"))
      iex> {:ok, copied} = File.cp_r(from, to)
      iex> Enum.sort(copied) == [to, Path.join(to, "sub")]
      true

  """
  @spec cp_r(Path.t(), Path.t(), keyword) :: {:ok, [binary]} | {:error, posix | :badarg, binary}
  def cp_r(source, destination, options \\ [])

  def cp_r(source, destination, callback) when is_function(callback, 2) do
    IO.warn("passing a callback to File.cp_r/3 is deprecated, pass it as a on_conflict: callback option instead")
    cp_r(source, destination, on_conflict: callback)
  end

  def cp_r(source, destination, options) when is_list(options) do
    settings = %{
      on_conflict: Keyword.get(options, :on_conflict, fn _, _ -> true end),
      follow?: Keyword.get(options, :dereference_symlinks, false),
      modes?: Keyword.get(options, :preserve_directory_permissions, false)
    }

    source = IO.chardata_to_string(source)
    destination = IO.chardata_to_string(destination)
    check_no_null!(source, "File.cp_r/3")
    check_no_null!(destination, "File.cp_r/3")

    if within?(Path.expand(destination), Path.expand(source)) and dir?(source),
      do: {:error, :einval, destination},
      else: copy_all(source, destination, settings, {:ok, []})
  end

  defp within?(path, folder), do: :binary.longest_common_prefix([path, folder <> "/"]) == byte_size(folder) + 1

  defp copy_all(source, destination, settings, {:ok, _} = acc) do
    case if(settings.follow?, do: :file.read_file_info(source), else: :file.read_link_info(source)) do
      {:ok, info} -> copy_type(elem(info, 2), info, source, destination, settings, acc)
      {:error, reason} -> {:error, reason, source}
    end
  end

  defp copy_all(_source, _destination, _settings, error), do: error

  defp copy_type(:regular, _info, source, destination, settings, acc) do
    with {:error, reason, _} when reason in [:enoent, :enotdir] <- copy_file(source, destination, settings.on_conflict, acc),
         do: {:error, reason, destination}
  end

  defp copy_type(:symlink, _info, source, destination, settings, acc), do: copy_link(source, destination, settings.on_conflict, acc)

  defp copy_type(:directory, info, source, destination, settings, {:ok, copied}) do
    with {:names, {:ok, names}} <- {:names, ls(source)},
         {:folder, :ok} <- {:folder, make_folder(destination)} do
      acc =
        Enum.reduce(names, {:ok, [destination | copied]}, fn name, acc ->
          copy_all(Path.join(source, name), Path.join(destination, name), settings, acc)
        end)

      # only now: the folder had to be writable until here
      if settings.modes?, do: :file.change_mode(destination, elem(info, 7))
      acc
    else
      {:names, {:error, reason}} -> {:error, reason, source}
      {:folder, {:error, reason}} -> {:error, reason, destination}
    end
  end

  defp copy_type(_other, _info, _source, _destination, _settings, acc), do: acc

  defp make_folder(path) do
    case mkdir(path) do
      {:error, :eexist} -> if dir?(path), do: :ok, else: {:error, :enotdir}
      other -> other
    end
  end

  defp copy_link(source, destination, on_conflict, {:ok, copied} = acc) do
    with {:ok, target} <- :file.read_link(source) do
      case :file.make_symlink(target, destination) do
        :ok ->
          {:ok, [destination | copied]}

        {:error, :eexist} ->
          if on_conflict.(source, destination) do
            _ = :file.delete(destination)
            copy_link(source, destination, on_conflict, acc)
          else
            acc
          end

        {:error, reason} ->
          {:error, reason, source}
      end
    else
      {:error, reason} -> {:error, reason, source}
    end
  end

  @doc """
  Like `cp_r/3`; raises `File.CopyError`.

      iex> [from, to] = for name <- ["from", "to"], do: Path.join(System.tmp_dir!(), "jlixir_doc_cp_r!_" <> name)
      iex> File.mkdir_p!(from)
      iex> File.cp_r!(from, to) == [to]
      true

  """
  @spec cp_r!(Path.t(), Path.t(), keyword) :: [binary]
  def cp_r!(source, destination, options \\ []) do
    case cp_r(source, destination, options) do
      {:ok, copied} ->
        copied

      {:error, reason, path} ->
        raise File.CopyError,
          reason: reason,
          action: "copy recursively",
          on: path,
          source: IO.chardata_to_string(source),
          destination: IO.chardata_to_string(destination)
    end
  end

  @doc """
  Moves a file or folder within a file system.

      iex> File.rename("/no/such/file", "/no/such/other")
      {:error, :enoent}

  """
  @spec rename(Path.t(), Path.t()) :: :ok | {:error, posix}
  def rename(source, destination), do: :file.rename(IO.chardata_to_string(source), IO.chardata_to_string(destination))

  @doc """
  Like `rename/2`; raises `File.RenameError`.

      iex> [old, new] = for name <- ["old", "new"], do: Path.join(System.tmp_dir!(), "jlixir_doc_rename_" <> name)
      iex> File.write!(old, "text")
      iex> File.rename!(old, new)
      :ok
      iex> {File.exists?(old), File.read!(new)}
      {false, "text"}

  """
  @spec rename!(Path.t(), Path.t()) :: :ok
  def rename!(source, destination) do
    case rename(source, destination) do
      :ok ->
        :ok

      {:error, reason} ->
        raise File.RenameError,
          reason: reason,
          action: "rename",
          source: IO.chardata_to_string(source),
          destination: IO.chardata_to_string(destination)
    end
  end

  # Links

  @doc """
  Makes a hard link `new` to `existing`.

      iex> [file, link] = for name <- ["a", "b"], do: Path.join(System.tmp_dir!(), "jlixir_doc_ln_" <> name)
      iex> File.write!(file, "same")
      iex> File.rm(link)
      iex> File.ln(file, link)
      :ok
      iex> File.read!(link)
      "same"

  """
  @spec ln(Path.t(), Path.t()) :: :ok | {:error, posix}
  def ln(existing, new), do: :file.make_link(IO.chardata_to_string(existing), IO.chardata_to_string(new))

  @doc """
  Like `ln/2`; raises `File.LinkError`.

      iex> [file, link] = for name <- ["a", "b"], do: Path.join(System.tmp_dir!(), "jlixir_doc_ln!_" <> name)
      iex> File.touch!(file)
      iex> File.rm(link)
      iex> File.ln!(file, link)
      :ok

  """
  @spec ln!(Path.t(), Path.t()) :: :ok
  def ln!(existing, new), do: linked!(ln(existing, new), existing, new, "create hard link")

  @doc """
  Makes a symbolic link `new` to `existing`.

      iex> link = Path.join(System.tmp_dir!(), "jlixir_doc_ln_s")
      iex> File.rm(link)
      iex> File.ln_s("target", link)
      :ok
      iex> File.read_link(link)
      {:ok, "target"}

  """
  @spec ln_s(Path.t(), Path.t()) :: :ok | {:error, posix}
  def ln_s(existing, new), do: :file.make_symlink(IO.chardata_to_string(existing), IO.chardata_to_string(new))

  @doc """
  Like `ln_s/2`; raises `File.LinkError`.

      iex> link = Path.join(System.tmp_dir!(), "jlixir_doc_ln_s!")
      iex> File.rm(link)
      iex> File.ln_s!("target", link)
      :ok

  """
  @spec ln_s!(Path.t(), Path.t()) :: :ok
  def ln_s!(existing, new), do: linked!(ln_s(existing, new), existing, new, "create symlink")

  defp linked!(:ok, _existing, _new, _action), do: :ok

  defp linked!({:error, reason}, existing, new, action) do
    raise File.LinkError,
      reason: reason,
      action: action,
      existing: IO.chardata_to_string(existing),
      new: IO.chardata_to_string(new)
  end

  @doc """
  Where a symbolic link leads.

      iex> File.read_link("/no/such/link")
      {:error, :enoent}

  """
  @spec read_link(Path.t()) :: {:ok, binary} | {:error, posix}
  def read_link(path) do
    case :file.read_link(IO.chardata_to_string(path)) do
      {:ok, target} -> {:ok, IO.chardata_to_string(target)}
      {:error, _} = error -> error
    end
  end

  @doc """
  Like `read_link/1`; raises `File.Error`.

      iex> link = Path.join(System.tmp_dir!(), "jlixir_doc_read_link")
      iex> File.rm(link)
      iex> File.ln_s!("target", link)
      iex> File.read_link!(link)
      "target"

  """
  @spec read_link!(Path.t()) :: binary
  def read_link!(path), do: value!(read_link(path), path, "read link")

  # Rights

  @doc """
  Sets the mode of a file.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_chmod")
      iex> File.touch!(file)
      iex> File.chmod(file, 0o600)
      :ok
      iex> Bitwise.band(File.stat!(file).mode, 0o777)
      0o600

  """
  @spec chmod(Path.t(), non_neg_integer) :: :ok | {:error, posix}
  def chmod(path, mode), do: :file.change_mode(IO.chardata_to_string(path), mode)

  @doc """
  Like `chmod/2`; raises `File.Error`.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_chmod!")
      iex> File.touch!(file)
      iex> File.chmod!(file, 0o644)
      :ok

  """
  @spec chmod!(Path.t(), non_neg_integer) :: :ok
  def chmod!(path, mode), do: ok!(chmod(path, mode), path, "change mode for")

  @doc """
  Sets the owner of a file.

      iex> File.chown("no/such/file", 1000)
      {:error, :enoent}

  """
  @spec chown(Path.t(), non_neg_integer) :: :ok | {:error, posix}
  def chown(path, uid), do: :file.change_owner(IO.chardata_to_string(path), uid)

  @doc """
  Like `chown/2`; raises `File.Error`.

      iex> File.chown!("no/such/file", 1000)
      ** (File.Error) could not change owner for "no/such/file": no such file or directory

  """
  @spec chown!(Path.t(), non_neg_integer) :: :ok
  def chown!(path, uid), do: ok!(chown(path, uid), path, "change owner for")

  @doc """
  Sets the group of a file.

      iex> File.chgrp("no/such/file", 1000)
      {:error, :enoent}

  """
  @spec chgrp(Path.t(), non_neg_integer) :: :ok | {:error, posix}
  def chgrp(path, gid), do: :file.change_group(IO.chardata_to_string(path), gid)

  @doc """
  Like `chgrp/2`; raises `File.Error`.

      iex> File.chgrp!("no/such/file", 1000)
      ** (File.Error) could not change group for "no/such/file": no such file or directory

  """
  @spec chgrp!(Path.t(), non_neg_integer) :: :ok
  def chgrp!(path, gid), do: ok!(chgrp(path, gid), path, "change group for")

  # Errors

  defp ok!(:ok, _path, _action), do: :ok
  defp ok!({:error, reason}, path, action), do: raise(File.Error, reason: reason, action: action, path: IO.chardata_to_string(path))

  defp value!({:ok, value}, _path, _action), do: value
  defp value!({:error, reason}, path, action), do: raise(File.Error, reason: reason, action: action, path: IO.chardata_to_string(path))
end
