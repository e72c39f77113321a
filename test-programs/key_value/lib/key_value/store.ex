defmodule KeyValue.Store do
  # The table belongs to this process; connections read and write it themselves.
  use GenServer

  def start_link(_options), do: GenServer.start_link(__MODULE__, nil, name: __MODULE__)

  def put(key, value), do: :ets.insert(__MODULE__, {key, value})
  def delete(key), do: :ets.delete(__MODULE__, key)
  def count, do: :ets.info(__MODULE__, :size)

  def fetch(key) do
    case :ets.lookup(__MODULE__, key) do
      [{^key, value}] -> {:ok, value}
      [] -> :error
    end
  end

  @impl true
  def init(nil) do
    Process.flag(:trap_exit, true)
    {:ok, :ets.new(__MODULE__, [:named_table, :public, read_concurrency: true, write_concurrency: true])}
  end

  @impl true
  def terminate(_reason, _table), do: IO.puts("store closed with #{count()} keys")
end
