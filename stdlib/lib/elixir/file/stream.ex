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
  # Goes to where reading begins: `:read_offset` bytes behind the start, or the byte order mark.
  def __start__(device, %File.Stream{modes: modes, raw: raw?}) do
    mark = if :trim_bom in modes, do: bom_length(first_bytes(device, raw?, modes)), else: 0
    offset = Keyword.get(Enum.filter(modes, &is_tuple/1), :read_offset, 0)
    if :trim_bom in modes or offset > 0, do: {:ok, _} = :file.position(device, mark + offset)
    device
  end

  defp first_bytes(device, true, _modes) do
    case :file.read(device, 4) do
      {:ok, bytes} -> bytes
      _ -> ""
    end
  end

  # The device of a file with an encoding gives characters; here the bytes count.
  defp first_bytes(device, false, modes) do
    :ok = :io.setopts(device, encoding: :latin1)
    bytes = IO.binread(device, 4)
    {:encoding, encoding} = :lists.keyfind(:encoding, 1, modes)
    :ok = :io.setopts(device, encoding: encoding)
    bytes
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
    modes = for mode <- modes, mode not in [:read, :read_ahead, :trim_bom], not reading?(mode), do: mode

    case File.Stream.__open__(stream, [:write | modes]) do
      {:ok, device} -> {stream, &collect(device, raw?, &1, &2)}
      {:error, reason} -> raise File.Error, reason: reason, action: "stream", path: path
    end
  end

  defp reading?({option, _}), do: option in [:read_ahead, :read_offset]
  defp reading?(_), do: false

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
      modes = for mode <- modes, mode != :trim_bom, not match?({:read_offset, _}, mode), do: mode

      case File.Stream.__open__(stream, [:read | modes]) do
        {:ok, device} -> File.Stream.__start__(device, stream)
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
