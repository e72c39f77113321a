defmodule Known do
  def start(x), do: x
end

IO.inspect(Known.start(1))
Known.strat(2)
