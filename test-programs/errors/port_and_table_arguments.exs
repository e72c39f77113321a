# What is told of wrong arguments of ports, and of updates of tables.
attempt = fn name, fun ->
  try do
    fun.()
  rescue
    error -> IO.puts("#{name}: #{inspect(error.__struct__)} #{Exception.message(error)}")
  else
    value -> IO.puts("#{name}: #{inspect(value)}")
  end
end

port = Port.open({:spawn, "cat"}, [:binary])

attempt.("info of an item", fn -> :erlang.port_info(port, :nothing) end)
attempt.("info of a name", fn -> :erlang.port_info(:no_such_port, :name) end)
attempt.("info of a process", fn -> Port.info(self()) end)
attempt.("item of a process", fn -> Port.info(self(), :name) end)
attempt.("close", fn -> Port.close(self()) end)
attempt.("close a name", fn -> :erlang.port_close(:no_such_port) end)
attempt.("command", fn -> Port.command(self(), "x") end)
attempt.("command both", fn -> Port.command(self(), :x) end)
attempt.("command options", fn -> Port.command(port, "x", [:nothing]) end)
attempt.("connect", fn -> Port.connect(self(), self()) end)
attempt.("connect to", fn -> Port.connect(port, 1) end)
attempt.("monitor", fn -> Port.monitor(self()) end)
attempt.("open name", fn -> Port.open({:spawn, 1}, []) end)
attempt.("open kind", fn -> Port.open({:nothing, "x"}, []) end)
attempt.("open executable", fn -> Port.open({:spawn_executable, 1}, []) end)
attempt.("open flag", fn -> Port.open({:spawn, "cat"}, [:nothing]) end)
attempt.("open line", fn -> Port.open({:spawn, "cat"}, line: :x) end)
attempt.("open no list", fn -> Port.open({:spawn, "cat"}, :x) end)
attempt.("open nothing", fn -> :erlang.open_port(:x, :y) end)
Port.close(port)
attempt.("closed", fn -> Port.close(port) end)

table = :ets.new(:table, [])
:ets.insert(table, {:key, :atom, 1})

attempt.("counter value", fn -> :ets.update_counter(table, :key, 1) end)
attempt.("counter value at", fn -> :ets.update_counter(table, :key, {2, 1}) end)
attempt.("counter increment", fn -> :ets.update_counter(table, :key, {3, :a}) end)
attempt.("counter key", fn -> :ets.update_counter(table, :key, {1, 1}) end)
attempt.("counter range", fn -> :ets.update_counter(table, :key, {9, 1}) end)
attempt.("counter operation", fn -> :ets.update_counter(table, :key, :bad) end)
attempt.("counter operations", fn -> :ets.update_counter(table, :key, [{3, 1}, {2, 1}]) end)
attempt.("counter missing", fn -> :ets.update_counter(table, :nothing, 1) end)
attempt.("counter initial value", fn -> :ets.update_counter(table, :nothing, 1, {:x, :y}) end)
attempt.("counter initial size", fn -> :ets.update_counter(table, :nothing, 1, {:x}) end)
attempt.("counter initial", fn -> :ets.update_counter(table, :nothing, {2, 1}, 5) end)
attempt.("element key", fn -> :ets.update_element(table, :key, {1, 1}) end)
attempt.("element range", fn -> :ets.update_element(table, :key, {9, 1}) end)
attempt.("element change", fn -> :ets.update_element(table, :key, :bad) end)
attempt.("element missing", fn -> :ets.update_element(table, :nothing, {2, 1}) end)

bag = :ets.new(:bag, [:bag])
attempt.("update a bag", fn -> :ets.update_counter(bag, :k, 1) end)
set = :ets.new(:set, [:set])
attempt.("nothing to update", fn -> :ets.update_counter(set, :missing, :bad) end)
attempt.("no tuple", fn -> :ets.update_counter(set, :missing, :bad, 5) end)
:ets.insert(set, {:k, 1})
attempt.("improper updates", fn -> :ets.update_counter(set, :k, [{2, 1} | :x]) end)
