defmodule :jlixir_ssl_suites do
  @moduledoc """
  Cipher suites under their three names: the map of `:ssl`, the name of the RFCs (the JDK's too), and OpenSSL's. Suites are those that the JDK
  has switched on.
  """

  @ciphers %{
    "AES_256_GCM" => :aes_256_gcm,
    "AES_128_GCM" => :aes_128_gcm,
    "CHACHA20_POLY1305" => :chacha20_poly1305,
    "AES_256_CBC" => :aes_256_cbc,
    "AES_128_CBC" => :aes_128_cbc
  }
  @cipher_names Map.new(@ciphers, fn {name, cipher} -> {cipher, name} end)
  @hashes %{"SHA" => :sha, "SHA256" => :sha256, "SHA384" => :sha384}
  @hash_names Map.new(@hashes, fn {name, hash} -> {hash, name} end)
  @exchanges [:ecdhe_ecdsa, :ecdhe_rsa, :dhe_rsa, :dhe_dss, :ecdh_ecdsa, :ecdh_rsa, :rsa]
  @exchange_names Map.new(@exchanges, fn exchange -> {exchange, :string.uppercase(:erlang.atom_to_binary(exchange))} end)
  @by_exchange_name Map.new(@exchange_names, fn {exchange, name} -> {name, exchange} end)

  @doc "The suites for a version of the protocol, as maps, in the JDK's order."
  def all(version) do
    for name <- :jlixir_tls.suites(), suite = to_map(name), for_version?(suite, version), do: suite
  end

  defp for_version?(%{key_exchange: exchange}, :"tlsv1.3"), do: exchange == :any
  defp for_version?(%{key_exchange: :any}, _version), do: false
  defp for_version?(%{mac: :aead}, version), do: version == :"tlsv1.2"
  defp for_version?(%{mac: :sha}, _version), do: true
  defp for_version?(_suite, version), do: version == :"tlsv1.2"

  @doc "The map for a name of the RFCs; nil for one that is no suite, such as what tells of renegotiation."
  def to_map(name) do
    case :binary.split(name, "_WITH_") do
      [<<"TLS_", exchange::binary>>, cipher] -> to_map(:maps.get(exchange, @by_exchange_name, nil), cipher)
      [<<"TLS_", cipher::binary>>] -> to_map(:any, cipher)
      _ -> nil
    end
  end

  defp to_map(nil, _cipher), do: nil

  defp to_map(exchange, cipher) do
    parts = :binary.split(cipher, "_", [:global])
    hash = :maps.get(:lists.last(parts), @hashes, nil)
    cipher = :maps.get(:erlang.iolist_to_binary(:lists.join("_", :lists.droplast(parts))), @ciphers, nil)

    cond do
      hash == nil or cipher == nil -> nil
      cipher in [:aes_256_cbc, :aes_128_cbc] -> %{key_exchange: exchange, cipher: cipher, mac: hash, prf: prf(hash)}
      true -> %{key_exchange: exchange, cipher: cipher, mac: :aead, prf: hash}
    end
  end

  defp prf(:sha384), do: :sha384
  defp prf(_hash), do: :default_prf

  @doc "The name of the RFCs for a map, or nil."
  def to_name(%{key_exchange: exchange, cipher: cipher, mac: mac, prf: prf}) do
    hash = :maps.get(if(mac == :aead, do: prf, else: mac), @hash_names, nil)
    cipher = :maps.get(cipher, @cipher_names, nil)

    cond do
      hash == nil or cipher == nil -> nil
      exchange == :any -> "TLS_#{cipher}_#{hash}"
      name = :maps.get(exchange, @exchange_names, nil) -> "TLS_#{name}_WITH_#{cipher}_#{hash}"
      true -> nil
    end
  end

  @doc "OpenSSL's name for a map."
  def to_openssl(%{key_exchange: :any} = suite), do: to_name(suite)

  def to_openssl(%{key_exchange: exchange, cipher: cipher} = suite) do
    <<"TLS_", name::binary>> = to_name(suite)
    [_exchange, rest] = :binary.split(name, "_WITH_")
    rest = if cipher in [:aes_256_cbc, :aes_128_cbc], do: :binary.replace(rest, "_CBC", ""), else: rest
    rest = if cipher == :chacha20_poly1305, do: "CHACHA20_POLY1305", else: :binary.replace(rest, "AES_", "AES")
    name = if exchange == :rsa, do: rest, else: :string.uppercase(:erlang.atom_to_binary(exchange)) <> "_" <> rest
    :binary.replace(name, "_", "-", [:global])
  end

  @doc "The map for a name of either kind, or nil."
  def find(name) do
    to_map(name) || Enum.find(Enum.flat_map([:"tlsv1.3", :"tlsv1.2"], &all/1), &(to_openssl(&1) == name))
  end
end
