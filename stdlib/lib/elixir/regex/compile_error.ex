defmodule Regex.CompileError do
  @moduledoc "Raised when a text is no regular expression."

  defexception message: "regex could not be compiled"
end
