# Archives of tar: made from files and from memory, listed, and taken apart.

base = Path.join(System.tmp_dir!(), "jlixir_tar_#{System.pid()}")
File.rm_rf!(base)
File.mkdir_p!(Path.join(base, "in/sub"))
File.write!(Path.join(base, "in/a.txt"), "first")
File.write!(Path.join(base, "in/sub/b.txt"), String.duplicate("second ", 100))
File.write!(Path.join(base, "in/empty"), "")
File.ln_s!("a.txt", Path.join(base, "in/link"))
long = String.duplicate("long/", 30) <> "name.txt"
very_long = String.duplicate("n", 180)
show = &IO.inspect(&1, limit: :infinity, printable_limit: 60)
here = fn name -> String.to_charlist(Path.join(base, name)) end
listed = fn result -> with {:ok, names} <- result, do: {:ok, Enum.sort(names)} end

# Made from memory
tar = here.("m.tar")

show.(
  :erl_tar.create(tar, [
    {~c"one", "1"},
    {~c"two/three", "23"},
    {String.to_charlist(long), "l"},
    {String.to_charlist(very_long), "v"},
    {~c"höhe", "h"}
  ])
)

show.(rem(File.stat!(tar).size, 10240))
show.(:erl_tar.table(tar))
show.(:erl_tar.extract(tar, [:memory]))
show.(:erl_tar.extract({:binary, File.read!(tar)}, [:memory]))
show.(:erl_tar.extract(tar, [:memory, {:files, [~c"one", ~c"absent"]}]))
show.(:erl_tar.extract(tar, [{:cwd, here.("out")}]))
show.(File.read(Path.join(base, "out/two/three")))
show.(File.read(Path.join([base, "out", long])))
show.(File.read(Path.join([base, "out", very_long])))

# Made from files
show.(:erl_tar.create(here.("f.tar"), [{~c"in", here.("in")}]))
show.(listed.(:erl_tar.table(here.("f.tar"))))
{:ok, lines} = :erl_tar.table(here.("f.tar"), [:verbose])

for {name, type, size, _time, mode, _uid, _gid} <- Enum.sort(lines),
    do: show.({name, type, size, Bitwise.band(mode, 0o700)})

show.(:erl_tar.extract(here.("f.tar"), [{:cwd, here.("out2")}]))

show.(
  File.read(Path.join(base, "out2/in/sub/b.txt")) == File.read(Path.join(base, "in/sub/b.txt"))
)

show.(File.read_link(Path.join(base, "out2/in/link")))
show.(File.read(Path.join(base, "out2/in/empty")))

# Links followed
show.(:erl_tar.create(here.("d.tar"), [{~c"l", here.("in/link")}], [:dereference]))
show.(:erl_tar.extract(here.("d.tar"), [:memory]))

# Compressed
show.(:erl_tar.create(here.("c.tar.gz"), [{~c"one", String.duplicate("x", 5000)}], [:compressed]))
show.(match?(<<0x1F, 0x8B, _::binary>>, File.read!(here.("c.tar.gz"))))
show.(:erl_tar.table(here.("c.tar.gz"), [:compressed]))
{:ok, [{name, content}]} = :erl_tar.extract(here.("c.tar.gz"), [:compressed, :memory])
show.({name, byte_size(content)})

# Piece by piece
{:ok, handle} = :erl_tar.open(here.("p.tar"), [:write])
show.(:erl_tar.add(handle, "content", ~c"added", []))
show.(:erl_tar.add(handle, here.("in/a.txt"), ~c"file", []))
show.(:erl_tar.close(handle))
show.(:erl_tar.extract(here.("p.tar"), [:memory]))
show.(:erl_tar.table({:binary, File.read!(here.("p.tar"))}))

# What exists is kept
File.write!(Path.join(base, "out/one"), "mine")
show.(:erl_tar.extract(tar, [:keep_old_files, {:files, [~c"one"]}, {:cwd, here.("out")}]))
show.(File.read!(Path.join(base, "out/one")))
show.(:erl_tar.extract(tar, [{:files, [~c"one"]}, {:cwd, here.("out")}]))
show.(File.read!(Path.join(base, "out/one")))

# Failures
show.(:erl_tar.table(~c"/no/such/file"))
show.(:erl_tar.extract(~c"/no/such/file"))
show.(:erl_tar.create(~c"/no/such/folder/x.tar", [{~c"a", "b"}]))
show.(:erl_tar.create(here.("x.tar"), [~c"/no/such/file"]))
show.(:erl_tar.table({:binary, "short"}))
show.(:erl_tar.table({:binary, String.duplicate("x", 1024)}))
show.(:erl_tar.table({:binary, ""}))
show.(:erl_tar.extract({:binary, binary_part(File.read!(tar), 0, 513)}, [:memory]))

for reason <- [:enoent, :bad_header, :eof, :invalid_tar_checksum, :something, {~c"name", :enoent}] do
  show.(IO.chardata_to_string(:erl_tar.format_error(reason)))
end

show.(:erl_tar.create(here.("u.tar"), [{~c"../up", "x"}, {~c"/abs", "y"}]))
show.(:erl_tar.extract(here.("u.tar"), [{:cwd, here.("out3")}]))
show.(:erl_tar.extract(here.("u.tar"), [:memory]))

File.rm_rf!(base)
