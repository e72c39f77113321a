m = Process.get(:nothing, %{"name" => "ann"})
Map.fetch!(m, "nmae")
