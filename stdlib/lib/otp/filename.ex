defmodule :filename do
  @moduledoc """
  Names of files: taken apart and put together, without a look at what exists. A name is a binary or a charlist, a deep one too, or an
  atom; what comes out is a binary when a binary went in.
  """

  # The charlist or binary that a name stands for.
  @doc "The name as one flat list, or as the binary it is."
  def flatten(name)
  def flatten(name) when is_binary(name), do: name
  def flatten(name) when is_atom(name), do: :erlang.atom_to_list(name)
  def flatten(name) when is_list(name), do: flat(name, [])

  defp flat([head | rest], tail) when is_list(head), do: flat(head, flat(rest, tail))
  defp flat([head | rest], tail) when is_atom(head), do: :erlang.atom_to_list(head) ++ flat(rest, tail)
  defp flat([head | rest], tail), do: [head | flat(rest, tail)]
  defp flat([], tail), do: tail
  defp flat(atom, tail) when is_atom(atom), do: :erlang.atom_to_list(atom) ++ tail

  # Work is done on charlists; `back` turns the results into what the name was.
  defp open(name) do
    case flatten(name) do
      binary when is_binary(binary) -> {:erlang.binary_to_list(binary), &:erlang.list_to_binary/1}
      list -> {list, & &1}
    end
  end

  defp bytes(name) do
    case flatten(name) do
      binary when is_binary(binary) -> :erlang.binary_to_list(binary)
      list -> :erlang.binary_to_list(:unicode.characters_to_binary(list))
    end
  end

  @doc "Joins names by slashes; what stands before an absolute one is dropped."
  def join([name]), do: join_pair_end(name)
  def join([first, second | rest]), do: join([join(first, second) | rest])

  defp join_pair_end(name) do
    {list, back} = open(name)
    back.(trim(list))
  end

  @doc "Joins two names."
  def join(first, second) do
    if is_binary(flatten(first)) or is_binary(flatten(second)) do
      :erlang.list_to_binary(joined(bytes(first), bytes(second)))
    else
      joined(flatten(first), flatten(second))
    end
  end

  defp joined(_first, [?/ | _] = second), do: trim(second)
  defp joined([], second), do: trim(second)
  defp joined(first, []), do: trim(first)
  defp joined(first, second), do: trim(first ++ [?/ | second])

  # One slash for several, none at the end.
  defp trim(chars), do: trim(chars, [])
  defp trim([?/, ?/ | rest], acc), do: trim([?/ | rest], acc)
  defp trim([?/], [_ | _] = acc), do: :lists.reverse(acc)
  defp trim([char | rest], acc), do: trim(rest, [char | acc])
  defp trim([], acc), do: :lists.reverse(acc)

  @doc "The parts of a name; the root is a part."
  def split(name) do
    {list, back} = open(name)
    parts = for part <- pieces(list), do: back.(part)
    if match?([?/ | _], list), do: [back.(~c"/") | parts], else: parts
  end

  defp pieces(list), do: for(part <- split_slashes(list, [], []), part != [], do: part)

  defp split_slashes([?/ | rest], part, parts), do: split_slashes(rest, [], [:lists.reverse(part) | parts])
  defp split_slashes([char | rest], part, parts), do: split_slashes(rest, [char | part], parts)
  defp split_slashes([], part, parts), do: :lists.reverse([:lists.reverse(part) | parts])

  @doc "The last part of a name."
  def basename(name) do
    {list, back} = open(name)

    case :lists.reverse(pieces(list)) do
      [last | _] -> back.(last)
      [] -> back.([])
    end
  end

  @doc "The last part of a name, without the extension given."
  def basename(name, extension) do
    {base, back} = open(basename(name))
    extension = if is_binary(name), do: bytes(extension), else: flatten(extension)
    rest = length(base) - length(if(is_list(extension), do: extension, else: bytes(extension)))

    if rest > 0 and :lists.nthtail(rest, base) == to_list(extension) do
      back.(:lists.sublist(base, rest))
    else
      back.(base)
    end
  end

  defp to_list(binary) when is_binary(binary), do: :erlang.binary_to_list(binary)
  defp to_list(list), do: list

  @doc "The name without its last part."
  def dirname(name) do
    {list, back} = open(name)

    case :lists.dropwhile(&(&1 != ?/), :lists.reverse(list)) do
      [] ->
        back.(~c".")

      slashes ->
        case :lists.dropwhile(&(&1 == ?/), slashes) do
          [] -> back.(~c"/")
          folder -> back.(:lists.reverse(folder))
        end
    end
  end

  @doc "The extension of a name, with its dot; empty when there is none."
  def extension(name) do
    {list, back} = open(name)
    back.(elem(extension_parts(list), 1))
  end

  @doc "The name without its extension."
  def rootname(name) do
    {list, back} = open(name)
    back.(elem(extension_parts(list), 0))
  end

  @doc "The name without the extension given, if it has that."
  def rootname(name, extension) do
    {list, back} = open(name)
    extension = to_list(flatten(extension))
    rest = length(list) - length(extension)
    if rest > 0 and :lists.nthtail(rest, list) == extension, do: back.(:lists.sublist(list, rest)), else: back.(list)
  end

  # A dot at the beginning of the last part begins no extension.
  defp extension_parts(list) do
    reversed = :lists.reverse(list)

    case :lists.splitwith(&(&1 != ?. and &1 != ?/), reversed) do
      {extension, [?., before | rest]} when before != ?/ ->
        {:lists.reverse([before | rest]), [?. | :lists.reverse(extension)]}

      _ ->
        {list, []}
    end
  end

  @doc "Whether the name starts from the root: `:absolute` or `:relative`."
  def pathtype(name) do
    case open(name) do
      {[?/ | _], _} -> :absolute
      _ -> :relative
    end
  end

  @doc "The name from the root on, counted from the working directory."
  def absname(name) do
    {:ok, folder} = :file.get_cwd()
    absname(name, folder)
  end

  @doc "The name from the root on, counted from `folder`."
  def absname(name, folder) do
    case pathtype(name) do
      :absolute -> join([flatten(name)])
      :relative -> absname_join(folder, name)
    end
  end

  @doc "As `join/2`."
  def absname_join(folder, name), do: join(folder, flatten(name))

  @doc "The name as the operating system wants it: without doubled slashes."
  def nativename(name), do: join([name])

  @doc "A relative name without `..`, or `:unsafe` when it leaves the folder that it starts from."
  def safe_relative_path(name), do: :filelib.safe_relative_path(name, "")

  @doc "A folder for files of an application: `:user_cache`, `:user_config`, `:user_data` or `:user_log`; `:site_config`, `:site_data`."
  def basedir(type, application), do: basedir(type, application, %{})

  def basedir(type, application, options) do
    parts = [application | for(key <- [:author, :version], value = options[key], do: value)]
    parts = if options[:author], do: [options[:author], application | Enum.drop(parts, 2)], else: parts

    case type do
      :user_cache -> under("XDG_CACHE_HOME", ".cache", parts)
      :user_config -> under("XDG_CONFIG_HOME", ".config", parts)
      :user_data -> under("XDG_DATA_HOME", ".local/share", parts)
      :user_log -> join([under("XDG_CACHE_HOME", ".cache", parts), "logs"])
      :site_config -> sites("XDG_CONFIG_DIRS", ["/etc/xdg"], parts)
      :site_data -> sites("XDG_DATA_DIRS", ["/usr/local/share/", "/usr/share/"], parts)
    end
    |> as_name(application)
  end

  defp as_name(paths, application) when is_list(paths), do: for(path <- paths, do: as_name(path, application))
  defp as_name(path, application) when is_binary(application), do: path
  defp as_name(path, _application), do: :unicode.characters_to_list(path)

  defp under(variable, folder, parts) do
    root =
      case :os.getenv(:erlang.binary_to_list(variable)) do
        false -> join([:unicode.characters_to_binary(:os.getenv(~c"HOME", ~c"/")), folder])
        path -> :unicode.characters_to_binary(path)
      end

    join([root | binaries(parts)])
  end

  defp sites(variable, otherwise, parts) do
    roots =
      case :os.getenv(:erlang.binary_to_list(variable)) do
        false -> otherwise
        paths -> :binary.split(:unicode.characters_to_binary(paths), ":", [:global])
      end

    for root <- roots, do: join([root | binaries(parts)])
  end

  defp binaries(names), do: for(name <- names, do: :unicode.characters_to_binary(flatten(name)))

  @doc "Two names with a slash between them, as they are."
  def append(dir, name) when is_binary(dir) or is_binary(name) do
    <<to_bytes(dir)::binary, ?/, to_bytes(name)::binary>>
  end

  def append(dir, name), do: :lists.flatten([dir, ?/, name])

  defp to_bytes(name) when is_binary(name), do: name
  defp to_bytes(name), do: :unicode.characters_to_binary(name)

  @doc "Whether a name can be that of a file: text without zero bytes."
  def validate(name) when is_binary(name), do: name != "" and :binary.match(name, <<0>>) == :nomatch
  def validate(name) when is_atom(name), do: validate(:erlang.atom_to_list(name))

  def validate(name) when is_list(name) do
    case :unicode.characters_to_binary(name) do
      binary when is_binary(binary) -> validate(binary)
      _ -> false
    end
  end
end
