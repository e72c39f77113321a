defmodule :init do
  @moduledoc "The arguments that the system was started with, and its orderly end."

  @doc "Returns the program's arguments as charlists."
  def get_plain_arguments, do: :lists.map(&:unicode.characters_to_list/1, :jlixir_system.started_with())

  @doc "Returns the values of a command line flag: there are none."
  def get_argument(flag) when is_atom(flag), do: :error

  @doc "Lists the command line flags: there are none."
  def get_arguments, do: []

  @doc "Returns `{:starting | :started | :stopping, status}`."
  def get_status do
    if :jlixir_system.is_stopping(), do: {:stopping, :stopped}, else: {:started, :started}
  end

  @doc "Stops all applications, the last one started first, and then the system."
  def stop, do: stop(0)

  @doc "As `stop/0`; the status is one of `:erlang.halt/1`."
  def stop(status) when is_integer(status) and status >= 0, do: begin_stop(fn -> status end)

  def stop(status) do
    if is_list(status) and :io_lib.char_list(status), do: begin_stop(fn -> status end), else: :erlang.error(:badarg)
  end

  @doc """
  Stops all applications and runs the program anew: a JVM of its own takes over the command line, input and output, and its exit code becomes that
  of this one.
  """
  def restart, do: begin_stop(&:jlixir_system.run_again/0)

  @doc "As `stop/0`: there is no other program that would start the system again."
  def reboot, do: stop()

  # The second stop of a system has no effect.
  defp begin_stop(status_at_last) do
    if :jlixir_system.begin_stop() do
      :erlang.spawn(fn ->
        leader = :erlang.whereis(:user)
        if is_pid(leader), do: :erlang.group_leader(leader, self())
        :application_controller.stop_all()
        :erlang.halt(status_at_last.())
      end)
    end

    :ok
  end
end
