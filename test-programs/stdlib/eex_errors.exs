# Errors of templates, and what engines are handed.
show = fn source, options ->
  text =
    try do
      inspect(EEx.compile_string(source, options))
    rescue
      e in EEx.SyntaxError -> "#{inspect({e.line, e.column, e.file && Path.basename(e.file)})} " <> Exception.message(e)
    end

  IO.puts("#{inspect(source)}\n#{text}")
end

for source <- ["<%= if a do %>", "x<% end %>", "x<% else %>", "<% a -> %>x", "a\nb\nc\nd\n<%= if a do %>x", "<%= if a do %>x<% end %><% end %>", "a <%= b", "\n\n\n\n\n\n\n\n\n\n<% end %>"], do: show.(source, [])
show.("<%= if a do %>x<% end", file: "foo.eex", line: 12)
show.("  <%=\n  if a do %>", file: "foo.eex", indentation: 2)

defmodule Trace do
  @behaviour EEx.Engine
  def init(opts), do: ["init #{opts[:note]}"]
  def handle_begin(_), do: ["begin"]
  def handle_end(state), do: Enum.reverse(["end" | state]) |> Enum.join(" ")
  def handle_body(state), do: Enum.reverse(["body" | state]) |> Enum.join("; ")
  def handle_text(state, meta, text), do: ["text #{meta[:line]}:#{meta[:column]} #{inspect(text)}" | state]
  def handle_expr(state, marker, expr), do: ["#{inspect(marker)} #{Macro.to_string(expr)}" | state]
end

IO.puts(EEx.eval_string("a <%= b %> <% c %>\n<%= if d do %>x<% else %>y<% end %>", [], engine: Trace, note: "n"))
IO.puts(EEx.eval_string("<%| a %><%/ b %>", [], engine: Trace))
IO.puts(EEx.eval_string("<%= case 2 do %>\n <%!-- none --%>\n<% 1 -> %>one<% n -> %>many <%= n %> line <%= __ENV__.line %><% end %>", []))
IO.puts(EEx.eval_string("<%= Enum.map_join([1, 2], \",\", fn x -> %>(<%= x %>)<% end) %>", []))
