# What a node that is not distributed answers to those who ask for others.
show = fn name, fun ->
  result =
    try do
      fun.()
    rescue
      error -> {error.__struct__, Exception.message(error)}
    catch
      kind, reason -> {kind, reason}
    end

  IO.puts("#{name}: #{inspect(result)}")
end

calls = [
  {:net_kernel, :monitor_nodes, [true]}, {:net_kernel, :monitor_nodes, [:x]}, {:net_kernel, :monitor_nodes, [true, []]},
  {:net_kernel, :monitor_nodes, [true, [:nodedown_reason, :connection_id, node_type: :visible]]}, {:net_kernel, :monitor_nodes, [:x, :y]},
  {:net_kernel, :monitor_nodes, [true, [node_type: :odd]]}, {:net_kernel, :monitor_nodes, [true, [:x, {:a, 1}]]},
  {:net_kernel, :monitor_nodes, [true, [node_type: :all, node_type: :hidden]]}, {:net_kernel, :monitor_nodes, [true, :x]},
  {:net_kernel, :monitor_nodes, [true, %{node_type: :all, nodedown_reason: true}]}, {:net_kernel, :monitor_nodes, [true, %{node_type: :odd}]},
  {:net_kernel, :monitor_nodes, [true, %{odd: 1}]}, {:net_kernel, :get_state, []}, {:net_kernel, :connect_node, [:a@b]},
  {:net_kernel, :stop, []}, {:net_kernel, :get_net_ticktime, []}, {:net_kernel, :set_net_ticktime, [60]}, {:net_kernel, :allow, [[:a@b]]},
  {:net_kernel, :getopts, [:a@b, [:active]]}, {:net_kernel, :setopts, [:new, [active: true]]}, {:net_kernel, :start, [:a, []]},
  {:net_kernel, :start, [:a, %{odd: 1}]}, {:net_adm, :ping, [:a@b]}, {:net_adm, :ping, [node()]}, {:net_adm, :ping_list, [[:a@b]]},
  {:net_adm, :host_file, []}, {:net_adm, :world, []}, {:net_adm, :dns_hostname, [:"no.such.host.invalid"]}, {Node, :ping, [:a@b]},
  {Node, :connect, [:a@b]}, {Node, :disconnect, [:a@b]}, {Node, :list, []}, {Node, :monitor, [:a@b, true]}, {Node, :monitor, [node(), true]},
  {Node, :stop, []}, {Node, :set_cookie, [:secret]}, {Node, :set_cookie, [:a@b, :secret]}, {Node, :set_cookie, [node(), :secret]},
  {Node, :get_cookie, []}, {:erlang, :get_cookie, [:a@b]}, {:erlang, :monitor_node, [1, true]}, {:erlang, :set_cookie, [1]}
]

for {module, function, args} <- calls do
  show.("#{inspect(module)}.#{function}(#{Enum.map_join(args, ", ", &inspect/1)})", fn -> apply(module, function, args) end)
end

show.("localhost", fn -> {:ok, :net_adm.localhost()} == :inet.gethostname() end)
show.("nodes", fn -> match?({:error, _}, :net_adm.names(:"no.such.host.invalid")) end)
