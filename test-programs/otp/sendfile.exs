# Files over sockets.

path = Path.join(System.tmp_dir!(), "jlixir_sendfile_#{System.pid()}")
File.write!(path, String.duplicate("0123456789", 20_000))
{:ok, listener} = :gen_tcp.listen(0, [:binary, active: false, reuseaddr: true])
{:ok, port} = :inet.port(listener)

received = fn send ->
  reader =
    Task.async(fn ->
      {:ok, socket} = :gen_tcp.accept(listener)

      read = fn read, acc ->
        case :gen_tcp.recv(socket, 0),
          do: (
            {:ok, bytes} -> read.(read, acc <> bytes)
            {:error, :closed} -> acc
          )
      end

      read.(read, "")
    end)

  {:ok, socket} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false])
  result = send.(socket)
  :gen_tcp.close(socket)
  {result, Task.await(reader)}
end

{result, all} = received.(&:file.sendfile(path, &1))
IO.inspect({result, byte_size(all), all == File.read!(path)})

with_file = fn offset, count, options ->
  received.(fn socket ->
    {:ok, file} = :file.open(path, [:read, :raw, :binary])
    result = :file.sendfile(file, socket, offset, count, options)
    :file.close(file)
    result
  end)
end

IO.inspect(with_file.(5, 12, []))
IO.inspect(with_file.(199_995, 0, chunk_size: 2))
IO.inspect(with_file.(199_995, 100, []))
IO.inspect(with_file.(3, 7, chunk_size: 3))
IO.inspect(received.(&:file.sendfile("/no/such/file", &1)))
File.rm!(path)
