defmodule Module.BehaviourTest do
  use ExUnit.Case, async: true

  defmodule Worker do
    @callback run(term) :: term
    @callback stop() :: term
    @macrocallback setup(term) :: term
    @optional_callbacks stop: 0
  end

  defp warnings(behaviours, definitions) do
    for {_line, text} <- Module.Behaviour.warnings(Some, behaviours, definitions), do: text
  end

  test "what is required and missing" do
    assert Enum.sort(warnings([Worker], [])) == [
             "function run/1 required by behaviour Module.BehaviourTest.Worker is not implemented (in module Some)",
             "macro setup/1 required by behaviour Module.BehaviourTest.Worker is not implemented (in module Some)"
           ]
  end

  test "complete modules are fine" do
    assert warnings([Worker], [{:def, {:run, 1}, 1, true}, {:defmacro, {:setup, 1}, 2, Worker}]) == []
    assert warnings([Worker], [{:def, {:run, 1}, 1, :unset}, {:defmacro, {:setup, 1}, 2, :unset}]) == []
  end

  test "@impl must be right, and complete" do
    definitions = [{:def, {:run, 1}, 1, true}, {:defmacro, {:setup, 1}, 2, :unset}, {:def, {:other, 0}, 3, true}]
    assert [unset, unknown] = warnings([Worker], definitions)
    assert unset =~ "module attribute @impl was not set for macro setup/1"
    assert unknown =~ "no behaviour specifies such callback"
  end

  test "behaviours that are none" do
    assert ["@behaviour No.Such does not exist" <> _] = warnings([No.Such], [])
    assert ["module String is not a behaviour" <> _] = warnings([String], [])
  end
end
