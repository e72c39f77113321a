defmodule Path do
  @moduledoc """
  Paths of files, as texts; only `expand/1`, `absname/1`, `relative_to_cwd/1` and `wildcard/2` look at the file system.

      iex> Path.join("usr", "lib")
      "usr/lib"

  """

  @type t :: IO.chardata()

  # Absolute paths

  @doc """
  The absolute path, from the current folder. Neither `..` nor `~` is resolved.

      iex> Path.absname("/a/b")
      "/a/b"

  """
  @spec absname(t) :: binary
  def absname(path), do: absname(path, &File.cwd!/0)

  @doc """
  The absolute path, from `relative_to`.

      iex> Path.absname("b/c", "/a")
      "/a/b/c"

  """
  @spec absname(t, t | (-> t)) :: binary
  def absname(path, relative_to) do
    path = IO.chardata_to_string(path)

    case path do
      "/" <> _ -> join(drop_dots(split(path)))
      _ -> join(drop_dots(split(base(relative_to)) ++ split(path)))
    end
  end

  defp base(fun) when is_function(fun, 0), do: IO.chardata_to_string(fun.())
  defp base(path), do: IO.chardata_to_string(path)

  # a dot at the end stays, as in Erlang
  defp drop_dots(["." | [_ | _] = rest]), do: drop_dots(rest)
  defp drop_dots([segment | rest]), do: [segment | drop_dots(rest)]
  defp drop_dots([]), do: []

  @doc """
  The absolute path with `~`, `.` and `..` resolved, from the current folder.

      iex> Path.expand("/a/../b/./c")
      "/b/c"

  """
  @spec expand(t) :: binary
  def expand(path), do: expand_absolute(absname(home(IO.chardata_to_string(path)), &File.cwd!/0))

  @doc """
  The absolute path with `~`, `.` and `..` resolved, from `relative_to`.

      iex> Path.expand("../c", "/a/b")
      "/a/c"

  """
  @spec expand(t, t) :: binary
  def expand(path, relative_to) do
    relative_to = IO.chardata_to_string(relative_to)
    expand_absolute(absname(absname(home(IO.chardata_to_string(path)), home(relative_to)), &File.cwd!/0))
  end

  defp home("~"), do: System.user_home!()
  defp home("~/" <> rest), do: join(System.user_home!(), rest)
  defp home(path), do: path

  defp expand_absolute("/" <> rest), do: "/" <> join_segments(resolve(:binary.split(rest, "/", [:global]), []))

  defp resolve([segment | rest], acc) when segment in ["", "."], do: resolve(rest, acc)
  defp resolve([".." | rest], [_ | acc]), do: resolve(rest, acc)
  defp resolve([".." | rest], []), do: resolve(rest, [])
  defp resolve([segment | rest], acc), do: resolve(rest, [segment | acc])
  defp resolve([], acc), do: :lists.reverse(acc)

  defp join_segments(segments), do: :erlang.iolist_to_binary(:lists.join("/", segments))

  @doc """
  Whether a path is `:absolute` or `:relative`.

      iex> Path.type("/a")
      :absolute

  """
  @spec type(t) :: :absolute | :relative | :volumerelative
  def type(path) do
    case IO.chardata_to_string(path) do
      "/" <> _ -> :absolute
      _ -> :relative
    end
  end

  # Relative paths

  @doc """
  The path without its root.

      iex> Path.relative("/usr/lib")
      "usr/lib"

  """
  @spec relative(t) :: binary
  def relative(path) do
    case IO.chardata_to_string(path) do
      "/" <> _ = path ->
        case split(path) do
          [_] -> "."
          [_ | rest] -> join(rest)
        end

      path ->
        path
    end
  end

  @doc """
  The path as seen from `cwd`; `force: true` goes up with `..` where needed.

      iex> Path.relative_to("/usr/lib/x", "/usr")
      "lib/x"

  """
  @spec relative_to(t, t, keyword) :: binary
  def relative_to(path, cwd, opts \\ []) when is_list(opts) do
    path = IO.chardata_to_string(path)

    cwd = IO.chardata_to_string(cwd)

    case {path, cwd} do
      {"/" <> _, "/" <> _} ->
        relative = relative_segments(resolved(path), resolved(cwd), opts[:force] || false)
        if relative == :unrelated, do: expand_absolute(path), else: relative

      {"/" <> _, _} ->
        expand_absolute(path)

      {_, "/" <> _} ->
        relative_unrooted(path)

      _ ->
        case collapse(:binary.split(path, "/", [:global]), []) do
          [] -> "."
          segments -> relative_segments(segments, collapse(:binary.split(cwd, "/", [:global]), []), true)
        end
    end
  end

  defp resolved("/" <> rest), do: resolve(:binary.split(rest, "/", [:global]), [])

  defp relative_segments(same, same, _force?), do: "."

  defp relative_segments(path, cwd, force?) do
    case strip_common(path, cwd) do
      {rest, []} -> join_segments(rest)
      {rest, up} when force? -> join_segments(:lists.duplicate(length(up), "..") ++ rest)
      _ -> :unrelated
    end
  end

  defp strip_common([segment | path], [segment | cwd]), do: strip_common(path, cwd)
  defp strip_common(path, cwd), do: {path, cwd}

  # A relative path loses its dots and stays.
  defp relative_unrooted(path) do
    case collapse(:binary.split(path, "/", [:global]), []) do
      [] -> "."
      segments -> join_segments(segments)
    end
  end

  defp collapse([segment | rest], acc) when segment in ["", "."], do: collapse(rest, acc)
  defp collapse([".." | rest], [up | acc]) when up != "..", do: collapse(rest, acc)
  defp collapse([segment | rest], acc), do: collapse(rest, [segment | acc])
  defp collapse([], acc), do: :lists.reverse(acc)

  @doc """
  The path as seen from the current folder.

      iex> Path.relative_to_cwd("/never/below/here")
      "/never/below/here"

  """
  @spec relative_to_cwd(t, keyword) :: binary
  def relative_to_cwd(path, opts \\ []) when is_list(opts) do
    case File.cwd() do
      {:ok, cwd} -> relative_to(path, cwd, opts)
      _ -> IO.chardata_to_string(path)
    end
  end

  @doc """
  The path with `..` resolved, or `:error` if it leads out of where it starts, also by way of symbolic links.

      iex> Path.safe_relative("a/../b")
      {:ok, "b"}
      iex> Path.safe_relative("../b")
      :error

  """
  @spec safe_relative(t, t) :: {:ok, binary} | :error
  def safe_relative(path, cwd \\ File.cwd!()) do
    path = IO.chardata_to_string(path)

    case path do
      "/" <> _ ->
        :error

      _ ->
        case safe(:binary.split(path, "/", [:global]), [], IO.chardata_to_string(cwd), 0) do
          {:ok, segments} -> {:ok, join_segments(segments)}
          :error -> :error
        end
    end
  end

  @links_followed 32

  defp safe([segment | rest], acc, cwd, links) when segment in ["", "."], do: safe(rest, acc, cwd, links)
  defp safe([".." | rest], [_ | acc], cwd, links), do: safe(rest, acc, cwd, links)
  defp safe([".." | _], [], _cwd, _links), do: :error

  defp safe([segment | rest], acc, cwd, links) do
    case :file.read_link(join([cwd | :lists.reverse([segment | acc])])) do
      {:ok, _} when links >= @links_followed ->
        :error

      {:ok, target} ->
        case IO.chardata_to_string(target) do
          "/" <> _ -> :error
          target -> safe(:binary.split(target, "/", [:global]) ++ rest, acc, cwd, links + 1)
        end

      {:error, _} ->
        safe(rest, [segment | acc], cwd, links)
    end
  end

  defp safe([], acc, _cwd, _links), do: {:ok, :lists.reverse(acc)}

  @doc """
  Like `safe_relative/2`.

      iex> Path.safe_relative_to("a/../b", "/tmp")
      {:ok, "b"}

  """
  @doc since: "1.14.0", deprecated: "Use Path.safe_relative/2 instead"
  @spec safe_relative_to(t, t) :: {:ok, binary} | :error
  def safe_relative_to(path, cwd), do: safe_relative(path, cwd)

  # Parts

  @doc """
  The last segment.

      iex> Path.basename("/a/b.txt")
      "b.txt"

  """
  @spec basename(t) :: binary
  def basename(path), do: last_segment(split(path))

  defp last_segment([]), do: ""
  defp last_segment(["/"]), do: ""
  defp last_segment([segment]), do: segment
  defp last_segment([_ | rest]), do: last_segment(rest)

  @doc """
  The last segment without `extension`.

      iex> Path.basename("/a/b.txt", ".txt")
      "b"

  """
  @spec basename(t, t) :: binary
  def basename(path, extension), do: strip_suffix(basename(path), IO.chardata_to_string(extension))

  defp strip_suffix(name, ""), do: name

  defp strip_suffix(name, suffix) do
    if :binary.longest_common_suffix([name, suffix]) == byte_size(suffix),
      do: :binary.part(name, 0, byte_size(name) - byte_size(suffix)),
      else: name
  end

  @doc """
  Everything before the last segment.

      iex> Path.dirname("/a/b.txt")
      "/a"

  """
  @spec dirname(t) :: binary
  def dirname(path) do
    path = IO.chardata_to_string(path)

    case :binary.matches(path, "/") do
      [] -> "."
      matches -> dirname_before(path, elem(:lists.last(matches), 0))
    end
  end

  defp dirname_before(path, at) do
    case trim_slashes(:binary.part(path, 0, at)) do
      "" -> "/"
      dir -> dir
    end
  end

  defp trim_slashes(path) do
    size = byte_size(path) - 1

    case path do
      "" -> ""
      _ -> if :binary.at(path, size) == ?/, do: trim_slashes(:binary.part(path, 0, size)), else: path
    end
  end

  @doc """
  The last segment's extension, with its dot; empty if there is none.

      iex> Path.extname("a.tar.gz")
      ".gz"

  """
  @spec extname(t) :: binary
  def extname(path) do
    name = basename(path)

    case dot(name) do
      nil -> ""
      at -> :binary.part(name, at, byte_size(name) - at)
    end
  end

  # Where the extension begins. A dot in front makes a hidden file, no extension.
  defp dot(name) do
    case :binary.matches(name, ".") do
      [] ->
        nil

      matches ->
        case :lists.last(matches) do
          {0, _} -> nil
          {at, _} -> at
        end
    end
  end

  @doc """
  The path without its extension.

      iex> Path.rootname("a/b.txt")
      "a/b"

  """
  @spec rootname(t) :: binary
  def rootname(path) do
    path = IO.chardata_to_string(path)
    :binary.part(path, 0, byte_size(path) - byte_size(extension(path)))
  end

  # a path that is a hidden file's bare name is all extension, as in Erlang
  defp extension("." <> _ = path) do
    case :binary.matches(path, [".", "/"]) do
      [_] -> path
      _ -> last_extension(path)
    end
  end

  defp extension(path), do: last_extension(path)

  defp last_extension(path) do
    name = :lists.last(:binary.split(path, "/", [:global]))

    case dot(name) do
      nil -> ""
      at -> :binary.part(name, at, byte_size(name) - at)
    end
  end

  @doc """
  The path without `extension`, if it ends in it.

      iex> Path.rootname("/a/b.tar.gz", ".gz")
      "/a/b.tar"

  """
  @spec rootname(t, t) :: binary
  def rootname(path, extension), do: strip_suffix(IO.chardata_to_string(path), IO.chardata_to_string(extension))

  @doc """
  The segments.

      iex> Path.split("/a//b/")
      ["/", "a", "b"]

  """
  @spec split(t) :: [binary]
  def split(path) do
    case IO.chardata_to_string(path) do
      "/" <> rest -> ["/" | segments(rest)]
      path -> segments(path)
    end
  end

  defp segments(path), do: for(segment <- :binary.split(path, "/", [:global]), segment != "", do: segment)

  @doc """
  Joins segments.

      iex> Path.join(["a", "b/", "/c"])
      "a/b/c"

  """
  @spec join(nonempty_list(t)) :: binary
  def join([name]), do: IO.chardata_to_string(name)
  def join([name1, name2 | rest]), do: join([join(name1, name2) | rest])

  @doc """
  Joins two paths.

      iex> Path.join("a/", "b")
      "a/b"

  """
  @spec join(t, t) :: binary
  def join(left, right) do
    join_text(IO.chardata_to_string(left), trim(IO.chardata_to_string(right)))
  end

  defp join_text("", right), do: right
  defp join_text("/", ""), do: "/"
  defp join_text(left, ""), do: trim_end(left)
  defp join_text(left, right), do: <<trim_end(left)::binary, ?/, right::binary>>

  # One slash goes from either end.
  defp trim("/" <> rest), do: trim_end(rest)
  defp trim(path), do: trim_end(path)

  defp trim_end(""), do: ""

  defp trim_end(path) do
    size = byte_size(path) - 1
    if :binary.at(path, size) == ?/, do: :binary.part(path, 0, size), else: path
  end

  # Wildcards

  @doc """
  The paths that match a pattern, in order. `?`, `*`, `**`, `[a-z]` and `{a,b}` mean what they do in a shell;
  names with a dot in front match only with `match_dot: true`.

      iex> Path.wildcard("/no/such/folder/*.ex")
      []

  """
  @spec wildcard(t, match_dot: boolean) :: [binary]
  def wildcard(glob, opts \\ []) when is_list(opts) do
    Path.Wildcard.wildcard(IO.chardata_to_string(glob), Keyword.get(opts, :match_dot, false))
  end
end
