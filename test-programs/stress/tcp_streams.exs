# Streams of bytes over many connections at once, read in every mode there is, changed at any time: nothing is lost, doubled or out of order.
defmodule Streams do
  @size 60_000

  def byte(i, id), do: rem(i * 7 + id, 251)
  def expected(id), do: for(i <- 0..(@size - 1), into: <<>>, do: <<byte(i, id)>>)

  def send_all(socket, data, 0) do
    :ok = :gen_tcp.send(socket, data)
    :ok = :gen_tcp.shutdown(socket, :write)
  end

  def send_all(socket, data, seed) do
    size = min(byte_size(data), 1 + rem(seed * 7919, 3000))
    <<part::binary-size(^size), rest::binary>> = data
    :ok = :gen_tcp.send(socket, part)
    seed = rem(seed * 31 + 17, 1009)
    if rem(seed, 13) == 0, do: Process.sleep(1)
    send_all(socket, rest, if(rest == "", do: 0, else: seed + 1))
  end

  # Takes a step in one mode, then goes on in another.
  def read(socket, acc, seed) do
    next = rem(seed * 37 + 11, 1013)

    case rem(seed, 5) do
      0 -> passive(socket, acc, next, :gen_tcp.recv(socket, 0))
      1 -> passive(socket, acc, next, :gen_tcp.recv(socket, 0, 1))
      2 -> passive(socket, acc, next, :gen_tcp.recv(socket, packet(acc, 1 + rem(seed, 50)), 2))
      3 -> active(socket, acc, next, :once, 1)
      4 -> active(socket, acc, next, 3, 3)
    end
  end

  # What is less than a packet at the end of a stream is lost.
  defp packet(acc, wanted), do: min(wanted, @size - IO.iodata_length(acc))

  defp passive(socket, acc, seed, result) do
    case result do
      {:ok, data} -> read(socket, [acc, data], seed)
      {:error, :timeout} -> read(socket, acc, seed)
      {:error, :closed} -> IO.iodata_to_binary(acc)
    end
  end

  defp active(socket, acc, seed, mode, count) do
    case :inet.setopts(socket, active: mode) do
      :ok -> messages(socket, acc, seed, count)
      {:error, :einval} -> IO.iodata_to_binary(acc)
    end
  end

  defp messages(socket, acc, seed, 0) do
    receive do: ({:tcp_passive, ^socket} -> :ok), after: (0 -> :ok)
    read(socket, acc, seed)
  end

  defp messages(socket, acc, seed, count) do
    receive do
      {:tcp, ^socket, data} ->
        messages(socket, [acc, data], seed, count - 1)

      {:tcp_closed, ^socket} ->
        IO.iodata_to_binary(acc)
    after
      2 ->
        # Back to reading; what has come meanwhile is in the mailbox.
        :ok = :inet.setopts(socket, active: false)
        read(socket, drain(socket, acc), seed)
    end
  end

  defp drain(socket, acc) do
    receive do
      {:tcp, ^socket, data} -> drain(socket, [acc, data])
      {:tcp_passive, ^socket} -> drain(socket, acc)
    after
      0 -> acc
    end
  end

  def pair(listen, port) do
    {:ok, client} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false, exit_on_close: false])
    {:ok, server} = :gen_tcp.accept(listen)
    {client, server}
  end

  def hand_over(socket, fun) do
    task =
      Task.async(fn ->
        receive do: (:go -> fun.())
      end)

    :ok = :gen_tcp.controlling_process(socket, task.pid)
    send(task.pid, :go)
    task
  end
end

{:ok, listen} = :gen_tcp.listen(0, [:binary, active: false, exit_on_close: false, ip: {127, 0, 0, 1}, backlog: 64])
{:ok, port} = :inet.port(listen)

for round <- 1..4 do
  tasks =
    for id <- 1..12 do
      {client, server} = Streams.pair(listen, port)

      # Both directions at once.
      [
        Streams.hand_over(client, fn ->
          me = self()
          data = Streams.expected(id)
          sender = spawn_link(fn -> Streams.send_all(client, data, id * round + 1); send(me, :sent) end)
          answer = Streams.read(client, [], id + round)
          receive do: (:sent -> :ok)
          {sender != me, answer == Streams.expected(id + 100)}
        end),
        Streams.hand_over(server, fn ->
          me = self()
          data = Streams.expected(id + 100)
          sender = spawn_link(fn -> Streams.send_all(server, data, id + round); send(me, :sent) end)
          answer = Streams.read(server, [], 3 * id + round)
          receive do: (:sent -> :ok)
          {sender != me, answer == Streams.expected(id)}
        end)
      ]
    end

  IO.inspect({round, tasks |> List.flatten() |> Task.await_many(60_000) |> Enum.frequencies()})
end

# Closed by another process while one waits for input, again and again.
results =
  for i <- 1..200 do
    {client, server} = Streams.pair(listen, port)
    me = self()
    spawn(fn -> send(me, {:read, :gen_tcp.recv(client, 0)}) end)
    if rem(i, 3) == 0, do: Process.sleep(1)

    case rem(i, 4) do
      0 -> :gen_tcp.close(client)
      1 -> :gen_tcp.close(server)
      2 -> :gen_tcp.send(server, "last") && :gen_tcp.close(server)
      3 -> :gen_tcp.shutdown(server, :write)
    end

    result = receive do: ({:read, result} -> result)
    :gen_tcp.close(client)
    :gen_tcp.close(server)
    {rem(i, 4), result}
  end

IO.inspect(Enum.frequencies(results))
