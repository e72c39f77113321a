# The records of xmerl's header, which packages that handle XML define for themselves.

for {name, fields} <- Record.extract_all(from_lib: "xmerl/include/xmerl.hrl") do
  IO.inspect({name, fields}, limit: :infinity)
end

defmodule Xml do
  require Record
  Record.defrecord(:element, :xmlElement, Record.extract(:xmlElement, from_lib: "xmerl/include/xmerl.hrl"))

  def named(name), do: element(name: name, attributes: [:none])
end

IO.inspect(Xml.named(:root))
