defmodule :file_io_server do
  @moduledoc """
  The process behind an open file. It speaks the I/O protocol, and a second one (`{:file_request, from, ref, request}`) for what that
  has no request for. It watches the process that opened the file, and ends with it.

  All buffering is the descriptor's, so that a place in the file is always what the descriptor says.
  """

  @read_ahead 4096

  @doc "Opens a file for `owner`: `{:ok, pid}` or `{:error, reason}`."
  def start(owner, name, modes) do
    ref = make_ref()
    {pid, monitor} = :erlang.spawn_monitor(fn -> init(owner, ref, name, modes) end)

    receive do
      {^ref, reply} ->
        :erlang.demonitor(monitor, [:flush])
        reply

      {:DOWN, ^monitor, _, ^pid, reason} ->
        {:error, reason}
    end
  end

  defp init(owner, ref, name, modes) do
    with {:ok, encoding} <- encoding(modes),
         {:ok, file} <- :prim_file.open(name, [:binary | read_ahead(modes)]) do
      monitor = :erlang.monitor(:process, owner)
      send(owner, {ref, {:ok, self()}})
      mode = if :binary in modes, do: :binary, else: :list
      loop(%{file: file, owner: monitor, mode: mode, encoding: encoding})
    else
      error -> send(owner, {ref, error})
    end
  end

  defp read_ahead(modes) do
    if Enum.any?(modes, &(&1 == :read_ahead or match?({:read_ahead, _}, &1))), do: modes, else: [{:read_ahead, @read_ahead} | modes]
  end

  defp encoding(modes) when is_list(modes) do
    case :lists.keyfind(:encoding, 1, modes) do
      {:encoding, name} -> known(name)
      false -> {:ok, :latin1}
    end
  end

  defp encoding(_modes), do: {:error, :badarg}

  defp known(:latin1), do: {:ok, :latin1}
  defp known(name) when name in [:unicode, :utf8], do: {:ok, :unicode}
  defp known(name) when name in [:utf16, :utf32], do: {:ok, {name, :big}}
  defp known({name, order} = encoding) when name in [:utf16, :utf32] and order in [:big, :little], do: {:ok, encoding}
  defp known(_name), do: {:error, :badarg}

  defp loop(%{owner: owner} = state) do
    receive do
      {:io_request, from, reply_as, request} when is_pid(from) ->
        answer(io_request(request, state), from, :io_reply, reply_as)

      {:file_request, from, reply_as, request} when is_pid(from) ->
        answer(file_request(request, state), from, :file_reply, reply_as)

      {:DOWN, ^owner, _, _, reason} ->
        :prim_file.close(state.file)
        exit(reason)

      _ ->
        loop(state)
    end
  end

  defp answer({:reply, reply, state}, from, tag, reply_as) do
    send(from, {tag, reply_as, reply})
    loop(state)
  end

  # A file that could not be read or written is given up.
  defp answer({:stop, reason, reply, state}, from, tag, reply_as) do
    :prim_file.close(state.file)
    send(from, {tag, reply_as, reply})
    exit(reason)
  end

  # --- requests of the file protocol

  defp file_request(:close, state), do: {:stop, :normal, :prim_file.close(state.file), state}
  defp file_request({:position, place}, state), do: {:reply, :prim_file.position(state.file, place), state}

  defp file_request({:pread, place, count}, %{encoding: :latin1} = state) do
    case :prim_file.pread(state.file, place, count) do
      {:ok, data} -> {:reply, {:ok, as_mode(data, :latin1, state)}, state}
      other -> {:reply, other, state}
    end
  end

  defp file_request({:pread, _place, _count}, state), do: no_translation(state.encoding, :latin1, state)

  defp file_request({:pwrite, place, data}, state) do
    case :unicode.characters_to_binary(data, :latin1, state.encoding) do
      bytes when is_binary(bytes) -> {:reply, :prim_file.pwrite(state.file, place, bytes), state}
      _ -> no_translation(:latin1, state.encoding, state)
    end
  end

  defp file_request(:truncate, state), do: or_stop(:prim_file.truncate(state.file), state)
  defp file_request(:sync, state), do: or_stop(:prim_file.sync(state.file), state)
  defp file_request(:datasync, state), do: or_stop(:prim_file.datasync(state.file), state)

  defp file_request({:allocate, offset, length}, state) do
    {:reply, :prim_file.allocate(state.file, offset, length), state}
  end

  defp or_stop({:error, reason} = reply, state), do: {:stop, reason, reply, state}
  defp or_stop(reply, state), do: {:reply, reply, state}

  # --- requests of the I/O protocol

  defp io_request({:put_chars, chars}, state), do: put_chars(:latin1, chars, state)
  defp io_request({:put_chars, encoding, chars}, state), do: put_chars(encoding, chars, state)
  defp io_request({:put_chars, module, function, args}, state), do: io_request({:put_chars, :latin1, module, function, args}, state)

  defp io_request({:put_chars, encoding, module, function, args}, state) do
    try do
      apply(module, function, args)
    catch
      _, _ -> :error
    end
    |> case do
      chars when is_binary(chars) or is_list(chars) -> put_chars(encoding, chars, state)
      _ -> {:reply, {:error, function}, state}
    end
  end

  defp io_request({:get_chars, prompt, count}, state), do: io_request({:get_chars, :latin1, prompt, count}, state)

  defp io_request({:get_chars, encoding, _prompt, count}, state) when is_integer(count) and count >= 0 do
    get_chars(encoding, count, state)
  end

  defp io_request({:get_line, prompt}, state), do: io_request({:get_line, :latin1, prompt}, state)

  defp io_request({:get_line, encoding, _prompt}, state) do
    case read_line(state) do
      {:ok, bytes} -> translated(bytes, encoding, state)
      other -> ended(other, state)
    end
  end

  defp io_request({:get_until, prompt, module, function, args}, state) do
    io_request({:get_until, :latin1, prompt, module, function, args}, state)
  end

  defp io_request({:get_until, encoding, _prompt, module, function, args}, state) do
    get_until([], encoding, module, function, args, state)
  end

  defp io_request({:setopts, options}, state) when is_list(options), do: set_options(options, state)
  defp io_request(:getopts, state), do: {:reply, [binary: state.mode == :binary, encoding: state.encoding], state}
  defp io_request({:requests, requests}, state), do: io_requests(requests, {:reply, :ok, state})
  defp io_request(request, state), do: {:reply, {:error, {:request, request}}, state}

  defp io_requests([request | rest], {:reply, reply, state}) when not is_tuple(reply) or elem(reply, 0) != :error do
    io_requests(rest, io_request(request, state))
  end

  defp io_requests(_requests, result), do: result

  defp set_options(options, state) do
    Enum.reduce_while(:proplists.unfold(:proplists.substitute_negations([list: :binary], options)), {:reply, :ok, state}, fn
      {:binary, binary?}, {:reply, :ok, state} when is_boolean(binary?) ->
        {:cont, {:reply, :ok, %{state | mode: if(binary?, do: :binary, else: :list)}}}

      {:encoding, name}, {:reply, :ok, state} ->
        case known(name) do
          {:ok, encoding} -> {:cont, {:reply, :ok, %{state | encoding: encoding}}}
          error -> {:halt, {:reply, error, state}}
        end

      _, {:reply, :ok, state} ->
        {:halt, {:reply, {:error, :enotsup}, state}}
    end)
  end

  defp put_chars(:latin1, chars, %{encoding: :latin1} = state) do
    case :unicode.characters_to_binary(chars, :latin1, :latin1) do
      bytes when is_binary(bytes) -> or_stop(:prim_file.write(state.file, bytes), state)
      _ -> no_translation(:latin1, :latin1, state)
    end
  end

  defp put_chars(encoding, chars, state) do
    case :unicode.characters_to_binary(chars, encoding, state.encoding) do
      bytes when is_binary(bytes) -> or_stop(:prim_file.write(state.file, bytes), state)
      _ -> no_translation(encoding, state.encoding, state)
    end
  end

  defp no_translation(from, to, state) do
    reason = {:no_translation, from, to}
    {:stop, reason, {:error, reason}, state}
  end

  defp ended(:eof, state), do: {:reply, :eof, state}
  defp ended({:error, reason} = error, state), do: {:stop, reason, error, state}

  # Bytes in the file's encoding, as the request wants them.
  defp translated(bytes, encoding, state) do
    case :unicode.characters_to_binary(bytes, state.encoding, encoding) do
      data when is_binary(data) -> {:reply, as_mode(data, encoding, state), state}
      _ -> no_translation(state.encoding, encoding, state)
    end
  end

  defp as_mode(data, _encoding, %{mode: :binary}), do: data
  defp as_mode(data, encoding, %{mode: :list}), do: :unicode.characters_to_list(data, encoding)

  defp get_chars(encoding, 0, state), do: translated("", encoding, state)

  defp get_chars(encoding, count, state) do
    case read_chars(count, "", state) do
      {:ok, ""} -> {:reply, :eof, state}
      {:ok, bytes} -> translated(bytes, encoding, state)
      error -> ended(error, state)
    end
  end

  # The bytes of `count` characters, fewer at the end of the file.
  defp read_chars(count, bytes, %{encoding: :latin1} = state) do
    case :prim_file.read(state.file, count) do
      :eof -> {:ok, bytes}
      result -> result
    end
  end

  defp read_chars(count, bytes, state) do
    {found, partial} = count_chars(bytes, state.encoding)
    missing = if partial == :partial, do: 1, else: (count - found) * unit(state.encoding)

    cond do
      partial == :invalid ->
        broken(state)

      partial == :complete and found >= count ->
        {:ok, bytes}

      true ->
        case :prim_file.read(state.file, missing) do
          :eof when partial == :partial -> broken(state)
          :eof -> {:ok, bytes}
          {:ok, more} -> read_chars(count, bytes <> more, state)
          error -> error
        end
    end
  end

  defp broken(%{encoding: :unicode}), do: {:error, :invalid_unicode}
  defp broken(%{encoding: encoding}), do: {:error, {:no_translation, encoding, :unicode}}

  defp unit(:unicode), do: 1
  defp unit({:utf16, _}), do: 2
  defp unit({:utf32, _}), do: 4

  # How many whole characters there are, and whether bytes of one more follow.
  defp count_chars(bytes, encoding) do
    case :unicode.characters_to_list(bytes, encoding) do
      chars when is_list(chars) -> {length(chars), :complete}
      {:incomplete, chars, _} -> {length(chars), :partial}
      {:error, chars, _} -> {length(chars), :invalid}
    end
  end

  defp read_line(%{encoding: {_, _}} = state), do: read_wide_line("", state)
  defp read_line(state), do: :prim_file.read_line(state.file)

  defp read_wide_line(line, state) do
    case read_chars(1, "", state) do
      {:ok, ""} when line == "" ->
        :eof

      {:ok, ""} ->
        {:ok, line}

      {:ok, char} ->
        line = line <> char
        if :unicode.characters_to_list(char, state.encoding) == [?\n], do: {:ok, line}, else: read_wide_line(line, state)

      error ->
        error
    end
  end

  # The function is given a line at a time until it is content; what it leaves is read again by the next request.
  defp get_until(continuation, encoding, module, function, args, state) do
    case read_line(state) do
      {:ok, bytes} ->
        case :unicode.characters_to_list(bytes, state.encoding) do
          chars when is_list(chars) -> until(continuation, chars, encoding, module, function, args, state)
          _ -> no_translation(state.encoding, encoding, state)
        end

      :eof ->
        until(continuation, :eof, encoding, module, function, args, state)

      error ->
        ended(error, state)
    end
  end

  defp until(continuation, chars, encoding, module, function, args, state) do
    try do
      apply(module, function, [continuation, chars | args])
    catch
      _, _ -> :error
    end
    |> case do
      {:done, result, rest} ->
        give_back(rest, state)
        {:reply, until_reply(result, encoding, state), state}

      {:more, _} when chars == :eof ->
        {:reply, :eof, state}

      {:more, continuation} ->
        get_until(continuation, encoding, module, function, args, state)

      _ ->
        {:stop, function, {:error, function}, state}
    end
  end

  defp give_back(rest, state) when is_list(rest) and rest != [] do
    bytes = :unicode.characters_to_binary(rest, :unicode, state.encoding)
    :prim_file.position(state.file, {:cur, -byte_size(bytes)})
  end

  defp give_back(_rest, _state), do: :ok

  defp until_reply(chars, encoding, %{mode: :binary}) when is_list(chars) do
    case :unicode.characters_to_binary(chars, :unicode, encoding) do
      data when is_binary(data) -> data
      _ -> chars
    end
  rescue
    ArgumentError -> chars
  end

  defp until_reply(result, _encoding, _state), do: result
end
