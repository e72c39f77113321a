# A report of a process that holds too much and lives on does not disturb the receive that it waits in: its time still runs out.

defmodule Waits do
  # A handler that waits for something, as one that writes to a device does.
  def log(_event, _config) do
    send(self(), :written)

    receive do
      :written -> :ok
    end
  end
end

:logger.remove_handler(:default)
:ok = :logger.add_handler(:waits, Waits, %{})
me = self()

{p, _} =
  :erlang.spawn_opt(
    fn ->
      receive do
        :never -> :ok
      after
        300 -> send(me, :time_is_up)
      end
    end,
    [:monitor, max_heap_size: %{size: 1_000, kill: false, error_logger: true}]
  )

Process.sleep(50)
for i <- 1..20, do: send(p, {:big, Enum.to_list(1..5_000), i})
IO.inspect(receive do message -> message after 5000 -> :hangs end)
