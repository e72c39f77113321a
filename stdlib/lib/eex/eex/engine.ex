defmodule EEx.Engine do
  @moduledoc """
  What a template is made into, and the engine that makes it a binary.

  A state starts with `c:init/1`, takes in text and expressions in order and becomes quoted code by `c:handle_body/1`. For the contents
  of a block, `c:handle_begin/1` gives a state to start with and `c:handle_end/1` its code.
  """

  @type state :: term

  @doc "Returns the state to start a template with, from the options of the compilation."
  @callback init(opts :: keyword) :: state

  @doc "Returns the code of the whole template."
  @callback handle_body(state) :: Macro.t()

  @doc "Takes in text. `meta` has the keys `:line` and `:column`."
  @callback handle_text(state, meta :: [line: pos_integer, column: pos_integer], text :: String.t()) :: state

  @doc ~S(Takes in an expression; the marker is `""`, `"="`, `"/"` or `"|"`.)
  @callback handle_expr(state, marker :: String.t(), expr :: Macro.t()) :: state

  @doc "Returns a state for the contents of a block."
  @callback handle_begin(state) :: state

  @doc "Returns the code for the contents of a block."
  @callback handle_end(state) :: Macro.t()

  @doc """
  Makes a module an engine that does what this one does, except for what it defines itself.

      defmodule MyApp.Engine do
        use EEx.Engine

        def handle_text(state, meta, text), do: EEx.Engine.handle_text(state, meta, String.trim(text))
      end

  """
  @doc deprecated: "Use explicit delegation to EEx.Engine instead"
  defmacro __using__(_) do
    quote do
      @behaviour EEx.Engine

      defdelegate init(opts), to: EEx.Engine
      defdelegate handle_body(state), to: EEx.Engine
      defdelegate handle_begin(state), to: EEx.Engine
      defdelegate handle_end(state), to: EEx.Engine
      defdelegate handle_text(state, meta, text), to: EEx.Engine
      defdelegate handle_expr(state, marker, expr), to: EEx.Engine
      defoverridable EEx.Engine
    end
  end

  @doc """
  Returns an empty state: `:binary` and `:dynamic` hold the newest first.

      iex> EEx.Engine.init([]).binary
      []

  """
  @spec init(keyword) :: state
  def init(_opts), do: %{binary: [], dynamic: [], vars_count: 0}

  @doc """
  Returns an empty state that goes on numbering variables where the one around it is.

      iex> EEx.Engine.handle_begin(EEx.Engine.init([])).binary
      []

  """
  @spec handle_begin(state) :: state
  def handle_begin(state), do: %{state | binary: [], dynamic: []}

  @doc """
  Returns the code for the contents of a block.

      iex> Macro.to_string(EEx.Engine.handle_end(EEx.Engine.handle_begin(EEx.Engine.init([]))))
      "<<>>"

  """
  @spec handle_end(state) :: Macro.t()
  def handle_end(state), do: handle_body(state)

  @doc ~S"""
  Returns a block: the expressions in order, then a binary of all parts.

      iex> Macro.to_string(EEx.Engine.handle_body(EEx.Engine.handle_text(EEx.Engine.init([]), [line: 1, column: 1], "text")))
      "\"text\""

  """
  @spec handle_body(state) :: Macro.t()
  def handle_body(%{binary: binary, dynamic: dynamic}) do
    {:__block__, [], :lists.reverse(dynamic, [{:<<>>, [], :lists.reverse(binary)}])}
  end

  @doc """
  Adds text.

      iex> EEx.Engine.handle_text(EEx.Engine.init([]), [line: 1, column: 1], "text").binary
      ["text"]

  """
  @spec handle_text(state, keyword, String.t()) :: state
  def handle_text(%{binary: binary} = state, _meta, text), do: %{state | binary: [text | binary]}

  @doc """
  Adds an expression: with the marker `=` its text is a part of the binary.

      iex> length(EEx.Engine.handle_expr(EEx.Engine.init([]), "=", quote(do: 1 + 1)).dynamic)
      1

  """
  @spec handle_expr(state, String.t(), Macro.t()) :: state
  def handle_expr(%{dynamic: dynamic} = state, "", expr), do: %{state | dynamic: [expr | dynamic]}

  def handle_expr(%{binary: binary, dynamic: dynamic, vars_count: count} = state, "=", expr) do
    variable = Macro.var(:"arg#{count}", __MODULE__)
    text = quote(do: unquote(variable) = String.Chars.to_string(unquote(expr)))
    part = quote(do: unquote(variable) :: binary)
    %{state | binary: [part | binary], dynamic: [text | dynamic], vars_count: count + 1}
  end

  def handle_expr(_state, marker, _expr) when marker in ["/", "|"] do
    raise EEx.SyntaxError,
          "unsupported EEx syntax <%#{marker} %> (the syntax is valid but not supported by the current EEx engine)"
  end

  @doc """
  Makes `@name` a look-up in the variable `assigns`; any other code stays. For use with `Macro.prewalk/2`.

      iex> Macro.to_string(EEx.Engine.handle_assign(quote(do: x)))
      "x"

  """
  @spec handle_assign(Macro.t()) :: Macro.t()
  def handle_assign({:@, meta, [{name, _, context}]}) when is_atom(name) and is_atom(context) do
    quote line: meta[:line] || 0 do
      EEx.Engine.fetch_assign!(var!(assigns), unquote(name))
    end
  end

  def handle_assign(expr), do: expr

  @doc false
  def fetch_assign!(assigns, key) do
    case Access.fetch(assigns, key) do
      {:ok, value} ->
        value

      :error ->
        keys = Enum.map(assigns, &elem(&1, 0))

        IO.warn(
          "assign @#{key} not available in EEx template. " <>
            "Please ensure all assigns are given as options. " <>
            "Available assigns: #{inspect(keys)}"
        )

        nil
    end
  end
end
