defmodule :filelib do
  @moduledoc "Questions about files, and walks through folders."

  @doc "Whether a file or folder of that name exists."
  def is_file(name), do: type(name) in [:regular, :directory, :device, :other]

  @doc "Whether it is a folder."
  def is_dir(name), do: type(name) == :directory

  @doc "Whether it is an ordinary file."
  def is_regular(name), do: type(name) == :regular

  defp type(name) do
    case :file.read_file_info(name) do
      {:ok, info} -> elem(info, 2)
      {:error, _} -> :none
    end
  end

  @doc "The size of a file in bytes, 0 when there is none."
  def file_size(name) do
    case :file.read_file_info(name) do
      {:ok, info} -> elem(info, 1)
      {:error, _} -> 0
    end
  end

  @doc "When the file was last changed, in local time; 0 when there is none."
  def last_modified(name) do
    case :file.read_file_info(name) do
      {:ok, info} -> elem(info, 5)
      {:error, _} -> 0
    end
  end

  @doc "Makes the folders that a file of that name needs."
  def ensure_dir(name) do
    if :filename.flatten(name) in [~c"/", "/"], do: :ok, else: ensure_path(:filename.dirname(name))
  end

  @doc "Makes a folder and those it is in."
  def ensure_path(folder) do
    cond do
      is_dir(folder) -> :ok
      :filename.dirname(folder) == folder -> {:error, :einval}
      true -> with(:ok <- ensure_path(:filename.dirname(folder)), do: made(:file.make_dir(folder), folder))
    end
  end

  # Somebody else may have made it meanwhile.
  defp made({:error, :eexist} = error, folder), do: if(is_dir(folder), do: :ok, else: error)
  defp made(result, _folder), do: result

  @doc "Folds over the files in a folder whose names match a regular expression, and in the folders below if `recursive?`."
  def fold_files(folder, pattern, recursive?, fun, acc) do
    {:ok, regex} = :re.compile(pattern, [:unicode])

    case :file.list_dir(folder) do
      {:ok, names} -> fold(:lists.sort(names), folder, regex, recursive?, fun, acc)
      {:error, _} -> acc
    end
  end

  defp fold(names, folder, regex, recursive?, fun, acc) do
    Enum.reduce(names, acc, fn name, acc ->
      path = :filename.join(folder, name)

      case type(path) do
        :regular -> if :re.run(name, regex, [{:capture, :none}]) == :match, do: fun.(path, acc), else: acc
        :directory when recursive? -> fold_below(path, regex, fun, acc)
        _ -> acc
      end
    end)
  end

  defp fold_below(folder, regex, fun, acc) do
    case :file.list_dir(folder) do
      {:ok, names} -> fold(:lists.sort(names), folder, regex, true, fun, acc)
      {:error, _} -> acc
    end
  end

  @doc "The names that a pattern with `*`, `?`, `**`, `[...]` and `{...}` matches, as charlists, in order."
  def wildcard(pattern), do: for(path <- Path.wildcard(text(pattern)), do: :unicode.characters_to_list(path))

  @doc "As `wildcard/1`, from a folder on; the names are relative to it."
  def wildcard(pattern, folder) do
    folder = text(folder)
    prefix = byte_size(:filename.join([folder])) + if(folder == "/", do: 0, else: 1)

    for path <- Path.wildcard(:filename.join(folder, text(pattern))) do
      :unicode.characters_to_list(:binary.part(path, prefix, byte_size(path) - prefix))
    end
  end

  defp text(name), do: :unicode.characters_to_binary(:filename.flatten(name))

  # The functions with a last argument take the module that looks at the files; there is but one.

  @doc "As `is_file/1`."
  def is_file(name, module) when is_atom(module), do: is_file(name)
  @doc "As `is_dir/1`."
  def is_dir(name, module) when is_atom(module), do: is_dir(name)
  @doc "As `is_regular/1`."
  def is_regular(name, module) when is_atom(module), do: is_regular(name)
  @doc "As `file_size/1`."
  def file_size(name, module) when is_atom(module), do: file_size(name)
  @doc "As `last_modified/1`."
  def last_modified(name, module) when is_atom(module), do: last_modified(name)
  @doc "As `wildcard/2`."
  def wildcard(pattern, folder, module) when is_atom(module), do: wildcard(pattern, folder)
  @doc "As `fold_files/5`."
  def fold_files(folder, pattern, recursive?, fun, acc, module) when is_atom(module), do: fold_files(folder, pattern, recursive?, fun, acc)

  # Sources

  @source_folders [{~c"", ~c""}, {~c"ebin", ~c"src"}, {~c"ebin", ~c"esrc"}, {~c"ebin", ~c"src/*"}, {~c"ebin", ~c"esrc/*"}]

  @doc "A file near a folder: in it, or beside it in the folders where sources are kept. `{:ok, path}` or `{:error, :not_found}`."
  def find_file(name, folder), do: find_file(name, folder, [])

  @doc """
  As `find_file/2` by rules `{end, other}`: for a folder whose name ends in the one it is looked for in that with the other
  instead, which may be a pattern.
  """
  def find_file(name, folder, []), do: find_file(name, folder, @source_folders)

  def find_file(name, folder, rules) do
    folders = for rule <- [{~c"", ~c""} | rules], place <- beside(:filename.join([chars(folder)]), rule), do: place

    case :lists.search(&is_file/1, for(place <- folders, path <- candidates(place, chars(name)), do: path)) do
      {:value, path} -> {:ok, path}
      false -> {:error, :not_found}
    end
  end

  defp beside(folder, {own, other}) do
    parts = :filename.split(folder)
    own = for part <- :filename.split(own), part != ~c"", do: part

    if :lists.suffix(own, parts) do
      case :lists.sublist(parts, length(parts) - length(own)) ++ :filename.split(other) do
        [] -> [~c"."]
        place -> [:filename.join(place)]
      end
    else
      []
    end
  end

  defp candidates(place, name) do
    if :lists.member(?*, place), do: wildcard(:filename.join(place, name)), else: [:filename.join(place, name)]
  end

  defp chars(name), do: :unicode.characters_to_list(:filename.flatten(name))

  @doc "The source of a compiled file: `{:ok, path}` or `{:error, :not_found}`."
  def find_source(path), do: find_source(:filename.basename(path), :filename.dirname(path))

  @doc "The source of a compiled file of that name in a folder."
  def find_source(name, folder), do: find_source(name, folder, [])

  @doc "As `find_source/2` by rules `{extension, extension of the source, rules}`, the last as for `find_file/3`."
  def find_source(name, folder, []), do: find_source(name, folder, [{~c".beam", ~c".erl", []}, {~c".erl", ~c".yrl", []}])

  def find_source(name, folder, rules) do
    name = chars(name)

    found =
      for {extension, source, places} <- rules,
          :filename.extension(name) == extension,
          {:ok, path} <- [find_file(:filename.rootname(name) ++ source, folder, places)],
          do: path

    case found do
      [path | _] -> {:ok, path}
      [] -> {:error, :not_found}
    end
  end

  @doc "A relative name without `..`, or `:unsafe` when it leaves `folder`, by links too."
  def safe_relative_path(name, folder) do
    flat = :filename.flatten(name)

    case :filename.pathtype(flat) do
      :relative -> safe(:filename.split(flat), [], folder, if(is_binary(flat), do: "", else: []), 32)
      _ -> :unsafe
    end
  end

  defp safe([], [], _folder, empty, _links), do: empty
  defp safe([], parts, _folder, _empty, _links), do: :filename.join(:lists.reverse(parts))
  defp safe([dot | rest], parts, folder, empty, links) when dot in [".", ~c"."], do: safe(rest, parts, folder, empty, links)
  defp safe([up | _], [], _folder, _empty, _links) when up in ["..", ~c".."], do: :unsafe
  defp safe([up | rest], [_ | parts], folder, empty, links) when up in ["..", ~c".."], do: safe(rest, parts, folder, empty, links)

  defp safe([part | rest], parts, folder, empty, links) do
    path = if folder == "", do: :lists.reverse([part | parts]), else: [folder | :lists.reverse([part | parts])]

    case :file.read_link(:filename.join(path)) do
      {:ok, _} when links == 0 -> :unsafe
      {:ok, target} -> linked(target, rest, parts, folder, empty, links)
      {:error, _} -> safe(rest, [part | parts], folder, empty, links)
    end
  end

  defp linked(target, rest, parts, folder, empty, links) do
    target = if empty == "", do: :unicode.characters_to_binary(target), else: target

    case :filename.pathtype(target) do
      :relative -> safe(:filename.split(target) ++ rest, parts, folder, empty, links - 1)
      _ -> :unsafe
    end
  end
end
