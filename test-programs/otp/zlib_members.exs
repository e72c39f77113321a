# Members of GZIP one behind the other: thousands of them, and one whose checksum is wrong.
gzip = &:zlib.gzip/1
texts = for number <- 1..3000, do: "member #{number};"
all = IO.iodata_to_binary(Enum.map(texts, gzip))
IO.inspect(:zlib.gunzip(all) == IO.iodata_to_binary(texts))

# Once for all data, once for each byte: what comes out, then whether the data had come to an end.
inflate = fn mode, pieces ->
  stream = :zlib.open()
  :ok = :zlib.inflateInit(stream, 31, mode)

  out =
    for piece <- pieces do
      try do: IO.iodata_to_binary(:zlib.inflate(stream, piece)), rescue: (error in ErlangError -> error.original)
    end

  ended = try do: :zlib.inflateEnd(stream), rescue: (error in ErlangError -> error.original)
  :zlib.close(stream)
  {Enum.chunk_by(out, & &1) |> Enum.map(&hd/1) |> Enum.reject(&(&1 == "")), ended}
end

{out, ended} = inflate.(:reset, for(<<piece::binary-size(1000) <- all>>, do: piece) ++ [binary_part(all, byte_size(all), -rem(byte_size(all), 1000))])
IO.inspect({IO.iodata_to_binary(out) == IO.iodata_to_binary(texts), ended})

[one, two, three] = Enum.map(["one", "two", "six"], gzip)

spoilt = fn data ->
  before = byte_size(data) - 8
  <<start::binary-size(^before), byte, rest::binary>> = data
  <<start::binary, Bitwise.bxor(byte, 1), rest::binary>>
end

for {name, data} <- [good: one <> two, second: one <> spoilt.(two) <> three, last: one <> spoilt.(two), first: spoilt.(one) <> two, junk: one <> "junk", cut: one <> binary_part(two, 0, 14)] do
  for mode <- [:reset, :cut, :error] do
    IO.inspect({name, mode, inflate.(mode, [data]), inflate.(mode, for(<<byte <- data>>, do: <<byte>>)), inflate.(mode, [data, ""])})
  end

  IO.inspect(try do: :zlib.gunzip(data), rescue: (error in ErlangError -> error.original))
end

stream = :zlib.open()
:ok = :zlib.inflateInit(stream, 31, :reset)
IO.inspect(try do: :zlib.inflate(stream, one <> spoilt.(two)), rescue: (error in ErlangError -> error.original))
IO.inspect(:zlib.inflateReset(stream))
IO.inspect(:zlib.inflate(stream, three) |> IO.iodata_to_binary())
IO.inspect(:zlib.inflateEnd(stream))
