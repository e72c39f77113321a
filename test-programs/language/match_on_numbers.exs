# A subject that is known to be a number, against patterns of every other shape.
defmodule Shapes do
  def literal do
    case 1 do
      {_, _} -> :tuple
      [_ | _] -> :list
      %{a: _} -> :map
      <<_, _::binary>> -> :binary
      <<"a", _::bitstring>> -> :bitstring
      "text" -> :text
      %_{} -> :struct
      1.0 -> :float
      1 -> :one
    end
  end

  def sum(a, b) when is_float(a) and is_float(b) do
    case a + b do
      %{key: value} -> value
      {x, y} -> {x, y}
      <<x::utf8>> -> x
      [] -> :empty
      3.0 -> :three
      other -> other
    end
  end

  def struct?(name), do: is_struct(1, name)
end

IO.inspect(Shapes.literal())
IO.inspect(Shapes.sum(1.0, 2.0))
IO.inspect(Shapes.sum(1.0, 2.5))
IO.inspect(Shapes.struct?(Range))
IO.inspect(try do Shapes.struct?("name") rescue e -> e end)
