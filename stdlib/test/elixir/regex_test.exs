defmodule RegexTest do
  use ExUnit.Case, async: true
  doctest Regex
end
