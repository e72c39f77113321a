# A module that is redefined 10,000 times leaves nothing of its old versions behind.
Code.put_compiler_option(:ignore_module_conflict, true)

define = fn number ->
  Module.create(Redefined, quote(do: def(number, do: unquote(number))), file: "nofile", line: 1)
  ^number = apply(Redefined, :number, [])
end

memory = fn ->
  :code.purge(Redefined)
  for pid <- Process.list(), do: :erlang.garbage_collect(pid)
  :erlang.garbage_collect()
  :erlang.memory(:total)
end

# What the first times set up stays.
Enum.each(1..1_000, define)
before = memory.()
Enum.each(1_001..11_000, define)
grown = memory.() - before

IO.puts(Redefined.number())
IO.inspect(if(grown < 4_000_000, do: :flat, else: {:grown, grown}))
