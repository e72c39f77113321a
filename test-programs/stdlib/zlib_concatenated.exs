# Compressed data behind compressed data: followed, refused or passed over.
g = :zlib.gzip("hello world")
f = fn mode, data ->
  z = :zlib.open()
  :ok = :zlib.inflateInit(z, 31, mode)
  r = try do IO.iodata_to_binary(:zlib.inflate(z, data)) catch k, e -> {k, e} end
  r2 = try do :zlib.inflateEnd(z) catch k, e -> {k, e} end
  :zlib.close(z)
  {r, r2}
end
for mode <- [:cut, :reset, :error], data <- [g, g <> g, g <> "junk", [g, binary_part(g, 0, 12)]] do
  IO.inspect {mode, f.(mode, data)}
end
z = :zlib.open()
:zlib.inflateInit(z, 31, :reset)
IO.inspect IO.iodata_to_binary(:zlib.inflate(z, binary_part(g, 0, 15)))
IO.inspect IO.iodata_to_binary(:zlib.inflate(z, binary_part(g, 15, byte_size(g) - 15) <> binary_part(g, 0, 5)))
IO.inspect IO.iodata_to_binary(:zlib.inflate(z, binary_part(g, 5, byte_size(g) - 5)))
IO.inspect :zlib.safeInflate(z, g)
IO.inspect :zlib.safeInflate(z, [])
IO.inspect :zlib.inflateEnd(z)
IO.inspect(try do :zlib.gunzip(g <> g) catch k, e -> {k, e} end)
IO.inspect(try do :zlib.gunzip(g <> "junk") catch k, e -> {k, e} end)
IO.inspect(try do :zlib.inflateInit(z, 31, :other) catch k, e -> {k, e} end)
IO.inspect(:zlib.uncompress(:zlib.compress("a") <> "junk"))
IO.inspect(:zlib.unzip(:zlib.zip("a") <> "junk"))
