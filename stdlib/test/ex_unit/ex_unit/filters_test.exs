defmodule ExUnit.FiltersTest do
  use ExUnit.Case, async: true
  doctest ExUnit.Filters
end
