defmodule :jlixir_tar_header do
  @moduledoc """
  The blocks before the contents of each file of a tar archive: in the format *ustar* of POSIX, with an extended header (*pax*)
  where a name does not fit; read are those of GNU's tar, too.

  An entry is a map: `:name` and `:link` (charlists), `:type` (`:regular`, `:directory`, `:symlink`, `:link` ...), `:size` in bytes,
  `:mode`, `:uid`, `:gid`, and `:mtime` in seconds since 1970.
  """

  @block 512
  @zeros :binary.copy(<<0>>, @block)

  @types %{
    ?0 => :regular,
    0 => :regular,
    ?7 => :regular,
    ?1 => :link,
    ?2 => :symlink,
    ?3 => :char,
    ?4 => :block,
    ?5 => :directory,
    ?6 => :fifo
  }
  @flags %{regular: ?0, link: ?1, symlink: ?2, directory: ?5, pax: ?x}

  @doc "The bytes that fill up contents of that size to whole blocks."
  def padding(size), do: :binary.copy(<<0>>, rem(@block - rem(size, @block), @block))

  @doc "The end of an archive."
  def end_of_archive, do: [@zeros, @zeros]

  # Writing

  @doc "The blocks for an entry."
  def write(entry) do
    name = :unicode.characters_to_binary(if(entry.type == :directory, do: entry.name ++ ~c"/", else: entry.name))
    link = :unicode.characters_to_binary(entry.link)

    case {split(name), byte_size(link) <= 100 and ascii?(link)} do
      {{prefix, short}, true} ->
        block(entry, prefix, short, link)

      {place, fits} ->
        {prefix, short, records} =
          if place == :too_long, do: {"", clipped(name), [record("path", name)]}, else: Tuple.insert_at(place, 2, [])

        {link, more} = if fits, do: {link, []}, else: {clipped(link), [record("linkpath", link)]}
        text = :erlang.iolist_to_binary([records, more])
        extended = %{entry | type: :pax, size: byte_size(text)}
        [block(extended, "", clipped("PaxHeader/" <> short), ""), text, padding(byte_size(text)), block(entry, prefix, short, link)]
    end
  end

  # A long name is divided at a slash.
  defp split(name) do
    cond do
      not ascii?(name) -> :too_long
      byte_size(name) <= 100 -> {"", name}
      true -> split(name, byte_size(name) - 1)
    end
  end

  defp split(name, at) do
    cond do
      at == 0 or byte_size(name) - at - 1 > 100 ->
        :too_long

      :binary.at(name, at) == ?/ and at <= 155 and at < byte_size(name) - 1 ->
        {binary_part(name, 0, at), binary_part(name, at + 1, byte_size(name) - at - 1)}

      true ->
        split(name, at - 1)
    end
  end

  defp ascii?(text), do: :lists.all(&(&1 < 128), :erlang.binary_to_list(text))
  defp clipped(text), do: binary_part(text, 0, min(byte_size(text), 100))

  # A record says how long it is, which counts for its length.
  defp record(key, value) do
    rest = " " <> key <> "=" <> value <> "\n"
    size = byte_size(rest)
    digits = byte_size(Integer.to_string(size))
    whole = size + byte_size(Integer.to_string(size + digits))
    Integer.to_string(whole) <> rest
  end

  defp block(entry, prefix, name, link) do
    before = [
      text(name, 100),
      octal(entry.mode, 7),
      octal(entry.uid, 7),
      octal(entry.gid, 7),
      octal(entry.size, 11),
      octal(entry.mtime, 11)
    ]

    later = [
      :erlang.map_get(entry.type, @flags),
      text(link, 100),
      "ustar",
      0,
      "00",
      text("", 64),
      octal(0, 7),
      octal(0, 7),
      text(prefix, 155),
      text("", 12)
    ]

    sum = sum(:erlang.iolist_to_binary([before, "        ", later]))
    [before, octal(sum, 7), later]
  end

  defp text(text, size), do: [text, :binary.copy(<<0>>, size - byte_size(text))]
  defp octal(number, digits), do: [:string.pad(:erlang.integer_to_list(number, 8), digits, :leading, ?0), 0]

  defp sum(block), do: :lists.sum(:erlang.binary_to_list(block))

  # Reading

  @doc "The entries of an archive, each with its contents: a list of pairs. Throws `{:error, reason}`."
  def read(archive), do: read(archive, %{})

  defp read(@zeros <> _, _extra), do: []

  defp read(<<block::binary-size(@block), rest::binary>>, extra) do
    entry = entry(block)
    {contents, rest} = contents(rest, entry.size)

    case entry.flag do
      ?x -> read(rest, :maps.merge(extra, records(contents)))
      ?g -> read(rest, extra)
      ?L -> read(rest, Map.put(extra, "path", until_zero(contents)))
      ?K -> read(rest, Map.put(extra, "linkpath", until_zero(contents)))
      _ -> [{named(entry, extra), contents} | read(rest, %{})]
    end
  end

  defp read(_short, _extra), do: throw({:error, :eof})

  defp contents(rest, size) do
    filled = byte_size(padding(size))

    case rest do
      <<contents::binary-size(^size), _::binary-size(^filled), rest::binary>> -> {contents, rest}
      _ -> throw({:error, :eof})
    end
  end

  defp entry(block) do
    <<name::binary-100, mode::binary-8, uid::binary-8, gid::binary-8, size::binary-12, mtime::binary-12, checksum::binary-8, flag,
      link::binary-100, magic::binary-6, _version::binary-2, _names::binary-64, _devices::binary-16, prefix::binary-155,
      _::binary-12>> = block

    <<before::binary-148, _::binary-8, later::binary>> = block
    if number(checksum) != sum(before <> "        " <> later), do: throw({:error, :invalid_tar_checksum})
    prefix = if binary_part(magic, 0, 5) == "ustar" and :binary.last(magic) == 0, do: until_zero(prefix), else: ""

    %{
      flag: flag,
      type: :maps.get(flag, @types, :regular),
      path: if(prefix == "", do: until_zero(name), else: prefix <> "/" <> until_zero(name)),
      link: until_zero(link),
      size: if(flag in [?1, ?2, ?5], do: 0, else: number(size)),
      mode: number(mode),
      uid: number(uid),
      gid: number(gid),
      mtime: number(mtime)
    }
  end

  defp named(entry, extra) do
    path = :jlixir_text.chars(:maps.get("path", extra, entry.path))
    slash = :lists.suffix(~c"/", path)

    entry
    |> Map.put(:name, if(slash and path != ~c"/", do: :lists.droplast(path), else: path))
    |> Map.put(:type, if(slash and entry.type == :regular, do: :directory, else: entry.type))
    |> Map.put(:link, :jlixir_text.chars(:maps.get("linkpath", extra, entry.link)))
  end

  defp until_zero(binary), do: hd(:binary.split(binary, <<0>>))

  # Octal digits, or a number of base 256 behind a bit that is set.
  defp number(<<1::1, high::7, rest::binary>>) do
    size = bit_size(rest)
    <<low::size(^size)>> = rest
    high * 2 ** size + low
  end

  defp number(text) do
    digits = for <<char <- text>>, char in ?0..?7, do: char
    if digits == [], do: 0, else: :erlang.list_to_integer(digits, 8)
  end

  defp records(<<>>), do: %{}

  defp records(text) do
    with [length, _] <- :binary.split(text, " "),
         {whole, ""} <- Integer.parse(length),
         <<record::binary-size(^whole), rest::binary>> <- text,
         [_, field] <- :binary.split(record, " "),
         [key, value] <- :binary.split(field, "=") do
      Map.put_new(records(rest), key, binary_part(value, 0, byte_size(value) - 1))
    else
      _ -> %{}
    end
  end
end
