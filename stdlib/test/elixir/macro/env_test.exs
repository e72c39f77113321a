defmodule Macro.EnvTest do
  use ExUnit.Case, async: true

  doctest Macro.Env

  alias String.Chars, as: Text

  test "aliases" do
    assert Macro.Env.expand_alias(__ENV__, [], [:Text]) == {:alias, String.Chars}
    assert Macro.Env.expand_alias(__ENV__, [], [:Text, :Atom]) == {:alias, String.Chars.Atom}
    assert Macro.Env.expand_alias(__ENV__, [], [:Nothing]) == :error
    assert Macro.Env.lookup_alias_as(__ENV__, Text) == [Text |> inspect() |> then(fn _ -> :"Elixir.Text" end)]

    {:ok, env} = Macro.Env.define_alias(__ENV__, [], Foo.Bar, as: Baz)
    assert Macro.Env.expand_alias(env, [], [:Baz]) == {:alias, Foo.Bar}
    assert {:error, text} = Macro.Env.define_alias(env, [], :foo)
    assert text =~ "alias cannot be inferred"
  end

  test "imports" do
    assert {:function, Kernel, :hd} = Macro.Env.expand_import(__ENV__, [], :hd, 1)
    assert {:macro, Kernel, fun} = Macro.Env.expand_import(__ENV__, [], :is_nil, 1)
    assert is_function(fun, 2)
    assert {:error, :not_found} = Macro.Env.expand_import(__ENV__, [], :unknown_function, 1)

    {:ok, env} = Macro.Env.define_import(__ENV__, [], List, only: [first: 1])
    assert Macro.Env.lookup_import(env, {:first, 1}) == [function: List]
    assert {:error, _} = Macro.Env.define_import(env, [], List, only: :nonsense)
  end

  test "stacktraces" do
    assert [{__MODULE__, :"test stacktraces", 1, [file: _, line: _]}] = Macro.Env.stacktrace(__ENV__)
  end
end
