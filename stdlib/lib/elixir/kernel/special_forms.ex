defmodule Kernel.SpecialForms do
  @moduledoc """
  The forms that the compiler itself knows. They cannot be overridden; here is what they mean.
  """

  @doc """
  Builds a tuple: `{:ok, 1, 2}`. Tuples of two elements are literals in quoted code.
  """
  defmacro unquote(:{})(_args), do: expanded_by_compiler()

  @doc """
  Builds or matches a map: `%{a: 1}`, `%{map | a: 2}`.
  """
  defmacro unquote(:%{})(_args), do: expanded_by_compiler()

  @doc """
  Builds or matches a struct: `%Name{field: 1}`, `%module{}`.
  """
  defmacro unquote(:%)(_struct, _map), do: expanded_by_compiler()

  @doc """
  Builds or matches a bitstring: `<<size::8, rest::binary>>`.
  """
  defmacro unquote(:<<>>)(_args), do: expanded_by_compiler()

  @doc """
  A remote call, the call of a function, or an alias: `Mod.fun(1)`, `fun.(1)`, `Mod.{A, B}`.
  """
  defmacro unquote(:.)(_left, _right), do: expanded_by_compiler()

  @doc """
  Gives a module a shorter name: `alias Foo.Bar, as: Baz`.
  """
  defmacro unquote(:alias)(_module, _opts), do: expanded_by_compiler()

  @doc """
  Makes the macros of a module available: `require Logger`.
  """
  defmacro unquote(:require)(_module, _opts), do: expanded_by_compiler()

  @doc """
  Makes functions and macros of a module available without prefix: `import List, only: [first: 1]`.
  """
  defmacro unquote(:import)(_module, _opts), do: expanded_by_compiler()

  @doc """
  The environment at this place, a `Macro.Env`.
  """
  defmacro unquote(:__ENV__)(), do: expanded_by_compiler()

  @doc """
  The name of the current module, or `nil`.
  """
  defmacro unquote(:__MODULE__)(), do: expanded_by_compiler()

  @doc """
  The folder of the current file, or `nil`.
  """
  defmacro unquote(:__DIR__)(), do: expanded_by_compiler()

  @doc """
  In a macro, the environment of its caller.
  """
  defmacro unquote(:__CALLER__)(), do: expanded_by_compiler()

  @doc """
  In a `rescue` or `catch` clause, the stacktrace of what was caught.
  """
  defmacro unquote(:__STACKTRACE__)(), do: expanded_by_compiler()

  @doc """
  In a pattern, the value of a variable in place of a new binding: `^x = 1`.
  """
  defmacro unquote(:^)(_var), do: expanded_by_compiler()

  @doc """
  Matches the right side against the pattern on the left.
  """
  defmacro unquote(:=)(_left, _right), do: expanded_by_compiler()

  @doc """
  A type in a specification, or the size and kind of a bitstring segment.
  """
  defmacro unquote(:"::")(_left, _right), do: expanded_by_compiler()

  @doc """
  The quoted form of code: `quote do: 1 + x`.
  """
  defmacro unquote(:quote)(_opts, _block), do: expanded_by_compiler()

  @doc """
  Inside `quote`, puts a value into the code.
  """
  defmacro unquote(:unquote)(_expr), do: expanded_by_compiler()

  @doc """
  Inside `quote`, puts the elements of a list into the code.
  """
  defmacro unquote(:unquote_splicing)(_expr), do: expanded_by_compiler()

  @doc """
  A comprehension: `for x <- list, x > 1, into: %{}, do: {x, x}`.
  """
  defmacro unquote(:for)(_args), do: expanded_by_compiler()

  @doc """
  Matches step by step and stops at the first that does not match: `with {:ok, x} <- f(), do: x`.
  """
  defmacro unquote(:with)(_args), do: expanded_by_compiler()

  @doc """
  An anonymous function: `fn x -> x + 1 end`.
  """
  defmacro unquote(:fn)(_clauses), do: expanded_by_compiler()

  @doc """
  The quoted form of several expressions.
  """
  defmacro unquote(:__block__)(_args), do: expanded_by_compiler()

  @doc """
  Captures a function: `&Mod.fun/1`, `&(&1 + 1)`.
  """
  defmacro unquote(:&)(_expr), do: expanded_by_compiler()

  @doc """
  The quoted form of an alias: `Foo.Bar`.
  """
  defmacro unquote(:__aliases__)(_args), do: expanded_by_compiler()

  @doc """
  Calls the definition that the current one overrides.
  """
  defmacro unquote(:super)(_args), do: expanded_by_compiler()

  @doc """
  Matches a value against clauses: `case x do 1 -> :one; _ -> :other end`.
  """
  defmacro unquote(:case)(_condition, _clauses), do: expanded_by_compiler()

  @doc """
  Takes the first clause whose condition is truthy.
  """
  defmacro unquote(:cond)(_clauses), do: expanded_by_compiler()

  @doc """
  Evaluates code and handles errors, throws and exits: `rescue`, `catch`, `else`, `after`.
  """
  defmacro unquote(:try)(_args), do: expanded_by_compiler()

  @doc """
  Waits for a message that matches one of the clauses; `after` gives a timeout.
  """
  defmacro unquote(:receive)(_args), do: expanded_by_compiler()

  @doc """
  Marks where an editor's cursor is in quoted code.
  """
  defmacro unquote(:__cursor__)(_args), do: expanded_by_compiler()

  @spec expanded_by_compiler() :: no_return
  defp expanded_by_compiler do
    raise "special forms are expanded by the compiler and must not be invoked directly"
  end
end
