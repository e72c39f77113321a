defmodule :jlixir_ssl_options do
  @moduledoc """
  The options of `:ssl`: told apart from those of sockets, checked, and made into the settings that `:jlixir_tls.start/4` takes.

  Taken and left aside, since the JDK decides them: `:depth`, `:reuse_sessions`, `:session_tickets`, `:secure_renegotiate`,
  `:client_renegotiation`, `:honor_cipher_order`, `:honor_ecc_order`, `:eccs`, `:signature_algs`, `:supported_groups`, `:crl_check`, `:partial_chain`
  and the like. Extensions of certificates are checked by the JDK; a `:verify_fun` is told of certificates only.
  """

  @known [
    :alpn_advertised_protocols,
    :alpn_preferred_protocols,
    :anti_replay,
    :beast_mitigation,
    :cacertfile,
    :cacerts,
    :cert,
    :certfile,
    :certs_keys,
    :ciphers,
    :client_renegotiation,
    :cookie,
    :crl_cache,
    :crl_check,
    :customize_hostname_check,
    :depth,
    :dh,
    :dhfile,
    :eccs,
    :early_data,
    :fail_if_no_peer_cert,
    :fallback,
    :handshake,
    :hibernate_after,
    :honor_cipher_order,
    :honor_ecc_order,
    :keep_secrets,
    :key,
    :key_update_at,
    :keyfile,
    :log_alert,
    :log_level,
    :max_fragment_length,
    :max_handshake_size,
    :middlebox_comp_mode,
    :next_protocols_advertised,
    :ocsp_nonce,
    :partial_chain,
    :password,
    :protocol,
    :padding_check,
    :renegotiate_at,
    :reuse_session,
    :reuse_sessions,
    :secure_renegotiate,
    :server_name_indication,
    :session_tickets,
    :signature_algs,
    :signature_algs_cert,
    :sni_fun,
    :sni_hosts,
    :stapling,
    :supported_groups,
    :user_lookup_fun,
    :use_ticket,
    :verify,
    :verify_fun,
    :versions
  ]

  @versions %{:"tlsv1.3" => "TLSv1.3", :"tlsv1.2" => "TLSv1.2", :"tlsv1.1" => "TLSv1.1", tlsv1: "TLSv1"}
  @by_version_name Map.new(@versions, fn {version, name} -> {name, version} end)
  @default_versions [:"tlsv1.3", :"tlsv1.2"]

  @doc "The options of TLS and those of sockets: `{tls, socket}`."
  def split(options) do
    :lists.partition(fn option -> is_tuple(option) and tuple_size(option) == 2 and :erlang.element(1, option) in @known end, options)
  end

  @doc "The version that the JDK calls by this name."
  def version(name), do: :maps.get(name, @by_version_name)

  @doc "What is wrong with options, as a thrown `{:options, reason}`; `:ok` otherwise. Files are not looked at."
  def check(role, options) do
    for {name, value} <- options, do: valid?(name, value) || throw({:options, complaint(name, value)})

    if verify(role, options) == :verify_peer and not Enum.any?([:cacerts, :cacertfile], &:lists.keymember(&1, 1, options)) do
      throw({:options, :incompatible, [verify: :verify_peer, cacerts: :undefined]})
    end

    :ok
  end

  defp valid?(:verify, value), do: value in [:verify_peer, :verify_none]
  defp valid?(:versions, value), do: is_list(value) and value != [] and Enum.all?(value, &is_map_key(@versions, &1))
  defp valid?(:cert, value), do: is_binary(value) or (is_list(value) and value != [] and Enum.all?(value, &is_binary/1))
  defp valid?(:key, value), do: match?({type, der} when is_atom(type) and is_binary(der), value)
  defp valid?(name, value) when name in [:certfile, :keyfile, :cacertfile], do: is_binary(value) or is_list(value)
  defp valid?(:cacerts, value), do: is_list(value)
  defp valid?(:depth, value), do: is_integer(value) and value in 0..255
  defp valid?(:server_name_indication, value), do: value == :disable or (is_list(value) and value != [])
  defp valid?(:fail_if_no_peer_cert, value), do: is_boolean(value)
  defp valid?(:protocol, value), do: value == :tls
  defp valid?(:handshake, value), do: value == :full

  defp valid?(name, value) when name in [:alpn_advertised_protocols, :alpn_preferred_protocols] do
    value == :undefined or (is_list(value) and Enum.all?(value, &protocol?/1))
  end

  defp valid?(:verify_fun, value), do: match?({fun, _} when is_function(fun, 3) or is_function(fun, 4), value)
  defp valid?(_name, _value), do: true

  defp protocol?(name), do: is_binary(name) and byte_size(name) in 1..255

  defp complaint(:versions, [_ | _] = versions), do: {Enum.find(versions, &(not is_map_key(@versions, &1))), {:versions, versions}}

  defp complaint(name, [_ | _] = protocols) when name in [:alpn_advertised_protocols, :alpn_preferred_protocols] do
    {name, {:invalid_protocol, Enum.find(protocols, &(not protocol?(&1)))}}
  end

  defp complaint(name, value), do: {name, value}

  defp verify(role, options), do: get(options, :verify, if(role == :client, do: :verify_peer, else: :verify_none))

  defp get(options, name, default), do: :proplists.get_value(name, options, default)

  @doc """
  The settings for `:jlixir_tls.start/4`. `host` is whom a client wants to speak with: text, or an address.

  Throws `{:options, reason}` when a file cannot be read.
  """
  def settings(role, options, host) do
    verify? = verify(role, options) == :verify_peer
    protocols = get(options, if(role == :client, do: :alpn_advertised_protocols, else: :alpn_preferred_protocols), [])

    %{
      role: role,
      identities: identities(options),
      identities_for: if(role == :server, do: identities_for(options)),
      anchors: anchors(options),
      verify: verify?,
      require: verify? and get(options, :fail_if_no_peer_cert, true),
      versions: for(version <- get(options, :versions, @default_versions), do: :maps.get(version, @versions)),
      suites: suites(get(options, :ciphers, [])),
      server_name: if(role == :client, do: server_name(get(options, :server_name_indication, host))),
      protocols: if(protocols == :undefined, do: [], else: protocols),
      judge: judge(options, if(role == :client, do: reference(get(options, :server_name_indication, host))))
    }
  end

  # What a side proves itself by

  defp identities(options) do
    case get(options, :certs_keys, nil) do
      nil -> for identity <- [identity(options)], identity != nil, do: identity
      several -> for map <- several, identity = identity(:maps.to_list(map)), identity != nil, do: identity
    end
  end

  defp identity(options) do
    chain = chain(get(options, :cert, nil), get(options, :certfile, nil))
    key = key(get(options, :key, nil), get(options, :keyfile, get(options, :certfile, nil)))
    if chain && key, do: {chain, key}
  end

  defp chain(nil, nil), do: nil
  defp chain(nil, file), do: certificates(:certfile, file)
  defp chain(der, _file) when is_binary(der), do: [der]
  defp chain(ders, _file), do: ders

  defp key(nil, nil), do: nil

  defp key(nil, file) do
    case for({type, _, _} = entry <- entries(:keyfile, file), type in [:RSAPrivateKey, :ECPrivateKey, :PrivateKeyInfo], do: entry) do
      [{type, der, _} | _] -> pkcs8(type, der)
      [] -> throw({:options, {:keyfile, file, {:error, :no_key}}})
    end
  end

  defp key({type, der}, _file), do: pkcs8(type, der)

  defp pkcs8(:PrivateKeyInfo, der), do: der
  defp pkcs8(type, der), do: :public_key.der_encode(:PrivateKeyInfo, :public_key.der_decode(type, der))

  defp certificates(option, file), do: for({:Certificate, der, _} <- entries(option, file), do: der)

  defp entries(option, file) do
    case :file.read_file(file) do
      {:ok, text} -> :public_key.pem_decode(text)
      error -> throw({:options, {option, file, error}})
    end
  end

  # A function of the name that a client asks for, `:undefined` if it does not; its answer is empty for a name without identities of its own.
  defp identities_for(options) do
    hosts = get(options, :sni_hosts, [])

    case get(options, :sni_fun, nil) do
      nil when hosts == [] -> nil
      nil -> fn name -> named(:lists.keyfind(charlist(name), 1, hosts)) end
      fun -> fn name -> named({name, if(name == :undefined, do: [], else: fun.(charlist(name)))}) end
    end
  end

  defp named({_host, options}) when is_list(options), do: identities(options)
  defp named(_unknown), do: []

  defp charlist(name) when is_binary(name), do: :erlang.binary_to_list(name)
  defp charlist(name), do: name

  # Whom it trusts

  defp anchors(options) do
    case get(options, :cacerts, nil) do
      nil -> if file = get(options, :cacertfile, nil), do: certificates(:cacertfile, file), else: []
      certificates -> for certificate <- certificates, do: if(is_tuple(certificate), do: :erlang.element(2, certificate), else: certificate)
    end
  end

  defp suites([]), do: []
  defp suites([first | _] = text) when is_integer(first), do: suites(:binary.split(:erlang.list_to_binary(text), ":", [:global]))
  defp suites(text) when is_binary(text), do: suites(:binary.split(text, ":", [:global]))

  defp suites(suites) do
    for suite <- suites, map = if(is_map(suite), do: suite, else: :jlixir_ssl_suites.find(:erlang.iolist_to_binary(suite))), name = :jlixir_ssl_suites.to_name(map) do
      name
    end
  end

  # Addresses are not asked for by name.
  defp server_name(name) when is_list(name) do
    case :inet.parse_address(name) do
      {:ok, _address} -> nil
      {:error, _} -> :unicode.characters_to_binary(name)
    end
  end

  defp server_name(name) when is_binary(name), do: server_name(:erlang.binary_to_list(name))
  defp server_name(_address), do: nil

  defp reference(:disable), do: nil
  defp reference({:local, _path}), do: nil
  defp reference(address) when is_tuple(address), do: {:ip, address}
  defp reference(name) when is_binary(name), do: reference(:erlang.binary_to_list(name))

  defp reference(name) when is_list(name) do
    case :inet.parse_address(name) do
      {:ok, address} -> {:ip, address}
      {:error, _} -> {:dns_id, name}
    end
  end

  defp reference(_name), do: nil

  # The verdict on the other side's chain, by what the JDK says of it, the name and the user's function.
  defp judge(options, reference) do
    {fun, state} = get(options, :verify_fun, {fn _certificate, event, state -> default(event, state) end, []})
    naming = get(options, :customize_hostname_check, [])

    fn ders, flaw ->
      chain = for der <- ders, do: {der, :public_key.pkix_decode_cert(der, :otp)}
      [{_, peer} | _] = chain

      with {:valid, state} <- looked_at(flaw, chain, fun, state),
           {:valid, _state} <- named(reference, peer, naming, &event(fun, hd(chain), &1, state)) do
        :ok
      else
        {:fail, {:bad_cert, reason}} -> alert(reason)
        {:fail, reason} -> alert(reason)
      end
    end
  end

  defp default({:bad_cert, _} = reason, _state), do: {:fail, reason}
  defp default(_event, state), do: {:valid, state}

  defp event(fun, {_der, certificate}, event, state) when is_function(fun, 3), do: outcome(fun.(certificate, event, state), event)
  defp event(fun, {der, certificate}, event, state), do: outcome(fun.(certificate, der, event, state), event)

  defp outcome({:unknown, state}, _event), do: {:valid, state}
  defp outcome({:valid, _} = valid, _event), do: valid
  defp outcome({:fail, reason}, _event), do: {:fail, reason}

  defp looked_at(:valid, [peer | signers], fun, state) do
    with {:valid, state} <- each(:lists.reverse(signers), fun, state), do: event(fun, peer, :valid_peer, state)
  end

  defp looked_at(flaw, [peer | _], fun, state), do: event(fun, peer, {:bad_cert, flaw}, state)

  defp each([], _fun, state), do: {:valid, state}
  defp each([signer | rest], fun, state), do: with({:valid, state} <- event(fun, signer, :valid, state), do: each(rest, fun, state))

  defp named(nil, _peer, _options, _event), do: {:valid, []}

  defp named(reference, peer, options, event) do
    if :public_key.pkix_verify_hostname(peer, [reference], options) do
      {:valid, []}
    else
      event.({:bad_cert, {:hostname_check_failed, {:requested, :erlang.element(2, reference)}, {:received, :jlixir_x509.alternative_names(peer)}}})
    end
  end

  @bad_certificates [:invalid_issuer, :invalid_signature, :name_not_permitted, :missing_basic_constraint, :invalid_key_usage]

  defp alert(:cert_expired), do: {:alert, :certificate_expired, ""}
  defp alert(:unknown_ca), do: {:alert, :unknown_ca, ""}
  defp alert(:selfsigned_peer), do: {:alert, :bad_certificate, "selfsigned_peer"}
  defp alert({:revoked, _}), do: {:alert, :certificate_revoked, ""}
  defp alert({:hostname_check_failed, _, _} = reason), do: {:alert, :bad_certificate, detail(reason)}
  defp alert(reason) when reason in @bad_certificates, do: {:alert, :bad_certificate, detail(reason)}
  defp alert(reason), do: {:alert, :handshake_failure, detail(reason)}

  defp detail(reason), do: :unicode.characters_to_binary(:io_lib.format(~c"~tp", [{:bad_cert, reason}]))
end
