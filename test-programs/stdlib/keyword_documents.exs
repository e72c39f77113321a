# Packages show structs by what the library has for keyword lists: a document for each pair.

defmodule Point do
  defstruct [:x, :y]

  defimpl Inspect do
    import Inspect.Algebra

    def inspect(point, opts) do
      container_doc("#Point<", [x: point.x, y: point.y], ">", opts, &Inspect.List.keyword/2, break: :strict)
    end
  end
end

IO.inspect(struct(Point, x: 1, y: [a: "b"]))
IO.inspect(struct(Point, x: 1, y: [a: "b"]), width: 8)
