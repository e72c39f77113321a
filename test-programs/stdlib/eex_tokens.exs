# How templates are split into tokens: kinds of tags, places, escapes, comments, trimming, and errors.
show = fn source, options ->
  IO.puts("#{inspect(source)} #{inspect(options)}")

  case EEx.tokenize(source, options) do
    {:ok, tokens} ->
      for token <- tokens do
        meta = token |> Tuple.to_list() |> List.last()
        rest = token |> Tuple.to_list() |> Enum.drop(-1)
        IO.puts("  #{meta.line}:#{meta.column} #{inspect(rest)}")
      end

    {:error, message, place} ->
      IO.puts("  #{place.line}:#{place.column} error: #{message}")
  end
end

for source <- ["", "a", "a<%= b %>c", "<% if x do %>\n y\n<% else %>z<% end %>", "<%= f fn x -> %>a<% end) %>", "<%!-- c --%>\nd", "<%% x %> <%%= y", "<%| x %><%/ y %>",
               "a\r\nb<%= c %>", "<% end, fn -> %>", "<% end do %>", "<% fn -> 1 end -> %>", "<% foo(fn -> end) -> %>", "<% x.end %>", "<% end.x %>", "<% :do %>", "<% do: 1 %>",
               "<% if a do # note %>b<% end # done %>", "<% x\n-> %>", "<% \"->\" %>", "<% else; x %>", "<% x; else %>", "<% 1 $ 2 %>", "<%= a\n b\nend %> c", "é<%= b %>", "%>", "<%=%>"],
    do: show.(source, [])

for source <- ["<%= a", "x\n <% b", "<%!-- c --> d"], do: show.(source, [])
show.("a\n<%= b", line: 7)
show.(" a <%= b %>\n c<%= d %>", indentation: 3, line: 5, column: 7)

for source <- ["\n<% a %>\n", " <% a %> \n b", "x <% a %> \n", " <%= a %>\nb", "a\n <%= if x do %> \n\n b\n <% end %>\n c", "a\n <%% x %>\n", "a\n <% b %> <% c %> \n d", "a\r\n<% b %>\r\nc",
               "x\n\n\n <% a %>\n\n\n y", "a \n <% b %>", "<% a %> \n x \n <% b %>", " \n a", "<% a %>\n<%!-- b --%>\n<% c %>\nd", "a \r<% x %>"],
    do: show.(source, trim: true)
