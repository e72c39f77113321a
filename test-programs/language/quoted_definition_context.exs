# What a quote defines keeps the quote's context, also where the definition's own name is unquoted; by that warnings for people are spared.
kind = :def
name = :f
IO.inspect(quote(do: Kernel.def(f(1), do: 1)))
IO.inspect(quote(do: Kernel.unquote(kind)(f(1), do: 1)))
IO.inspect(quote(do: Kernel.unquote(kind)(unquote(name)(1), do: 1)))
IO.inspect(quote(do: Kernel.unquote(kind)(f(x) when x, do: 1)))
IO.inspect(quote(do: Kernel.unquote(kind)(f)))
IO.inspect(quote(do: Kernel.unquote(kind)()))
IO.inspect(quote(do: Kernel.unquote(kind)(unquote_splicing([{:f, [], []}]), do: 2)))
IO.inspect(quote(context: Other, do: Kernel.unquote(kind)(f(1), do: 1)))
IO.inspect(quote(do: Kernel.unquote(quote(do: defp(f(1), do: 1)))))
IO.inspect(quote(do: Kernel.unquote(:@)(f(1))))
IO.inspect(quote(do: Kernel.unquote(:defguard)(f(1))))
IO.inspect(quote(do: unquote(kind)(f(1), do: 1)))

defmodule Maker do
  defmacro clauses(kind) do
    for number <- 1..2, name <- [:f, :g] do
      quote do
        Kernel.unquote(kind)(unquote(name)(unquote(number)), do: unquote(number))
      end
    end
  end

  defmacro attributes do
    quote do
      @used 1
      @not_used 2
      @doc "of nothing"
      @typedoc "of nothing"
      @impl true
    end
  end

  defmacro derive, do: quote(do: @derive(Inspect))
  defmacro written(name), do: {:@, [], [{name, [], [1]}]}
end

warnings = fn code ->
  {_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string(code) end)
  for %{message: message, position: position} <- diagnostics, do: {message |> String.replace("warning: ", ""), position}
end

IO.inspect(warnings.("defmodule A do\n  require Maker\n  Maker.clauses(:def)\nend"))
IO.inspect(warnings.("defmodule B do\n  require Maker\n  Maker.attributes()\n  def used, do: @used\nend"))
IO.inspect(warnings.("defmodule C do\n  require Maker\n  Maker.attributes()\n  @not_used 3\nend"))
IO.inspect(warnings.("defmodule D do\n  require Maker\n  Maker.written(:not_used)\nend"))
IO.inspect(warnings.("defmodule E do\n  require Maker\n  Maker.derive()\nend"))
