# Erlang expressions in files, and files that are looked for.

base = Path.join(System.tmp_dir!(), "jlixir_script_#{System.pid()}")
File.rm_rf!(base)
File.mkdir_p!(Path.join(base, "ebin"))
File.mkdir_p!(Path.join(base, "src/deep"))
here = fn name -> String.to_charlist(Path.join(base, name)) end
put = fn name, text -> File.write!(Path.join(base, name), text) end
show = &IO.inspect(&1, limit: :infinity)

put.("a.script", "X = 1.\nY = X + 1.\n{X, Y, \"ü\"}.\n")
show.(:file.script(here.("a.script")))
show.(:file.eval(here.("a.script")))
put.("b.script", "[{K, N * 2} || {K, N} <- CONFIG].")
show.(:file.script(here.("b.script"), [{:CONFIG, [a: 1, b: 2]}]))

show.(
  :file.script(
    here.("b.script"),
    :erl_eval.add_binding(:CONFIG, [c: 3], :erl_eval.new_bindings())
  )
)

show.(:file.eval(here.("b.script"), [{:CONFIG, []}]))
put.("bad.script", "X = 1.\nX = .\n")
show.(:file.script(here.("bad.script")))
put.("raise.script", "X = 1.\n\nerlang:error(oops).\n")

show.(
  case :file.script(here.("raise.script")) do
    {:error, {line, module, {class, reason, stack}}} ->
      {line, module, class, reason, is_list(stack)}
  end
)

show.(
  case :file.eval(here.("raise.script")) do
    {:error, {line, module, {class, reason, stack}}} ->
      {line, module, class, reason, is_list(stack)}
  end
)

put.("throw.script", "throw(ball).\n")

show.(
  case :file.script(here.("throw.script")) do
    {:error, {line, module, {class, reason, stack}}} ->
      {line, module, class, reason, is_list(stack)}
  end
)

put.("unfinished.script", "X = 1")
show.(:file.script(here.("unfinished.script")))
put.("empty.script", "")
show.(:file.script(here.("empty.script")))
show.(:file.eval(here.("empty.script")))
show.(:file.script(~c"/no/such/file"))
show.(:file.eval(~c"/no/such/file"))
put.("scan.script", "X = \"abc.\n")
show.(:file.script(here.("scan.script")))

path = fn result ->
  case result do
    {:ok, value, full} -> {:ok, value, :filename.basename(full)}
    {:ok, full} -> {:ok, :filename.basename(full)}
    other -> other
  end
end

show.(path.(:file.path_script([~c"/no/such", here.("")], ~c"a.script")))
show.(path.(:file.path_script([~c"/no/such", here.("")], ~c"b.script", [{:CONFIG, [z: 1]}])))
show.(path.(:file.path_eval([~c"/no/such", here.("")], ~c"a.script")))
show.(:file.path_eval([~c"/no/such"], ~c"a.script"))
show.(:file.path_script([~c"/no/such"], ~c"a.script"))
show.(:file.path_consult([~c"/no/such"], ~c"a.script"))
show.(:file.path_open([~c"/no/such"], ~c"a.script", [:read]))

put.("src/m.erl", "")
put.("src/deep/n.erl", "")
put.("ebin/m.beam", "")
put.("ebin/n.beam", "")

rel = fn
  {:ok, p} -> {:ok, Path.relative_to(List.to_string(p), base)}
  other -> other
end

show.(rel.(:filelib.find_file(~c"m.erl", here.("ebin"))))
show.(rel.(:filelib.find_file(~c"n.erl", here.("ebin"))))
show.(rel.(:filelib.find_file(~c"a.script", here.("."))))
show.(rel.(:filelib.find_file(~c"none.erl", here.("ebin"))))
show.(rel.(:filelib.find_file(~c"n.erl", here.("ebin"), [{~c"ebin", ~c"src/deep"}])))
show.(rel.(:filelib.find_source(here.("ebin/m.beam"))))
show.(rel.(:filelib.find_source(here.("ebin/n.beam"))))
show.(rel.(:filelib.find_source(here.("ebin/x.beam"))))
show.(rel.(:filelib.find_source(~c"m.beam", here.("ebin"))))
show.(rel.(:filelib.find_source(~c"m.txt", here.("ebin"))))

show.(
  rel.(
    :filelib.find_source(~c"m.beam", here.("ebin"), [{~c".beam", ~c".erl", [{~c"ebin", ~c"src"}]}])
  )
)

show.(
  for f <- [:is_dir, :is_file, :is_regular],
      n <- ["ebin", "src/m.erl", "none"],
      do: apply(:filelib, f, [here.(n), :file])
)

show.(
  {:filelib.file_size(here.("a.script"), :file), :filelib.last_modified(here.("none"), :file),
   elem(:filelib.last_modified(here.("a.script"), :file), 0) |> is_tuple()}
)

show.(Enum.sort(:filelib.wildcard(~c"*/*.erl", here.(""), :file)))
show.(Enum.sort(:filelib.wildcard(~c"**/*.{erl,beam}", here.(""))))

show.(
  Enum.sort(
    :filelib.fold_files(
      here.(""),
      ~c"\\.erl$",
      true,
      fn f, acc -> [:filename.basename(f) | acc] end,
      []
    )
  )
)

show.(:file.get_cwd(~c"c:"))
{:ok, out} = :file.open(here.("copied"), [:write, :binary, :raw])
:file.close(out)
File.rm_rf!(base)
