defmodule :jlixir_x509 do
  @moduledoc """
  Certificates in DER as the records of `:public_key`: `:plain` ones keep the DER of names, parameters and extensions, `:otp` ones hold what
  that says.
  """

  @rsa_encryption {1, 2, 840, 113_549, 1, 1, 1}
  @ec_public_key {1, 2, 840, 10_045, 2, 1}

  @key_usages [
    :digitalSignature,
    :nonRepudiation,
    :keyEncipherment,
    :dataEncipherment,
    :keyAgreement,
    :keyCertSign,
    :cRLSign,
    :encipherOnly,
    :decipherOnly
  ]

  # Attributes of names that are of one type of text, so that the record holds the text alone.
  @single_typed [{2, 5, 4, 6}, {2, 5, 4, 5}, {2, 5, 4, 46}, {1, 2, 840, 113_549, 1, 9, 1}, {0, 9, 2342, 19_200_300, 100, 1, 25}]

  @doc "The record of a certificate; raises `badarg` or `function_clause` for what is none."
  def decode(der, kind), do: from_der(:jlixir_der.decode(der), kind)

  @doc "As `decode/2`, of what `:jlixir_der.decode/1` has made of the DER."
  def from_der({0x30, [to_be_signed, algorithm, {0x03, <<0, signature::binary>>}]}, kind) do
    case kind do
      :plain -> {:Certificate, plain(to_be_signed), plain_algorithm(algorithm), signature}
      :otp -> {:OTPCertificate, otp(to_be_signed), otp_algorithm(:SignatureAlgorithm, algorithm), signature}
    end
  end

  defp plain(to_be_signed) do
    {version, serial, algorithm, issuer, validity, subject, {0x30, [key_algorithm, {0x03, <<0, key::binary>>}]}, extensions} = parts(to_be_signed)

    {:TBSCertificate, version, :jlixir_der.to_integer(serial), plain_algorithm(algorithm), name(issuer, &:jlixir_der.encode/1),
     validity(validity), name(subject, &:jlixir_der.encode/1), {:SubjectPublicKeyInfo, plain_algorithm(key_algorithm), key}, :asn1_NOVALUE,
     :asn1_NOVALUE, extensions(extensions, fn _identifier, value -> value end)}
  end

  defp otp(to_be_signed) do
    {version, serial, algorithm, issuer, validity, subject, {0x30, [key_algorithm, {0x03, <<0, key::binary>>}]}, extensions} = parts(to_be_signed)

    {:OTPTBSCertificate, version, :jlixir_der.to_integer(serial), otp_algorithm(:SignatureAlgorithm, algorithm), otp_name(issuer),
     validity(validity), otp_name(subject), otp_key(key_algorithm, key), :asn1_NOVALUE, :asn1_NOVALUE, extensions(extensions, &extension/2)}
  end

  defp parts({0x30, [{0xA0, [version]} | rest]}), do: parts(rest, :maps.get(:jlixir_der.to_integer(version), %{0 => :v1, 1 => :v2, 2 => :v3}))
  # The version that holds if none is said has no name here, as in OTP.
  defp parts({0x30, rest}), do: parts(rest, 0)

  defp parts([serial, algorithm, issuer, validity, subject, key | optional], version) do
    extensions =
      case :lists.keyfind(0xA3, 1, optional) do
        {_, [{0x30, extensions}]} -> extensions
        false -> []
      end

    {version, serial, algorithm, issuer, validity, subject, key, extensions}
  end

  # Names

  defp name({0x30, relative_names}, value) do
    {:rdnSequence,
     for {0x31, attributes} <- relative_names do
       for {0x30, [identifier, text]} <- attributes, do: {:AttributeTypeAndValue, :jlixir_der.to_identifier(identifier), value.(text)}
     end}
  end

  defp otp_name(name) do
    {:rdnSequence, relative_names} = name(name, & &1)

    {:rdnSequence,
     for attributes <- relative_names do
       for {record, identifier, text} <- attributes, do: {record, identifier, text(identifier, text)}
     end}
  end

  defp text(identifier, {_tag, text}) when identifier in @single_typed, do: :erlang.binary_to_list(text)
  defp text(_identifier, {0x0C, text}), do: {:utf8String, text}
  defp text(_identifier, {0x13, text}), do: {:printableString, :erlang.binary_to_list(text)}
  defp text(_identifier, {0x14, text}), do: {:teletexString, :erlang.binary_to_list(text)}
  defp text(_identifier, {0x16, text}), do: :erlang.binary_to_list(text)
  defp text(_identifier, {0x1E, text}), do: {:bmpString, :unicode.characters_to_list(text, {:utf16, :big})}
  defp text(_identifier, other), do: :jlixir_der.encode(other)

  defp validity({0x30, [first, last]}), do: {:Validity, time(first), time(last)}

  defp time({0x17, text}), do: {:utcTime, :erlang.binary_to_list(text)}
  defp time({0x18, text}), do: {:generalTime, :erlang.binary_to_list(text)}

  # Algorithms and keys

  defp plain_algorithm({0x30, [identifier]}), do: {:AlgorithmIdentifier, :jlixir_der.to_identifier(identifier), :asn1_NOVALUE}

  defp plain_algorithm({0x30, [identifier, parameters]}) do
    {:AlgorithmIdentifier, :jlixir_der.to_identifier(identifier), :jlixir_der.encode(parameters)}
  end

  defp otp_algorithm(record, {0x30, [identifier | parameters]}) do
    {record, :jlixir_der.to_identifier(identifier), parameters(parameters)}
  end

  defp parameters([]), do: :asn1_NOVALUE
  defp parameters([{0x05, ""}]), do: :NULL
  defp parameters([{0x06, _} = curve]), do: {:namedCurve, :jlixir_der.to_identifier(curve)}
  defp parameters([other]), do: :jlixir_der.encode(other)

  defp otp_key(algorithm, key) do
    {_record, identifier, _parameters} = algorithm = otp_algorithm(:PublicKeyAlgorithm, algorithm)
    {:OTPSubjectPublicKeyInfo, algorithm, if(identifier == @rsa_encryption, do: :public_key.der_decode(:RSAPublicKey, key), else: {:ECPoint, key})}
  end

  @doc "The public key of a record, as `:public_key.verify/4` takes it."
  def public_key({:OTPSubjectPublicKeyInfo, {:PublicKeyAlgorithm, @rsa_encryption, _}, key}), do: key
  def public_key({:OTPSubjectPublicKeyInfo, {:PublicKeyAlgorithm, @ec_public_key, curve}, point}), do: {point, curve}
  def public_key({:OTPSubjectPublicKeyInfo, {:PublicKeyAlgorithm, curve, _}, point}), do: {point, {:namedCurve, curve}}

  # Extensions

  defp extensions([], _decode), do: :asn1_NOVALUE

  defp extensions(extensions, decode) do
    for {0x30, parts} <- extensions do
      {identifier, critical, value} =
        case parts do
          [identifier, {0x01, <<flag>>}, {0x04, value}] -> {identifier, flag != 0, value}
          [identifier, {0x04, value}] -> {identifier, false, value}
        end

      identifier = :jlixir_der.to_identifier(identifier)
      {:Extension, identifier, critical, decode.(identifier, value)}
    end
  end

  defp extension({2, 5, 29, 14}, der), do: octets(:jlixir_der.decode(der))
  defp extension({2, 5, 29, 15}, der), do: usages(:jlixir_der.decode(der))
  defp extension({2, 5, 29, kind}, der) when kind in [17, 18], do: general_names(:jlixir_der.decode(der))
  defp extension({2, 5, 29, 19}, der), do: constraints(:jlixir_der.decode(der))
  defp extension({2, 5, 29, 35}, der), do: authority_key(:jlixir_der.decode(der))
  defp extension({2, 5, 29, 37}, der), do: identifiers(:jlixir_der.decode(der))
  defp extension(_identifier, der), do: der

  defp octets({0x04, octets}), do: octets

  defp usages({0x03, <<_unused, bits::bitstring>>}) do
    for {usage, 1} <- Enum.zip(@key_usages, for(<<bit::1 <- bits>>, do: bit)), do: usage
  end

  defp constraints({0x30, []}), do: {:BasicConstraints, false, :asn1_NOVALUE}
  defp constraints({0x30, [{0x01, <<flag>>}]}), do: {:BasicConstraints, flag != 0, :asn1_NOVALUE}
  defp constraints({0x30, [{0x01, <<flag>>}, length]}), do: {:BasicConstraints, flag != 0, :jlixir_der.to_integer(length)}

  defp authority_key({0x30, parts}) do
    identifier =
      case :lists.keyfind(0x80, 1, parts) do
        {_, identifier} -> identifier
        false -> :asn1_NOVALUE
      end

    {:AuthorityKeyIdentifier, identifier, :asn1_NOVALUE, :asn1_NOVALUE}
  end

  defp identifiers({0x30, identifiers}), do: for(identifier <- identifiers, do: :jlixir_der.to_identifier(identifier))

  defp general_names({0x30, names}), do: for(name <- names, do: general_name(name))

  defp general_name({0x81, text}), do: {:rfc822Name, :erlang.binary_to_list(text)}
  defp general_name({0x82, text}), do: {:dNSName, :erlang.binary_to_list(text)}
  defp general_name({0xA4, [name]}), do: {:directoryName, otp_name(name)}
  defp general_name({0x86, text}), do: {:uniformResourceIdentifier, :erlang.binary_to_list(text)}
  defp general_name({0x87, bytes}), do: {:iPAddress, bytes}
  defp general_name(other), do: {:otherName, :jlixir_der.encode(other)}

  # What certificates say

  @doc "The value of an extension of an `:otp` record, or nil."
  def find_extension(certificate, identifier) do
    extensions = :erlang.element(11, :erlang.element(2, certificate))

    case is_list(extensions) and :lists.keyfind(identifier, 2, extensions) do
      {:Extension, _, _, value} -> value
      false -> nil
    end
  end

  @doc "The alternative names of the subject, `[{:dNSName, charlist} | {:iPAddress, bytes} | ...]`."
  def alternative_names(certificate), do: find_extension(certificate, {2, 5, 29, 17}) || []

  @doc "The common names of the subject, charlists."
  def common_names(certificate) do
    {:rdnSequence, relative_names} = :erlang.element(7, :erlang.element(2, certificate))

    for attributes <- relative_names, {:AttributeTypeAndValue, {2, 5, 4, 3}, {_type, text}} <- attributes do
      :unicode.characters_to_list(text)
    end
  end
end
