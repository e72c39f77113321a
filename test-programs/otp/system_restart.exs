# A program that is restarted begins anew, in the same place, with the same arguments.
marker = Path.join(System.tmp_dir!(), "system_restart_marker_#{:erlang.phash2(__ENV__.file)}")

if File.exists?(marker) do
  File.rm!(marker)
  IO.puts("second run #{inspect(System.argv())}")
else
  File.write!(marker, "")
  IO.puts("first run #{inspect(System.argv())}")
  System.restart()
  Process.sleep(:infinity)
end
