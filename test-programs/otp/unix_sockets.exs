# Sockets that are files.
path = Path.join(System.tmp_dir!(), "jlixir_unix_#{System.pid()}")
show = fn term -> IO.puts(String.replace(inspect(term), path, "PATH")) end

show.(:gen_tcp.connect({:local, path}, 0, [:binary, active: false]))
{:ok, listener} = :gen_tcp.listen(0, [:binary, active: false, ifaddr: {:local, path}])
show.({:inet.sockname(listener), :inet.peername(listener), :inet.port(listener)})

{:ok, client} = :gen_tcp.connect({:local, path}, 0, [:binary, active: false])
{:ok, server} = :gen_tcp.accept(listener)
show.({:inet.sockname(client), :inet.peername(client)})
show.({:inet.sockname(server), :inet.peername(server)})

:ok = :gen_tcp.send(client, "there")
show.(:gen_tcp.recv(server, 0))
:ok = :inet.setopts(client, active: :once, nodelay: true)
:ok = :gen_tcp.send(server, "and back")

receive do
  {:tcp, ^client, data} -> show.(data)
end

:ok = :gen_tcp.close(client)
show.(:gen_tcp.recv(server, 0))

# The file is there until somebody removes it.
:ok = :gen_tcp.close(listener)
show.(File.exists?(path))
show.(:gen_tcp.connect({:local, path}, 0, []))
show.(:gen_tcp.listen(0, ifaddr: {:local, path}))
File.rm!(path)

{:ok, listener} = :gen_tcp.listen(0, [:local, active: false, ip: {:local, String.to_charlist(path)}])
show.(:inet.sockname(listener))
{:ok, client} = :gen_tcp.connect({:local, String.to_charlist(path)}, 0, [:local, active: false], 1000)
show.(:inet.peername(client))
File.rm!(path)
show.(:gen_tcp.listen(0, ifaddr: {:local, "/nosuch/file"}))
show.(:gen_tcp.listen(0, ifaddr: {:local, String.duplicate("a", 200)}))
