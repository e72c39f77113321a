defmodule ExUnit.DuplicateDescribeError do
  @moduledoc "Raised when a name is given twice in one module of tests."

  defexception [:message]
end
