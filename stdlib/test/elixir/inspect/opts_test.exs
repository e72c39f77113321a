defmodule Inspect.OptsTest do
  use ExUnit.Case

  doctest Inspect.Opts

  test "the default inspect function can be changed" do
    on_exit(fn -> Inspect.Opts.default_inspect_fun(&Inspect.inspect/2) end)
    Inspect.Opts.default_inspect_fun(fn term, opts -> if term == :hidden, do: "***", else: Inspect.inspect(term, opts) end)
    assert inspect([1, :hidden]) == "[1, ***]"
  end
end
