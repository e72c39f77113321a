defmodule ExUnit.CaptureServer do
  @moduledoc false

  # Captures of what is shared by all processes.
  #
  # Of devices with registered names: the first capture puts a StringIO in the device's place; later ones share it, each from
  # where the output was when it began; the last to end puts the device back.
  #
  # Of the log: while anything is captured this module is a handler of :logger in the place of the default one, and writes each
  # event to the devices of all captures.
  use GenServer

  @table __MODULE__

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

  @doc "Writes what is logged from now on to `string_io`, until `log_capture_off/1` or the end of `pid`."
  def log_capture_on(pid, string_io, options) do
    ensure_started()
    GenServer.call(__MODULE__, {:log_on, pid, string_io, options}, :infinity)
  end

  def log_capture_off(ref), do: GenServer.call(__MODULE__, {:log_off, ref}, :infinity)

  # devices: name => %{original, string_io, encoding, input?, refs: %{ref => offset}}; refs: ref => name
  @impl true
  def init(:ok) do
    :ets.new(@table, [:named_table, :public])
    {:ok, %{devices: %{}, refs: %{}, default: nil}}
  end

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

  def handle_call({:log_on, pid, string_io, options}, _from, state) do
    ref = Process.monitor(pid)
    state = if :ets.info(@table, :size) == 0, do: %{state | default: take_over()}, else: state
    {level, options} = Keyword.pop(options, :level)
    {formatter, options} = Keyword.pop(options, :formatter)
    formatter = formatter || Logger.default_formatter(Keyword.put_new(options, :colors, enabled: false))
    :ets.insert(@table, {ref, string_io, level(level), formatter})
    {:reply, ref, state}
  end

  def handle_call({:log_off, ref}, _from, state) do
    Process.demonitor(ref, [:flush])
    {:reply, :ok, release_log(ref, state)}
  end

  @impl true
  def handle_info({:DOWN, ref, _, _, _}, state) do
    {:noreply, if(:ets.member(@table, ref), do: release_log(ref, state), else: release(ref, state))}
  end
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
    {:reply, {:ok, ref}, %{state | devices: Map.put(state.devices, name, device), refs: Map.put(state.refs, ref, name)}}
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

        %{state | devices: devices, refs: refs}
    end
  end

  defp restore(name, %{original: original, string_io: string_io}) do
    if Process.whereis(name), do: Process.unregister(name)
    Process.register(original, name)
    StringIO.close(string_io)
  end

  # The log

  # The configuration of the default handler, if there is one.
  defp take_over do
    default =
      with {:ok, config} <- :logger.get_handler_config(:default), :ok <- :logger.remove_handler(:default) do
        config
      else
        _ -> nil
      end

    :ok = :logger.add_handler(__MODULE__, __MODULE__, %{})
    default
  end

  defp release_log(ref, state) do
    :ets.delete(@table, ref)

    if :ets.info(@table, :size) == 0 do
      # the program may have stopped the logger meanwhile
      _ = :logger.remove_handler(__MODULE__)
      if state.default, do: :logger.add_handler(:default, state.default.module, state.default)
      %{state | default: nil}
    else
      state
    end
  end

  defp level(nil), do: :all
  defp level(:warn), do: :warning
  defp level(level), do: level

  @doc false
  # The callback of :logger.
  def log(event, _config) do
    for {_ref, string_io, level, {formatter, config}} <- :ets.tab2list(@table),
        level == :all or :logger.compare_levels(event.level, level) != :lt do
      write(string_io, formatter.format(event, config))
    end

    :ok
  end

  # The capture may have ended meanwhile.
  defp write(string_io, text) do
    IO.write(string_io, text)
  rescue
    _ -> :ok
  catch
    :exit, _ -> :ok
  end
end
