# With reuseport several sockets have one address; without it only the first.

for reuse <- [true, false] do
  {:ok, first} = :gen_tcp.listen(0, ip: {127, 0, 0, 1}, reuseaddr: true, reuseport: reuse)
  {:ok, port} = :inet.port(first)
  IO.inspect({reuse, :inet.getopts(first, [:reuseport])})
  second = :gen_tcp.listen(port, ip: {127, 0, 0, 1}, reuseaddr: true, reuseport: reuse)
  IO.inspect({reuse, if(match?({:ok, _}, second), do: :ok, else: second)})

  {:ok, first} = :gen_udp.open(0, ip: {127, 0, 0, 1}, reuseport: reuse)
  {:ok, port} = :inet.port(first)
  second = :gen_udp.open(port, ip: {127, 0, 0, 1}, reuseport: reuse)
  IO.inspect({reuse, if(match?({:ok, _}, second), do: :ok, else: second)})
end
