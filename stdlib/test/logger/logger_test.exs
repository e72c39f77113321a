defmodule LoggerTest do
  use ExUnit.Case
  require Logger
  doctest Logger
  doctest Logger.Formatter

  defmodule Catcher do
    def log(event, %{config: %{pid: pid}}), do: send(pid, {:event, event.level, event.msg, event.meta})
  end

  setup do
    level = Logger.level()
    :ok = :logger.add_handler(:catcher, Catcher, %{config: %{pid: self()}})
    {:ok, default} = :logger.get_handler_config(:default)
    :logger.remove_handler(:default)

    on_exit(fn ->
      :logger.remove_handler(:catcher)
      :logger.add_handler(:default, default.module, default)
      Logger.configure(level: level)
      Logger.delete_all_module_levels()
    end)

    Logger.configure(level: :info)
  end

  test "passes what is severe enough" do
    Logger.debug(fn -> flunk("not to be called") end)
    Logger.info(fn -> {"lazy", key: 1} end)
    assert_received {:event, :info, {:string, "lazy"}, %{key: 1, domain: [:elixir], mfa: {LoggerTest, _, 1}}}
    Logger.put_module_level(__MODULE__, :debug)
    Logger.debug("now")
    assert_received {:event, :debug, {:string, "now"}, _}
    Logger.put_process_level(self(), :error)
    Logger.info("not now")
    refute_received {:event, _, _, _}
    Logger.delete_process_level(self())
  end

  test "knows reports from text" do
    Logger.error(a: 1)
    assert_received {:event, :error, {:report, [a: 1]}, _}
    Logger.error(%{a: 1})
    assert_received {:event, :error, {:report, %{a: 1}}, _}
    Logger.error(["io", ?!])
    assert_received {:event, :error, {:string, ["io", ?!]}, _}
    :logger.error(~c"~p", [1])
    assert_received {:event, :error, {~c"~p", [1]}, _}
  end

  test "keeps metadata of the process" do
    Logger.metadata(a: 1, b: 2)
    Logger.metadata(b: nil)
    Logger.info("m")
    assert_received {:event, :info, _, %{a: 1} = meta}
    refute is_map_key(meta, :b)
    Logger.reset_metadata()
    assert Logger.metadata() == []
  end

  test "tells of a crash in Elixir's terms" do
    {:ok, pid} = GenServer.start(Agent.Server, fn -> 1 end)
    ref = Process.monitor(pid)
    GenServer.cast(pid, {:cast, fn _ -> raise "oops" end})
    assert_receive {:DOWN, ^ref, _, _, _}
    assert_receive {:event, :error, {:report, %{label: {:gen_server, :terminate}}} = msg, %{crash_reason: reason} = meta}
    assert {%RuntimeError{message: "oops"}, _} = reason
    assert Logger.Formatter.format_event(%{msg: msg, meta: meta}, 8096) |> IO.chardata_to_string() =~ ~r/^GenServer #PID<.*> terminating\n\*\* \(RuntimeError\) oops\n/
  end

  test "a handler that fails is removed" do
    :ok = :logger.add_handler(:bad, Catcher, %{config: :no_map})
    ExUnit.CaptureIO.capture_io(:stderr, fn -> Logger.info("x") end)
    assert :logger.get_handler_config(:bad) == {:error, {:not_found, :bad}}
    assert_received {:event, :info, _, _}
  end

  describe "formatter" do
    defp format(event, opts) do
      {module, formatter} = Logger.Formatter.new([colors: [enabled: false]] ++ opts)
      event = Map.merge(%{level: :info, meta: %{time: 0}}, event)
      IO.chardata_to_string(module.format(event, formatter))
    end

    test "fills patterns" do
      event = %{msg: {:string, "hi"}, meta: %{time: 1_000, a: 1, pid: self(), mfa: {A, :f, 2}}}
      assert format(event, format: "[$level] $message|$metadata", metadata: [:a, :mfa, :no]) == "[info] hi|a=1 mfa=A.f/2 "
      assert format(event, format: "$time", utc_log: true) == "00:00:00.001"
      assert format(event, format: "$date", utc_log: true) == "1970-01-01"
      assert_raise ArgumentError, fn -> Logger.Formatter.compile("$nonsense") end
    end

    test "writes Erlang's formats the Elixir way" do
      assert format(%{msg: {~c"~p and ~ts", [%{a: nil}, "text"]}}, format: "$message") == "%{a: nil} and text"
      assert format(%{msg: {:report, [a: 1]}}, format: "$message") == "[a: 1]"
    end

    test "colours up to the end of the line" do
      event = %{level: :error, msg: {:string, "red"}, meta: %{time: 0}}
      {module, formatter} = Logger.Formatter.new(format: "$message\n", colors: [enabled: true])
      assert IO.chardata_to_string(module.format(event, formatter)) == "\e[31mred\e[0m\n"
    end

    test "cuts long messages" do
      assert format(%{msg: {:string, "red"}}, format: "$message", truncate: 2) == "re (truncated)"
    end
  end
end
