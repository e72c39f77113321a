with {:ok, x} <- Process.get(:nothing, :no) do
  x
else
  :other -> 1
end
