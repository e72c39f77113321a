defmodule StringIOTest do
  use ExUnit.Case, async: true

  doctest StringIO

  test "prompts are output if wanted" do
    {:ok, device} = StringIO.open("a\nb\n", capture_prompt: true)
    assert IO.gets(device, "> ") == "a\n"
    assert StringIO.contents(device) == {"b\n", "> "}
    assert StringIO.flush(device) == "> "
    assert StringIO.close(device) == {:ok, {"b\n", ""}}
  end
end
