defmodule :digraph_utils do
  @moduledoc "Questions about `:digraph` graphs, answered by depth-first search, in the order of Erlang/OTP 27."

  # Depth-first search

  # Trees found from `roots` on, newest first, each a list of its vertices, the one met last first
  defp forest(next, roots) do
    {trees, _seen} =
      :lists.foldl(
        fn root, {trees, seen} ->
          case meet(next, root, {[], seen}) do
            {[], seen} -> {trees, seen}
            {tree, seen} -> {[tree | trees], seen}
          end
        end,
        {[], %{}},
        roots
      )

    trees
  end

  defp meet(next, vertex, {met, seen}) do
    if is_map_key(seen, vertex) do
      {met, seen}
    else
      :lists.foldl(&meet(next, &1, &2), {[vertex | met], :maps.put(vertex, true, seen)}, next.(vertex))
    end
  end

  defp leave(next, vertex, {left, seen}) do
    if is_map_key(seen, vertex) do
      {left, seen}
    else
      {left, seen} = :lists.foldl(&leave(next, &1, &2), {left, :maps.put(vertex, true, seen)}, next.(vertex))
      {[vertex | left], seen}
    end
  end

  defp out(graph), do: &:digraph.out_neighbours(graph, &1)
  defp into(graph), do: &:digraph.in_neighbours(graph, &1)

  defp around(graph), do: fn vertex -> :digraph.in_neighbours(graph, vertex) ++ :digraph.out_neighbours(graph, vertex) end

  # Components

  @doc "Returns the components of the graph without directions."
  def components(graph), do: forest(around(graph), :digraph.vertices(graph))

  @doc "Returns the strongly connected components (Kosaraju)."
  def strong_components(graph), do: forest(into(graph), :lists.reverse(postorder(graph)))

  @doc "Returns the strongly connected components that have a cycle."
  def cyclic_strong_components(graph) do
    :lists.filter(&cyclic?(graph, &1), strong_components(graph))
  end

  defp cyclic?(graph, [vertex]), do: loop?(graph, vertex)
  defp cyclic?(_graph, _component), do: true

  defp loop?(graph, vertex), do: :lists.member(vertex, :digraph.out_neighbours(graph, vertex))

  @doc "Returns a graph whose vertices are the strongly connected components."
  def condensation(graph) do
    condensed = :digraph.new()
    components = strong_components(graph)
    :lists.foreach(&:digraph.add_vertex(condensed, &1), components)
    home = :maps.from_list(for component <- components, vertex <- component, do: {vertex, component})

    for edge <- :digraph.edges(graph) do
      {_, v1, v2, _} = :digraph.edge(graph, edge)
      from = :maps.get(v1, home)
      to = :maps.get(v2, home)

      if (from != to or cyclic?(graph, from)) and not :lists.member(to, :digraph.out_neighbours(condensed, from)) do
        :digraph.add_edge(condensed, from, to)
      end
    end

    condensed
  end

  # Reaching

  @doc "Returns the vertices that can be reached from `vertices`, themselves among them."
  def reachable(vertices, graph), do: :lists.append(forest(out(graph), vertices))

  @doc "Returns the vertices that can be reached from `vertices` by one edge or more."
  def reachable_neighbours(vertices, graph), do: reachable(neighbours(vertices, out(graph)), graph)

  @doc "Returns the vertices from which `vertices` can be reached, themselves among them."
  def reaching(vertices, graph), do: :lists.append(forest(into(graph), vertices))

  @doc "Returns the vertices from which `vertices` can be reached by one edge or more."
  def reaching_neighbours(vertices, graph), do: reaching(neighbours(vertices, into(graph)), graph)

  defp neighbours(vertices, next), do: :lists.flatmap(next, vertices)

  # Orders

  @doc "Returns the vertices, each before those that are reached from it, or `false` when there is a cycle."
  def topsort(graph) do
    order = :lists.reverse(postorder(graph))
    if is_acyclic(graph), do: order, else: false
  end

  @doc "Returns the vertices in the order in which a depth-first search leaves them."
  def postorder(graph) do
    {left, _} = :lists.foldl(&leave(out(graph), &1, &2), {[], %{}}, :digraph.vertices(graph))
    :lists.reverse(left)
  end

  @doc "Returns the vertices in the order in which a depth-first search meets them."
  def preorder(graph) do
    {met, _} = :lists.foldl(&meet(out(graph), &1, &2), {[], %{}}, :digraph.vertices(graph))
    :lists.reverse(met)
  end

  # Kinds of graphs

  @doc "Tells whether there is no cycle."
  def is_acyclic(graph) do
    loop_vertices(graph) == [] and
      :lists.all(&match?([_], &1), strong_components(graph))
  end

  @doc "Returns the vertices with an edge to themselves."
  def loop_vertices(graph), do: :lists.filter(&loop?(graph, &1), :digraph.vertices(graph))

  @doc "Tells whether the graph without directions is a tree."
  def is_tree(graph) do
    :digraph.no_edges(graph) == :digraph.no_vertices(graph) - 1 and length(components(graph)) == 1
  end

  @doc "Tells whether all vertices hang below one root."
  def is_arborescence(graph), do: arborescence_root(graph) != :no

  @doc "Returns `{:yes, root}` for such a graph, otherwise `:no`."
  def arborescence_root(graph) do
    tree? = :digraph.no_edges(graph) == :digraph.no_vertices(graph) - 1
    degrees = for vertex <- :digraph.vertices(graph), do: {:digraph.in_degree(graph, vertex), vertex}

    case :lists.sort(degrees) do
      [{0, root} | rest] when tree? -> if :lists.all(&match?({1, _}, &1), rest), do: {:yes, root}, else: :no
      _ -> :no
    end
  end

  @doc "Returns a new graph of the given vertices and the edges between them."
  def subgraph(graph, vertices), do: subgraph(graph, vertices, [])

  @doc "Options: `{:type, type}` as for `:digraph.new/1` or `:inherit`, `{:keep_labels, flag}`."
  def subgraph(graph, vertices, options) do
    labels? = :proplists.get_value(:keep_labels, options, true)
    part = :digraph.new(type(:proplists.get_value(:type, options, :inherit), graph))

    for vertex <- vertices, {_, label} <- [:digraph.vertex(graph, vertex)] do
      :digraph.add_vertex(part, vertex, if(labels?, do: label, else: []))
    end

    for vertex <- vertices, edge <- :lists.reverse(:digraph.out_edges(graph, vertex)) do
      {_, v1, v2, label} = :digraph.edge(graph, edge)

      if :digraph.vertex(part, v2) != false do
        :digraph.add_edge(part, edge, v1, v2, if(labels?, do: label, else: []))
      end
    end

    part
  end

  defp type(:inherit, graph) do
    info = :digraph.info(graph)
    [:proplists.get_value(:cyclicity, info), :proplists.get_value(:protection, info)]
  end

  defp type(type, _graph) when is_list(type), do: type
end
