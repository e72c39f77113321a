defmodule :public_key do
  @moduledoc """
  Keys in PEM and DER, and what is done with them. Keys are records: `{:RSAPrivateKey, :"two-prime", n, e, d, p, q, dp, dq, qinv, _}`,
  `{:RSAPublicKey, n, e}`, `{:ECPrivateKey, 1, private, {:namedCurve, oid}, public, _}` and `{{:ECPoint, point}, {:namedCurve, oid}}`.
  """

  @rsa_encryption {1, 2, 840, 113_549, 1, 1, 1}
  @ec_public_key {1, 2, 840, 10_045, 2, 1}

  @curves %{
    {1, 2, 840, 10_045, 3, 1, 7} => :secp256r1,
    {1, 3, 132, 0, 34} => :secp384r1,
    {1, 3, 132, 0, 35} => :secp521r1,
    {1, 3, 101, 110} => :x25519,
    {1, 3, 101, 111} => :x448,
    {1, 3, 101, 112} => :ed25519,
    {1, 3, 101, 113} => :ed448
  }
  @identifiers Map.new(@curves, fn {identifier, name} -> {name, identifier} end)
  @edwards [:x25519, :x448, :ed25519, :ed448]

  @titles %{
    "RSA PRIVATE KEY" => :RSAPrivateKey,
    "RSA PUBLIC KEY" => :RSAPublicKey,
    "PUBLIC KEY" => :SubjectPublicKeyInfo,
    "PRIVATE KEY" => :PrivateKeyInfo,
    "EC PRIVATE KEY" => :ECPrivateKey,
    "EC PARAMETERS" => :EcpkParameters,
    "CERTIFICATE" => :Certificate,
    "CERTIFICATE REQUEST" => :CertificationRequest,
    "X509 CRL" => :CertificateList,
    "DH PARAMETERS" => :DHParameter,
    "DSA PRIVATE KEY" => :DSAPrivateKey
  }
  @types Map.new(@titles, fn {title, type} -> {type, title} end)

  # PEM

  @doc "The entries of a PEM text: `{type, der, :not_encrypted}`."
  def pem_decode(text) when is_binary(text) do
    for [_, title, body] <- matches(text), is_map_key(@titles, title) do
      {:maps.get(title, @titles), :base64.decode(body), :not_encrypted}
    end
  end

  defp matches(text) do
    case :re.run(text, "-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+)-----END \\1-----", [:global, {:capture, :all, :binary}]) do
      {:match, matches} -> matches
      :nomatch -> []
    end
  end

  @doc "The PEM text of entries."
  def pem_encode(entries) do
    for {type, der, :not_encrypted} <- entries, into: "" do
      title = :maps.get(type, @types)
      "-----BEGIN #{title}-----\n#{lines(:base64.encode(der))}-----END #{title}-----\n\n"
    end
  end

  defp lines(<<line::binary-size(64), rest::binary>>), do: <<line::binary, ?\n, lines(rest)::binary>>
  defp lines(""), do: ""
  defp lines(line), do: <<line::binary, ?\n>>

  @doc "The key of an entry."
  def pem_entry_decode({:SubjectPublicKeyInfo, der, _cipher}) do
    {:SubjectPublicKeyInfo, {:AlgorithmIdentifier, algorithm, parameters}, key} = der_decode(:SubjectPublicKeyInfo, der)

    case algorithm do
      @rsa_encryption -> der_decode(:RSAPublicKey, key)
      @ec_public_key -> {{:ECPoint, key}, curve_parameters(parameters)}
      curve -> {{:ECPoint, key}, {:namedCurve, curve}}
    end
  end

  def pem_entry_decode({type, der, :not_encrypted}), do: der_decode(type, der)

  @doc "As `pem_entry_decode/1`; entries here are not encrypted."
  def pem_entry_decode({_type, _der, :not_encrypted} = entry, _password), do: pem_entry_decode(entry)

  @doc "The entry of a key, of the given type."
  def pem_entry_encode(:SubjectPublicKeyInfo, key), do: {:SubjectPublicKeyInfo, der_encode(:SubjectPublicKeyInfo, public_info(key)), :not_encrypted}
  def pem_entry_encode(type, key), do: {type, der_encode(type, key), :not_encrypted}

  defp public_info({:RSAPublicKey, _n, _e} = key) do
    {:SubjectPublicKeyInfo, {:AlgorithmIdentifier, @rsa_encryption, <<5, 0>>}, der_encode(:RSAPublicKey, key)}
  end

  defp public_info({{:ECPoint, point}, {:namedCurve, curve}}) do
    identifier = curve_identifier(curve)

    case :maps.get(identifier, @curves, nil) do
      name when name in @edwards ->
        {:SubjectPublicKeyInfo, {:AlgorithmIdentifier, identifier, :asn1_NOVALUE}, point}

      _ ->
        parameters = :jlixir_der.encode(:jlixir_der.identifier(identifier))
        {:SubjectPublicKeyInfo, {:AlgorithmIdentifier, @ec_public_key, parameters}, point}
    end
  end

  # DER

  @doc "The record of a type that DER holds."
  def der_decode(type, der) when is_atom(type) and is_binary(der) do
    from_der(type, :jlixir_der.decode(der))
  catch
    :error, reason when reason in [:badarg, :function_clause] or elem(reason, 0) in [:badmatch, :case_clause] ->
      :erlang.error({:badmatch, {:error, {:asn1, {:invalid_value, type}}}})
  end

  defp from_der(:Certificate, parts), do: :jlixir_x509.from_der(parts, :plain)

  defp from_der(:RSAPrivateKey, {0x30, [_version | numbers]}) do
    [n, e, d, p, q, dp, dq, inverse] = for number <- numbers, do: :jlixir_der.to_integer(number)
    {:RSAPrivateKey, :"two-prime", n, e, d, p, q, dp, dq, inverse, :asn1_NOVALUE}
  end

  defp from_der(:RSAPublicKey, {0x30, [n, e]}), do: {:RSAPublicKey, :jlixir_der.to_integer(n), :jlixir_der.to_integer(e)}

  defp from_der(:SubjectPublicKeyInfo, {0x30, [algorithm, {0x03, <<0, key::binary>>}]}) do
    {:SubjectPublicKeyInfo, algorithm(algorithm), key}
  end

  defp from_der(:ECPrivateKey, {0x30, [version, {0x04, secret} | optional]}) do
    parameters =
      case :lists.keyfind(0xA0, 1, optional) do
        {_, [identifier]} -> {:namedCurve, :jlixir_der.to_identifier(identifier)}
        false -> :asn1_NOVALUE
      end

    public =
      case :lists.keyfind(0xA1, 1, optional) do
        {_, [{0x03, <<0, public::binary>>}]} -> public
        false -> :asn1_NOVALUE
      end

    {:ECPrivateKey, :jlixir_der.to_integer(version), secret, parameters, public, :asn1_NOVALUE}
  end

  defp from_der(:PrivateKeyInfo, {0x30, [_version, algorithm, {0x04, inner} | _attributes]}) do
    {:AlgorithmIdentifier, identifier, parameters} = algorithm(algorithm)

    case identifier do
      @rsa_encryption ->
        der_decode(:RSAPrivateKey, inner)

      @ec_public_key ->
        :erlang.setelement(4, der_decode(:ECPrivateKey, inner), curve_parameters(parameters))

      curve when is_map_key(@curves, curve) ->
        {0x04, secret} = :jlixir_der.decode(inner)
        {:ECPrivateKey, 1, secret, {:namedCurve, curve}, :asn1_NOVALUE, :asn1_NOVALUE}
    end
  end

  defp from_der(:EcpkParameters, identifier), do: {:namedCurve, :jlixir_der.to_identifier(identifier)}

  defp algorithm({0x30, [identifier]}), do: {:AlgorithmIdentifier, :jlixir_der.to_identifier(identifier), :asn1_NOVALUE}

  defp algorithm({0x30, [identifier, parameters]}) do
    {:AlgorithmIdentifier, :jlixir_der.to_identifier(identifier), :jlixir_der.encode(parameters)}
  end

  defp curve_parameters(der), do: {:namedCurve, :jlixir_der.to_identifier(:jlixir_der.decode(der))}

  @doc "The DER of a record of a type."
  def der_encode(type, record) when is_atom(type), do: :jlixir_der.encode(to_der(type, record))

  defp to_der(:RSAPrivateKey, {:RSAPrivateKey, _version, n, e, d, p, q, dp, dq, inverse, _}) do
    :jlixir_der.sequence(for number <- [0, n, e, d, p, q, dp, dq, inverse], do: :jlixir_der.integer(number))
  end

  defp to_der(:RSAPublicKey, {:RSAPublicKey, n, e}), do: :jlixir_der.sequence([:jlixir_der.integer(n), :jlixir_der.integer(e)])

  defp to_der(:SubjectPublicKeyInfo, {:SubjectPublicKeyInfo, algorithm, key}) do
    :jlixir_der.sequence([algorithm_der(algorithm), :jlixir_der.bits(key)])
  end

  defp to_der(:ECPrivateKey, {:ECPrivateKey, version, secret, parameters, public, _}) do
    curve = for {:namedCurve, curve} <- [parameters], do: :jlixir_der.explicit(0, :jlixir_der.identifier(curve_identifier(curve)))
    point = for point <- [public], is_binary(point), do: :jlixir_der.explicit(1, :jlixir_der.bits(point))
    :jlixir_der.sequence([:jlixir_der.integer(version(version)), :jlixir_der.octets(secret) | curve ++ point])
  end

  defp to_der(:PrivateKeyInfo, {:RSAPrivateKey, _, _, _, _, _, _, _, _, _, _} = key) do
    private_info(:jlixir_der.sequence([:jlixir_der.identifier(@rsa_encryption), :jlixir_der.null()]), der_encode(:RSAPrivateKey, key))
  end

  defp to_der(:PrivateKeyInfo, {:ECPrivateKey, _, secret, {:namedCurve, curve}, _, _} = key) do
    identifier = curve_identifier(curve)

    case :maps.get(identifier, @curves, nil) do
      name when name in @edwards ->
        private_info(:jlixir_der.sequence([:jlixir_der.identifier(identifier)]), :jlixir_der.encode(:jlixir_der.octets(secret)))

      _ ->
        algorithm = :jlixir_der.sequence([:jlixir_der.identifier(@ec_public_key), :jlixir_der.identifier(identifier)])
        private_info(algorithm, der_encode(:ECPrivateKey, :erlang.setelement(4, key, :asn1_NOVALUE)))
    end
  end

  defp to_der(:EcpkParameters, {:namedCurve, curve}), do: :jlixir_der.identifier(curve_identifier(curve))

  defp private_info(algorithm, inner), do: :jlixir_der.sequence([:jlixir_der.integer(0), algorithm, :jlixir_der.octets(inner)])

  defp algorithm_der({:AlgorithmIdentifier, identifier, :asn1_NOVALUE}), do: :jlixir_der.sequence([:jlixir_der.identifier(identifier)])

  defp algorithm_der({:AlgorithmIdentifier, identifier, parameters}) do
    :jlixir_der.sequence([:jlixir_der.identifier(identifier), :jlixir_der.decode(parameters)])
  end

  defp version(:ecPrivkeyVer1), do: 1
  defp version(version), do: version

  defp curve_identifier(curve) when is_atom(curve), do: :maps.get(if(curve == :prime256v1, do: :secp256r1, else: curve), @identifiers)
  defp curve_identifier(identifier), do: identifier

  # Keys

  @doc "A new private key: of `{:rsa, bits, exponent}` or of a curve, `{:namedCurve, name_or_oid}`."
  def generate_key({:rsa, bits, exponent}) do
    {_public, numbers} = :crypto.generate_key(:rsa, {bits, exponent})
    [e, n, d, p, q, dp, dq, inverse] = for bytes <- numbers, do: :binary.decode_unsigned(bytes)
    {:RSAPrivateKey, :"two-prime", n, e, d, p, q, dp, dq, inverse, :asn1_NOVALUE}
  end

  def generate_key({:namedCurve, curve}) do
    identifier = curve_identifier(curve)
    name = :maps.get(identifier, @curves)
    {public, secret} = :crypto.generate_key(if(name in [:ed25519, :ed448], do: :eddsa, else: :ecdh), name)
    {:ECPrivateKey, 1, secret, {:namedCurve, identifier}, public, :asn1_NOVALUE}
  end

  @doc "The secret that the holder of a private key has in common with that of a point."
  def compute_key({:ECPoint, point}, {:ECPrivateKey, _, secret, {:namedCurve, curve}, _, _}) do
    :crypto.compute_key(:ecdh, point, secret, :maps.get(curve_identifier(curve), @curves))
  end

  # Signatures and encryption

  @doc "Signs a message, or `{:digest, digest}`."
  def sign(message, digest, key), do: sign(message, digest, key, [])

  @doc "As `sign/3`, with the options of `:crypto.sign/5`."
  def sign(message, digest, key, options) do
    {algorithm, parameters} = private(key)
    :crypto.sign(algorithm, if(algorithm == :eddsa, do: :none, else: digest), message, parameters, options)
  end

  @doc "Whether a signature is that of a message by the holder of a key."
  def verify(message, digest, signature, key), do: verify(message, digest, signature, key, [])

  @doc "As `verify/4`, with the options of `:crypto.verify/6`."
  def verify(message, digest, signature, key, options) do
    {algorithm, parameters} = public(key)
    :crypto.verify(algorithm, if(algorithm == :eddsa, do: :none, else: digest), message, signature, parameters, options)
  end

  @doc "Encrypts for the holder of a private key."
  def encrypt_public(text, key), do: encrypt_public(text, key, rsa_padding: :rsa_pkcs1_padding)

  @doc "As `encrypt_public/2`, with the options of `:crypto.public_encrypt/4`."
  def encrypt_public(text, key, options) do
    {:rsa, numbers} = public(key)
    :crypto.public_encrypt(:rsa, text, numbers, options)
  end

  @doc "Decrypts what was encrypted for this key."
  def decrypt_private(text, key), do: decrypt_private(text, key, rsa_padding: :rsa_pkcs1_padding)

  @doc "As `decrypt_private/2`, with the options of `:crypto.private_decrypt/4`."
  def decrypt_private(text, key, options) do
    {:rsa, numbers} = private(key)
    :crypto.private_decrypt(:rsa, text, numbers, options)
  end

  @doc "Encrypts by a private key, for everybody who has the public one."
  def encrypt_private(text, key), do: encrypt_private(text, key, rsa_padding: :rsa_pkcs1_padding)

  @doc "As `encrypt_private/2`, with the options of `:crypto.private_encrypt/4`."
  def encrypt_private(text, key, options) do
    {:rsa, numbers} = private(key)
    :crypto.private_encrypt(:rsa, text, numbers, options)
  end

  @doc "Decrypts what the private key encrypted."
  def decrypt_public(text, key), do: decrypt_public(text, key, rsa_padding: :rsa_pkcs1_padding)

  @doc "As `decrypt_public/2`, with the options of `:crypto.public_decrypt/4`."
  def decrypt_public(text, key, options) do
    {:rsa, numbers} = public(key)
    :crypto.public_decrypt(:rsa, text, numbers, options)
  end

  defp private({:RSAPrivateKey, _, n, e, d, p, q, dp, dq, inverse, _}), do: {:rsa, [e, n, d, p, q, dp, dq, inverse]}
  defp private({:ECPrivateKey, _, secret, {:namedCurve, curve}, _, _}), do: by_curve(secret, curve)

  defp public({:RSAPublicKey, n, e}), do: {:rsa, [e, n]}
  defp public({{:ECPoint, point}, {:namedCurve, curve}}), do: by_curve(point, curve)
  defp public({:ed_pub, curve, point}), do: {:eddsa, [point, curve]}

  defp by_curve(key, curve) do
    name = :maps.get(curve_identifier(curve), @curves)
    {if(name in @edwards, do: :eddsa, else: :ecdsa), [key, name]}
  end

  # Certificates

  @doc "The record of a certificate in DER: `:otp` with everything decoded, `:plain` with the DER of its parts."
  def pkix_decode_cert(der, kind) when is_binary(der) and kind in [:otp, :plain] do
    :jlixir_x509.decode(der, kind)
  catch
    :error, _reason -> :erlang.error({:badmatch, {:error, {:asn1, {:invalid_value, :Certificate}}}})
  end

  defp record({:cert, _der, certificate}), do: certificate
  defp record(der) when is_binary(der), do: pkix_decode_cert(der, :otp)
  defp record(certificate) when elem(certificate, 0) == :OTPCertificate, do: certificate

  @doc "Whether a certificate is signed by its own key, as far as the names say."
  def pkix_is_self_signed(certificate), do: pkix_is_issuer(certificate, certificate)

  @doc "Whether a certificate names another one as that of its issuer."
  def pkix_is_issuer(certificate, issuer) do
    :erlang.element(5, :erlang.element(2, record(certificate))) == :erlang.element(7, :erlang.element(2, record(issuer)))
  end

  @doc "Who has issued a certificate: `{:ok, {serial_number, name}}`."
  def pkix_issuer_id(certificate, :self) do
    signed = :erlang.element(2, record(certificate))
    {:ok, {:erlang.element(3, signed), :erlang.element(5, signed)}}
  end

  @doc "The serial number and the subject's name of a certificate."
  def pkix_subject_id(certificate) do
    signed = :erlang.element(2, record(certificate))
    {:erlang.element(3, signed), :erlang.element(7, signed)}
  end

  @doc "As `pkix_verify_hostname/3`, without options."
  def pkix_verify_hostname(certificate, references), do: pkix_verify_hostname(certificate, references, [])

  @doc """
  Whether a certificate is for one of the names, `{:dns_id, charlist}`, `{:ip, address}`, `{:cn, charlist}` or what the option `:match_fun` knows.

  That option is a function of a name and one that the certificate presents, which answers true, false or `:default`. Unless it does
  otherwise names have to be equal: an asterisk stands for itself. `:fail_callback` is asked last, with the record of the certificate.
  """
  def pkix_verify_hostname(certificate, references, options) do
    certificate = record(certificate)
    match = :proplists.get_value(:match_fun, options, fn _reference, _presented -> :default end)
    failed = :proplists.get_value(:fail_callback, options, fn _certificate -> false end)
    names = :jlixir_x509.alternative_names(certificate)
    common_names = for name <- :jlixir_x509.common_names(certificate), do: {:cn, name}
    # The common name is for certificates without alternative names, and for who asks for it.
    asked = for {:cn, _} = reference <- references, do: reference

    cond do
      Enum.any?(references, fn reference -> Enum.any?(names, &presented?(reference, &1, match)) end) -> true
      Enum.any?(asked, fn reference -> Enum.any?(common_names, &presented?(reference, &1, match)) end) -> true
      names == [] and Enum.any?(references, fn reference -> Enum.any?(common_names, &presented?(reference, &1, match)) end) -> true
      true -> failed.(certificate)
    end
  end

  defp presented?(reference, presented, match) do
    case match.(reference, presented) do
      :default -> same_name?(reference, presented)
      answer -> answer
    end
  end

  defp same_name?({:dns_id, name}, {kind, presented}) when kind in [:dNSName, :cn], do: lower(name) == lower(presented)
  defp same_name?({:cn, name}, {:cn, presented}), do: lower(name) == lower(presented)
  defp same_name?({:uri_id, name}, {:uniformResourceIdentifier, presented}), do: lower(name) == lower(presented)
  defp same_name?({:ip, address}, {:iPAddress, bytes}), do: address_bytes(address) == bytes
  defp same_name?(_reference, _presented), do: false

  defp lower(text), do: :string.lowercase(:unicode.characters_to_binary(text))

  defp address_bytes(address) when is_tuple(address) do
    size = if tuple_size(address) == 4, do: 8, else: 16
    for number <- :erlang.tuple_to_list(address), into: "", do: <<number::size(size)>>
  end

  defp address_bytes(text) when is_list(text) do
    case :inet.parse_address(text) do
      {:ok, address} -> address_bytes(address)
      {:error, _} -> nil
    end
  end

  @doc "The function for the option `:match_fun` that takes an asterisk in the first part of a name for any part, as HTTP over TLS does."
  def pkix_verify_hostname_match_fun(:https) do
    fn
      {:dns_id, name}, {:dNSName, presented} -> lower(name) == lower(presented) or wildcard?(lower(name), lower(presented))
      _reference, _presented -> :default
    end
  end

  defp wildcard?(name, presented) do
    case {:binary.split(name, "."), :binary.split(presented, ".")} do
      {[part, rest], [pattern, rest]} -> part != "" and fits?(part, :binary.split(pattern, "*"))
      _ -> false
    end
  end

  defp fits?(_part, [_plain]), do: false

  defp fits?(part, [first, last]) do
    size = byte_size(part) - byte_size(first) - byte_size(last)
    size >= 0 and part == <<first::binary, :erlang.binary_part(part, byte_size(first), size)::binary, last::binary>>
  end

  @doc "The certificates that the system trusts, `[{:cert, der, record}]`: those of the JDK, unless `cacerts_load/1` has read others."
  def cacerts_get do
    case :persistent_term.get({:public_key, :cacerts}, nil) do
      nil ->
        :ok = cacerts_load()
        cacerts_get()

      certificates ->
        certificates
    end
  end

  @doc "Reads the certificates that the JDK trusts."
  def cacerts_load, do: keep_cacerts(:jlixir_tls.trusted_certificates())

  @doc "Reads the certificates to be trusted from a file in PEM or DER."
  def cacerts_load(path) do
    case :file.read_file(path) do
      {:ok, text} ->
        case for({:Certificate, der, :not_encrypted} <- pem_decode(text), do: der) do
          [] -> if :binary.first(text) == 0x30, do: keep_cacerts([text]), else: {:error, :no_cacerts_found}
          certificates -> keep_cacerts(certificates)
        end

      error ->
        error
    end
  end

  defp keep_cacerts(ders), do: :persistent_term.put({:public_key, :cacerts}, for(der <- ders, do: {:cert, der, pkix_decode_cert(der, :otp)}))

  @doc "Forgets what `cacerts_load/1` has read; whether there was something."
  def cacerts_clear, do: :persistent_term.erase({:public_key, :cacerts})
end
