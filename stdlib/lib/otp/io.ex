defmodule :io do
  @moduledoc "Input and output by way of devices: the client's side of the I/O protocol. Without a device the group leader is used."

  @doc false
  # Sends a request and waits for the reply: what it says, or `{:error, reason}`.
  def request(device, request) do
    case pid(device) do
      pid when pid == self() -> {:error, :calling_self}
      pid when is_pid(pid) -> ask(pid, request)
      _ -> {:error, :arguments}
    end
  end

  defp pid(pid) when is_pid(pid), do: pid
  defp pid(:standard_io), do: :erlang.group_leader()
  defp pid(name) when is_atom(name), do: :erlang.whereis(name)
  defp pid(_device), do: :undefined

  defp ask(pid, request) do
    ref = :erlang.monitor(:process, pid)
    send(pid, {:io_request, self(), ref, request})

    receive do
      {:io_reply, ^ref, reply} ->
        :erlang.demonitor(ref, [:flush])
        reply

      {:DOWN, ^ref, _, _, _} ->
        {:error, :terminated}
    end
  end

  # The reply to a request for output. What is wrong is an error of the function itself, with the arguments that it was given:
  # `:erl_stdlib_errors` explains it.
  defmacrop output(reply, args) do
    {function, _arity} = __CALLER__.function

    quote do
      case unquote(reply) do
        {:error, reason} -> :erlang.error(failure(reason), unquote(args), info(unquote(function), reason))
        reply -> reply
      end
    end
  end

  defp info(_function, reason) when reason in [:arguments, :terminated, :calling_self],
    do: [error_info: %{cause: {:io, reason}, module: :erl_stdlib_errors}]

  defp info(function, _reason), do: [error_info: %{cause: {:device, function}, module: :erl_stdlib_errors}]

  defp failure(reason) when reason in [:terminated, :calling_self, :no_translation], do: reason
  defp failure({:no_translation, _from, _to}), do: :no_translation
  defp failure(_reason), do: :badarg

  defp leader, do: :erlang.group_leader()

  @doc "Writes characters."
  def put_chars(chars), do: output(put(leader(), :unicode, chars), [chars])
  def put_chars(device, chars), do: output(put(device, :unicode, chars), [device, chars])

  @doc "Writes characters of an encoding, `:unicode` or `:latin1`."
  def put_chars(device, encoding, chars), do: output(put(device, encoding, chars), [device, encoding, chars])

  defp put(device, encoding, chars) do
    case encoded(chars, encoding) do
      binary when is_binary(binary) -> request(device, {:put_chars, encoding, binary})
      _ -> {:error, :put_chars}
    end
  end

  defp encoded(chars, encoding) do
    :unicode.characters_to_binary(chars, encoding, encoding)
  rescue
    ArgumentError -> :error
  end

  @doc "Ends the line."
  def nl, do: output(put(leader(), :unicode, "\n"), [])
  def nl(device), do: output(put(device, :unicode, "\n"), [device])

  @doc "Writes a term as Erlang shows it."
  def write(term), do: output(put_by(leader(), :write, [term]), [term])
  def write(device, term), do: output(put_by(device, :write, [term]), [device, term])

  @doc "Writes by a format, as `:io_lib.format/2` makes it."
  def format(format), do: output(put_by(leader(), :format, [format, []]), [format])
  def format(format, args), do: output(put_by(leader(), :format, [format, args]), [format, args])
  def format(device, format, args), do: output(put_by(device, :format, [format, args]), [device, format, args])

  @doc "The same as `format`."
  def fwrite(format), do: output(put_by(leader(), :format, [format, []]), [format])
  def fwrite(format, args), do: output(put_by(leader(), :format, [format, args]), [format, args])
  def fwrite(device, format, args), do: output(put_by(device, :format, [format, args]), [device, format, args])

  defp put_by(device, function, args), do: request(device, {:put_chars, :unicode, :io_lib, function, args})

  @doc "Reads up to `count` characters."
  def get_chars(prompt, count), do: get_chars(leader(), prompt, count)

  def get_chars(device, prompt, count) when is_integer(count) and count >= 0 do
    input(device, {:get_chars, :unicode, prompt, count})
  end

  @doc "Reads a line, with its end."
  def get_line(prompt), do: get_line(leader(), prompt)
  def get_line(device, prompt), do: input(device, {:get_line, :unicode, prompt})

  @doc "Reads a line without showing what is typed."
  def get_password, do: get_password(leader())
  def get_password(device), do: input(device, {:get_password, :unicode})

  @doc "Reads by a format, as `:io_lib.fread/2` does."
  def fread(prompt, format), do: fread(leader(), prompt, format)
  def fread(device, prompt, format), do: input(device, {:get_until, :unicode, prompt, :io_lib, :fread, [format]})

  @doc "Reads an Erlang term, which a full stop ends: `{:ok, term}` or `:eof`."
  def read(prompt), do: read(leader(), prompt)
  def read(device, prompt), do: input(device, {:get_until, :unicode, prompt, :jlixir_erlang_terms, :read, []})

  @doc "Reads Erlang tokens up to a full stop: `{:ok, tokens, end_location}`, `{:eof, location}` or `{:error, reason, location}`."
  def scan_erl_exprs(prompt), do: scan_erl_exprs(leader(), prompt, 1, [])
  def scan_erl_exprs(device, prompt), do: scan_erl_exprs(device, prompt, 1, [])
  def scan_erl_exprs(device, prompt, location), do: scan_erl_exprs(device, prompt, location, [])

  def scan_erl_exprs(device, prompt, location, options) do
    input(device, {:get_until, :unicode, prompt, :erl_scan, :tokens, [location, options]})
  end

  def scan_erl_form(prompt), do: scan_erl_exprs(leader(), prompt, 1, [])
  def scan_erl_form(device, prompt), do: scan_erl_exprs(device, prompt, 1, [])
  def scan_erl_form(device, prompt, location), do: scan_erl_exprs(device, prompt, location, [])
  def scan_erl_form(device, prompt, location, options), do: scan_erl_exprs(device, prompt, location, options)

  @doc "Reads Erlang expressions up to a full stop: `{:ok, expressions, end_location}`, `{:eof, location}` or `{:error, reason, location}`."
  def parse_erl_exprs(prompt), do: parse_erl_exprs(leader(), prompt, 1, [])
  def parse_erl_exprs(device, prompt), do: parse_erl_exprs(device, prompt, 1, [])
  def parse_erl_exprs(device, prompt, location), do: parse_erl_exprs(device, prompt, location, [])

  def parse_erl_exprs(device, prompt, location, options) do
    with {:ok, tokens, end_location} <- scan_erl_exprs(device, prompt, location, options) do
      case :erl_parse.parse_exprs(tokens) do
        {:ok, exprs} -> {:ok, exprs, end_location}
        {:error, reason} -> {:error, reason, end_location}
      end
    end
  end

  defp input(device, request) do
    case request(device, request) do
      {:error, reason} when reason in [:arguments, :calling_self] -> :erlang.error(failure(reason))
      reply -> reply
    end
  end

  @doc "How many columns and rows the device shows: `{:ok, count}`, or `{:error, :enotsup}` when it is no terminal."
  def columns, do: columns(leader())
  def columns(device), do: geometry(device, :columns)
  def rows, do: rows(leader())
  def rows(device), do: geometry(device, :rows)

  defp geometry(device, side) do
    case request(device, {:get_geometry, side}) do
      count when is_integer(count) and count > 0 -> {:ok, count}
      {:error, :arguments} -> :erlang.error(:badarg)
      _ -> {:error, :enotsup}
    end
  end

  @doc "The options of a device."
  def getopts, do: getopts(leader())
  def getopts(device), do: known(request(device, :getopts))

  @doc "Sets options of a device, such as `encoding: :unicode` and `:binary`."
  def setopts(options), do: setopts(leader(), options)
  def setopts(device, options), do: known(request(device, {:setopts, options}))

  defp known({:error, reason}) when reason in [:arguments, :calling_self], do: :erlang.error(failure(reason))
  defp known(reply), do: reply

  @doc "Up to where characters are shown as they are."
  def printable_range, do: :latin1

  @doc "Several requests at once."
  def requests(requests), do: requests(leader(), requests)
  def requests(device, requests), do: request(device, {:requests, requests})
end
