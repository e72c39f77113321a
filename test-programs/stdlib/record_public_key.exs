# The records of certificates and keys, as programs take them from the header file of public_key.
header = "public_key/include/public_key.hrl"
all = Record.extract_all(from_lib: header)

for name <- ~w(Certificate OTPCertificate OTPTBSCertificate TBSCertificate Validity OTPSubjectPublicKeyInfo AlgorithmIdentifier
               SignatureAlgorithm Extension AttributeTypeAndValue BasicConstraints AuthorityKeyIdentifier GeneralSubtree
               DistributionPoint AccessDescription CertificateList TBSCertList RSAPublicKey RSAPrivateKey ECPrivateKey ECPoint
               DSAPrivateKey Dss-Parms DHParameter PrivateKeyInfo EncryptedPrivateKeyInfo PBKDF2-params CertificationRequest
               CertificationRequestInfo OCSPResponse SingleResponse cert)a do
  fields = Record.extract(name, from_lib: header)
  IO.inspect({name, fields, fields == all[name]}, width: 120)
end

defmodule Keys do
  require Record
  Record.defrecord(:rsa_public_key, :RSAPublicKey, Record.extract(:RSAPublicKey, from_lib: "public_key/include/public_key.hrl"))
  Record.defrecordp(:private, date: 1)
  IO.inspect(@__records__)

  def modulus(rsa_public_key(modulus: modulus)), do: modulus
end

IO.inspect(Keys.modulus({:RSAPublicKey, 3233, 17}))

try do
  Record.extract(:Certificate, from_lib: "no_such_app/include/a.hrl")
rescue
  error in ArgumentError -> IO.puts(Exception.message(error))
end

# Those of the standards have a header file of their own.
header = "public_key/include/OTP-PUB-KEY.hrl"
standard = Record.extract_all(from_lib: header)
IO.inspect(Record.extract(:OTPTBSCertificate, from_lib: header) == all[:OTPTBSCertificate])
IO.inspect(for name <- [:Certificate, :RSAPrivateKey, :OCSPResponse, :PrivateKeyInfo, :ECPoint, :cert], do: {name, standard[name] == all[name]})
