# Parts of a second, and forms of dates: what each expression gives, or how it fails.

expressions = ~S"""
DateTime.from_unix(1, 1)
DateTime.from_unix(1, 7)
DateTime.from_unix(10, 100)
DateTime.from_unix(10, 500)
DateTime.from_unix(10, 1000)
DateTime.from_unix(10, 2000)
DateTime.from_unix(10, 1000000)
DateTime.from_unix(10, 10000000)
DateTime.from_unix(10, :native) |> elem(0)
DateTime.from_unix(-1, 10)
DateTime.from_unix(1, :nanosecond)
DateTime.from_unix(1, 0)
DateTime.utc_now(10).microsecond |> elem(1)
DateTime.utc_now(:millisecond).microsecond |> elem(1)
NaiveDateTime.add(~N[2020-01-01 00:00:00], 1, 10)
NaiveDateTime.add(~N[2020-01-01 00:00:00], 1, 1000)
DateTime.add(~U[2020-01-01 00:00:00Z], 1, 100)
Time.add(~T[00:00:00], 1, 10)
Calendar.strftime(~D[2020-03-05], "%^a")
Calendar.strftime(~D[2020-03-05], "%10Q")
Calendar.strftime(~D[2020-03-05], "%-5d|%_10a|%010d|%-a")
Calendar.strftime(~D[2020-03-05], "%0")
Calendar.strftime(~D[2020-03-05], "%-")
Calendar.strftime(~D[2020-03-05], "%-%")
Calendar.strftime(~D[2020-03-05], "%é")
Calendar.strftime(~D[2020-03-05], "a%5")
Calendar.strftime(~D[-0005-03-05], "%Y %y %4Y")
Calendar.strftime(~D[2020-03-05], "%-5Y|%2Y|%6Y|%3j|%-j")
Calendar.strftime(~U[2020-03-05 00:00:00.1Z], "%f|%3f|%1f|%6f|%-f|%S")
Calendar.strftime(~N[2020-03-05 00:00:00], "%f|%3f|%I|%l")
Calendar.strftime(%{~U[2020-03-05 00:00:00Z] | utc_offset: -5400, std_offset: 0}, "%z|%:z|%Z")
Calendar.strftime(%{~U[2020-03-05 00:00:00Z] | utc_offset: 5430, std_offset: 0}, "%z")
Calendar.strftime(~T[10:00:00], "%H:%M:%S %p")
Calendar.strftime(~D[-0005-03-05], "%_6Y|%06Y|%-Y|%3y|%-y|%_3y")
DateTime.from_unix(1, 10000)
DateTime.from_unix(1, 100000)
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
