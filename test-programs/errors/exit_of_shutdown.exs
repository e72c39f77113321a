# A call that ended with :shutdown is told as a call, every other {:shutdown, reason} as a reason.
reasons = [
  {:shutdown, {A, :b, [1]}},
  {:shutdown, {1, 2, 3}},
  {:shutdown, {A, :b, 1}},
  {:shutdown, [{A, :b, 1, []}]},
  {:shutdown, 1},
  {:shutdown, {GenServer, :call, [:server, :request, 5000]}},
  {:normal, {A, :b, []}},
  {:normal, 1}
]

for reason <- reasons, do: IO.puts(Exception.format_exit(reason))
