defmodule Pitcher do
  def pitch(x) do
    throw(x)
    :never
  end
end

r = Pitcher.pitch(:fast)
IO.inspect(r)
