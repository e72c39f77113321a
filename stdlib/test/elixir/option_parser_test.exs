defmodule OptionParserTest do
  use ExUnit.Case, async: true
  doctest OptionParser
end
