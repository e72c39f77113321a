# A nested module may use all variables around it, which is no use of those that begin with an underscore: nothing is said of them,
# nor of others that are not used otherwise.

warnings = fn code ->
  {_result, diagnostics} = Code.with_diagnostics(fn -> Code.compile_string(code, "nofile.ex") end)
  IO.inspect(for %{message: message, position: position} <- diagnostics, do: {position, message})
end

warnings.("""
defmodule Outer do
  {:module, _name, _binary, _exports} =
    defmodule First do
    end

  seen = 1

  defmodule Second do
    def seen, do: 2
  end

  for _index <- [1] do
    defmodule Third do
    end
  end

  case :value do
    _value -> def value, do: 1
  end

  def define do
    _unused = 1

    defmodule Fourth do
    end
  end
end
""")

warnings.("""
_first = 1
defmodule AfterVariable do
end
""")

# One that somebody wrote is told.
warnings.("""
defmodule Written do
  _first = 1

  defmodule Reader do
    def first, do: unquote(_first)
  end
end
""")
