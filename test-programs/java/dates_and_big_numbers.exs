# time
d = :"java.time.LocalDate".of(2024, 2, 29)
IO.puts :"java.time.LocalDate".plusYears(d, 1)
IO.puts :"java.time.LocalDate".getDayOfWeek(d)
IO.inspect :"java.time.LocalDate".getDayOfWeek(d)
IO.inspect :"java.time.LocalDate".getMonthValue(d)
IO.puts :"java.time.Duration".ofMinutes(90)
IO.puts :"java.time.LocalDate".format(d, :"java.time.format.DateTimeFormatter".ofPattern("dd.MM.yyyy"))
IO.inspect :"java.time.temporal.ChronoUnit".between(:"java.time.temporal.ChronoUnit"."DAYS"(), d, :"java.time.LocalDate".of(2024, 3, 31))
IO.inspect :"java.time.LocalDate".plus(d, 3, :"java.time.temporal.ChronoUnit"."DAYS"())
IO.inspect :"java.time.LocalDate".isBefore(d, :"java.time.LocalDate"."MAX"())
IO.inspect :"java.time.LocalDate".of(2024, :MARCH, 1) == :"java.time.LocalDate".of(2024, 3, 1)
IO.inspect :"java.time.ZonedDateTime".parse("2024-01-01T00:00:00Z") |> to_string()
try do :"java.time.LocalDate".of(2023, 2, 29) rescue e in :"java.time.DateTimeException" -> IO.puts Exception.message(e) end
try do :"java.time.LocalDate".parse("x") rescue e -> IO.inspect(e.__struct__); IO.puts(Exception.message(e)) end
# enums
IO.inspect :"java.util.concurrent.TimeUnit".valueOf("SECONDS")
IO.inspect :"java.util.concurrent.TimeUnit".toMillis(:"java.util.concurrent.TimeUnit"."SECONDS"(), 2)
IO.inspect :"java.time.DayOfWeek".values() |> Enum.map(&to_string/1)
IO.inspect :"java.util.EnumSet".of(:"java.time.DayOfWeek"."MONDAY"(), :"java.time.DayOfWeek"."FRIDAY"()) |> Enum.map(&:"java.lang.Enum".name/1)
# BigDecimal / BigInteger
a = :"java.math.BigDecimal".new("1.10")
b = :"java.math.BigDecimal".new("2.25")
IO.puts :"java.math.BigDecimal".add(a, b)
IO.inspect :"java.math.BigDecimal".compareTo(a, b)
IO.inspect :"java.math.BigDecimal".setScale(b, 1, :HALF_UP) |> to_string
IO.inspect :"java.math.BigDecimal".divide(a, b, :"java.math.MathContext"."DECIMAL32"()) |> to_string
IO.inspect :"java.math.BigInteger".pow(12345678901234567890, 2)
IO.inspect :"java.math.BigInteger".valueOf(5)
IO.inspect :"java.math.BigInteger".modPow(3, 100, 7)
IO.inspect :"java.math.BigInteger".isProbablePrime(97, 10)
IO.inspect :"java.math.BigDecimal".valueOf(1.5) |> :"java.math.BigDecimal".doubleValue()
IO.inspect a == :"java.math.BigDecimal".new("1.10")
IO.inspect Enum.sort([b, a], fn x, y -> :"java.math.BigDecimal".compareTo(x, y) <= 0 end) |> Enum.map(&to_string/1)
IO.inspect "#{a} and #{b}"
