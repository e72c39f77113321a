# Bytes are read from files without a process, and written to them, by the functions of IO.
path = Path.join(System.tmp_dir!(), "io_raw_files_#{System.pid()}")

show = fn name, fun ->
  result =
    try do
      fun.()
    rescue
      exception -> exception.__struct__
    end

  IO.inspect({name, result})
end

{:ok, file} = File.open(path, [:write, :binary, :delayed_write, :raw])
show.(:write, fn -> IO.binwrite(file, "one\ntwo\n") end)
show.(:write_list, fn -> IO.binwrite(file, [?t, "hr", [~c"ee"]]) end)
show.(:into, fn -> Enum.into(["\n", "four"], IO.binstream(file, :line)) == IO.binstream(file, :line) end)
show.(:no_iodata, fn -> IO.binwrite(file, [:four]) end)
show.(:characters, fn -> IO.write(file, "four") end)
show.(:puts, fn -> IO.puts(file, "four") end)
File.close(file)
IO.inspect(File.read!(path))
IO.inspect(:prim_file.read_file(path))
IO.inspect(:prim_file.read_file(path <> "_not_there"))

{:ok, file} = File.open(path, [:read, :binary, :raw])
show.(:line, fn -> IO.binread(file, :line) end)
show.(:bytes, fn -> IO.binread(file, 2) end)
show.(:none, fn -> IO.binread(file, 0) end)
show.(:negative, fn -> IO.binread(file, -1) end)
show.(:stream, fn -> Enum.to_list(IO.binstream(file, :line)) end)
show.(:line_at_end, fn -> IO.binread(file, :line) end)
show.(:bytes_at_end, fn -> IO.binread(file, 2) end)
show.(:rest_at_end, fn -> IO.binread(file, :eof) end)
show.(:write_to_read, fn -> IO.binwrite(file, "x") end)
File.close(file)
show.(:closed, fn -> IO.binread(file, :line) end)
show.(:closed_rest, fn -> IO.binread(file, :eof) end)
show.(:closed_write, fn -> IO.binwrite(file, "x") end)

{:ok, file} = :file.open(path, [:read, :raw])
show.(:list, fn -> IO.binread(file, 2) end)
show.(:list_line, fn -> IO.binread(file, :line) end)
File.close(file)

{:ok, file} = :file.open(~c"in memory", [:ram, :binary, :read])
show.(:memory, fn -> IO.binread(file, 3) end)
show.(:memory_rest, fn -> IO.binread(file, :eof) end)
File.close(file)
File.rm!(path)
