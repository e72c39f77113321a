# apply/3 whose function and arguments are written out is a plain call, and fails as one.
defmodule WrittenApply do
  def twice(x), do: x * 2

  def failure(fun) do
    fun.()
  rescue
    error -> {error.__struct__, Enum.map(Enum.take(__STACKTRACE__, 1), fn {module, function, arguments, _place} -> {module, function, arguments} end)}
  end
end

rest = ["b", "c"]
module = List.first([WrittenApply])
IO.inspect({apply(WrittenApply, :twice, [2]), apply(module, :twice, [3]), apply(Kernel, :+, [1, 2]), apply(Enum, :map, [[1, 2], &(&1 + 1)])})
IO.inspect({apply(String, :upcase, ["a" | []]), apply(String, :replace, ["abc" | rest]), apply(:erlang, :+, [1, 2])})
IO.inspect({apply(fn x -> x end, [1]), apply(:lists, :max, [[1, 3, 2]])})
IO.inspect(WrittenApply.failure(fn -> apply(WrittenApply, :missing, [1]) end))
IO.inspect(WrittenApply.failure(fn -> apply(%{twice: 1}, :twice, []) end))
IO.inspect(WrittenApply.failure(fn -> apply(List.first([1]), :twice, [2]) end))
