defmodule :beam_lib do
  @moduledoc """
  Reads what compiled modules hold besides their code.

  A module is given by its binary, as `Code.compile_string/2` answers it, or by the name of its file, with or without `.beam`.
  What it holds are chunks: binaries with names of four characters, which `chunks/2` also gives as terms under the names
  `t:chunk_name/0`. The code is one chunk, `Code`, for the JVM. What Erlang's compiler keeps of its own language, `:abstract_code`,
  no module has.
  """

  @type beam :: binary | :file.filename() | module
  @type chunk_id :: charlist
  @type chunk_name ::
          :abstract_code
          | :atoms
          | :attributes
          | :compile_info
          | :debug_info
          | :documentation
          | :exports
          | :imports
          | :locals

  @code ~c"Code"

  # The names of chunks in files, and those in the containers that jlixir writes.
  @terms [{~c"Docs", :docs}, {~c"JTyp", :typespecs}, {~c"JHea", :heads}, {~c"JPro", :protocol_types}]

  @info_functions [__info__: 1, module_info: 0, module_info: 1, behaviour_info: 1]

  @doc """
  The chunks asked for, see `chunks/3`.
  """
  @spec chunks(beam, [chunk_name | chunk_id]) :: {:ok, {module, [{chunk_name | chunk_id, term}]}} | {:error, :beam_lib, term}
  def chunks(beam, names), do: chunks(beam, names, [])

  @doc """
  The chunks asked for, in order, by name as terms or by identifier as binaries. One that is not there is an error, with the option
  `:allow_missing_chunks` it is `:missing_chunk`.

      iex> [{_module, binary}] = Code.compile_string("defmodule BeamLibSample do def one, do: 1 end")
      iex> {:ok, {module, [exports: exports]}} = :beam_lib.chunks(binary, [:exports], [])
      iex> {module, exports[:one]}
      {BeamLibSample, 0}

      iex> :beam_lib.chunks("nothing of that kind", [:exports], [])
      {:error, :beam_lib, {:not_a_beam_file, "nothing of that kind"}}

  """
  @spec chunks(beam, [chunk_name | chunk_id], [:allow_missing_chunks]) ::
          {:ok, {module, [{chunk_name | chunk_id, term}]}} | {:error, :beam_lib, term}
  def chunks(beam, names, options) when is_list(names) and is_list(options) do
    answer(beam, fn parts ->
      {:ok, {parts.module, Enum.map(names, &{&1, chunk(parts, &1, :allow_missing_chunks in options)})}}
    end)
  end

  @doc """
  All chunks of a module as binaries.
  """
  @spec all_chunks(beam) :: {:ok, module, [{chunk_id, binary}]} | {:error, :beam_lib, term}
  def all_chunks(beam), do: answer(beam, &{:ok, &1.module, all(&1)})

  @doc """
  The binary of a module made of its chunks, `Code` among them.
  """
  @spec build_module([{chunk_id, binary}]) :: {:ok, binary}
  def build_module(chunks) do
    {@code, code} = :lists.keyfind(@code, 1, chunks)

    attributes =
      case :lists.keyfind(~c"Attr", 1, chunks) do
        {_, binary} -> :erlang.binary_to_term(binary)
        false -> []
      end

    {:ok, :jlixir_module_binary.with(code, attributes, contained(chunks))}
  end

  # The chunks of the container: four of those in a file are one in it.
  defp contained(chunks) do
    terms = for {id, name} <- @terms, {_, binary} <- [:lists.keyfind(id, 1, chunks)], do: {name, :erlang.binary_to_term(binary)}
    debug_info = for {~c"Dbgi", binary} <- chunks, do: {:debug_info, binary}
    interface = for {~c"CInf", binary} <- chunks, do: {:interface, :erlang.binary_to_term(binary)}
    interface ++ terms ++ debug_info
  end

  @doc """
  The module's name and its chunks with their sizes, a keyword list; the places of the chunks are as if they stood one behind
  the other.
  """
  @spec info(beam) :: [{:binary | :file | :module | :chunks, term}] | {:error, :beam_lib, term}
  def info(beam) do
    answer(beam, fn parts ->
      {chunks, _end} =
        Enum.map_reduce(all(parts), 20, fn {id, binary}, place ->
          {{id, place, byte_size(binary)}, place + div(byte_size(binary) + 3, 4) * 4 + 8}
        end)

      source = if is_binary(beam), do: {:binary, beam}, else: {:file, file_name(beam)}
      [source, module: parts.module, chunks: chunks]
    end)
  end

  @doc """
  The digest of a module's code, as `module_info(:md5)` gives it.
  """
  @spec md5(beam) :: {:ok, {module, binary}} | {:error, :beam_lib, term}
  def md5(beam), do: answer(beam, &{:ok, {&1.module, interface(&1, :md5)}})

  @doc """
  What the module says in `@vsn`.
  """
  @spec version(beam) :: {:ok, {module, [term]}} | {:error, :beam_lib, term}
  def version(beam) do
    answer(beam, fn parts ->
      case for({:vsn, version} <- parts.attributes, do: version) do
        [] -> missing(parts, ~c"Attr")
        versions -> {:ok, {parts.module, Enum.concat(versions)}}
      end
    end)
  end

  @doc """
  Whether two modules have the same code: `:ok`, or what differs.

      iex> [{_module, one}] = Code.compile_string("defmodule BeamLibOne do end")
      iex> [{_module, two}] = Code.compile_string("defmodule BeamLibTwo do end")
      iex> {:beam_lib.cmp(one, one), :beam_lib.cmp(one, two)}
      {:ok, {:error, :beam_lib, {:modules_different, BeamLibOne, BeamLibTwo}}}

  """
  @spec cmp(beam, beam) :: :ok | {:error, :beam_lib, term}
  def cmp(beam, other) do
    answer(beam, fn parts ->
      answer(other, fn others ->
        cond do
          parts.module != others.module -> {:error, :beam_lib, {:modules_different, parts.module, others.module}}
          parts.code != others.code -> {:error, :beam_lib, {:chunks_different, @code}}
          true -> :ok
        end
      end)
    end)
  end

  @doc """
  The chunks that a module cannot do without.
  """
  @spec significant_chunks() :: [chunk_id]
  def significant_chunks, do: [@code, ~c"CInf"]

  @doc """
  The module without what only tools need: `{:ok, {module, binary}}`. A file is written anew.
  """
  @spec strip(beam) :: {:ok, {module, binary | :file.filename()}} | {:error, :beam_lib, term}
  def strip(beam), do: strip(beam, [])

  @doc """
  As `strip/1`, but keeps the chunks named.
  """
  @spec strip(beam, [chunk_id]) :: {:ok, {module, binary | :file.filename()}} | {:error, :beam_lib, term}
  def strip(beam, kept) do
    answer(beam, fn parts ->
      {:ok, binary} = build_module(for {id, _} = chunk <- all(parts), id in kept or id in significant_chunks(), do: chunk)

      if is_binary(beam) do
        {:ok, {parts.module, binary}}
      else
        file = file_name(beam)

        case :file.write_file(file, binary) do
          :ok -> {:ok, {parts.module, :filename.rootname(file)}}
          {:error, reason} -> {:error, :beam_lib, {:file_error, file, reason}}
        end
      end
    end)
  end

  @doc """
  Strips several modules: `{:ok, [{module, binary}]}`, or the first error.
  """
  @spec strip_files([beam]) :: {:ok, [{module, binary | :file.filename()}]} | {:error, :beam_lib, term}
  def strip_files(beams), do: strip_files(beams, [])

  @doc """
  As `strip_files/1`, but keeps the chunks named.
  """
  @spec strip_files([beam], [chunk_id]) :: {:ok, [{module, binary | :file.filename()}]} | {:error, :beam_lib, term}
  def strip_files(beams, kept) do
    stripped = Enum.map(beams, &strip(&1, kept))
    Enum.find(stripped, {:ok, Enum.map(stripped, &elem(&1, 1))}, &(elem(&1, 0) == :error))
  end

  @doc """
  What the reason of an error means, as a sentence.

      iex> List.to_string(:beam_lib.format_error({:not_a_beam_file, ~c"some.beam"}))
      "\\"some.beam\\": Not a BEAM file\\n"

  """
  @spec format_error(term) :: iolist
  def format_error({:error, reason}), do: format_error(reason)
  def format_error({:error, :beam_lib, reason}), do: format_error(reason)

  def format_error({:invalid_beam_file, beam, place}) do
    :io_lib.format(~c"~tp: Invalid format of BEAM file near byte number ~p~n", [beam, place])
  end

  def format_error({:invalid_chunk, beam, id}), do: :io_lib.format(~c"~tp: Invalid contents of chunk ~p~n", [beam, id])
  def format_error({:unknown_chunk, beam, name}), do: :io_lib.format(~c"~tp: Cannot find chunk ~p~n", [beam, name])
  def format_error({:missing_chunk, beam, id}), do: :io_lib.format(~c"~tp: Not a BEAM file: no IFF ~p chunk~n", [beam, id])
  def format_error({:not_a_beam_file, beam}), do: :io_lib.format(~c"~tp: Not a BEAM file~n", [beam])
  def format_error({:file_error, file, reason}), do: :io_lib.format(~c"~tp: ~tp~n", [file, :file.format_error(reason)])
  def format_error({:chunks_different, id}), do: :io_lib.format(~c"Chunk ~p differs in the two files~n", [id])
  def format_error(:different_chunks), do: ~c"The two files have different chunks\n"

  def format_error({:modules_different, one, other}) do
    :io_lib.format(~c"Module names ~p and ~p differ in the two files~n", [one, other])
  end

  def format_error({:not_a_directory, name}), do: :io_lib.format(~c"~tp: Not a directory~n", [name])
  def format_error(reason), do: :io_lib.format(~c"~tp~n", [reason])

  # Reading

  defp answer(beam, fun) do
    with {:ok, name, binary} <- read(beam),
         {module, attributes, chunks, code} <- :jlixir_module_binary.parts(binary) do
      fun.(%{beam: name, module: module, attributes: attributes, chunks: chunks, code: code})
    else
      :error -> {:error, :beam_lib, {:not_a_beam_file, if(is_binary(beam), do: beam, else: file_name(beam))}}
      {:error, _} = error -> {:error, :beam_lib, elem(error, 1)}
    end
  catch
    {__MODULE__, reason} -> {:error, :beam_lib, reason}
  end

  defp read(binary) when is_binary(binary), do: {:ok, binary, binary}

  defp read(beam) do
    file = file_name(beam)

    case :file.read_file(file) do
      {:ok, binary} -> {:ok, file, binary}
      {:error, reason} -> {:error, {:file_error, file, reason}}
    end
  end

  defp file_name(beam) when is_atom(beam), do: file_name(:erlang.atom_to_list(beam))
  defp file_name(beam) when is_list(beam), do: :filename.rootname(beam, ~c".beam") ++ ~c".beam"

  # Chunks by identifier

  defp all(parts) do
    ids = [@code, ~c"Attr", ~c"CInf", ~c"Dbgi", ~c"ExCk" | :lists.map(&elem(&1, 0), @terms)]
    for id <- ids, binary = binary(parts, id), do: {id, binary}
  end

  defp binary(parts, @code), do: parts.code
  defp binary(parts, ~c"Attr"), do: if(parts.attributes != [], do: :erlang.term_to_binary(parts.attributes))
  defp binary(parts, ~c"CInf"), do: with_interface(parts, &:erlang.term_to_binary/1)
  defp binary(parts, ~c"ExCk"), do: with_interface(parts, &:erlang.term_to_binary({:elixir_checker_v1, checked(&1)}))
  defp binary(parts, ~c"Dbgi"), do: parts.chunks[:debug_info]

  defp binary(parts, id) do
    with {_id, name} <- :lists.keyfind(id, 1, @terms), {:ok, term} <- Keyword.fetch(parts.chunks, name) do
      :erlang.term_to_binary(term)
    else
      _absent -> nil
    end
  end

  defp with_interface(parts, fun) do
    if interface = parts.chunks[:interface], do: fun.(interface)
  end

  # What the compiler wants to know of another module; types are not inferred.
  defp checked(interface) do
    deprecated = Map.new(interface[:deprecated])

    exports =
      for {name, _arity} = function <- interface[:exports],
          function not in @info_functions and not String.starts_with?(Atom.to_string(name), "MACRO-") do
        case deprecated do
          %{^function => reason} -> {function, %{deprecated: reason, sig: :none}}
          _ -> {function, %{sig: :none}}
        end
      end

    %{exports: exports}
  end

  # Chunks by name

  defp chunk(parts, id, allow_missing?) when is_list(id) do
    binary(parts, id) || absent(parts, id, allow_missing?)
  end

  defp chunk(parts, :attributes, _), do: Enum.sort(parts.attributes)
  defp chunk(parts, :exports, allow?), do: interface(parts, :exports) || absent(parts, ~c"ExpT", allow?)
  defp chunk(parts, :compile_info, allow?), do: interface(parts, :compile) || absent(parts, ~c"CInf", allow?)
  defp chunk(_parts, :abstract_code, _), do: :no_abstract_code

  defp chunk(parts, :debug_info, _) do
    case parts.chunks[:debug_info] do
      nil -> :no_debug_info
      binary -> :erlang.binary_to_term(binary)
    end
  end

  defp chunk(parts, :documentation, allow?), do: parts.chunks[:docs] || absent(parts, ~c"Docs", allow?)
  defp chunk(parts, :imports, allow?), do: of_definitions(parts, ~c"ImpT", allow?, &Enum.sort(imports(&1, %{})))
  defp chunk(parts, :locals, allow?), do: of_definitions(parts, ~c"LocT", allow?, &locals/1)

  defp chunk(parts, :atoms, allow?) do
    of_definitions(parts, ~c"AtU8", allow?, fn definitions ->
      atoms = definitions |> atoms(%{}) |> Map.delete(parts.module) |> Map.keys() |> Enum.sort()
      Enum.with_index([parts.module | atoms], &{&2 + 1, &1})
    end)
  end

  defp chunk(parts, name, _), do: throw({__MODULE__, {:unknown_chunk, parts.beam, name}})

  defp absent(_parts, _id, true), do: :missing_chunk
  defp absent(parts, id, false), do: throw({__MODULE__, {:missing_chunk, parts.beam, id}})

  defp missing(parts, id), do: {:error, :beam_lib, {:missing_chunk, parts.beam, id}}

  defp interface(parts, key), do: parts.chunks[:interface][key]

  # What the code refers to is read off the definitions.
  defp of_definitions(parts, id, allow?, fun) do
    case chunk(parts, :debug_info, true) do
      {:debug_info_v1, _backend, {:elixir_v1, map, _typespecs}} -> fun.(map.definitions)
      _ -> absent(parts, id, allow?)
    end
  end

  defp locals(definitions), do: Enum.sort(for {function, :defp, _meta, _clauses} <- definitions, do: function)

  defp imports(definitions, found) do
    definitions |> Enum.reduce(found, fn {_, _, _, clauses}, found -> remote(clauses, found) end) |> Map.keys()
  end

  defp remote({{:., _, [module, name]} = callee, _, arguments}, found)
       when is_atom(module) and is_atom(name) and is_list(arguments) do
    remote(arguments, remote(callee, Map.put(found, {module, name, length(arguments)}, [])))
  end

  defp remote({name, _meta, arguments}, found), do: remote(arguments, remote(name, found))
  defp remote([head | tail], found), do: remote(tail, remote(head, found))
  defp remote(tuple, found) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> remote(found)
  defp remote(_, found), do: found

  defp atoms(definitions, found) do
    Enum.reduce(definitions, found, fn {{name, _arity}, _kind, _meta, clauses}, found ->
      Enum.reduce(clauses, Map.put(found, name, []), fn {_meta, patterns, guards, body}, found ->
        written([patterns, guards, body], found)
      end)
    end)
  end

  # A variable's name is no atom of the code.
  defp written({name, _meta, context}, found) when is_atom(name) and is_atom(context), do: found
  defp written({name, _meta, arguments}, found), do: written(arguments, written(name, found))
  defp written([head | tail], found), do: written(tail, written(head, found))
  defp written(tuple, found) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> written(found)
  defp written(atom, found) when is_atom(atom), do: Map.put(found, atom, [])
  defp written(_, found), do: found
end
