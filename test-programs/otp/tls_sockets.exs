# What is done with a TLS connection: passive and active, packets, owners, ends, and what is told of it.
folder = Path.join(__DIR__, "tls")
file = fn name -> String.to_charlist(Path.join(folder, name)) end
Logger.configure(level: :none)
:ok = :ssl.start()
server = [certfile: file.("server.pem"), keyfile: file.("server.key"), active: false, mode: :binary]
client = [cacertfile: file.("ca.pem"), active: false, mode: :binary, server_name_indication: ~c"localhost"]

pair = fn server_options, client_options ->
  {:ok, listener} = :ssl.listen(0, server ++ server_options)
  {:ok, {_, port}} = :ssl.sockname(listener)
  me = self()

  task =
    Task.async(fn ->
      {:ok, socket} = :ssl.transport_accept(listener)
      {:ok, socket} = :ssl.handshake(socket)
      :ok = :ssl.controlling_process(socket, me)
      socket
    end)

  {:ok, socket} = :ssl.connect({127, 0, 0, 1}, port, client ++ client_options, 5000)
  accepted = Task.await(task)
  :ssl.close(listener)
  {accepted, socket}
end

message = fn socket ->
  receive do
    {tag, ^socket} -> tag
    {tag, ^socket, data} -> {tag, data}
  after
    5000 -> :nothing
  end
end

IO.puts("passive")
{s, c} = pair.([], [])
IO.inspect(:ssl.send(c, "hello"))
IO.inspect(:ssl.recv(s, 0))
IO.inspect(:ssl.send(c, ["ab", ?c]))
IO.inspect(:ssl.recv(s, 2))
IO.inspect(:ssl.recv(s, 1, 1000))
IO.inspect(:ssl.recv(s, 1, 10))

IO.puts("active")
IO.inspect(:ssl.setopts(c, active: :once))
IO.inspect(:ssl.recv(c, 0))
:ssl.send(s, "one")
IO.inspect(message.(c))
IO.inspect(:ssl.getopts(c, [:active]))
IO.inspect(:ssl.setopts(c, active: 2))
IO.inspect(:ssl.getopts(c, [:active]))
:ssl.send(s, "1")
IO.inspect(message.(c))
:ssl.send(s, "2")
IO.inspect(message.(c))
IO.inspect(message.(c))
IO.inspect(:ssl.setopts(c, active: true, mode: :list))
:ssl.send(s, "list")
IO.inspect(message.(c))
IO.inspect(:ssl.setopts(c, bogus: 1))
IO.inspect(:ssl.setopts(c, :x))
IO.inspect(:ssl.getopts(c, [:bogus]))

IO.puts("information")
IO.inspect(elem(elem(:ssl.peername(c), 1), 0))
IO.inspect(elem(elem(:ssl.sockname(c), 1), 0))
{:ok, der} = :ssl.peercert(c)
IO.inspect(:public_key.pkix_verify_hostname(der, dns_id: ~c"localhost"))
IO.inspect(:ssl.peercert(s))
IO.inspect(:ssl.negotiated_protocol(c))
{:ok, [protocol: version, selected_cipher_suite: suite]} = :ssl.connection_information(c, [:protocol, :selected_cipher_suite])
IO.inspect({version, Enum.sort(suite)})
IO.inspect(:ssl.connection_information(s, [:protocol, :sni_hostname, :bogus]))

IO.puts("ends")
IO.inspect(:ssl.close(s))
IO.inspect(message.(c))
IO.inspect(:ssl.send(c, "x"))
IO.inspect(:ssl.send(s, "x"))
IO.inspect(:ssl.recv(s, 0))
IO.inspect(:ssl.close(s))
IO.inspect(:ssl.close(c))

for ask <- [&:ssl.recv(&1, 0), &:ssl.peercert/1, &:ssl.connection_information/1, &:ssl.negotiated_protocol/1, &:ssl.setopts(&1, active: true), &:ssl.getopts(&1, [:active]), &:ssl.shutdown(&1, :write), &:ssl.peername/1] do
  IO.inspect(ask.(c))
end

{s, c} = pair.([versions: [:"tlsv1.2"]], [])
IO.inspect(:ssl.connection_information(c, [:protocol]))
:ssl.send(s, "last")
:ssl.close(s)
IO.inspect(:ssl.recv(c, 0))
IO.inspect(:ssl.recv(c, 0))
IO.inspect(:ssl.recv(c, 0))
IO.inspect(:ssl.send(c, "x"))

