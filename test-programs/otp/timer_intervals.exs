# Of an interval of two milliseconds the calls come in pairs: whoever stops it after the third finds a fourth in the mailbox.
# A machine that is busy may call late, hence more than one attempt.

fourth = fn ->
  {:ok, timer} = :timer.send_interval(2, :tick)
  for _ <- 1..3, do: receive(do: (:tick -> :ok))
  {:ok, :cancel} = :timer.cancel(timer)
  receive(do: (:tick -> true), after: (0 -> false))
end

empty = fn empty -> receive(do: (:tick -> empty.(empty)), after: (0 -> :ok)) end

IO.inspect(Enum.any?(1..50, fn _ -> fourth.() |> tap(fn _ -> empty.(empty) end) end))

# A call that takes longer than the interval is followed by those that it has kept waiting.
me = self()

{:ok, timer} =
  :timer.apply_repeatedly(5, fn ->
    send(me, {:began, System.monotonic_time()}) && Process.sleep(20)
  end)

starts = for _ <- 1..3, do: receive(do: ({:began, time} -> time))
{:ok, :cancel} = :timer.cancel(timer)
IO.inspect(starts == Enum.sort(starts))
