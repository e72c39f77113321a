hd(Process.get(:nothing, []))