IO.puts("owners")
Process.flag(:trap_exit, true)
{s, c} = pair.([], active: true)
receive do {:EXIT, _task, :normal} -> :ok end
owner = spawn(fn -> Process.sleep(:infinity) end)
IO.inspect(:ssl.controlling_process(s, owner))
Process.exit(owner, :kill)
IO.inspect(message.(c))
IO.inspect(receive do {:EXIT, _, reason} -> reason after 50 -> :no_exit_signal end)
Process.flag(:trap_exit, false)

IO.puts("packets")
{s, c} = pair.([packet: 4], packet: 4)
:ssl.send(s, "aaa")
:ssl.send(s, "bb")
IO.inspect(:ssl.recv(c, 0))
IO.inspect(:ssl.recv(c, 0))
{s, c} = pair.([packet: :line], packet: :line)
:ssl.send(s, "aaa\nbb")
:ssl.send(s, "c\n")
IO.inspect(:ssl.recv(c, 0))
IO.inspect(:ssl.recv(c, 0))

IO.puts("much")
{s, c} = pair.([], [])
bytes = :binary.copy(for(n <- 0..255, into: "", do: <<n>>), 20_000)
Task.start_link(fn -> :ssl.send(s, bytes) end)
{:ok, received} = :ssl.recv(c, 4_000_000)
{:ok, rest} = :ssl.recv(c, byte_size(bytes) - 4_000_000)
IO.inspect(received <> rest == bytes)

IO.puts("time limits")
{:ok, l} = :ssl.listen(0, server)
{:ok, {_, port}} = :ssl.sockname(l)
IO.inspect(:ssl.transport_accept(l, 10))
{:ok, _silent} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false])
{:ok, t} = :ssl.transport_accept(l, 1000)
IO.inspect(:ssl.handshake(t, 50))
{:ok, plain} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false])
{:ok, t} = :ssl.transport_accept(l, 1000)
:gen_tcp.send(plain, "GET / HTTP/1.0\r\n\r\n")
{:error, {:tls_alert, {name, _}}} = :ssl.handshake(t, 5000)
IO.inspect(name)
{:ok, gone} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false])
{:ok, t} = :ssl.transport_accept(l, 1000)
:gen_tcp.close(gone)
IO.inspect(:ssl.handshake(t, 5000))
{:ok, silent} = :gen_tcp.listen(0, [])
{:ok, port} = :inet.port(silent)
IO.inspect(:ssl.connect({127, 0, 0, 1}, port, [verify: :verify_none], 50))
IO.inspect(:ssl.connect({127, 0, 0, 1}, 1, [verify: :verify_none], 5000))
IO.inspect(:ssl.close(l))
IO.inspect(:ssl.transport_accept(l))

IO.puts("beginning on a connected socket")
{:ok, l} = :gen_tcp.listen(0, [:binary, active: false])
{:ok, port} = :inet.port(l)

task =
  Task.async(fn ->
    {:ok, socket} = :gen_tcp.accept(l)
    :gen_tcp.send(socket, "S")
    {:ok, socket} = :ssl.handshake(socket, server, 5000)
    received = :ssl.recv(socket, 0)
    :ssl.send(socket, "over")
    :ssl.close(socket)
    received
  end)

{:ok, socket} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false])
IO.inspect(:gen_tcp.recv(socket, 0))
{:ok, socket} = :ssl.connect(socket, Keyword.drop(client, [:mode, :active]), 5000)
IO.inspect(:ssl.getopts(socket, [:mode]))
IO.inspect(:ssl.send(socket, "up"))
IO.inspect(:ssl.recv(socket, 0))
IO.inspect(:ssl.recv(socket, 0))
IO.inspect(Task.await(task))

IO.puts("application protocols")
{s, c} = pair.([alpn_preferred_protocols: ["h2", "http/1.1"]], alpn_advertised_protocols: ["http/1.1", "h2"])
IO.inspect(:ssl.negotiated_protocol(c))
IO.inspect(:ssl.negotiated_protocol(s))

IO.puts("names")
IO.inspect(:ssl.suite_to_str(hd(:ssl.cipher_suites(:default, :"tlsv1.3"))))
IO.inspect(Enum.sort(:ssl.str_to_suite(~c"ECDHE-RSA-AES256-GCM-SHA384")))
IO.inspect(:ssl.format_error({:tls_alert, {:unknown_ca, ~c"text"}}))
IO.inspect(:ssl.format_error(:closed))
IO.inspect(:ssl.format_error({:options, {:cacertfile, []}}))
