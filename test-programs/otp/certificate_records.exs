# Certificates as records: :public_key.der_decode/2 gives what pkix_decode_cert/2 does, and the version that none is said of is a number.

first = """
-----BEGIN CERTIFICATE-----
MIIBRDCB6wIUZ/2rZnEvIn3cUD/kUzJmJ3kPwb0wCgYIKoZIzj0EAwIwJDELMAkG
A1UEBhMCVVMxFTATBgNVBAMMDEV4YW1wbGUgUm9vdDAgFw0yNjEyMDExMzA5NDVa
GA8yMDgxMDkwMzEzMDk0NVowJDELMAkGA1UEBhMCVVMxFTATBgNVBAMMDEV4YW1w
bGUgUm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABCN4Cpdzu3xckEEfypwa
aSSJJausl5cIWoQPOVajB9wB8g8SPZYs+Oy7Tr6VZQLyytcVhSQ8ohwb5mzMUBY+
4KMwCgYIKoZIzj0EAwIDSAAwRQIgULTJtBUy5FUeAX7UO6BxNjWywYkjxnXy0uxn
jLzsHv8CIQD6vtgPr9sPJKf78XCImPRDRKS9VZngj9shpU32mBu1Ww==
-----END CERTIFICATE-----
"""

third = """
-----BEGIN CERTIFICATE-----
MIIBqzCCAVGgAwIBAgIUcHiDptJBBmK5z98FmOJg04xVhZ0wCgYIKoZIzj0EAwIw
HzELMAkGA1UEBhMCVVMxEDAOBgNVBAMMB0V4YW1wbGUwIBcNMjYxMjAxMTMwOTQ1
WhgPMjA4MTA5MDMxMzA5NDVaMB8xCzAJBgNVBAYTAlVTMRAwDgYDVQQDDAdFeGFt
cGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEI3gKl3O7fFyQQR/KnBppJIkl
q6yXlwhahA85VqMH3AHyDxI9liz47LtOvpVlAvLK1xWFJDyiHBvmbMxQFj7go6Np
MGcwHQYDVR0OBBYEFAVg9bVUqdFcaNBxtouAU3f50Ee5MB8GA1UdIwQYMBaAFAVg
9bVUqdFcaNBxtouAU3f50Ee5MA8GA1UdEwEB/wQFMAMBAf8wFAYDVR0RBA0wC4IJ
bG9jYWxob3N0MAoGCCqGSM49BAMCA0gAMEUCICRyrOjNCyMJe16JkjItVKWCJx0Y
HSnjbkWXTCfqf0D6AiEAiZTD4qdWbsdYMglJvXIb3D7/SKeS4J1ytR4CKw9b8SQ=
-----END CERTIFICATE-----
"""

for pem <- [first, third] do
  [{:Certificate, der, :not_encrypted} = entry] = :public_key.pem_decode(pem)
  plain = :public_key.der_decode(:Certificate, der)
  IO.inspect(plain == :public_key.pkix_decode_cert(der, :plain))
  IO.inspect(plain == :public_key.pem_entry_decode(entry))
  IO.inspect(plain |> elem(1) |> Tuple.delete_at(2) |> Tuple.delete_at(6))
  otp = :public_key.pkix_decode_cert(der, :otp)
  IO.inspect(otp |> elem(1) |> Tuple.delete_at(2) |> Tuple.delete_at(6))
end
