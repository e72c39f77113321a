# Heads of functions and of rescue clauses that are none.
attempt = fn code ->
  {result, diagnostics} =
    Code.with_diagnostics(fn ->
      try do
        Code.eval_string(code, [], file: "odd.exs")
        :fine
      rescue
        e -> Exception.message(e)
      end
    end)

  IO.puts("#{code} -> #{result}")
  for diagnostic <- diagnostics, do: IO.puts("  #{diagnostic.severity}: #{diagnostic.message}")
end

attempt.("defmodule A do def nil, do: 1 end")
attempt.("defmodule B do def true, do: 1 end")
attempt.("defmodule C do defp unquote(:name), do: 1 end")
attempt.("defmodule D do def unquote(:name)(), do: 1 end")
attempt.("try do 1 rescue foo() -> 2 end")
attempt.("try do 1 rescue x.y -> 2 end")
attempt.("try do 1 rescue {RuntimeError, 1} -> 2 end")
attempt.("defmodule E do @since 1 end")
