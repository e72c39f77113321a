"a" <> Process.get(:nothing, 1)
