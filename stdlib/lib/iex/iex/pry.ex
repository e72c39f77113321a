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

  @doc """
  The code of `dbg/2` when it is to stop in the shell, as `iex --dbg pry` asks for: what stops, then what `dbg/2` does otherwise.

      iex> code = IEx.Pry.dbg(quote(do: 1 + 1), [], __ENV__)
      iex> Macro.to_string(code) =~ "IEx.pry()"
      true

  """
  @spec dbg(Macro.t(), keyword, Macro.Env.t()) :: Macro.t()
  def dbg(code, options, env) do
    quote do
      require IEx
      IEx.pry()
      unquote(Macro.dbg(code, options, env))
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

  # -- Breakpoints

  @table __MODULE__

  @doc """
  Makes a function of a module stop when it is called, so many times. Returns `{:ok, id}`.

  The module is compiled again from its source. It has to be one whose source is there: not of those that jlixir comes with.
  """
  @spec break(module, atom, arity, pos_integer) :: {:ok, pos_integer} | {:error, atom}
  def break(module, function, arity, breaks \\ 1), do: break(module, function, arity, {[], true}, breaks)

  @doc """
  As `break/4`, for calls that `condition` matches: `{patterns, guard}`, quoted; no patterns stand for any arguments.
  """
  def break(module, function, arity, {_patterns, _guard} = condition, breaks)
      when is_atom(module) and is_atom(function) and is_integer(arity) and is_integer(breaks) and breaks > 0 do
    signature = {function, arity}

    with :ok <- elixir_module(module),
         :ok <- instrument(module, signature) do
      id = id(entries(), module, signature)
      :ets.insert(@table, {id, module, signature, condition, breaks})
      {:ok, id}
    end
  end

  defp elixir_module(module) do
    cond do
      not Code.ensure_loaded?(module) -> {:error, :unknown_module}
      function_exported?(module, :__info__, 1) -> :ok
      true -> {:error, :non_elixir_module}
    end
  end

  defp id(known, module, signature) do
    case Enum.find(known, &match?({_, ^module, ^signature, _, _}, &1)) do
      {id, _, _, _, _} -> id
      nil -> Enum.max([0 | Enum.map(known, &elem(&1, 0))]) + 1
    end
  end

  defp instrument(module, signature) do
    standing = standing()

    if {module, signature} in standing and IEx.Breakpoints.instrumented?(module),
      do: :ok,
      else: IEx.Breakpoints.instrument(module, Enum.uniq([{module, signature} | standing]))
  end

  defp standing, do: for({_, module, signature, _, _} <- entries(), do: {module, signature})

  # What stands in the table. It belongs to a process of its own, since who sets breakpoints may end before they are met.
  defp entries do
    if :ets.whereis(@table) == :undefined, do: IEx.Broker.own_table(@table)
    :ets.tab2list(@table)
  end

  @doc "The breakpoints, as `{id, module, {function, arity}, pending stops}`."
  @spec breaks() :: [{pos_integer, module, {atom, arity}, non_neg_integer}]
  def breaks do
    for {id, module, signature, _, breaks} <- entries(), IEx.Breakpoints.instrumented?(module), do: {id, module, signature, max(breaks, 0)}
  end

  @doc "Makes a breakpoint stop no more. Returns `:not_found` when there is none."
  def reset_break(id), do: reset(&(elem(&1, 0) == id))

  @doc "As `reset_break/1`, by the function."
  def reset_break(module, function, arity), do: reset(&(elem(&1, 1) == module and elem(&1, 2) == {function, arity}))

  defp reset(wanted?) do
    case Enum.find(entries(), wanted?) do
      {id, module, _, _, _} ->
        if IEx.Breakpoints.instrumented?(module) do
          :ets.update_element(@table, id, {5, 0})
          :ok
        else
          :ets.delete(@table, id)
          :not_found
        end

      nil ->
        :not_found
    end
  end

  @doc "Removes all breakpoints; the modules are compiled again without."
  def remove_breaks do
    for module <- Enum.uniq(Enum.map(entries(), &elem(&1, 1))), do: remove_breaks(module)
    :ok
  end

  @doc "Removes the breakpoints of a module."
  def remove_breaks(module) do
    for {id, ^module, _, _, _} <- entries(), do: :ets.delete(@table, id)
    if IEx.Breakpoints.instrumented?(module), do: IEx.Breakpoints.instrument(module, standing()), else: :ok
  end

  # What a function with a breakpoint asks when it is called.
  @doc false
  def __break__(module, function, arguments) do
    signature = {function, length(arguments)}

    with {id, _, _, condition, breaks} when breaks > 0 <- Enum.find(entries(), &match?({_, ^module, ^signature, _, _}, &1)),
         true <- meets?(condition, arguments) do
      :ets.update_counter(@table, id, {5, -1}) >= 0
    else
      _ -> false
    end
  end

  defp meets?({[], true}, _arguments), do: true

  defp meets?({patterns, guard}, arguments) do
    {met?, _} =
      Code.eval_quoted(
        quote generated: true do
          case unquote(Macro.escape(arguments)) do
            unquote(patterns) when unquote(guard) -> true
            _ -> false
          end
        end
      )

    met?
  end

  # Stops before an expression, when the one before it was left by `next/0`.
  @doc false
  def __next__(false, _binding, _env), do: false

  def __next__(true, binding, env) do
    case pry(Enum.reject(binding, &hidden?/1), env) do
      {:ok, next?} -> next?
      {:error, _} -> false
    end
  end

  defp hidden?({name, _value}), do: name in [:next?, :env]

  @doc """
  Code that stops before each of its expressions that begins a line, as long as the shell says `next/0`; before the first one if
  `condition` gives `true`.
  """
  @spec annotate_quoted(Macro.t(), Macro.t(), Macro.Env.t()) :: Macro.t()
  def annotate_quoted(code, condition, %Macro.Env{line: line} = env) do
    annotate(code, condition, Macro.escape(Macro.Env.prune_compile_info(env)), line)
  end

  @doc false
  def annotate(code, condition, env, line) do
    expressions = if match?({:__block__, _, [_ | _]}, code), do: elem(code, 2), else: [code]

    {steps, _} =
      Enum.flat_map_reduce(expressions, {0, line}, fn expression, {last, line} ->
        own = first_line(expression, line)
        stop = if own > last, do: [next(own)], else: []
        {stop ++ [expression], {last_line(expression, own), own}}
      end)

    {:__block__, [],
     [
       quote(do: unquote(Macro.var(:env, __MODULE__)) = unquote(env)),
       quote(do: unquote(Macro.var(:next?, __MODULE__)) = unquote(condition))
       | steps
     ]}
  end

  defp next(line) do
    next? = Macro.var(:next?, __MODULE__)
    env = Macro.var(:env, __MODULE__)
    quote(do: unquote(next?) = IEx.Pry.__next__(unquote(next?), binding(), %{unquote(env) | line: unquote(line)}))
  end

  defp first_line(expression, default), do: Enum.min(lines(expression), &<=/2, fn -> default end)
  defp last_line(expression, default), do: Enum.max(lines(expression), &>=/2, fn -> default end)

  defp lines(expression) do
    {_, lines} =
      Macro.prewalk(expression, [], fn
        {_, meta, _} = node, lines when is_list(meta) -> {node, if(line = meta[:line], do: [line | lines], else: lines)}
        node, lines -> {node, lines}
      end)

    lines
  end
end
