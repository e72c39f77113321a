x = Process.get(:nothing, :a)
x + 1
