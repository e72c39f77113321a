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

  @doc false
  # What the command `jlixir repl` runs: the shell, to its end.
  def main(options) do
    Application.put_env(:elixir, :ansi_enabled, Keyword.get(options, :colors, IO.ANSI.enabled?()))
    IEx.Config.start(options)
    {:ok, _} = IEx.Broker.ensure_started()
    # The terminal tells the process of this name of a Ctrl-C.
    Process.register(self(), IEx.Server)
    IEx.Server.run(Keyword.take(options, [:dot_iex, :prefix]))
    0
  end
end
