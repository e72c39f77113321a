# What :erlang.decode_packet/3 takes for a line of HTTP, and what it takes for an error.

bytes = for byte <- 0..255, byte != ?\n, do: byte

for {type, before, behind} <- [{:httph_bin, "f", "o: b\r\nx"}, {:httph_bin, "", "o: b\r\nx"}, {:http_bin, "G", "T / HTTP/1.1\r\nx"}] do
  refused = for byte <- bytes, match?({:ok, {:http_error, _}, _}, :erlang.decode_packet(type, before <> <<byte>> <> behind, [])), do: byte
  IO.inspect(refused, limit: :infinity, charlists: :as_lists)
end

for line <- [
      "foo : bar",
      "foo\t: bar",
      " foo: bar",
      ": bar",
      "foo:",
      "foo: ",
      "foo: \t a  ",
      "foo:\ra",
      "foo:\va",
      "foo: a\r",
      "foo",
      "Host : x",
      "HOST: x"
    ] do
  IO.inspect({line, :erlang.decode_packet(:httph_bin, line <> "\r\nx", [])})
end

for line <- [
      "GET / HTTP/1.1",
      " GET / HTTP/1.1",
      "G\tT / HTTP/1.1",
      "GET  /  HTTP/1.1 ",
      "GET\t/\tHTTP/1.1",
      "GET /a b HTTP/1.1",
      "GET /",
      "GET",
      "GET / HTTP/1",
      "GET / HTTP/1.1x",
      "GET / HTTP/x.1",
      "GET / http/1.1",
      "GET a/b HTTP/1.1",
      "PATCH / HTTP/1.1",
      "OPTIONS * HTTP/1.1",
      "CONNECT a.b:80 HTTP/1.1",
      "GET http://a.b:80/c HTTP/1.1",
      "GET HTTPS://a.b HTTP/1.1",
      "GET ftp://a.b/ HTTP/1.1",
      "GET http://[::1]:8/x HTTP/1.1",
      "GET http://a.b:x/ HTTP/1.1",
      "GET http://a.b:8x/ HTTP/1.1",
      "GET http://a.b:/ HTTP/1.1",
      "GET http:// HTTP/1.1",
      "HTTP/1.1 200 OK",
      "HTTP/1.1 200",
      "HTTP/1.1  200  OK x ",
      "HTTP/1.1 abc OK",
      "HTTP/1 200 OK",
      "http/1.1 200 OK",
      ""
    ] do
  IO.inspect({line, :erlang.decode_packet(:http_bin, line <> "\r\nx", [])})
end

for line <- [
      "HTTP/1.1\t200\tOK",
      "HTTP/1.1 ",
      "HTTP/1.1",
      "HTTP/1.1 2x OK",
      "HTTP/1.1 99999999999 OK",
      "GET http://a:0/ HTTP/1.1",
      "GET http://a:99999999999999999999/ HTTP/1.1",
      "GET / HTTP/99999999999999999999.1",
      "GET a HTTP/1.1",
      "GET ab HTTP/1.1"
    ] do
  IO.inspect({line, :erlang.decode_packet(:http_bin, line <> "\r\n", [])})
end

for name <- ["x--y", "-a", "a-b-", "Xx-yY", String.duplicate("a", 50), String.duplicate("a", 51)] do
  {:ok, {:http_header, 0, shown, ^name, "z"}, "q"} = :erlang.decode_packet(:httph_bin, name <> ": z\r\nq", [])
  IO.puts(shown)
end

for text <- ["\r\nq", "\n", "\r\n", " \n", "  \r\n", "  \r\nq", "\t\nx"], options <- [[], [packet_size: 1]] do
  IO.inspect({text, options, :erlang.decode_packet(:httph_bin, text, options)})
end
