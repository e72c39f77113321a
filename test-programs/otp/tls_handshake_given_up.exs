# Whoever gives up a handshake closes the connection without a word.

Application.ensure_all_started(:ssl)

certificate = """
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

key = """
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgF8fNNmmXBf0Ip9VP
/VTn7bGa4ju0mHuIH52ZTt31By+hRANCAAQjeAqXc7t8XJBBH8qcGmkkiSWrrJeX
CFqEDzlWowfcAfIPEj2WLPjsu06+lWUC8srXFYUkPKIcG+ZszFAWPuCj
-----END PRIVATE KEY-----
"""

[{:Certificate, certificate, :not_encrypted}] = :public_key.pem_decode(certificate)
[{:PrivateKeyInfo, key, :not_encrypted}] = :public_key.pem_decode(key)
{:ok, listener} = :ssl.listen(0, cert: certificate, key: {:PrivateKeyInfo, key})
{:ok, {_address, port}} = :ssl.sockname(listener)
{:ok, client} = :gen_tcp.connect({127, 0, 0, 1}, port, active: false)
{:ok, accepted} = :ssl.transport_accept(listener)
IO.inspect(:ssl.handshake(accepted, 50))
IO.inspect(:gen_tcp.recv(client, 0, 5000))
