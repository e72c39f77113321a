# Function values of many arguments that capture variables as well.

defmodule Many do
  for arity <- [250, 252, 253] do
    arguments = Macro.generate_arguments(arity, __MODULE__)

    def sum(first, second, unquote(arity)) do
      fn unquote_splicing(arguments) -> first - second + Enum.sum([unquote_splicing(arguments)]) end
    end
  end

  def none(first, second) do
    fn -> first - second end
  end
end

for arity <- [250, 252, 253] do
  fun = Many.sum(1000, 1, arity)
  IO.inspect({arity, is_function(fun, arity), apply(fun, Enum.to_list(1..arity))})
end

IO.inspect(Many.none(1000, 1).())
