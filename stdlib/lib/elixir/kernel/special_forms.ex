defmodule Kernel.SpecialForms do
  @moduledoc """
  The forms that the compiler itself knows. They cannot be overridden; here is what they mean.
  """

  @doc """
  Builds a tuple: `{:ok, 1, 2}`. Tuples of two elements are literals in quoted code.

      iex> {1, :two, "three"}
      {1, :two, "three"}
      iex> {name, _} = {:left, :right}
      iex> name
      :left

  """
  defmacro unquote(:{})(_args), do: expanded_by_compiler()

  @doc """
  Builds or matches a map: `%{a: 1}`, `%{map | a: 2}`.

      iex> map = %{:a => 1, "b" => 2}
      iex> %{"b" => two} = map
      iex> {two, %{map | a: 5}.a}
      {2, 5}

  """
  defmacro unquote(:%{})(_args), do: expanded_by_compiler()

  @doc """
  Builds or matches a struct: `%Name{field: 1}`, `%module{}`.

      iex> %Range{first: first} = 3..5
      iex> first
      3
      iex> %URI{host: "elixir-lang.org"}.host
      "elixir-lang.org"

  """
  defmacro unquote(:%)(_struct, _map), do: expanded_by_compiler()

  @doc """
  Builds or matches a bitstring: `<<size::8, rest::binary>>`.

      iex> <<1, 2::16, "text">>
      <<1, 0, 2, 116, 101, 120, 116>>
      iex> <<size, word::binary-size(size), rest::binary>> = <<2, "abcd">>
      iex> {word, rest}
      {"ab", "cd"}

  """
  defmacro unquote(:<<>>)(_args), do: expanded_by_compiler()

  @doc """
  A remote call, the call of a function, or an alias: `Mod.fun(1)`, `fun.(1)`, `Mod.{A, B}`.

      iex> %{name: "value"}.name
      "value"
      iex> String.length("three")
      5

  """
  defmacro unquote(:.)(_left, _right), do: expanded_by_compiler()

  @doc """
  Gives a module a shorter name: `alias Foo.Bar, as: Baz`.

      iex> alias String.Chars, as: Text
      iex> Text.to_string(1)
      "1"

  """
  defmacro unquote(:alias)(_module, _opts), do: expanded_by_compiler()

  @doc """
  Makes the macros of a module available: `require Logger`.

      iex> require Integer
      iex> Integer.is_odd(3)
      true

  """
  defmacro unquote(:require)(_module, _opts), do: expanded_by_compiler()

  @doc """
  Makes functions and macros of a module available without prefix: `import List, only: [first: 1]`.

      iex> import String, only: [duplicate: 2]
      iex> duplicate("ab", 2)
      "abab"

  """
  defmacro unquote(:import)(_module, _opts), do: expanded_by_compiler()

  @doc """
  The environment at this place, a `Macro.Env`.

      iex> is_binary(__ENV__.file) and is_integer(__ENV__.line)
      true

  """
  defmacro unquote(:__ENV__)(), do: expanded_by_compiler()

  @doc """
  The name of the current module, or `nil`.

      iex> defmodule DocThisModule do
      ...>   def name, do: __MODULE__
      ...> end
      iex> DocThisModule.name()
      DocThisModule

  """
  defmacro unquote(:__MODULE__)(), do: expanded_by_compiler()

  @doc """
  The folder of the current file, or `nil`.

      iex> is_binary(__DIR__)
      true

  """
  defmacro unquote(:__DIR__)(), do: expanded_by_compiler()

  @doc """
  In a macro, the environment of its caller.

      iex> defmodule DocCaller do
      ...>   defmacro where, do: __CALLER__.module
      ...> end
      iex> defmodule DocCalling do
      ...>   require DocCaller
      ...>   def where, do: DocCaller.where()
      ...> end
      iex> DocCalling.where()
      DocCalling

  """
  defmacro unquote(:__CALLER__)(), do: expanded_by_compiler()

  @doc """
  In a `rescue` or `catch` clause, the stacktrace of what was caught.

      iex> try do
      ...>   raise "oops"
      ...> rescue
      ...>   _ -> is_list(__STACKTRACE__)
      ...> end
      true

  """
  defmacro unquote(:__STACKTRACE__)(), do: expanded_by_compiler()

  @doc """
  In a pattern, the value of a variable in place of a new binding: `^x = 1`.

      iex> x = 1
      iex> match?({^x, _}, {1, 2})
      true
      iex> match?({^x, _}, {2, 2})
      false

  """
  defmacro unquote(:^)(_var), do: expanded_by_compiler()

  @doc """
  Matches the right side against the pattern on the left.

      iex> [first | _] = [1, 2, 3]
      iex> first
      1
      iex> match?({:ok, _}, :error)
      false

  """
  defmacro unquote(:=)(_left, _right), do: expanded_by_compiler()

  @doc """
  A type in a specification, or the size and kind of a bitstring segment.

      iex> <<5::4, 1::4>>
      "Q"
      iex> <<first::utf8, rest::binary>> = "élan"
      iex> {first, rest}
      {233, "lan"}

  """
  defmacro unquote(:"::")(_left, _right), do: expanded_by_compiler()

  @doc """
  The quoted form of code: `quote do: 1 + x`.

      iex> quote(do: sum(1, 2 + 3))
      {:sum, [], [1, {:+, [context: Kernel.SpecialFormsTest, imports: [{1, Kernel}, {2, Kernel}]], [2, 3]}]}

  """
  defmacro unquote(:quote)(_opts, _block), do: expanded_by_compiler()

  @doc """
  Inside `quote`, puts a value into the code.

      iex> value = 5
      iex> quote(do: sum(unquote(value)))
      {:sum, [], [5]}

  """
  defmacro unquote(:unquote)(_expr), do: expanded_by_compiler()

  @doc """
  Inside `quote`, puts the elements of a list into the code.

      iex> values = [1, 2]
      iex> quote(do: sum(0, unquote_splicing(values)))
      {:sum, [], [0, 1, 2]}

  """
  defmacro unquote(:unquote_splicing)(_expr), do: expanded_by_compiler()

  @doc """
  A comprehension: `for x <- list, x > 1, into: %{}, do: {x, x}`.

      iex> for n <- 1..4, rem(n, 2) == 0, do: n * 10
      [20, 40]
      iex> for {key, value} <- [a: 1, b: 2], into: %{}, do: {value, key}
      %{1 => :a, 2 => :b}
      iex> for n <- 1..4, reduce: 0 do
      ...>   sum -> sum + n
      ...> end
      10

  """
  defmacro unquote(:for)(_args), do: expanded_by_compiler()

  @doc """
  Matches step by step and stops at the first that does not match: `with {:ok, x} <- f(), do: x`.

      iex> with {:ok, width} <- {:ok, 10}, {:ok, height} <- {:ok, 20} do
      ...>   width * height
      ...> end
      200
      iex> with {:ok, width} <- {:error, :unknown} do
      ...>   width
      ...> else
      ...>   {:error, reason} -> reason
      ...> end
      :unknown

  """
  defmacro unquote(:with)(_args), do: expanded_by_compiler()

  @doc """
  An anonymous function: `fn x -> x + 1 end`.

      iex> sign = fn
      ...>   n when n < 0 -> :negative
      ...>   0 -> :zero
      ...>   _ -> :positive
      ...> end
      iex> {sign.(-5), sign.(0), sign.(5)}
      {:negative, :zero, :positive}

  """
  defmacro unquote(:fn)(_clauses), do: expanded_by_compiler()

  @doc """
  The quoted form of several expressions.

      iex> quote do
      ...>   1
      ...>   2
      ...> end
      {:__block__, [], [1, 2]}

  """
  defmacro unquote(:__block__)(_args), do: expanded_by_compiler()

  @doc """
  Captures a function: `&Mod.fun/1`, `&(&1 + 1)`.

      iex> Enum.map([1, 2], &(&1 * 10))
      [10, 20]
      iex> length = &String.length/1
      iex> length.("four")
      4

  """
  defmacro unquote(:&)(_expr), do: expanded_by_compiler()

  @doc """
  The quoted form of an alias: `Foo.Bar`.

      iex> quote(do: Some.Name)
      {:__aliases__, [alias: false], [:Some, :Name]}

  """
  defmacro unquote(:__aliases__)(_args), do: expanded_by_compiler()

  @doc """
  Calls the definition that the current one overrides.

      iex> defmodule DocSuper do
      ...>   def greet, do: "hello"
      ...>   defoverridable greet: 0
      ...>   def greet, do: super() <> "!"
      ...> end
      iex> DocSuper.greet()
      "hello!"

  """
  defmacro unquote(:super)(_args), do: expanded_by_compiler()

  @doc """
  Matches a value against clauses: `case x do 1 -> :one; _ -> :other end`.

      iex> case {1, 2} do
      ...>   {1, n} when n > 5 -> :large
      ...>   {1, n} -> {:small, n}
      ...> end
      {:small, 2}

  """
  defmacro unquote(:case)(_condition, _clauses), do: expanded_by_compiler()

  @doc """
  Takes the first clause whose condition is truthy.

      iex> cond do
      ...>   1 > 2 -> :first
      ...>   String.length("abc") == 3 -> :second
      ...>   true -> :otherwise
      ...> end
      :second

  """
  defmacro unquote(:cond)(_clauses), do: expanded_by_compiler()

  @doc """
  Evaluates code and handles errors, throws and exits: `rescue`, `catch`, `else`, `after`.

      iex> try do
      ...>   String.to_integer("no number")
      ...> rescue
      ...>   ArgumentError -> :failed
      ...> end
      :failed
      iex> try do
      ...>   throw(:ball)
      ...> catch
      ...>   value -> {:caught, value}
      ...> end
      {:caught, :ball}

  """
  defmacro unquote(:try)(_args), do: expanded_by_compiler()

  @doc """
  Waits for a message that matches one of the clauses; `after` gives a timeout.

      iex> send(self(), {:hello, "world"})
      iex> receive do
      ...>   {:hello, whom} -> whom
      ...> after
      ...>   0 -> :nothing
      ...> end
      "world"

  """
  defmacro unquote(:receive)(_args), do: expanded_by_compiler()

  @doc """
  Marks where an editor's cursor is in quoted code.

      Code.Fragment.container_cursor_to_quoted!("Enum.map([1], ")

  """
  defmacro unquote(:__cursor__)(_args), do: expanded_by_compiler()

  @spec expanded_by_compiler() :: no_return
  defp expanded_by_compiler do
    raise "special forms are expanded by the compiler and must not be invoked directly"
  end
end
