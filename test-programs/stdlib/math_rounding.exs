# Logarithms and hyperbolic functions of numbers whose results are easily off by the last digit, at the edges and outside of the domain.
show = fn function, argument ->
  result =
    try do
      apply(:math, function, [argument])
    rescue
      error -> error.__struct__
    end

  IO.puts("#{function}(#{argument}) = #{inspect(result)}")
end

for x <- [3, 5, 6, 7, 10, 0.1, 0.7, 1.5, 1000, 12345.678, 1.0e300, 1.0e-310, 5.0e-324, 1.7976931348623157e308, 1.0000000000000002, 0, -1],
    function <- [:log2, :log10],
    do: show.(function, x)

IO.inspect(for exponent <- -1074..1023//233, do: :math.log2(:math.pow(2, exponent)))
IO.inspect(for exponent <- -300..300//50, do: :math.log10(:math.pow(10, exponent)))

for x <- [0, 0.1, -0.3, 0.5, 1, -1, 2, 5.5, 20, -300, 710.2, 711], function <- [:cosh, :sinh, :tanh], do: show.(function, x)
for x <- [0, -0.0, 1.0e-9, 0.25, -1, 2, 2.5, -10, 1.0e10, -1.0e300], do: show.(:asinh, x)
for x <- [1, 1.0000001, 1.5, 2, 2.5, 10, 1.0e10, 1.0e300, 0.9, -3, -1.0e20], do: show.(:acosh, x)
for x <- [0, -0.0, 1.0e-9, 0.1, -0.25, 0.5, 0.75, -0.999999, 1, -1, 1.5], do: show.(:atanh, x)
