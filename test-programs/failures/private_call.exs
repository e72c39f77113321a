defmodule P do
  def pub, do: priv()
  defp priv, do: 1
end

P.pub()
P.priv()
