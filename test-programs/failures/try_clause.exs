try do
  Process.get(:nothing, 1)
rescue
  e -> e
else
  2 -> :two
end
