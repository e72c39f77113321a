defmodule GenEventBehaviourTest do
  use ExUnit.Case, async: true

  defmodule Echo do
    @behaviour :gen_event
    def init({:swapped, left}), do: {:ok, {left, []}}
    def init({boss, left}) when is_pid(boss), do: {:ok, {boss, left}}
    def init(boss), do: {:ok, {boss, []}}
    def handle_event(:crash, _), do: raise("crash")
    def handle_event(:leave, _), do: :remove_handler
    def handle_event(event, {boss, log}), do: (send(boss, event); {:ok, {boss, [event | log]}})
    def handle_call(:log, {_, log} = state), do: {:ok, log, state}
    def terminate(reason, {boss, _}), do: (send(boss, {:end, reason}); :left)
  end

  setup do
    {:ok, manager} = :gen_event.start_link()
    :ok = :gen_event.add_handler(manager, Echo, self())
    %{manager: manager}
  end

  test "passes events to all handlers", %{manager: manager} do
    :ok = :gen_event.add_handler(manager, {Echo, 2}, self())
    :gen_event.sync_notify(manager, :event)
    assert_received :event
    assert_received :event
    assert :gen_event.which_handlers(manager) == [{Echo, 2}, Echo]
  end

  test "calls one handler", %{manager: manager} do
    :gen_event.notify(manager, 1)
    assert :gen_event.call(manager, Echo, :log) == [1]
    assert :gen_event.call(manager, {Echo, :no}, :log) == {:error, :bad_module}
  end

  test "removes handlers", %{manager: manager} do
    assert :gen_event.delete_handler(manager, Echo, :why) == :left
    assert_received {:end, :why}
    :ok = :gen_event.add_handler(manager, Echo, self())
    :gen_event.sync_notify(manager, :leave)
    assert_received {:end, :remove_handler}
    assert :gen_event.which_handlers(manager) == []
  end

  @tag :capture_log
  test "drops a handler that crashes and tells its supervisor", %{manager: manager} do
    :ok = :gen_event.add_sup_handler(manager, {Echo, :sup}, self())
    :gen_event.sync_notify(manager, :crash)
    assert_received {:end, {:error, {:EXIT, {%RuntimeError{}, _}}}}
    assert_received {:gen_event_EXIT, {Echo, :sup}, {:EXIT, {%RuntimeError{}, _}}}
    assert :gen_event.which_handlers(manager) == []
  end

  test "swaps handlers", %{manager: manager} do
    assert :gen_event.swap_handler(manager, {Echo, :bye}, {{Echo, :new}, self()}) == :ok
    assert_received {:end, :bye}
    assert :gen_event.call(manager, {Echo, :new}, :log) == :left
  end
end
