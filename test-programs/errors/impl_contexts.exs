# Which callbacks have to be marked with @impl, and a module that implements its own callbacks.
defmodule Told do
  def of(label, code) do
    {_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string(code) end)
    for %{message: message} <- Enum.sort(diagnostics), do: IO.puts("#{label}: #{message}")
    if diagnostics == [], do: IO.puts("#{label}: nothing")
  end
end

defmodule First do
  @callback a() :: any
  @callback a2() :: any
  @optional_callbacks a: 0, a2: 0

  defmacro __using__(_) do
    quote do
      @behaviour First
      @impl true
      def a, do: 1
    end
  end
end

defmodule Second do
  @callback b() :: any
  @callback b2() :: any
  @optional_callbacks b: 0, b2: 0

  defmacro __using__(_) do
    quote do
      @behaviour Second
      def b, do: 1
    end
  end
end

Told.of("marked by a macro, another behaviour written out", """
defmodule M1 do
  @behaviour Second
  use First
  def b, do: 2
end
""")

Told.of("marked by a macro, the same behaviour written out", """
defmodule M2 do
  use First
  def a2, do: 2
end
""")

Told.of("marked by hand, unmarked by a macro", """
defmodule M4 do
  @behaviour First
  @impl true
  def a2, do: 2
  use Second
end
""")

Told.of("marked by hand, another behaviour unmarked", """
defmodule M5 do
  @behaviour First
  @impl true
  def a2, do: 2
  use Second
  def b2, do: 1
end
""")

Told.of("marked as none", """
defmodule M6 do
  @behaviour First
  @impl false
  def x, do: 2
  def a2, do: 2
end
""")

Told.of("beside use GenServer in a macro", """
defmodule Server do
  defmacro __using__(_) do
    quote do
      use GenServer
      @impl true
      def init(state), do: {:ok, state}
    end
  end
end

defmodule M7 do
  use Server
  @behaviour First
  @impl First
  def a, do: 1
  def handle_call(_, _, state), do: {:reply, 1, state}
end
""")

Told.of("its own behaviour", """
defmodule Own do
  @callback mask(binary, integer) :: binary
  @callback other() :: any
  @macrocallback coded() :: any
  @callback needless() :: any
  @optional_callbacks needless: 0
  @behaviour __MODULE__
  @impl true
  def mask(payload, _), do: payload
end
""")

Told.of("its own name without callbacks", """
defmodule NoBehaviour do
  @behaviour __MODULE__
  @impl true
  def mask(payload, _), do: payload
end
""")

# What is called by way of super is used.
Told.of("super", """
defmodule Overriding do
  def f(x), do: helper(x)
  defp helper(x), do: x
  defmacro m(x), do: expanded(x)
  defp expanded(x), do: x
  defp forgotten, do: 1
  def g(x), do: only_here(x)
  defp only_here(x), do: x
  def h(x), do: captured(x)
  defp captured(x), do: x
  defoverridable f: 1, g: 1, m: 1, h: 1
  def f(x), do: super(x)
  def g(x), do: x
  defmacro m(x), do: super(x)
  def h(x), do: Enum.map([x], &super/1)
end
""")

# Setting @doc anew after reading it, or by a function, is nobody's oversight.
Told.of("documentation read", """
defmodule Documented do
  @doc "one"
  _ = @doc
  @doc "two"
  def a, do: 1
  @doc "three"
  Module.put_attribute(__MODULE__, :doc, {6, "four"})
  @doc "five"
  def b, do: 1
  @doc "read"
  _ = @doc
end
""")

Told.of("documentation twice", """
defmodule DocumentedTwice do
  @doc "one"
  Module.get_attribute(__MODULE__, :doc)
  @doc "two"
  @doc "three"
  def a, do: 1
  @doc "left"
end
""")

# To show which part of a clause does not match, nothing is said about variables that are not bound.
{{:ok, kind, clauses}, diagnostics} = Code.with_diagnostics(fn -> Exception.blame_mfa(Module, :defines?, [A, {:a, 0, 1}]) end)
IO.inspect({kind, length(clauses), diagnostics})
