# Callbacks of streams that answer what they must not, and what is cleaned up then; functions of the wrong arity.
show = fn name, fun ->
  result =
    try do
      fun.()
    rescue
      error -> error.__struct__
    end

  IO.inspect({name, result})
end

closed = fn _ -> IO.puts("closed") end
resource = fn next -> Stream.resource(fn -> 1 end, next, closed) end

show.("no tuple", fn -> Enum.to_list(resource.(fn _ -> :bad end)) end)
show.("three elements", fn -> Enum.to_list(resource.(fn _ -> {[1], 1, 2} end)) end)
show.("no collection", fn -> Enum.to_list(resource.(fn _ -> {:bad, 1} end)) end)
show.("improper list", fn -> Enum.take(resource.(fn _ -> {[1 | 2], 1} end), 3) end)
show.("raises", fn -> Enum.to_list(resource.(fn _ -> raise "oops" end)) end)

transform = fn reducer, last -> Stream.transform([1], fn -> 0 end, reducer, last, closed) end
last = fn acc -> {[], acc} end

show.("transform: no tuple", fn -> Enum.to_list(transform.(fn _, _ -> :bad end, last)) end)
show.("transform: no collection", fn -> Enum.to_list(transform.(fn _, _ -> {:bad, 1} end, last)) end)
show.("transform: improper list", fn -> Enum.to_list(transform.(fn _, _ -> {[1 | 2], 1} end, last)) end)
show.("transform: last", fn -> Enum.to_list(transform.(fn _, _ -> {[], 1} end, fn _ -> :bad end)) end)
show.("flat_map", fn -> Enum.to_list(Stream.flat_map([1], fn _ -> [1 | 2] end)) end)
show.("concat", fn -> Enum.to_list(Stream.concat([1], [2 | 3])) end)

show.("reduce/2 of one element", fn -> Enum.reduce([1], fn x -> x end) end)
show.("reduce/3 of none", fn -> Enum.reduce([], 0, :no_function) end)
show.("map of none", fn -> Enum.map([], :no_function) end)
show.("each of none", fn -> Enum.each([], :no_function) end)
