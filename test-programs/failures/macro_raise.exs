defmodule M do
  defmacro bad(_), do: raise("in the macro")
end

defmodule U do
  require M
  def f, do: M.bad(1)
end
