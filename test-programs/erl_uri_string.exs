# The module :uri_string: parsing, recomposition, normal forms, resolution, percent-encoding and queries.
shown = fn fun ->
  try do
    fun.()
  catch
    kind, reason -> {kind, reason}
  end
end

t = fn name, fun -> IO.puts("#{name} => #{inspect(shown.(fun), limit: :infinity, printable_limit: :infinity)}") end

uris = [
  "foo://user@example.com:8042/over/there?name=ferret#nose",
  ~c"foo://user@example.com:8042/over/there?name=ferret#nose",
  "",
  "/a/b",
  "a/b?x",
  "?q",
  "#f",
  "//host/p",
  "//",
  "foo:",
  "foo:bar",
  "mailto:a@b.c",
  "urn:a:b",
  "http://[::1]:80/x",
  "http://[::1",
  "http://a:b@h",
  "http://h:",
  "http://h:x",
  "http://h:99999",
  "http://ex ample",
  "http://é.com/å?ö#ü",
  "1foo:bar",
  "a:b:c/d",
  "foo://h/a b",
  "foo://h/%41%zz",
  "foo://h/%4",
  "http://h?a=b&c=d",
  "http://h#",
  "http://h?",
  "http://h/?#",
  ~c"http://örebro.se/å",
  "http://h:80",
  ":foo",
  "a_b:c",
  "./a:b",
  "a/b:c",
  "foo://h//x",
  "http://user:pa%20ss@h/",
  "http://@h/",
  "http://h/a?b?c/d#e?/f",
  "//[v1.abc]/",
  "http://1.2.3.4/"
]

for u <- uris, do: t.("parse #{inspect(u)}", fn -> :uri_string.parse(u) end)

maps = [
  %{
    fragment: "nose",
    host: "example.com",
    path: "/over/there",
    port: 8042,
    query: "name=ferret",
    scheme: "foo",
    userinfo: "user"
  },
  %{path: "/a"},
  %{path: "a", host: "h"},
  %{host: "h", path: ""},
  %{scheme: "http", path: "//x"},
  %{path: "//x"},
  %{scheme: ~c"http", host: ~c"h", path: ~c"/p"},
  %{path: "a:b"},
  %{scheme: "s", path: "a:b"},
  %{},
  %{host: "h"},
  %{path: "a b"},
  %{scheme: "1", path: ""},
  %{host: "h", port: 80, path: "/"},
  %{path: "/å"},
  %{host: "ö", path: ""},
  %{host: "::1", path: ""},
  %{path: "/x", query: "a=b c"},
  %{path: "/x", foo: 1},
  %{host: "", path: "/x", scheme: "file"},
  %{userinfo: "u", path: "/x"},
  %{query: "q", path: ""},
  %{fragment: "f", path: ""},
  %{host: "[::1]", path: ""},
  %{path: "/%41"}
]

for m <- maps, do: t.("recompose #{inspect(m)}", fn -> :uri_string.recompose(m) end)

for u <- [
      "/a/b/c/./../../g",
      "mid/content=5/../6",
      "http://localhost-%C3%B6rebro:80",
      "HTTP://EXAMPLE.com/%7efoo/../b",
      "https://h:443/",
      "ftp://h:21",
      "ssh://h:22/x",
      "sftp://h:22/",
      "tftp://h:69/",
      "http://h",
      "http://h/%c3%a5",
      "a/../../b",
      "/..",
      "/.",
      "/a/.",
      "/a/..",
      "foo://h/%41%2F",
      ~c"http://A/%7e",
      "http://h:/",
      "http://a b",
      "urn:FOO:a",
      "//H/a",
      "http://%61/",
      "/a//b/../c",
      "http://é/É"
    ],
    do: t.("normalize #{inspect(u)}", fn -> :uri_string.normalize(u) end)

t.("normalize map", fn ->
  :uri_string.normalize(%{scheme: "http", port: 80, path: "/a/b/c/./../../g", host: "localhost-örebro"})
end)

t.("normalize map opt", fn ->
  :uri_string.normalize(%{scheme: "http", port: 80, path: "/a/b/c/./../../g", host: "localhost-örebro"}, [:return_map])
end)

