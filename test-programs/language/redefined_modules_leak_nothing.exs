# A module that is redefined 10,000 times leaves nothing of its old versions behind.
Code.put_compiler_option(:ignore_module_conflict, true)

[one, two] =
  for number <- 1..2 do
    {:module, Redefined, binary, _} =
      Module.create(Redefined, quote(do: def(number, do: unquote(number))), file: "nofile", line: 1)

    binary
  end

define = fn count ->
  binary = if rem(count, 2) == 0, do: two, else: one
  :code.purge(Redefined)
  {:module, Redefined} = :code.load_binary(Redefined, ~c"nofile", binary)
  2 - rem(count, 2) == apply(Redefined, :number, []) || raise "an old version was called"
end

memory = fn ->
  for pid <- Process.list(), do: :erlang.garbage_collect(pid)
  :erlang.garbage_collect()
  :erlang.memory(:total)
end

# What the first times set up stays.
Enum.each(1..200, define)
before = memory.()
Enum.each(201..10_200, define)
grown = memory.() - before

IO.puts(Redefined.number())
# A thousand bytes for each would be less than a version takes.
IO.inspect(if(grown < 10_000_000, do: :flat, else: {:grown, grown}))
