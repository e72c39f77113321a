# Who trusts whom, and what both sides hear when they do not. Certificates: see tls/make.
folder = Path.join(__DIR__, "tls")
file = fn name -> String.to_charlist(Path.join(folder, name)) end
Logger.configure(level: :none)
{:ok, _} = Application.ensure_all_started(:ssl)

defmodule Handshake do
  def outcome({:ok, _}), do: :ok
  def outcome({:error, {:tls_alert, {name, text}}}) when is_list(text), do: {:alert, name}
  def outcome(other), do: other

  def attempt(label, server_options, client_options, address \\ {127, 0, 0, 1}) do
    {:ok, listener} = :ssl.listen(0, server_options)
    {:ok, {_, port}} = :ssl.sockname(listener)

    server =
      Task.async(fn ->
        {:ok, socket} = :ssl.transport_accept(listener, 5000)
        result = :ssl.handshake(socket, 5000)
        with {:ok, socket} <- result, do: :ssl.recv(socket, 0, 5000)
        result
      end)

    result = :ssl.connect(address, port, client_options, 5000)

    # In TLS 1.3 a client is done before the server has looked at its certificate.
    after_all =
      with {:ok, socket} <- result do
        :ssl.send(socket, "x")
        :ssl.recv(socket, 0, 5000)
      end

    IO.inspect({label, outcome(result), server: elem(Task.await(server), 0), then: elem(after_all, 0)})
    with {:ok, socket} <- result, do: :ssl.close(socket)
    :ssl.close(listener)
  end
end

server = [certfile: file.("server.pem"), keyfile: file.("server.key"), active: false, mode: :binary]
options = [cacertfile: file.("ca.pem"), active: false, mode: :binary]
client = options ++ [server_name_indication: ~c"localhost"]
named = fn name -> options ++ [server_name_indication: name] end

Handshake.attempt(:trusted, server, client)
Handshake.attempt(:address, server, options)
Handshake.attempt(:unverified, server, verify: :verify_none, active: false)
Handshake.attempt(:self_signed, [certfile: file.("self.pem"), keyfile: file.("self.key")], client)
Handshake.attempt(:unknown_ca, server, cacertfile: file.("self.pem"), server_name_indication: ~c"localhost")
Handshake.attempt(:expired, [certfile: file.("expired.pem"), keyfile: file.("expired.key")], client)
Handshake.attempt(:other_name, server, named.(~c"other.org"))
Handshake.attempt(:asterisk, server, named.(~c"a.example.com"))

https = [match_fun: :public_key.pkix_verify_hostname_match_fun(:https)]
Handshake.attempt(:asterisk_https, server, named.(~c"a.example.com") ++ [customize_hostname_check: https])
Handshake.attempt(:no_name, server, named.(:disable))
Handshake.attempt(:versions, server ++ [versions: [:"tlsv1.2"]], client ++ [versions: [:"tlsv1.3"]])
Handshake.attempt(:older, server ++ [versions: [:"tlsv1.2"]], client)
Handshake.attempt(:protocols, server ++ [alpn_preferred_protocols: ["h2"]], client ++ [alpn_advertised_protocols: ["http/1.1"]])

mutual = server ++ [verify: :verify_peer, fail_if_no_peer_cert: true, cacertfile: file.("ca.pem")]
Handshake.attempt(:mutual, mutual, client ++ [certfile: file.("client.pem"), keyfile: file.("client.key")])
Handshake.attempt(:mutual_without, mutual, client)
Handshake.attempt(:mutual_without_12, mutual ++ [versions: [:"tlsv1.2"]], client)
Handshake.attempt(:mutual_wrong, mutual, client ++ [certfile: file.("self.pem"), keyfile: file.("self.key")])
Handshake.attempt(:mutual_optional, Keyword.put(mutual, :fail_if_no_peer_cert, false), client)

[{:Certificate, der, _}] = :public_key.pem_decode(File.read!(file.("server.pem")))
[{type, key, _} | _] = :public_key.pem_decode(File.read!(file.("server.key")))
[{:Certificate, ca, _}] = :public_key.pem_decode(File.read!(file.("ca.pem")))
Handshake.attempt(:in_memory, [cert: der, key: {type, key}, active: false], cacerts: [ca], active: false)
trusted = [{:cert, ca, :public_key.pkix_decode_cert(ca, :otp)}]
Handshake.attempt(:records, [certs_keys: [%{cert: der, key: {type, key}}], active: false], cacerts: trusted, active: false)

hosts = [{~c"localhost", [certfile: file.("server.pem"), keyfile: file.("server.key")]}]
other = [certfile: file.("self.pem"), keyfile: file.("self.key"), active: false]
Handshake.attempt(:by_host, other ++ [sni_hosts: hosts], client)
Handshake.attempt(:by_fun, other ++ [sni_fun: fn ~c"localhost" -> elem(hd(hosts), 1) end], client)

seen = fn _certificate, event, state ->
  case event do
    {:bad_cert, reason} -> IO.inspect(reason) && {:valid, state}
    {:extension, _} -> {:unknown, state}
    event -> IO.inspect(event) && {:valid, state}
  end
end

Handshake.attempt(:told, server, client ++ [verify_fun: {seen, []}])
Handshake.attempt(:overruled, server, cacertfile: file.("self.pem"), server_name_indication: ~c"localhost", verify_fun: {seen, []}, active: false)

refusing = fn
  _certificate, {:extension, _}, state -> {:unknown, state}
  _certificate, _event, _state -> {:fail, :not_today}
end

Handshake.attempt(:refused, server, client ++ [verify_fun: {refusing, []}])

# Options that are wrong, before anything is connected.
for wrong <- [[], [verify: :maybe], [versions: []], [versions: [:ssl9]], [cert: :x], [depth: -1], [alpn_advertised_protocols: [1]], [server_name_indication: 1]] do
  IO.inspect(:ssl.connect({127, 0, 0, 1}, 1, if(wrong == [], do: [], else: wrong ++ [cacerts: []]), 50))
end

IO.inspect(:ssl.listen(0, []))
IO.inspect(:ssl.listen(0, certfile: 1))
IO.inspect(:ssl.listen(0, key: 1))
IO.inspect(:ssl.listen(0, verify: :verify_peer, certfile: "x"))
