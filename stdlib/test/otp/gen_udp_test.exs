defmodule GenUdpTest do
  use ExUnit.Case, async: true

  test "opens no socket of the internet instead of a file" do
    path = Path.join(System.tmp_dir!(), "gen_udp_test_#{System.unique_integer([:positive])}")

    for options <- [[ip: {:local, path}], [ifaddr: {:local, path}], [:local, ip: {:local, path}], [:local]] do
      assert :gen_udp.open(0, options) == {:error, :eafnosupport}
    end

    refute File.exists?(path)
  end

  test "opens sockets of the internet" do
    for options <- [[], [:inet], [ip: {127, 0, 0, 1}]] do
      assert {:ok, socket} = :gen_udp.open(0, options)
      assert :ok = :gen_udp.close(socket)
    end
  end
end
