quote do: foo(1, bar, unquote(self()), [1, unquote_splicing([1])])
---
quote do: [unquote_splicing([1]), 3]
---
quote do: String.foo(unquote_splicing([1]), x)
---
quote do: unquote(:a).unquote(:b)(1)
---
quote bind_quoted: [a: 1], do: a + 1
---
quote(location: :keep, do: foo(1))
---
quote do: def unquote(:foo)(x), do: 1
---
quote do: quote(do: unquote(1))
---
quote do: (a; unquote_splicing([1,2]); b)
---
quote generated: true, do: a + 1
---
alias Foo.Bar
quote do: Bar.Baz
---
quote do: [unquote_splicing([1]) | 2]
