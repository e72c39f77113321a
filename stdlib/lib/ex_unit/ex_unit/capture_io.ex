defmodule ExUnit.CaptureIO do
  @moduledoc """
  Catches what is written to a device.

      iex> ExUnit.CaptureIO.capture_io(fn -> IO.write("seen") end)
      "seen"

  """

  @doc "What `fun` writes to standard output."
  @spec capture_io((-> any)) :: String.t()
  def capture_io(fun) when is_function(fun, 0), do: capture_io(:stdio, [], fun)

  @doc "What `fun` writes to a device; or to standard output, reading `input`, or with options."
  @spec capture_io(atom | pid | String.t() | keyword, (-> any)) :: String.t()
  def capture_io(device_input_or_options, fun)

  def capture_io(device, fun) when is_atom(device) and is_function(fun, 0), do: capture_io(device, [], fun)
  def capture_io(pid, fun) when is_pid(pid) and is_function(fun, 0), do: capture_io(pid, [], fun)
  def capture_io(input, fun) when is_binary(input) and is_function(fun, 0), do: capture_io(:stdio, [input: input], fun)
  def capture_io(options, fun) when is_list(options) and is_function(fun, 0), do: capture_io(:stdio, options, fun)

  @doc "What `fun` writes to `device`. Options: `:input`, `:capture_prompt`, `:encoding`."
  @spec capture_io(atom | pid, String.t() | keyword, (-> any)) :: String.t()
  def capture_io(device, input, fun) when is_binary(input), do: capture_io(device, [input: input], fun)

  def capture_io(device, options, fun) when is_list(options) and is_function(fun, 0) do
    {_result, output} = with_io(device, options, fun)
    output
  end

  @doc "Like `capture_io/1`, returning `{result, output}`."
  @spec with_io((-> result)) :: {result, String.t()} when result: any
  def with_io(fun) when is_function(fun, 0), do: with_io(:stdio, [], fun)

  @doc "Like `capture_io/2`, returning `{result, output}`."
  @spec with_io(atom | pid | String.t() | keyword, (-> result)) :: {result, String.t()} when result: any
  def with_io(device_input_or_options, fun)

  def with_io(device, fun) when is_atom(device) and is_function(fun, 0), do: with_io(device, [], fun)
  def with_io(pid, fun) when is_pid(pid) and is_function(fun, 0), do: with_io(pid, [], fun)
  def with_io(input, fun) when is_binary(input) and is_function(fun, 0), do: with_io(:stdio, [input: input], fun)
  def with_io(options, fun) when is_list(options) and is_function(fun, 0), do: with_io(:stdio, options, fun)

  @doc "Like `capture_io/3`, returning `{result, output}`."
  @spec with_io(atom | pid, String.t() | keyword, (-> result)) :: {result, String.t()} when result: any
  def with_io(device, input, fun) when is_binary(input), do: with_io(device, [input: input], fun)

  def with_io(device, options, fun) when is_list(options) and is_function(fun, 0) do
    prompt? = Keyword.get(options, :capture_prompt, true)
    encoding = Keyword.get(options, :encoding, :unicode)
    input = Keyword.get(options, :input, "")
    {:ok, string_io} = StringIO.open(input, capture_prompt: prompt?, encoding: encoding)
    capture(device(device), string_io, fun)
  end

  defp device(:stdio), do: :standard_io
  defp device(:stderr), do: :standard_error
  defp device(other), do: other

  # A process' standard output is its group leader.
  defp capture(device, string_io, fun) when device == :standard_io or is_pid(device) do
    target = if is_pid(device), do: device, else: self()
    original = group_leader(target)

    try do
      Process.group_leader(target, string_io)
      call(fun, string_io)
    after
      if Process.alive?(target), do: Process.group_leader(target, original)
    end
  end

  # Other devices are found by their registered names.
  defp capture(device, string_io, fun) do
    case Process.whereis(device) do
      nil ->
        {:ok, _} = StringIO.close(string_io)
        raise "could not find IO device registered at #{inspect(device)}"

      original ->
        try do
          Process.unregister(device)
          Process.register(string_io, device)
          call(fun, string_io)
        after
          if Process.whereis(device), do: Process.unregister(device)
          Process.register(original, device)
        end
    end
  end

  defp group_leader(target) do
    {:group_leader, leader} = Process.info(target, :group_leader)
    leader
  end

  defp call(fun, string_io) do
    result = fun.()
    {:ok, {_input, output}} = StringIO.close(string_io)
    {result, output}
  catch
    kind, reason ->
      if Process.alive?(string_io), do: StringIO.close(string_io)
      :erlang.raise(kind, reason, __STACKTRACE__)
  end
end
