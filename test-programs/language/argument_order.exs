# Real Elixir 1.20 evaluates arguments in the order of the source also where the built-in takes them in another.
IO.inspect(elem(send(self(), {:a, :b, :c}), send(self(), 1)))
IO.inspect(Process.info(self(), :messages))
