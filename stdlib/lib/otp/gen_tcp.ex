defmodule :gen_tcp do
  @moduledoc "Connections; nearly all of it is built in."

  @doc "As `connect/3`, the address being `%{addr: address, port: port}`."
  def connect(%{addr: address, port: port}, options), do: :gen_tcp.connect(address, port, options)

  @doc "Makes another process the owner of a socket, whose messages then go there."
  def controlling_process(socket, pid), do: :inet.controlling_process(socket, pid)
end
