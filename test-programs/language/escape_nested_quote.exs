IO.inspect Macro.escape(quote(unquote: false, do: [unquote(x), quote(do: unquote(y)), quote([unquote: false], do: unquote(z)), quote(bind_quoted: [a: unquote(q)], do: unquote(z)), quote([], do: [unquote_splicing(z)]), quote(do: quote(do: unquote(w)))]), unquote: true)
IO.inspect(quote do quote do unquote(y) end end)
IO.inspect(quote do quote(bind_quoted: [a: 1]) do unquote(y) end end)
