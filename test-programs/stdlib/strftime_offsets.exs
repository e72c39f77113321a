z = ~U[2024-02-29 03:04:05Z]
e = %{z | utc_offset: -3600*5-1800, std_offset: 3600, time_zone: "X/Y", zone_abbr: "XYZ"}
for d <- [z, e], f <- ~w(%z %-z %_z %0z %5z %-5z %_6z %06z %_3z), do: IO.puts("#{f}: #{inspect(Calendar.strftime(d, f))}")
