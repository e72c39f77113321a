# Key pairs: :crypto and :public_key. Keys of curves are made of fixed private numbers, so their public points can be printed.

secret = :crypto.hash(:sha256, "one")
other = :crypto.hash(:sha256, "another")

for curve <- [:secp256r1, :prime256v1, :secp384r1, :secp521r1, :x25519] do
  {public, private} = :crypto.generate_key(:ecdh, curve, secret)
  {others, _} = :crypto.generate_key(:ecdh, curve, other)
  shared = :crypto.compute_key(:ecdh, others, secret, curve)
  IO.puts("#{curve} #{Base.encode16(public)} #{byte_size(private)} #{Base.encode16(shared)}")
  IO.puts(shared == :crypto.compute_key(:ecdh, public, other, curve))
end

{public, _} = :crypto.generate_key(:eddsa, :ed25519, secret)
signature = :crypto.sign(:eddsa, :none, "text", [secret, :ed25519])
IO.puts(Base.encode16(public <> signature))
IO.inspect(for text <- ["text", "other"], do: :crypto.verify(:eddsa, :none, text, signature, [public, :ed25519]))

{public, _} = :crypto.generate_key(:ecdh, :secp256r1, secret)

for digest <- [:sha, :sha256, :sha512] do
  signature = :crypto.sign(:ecdsa, digest, "text", [secret, :secp256r1])

  IO.inspect(
    for text <- ["text", {:digest, :crypto.hash(digest, "text")}, "other"],
        do: :crypto.verify(:ecdsa, digest, text, signature, [public, :secp256r1])
  )
end

{public, private} = :crypto.generate_key(:rsa, {1024, 65_537})
IO.inspect({length(public), length(private), byte_size(Enum.at(public, 1))})

for options <- [[], [rsa_padding: :rsa_pkcs1_pss_padding, rsa_pss_saltlen: -1], [rsa_padding: :rsa_pkcs1_pss_padding]] do
  signature = :crypto.sign(:rsa, :sha256, "text", private, options)

  IO.inspect(
    {byte_size(signature), for(text <- ["text", "other"], do: :crypto.verify(:rsa, :sha256, text, signature, public, options))}
  )
end

for options <- [
      :rsa_pkcs1_padding,
      [rsa_padding: :rsa_pkcs1_oaep_padding],
      [rsa_padding: :rsa_pkcs1_oaep_padding, rsa_oaep_md: :sha256]
    ] do
  IO.inspect(:crypto.private_decrypt(:rsa, :crypto.public_encrypt(:rsa, "hidden", public, options), private, options))
end

IO.inspect(
  :crypto.public_decrypt(:rsa, :crypto.private_encrypt(:rsa, "seen", private, :rsa_pkcs1_padding), public, :rsa_pkcs1_padding)
)

for fun <- [
      fn -> :crypto.sign(:none_such, :sha256, "text", private) end,
      fn -> :crypto.sign(:rsa, :none_such, "text", private) end,
      fn -> :crypto.generate_key(:ecdh, :none_such) end
    ] do
  try do
    fun.()
  rescue
    error -> IO.inspect(elem(error.original, 0))
  end
end

# Records, DER and PEM

{public, private} = :crypto.generate_key(:ecdh, :secp256r1, secret)
{edwards, _} = :crypto.generate_key(:eddsa, :ed25519, secret)
curve = {1, 2, 840, 10_045, 3, 1, 7}
ec_key = {:ECPrivateKey, 1, private, {:namedCurve, curve}, public, :asn1_NOVALUE}
ed_key = {:ECPrivateKey, 1, secret, {:namedCurve, {1, 3, 101, 112}}, :asn1_NOVALUE, :asn1_NOVALUE}

for {type, key} <- [
      ECPrivateKey: ec_key,
      PrivateKeyInfo: ec_key,
      PrivateKeyInfo: ed_key,
      SubjectPublicKeyInfo: {{:ECPoint, public}, {:namedCurve, curve}},
      SubjectPublicKeyInfo: {{:ECPoint, edwards}, {:namedCurve, {1, 3, 101, 112}}},
      RSAPublicKey: {:RSAPublicKey, 0xC0FFEE1234567890, 65_537},
      SubjectPublicKeyInfo: {:RSAPublicKey, 0xC0FFEE1234567890, 65_537}
    ] do
  pem = :public_key.pem_encode([:public_key.pem_entry_encode(type, key)])
  IO.puts(pem)
  IO.puts(key == :public_key.pem_entry_decode(hd(:public_key.pem_decode(pem))))
end

rsa_key = :public_key.generate_key({:rsa, 1024, 65_537})
rsa_public = {:RSAPublicKey, elem(rsa_key, 2), elem(rsa_key, 3)}
new_key = :public_key.generate_key({:namedCurve, :secp256r1})
IO.inspect({elem(rsa_key, 1), tuple_size(rsa_key), elem(new_key, 3), tuple_size(new_key)})

for {key, public} <- [
      {rsa_key, rsa_public},
      {ec_key, {{:ECPoint, public}, {:namedCurve, curve}}},
      {ed_key, {{:ECPoint, edwards}, {:namedCurve, {1, 3, 101, 112}}}}
    ] do
  digest = if key == ed_key, do: :none, else: :sha256
  signature = :public_key.sign("text", digest, key)
  IO.inspect(for text <- ["text", "other"], do: :public_key.verify(text, digest, signature, public))
end

for type <- [:RSAPrivateKey, :PrivateKeyInfo] do
  IO.puts(
    rsa_key ==
      :public_key.pem_entry_decode(
        hd(:public_key.pem_decode(:public_key.pem_encode([:public_key.pem_entry_encode(type, rsa_key)])))
      )
  )
end

IO.inspect(:public_key.decrypt_private(:public_key.encrypt_public("hidden", rsa_public), rsa_key))
IO.inspect(:public_key.decrypt_public(:public_key.encrypt_private("seen", rsa_key), rsa_public))
IO.inspect(:public_key.pem_decode("no key"))
