defmodule StringIO do
  @moduledoc """
  An I/O device in memory: reads from a string, collects what is written.

      iex> {:ok, device} = StringIO.open("foo")
      iex> IO.read(device, 2)
      "fo"
      iex> IO.write(device, "bar")
      iex> StringIO.contents(device)
      {"o", "bar"}

  """

  use GenServer

  # output: written chunks, the newest first
  defstruct input: "", output: [], encoding: :unicode, capture_prompt: false

  @doc """
  Starts a device that reads from `string`, and stops it when `function` returns.

  Options: `:capture_prompt` (whether prompts count as output) and `:encoding` (`:unicode` or `:latin1`). Without a function, or with
  `true` or `false` for `:capture_prompt` in its place, the device is returned.

      iex> StringIO.open("foo", [], fn device ->
      ...>   input = IO.gets(device, "")
      ...>   IO.write(device, "got " <> input)
      ...>   StringIO.contents(device)
      ...> end)
      {:ok, {"", "got foo"}}

  """
  @doc since: "1.7.0"
  @spec open(binary, keyword, (pid -> result)) :: {:ok, result} when result: any
  def open(string, options, function)
      when is_binary(string) and is_list(options) and is_function(function, 1) do
    {:ok, pid} = GenServer.start(__MODULE__, {self(), string, options})

    try do
      {:ok, function.(pid)}
    after
      {:ok, {_input, _output}} = close(pid)
    end
  end

  @doc """
  Starts a device that reads from `string`. It ends with the calling process, which its own failure leaves alone.

      iex> {:ok, pid} = StringIO.open("in")
      iex> IO.read(pid, :line)
      "in"

  """
  @spec open(binary, keyword | (pid -> result)) :: {:ok, pid} | {:ok, result} when result: any
  def open(string, options_or_function \\ [])

  def open(string, options) when is_binary(string) and is_list(options) do
    GenServer.start(__MODULE__, {self(), string, options})
  end

  def open(string, function) when is_binary(string) and is_function(function, 1), do: open(string, [], function)

  @doc """
  What is left to read and what was written.

      iex> {:ok, pid} = StringIO.open("in")
      iex> IO.write(pid, "out")
      iex> StringIO.contents(pid)
      {"in", "out"}

  """
  @spec contents(pid) :: {binary, binary}
  def contents(pid) when is_pid(pid), do: GenServer.call(pid, :contents)

  @doc """
  Returns what was written and forgets it.

      iex> {:ok, pid} = StringIO.open("")
      iex> IO.write(pid, "out")
      iex> StringIO.flush(pid)
      "out"

  """
  @spec flush(pid) :: binary
  def flush(pid) when is_pid(pid), do: GenServer.call(pid, :flush)

  @doc """
  Stops the device; returns what is left to read and what was written.

      iex> {:ok, pid} = StringIO.open("in")
      iex> StringIO.close(pid)
      {:ok, {"in", ""}}

  """
  @spec close(pid) :: {:ok, {binary, binary}}
  def close(pid) when is_pid(pid), do: GenServer.call(pid, :close)

  @impl true
  def init({owner, string, options}) do
    Process.monitor(owner)
    capture_prompt = Keyword.get(options, :capture_prompt, false)
    encoding = Keyword.get(options, :encoding, :unicode)
    {:ok, %__MODULE__{input: string, capture_prompt: capture_prompt, encoding: encoding}}
  end

  @impl true
  def handle_info({:io_request, from, reply_as, request}, state) do
    {reply, state} = io_request(request, state)
    send(from, {:io_reply, reply_as, reply})
    {:noreply, state}
  end

  def handle_info({:file_request, from, reply_as, _request}, state) do
    send(from, {:file_reply, reply_as, {:error, :enotsup}})
    {:noreply, state}
  end

  def handle_info({:DOWN, _ref, :process, _owner, _reason}, state), do: {:stop, :shutdown, state}
  def handle_info(_message, state), do: {:noreply, state}

  @impl true
  def handle_call(:contents, _from, state), do: {:reply, both(state), state}
  def handle_call(:flush, _from, state), do: {:reply, written(state), %{state | output: []}}
  def handle_call(:close, _from, state), do: {:stop, :normal, {:ok, both(state)}, state}

  defp both(state), do: {state.input, written(state)}
  defp written(%{output: output}), do: :erlang.iolist_to_binary(:lists.reverse(output))

  defp io_request({:put_chars, chars} = request, state), do: put_chars(:latin1, chars, request, state)
  defp io_request({:put_chars, encoding, chars} = request, state), do: put_chars(encoding, chars, request, state)

  defp io_request({:put_chars, module, function, args}, state) do
    io_request({:put_chars, :latin1, module, function, args}, state)
  end

  defp io_request({:put_chars, encoding, module, function, args} = request, state) do
    put_chars(encoding, apply(module, function, args), request, state)
  end

  defp io_request({:get_chars, prompt, count}, state), do: io_request({:get_chars, :latin1, prompt, count}, state)

  defp io_request({:get_chars, encoding, prompt, count}, state) when is_integer(count) and count >= 0 do
    prompted(get_chars(encoding, count, state), prompt, 1)
  end

  defp io_request({:get_line, prompt}, state), do: io_request({:get_line, :latin1, prompt}, state)
  defp io_request({:get_line, encoding, prompt}, state), do: prompted(get_line(encoding, state), prompt, 1)

  defp io_request({:get_until, prompt, module, function, args}, state) do
    io_request({:get_until, :latin1, prompt, module, function, args}, state)
  end

  defp io_request({:get_until, encoding, prompt, module, function, args}, state) do
    get_until(encoding, prompt, module, function, args, state)
  end

  defp io_request({:get_password, encoding}, state), do: get_line(encoding, state)
  defp io_request({:setopts, [encoding: encoding]}, state) when encoding in [:latin1, :unicode], do: {:ok, %{state | encoding: encoding}}
  defp io_request({:setopts, _options}, state), do: {{:error, :enotsup}, state}
  defp io_request(:getopts, state), do: {[binary: true, encoding: state.encoding], state}
  defp io_request({:get_geometry, :columns}, state), do: {{:error, :enotsup}, state}
  defp io_request({:get_geometry, :rows}, state), do: {{:error, :enotsup}, state}
  defp io_request({:requests, requests}, state), do: io_requests(requests, {:ok, state})
  defp io_request(_request, state), do: {{:error, :request}, state}

  defp io_requests([request | rest], {:ok, state}), do: io_requests(rest, io_request(request, state))
  defp io_requests(_requests, result), do: result

  defp put_chars(encoding, chars, request, state) do
    case :unicode.characters_to_binary(chars, encoding, state.encoding) do
      text when is_binary(text) -> {:ok, %{state | output: [text | state.output]}}
      {_problem, _text, _rest} -> {{:error, {:no_translation, encoding, state.encoding}}, state}
    end
  rescue
    ArgumentError -> {{:error, request}, state}
  end

  # The prompt is part of the output if wanted, as often as input was looked at; not if the input is broken.
  defp prompted({{:error, _reason}, _state} = result, _prompt, _times), do: result
  defp prompted({reply, %{capture_prompt: false} = state}, _prompt, _times), do: {reply, state}

  defp prompted({reply, state}, prompt, times) do
    text = :binary.copy(IO.chardata_to_string(prompt), times)
    {reply, %{state | output: [text | state.output]}}
  end

  defp get_chars(_encoding, _count, %{input: ""} = state), do: {:eof, state}

  defp get_chars(:latin1, count, %{input: input} = state) do
    size = min(count, byte_size(input))
    <<data::binary-size(^size), rest::binary>> = input
    {data, %{state | input: rest}}
  end

  defp get_chars(_unicode, count, %{input: input} = state) do
    case char_bytes(input, count, 0) do
      :error ->
        {{:error, :invalid_unicode}, state}

      size ->
        <<data::binary-size(^size), rest::binary>> = input
        {data, %{state | input: rest}}
    end
  end

  defp char_bytes(_input, 0, size), do: size
  defp char_bytes("", _count, size), do: size
  defp char_bytes(<<byte, rest::binary>>, count, size) when byte < 128, do: char_bytes(rest, count - 1, size + 1)

  defp char_bytes(<<char::utf8, rest::binary>>, count, size) do
    char_bytes(rest, count - 1, size + byte_size(<<char::utf8>>))
  end

  defp char_bytes(_invalid, _count, _size), do: :error

  defp get_line(_encoding, %{input: ""} = state), do: {:eof, state}

  defp get_line(encoding, %{input: input} = state) do
    {line, rest} = first_line(input)

    if encoding == :latin1 or String.valid?(line) do
      {line, %{state | input: rest}}
    else
      {{:error, :collect_line}, state}
    end
  end

  # A line that ends with CR LF is returned with LF alone.
  defp first_line(input) do
    case :binary.split(input, "\n") do
      [line] ->
        {line, ""}

      [line, rest] ->
        size = byte_size(line) - 1

        case line do
          <<line::binary-size(^size), "\r">> -> {line <> "\n", rest}
          _ -> {line <> "\n", rest}
        end
    end
  end

  defp get_until(encoding, prompt, module, function, args, state) do
    case chars(encoding, state.input) do
      :error ->
        {:error, state}

      chars ->
        {result, rest, times} = until(pieces(chars), [], module, function, args, 0)
        input = if is_list(rest), do: from_chars(encoding, rest), else: ""
        reply = if is_list(result), do: from_chars(encoding, result), else: result
        prompted({reply, %{state | input: input}}, prompt, times)
    end
  rescue
    _ -> {{:error, {:get_until, encoding, prompt, module, function, args}}, state}
  end

  defp chars(:latin1, input), do: :erlang.binary_to_list(input)

  defp chars(_unicode, input) do
    case :unicode.characters_to_list(input) do
      chars when is_list(chars) -> chars
      _ -> :error
    end
  end

  defp from_chars(:latin1, chars), do: :erlang.list_to_binary(chars)
  defp from_chars(_unicode, chars), do: if(List.ascii_printable?(chars), do: List.to_string(chars), else: text_or_list(chars))

  defp text_or_list(chars) do
    case :unicode.characters_to_binary(chars) do
      text when is_binary(text) -> text
      _ -> chars
    end
  end

  # The input line by line.
  defp pieces([]), do: []

  defp pieces(chars) do
    case :lists.splitwith(&(&1 != ?\n), chars) do
      {line, [?\n | rest]} -> [line ++ [?\n] | pieces(rest)]
      {line, []} -> [line]
    end
  end

  defp until(pieces, continuation, module, function, args, times) do
    {piece, pieces} =
      case pieces do
        [piece | pieces] -> {piece, pieces}
        [] -> {:eof, []}
      end

    case apply(module, function, [continuation, piece | args]) do
      {:done, result, :eof} -> {result, [], times + 1}
      {:done, result, rest} -> {result, rest ++ :lists.append(pieces), times + 1}
      {:more, continuation} -> until(pieces, continuation, module, function, args, times + 1)
    end
  end
end
