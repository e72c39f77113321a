defmodule IEx do
  @moduledoc """
  The interactive shell.

  `jlixir repl` reads expressions, evaluates them and prints their values. An expression may go over several lines; what is not finished is
  asked for with another prompt, and a line `#iex:break` gives it up. `v/1` and the others in `IEx.Helpers` are imported; `h()` lists them.

  When the shell starts it evaluates `.iex.exs` in the working directory, or else in the home directory; variables and imports of it stay.
  `pry/0` stops a process where it is called, to look at its variables.

  ## Options of `configure/1`

    * `:colors` - a keyword list of colours, `enabled: false` for none. Names: `:eval_result`, `:eval_info`, `:eval_error`, `:eval_interrupt`,
      `:stack_info`, `:blame_diff`, `:syntax_colors`, `:ls_directory`, `:ls_device`, and those of the documentation, `:doc_code` and so on
    * `:inspect` - options for printing values, see `Inspect.Opts`
    * `:width` - the columns to use at most
    * `:history_size` - how many values `v/1` remembers; a negative number for all
    * `:default_prompt`, `:alive_prompt`, `:continuation_prompt`, `:alive_continuation_prompt` - with `%prefix`, `%counter`, `%node`
    * `:parser` - `{module, function, args}`, see `IEx.Evaluator.parse/3`
    * `:dot_iex` - a file in place of `.iex.exs`

  """

  @dont_display :"do not show this result in output"

  @doc """
  Sets options of the shell, see the module's documentation.
  """
  @spec configure(keyword) :: :ok
  def configure(options), do: IEx.Config.configure(options)

  @doc """
  The options that are set.
  """
  @spec configuration() :: keyword
  def configuration, do: IEx.Config.configuration()

  @doc """
  Registers a function to be called in each evaluator that the shell starts.
  """
  @spec after_spawn((-> any)) :: :ok
  def after_spawn(fun) when is_function(fun, 0), do: IEx.Config.after_spawn(fun)

  @doc false
  def after_spawn, do: IEx.Config.after_spawn()

  @doc """
  True when the shell runs.
  """
  @spec started?() :: boolean
  def started?, do: IEx.Config.started?()

  @doc """
  The text in the colour of that name, when colours are enabled.
  """
  @spec color(atom, String.t()) :: String.t()
  def color(color, string) do
    case IEx.Config.color(color) do
      nil -> string
      ansi -> IO.iodata_to_binary([ansi, string | IO.ANSI.reset()])
    end
  end

  @doc """
  The options for printing values.
  """
  @spec inspect_opts() :: keyword
  def inspect_opts, do: IEx.Config.inspect_opts()

  @doc """
  The columns to use at most: `:width`, or those of the terminal.
  """
  @spec width() :: pos_integer
  def width, do: IEx.Config.width()

  @doc """
  What an expression answers whose value is not to be printed.
  """
  def dont_display_result, do: @dont_display

  @doc """
  Stops the process at this place until the shell continues: `continue/0`, or `respawn/0` for a new evaluator.

  The shell evaluates then in the environment of the call, with its variables.
  """
  defmacro pry do
    quote do
      IEx.Pry.pry(binding(), __ENV__)
    end
  end

  @doc """
  Makes a function stop when it is called, for `IEx.Helpers.break!/2`: `break!(Shop.price(:tea, _), 2)`, `break!(Shop.price/2)`, with a guard
  `break!(Shop.price(_, n) when n > 10)`. Returns the number of the breakpoint.
  """
  defmacro break!(ast, stops \\ 1), do: IEx.__break__!(ast, stops, __CALLER__)

  @doc false
  def __break__!({:/, _, [call, arity]} = ast, stops, env) when is_integer(arity) do
    with {module, function, []} <- Macro.decompose_call(call) do
      quote(do: IEx.break!(unquote(module), unquote(function), unquote(arity), unquote(stops)))
    else
      _ -> no_call!(ast, env)
    end
  end

  def __break__!({:when, _, [call, guard]}, stops, env), do: break_call(call, guard, stops, env)
  def __break__!(call, stops, env), do: break_call(call, true, stops, env)

  defp break_call(ast, guard, stops, env) do
    with {module, function, patterns} when is_atom(function) <- Macro.decompose_call(ast) do
      # What is wrong with the patterns is said now, not when the function is called.
      check(patterns, guard, env)
      condition = Macro.escape({patterns, guard})
      quote(do: IEx.__break__!(unquote(module), unquote(function), unquote(length(patterns)), unquote(condition), unquote(stops)))
    else
      _ -> no_call!(ast, env)
    end
  end

  defp check(patterns, guard, env) do
    arguments = Enum.map(patterns, fn _ -> nil end)

    Code.eval_quoted(
      quote generated: true do
        case unquote(arguments) do
          unquote(patterns) when unquote(guard) -> true
          _ -> false
        end
      end,
      [],
      %{env | versioned_vars: %{}}
    )
  end

  defp no_call!(ast, _env) do
    raise ArgumentError, "break!/1 expects a call, such as URI.parse/1 or URI.parse(_), got: " <> Macro.to_string(ast)
  end

  @doc "As `break!/2`, by the names."
  def break!(module, function, arity, stops \\ 1) when is_integer(arity), do: __break__!(module, function, arity, {[], true}, stops)

  @doc false
  def __break__!(module, function, arity, condition, stops) do
    case IEx.Pry.break(module, function, arity, condition, stops) do
      {:ok, id} -> id
      {:error, reason} -> raise "could not set breakpoint, " <> break_error(reason, module, function, arity)
    end
  end

  defp break_error(:unknown_module, module, _, _), do: "module #{inspect(module)} is not available"
  defp break_error(:no_source, module, _, _), do: "could not find the source of #{inspect(module)}"
  defp break_error(:recompile_failed, module, _, _), do: "could not compile the source of #{inspect(module)}"
  defp break_error(:non_elixir_module, module, _, _), do: "module #{inspect(module)} was not written in Elixir"
  defp break_error(:unknown_function_arity, module, function, arity), do: "unknown function/macro #{Exception.format_mfa(module, function, arity)}"

  @doc false
  # What the command `jlixir repl` runs: the shell, to its end.
  def main(options) do
    Application.put_env(:elixir, :ansi_enabled, Keyword.get(options, :colors, IO.ANSI.enabled?()))
    Application.load(:iex)
    IEx.Config.start(options)
    {:ok, _} = IEx.Broker.ensure_started()
    # The terminal tells the process of this name of a Ctrl-C.
    Process.register(self(), IEx.Server)
    IEx.Server.run(Keyword.take(options, [:dot_iex, :prefix]))
    0
  end
end
