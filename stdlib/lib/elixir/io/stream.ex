defmodule IO.Stream do
  @moduledoc """
  A stream over an I/O device, as `IO.stream/2` and `IO.binstream/2` return it.

  It has no state of its own: each element is read from the device, so that it can be gone through once.
  """

  defstruct device: nil, raw: true, line_or_bytes: :line

  @type t :: %__MODULE__{device: IO.device(), raw: boolean, line_or_bytes: :line | pos_integer}

  @doc false
  def __build__(device, raw, line_or_bytes), do: %IO.Stream{device: device, raw: raw, line_or_bytes: line_or_bytes}

  defimpl Collectable do
    def into(%{device: device, raw: raw} = stream), do: {:ok, collector(stream, device, raw)}

    defp collector(stream, device, raw) do
      fn
        :ok, {:cont, item} -> write(device, raw, item)
        :ok, _done -> stream
      end
    end

    defp write(device, true, item), do: IO.binwrite(device, item)
    defp write(device, false, item), do: IO.write(device, item)
  end

  defimpl Enumerable do
    def reduce(%{device: device, raw: raw, line_or_bytes: line_or_bytes}, acc, fun) do
      next =
        if raw do
          &IO.each_binstream(&1, line_or_bytes)
        else
          &IO.each_stream(&1, line_or_bytes)
        end

      Stream.resource(fn -> device end, next, & &1).(acc, fun)
    end

    def count(_stream), do: {:error, __MODULE__}
    def member?(_stream, _term), do: {:error, __MODULE__}
    def slice(_stream), do: {:error, __MODULE__}
  end
end
