defmodule IEx.Config do
  @moduledoc false
  # The options of the shell, in the environment of the application `:iex`.

  @keys [
    :colors,
    :inspect,
    :history_size,
    :default_prompt,
    :continuation_prompt,
    :alive_prompt,
    :alive_continuation_prompt,
    :width,
    :parser,
    :dot_iex,
    :auto_reload
  ]

  @colors [
    eval_interrupt: [:yellow],
    eval_result: [:yellow],
    eval_error: [:red],
    eval_info: [:normal],
    stack_info: [:red],
    blame_diff: [:red],
    ls_directory: [:blue],
    ls_device: [:green]
  ]

  @doc_colors [
    doc_bold: [:bright],
    doc_code: [:cyan],
    doc_headings: [:yellow],
    doc_metadata: [:yellow],
    doc_quote: [:light_black],
    doc_inline_code: [:cyan],
    doc_table_heading: [:reverse],
    doc_title: [:reverse, :yellow],
    doc_underline: [:underline]
  ]

  @syntax_colors [
    atom: :cyan,
    boolean: :magenta,
    charlist: :yellow,
    nil: :magenta,
    number: :yellow,
    string: :green,
    variable: :light_cyan,
    call: :default_color,
    operator: :default_color,
    reset: [:reset, :yellow]
  ]

  def start(options) do
    Application.put_env(:iex, :started, true)
    configure(Keyword.take(options, @keys))
  end

  def started?, do: Application.get_env(:iex, :started, false)

  def configure(options) do
    for {key, value} <- options, do: Application.put_env(:iex, key, merged(key, validated(key, value)))
    :ok
  end

  defp merged(key, value) when key in [:colors, :inspect], do: Keyword.merge(Application.get_env(:iex, key, []), value)
  defp merged(_key, value), do: value

  defp validated(key, value) when key in [:colors, :inspect] and is_list(value), do: value
  defp validated(:history_size, value) when is_integer(value), do: value
  defp validated(:width, value) when is_integer(value), do: value
  defp validated(:parser, {module, function, args} = value) when is_atom(module) and is_atom(function) and is_list(args), do: value
  defp validated(:auto_reload, value) when is_boolean(value), do: value
  defp validated(:dot_iex, value) when is_binary(value), do: value

  defp validated(key, value)
       when key in [:default_prompt, :continuation_prompt, :alive_prompt, :alive_continuation_prompt] and is_binary(value),
       do: value

  defp validated(key, value) do
    raise ArgumentError, "unknown IEx configuration #{inspect(key)} or invalid value #{inspect(value)}"
  end

  def configuration do
    for key <- @keys, {:ok, value} <- [Application.fetch_env(:iex, key)], do: {key, value}
  end

  # Colours

  # The escape sequence of a colour, nil when there are none.
  def color(name) do
    if colors_enabled?() do
      case Keyword.fetch(colors(), name) do
        {:ok, false} -> nil
        {:ok, nil} -> nil
        {:ok, value} -> IO.ANSI.format_fragment(value, true)
        :error -> nil
      end
    end
  end

  def colors_enabled? do
    case Keyword.fetch(Application.get_env(:iex, :colors, []), :enabled) do
      {:ok, enabled} -> enabled
      :error -> IO.ANSI.enabled?()
    end
  end

  defp colors, do: Keyword.merge(@colors ++ @doc_colors, Application.get_env(:iex, :colors, []))

  # The options that `IO.ANSI.Docs` takes.
  def ansi_docs do
    colors = Keyword.merge(@doc_colors, Application.get_env(:iex, :colors, []))
    [width: width(), enabled: colors_enabled?()] ++ colors
  end

  def inspect_opts do
    options = Application.get_env(:iex, :inspect, [])

    Keyword.merge(
      [width: width(), pretty: true] ++ if(colors_enabled?(), do: [syntax_colors: syntax_colors()], else: []),
      options
    )
  end

  def syntax_colors do
    case Keyword.fetch(colors(), :syntax_colors) do
      {:ok, false} ->
        []

      given ->
        chosen = with {:ok, colors} <- given, do: colors, else: (:error -> @syntax_colors)
        Keyword.put(chosen, :reset, [:reset | List.wrap(Keyword.get(colors(), :eval_result))])
    end
  end

  def width do
    columns =
      case :io.columns() do
        {:ok, columns} -> columns
        {:error, _} -> 80
      end

    case Application.fetch_env(:iex, :width) do
      {:ok, width} -> min(width, columns)
      :error -> min(columns, 80)
    end
  end

  def history_size, do: Application.get_env(:iex, :history_size, 20)
  def parser, do: Application.get_env(:iex, :parser, {IEx.Evaluator, :parse, []})
  def dot_iex, do: Application.get_env(:iex, :dot_iex)

  # The prompt of a line; `continues?` when the expression has begun before.
  def prompt(prefix, counter, continues?) do
    {key, default} =
      case {continues?, Node.alive?()} do
        {false, false} -> {:default_prompt, "%prefix(%counter)>"}
        {false, true} -> {:alive_prompt, "%prefix(%node)%counter>"}
        {true, false} -> {:continuation_prompt, "%prefix(%counter)>"}
        {true, true} -> {:alive_continuation_prompt, "%prefix(%node)%counter>"}
      end

    prefix = if continues?, do: "...", else: prefix

    Application.get_env(:iex, key, default)
    |> String.replace("%counter", to_string(counter))
    |> String.replace("%prefix", prefix)
    |> String.replace("%node", to_string(node()))
    |> Kernel.<>(" ")
  end

  # After spawn

  def after_spawn(fun), do: Application.put_env(:iex, :after_spawn, [fun | after_spawn()])
  def after_spawn, do: Application.get_env(:iex, :after_spawn, [])
end
