defmodule Twice do
  defmacro handler(body) do
    quote do
      fn
        a -> unquote(body)
        a, b -> {a, b}
      end
    end
  end
end

defmodule Page do
  require Twice

  def render(x) do
    if x do
      Twice.handler(x)
    end
  end
end
