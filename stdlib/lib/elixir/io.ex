defmodule IO do
  @moduledoc """
  Input and output. A device is a process that speaks Erlang's I/O protocol; `:stdio` is the group leader of the caller.
  """

  @type device :: atom | pid

  @doc "Writes an item and a line end."
  @spec puts(device, term) :: :ok
  def puts(device \\ :stdio, item), do: request(device, {:put_chars, :unicode, [to_chardata(item), ?\n]})

  @doc "Writes an item."
  @spec write(device, term) :: :ok
  def write(device \\ :stdio, item), do: request(device, {:put_chars, :unicode, to_chardata(item)})

  @doc "Writes bytes as they are."
  @spec binwrite(device, iodata) :: :ok
  def binwrite(device \\ :stdio, iodata), do: request(device, {:put_chars, :latin1, iodata})

  @doc "Writes `inspect(item, options)` to standard output and answers the item."
  @spec inspect(item, keyword) :: item when item: var
  def inspect(item, options \\ []), do: inspect(:stdio, item, options)

  @doc "Writes `inspect(item, options)` to a device and answers the item. With `label:` the label goes first."
  @spec inspect(device, item, keyword) :: item when item: var
  def inspect(device, item, options) when is_list(options) do
    {label, options} = Keyword.pop(options, :label)
    options = Keyword.put_new(options, :pretty, true)
    text = Kernel.inspect(item, Keyword.put_new(options, :width, 80))
    puts(device, if(label == nil, do: text, else: [to_chardata(label), ": ", text]))
    item
  end

  @doc "Reads a line, `:eof` at the end."
  @spec gets(device, chardata :: term) :: binary | :eof | {:error, term}
  def gets(device \\ :stdio, prompt), do: request(device, {:get_line, :unicode, to_chardata(prompt)})

  @doc "Reads a line or a number of characters."
  @spec read(device, :line | :eof | non_neg_integer) :: binary | :eof | {:error, term}
  def read(device \\ :stdio, what)
  def read(device, :line), do: request(device, {:get_line, :unicode, ""})
  def read(device, :eof), do: read_all(device, [])
  def read(device, count) when is_integer(count) and count >= 0, do: request(device, {:get_chars, :unicode, "", count})

  defp read_all(device, lines) do
    case read(device, :line) do
      :eof when lines == [] -> :eof
      :eof -> iodata_to_binary(:lists.reverse(lines))
      {:error, _} = error -> error
      line -> read_all(device, [line | lines])
    end
  end

  @doc "Writes a warning to standard error."
  @spec warn(term, term) :: :ok
  def warn(message, _stacktrace \\ []), do: puts(:stderr, ["warning: ", to_chardata(message)])

  @doc "The bytes of iodata as one binary."
  @spec iodata_to_binary(iodata) :: binary
  def iodata_to_binary(iodata), do: :erlang.iolist_to_binary(iodata)

  @doc "How many bytes iodata has."
  @spec iodata_length(iodata) :: non_neg_integer
  def iodata_length(iodata), do: :erlang.iolist_size(iodata)

  @doc "The text of chardata as one string."
  @spec chardata_to_string(term) :: String.t()
  def chardata_to_string(string) when is_binary(string), do: string
  def chardata_to_string(list) when is_list(list), do: List.to_string(list)

  defp to_chardata(item) when is_list(item) or is_binary(item), do: item
  defp to_chardata(item), do: Kernel.to_string(item)

  defp device(:stdio), do: Process.group_leader()
  defp device(:stderr), do: :standard_error
  defp device(device), do: device

  defp request(device, request) do
    target = device(device)
    monitor = Process.monitor(target)
    send(target, {:io_request, self(), monitor, request})

    receive do
      {:io_reply, ^monitor, reply} ->
        Process.demonitor(monitor, [:flush])
        answer(reply, request)

      {:DOWN, ^monitor, _, _, _} ->
        :erlang.error(:terminated)
    end
  end

  defp answer({:error, {:no_translation, _, _} = reason}, _request), do: raise(ErlangError, original: reason)
  defp answer({:error, :request}, request), do: raise(ArgumentError, "the device does not know #{Kernel.inspect(request)}")
  defp answer(reply, _request), do: reply
end
