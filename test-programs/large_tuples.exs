# Large tuples: elements are read and replaced one by one, in all ways that tuples are made and taken apart.
t = Tuple.duplicate(0, 1000)
u = Enum.reduce(0..999, t, fn i, acc -> put_elem(acc, i, i * i) end)
IO.inspect({elem(u, 0), elem(u, 31), elem(u, 32), elem(u, 999), tuple_size(u)})
IO.inspect(elem(t, 500))
IO.inspect(u == List.to_tuple(for i <- 0..999, do: i * i))
IO.inspect(u === put_elem(put_elem(u, 7, :x), 7, 49))
IO.inspect(put_elem(u, 999, 0) < u)
IO.inspect(Enum.sum(Tuple.to_list(u)))
IO.inspect(:erlang.phash2(u) == :erlang.phash2(List.to_tuple(Tuple.to_list(u))))
IO.inspect(:erlang.binary_to_term(:erlang.term_to_binary(u)) == u)
IO.inspect(tuple_size(:erlang.append_element(u, 1)))
IO.inspect(elem(:erlang.delete_element(1, u), 0))
IO.inspect(elem(:erlang.insert_element(1000, u, :new), 999))
IO.inspect(elem(Tuple.insert_at(u, 1000, :last), 1000))
IO.inspect(%{u => 1}[List.to_tuple(Tuple.to_list(u))])

for size <- [9, 63, 64, 127, 128, 129, 255, 256, 257, 1023, 1024, 1025, 5000] do
  tuple = List.to_tuple(Enum.to_list(1..size))
  changed = Enum.reduce([0, div(size, 2), size - 1], tuple, &put_elem(&2, &1, :changed))
  again = put_elem(changed, 1, :again)
  true = Tuple.to_list(tuple) == Enum.to_list(1..size)
  IO.inspect({size, Enum.count(Tuple.to_list(again), &is_atom/1), elem(again, size - 2), elem(changed, 1)})
end

for index <- [-1, 1000, :a] do
  try do
    IO.inspect(put_elem(u, index, 1))
  rescue
    e -> IO.inspect(e.__struct__)
  end

  try do
    IO.inspect(elem(u, index))
  rescue
    e -> IO.inspect(e.__struct__)
  end
end
