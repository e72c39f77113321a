# varargs, arrays, bytes, buffers, null, strings
IO.inspect :"java.lang.String".format("%s-%d-%.2f", "a", 5, 1.5)
IO.inspect :"java.lang.String".format("none")
IO.inspect :"java.lang.String".join("-", ["a", "b"])
IO.inspect :"java.nio.file.Path".of("/a", "b", "c") |> to_string()
IO.inspect :"java.util.Arrays".asList("x", 1, :a) |> Enum.to_list
IO.inspect :"java.lang.String".valueOf(1.0)
IO.inspect :"java.lang.String".length("ü€")
IO.inspect :"java.lang.String".getBytes("ü", "UTF-8")
IO.inspect :"java.lang.String".toUpperCase("abc")
IO.inspect :"java.lang.String".charAt("abc", 1)
IO.inspect :"java.lang.String".split("a,b", ",") |> Enum.to_list
IO.inspect :"java.lang.String".chars("ab") |> Enum.to_list
IO.inspect :"java.lang.StringBuilder".new("x") |> :"java.lang.StringBuilder".append(1) |> :"java.lang.StringBuilder".append("s") |> :"java.lang.StringBuilder".append(1.5) |> :"java.lang.StringBuilder".append(true) |> to_string()
a = :"int[]".new([1, 2, 3]); :"int[]".set(a, 0, 9); IO.inspect Enum.to_list(a); IO.inspect :"int[]".length(a); IO.inspect :"java.util.Arrays".stream(a) |> :"java.util.stream.IntStream".sum()
IO.inspect :"java.util.Arrays".toString(a)
aa = :"int[][]".new([[1, 2], [3]]); IO.inspect Java.to_term(aa)
sa = :"java.lang.String[]".new(2); IO.inspect Enum.to_list(sa)
b = :"java.nio.ByteBuffer".wrap(<<1, 2, 3, 4>>); IO.inspect :"java.nio.ByteBuffer".getInt(b)
bb = :"java.nio.ByteBuffer".allocate(4) |> :"java.nio.ByteBuffer".putShort(258) |> :"java.nio.ByteBuffer".array(); IO.inspect bb
IO.inspect :"java.util.Base64".getEncoder() |> :"java.util.Base64$Encoder".encodeToString("hi")
IO.inspect :"java.util.Base64".getDecoder() |> :"java.util.Base64.Decoder".decode("aGk=")
IO.inspect :"java.security.MessageDigest".getInstance("MD5") |> :"java.security.MessageDigest".digest("a") |> Base.encode16()
IO.inspect :"java.util.Objects".isNull(nil)
IO.inspect :"java.util.Objects".requireNonNullElse(nil, 4)
IO.inspect :"java.util.Objects".equals("a", "a")
try do :"java.util.Objects".requireNonNull(nil, "msg") rescue e in :"java.lang.NullPointerException" -> IO.inspect(e.message) end
try do :"java.lang.Integer".parseInt("zz") rescue e in [:"java.lang.NumberFormatException"] -> IO.inspect({e.class, e.message}) end
try do :"java.lang.Integer".parseInt("zz") rescue e in ArithmeticError -> e; e -> IO.inspect(is_exception(e)); IO.inspect(Exception.message(e)) end
IO.inspect :"java.lang.Math".abs(-5)
IO.inspect :"java.lang.Math".abs(-5.5)
IO.inspect :"java.lang.Math".round(2.5)
try do :"java.lang.Math".addExact(9223372036854775807, 1) rescue e -> IO.puts(Exception.message(e)) end
try do :"java.lang.Math".abs("x") rescue e -> IO.puts(Exception.message(e)) end
IO.inspect :"java.lang.Integer".toString(255, 16)
IO.inspect :"java.lang.Character".isDigit(?5)
IO.inspect :"java.lang.Character".isDigit("5")
IO.inspect :"java.lang.Integer"."MAX_VALUE"()
IO.inspect :"java.lang.Double"."NaN"()
IO.inspect :"java.lang.Float".parseFloat("1.5")
IO.inspect :"java.lang.Long".valueOf(3)
IO.inspect :"java.lang.Byte".parseByte("12")
try do :"java.lang.Byte".toString(300) rescue e -> IO.puts(Exception.message(e)) end
p = :"java.awt.Point".new(1, 2); :"java.awt.Point".x(p, 7); IO.inspect :"java.awt.Point".x(p); IO.puts p
IO.inspect :"java.util.AbstractMap$SimpleEntry".new(:k, "v") |> :"java.util.Map.Entry".getKey()
IO.inspect :"java.lang.Object".toString(5)
IO.inspect :"java.lang.Object".hashCode("a")
IO.inspect :"java.lang.Object".getClass("a")
try do :"java.lang.Thread$State".nope() rescue e -> IO.puts Exception.message(e) end
try do :"java.util.ArrayList".get(:"java.util.ArrayList".new(), 0) rescue e -> IO.inspect(__STACKTRACE__ |> hd); IO.puts Exception.message(e) end
IO.inspect :"java.util.UUID".fromString("123e4567-e89b-12d3-a456-426614174000") |> to_string
IO.inspect :"java.util.Locale"."GERMANY"() |> :"java.text.NumberFormat".getInstance() |> :"java.text.NumberFormat".format(1234.5)
r = :"java.util.Random".new(42); IO.inspect :"java.util.Random".nextInt(r, 100)
IO.inspect(:"java.lang.Runtime".getRuntime() |> Java.instance?(:"java.lang.Runtime"))
sw = :"java.io.StringWriter".new(); Java.using(:"java.io.PrintWriter".new(sw), fn w -> :"java.io.PrintWriter".print(w, "x") end); IO.inspect to_string(sw)
IO.inspect :"java.io.ByteArrayInputStream".new("abc") |> :"java.io.InputStream".readAllBytes()
IO.inspect ~c"abc" |> then(&:"java.util.List".size/1)
IO.inspect :"java.lang.String".new(~c"abc")
IO.inspect :"java.lang.String".contains("abc", "b")
