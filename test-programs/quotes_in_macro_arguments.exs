# A quote that a macro is given and gives back is the caller's: it has nothing of the macro's hygiene.
defmodule Give do
  defmacro plain(do: code), do: code
  defmacro quoted(do: code), do: (quote do unquote(code) end)
  defmacro definition(name, do: code), do: (quote do def unquote(name)(), do: unquote(code) end)
end

defmodule Use do
  import Give
  def plain, do: plain(do: (quote do alias List, as: L end))
  def quoted, do: quoted(do: (quote do require List, as: L end))
  definition :defined do quote do import List end end

  def bound, do: plain(do: quote(bind_quoted: [x: 1 + 2], do: x))

  definition :created do
    contents =
      quote do
        alias List, as: L
        def test, do: L.flatten([1, [2], 3])
      end

    Module.create(Created, contents, __ENV__)
    apply(Created, :test, [])
  end
end

strip = fn code -> Macro.prewalk(code, &Macro.update_meta(&1, fn meta -> Keyword.drop(meta, [:line, :column]) end)) end
for name <- [:plain, :quoted, :defined, :bound], do: IO.inspect(strip.(apply(Use, name, [])))
IO.inspect(Use.created())
