defmodule NetAdmTest do
  # The port of the daemon is a setting of the whole system.
  use ExUnit.Case

  import ExUnit.CaptureIO

  # A port mapper daemon that answers each who asks.
  defp daemon(answer) do
    {:ok, listener} = :gen_tcp.listen(0, [:binary, active: false, ip: {127, 0, 0, 1}])
    {:ok, port} = :inet.port(listener)
    former = System.get_env("ERL_EPMD_PORT")
    System.put_env("ERL_EPMD_PORT", Integer.to_string(port))
    on_exit(fn -> if former, do: System.put_env("ERL_EPMD_PORT", former), else: System.delete_env("ERL_EPMD_PORT") end)
    start_supervised!({Task, fn -> serve(listener, answer) end})
  end

  defp serve(listener, answer) do
    {:ok, socket} = :gen_tcp.accept(listener)
    answer.(socket)
    :gen_tcp.close(socket)
    serve(listener, answer)
  end

  defp two_nodes(socket) do
    {:ok, <<1::16, ?n>>} = :gen_tcp.recv(socket, 3)
    :gen_tcp.send(socket, <<4369::32, "name one at port 1001\nname two at port 1002\n">>)
  end

  test "asks the port mapper daemon for the nodes of a host" do
    daemon(&two_nodes/1)
    assert {:ok, names} = :net_adm.names(~c"127.0.0.1")
    assert Enum.sort(names) == [{~c"one", 1001}, {~c"two", 1002}]
  end

  test "a daemon that says nothing is as good as none" do
    daemon(fn _socket -> :ok end)
    assert :net_adm.names(~c"127.0.0.1") == {:error, :address}
  end

  test "a daemon that breaks the connection off is as good as none" do
    daemon(fn socket -> :inet.setopts(socket, linger: {true, 0}) end)
    for _ <- 1..20, do: assert(:net_adm.names(~c"127.0.0.1") == {:error, :address})
  end

  test "tells of each node that it pings when it is to be verbose" do
    daemon(&two_nodes/1)
    hosts = [:"127.0.0.1"]

    told = capture_io(fn -> assert :net_adm.world_list(hosts, :verbose) == [] end)
    lines = told |> String.split("\n", trim: true) |> Enum.sort()
    assert lines == ["Pinging 'one@127.0.0.1' -> pang", "Pinging 'two@127.0.0.1' -> pang"]

    assert capture_io(fn -> assert :net_adm.world_list(hosts) == [] end) == ""
  end
end
