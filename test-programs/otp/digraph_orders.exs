# The orders in which graphs are searched, as far as they follow from the order of the edges.
defmodule Graph do
  def new(vertices, edges) do
    graph = :digraph.new()
    for vertex <- vertices, do: :digraph.add_vertex(graph, vertex)
    for {from, to} <- edges, do: :digraph.add_edge(graph, from, to)
    graph
  end
end

graphs = [
  {[1, 2, 3], [{1, 2}, {2, 3}]},
  {Enum.to_list(1..8), [{1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 5}, {6, 7}, {7, 6}, {8, 8}]},
  {[:a, :b, :c, :d, :e], [a: :b, b: :c, c: :a, c: :d, d: :e, e: :d, a: :e]},
  {Enum.to_list(1..6), [{1, 4}, {1, 3}, {1, 2}, {4, 6}, {3, 5}, {5, 1}]}
]

for {vertices, edges} <- graphs do
  graph = Graph.new(vertices, edges)
  IO.puts("== #{inspect(edges)}")
  first = hd(vertices)
  last = List.last(vertices)

  for function <- [:reachable, :reachable_neighbours, :reaching, :reaching_neighbours],
      from <- [[first], [last], Enum.take(vertices, 2), Enum.take(vertices, -2)] do
    reached = apply(:digraph_utils, function, [from, graph])
    IO.puts("#{function} #{inspect(from, charlists: :as_lists)}: #{inspect(reached, charlists: :as_lists)}")
  end

  for from <- vertices, to <- vertices, path = :digraph.get_short_path(graph, from, to) do
    IO.puts("from #{from} to #{to}: #{inspect(path, charlists: :as_lists)}")
  end
end

# Edges go both ways in a component.
one = Graph.new([1], [])
for vertex <- 2..6, do: :digraph.add_vertex(one, vertex)
for {from, to} <- [{1, 2}, {1, 3}, {2, 4}, {3, 4}, {4, 5}, {6, 5}], do: :digraph.add_edge(one, from, to)
IO.inspect(Enum.sort(hd(:digraph_utils.components(one))))
