# What is said of an operation on a table that its owner does not share.
{:ok, _} = Agent.start(fn -> :ets.new(:prot, [:named_table, :protected]); :ets.new(:priv, [:named_table, :private]) end)
for f <- [fn -> :ets.insert(:prot, {1, 2}) end, fn -> :ets.lookup(:priv, 1) end, fn -> :ets.delete(:prot) end, fn -> :ets.delete(:prot, 1) end, fn -> :ets.insert(:prot, :a) end, fn -> :ets.lookup(:none, 1) end, fn -> :ets.update_counter(:prot, 1, 1) end, fn -> :ets.give_away(:prot, self(), 1) end, fn -> :ets.insert_new(:priv, {1}) end, fn -> :ets.tab2list(:priv) end, fn -> :ets.first(:priv) end, fn -> :ets.select(:prot, :bad) end, fn -> :ets.match(:priv, :_) end, fn -> :ets.delete_all_objects(:prot) end, fn -> :ets.rename(:prot, :x) end, fn -> :ets.setopts(:prot, {:heir, :none}) end, 
  fn -> :ets.foldl(fn _, a -> a end, 0, :priv) end, fn -> :ets.new(:prot, [:named_table]) end, fn -> :ets.info(:priv) |> is_list end, fn -> :ets.member(:priv, 1) end, fn -> :ets.take(:prot, 1) end, fn -> :ets.lookup_element(:prot, 1, 2) end, fn -> :ets.update_element(:prot, 1, {2, 1}) end] do
  try do IO.inspect f.() rescue e -> IO.puts Exception.message(e) end
end
