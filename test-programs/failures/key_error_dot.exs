m = Process.get(:nothing, %{name: "ann"})
m.nmae
