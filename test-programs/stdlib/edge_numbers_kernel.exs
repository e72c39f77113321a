# Numbers, Kernel, Access, Range and Bitwise with arguments at the edge: what each expression gives, or how it fails.

expressions = ~S"""
Integer.digits(-123)
Integer.digits(0)
Integer.digits(255, 16)
Integer.digits(5, 1)
Integer.undigits([1,2,3])
Integer.undigits([1,12], 10)
Integer.undigits([])
Integer.floor_div(-7, 2)
Integer.floor_div(1, 0)
Integer.mod(-7, 3)
Integer.mod(7, -3)
Integer.mod(1, 0)
Integer.gcd(0, 0)
Integer.gcd(-12, 18)
Integer.extended_gcd(240, 46)
Integer.extended_gcd(0, 5)
Integer.extended_gcd(-6, -9)
Integer.parse("12abc")
Integer.parse("")
Integer.parse("-")
Integer.parse("+5")
Integer.parse("0x1F", 16)
Integer.parse("1F", 16)
Integer.parse("1", 1)
Integer.parse("1", 37)
Integer.parse("1_000")
Integer.pow(2, 100)
Integer.pow(2, -1)
Integer.pow(0, 0)
Integer.to_string(-255, 16)
Integer.to_string(1, 37)
Integer.to_charlist(10, 2)
Integer.is_odd(-3)
Float.ceil(1.25, 1)
Float.ceil(-1.25, 1)
Float.ceil(1.0, 20)
Float.ceil(1.5, 16)
Float.floor(1.25, 1)
Float.floor(-1.25)
Float.floor(1.1, -1)
Float.round(2.5)
Float.round(-2.5)
Float.round(1.005, 2)
Float.round(1.255, 2)
Float.round(5.5675, 3)
Float.round(0.1 + 0.2, 15)
Float.round(-0.0, 1)
Float.round(1.0e300, 5)
Float.round(12341.15, 1)
Float.round(1, 2)
Float.parse("1.5abc")
Float.parse("1e5")
Float.parse("1.0e400")
Float.parse(".5")
Float.parse("-0")
Float.parse("")
Float.parse("1.")
Float.parse("abc")
Float.parse("1.5e")
Float.parse("1.5e-")
Float.ratio(0.75)
Float.ratio(-3.5)
Float.ratio(0.0)
Float.ratio(1.0e-310)
Float.to_string(1.0e21)
Float.to_string(123456789012345680.0)
Float.to_string(1.0e-5)
Float.to_charlist(0.1)
Float.pow(2.0, 3)
Float.max_finite()
Float.min_finite()
Float.to_string(5)
abs(-0.0)
round(2.5)
round(-2.5)
round(1.0e20)
trunc(-1.9)
ceil(-1.1)
floor(-1.1)
ceil(5)
div(-7, 2)
rem(-7, 2)
div(1, 0)
div(1.0, 2)
1 / 0
1.0 / 0.0
2 ** -1
2 ** 0.5
2.0 ** 3
0 ** 0
(-8) ** (1/3)
10 ** 400 / 1
1.0e308 * 10
elem({1,2}, 2)
elem({1,2}, -1)
put_elem({1,2}, 0, :a)
put_elem({1}, 1, :a)
hd([])
tl([])
length([1|2])
length(:a)
tuple_size([1])
byte_size(<<1::1>>)
bit_size(<<1::3>>)
binary_part("abc", 1, 5)
binary_part("abc", 3, -2)
is_struct(%{__struct__: 1})
is_struct(%{__struct__: Foo})
is_exception(%RuntimeError{})
is_exception(%RuntimeError{}, ArgumentError)
is_function(&is_nil/1, 1)
is_function(1, -1)
is_map_key(%{a: 1}, :a)
max(1, 1.0)
min(1, 1.0)
max(1.0, 1)
min(:a, 1)
not 1
!1
true and 1
true xor 1
[1,2,3] -- [3,2]
[1,1,2] -- [1]
[1] ++ 2
1 ++ [2]
[1] -- 2
"a" <> 1
"a" <> :b
1 in [1.0]
1 in 1..3
1.0 in 1..3
:a in %{a: 1}
1 not in [2]
to_charlist("é")
to_charlist(:abc)
inspect("a", width: 0)
get_in(%{a: [%{b: 1}]}, [:a, Access.at(0), :b])
get_in(%{a: nil}, [:a, :b])
get_in([a: 1], [:a, :b])
put_in(%{a: %{}}, [:a, :b], 1)
put_in(%{}, [:a, :b], 1)
update_in(%{a: [1,2]}, [:a, Access.all()], &(&1+1))
update_in(%{a: [1,2]}, [:a, Access.filter(&(&1>1))], &(&1*10))
pop_in(%{a: %{b: 1}}, [:a, :b])
pop_in(%{a: nil}, [:a, :b])
get_and_update_in(%{a: 1}, [:a], &{&1, &1+1})
get_and_update_in(%{a: 1}, [:a], fn _ -> :pop end)
get_and_update_in(%{a: 1}, [:a], fn _ -> :bad end)
get_in([1,2,3], [Access.slice(0..1)])
update_in([1,2,3], [Access.at(-1)], &(&1*2))
update_in([1,2,3], [Access.at(5)], &(&1*2))
Access.at(:a)
get_in({1,2}, [Access.elem(5)])
get_in({1,2}, [Access.elem(1)])
get_in(%{a: 1}, [Access.key(:b, 5)])
get_in([a: 1], [Access.key!(:b)])
get_in([%{x: 1}, %{x: 2}], [Access.find(&(&1.x == 2)), :x])
Access.fetch(%{a: 1}, :b)
Access.fetch(5, :b)
Access.get([{:a, 1}], :b, 3)
Access.get([1], :b)
Access.pop(%{a: 1}, :b)
Access.get_and_update([a: 1], :a, fn x -> {x, x + 1} end)
binary_slice("héllo", 1, 2)
binary_slice("abc", 1..-1//1)
binary_slice("abc", -2..-1)
binary_slice("abc", 5..6)
binary_slice("abc", 0..2//2)
tap(1, &(&1+1))
then(1, &(&1+1))
struct(URI, foo: 1, path: "a")
struct!(URI, foo: 1)
struct(%URI{}, %{host: "h"})
struct(Foo.Bar.Zzz)
apply(Enum, :map, [[1], & &1])
apply(Enum, :nope, [1])
raise "x"
raise ArgumentError
raise ArgumentError, message: "m"
raise :foo
raise %{}
reraise "x", []
throw(1)
exit(:x)
exit({:shutdown, 1})
if 0, do: 1
if nil, do: 1
unless nil, do: 1
1..2//0
..
1..3//-1
Range.new(1, 3, 0)
Range.size(1..10//3)
Range.size(10..1//3)
Range.size(1..0)
Range.disjoint?(1..3, 4..5)
Range.disjoint?(1..10//2, 2..10//2)
Range.shift(1..3, 2)
Range.shift(1..10//3, 2)
Range.split(1..5, 2)
Range.split(1..5, -2)
Range.split(5..1//-2, 1)
Range.to_list(1..3)
inspect(1..10//2)
1..3 == 1..3//1
Enum.to_list(3..1//-1)
Enum.to_list(3..1)
Bitwise.bsl(1, 100)
Bitwise.bsl(1, -1)
Bitwise.bsr(-1, 5)
Bitwise.bnot(5)
Bitwise.bxor(5, -3)
Bitwise.band(1.0, 1)
Bitwise.bsl(1, 1000000000000)
:erlang.bsl(1, 64)
Bitwise.bsr(1, 100000000000000000000)
Bitwise.bsl(0, 100000000000000000000)
0.1 + 0.2
1.0e15
1.0e16
123456789.0
1.0e100
1.5e-10
5.0e-324
-0.0
0.0 == -0.0
0.0 === -0.0
1.7976931348623157e308
100000000000000000000000.0
9007199254740993.0
4.35
0.1e1
1.0e-7
123.0e5
"""

show = &inspect(&1, limit: 100, printable_limit: 400, custom_options: [sort_maps: true])

for line <- String.split(expressions, "\n", trim: true) do
  result =
    try do
      {value, _} = Code.eval_string(line)
      "=> " <> show.(value)
    rescue
      error -> "!! " <> inspect(error.__struct__) <> ": " <> Exception.message(error)
    catch
      kind, value -> "** #{kind} #{inspect(value)}"
    end

  IO.puts(line <> "\n   " <> result)
end
