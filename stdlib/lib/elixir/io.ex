defmodule IO do
  @moduledoc ~S"""
  Input and output on devices: processes that speak Erlang's I/O protocol.

  A device is a pid, a registered name, `:stdio` (the group leader of the process) or `:stderr`. *Chardata* is a string, a list of code
  points or nested lists of these; *iodata* is the same with bytes.

      IO.puts("hello")
      IO.puts(:stderr, ["an ", ~c"error"])

  """

  @type device :: atom | pid
  @type nodata :: {:error, term} | :eof
  @type chardata :: String.t() | maybe_improper_list(char | chardata, String.t() | [])

  import Kernel, except: [inspect: 1, inspect: 2]

  @chunk 16384

  defguardp is_device(term) when is_atom(term) or is_pid(term)

  # A file that is opened with `:raw` or `:ram` has no process; only bytes are read from it and written to it.
  defguardp is_raw(term) when is_tuple(term) and tuple_size(term) == 3 and elem(term, 0) == :file_descriptor

  # -- Reading ---------------------------------------------------------------------------------------------------------

  @doc """
  Reads a line (`:line`), everything (`:eof`) or a number of characters. Returns `:eof` at the end.

      iex> {:ok, device} = StringIO.open("one\\ntwo")
      iex> {IO.read(device, :line), IO.read(device, :eof), IO.read(device, :line)}
      {"one\\n", "two", :eof}

  """
  @spec read(device, :eof | :line | non_neg_integer) :: chardata | nodata
  def read(device \\ :stdio, line_or_chars)
  def read(device, :line) when is_device(device), do: request(device, {:get_line, :unicode, ~c""})

  def read(device, count) when is_device(device) and is_integer(count) and count >= 0 do
    request(device, {:get_chars, :unicode, ~c"", count})
  end

  def read(device, :eof) when is_device(device), do: read_all(device, {:get_chars, :unicode, ~c"", @chunk})

  def read(device, :all) when is_device(device) do
    IO.warn("IO.read(device, :all) is deprecated, use IO.read(device, :eof) instead")

    case read(device, :eof) do
      :eof -> ""
      other -> other
    end
  end

  @doc """
  Like `read/2`, in bytes instead of characters.

      iex> {:ok, device} = StringIO.open("one\\ntwo")
      iex> {IO.binread(device, :line), IO.binread(device, 2), IO.binread(device, :eof)}
      {"one\\n", "tw", "o"}

  """
  @spec binread(device, :eof | :line | non_neg_integer) :: iodata | nodata
  def binread(device \\ :stdio, line_or_bytes)
  def binread(device, :line) when is_device(device), do: bytes(request(device, {:get_line, :latin1, ~c""}))

  def binread(device, count) when is_device(device) and is_integer(count) and count >= 0 do
    bytes(request(device, {:get_chars, :latin1, ~c"", count}))
  end

  def binread(file, :line) when is_raw(file), do: request(file, {:get_line, :latin1, ~c""})

  def binread(file, count) when is_raw(file) and is_integer(count) and count >= 0 do
    request(file, {:get_chars, :latin1, ~c"", count})
  end

  def binread(file, :eof) when is_raw(file), do: read_all(file, {:get_chars, :latin1, ~c"", @chunk})
  def binread(device, :eof) when is_device(device), do: bytes(read_all(device, {:get_chars, :latin1, ~c"", @chunk}))

  def binread(device, :all) when is_device(device) or is_raw(device) do
    IO.warn("IO.binread(device, :all) is deprecated, use IO.binread(device, :eof) instead")

    case binread(device, :eof) do
      :eof -> ""
      other -> other
    end
  end

  defp data({:ok, data}), do: data
  defp data(other), do: other

  defp bytes(data) when is_list(data), do: :erlang.list_to_binary(data)
  defp bytes(other), do: other

  defp read_all(device, request) do
    case request(device, request) do
      data when is_binary(data) or is_list(data) -> read_more(device, request, [data])
      other -> other
    end
  end

  defp read_more(device, request, acc) do
    case request(device, request) do
      :eof -> joined(acc)
      {:error, _reason} = error -> error
      data -> read_more(device, request, [data | acc])
    end
  end

  defp joined([data]), do: data
  defp joined([data | _] = all) when is_binary(data), do: :erlang.iolist_to_binary(:lists.reverse(all))
  defp joined(all), do: :lists.append(:lists.reverse(all))

  @doc """
  Writes `prompt` and reads `count` characters, or everything with `:eof`.

      letter = IO.getn("Go on? ")

  """
  @spec getn(device | chardata | String.Chars.t(), pos_integer | :eof | chardata | String.Chars.t()) :: chardata | nodata
  def getn(prompt, count \\ 1)

  def getn(prompt, :eof), do: getn(:stdio, prompt, :eof)
  def getn(prompt, count) when is_integer(count) and count > 0, do: getn(:stdio, prompt, count)
  def getn(device, prompt) when not is_integer(prompt), do: getn(device, prompt, 1)

  @doc """
  Writes `prompt` on `device` and reads `count` characters from it, or everything with `:eof`.

      iex> {:ok, device} = StringIO.open("élan")
      iex> IO.getn(device, "? ", 2)
      "él"

  """
  @spec getn(device, chardata | String.Chars.t(), pos_integer | :eof) :: chardata | nodata
  def getn(device, prompt, :eof) when is_device(device) do
    read_all(device, {:get_chars, :unicode, to_chardata(prompt), @chunk})
  end

  def getn(device, prompt, count) when is_device(device) and is_integer(count) and count > 0 do
    request(device, {:get_chars, :unicode, to_chardata(prompt), count})
  end

  @doc """
  Writes `prompt` and reads a line.

      iex> {:ok, device} = StringIO.open("yes\\n")
      iex> IO.gets(device, "sure? ")
      "yes\\n"

  """
  @spec gets(device, chardata | String.Chars.t()) :: chardata | nodata
  def gets(device \\ :stdio, prompt) when is_device(device) do
    request(device, {:get_line, :unicode, to_chardata(prompt)})
  end

  # -- Writing ---------------------------------------------------------------------------------------------------------

  @doc """
  Writes an item, which is converted with `to_string/1` unless it is chardata.

      iex> IO.write("")
      :ok

  """
  @spec write(device, chardata | String.Chars.t()) :: :ok
  def write(device \\ :stdio, chardata) when is_device(device), do: put(device, to_chardata(chardata))

  @doc """
  Writes bytes as they are.

      iex> {:ok, device} = StringIO.open("", encoding: :latin1)
      iex> IO.binwrite(device, [1, "ab"])
      :ok
      iex> StringIO.contents(device)
      {"", <<1, ?a, ?b>>}

  """
  @spec binwrite(device, iodata) :: :ok
  def binwrite(device \\ :stdio, iodata) when is_device(device) or is_raw(device) do
    case request(device, {:put_chars, :latin1, :erlang.iolist_to_binary(iodata)}) do
      :ok -> :ok
      {:error, reason} when is_atom(reason) and reason != :arguments -> :erlang.error(reason)
      {:error, reason} -> failed(reason)
    end
  end

  @doc """
  Writes an item and a new line.

      iex> {:ok, device} = StringIO.open("")
      iex> IO.puts(device, 1)
      iex> StringIO.contents(device)
      {"", "1\\n"}

  """
  @spec puts(device, chardata | String.Chars.t()) :: :ok
  def puts(device \\ :stdio, item) when is_device(device), do: put(device, [to_chardata(item), ?\n])

  defp put(device, chardata) do
    case request(device, {:put_chars, :unicode, text(chardata)}) do
      :ok -> :ok
      {:error, :arguments} -> bad_device("the device does not exist")
      {:error, reason} -> failed(reason)
    end
  end

  # What cannot be converted is left to the device to refuse.
  defp text(chardata) do
    case :unicode.characters_to_binary(chardata) do
      text when is_binary(text) -> text
      _ -> chardata
    end
  rescue
    ArgumentError -> :erlang.error(:badarg)
  end

  defp bad_device(problem) do
    raise ArgumentError, "errors were found at the given arguments:\n\n  * 1st argument: #{problem}\n"
  end

  defp failed({:no_translation, _from, _to}), do: :erlang.error(:no_translation)
  defp failed(reason) when reason in [:terminated, :calling_self, :no_translation], do: :erlang.error(reason)
  defp failed(reason) when is_atom(reason), do: bad_device("#{:file.format_error(reason)} (#{reason})")
  defp failed(_reason), do: :erlang.error(:badarg)

  defp to_chardata(list) when is_list(list), do: list
  defp to_chardata(other), do: to_string(other)

  # A request of the I/O protocol, or what it asks for done to a raw file.
  defp request(file, {:get_line, :latin1, _prompt}) when is_raw(file), do: data(:file.read_line(file))
  defp request(file, {:get_chars, :latin1, _prompt, count}) when is_raw(file), do: data(:file.read(file, count))
  defp request(file, {:put_chars, :latin1, bytes}) when is_raw(file), do: :file.write(file, bytes)

  # The reference of the monitor marks the reply too.
  defp request(device, request) do
    case pid(device) do
      :undefined ->
        {:error, :arguments}

      pid when pid == self() ->
        {:error, :calling_self}

      pid ->
        ref = :erlang.monitor(:process, pid)
        send(pid, {:io_request, self(), ref, request})

        receive do
          {:io_reply, ^ref, reply} ->
            :erlang.demonitor(ref, [:flush])
            reply

          {:DOWN, ^ref, _type, _pid, _reason} ->
            {:error, :terminated}
        end
    end
  end

  defp pid(pid) when is_pid(pid), do: pid
  defp pid(device) when device in [:stdio, :standard_io], do: :erlang.group_leader()
  defp pid(:stderr), do: :erlang.whereis(:standard_error)
  defp pid(name), do: :erlang.whereis(name)

  # -- Inspecting ------------------------------------------------------------------------------------------------------

  @doc """
  Writes a term as `inspect/2` shows it, and returns it.

  Takes the options of `inspect/2` (`:pretty` is true) and `:label`.

      iex> {:ok, device} = StringIO.open("")
      iex> IO.inspect(device, [1, 2], label: "list")
      [1, 2]
      iex> StringIO.contents(device)
      {"", "list: [1, 2]\\n"}

  """
  @spec inspect(item, keyword) :: item when item: var
  def inspect(item, opts \\ []), do: inspect(:stdio, item, opts)

  @doc """
  Writes a term on `device` as `inspect/2` shows it, and returns it.

      iex> {:ok, device} = StringIO.open("")
      iex> IO.inspect(device, {:a, 1}, label: "tuple")
      {:a, 1}
      iex> StringIO.contents(device)
      {"", "tuple: {:a, 1}\\n"}

  """
  @spec inspect(device, item, keyword) :: item when item: var
  def inspect(device, item, opts) when is_device(device) and is_list(opts) do
    label = if label = opts[:label], do: [to_chardata(label), ": "], else: []
    opts = Inspect.Opts.new(opts)
    doc = Inspect.Algebra.group(Inspect.Algebra.to_doc(item, opts))
    puts(device, [label, Inspect.Algebra.format(doc, opts.width)])
    item
  end

  # -- Warnings --------------------------------------------------------------------------------------------------------

  @doc """
  Writes a warning with the current stack trace to standard error.

      IO.warn("the option :size is ignored")

  """
  @spec warn(chardata | String.Chars.t()) :: :ok
  def warn(message) do
    {:current_stacktrace, stacktrace} = :erlang.process_info(self(), :current_stacktrace)
    warn(message, outside(stacktrace))
  end

  defp outside([{module, _function, _arity, _location} | rest]) when module in [__MODULE__, Process, :erlang], do: outside(rest)
  defp outside(stacktrace), do: stacktrace

  @doc """
  Writes a warning to standard error, with the place given: a stack trace, a `Macro.Env` or a keyword list with `:file`, `:line`,
  `:column`, `:module` and `:function`.

      IO.warn("unknown key", file: "config.exs", line: 3, column: 7)
      IO.warn("this macro is old", __CALLER__)

  """
  @spec warn(chardata | String.Chars.t(), Exception.stacktrace() | keyword | map) :: :ok
  def warn(message, stacktrace_info)
  def warn(message, []), do: emit(to_text(message), "\n", [], 0, nil)

  def warn(message, %{__struct__: Macro.Env} = env), do: warn_at(to_text(message), env.file, env.line, nil, env.module, env.function)

  def warn(message, [{_, _} | _] = keyword) do
    warn_at(to_text(message), keyword[:file], keyword[:line], keyword[:column], keyword[:module], keyword[:function])
  end

  def warn(message, [{_, _, _, _} | _] = stacktrace) do
    place = ["\n  " | Enum.intersperse(Enum.map(stacktrace, &Exception.format_stacktrace_entry/1), "\n  ")]
    {file, line} = first_place(stacktrace)
    emit(to_text(message), [place, "\n"], stacktrace, line, file)
  end

  defp to_text(message), do: IO.chardata_to_string(to_chardata(message))

  defp first_place([{_module, _function, _arity, location} | _]) do
    {Keyword.get(location, :file) && List.to_string(location[:file]), Keyword.get(location, :line, 0)}
  end

  # Like `warn/2` with a stack trace, once for each key.
  @doc false
  def warn_once(key, message, stacktrace_drop_levels) do
    {:current_stacktrace, stacktrace} = :erlang.process_info(self(), :current_stacktrace)
    warn_once_at(key, message, Enum.drop(stacktrace, stacktrace_drop_levels))
  end

  # Once for each function that calls `module`, whose functions the stack trace leaves out.
  @doc false
  def warn_once_for_caller(module, message) do
    {:current_stacktrace, stacktrace} = :erlang.process_info(self(), :current_stacktrace)
    outer = stacktrace |> outside() |> Enum.drop_while(&match?({^module, _, _, _}, &1))
    caller = with [{caller, function, arity, _} | _] <- outer, do: {caller, function, arity}
    warn_once_at({module, caller}, message, outer)
  end

  # What runs before `module.function` is called for want of a map. Once for each function: to find out who calls it would take a stack trace
  # each time.
  @doc false
  def warn_no_parens(module, function) do
    key = {:no_parens, module, function}

    if not :persistent_term.get({__MODULE__, :warned, key}, false) do
      {:current_stacktrace, stacktrace} = :erlang.process_info(self(), :current_stacktrace)
      call = Exception.format_mfa(module, function, [])
      message = "using map.field notation (without parentheses) to invoke function #{call} is deprecated, you must add parentheses instead: remote.function()"
      warn_once_at(key, fn -> message end, outside(stacktrace))
    end

    :ok
  end

  defp warn_once_at(key, message, stacktrace) do
    key = {__MODULE__, :warned, key}

    if not :persistent_term.get(key, false) do
      :persistent_term.put(key, true)
      warn(message.(), stacktrace)
    end

    :ok
  end

  defp warn_at(message, nil, _line, _column, _module, _function), do: emit(message, "\n", [], 0, nil)

  defp warn_at(message, file, line, column, module, function) do
    file = to_text(file)
    place = ["└─ ", Path.relative_to_cwd(file), line_text(line), ": ", function_text(module, function), "\n"]
    stacktrace = [{module, :__MODULE__, 0, [file: String.to_charlist(file), line: line || 0]}]

    case source_line(file, line) do
      nil -> emit(message, ["\n" | place], stacktrace, line || 0, file)
      source -> emit_snippet(message, source, line, column, place, stacktrace, file)
    end
  end

  defp line_text(nil), do: []
  defp line_text(line), do: [":", Integer.to_string(line)]

  defp function_text(nil, _function), do: "(file)"
  defp function_text(module, nil), do: [Kernel.inspect(module), " (module)"]
  defp function_text(module, {name, arity}), do: Exception.format_mfa(module, name, arity)

  defp source_line(file, line) when is_integer(line) and line > 0 do
    case :file.read_file(file) do
      {:ok, text} -> Enum.at(String.split(text, ["\r\n", "\n"]), line - 1)
      {:error, _reason} -> nil
    end
  end

  defp source_line(_file, _line), do: nil

  defp emit_snippet(message, source, line, column, place, stacktrace, file) do
    number = Integer.to_string(line)
    width = max(byte_size(number), 2)
    gutter = [:binary.copy(" ", width + 2), "│"]
    code = String.trim_leading(source)
    indent = byte_size(source) - byte_size(code)

    underline =
      case column do
        nil -> [:binary.copy(" ", indent), :binary.copy("~", String.length(code))]
        _ -> [:binary.copy(" ", max(column - 1, 0)), "~"]
      end

    margin = :binary.copy(" ", width + 2)

    text = [
      "\n#{margin}│\n ",
      String.pad_leading(number, width),
      " │ #{source}\n",
      [gutter, " ", underline, "\n", gutter, "\n"],
      [margin, place]
    ]

    emit(message, text, stacktrace, line, file, margin)
  end

  @diagnostics_key :elixir_code_diagnostics

  # `Code.with_diagnostics/2` collects warnings instead of writing them.
  defp emit(message, place, stacktrace, line, file, margin \\ "") do
    log? =
      case :erlang.get(@diagnostics_key) do
        {diagnostics, log?} ->
          diagnostic = %{
            severity: :warning,
            message: message,
            stacktrace: stacktrace,
            position: line,
            file: file,
            source: file,
            span: nil
          }

          :erlang.put(@diagnostics_key, {[diagnostic | diagnostics], log?})
          log?

        _ ->
          true
      end

    shown = String.replace(message, ~r/\n(?=[^\n])/, "\n" <> margin)
    if log?, do: puts(:stderr, [margin, colored("warning:"), " ", shown, place]), else: :ok
  end

  defp colored(text) do
    if IO.ANSI.enabled?(), do: ["\e[33m", text, "\e[0m"], else: text
  end

  # -- Streams ---------------------------------------------------------------------------------------------------------

  @doc """
  A stream of the lines of standard input, which writes to standard output as a collectable.

      IO.stream() |> Stream.map(&String.upcase/1) |> Enum.into(IO.stream())

  """
  @doc since: "1.12.0"
  @spec stream() :: Enumerable.t(String.t())
  def stream(), do: stream(:stdio, :line)

  @doc """
  A stream of the lines of `device`, or of pieces of that many characters.

      iex> {:ok, device} = StringIO.open("a\\nb\\n")
      iex> Enum.to_list(IO.stream(device, :line))
      ["a\\n", "b\\n"]

  """
  @spec stream(device, :line | pos_integer) :: Enumerable.t()
  def stream(device \\ :stdio, line_or_codepoints)

  def stream(device, line_or_codepoints)
      when line_or_codepoints == :line or (is_integer(line_or_codepoints) and line_or_codepoints > 0) do
    IO.Stream.__build__(mapped(device), false, line_or_codepoints)
  end

  @doc """
  Like `stream/0`, in bytes.

      IO.binstream() |> Enum.reduce(0, &(byte_size(&1) + &2))

  """
  @doc since: "1.12.0"
  @spec binstream() :: Enumerable.t(binary)
  def binstream(), do: binstream(:stdio, :line)

  @doc """
  Like `stream/2`, in bytes.

      iex> {:ok, device} = StringIO.open("one\\ntwo")
      iex> device |> IO.binstream(:line) |> Enum.to_list()
      ["one\\n", "two"]

  """
  @spec binstream(device, :line | pos_integer) :: Enumerable.t()
  def binstream(device \\ :stdio, line_or_bytes)

  def binstream(device, line_or_bytes)
      when line_or_bytes == :line or (is_integer(line_or_bytes) and line_or_bytes > 0) do
    IO.Stream.__build__(mapped(device), true, line_or_bytes)
  end

  defp mapped(:stdio), do: :standard_io
  defp mapped(:stderr), do: :standard_error
  defp mapped(device), do: device

  @doc false
  def each_stream(device, line_or_codepoints), do: streamed(read(device, line_or_codepoints), device)

  @doc false
  def each_binstream(device, line_or_bytes), do: streamed(binread(device, line_or_bytes), device)

  defp streamed(:eof, device), do: {:halt, device}
  defp streamed({:error, reason}, _device), do: raise(IO.StreamError, reason: reason)
  defp streamed(data, device), do: {[data], device}

  # -- Chardata and iodata ---------------------------------------------------------------------------------------------

  @doc """
  Converts chardata to a string.

      iex> IO.chardata_to_string([0xE6, "ß", [?a]])
      "æßa"

  """
  @spec chardata_to_string(chardata) :: String.t()
  def chardata_to_string(chardata)
  def chardata_to_string(string) when is_binary(string), do: string

  def chardata_to_string(list) when is_list(list) do
    case :unicode.characters_to_binary(list) do
      text when is_binary(text) ->
        text

      {:error, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :invalid

      {:incomplete, encoded, rest} ->
        raise UnicodeConversionError, encoded: encoded, rest: rest, kind: :incomplete
    end
  end

  @doc """
  Converts iodata to a binary.

      iex> IO.iodata_to_binary([1, <<2>>, [3 | <<4>>]])
      <<1, 2, 3, 4>>

  """
  @spec iodata_to_binary(iodata) :: binary
  def iodata_to_binary(iodata), do: :erlang.iolist_to_binary(iodata)

  @doc """
  The number of bytes of iodata.

      iex> IO.iodata_length([1, 2 | <<3, 4>>])
      4

  """
  @spec iodata_length(iodata) :: non_neg_integer
  def iodata_length(iodata), do: :erlang.iolist_size(iodata)

  @doc """
  Whether iodata holds no bytes, without going through all of it.

      iex> IO.iodata_empty?(["", []])
      true

  """
  @doc since: "1.20.0"
  @spec iodata_empty?(iodata) :: boolean
  def iodata_empty?(iodata)
  def iodata_empty?(""), do: true
  def iodata_empty?([]), do: true
  def iodata_empty?([head | _tail]) when is_integer(head), do: false
  def iodata_empty?([head | tail]), do: iodata_empty?(head) and iodata_empty?(tail)
  def iodata_empty?(binary) when is_binary(binary), do: false
end
