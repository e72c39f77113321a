Enum.map(Process.get(:nothing, 5), & &1)
