# The operating system with arguments at the edge: what each expression gives, or how it fails.

expressions = ~S"""
:os.putenv(~c"a\0", ~c"b")
:os.putenv(~c"a", ~c"b\0")
:os.putenv(~c"a=b", ~c"b")
:os.putenv(~c"", ~c"b")
:os.putenv("a", ~c"b")
:os.putenv(~c"a", 1)
:os.getenv(~c"a\0")
:os.getenv(1)
:os.getenv(~c"a=b")
:os.unsetenv(~c"a\0")
:os.unsetenv(~c"")
:os.unsetenv(1)
System.get_env("a\0")
System.get_env("")
System.delete_env("a\0")
System.delete_env("a=b")
:os.find_executable(~c"zzz_none")
:os.cmd(~c"echo a")
:os.cmd(~c"exit 3")
:os.cmd(:echo)
:os.cmd("echo a")
:os.cmd(~c"echo abc", %{max_size: 2})
:os.cmd(1)
:os.cmd(~c"a\0b")
:os.system_time(:foo)
"""

show = &inspect(&1, limit: 100, printable_limit: 400, custom_options: [sort_maps: true])

for line <- String.split(expressions, "\n", trim: true) do
  result =
    try do
      {value, _} = Code.eval_string(line)
      "=> " <> show.(value)
    rescue
      error -> "!! " <> inspect(error.__struct__) <> ": " <> Exception.message(error)
    catch
      kind, value -> "** #{kind} #{inspect(value)}"
    end

  IO.puts(line <> "\n   " <> result)
end
