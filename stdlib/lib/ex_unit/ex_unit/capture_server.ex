defmodule ExUnit.CaptureServer do
  @moduledoc false

  # Captures of devices with registered names. The first capture puts a StringIO in the device's place; later ones share
  # it, each from where the output was when it began; the last to end puts the device back.
  use GenServer

  def ensure_started do
    case GenServer.start(__MODULE__, :ok, name: __MODULE__) do
      {:ok, _} -> :ok
      {:error, {:already_started, _}} -> :ok
    end
  end

  def capture_on(device, options, input) do
    ensure_started()
    GenServer.call(__MODULE__, {:on, device, options, input, self()}, :infinity)
  end

  def output(device, ref), do: GenServer.call(__MODULE__, {:output, device, ref}, :infinity)

  def capture_off(ref), do: GenServer.call(__MODULE__, {:off, ref}, :infinity)

  # devices: name => %{original, string_io, encoding, input?, refs: %{ref => offset}}; refs: ref => name
  @impl true
  def init(:ok), do: {:ok, %{devices: %{}, refs: %{}}}

  @impl true
  def handle_call({:on, name, options, input, pid}, _from, state) do
    case state.devices do
      %{^name => device} -> share(name, device, options, input, pid, state)
      _ -> begin(name, Process.whereis(name), options, input, pid, state)
    end
  end

  def handle_call({:output, name, ref}, _from, state) do
    %{^name => %{string_io: string_io, refs: %{^ref => offset}}} = state.devices
    {_input, output} = StringIO.contents(string_io)
    {:reply, :binary.part(output, offset, byte_size(output) - offset), state}
  end

  def handle_call({:off, ref}, _from, state) do
    Process.demonitor(ref, [:flush])
    {:reply, :ok, release(ref, state)}
  end

  @impl true
  def handle_info({:DOWN, ref, _, _, _}, state), do: {:noreply, release(ref, state)}
  def handle_info(_message, state), do: {:noreply, state}

  defp begin(_name, nil, _options, _input, _pid, state), do: {:reply, {:error, :no_device}, state}

  defp begin(name, original, options, input, pid, state) do
    {:ok, string_io} = StringIO.open(input || "", options)
    Process.unregister(name)
    Process.register(string_io, name)
    device = %{original: original, string_io: string_io, encoding: options[:encoding], input?: input != nil, refs: %{}}
    add(name, device, 0, pid, state)
  end

  defp share(name, device, options, input, pid, state) do
    cond do
      options[:encoding] != device.encoding ->
        {:reply, {:error, {:changed_encoding, device.encoding}}, state}

      input != nil ->
        {:reply, {:error, :input_on_captured_device}, state}

      true ->
        {_input, output} = StringIO.contents(device.string_io)
        add(name, device, byte_size(output), pid, state)
    end
  end

  defp add(name, device, offset, pid, state) do
    ref = Process.monitor(pid)
    device = %{device | refs: Map.put(device.refs, ref, offset)}
    {:reply, {:ok, ref}, %{devices: Map.put(state.devices, name, device), refs: Map.put(state.refs, ref, name)}}
  end

  defp release(ref, state) do
    case Map.pop(state.refs, ref) do
      {nil, _} ->
        state

      {name, refs} ->
        device = Map.update!(state.devices, name, &%{&1 | refs: Map.delete(&1.refs, ref)})[name]

        devices =
          if device.refs == %{} do
            restore(name, device)
            Map.delete(state.devices, name)
          else
            Map.put(state.devices, name, device)
          end

        %{devices: devices, refs: refs}
    end
  end

  defp restore(name, %{original: original, string_io: string_io}) do
    if Process.whereis(name), do: Process.unregister(name)
    Process.register(original, name)
    StringIO.close(string_io)
  end
end
