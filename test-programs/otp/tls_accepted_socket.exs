# A server may go on with the socket of before the handshake: it is the one that messages name.
folder = Path.join(__DIR__, "tls")
{:ok, _} = Application.ensure_all_started(:ssl)

{:ok, listener} =
  :ssl.listen(0, mode: :binary, active: false, certfile: Path.join(folder, "server.pem"), keyfile: Path.join(folder, "server.key"))

{:ok, {_, port}} = :ssl.sockname(listener)
test = self()

server =
  Task.async(fn ->
    {:ok, accepted} = :ssl.transport_accept(listener)
    {:ok, socket} = :ssl.handshake(accepted, [verify: :verify_none], 5000)
    IO.inspect(socket == accepted)
    :ok = :ssl.controlling_process(accepted, test)
    accepted
  end)

{:ok, client} = :ssl.connect({127, 0, 0, 1}, port, verify: :verify_none, mode: :binary, active: false)
accepted = Task.await(server)
:ok = :ssl.setopts(accepted, active: true)
:ok = :ssl.send(client, "to the server")

receive do
  {:ssl, ^accepted, data} -> IO.inspect(data)
after
  5000 -> IO.puts("nothing")
end

:ok = :ssl.send(accepted, "to the client")
IO.inspect(:ssl.recv(client, 0, 5000))
:ssl.close(client)

receive do
  {:ssl_closed, ^accepted} -> IO.puts("closed")
after
  5000 -> IO.puts("nothing")
end
