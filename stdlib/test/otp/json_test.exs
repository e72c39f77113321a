defmodule JsonTest do
  use ExUnit.Case, async: true

  # Erlang 27 raises here for a member alone, not for several of them.
  test "formats members whose text is empty" do
    formatter = fn
      {:pairs, pairs}, formatter, state -> :json.format_key_value_list(pairs, formatter, state)
      {:raw, text}, _formatter, _state -> text
      other, formatter, state -> :json.format_value(other, formatter, state)
    end

    for text <- ["", [], [[], ""], [[[]] | ""]] do
      assert IO.iodata_to_binary(:json.format({:pairs, [a: {:raw, text}]}, formatter)) == "{ \"a\":  }\n"
      assert IO.iodata_to_binary(:json.format({:pairs, [a: {:raw, text}, b: 1]}, formatter)) == "{\n  \"a\": ,\n  \"b\": 1\n}\n"
    end
  end
end
