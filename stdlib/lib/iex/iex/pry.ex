defmodule IEx.Pry do
  @moduledoc """
  Stops processes to look at them.
  """

  @doc """
  Stops this process, with the variables and the environment of a place, until the shell continues.

  Returns `{:ok, next?}`, or `{:error, reason}` when there is no shell, or none that wants it.
  """
  def pry(binding, %Macro.Env{} = env) do
    location = location(env)

    whereami =
      case whereami(env.file, env.line, 2) do
        {:ok, lines} -> ["\n\n", lines] |> IO.iodata_to_binary()
        :error -> ""
      end

    case IEx.Broker.take_over(location, whereami, evaluator: nil) do
      {:ok, server, leader} ->
        own = Process.group_leader()
        previous = {Process.get(:iex_server), Process.get(:iex_history)}
        Process.put(:iex_whereami, {env.file, env.line, binding})

        try do
          IEx.Evaluator.init(:pry, server, leader, binding: binding, env: env, dot_iex: "")
        after
          Process.group_leader(self(), own)
          restore(previous)
          Process.delete(:iex_whereami)
        end

      {:error, :no_iex} ->
        IO.puts(:stderr, "Cannot pry #{inspect(self())} at #{location}. Is an IEx shell running?")
        {:error, :no_iex}

      {:error, :refused} ->
        {:error, :refused}
    end
  end

  defp restore({server, history}) do
    if server, do: Process.put(:iex_server, server), else: Process.delete(:iex_server)
    if history, do: Process.put(:iex_history, history), else: Process.delete(:iex_history)
  end

  defp location(%{module: module, function: function, file: file, line: line}) do
    name =
      case {module, function} do
        {nil, _} -> ""
        {module, nil} -> inspect(module) <> " "
        {module, {name, arity}} -> Exception.format_mfa(module, name, arity) <> " "
      end

    name <> "(#{Path.relative_to_cwd(file)}:#{line})"
  end

  @doc """
  The lines around a place, as `{:ok, chardata}`; `:error` when they can not be read.
  """
  def whereami(file, line, radius) when is_binary(file) and is_integer(line) and is_integer(radius) and radius > 0 do
    with true <- File.regular?(file),
         [_ | _] = lines <- around(file, line, radius) do
      {:ok, lines}
    else
      _ -> :error
    end
  end

  defp around(file, line, radius) do
    numbered = file |> File.stream!() |> Enum.with_index(1)

    if line > length(numbered) do
      []
    else
      for {text, number} <- numbered, number in (line - radius)..(line + radius)//1 do
        shown = [number |> Integer.to_string() |> String.pad_leading(5), ": ", String.trim_trailing(text, "\n"), "\n"]
        if number == line, do: IO.ANSI.format_fragment([:bright, shown, :normal]), else: shown
      end
    end
  end
end
