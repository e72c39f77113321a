# Closing a socket with linger: {true, 0} resets the connection: what the other side sends then fails at once.

for linger <- [{true, 0}, {false, 0}] do
  {:ok, listener} = :gen_tcp.listen(0, active: false, mode: :binary)
  {:ok, port} = :inet.port(listener)
  {:ok, client} = :gen_tcp.connect({127, 0, 0, 1}, port, active: false, linger: linger, mode: :binary)
  {:ok, server} = :gen_tcp.accept(listener)
  IO.inspect(:inet.getopts(client, [:linger]))
  :ok = :gen_tcp.send(client, "hi")
  {:ok, "hi"} = :gen_tcp.recv(server, 0)
  :ok = :gen_tcp.close(client)
  # A loopback connection is reset before close/1 is back.
  IO.inspect({linger, :gen_tcp.send(server, "reply")})
  IO.inspect({linger, :gen_tcp.recv(server, 0)})
end

# Set later.
{:ok, listener} = :gen_tcp.listen(0, active: false, mode: :binary)
{:ok, port} = :inet.port(listener)
{:ok, client} = :gen_tcp.connect({127, 0, 0, 1}, port, active: false)
{:ok, server} = :gen_tcp.accept(listener)
for wrong <- [{}, {true}, {true, :x}, {:x, 1}, true], do: IO.inspect(:inet.setopts(client, linger: wrong))
IO.inspect(:inet.setopts(client, linger: {true, 0}))
IO.inspect(:inet.getopts(client, [:linger]))
:ok = :gen_tcp.close(client)
IO.inspect(:gen_tcp.send(server, "reply"))
