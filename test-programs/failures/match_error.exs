value = Process.get(:nothing, {:error, :enoent})
{:ok, _} = value
