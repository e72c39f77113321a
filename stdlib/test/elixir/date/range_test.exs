defmodule Date.RangeTest do
  use ExUnit.Case, async: true
  doctest Date.Range
end
