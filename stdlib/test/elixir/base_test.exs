defmodule BaseTest do
  use ExUnit.Case, async: true
  doctest Base
end
