# What servers on other nodes answer, when there are none.
run = fn f -> try do f.() rescue e -> {:raised, Exception.message(e)} catch k, r -> {k, r} end |> IO.inspect() end
run.(fn -> r = :gen_server.send_request({:name, :other@host}, :x); :gen_server.receive_response(r, 100) end)
run.(fn -> r = :gen_server.send_request({:name, node()}, :x); :gen_server.receive_response(r, 100) end)
run.(fn -> :sys.get_state({:name, :other@host}) end)
run.(fn -> :gen_event.sync_notify({:name, :other@host}, :x) end)
run.(fn -> :gen_statem.stop({:name, :other@host}) end)
run.(fn -> :proc_lib.stop({:name, :other@host}) end)
run.(fn -> :gen_server.multi_call([:other@host, node()], :name, :x, 100) end)
run.(fn -> Supervisor.which_children({:name, :other@host}) end)
run.(fn -> :rpc.server_call(:other@host, :name, :reply, :x) end)
run.(fn -> :rpc.server_call(node(), :name, :reply, :x) end)
