defmodule GenStatemTest do
  use ExUnit.Case, async: true

  defmodule Light do
    @behaviour :gen_statem
    def callback_mode, do: [:state_functions, :state_enter]
    def init(boss), do: {:ok, :red, boss}

    def red(:enter, old, boss), do: tell(boss, {:red, old})
    def red(:cast, :go, boss), do: {:next_state, :green, boss, [{:state_timeout, 5, :back}]}
    def red(:cast, :walk, _boss), do: {:keep_state_and_data, :postpone}
    def red({:call, from}, request, _boss), do: {:keep_state_and_data, [{:reply, from, {:red, request}}]}

    def green(:enter, old, boss), do: tell(boss, {:green, old})
    def green(:state_timeout, :back, boss), do: {:next_state, :red, boss}
    def green(:cast, :walk, boss), do: tell(boss, :walked)
    def green({:call, from}, :stop, _), do: {:stop_and_reply, :normal, {:reply, from, :stopped}}

    defp tell(boss, message) do
      send(boss, message)
      :keep_state_and_data
    end
  end

  test "enters states, postpones and times" do
    {:ok, pid} = :gen_statem.start_link(Light, self(), [])
    assert_receive {:red, :red}
    :gen_statem.cast(pid, :walk)
    assert :gen_statem.call(pid, :hello) == {:red, :hello}
    refute_received :walked
    :gen_statem.cast(pid, :go)
    assert_receive {:green, :red}
    assert_receive :walked
    assert_receive {:red, :green}
    assert {:red, _} = :sys.get_state(pid)
  end

  defmodule Events do
    @behaviour :gen_statem
    def callback_mode, do: :handle_event_function
    def init(boss), do: {:ok, 0, boss, [{:next_event, :internal, :first}, {{:timeout, :t}, 0, :due}]}
    def handle_event({:call, from}, {:do, actions}, _, _), do: {:keep_state_and_data, [{:reply, from, :ok} | actions]}

    def handle_event(type, content, state, boss) do
      send(boss, {type, content, state})
      {:next_state, state + 1, boss}
    end
  end

  test "takes its own events first, then due timeouts, then messages" do
    {:ok, pid} = :gen_statem.start_link(Events, self(), [])
    assert_receive {:internal, :first, 0}
    assert_receive {{:timeout, :t}, :due, 1}
    :gen_statem.call(pid, {:do, [{:next_event, :cast, :a}, {:next_event, :info, :b}]})
    send(pid, :c)
    assert_receive {:cast, :a, 2}
    assert_receive {:info, :b, 3}
    assert_receive {:info, :c, 4}
  end

  test "cancels and updates timeouts" do
    {:ok, pid} = :gen_statem.start_link(Events, self(), [])
    assert_receive {{:timeout, :t}, :due, _}
    # All in one transition: no timeout comes due between them.
    set = [{{:timeout, :x}, 20, :gone}, {{:timeout, :y}, 20, :old}]
    :gen_statem.call(pid, {:do, set ++ [{{:timeout, :x}, :cancel}, {{:timeout, :y}, :update, :new}]})
    assert_receive {{:timeout, :y}, :new, _}, 5_000
    refute_received {{:timeout, :x}, _, _}
  end

  @tag :capture_log
  test "fails on an unknown action" do
    Process.flag(:trap_exit, true)
    {:ok, pid} = :gen_statem.start_link(Events, self(), [])
    :gen_statem.call(pid, {:do, [:nonsense]})
    assert_receive {:EXIT, ^pid, {{:bad_action_from_state_function, :nonsense}, _}}, 5_000
  end
end
