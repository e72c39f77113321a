defmodule KeyValue.Application do
  # A key-value server: `jlixir compile test-programs/key_value/lib -o kv.jar --main KeyValue.Application`, then `PORT=4040 java -jar kv.jar`.
  #
  # Lines `PUT key value`, `GET key`, `DELETE key`, `COUNT` and `CRASH`, which kills the process of the connection.
  use Application

  @impl true
  def start(_type, _args) do
    port = String.to_integer(System.get_env("PORT", "0"))
    greeting = File.read!(Path.join(:code.priv_dir(:key_value), "greeting.txt"))

    children = [
      KeyValue.Store,
      {Task.Supervisor, name: KeyValue.Connections},
      {KeyValue.Listener, port: port, greeting: String.trim(greeting)}
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: KeyValue.Supervisor, max_restarts: 100)
  end

  @impl true
  def stop(_state), do: IO.puts("stopped")
end
