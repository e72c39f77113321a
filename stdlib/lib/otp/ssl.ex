defmodule :ssl do
  @moduledoc """
  Connections under TLS, by the JDK's engine, on the sockets of `:gen_tcp`.

  Options are those of `:gen_tcp` and of TLS; `:jlixir_ssl_options` lists the latter. Data comes as with `:gen_tcp`: by `recv/3`, or as messages
  `{:ssl, socket, data}`, `{:ssl_closed, socket}`, `{:ssl_error, socket, reason}` and `{:ssl_passive, socket}`. Sessions are not resumed.
  """

  # A listening socket: `{:sslsocket, nil, {port, options}}`. A connection: `{:sslsocket, {:gen_tcp, port, :tls_connection, options}, []}`,
  # where options are those of the listening socket that it comes from, or `:undefined`. The handshake leaves the term as it is, since
  # programs go on with the one that `transport_accept/1` has answered.

  @doc "Starts the application."
  def start, do: start(:temporary)

  @doc "Starts the application, of a restart type."
  def start(type) do
    case :application.ensure_all_started(:ssl, type) do
      {:ok, _started} -> :ok
      error -> error
    end
  end

  @doc "Stops the application."
  def stop, do: :application.stop(:ssl)

  @doc "The versions of the protocol."
  def versions do
    versions = [:"tlsv1.3", :"tlsv1.2"]

    [
      ssl_app: ~c"11.2.12.1",
      supported: versions,
      supported_dtls: [],
      available: versions,
      available_dtls: [],
      implemented: versions,
      implemented_dtls: []
    ]
  end

  # Connecting

  @doc "As `connect/3`, without a time limit."
  def connect(socket, options) when is_port(socket), do: connect(socket, options, :infinity)

  @doc "Begins TLS on a connected socket of `:gen_tcp`, with a time limit, or as `connect/4`, without one."
  def connect(socket, options, timeout) when is_port(socket) do
    checked(fn ->
      {tls, others} = split(:client, options)

      with {:ok, {address, _port}} <- :inet.peername(socket), :ok <- :inet.setopts(socket, others) do
        begin(connection(socket, :undefined), :jlixir_ssl_options.settings(:client, tls, address), timeout)
      end
    end)
  end

  def connect(host, port, options), do: connect(host, port, options, :infinity)

  @doc "Connects to a host, `{:ok, socket}` or `{:error, reason}`. The time limit is in milliseconds."
  def connect(host, port, options, timeout) do
    checked(fn ->
      {tls, others} = split(:client, options)
      settings = :jlixir_ssl_options.settings(:client, tls, host)
      start = :erlang.monotonic_time(:millisecond)

      with {:ok, socket} <- connect_socket(host, port, others, timeout) do
        begin(connection(socket, :undefined), settings, left(timeout, start))
      end
    end)
  end

  defp connect_socket(host, port, options, timeout) do
    :jlixir_tls.connect(host, port, options, timeout)
  catch
    :exit, :badarg -> throw({:options, {:socket_options, options}})
  end

  defp left(:infinity, _start), do: :infinity
  defp left(timeout, start), do: max(0, timeout - (:erlang.monotonic_time(:millisecond) - start))

  defp split(role, options) do
    {tls, _others} = parts = :jlixir_ssl_options.split(options)
    :jlixir_ssl_options.check(role, tls)
    parts
  end

  defp checked(fun) do
    fun.()
  catch
    :throw, {:options, _} = reason -> {:error, reason}
    :throw, {:options, _, _} = reason -> {:error, reason}
  end

  defp connection(port, options), do: {:sslsocket, {:gen_tcp, port, :tls_connection, options}, []}

  defp begin({:sslsocket, {:gen_tcp, port, _, _}, _} = socket, settings, timeout) do
    case :jlixir_tls.start(port, socket, settings, timeout) do
      :ok ->
        {:ok, socket}

      {:error, {:settings, text}} ->
        :gen_tcp.close(port)
        {:error, {:options, text}}

      {:error, {:tls_alert, {_name, text}}} = error ->
        :logger.log(:notice, :string.trim(text), %{domain: [:otp, :ssl]})
        error

      error ->
        error
    end
  end

  # Listening

  @doc "Opens a socket that waits for connections."
  def listen(_port, []), do: {:error, :nooptions}

  def listen(port, options) do
    checked(fn ->
      {tls, others} = split(:server, options)

      with {:ok, socket} <- :gen_tcp.listen(port, others), do: {:ok, {:sslsocket, nil, {socket, tls}}}
    end)
  end

  @doc "As `transport_accept/2`, without a time limit."
  def transport_accept(listener), do: transport_accept(listener, :infinity)

  @doc "Waits for a connection, on which TLS is still to begin: see `handshake/3`."
  def transport_accept({:sslsocket, nil, {listener, options}}, timeout) do
    with {:ok, port} <- :jlixir_tls.accept(listener, timeout) do
      {:ok, connection(port, options)}
    end
  end

  @doc "As `handshake/3`, with the options of the listening socket and without a time limit."
  def handshake(socket), do: handshake(socket, [], :infinity)

  @doc "As `handshake/3`, with options or a time limit."
  def handshake(socket, options) when is_list(options), do: handshake(socket, options, :infinity)
  def handshake(socket, timeout), do: handshake(socket, [], timeout)

  @doc "Begins TLS as a server, on what `transport_accept/1` or `:gen_tcp.accept/1` has answered. Options add to those of the listening socket."
  def handshake({:sslsocket, {:gen_tcp, _, _, inherited}, _} = socket, options, timeout) when is_list(inherited) do
    {tls, others} = :jlixir_ssl_options.split(options)
    serve(socket, tls ++ inherited, others, timeout)
  end

  def handshake({:sslsocket, _, _}, _options, _timeout), do: {:error, :closed}

  def handshake(port, options, timeout) when is_port(port) do
    {tls, others} = :jlixir_ssl_options.split(options)
    serve(connection(port, :undefined), tls, others, timeout)
  end

  defp serve(socket, tls, others, timeout) do
    checked(fn ->
      :jlixir_ssl_options.check(:server, tls)
      settings = :jlixir_ssl_options.settings(:server, tls, nil)
      with :ok <- set_options(port(socket), others), do: begin(socket, settings, timeout)
    end)
  end

  defp set_options(_port, []), do: :ok
  defp set_options(port, options), do: :inet.setopts(port, options)

  # Data

  @doc "Sends data: `:ok` when the system has taken all of it."
  def send({:sslsocket, {:gen_tcp, port, _, _}, _}, data), do: closed(:gen_tcp.send(port, data))
  def send({:sslsocket, nil, _}, _data), do: {:error, :enotconn}

  @doc "As `recv/3`, without a time limit."
  def recv(socket, length), do: recv(socket, length, :infinity)

  @doc "The next packet of a passive socket; `length` bytes when it is not 0."
  def recv({:sslsocket, {:gen_tcp, port, _, _}, _}, length, timeout), do: closed(:gen_tcp.recv(port, length, timeout))
  def recv({:sslsocket, nil, _}, _length, _timeout), do: {:error, :enotconn}

  defp closed({:error, :enotconn}), do: {:error, :closed}
  defp closed(answer), do: answer

  @doc "Closes one direction, or both (`:read`, `:write`, `:read_write`)."
  def shutdown({:sslsocket, {:gen_tcp, port, _, _}, _}, how) when how in [:read, :write, :read_write], do: closed(:gen_tcp.shutdown(port, how))
  def shutdown({:sslsocket, nil, _}, how) when how in [:read, :write, :read_write], do: {:error, :enotconn}

  @doc "Closes a socket. What the other side has not taken yet is sent if the system takes it at once."
  def close(socket)
  def close({:sslsocket, nil, {listener, _options}}), do: :gen_tcp.close(listener)
  def close({:sslsocket, {:gen_tcp, port, _, _}, _}), do: :gen_tcp.close(port)

  @doc "As `close/1`."
  def close(socket, timeout) when is_integer(timeout) or timeout == :infinity, do: close(socket)

  # The socket

  @doc "Makes another process the owner of a socket, whose messages then go there."
  def controlling_process({:sslsocket, nil, {listener, _options}}, pid), do: :inet.controlling_process(listener, pid)

  def controlling_process({:sslsocket, {:gen_tcp, port, _, _}, _} = socket, pid) when is_pid(pid) do
    case :inet.jlixir_suspend(port) do
      {:ok, active} ->
        pass_on(socket, pid)
        :inet.jlixir_hand_over(port, pid, active)

      {:error, :not_owner} ->
        with {:ok, [active: active]} <- :inet.getopts(port, [:active]), do: :inet.jlixir_hand_over(port, pid, active)

      error ->
        error
    end
  end

  defp pass_on(socket, pid) do
    receive do
      {tag, ^socket, _} = message when tag in [:ssl, :ssl_error] ->
        :erlang.send(pid, message)
        pass_on(socket, pid)

      {tag, ^socket} = message when tag in [:ssl_closed, :ssl_passive] ->
        :erlang.send(pid, message)
        pass_on(socket, pid)
    after
      0 -> :ok
    end
  end

  @doc "Sets options of the socket, such as `:active`."
  def setopts(_socket, options) when not is_list(options), do: {:error, {:options, {:not_a_proplist, options}}}

  def setopts(socket, options) do
    case :inet.setopts(port(socket), options) do
      :ok -> :ok
      {:error, :einval} -> if open?(socket), do: {:error, {:options, {:socket_options, options, :einval}}}, else: {:error, :closed}
      error -> error
    end
  end

  @doc "Options of the socket: `{:ok, [{name, value}]}`."
  def getopts(_socket, names) when not is_list(names), do: {:error, {:options, {:socket_options, names, :einval}}}

  def getopts(socket, names) do
    case :inet.getopts(port(socket), names) do
      {:error, :einval} ->
        if open?(socket) do
          unknown = Enum.find(names, fn name -> match?({:error, _}, :inet.getopts(port(socket), [name])) end)
          {:error, {:options, {:socket_options, unknown, :einval}}}
        else
          {:error, :closed}
        end

      answer ->
        answer
    end
  end

  defp port({:sslsocket, nil, {listener, _options}}), do: listener
  defp port({:sslsocket, {:gen_tcp, port, _, _}, _}), do: port

  defp open?(socket), do: :erlang.port_info(port(socket), :id) != :undefined

  @doc "As `getstat/2`, all of it."
  def getstat(socket), do: :inet.getstat(port(socket))

  @doc "What has gone through the socket, as `:inet.getstat/2` tells it: TLS's own bytes included."
  def getstat(socket, names), do: :inet.getstat(port(socket), names)

  @doc "The own address: `{:ok, {address, port}}`."
  def sockname(socket), do: :inet.sockname(port(socket))

  @doc "The other side's address: `{:ok, {address, port}}`."
  def peername(socket), do: :inet.peername(port(socket))

  @doc "The other side's certificate in DER: `{:ok, der}`."
  def peercert(socket), do: :jlixir_tls.peer_certificate(port(socket))

  @doc "The application protocol that both sides have agreed on: `{:ok, name}`."
  def negotiated_protocol(socket), do: :jlixir_tls.application_protocol(port(socket))

  @doc "What there is to know of a connection: `{:ok, [protocol: version, selected_cipher_suite: map, ...]}`."
  def connection_information(socket) do
    with {:ok, {role, version, suite, session, name}} <- :jlixir_tls.information(port(socket)) do
      information = [
        protocol: :jlixir_ssl_options.version(version),
        session_id: session,
        session_resumption: false,
        selected_cipher_suite: :jlixir_ssl_suites.to_map(suite)
      ]

      asked = if role == :server and name != :undefined, do: [sni_hostname: :erlang.binary_to_list(name)], else: []
      {:ok, information ++ asked}
    end
  end

  @doc "Those of `connection_information/1` that are asked for and known."
  def connection_information(socket, names) do
    with {:ok, information} <- connection_information(socket), do: {:ok, for({name, _} = pair <- information, name in names, do: pair)}
  end

  # Names of cipher suites

  @doc """
  The cipher suites for a version, as maps: `:all` that the JDK has switched on, `:default` those of them that authenticate what they encrypt,
  `:exclusive` those of no older version.
  """
  def cipher_suites(:default, version), do: for(%{mac: :aead} = suite <- cipher_suites(:all, version), do: suite)

  def cipher_suites(:all, version) do
    older = if version == :"tlsv1.3", do: :jlixir_ssl_suites.all(:"tlsv1.2"), else: []
    :jlixir_ssl_suites.all(version) ++ older
  end

  def cipher_suites(:exclusive, version), do: :jlixir_ssl_suites.all(version)

  @doc "As `cipher_suites/2`, under the names of the RFCs or of OpenSSL."
  def cipher_suites(choice, version, kind) when kind in [:rfc, :openssl] do
    for suite <- cipher_suites(choice, version) do
      :erlang.binary_to_list(if kind == :rfc, do: :jlixir_ssl_suites.to_name(suite), else: :jlixir_ssl_suites.to_openssl(suite))
    end
  end

  @doc "Those of some suites that pass all filters, `[{:cipher | :key_exchange | :mac | :prf, function}]`."
  def filter_cipher_suites(suites, filters) do
    for suite <- suites, Enum.all?(filters, fn {part, keep?} -> keep?.(:maps.get(part, suite)) end), do: suite
  end

  @doc "The name of the RFCs for a suite."
  def suite_to_str(suite), do: :erlang.binary_to_list(:jlixir_ssl_suites.to_name(suite))

  @doc "OpenSSL's name for a suite."
  def suite_to_openssl_str(suite), do: :erlang.binary_to_list(:jlixir_ssl_suites.to_openssl(suite))

  @doc "The suite of a name."
  def str_to_suite(name) do
    :jlixir_ssl_suites.find(:unicode.characters_to_binary(name)) || {:error, {:not_recognized, name}}
  end

  @doc "What a reason says, a charlist."
  def format_error({:error, reason}), do: format_error(reason)
  def format_error(reason) when is_list(reason), do: reason
  def format_error(:closed), do: ~c"TLS connection is closed"
  def format_error({:tls_alert, {_name, text}}), do: text
  def format_error({:options, reason}), do: :lists.flatten(:io_lib.format(~c"Invalid TLS option: ~tp", [reason]))

  def format_error(reason) do
    case :inet.format_error(reason) do
      ~c"unknown POSIX error" ++ _ -> :lists.flatten(:io_lib.format(~c"Unexpected error: ~tp", [reason]))
      text -> text
    end
  end
end
