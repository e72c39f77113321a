defmodule Logger.Backends.Supervisor do
  @moduledoc false
  use Supervisor

  # A watcher for each backend. `{module, id}` has the whole pair as its name and as its argument.

  def start_link(backends) do
    with {:ok, pid} <- Supervisor.start_link(__MODULE__, :ok, name: __MODULE__) do
      Enum.each(backends, &add/1)
      {:ok, pid}
    end
  end

  @impl true
  def init(:ok), do: Supervisor.init([], strategy: :one_for_one, max_restarts: 30, max_seconds: 3)

  def add(backend) do
    specification = %{
      id: backend,
      start: {Logger.Backends.Watcher, :start_link, [{Logger, backend, backend}]},
      restart: :transient
    }

    case Supervisor.start_child(__MODULE__, specification) do
      {:error, :already_present} ->
        Supervisor.delete_child(__MODULE__, backend)
        add(backend)

      other ->
        other
    end
  end

  def remove(backend) do
    case Supervisor.terminate_child(__MODULE__, backend) do
      :ok -> Supervisor.delete_child(__MODULE__, backend)
      error -> error
    end
  end
end
