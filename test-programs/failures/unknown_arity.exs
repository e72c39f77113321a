defmodule Known do
  def start(x), do: x
end

Known.start(1, 2)
