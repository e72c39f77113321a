# Files and lines in stack traces: @file, and quotes that keep their location.
Code.compile_string(
  """
  defmodule Kept do
    defmacro failing do
      quote location: :keep do
        def fail(x) do
          hd(x)
          |> Kernel.+(1)
        end

        def loop(x), do: for(y <- x, do: div(1, y))
      end
    end

    defmacro plain do
      quote do
        def plain(x) do
          raise x
          :ok
        end
      end
    end
  end
  """,
  "kept_lib.ex"
)

Code.compile_string(
  """
  defmodule Failing do
    require Kept

    Kept.failing()
    Kept.plain()

    @file "virtual.ex"
    def virtual(x) do
      [hd(x)]
    end

    def own(x) do
      Enum.map([x], fn y -> [hd(y)] end)
    end
  end
  """,
  "failing.ex"
)

for call <- [
      fn -> Failing.fail(1) end,
      fn -> Failing.loop([0]) end,
      fn -> Failing.plain("plain") end,
      fn -> Failing.virtual(1) end,
      fn -> Failing.own(1) end
    ] do
  try do
    call.()
  rescue
    _ ->
      [{_, name, _, place} | _] = for {Failing, _, _, _} = entry <- __STACKTRACE__, do: entry
      IO.inspect({name, Path.basename(place[:file]), place[:line]})
  end
end
