defmodule EExTest do
  use ExUnit.Case, async: true
  doctest EEx

  test "lines of code begin behind the indentation, in blocks too" do
    template = """
    <%= first &&
      second %>
    <%= third fn -> %>
      <%= fourth %>
    <% end %>
    """

    {_, columns} =
      Macro.prewalk(EEx.compile_string(template, indentation: 10), %{}, fn
        {name, meta, _} = node, columns when name in [:first, :second, :third, :fourth] ->
          {node, Map.put(columns, name, {meta[:line], meta[:column]})}

        node, columns ->
          {node, columns}
      end)

    assert columns == %{first: {1, 15}, second: {2, 13}, third: {3, 15}, fourth: {4, 17}}

    error = assert_raise(TokenMissingError, fn -> EEx.compile_string("<%= a &&\n  b[ %>", indentation: 4) end)
    assert {error.line, error.column} == {2, 8}
    assert Exception.message(error) =~ "2 │       b[ "
  end

  test "a marker that the engine does not know is an error where it stands" do
    error = assert_raise(EEx.SyntaxError, fn -> EEx.compile_string("a\n <%| b %>", file: "a.eex") end)
    assert {error.file, error.line, error.column} == {"a.eex", 2, 2}
    assert Exception.message(error) =~ "a.eex:2:2: unsupported EEx syntax <%| %>"
  end
end
