defmodule Port do
  @moduledoc """
  Ports: programs and drivers outside, spoken to by messages.
  """

  @type name ::
          {:spawn, charlist | binary}
          | {:spawn_driver, charlist | binary}
          | {:spawn_executable, :file.name_all()}
          | {:fd, non_neg_integer, non_neg_integer}

  @doc "Opens a port; see `:erlang.open_port/2` for names and options."
  @spec open(name, list) :: port
  def open(name, options), do: :erlang.open_port(name, options)

  @doc "Closes a port."
  @spec close(port) :: true
  def close(port), do: :erlang.port_close(port)

  @doc "Sends data to a port."
  @spec command(port, iodata, [:force | :nosuspend]) :: boolean
  def command(port, data, options \\ []), do: :erlang.port_command(port, data, options)

  @doc "Makes `pid` the owner of a port."
  @spec connect(port, pid) :: true
  def connect(port, pid), do: :erlang.port_connect(port, pid)

  @doc "Returns information about a port, or `nil` if it is closed."
  @spec info(port) :: keyword | nil
  def info(port), do: nillify(:erlang.port_info(port))

  @doc "Returns one item of information about a port, or `nil` if it is closed."
  @spec info(port, atom) :: {atom, term} | nil
  def info(port, spec)

  def info(port, :registered_name) do
    case :erlang.port_info(port, :registered_name) do
      :undefined -> nil
      [] -> {:registered_name, []}
      other -> other
    end
  end

  def info(port, item), do: nillify(:erlang.port_info(port, item))

  @doc "Monitors a port: when it closes, `{:DOWN, ref, :port, object, reason}` arrives."
  @spec monitor(port | atom) :: reference
  def monitor(port), do: :erlang.monitor(:port, port)

  @doc "Removes a monitor; options `:flush` and `:info`."
  @spec demonitor(reference, [:flush | :info]) :: boolean
  def demonitor(monitor_ref, options \\ []), do: :erlang.demonitor(monitor_ref, options)

  @doc "Lists the open ports."
  @spec list() :: [port]
  def list, do: :erlang.ports()

  @compile {:inline, nillify: 1}
  defp nillify(:undefined), do: nil
  defp nillify(other), do: other
end
