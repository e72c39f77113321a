# Which URIs are refused, and what is told of them.
texts = [
  "http://%zz", "%", "a%", "http://u%@h", "http://h/?%q", "ht%tp://a/", "a%b:c", "http://a b", "http://a/ b", "a b", "http://a/é", "/é", "é:a",
  "1:2", "a b:c", "-:c", "http://a/[x]", "?|", "http://a:b", "//h:12x", "//h:x", "//h:", "//h:65536", "//h:99999", "//h:999999", "http://h:999999",
  "http://h:00000080", "http://[::1", "//[::1", "//[x]", "//[]", "//[1:2]", "//[1.2.3.4]", "//[::ffff:1.2.3.4]", "http://[]", "//[::1]:1x", "",
  "HTTP://H", "a/b:c", "//:80"
]

for text <- texts do
  case URI.new(text) do
    {:ok, uri} -> IO.inspect({text, Map.take(uri, [:scheme]), uri.userinfo, uri.host, uri.port, uri.path, uri.query, uri.fragment})
    {:error, part} -> IO.inspect({text, :error, part})
  end

  case :uri_string.parse(text) do
    {:error, kind, part} -> IO.inspect({kind, part})
    map -> IO.inspect(Enum.sort(map))
  end
end
