defmodule Custom do
  defexception [:code]
  def message(e), do: "code #{e.code}\nsecond line"
end

raise Custom, code: 42
