case Process.get(:nothing, 5) do
  1 -> :one
  2 -> :two
end
