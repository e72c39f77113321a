exit({:shutdown, :other})
