defmodule FileTest do
  use ExUnit.Case, async: true
  doctest File
  doctest File.Stat
end
