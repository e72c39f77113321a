# How much something takes: exact for terms, estimates for tables and processes, which grow with what they hold.
for term <- [1, :a, 1.5, [], [1, 2], {}, {1, 2}, "abc", "", String.duplicate("a", 64), String.duplicate("a", 65), %{}, %{a: 1}, %{a: [1], b: 2}, Map.new(1..32, &{&1, &1}), make_ref(), self(), 1..2] do
  IO.write("#{:erts_debug.flat_size(term)} ")
end

IO.puts("")

# Tables
table = :ets.new(:table, [])
empty = :ets.info(table, :memory)
all_before = :erlang.memory(:ets)
for n <- 1..10_000, do: :ets.insert(table, {n, [n, n, n]})
full = :ets.info(table, :memory)
IO.inspect({empty > 0, full - empty > 100_000, full - empty < 400_000})
IO.inspect(:erlang.memory(:ets) - all_before > 8 * 100_000)
:ets.delete(table)
IO.inspect(Keyword.keys(:erlang.memory()))
memory = :erlang.memory()
IO.inspect(memory[:total] >= memory[:ets] + memory[:atom] and memory[:system] > memory[:ets])

# Processes
idle = spawn(fn -> Process.sleep(:infinity) end)
{:memory, before} = Process.info(idle, :memory)
for n <- 1..1000, do: send(idle, {n, [n, n, n, n]})
{:memory, with_messages} = Process.info(idle, :memory)
IO.inspect({before > 0, with_messages - before > 50_000, Process.info(idle, :message_queue_len)})
{:reductions, first} = Process.info(self(), :reductions)
Enum.reduce(1..10_000, 0, &(&1 + &2))
{:reductions, second} = Process.info(self(), :reductions)
IO.inspect(second > first)

# Interfaces
{:ok, interfaces} = :inet.getifaddrs()
{~c"lo", properties} = List.keyfind(interfaces, ~c"lo", 0)
IO.inspect({properties[:addr], properties[:netmask], properties[:hwaddr], properties[:flags]})
