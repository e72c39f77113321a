# Single functions of :filename, :os and :code, and the module :random.

IO.inspect({:filename.append(~c"a", ~c"b"), :filename.append("a/", "b"), :filename.append(~c"a", "b"), :filename.append("a", "/b")})
IO.inspect(for name <- ["a", ~c"a", :a, "a\0", ~c"a" ++ [0], "é", ""], do: :filename.validate(name))
IO.inspect(tuple_size(:os.version()))
IO.inspect({:os.find_executable(~c"sh", ~c"/no/such:/bin"), :os.find_executable(~c"sh", ~c"/no/such")})
IO.inspect(Enum.all?(:os.env(), fn {name, value} -> is_list(name) and is_list(value) end))
IO.inspect({:code.get_mode(), :code.objfile_extension(), :code.ensure_modules_loaded([Enum, :lists]), :code.ensure_modules_loaded([Enum, :no_such_module])})

IO.inspect(:random.seed0())
{first, seed} = :random.uniform_s(:random.seed0())
IO.inspect({first, seed, :random.uniform_s(10, seed)})
IO.inspect(:random.seed(1, -2, 3))
IO.inspect({:random.uniform(), :random.uniform(100)})
IO.inspect(:random.seed({100_000, 200_000, 300_000}))
IO.inspect(for _ <- 1..5, do: :random.uniform(1_000))
