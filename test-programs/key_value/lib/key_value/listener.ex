defmodule KeyValue.Listener do
  # Accepts connections, each served by a task of its own.
  use Task, restart: :permanent

  def start_link(options), do: Task.start_link(__MODULE__, :listen, [options])

  def listen(options) do
    {:ok, socket} = :gen_tcp.listen(options[:port], [:binary, packet: :line, active: false, reuseaddr: true, backlog: 1024])
    {:ok, port} = :inet.port(socket)
    IO.puts("listening on #{port}")
    accept(socket, options[:greeting])
  end

  defp accept(socket, greeting) do
    {:ok, connection} = :gen_tcp.accept(socket)

    {:ok, pid} =
      Task.Supervisor.start_child(KeyValue.Connections, fn ->
        receive(do: (:go -> KeyValue.Connection.serve(connection, greeting)))
      end)

    :ok = :gen_tcp.controlling_process(connection, pid)
    send(pid, :go)
    accept(socket, greeting)
  end
end
