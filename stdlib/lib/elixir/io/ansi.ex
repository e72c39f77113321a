defmodule IO.ANSI do
  @moduledoc """
  Escape sequences for colors, styles and cursor movement on terminals.

  *Ansidata* is chardata that also holds the names of sequences as atoms.

      iex> IO.iodata_to_binary(IO.ANSI.format([:red, "alert"], true))
      "\\e[31malert\\e[0m"

  """

  @type ansicode :: atom
  @type ansilist ::
          maybe_improper_list(char | ansicode | binary | ansilist, binary | ansicode | [])
  @type ansidata :: ansilist | ansicode | binary

  @styles [
    reset: 0,
    bright: 1,
    faint: 2,
    italic: 3,
    underline: 4,
    blink_slow: 5,
    blink_rapid: 6,
    inverse: 7,
    reverse: 7,
    conceal: 8,
    crossed_out: 9,
    primary_font: 10,
    font_1: 11,
    font_2: 12,
    font_3: 13,
    font_4: 14,
    font_5: 15,
    font_6: 16,
    font_7: 17,
    font_8: 18,
    font_9: 19,
    normal: 22,
    not_italic: 23,
    no_underline: 24,
    blink_off: 25,
    inverse_off: 27,
    reverse_off: 27,
    reveal: 28,
    not_crossed_out: 29,
    black: 30,
    red: 31,
    green: 32,
    yellow: 33,
    blue: 34,
    magenta: 35,
    cyan: 36,
    white: 37,
    default_color: 39,
    black_background: 40,
    red_background: 41,
    green_background: 42,
    yellow_background: 43,
    blue_background: 44,
    magenta_background: 45,
    cyan_background: 46,
    white_background: 47,
    default_background: 49,
    framed: 51,
    encircled: 52,
    overlined: 53,
    not_framed_encircled: 54,
    not_overlined: 55,
    light_black: 90,
    light_red: 91,
    light_green: 92,
    light_yellow: 93,
    light_blue: 94,
    light_magenta: 95,
    light_cyan: 96,
    light_white: 97,
    light_black_background: 100,
    light_red_background: 101,
    light_green_background: 102,
    light_yellow_background: 103,
    light_blue_background: 104,
    light_magenta_background: 105,
    light_cyan_background: 106,
    light_white_background: 107
  ]

  @doc """
  Whether sequences are emitted by default: the setting `:ansi_enabled` of the application `:elixir`.

      iex> is_boolean(IO.ANSI.enabled?())
      true

  """
  @spec enabled?() :: boolean
  def enabled?(), do: :application.get_env(:elixir, :ansi_enabled, false)

  @doc """
  The colors in which terms are shown, the setting `:ansi_syntax_colors` of the application `:elixir`.

      iex> Keyword.keyword?(IO.ANSI.syntax_colors())
      true

  """
  @doc since: "1.14.0"
  @spec syntax_colors() :: keyword(ansidata)
  def syntax_colors() do
    :application.get_env(:elixir, :ansi_syntax_colors,
      atom: :cyan,
      binary: :default_color,
      boolean: :magenta,
      charlist: :yellow,
      list: :default_color,
      map: :default_color,
      nil: :magenta,
      number: :yellow,
      string: :green,
      tuple: :default_color,
      variable: :light_cyan,
      call: :default_color,
      operator: :default_color
    )
  end

  @doc """
  One of the 256 colors for the foreground.

      iex> IO.ANSI.color(120)
      "\\e[38;5;120m"

  """
  @spec color(0..255) :: String.t()
  def color(code) when code in 0..255, do: "\e[38;5;#{code}m"

  @doc """
  The foreground color of a cube of 6 values each of red, green and blue.

      iex> IO.ANSI.color(5, 1, 1)
      "\\e[38;5;203m"

  """
  @spec color(0..5, 0..5, 0..5) :: String.t()
  def color(r, g, b) when r in 0..5 and g in 0..5 and b in 0..5, do: color(16 + 36 * r + 6 * g + b)

  @doc ~S"""
  One of the 256 colors for the background.

      iex> IO.ANSI.color_background(208)
      "\e[48;5;208m"

  """
  @spec color_background(0..255) :: String.t()
  def color_background(code) when code in 0..255, do: "\e[48;5;#{code}m"

  @doc ~S"""
  The background color of a cube of 6 values each of red, green and blue.

      iex> IO.ANSI.color_background(5, 2, 0)
      "\e[48;5;208m"

  """
  @spec color_background(0..5, 0..5, 0..5) :: String.t()
  def color_background(r, g, b) when r in 0..5 and g in 0..5 and b in 0..5, do: color_background(16 + 36 * r + 6 * g + b)

  for {name, code} <- @styles do
    @doc """
    The sequence for the style `#{name}`.

        iex> IO.ANSI.#{name}()
        "\\e[#{code}m"

    """
    @spec unquote(name)() :: String.t()
    def unquote(name)(), do: unquote("\e[#{code}m")

    defp sequence(unquote(name)), do: unquote("\e[#{code}m")
  end

  @doc ~S"""
  Moves the cursor to the upper left corner.

      iex> IO.ANSI.home()
      "\e[H"

  """
  @spec home() :: String.t()
  def home(), do: "\e[H"

  @doc ~S"""
  Clears the screen.

      iex> IO.ANSI.clear()
      "\e[2J"

  """
  @spec clear() :: String.t()
  def clear(), do: "\e[2J"

  @doc ~S"""
  Clears the line.

      iex> IO.ANSI.clear_line()
      "\e[2K"

  """
  @spec clear_line() :: String.t()
  def clear_line(), do: "\e[2K"

  defp sequence(:home), do: home()
  defp sequence(:clear), do: clear()
  defp sequence(:clear_line), do: clear_line()

  defp sequence(other) do
    raise ArgumentError, "invalid ANSI sequence specification: #{inspect(other)}"
  end

  @doc ~S"""
  Moves the cursor to a line and a column.

      iex> IO.ANSI.cursor(3, 4)
      "\e[3;4H"

  """
  @spec cursor(non_neg_integer, non_neg_integer) :: String.t()
  def cursor(line, column) when is_integer(line) and line >= 0 and is_integer(column) and column >= 0 do
    "\e[#{line};#{column}H"
  end

  @doc ~S"""
  Moves the cursor up.

      iex> IO.ANSI.cursor_up(2)
      "\e[2A"

  """
  @spec cursor_up(pos_integer) :: String.t()
  def cursor_up(lines \\ 1) when is_integer(lines) and lines >= 1, do: "\e[#{lines}A"

  @doc ~S"""
  Moves the cursor down.

      iex> IO.ANSI.cursor_down(2)
      "\e[2B"

  """
  @spec cursor_down(pos_integer) :: String.t()
  def cursor_down(lines \\ 1) when is_integer(lines) and lines >= 1, do: "\e[#{lines}B"

  @doc ~S"""
  Moves the cursor to the right.

      iex> IO.ANSI.cursor_right(2)
      "\e[2C"

  """
  @spec cursor_right(pos_integer) :: String.t()
  def cursor_right(columns \\ 1) when is_integer(columns) and columns >= 1, do: "\e[#{columns}C"

  @doc ~S"""
  Moves the cursor to the left.

      iex> IO.ANSI.cursor_left(2)
      "\e[2D"

  """
  @spec cursor_left(pos_integer) :: String.t()
  def cursor_left(columns \\ 1) when is_integer(columns) and columns >= 1, do: "\e[#{columns}D"

  @doc """
  Replaces the names in ansidata by sequences, with a reset at the end if there are any; leaves them out if `emit?` is false.

      iex> IO.iodata_to_binary(IO.ANSI.format(["hi ", :green, "you"], true))
      "hi \\e[32myou\\e[0m"
      iex> IO.iodata_to_binary(IO.ANSI.format(["hi ", :green, "you"], false))
      "hi you"

  """
  @spec format(ansidata, boolean) :: IO.chardata()
  def format(ansidata, emit? \\ enabled?()) when is_boolean(emit?) do
    case walk(ansidata, [], [], emit?, false) do
      {acc, true} when emit? -> [acc | "\e[0m"]
      {acc, _any?} -> acc
    end
  end

  @doc ~S"""
  Like `format/2` without the reset at the end.

      iex> IO.iodata_to_binary(IO.ANSI.format_fragment([:red, "text"], true))
      "\e[31mtext"

  """
  @spec format_fragment(ansidata, boolean) :: IO.chardata()
  def format_fragment(ansidata, emit? \\ enabled?()) when is_boolean(emit?) do
    {acc, _any?} = walk(ansidata, [], [], emit?, false)
    acc
  end

  # walk(term, terms to do after it, result, ...)
  defp walk([term | rest], todo, acc, emit?, any?), do: walk(term, [rest | todo], acc, emit?, any?)
  defp walk([], [next | todo], acc, emit?, any?), do: walk(next, todo, acc, emit?, any?)
  defp walk([], [], acc, _emit?, any?), do: {acc, any?}
  defp walk(term, todo, acc, true, _any?) when is_atom(term), do: walk([], todo, [acc | sequence(term)], true, true)

  defp walk(term, todo, acc, false, any?) when is_atom(term) do
    _ = sequence(term)
    walk([], todo, acc, false, any?)
  end

  defp walk(term, todo, acc, emit?, any?), do: walk([], todo, [acc, term], emit?, any?)
end
