# An authority's certificate of version 1 does not say that it is an authority's: who names it trusts it nevertheless.
folder = Path.join(__DIR__, "tls")
Logger.configure(level: :none)
{:ok, _} = Application.ensure_all_started(:ssl)

{:ok, listener} = :ssl.listen(0, active: false, certfile: Path.join(folder, "old.pem"), keyfile: Path.join(folder, "old.key"))
{:ok, {_, port}} = :ssl.sockname(listener)

spawn_link(fn ->
  for _ <- 1..2 do
    {:ok, socket} = :ssl.transport_accept(listener)
    with {:ok, socket} <- :ssl.handshake(socket, 5000), do: :ssl.recv(socket, 0, 5000)
  end
end)

for authority <- ["old_ca.pem", "ca.pem"] do
  case :ssl.connect({127, 0, 0, 1}, port, [verify: :verify_peer, cacertfile: Path.join(folder, authority), active: false], 5000) do
    {:ok, socket} ->
      IO.puts("#{authority}: trusted")
      :ssl.close(socket)

    {:error, {:tls_alert, {alert, _}}} ->
      IO.puts("#{authority}: #{alert}")
  end
end
