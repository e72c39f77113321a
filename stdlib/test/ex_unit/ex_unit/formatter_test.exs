defmodule ExUnit.FormatterTest do
  use ExUnit.Case, async: true
  doctest ExUnit.Formatter
end
