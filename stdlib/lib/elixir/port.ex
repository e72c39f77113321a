defmodule Port do
  @moduledoc """
  Ports: programs and drivers outside, spoken to by messages.
  """

  @type name ::
          {:spawn, charlist | binary}
          | {:spawn_driver, charlist | binary}
          | {:spawn_executable, :file.name_all()}
          | {:fd, non_neg_integer, non_neg_integer}

  @doc """
  Opens a port; see `:erlang.open_port/2` for names and options.

      iex> port = Port.open({:spawn, "echo hello"}, [:binary])
      iex> receive do
      ...>   {^port, {:data, data}} -> data
      ...> end
      "hello\\n"

  """
  @spec open(name, list) :: port
  def open(name, options), do: :erlang.open_port(name, options)

  @doc """
  Closes a port.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.close(port)
      true

  """
  @spec close(port) :: true
  def close(port), do: :erlang.port_close(port)

  @doc """
  Sends data to a port.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.command(port, "echoed")
      true
      iex> receive do
      ...>   {^port, {:data, data}} -> data
      ...> end
      "echoed"

  """
  @spec command(port, iodata, [:force | :nosuspend]) :: boolean
  def command(port, data, options \\ []), do: :erlang.port_command(port, data, options)

  @doc """
  Makes `pid` the owner of a port.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.connect(port, self())
      true

  """
  @spec connect(port, pid) :: true
  def connect(port, pid), do: :erlang.port_connect(port, pid)

  @doc """
  Returns information about a port, or `nil` if it is closed.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.info(port)[:name]
      ~c"cat"
      iex> Port.close(port)
      iex> Port.info(port)
      nil

  """
  @spec info(port) :: keyword | nil
  def info(port), do: nillify(:erlang.port_info(port))

  @doc """
  Returns one item of information about a port, or `nil` if it is closed.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.info(port, :name)
      {:name, ~c"cat"}

  """
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

  @doc """
  Monitors a port: when it closes, `{:DOWN, ref, :port, object, reason}` arrives.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> ref = Port.monitor(port)
      iex> Port.close(port)
      iex> receive do
      ...>   {:DOWN, ^ref, :port, ^port, reason} -> reason
      ...> end
      :normal

  """
  @spec monitor(port | atom) :: reference
  def monitor(port), do: :erlang.monitor(:port, port)

  @doc """
  Removes a monitor; options `:flush` and `:info`.

      iex> port = Port.open({:spawn, "cat"}, [:binary])
      iex> Port.demonitor(Port.monitor(port))
      true

  """
  @spec demonitor(reference, [:flush | :info]) :: boolean
  def demonitor(monitor_ref, options \\ []), do: :erlang.demonitor(monitor_ref, options)

  @doc """
  Lists the open ports.

      iex> is_list(Port.list())
      true

  """
  @spec list() :: [port]
  def list, do: :erlang.ports()

  @compile {:inline, nillify: 1}
  defp nillify(:undefined), do: nil
  defp nillify(other), do: other
end
