defmodule :digraph do
  @moduledoc """
  Directed graphs that are changed in place, in three tables: vertices, edges, and which edges leave and enter a vertex. A graph is
  `{:digraph, vertices, edges, neighbours, cyclic?}` and lives as long as the process that made it.
  """

  @counters [{:"$eid", 0}, {:"$vid", 0}]

  # Graphs

  @doc "Returns an empty graph."
  def new, do: new([])

  @doc "Returns an empty graph; options `:cyclic` or `:acyclic`, `:protected` or `:private`."
  def new(options) do
    {cyclic, access} = options(options, true, :protected)
    vertices = :ets.new(:vertices, [:set, access])
    edges = :ets.new(:edges, [:set, access])
    neighbours = :ets.new(:neighbours, [:bag, access])
    :ets.insert(neighbours, @counters)
    {:digraph, vertices, edges, neighbours, cyclic}
  end

  defp options([:cyclic | rest], _, access), do: options(rest, true, access)
  defp options([:acyclic | rest], _, access), do: options(rest, false, access)
  defp options([access | rest], cyclic, _) when access in [:protected, :private], do: options(rest, cyclic, access)
  defp options([], cyclic, access), do: {cyclic, access}
  defp options(_, _, _), do: :erlang.error(:badarg)

  @doc "Deletes the graph."
  def delete({:digraph, vertices, edges, neighbours, _}) do
    :ets.delete(vertices)
    :ets.delete(edges)
    :ets.delete(neighbours)
  end

  @doc "Returns what kind of graph it is and how many words its tables take."
  def info({:digraph, vertices, edges, neighbours, cyclic}) do
    memory = :lists.sum(:lists.map(&:ets.info(&1, :memory), [vertices, edges, neighbours]))

    [
      cyclicity: if(cyclic, do: :cyclic, else: :acyclic),
      memory: memory,
      protection: :ets.info(vertices, :protection)
    ]
  end

  # Vertices

  @doc "Adds a new vertex `[:\"$v\" | number]`."
  def add_vertex(graph), do: add_vertex(graph, new_name(graph, :"$vid", :"$v"))

  @doc "Adds a vertex."
  def add_vertex(graph, vertex), do: add_vertex(graph, vertex, [])

  @doc "Adds a vertex with a label, or changes its label."
  def add_vertex({:digraph, vertices, _, _, _}, vertex, label) do
    :ets.insert(vertices, {vertex, label})
    vertex
  end

  defp new_name({:digraph, _, _, neighbours, _}, counter, mark) do
    [{^counter, number}] = :ets.lookup(neighbours, counter)
    :ets.delete(neighbours, counter)
    :ets.insert(neighbours, {counter, number + 1})
    [mark | number]
  end

  @doc "Returns `{vertex, label}`, or `false`."
  def vertex({:digraph, vertices, _, _, _}, vertex) do
    case :ets.lookup(vertices, vertex) do
      [found] -> found
      [] -> false
    end
  end

  @doc "Returns the number of vertices."
  def no_vertices({:digraph, vertices, _, _, _}), do: :ets.info(vertices, :size)

  @doc "Returns the vertices."
  def vertices({:digraph, vertices, _, _, _}), do: :ets.select(vertices, [{{:"$1", :_}, [], [:"$1"]}])

  @doc "Returns the vertices that no edge enters."
  def source_vertices(graph), do: :lists.filter(&(in_degree(graph, &1) == 0), vertices(graph))

  @doc "Returns the vertices that no edge leaves."
  def sink_vertices(graph), do: :lists.filter(&(out_degree(graph, &1) == 0), vertices(graph))

  @doc "Deletes a vertex with its edges."
  def del_vertex({:digraph, vertices, _, neighbours, _} = graph, vertex) do
    del_edges(graph, edges(graph, vertex))
    :ets.delete(neighbours, {:in, vertex})
    :ets.delete(neighbours, {:out, vertex})
    :ets.delete(vertices, vertex)
  end

  @doc "Deletes vertices with their edges."
  def del_vertices(graph, vertices) do
    :lists.foreach(&del_vertex(graph, &1), vertices)
    true
  end

  # Edges

  @doc "Adds an edge `[:\"$e\" | number]` from `v1` to `v2`."
  def add_edge(graph, v1, v2), do: add_edge(graph, v1, v2, [])

  @doc "Adds an edge with a label."
  def add_edge(graph, v1, v2, label), do: add_edge(graph, new_name(graph, :"$eid", :"$e"), v1, v2, label)

  @doc "Adds an edge by its name, or changes it: `{:error, {:bad_vertex, vertex}}`, or `{:error, {:bad_edge, path}}` where it would close a cycle."
  def add_edge({:digraph, _, edges, _, cyclic} = graph, edge, v1, v2, label) do
    cond do
      vertex(graph, v1) == false -> {:error, {:bad_vertex, v1}}
      vertex(graph, v2) == false -> {:error, {:bad_vertex, v2}}
      moved?(:ets.lookup(edges, edge), v1, v2) -> {:error, {:bad_edge, [v1, v2]}}
      cyclic -> insert_edge(graph, edge, v1, v2, label)
      v1 === v2 -> {:error, {:bad_edge, [v1, v2]}}
      true -> insert_acyclic(graph, edge, v1, v2, label)
    end
  end

  defp moved?([{_, from, to, _}], v1, v2), do: from !== v1 or to !== v2
  defp moved?([], _v1, _v2), do: false

  defp insert_acyclic(graph, edge, v1, v2, label) do
    case get_path(graph, v2, v1) do
      false -> insert_edge(graph, edge, v1, v2, label)
      path -> {:error, {:bad_edge, path}}
    end
  end

  defp insert_edge({:digraph, _, edges, neighbours, _}, edge, v1, v2, label) do
    :ets.insert(neighbours, [{{:out, v1}, edge}, {{:in, v2}, edge}])
    :ets.insert(edges, {edge, v1, v2, label})
    edge
  end

  @doc "Returns `{edge, v1, v2, label}`, or `false`."
  def edge({:digraph, _, edges, _, _}, edge) do
    case :ets.lookup(edges, edge) do
      [found] -> found
      [] -> false
    end
  end

  @doc "Returns the number of edges."
  def no_edges({:digraph, _, edges, _, _}), do: :ets.info(edges, :size)

  @doc "Returns the edges."
  def edges({:digraph, _, edges, _, _}), do: :ets.select(edges, [{{:"$1", :_, :_, :_}, [], [:"$1"]}])

  @doc "Returns the edges that enter or leave the vertex."
  def edges(graph, vertex), do: in_edges(graph, vertex) ++ out_edges(graph, vertex)

  @doc "Returns the edges that enter the vertex."
  def in_edges(graph, vertex), do: edges_at(graph, {:in, vertex})

  @doc "Returns the edges that leave the vertex."
  def out_edges(graph, vertex), do: edges_at(graph, {:out, vertex})

  # The newest edge first
  defp edges_at({:digraph, _, _, neighbours, _}, key) do
    :lists.reverse(:lists.map(fn {_, edge} -> edge end, :ets.lookup(neighbours, key)))
  end

  @doc "Returns how many edges enter the vertex."
  def in_degree(graph, vertex), do: length(in_edges(graph, vertex))

  @doc "Returns how many edges leave the vertex."
  def out_degree(graph, vertex), do: length(out_edges(graph, vertex))

  @doc "Returns the vertices that edges to the vertex come from."
  def in_neighbours(graph, vertex) do
    :lists.map(&:erlang.element(2, edge(graph, &1)), in_edges(graph, vertex))
  end

  @doc "Returns the vertices that edges from the vertex lead to."
  def out_neighbours(graph, vertex) do
    :lists.map(&:erlang.element(3, edge(graph, &1)), out_edges(graph, vertex))
  end

  @doc "Deletes an edge."
  def del_edge(graph, edge), do: del_edges(graph, [edge])

  @doc "Deletes edges."
  def del_edges({:digraph, _, edges, neighbours, _}, list) do
    :lists.foreach(
      fn edge ->
        case :ets.lookup(edges, edge) do
          [{_, v1, v2, _}] ->
            :ets.delete_object(neighbours, {{:in, v2}, edge})
            :ets.delete_object(neighbours, {{:out, v1}, edge})
            :ets.delete(edges, edge)

          [] ->
            true
        end
      end,
      list
    )

    true
  end

  # Paths

  @doc "Deletes edges until there is no path from `v1` to `v2`."
  def del_path(graph, v1, v2) do
    case get_path(graph, v1, v2) do
      false ->
        true

      path ->
        del_steps(graph, path)
        del_path(graph, v1, v2)
    end
  end

  defp del_steps(graph, [v1, v2 | rest]) do
    steps = :lists.filter(&match?({_, ^v1, ^v2, _}, edge(graph, &1)), out_edges(graph, v1))
    del_edges(graph, steps)
    del_steps(graph, [v2 | rest])
  end

  defp del_steps(_graph, [_]), do: true

  @doc "Returns the vertices of a path from `v1` to `v2` of one edge at least, or `false`."
  def get_path(graph, v1, v2) do
    case search(graph, [{out_neighbours(graph, v1), [v1]}], v2, %{v1 => true}) do
      {:found, path} -> :lists.reverse(path)
      :none -> false
    end
  end

  # Depth first: what is still to be tried at each vertex of the way
  defp search(_graph, [], _goal, _seen), do: :none
  defp search(graph, [{[], _way} | rest], goal, seen), do: search(graph, rest, goal, seen)
  defp search(_graph, [{[goal | _], way} | _], goal, _seen), do: {:found, [goal | way]}

  defp search(graph, [{[next | others], way} | rest], goal, seen) do
    case seen do
      %{^next => _} ->
        search(graph, [{others, way} | rest], goal, seen)

      _ ->
        stack = [{out_neighbours(graph, next), [next | way]}, {others, way} | rest]
        search(graph, stack, goal, :maps.put(next, true, seen))
    end
  end

  @doc "Returns the vertices of a shortest path of one edge at least, or `false`."
  def get_short_path(graph, v1, v2) do
    nearest(graph, :queue.from_list(longer([v1], graph)), v2, %{})
  end

  # Breadth first
  defp nearest(graph, queue, goal, seen) do
    case :queue.out(queue) do
      {:empty, _} ->
        false

      {{:value, [^goal | _] = way}, _} ->
        :lists.reverse(way)

      {{:value, [vertex | _] = way}, queue} ->
        if is_map_key(seen, vertex) do
          nearest(graph, queue, goal, seen)
        else
          ways = :queue.from_list(longer(way, graph))
          nearest(graph, :queue.join(queue, ways), goal, :maps.put(vertex, true, seen))
        end
    end
  end

  # Along older edges first
  defp longer([vertex | _] = way, graph), do: :lists.map(&[&1 | way], :lists.reverse(out_neighbours(graph, vertex)))

  @doc "Returns a cycle through the vertex, `[vertex]` for one of a single edge, or `false`."
  def get_cycle(graph, vertex) do
    case get_cycle_of_two(graph, vertex) do
      false -> if :lists.member(vertex, out_neighbours(graph, vertex)), do: [vertex], else: false
      cycle -> cycle
    end
  end

  # A cycle of at least two edges is preferred
  defp get_cycle_of_two(graph, vertex) do
    others = :lists.filter(&(&1 !== vertex), out_neighbours(graph, vertex))

    case search(graph, [{others, [vertex]}], vertex, %{}) do
      {:found, path} -> :lists.reverse(path)
      :none -> false
    end
  end

  @doc "Returns a shortest cycle through the vertex, or `false`."
  def get_short_cycle(graph, vertex), do: get_short_path(graph, vertex, vertex)
end
