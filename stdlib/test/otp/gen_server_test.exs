defmodule GenServerProtocolTest do
  use ExUnit.Case, async: true

  defmodule Counter do
    def init({:stop, reason}), do: {:stop, reason}
    def init({:error, reason}), do: {:error, reason}
    def init(:ignore), do: :ignore
    def init(n), do: {:ok, n}
    def handle_call(:get, _from, n), do: {:reply, n, n}
    def handle_call(:later, from, n), do: {:noreply, n, {:continue, {:answer, from}}}
    def handle_call(:crash, _from, _n), do: raise("crash")
    def handle_call(:odd, _from, _n), do: :odd
    def handle_cast({:add, m}, n), do: {:noreply, n + m}
    def handle_cast({:timeout, time}, n), do: {:noreply, n, time}
    def handle_info(:timeout, _n), do: {:noreply, :timed_out}
    def handle_info({:put, n}, _), do: {:noreply, n}
    def handle_continue({:answer, from}, n), do: {:gen_server.reply(from, {:later, n}) && :noreply, n}
    def code_change(_vsn, n, extra), do: {:ok, {n, extra}}
  end

  defp start(n) do
    {:ok, pid} = :gen_server.start_link(Counter, n, [])
    pid
  end

  test "answers the raw call protocol" do
    pid = start(3)
    ref = make_ref()
    send(pid, {:"$gen_call", {self(), ref}, :get})
    assert_receive {^ref, 3}
    send(pid, {:"$gen_cast", {:add, 2}})
    assert :gen_server.call(pid, :get) == 5
  end

  test "tells of its start in the process dictionary" do
    {:dictionary, dictionary} = Process.info(start(0), :dictionary)
    assert dictionary[:"$initial_call"] == {Counter, :init, 1}
    assert hd(dictionary[:"$ancestors"]) == self()
  end

  test "continues before the next message" do
    assert :gen_server.call(start(1), :later) == {:later, 1}
  end

  test "takes a timeout for a message" do
    pid = start(1)
    :gen_server.cast(pid, {:timeout, 0})
    assert :gen_server.call(pid, :get) in [1, :timed_out]
  end

  test "leaves no exit message of a failed start" do
    Process.flag(:trap_exit, true)
    assert :gen_server.start_link(Counter, {:stop, :no}, []) == {:error, :no}
    assert :gen_server.start_link(Counter, {:error, :soft}, []) == {:error, :soft}
    assert :gen_server.start_link(Counter, :ignore, []) == :ignore
    refute_received {:EXIT, _, _}
  end

  @tag :capture_log
  test "exits of calls name the call" do
    {:ok, pid} = :gen_server.start(Counter, 1, [])
    assert {{%RuntimeError{}, [_ | _]}, {:gen_server, :call, [^pid, :crash]}} = catch_exit(:gen_server.call(pid, :crash))
    assert {:noproc, {:gen_server, :call, [^pid, :get]}} = catch_exit(:gen_server.call(pid, :get))
    {:ok, pid} = :gen_server.start(Counter, 1, [])
    assert {{:bad_return_value, :odd}, _} = catch_exit(:gen_server.call(pid, :odd))
    assert {:calling_self, _} = catch_exit(:gen_server.call(self(), :get))
  end

  test "collects requests" do
    [a, b] = [start(1), start(2)]
    requests = :gen_server.send_request(a, :get, :a, :gen_server.reqids_new())
    requests = :gen_server.send_request(b, :get, :b, requests)
    assert :gen_server.reqids_size(requests) == 2
    {{:reply, x}, label1, requests} = :gen_server.receive_response(requests, 5000, true)
    {{:reply, y}, label2, requests} = :gen_server.receive_response(requests, 5000, true)
    assert Enum.sort([{label1, x}, {label2, y}]) == [a: 1, b: 2]
    assert :gen_server.receive_response(requests, 5000, true) == :no_request
  end

  test "a late reply does not arrive" do
    {:ok, pid} = :gen_server.start(Counter, 1, [])
    :sys.suspend(pid)
    assert {:timeout, _} = catch_exit(:gen_server.call(pid, :get, 10))
    :sys.resume(pid)
    assert :gen_server.call(pid, :get) == 1
    refute_received {_, 1}
  end

  describe ":sys" do
    test "reads, replaces and converts the state" do
      pid = start(1)
      assert :sys.get_state(pid) == 1
      assert :sys.replace_state(pid, &(&1 + 1)) == 2
      :sys.suspend(pid)
      assert :sys.change_code(pid, Counter, nil, :extra) == :ok
      :sys.resume(pid)
      assert :sys.get_state(pid) == {2, :extra}
    end

    test "counts and logs" do
      pid = start(1)
      :sys.statistics(pid, true)
      :sys.log(pid, true)
      :gen_server.call(pid, :get)
      {:ok, statistics} = :sys.statistics(pid, :get)
      assert statistics[:messages_in] == 1
      assert {:ok, [{:in, {:"$gen_call", _, :get}} | _]} = :sys.log(pid, :get)
      :sys.no_debug(pid)
      assert :sys.statistics(pid, :get) == {:ok, :no_statistics}
    end

    test "ends the process" do
      {:ok, pid} = :gen_server.start(Counter, 1, [])
      ref = Process.monitor(pid)
      assert :sys.terminate(pid, :shutdown) == :ok
      assert_receive {:DOWN, ^ref, _, _, :shutdown}
    end
  end
end
