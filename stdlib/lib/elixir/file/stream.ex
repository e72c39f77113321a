defmodule File.Stream do
  @moduledoc "A file as a stream, made by `File.stream!/3`. The file is opened when the stream is run."

  defstruct path: nil, modes: [], line_or_bytes: :line, raw: true, node: nil

  @type t :: %__MODULE__{
          path: binary,
          modes: [File.mode()],
          line_or_bytes: :line | pos_integer,
          raw: boolean,
          node: node
        }

  @doc false
  def __build__(path, line_or_bytes, modes) do
    raw? = :lists.keyfind(:encoding, 1, modes) == false
    modes = if raw? and :raw not in modes, do: [:raw | read_ahead(modes)], else: modes
    %File.Stream{path: path, modes: modes, raw: raw?, line_or_bytes: line_or_bytes, node: node()}
  end

  defp read_ahead(modes) do
    if :lists.keymember(:read_ahead, 1, modes) or :read_ahead in modes, do: List.delete(modes, {:read_ahead, false}), else: [:read_ahead | modes]
  end

  @doc false
  # Opens the file for reading or writing; a file of another node there.
  def __open__(%File.Stream{path: path, node: node}, modes) when node == node(), do: :file.open(path, modes)
  def __open__(%File.Stream{path: path, node: node}, modes), do: :erpc.call(node, :file, :open, [path, List.delete(modes, :raw)])

  @doc false
  # Skips a byte order mark.
  def __skip_bom__(device, raw?) do
    case if(raw?, do: :file.read(device, 4), else: IO.binread(device, 4)) do
      bytes when is_binary(bytes) or (is_tuple(bytes) and elem(bytes, 0) == :ok) ->
        bytes = if is_tuple(bytes), do: elem(bytes, 1), else: bytes
        {:ok, _} = :file.position(device, bom_length(bytes))
        device

      _ ->
        device
    end
  end

  defp bom_length(<<239, 187, 191, _::binary>>), do: 3
  defp bom_length(<<0, 0, 254, 255, _::binary>>), do: 4
  defp bom_length(<<255, 254, 0, 0, _::binary>>), do: 4
  defp bom_length(<<254, 255, _::binary>>), do: 2
  defp bom_length(<<255, 254, _::binary>>), do: 2
  defp bom_length(_), do: 0
end

defimpl Collectable, for: File.Stream do
  def into(%{path: path, modes: modes, raw: raw?} = stream) do
    modes = for mode <- modes, mode not in [:read, :read_ahead, :trim_bom], not match?({:read_ahead, _}, mode), do: mode

    case File.Stream.__open__(stream, [:write | modes]) do
      {:ok, device} -> {stream, &collect(device, raw?, &1, &2)}
      {:error, reason} -> raise File.Error, reason: reason, action: "stream", path: path
    end
  end

  defp collect(device, true, stream, {:cont, data}) do
    :ok = :file.write(device, data)
    stream
  end

  defp collect(device, false, stream, {:cont, data}) do
    IO.write(device, data)
    stream
  end

  defp collect(device, _raw?, _stream, :halt), do: :file.close(device)

  defp collect(device, _raw?, stream, :done) do
    :file.close(device)
    stream
  end
end

defimpl Enumerable, for: File.Stream do
  def reduce(%{path: path, modes: modes, line_or_bytes: line_or_bytes, raw: raw?} = stream, acc, fun) do
    open = fn ->
      case File.Stream.__open__(stream, [:read | :lists.delete(:trim_bom, modes)]) do
        {:ok, device} -> if :trim_bom in modes, do: File.Stream.__skip_bom__(device, raw?), else: device
        {:error, reason} -> raise File.Error, reason: reason, action: "stream", path: path
      end
    end

    next = fn device ->
      case read(device, raw?, line_or_bytes) do
        {:ok, data} -> {[data], device}
        :eof -> {:halt, device}
        {:error, reason} -> raise IO.StreamError, reason: reason
        data -> {[data], device}
      end
    end

    Stream.resource(open, next, &:file.close/1).(acc, fun)
  end

  defp read(device, true, :line), do: :file.read_line(device)
  defp read(device, true, bytes), do: :file.read(device, bytes)
  defp read(device, false, line_or_chars), do: IO.read(device, line_or_chars)

  def count(_stream), do: {:error, __MODULE__}
  def member?(_stream, _term), do: {:error, __MODULE__}
  def slice(_stream), do: {:error, __MODULE__}
end
