# :zlib.safeInflate/2 hands out content in pieces, so that who reads it can stop in time.

# Long enough that the compressed content is used up before the first piece is out.
content = String.duplicate("a", 40_000)

take = fn take, stream, result, taken ->
  case result do
    {:continue, piece} ->
      IO.puts("continue after #{IO.iodata_length(piece)} bytes")
      take.(take, stream, :zlib.safeInflate(stream, []), [taken, piece])

    {:finished, piece} ->
      IO.puts("finished after #{IO.iodata_length(piece)} bytes")
      IO.iodata_to_binary([taken, piece])
  end
end

for size <- [0, 1, 16_383, 16_384, 16_385, 32_768, 40_000] do
  stream = :zlib.open()
  :ok = :zlib.inflateInit(stream)
  expected = binary_part(content, 0, size)
  compressed = :zlib.compress(expected)
  IO.puts("#{size} bytes")
  IO.inspect(take.(take, stream, :zlib.safeInflate(stream, compressed), []) == expected)
  IO.inspect(:zlib.inflateEnd(stream))
end

# What has not come out yet, inflate/2 brings along.
stream = :zlib.open()
:ok = :zlib.inflateInit(stream)
{:continue, first} = :zlib.safeInflate(stream, :zlib.compress(content))
IO.inspect(IO.iodata_to_binary([first, :zlib.inflate(stream, [])]) == content)

# A reset forgets it.
:ok = :zlib.inflateReset(stream)
{:continue, _} = :zlib.safeInflate(stream, :zlib.compress(content))
:ok = :zlib.inflateReset(stream)
IO.inspect(:zlib.safeInflate(stream, :zlib.compress("other")))

# One stream behind the other.
for further <- [:cut, :reset, :error] do
  stream = :zlib.open()
  :ok = :zlib.inflateInit(stream, 31, further)
  member = :zlib.gzip(content)

  try do
    IO.inspect(byte_size(take.(take, stream, :zlib.safeInflate(stream, member <> member), [])))
  rescue
    error -> IO.inspect(error)
  end
end

# A stream that was made with a dictionary asks for it.
stream = :zlib.open()
:ok = :zlib.deflateInit(stream)
:zlib.deflateSetDictionary(stream, "hello")
compressed = :zlib.deflate(stream, "hello hello", :finish)

for {name, inflate} <- [inflate: &:zlib.inflate/2, safeInflate: &:zlib.safeInflate/2] do
  stream = :zlib.open()
  :ok = :zlib.inflateInit(stream)

  attempt = fn fun ->
    try do
      fun.()
    catch
      kind, reason -> {kind, reason}
    end
  end

  IO.inspect({name, attempt.(fn -> :zlib.inflateSetDictionary(stream, "hello") end)})
  IO.inspect({name, attempt.(fn -> inflate.(stream, compressed) end)})
  IO.inspect({name, attempt.(fn -> :zlib.inflateSetDictionary(stream, "other") end)})
  IO.inspect({name, attempt.(fn -> :zlib.inflateSetDictionary(stream, "hello") end)})
  IO.inspect({name, attempt.(fn -> inflate.(stream, []) end)})
end
