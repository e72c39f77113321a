# Requests to start a process: what they answer, in which order, and what they refuse. Monitors of names on other nodes.
me = self()

show = fn
  pid when is_pid(pid) -> if pid == me, do: :me, else: :pid
  reference when is_reference(reference) -> :reference
  other -> other
end

flush = fn flush ->
  receive do
    message ->
      IO.inspect(message |> Tuple.to_list() |> Enum.map(show))
      flush.(flush)
  after
    300 -> IO.puts("-")
  end
end

request = fn arguments ->
  IO.inspect(show.(apply(:erlang, :spawn_request, arguments)))
  flush.(flush)
end

run = fn fun ->
  try do
    fun.()
  rescue
    error -> Exception.message(error)
  catch
    kind, reason -> {kind, reason}
  end
  |> IO.inspect()
end

IO.puts("functions")
request.([fn -> send(me, {:ran, 1}) end])
request.([fn -> send(me, {:ran, 2}) end, [:monitor]])
request.([fn -> :ok end, [:link, {:reply_tag, :tag}]])
request.([fn -> exit(:why) end, [{:monitor, [tag: :ended]}, {:priority, :high}]])
request.([node(), fn -> send(me, {:ran, 3}) end])
request.([node(), fn -> send(me, {:ran, 4}) end, [:monitor]])

IO.puts("modules")
request.([Kernel, :send, [me, {:a, 1}]])
request.([Kernel, :send, [me, {:a, 2}], [:monitor]])
request.([node(), Kernel, :send, [me, {:a, 3}]])
request.([node(), Kernel, :send, [me, {:a, 4}], [:link]])

IO.puts("replies")
request.([fn -> :ok end, [reply: :no]])
request.([fn -> :ok end, [reply: :error_only]])
request.([fn -> :ok end, [reply: :success_only]])

IO.puts("failures")
request.([:other@host, Kernel, :send, [me, {:a, 5}], [:link]])
request.([:other@host, Kernel, :send, [me, {:a, 6}], [:monitor, reply: :success_only]])
request.([fn -> :ok end, [:bogus]])
request.([fn -> :ok end, [{:bogus, 1}, {:reply_tag, {:x, 1}}]])
request.([fn -> :ok end, [{:reply, :maybe}]])
request.([fn -> :ok end, [{:reply, :maybe}, {:reply_tag, :t}]])
request.([fn -> :ok end, [{:reply, :no}, {:reply, :maybe}]])

IO.puts("arguments")
run.(fn -> :erlang.spawn_request(:nofun) end)
run.(fn -> :erlang.spawn_request(fn _ -> :ok end) end)
run.(fn -> :erlang.spawn_request(fn -> :ok end, :nolist) end)
run.(fn -> :erlang.spawn_request(:x, :y) end)
run.(fn -> :erlang.spawn_request(1, :b, []) end)
run.(fn -> :erlang.spawn_request(:x, :y, 1) end)
run.(fn -> :erlang.spawn_request(1, :x, :y, []) end)
run.(fn -> :erlang.spawn_request(:x, :y, [], 1) end)
run.(fn -> :erlang.spawn_request(node(), 1, :y, [], 1) end)
run.(fn -> :erlang.spawn_request_abandon(:x) end)
IO.inspect(:erlang.spawn_request_abandon(:erlang.spawn_request(fn -> :ok end)))
flush.(flush)

IO.puts("names on other nodes")
run.(fn -> :erlang.monitor(:process, {:name, :other@host}) end)
run.(fn -> :erlang.monitor(:process, {1, node()}) end)
run.(fn -> show.(:erlang.monitor(:process, {:name, node()})) end)
flush.(flush)
run.(fn -> GenServer.call({:name, :other@host}, :x) end)
run.(fn -> GenServer.call({:name, node()}, :x) end)
run.(fn -> GenServer.stop({:name, :other@host}) end)
run.(fn -> GenServer.cast({:name, :other@host}, :x) end)
