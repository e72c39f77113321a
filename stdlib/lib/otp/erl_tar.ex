defmodule :erl_tar do
  @moduledoc """
  Archives in the format of `tar`: made, listed and taken apart. An archive is the name of a file, `{:binary, contents}`, an open
  `{:file, device}`, or what `open/2` has opened; with the option `:compressed` it is compressed as by gzip. Names are charlists.
  """

  # Making

  @doc "Makes an archive of files: names, `{name, contents}` with a binary, or `{name in the archive, name}`."
  def create(name, files), do: create(name, files, [])

  @doc "As `create/2`. Options: `:compressed`, `:dereference` (what links lead to instead of the links), `:verbose`."
  def create(name, files, options) do
    with {:ok, handle} <- open(name, [:write | for(option <- [:compressed], option in options, do: option)]) do
      added = each(files, &added(handle, &1, options))
      with :ok <- close(handle), do: added
    end
  end

  defp each([item | rest], fun), do: with(:ok <- fun.(item), do: each(rest, fun))
  defp each([], _fun), do: :ok

  defp added(handle, {name, contents}, options) when is_binary(contents), do: add(handle, contents, name, options)
  defp added(handle, {name, source}, options), do: add(handle, source, name, options)
  defp added(handle, {name, contents, _mode, _uid, _gid, _size, _time}, options), do: add(handle, contents, name, options)
  defp added(handle, name, options), do: add(handle, name, name, options)

  @doc "Opens an archive with `[:write]` or `[:read]`, and `:compressed` if it is: `{:ok, handle}`."
  def open(name, modes) when is_list(modes) do
    compressed = :compressed in modes

    cond do
      :write in modes -> opened(device(name, [:write, :binary, :raw]), name, compressed)
      :read in modes -> with({:ok, contents} <- contents(name, modes), do: {:ok, {:reader, :read, contents, false}})
      true -> {:error, {name, :einval}}
    end
  end

  defp device({:file, device}, _modes), do: {:ok, device}
  defp device(name, modes), do: :file.open(name, modes)

  # What is compressed is kept until it is closed.
  defp opened({:ok, device}, _name, true), do: {:ok, {:reader, :write, device, :ets.new(:erl_tar, [:ordered_set, :private])}}
  defp opened({:ok, device}, _name, false), do: {:ok, {:reader, :write, device, false}}
  defp opened({:error, reason}, name, _compressed), do: {:error, {name, reason}}

  @doc "Ends an archive."
  def close({:reader, :read, _contents, false}), do: :ok

  def close({:reader, :write, device, kept} = handle) do
    with :ok <- write(handle, :jlixir_tar_header.end_of_archive()),
         :ok <- if(kept == false, do: :ok, else: :file.write(device, :zlib.gzip(for({_, bytes} <- :ets.tab2list(kept), do: bytes)))) do
      if kept != false, do: :ets.delete(kept)
      :file.close(device)
    end
  end

  def close(_handle), do: {:error, :einval}

  defp write({:reader, :write, device, false}, bytes), do: :file.write(device, bytes)

  defp write({:reader, :write, _device, kept}, bytes) do
    :ets.insert(kept, {:erlang.unique_integer([:monotonic]), :erlang.iolist_to_binary(bytes)})
    :ok
  end

  @doc "Adds a file under its own name."
  def add(handle, name, options), do: add(handle, name, name, options)

  @doc "Adds a file, or contents in a binary, under a name. A folder brings what is in it."
  def add(handle, contents, name, options) when is_binary(contents) do
    information = {:regular, 0o100644, 0, 0, :erlang.system_time(:second)}
    entry(handle, name, contents, information, [], options)
  end

  def add(handle, path, name, options) do
    read = if :dereference in options, do: &:file.read_file_info/2, else: &:file.read_link_info/2

    case read.(path, time: :posix) do
      {:ok, information} -> file(elem(information, 2), handle, path, name, information, options)
      {:error, reason} -> {:error, {path, reason}}
    end
  end

  defp file(:directory, handle, path, name, information, options) do
    case :file.list_dir(path) do
      {:ok, []} -> entry(handle, name, "", owner(information), [], options)
      {:ok, names} -> each(names, &add(handle, :filename.join(path, &1), :filename.join(name, &1), options))
      {:error, reason} -> {:error, {path, reason}}
    end
  end

  defp file(:symlink, handle, path, name, information, options) do
    case :file.read_link(path) do
      {:ok, target} -> entry(handle, name, "", owner(information), target, options)
      {:error, reason} -> {:error, {path, reason}}
    end
  end

  defp file(_type, handle, path, name, information, options) do
    case :file.read_file(path) do
      {:ok, contents} -> entry(handle, name, contents, owner(information), [], options)
      {:error, reason} -> {:error, {path, reason}}
    end
  end

  defp owner(information),
    do: {elem(information, 2), elem(information, 7), elem(information, 12), elem(information, 13), elem(information, 5)}

  defp entry(handle, name, contents, {type, mode, uid, gid, mtime}, link, options) do
    if :verbose in options, do: :io.format(~c"a ~ts~n", [name])
    size = byte_size(contents)

    header =
      :jlixir_tar_header.write(%{
        name: :unicode.characters_to_list(name),
        link: :unicode.characters_to_list(link),
        type: if(type in [:directory, :symlink], do: type, else: :regular),
        size: size,
        mode: mode,
        uid: uid,
        gid: gid,
        mtime: mtime
      })

    write(handle, [header, contents, :jlixir_tar_header.padding(size)])
  end

  # Listing

  @doc "The names in an archive: `{:ok, names}`."
  def table(archive), do: table(archive, [])

  @doc "As `table/1`; with the option `:verbose` `{name, type, size, seconds, mode, uid, gid}` of each."
  def table(archive, options) do
    with_entries(archive, options, fn entries ->
      verbose = :verbose in options

      {:ok,
       for {entry, _contents} <- entries do
         if verbose, do: {entry.name, entry.type, entry.size, entry.mtime, entry.mode, entry.uid, entry.gid}, else: entry.name
       end}
    end)
  end

  @doc "Prints the names in an archive."
  def t(archive) do
    with {:ok, names} <- table(archive), do: :lists.foreach(&:io.format(~c"~ts~n", [&1]), names)
  end

  @doc "Prints the files of an archive with what is known of them."
  def tt(archive) do
    with {:ok, lines} <- table(archive, [:verbose]), do: :lists.foreach(&line/1, lines)
  end

  @months {~c"Jan", ~c"Feb", ~c"Mar", ~c"Apr", ~c"May", ~c"Jun", ~c"Jul", ~c"Aug", ~c"Sep", ~c"Oct", ~c"Nov", ~c"Dec"}

  defp line({name, type, size, mtime, mode, uid, gid}) do
    {{year, month, day}, {hour, minute, _}} = :calendar.system_time_to_local_time(mtime, :second)
    letter = :maps.get(type, %{directory: ?d, symlink: ?l}, ?-)
    rights = for bit <- 8..0//-1, do: if(:erlang.band(mode, 2 ** bit) == 0, do: ?-, else: :lists.nth(rem(8 - bit, 3) + 1, ~c"rwx"))
    date = [elem(@months, month - 1), day, hour, minute, year]
    :io.format(~c"~s ~4w/~-4w ~7w ~s ~2w ~2..0w:~2..0w ~w ~ts~n", [[letter | rights], uid, gid, size] ++ date ++ [name])
  end

  # Taking apart

  @doc "Writes the files of an archive into the working directory."
  def extract(archive), do: extract(archive, [])

  @doc """
  As `extract/1`. Options: `{:cwd, folder}`, `{:files, names}`, `:keep_old_files`, `:verbose`; with `:memory` the answer is
  `{:ok, [{name, contents}]}` and nothing is written.
  """
  def extract(archive, options) do
    wanted = :proplists.get_value(:files, options, :all)

    with_entries(archive, options, fn entries ->
      entries = for {entry, _} = pair <- entries, wanted == :all or :lists.member(entry.name, wanted), do: pair

      case :memory in options do
        true -> {:ok, for({%{type: :regular} = entry, contents} <- entries, do: {entry.name, contents})}
        false -> each(entries, &extracted(&1, folder(options), options))
      end
    end)
  end

  defp folder(options) do
    case :proplists.get_value(:cwd, options) do
      :undefined -> elem(:file.get_cwd(), 1)
      folder -> :unicode.characters_to_list(folder)
    end
  end

  defp extracted({entry, contents}, folder, options) do
    path = :filename.join(folder, entry.name)
    if :verbose in options, do: :io.format(~c"x ~ts~n", [entry.name])

    cond do
      :filelib.safe_relative_path(entry.name, folder) == :unsafe -> {:error, {entry.name, :unsafe_path}}
      entry.type in [:symlink, :link] and leads_out?(entry, folder) -> {:error, {entry.name, :unsafe_symlink}}
      :keep_old_files in options and :filelib.is_file(path) -> :ok
      true -> named(made(entry.type, path, entry, contents, folder), entry.name)
    end
  end

  defp leads_out?(%{type: :link, link: target}, folder), do: :filelib.safe_relative_path(target, folder) == :unsafe

  defp leads_out?(%{name: name, link: target}, folder) do
    :filename.pathtype(target) != :relative or
      :filelib.safe_relative_path(:filename.join(:filename.dirname(name), target), folder) == :unsafe
  end

  defp named({:error, reason}, name), do: {:error, {name, reason}}
  defp named(:ok, _name), do: :ok

  defp made(:directory, path, entry, _contents, _folder) do
    with :ok <- :filelib.ensure_path(path), do: dated(path, entry)
  end

  defp made(:symlink, path, entry, _contents, _folder) do
    with :ok <- :filelib.ensure_dir(path) do
      :file.delete(path)
      :file.make_symlink(entry.link, path)
    end
  end

  defp made(:link, path, entry, _contents, folder) do
    with :ok <- :filelib.ensure_dir(path), do: :file.make_link(:filename.join(folder, entry.link), path)
  end

  defp made(_type, path, entry, contents, _folder) do
    with :ok <- :filelib.ensure_dir(path), :ok <- :file.write_file(path, contents), do: dated(path, entry)
  end

  defp dated(path, entry) do
    information = :erlang.make_tuple(14, :undefined, [{1, :file_info}, {6, entry.mtime}, {8, entry.mode}])
    :file.write_file_info(path, information, time: :posix)
    :ok
  end

  # Reading

  defp with_entries(archive, options, fun) do
    with {:ok, contents} <- contents(archive, options), do: fun.(:jlixir_tar_header.read(contents))
  catch
    :throw, {:error, _reason} = error -> error
  end

  defp contents({:reader, :read, contents, false}, _options), do: {:ok, contents}
  defp contents({:binary, contents}, options), do: {:ok, plain(contents, options)}
  defp contents({:file, device}, options), do: with({:ok, contents} <- everything(device, []), do: {:ok, plain(contents, options)})

  defp contents(name, options) do
    case :file.read_file(name) do
      {:ok, contents} -> {:ok, plain(contents, options)}
      {:error, reason} -> {:error, {name, reason}}
    end
  end

  defp everything(device, read) do
    case :file.read(device, 65_536) do
      {:ok, bytes} -> everything(device, [read, bytes])
      :eof -> {:ok, :erlang.iolist_to_binary(read)}
      error -> error
    end
  end

  # An archive may not be compressed in spite of the option.
  defp plain(<<0x1F, 0x8B, _::binary>> = contents, options), do: if(:compressed in options, do: :zlib.gunzip(contents), else: contents)
  defp plain(contents, _options), do: contents

  @doc "The text for the reason of a failure."
  def format_error(:invalid_tar_checksum), do: ~c"Checksum failed"
  def format_error(:bad_header), do: ~c"Unrecognized tar header format"
  def format_error(:eof), do: ~c"Unexpected end of file"
  def format_error(:unsafe_path), do: ~c"The path points above the current working directory"
  def format_error(:unsafe_symlink), do: ~c"The symlink points outside the current working directory"
  def format_error({name, reason}), do: :lists.flatten(:io_lib.format(~c"~ts: ~ts", [name, format_error(reason)]))
  def format_error(reason) when is_atom(reason), do: :file.format_error(reason)
  def format_error(reason), do: :lists.flatten(:io_lib.format(~c"~tp", [reason]))
end
