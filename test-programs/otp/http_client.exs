{:ok, l} = :gen_tcp.listen(0, [:binary, packet: :raw, active: false, reuseaddr: true])
{:ok, port} = :inet.port(l)
serve = fn serve ->
  {:ok, s} = :gen_tcp.accept(l)
  spawn(fn ->
    read = fn read, acc ->
      {:ok, d} = :gen_tcp.recv(s, 0)
      acc = acc <> d
      case String.split(acc, "\r\n\r\n", parts: 2) do
        [h, b] ->
          n = case Regex.run(~r/content-length: (\d+)/i, h) do [_, n] -> String.to_integer(n); _ -> 0 end
          if byte_size(b) >= n, do: {h, b}, else: read.(read, acc)
        _ -> read.(read, acc)
      end
    end
    {h, b} = read.(read, "")
    [line | hs] = String.split(h, "\r\n")
    [m, path | _] = String.split(line, " ")
    body = "#{m} #{path} #{b} #{Enum.find(hs, &String.starts_with?(String.downcase(&1), "x-a"))} #{Enum.find(hs, &String.starts_with?(String.downcase(&1), "content-type"))}"
    out = case path do
      "/404" -> "HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\nConnection: close\r\n\r\nno"
      "/redir" -> "HTTP/1.1 302 Found\r\nlocation: /ok\r\ncontent-length: 0\r\nConnection: close\r\n\r\n"
      "/slow" -> Process.sleep(1500); "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nConnection: close\r\n\r\n"
      _ -> "HTTP/1.1 200 OK\r\nX-B: c\r\nContent-Type: text/plain\r\ncontent-length: #{byte_size(body)}\r\nConnection: close\r\n\r\n" <> body
    end
    :gen_tcp.send(s, out)
    :gen_tcp.close(s)
  end)
  serve.(serve)
end
spawn(fn -> serve.(serve) end)
{:ok, _} = Application.ensure_all_started(:inets)
base = ~c"http://127.0.0.1:#{port}"
show = fn
  {:ok, {s, h, b}} -> IO.inspect({:ok, {s, Enum.sort(h), b}})
  other -> IO.inspect(other)
end
show.(:httpc.request(:get, {base ++ ~c"/ok", []}, [ssl: []], []))
show.(:httpc.request(:get, {"http://127.0.0.1:#{port}/bin", []}, [ssl: []], []))
show.(:httpc.request(:get, {base ++ ~c"/ok?a=1", [{~c"X-A", ~c"z"}]}, [ssl: []], body_format: :binary))
show.(:httpc.request(:post, {base ++ ~c"/p", [{~c"x-a", ~c"y"}], ~c"text/plain", "hello"}, [ssl: [], timeout: 5000], body_format: :binary))
show.(:httpc.request(:put, {base ++ ~c"/p", [], ~c"a/b", ~c"hej"}, [ssl: []], []))
show.(:httpc.request(:delete, {base ++ ~c"/p", []}, [ssl: []], []))
show.(:httpc.request(:head, {base ++ ~c"/p", []}, [ssl: []], full_result: false))
show.(:httpc.request(:get, {base ++ ~c"/404", []}, [ssl: []], []))
show.(:httpc.request(:get, {base ++ ~c"/404", []}, [ssl: []], full_result: false))
show.(:httpc.request(:get, {base ++ ~c"/redir", []}, [ssl: []], body_format: :binary))
show.(:httpc.request(:get, {base ++ ~c"/redir", []}, [ssl: [], autoredirect: false], []))
show.(:httpc.request(:get, {base ++ ~c"/slow", []}, [ssl: [], timeout: 200], []))
{:ok, ref} = :httpc.request(:get, {base ++ ~c"/ok", []}, [ssl: []], sync: false, body_format: :binary)
receive do {:http, {^ref, {s, h, b}}} -> IO.inspect({s, Enum.sort(h), b}) end
{:error, {:failed_connect, [{:to_address, {h, p}}, {f, fs, r}]}} = :httpc.request(:get, {~c"http://127.0.0.1:1/", []}, [ssl: []], [])
IO.inspect {h, p, f, fs, r}
IO.inspect :httpc.request(:get, {~c"foo", []}, [ssl: []], [])
IO.inspect :httpc.request(:get, {~c"ftp://foo", []}, [ssl: []], [])
