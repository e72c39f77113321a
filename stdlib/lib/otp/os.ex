defmodule :os do
  @moduledoc "The operating system; most of it is built in."

  @doc "Runs a command line by the shell. Answers what it prints, on both streams, as a charlist."
  def cmd(command), do: cmd(command, %{})

  @doc "As `cmd/1`; `max_size` is how many bytes of the output are kept."
  def cmd(command, options) do
    text = text(command) || :erlang.error(:badarg, [command, options], error_info: %{module: :erl_kernel_errors})

    # The shell reads nothing of what this program reads, and the last line of the command may be a comment.
    line = ["(", text, "\n) </dev/null"]

    port =
      :erlang.open_port({:spawn_executable, "/bin/sh"}, [
        :binary,
        :stderr_to_stdout,
        :exit_status,
        :hide,
        args: ["-c", :erlang.iolist_to_binary(line)]
      ])

    port |> collect(:maps.get(:max_size, options, :infinity), "") |> :jlixir_text.chars()
  end

  defp text(command) when is_list(command) or is_atom(command) do
    text = :unicode.characters_to_binary(:filename.flatten(command))
    if :binary.match(text, <<0>>) == :nomatch, do: text
  end

  defp text(_command), do: nil

  defp collect(port, max, acc) do
    receive do
      {^port, {:data, data}} when byte_size(acc) + byte_size(data) >= max ->
        close(port)
        ended(port, :binary.part(acc <> data, 0, max))

      {^port, {:data, data}} ->
        collect(port, max, acc <> data)

      {^port, {:exit_status, _}} ->
        ended(port, acc)
    end
  end

  # It may have ended by itself, and said so.
  defp close(port) do
    :erlang.port_close(port)
  catch
    :error, :badarg -> forget(port)
  end

  defp forget(port) do
    receive do
      {^port, _} -> forget(port)
    after
      0 -> true
    end
  end

  # A caller that traps exits is not to see this one.
  defp ended(port, output) do
    :erlang.unlink(port)

    receive do
      {:EXIT, ^port, _} -> output
    after
      0 -> output
    end
  end

  @doc "The version of the operating system, three numbers."
  def version do
    release = :erlang.list_to_binary(cmd(~c"uname -r"))

    numbers =
      case :re.run(release, "^(\\d+)\\.(\\d+)(?:\\.(\\d+))?", [{:capture, :all_but_first, :binary}]) do
        {:match, found} -> for text <- found, do: :erlang.binary_to_integer(text)
        :nomatch -> []
      end

    :erlang.list_to_tuple(:lists.sublist(numbers ++ [0, 0, 0], 3))
  end

  @doc "The variables of the environment, pairs of names and values."
  def env do
    for variable <- :os.getenv() do
      {name, [?= | value]} = :lists.splitwith(fn char -> char != ?= end, variable)
      {name, value}
    end
  end

  @doc "Where in a list of folders, written as in the variable PATH, a program is; `false` if nowhere."
  def find_executable(name, path) do
    found = for folder <- :string.lexemes(path, ~c":"), file = :filename.join(folder, name), executable?(file), do: file

    case found do
      [first | _] -> :filename.absname(first)
      [] -> false
    end
  end

  defp executable?(file) do
    case :file.read_file_info(file) do
      {:ok, info} -> :erlang.element(3, info) == :regular and :erlang.band(:erlang.element(8, info), 0o111) != 0
      _ -> false
    end
  end
end
