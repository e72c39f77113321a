# A variable that the pattern of an assertion uses itself is used; others draw the warning that they would in a match.
ExUnit.start(autorun: false)

code = """
defmodule PatternVariablesTest do
  use ExUnit.Case

  test "assert" do
    assert {twice, twice} = Function.identity({1, 1})
    assert [%{id: id}, id] = Function.identity([%{id: 1}, 1])
    assert <<size, rest::binary-size(size)>> = Function.identity(<<1, 2>>)
    assert {:ok, lone} = Function.identity({:ok, 1})
  end

  test "receive" do
    send(self(), {1, 1})
    assert_receive {message, message}
    send(self(), {2, 1})
    assert_received {larger, smaller} when larger > smaller
    send(self(), {:pid, 1})
    assert_receive {:pid, unread}
  end
end
"""

{_, diagnostics} = Code.with_diagnostics(fn -> Code.compile_string(code, "pattern_variables_test.exs") end)
for %{message: message, position: position} <- Enum.sort_by(diagnostics, & &1.position), do: IO.puts("#{inspect(position)} #{message}")
