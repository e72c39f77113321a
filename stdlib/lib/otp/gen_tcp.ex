defmodule :gen_tcp do
  @moduledoc "Connections; nearly all of it is built in."

  @doc "Makes another process the owner of a socket, whose messages then go there."
  def controlling_process(socket, pid), do: :inet.controlling_process(socket, pid)
end
