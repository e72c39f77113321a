defmodule :file do
  @moduledoc """
  Files: open ones, which are processes or descriptors (`:raw`), and what is built of them. What concerns names alone (`list_dir/1`,
  `rename/2`, `read_file_info/2` ...) is built in.
  """

  @copy_chunk 65_536

  defguardp is_descriptor(term) when is_tuple(term) and tuple_size(term) == 3 and elem(term, 0) == :file_descriptor
  defguardp is_device(term) when is_pid(term) or is_atom(term)

  @doc """
  Opens a file: `{:ok, device}`, the device a process, or a descriptor with the modes `:raw` and `:ram`.
  """
  def open(name, mode) when not is_list(mode), do: open(name, [mode])

  def open(name, modes) do
    cond do
      :ram in modes -> :prim_file.open_memory(name, modes)
      :raw in modes -> :prim_file.open(name, modes)
      true -> :file_io_server.start(self(), name, modes)
    end
  end

  @doc "Closes a device; one that is closed is no failure."
  def close(device)
  def close(descriptor) when is_descriptor(descriptor), do: :prim_file.close(descriptor)

  def close(pid) when is_pid(pid) do
    case request(pid, :close) do
      {:error, :terminated} -> :ok
      other -> other
    end
  end

  def close(_device), do: {:error, :badarg}

  @doc "Reads up to `count` bytes: `{:ok, data}` or `:eof`."
  def read(descriptor, count) when is_descriptor(descriptor), do: :prim_file.read(descriptor, count)

  def read(device, count) when is_device(device) and is_integer(count) and count >= 0 do
    data(:io.request(device, {:get_chars, :latin1, ~c"", count}))
  end

  def read(_device, _count), do: {:error, :badarg}

  @doc "Reads up to the end of the line, which is part of it: `{:ok, line}` or `:eof`."
  def read_line(descriptor) when is_descriptor(descriptor), do: :prim_file.read_line(descriptor)
  def read_line(device) when is_device(device), do: data(:io.request(device, {:get_line, :latin1, ~c""}))
  def read_line(_device), do: {:error, :badarg}

  defp data(data) when is_binary(data) or is_list(data), do: {:ok, data}
  defp data(other), do: other

  @doc "Reads at places: `{place, count}` pairs give `{:ok, [data | :eof]}`."
  def pread(device, places) when is_list(places), do: pread_all(device, places, [])
  def pread(_device, _places), do: {:error, :badarg}

  defp pread_all(device, [{place, count} | rest], acc) do
    case pread(device, place, count) do
      {:ok, data} -> pread_all(device, rest, [data | acc])
      :eof -> pread_all(device, rest, [:eof | acc])
      error -> error
    end
  end

  defp pread_all(_device, [], acc), do: {:ok, :lists.reverse(acc)}
  defp pread_all(_device, _places, _acc), do: {:error, :badarg}

  @doc "Reads up to `count` bytes at a place."
  def pread(descriptor, place, count) when is_descriptor(descriptor), do: :prim_file.pread(descriptor, place, count)

  def pread(pid, place, count) when is_pid(pid) and is_integer(count) and count >= 0, do: request(pid, {:pread, place, count})
  def pread(_device, _place, _count), do: {:error, :badarg}

  @doc "Writes bytes."
  def write(descriptor, bytes) when is_descriptor(descriptor), do: :prim_file.write(descriptor, bytes)

  def write(device, bytes) when is_device(device) do
    case binary(bytes) do
      binary when is_binary(binary) -> :io.request(device, {:put_chars, :latin1, binary})
      error -> error
    end
  end

  def write(_device, _bytes), do: {:error, :badarg}

  @doc "Writes at places, given as `{place, bytes}`: `:ok`, or `{:error, {written, reason}}`."
  def pwrite(device, places) when is_list(places), do: pwrite_all(device, places, 0)
  def pwrite(_device, _places), do: {:error, :badarg}

  defp pwrite_all(device, [{place, bytes} | rest], written) do
    case pwrite(device, place, bytes) do
      :ok -> pwrite_all(device, rest, written + 1)
      {:error, reason} -> {:error, {written, reason}}
    end
  end

  defp pwrite_all(_device, [], _written), do: :ok
  defp pwrite_all(_device, _places, _written), do: {:error, :badarg}

  @doc "Writes bytes at a place."
  def pwrite(descriptor, place, bytes) when is_descriptor(descriptor), do: :prim_file.pwrite(descriptor, place, bytes)

  def pwrite(pid, place, bytes) when is_pid(pid) do
    case binary(bytes) do
      binary when is_binary(binary) -> request(pid, {:pwrite, place, binary})
      error -> error
    end
  end

  def pwrite(_device, _place, _bytes), do: {:error, :badarg}

  defp binary(bytes) do
    :erlang.iolist_to_binary(bytes)
  rescue
    ArgumentError -> {:error, :badarg}
  end

  @doc "Moves to a place: an offset, `:bof`, `:cur`, `:eof`, or one of them with an offset. Answers `{:ok, offset}`."
  def position(descriptor, place) when is_descriptor(descriptor), do: :prim_file.position(descriptor, place)
  def position(pid, place) when is_pid(pid), do: request(pid, {:position, place})
  def position(_device, _place), do: {:error, :badarg}

  @doc "Cuts the file off at the current place."
  def truncate(descriptor) when is_descriptor(descriptor), do: :prim_file.truncate(descriptor)
  def truncate(pid) when is_pid(pid), do: request(pid, :truncate)
  def truncate(_device), do: {:error, :badarg}

  @doc "Has all that was written go to the disk."
  def sync(descriptor) when is_descriptor(descriptor), do: :prim_file.sync(descriptor)
  def sync(pid) when is_pid(pid), do: request(pid, :sync)
  def sync(_device), do: {:error, :badarg}

  @doc "As `sync/1`, but for what is not needed to read the data again."
  def datasync(descriptor) when is_descriptor(descriptor), do: :prim_file.datasync(descriptor)
  def datasync(pid) when is_pid(pid), do: request(pid, :datasync)
  def datasync(_device), do: {:error, :badarg}

  @doc "Reserves room in the file."
  def allocate(descriptor, offset, length) when is_descriptor(descriptor), do: :prim_file.allocate(descriptor, offset, length)
  def allocate(pid, offset, length) when is_pid(pid), do: request(pid, {:allocate, offset, length})
  def allocate(_device, _offset, _length), do: {:error, :badarg}

  @doc "Says how a part of the file will be used. The operating system is not told: it is no more than a hint."
  def advise(device, offset, length, advice)
      when (is_pid(device) or is_descriptor(device)) and is_integer(offset) and is_integer(length) and
             advice in [:normal, :sequential, :random, :no_reuse, :will_need, :dont_need],
      do: :ok

  def advise(_device, _offset, _length, _advice), do: {:error, :badarg}

  # What the I/O protocol has no request for.
  defp request(pid, request) do
    ref = :erlang.monitor(:process, pid)
    send(pid, {:file_request, self(), ref, request})

    receive do
      {:file_reply, ^ref, reply} ->
        :erlang.demonitor(ref, [:flush])
        reply

      {:DOWN, ^ref, _, _, _} ->
        {:error, :terminated}
    end
  end

  @doc "Writes a file, which is made if need be."
  def write_file(name, bytes), do: write_file(name, bytes, [])

  def write_file(name, bytes, modes) when is_list(modes) do
    case binary(bytes) do
      binary when is_binary(binary) ->
        # A file with an encoding is written by way of a process, which translates.
        raw = if :lists.keymember(:encoding, 1, modes), do: [], else: [:raw]
        with_open(open(name, [:write, :binary | raw] ++ modes), &write(&1, binary))

      error ->
        error
    end
  end

  def write_file(_name, _bytes, _modes), do: {:error, :badarg}

  defp with_open({:ok, device}, fun) do
    result = fun.(device)

    case close(device) do
      {:error, _} = error when result == :ok -> error
      _ -> result
    end
  end

  defp with_open(error, _fun), do: error

  @doc """
  Copies bytes: `{:ok, count}`. Source and destination are names, `{name, modes}`, or open devices.
  """
  def copy(source, destination), do: copy(source, destination, :infinity)

  def copy(source, destination, length) when is_atom(length) or (is_integer(length) and length >= 0) do
    with_source(source, fn from -> with_destination(destination, &copy_bytes(from, &1, length, 0)) end)
  end

  def copy(_source, _destination, _length), do: {:error, :badarg}

  defp with_source(source, fun), do: with_side(source, [:read, :raw, :binary], fun)
  defp with_destination(destination, fun), do: with_side(destination, [:write, :raw, :binary], fun)

  defp with_side(device, _modes, fun) when is_pid(device) or is_descriptor(device), do: fun.(device)

  defp with_side({name, more}, modes, fun) when is_list(more), do: closing(open(name, modes ++ more), fun)
  defp with_side(name, modes, fun), do: closing(open(name, modes), fun)

  defp closing({:ok, device}, fun) do
    result = fun.(device)

    case {close(device), result} do
      {{:error, _} = error, {:ok, _}} -> error
      _ -> result
    end
  end

  defp closing(error, _fun), do: error

  defp copy_bytes(from, to, length, done) do
    count = if is_integer(length), do: min(@copy_chunk, length - done), else: @copy_chunk

    case if(count == 0, do: :eof, else: read(from, count)) do
      :eof ->
        {:ok, done}

      {:ok, data} ->
        with :ok <- write(to, data), do: copy_bytes(from, to, length, done + :erlang.iolist_size(data))

      error ->
        error
    end
  end

  @doc "Deletes a folder with all that is in it."
  def del_dir_r(name) do
    case :file.read_link_info(name) do
      {:ok, info} when elem(info, 2) == :directory -> del_tree(name)
      {:ok, _} -> :file.delete(name)
      error -> error
    end
  end

  defp del_tree(folder) do
    with {:ok, names} <- :file.list_dir_all(folder),
         :ok <- del_all(for(name <- names, do: :filename.join(folder, name))),
         do: :file.del_dir(folder)
  end

  defp del_all([name | rest]), do: with(:ok <- del_dir_r(name), do: del_all(rest))
  defp del_all([]), do: :ok

  @doc "Sets the permissions of a file."
  def change_mode(name, mode) when is_integer(mode), do: :file.write_file_info(name, put_elem(no_change(), 7, mode))

  @doc "Sets the owner of a file."
  def change_owner(name, uid) when is_integer(uid), do: :file.write_file_info(name, put_elem(no_change(), 12, uid))

  @doc "Sets owner and group of a file."
  def change_owner(name, uid, gid) when is_integer(uid) and is_integer(gid) do
    :file.write_file_info(name, no_change() |> put_elem(12, uid) |> put_elem(13, gid))
  end

  @doc "Sets the group of a file."
  def change_group(name, gid) when is_integer(gid), do: :file.write_file_info(name, put_elem(no_change(), 13, gid))

  @doc "Sets the time of the last change, and of the last use."
  def change_time(name, time), do: change_time(name, time, time)

  def change_time(name, accessed, modified) do
    :file.write_file_info(name, no_change() |> put_elem(4, accessed) |> put_elem(5, modified))
  end

  defp no_change, do: :erlang.make_tuple(14, :undefined, [{1, :file_info}])

  @doc "Sends a file over a socket: `{:ok, bytes}`."
  def sendfile(name, socket) do
    with {:ok, file} <- open(name, [:read, :raw, :binary]) do
      try do
        sendfile(file, socket, 0, 0, [])
      after
        close(file)
      end
    end
  end

  @doc "Sends `count` bytes of an open file from `offset` on over a socket, all that follow if it is 0: `{:ok, bytes}`."
  def sendfile(file, socket, offset, count, options) when is_integer(offset) and is_integer(count) and is_list(options) do
    chunk = :proplists.get_value(:chunk_size, options, @copy_chunk)
    send_chunks(file, socket, offset, if(count == 0, do: :infinity, else: count), chunk, 0)
  end

  def sendfile(_file, _socket, _offset, _count, _options), do: {:error, :badarg}

  defp send_chunks(_file, _socket, _offset, 0, _chunk, sent), do: {:ok, sent}

  defp send_chunks(file, socket, offset, left, chunk, sent) do
    with {:ok, bytes} <- pread(file, offset, min(left, chunk)), :ok <- :gen_tcp.send(socket, bytes) do
      size = :erlang.iolist_size(bytes)
      send_chunks(file, socket, offset + size, if(left == :infinity, do: left, else: left - size), chunk, sent + size)
    else
      :eof -> {:ok, sent}
      error -> error
    end
  end

  @doc "Reads Erlang terms, each ended by a full stop: `{:ok, terms}`."
  def consult(name) do
    case :file.read_file(name) do
      {:ok, text} -> :jlixir_erlang_terms.parse(text)
      error -> error
    end
  end

  @doc "As `consult/1` for the first file of that name in a list of folders: `{:ok, terms, path}`."
  def path_consult(folders, name) do
    case in_path(folders, name, &consult/1) do
      {{:ok, terms}, path} -> {:ok, terms, path}
      {error, _path} -> error
    end
  end

  @doc "Evaluates the Erlang expressions of a file: `{:ok, value}` of the last."
  def script(name), do: script(name, :erl_eval.new_bindings())

  @doc "As `script/1` with variables: a list of pairs or a map."
  def script(name, bindings) do
    with {:ok, text} <- :file.read_file(name) do
      case :jlixir_erl_script.evaluate(text, bindings) do
        :none -> {:error, {1, :file, :undefined_script}}
        result -> result
      end
    end
  end

  @doc "Evaluates the Erlang expressions of a file for what they do."
  def eval(name), do: eval(name, :erl_eval.new_bindings())

  @doc "As `eval/1` with variables."
  def eval(name, bindings) do
    with {:ok, text} <- :file.read_file(name) do
      case :jlixir_erl_script.evaluate(text, bindings) do
        {:error, _reason} = error -> error
        _ -> :ok
      end
    end
  end

  @doc "As `script/1` for the first file of that name in a list of folders: `{:ok, value, path}`."
  def path_script(folders, name), do: path_script(folders, name, :erl_eval.new_bindings())

  @doc "As `path_script/2` with variables."
  def path_script(folders, name, bindings) do
    case in_path(folders, name, &script(&1, bindings)) do
      {{:ok, value}, path} -> {:ok, value, path}
      {error, _path} -> error
    end
  end

  @doc "As `eval/1` for the first file of that name in a list of folders: `{:ok, path}`."
  def path_eval(folders, name), do: path_eval(folders, name, :erl_eval.new_bindings())

  @doc "As `path_eval/2` with variables."
  def path_eval(folders, name, bindings) do
    case in_path(folders, name, &eval(&1, bindings)) do
      {:ok, path} -> {:ok, path}
      {error, _path} -> error
    end
  end

  @doc "The working directory of a drive; only Windows has such."
  def get_cwd(_drive), do: {:error, :enotsup}

  @doc "Opens the first file of that name in a list of folders: `{:ok, device, path}`."
  def path_open(folders, name, modes) do
    case in_path(folders, name, &open(&1, modes)) do
      {{:ok, device}, path} -> {:ok, device, path}
      {error, _path} -> error
    end
  end

  defp in_path([folder | rest], name, fun) do
    path = :filename.join(folder, name)

    case fun.(path) do
      {:error, :enoent} -> in_path(rest, name, fun)
      result -> {result, path}
    end
  end

  defp in_path([], name, _fun), do: {{:error, :enoent}, name}

  @doc "The text for the reason of a failure, as it is in `{:error, reason}`."
  def format_error(reason)
  def format_error({line, module, reason}), do: [:erlang.integer_to_list(line), ?:, ?\s, explain(module, reason)]
  def format_error(:badarg), do: ~c"bad argument"
  def format_error(:system_limit), do: ~c"a system limit was hit, probably not enough ports"
  def format_error(:terminated), do: ~c"the file server process is terminated"
  def format_error(reason) when is_atom(reason), do: :erl_posix_msg.message(reason)
  def format_error(_reason), do: :erlang.error(:badarg)

  defp explain(:file, :undefined_script), do: ~c"no value returned from script"
  defp explain(:file, reason), do: format_error(reason)
  defp explain(module, reason), do: module.format_error(reason)
end
