# :ets heirs with dead heir, named table reuse, protected writes, continuation across processes, many
t = :ets.new(:named, [:named_table, :public, {:read_concurrency, true}, {:write_concurrency, :auto}, :compressed])
IO.inspect (try do :ets.new(:named, [:named_table]) rescue e -> e end)
Task.await(Task.async(fn -> :ets.insert(:named, {:a, 1}); :ets.new(:inner, [:named_table]) end)); Process.sleep(200); IO.inspect :ets.whereis(:inner); IO.inspect :ets.lookup(:named, :a)
h = spawn(fn -> :ok end); Process.sleep(200)
Task.await(Task.async(fn -> :ets.new(:hh, [:named_table, {:heir, h, :d}]) end)); Process.sleep(200); IO.inspect :ets.whereis(:hh)
IO.inspect Task.await(Task.async(fn -> x = :ets.new(:p, [:protected]); me = self(); spawn(fn -> send(me, (try do :ets.insert(x, {1}) rescue e -> e.__struct__ end)); send(me, :ets.lookup(x, 1)) end); {receive do r -> r end, receive do r -> r end} end))
:ets.insert(t, for(i <- 1..5, do: {i, i * 1.0})); IO.inspect :ets.select(t, [{{:"$1", :"$2"}, [{:andalso, {:is_integer, :"$1"}, {:>, {:+, :"$1", :"$2"}, 6}}], [%{k: :"$1", v: {{:"$2", {:*, :"$1", 2}}}}]}]) |> Enum.sort
IO.inspect :ets.select(t, [{{:a, :_}, [], [:"$_"]}, {{:"$1", :_}, [{:==, :"$1", 3}], [:"$$"]}]) |> Enum.sort; IO.inspect :ets.select(t, [{{:"$1", :_}, [{:==, {:rem, :"$1", 2}, 0}], [{:const, {:x, :"$1"}}]}]); IO.inspect :ets.select(t, [{:_, [], [{:element, 1, :"$_"}]}]) |> Enum.sort
IO.inspect (try do :ets.select(t, [{:bad}]) rescue e -> e end); IO.inspect (try do :ets.select(t, [{{:"$1", :_}, [{:foo, :"$1"}], [1]}]) rescue e -> e.__struct__ end)
IO.inspect :ets.match_delete(t, {:"$1", 3.0}); IO.inspect :ets.info(t, :size); IO.inspect :ets.tab2file(t, ~c"/tmp/jlixir_tables_and_heirs.tab"); :ets.delete(t); {:ok, t2} = :ets.file2tab(~c"/tmp/jlixir_tables_and_heirs.tab"); IO.inspect t2; IO.inspect :ets.info(t2, :compressed); File.rm!("/tmp/jlixir_tables_and_heirs.tab"); IO.inspect :ets.file2tab(~c"/nofile") |> elem(0)
IO.inspect :ets.init_table(:ets.new(:i, []), fn :read -> :end_of_input; :close -> :ok end);
