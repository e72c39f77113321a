defmodule KeyValue.Connection do
  # Answers the lines of one connection.
  alias KeyValue.Store

  def serve(socket, greeting) do
    :ok = :gen_tcp.send(socket, greeting <> "\n")
    loop(socket)
  end

  defp loop(socket) do
    case :gen_tcp.recv(socket, 0) do
      {:ok, line} ->
        :ok = :gen_tcp.send(socket, [answer(String.split(line)), "\n"])
        loop(socket)

      {:error, :closed} ->
        :ok
    end
  end

  defp answer(["PUT", key, value]) do
    Store.put(key, value)
    "OK"
  end

  defp answer(["GET", key]) do
    case Store.fetch(key) do
      {:ok, value} -> ["VALUE ", value]
      :error -> "NONE"
    end
  end

  defp answer(["DELETE", key]) do
    Store.delete(key)
    "OK"
  end

  defp answer(["COUNT"]), do: Integer.to_string(Store.count())
  defp answer(["CRASH"]), do: Process.exit(self(), :kill)
  defp answer(_line), do: "ERROR"
end
