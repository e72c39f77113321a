t = Task.async(fn -> raise "in the task" end)
Task.await(t)
