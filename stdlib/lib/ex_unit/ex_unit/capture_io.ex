defmodule ExUnit.CaptureIO do
  @moduledoc """
  Catches what is written to a device, to look at it.

      iex> ExUnit.CaptureIO.capture_io(fn -> IO.write("seen") end)
      "seen"

  Standard output is the group leader of a process, so what the calling process and those it starts write is caught, and tests may run
  side by side. Other devices, such as `:stderr`, belong to all: a capture then sees what others write meanwhile.

  Functions that read get what the option `:input` says:

      iex> ExUnit.CaptureIO.capture_io([input: "Ann"], fn ->
      ...>   name = IO.gets("Name? ")
      ...>   IO.write("Hello " <> name)
      ...> end)
      "Name? Hello Ann"

  """

  @doc """
  Returns what `fun` writes to standard output.

      iex> ExUnit.CaptureIO.capture_io(fn -> IO.puts("line") end)
      "line\\n"

  """
  @spec capture_io((-> any)) :: String.t()
  def capture_io(fun) when is_function(fun, 0), do: capture_io(:stdio, [], fun)

  @doc """
  Returns what `fun` writes to a device (an atom, or the pid of a process whose output it is); or to standard output, reading an input (a
  string), or with options.

      iex> ExUnit.CaptureIO.capture_io(:stderr, fn -> IO.write(:stderr, "wrong") end)
      "wrong"

      iex> ExUnit.CaptureIO.capture_io("abc", fn -> IO.write(String.upcase(IO.read(:eof))) end)
      "ABC"

  """
  @spec capture_io(atom | pid | String.t() | keyword, (-> any)) :: String.t()
  def capture_io(device_input_or_options, fun)

  def capture_io(device, fun) when is_atom(device) and is_function(fun, 0), do: capture_io(device, [], fun)
  def capture_io(pid, fun) when is_pid(pid) and is_function(fun, 0), do: capture_io(pid, [], fun)
  def capture_io(input, fun) when is_binary(input) and is_function(fun, 0), do: capture_io(:stdio, [input: input], fun)
  def capture_io(options, fun) when is_list(options) and is_function(fun, 0), do: capture_io(:stdio, options, fun)

  @doc """
  Returns what `fun` writes to `device`, reading an input or with options.

    * `:input` - what functions that read get (`""`)
    * `:capture_prompt` - whether the prompts of functions that read are caught as well (`true`)
    * `:encoding` - `:unicode` or `:latin1`

  Example:

      iex> ExUnit.CaptureIO.capture_io(:stdio, [input: "y", capture_prompt: false], fn ->
      ...>   IO.write(IO.gets("Sure? "))
      ...> end)
      "y"

  """
  @spec capture_io(atom | pid, String.t() | keyword, (-> any)) :: String.t()
  def capture_io(device, input, fun) when is_binary(input), do: capture_io(device, [input: input], fun)

  def capture_io(device, options, fun) when is_list(options) and is_function(fun, 0) do
    {_result, output} = with_io(device, options, fun)
    output
  end

  @doc """
  Like `capture_io/1`, but returns `{what fun has returned, output}`.

      iex> ExUnit.CaptureIO.with_io(fn ->
      ...>   IO.write("adding")
      ...>   1 + 2
      ...> end)
      {3, "adding"}

  """
  @spec with_io((-> result)) :: {result, String.t()} when result: any
  def with_io(fun) when is_function(fun, 0), do: with_io(:stdio, [], fun)

  @doc """
  Like `capture_io/2`, but returns `{what fun has returned, output}`.

      iex> ExUnit.CaptureIO.with_io("a line\\n", fn -> IO.gets("") end)
      {"a line\\n", ""}

  """
  @spec with_io(atom | pid | String.t() | keyword, (-> result)) :: {result, String.t()} when result: any
  def with_io(device_input_or_options, fun)

  def with_io(device, fun) when is_atom(device) and is_function(fun, 0), do: with_io(device, [], fun)
  def with_io(pid, fun) when is_pid(pid) and is_function(fun, 0), do: with_io(pid, [], fun)
  def with_io(input, fun) when is_binary(input) and is_function(fun, 0), do: with_io(:stdio, [input: input], fun)
  def with_io(options, fun) when is_list(options) and is_function(fun, 0), do: with_io(:stdio, options, fun)

  @doc """
  Like `capture_io/3`, but returns `{what fun has returned, output}`.

      iex> ExUnit.CaptureIO.with_io(:stdio, [input: "yes", capture_prompt: false], fn -> IO.gets("Sure? ") end)
      {"yes", ""}

  """
  @spec with_io(atom | pid, String.t() | keyword, (-> result)) :: {result, String.t()} when result: any
  def with_io(device, input, fun) when is_binary(input), do: with_io(device, [input: input], fun)

  def with_io(device, options, fun) when is_list(options) and is_function(fun, 0) do
    prompt? = Keyword.get(options, :capture_prompt, true)
    encoding = Keyword.get(options, :encoding, :unicode)
    input = Keyword.get(options, :input)
    capture(device(device), [capture_prompt: prompt?, encoding: encoding], input, fun)
  end

  defp device(:stdio), do: :standard_io
  defp device(:stderr), do: :standard_error
  defp device(other), do: other

  # A process' standard output is its group leader.
  defp capture(device, options, input, fun) when device == :standard_io or is_pid(device) do
    target = if is_pid(device), do: device, else: self()
    original = group_leader(target)
    {:ok, string_io} = StringIO.open(input || "", options)

    try do
      Process.group_leader(target, string_io)
      result = fun.()
      {:ok, {_input, output}} = StringIO.close(string_io)
      {result, output}
    catch
      kind, reason ->
        if Process.alive?(string_io), do: StringIO.close(string_io)
        :erlang.raise(kind, reason, __STACKTRACE__)
    after
      if Process.alive?(target), do: Process.group_leader(target, original)
    end
  end

  # Other devices are shared by all processes.
  defp capture(device, options, input, fun) do
    case ExUnit.CaptureServer.capture_on(device, options, input) do
      {:ok, ref} ->
        try do
          result = fun.()
          {result, ExUnit.CaptureServer.output(device, ref)}
        after
          ExUnit.CaptureServer.capture_off(ref)
        end

      {:error, :no_device} ->
        raise "could not find IO device registered at #{inspect(device)}"

      {:error, {:changed_encoding, current}} ->
        raise ArgumentError,
              "attempted to change the encoding for a currently captured device #{inspect(device)}. Currently set as: " <>
                "#{inspect(current)}. If you need to use multiple encodings on a captured device, you cannot run your test asynchronously"

      {:error, :input_on_captured_device} ->
        raise ArgumentError,
              "attempted multiple captures on device #{inspect(device)} with input. If you need to give an input to a captured " <>
                "device, you cannot run your test asynchronously"
    end
  end

  defp group_leader(target) do
    {:group_leader, leader} = Process.info(target, :group_leader)
    leader
  end
end
