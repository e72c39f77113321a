x = 1; x = x + 1; {x, x}
---
case 1 do x -> 1 end; x = 4
---
cond do true -> 1; x = 2 -> x end
---
fn x, y when x > 1 when y > 2 -> x; _, z -> z end
---
x = 1
fn %{^x => y} -> y end
---
receive do :a -> 1 after 10 -> 2 end
---
with {:ok, x} when x > 1 <- 1, y = 2, do: x+y, else: (_ -> 1)
---
try do 1
rescue
x in [ArgumentError] -> x
ArgumentError -> 2
y -> y
_ in RuntimeError -> 3
[RuntimeError, ArgumentError] -> 4
catch x -> x
:exit, x when x > 1 -> x
else x when x == 1 when x == 2 -> 1
after 4 end
