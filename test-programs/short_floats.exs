# The shortest texts of floats, with an exponent where that is shorter.
floats =
  [1.0, 10.0, 100.0, 1000.0, 1200.0, 123_400.0, 12.0, 110.0, 1010.0, 100_100.0, 9_999_999.0, 9_999_999.5, 1.0e7, 12_345_678.9] ++
    [0.1, 0.01, 0.001, 0.00123, 0.0001, 0.5, 0.1 + 0.2, 1 / 3, 100 / 3, 1.0e22, 1.0e23, 5.0e-324, 1.7976931348623157e308]

IO.puts(Enum.map_join(floats, " ", &Float.to_string/1))
IO.puts(Enum.map_join(floats, " ", &Float.to_string(-&1)))
IO.inspect({0.0, -0.0})

for exponent <- -8..10, digits <- [1, 12, 123, 1_234_567] do
  digits * :math.pow(10, exponent)
end
|> Enum.map_join(" ", &to_string/1)
|> IO.puts()
