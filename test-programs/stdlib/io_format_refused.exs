# What :io tells of formats and devices that are wrong.
show = fn name, fun ->
  result =
    try do
      fun.()
    rescue
      error ->
        [{module, function, args, _} | _] = __STACKTRACE__
        {error, _} = Exception.blame(:error, error, __STACKTRACE__)
        {Exception.message(error), module, function, is_list(args)}
    end

  IO.puts("#{name}: #{inspect(result)}")
end

for {format, args} <- [
      {"~p", []}, {"~p", [1, 2]}, {"~s", [{}]}, {"~s ~s", ["a", 1]}, {"~s ~s", [1, 1]}, {"~s", [[:a]]}, {"~c", [:a]}, {"~f", [1]}, {"~b", [1.0]},
      {"~x", [1, 2]}, {"~x", [:a, "0x"]}, {"~+", [:a]}, {"~i", []}, {"~W", [1]}, {"~P", [1, :a]}, {"~q", [1]}, {"~tz", [1]}, {"~", [1]}, {"~5", [1]},
      {"~*p", [1]}, {"~*p", [:a, 1]}, {"~.*p", [:a, 1]}, {:a, [1]}, {1, []}, {[1 | 2], []}, {{}, []}, {"~p", :a}, {"~p", [1 | 2]}
    ] do
  show.(inspect({format, args}), fn -> :io.format(format, args) end)
end

show.("no arguments", fn -> :io.format("~p") end)
show.("device", fn -> :io.format(:user, "~s", [1]) end)
show.("fwrite", fn -> :io.fwrite("~p", []) end)
show.("no device", fn -> :io.format(:nobody, "~p", [1]) end)
show.("characters", fn -> :io.put_chars(:a) end)
show.("characters of no device", fn -> :io.put_chars(:nobody, "a") end)
show.("line of no device", fn -> :io.nl(:nobody) end)

IO.puts("-- a device whose request fails")
Logger.configure(level: :none)
{:ok, device} = StringIO.open("")
show.("terminated", fn -> :io.format(device, "~p", []) end)

IO.puts("-- a device ends with who has opened it")
parent = self()

owner =
  spawn(fn ->
    {:ok, device} = StringIO.open("")
    send(parent, {device, Process.info(self(), :links)})
    receive do: (:end -> :ok)
  end)

receive do
  {device, links} ->
    IO.inspect(links)
    ref = Process.monitor(device)
    send(owner, :end)
    receive do: ({:DOWN, ^ref, _, _, reason} -> IO.inspect(reason))
end
