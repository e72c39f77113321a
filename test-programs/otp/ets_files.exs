# Tables in files, in the format of disk logs.
folder = Path.join(System.tmp_dir!(), "ets_files_#{System.pid()}")
File.mkdir_p!(folder)
path = String.to_charlist(Path.join(folder, "table"))

table = :ets.new(:saved, [:named_table, :ordered_set, :public, keypos: 2])
# The lengths of records of 65,528 bytes and more have a digest.
long = for size <- 65510..65525, do: {String.duplicate("x", size), size}
:ets.insert(table, [{:a, 1}, {nil, {2, "two"}}, {[], 3.5, %{a: 1}} | long])
objects = :ets.tab2list(table)
IO.inspect(:ets.tab2file(table, path))
IO.inspect(:ets.tabfile_info(path))
IO.inspect(:ets.file2tab(path))
:ets.delete(table)
IO.inspect(:ets.file2tab(path))
IO.inspect(:ets.tab2list(:saved) == objects)
IO.inspect(for item <- [:type, :protection, :keypos, :named_table, :size], do: :ets.info(:saved, item))
:ets.delete(:saved)

<<start::binary-8, length::32, mark::binary-4, header::binary-size(length), rest::binary>> = File.read!(path)
IO.inspect({start, mark})
header = :erlang.binary_to_term(header)
IO.inspect(tuple_size(header))
IO.inspect(for {key, value} <- Tuple.to_list(header), key in [:name, :type, :size, :major_version, :extended_info], do: {key, value})

records = fn
  _records, <<>> ->
    []

  records, <<length::32, ^mark::binary-size(4), rest::binary>> ->
    {digest, rest} = :erlang.split_binary(rest, if(length >= 65528, do: 16, else: 0))
    {term, rest} = :erlang.split_binary(rest, length)
    true = digest in ["", :erlang.md5(<<length::32>>)]
    [:erlang.binary_to_term(term) | records.(records, rest)]
end

IO.inspect(Enum.sort(records.(records, rest)) == Enum.sort(objects))

# A damaged file is read up to the damage.
File.write!(path, binary_part(File.read!(path), 0, byte_size(start) + 8 + length + 20))
IO.inspect(:ets.file2tab(path))
IO.inspect(:ets.info(:saved, :size))
:ets.delete(:saved)

name = fn
  {:error, {:read_error, {reason, _path}}} -> {:read_error, reason}
  {:error, {:read_error, {reason, _path, posix}}} -> {:read_error, reason, posix}
end

File.write!(path, "this is no table in a file")
IO.inspect(name.(:ets.file2tab(path)))
IO.inspect(name.(:ets.tabfile_info(path)))
IO.inspect(name.(:ets.file2tab(path ++ ~c"_not_there")))
IO.inspect(name.(:ets.tabfile_info(path ++ ~c"_not_there")))
File.rm_rf!(folder)
