# Formats of terms, and abstract forms, with arguments at the edge: what each expression gives, or how it fails.

expressions = ~S"""
:io_lib.format("~kp", [%{b: 1, a: 2}]) |> to_string()
:io_lib.format("~kw", [%{b: 1, a: 2, c: %{z: 1, y: 2}}]) |> to_string()
:io_lib.format("~kp", [%{2.0 => 1, 1 => 2, "x" => 3, z: 1, a: 4}]) |> to_string()
:io_lib.format("~Kp", [:reversed, %{b: 1, a: 2}]) |> to_string()
:io_lib.format("~Kw", [fn a, b -> a > b end, %{b: 1, a: 2}]) |> to_string()
:io_lib.format("~kP", [%{b: 1, a: 2}, 10]) |> to_string()
:io_lib.format("~kW", [%{b: 1, a: 2}, 10]) |> to_string()
:io_lib.format("~ktp", [%{"é" => 1, "a" => 2}]) |> to_string()
:io_lib.format("~Kp", [:undefined, %{a: 2}]) |> to_string()
:io_lib.format("~Kp", [:foo, %{a: 2}]) |> to_string()
:io_lib.write([1,2,3], 2) |> to_string()
:io_lib.write_string(~c"ab", ?') |> to_string()
:io_lib.write_latin1_string(~c"é", ?") |> to_string()
:io_lib.write_unicode_string(~c"é") |> to_string()
:io_lib.write_atom_as_latin1(:é) |> to_string()
:io_lib.write_char_as_latin1(0x400) |> to_string()
:io_lib.printable_list([0x400])
:io_lib.nl()
:io_lib.format_prompt(:abc) |> to_string()
:io_lib.write_binary("abc", 2)
:io_lib.write_binary("abc", -1) |> to_string()
:erl_parse.new_anno({:atom, 1, :a})
:erl_parse.map_anno(fn a -> a + 1 end, {:op, 1, :+, {:integer, 1, 1}, {:var, 2, :X}})
:erl_parse.fold_anno(fn a, acc -> [a | acc] end, [], {:op, 1, :+, {:integer, 1, 1}, {:var, 2, :X}})
:erl_parse.mapfold_anno(fn a, acc -> {a + 1, acc + a} end, 0, {:op, 1, :+, {:integer, 1, 1}, {:var, 2, :X}})
:erl_parse.anno_to_term({:atom, 1, :a})
:erl_parse.anno_from_term({:atom, 1, :a})
:erlang.append([1], [2])
:erlang.subtract([1,2], [2])
:erlang.external_size(1, [])
:erlang.external_size([1, 2, 3], minor_version: 1)
:erlang.fun_info_mfa(&:lists.map/2)
:maps.is_iterator_valid(:maps.iterator(%{a: 1}))
:maps.is_iterator_valid(1)
:base64.decode("YQ==")
:code.where_is_file(~c"zz.zz")
:file.sendfile(1, 2)
"""

show = &inspect(&1, limit: 100, printable_limit: 400, custom_options: [sort_maps: true])

for line <- String.split(expressions, "\n", trim: true) do
  result =
    try do
      {value, _} = Code.eval_string(line)
      "=> " <> show.(value)
    rescue
      error -> "!! " <> inspect(error.__struct__) <> ": " <> Exception.message(error)
    catch
      kind, value -> "** #{kind} #{inspect(value)}"
    end

  IO.puts(line <> "\n   " <> result)
end
