defmodule Path.Wildcard do
  @moduledoc false

  # A pattern becomes segments; each is a text (no wildcard in it), :any_depth for "**", or a list of parts.

  def wildcard(glob, match_dot?) do
    :binary.match(glob, <<0>>) == :nomatch ||
      raise ArgumentError, "cannot execute Path.wildcard/2 for path with null byte, got: #{inspect(glob)}"

    paths =
      for glob <- alternatives(glob), path <- expand(glob, match_dot?), do: path

    :lists.usort(paths)
  end

  defp expand("/" <> rest, match_dot?), do: walk(segments(rest), "/", match_dot?)
  defp expand(glob, match_dot?), do: walk(segments(glob), "", match_dot?)

  defp segments(glob), do: for(segment <- :binary.split(glob, "/", [:global]), segment != "", do: segment(segment))

  defp segment("**"), do: :any_depth

  defp segment(text) do
    if :binary.match(text, ["*", "?", "[", "\\"]) == :nomatch, do: text, else: parts(text)
  end

  # "{a,b}" is written out before anything else.
  defp alternatives(glob) do
    case brace(glob, "") do
      nil -> [glob]
      {before, choices, rest} -> for choice <- choices, text <- alternatives(before <> choice <> rest), do: text
    end
  end

  defp brace(<<?\\, byte, rest::binary>>, acc), do: brace(rest, <<acc::binary, ?\\, byte>>)

  defp brace(<<?{, rest::binary>>, acc) do
    case choices(rest, "", [], 0) do
      {choices, rest} -> {acc, choices, rest}
      nil -> brace(rest, <<acc::binary, ?{>>)
    end
  end

  defp brace(<<byte, rest::binary>>, acc), do: brace(rest, <<acc::binary, byte>>)
  defp brace(<<>>, _acc), do: nil

  defp choices(<<?\\, byte, rest::binary>>, text, acc, depth), do: choices(rest, <<text::binary, ?\\, byte>>, acc, depth)
  defp choices(<<?{, rest::binary>>, text, acc, depth), do: choices(rest, <<text::binary, ?{>>, acc, depth + 1)
  defp choices(<<?}, rest::binary>>, text, acc, 0), do: {:lists.reverse([text | acc]), rest}
  defp choices(<<?}, rest::binary>>, text, acc, depth), do: choices(rest, <<text::binary, ?}>>, acc, depth - 1)
  defp choices(<<?,, rest::binary>>, text, acc, 0), do: choices(rest, "", [text | acc], 0)
  defp choices(<<byte, rest::binary>>, text, acc, depth), do: choices(rest, <<text::binary, byte>>, acc, depth)
  defp choices(<<>>, _text, _acc, _depth), do: nil

  # The parts of one segment: :any (any run of characters), :one, {:set, characters} or a character.
  defp parts(<<?*, rest::binary>>), do: [:any | parts(rest)]
  defp parts(<<??, rest::binary>>), do: [:one | parts(rest)]
  defp parts(<<?\\, char::utf8, rest::binary>>), do: [char | parts(rest)]

  defp parts(<<?[, rest::binary>>) do
    case set(rest, []) do
      {set, rest} -> [{:set, set} | parts(rest)]
      nil -> [?[ | parts(rest)]
    end
  end

  defp parts(<<char::utf8, rest::binary>>), do: [char | parts(rest)]
  defp parts(<<byte, rest::binary>>), do: [byte | parts(rest)]
  defp parts(<<>>), do: []

  defp set(<<?], rest::binary>>, [_ | _] = acc), do: {acc, rest}
  defp set(<<first::utf8, ?-, last::utf8, rest::binary>>, acc) when last != ?], do: set(rest, [{first, last} | acc])
  defp set(<<char::utf8, rest::binary>>, acc), do: set(rest, [{char, char} | acc])
  defp set(_, _acc), do: nil

  # Walking

  defp walk([], "", _match_dot?), do: []
  defp walk([], path, _match_dot?), do: if(exists?(path), do: [path], else: [])

  defp walk([:any_depth], path, match_dot?), do: below(path, match_dot?)

  defp walk([:any_depth | rest], path, match_dot?) do
    deeper = for dir <- below(path, match_dot?), dir?(dir), found <- walk(rest, dir, match_dot?), do: found
    walk(rest, path, match_dot?) ++ deeper
  end

  defp walk([segment | rest], path, match_dot?) when is_binary(segment), do: walk_into(rest, join(path, segment), match_dot?)

  defp walk([parts | rest], path, match_dot?) do
    for name <- names(path, match_dot? or match?([?. | _], parts)),
        matches?(parts, name),
        found <- walk_into(rest, join(path, name), match_dot?),
        do: found
  end

  defp walk_into([], path, _match_dot?), do: if(exists?(path), do: [path], else: [])
  defp walk_into(rest, path, match_dot?), do: if(dir?(path), do: walk(rest, path, match_dot?), else: [])

  # Links to folders are not followed: there may be no end to them.
  defp below(path, match_dot?) do
    for name <- names(path, match_dot?), full = join(path, name), found <- [full | deeper(full, match_dot?)], do: found
  end

  defp deeper(path, match_dot?) do
    case :file.read_link_info(path) do
      {:ok, info} when elem(info, 2) == :directory -> below(path, match_dot?)
      _ -> []
    end
  end

  defp names(path, hidden?) do
    case :file.list_dir(if(path == "", do: ".", else: path)) do
      {:ok, names} -> for name <- names, hidden? or not match?([?. | _], name), do: IO.chardata_to_string(name)
      {:error, _} -> []
    end
  end

  defp join("", name), do: name
  defp join("/", name), do: "/" <> name
  defp join(path, name), do: path <> "/" <> name

  defp exists?(path), do: match?({:ok, _}, :file.read_link_info(path))
  defp dir?(path), do: match?({:ok, info} when elem(info, 2) == :directory, :file.read_file_info(path))

  # Matching a name

  defp matches?([:any], _name), do: true

  defp matches?([:any | rest] = parts, name) do
    matches?(rest, name) or
      case name do
        <<_::utf8, more::binary>> -> matches?(parts, more)
        _ -> false
      end
  end

  defp matches?([:one | rest], <<_::utf8, more::binary>>), do: matches?(rest, more)
  defp matches?([{:set, set} | rest], <<char::utf8, more::binary>>), do: member?(set, char) and matches?(rest, more)
  defp matches?([char | rest], <<char::utf8, more::binary>>), do: matches?(rest, more)
  defp matches?([], <<>>), do: true
  defp matches?(_, _), do: false

  defp member?([{first, last} | _], char) when char >= first and char <= last, do: true
  defp member?([_ | rest], char), do: member?(rest, char)
  defp member?([], _char), do: false
end
