defmodule ExUnit.AssertionsTest do
  use ExUnit.Case, async: true
  doctest ExUnit.Assertions
  doctest ExUnit.AssertionError
end
