defmodule IO.Stream do
  @moduledoc "A device as a stream, made by `IO.stream/2` and `IO.binstream/2`."

  defstruct device: nil, raw: true, line_or_bytes: :line

  @type t :: %__MODULE__{device: IO.device(), raw: boolean, line_or_bytes: :line | non_neg_integer}

  @doc false
  def __build__(device, raw, line_or_bytes), do: %IO.Stream{device: device, raw: raw, line_or_bytes: line_or_bytes}
end

defimpl Collectable, for: IO.Stream do
  def into(%{device: device, raw: raw?} = stream), do: {stream, &collect(device, raw?, &1, &2)}

  defp collect(device, true, stream, {:cont, data}) do
    IO.binwrite(device, data)
    stream
  end

  defp collect(device, false, stream, {:cont, data}) do
    IO.write(device, data)
    stream
  end

  defp collect(_device, _raw?, stream, _done_or_halt), do: stream
end

defimpl Enumerable, for: IO.Stream do
  def reduce(%{device: device, raw: raw?, line_or_bytes: line_or_bytes}, acc, fun),
    do: reduce(device, raw?, line_or_bytes, acc, fun)

  defp reduce(_device, _raw?, _line_or_bytes, {:halt, acc}, _fun), do: {:halted, acc}

  defp reduce(device, raw?, line_or_bytes, {:suspend, acc}, fun),
    do: {:suspended, acc, &reduce(device, raw?, line_or_bytes, &1, fun)}

  defp reduce(device, raw?, line_or_bytes, {:cont, acc}, fun) do
    case read(device, raw?, line_or_bytes) do
      :eof -> {:done, acc}
      {:error, reason} -> raise IO.StreamError, reason: reason
      data -> reduce(device, raw?, line_or_bytes, fun.(data, acc), fun)
    end
  end

  defp read(device, true, line_or_bytes), do: IO.binread(device, line_or_bytes)
  defp read(device, false, line_or_chars), do: IO.read(device, line_or_chars)

  def count(_stream), do: {:error, __MODULE__}
  def member?(_stream, _term), do: {:error, __MODULE__}
  def slice(_stream), do: {:error, __MODULE__}
end
