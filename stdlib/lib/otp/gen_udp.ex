defmodule :gen_udp do
  @moduledoc "Datagrams; nearly all of it is built in."

  @doc "Makes another process the owner of a socket, whose messages then go there."
  def controlling_process(socket, pid), do: :inet.controlling_process(socket, pid)

  @doc "As `connect/3`, the address being `{address, port}` or `%{addr: address, port: port}`."
  def connect(socket, {address, port}), do: :gen_udp.connect(socket, address, port)
  def connect(socket, %{addr: address, port: port}), do: :gen_udp.connect(socket, address, port)
end
