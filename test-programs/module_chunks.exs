# What compiled modules hold besides code, read by :beam_lib from their binaries and from files.
[{module, binary}] =
  Code.compile_string(
    """
    defmodule Chunks.Sample do
      @moduledoc "A sample."
      @vsn "one"
      @custom :kept
      Module.register_attribute(__MODULE__, :noted, persist: true)
      @noted :persisted
      defstruct name: "", age: 1

      @doc "Doubles."
      @deprecated "add it to itself"
      def double(x) when is_integer(x), do: x * helper(@custom)
      defp helper(_), do: String.length("ab")
      defmacro quoted(x), do: x
      @doc "Is it one?"
      defguard is_one(x) when x == 1
    end
    """,
    "sample.ex"
  )

IO.inspect(module)
{:ok, {^module, chunks}} = :beam_lib.chunks(binary, [:attributes, :exports, ~c"Docs"])
IO.inspect(chunks[:attributes])
IO.inspect(chunks[:exports])
{_, docs} = List.keyfind(chunks, ~c"Docs", 0)
{:docs_v1, _, :elixir, "text/markdown", moduledoc, _, entries} = :erlang.binary_to_term(docs)
IO.inspect(moduledoc)
{_, _, _, _, guard} = List.keyfind(entries, {:macro, :is_one, 1}, 0)
IO.inspect(guard.guard)

{:ok, {_, [compile_info: info]}} = :beam_lib.chunks(binary, [:compile_info])
IO.inspect(Path.basename(info[:source]))

{:ok, {_, [{~c"ExCk", checker}]}} = :beam_lib.chunks(binary, [~c"ExCk"])
{:elixir_checker_v1, %{exports: exports}} = :erlang.binary_to_term(checker)
IO.inspect(for {function, what} <- exports, do: {function, what[:deprecated]})

{:ok, {_, [debug_info: {:debug_info_v1, backend, data}]}} = :beam_lib.chunks(binary, [:debug_info])
{:ok, map} = backend.debug_info(:elixir_v1, module, data, [])
IO.inspect(map.module)
IO.inspect(map.deprecated)
IO.inspect(for {function, kind, _meta, clauses} <- map.definitions, do: {function, kind, length(clauses)})
{_, :def, _, [{_, [{:x, _, _}], [_guard], body}]} = List.keyfind(map.definitions, {:double, 1}, 0)
IO.puts(Macro.to_string(body))
IO.inspect(backend.debug_info(:other, module, data, []))

{:ok, {_, [imports: imports]}} = :beam_lib.chunks(binary, [:imports])
IO.inspect({:erlang, :*, 2} in imports)

IO.inspect(:beam_lib.version(binary))
IO.inspect(:beam_lib.md5(binary) == {:ok, {module, module.module_info(:md5)}})
IO.inspect(:beam_lib.cmp(binary, binary))
{:ok, {^module, stripped}} = :beam_lib.strip(binary)
IO.inspect(byte_size(stripped) < byte_size(binary))
IO.inspect(:beam_lib.chunks(stripped, [~c"Docs"], [:allow_missing_chunks]))
{:error, :beam_lib, {:missing_chunk, _, id}} = :beam_lib.chunks(stripped, [~c"Docs"])
IO.inspect(id)

# All chunks make a module that can be loaded.
{:ok, ^module, all} = :beam_lib.all_chunks(binary)
{:ok, again} = :beam_lib.build_module(all)
:code.purge(module)
:code.delete(module)
IO.inspect(:code.load_binary(module, ~c"again", again))
IO.inspect(module.double(4))

# Files
folder = Path.join(System.tmp_dir!(), "module_chunks-#{System.pid()}")
File.mkdir_p!(folder)
path = Path.join(folder, "#{module}.beam")
File.write!(path, binary)
IO.inspect(:beam_lib.version(String.to_charlist(path)))
IO.inspect(:beam_lib.version(path |> Path.rootname() |> String.to_charlist()))
[{:file, _} | information] = :beam_lib.info(String.to_charlist(path))
IO.inspect(information[:module])
File.rm_rf!(folder)

# Without debug information
Code.compiler_options(debug_info: false)
[{_, plain}] = Code.compile_string("defmodule Chunks.Plain do\nend")
{:ok, {_, plain_chunks}} = :beam_lib.chunks(plain, [:debug_info, :abstract_code])
IO.inspect(plain_chunks)
[{_, kept}] = Code.compile_string("defmodule Chunks.Kept do\n@compile {:debug_info, true}\nend")
{:ok, {_, [debug_info: {:debug_info_v1, _, {:elixir_v1, _, _}}]}} = :beam_lib.chunks(kept, [:debug_info])

# What is none
IO.inspect(:beam_lib.chunks("text", [:exports]))
IO.inspect(:beam_lib.chunks(~c"no_such_file", [:exports]))
{:error, :beam_lib, {:unknown_chunk, _, name}} = :beam_lib.chunks(binary, [:nonsense])
IO.inspect(name)

for reason <- [
      {:missing_chunk, ~c"f.beam", ~c"Docs"},
      {:not_a_beam_file, ~c"f.beam"},
      {:file_error, ~c"f.beam", :enoent},
      {:modules_different, A, B}
    ],
    do: IO.write(:beam_lib.format_error(reason))

# The library's own folders
IO.inspect(Enumerable in Protocol.extract_protocols([Application.app_dir(:elixir, "ebin")]))
IO.inspect(List in Protocol.extract_impls(Enumerable, [:filename.join(:code.lib_dir(:elixir), ~c"ebin")]))
