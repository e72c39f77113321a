defmodule DateTest do
  use ExUnit.Case, async: true
  doctest Date
end
