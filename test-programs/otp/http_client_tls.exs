# Requests under TLS, their certificates and what else the client can do: files, streams, receivers, profiles.
Logger.configure(level: :none)
folder = Path.join(__DIR__, "tls")
file = fn name -> String.to_charlist(Path.join(folder, name)) end
:ok = :ssl.start()
:ok = :inets.start()

serve = fn options ->
  {:ok, listener} = :ssl.listen(0, options ++ [active: false, mode: :binary, reuseaddr: true])
  {:ok, {_, port}} = :ssl.sockname(listener)

  accept = fn accept ->
    {:ok, socket} = :ssl.transport_accept(listener)

    spawn(fn ->
      with {:ok, socket} <- :ssl.handshake(socket, 5000), {:ok, request} <- :ssl.recv(socket, 0, 5000) do
        [method, path | _] = String.split(request, " ")
        body = "#{method} #{path}"
        :ssl.send(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: #{byte_size(body)}\r\nConnection: close\r\n\r\n#{body}")
        :ssl.close(socket)
      end
    end)

    accept.(accept)
  end

  # A connection belongs to the process that has accepted it, which does not end.
  spawn(fn -> accept.(accept) end)
  "https://127.0.0.1:#{port}"
end

good = serve.(certfile: file.("server.pem"), keyfile: file.("server.key"))
show = fn
  {:ok, {{_, status, _}, _headers, body}} -> IO.inspect({status, body})
  {:error, {:failed_connect, [_address, {:inet, [:inet], {:tls_alert, {name, _}}}]}} -> IO.inspect({:alert, name})
  other -> IO.inspect(other)
end

trusted = [ssl: [verify: :verify_peer, cacertfile: file.("ca.pem")]]
show.(:httpc.request(:get, {good <> "/a", []}, trusted, []))
show.(:httpc.request(:get, {good <> "/b", []}, [ssl: [verify: :verify_none]], body_format: :binary))
show.(:httpc.request(:get, {good <> "/c", []}, [ssl: [verify: :verify_peer, cacertfile: file.("self.pem")]], []))
expired = serve.(certfile: file.("expired.pem"), keyfile: file.("expired.key"))
show.(:httpc.request(:get, {expired <> "/d", []}, trusted, []))
show.(:httpc.request(:post, {good <> "/e", [], ~c"text/plain", "body"}, trusted, body_format: :binary))

# Files
path = Path.join(System.tmp_dir!(), "http_client_tls_#{System.pid()}")
IO.inspect(:httpc.request(:get, {good <> "/file", []}, trusted, stream: String.to_charlist(path)))
IO.inspect(File.read!(path))
File.rm!(path)

# Streams and receivers
{:ok, ref} = :httpc.request(:get, {good <> "/stream", []}, trusted, sync: false, stream: :self)
for _ <- 1..3 do
  receive do
    {:http, {^ref, :stream, data}} -> IO.inspect({:stream, data})
    {:http, {^ref, tag, headers}} -> IO.inspect({tag, is_list(headers)})
  after
    5000 -> IO.inspect(:nothing)
  end
end

me = self()
{:ok, ref} = :httpc.request(:get, {good <> "/fun", []}, trusted, sync: false, receiver: fn {ref, {_, _, body}} -> send(me, {ref, body}) end)
receive do {^ref, body} -> IO.inspect(body) after 5000 -> IO.inspect(:nothing) end

# Profiles
{:ok, _} = :inets.start(:httpc, profile: :mine)
IO.inspect(:httpc.set_options([max_sessions: 3], :mine))
IO.inspect(:httpc.get_options([:max_sessions], :mine))
show.(:httpc.request(:get, {good <> "/profile", []}, trusted, [], :mine))
IO.inspect(:inets.stop(:httpc, :mine))
