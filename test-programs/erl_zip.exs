# The module :zip: archives in memory and in files.

folder = Path.join(System.tmp_dir!(), "jlixir_zip_#{System.unique_integer([:positive])}")
File.mkdir_p!(Path.join(folder, "in/sub"))
File.write!(Path.join(folder, "in/a.txt"), "hello")
File.write!(Path.join(folder, "in/sub/b.txt"), String.duplicate("x", 1_000))
for name <- ["a.txt", "sub/b.txt", "sub"], do: File.touch!(Path.join([folder, "in", name]), {{2020, 1, 2}, {3, 4, 6}})
short = fn path -> path |> to_string() |> String.replace(folder, "") end

{:ok, {name, memory}} =
  :zip.create(~c"x.zip", [{~c"a.txt", "hello"}, {~c"d/é.txt", String.duplicate("b", 500)}], [:memory, {:comment, ~c"two"}])

IO.inspect(name)
{:ok, files} = :zip.unzip(memory, [:memory])
IO.inspect(for {name, contents} <- files, do: {to_string(name), byte_size(contents)})
IO.inspect(:zip.unzip(memory, [:memory, {:file_list, [~c"a.txt"]}]))
IO.inspect(:zip.unzip(memory, [:memory, {:file_filter, &(elem(&1, 1) == ~c"a.txt")}]))
{:ok, [comment | listed]} = :zip.table(memory)
IO.inspect(comment)

IO.inspect(
  for {:zip_file, name, info, comment, _offset, size} <- listed,
      do: {to_string(name), elem(info, 1), elem(info, 2), comment, size}
)

archive = to_charlist(Path.join(folder, "made.zip"))
{:ok, ^archive} = :zip.create(archive, [~c"a.txt", ~c"sub"], [{:cwd, to_charlist(Path.join(folder, "in"))}])
{:ok, [_comment | listed]} = :zip.list_dir(archive)
IO.inspect(for {:zip_file, name, info, _, _, size} <- listed, do: {name, elem(info, 2), elem(info, 5), size})
out = to_charlist(Path.join(folder, "out"))
{:ok, paths} = :zip.extract(archive, [{:cwd, out}])
IO.inspect(Enum.map(paths, short))
IO.inspect({File.read!(Path.join(out, "a.txt")), File.stat!(Path.join(out, "a.txt")).mtime})
IO.inspect(:zip.extract(archive, [:keep_old_files, {:cwd, out}]))
IO.inspect(:zip.foldl(fn name, info, contents, acc -> [{name, elem(info.(), 1), byte_size(contents.())} | acc] end, [], archive))

{:ok, handle} = :zip.zip_open(archive, [:memory])
IO.inspect(:zip.zip_get(~c"a.txt", handle))
IO.inspect(:zip.zip_get(~c"none", handle))
IO.inspect(:zip.zip_get_crc32(~c"a.txt", handle))
IO.inspect(:zip.zip_close(handle))

for {extension, options} <- [txt: [], zip: [], txt: [compress: []]] do
  {:ok, {_, memory}} = :zip.create(~c"x", [{~c"a.#{extension}", String.duplicate("a", 100)}], [:memory | options])
  {:ok, [_, file]} = :zip.table(memory)
  IO.inspect(elem(file, 5))
end

IO.inspect(:zip.unzip(~c"/no/such.zip", []))
IO.inspect(:zip.create(archive, [~c"/no/such/file"]))
File.rm_rf!(folder)
