# Modules in files: compiled, written, found by the code path.
dir = Path.join(System.tmp_dir!(), "code_path_#{System.pid()}")
File.mkdir_p!(dir)
show = fn label, value -> IO.puts("#{label}: #{inspect(value)}") end

source = ~S"""
defmodule Stored do
  @moduledoc "Kept in a file."
  @doc "Adds."
  @doc since: "1.0"
  def add(list, [], {_, _} = _pair), do: list
  def answer(:x, 1, [], [], %{}, x \\ 1 + 1), do: x
  @doc false
  def hidden, do: 1
end
"""

[{Stored, binary}] = Code.compile_string(source)
show.("in memory", {Code.fetch_docs(Stored), :code.which(Stored)})
File.write!(Path.join(dir, "Elixir.Stored.beam"), binary)
show.("not in the path", :code.get_object_code(Stored))
show.("added", {Code.prepend_path(dir), hd(:code.get_path()) == to_charlist(dir)})
show.("object code", :code.get_object_code(Stored) == {Stored, binary, to_charlist(Path.join(dir, "Elixir.Stored.beam"))})
show.("deleted", {:code.delete(Stored), :code.purge(Stored), :code.is_loaded(Stored)})
show.("called", Stored.hidden())
show.("loaded from", :code.is_loaded(Stored) == {:file, to_charlist(Path.join(dir, "Elixir.Stored.beam"))})

{:docs_v1, _, :elixir, "text/markdown", moduledoc, _, docs} = Code.fetch_docs(Stored)
show.("moduledoc", moduledoc)
for {{kind, name, arity}, line, signature, doc, meta} <- docs, do: show.("doc", {kind, name, arity, line, signature, doc, meta[:since]})

show.("removed", {Code.delete_path(dir), Code.delete_path(dir)})
show.("no folder", :code.add_patha(~c"/no/such/folder"))
File.rm_rf!(dir)
