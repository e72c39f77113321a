# :io_lib.scan_format/2 and what puts its result together again.

for {format, args} <- [
      {~c"~p", [1]},
      {~c"a~10.10tpb~n", [1]},
      {~c"~-10.10lp", [1]},
      {~c"~*.*.0f~~", [5, 2, 1.0]},
      {~c"~10.10x~p~n", [1, 2, 3]},
      {~c"~kp", [%{}]},
      {~c"~P", [[1], 3]},
      {~c"~c~i~tc", [65, :a, 956]},
      {~c"~..xw", [1]},
      {~c"~Kp", [:reversed, %{}]},
      {"~s", ["a"]},
      {:"~5s", ["a"]}
    ] do
  parts = :io_lib.scan_format(format, args)
  IO.inspect(Enum.map(parts, &if(is_map(&1), do: Enum.sort(&1), else: &1)), charlists: :as_lists)
  IO.inspect(:io_lib.unscan_format(parts))
end

IO.puts(:io_lib.build_text(:io_lib.scan_format(~c"~5.2.0f ~s ~p~n", [1.0, "text", [:a]])))

for {format, args} <- [{~c"~z", [1]}, {~c"~p", []}, {~c"~p", [1, 2]}] do
  try do
    :io_lib.scan_format(format, args)
  rescue
    error -> IO.inspect(error.__struct__)
  end
end
