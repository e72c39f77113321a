# :erlang.decode_packet/3: packets with their lengths, lines, and the lines of HTTP.
d = fn type, bin, opts ->
  IO.puts(
    "#{inspect(type)} #{inspect(bin)} #{inspect(opts)} => #{inspect(:erlang.decode_packet(type, bin, opts), limit: :infinity)}"
  )
end

d.(:raw, "abc", [])
d.(0, "abc", [])
d.(:raw, "", [])
d.(1, <<3, "abcdef">>, [])
d.(1, <<3, "ab">>, [])
d.(2, <<0, 3, "abcdef">>, [])
d.(2, <<0>>, [])
d.(4, <<0, 0, 0, 2, "abc">>, [])
d.(4, <<0, 0, 0, 9, "abc">>, [])
d.(4, <<0, 0>>, [])
d.(4, <<0, 0, 0, 9, "abc">>, packet_size: 5)
d.(1, <<>>, [])
d.(:line, "abc\ndef", [])
d.(:line, "abc", [])
d.(:line, "abc\r\nx", [])
d.(:line, "abcdef\n", line_length: 3)
d.(:line, "a;b", line_delimiter: ?;)
d.(:line, "ab", line_length: 3)

for m <- [:http, :http_bin] do
  d.(m, "GET / HTTP/1.1\r\nHost: x\r\n", [])
  d.(m, "GET /a?b HTTP/1.0\n", [])
  d.(m, "FOO http://h:80/p HTTP/1.1\r\n", [])
  d.(m, "OPTIONS * HTTP/1.1\r\n", [])
  d.(m, "CONNECT h:443 HTTP/1.1\r\n", [])
  d.(m, "GET https://h/ HTTP/1.1\r\n", [])
  d.(m, "HTTP/1.1 200 OK\r\nA: b", [])
  d.(m, "HTTP/1.1 404 Not Found\r\n", [])
  d.(m, "HTTP/1.0 200\r\n", [])
  d.(m, "HTTP/1.1 200 \r\n", [])
  d.(m, "GET", [])
  d.(m, "junk\r\n", [])
  d.(m, "GET /\r\n", [])
  d.(m, "\r\n", [])
  d.(m, "GET / HTTP/1.1", [])
  d.(m, "GET / HTTP/a.b\r\n", [])
  d.(m, "PATCH /x HTTP/1.1\r\n", [])
  d.(m, "get / HTTP/1.1\r\n", [])
  d.(m, "GET ftp://x/y HTTP/1.1\r\n", [])
  d.(m, "GET foo HTTP/1.1\r\n", [])
end

for m <- [:httph, :httph_bin] do
  d.(m, "Host: x\r\nA", [])
  d.(m, "Host: x\r\n", [])
  d.(m, "host:x\r\nA", [])
  d.(m, "X-foo-bar:  y z \r\nB", [])
  d.(m, "\r\nrest", [])
  d.(m, "\r\n", [])
  d.(m, "Content-Length: 5\r\n b\r\nC", [])
  d.(m, "nocolon\r\nA", [])
  d.(m, "content-TYPE: a\r\nZ", [])
  d.(m, "A:\r\nZ", [])
  d.(m, "A b: c\r\nZ", [])
  d.(m, "", [])
  d.(m, "Host: x\nA", [])
  d.(m, "averyveryveryverylongheadername: 1\r\nZ", [])
  d.(m, "averylongheadername: 1\r\nZ", [])
  d.(m, "Host: x\r", [])
end

for h <-
      ~w(cache-control connection date pragma transfer-encoding upgrade via accept accept-charset accept-encoding accept-language authorization from host if-modified-since if-match if-none-match if-range if-unmodified-since max-forwards proxy-authorization range referer user-agent age location proxy-authenticate public retry-after server vary warning www-authenticate allow content-base content-encoding content-language content-length content-location content-md5 content-range content-type etag expires last-modified accept-ranges set-cookie set-cookie2 x-forwarded-for cookie keep-alive proxy-connection x-custom origin te trailer expect link),
    do: d.(:httph_bin, "#{h}: v\r\nZ", [])
