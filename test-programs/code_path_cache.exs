# Folders of the code path whose files are remembered, and the process that tells of them.
folder = Path.join(System.tmp_dir!(), "code_path_cache-#{System.pid()}")
File.mkdir_p!(folder)
name = String.to_charlist(folder)

known = fn ->
  {:status, _, {:module, :code_server}, [_, :running, _, _, state]} = :sys.get_status(:code_server)
  {_, value} = List.keyfind(elem(state, 3), name, 0)
  value == :nocache
end

IO.inspect(is_pid(Process.whereis(:code_server)))
IO.inspect(Code.append_path(folder))
IO.inspect(known.())
IO.inspect(Code.append_path(folder, cache: true))
IO.inspect(known.())

[{module, binary}] = Code.compile_string("defmodule CodePathCache.Added do\nend")
:code.purge(module)
:code.delete(module)
# The folder has been looked into.
IO.inspect(Code.ensure_loaded(CodePathCache.Missing))
File.write!(Path.join(folder, "#{module}.beam"), binary)
IO.inspect(Code.ensure_loaded(module))
IO.inspect(:code.clear_cache())
IO.inspect(Code.ensure_loaded(module))
IO.inspect(Code.prepend_paths([folder], cache: true))
IO.inspect(hd(:code.get_path()) == name)
IO.inspect(Code.delete_path(folder))
File.rm_rf!(folder)
