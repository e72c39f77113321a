# What is told of code up to a cursor, around a place, and of its containers.

alias Code.Fragment

cursors = [
  "", "hello_wor", "Hello.Wor", "hello.wor", ":hello.wor", "Hello.wor(", "Hello.wor/", "f(x).y", "fun.(", "[a, b", "%", "%Ur", "%__MODULE__.",
  "@attr", "@attr.Sub.call ", "__MODULE__.Sub", "&1", "&foo/", ":atom", "key: ", "x |> ", "x |", "not ", "~", "~r", "123", "\"str", "foo!",
  "a\n.b.\n c", "f(\n", "% Hello . Wor", "Foo.++/", "hellò.wó", "x = y ->", "Mundo.Óla", "?a", "a..b", "a.b.c.d"
]

for text <- cursors, do: IO.puts("#{inspect(text)}: #{inspect(Fragment.cursor_context(text))}")

IO.puts("")

text = """
defmodule Foo.Bar do
  @attr %URI{path: "a"}
  def call(x), do: x |> String.upcase() |> @attr.fun(&1, :atom, ~s(a))
  def other(map), do: map.key.
    # comment
    sub and not __MODULE__.Inner.call(map) <> &foo/1
end
"""

for {line, number} <- Enum.with_index(String.split(text, "\n"), 1) do
  0..String.length(line)
  |> Enum.flat_map(fn column ->
    case column > 0 and column <= String.length(line) && Fragment.surround_context(text, {number, column}) do
      %{context: context, begin: from, end: to} -> [{context, from, to}]
      _ -> []
    end
  end)
  |> Enum.dedup()
  |> Enum.each(fn {context, from, to} -> IO.puts("#{inspect(from)}..#{inspect(to)} #{inspect(context)}") end)
end

IO.puts("")

program = """
defmodule Foo do
  @doc "says \#{name(1)} things"
  def bar(x, opts \\\\ []) when is_map(x) do
    with {:ok, y} <- fetch(x, key: 1, other: [2, 3]),
         do: Enum.map(y, fn {a, b} -> %{a | c: b.d} end)
  end
end
"""

# Each prefix of the program whose last character is not a letter, with the containers of the cursor.
containers = fn quoted ->
  {_, found} =
    Macro.traverse(quoted, [], fn node, acc -> {node, acc} end, fn
      {:__cursor__, meta, []} = node, _ -> {node, [{:at, meta[:line], meta[:column]}]}
      {name, _, args} = node, [_ | _] = acc when is_list(args) -> {node, [if(is_atom(name), do: name, else: :remote) | acc]}
      node, acc -> {node, acc}
    end)

  Enum.reverse(found)
end

size = String.length(program)

for length <- 0..size, prefix = String.slice(program, 0, length), not Regex.match?(~r/[a-z1-9"]\z/, prefix) do
  case Fragment.container_cursor_to_quoted(prefix, columns: true) do
    {:ok, quoted} -> IO.puts("#{inspect(String.slice(prefix, -12..-1//1))} #{:erlang.phash2(Macro.to_string(quoted))} #{inspect(Enum.take(containers.(quoted), 4))}")
    {:error, error} -> IO.puts("#{inspect(String.slice(prefix, -12..-1//1))} #{inspect(error)}")
  end
end
