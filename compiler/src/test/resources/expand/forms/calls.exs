x = %{}; x.foo
---
x = %{}; x.foo()
---
x = %{}; case 1 do _ when x.foo > 1 -> 1 end
---
1 |> Kernel.+(2)
---
Map.put(%{}, :a, 1)
---
elem({1, 2}, 1)
---
&(&1 + 1)
---
&String.upcase/1
---
&+/2
---
&{&1, &2}
---
x = 1; case x do 1 when is_integer(x) and x > 1 or x < 3 -> 1 end
---
alias Foo.{Bar, Baz}; Bar
---
^x = 1
