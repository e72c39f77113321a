# How long a packet or a line may be for :erlang.decode_packet/3: packet_size refuses, line_length cuts lines.

for limit <- [1, 8, 9, 10, 11, 17, 18, 19, 20],
    {type, data} <- [
      line: "foo: bar\r\nx",
      line: "foo: bar\r\n",
      line: "foo: bar\r",
      http_bin: "GET / HTTP/1.1\r\n",
      http_bin: "GET / HTTP",
      httph_bin: "foo: bar\r\nx",
      httph_bin: "foo: bar\r\n",
      httph_bin: "foo: bar\r",
      httph_bin: "foo: bar\r\n baz: a\r\nx",
      httph_bin: "foo: bar\r\n baz: a\r\n",
      httph_bin: "foo: bar\r\n baz: a",
      httph_bin: "\r\n",
      raw: "foo: bar\r\nx"
    ],
    option <- [:packet_size, :line_length] do
  IO.inspect({limit, option, type, data, :erlang.decode_packet(type, data, [{option, limit}])}, width: 200)
end

for size <- [5, 10, 20], length <- [5, 10, 20], type <- [:line, :httph_bin] do
  IO.inspect({size, length, type, :erlang.decode_packet(type, "foo: bar\r\nx", packet_size: size, line_length: length)}, width: 200)
end
