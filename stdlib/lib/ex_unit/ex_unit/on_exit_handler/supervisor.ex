defmodule ExUnit.OnExitHandler.Supervisor do
  @moduledoc false

  # Supervises the processes of a test. What they start knows the test as the one who has asked for it.
  use Supervisor

  @impl true
  def init(callers) do
    Process.put(:"$callers", callers)
    Supervisor.init([], strategy: :one_for_one, max_restarts: 1_000_000, max_seconds: 1)
  end
end
