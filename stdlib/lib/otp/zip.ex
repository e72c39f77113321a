defmodule :zip do
  @moduledoc """
  Archives in the format of PKWARE's zip: made, listed and taken apart, in files or in memory. Names are charlists. An archive is the
  name of a file or its contents, a binary.
  """

  @local 0x04034B50
  @central 0x02014B50
  @end_of_central 0x06054B50
  @utf8 0x0800
  @stored 0
  @deflated 8
  @not_compressed [~c".Z", ~c".zip", ~c".zoo", ~c".arc", ~c".lzh", ~c".arj"]

  # Making

  @doc "Makes an archive."
  def create(name, files), do: create(name, files, [])

  @doc """
  Makes an archive of files: names, or `{name, contents}` with an optional `:file_info` record. Options: `:memory`, `{:cwd, folder}`,
  `{:comment, text}`, `{:compress, what}`, `{:uncompress, extensions}`.
  """
  def create(name, files, options) do
    folder = option(:cwd, options, ~c"")
    entries = :lists.append(for file <- files, do: entries(file, folder))
    archive = archive(entries, options)

    case :lists.member(:memory, options) do
      true ->
        {:ok, {name, archive}}

      false ->
        case :file.write_file(name, archive) do
          :ok -> {:ok, name}
          error -> error
        end
    end
  catch
    :throw, {:error, _reason} = error -> error
  end

  def zip(name, files), do: create(name, files, [])
  def zip(name, files, options), do: create(name, files, options)

  # `{name, contents, type, time, mode}`; a folder brings what is in it.
  defp entries({name, contents}, _folder), do: [{chars(name), contents, :regular, :calendar.local_time(), 0o100644}]

  defp entries({name, contents, information}, _folder) do
    [{chars(name), contents, :erlang.element(3, information), :erlang.element(6, information), :erlang.element(8, information)}]
  end

  defp entries(name, folder) do
    name = chars(name)
    path = if folder == ~c"", do: name, else: :filename.join(folder, name)
    information = ok(:file.read_file_info(path))
    time = :erlang.element(6, information)
    mode = :erlang.element(8, information)

    case :erlang.element(3, information) do
      :directory ->
        below = for child <- :lists.sort(ok(:file.list_dir(path))), do: entries(:filename.join(name, child), folder)
        [{name ++ ~c"/", "", :directory, time, mode} | :lists.append(below)]

      _ ->
        [{name, ok(:file.read_file(path)), :regular, time, mode}]
    end
  end

  defp ok({:ok, value}), do: value
  defp ok({:error, _reason} = error), do: throw(error)

  defp archive(entries, options) do
    {locals, centrals, size} = parts(entries, options, 0, [], [])
    directory = :erlang.iolist_to_binary(centrals)
    comment = :unicode.characters_to_binary(option(:comment, options, ~c""))
    count = :erlang.length(entries)

    :erlang.iolist_to_binary([
      locals,
      directory,
      <<@end_of_central::little-32, 0::16, 0::16, count::little-16, count::little-16>>,
      <<byte_size(directory)::little-32, size::little-32, byte_size(comment)::little-16, comment::binary>>
    ])
  end

  defp parts([], _options, offset, locals, centrals), do: {:lists.reverse(locals), :lists.reverse(centrals), offset}

  defp parts([{name, contents, type, time, mode} | rest], options, offset, locals, centrals) do
    contents = :erlang.iolist_to_binary(contents)
    text = :unicode.characters_to_binary(name)
    {method, data} = compressed(name, contents, type, options)

    fields =
      <<if(ascii?(name), do: 0, else: @utf8)::little-16, method::little-16, dos_time(time)::binary, :erlang.crc32(contents)::little-32,
        byte_size(data)::little-32, byte_size(contents)::little-32, byte_size(text)::little-16, 0::little-16>>

    local = <<@local::little-32, 20::little-16, fields::binary, text::binary, data::binary>>
    kind = if type == :directory, do: 0o040000, else: 0o100000
    attributes = :erlang.bsl(:erlang.bor(kind, :erlang.band(mode, 0o7777)), 16)

    # Made by version 2.0 on Unix, whose modes are in the upper half of the attributes.
    central =
      <<@central::little-32, 20, 3, 20::little-16, fields::binary, 0::little-16, 0::little-16, 0::little-16, attributes::little-32,
        offset::little-32, text::binary>>

    parts(rest, options, offset + byte_size(local), [local | locals], [central | centrals])
  end

  defp ascii?(name), do: :lists.all(fn char -> char < 128 end, name)

  defp compressed(_name, "", _type, _options), do: {@stored, ""}

  defp compressed(name, contents, _type, options) do
    data = if compress?(:filename.extension(name), options), do: :zlib.zip(contents), else: contents
    if byte_size(data) < byte_size(contents), do: {@deflated, data}, else: {@stored, contents}
  end

  defp compress?(extension, options) do
    case option(:compress, options, :all) do
      :all -> not :lists.member(extension, uncompressed(option(:uncompress, options, @not_compressed)))
      list -> :lists.member(extension, list)
    end
  end

  defp uncompressed({:add, more}), do: @not_compressed ++ more
  defp uncompressed({:del, fewer}), do: @not_compressed -- fewer
  defp uncompressed(list), do: list

  defp dos_time({{year, month, day}, {hour, minute, second}}) do
    <<time::16>> = <<hour::5, minute::6, :erlang.div(second, 2)::5>>
    <<date::16>> = <<:erlang.max(year - 1980, 0)::7, month::4, day::5>>
    <<time::little-16, date::little-16>>
  end

  # Taking apart

  @doc "Takes an archive apart into the current folder."
  def extract(archive), do: extract(archive, [])

  @doc """
  Takes an archive apart: `{:ok, paths}`, or with the option `:memory` `{:ok, [{name, contents}]}`. Options: `{:cwd, folder}`,
  `{:file_list, names}`, `{:file_filter, fun}`, `:keep_old_files`.
  """
  def extract(archive, options) do
    with_directory(archive, fn contents, _comment, files ->
      list = option(:file_list, options, :all)
      filter = option(:file_filter, options, fn _file -> true end)

      files =
        for file <- files, list == :all or :lists.member(file.name, list), filter.(public(file)), do: file

      case :lists.member(:memory, options) do
        true -> {:ok, for(%{directory: false} = file <- files, do: {file.name, contents(contents, file)})}
        false -> {:ok, :lists.append(for(file <- files, do: write(contents, file, options)))}
      end
    end)
  end

  def unzip(archive), do: extract(archive, [])
  def unzip(archive, options), do: extract(archive, options)

  defp write(contents, file, options) do
    folder = option(:cwd, options, ~c"")
    path = path(file.name, folder)

    cond do
      :lists.member(:keep_old_files, options) and :filelib.is_file(path) ->
        []

      file.directory ->
        :ok = :filelib.ensure_dir(path ++ ~c"/")
        [path]

      true ->
        ok(:filelib.ensure_dir(path) |> written())
        ok(:file.write_file(path, contents(contents, file)) |> written())
        :file.write_file_info(path, file_info(file, :erlang.band(file.mode, 0o777)))
        [path]
    end
  end

  defp written(:ok), do: {:ok, :ok}
  defp written(error), do: error

  # A name that leads out of the folder is not followed.
  defp path(name, folder) do
    joined = if folder == ~c"", do: name, else: :filename.join(folder, name)

    case :filelib.safe_relative_path(name, folder) do
      :unsafe ->
        :logger.error(~c"Illegal path: ~ts, extracting in ~ts~n", [joined, folder])
        base = :filename.basename(name)
        if folder == ~c"", do: base, else: :filename.join(folder, base)

      _ ->
        if(:lists.suffix(~c"/", name) and not :lists.suffix(~c"/", joined), do: joined ++ ~c"/", else: joined)
    end
  end

  @doc "Calls `fun.(name, get_info, get_contents, acc)` for each file of an archive: `{:ok, acc}`."
  def foldl(fun, acc, archive) when is_function(fun, 4) do
    with_directory(archive, fn contents, _comment, files ->
      {:ok, :lists.foldl(fn file, acc -> fun.(file.name, fn -> file_info(file, file.mode) end, fn -> contents(contents, file) end, acc) end, acc, files)}
    end)
  end

  # Listing

  @doc "Lists an archive: its comment and then `{:zip_file, name, info, comment, offset, compressed_size}` for each file."
  def list_dir(archive), do: list_dir(archive, [])
  def list_dir(archive, _options), do: with_directory(archive, fn _contents, comment, files -> {:ok, listed(comment, files)} end)

  def table(archive), do: list_dir(archive, [])
  def table(archive, options), do: list_dir(archive, options)

  defp listed(comment, files), do: [{:zip_comment, comment} | for(file <- files, do: public(file))]

  defp public(file), do: {:zip_file, file.name, file_info(file, file.mode), file.comment, file.offset, file.compressed_size}

  @doc "Prints the names in an archive."
  def t(archive) do
    with {:ok, [_comment | files]} <- list_dir(archive) do
      :lists.foreach(fn file -> :io.format(~c"~ts~n", [:erlang.element(2, file)]) end, files)
    end
  end

  # One by one

  @doc "Opens an archive, to get files one by one: `{:ok, handle}`. With the option `:memory` they come as binaries."
  def zip_open(archive), do: zip_open(archive, [])

  def zip_open(archive, options) do
    with_directory(archive, fn contents, comment, files -> {:ok, {:zip_handle, contents, comment, files, options}} end)
  end

  def zip_close({:zip_handle, _contents, _comment, _files, _options}), do: :ok

  def zip_list_dir({:zip_handle, _contents, comment, files, _options}), do: {:ok, listed(comment, files)}

  @doc "All files of an open archive."
  def zip_get({:zip_handle, contents, _comment, _files, options}), do: extract(contents, options)

  @doc "One file of an open archive."
  def zip_get(name, {:zip_handle, contents, _comment, _files, options} = handle) do
    with {:ok, file} <- find(name, handle), {:ok, [got]} <- extract(contents, [{:file_list, [file.name]} | options]), do: {:ok, got}
  end

  @doc "The checksum of a file of an open archive."
  def zip_get_crc32(name, handle) do
    with {:ok, file} <- find(name, handle), do: {:ok, file.crc}
  end

  defp find(name, {:zip_handle, _contents, _comment, files, _options}) do
    case for(file <- files, file.name == name, do: file) do
      [file | _] -> {:ok, file}
      [] -> {:error, :file_not_found}
    end
  end

  # The directory at the end of an archive

  defp with_directory(archive, fun) do
    contents = if is_binary(archive), do: archive, else: ok(:file.read_file(archive))
    {comment, count, offset} = ok(end_of_directory(contents))
    fun.(contents, comment, files(contents, offset, count))
  catch
    :throw, {:error, _reason} = error -> error
  end

  # It ends with a comment of any length, so it is looked for from behind.
  defp end_of_directory(contents), do: end_of_directory(contents, byte_size(contents) - 22)

  defp end_of_directory(_contents, at) when at < 0, do: {:error, :bad_eocd}

  defp end_of_directory(contents, at) do
    case contents do
      <<_::binary-size(^at), @end_of_central::little-32, _disks::binary-size(6), count::little-16, _size::32, offset::little-32,
        length::little-16, comment::binary-size(length)>> ->
        {:ok, {chars(comment), count, offset}}

      _ ->
        end_of_directory(contents, at - 1)
    end
  end

  defp files(_contents, _offset, 0), do: []

  defp files(contents, offset, count) do
    case contents do
      <<_::binary-size(^offset), @central::little-32, _version, _system, _needed::16, flags::little-16, method::little-16, time::little-16,
        date::little-16, crc::little-32, compressed_size::little-32, size::little-32, name_length::little-16, extra_length::little-16,
        comment_length::little-16, _disk::16, _internal::16, attributes::little-32, local::little-32, name::binary-size(name_length),
        _extra::binary-size(extra_length), comment::binary-size(comment_length), _::binary>> ->
        name = chars(name)

        file = %{
          name: name,
          directory: :lists.suffix(~c"/", name),
          flags: flags,
          method: method,
          time: time(date, time),
          crc: crc,
          compressed_size: compressed_size,
          size: size,
          mode: :erlang.band(:erlang.bsr(attributes, 16), 0o777),
          comment: chars(comment),
          offset: local
        }

        [file | files(contents, offset + 46 + name_length + extra_length + comment_length, count - 1)]

      _ ->
        throw({:error, :bad_central_directory})
    end
  end

  defp time(date, time) do
    <<year::7, month::4, day::5>> = <<date::16>>
    <<hour::5, minute::6, second::5>> = <<time::16>>
    {{1980 + year, month, day}, {hour, minute, second * 2}}
  end

  defp file_info(file, mode) do
    type = if file.directory, do: :directory, else: :regular
    {:file_info, file.size, type, :read_write, file.time, file.time, :undefined, mode, 1, 0, 0, 0, 0, 0}
  end

  defp contents(archive, %{offset: offset, compressed_size: size} = file) do
    case archive do
      <<_::binary-size(^offset), @local::little-32, _::binary-size(22), name_length::little-16, extra_length::little-16,
        _name::binary-size(name_length), _extra::binary-size(extra_length), data::binary-size(^size), _::binary>> ->
        checked(inflated(file.method, data), file)

      _ ->
        throw({:error, :bad_local_file_header})
    end
  end

  defp inflated(@stored, data), do: data
  defp inflated(@deflated, data), do: :zlib.unzip(data)
  defp inflated(method, _data), do: throw({:error, {:bad_compression_method, method}})

  defp checked(contents, %{crc: crc, name: name}) do
    if :erlang.crc32(contents) == crc, do: contents, else: throw({:error, {:bad_crc, name}})
  end

  # Names are in UTF-8 or, in old archives, in bytes of their own.
  defp chars(text) when is_list(text), do: text
  defp chars(text), do: :jlixir_text.chars(text)

  defp option(key, options, default) do
    case :lists.keyfind(key, 1, options) do
      {_, value} -> value
      false -> default
    end
  end
end
