f = Process.get(:nothing, 1)
f and true
