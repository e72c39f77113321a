defmodule EEx.EngineTest do
  use ExUnit.Case, async: true
  doctest EEx.Engine

  defmodule Louder do
    use EEx.Engine

    def handle_text(state, meta, text), do: EEx.Engine.handle_text(state, meta, String.upcase(text))
  end

  test "an engine that uses EEx.Engine does what it does not define itself as that one does" do
    assert EEx.eval_string("hello <%= name %>", [name: "Ann"], engine: Louder) == "HELLO Ann"
  end
end
