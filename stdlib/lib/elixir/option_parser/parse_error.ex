defmodule OptionParser.ParseError do
  @moduledoc "Raised by `OptionParser.parse!/2` and `OptionParser.parse_head!/2`."

  defexception [:message]
end