t.("normalize opt", fn -> :uri_string.normalize("HTTP://h:80/a/../b", [:return_map]) end)
base = "http://localhost/ef/abs/uri;a=1?q#f"

for r <- [
      "g:h",
      "g",
      "./g",
      "g/",
      "/g",
      "//g",
      "?y",
      "g?y",
      "#s",
      "g#s",
      "g?y#s",
      ";x",
      "g;x",
      "",
      ".",
      "./",
      "..",
      "../",
      "../g",
      "../..",
      "../../g",
      "../../../g",
      "/./g",
      "/../g",
      "g.",
      ".g",
      "./../g",
      "./g/.",
      "g/./h",
      "g/../h",
      "http:g",
      ~c"../x"
    ],
    do: t.("resolve #{inspect(r)}", fn -> :uri_string.resolve(r, base) end)

t.("resolve nobase", fn -> :uri_string.resolve("a", "b/c") end)
t.("resolve map", fn -> :uri_string.resolve("a", base, [:return_map]) end)
t.("resolve host", fn -> :uri_string.resolve("a", "http://h") end)

for q <- [
      [{"foo bar", "1"}, {"city", "örebro"}],
      [{~c"foo bar", ~c"1"}, {~c"city", ~c"örebro"}],
      [{"a", true}, {"b", "c"}],
      [],
      [{"a", ""}],
      [{"&=+", "~*-._!"}],
      [{"a", 1}]
    ],
    do: t.("compose #{inspect(q)}", fn -> :uri_string.compose_query(q) end)

t.("compose latin1", fn -> :uri_string.compose_query([{"foo bar", "1"}, {"city", "örebro"}], [{:encoding, :latin1}]) end)
t.("compose utf8", fn -> :uri_string.compose_query([{"a", "€"}], [{:encoding, :utf8}]) end)
t.("compose latin1 euro", fn -> :uri_string.compose_query([{"a", "€"}], [{:encoding, :latin1}]) end)

for q <- [
      "foo+bar=1&city=%C3%B6rebro",
      ~c"foo+bar=1&city=%26ouml%3Brebro",
      "a=b;c=d",
      "a",
      "a&b=c",
      "",
      "a=",
      "=b",
      "a=%zz",
      "a=%4",
      "a=b=c",
      "&",
      "a=b&",
      "a=%26%2310;x",
      "a=%FF",
      "å=ö",
      ~c"å=ö"
    ],
    do: t.("dissect #{inspect(q)}", fn -> :uri_string.dissect_query(q) end)

for q <- ["SomeId/04", ~c"SomeId/04", "a b~å", "", "€", <<255>>], do: t.("quote #{inspect(q)}", fn -> :uri_string.quote(q) end)
t.("quote safe l", fn -> :uri_string.quote(~c"SomeId/04 +", ~c"/") end)

for q <- ["SomeId%2F04", ~c"SomeId%2F04", "%", "%4", "%C3%A5", "a+b", "%zz", "%ff", ~c"%C3%A5"],
    do:
      (
        t.("unquote #{inspect(q)}", fn -> :uri_string.unquote(q) end)
        t.("percent_decode #{inspect(q)}", fn -> :uri_string.percent_decode(q) end)
      )

t.("percent_decode map", fn ->
  :uri_string.percent_decode(%{host: "localhost-%C3%B6rebro", path: "/%41", scheme: "http", port: 1})
end)

t.("percent_decode map err", fn -> :uri_string.percent_decode(%{host: "localhost-%F6rebro", path: "", scheme: "http"}) end)

t.("transcode", fn -> :uri_string.transcode(<<"foo%00%00%00%F6bar"::utf32>>, [{:in_encoding, :utf32}, {:out_encoding, :utf8}]) end)

t.("transcode2", fn -> :uri_string.transcode("foo%F6bar", [{:in_encoding, :latin1}, {:out_encoding, :utf8}]) end)
t.("transcode3", fn -> :uri_string.transcode("foo%C3%B6bar", [{:in_encoding, :utf8}, {:out_encoding, :latin1}]) end)
t.("allowed", fn -> :uri_string.allowed_characters() end)
